"""Finds the header of a sheet: the row that names the columns, and what stands above it.

And what the columns of notes say of all their notes: the question, the table, the kind, the votes.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import pairwise

from pipeline.ingest.sheets.cells import (
    Cell,
    Merged,
    Row,
    asks_people,
    measure_column,
    name_column,
    read_kind,
)
from pipeline.ingest.structure.column_names import fold_name, role_by_name
from pipeline.ingest.structure.headings import split_table

_TOP = 25  # rows in which a header is looked for
_FEWEST = 3  # rows of a sheet that may have its options in its second one
_LOOK_BELOW = 200  # rows below a header that are compared with it
_SAME = 0.1  # share of a row's cells that may come again below it
_MOST_SPANNED = 2_000  # columns that one merged cell can name
_CODE = re.compile(r'\{"ImportId":.*\}|ImportId\b.*', re.DOTALL)
_SHORT_NAME = re.compile(r"q(?:id|uestion)?_?\d+(?:[._#]\w+)*", re.IGNORECASE)
_NO_NAME = re.compile(r"(?:unnamed: \d+(?:_level_\d+)?)?", re.IGNORECASE)
_OPTION = re.compile(r"(?:open-ended )?response|other \(please specify\)", re.IGNORECASE)


@dataclass(frozen=True)
class Header:
    """Where the header of a sheet is and what it says."""

    # Place of its first row among the sheet's rows; rows above are titles. Without a header, how many
    # rows are titles.
    first: int
    last: int  # place of the row that names the columns; first - 1 without a header
    names: dict[int, str]
    groups: dict[int, str]  # what stands above the names over several columns ("Table 1", a question)
    # Columns whose name is that of the column to their left: the name covers both
    spread: frozenset[int] = frozenset()

    def say(self, column: int) -> str:
        """All that is said at the head of a column."""
        return " ".join(part for part in (self.groups.get(column), self.names.get(column)) if part)


def find_header(rows: list[Row], merged: tuple[Merged, ...]) -> Header:
    """Find the row that names the columns and read the names, over two levels where it has two."""
    if (exported := _find_codes(rows)) is not None:
        return exported
    place = _find_row(rows)
    if place is None and len(rows) > _FEWEST and any("?" in cell.text for cell in rows[0].cells):
        place = 0 if _fills_gaps(rows, 0) else None
    if place is None:
        return Header(_count_titles(rows), _count_titles(rows) - 1, {}, {})
    if place + 1 < len(rows) and _fills_gaps(rows, place):
        return _join_levels(rows, place, place + 1, {})
    if place and _fills_gaps(rows, place - 1):
        return _join_levels(rows, place - 1, place, {})
    wide = {(span.top, span.left): span for span in merged if span.right > span.left}
    if _has_level_below(rows, place, wide):
        return _join_levels(rows, place, place + 1, wide)
    if place and _is_level_above(rows[place - 1], rows[place], wide):
        return _join_levels(rows, place - 1, place, wide)
    names, spread = _spread(rows[place], wide)
    return Header(place, place, names, {}, spread)


def _find_codes(rows: list[Row]) -> Header | None:
    """Qualtrics: short names, then the wording, then codes for an import (not in every export)."""
    for place, row in enumerate(rows[:_TOP]):
        if place and all(_CODE.fullmatch(cell.text.strip()) for cell in row.cells):
            names = {
                cell.column: cell.text for above in rows[max(0, place - 2) : place] for cell in above.cells
            }
            return Header(max(0, place - 2), place, names, {})
    if len(rows) > 2 and _words_names(rows[0], rows[1], rows[2:]):
        return Header(0, 1, {cell.column: cell.text for row in rows[:2] for cell in row.cells}, {})
    return None


def _words_names(names: Row, row: Row, below: list[Row]) -> bool:
    """Whether a row says in words what short names above it ("Q5_1") stand for, and is nobody's answer."""
    short = {cell.column for cell in names.cells if _SHORT_NAME.fullmatch(cell.text.strip())}
    worded = [cell for cell in row.cells if cell.column in short]
    if len(short) < 2 or len(worded) < len(short):
        return False
    spelt = {cell.column: fold_name(cell.text).replace(" ", "") for cell in names.cells}
    if any(
        spelt[cell.column] == fold_name(cell.text).replace(" ", "")
        for cell in row.cells
        if cell.column in spelt and cell.column not in short
    ):
        return True  # "RecordedDate", and below it "Recorded Date"
    again = {cell.text for line in below[:_LOOK_BELOW] for cell in line.cells}
    asking = sum("?" in cell.text or " - " in cell.text for cell in worded if cell.text not in again)
    return asking > len(worded) / 2


def _fills_gaps(rows: list[Row], place: int) -> bool:
    """Whether a row of questions has their options in the row below it, over the gaps between them."""
    asked = {cell.column for cell in rows[place].cells if not _NO_NAME.fullmatch(cell.text.strip())}
    options = {cell.column for cell in rows[place + 1].cells}
    dated = (measure_column([c.text]).prose == 0 and len(c.text.strip()) > 4 for c in rows[place + 1].cells)
    if len(asked) < 2 or not options or any(dated):
        return False
    labels = sum(bool(_OPTION.fullmatch(cell.text.strip())) for cell in rows[place + 1].cells)
    below = [len(row.cells) for row in rows[place + 2 : place + 2 + _LOOK_BELOW]]
    gaps = {column for column in options - asked if column > min(asked)}
    if labels and asked & options:
        return True
    usual = max(sorted(below)[len(below) // 2], 1) if len(below) >= _FEWEST else 0
    return len(gaps) >= 2 and 0 < 1.2 * usual < len(options)


def _find_row(rows: list[Row]) -> int | None:
    top = rows[:_TOP]
    for place, row in enumerate(top):
        roles = [role_by_name(cell.text) for cell in row.cells]
        known = len({role for role in roles if role})
        if ("note" in roles or known >= 2) and len(roles) >= 2 and not _holds_numbers(row):
            return place
    for place, row in enumerate(top):
        if len(row.cells) == 1 and role_by_name(row.cells[0].text) == "note":
            alone, below = [row.cells[0].column], rows[place + 1 :]
            if below and all([cell.column for cell in other.cells] == alone for other in below):
                return place  # the last column of answers below facts of another shape
    for place, row in enumerate(top):
        below = rows[place + 1 : place + 1 + _LOOK_BELOW]
        width = max((len(other.cells) for other in below), default=0)
        if width <= 1 and len(row.cells) == 1 and len(rows) > 1:
            return _find_single(rows)
        usual = Counter(len(other.cells) for other in below).most_common(1)
        if len(row.cells) >= 2 and len(row.cells) >= 0.5 * (usual[0][0] if usual else 0):
            return place if _names_columns(row, below) else None
    return None


def _find_single(rows: list[Row]) -> int | None:
    """A sheet of one column has a header when its first cell names the column or asks something."""
    for place, row in enumerate(rows[:2]):
        name = row.cells[0].text
        if role_by_name(name) in ("note", "title", "question") or (place == 0 and "?" in name):
            return place
    return None


def _names_columns(row: Row, below: list[Row]) -> bool:
    if _holds_numbers(row):
        return False
    columns: dict[int, list[str]] = {cell.column: [] for cell in row.cells}
    for line in below:
        for cell in line.cells:
            columns.get(cell.column, []).append(cell.text)
    if sum(_comes_again(cell.text, columns[cell.column]) for cell in row.cells) > _SAME * len(row.cells):
        return False  # a name does not come again below itself
    if not below or any(asks_people(cell.text) or role_by_name(cell.text) for cell in row.cells):
        return True
    if any(texts and measure_column(texts).prose < 0.2 for texts in columns.values()):
        return True  # numbers below words
    words = [len(cell.text.split()) for cell in row.cells]
    under = [len(cell.text.split()) for line in below for cell in line.cells]
    return max(words) <= 4 or sum(words) / len(words) <= 0.6 * sum(under) / max(len(under), 1)


def _comes_again(name: str, cells: list[str]) -> bool:
    """Whether a name comes again below itself; an option that was ticked may be nothing but its name."""
    return name in cells and (len(cells) == 1 or any(text != name for text in cells))


def _holds_numbers(row: Row) -> bool:
    return any(
        not any(character.isalpha() for character in cell.text) and role_by_name(cell.text) == ""
        for cell in row.cells
        if cell.text.strip() not in ("#", "+", "*")
    )


def _count_titles(rows: list[Row]) -> int:
    """Rows above a table without names: short single cells above rows that are wider."""
    for place, row in enumerate(rows[:_TOP]):
        if len(row.cells) > 1:
            return place
    return 0


def _has_level_below(rows: list[Row], place: int, wide: dict[tuple[int, int], Merged]) -> bool:
    """Whether a row of merged names has a second row of names right below it."""
    if place + 1 >= len(rows):
        return False
    row, below = rows[place], rows[place + 1]
    spans = [span for cell in row.cells if (span := wide.get((row.number, cell.column))) is not None]
    if not spans or below.number != row.number + 1 or _holds_numbers(below):
        return False
    under = [cell for cell in below.cells if any(span.left <= cell.column <= span.right for span in spans)]
    repeated = len({cell.text for cell in under}) < len(under)
    known = any(role_by_name(cell.text) for cell in under)
    return bool(under) and (repeated or known) and all(len(cell.text.split()) <= 4 for cell in under)


def _is_level_above(above: Row, row: Row, wide: dict[tuple[int, int], Merged]) -> bool:
    """Whether the row above the names groups columns, and is no title of the whole."""
    if above.number != row.number - 1 or _holds_numbers(above):
        return False
    columns = [cell.column for cell in row.cells]
    spans = [span for cell in above.cells if (span := wide.get((above.number, cell.column))) is not None]
    if any(span.left <= columns[0] and span.right >= columns[-1] for span in spans):
        return False
    repeated = len({cell.text for cell in row.cells}) < len(row.cells)
    return bool(spans) or (1 < len(above.cells) < len(columns) and repeated)


def _join_levels(rows: list[Row], top: int, bottom: int, wide: dict[tuple[int, int], Merged]) -> Header:
    names = {cell.column: cell.text for cell in rows[bottom].cells}
    groups: dict[int, str] = {}
    cells = tuple(cell for cell in rows[top].cells if not _NO_NAME.fullmatch(cell.text.strip()))
    last = max(names)
    for cell, after in pairwise((*cells, Cell(last + 1, ""))):
        span = wide.get((rows[top].number, cell.column))
        # Text files say nothing of merged cells: there a group goes on to the next one.
        right = span.right if span is not None else cell.column if wide else after.column - 1
        for column in range(cell.column, min(right, cell.column + _MOST_SPANNED) + 1):
            if column in names:
                groups[column] = cell.text
        if cell.column not in names:  # merged downwards: it names its column itself
            names[cell.column] = cell.text
    return Header(top, bottom, names, groups)


def _spread(row: Row, wide: dict[tuple[int, int], Merged]) -> tuple[dict[int, str], frozenset[int]]:
    names = {cell.column: cell.text for cell in row.cells}
    spread = set()
    for cell in row.cells:
        span = wide.get((row.number, cell.column))
        right = span.right if span is not None else cell.column
        for column in range(cell.column + 1, min(right, cell.column + _MOST_SPANNED) + 1):
            if column not in names:
                names[column] = cell.text
                spread.add(column)
    return names, frozenset(spread)


_NO_TOPIC = re.compile(r"(?:open-?ended )?response", re.IGNORECASE)  # SurveyMonkey, below its question
_REPEAT = re.compile(r"[\s_.]*\(?\d{1,2}\)?$")


@dataclass(frozen=True)
class NoteColumn:
    """A column of notes, and what holds for all of them."""

    table: str = ""
    question: str = ""
    heading: str = ""
    kind: str = ""
    votes: int = 0  # the column with their votes, or 0
    against: int = 0  # likewise of the votes against


def announce(name: str) -> tuple[str, str]:
    """The table and the question that a label over notes gives ("Table 1 – What helps?")."""
    table, rest = split_table(name)
    if not table:
        return "", " ".join(name.split())
    return table, rest if "?" in rest or len(rest.split()) >= 3 else ""


def describe_notes(header: Header, roles: dict[int, str], is_survey: bool) -> dict[int, NoteColumn]:
    """What holds for the notes of each column that has some, by its name and by what stands above it."""
    notes = [column for column, role in roles.items() if role == "note"]
    counts, against = (
        [column for column, role in roles.items() if role == held] for held in ("votes", "votes_against")
    )
    form = is_survey or any(asks_people(header.names.get(column, "")) for column in notes)
    about = set(roles.values()) & {"question", "table", "speaker", "aside"}
    named = _join_repeats({column: header.names.get(column, "") for column in notes})
    described = {}
    for column in notes:
        name, group = named[column], header.groups.get(column, "")
        group_table, question = announce(group)
        table, topic = announce(name)
        known = role_by_name(name)
        if known and (group or len(notes) == 1) and (not is_survey or known == "title"):
            topic = ""  # "Comment" over comments says nothing of them
        asks = is_survey or asks_people(name) or len(notes) > 1 or (not known and not about)
        if group and _NO_TOPIC.fullmatch(topic):
            topic = ""
        if not question and asks and "question" not in about:
            question, topic = topic, ""
        kind = read_kind(name) or read_kind(group) or ("feedback" if form else "")
        if not header.names and len(notes) > 1:
            question = f"Column {name_column(column)}"
        described[column] = NoteColumn(
            table=table or group_table,
            question=question,
            heading=topic if group or "question" in about else "",
            kind=kind,
            votes=_votes_of(notes, counts, column),
            against=_votes_of(notes, against, column),
        )
    return described


def _votes_of(notes: list[int], counts: list[int], column: int) -> int:
    """The first column of votes between these notes and the next ones."""
    place = bisect_right(counts, column)
    after = bisect_right(notes, column)
    if place < len(counts) and (after == len(notes) or counts[place] < notes[after]):
        return counts[place]
    return counts[0] if counts and len(notes) == 1 else 0


def _join_repeats(names: Mapping[int, str]) -> dict[int, str]:
    """Names without the number that tells several answers to one question apart (Mentimeter)."""
    stems = {column: _REPEAT.sub("", name) for column, name in names.items()}
    shared = Counter(stem for stem in stems.values() if "?" in stem)
    return {column: stems[column] if shared[stems[column]] > 1 else name for column, name in names.items()}
