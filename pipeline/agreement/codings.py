"""Reads sorted notes from CSV files and finds for each row of a person's file the note it is about.

Messages name files, columns and row numbers (as a spreadsheet counts them), never words of a note.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from pipeline.errors import SourceError

Row = dict[str, str]

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
    """A file with one row per note.

    Attributes:
        name: The file's name.
        columns: Its columns, in order.
        rows: Its rows; the first has number 2, below the head.
    """

    name: str
    columns: tuple[str, ...]
    rows: tuple[Row, ...]


@dataclass(frozen=True)
class Matched:
    """Which note each row of a person's file is about.

    Attributes:
        by: What they were matched by, in words.
        pairs: Row of the draft and row of the person, by position in their files.
        unmatched: Numbers of the rows that are about no note of the draft.
        twice: Numbers of the rows about a note that an earlier row was about already; left out.
    """

    by: str
    pairs: tuple[tuple[int, int], ...]
    unmatched: tuple[int, ...]
    twice: tuple[int, ...]


def find_coded(name: Path, processed: Path) -> Path:
    """The coded_notes.csv that is meant by a file, by an event's folder or by an event's id.

    Args:
        name: As the user gave it.
        processed: Where the tables of an event with this name would lie.

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
    try:
        content = path.read_bytes()
    except OSError as error:
        raise SourceError(
            f"it cannot be read ({error.strerror or 'unknown reason'})",
            where=str(path),
            remedy="Check the file's name.",
        ) from None
    text = _decode(content)
    if text is None:
        raise SourceError(
            "it is not a CSV file",
            where=str(path),
            remedy="In a spreadsheet program, save the sheet as “CSV UTF-8” and give that file.",
        )
    head = text.split("\n", 1)[0]
    delimiter = max(",;\t", key=head.count)
    try:
        lines = list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter))
    except csv.Error:
        raise SourceError(
            "it is not a CSV file that can be read", where=str(path), remedy="Save it as CSV once more."
        ) from None
    columns = tuple(cell.strip() for cell in lines[0]) if lines else ()
    doubled = sorted({name for name in columns if name and columns.count(name) > 1})
    if doubled:
        raise SourceError(f"it has two columns {doubled[0]!r}", where=str(path), remedy="Rename one of them.")
    rows = tuple(
        {name: cell.strip() for name, cell in zip(columns, [*line, *[""] * len(columns)], strict=False)}
        for line in lines[1:]
    )
    if not any(any(row.values()) for row in rows):
        raise SourceError(
            "it has no rows", where=str(path), remedy="Give a file with a head and one row per note."
        )
    return SortedNotes(path.name, columns, rows)


def add_default(coded: SortedNotes, path: Path) -> SortedNotes:
    """The draft's notes with the theme that each would have had without a language model as second reader.

    Args:
        coded: The draft.
        path: The default_codings.csv beside it; there is none where no model took part.
    """
    if not path.is_file():
        return coded
    without = {row.get("note_id", ""): row.get("theme_id", "") for row in read_sorted(path).rows}
    rows = tuple({**row, WITHOUT_MODEL: without.get(row.get("note_id", ""), "")} for row in coded.rows)
    return SortedNotes(coded.name, (*coded.columns, WITHOUT_MODEL), rows)


def check_coded(coded: SortedNotes) -> None:
    """Refuse a file that is not a draft's coded notes.

    Raises:
        SourceError: With the column that is missing.
    """
    for column in _CODED_NEEDS:
        if column not in coded.columns:
            raise SourceError(
                f"there is no column {column!r}",
                where=coded.name,
                remedy="The first file must be a coded_notes.csv that the pipeline has written.",
            )


def choose_columns(person: SortedNotes, chosen: Sequence[str]) -> tuple[list[str], list[str]]:
    """The columns of a person's file that hold themes, and those that hold note types.

    Args:
        person: The file.
        chosen: The columns of themes, where the user named them; else they are found by name.

    Raises:
        SourceError: If a named column is not there, or there is nothing to compare.
    """
    for column in chosen:
        if column not in person.columns:
            raise SourceError(
                f"there is no column {column!r}",
                where=person.name,
                remedy=f"Its columns are: {', '.join(name for name in person.columns if name)}.",
            )
    themes = list(dict.fromkeys(chosen)) or [
        name
        for name in person.columns
        if _THEME.fullmatch(name) and name.lower() not in _NOT_A_THEME and _is_filled(person, name)
    ]
    types = [name for name in person.columns if _TYPE.fullmatch(name) and _is_filled(person, name)]
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
        if set(columns) - set(coded.columns) or set(columns) - set(person.columns):
            continue
        found = _match_by(by, columns, coded, person)
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


def _match_by(by: str, columns: tuple[str, ...], coded: SortedNotes, person: SortedNotes) -> Matched:
    key_of = _squeeze_text if columns == ("text",) else _join_cells
    places: dict[str, list[int]] = {}
    for place, row in enumerate(coded.rows):
        places.setdefault(key_of(row, columns), []).append(place)
    both_texts = columns != ("text",) and columns != ("note_id",) and "text" in person.columns
    pairs: list[tuple[int, int]] = []
    unmatched: list[int] = []
    twice: list[int] = []
    taken: set[int] = set()
    for place, row in enumerate(person.rows):
        if not any(row.values()):
            continue
        key = key_of(row, columns)
        found = places.get(key, []) if key else []
        if both_texts:
            text = _squeeze_text(row)
            found = [other for other in found if _squeeze_text(coded.rows[other]) == text]
        # Two notes may have the same text, and two documents the same line: then the next free one
        # of the same text is as good; of different texts nobody can tell which is meant.
        free = [other for other in found if other not in taken]
        if not found or len({_squeeze_text(coded.rows[other]) for other in found}) > 1:
            unmatched.append(place + 2)
        elif not free:
            twice.append(place + 2)
        else:
            taken.add(free[0])
            pairs.append((free[0], place))
    return Matched(by, tuple(sorted(pairs)), tuple(unmatched), tuple(twice))


def _join_cells(row: Row, columns: tuple[str, ...]) -> str:
    cells = [row[name] for name in columns]
    return "\x1f".join(cells) if all(cells) else ""


def _squeeze_text(row: Row, columns: tuple[str, ...] = ("text",)) -> str:
    return " ".join(row.get("text", "").split())


def _is_filled(person: SortedNotes, column: str) -> bool:
    return any(row[column] for row in person.rows)


def _decode(content: bytes) -> str | None:
    """Text of a CSV file, or None where it is something else (a workbook, a picture)."""
    if b"\x00" in content or content.startswith(b"PK\x03\x04"):
        return None
    decoders: tuple[Callable[[bytes], str], ...] = (
        lambda raw: raw.decode("utf-8-sig"),
        lambda raw: raw.decode("cp1252", errors="replace"),  # older spreadsheet programs on Windows
    )
    for decode in decoders:
        try:
            return decode(content)
        except UnicodeDecodeError:
            continue
    return None
