"""Answers on a scale, in feedback forms and surveys: counted, never read as notes."""

from __future__ import annotations

import datetime
import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from pipeline.ingest.lines import ABOVE_COLUMNS, AnswerCount, Line
from pipeline.ingest.sheets.cells import Cell, Row, Sheet, make_line
from pipeline.ingest.sheets.scales import Picked, Scale, find_header_scale, find_scale
from pipeline.ingest.structure.column_names import fold_name, role_by_name
from pipeline.wording import MONTHS, find_month

_STAMP = re.compile(
    r"(?:time ?stamp|(?:completion|submission|submitted|response|recorded|end|start|survey|meeting|event|"
    r"session|created|posted|published) (?:date|time|at|on)|(?:date|time)(?: and time)? ?"
    r"(?:submitted|completed|recorded|of (?:the )?(?:meeting|event|session|response|completion))?|"
    r"submitted|completed|recorded)(?: [a-z]{2,4})?"
)
_PREFERRED = re.compile(r"completion|submi|stamp|end|completed")
_ABOUT_PERSON = re.compile(
    r"disab|ethnic|religio|faith|sexual|gender|pronoun|\bsex\b|\bage\b|how old|\bcarer\b|pregnan|marri|"
    r"long.?term condition|health condition|consent|permission|agree to|contact you|keep in touch|"
    r"mailing list|privacy|data protection|photograph|dietary|allerg",
    re.IGNORECASE,
)
_COUNTS_THINGS = re.compile(
    r"\bhow (?:many|much|long|far|old)\b|\bnumber of\b|\bwhat (?:year|time|date)\b|\bwhich\b|"
    r"^\W*(?:form|voter|person|participant|respondent|user|card|no|nr|n|number|id|ref|reference|row|paper|sheet|#)\b[\W\d]*(?:no|nr|number)?\W*$",
    re.IGNORECASE,
)
_RATES = re.compile(
    r"\brat(?:e|ed|ing|ings)\b|scale|satisf|\bfe(?:el|lt)\b|happy|mood|confiden|\boverall\b|enjoy|useful|"
    r"helpful|recommend|likely|[01] ?(?:-|–|to|=) ?\w*",
    re.IGNORECASE,
)
_PERSONAL = re.compile(
    r"\bname|initials|organi[sz]ation|\brole\b|\bjob\b|mail|phone|contact|post ?code|address|"
    r"\barea\b|\btown\b|\bward\b|venue|\bgroup\b|\btable\b",
    re.IGNORECASE,
)
_FEWEST = 3  # answers in a column whose name asks nothing
_UNDATED = "1980-01-01"  # LimeSurvey writes this where forms are not to be dated
_ISO = re.compile(r"(?P<year>(?:19|20)\d\d)[-/.](?P<month>\d{1,2})[-/.](?P<day>\d{1,2})(?!\d)")
_DAY_FIRST = re.compile(r"(?P<one>\d{1,2})[-/.](?P<two>\d{1,2})[-/.](?P<year>(?:20)?\d\d)(?!\d)")
_NAMED_MONTH = re.compile(
    rf"(?P<day>\d{{1,2}})(?:st|nd|rd|th)?[ -](?P<month>{'|'.join(month[:3] for month in MONTHS)})[a-z]*\.?,?"
    r"[ -](?P<year>(?:20)?\d\d)(?!\d)",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Survey:
    """What a sheet holds of a survey."""

    scales: Mapping[int, Scale]  # the columns of answers, each with its scale
    # What each of them asks. What several columns ask in the same words, before a workshop and after it
    # perhaps, are several questions: told apart by their place.
    questions: Mapping[int, str]
    stamp: int = 0  # the column that dates each row, or 0
    month_first: bool = False  # whether its dates are written with the month first


NO_SURVEY = Survey({}, {})


def find_survey(
    names: Mapping[int, str], roles: Mapping[int, str], texts: Mapping[int, Sequence[str]]
) -> Survey:
    """Find the columns of answers on a scale.

    A column whose name asks something is one when its answers stand on a scale. One with a plain name
    must rate something by its name, or have three answers or more in the words of one scale of which some
    come twice, or stand in a sheet with other columns of answers.

    Args:
        roles: What each column holds by its name and content: "scale" and "answer" where its name asks,
            "number" for numbers, "" where nothing is known.
    """
    found: dict[int, Scale] = {}
    doubtful: dict[int, Scale] = {}
    for column in sorted(texts):
        role, name = roles.get(column, "aside"), " ".join(names.get(column, "").split())
        if role not in ("scale", "answer", "number", "") or not any(map(str.isalpha, name)):
            continue
        if _ABOUT_PERSON.search(name) or _COUNTS_THINGS.search(name):
            continue
        scale = find_scale(name, texts[column])
        if scale is None:
            continue
        repeated = len({text.casefold().strip() for text in texts[column]}) < len(texts[column])
        worded = not scale.answers[0].isdigit()
        sure = worded and repeated and len(texts[column]) >= _FEWEST
        sure = sure or role in ("scale", "answer") or bool(_RATES.search(name))
        (found if sure else doubtful)[column] = scale
    if found:
        found = dict(sorted({**found, **doubtful}.items()))
    stamp, month_first = _find_stamp(names, texts)
    found.pop(stamp, None)
    return Survey(found, _tell_apart({column: names[column] for column in found}), stamp, month_first)


def _tell_apart(names: Mapping[int, str]) -> dict[int, str]:
    """The questions of columns: what is asked in the same words is numbered in the order of the columns."""
    asked = {column: " ".join(name.split()) for column, name in names.items()}
    alike: dict[str, list[int]] = {}
    for column in sorted(asked):
        alike.setdefault(asked[column], []).append(column)
    return {
        column: f"{question} – {number} of {len(columns)}" if len(columns) > 1 else question
        for question, columns in alike.items()
        for number, column in enumerate(columns, start=1)
    }


def holds_remarks(name: str) -> bool:
    """Whether a column of words in a survey may hold what people think, and not who they are."""
    return bool(name.strip()) and not _PERSONAL.search(name) and not _ABOUT_PERSON.search(name)


class AnswerCounter:
    """Counts the answers of a document row by row, over all its sheets."""

    def __init__(self) -> None:
        self._scales: dict[tuple[str, str], Scale] = {}
        self._asked: Counter[tuple[str, str, str]] = Counter()
        self._counts: dict[tuple[str, str, str], Counter[tuple[int, str]]] = {}
        self.days: set[str] = set()  # on which rows were filled in, as ISO dates

    def add_row(self, survey: Survey, texts: Mapping[int, str]) -> dict[int, Picked]:
        """Count one person's answers, and say what each cell picks."""
        picked: dict[int, Picked] = {}
        date = read_day(texts.get(survey.stamp, ""), survey.month_first)
        date = date if date != _UNDATED else ""
        self.days |= {date} if date else set()
        for column, scale in survey.scales.items():
            question = survey.questions[column]
            self._scales.setdefault((question, scale.name), scale)
            key = (question, scale.name, date)
            self._asked[key] += 1
            # Letters, digits, or the signs of smileys and stars.
            if any(character.isalnum() or ord(character) > 0x2600 for character in texts.get(column, "")):
                picked[column] = scale.read(texts[column])
                counts = self._counts.setdefault(key, Counter())
                counts[picked[column].position, picked[column].answer] += 1
        return picked

    def add_counts(self, question: str, scale: Scale, picked: Mapping[Picked, int]) -> None:
        """Count answers that somebody counted on paper; how many forms there were is not known then."""
        self._scales.setdefault((question, scale.name), scale)
        counts = self._counts.setdefault((question, scale.name, ""), Counter())
        for one, number in picked.items():
            counts[one.position, one.answer] += number

    def sum_up(self) -> tuple[AnswerCount, ...]:
        """Every answer of every scale with its count, question by question and day by day."""
        rows: list[AnswerCount] = []
        for (question, name), scale in self._scales.items():
            dates = sorted(date for asked, on, date in self._counts if (asked, on) == (question, name))
            for date in dates:
                counts = self._counts[question, name, date]
                places = list(enumerate(scale.answers, start=1))
                places += sorted((place, answer) for place, answer in counts if place == 0)
                base, asked = sum(counts.values()), self._asked[question, name, date]
                if not base:
                    continue
                rows += [
                    AnswerCount(
                        date, question, name, place, answer, counts[place, answer], base, max(asked, base)
                    )
                    for place, answer in places
                ]
        return tuple(rows)


def _find_stamp(names: Mapping[int, str], texts: Mapping[int, Sequence[str]]) -> tuple[int, bool]:
    candidates = []
    for column, name in sorted(names.items()):
        folded = " ".join(re.sub(r"[^a-z]", " ", name.casefold()).split())
        cells = texts.get(column, ())
        if not cells or not _STAMP.fullmatch(folded):
            continue
        month_first = _is_month_first(cells)
        if all(read_day(cell, month_first) for cell in cells[:200]):
            candidates.append((not _PREFERRED.search(folded), column, month_first))
    if not candidates:
        return 0, False
    _, column, month_first = min(candidates)
    return column, month_first


def _is_month_first(cells: Sequence[str]) -> bool:
    """Dates are British where nothing says otherwise; "3/14/2025" says it."""
    pairs = [
        (int(found["one"]), int(found["two"])) for cell in cells if (found := _DAY_FIRST.match(cell.strip()))
    ]
    return any(two > 12 for _, two in pairs) and not any(one > 12 for one, _ in pairs)


def read_day(text: str, month_first: bool = False) -> str:
    """The day of a date, with or without a time, as an ISO date; empty for anything else."""
    plain = text.strip()
    found = _ISO.match(plain)
    if found is not None:
        return _make_date(int(found["year"]), int(found["month"]), int(found["day"]))
    found = _NAMED_MONTH.match(plain)
    if found is not None:
        return _make_date(int(found["year"]), find_month(found["month"]), int(found["day"]))
    found = _DAY_FIRST.match(plain)
    if found is None:
        return ""
    one, two = int(found["one"]), int(found["two"])
    day, month = (two, one) if month_first else (one, two)
    return _make_date(int(found["year"]), month, day)


def _make_date(year: int, month: int, day: int) -> str:
    try:
        return datetime.date(year if year >= 100 else 2000 + year, month, day).isoformat()
    except ValueError:
        return ""


_TOP = 10  # rows in which the names of the answers are looked for
_MOST = 100_000  # a larger number counts no forms
_ANSWERS_BELOW_A_NOTE = 4  # answers needed where the first column goes by a name for notes
_TOTALS = ("total", "totals", "all", "sum", "base", "n", "responses", "answered", "no answer", "blank")


@dataclass(frozen=True)
class Totals:
    """Where the counts of a sheet are."""

    place: int  # of the row that names the answers, among the sheet's rows
    label: int
    scale: Scale
    answers: dict[int, Picked]  # the columns of the answers, each with what it stands for


def find_totals(rows: list[Row]) -> Totals | None:
    """Find the counts of a sheet of forms on paper that somebody counted; None where it holds something else.

    Questions stand down the side, answers of a scale across, counts between. A sheet whose rows hold remarks
    beside a few counts is one of notes with votes.
    """
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
