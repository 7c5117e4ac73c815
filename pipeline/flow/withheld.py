"""Withholding fails closed: what people keep out of print is remembered, and no report is written without it.

What is remembered lies beside the notes under data/raw, see keeping/withheld.py.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path, PurePosixPath

from pandera.typing.pandas import DataFrame

from pipeline.errors import SourceError, TableError
from pipeline.flow.job import EventJob
from pipeline.ingest import RawEvent
from pipeline.keeping.archive import read_printed
from pipeline.keeping.store import Workspace
from pipeline.keeping.withheld import (
    WITHHELD_FILE,
    Asked,
    Memory,
    ReadWorkbook,
    find_memories,
    read_memory,
    write_memory,
)
from pipeline.review.review import read_reviews, read_unfollowed
from pipeline.review.withheld import list_asked, list_words, place_asked
from pipeline.tables import Notes, WithheldWords
from pipeline.wording import count_words
from pipeline.wording.withheld import Withheld, find_anywhere, is_released

_STAYS = "so no report of this event was written and the one that is there stays as it was"


@dataclass(frozen=True)
class Guard:
    """What is to be kept out of print in an event."""

    file: Path
    memory: Memory  # what is remembered, of this run too
    asked: tuple[Asked, ...] = ()  # all that is asked for, of other events too

    @property
    def words(self) -> str:
        """What is asked for, as one text: for the fingerprint."""
        asked = sorted((one.reviewer, one.note_id, one.value) for one in self.asked)
        return repr(asked) if asked else ""


def gather_withheld(raw: RawEvent, source: Path, workspace: Workspace) -> Guard:
    """All that people keep out of print in an event, of now and of earlier runs; it is remembered at once.

    Raises:
        SourceError: If a workbook that was read before is gone, or cannot be read.
        SettingsError: If what is remembered is damaged.
    """
    file = _find_file(raw, source, workspace.raw)
    before = read_memory(file)
    others = {other.parent.name: read_memory(other) for other in find_memories(workspace.raw, file)}
    if not (raw.workbooks or before.workbooks or before.asked or any(one.asked for one in others.values())):
        return Guard(file, before)
    reviews = read_unfollowed(raw.workbooks, raw.event_id)
    foreign = {review.source for review in reviews if review.foreign}
    now = tuple(
        ReadWorkbook(review.source, review.reviewer, workbook.sha256)
        for workbook in raw.workbooks
        for review in reviews
        if review.source == workbook.source and review.source not in foreign
    )
    _refuse_gone(before, raw, {review.source: review.reviewer for review in reviews}, file)
    asked = [
        replace(one, elsewhere=True) if one.source in foreign else one
        for one in list_asked(reviews, before.asked)
    ]
    own = tuple(one for one in asked if not one.elsewhere)
    kept = _join_workbooks(before.workbooks, now)
    events = (*(one for one in before.events if one != raw.event_id), raw.event_id)
    memory = Memory(events, kept, own)
    if kept or own:
        write_memory(file, memory)
    known = {(one.reviewer, one.note_id, one.value) for one in asked}
    soft = [  # named by its folder: a workbook in this one may be called the same
        replace(one, elsewhere=True, source=f"../{folder}/{one.source}")
        for folder, other in others.items()
        for one in other.asked
        if (one.reviewer, one.note_id, one.value) not in known and not is_released(one.value)
    ]
    return Guard(file, memory, (*soft, *asked))


def remember_withheld(guard: Guard, job: EventJob) -> None:
    """Remember where each thing was found, once the run is done."""
    if not guard.asked and not guard.memory.workbooks:
        return
    notes = job.store.read_table("notes")
    words = dict(zip(notes["note_id"], notes["words"], strict=True))
    placed = job.store.read_table("withheld")
    found = {
        (row["reviewer"], row["asked_id"], row["value"]): words[row["note_id"]]
        for row in placed.to_dict("records")
        if row["note_id"] in words
    }
    own = {
        review.source for review in read_reviews(job.documents.workbooks, job.name, notes) if review.entries
    }
    asked = tuple(
        replace(one, found=found.get(key, one.found), elsewhere=False)
        for one in guard.asked
        if (not one.elsewhere or one.source in own)
        and ((key := (one.reviewer, one.note_id, one.value)) in found or is_released(one.value))
    )
    now = tuple(
        ReadWorkbook(review.source, review.reviewer, workbook.sha256)
        for workbook in job.documents.workbooks
        for review in read_unfollowed((workbook,), job.name)
        if not review.foreign or review.source in own
    )
    asked = tuple(one for one in asked if not is_released(one.value))
    write_memory(guard.file, replace(guard.memory, workbooks=now, asked=asked))


def place_withheld(job: EventJob, notes: DataFrame[Notes]) -> DataFrame[WithheldWords]:
    """What stands nowhere in print.

    Raises:
        SourceError: If something that a person asked for is not found: nothing is printed then.
    """
    own = {
        review.source for review in read_reviews(job.documents.workbooks, job.name, notes) if review.entries
    }
    asked = [replace(one, elsewhere=False) if one.source in own else one for one in job.asked]
    placed, missing = place_asked(asked, notes)
    if missing:
        first = missing[0]
        more = f" (and {len(missing) - 1} more)" if len(missing) > 1 else ""
        raise SourceError(
            f"what {first.reviewer} asked to keep out of print is not found in the notes any more{more},"
            f" {_STAYS}",
            where=f"{job.name}: {first.source}, {first.locator}".removesuffix(", "),
            remedy="Copy the words from the note as it is now into that cell; or, where nothing is to be kept"
            f" out any more, write “no” there, or take its entry out of {WITHHELD_FILE} beside the notes.",
        )
    if find_anywhere(job.name.replace("-", " "), list_words(placed)):
        raise SourceError(
            f"its name holds words that somebody asked to keep out of print, {_STAYS}",
            where="the event's folder",
            remedy='Rename it, or give it an id in event.toml: slug = "…".',
        )
    return placed


def refuse_leaks(files: Mapping[str, bytes], words: list[Withheld], where: str) -> None:
    """Refuse to write files that hold withheld words.

    Raises:
        TableError: If one does.
    """
    found = [name for name, content in files.items() if holds_withheld(name, content, words)]
    if found:
        raise TableError(
            f"words that somebody asked to keep out of print would stand in"
            f" {count_words(len(found), 'file')}, {_STAYS}",
            where=f"{where}/{found[0]}",
            remedy="Look for them in event.toml, in titles that people gave, and in names of tables. A"
            " number or a letter or two stand in many places: keep more of the note's words out.",
        )


def holds_withheld(name: str, content: bytes, words: list[Withheld]) -> bool:
    """Whether a file that people read holds withheld words, its name included."""
    if not words:
        return False
    texts = (PurePosixPath(name).stem, *read_printed(name, content))
    return any(find_anywhere(text, words) for text in dict.fromkeys(texts) if text)


def _find_file(raw: RawEvent, source: Path, folder: Path) -> Path:
    """Where an event is remembered: in its folder under data/raw."""
    inside = source.is_dir() and folder.resolve() in source.resolve().parents
    return (source if inside else folder / raw.event_id) / WITHHELD_FILE


def _refuse_gone(before: Memory, raw: RawEvent, reviewers: Mapping[str, str], file: Path) -> None:
    """Refuse to go on without a workbook that was read last time."""
    hashes = {workbook.sha256 for workbook in raw.workbooks}
    known = {one.source for one in before.workbooks}
    newer = {reviewer for source, reviewer in reviewers.items() if source not in known}
    for one in before.workbooks:
        if one.source in reviewers or one.sha256 in hashes or one.reviewer in newer:
            continue
        there = [name for name, _ in (*raw.documents, *raw.set_aside)]
        what = "cannot be read as one any more" if one.source in there else "is gone"
        raise SourceError(
            f"the workbook of {one.reviewer}, which was read last time, {what}, {_STAYS}",
            where=f"{raw.event_id}/{one.source}",
            remedy="Put it back, or a later one of the same person; if its decisions are to count no more,"
            f" take its entry out of {file.parent.name}/{WITHHELD_FILE}.",
        )


def _join_workbooks(
    before: tuple[ReadWorkbook, ...], now: tuple[ReadWorkbook, ...]
) -> tuple[ReadWorkbook, ...]:
    sources = {one.source for one in now}
    hashes = {one.sha256 for one in now}
    return (*(one for one in before if one.source not in sources and one.sha256 not in hashes), *now)
