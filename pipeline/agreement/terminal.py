"""What the command says: plain sentences, one table and what its figures mean."""

from __future__ import annotations

from typing import Any

import pandas as pd

from pipeline.agreement.codings import say_rows
from pipeline.agreement.sortings import Comparison, Confusion

HEAD = ("Between", "On", "To move", "ARI", "AMI", "Kappa", "AC1", "Alpha")
MEANING = (
    "To move: notes that change their theme (or type) to get from the first to the second.",
    "The others are 1 for the same sorting. ARI and AMI ask which notes are together: about 0 is what chance"
    " alone would give. Kappa, AC1 and alpha ask for the same name, with 0 for chance; themes are matched"
    " one-to-one first, as well as they can be, which flatters these three: for themes trust ARI and AMI.",
    "Over several questions: the mean, and the sum of the notes to move.",
)


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
        if moves["what"] == "themes":
            doing = f"a person would move {moves['value']:.0f} of {moves['notes']} notes"
        else:
            doing = f"a person would change the type of {moves['value']:.0f} of {moves['notes']} notes"
        said.append(f"From {between} {doing} (interval {span}).")
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
