"""Runs `ingest`: reads one event and says what each line was taken for, before anything is done with it."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from pipeline.ingest import (
    Ingested,
    find_event,
    gather_event,
    list_doubts,
    read_event,
    render_explanation,
)
from pipeline.keeping.door import open_room
from pipeline.keeping.store import Workspace
from pipeline.keeping.writing import write_bytes
from pipeline.settings import find_settings
from pipeline.wording.corrected import say_corrected


@dataclass(frozen=True)
class Explained:
    """An event as it was read, to look at before anything else is done with it."""

    ingested: Ingested
    page: Path | None  # where the page with every line was written, or None when it was not asked for
    workbook: Path | None  # the same as a workbook to correct lines in; None also where there are too many
    folder: Path  # where a corrected workbook goes
    doubts: tuple[str, ...]
    corrected: str  # how many lines people took out of the notes or put in, or empty


def explain_event(
    source: Path, workspace: Workspace, settings_file: Path | None, with_page: bool
) -> Explained:
    """Read an event and say what each line was taken for; nothing else of the workspace is touched.

    Raises:
        PipelineError: If the event cannot be read.
    """
    settings = find_settings(workspace.raw, settings_file)
    raw = gather_event(find_event(source, workspace.raw), workspace.raw)
    found = read_event(raw, settings.ingest)
    page = workbook = None
    if with_page:
        page = workspace.processed(raw.event_id) / "ledger.html"
        title = str(found.event.loc[0, "title"])
        text = render_explanation(found.ledger, found.notes, title, settings.report.language)
        names = [name for name, _ in raw.documents]
        with workspace.occupied():
            write_bytes(page, text.encode("utf-8"), private=True)
            content = open_room("pipeline.ingest.line_workbook:write_line_workbook")(
                found.ledger, found.notes, names, raw.event_id, title
            )
            if content is not None:
                workbook = page.with_suffix(".xlsx")
                write_bytes(workbook, content, private=True)
    doubts = (*raw.said, *list_doubts(found.ledger, found.questions, found.notes))
    folder = workspace.raw / raw.event_id
    return Explained(found, page, workbook, folder, doubts, say_corrected(found.ledger))
