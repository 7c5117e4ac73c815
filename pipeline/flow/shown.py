"""What may be shown of an event, and what not: withheld words and personal details are taken out.

Withholding fails closed: what people keep out of print is remembered, and no report is written without it.
What is remembered lies beside the notes under data/raw, see keeping/withheld.py.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path, PurePosixPath
from typing import Any, cast

from pandera.typing.pandas import DataFrame

from pipeline.errors import SourceError, TableError
from pipeline.flow.job import EventJob
from pipeline.ingest import RawEvent
from pipeline.keeping.archive import read_printed
from pipeline.keeping.store import EventStore, Workspace
from pipeline.keeping.withheld import (
    WITHHELD_FILE,
    Asked,
    Memory,
    ReadWorkbook,
    find_memories,
    read_memory,
    write_memory,
)
from pipeline.privacy import mask_joined, mask_texts, name_neutrally
from pipeline.review.replay.carry import list_asked, list_words, place_asked
from pipeline.review.review import read_reviews, read_unfollowed
from pipeline.settings import PrivacySettings
from pipeline.tables import CONTRACTS, Notes, T, WithheldWords, check_table
from pipeline.wording import count_words
from pipeline.wording.withheld import (
    Withheld,
    divide_withheld,
    find_anywhere,
    is_released,
    is_whole,
    mask_withheld,
    strip_masks,
)

# The texts of each table that reports show and that are no notes.
_TEXTS = {
    "event": ("title", "place"),
    "questions": ("question", "wordings", "table"),
    "themes": ("title", "summary", "terms", "key_points"),
    "draft_themes": ("title", "summary", "terms", "key_points"),
    "coded_notes": ("theme",),
    "summary_points": ("safe_words",),
    "survey_answers": ("question", "answer"),
    "figures": ("measure",),
    "targets": ("title", "measure", "question"),
}
# Those of them that are people's or organisers' own words, as the documents and event.toml have them.
_DETAILED = {name: _TEXTS[name] for name in ("event", "questions", "survey_answers", "figures", "targets")}


def hide_names(raw: RawEvent, asked: Iterable[Asked], settings: PrivacySettings) -> RawEvent:
    """The event with withheld words and personal details taken out of the names of its files.

    Reports show these names under every quotation. A file whose own name holds a detail ("Interview with …")
    is called neutrally: "document 2.md".
    """
    words = [
        Withheld(text, is_whole(one.value))
        for one in asked
        if not is_released(one.value)
        for text in ((one.words, one.found) if is_whole(one.value) else divide_withheld(one.value))
        if text and strip_masks(text) == text
    ]
    books = [*(book.source for book in raw.workbooks), *(book.source for book in raw.roles)]
    names = [name for name, _ in (*raw.documents, *raw.set_aside)] + books
    shown = name_neutrally([name for name, _ in (*raw.documents, *raw.set_aside)], settings)
    for name in names if words else ():
        if name in shown:
            continue
        path = PurePosixPath(name)
        masked = "/".join(mask_withheld(part, words) for part in (*path.parts[:-1], path.stem)) + path.suffix
        number = 2
        while masked != name and masked in (*names, *shown.values()):
            masked = (
                f"{masked.removesuffix(path.suffix).removesuffix(f' ({number - 1})')} ({number}){path.suffix}"
            )
            number += 1
        if masked != name:
            shown[name] = masked
    if not shown:
        return raw

    def rename(one: Any) -> Any:
        return replace(one, source=shown.get(one.source, one.source))

    return replace(
        raw,
        facts=replace(raw.facts, correct=tuple(map(rename, raw.facts.correct))),
        documents=tuple((shown.get(name, name), content) for name, content in raw.documents),
        set_aside=tuple((shown.get(name, name), reason) for name, reason in raw.set_aside),
        workbooks=tuple(map(rename, raw.workbooks)),
        roles=tuple(replace(rename(book), roles=tuple(map(rename, book.roles))) for book in raw.roles),
    )


def read_withheld(store: EventStore) -> list[Withheld]:
    """The words that stand nowhere in print, of an event that was run."""
    return list_words(store.read_table("withheld"))


def hide_words(name: str, table: DataFrame[T], words: list[Withheld]) -> DataFrame[T]:
    """A table with withheld words taken out of what reports show of it."""
    columns = [column for column in _TEXTS.get(name, ()) if column in table.columns]
    if not words or not columns:
        return table
    masked = {column: [mask_withheld(text, words) for text in table[column]] for column in columns}
    return cast("DataFrame[T]", check_table(CONTRACTS[name], table.assign(**masked)))


def read_roster_of(store: EventStore) -> tuple[str, ...]:
    """Who was there, as the documents of an event list them."""
    return tuple(store.read_table("roster")["name"])


def read_shown(store: EventStore, name: str, settings: PrivacySettings) -> DataFrame[Any]:
    """Read a table of an event as reports may show it: nothing withheld, no personal details."""
    table = hide_words(name, store.read_table(name), read_withheld(store))
    return hide_details(name, table, settings, read_roster_of(store))


def hide_details(
    name: str, table: DataFrame[T], settings: PrivacySettings, roster: Sequence[str] = ()
) -> DataFrame[T]:
    """A table with personal details masked in what reports show of it and no stage has masked before."""
    columns = [column for column in _DETAILED.get(name, ()) if column in table.columns]
    masked = {
        column: mask_joined(table[column].tolist(), settings, roster)
        if column in ("table", "wordings")
        else mask_texts(table[column].tolist(), settings, roster)
        for column in columns
    }
    return cast("DataFrame[T]", check_table(CONTRACTS[name], table.assign(**masked))) if columns else table


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
