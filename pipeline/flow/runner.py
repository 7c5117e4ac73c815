"""Runs the flow for events, then for series: in order, skipping what is fresh, telling how it goes."""

from __future__ import annotations

import dataclasses
import importlib.metadata
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pipeline.errors import PipelineError, SourceError
from pipeline.flow.engine import HERE, Engine, open_engine
from pipeline.flow.freshness import VERSIONS, go_through, hash_code, list_inputs, write_steps
from pipeline.flow.job import EventJob, Progress, SeriesJob
from pipeline.flow.outcome import EventOutcome, SeriesOutcome, say_kept, sum_up_event
from pipeline.flow.series_files import find_series, gather_series, list_framework
from pipeline.flow.stages import EVENT_FLOW, SERIES_FLOW
from pipeline.ingest import RawEvent, find_event, find_events, gather_event
from pipeline.keeping import open_room
from pipeline.keeping.parts import Map
from pipeline.keeping.store import EventStore, Workspace
from pipeline.keeping.writing import explain_refusals, hash_bytes
from pipeline.settings import Settings, find_settings, list_used
from pipeline.themes.codebook import Codebook, expect_themes, load_codebook
from pipeline.themes.found import count_codebook_fit
from pipeline.wording import make_slug

if TYPE_CHECKING:
    from pipeline.report.formats.word_template import WordTemplate


@dataclass(frozen=True)
class _Run:
    """What all events and series of a run share."""

    workspace: Workspace
    settings: Settings
    codebook: Codebook
    progress: Progress
    refresh: bool
    code: str


def run_events(
    sources: Sequence[Path],
    workspace: Workspace,
    settings_file: Path | None,
    progress: Progress,
    template_file: Path | None = None,
    refresh_model: bool = False,
    engine: Engine = HERE,
) -> list[EventOutcome]:
    """Run the whole flow for events.

    An event that fails does not stop the others; what was there of it before stays whole.

    Args:
        sources: One file or folder per event; a document in an event's folder under data/raw stands for that
            event. When empty, every event under data/raw.
        template_file: A Word file to build the Word reports on, or None for the one of the settings.
        refresh_model: Whether a language model is asked again for what is known.
        engine: Where very many notes are worked on; the results are the same.

    Returns:
        One outcome per event, in order.

    Raises:
        SettingsError: If the settings or the codebook are not what they must be.
        SourceError: If there is no event at all, or the template is not a Word file.
        EngineError: If the engine is not installed, or nobody answers at its address.
    """
    run = _start(workspace, settings_file, progress, refresh_model)
    if run.settings.model.kind != "none":
        open_room("pipeline.language_model:check_model")(run.settings.model)
    if template_file is None and run.settings.report.template:
        template_file = workspace.raw / run.settings.report.template
    template = (
        open_room("pipeline.report.formats.word_template:read_template")(template_file)
        if template_file
        else None
    )
    sources = list(dict.fromkeys(find_event(source, workspace.raw) for source in sources))
    chosen = list(sources) or find_events(workspace.raw)
    if not chosen:
        raise SourceError(
            "there are no events",
            where=str(workspace.raw),
            remedy="Put each event's write-up in a folder of its own there, or name a file: run FILE.",
        )
    outcomes: list[EventOutcome] = []
    seen: dict[str, Path] = {}
    with open_engine(engine, run.settings) as each:
        for source in chosen:
            try:
                raw = gather_event(source, workspace.raw)
                if raw.event_id in seen:
                    raise SourceError(
                        f"it has the same id {raw.event_id!r} as {seen[raw.event_id]}",
                        where=str(source),
                        remedy='Rename one, or give it an id of its own in event.toml: slug = "…".',
                    )
                seen[raw.event_id] = source
                outcomes.append(_run_event(run, source, raw, template, each))
            except PipelineError as error:
                outcomes.append(EventOutcome(source=str(source), problems=(str(error),), error=error))
    if template is not None and template.notice:  # once, not for every event
        outcomes[0] = dataclasses.replace(outcomes[0], doubts=(*outcomes[0].doubts, template.notice))
    return outcomes


def run_series(
    names: Sequence[str],
    workspace: Workspace,
    settings_file: Path | None,
    progress: Progress,
    *,
    keep: bool = False,
    refresh_model: bool = False,
) -> list[SeriesOutcome]:
    """Run the flow for series.

    Args:
        names: Series to run; when empty, every series that has events in the workspace.
        keep: Whether to write the file that keeps every id as it is now.
        refresh_model: Whether a language model that matches themes is asked again for what is known.

    Returns:
        One outcome per series, by name.

    Raises:
        SettingsError: If the settings or the codebook are not what they must be.
        SourceError: If there is no series of a name.
    """
    found, doubts, damaged = find_series(workspace)
    if damaged:  # which series it belongs to cannot be known: none is written without it
        return [SeriesOutcome(series="", problems=tuple(damaged))]
    wanted = [make_slug(name) for name in names] or sorted(found)
    missing = next((name for name in wanted if name not in found), None)
    if missing is not None:
        known = f"Series here: {', '.join(sorted(found))}." if found else "No event here names a series."
        raise SourceError(
            "there is no event of this series",
            where=missing,
            remedy=f'{known} Write series = "…" in the event.toml of its events and run them.',
        )
    if not wanted:
        return []
    run = _start(workspace, settings_file, progress, refresh_model)
    if "matches" not in run.settings.model.tasks:  # of a series nothing else is asked
        without = dataclasses.replace(run.settings.model, kind="none")
        run = dataclasses.replace(run, settings=dataclasses.replace(run.settings, model=without))
    outcomes = []
    for name in wanted:
        try:
            outcomes.append(_run_series(run, name, found[name], doubts.get(name, []), keep))
        except PipelineError as error:
            outcomes.append(SeriesOutcome(series=name, problems=(str(error),)))
    return outcomes


def _start(workspace: Workspace, settings_file: Path | None, progress: Progress, refresh: bool) -> _Run:
    """Read settings and codebook, before anything is written."""
    if settings_file is not None and not settings_file.is_file():
        raise SourceError(
            "there is no such file", where=str(settings_file), remedy="Check the name given with --settings."
        )
    settings = find_settings(workspace.raw, settings_file)
    codebook = load_codebook(settings.themes.codebook, workspace.raw)
    return _Run(workspace, settings, codebook, progress, refresh, hash_code())


def _run_event(
    run: _Run, source: Path, raw: RawEvent, template: WordTemplate | None, each: Map
) -> EventOutcome:
    guard = open_room("pipeline.flow.shown:gather_withheld")(raw, source, run.workspace)
    raw = open_room("pipeline.flow.shown:hide_names")(raw, guard.asked, run.settings.privacy)
    codebook = expect_themes(run.codebook, raw.facts.expected)
    documents = hash_bytes(
        [repr((raw.event_id, raw.facts, raw.set_aside, *raw.own)).encode()]
        + [part for name, content in raw.documents for part in (name.encode(), content)]
        + [f"{workbook.source} {workbook.sha256}".encode() for workbook in raw.workbooks]
        + [f"{book.source} {book.sha256}".encode() for book in raw.roles]
    )
    # "Report" covers all: same documents, settings, codebook, code and versions, same report.
    fingerprint = hash_bytes(
        [
            part.encode()
            for part in (documents, guard.words, repr(list_used(run.settings)), repr(codebook), run.code)
        ]
        + ([template.content] if template else [])
    )[:16]
    job = EventJob(
        workspace=run.workspace,
        store=EventStore(run.workspace, raw.event_id),
        settings=run.settings,
        codebook=codebook,
        fingerprint=fingerprint,
        refresh=run.refresh,
        each=each,
        documents=raw,
        asked=guard.asked,
        template=template,
    )
    also = {
        "documents": documents,
        "withheld": guard.words,  # by itself: any other decision leaves the masking of notes as it is
        "codebook": repr(codebook),
        "fingerprint": fingerprint,
    }
    before = job.store.read_record().get("stages")
    known = before if isinstance(before, dict) else {}
    done = go_through(EVENT_FLOW, job, also, run.code, run.progress, known)
    fit = count_codebook_fit(job.store.read_table("draft_themes"), codebook)
    job.store.write_record(
        {
            "event_id": job.name,
            "source": _place_in_raw(source, run.workspace),
            "fingerprint": fingerprint,
            "settings": list_used(run.settings),
            "codebook": fit,
            "versions": {name: importlib.metadata.version(name) for name in VERSIONS},
            "stages": done.stages,
        }
    )
    write_steps(run.workspace, job.name, done.steps)
    open_room("pipeline.flow.shown:remember_withheld")(guard, job)
    return sum_up_event(
        job, source, list(job.store.unwritten.values()), [*done.notices, *say_kept(job.store), *job.notices]
    )


def _run_series(
    run: _Run, name: str, event_ids: Sequence[str], doubts: Sequence[str], keep: bool
) -> SeriesOutcome:
    if (run.workspace.processed(name) / "event.parquet").is_file():
        raise SourceError(
            "an event and a series have this name",
            where=name,
            remedy='Give the event another id in its event.toml: slug = "…". Then delete its tables.',
        )
    files = gather_series(run.workspace.raw, name)
    events = tuple(EventStore(run.workspace, event_id) for event_id in event_ids)
    for store in events:
        store.refuse_unfinished("the series was left as it was")
    before = EventStore(run.workspace, name).read_record()
    job = SeriesJob(
        workspace=run.workspace,
        store=EventStore(run.workspace, name),
        settings=run.settings,
        codebook=run.codebook,
        fingerprint="",
        refresh=run.refresh,
        record={said: before.get(said) for said in ("fingerprint", "counts", "doubts")},
        files=files,
        events=events,
    )
    if keep:
        with explain_refusals(run.workspace.root):
            open_room("pipeline.flow.stages.series:keep_ids")(job)
        job = dataclasses.replace(job, files=gather_series(run.workspace.raw, name))
    also = {
        "series": name,
        "framework": repr(list_framework(run.codebook)),
        "files": hash_bytes(job.files.contents),
    }
    inputs = list_inputs(SERIES_FLOW[0], job, also, run.code)
    fingerprint = hash_bytes([json.dumps(inputs, sort_keys=True).encode()])[:16]
    job = dataclasses.replace(job, fingerprint=fingerprint)
    known = {"series": before if _is_complete(before) else {**before, "inputs": {}}}
    done = go_through(SERIES_FLOW, job, also, run.code, run.progress, known)
    job.store.write_record(
        {
            "series": name,
            "events": list(event_ids),
            "settings": dataclasses.asdict(run.settings.series),
            **done.stages["series"],
            **job.record,
        }
    )
    write_steps(run.workspace, name, done.steps)
    return SeriesOutcome(
        series=name,
        **job.record["counts"],
        report=job.store.reports / "report.html",
        problems=(*job.files.problems, *job.store.unwritten.values()),
        doubts=(*doubts, *job.record["doubts"]),
        notices=(*done.notices, *job.notices, *say_kept(job.store)),
    )


def _is_complete(record: Mapping[str, Any]) -> bool:
    """Whether a record says what is told of a series that is fresh; a damaged one may not."""
    counts, doubts = record.get("counts"), record.get("doubts")
    return (
        isinstance(counts, dict)
        and set(counts) == {"events", "notes", "themes", "shared"}
        and all(isinstance(count, int) for count in counts.values())
        and isinstance(doubts, list)
    )


def _place_in_raw(source: Path, workspace: Workspace) -> str:
    """Where an event lies below data/raw; empty when it was read from elsewhere."""
    try:
        return source.resolve().relative_to(workspace.raw.resolve()).as_posix()
    except ValueError:
        return ""
