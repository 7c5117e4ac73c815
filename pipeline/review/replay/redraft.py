"""What decisions teach about the notes of a question that nobody has looked at yet.

A note is moved when what speaks for another theme outweighs what speaks for its draft: how near it is
to the other notes of each theme, to the nearest note that a person put there, and to the title that a
person gave. Their weights are fitted on sorted notes, not
set by hand (tests/benchmarks/learning, which also holds what was tried and did not help). The title
counts for most: a few notes moved say little of the others, a theme's name in people's own words a lot.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence, Set
from dataclasses import astuple, dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd

from pipeline.review.replay.draft import question_of
from pipeline.tables import OTHER
from pipeline.tables.notes import Labels, Vectors, normalise

Numbers = npt.NDArray[np.float64]

UNDECIDED = -1
_DIGITS = 6  # sums may differ in their last bits between machines: never let those decide


@dataclass(frozen=True)
class Weights:
    """How much each thing counts that speaks for a theme. Coefficients of a conditional logit."""

    draft: float  # the draft says so
    together: float  # similarity to the theme's other notes
    example: float  # similarity to the nearest note that a person put there, to the third power
    named: float  # a person gave it its title
    title: float  # similarity to that title, after taking off what all notes have in common


# Fitted on sorted groups on health and on places: `python -m tests.benchmarks.learning --fit --models …`.
FITTED = Weights(draft=0.9, together=5.37, example=2.88, named=-0.5, title=6.81)
# What must speak for another theme beyond what speaks for the draft: what is unclear stays.
_MARGIN = 0.4
# How far it moves a note down the list of those to check, in strength, to be like a note already listed
# (times their similarity), and to be of a theme that has one there.
_ALIKE = 0.3
_SAME_THEME = 0.1


def redraft_undecided(
    theme_of: Mapping[str, str],
    decided: Set[str],
    titled: Mapping[str, str],
    vectors: Vectors,
    embed: Callable[[Sequence[str]], Vectors],
) -> dict[str, tuple[str, str]]:
    """Where decisions teach that an undecided note belongs elsewhere.

    Args:
        theme_of: The theme of every note, in the notes' order.
        decided: Notes whose theme a person decided: they never move.
        titled: Titles that people gave to themes or accepted, by theme id.

    Returns:
        By note id, for notes that move only: the theme it moves to, and the decided note that is most
        like it there, or an empty text.
    """
    notes = pd.DataFrame({"note_id": theme_of.keys(), "theme_id": theme_of.values()})
    moves: dict[str, tuple[str, str]] = {}
    for question, own in notes.groupby(notes["theme_id"].map(question_of), sort=False):
        named = sorted(theme for theme in titled if question_of(theme) == question)
        fixed = own["note_id"].isin(decided).to_numpy()
        if not named and not fixed.any():
            continue
        themes = list(dict.fromkeys([*own["theme_id"], *named]))
        numbers = {theme: number for number, theme in enumerate(themes)}
        labels = own["theme_id"].map(numbers).to_numpy(np.int64)
        told = np.where(fixed, labels, UNDECIDED).astype(np.int64)
        spoken = embed([titled[theme] for theme in named]) if named else ()
        titles = dict(zip(map(numbers.__getitem__, named), spoken, strict=True))
        near = vectors[own.index]
        redrafted = redraft_notes(near, labels, told, titles)
        examples = find_examples(near, redrafted, told)
        note_ids = own["note_id"].tolist()
        for at in np.flatnonzero(redrafted != labels).tolist():
            if themes[redrafted[at]].endswith(OTHER):  # that some points fit nowhere says nothing of others
                continue
            like = note_ids[examples[at]] if examples[at] >= 0 else ""
            moves[note_ids[at]] = (themes[redrafted[at]], like)
    return moves


def redraft_notes(
    vectors: Vectors,
    labels: Labels,
    decided: Labels,
    titles: Mapping[int, Vectors] | None = None,
) -> Labels:
    """Draft the undecided notes of a question again, with the decided ones as examples.

    What a person decided stays as it is, always. An undecided note moves only to a theme that a
    person has put a note into or named; so a theme that a person emptied stays empty, and without any
    decision or title the draft comes back unchanged.

    Args:
        labels: The draft, numbered from 0.
        decided: Group number a person gave each note, or UNDECIDED; numbers that the draft does not
            have are themes a person opened.
        titles: By group number, the vector of each title that a person gave, in the same space.
    """
    named = dict(titles or {})
    chosen = np.where(decided != UNDECIDED, decided, labels)
    if not named and not (decided != UNDECIDED).any():
        return chosen
    scores = np.round(gather_evidence(vectors, labels, decided, named) @ np.array(astuple(FITTED)), _DIGITS)
    places = np.arange(len(labels))
    stays = scores[places, labels] + _MARGIN
    taught = np.isin(np.arange(scores.shape[1]), [*named, *chosen[decided != UNDECIDED].tolist()])
    scores[:, ~taught] = -np.inf
    best = np.argmax(scores, axis=1)
    moved = np.where(scores[places, best] > stays, best, labels)
    return np.where(decided != UNDECIDED, decided, moved).astype(np.int64)


def order_checks(vectors: Vectors, labels: Labels, strengths: Numbers) -> Labels:
    """In which order to check the notes of a question: the least certain first.

    Each next note is the one with the smallest strength (the margin between its theme and the next),
    raised by a part of its similarity to the notes already listed (not one remark in five wordings in
    a row) and where its theme has had its turn. Measured: to list notes first that many others are
    near, because they would take those along, leaves more notes to move, not fewer.

    Args:
        strengths: How much nearer each note is to its theme than to the next one, 0 to 1.
    """
    exact = vectors.astype(np.float64)
    strengths = np.asarray(strengths, dtype=np.float64)
    alike = np.zeros(len(exact))
    had_turn = np.zeros(int(labels.max(initial=-1)) + 1, dtype=bool)  # themes
    left = np.ones(len(exact), dtype=bool)
    order: list[int] = []
    while left.any():
        late = np.round(strengths + _ALIKE * alike + _SAME_THEME * had_turn[labels], _DIGITS)
        first = int(np.argmin(np.where(left, late, np.inf)))
        order.append(first)
        left[first] = False
        had_turn[labels[first]] = True
        alike = np.maximum(alike, exact @ exact[first])
    return np.array(order, dtype=np.int64)


def find_examples(vectors: Vectors, redrafted: Labels, decided: Labels) -> Labels:
    """For each undecided note, the decided note of its theme that is nearest: why it may be there.

    Args:
        decided: Group number a person gave each note, or UNDECIDED.

    Returns:
        The place of a decided note for each note, or -1 where there is none.
    """
    examples = np.flatnonzero(decided != UNDECIDED)
    if not len(examples):
        return np.full(len(redrafted), -1, dtype=np.int64)
    exact = vectors.astype(np.float64)
    near = np.round(exact @ exact[examples].T, _DIGITS)
    near[redrafted[:, None] != decided[examples][None, :]] = -np.inf
    found = np.where(near.max(axis=1) > -np.inf, examples[np.argmax(near, axis=1)], -1)
    return np.where(decided != UNDECIDED, -1, found).astype(np.int64)


def gather_evidence(
    vectors: Vectors, labels: Labels, decided: Labels, titles: Mapping[int, Vectors]
) -> Numbers:
    """What speaks for each theme, note by note: notes by themes by the kinds of evidence of Weights."""
    chosen = np.where(decided != UNDECIDED, decided, labels)
    number = max(int(chosen.max()), int(labels.max()), *titles, 0) + 1
    places = np.arange(len(labels))
    plain = vectors.astype(np.float64)
    draft = np.zeros((len(labels), number))
    draft[places, labels] = 1.0
    example = np.zeros_like(draft)
    for group in np.unique(decided[decided != UNDECIDED]).tolist():
        examples = np.flatnonzero(decided == group)
        near = plain @ plain[examples].T
        example[:, group] = np.maximum(near.max(axis=1), 0.0) ** 3
    named, title = np.zeros_like(draft), np.zeros_like(draft)
    common = plain.mean(axis=0)
    apart = normalise(plain - common)
    for group, vector in sorted(titles.items()):
        named[:, group] = 1.0
        title[:, group] = apart @ normalise(vector.astype(np.float64) - common)
    together = _compare_groups(plain, chosen, number)
    return np.stack((draft, together, example, named, title), axis=-1)


def _compare_groups(vectors: Numbers, chosen: Labels, number: int) -> Numbers:
    """Similarity of each note to the direction of each group's mean, the note itself left out."""
    sums = np.zeros((number, vectors.shape[1]))
    np.add.at(sums, chosen, vectors)
    near: Numbers = vectors @ normalise(sums).T
    others = normalise(sums[chosen] - vectors)
    near[np.arange(len(chosen)), chosen] = np.einsum("nd,nd->n", vectors, others)
    return near
