"""Asks a server with urllib3, within bounds of time, size and place.

Whatever the server does, `send` comes back in time with a text or with the reason why there is none.
`find_servers` says which servers answer on this computer; no other is asked.
"""

from __future__ import annotations

import json
import os
import ssl
import threading
import time
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote, urlsplit

import urllib3
from urllib3.exceptions import ConnectTimeoutError, HTTPError, NewConnectionError, ReadTimeoutError

from pipeline.language_model.asking import NOBODY, NOT_READY, Reply
from pipeline.language_model.prompts import Prompt
from pipeline.settings import ModelSettings

KEY = "PIPELINE_MODEL_KEY"
_CONNECT_SECONDS = 5.0
_PIECE = 65_536
_AGAIN = 6  # times that a server which is not ready is asked again: about a minute
_TOO_SLOW = "no reply came in the time allowed for it"
# How servers say that they don't know a response_format; llama-cpp-python's says 500.
_REFUSED_FORM = (400, 404, 415, 422, 500, 501)
# From the strictest: llama.cpp, Ollama, LM Studio and vLLM know the first, llama-cpp-python the second.
_FORMS = ("schema", "object with schema", "json", "free")
_LEDGER_FORMS = {"object with schema": "schema"}
_UNFIT = "(kept back by the server: what the model wrote was not of the form asked for)"
_MEMORY = (
    "the request is longer than the memory (context) that the server gives to one: give it more (llama.cpp:"
    " -c 16384, Ollama: OLLAMA_CONTEXT_LENGTH=16384), or write a smaller batch_characters under [model]"
)


class _RefusedError(Exception):
    """A reply of which nothing is taken; says why."""


class Server:
    """A server with the interface that llama.cpp, Ollama, LM Studio and vLLM share, or Azure's."""

    def __init__(self, settings: ModelSettings) -> None:
        self._settings = settings
        secure = settings.address.startswith("https:")
        self._pool = urllib3.PoolManager(
            num_pools=1,
            maxsize=1,
            # The system's own certificates: an organisation's are among them.
            ssl_context=ssl.create_default_context() if secure else None,
            retries=urllib3.Retry(
                total=_AGAIN,
                connect=False,
                read=False,
                redirect=False,
                other=0,
                status=_AGAIN,
                allowed_methods=None,
                status_forcelist=(429, 503),
                backoff_factor=1,  # waits 0, 2, 4, 8 … seconds where the server does not say how long
                backoff_max=settings.longest_wait,
                raise_on_status=False,
                raise_on_redirect=False,
                retry_after_max=settings.longest_wait,
            ),
        )
        self._form = 0  # place in _FORMS: the strictest that this server may take
        self._taken = False  # whether it is known to take that one
        self._without: set[str] = set()  # parts of a request that it does not know

    def send(self, prompt: Prompt, schema: dict[str, Any], seconds: float) -> Reply:
        """Ask once; with a looser form where the server does not know a stricter one."""
        allowed = min(seconds, self._settings.request_seconds)
        until = time.monotonic() + allowed
        answers: list[Reply] = []
        # The library's own limits are for each read: a server that sends a byte now and then passes them.
        thread = threading.Thread(
            target=lambda: answers.append(self._ask(prompt, schema, until)), daemon=True
        )
        thread.start()
        thread.join(allowed)
        return answers[0] if answers else Reply(trouble=_TOO_SLOW)

    def close(self) -> None:
        """Close the connection; the next request opens another."""
        self._pool.clear()

    def _ask(self, prompt: Prompt, schema: dict[str, Any], until: float) -> Reply:
        try:
            while True:
                form = _FORMS[self._form]
                request = _say_request(prompt, self._settings, self._without) | _say_form(form, schema)
                status, body = self._post(request, until)
                if status == 200:
                    self._taken = True
                    return _read_body(body, _LEDGER_FORMS.get(form, form))
                if _names_memory(body):
                    return Reply(trouble=_MEMORY)
                if _names_output(body):
                    return Reply(text=_UNFIT, form=_LEDGER_FORMS.get(form, form))
                unknown = _find_unknown(body, request) if status == 400 else ""
                if unknown:
                    self._without.add(unknown)
                elif not self._taken and status in _REFUSED_FORM and self._form < len(_FORMS) - 1:
                    self._form += 1
                else:
                    if not self._taken:
                        self._form = 0
                    return Reply(trouble=_say_status(status), passing=status == 503)
        except _RefusedError as error:
            return Reply(trouble=str(error))
        except (ConnectTimeoutError, NewConnectionError):
            return Reply(trouble=NOBODY, passing=True)
        except ReadTimeoutError:
            return Reply(trouble=_TOO_SLOW)
        except (HTTPError, OSError):
            return Reply(trouble="the connection broke off before the reply was whole")
        except Exception as error:
            # A server may break the library in ways that nobody has thought of; the run goes on without it.
            return Reply(trouble=f"the reply cannot be read ({type(error).__name__})")

    def _post(self, request: dict[str, Any], until: float) -> tuple[int, bytes]:
        left = max(0.05, until - time.monotonic())
        response = self._pool.request(
            "POST",
            _find_place(self._settings),
            body=json.dumps(request).encode("ascii"),
            headers=_say_headers(self._settings),
            timeout=urllib3.Timeout(connect=min(left, _CONNECT_SECONDS), read=left),
            redirect=False,
            preload_content=False,
            decode_content=False,
        )
        try:
            if response.headers.get("content-encoding", "identity").lower() != "identity":
                # It was asked for plain bytes; packed ones can be of any length.
                raise _RefusedError("the reply is longer than it may be")
            body = bytearray()
            for piece in response.stream(_PIECE, decode_content=False):
                body += piece
                if len(body) > self._settings.longest_reply:
                    raise _RefusedError("the reply is longer than it may be")
                if time.monotonic() > until:
                    raise _RefusedError(_TOO_SLOW)
            response.release_conn()
            return response.status, bytes(body)
        except BaseException:
            response.close()  # whatever still comes is not listened to
            raise


def _find_place(settings: ModelSettings) -> str:
    """The address that requests go to."""
    base = settings.address.rstrip("/")
    if settings.kind == "azure" and settings.api_version:
        deployment = quote(settings.model, safe="")
        return f"{base}/openai/deployments/{deployment}/chat/completions?api-version={settings.api_version}"
    return f"{base}/chat/completions"


def _say_headers(settings: ModelSettings) -> dict[str, Any]:
    """What the server must know; no system, versions or account's name."""
    headers = {
        "content-type": "application/json",
        "accept": "application/json",
        "accept-encoding": "identity",
        "user-agent": urllib3.util.SKIP_HEADER,
    }
    key = os.environ.get(KEY, "").strip()
    if key:
        headers |= {"api-key": key} if settings.kind == "azure" else {"authorization": f"Bearer {key}"}
    return headers


def _say_request(prompt: Prompt, settings: ModelSettings, without: set[str]) -> dict[str, Any]:
    said: dict[str, Any] = {
        "model": settings.model,
        "messages": [{"role": "system", "content": prompt.system}, {"role": "user", "content": prompt.user}],
        "temperature": 0,
        "seed": settings.seed,
        "max_tokens": settings.longest_answer,
    }
    if "max_tokens" in without:  # its newer name
        said["max_completion_tokens"] = settings.longest_answer
    return {name: value for name, value in said.items() if name not in without}


def _say_form(form: str, schema: dict[str, Any]) -> dict[str, Any]:
    if form == "schema":
        described = {"name": "reply", "strict": True, "schema": schema}
        return {"response_format": {"type": "json_schema", "json_schema": described}}
    if form == "object with schema":
        return {"response_format": {"type": "json_object", "schema": schema}}
    return {"response_format": {"type": "json_object"}} if form == "json" else {}


def _read_body(body: bytes, form: str) -> Reply:
    """The model's text out of what the server sent."""
    try:
        said = json.loads(body.decode("utf-8", "replace"))
        choice = said["choices"][0]
        text, ended = choice["message"]["content"], choice.get("finish_reason")
        model = said.get("model")
    except (ValueError, KeyError, IndexError, TypeError, AttributeError, RecursionError):
        return Reply(trouble="what came is not a reply as such servers give it")
    if not isinstance(text, str) or not text.strip():
        return Reply(trouble="the reply holds no text")
    if ended == "length":
        return Reply(
            trouble="the reply was cut off at the most words allowed for it; write a larger longest_answer"
            " under [model], or give the server more memory (context)"
        )
    return Reply(text=text, form=form, model=model if isinstance(model, str) else "")


def _find_unknown(body: bytes, request: dict[str, Any]) -> str:
    """The optional part of a request that the server says it does not know, or empty."""
    try:
        named = json.loads(body)["error"]["param"]
    except (ValueError, KeyError, TypeError, RecursionError):
        return ""
    return named if named in ("temperature", "seed", "max_tokens") and named in request else ""


def _names_memory(body: bytes) -> bool:
    """Whether an error says that the request does not fit: each kind of server words it its own way."""
    said = body[:4000].decode("utf-8", "replace").lower()
    return "context" in said and any(word in said for word in ("exceed", "length", "size", "too long"))


def _names_output(body: bytes) -> bool:
    """Whether an error says that the model broke the form: llama.cpp's, when all is written."""
    return b"model produced output" in body[:4000]


def _say_status(status: int) -> str:
    if 300 <= status < 400:
        return f"the server sends elsewhere (HTTP {status}), and that is not followed"
    if status in (401, 403):
        return f"the server wants a key, or another one (HTTP {status}); give it in {KEY}"
    if status == 429:
        return "the server takes no more requests for now (HTTP 429)"
    if status == 503:
        return NOT_READY
    return f"the server answered with an error (HTTP {status})"


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
    """A server that answers."""

    kind: str  # what usually listens there: a key of PORTS
    address: str  # what to write as address
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
