"""Runs the flow for events: in order, skipping what is fresh, telling how it goes."""

from __future__ import annotations

import dataclasses
import importlib.metadata
import time
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pipeline.errors import PipelineError, SourceError
from pipeline.flow.engine import HERE, Engine, open_engine
from pipeline.flow.freshness import SAME, VERSIONS, explain_change, fingerprint_stage, hash_code, write_steps
from pipeline.flow.job import Job, Progress, Step
from pipeline.flow.outcome import EventOutcome, say_changed, say_kept, sum_up
from pipeline.flow.stages.event import FLOW
from pipeline.keeping.parts import Map
from pipeline.keeping.record import list_part
from pipeline.keeping.store import EventStore, Workspace, hash_bytes
from pipeline.keeping.writing import explain_refusals
from pipeline.settings import Settings, list_used, load_settings
from pipeline.tables import Themes

if TYPE_CHECKING:
    from pipeline.ingest import RawEvent
    from pipeline.report import WordTemplate
    from pipeline.themes.codebook.codes import Codebook


def run_events(
    sources: Sequence[Path],
    workspace: Workspace,
    settings_file: Path | None,
    progress: Progress,
    template_file: Path | None = None,
    refresh_reader: bool = False,
    engine: Engine = HERE,
) -> list[EventOutcome]:
    """Run the whole flow for events.

    An event that fails does not stop the others; what was there of it before stays whole.

    Args:
        sources: One file or folder per event; when empty, every event under data/raw.
        workspace: Where tables and reports go.
        settings_file: The user's own settings, or None for data/raw/settings.toml.
        progress: Called when a stage starts and ends.
        template_file: A Word file to build the Word reports on, or None for the one of the settings.
        refresh_reader: Whether a language model that reads as well is asked anew for what is known.
        engine: Where very many notes are worked on; the results are the same.

    Returns:
        One outcome per event, in order.

    Raises:
        SettingsError: If the settings or the codebook are not what they must be.
        SourceError: If there is no event at all, or the template is not a Word file.
        EngineError: If the engine is not installed, or nobody answers at its address.
    """
    from pipeline.ingest import find_events, gather_event
    from pipeline.themes.codebook.library import load_codebook

    if settings_file is not None and not settings_file.is_file():
        raise SourceError(
            "there is no such file", where=str(settings_file), remedy="Check the name given with --settings."
        )
    settings = load_settings(settings_file or workspace.raw / "settings.toml")
    codebook = load_codebook(settings.themes.codebook, workspace.raw)  # before anything is written
    _check_reader(settings)
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
    with open_engine(engine, settings) as each:
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
                outcomes.append(
                    _run_event(
                        source,
                        raw,
                        workspace,
                        settings,
                        codebook,
                        template,
                        code,
                        progress,
                        refresh_reader,
                        each,
                    )
                )
            except PipelineError as error:
                outcomes.append(EventOutcome(source=str(source), problems=(str(error),)))
    if template is not None and template.notice:  # once, not for every event
        outcomes[0] = dataclasses.replace(outcomes[0], doubts=(*outcomes[0].doubts, template.notice))
    return outcomes


def _check_reader(settings: Settings) -> None:
    """Refuse a second reader that cannot be meant; where there is none, nothing of it is imported."""
    if settings.reader.kind != "none":
        from pipeline.language_model import check_reader

        check_reader(settings.reader)


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
    refresh_reader: bool,
    each: Map,
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
        [documents.encode(), repr(list_used(settings)).encode(), repr(codebook).encode(), code.encode()]
        + ([template.content] if template else [])
    )[:16]
    also = {
        "documents": documents,
        "withheld": _list_withheld(raw),
        "codebook": repr(codebook),
        "fingerprint": fingerprint,
    }
    job = Job(
        workspace,
        store,
        settings,
        raw,
        codebook,
        fingerprint,
        template,
        refresh_reader=refresh_reader,
        tell=lambda doing: progress(Step(raw.event_id, at[-1], doing)),
        each=each,
    )
    problems: list[str] = []
    notices: list[str] = []
    at: list[str] = []  # the stages begun
    steps: list[Step] = []

    def end(step: Step) -> None:
        steps.append(step)
        progress(step)

    if store.has_damaged_record():
        notices.append("the record of the last run was damaged, so all was made anew")
    before = store.read_record().get("stages")
    before = before if isinstance(before, dict) else {}
    stages: dict[str, dict[str, Any]] = {}
    for stage in FLOW:
        inputs = fingerprint_stage(stage, store, settings, also, code)
        known, outputs = list_part(before.get(stage.name))
        why = explain_change(known, inputs)
        if not why and refresh_reader and stage.asks_reader(settings):
            why = "the language model is asked anew"
        if not why:
            changed = store.list_changed(outputs)
            if not changed:
                end(Step(raw.event_id, stage.name, seconds=0.0, fresh=True, why=SAME))
                stages[stage.name] = {"inputs": inputs, "outputs": outputs}
                continue
            why = say_changed(changed)
            notices.append(why)
        at.append(stage.name)
        progress(Step(raw.event_id, stage.name, why=why))
        started = time.perf_counter()
        store.written.clear()
        store.unwritten.clear()
        with explain_refusals(workspace.root):
            stage.run(job)
        store.remove(sorted(set(outputs) - set(store.written) - set(store.unwritten)))
        problems += store.unwritten.values()
        # A stage that could not write a file is run again, and still knows what it wrote before.
        done = {} if store.unwritten else inputs
        stages[stage.name] = {"inputs": done, "outputs": store.list_written(outputs)}
        end(Step(raw.event_id, stage.name, seconds=time.perf_counter() - started, why=why))
    store.write_record(
        {
            "event_id": raw.event_id,
            "source": _place_in_raw(source, workspace),
            "fingerprint": fingerprint,
            "settings": list_used(settings),
            "codebook": count_codebook_fit(store.read_table("draft_themes", Themes), codebook),
            "versions": {name: importlib.metadata.version(name) for name in VERSIONS},
            "stages": stages,
        }
    )
    write_steps(workspace, raw.event_id, steps)
    notices += say_kept(store)
    outcome = sum_up(source, store)
    return dataclasses.replace(
        outcome, problems=(*outcome.problems, *problems), notices=(*notices, *job.notices)
    )


def _list_withheld(raw: RawEvent) -> str:
    """What people keep out of print, by itself: any other decision leaves the masking of notes as it is."""
    if not raw.workbooks:
        return ""
    from pipeline.review import list_withheld, read_reviews

    withheld = list_withheld(read_reviews(raw.workbooks, raw.event_id))
    return repr(sorted(withheld.items())) if withheld else ""


def _place_in_raw(source: Path, workspace: Workspace) -> str:
    """Where an event lies below data/raw; empty when it was read from elsewhere."""
    try:
        return source.resolve().relative_to(workspace.raw.resolve()).as_posix()
    except ValueError:
        return ""
