"""Runs `ingest`: reads one event and says what each line was taken for, before anything is done with it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from pipeline.errors import SettingsError
from pipeline.ingest import (
    Ingested,
    LinePlace,
    SaidOfLine,
    find_event,
    gather_event,
    list_doubts,
    list_said,
    read_event,
    render_explanation,
)
from pipeline.keeping import open_room
from pipeline.keeping.store import Workspace
from pipeline.keeping.writing import write_bytes
from pipeline.privacy import mask_texts, read_roster
from pipeline.settings import Settings, find_settings
from pipeline.wording.notes import say_corrected


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
    source: Path,
    workspace: Workspace,
    settings_file: Path | None,
    with_page: bool,
    propose: Callable[[str], None] | None = None,
) -> Explained:
    """Read an event and say what each line was taken for; nothing else of the workspace is touched.

    Args:
        with_page: Whether to write the page with every line, and the workbook.
        propose: Told how far it is; then the language model of the settings says as well what each line is,
            and the workbook holds that where it differs.

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
        proposed = _propose(found, names, settings, workspace.cache / "model", propose) if propose else {}
        with workspace.occupied():
            write_bytes(page, text.encode("utf-8"), private=True)
            content = open_room("pipeline.ingest.line_workbook:write_line_workbook")(
                found.ledger, found.notes, names, raw.event_id, title, list_said(raw.roles), proposed
            )
            if content is not None:
                workbook = page.with_suffix(".xlsx")
                write_bytes(workbook, content, private=True)
    doubts = (*raw.said, *list_doubts(found.ledger, found.questions, found.notes))
    folder = workspace.raw / raw.event_id
    return Explained(found, page, workbook, folder, doubts, say_corrected(found.ledger))


def _propose(
    found: Ingested, names: Sequence[str], settings: Settings, folder: Path, tell: Callable[[str], None]
) -> dict[LinePlace, SaidOfLine]:
    """What the language model of the settings takes each line for, by document and place."""
    if settings.model.kind == "none":
        raise SettingsError(
            "no language model is switched on",
            where="settings.toml, [model]",
            remedy="See which are here: python -m pipeline model find",
        )
    read = open_room("pipeline.language_model.lines:read_lines")
    proposed: dict[LinePlace, SaidOfLine] = {}
    roster = read_roster(found.ledger, found.notes)
    list_lines = open_room("pipeline.ingest.line_workbook:list_lines")
    for source, lines in list_lines(found.ledger, names).items():
        masked = mask_texts(list(lines.values()), settings.privacy, roster)
        replies = read(masked, folder, settings.model, tell=tell)
        for (locator, line), said in zip(lines.items(), replies, strict=True):
            plain = " ".join(line.split())
            if said.role and all(words in plain for words in said.only):  # not where a detail is masked in it
                proposed[source, locator] = (said.role, said.only)
    return proposed
