"""A language model: which are here, how well one reads here, and the settings that switch it on."""

from __future__ import annotations

import csv
import dataclasses
import io
import json
import shutil
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from importlib import resources
from pathlib import Path
from typing import Any, Literal

from pipeline.agreement.groupings import measure_information
from pipeline.errors import PipelineError, SettingsError, SourceError
from pipeline.flow.job import Progress
from pipeline.flow.runner import run_events
from pipeline.keeping.reading import read_toml
from pipeline.keeping.store import EventStore, Workspace
from pipeline.keeping.writing import hash_bytes, write_bytes
from pipeline.language_model import check_model, count_event, find_host, is_on_this_computer
from pipeline.language_model.server import INSTALL as INSTALL  # what the command line shows
from pipeline.language_model.server import PORTS, measure_memory
from pipeline.language_model.server import find_servers as find_servers
from pipeline.settings import ModelSettings, find_settings
from pipeline.wording import count_words

_EVENT = "trial"
_TYPICAL = (64, 64, 64)  # notes of each question of an event, where none has been run yet
_WORTH = 0.1  # AMI above the default from which sorting by a model is worth its time
_READERS = ("theme", "second")  # columns of the built-in set; empty where a note fits nowhere
_LINES = ("kind", "address", "api_version", "model", "allow_remote", "tried")


@dataclass(frozen=True)
class Trial:
    """What a model did with the built-in set."""

    model: str
    # AMI with the two readers of the set, mean over both and the questions; of the questions it did not
    # sort, the default's
    agreement: float
    default: float
    readers: float
    sorted: tuple[int, int]  # questions that were sorted by it, and how many there are
    refused: tuple[int, int]  # replies that could not be used, or not whole, and requests in all
    reasons: tuple[str, ...]  # why these, or a sorting made of them, were refused; most frequent first
    seconds: float  # a request, in the mean
    memory: int  # bytes; 0 where the server doesn't say
    minutes: int  # an event would take, about
    likened: str  # what that event is: its questions and notes in words

    def recommend(self) -> str:
        """What to do, in plain words."""
        gain = self.agreement - self.default
        if gain >= _WORTH:
            return (
                f"It agrees with the readers clearly more than the default does: worth switching on. Next:"
                f' python -m pipeline model use "{self.model}"'
            )
        if gain > 0.02:
            return (
                "It agrees with the readers a little more than the default. A larger model may be worth it."
            )
        return (
            "It sorts no better than the default. Leave it off, or try a larger model; where its sorting was"
            " refused, the default's was kept."
        )

    def say(self) -> str:
        """One sentence for reports."""
        return (
            f"On the set of {self.sorted[1]} questions that comes with this program it agreed with two"
            f" careful readers' sortings at AMI {self.agreement:.2f} (the default draft {self.default:.2f},"
            f" the readers with one another {self.readers:.2f}; 1 is the same sorting, 0 is chance), and"
            f" {self.refused[0]} of {self.refused[1]} replies could not be used, or not whole"
        )


def try_model(
    workspace: Workspace,
    settings_file: Path | None,
    name: str,
    progress: Progress,
    ports: Mapping[str, int] = PORTS,
) -> Trial:
    """Let a model sort the built-in set through the whole flow, and compare it with people.

    Replies are kept below the workspace's cache: a trial that was stopped goes on.

    Args:
        workspace: Where the trial is kept, and whose events say what an event like the user's is.
        name: The model; empty for the one of the settings.

    Raises:
        SettingsError: If no model is named, no server holds it, or its address is not allowed.
        SourceError: If the set could not be read, or the server did not answer to the end.
    """
    chosen = choose_model(find_settings(workspace.raw, settings_file).model, name, ports)
    check_model(chosen)
    place = _find_trial(workspace, chosen)
    rows = list(csv.DictReader(io.StringIO(read_trial())))
    write_bytes(place.raw / _EVENT / "notes.md", write_up(rows).encode())
    careful = dataclasses.replace(chosen, effort="careful", tasks=("themes",))
    write_bytes(place.raw / "settings.toml", show_trial_settings(careful).encode())
    shutil.rmtree(place.processed(_EVENT), ignore_errors=True)
    for path, reply in _read_replies(place):
        if reply.get("trouble"):
            path.unlink()  # no answer: it is asked for again
    with place.occupied():
        (outcome,) = run_events((), place, None, progress)
    if outcome.problems:
        raise SourceError(outcome.problems[0], where="the built-in set", remedy="Run it again.")
    replies = EventStore(place, _EVENT).read_table("model_replies")
    if unasked := replies.loc[replies["outcome"] == "not asked", "reason"].tolist():
        raise SourceError(
            f"the trial was not finished: {unasked[0]}",
            where=chosen.address,
            remedy="Run it again while the server answers: what was answered is kept.",
        )
    trial = measure_trial(place, rows, careful, list_sizes(workspace))
    write_bytes(place.root / "result.json", json.dumps({"said": trial.say()}).encode())
    return trial


def choose_model(settings: ModelSettings, name: str, ports: Mapping[str, int]) -> ModelSettings:
    """The settings for a model: those there are where they name it, else of the server here that holds it.

    Raises:
        SettingsError: If none is named, or no server here holds it.
    """
    if settings.model and name in ("", settings.model):
        kind = "local" if settings.kind == "none" else settings.kind
        return dataclasses.replace(settings, kind=kind)
    servers = find_servers(ports)
    held = [(server, model) for server in servers for model in server.models]
    fitting = [(server, model) for server, model in held if name in ("", model)]
    if len(fitting) != 1:
        names = ", ".join(model for _, model in held) or "none"
        raise SettingsError(
            f"no model of that name is held by a server here ({names})"
            if name
            else f"name the model to be tried (here: {names})",
            where="python -m pipeline model",
            remedy="Start the server, or see what there is: python -m pipeline model find",
        )
    server, model = fitting[0]
    return dataclasses.replace(settings, kind="local", address=server.address, model=model)


def read_trial() -> str:
    """The built-in set: question, note, and the themes of its two readers."""
    return (resources.files("pipeline.language_model") / "trial.csv").read_text(encoding="utf-8")


def write_up(rows: Sequence[Mapping[str, str]]) -> str:
    """The set as the write-up of an event."""
    lines = ["# Listening event: trial"]
    for question in dict.fromkeys(row["question"] for row in rows):
        notes = [f"- {row['note']}" for row in rows if row["question"] == question]
        lines += ["", f"## {question}", "", *notes]
    return "\n".join(lines) + "\n"


def show_trial_settings(model: ModelSettings) -> str:
    """All settings of a model, as they stand in a file."""
    values = dataclasses.asdict(model)
    values["tasks"] = list(model.tasks)
    lines = [f"{name} = {json.dumps(value, ensure_ascii=False)}" for name, value in values.items()]
    return "\n".join(['[themes]\ncodebook = ""', "[model]", *lines]) + "\n"


def measure_trial(
    place: Workspace, rows: Sequence[Mapping[str, str]], model: ModelSettings, sizes: Sequence[int]
) -> Trial:
    """Compare what came of the set with its two readers' sortings."""
    store = EventStore(place, _EVENT)
    words = dict(zip(*(store.read_table("notes")[name] for name in ("note_id", "words")), strict=True))
    said = {row["note"]: row for row in rows}
    scores: dict[str, list[float]] = {"draft_codings": [], "default_codings": [], "readers": []}
    questions = store.read_table("questions")["question_id"].tolist()
    for name in ("draft_codings", "default_codings"):
        codings = store.read_table(name)
        for question_id in questions:
            own = codings[codings["question_id"] == question_id]
            for reader in _READERS:
                sorting = [said[words[note_id]][reader] for note_id in own["note_id"]]
                scores[name].append(measure_information(own["theme_id"].tolist(), sorting))
    for question in dict.fromkeys(row["question"] for row in rows):
        one, other = ([row[name] for row in rows if row["question"] == question] for name in _READERS)
        scores["readers"].append(measure_information(one, other))
    replies = store.read_table("model_replies")
    bad = replies[replies["reason"] != ""]
    mean = _mean([reply.get("seconds", 0.0) for _, reply in _read_replies(place)])
    by_model = store.read_table("draft_codings")
    taken = by_model.loc[by_model["basis"] == "model", "question_id"].nunique()
    notes = sizes or _TYPICAL
    here = is_on_this_computer(find_host(model.address))
    like = "an event like yours" if sizes else "an event"
    return Trial(
        model=model.model,
        agreement=_mean(scores["draft_codings"]),
        default=_mean(scores["default_codings"]),
        readers=_mean(scores["readers"]),
        sorted=(taken, len(questions)),
        refused=(int((bad["attempt"] > 0).sum()), int((replies["attempt"] > 0).sum())),
        reasons=tuple(bad["reason"].value_counts().index[:3]),
        seconds=mean,
        memory=measure_memory(model.address, model.model) if here else 0,
        minutes=max(1, round(count_event(notes, model) * mean / 60)),
        likened=f"{like} with {count_words(len(notes), 'question')} and {count_words(sum(notes), 'note')}",
    )


def _find_trial(workspace: Workspace, model: ModelSettings) -> Workspace:
    """Where the trial of a model is kept: each model's by itself, so that none is taken for another's."""
    name = hash_bytes(part.encode() for part in (model.address, model.model))[:16]
    return Workspace(workspace.cache / "model-trial" / name)


def _read_replies(place: Workspace) -> list[tuple[Path, dict[str, Any]]]:
    kept = sorted((place.cache / "model").glob("*.json"))
    return [(path, json.loads(path.read_text(encoding="utf-8"))) for path in kept]


def _mean(numbers: Sequence[float]) -> float:
    return sum(numbers) / len(numbers) if numbers else 0.0


def list_sizes(workspace: Workspace) -> list[int]:
    """Notes of each question of the largest event that was run here; none where there is none."""
    events = []
    for event_id in workspace.list_events():
        try:
            notes = EventStore(workspace, event_id).read_table("questions")["notes"]
        except PipelineError:
            continue
        events.append([int(number) for number in notes if number])
    return max(events, key=sum, default=[])


def choose_settings(
    workspace: Workspace,
    name: str,
    address: str = "",
    api_version: str = "",
    ports: Mapping[str, int] = PORTS,
) -> ModelSettings:
    """The settings that switch a model on: of a server here that holds it, or at an address.

    Raises:
        SettingsError: If no server here holds it and no address is given, or the address is none.
    """
    known = find_settings(workspace.raw).model
    if address:
        kind: Literal["local", "azure"] = "azure" if api_version or ".azure.com" in address else "local"
        chosen = dataclasses.replace(known, kind=kind, model=name, address=address, api_version=api_version)
        find_host(address)
        return chosen
    return choose_model(dataclasses.replace(known, model=""), name, ports)


def use_model(workspace: Workspace, chosen: ModelSettings) -> Path:
    """Write the lines that switch a model on into data/raw/settings.toml; all else there stays as it is.

    Raises:
        SettingsError: If the settings cannot be meant, or the file cannot be read.
    """
    check_model(chosen)
    tried = ""
    result = _find_trial(workspace, chosen).root / "result.json"
    if result.is_file():
        tried = str(json.loads(result.read_text(encoding="utf-8")).get("said", ""))
    chosen = dataclasses.replace(chosen, tried=tried)
    path = workspace.raw / "settings.toml"
    before = path.read_text(encoding="utf-8-sig") if path.is_file() else ""
    if before:
        read_toml(before.encode(), path.name)
    after = put_lines(before, chosen)
    tomllib.loads(after)
    write_bytes(path, after.encode())
    return path


def put_lines(before: str, chosen: ModelSettings) -> str:
    """The text of a settings file with a model's lines in its section, which is added where it is missing."""
    values = dataclasses.asdict(chosen)
    new = [
        f"{name} = {json.dumps(values[name], ensure_ascii=False)}" for name in _LINES if values[name] != ""
    ]
    lines = before.splitlines()
    if "[model]" not in [line.strip() for line in lines]:
        return "\n".join([*lines, *([""] if lines else []), "[model]", *new]) + "\n"
    kept: list[str] = []
    inside = False
    for line in lines:
        if line.strip().startswith("["):
            inside = line.strip() == "[model]"
        if not (inside and line.split("=")[0].strip() in _LINES):
            kept.append(line)
        if line.strip() == "[model]":
            kept += new
    return "\n".join(kept) + "\n"
