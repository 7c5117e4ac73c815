"""What the command line says about reviews: finished runs, workbooks that came back, and waiting for them."""

from __future__ import annotations

import time
from collections.abc import Sequence
from pathlib import Path

from pipeline.errors import SourceError
from pipeline.flow.outcome import read_last_run
from pipeline.ingest import SUFFIXES, is_review_workbook
from pipeline.keeping.store import Workspace
from pipeline.keeping.writing import hash_file
from pipeline.notebook.finished import FinishedEvent
from pipeline.review import picture, picture_draft, say_difference, say_status


def list_reviewed(workspace: Path, event_ids: tuple[str, ...]) -> list[FinishedEvent]:
    """The events asked for, or all that have been run.

    Raises:
        SourceError: If one of them, or any at all, has not been run.
    """
    chosen = event_ids or tuple(Workspace(workspace).list_events())
    if not chosen:
        raise SourceError(
            "no event has been run yet", where=str(workspace), remedy="First run: python -m pipeline run"
        )
    return [FinishedEvent(event_id, workspace) for event_id in chosen]


def say_event_status(event: FinishedEvent, workspace: Path) -> list[str]:
    """How the review of an event stands, line by line."""
    return say_status(
        event.event_id, len(event.notes), event.themes, event.decisions, event.conflicts,
        event.reviewer_agreements,
    ) + _say_pending(event, workspace)  # fmt: skip


def say_event_difference(event: FinishedEvent, workspace: Path) -> list[str]:
    """What changed in the last run, line by line; after the first run, what people changed in the draft."""
    now = picture(event.coded_notes, event.themes)
    before, against = read_last_run(Workspace(workspace), event.event_id), "the run before"
    if before is None:
        before = picture_draft(event.coded_notes, event.draft_codings, event.draft_themes)
        against = "the program's draft"
    said = say_difference(before, now)
    head = f"{event.event_id}: {len(said) or 'nothing'} changed against {against}."
    return [head, *(f"  {line}" for line in said), *_say_pending(event, workspace)]


def _say_pending(event: FinishedEvent, workspace: Path) -> list[str]:
    pending = list_pending(event, workspace)
    if not pending:
        return []
    return [f"  Came back since the last run, not taken up yet: {', '.join(pending)}. Run again."]


def list_pending(event: FinishedEvent, workspace: Path) -> list[str]:
    """Workbooks that came back, or were saved anew, since the last run."""
    folder = Workspace(workspace).raw / event.event_id
    known = dict(zip(event.sources["source"], event.sources["sha256"], strict=True))
    return [
        name
        for path in sorted(folder.rglob("*"))
        if path.suffix.lower() in SUFFIXES
        and not path.name.startswith((".", "~$"))
        and known.get(name := path.relative_to(folder).as_posix()) != hash_file(path)
        and is_review_workbook(name, path.read_bytes())
    ]


PAUSE = 1.0  # seconds between two looks
Seen = dict[Path, tuple[int, int]]  # size, and when it was last changed


def list_decision_files(folders: Sequence[Path]) -> Seen:
    """Files below some folders that may hold decisions, with what tells whether they have changed."""
    found: Seen = {}
    for folder in folders:
        for path in folder.rglob("*") if folder.is_dir() else ():
            if path.suffix.lower() not in SUFFIXES or path.name.startswith((".", "~$")):
                continue
            try:
                about = path.stat()
            except OSError:
                continue  # it went away between two looks
            found[path] = (about.st_size, about.st_mtime_ns)
    return found


def wait_for_decisions(folders: Sequence[Path], seen: Seen, pause: float = PAUSE) -> tuple[list[Path], Seen]:
    """Wait until files have come, changed or gone and none is still being written.

    Args:
        seen: What there was before the last run, so that nothing which came meanwhile is missed.

    Returns:
        These files, and all that there are now.
    """
    while True:
        now = list_decision_files(folders)
        if now != seen:
            time.sleep(pause)
            if list_decision_files(folders) == now:  # a file that is being copied grows
                return sorted(
                    path for path in seen.keys() | now.keys() if seen.get(path) != now.get(path)
                ), now
            continue
        time.sleep(pause)
