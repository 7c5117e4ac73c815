"""Reads sorted notes from CSV files and finds for each row of a person's file the note it is about.

Messages name files, columns and row numbers (as a spreadsheet counts them), never words of a note.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

import pandas as pd

from pipeline.errors import SourceError
from pipeline.keeping.csv_text import cut_records
from pipeline.keeping.reading import read_given

_THEME = re.compile(r"themes?(?:[ _-]?\w+)?", re.IGNORECASE)
_TYPE = re.compile(r"(?:note[ _-]?)?types?(?:[ _-]?\w+)?", re.IGNORECASE)
_NOT_A_THEME = ("theme_id", "themes_id")
WITHOUT_MODEL = "draft without the model"  # a column of a draft's notes, and what figures call it
_CODED_NEEDS = ("note_id", "question_id", "text", "theme_id")
_KEYS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("note id", ("note_id",)),
    ("document and line", ("source", "line")),
    ("line", ("line",)),
    ("text", ("text",)),
)


@dataclass(frozen=True)
class SortedNotes:
    """A file with one row per note."""

    name: str
    table: pd.DataFrame  # its cells, all of them texts

    @property
    def columns(self) -> list[str]:
        """The file's columns, in order."""
        return [str(name) for name in self.table.columns]

    @property
    def filled(self) -> pd.Series[bool]:
        """Which rows are not blank."""
        return (self.table != "").any(axis=1)


@dataclass(frozen=True)
class Matched:
    """Which note each row of a person's file is about."""

    by: str  # what they were matched by, in words
    pairs: tuple[tuple[int, int], ...]  # row of the draft and row of the person, by position in their files
    unmatched: tuple[int, ...]  # numbers of the rows that are about no note of the draft
    twice: tuple[int, ...]  # numbers of the rows about a note that an earlier row was about already; left out


def find_coded(name: Path, processed: Path) -> Path:
    """The coded_notes.csv that is meant by a file, by an event's folder or by an event's id.

    Raises:
        SourceError: If there is none.
    """
    for path in (name, name / "coded_notes.csv", processed / "coded_notes.csv"):
        if path.is_file():
            return path
    raise SourceError(
        "there is no coded_notes.csv of that name",
        where=str(name),
        remedy="Give the file, its folder, or the id of an event that has been run in this workspace.",
    )


def read_sorted(path: Path) -> SortedNotes:
    """Read a CSV file with one row per note, as the pipeline or a spreadsheet program writes it.

    Raises:
        SourceError: If it is missing, not a CSV file, or has no rows.
    """
    text = _decode(read_given(path, "Check the file's name.", str(path)))
    if text is None:
        raise SourceError(
            "it is not a CSV file",
            where=str(path),
            remedy="In a spreadsheet program, save the sheet as “CSV UTF-8” and give that file.",
        )
    head = text.split("\n", 1)[0]
    delimiter = max(",;\t", key=head.count)
    lines = [[cell.text for cell in record.fields] for record in cut_records(text, 0, delimiter)]
    columns = tuple(cell.strip() for cell in lines[0]) if lines else ()
    doubled = sorted({name for name in columns if name and columns.count(name) > 1})
    if doubled:
        raise SourceError(f"it has two columns {doubled[0]!r}", where=str(path), remedy="Rename one of them.")
    rows = [[cell.strip() for cell in [*line, *[""] * len(columns)][: len(columns)]] for line in lines[1:]]
    found = SortedNotes(path.name, pd.DataFrame(rows, columns=list(columns), dtype=str))
    if not found.filled.any():
        raise SourceError(
            "it has no rows", where=str(path), remedy="Give a file with a head and one row per note."
        )
    return found


def add_default(coded: SortedNotes, path: Path) -> SortedNotes:
    """The draft's notes with the theme that each would have had without a language model.

    Args:
        path: The default_codings.csv beside it; there is none where no model took part.
    """
    if not path.is_file() or "note_id" not in coded.table:
        return coded
    without = read_sorted(path).table.set_index("note_id")["theme_id"]
    themes = coded.table["note_id"].map(without).fillna("")
    return SortedNotes(coded.name, coded.table.assign(**{WITHOUT_MODEL: themes}))


def check_coded(coded: SortedNotes) -> None:
    """Refuse a file that is not a draft's coded notes.

    Raises:
        SourceError: With the column that is missing.
    """
    for column in _CODED_NEEDS:
        if column not in coded.table:
            raise SourceError(
                f"there is no column {column!r}",
                where=coded.name,
                remedy="The first file must be a coded_notes.csv that the pipeline has written.",
            )


def choose_columns(person: SortedNotes, chosen: Sequence[str]) -> tuple[list[str], list[str]]:
    """The columns of a person's file that hold themes, and those that hold note types.

    Args:
        chosen: The columns of themes, where the user named them; else they are found by name.

    Raises:
        SourceError: If a named column is not there, or there is nothing to compare.
    """
    for column in chosen:
        if column not in person.table:
            raise SourceError(
                f"there is no column {column!r}",
                where=person.name,
                remedy=f"Its columns are: {', '.join(name for name in person.columns if name)}.",
            )
    filled = [name for name in person.columns if name and person.table[name].ne("").any()]
    themes = list(dict.fromkeys(chosen)) or [
        name for name in filled if _THEME.fullmatch(name) and name.lower() not in _NOT_A_THEME
    ]
    types = [name for name in filled if _TYPE.fullmatch(name)]
    if not themes and not types:
        raise SourceError(
            "there is no column of themes or note types",
            where=person.name,
            remedy="Name it theme (theme_1, theme_2 … for several people), or say which with --column.",
        )
    return themes, [name for name in types if name not in themes]


def match_rows(coded: SortedNotes, person: SortedNotes) -> Matched:
    """Find the note of each row by note id, else document and line, else line, else exact text.

    The first of these that both files have and that finds any note is used for all rows. Where both
    have the text, a note at the same place with another text is not taken: line numbers change
    when a document does.

    Raises:
        SourceError: If no row is about a note of the draft.
    """
    for by, columns in _KEYS:
        if {*columns} <= {*coded.table} and {*columns} <= {*person.table}:
            found = _match_by(by, columns, coded.table, person)
            if found.pairs:
                return found
    raise SourceError(
        f"none of its rows is about a note of {coded.name}",
        where=person.name,
        remedy="It needs a column note_id, line (with source) or text, with the same values as the draft.",
    )


def say_rows(numbers: Iterable[int], most: int = 12) -> str:
    """Row numbers in prose, shortened where there are many: "rows 3, 7 and 20 more"."""
    listed = list(numbers)
    shown = ", ".join(str(number) for number in listed[:most])
    more = f" and {len(listed) - most} more" if len(listed) > most else ""
    return f"row{'s' if len(listed) > 1 else ''} {shown}{more}"


def _match_by(by: str, columns: tuple[str, ...], coded: pd.DataFrame, person: SortedNotes) -> Matched:
    place = columns not in (("note_id",), ("text",))
    texts = _squeeze(coded["text"])
    ours = _make_keys(coded, columns, place and "text" in person.table)
    theirs = _make_keys(person.table, columns, place and "text" in person.table)[person.filled]
    # Two notes may have the same text, and two documents the same line: then the next free one of the same
    # text is as good; of different texts nobody can tell which is meant.
    clear = set(ours[texts.groupby(ours).transform("nunique").eq(1)]) - {""}
    known = theirs.isin(clear)
    notes = pd.DataFrame({"key": ours, "turn": ours.groupby(ours).cumcount(), "note": range(len(ours))})
    rows = pd.DataFrame({"key": theirs, "turn": theirs.groupby(theirs).cumcount(), "row": theirs.index})
    found = rows[known].merge(notes, on=["key", "turn"], how="left")
    pairs = found.dropna().astype({"note": int})
    return Matched(
        by,
        tuple(sorted(zip(pairs["note"].tolist(), pairs["row"].tolist(), strict=True))),
        tuple(row + 2 for row in theirs.index[~known].tolist()),
        tuple(row + 2 for row in found.loc[found["note"].isna(), "row"].tolist()),
    )


def _make_keys(table: pd.DataFrame, columns: tuple[str, ...], with_text: bool) -> pd.Series[str]:
    """What says which note a row is about; empty where a cell is."""
    cells = table[list(columns)] if columns != ("text",) else _squeeze(table["text"]).to_frame()
    keys = cells.agg("\x1f".join, axis=1).where((cells != "").all(axis=1), "")
    return keys.where(keys.eq(""), keys + "\x1f" + _squeeze(table["text"])) if with_text else keys


def _squeeze(texts: pd.Series[str]) -> pd.Series[str]:
    return texts.str.split().str.join(" ")


def _decode(content: bytes) -> str | None:
    """Text of a CSV file, or None where it is something else (a workbook, a picture)."""
    if b"\x00" in content or content.startswith(b"PK\x03\x04"):
        return None
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("cp1252", errors="replace")  # older spreadsheet programs on Windows
