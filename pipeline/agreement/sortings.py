"""A draft beside people's sortings of its notes: measures with intervals, and what is said of them."""

from __future__ import annotations

import itertools
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd
from pandera.typing.pandas import DataFrame

from pipeline.agreement.codings import (
    WITHOUT_MODEL,
    Matched,
    SortedNotes,
    check_coded,
    choose_columns,
    match_rows,
    say_rows,
)
from pipeline.agreement.groupings import (
    Counts,
    code_labels,
    count_pairs,
    information_of,
    match_pairs,
    rand_of,
)
from pipeline.settings import AgreementSettings
from pipeline.tables import MEASURES, NOTE_TYPES, Agreements, table_of
from pipeline.tables.agreement import measure_ac1, measure_alpha, measure_kappa

DRAFT = "draft"
_RANGES = dict.fromkeys(MEASURES, (-1.0, 1.0))
HEAD = ("Between", "On", "To move", "ARI", "AMI", "Kappa", "AC1", "Alpha")
MEANING = (
    "To move: notes that change their theme (or type) to get from the first to the second.",
    "The others are 1 for the same sorting. ARI and AMI ask which notes are together: about 0 is what chance"
    " alone would give. Kappa, AC1 and alpha ask for the same name, with 0 for chance; themes are matched"
    " one-to-one first, as well as they can be, which flatters these three: for themes trust ARI and AMI.",
    "Over several questions: the mean, and the sum of the notes to move.",
)


@dataclass(frozen=True)
class Pair:
    """The labels two sortings give to the same notes of one question, in the same order."""

    first: tuple[str, ...]
    second: tuple[str, ...]


@dataclass(frozen=True)
class Figure:
    """One measure with its interval."""

    value: float
    low: float
    high: float


@dataclass(frozen=True)
class Confusion:
    """How often notes of one type were given each type by the other."""

    first: str  # who stands in the rows
    second: str  # who stands in the columns
    labels: tuple[str, ...]
    counts: tuple[tuple[int, ...], ...]


@dataclass(frozen=True)
class Comparison:
    """All that is said on a draft and people's own sortings of its notes."""

    matched: Matched  # which rows are about which notes
    rows: int
    notes: int
    figures: DataFrame[Agreements]
    confusions: tuple[Confusion, ...]  # note types of the draft beside each person's


def compare_sortings(
    coded: SortedNotes, person: SortedNotes, columns: Sequence[str], settings: AgreementSettings
) -> Comparison:
    """Measure how far a draft agrees with people who have sorted the same notes, and they with each other.

    Only notes that both of a pair have sorted count, question by question. Themes are matched
    one-to-one where a measure needs names; note types have the same names in both.

    Args:
        person: One row per note, with a column of themes (or note types) per person.
        columns: The columns of themes, or none to find them by their names.

    Raises:
        SourceError: If a file lacks what it needs, or they have no note in common.
    """
    check_coded(coded)
    themes, types = choose_columns(person, columns)
    matched = match_rows(coded, person)
    ours, theirs = [ours for ours, _ in matched.pairs], [theirs for _, theirs in matched.pairs]
    own = person.table.iloc[theirs][themes + types].rename(columns=_column).reset_index(drop=True)
    notes = coded.table.iloc[ours].reset_index(drop=True).join(own)
    figures: list[dict[str, Any]] = []
    for what, draft, people in (("themes", "theme_id", themes), ("note types", "note_type", types)):
        names = [(DRAFT, draft)] if draft in coded.table else []
        if what == "themes" and WITHOUT_MODEL in coded.table:
            names.append((WITHOUT_MODEL, WITHOUT_MODEL))
        names += [(name, _column(name)) for name in people]
        for first, second in itertools.combinations(names, 2):
            figures += _compare(what, first, second, notes, settings)
    return Comparison(
        matched=matched,
        rows=int(person.filled.sum()),
        notes=len(coded.table),
        figures=table_of(Agreements, figures),
        confusions=tuple(_confuse(name, notes) for name in types if "note_type" in coded.table),
    )


def compare_labels(
    pairs: Sequence[Pair], settings: AgreementSettings, same_names: bool
) -> list[dict[str, Figure]]:
    """Every measure for each question and, last, over all of them, with intervals.

    Over several questions a measure is the mean over questions, and moves are their sum.

    Args:
        same_names: Whether both use the same names; else themes are matched one-to-one first.

    Returns:
        Figures by measure: one mapping per question and, where there are several, one over all. The
        interval is the percentile bootstrap over the notes of each question, shifted by the
        bootstrap's own estimate of its bias: a note drawn twice is always together with itself, which
        flatters measures of grouping (Efron & Tibshirani 1993, chapter 10).
    """
    generator = np.random.default_rng(settings.seed)
    values: list[dict[str, float]] = []
    drawn: list[list[dict[str, float]]] = []
    for pair in pairs:
        first, second = _number(pair, same_names)
        values.append(_measure(first, second, same_names))
        places = generator.integers(0, len(first), (settings.resamples, len(first)))
        drawn.append([_measure(first[chosen], second[chosen], same_names) for chosen in places])
    sizes = [len(pair.first) for pair in pairs]
    if len(pairs) > 1:
        values.append(_join(values))
        drawn.append([_join(together) for together in zip(*drawn, strict=True)])
        sizes.append(sum(sizes))
    return [
        {
            name: _interval(name, value, np.array([one[name] for one in spread]), notes, settings.interval)
            for name, value in found.items()
        }
        for found, spread, notes in zip(values, drawn, sizes, strict=True)
    ]


def _compare(
    what: str,
    first: tuple[str, str],
    second: tuple[str, str],
    notes: pd.DataFrame,
    settings: AgreementSettings,
) -> list[dict[str, Any]]:
    """The figures of one pair: one set per question and, where there are several, one over all."""
    both = notes[notes[first[1]].ne("") & notes[second[1]].ne("")]
    parts, groups = [], []
    for _, chosen in both.groupby("question_id", sort=False):
        parts.append(Pair(tuple(chosen[first[1]]), tuple(chosen[second[1]])))
        groups.append((chosen.iloc[0], parts[-1:]))
    if len(groups) > 1:
        groups.append((pd.Series(dtype=str), parts))
    measured = compare_labels(parts, settings, same_names=what == "note types")
    return [
        {
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
            "measure": name,
            "value": figure.value,
            "low": figure.low,
            "high": figure.high,
        }
        for (about, pairs), figures in zip(groups, measured, strict=True)
        for name, figure in figures.items()
    ]


def _count_labels(what: str, questions: Sequence[tuple[str, ...]]) -> int:
    """Themes are those of each question; note types are the same in all of them."""
    labels = [set(own) for own in questions]
    return sum(map(len, labels)) if what == "themes" else len(set().union(*labels))


def _confuse(name: str, notes: pd.DataFrame) -> Confusion:
    both = notes[notes[_column(name)].ne("")]
    met = {*both["note_type"], *both[_column(name)]}
    labels = [label for label in NOTE_TYPES if label in met] + sorted(met - set(NOTE_TYPES))
    table = pd.crosstab(both["note_type"], both[_column(name)])
    counts = table.reindex(index=labels, columns=labels, fill_value=0).to_numpy().tolist()
    return Confusion(DRAFT, name, tuple(labels), tuple(map(tuple, counts)))


def _column(name: str) -> str:
    """A person's column apart from the draft's of the same name."""
    return f"person {name}"


def _interval(name: str, value: float, drawn: npt.NDArray[np.float64], notes: int, width: float) -> Figure:
    lowest, highest = (0.0, float(notes)) if name == "moves" else _RANGES[name]
    low, high = np.quantile(drawn, [(1 - width) / 2, (1 + width) / 2]) + (value - drawn.mean())
    return Figure(value, float(np.clip(low, lowest, value)), float(np.clip(high, value, highest)))


def _number(pair: Pair, same_names: bool) -> Sequence[Counts]:
    if not same_names:
        return code_labels(pair.first), code_labels(pair.second)
    return np.split(code_labels(pair.first + pair.second), 2)


def _measure(first: Counts, second: Counts, same_names: bool) -> dict[str, float]:
    table = count_pairs(first, second)
    own, other = first.tolist(), second.tolist()
    if not same_names:
        # Labels that a resample has lost leave empty rows: they match nobody and add nothing.
        pairs = (places.tolist() for places in match_pairs(table))
        names = dict(zip(*pairs, strict=True))
        own = [names.get(label, -1 - label) for label in own]
    return {
        "moves": float(sum(a != b for a, b in zip(own, other, strict=True))),
        "ari": rand_of(table),
        "ami": information_of(table),
        "kappa": measure_kappa(own, other),
        "ac1": measure_ac1(own, other),
        "alpha": measure_alpha(own, other),
    }


def _join(questions: Sequence[Mapping[str, float]]) -> dict[str, float]:
    return {
        name: sum(found[name] for found in questions) / (1 if name == "moves" else len(questions))
        for name in MEASURES
    }


def say_matching(comparison: Comparison, person: str) -> list[str]:
    """How many rows of a person's file were found in the draft, and which were not."""
    matched = comparison.matched
    said = [
        f"{len(matched.pairs)} of {comparison.rows} rows of {person} matched by {matched.by},"
        f" of {comparison.notes} notes in the draft."
    ]
    if matched.unmatched:
        said.append(f"Not matched with one note: {say_rows(matched.unmatched)}.")
    if matched.twice:
        said.append(f"Left out, the same note once more: {say_rows(matched.twice)}.")
    return said


def say_moves(comparison: Comparison, few_notes: int) -> list[str]:
    """The figure that says most to a person, in a sentence per pair, and a warning where notes are few."""
    said = []
    for rows in _pairs(comparison):
        moves = rows.set_index("measure").loc["moves"]
        between = f"{moves['first']} to {moves['second']}"
        span = f"{moves['low']:.0f} to {moves['high']:.0f}"
        doing = "move" if moves["what"] == "themes" else "change the type of"
        some = f"{moves['value']:.0f} of {moves['notes']} notes"
        said.append(f"From {between} a person would {doing} {some} (interval {span}).")
    fewest = 0 if comparison.figures.empty else int(comparison.figures["notes"].min())
    if fewest < few_notes:
        said.append(
            f"Take care: some figures rest on {fewest} notes only. With fewer than {few_notes} they can"
            " change much from one event to the next."
        )
    else:
        said.append(
            f"The figures rest on {fewest} notes or more of one event; another event can come out otherwise."
        )
    return said


def show_figures(comparison: Comparison) -> list[tuple[str, ...]]:
    """The rows of the table: each figure with its interval below it."""
    lines = []
    for rows in _pairs(comparison, each_question=True):
        about = rows.iloc[0]
        place = f"table {about['table']}" if about["table"] else "one question"
        on = f"all {about['questions']} questions" if not about["question_id"] else place
        cells = [_cell(row) for _, row in rows.iterrows()]
        between = f"{about['first']},\n{about['second']}"
        labels = f"{about['first_labels']} and {about['second_labels']} {about['what']}"
        lines.append((between, f"{on}\nn = {about['notes']}\n{labels}", *cells))
    return lines


def show_confusion(confusion: Confusion) -> list[tuple[str, ...]]:
    """Head and rows of a table of note types: the draft's in rows, the person's in columns."""
    words = [label.replace("_", " ") for label in confusion.labels]
    rows = [
        (word, *(str(count) for count in counts))
        for word, counts in zip(words, confusion.counts, strict=True)
    ]
    return [(f"{confusion.first} \\ {confusion.second}", *words), *rows]


def _cell(row: pd.Series[Any]) -> str:
    form = ".0f" if row["measure"] == "moves" else ".2f"
    return f"{row['value']:{form}}\n{row['low']:{form}}–{row['high']:{form}}"


def _pairs(comparison: Comparison, each_question: bool = False) -> list[pd.DataFrame]:
    """The figures by pair; over all questions, which stand last, or also for each one."""
    pair = ["what", "first", "second"]
    if each_question:
        return [rows for _, rows in comparison.figures.groupby([*pair, "question_id"], sort=False)]
    return [
        rows[rows["question_id"] == rows["question_id"].iloc[-1]]
        for _, rows in comparison.figures.groupby(pair, sort=False)
    ]
