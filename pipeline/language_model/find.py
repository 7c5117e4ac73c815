"""Which model servers answer on this computer, and which models they hold. No other computer is asked."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

import urllib3
from urllib3.exceptions import HTTPError

PORTS = {"Ollama": 11434, "LM Studio": 1234, "llama.cpp": 8080, "vLLM": 8000}
_SECONDS = 2.0
_LONGEST = 1_000_000
INSTALL = (
    "No model server answers on this computer. Nothing is downloaded by this program; to have one:",
    "  Windows, macOS: Ollama (installer, about 1 GB, MIT licence) or LM Studio (about 0.5 GB, own terms).",
    "  Linux: Ollama (about 2 GB, MIT), or llama.cpp (MIT; some 50 MB without a graphics card).",
    "Then a model, for example:  ollama pull qwen3:4b  (2.6 GB, Apache 2.0; wants 4 GB of memory) or",
    "  ollama pull qwen3:8b  (5.2 GB, Apache 2.0; 7 GB).  Sizes and licences change: look before you load.",
    "On a locked computer ask whoever looks after it; your organisation may have a model of its own:",
    "  python -m pipeline model use NAME --address https://…",
)


@dataclass(frozen=True)
class Found:
    """A server that answers.

    Attributes:
        kind: What usually listens there: a key of PORTS.
        address: What to write as address.
        models: The models that it holds.
    """

    kind: str
    address: str
    models: tuple[str, ...]


def find_servers(ports: Mapping[str, int] = PORTS) -> list[Found]:
    """The servers that answer on this computer and list models as such servers do."""
    found = []
    for kind, port in ports.items():
        address = f"http://127.0.0.1:{port}"
        said = _get(f"{address}/v1/models")
        models = said.get("data") if isinstance(said, dict) else None
        if isinstance(models, list):
            names = [str(one.get("id") or "") for one in models if isinstance(one, dict)]
            sound = tuple(name for name in names if 0 < len(name) < 200 and name.isprintable())
            found.append(Found(kind, f"{address}/v1", sound))
    return found


def measure_memory(address: str, model: str) -> int:
    """Bytes of memory that a model takes as its server says it; 0 where it doesn't say (only Ollama does)."""
    parts = urlsplit(address)
    said = _get(f"{parts.scheme}://{parts.netloc}/api/ps")
    loaded = said.get("models") if isinstance(said, dict) else None
    for one in loaded if isinstance(loaded, list) else ():
        if isinstance(one, dict) and model in (one.get("name"), one.get("model")):
            size = one.get("size")
            return size if type(size) is int and 0 < size < 2**50 else 0
    return 0


def _get(place: str) -> Any:
    """The JSON that a server answers with, or None."""
    try:
        with urllib3.PoolManager(retries=False) as pool:
            response = pool.request("GET", place, timeout=_SECONDS, redirect=False, preload_content=False)
            body = response.read(_LONGEST, decode_content=False)
            status = response.status
            response.close()
        return json.loads(body) if status == 200 else None
    except (HTTPError, OSError, ValueError, RecursionError):
        return None
