"""A simulated reader, who knows where each note belongs and takes the shortest way that the tool offers.

Counted is everything done with a hand: a cell filled in, a card clicked or dragged, a button, a name typed.
Reading is not counted: it is the same in all.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field

import numpy as np

from pipeline.review.board import find_nearest
from tests.benchmarks.learning.simulate import Sorted, match_draft

EXAMPLES, PROPOSED = 3, 5  # as in pipeline/review/board/near.js


@dataclass
class Reader:
    """Where the notes are, and what the reader has done."""

    found: Sorted
    near: list[list[tuple[int, int]]]
    at: list[int]  # the column of each note
    column: dict[int, int]  # the column of each of people's themes, once it has one
    placed: dict[int, set[int]] = field(default_factory=lambda: defaultdict(set))
    refused: set[tuple[int, int]] = field(default_factory=set)
    actions: int = 0

    def wrong(self) -> list[int]:
        """Notes that are not where people have them."""
        human = self.found.human.tolist()
        return [
            note for note, theme in enumerate(human) if theme >= 0 and self.at[note] != self.column.get(theme)
        ]

    def move(self, notes: list[int], theme: int) -> None:
        """Move notes; a theme that has no column is made by this, and named."""
        if theme not in self.column:
            self.column[theme] = max([*self.at, *self.column.values()]) + 1
            self.actions += 1
        for note in notes:
            self.at[note] = self.column[theme]
            self.placed[self.column[theme]].add(note)


def count_workbook(found: Sorted) -> int:
    """Cells to fill in: one for each note that is to move."""
    return len(_start(found).wrong())


def count_board(found: Sorted, *, together: bool, proposals: bool, clicks: bool = True) -> int:
    """Actions at the board.

    Args:
        found: A question as drafted, and as people sorted it.
        together: Whether cards of one column are chosen and moved together where that is shorter.
        proposals: Whether what a theme proposes is used where that is shorter.
        clicks: Whether choosing a card counts; else one move of several cards is one action.
    """
    reader = _start(found)
    while wrong := reader.wrong():
        if proposals and _take_proposals(reader):
            continue
        batches: dict[tuple[int, int], list[int]] = defaultdict(list)
        for note in wrong:
            # Cards may be chosen anywhere; where each choice counts, only those of one column are worth it.
            batches[(reader.at[note] if clicks else -1, int(found.human[note]))].append(note)
        (column, theme), notes = max(
            batches.items(),
            key=lambda one: (len(one[1]) / _cost(reader, *one, together, clicks), [-k for k in one[0]]),
        )
        cost = _cost(reader, (column, theme), notes, together, clicks)
        moved = notes if cost < len(notes) else notes[:1]
        reader.actions += cost if cost < len(notes) else 1
        reader.move(moved, theme)
    return reader.actions


def _start(found: Sorted) -> Reader:
    stands_for = match_draft(found)
    return Reader(found, find_nearest(found.own), found.labels.tolist(), dict(stands_for))


def _cost(reader: Reader, batch: tuple[int, int], notes: list[int], together: bool, clicks: bool) -> int:
    """What it takes to move the notes of a column that belong to one theme: clicks and drags."""
    if not together:
        return len(notes)
    if not clicks:
        return 1
    others = reader.at.count(batch[0]) - len(notes)
    return min(len(notes), 1 + others + 1)  # card by card; or all chosen, the others taken out, one drag


def _take_proposals(reader: Reader) -> bool:
    """Take what some theme proposes, where that is less than a drag for each; gives whether there was any."""
    for theme, column in sorted(reader.column.items()):
        refused: list[int] = []
        proposed = _propose(reader, column, refused)
        while proposed and (bad := [note for note in proposed if reader.found.human[note] != theme]):
            refused.append(bad[0])
            if len(refused) + 1 >= PROPOSED:
                break
            proposed = _propose(reader, column, refused)
        good = [note for note in proposed if reader.found.human[note] == theme]
        if len(good) == len(proposed) and len(good) > len(refused) + 1:
            reader.actions += len(refused) + 1
            reader.refused |= {(column, note) for note in refused}
            reader.move(good, theme)
            return True
    return False


def _propose(reader: Reader, column: int, refused: list[int], elsewhere: bool = True) -> list[int]:
    """As near.js does; or, to measure it, of all notes, also those that stand in the theme already."""
    placed = reader.placed[column]
    if len(placed) < EXAMPLES:
        return []
    scores: dict[int, int] = defaultdict(int)
    decided = {note for notes in reader.placed.values() for note in notes}
    for note in placed:
        for other, alike in reader.near[note]:
            if (
                other not in decided
                and (not elsewhere or reader.at[other] != column)
                and other not in refused
            ):
                scores[other] += alike
    ranked = sorted(scores, key=lambda note: (-scores[note], note))
    return [note for note in ranked if (column, note) not in reader.refused][:PROPOSED]


def list_right(found: Sorted) -> list[bool]:
    """Whether each note that a theme proposes after three examples, the first ones, belongs to it."""
    right: list[bool] = []
    for theme in sorted(set(found.human.tolist()) - {-1}):
        own = np.flatnonzero(found.human == theme).tolist()
        if len(own) < 2 * EXAMPLES:
            continue
        reader = _start(found)
        reader.move(own[:EXAMPLES], theme)
        proposed = _propose(reader, reader.column[theme], [], elsewhere=False)
        right += [int(found.human[note]) == theme for note in proposed]
    return right


def share(actions: int, found: Sorted) -> float:
    """Actions per note that people sorted."""
    return actions / max(int(np.sum(found.human >= 0)), 1)
