"""A reviewer who answers as people sorted the notes, and what is left to move after some answers.

How the reviewer answers. Before the first answer the reviewer has read the draft, and takes each draft
theme for at most one theme of their own: the best one-to-one matching of draft and people's themes, as
`count_moves` uses it, pairs without a common note left out. A checked note goes to the draft theme
that stands for its own theme; where none does, the reviewer opens a new one, once. The reviewer never
errs, checks notes in the order given, and leaves out notes that fitted nowhere for people.

What the reviewer writes. Three reviewers are told apart: one who only moves notes; one who gives a new
theme its title (the workbook asks for it); one who also gives the themes of checked notes people's own
title. Nobody's title is known to the redraft before a note of that theme has been checked.

What is counted. Notes still to move, under the best one-to-one matching of the result with people's
themes, made anew each time: among all notes, and (under the same matching) among those not checked.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from pipeline.agreement.groupings import count_pairs, match_pairs
from pipeline.review.replay.redraft import UNDECIDED, order_checks, redraft_notes
from pipeline.settings import load_settings
from pipeline.tables import SafeNotes, table_of
from pipeline.tables.notes import Vectors
from pipeline.themes.group import choose_number, group_notes
from pipeline.themes.group.context import represent_notes
from pipeline.themes.strength import measure_fits
from tests.benchmarks.themes.ours import EmbedOfFold, rows_of
from tests.benchmarks.themes.sets import Group

Labels = npt.NDArray[np.int64]
CHECKED = (0, 5, 10, 15, 20)
SUGGESTED, RANDOM = "suggested", "random"
NO_TITLES, NEW_TITLES, ALL_TITLES = "moves notes", "and names new themes", "and names every theme met"
REVIEWERS = (NO_TITLES, NEW_TITLES, ALL_TITLES)


@dataclass(frozen=True)
class Sorted:
    """A question's notes as drafted, and as people sorted them.

    Attributes:
        name: Which group.
        fold: Its subject (tests/benchmarks/themes/folds.py).
        mixed: The space in which the draft was made.
        own: The notes' own vectors.
        labels: The draft.
        strengths: How surely.
        human: People's theme of each note; -1 where it fitted nowhere.
        titles: The vector of the title of each of people's themes.
    """

    name: str
    fold: int
    mixed: Vectors
    own: Vectors
    labels: Labels
    strengths: npt.NDArray[np.float64]
    human: Labels
    titles: Vectors


@dataclass(frozen=True)
class Outcome:
    """What one review of one question came to.

    Attributes:
        group: The question.
        reviewer: What the reviewer writes.
        order: The order of checking.
        seed: Of the random order.
        checked: How many notes the reviewer checked.
        before: Notes to move with the checked ones put right, and nothing learned.
        after: The same with the rest drafted anew.
        rest_before: Of `before`, notes that were not checked.
        rest_after: Of `after`, notes that were not checked.
        changed: Notes that were drafted anew to another theme.
    """

    group: str
    reviewer: str
    order: str
    seed: int
    checked: int
    before: int
    after: int
    rest_before: int
    rest_after: int
    changed: int


def sort_groups(groups: Sequence[Group], embed_of: EmbedOfFold) -> Iterator[Sorted]:
    """Draft each group as the pipeline does, in vectors of a model that never saw its subject."""
    settings = load_settings()
    for group in groups:
        embed = embed_of(group.fold)
        notes = table_of(SafeNotes, rows_of(group, list(range(len(group.texts)))))
        own = embed(group.texts)
        mixed = represent_notes(notes, own, embed, settings.themes)
        labels = group_notes(
            mixed, choose_number(len(own), len(own), 0, settings.themes), settings.themes.smallest_theme
        )
        fits = measure_fits(mixed, own, labels, settings.themes)
        themes = sorted(set(group.labels) - {""})
        yield Sorted(
            name=f"{group.set}, {group.group}",
            fold=group.fold,
            mixed=mixed,
            own=own,
            labels=labels,
            strengths=np.array([fit.strength for fit in fits]),
            human=np.array([themes.index(label) if label else -1 for label in group.labels]),
            titles=embed(themes),
        )


def review(found: Sorted, seeds: int) -> Iterator[Outcome]:
    """All reviews of one question."""
    orders = [(SUGGESTED, 0, order_checks(found.own, found.labels, found.strengths))]
    drawn = zlib.crc32(found.name.encode())
    orders += [
        (RANDOM, seed, np.random.default_rng([drawn, seed]).permutation(len(found.labels)))
        for seed in range(seeds)
    ]
    for order, seed, places in orders:
        for checked in CHECKED:
            decided = decide(found, places, checked)
            plain = np.where(decided != UNDECIDED, decided, found.labels)
            before, rest_before = count_left(found, plain, decided)
            for reviewer in REVIEWERS:
                titles = list_titles(found, decided, reviewer)
                redrafted = redraft_notes(found.own, found.labels, decided, titles)
                after, rest_after = count_left(found, redrafted, decided)
                changed = int((redrafted != plain).sum())
                yield Outcome(
                    found.name,
                    reviewer,
                    order,
                    seed,
                    checked,
                    before,
                    after,
                    rest_before,
                    rest_after,
                    changed,
                )


def match_draft(found: Sorted) -> dict[int, int]:
    """The draft theme that stands for each of people's themes."""
    sorted_by_people = found.human >= 0
    table = count_pairs(found.labels[sorted_by_people], found.human[sorted_by_people])
    pairs = zip(*(side.tolist() for side in match_pairs(table)), strict=True)
    return {theme: group for group, theme in pairs if table[group, theme] > 0}


def decide(found: Sorted, places: Iterable[int], checked: int) -> Labels:
    """The reviewer's answers to the first so many notes."""
    stands_for = match_draft(found)
    decided = np.full(len(found.labels), UNDECIDED, dtype=np.int64)
    number = int(found.labels.max()) + 1
    answered = [place for place in places if found.human[place] >= 0][:checked]
    for place in answered:
        theme = int(found.human[place])
        if theme not in stands_for:
            stands_for[theme] = number
            number += 1
        decided[place] = stands_for[theme]
    return decided


def list_titles(found: Sorted, decided: Labels, reviewer: str) -> dict[int, Vectors]:
    """The titles that this reviewer has given by now, by group number."""
    if reviewer == NO_TITLES:
        return {}
    drafted = int(found.labels.max())
    return {
        int(decided[place]): found.titles[found.human[place]]
        for place in np.flatnonzero(decided != UNDECIDED).tolist()
        if reviewer == ALL_TITLES or decided[place] > drafted
    }


def count_left(found: Sorted, labels: Labels, decided: Labels) -> tuple[int, int]:
    """Notes still to move, of all and of those not checked."""
    sorted_by_people = found.human >= 0
    table = count_pairs(labels[sorted_by_people], found.human[sorted_by_people])
    stands_for = dict(zip(*(side.tolist() for side in match_pairs(table)), strict=True))
    wrong = np.array(
        [stands_for.get(int(label), -2) != theme for label, theme in zip(labels, found.human, strict=True)]
    )
    wrong &= sorted_by_people
    return int(wrong.sum()), int((wrong & (decided == UNDECIDED)).sum())
