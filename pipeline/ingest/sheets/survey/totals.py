"""Forms on paper that somebody counted: questions down the side, answers of a scale across, counts between.

Only a sheet that is this and nothing else is read so: one whose rows hold remarks beside a few counts is
a sheet of notes with votes.
"""

from __future__ import annotations

from dataclasses import dataclass

from pipeline.ingest.lines import ABOVE_COLUMNS, Line
from pipeline.ingest.sheets.cells import Cell, Row, Sheet, make_line
from pipeline.ingest.sheets.survey.answers import AnswerCounter
from pipeline.ingest.sheets.survey.scales import Picked, Scale, find_header_scale
from pipeline.ingest.structure.column_names import fold_name, role_by_name

_TOP = 10  # rows in which the names of the answers are looked for
_MOST = 100_000  # a larger number counts no forms
_ANSWERS_BELOW_A_NOTE = 4  # answers needed where the first column goes by a name for notes
_TOTALS = ("total", "totals", "all", "sum", "base", "n", "responses", "answered", "no answer", "blank")


@dataclass(frozen=True)
class Totals:
    """Where the counts of a sheet are.

    Attributes:
        place: Of the row that names the answers, among the sheet's rows.
        label: The column of the questions.
        scale: The scale.
        answers: The columns of the answers, each with what it stands for.
    """

    place: int
    label: int
    scale: Scale
    answers: dict[int, Picked]


def find_totals(rows: list[Row]) -> Totals | None:
    """Find the counts of a sheet; None where it holds something else."""
    for place, row in enumerate(rows[:_TOP]):
        found = _read_header(place, row)
        if found is not None:
            below = rows[place + 1 :]
            return found if below and all(_is_counted(other, found) for other in below) else None
    return None


def read_totals(sheet: Sheet, rows: list[Row], totals: Totals, counter: AnswerCounter) -> list[Line]:
    """Count the answers, and give every cell its line."""
    places = {id(row): place for place, row in enumerate(rows)}
    lines = []
    for row in sheet.rows:
        place = places.get(id(row), -1)
        if place > totals.place:
            texts = {cell.column: cell.text for cell in row.cells}
            counts = {
                picked: int(texts[column]) for column, picked in totals.answers.items() if column in texts
            }
            counter.add_counts(" ".join(texts[totals.label].split()), totals.scale, counts)
        lines += [make_line(sheet, row, cell, "metadata", _say(cell, place, totals)) for cell in row.cells]
    return lines


def _read_header(place: int, row: Row) -> Totals | None:
    named = [cell for cell in row.cells if not cell.aside]
    folded = {cell.column: fold_name(cell.text) for cell in named}
    scale, answers = find_header_scale({cell.column: cell.text for cell in named})
    if scale is None:
        return None
    first = min(answers)
    corner = next((cell for cell in named if cell.column < first), None)
    label = corner.column if corner is not None else first - 1
    others = set(folded) - set(answers) - {label}
    if label < 1 or any(folded[column] not in _TOTALS for column in others):
        return None
    notes = corner is not None and role_by_name(corner.text) == "note"
    on_scale = sum(bool(picked.position) for picked in answers.values())
    return None if notes and on_scale < _ANSWERS_BELOW_A_NOTE else Totals(place, label, scale, answers)


def _is_counted(row: Row, totals: Totals) -> bool:
    texts = {cell.column: cell.text.strip() for cell in row.cells if not cell.aside}
    label = texts.pop(totals.label, "")
    numbers = [text for column, text in texts.items() if column > totals.label]
    return (
        any(map(str.isalpha, label))
        and len(numbers) == len(texts)
        and all(text.isascii() and text.isdigit() and int(text) < _MOST for text in numbers)
        and any(column in texts and int(texts[column]) for column in totals.answers)
    )


def _say(cell: Cell, place: int, totals: Totals) -> str:
    if cell.aside:
        return cell.aside
    if place < totals.place:
        return ABOVE_COLUMNS
    if place == totals.place:
        return "names the answers"
    if cell.column == totals.label:
        return "a question answered on a scale"
    return "how many picked this answer" if cell.column in totals.answers else "no column of notes"
