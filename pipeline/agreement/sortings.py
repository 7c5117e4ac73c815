"""A draft beside one or several people's sortings of its notes, per question and over all."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from pandera.typing.pandas import DataFrame

from pipeline.agreement.codings import (
    WITHOUT_MODEL,
    Matched,
    Row,
    SortedNotes,
    check_coded,
    choose_columns,
    match_rows,
)
from pipeline.agreement.compare import Pair, compare_labels
from pipeline.settings import AgreementSettings
from pipeline.tables import NOTE_TYPES, Agreements, table_of

DRAFT = "draft"


@dataclass(frozen=True)
class Confusion:
    """How often notes of one type were given each type by the other.

    Attributes:
        first: Who stands in the rows.
        second: Who stands in the columns.
        labels: The types, in the order of rows and columns.
        counts: One row per type of the first.
    """

    first: str
    second: str
    labels: tuple[str, ...]
    counts: tuple[tuple[int, ...], ...]


@dataclass(frozen=True)
class Comparison:
    """All that is said on a draft and people's own sortings of its notes.

    Attributes:
        matched: Which rows are about which notes.
        rows: Rows of the person's file.
        notes: Notes of the draft.
        figures: Every measure.
        confusions: Note types of the draft beside each person's.
    """

    matched: Matched
    rows: int
    notes: int
    figures: DataFrame[Agreements]
    confusions: tuple[Confusion, ...]


def compare_sortings(
    coded: SortedNotes, person: SortedNotes, columns: Sequence[str], settings: AgreementSettings
) -> Comparison:
    """Measure how far a draft agrees with people who have sorted the same notes, and they with each other.

    Only notes that both of a pair have sorted count, question by question. Themes are matched
    one-to-one where a measure needs names; note types have the same names in both.

    Args:
        coded: The draft's coded notes.
        person: One row per note, with a column of themes (or note types) per person.
        columns: The columns of themes, or none to find them by their names.
        settings: Resamples and thresholds.

    Raises:
        SourceError: If a file lacks what it needs, or they have no note in common.
    """
    check_coded(coded)
    themes, types = choose_columns(person, columns)
    matched = match_rows(coded, person)
    notes = [
        {**coded.rows[ours], **_own(person.rows[theirs], themes + types)} for ours, theirs in matched.pairs
    ]
    figures: list[dict[str, Any]] = []
    for what, draft, people in (("themes", "theme_id", themes), ("note types", "note_type", types)):
        names = [(DRAFT, draft)] if draft in coded.columns else []
        if what == "themes" and WITHOUT_MODEL in coded.columns:
            names.append((WITHOUT_MODEL, WITHOUT_MODEL))
        names += [(name, _column(name)) for name in people]
        for first, second in itertools.combinations(names, 2):
            figures += _compare(what, first, second, notes, settings)
    return Comparison(
        matched=matched,
        rows=sum(any(row.values()) for row in person.rows),
        notes=len(coded.rows),
        figures=table_of(Agreements, figures),
        confusions=tuple(_confuse(name, notes) for name in types if "note_type" in coded.columns),
    )


def _compare(
    what: str,
    first: tuple[str, str],
    second: tuple[str, str],
    notes: Iterable[Row],
    settings: AgreementSettings,
) -> list[dict[str, Any]]:
    """The figures of one pair: one set per question and, where there are several, one over all."""
    by_question: dict[str, list[Row]] = {}
    for note in notes:
        if note[first[1]] and note[second[1]]:
            by_question.setdefault(note["question_id"], []).append(note)
    parts = {
        question: Pair(tuple(n[first[1]] for n in chosen), tuple(n[second[1]] for n in chosen))
        for question, chosen in by_question.items()
    }
    groups = [(rows[0], [parts[question]]) for question, rows in by_question.items()]
    if len(groups) > 1:
        groups.append(({}, list(parts.values())))
    measured = compare_labels(list(parts.values()), settings, same_names=what == "note types")
    found = []
    for (about, pairs), figures in zip(groups, measured, strict=True):
        shared = {
            "what": what,
            "first": first[0],
            "second": second[0],
            "question_id": about.get("question_id", ""),
            "question": about.get("question", ""),
            "table": about.get("table", ""),
            "questions": len(pairs),
            "notes": sum(len(pair.first) for pair in pairs),
            "first_labels": _count_labels(what, [pair.first for pair in pairs]),
            "second_labels": _count_labels(what, [pair.second for pair in pairs]),
        }
        for name, figure in figures.items():
            found.append(
                {**shared, "measure": name, "value": figure.value, "low": figure.low, "high": figure.high}
            )
    return found


def _count_labels(what: str, questions: Sequence[tuple[str, ...]]) -> int:
    """Themes are those of each question; note types are the same in all of them."""
    if what == "themes":
        return sum(len(set(labels)) for labels in questions)
    return len({label for labels in questions for label in labels})


def _confuse(name: str, notes: Sequence[Row]) -> Confusion:
    pairs = [(note["note_type"], note[_column(name)]) for note in notes if note[_column(name)]]
    met = {label for pair in pairs for label in pair}
    labels = [label for label in NOTE_TYPES if label in met] + sorted(met - set(NOTE_TYPES))
    counts = tuple(tuple(pairs.count((row, column)) for column in labels) for row in labels)
    return Confusion(DRAFT, name, tuple(labels), counts)


def _own(row: Row, columns: Iterable[str]) -> Row:
    return {_column(name): row[name] for name in columns}


def _column(name: str) -> str:
    """A person's column apart from the draft's of the same name."""
    return f"person {name}"
