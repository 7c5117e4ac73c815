"""The notes of an event as its reports may show them, with what each stands below in its list.

"dial-a-ride stops at 4" says little without the bullet above it.
"""

from __future__ import annotations

import re
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from itertools import groupby

import pandas as pd
from pandera.typing.pandas import DataFrame

from pipeline.report import wording
from pipeline.tables import (
    DETAIL_PLACEHOLDERS,
    EventTables,
    Ledger,
    SourceTables,
    are_themes,
)
from pipeline.tables.contract import Row, list_rows, walk_rows
from pipeline.wording import fold_title
from pipeline.wording.notes import is_to_scribes

_LONGEST_LEAD = 140  # characters of what a note stands below; of longer ones the end is left out
_PASSED = ("blank", "continuation", "metadata", "boilerplate")  # roles of lines that end no list
_LONGEST_NAME = 24  # characters of a document's name that may stand behind each quotation
# "page 4 line 20", "row 7, column 3", "sheet Answers!B12": what differs from note to note
_COUNTED = re.compile(r"(.*(?:\b(?:line|row|paragraph|cell) |!))([A-Z]{0,3}\d+)(.*)", re.DOTALL)
_IN_TABLE = re.compile(r"paragraph \d+, table (?P<table>\d+) row (?P<row>\d+) column \d+")
_ROW = r"row \g<row> of the document’s table \g<table>"
_ACROSS = re.compile(r"(?<=\d), (?:column|cell) \d+")
_IN_SHEET = re.compile(r"(sheet [^!]+)!(?:[A-Z]{1,3})(\d+)")


@dataclass(frozen=True, slots=True)
class Note:
    """One note as reports may show it."""

    note_id: str
    words: str  # with personal details masked
    place: str  # its line, with the document's name where there are several: "line 82"
    under: str  # what it stands below in its list, or nothing
    under_id: str  # the note that is, if it is one
    table: str  # "Table 2", or empty
    kind: str
    label: str  # its kind as a quotation names it, or empty
    heading: str
    lead_in: str
    speaker: str
    votes: str  # for and against it, in words, or empty
    votes_for: int
    votes_against: int
    line: int  # as an editor counts; in a PDF, on its page
    position: int  # in the order of the write-up, whose pages each count their lines from 1
    source: str
    masked: bool  # whether anything in it is
    theme_id: str
    weak: bool  # whether its place in the theme is in doubt
    # No other note of its question comes near: none below it in a list, none of a theme it is clearly in.
    raised_once: bool
    asks: bool  # whether it is worded as a request
    to_scribes: bool  # whether it only tells something to whoever took the notes: it is never quoted
    works: bool  # whether a person or a named model says that it tells of something that works well

    @property
    def spot(self) -> str:
        """Its place as somebody reads it who has the document open; the appendix has the exact one."""
        return say_spot(self.place)


def say_spot(place: str) -> str:
    """A place as somebody reads it who has the document open: nobody counts paragraphs, or cells across."""
    return _IN_SHEET.sub(r"\1, row \2", _ACROSS.sub("", _IN_TABLE.sub(_ROW, place)))


def list_notes(tables: EventTables, found: SourceTables) -> list[Note]:
    """Every note that has its safe words and its theme."""
    language = tables.language[["note_id", "note_type", "type_basis", "asks"]]
    codings = tables.codings[["note_id", "theme_id", "weak", "raised_once"]]
    known = tables.safe_notes.merge(codings, on="note_id")
    known = known.merge(language, on="note_id", how="left").fillna({"asks": False})
    known["ballot"] = wording.list_votes(known["votes"].tolist(), known["votes_against"].tolist())
    known["kind"] = join_kinds(known["kind"])
    names = name_documents(known["source"].tolist())
    # What all notes are goes without saying.
    named = {"post-it", "feedback"} if known["kind"].nunique() > 1 else set()
    # What has points of its own below it, or is clearly in a theme with others, is not alone.
    found_with = tables.themes.loc[are_themes(tables.themes) & tables.themes["notes"].gt(1), "theme_id"]
    clearly = known["theme_id"].isin(found_with) & ~known["weak"]
    leads = known["note_id"].isin(_list_leading(found.ledger))
    known["raised_once"] &= ~clearly & ~leads
    under = _show_parents(known, found.ledger)
    return [
        _take_note(row, place, names, named, under.get(row["note_id"], ("", "")))
        for place, row in enumerate(walk_rows(known))
    ]


def join_kinds(kinds: pd.Series) -> pd.Series:
    """Kinds of notes as far as they tell notes apart: feedback is told from facilitators’ notes alone."""
    if kinds.nunique() < 2 or "facilitator" in kinds.array:
        return kinds
    return kinds.replace("feedback", "other")


def name_documents(sources: Iterable[str]) -> dict[str, str]:
    """What each document is called behind a quotation: its name, or its number where names are long.

    Args:
        sources: Of the notes, in their order.
    """
    names = list(dict.fromkeys(sources))
    if len(names) < 2 or all(len(name) <= _LONGEST_NAME for name in names):
        return {name: name for name in names}
    return {name: f"document {number}" for number, name in enumerate(names, start=1)}


def _list_leading(ledger: DataFrame[Ledger]) -> set[str]:
    """Ids of the notes that have notes below them in the same list."""
    lines = ledger[ledger["role"] != "blank"]
    below = lines.shift(-1)
    leads = (
        lines["role"].eq("note")
        & below["role"].eq("note")
        & below["form"].eq("item")
        & lines["form"].eq("item")
        & below["source"].eq(lines["source"])
        & below["level"].gt(lines["level"])
    )
    return set(lines.loc[leads, "note_id"])


def _take_note(
    row: Row, position: int, names: Mapping[str, str], named: Set[str], under: tuple[str, str]
) -> Note:
    # Readers look for the line, whatever part of it the note is.
    locator = row["locator"].partition(", part ")[0] or f"line {row['line']}"
    return Note(
        note_id=row["note_id"],
        words=row["words"],
        place=f"{names[row['source']]}, {locator}" if len(names) > 1 else locator,
        under=under[0],
        under_id=under[1],
        table=sys.intern(wording.table_words(row["table"])),  # what repeats is there once
        kind=sys.intern(row["kind"]),
        label=wording.KIND_LABELS[row["kind"]] if row["kind"] in named else "",
        heading=sys.intern(row["heading"]),
        lead_in=sys.intern(row["lead_in"]),
        speaker=sys.intern(row["speaker"]),
        votes=sys.intern(row["ballot"]),
        votes_for=row["votes"],
        votes_against=row["votes_against"],
        line=row["line"],
        position=position,
        source=sys.intern(row["source"]),
        masked=row["masked"],
        theme_id=sys.intern(row["theme_id"]),
        weak=row["weak"],
        raised_once=row["raised_once"],
        asks=bool(row["asks"]),
        to_scribes=is_to_scribes(row["words"]),
        works=row["note_type"] == "works_well" and row["type_basis"] in ("model", "reviewed"),
    )


def count_left(found: SourceTables, sheets: Set[str] = frozenset()) -> int:
    """How many lines with words in them are no notes, nor go on from one; a sheet has cells, and no lines."""
    ledger = found.ledger[~found.ledger["source"].isin(list(sheets))]
    words = ledger["text"].str.contains(r"[^\W\d_]", regex=True)
    return int((words & ~ledger["role"].isin(("note", "continuation"))).sum())


def count_kinds(notes: Sequence[Note]) -> list[tuple[str, int]]:
    """Notes by kind, in the order of the contract, without kinds that do not occur."""
    found = Counter(note.kind for note in notes)
    return [(kind, found[kind]) for kind in wording.KIND_COUNTS if found[kind]]


def fold_note(words: str) -> str:
    """The words of a note as they are compared: case, blanks and marks at the end don't count."""
    return fold_title(words).rstrip(" .,;!…") or words


def join_places(places: Sequence[str]) -> tuple[str, ...]:
    """What stands for each of several places, read one after the other: "lines 4,", "9;", "page 2 line 7"."""
    parts = [match.groups() if (match := _COUNTED.fullmatch(place)) else (place, "", "") for place in places]
    said: list[str] = []
    for (before, after), run in groupby(parts, key=lambda part: (part[0], part[2])):
        numbers = [number for _, number, _ in run]
        if numbers[0]:
            named = f"{before[:-1]}s " if before.endswith(" ") and numbers[1:] else before
            *others, last = [named + numbers[0], *numbers[1:]]
        else:
            *others, last = [before] * len(numbers)
        said += [*(f"{one}," for one in others), f"{last}{after};"]
    return (*said[:-1], said[-1][:-1])


def _show_parents(notes: pd.DataFrame, ledger: DataFrame[Ledger]) -> dict[str, tuple[str, str]]:
    """For each note that stands below another, its words and id; below a line that introduces, that line.

    Nothing where any of it is left out of print.

    Args:
        notes: As they may be shown.
    """
    parents = dict(_find_parents(ledger))
    if not parents:
        return {}
    named = notes[notes["note_id"].isin({*parents, *parents.values()})]
    rows = {row["note_id"]: row for row in list_rows(named)}
    found = {}
    for note_id, above in parents.items():
        if note_id in rows and (said := _say_parent(rows[note_id], rows.get(above))):
            found[note_id] = said, above
    return found


def shorten_lead(words: str) -> str:
    """In one line, the end left out where it is long; the same for the same words."""
    whole = " ".join(words.split())
    return whole if len(whole) <= _LONGEST_LEAD else f"{whole[:_LONGEST_LEAD].rsplit(' ', 1)[0]} …"


def _say_parent(row: Row, above: Row | None) -> str:
    if above is None:
        words = row["lead_in"]
    elif (above["question_id"], above["table"]) != (row["question_id"], row["table"]):
        return ""
    else:
        words = above["words"]
        if above["masked"] or is_to_scribes(words):
            return ""
    return "" if any(mark in words for mark in DETAIL_PLACEHOLDERS.values()) else shorten_lead(words)


def _find_parents(ledger: DataFrame[Ledger]) -> Iterator[tuple[str, str]]:
    """Each note that stands below another line of its list, with that note’s id, or nothing if it is none."""
    if ledger["level"].where(ledger["form"].eq("item"), 0).nunique() < 2:
        return
    open_items: list[tuple[int, str, str]] = []
    source = ""
    columns = (ledger[name].tolist() for name in ("source", "role", "form", "level", "note_id"))
    for where, role, form, level, note_id in zip(*columns, strict=True):
        if where != source:
            source, open_items = where, []
        if role in _PASSED:
            continue
        if form != "item":
            open_items = []
            continue
        while open_items and open_items[-1][0] >= level:
            open_items.pop()
        if role == "note" and open_items and open_items[-1][1] in ("note", "lead_in"):
            yield note_id, open_items[-1][2]
        open_items.append((level, role, note_id if role == "note" else ""))
