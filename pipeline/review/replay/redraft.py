"""Sorts the notes nobody has decided on anew, with those that people decided on as examples."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

import numpy as np

from pipeline.keeping.store import Vectors
from pipeline.review.learn.learning import UNDECIDED, find_examples, redraft_notes
from pipeline.review.replay.titles import question_of

Embed = Callable[[Sequence[str]], Vectors]


def redraft_undecided(
    theme_of: Mapping[str, str],
    decided: set[str],
    titled: Mapping[str, str],
    vectors: Vectors,
    embed: Embed,
) -> dict[str, tuple[str, str]]:
    """Where decisions teach that an undecided note belongs elsewhere.

    Args:
        theme_of: The theme of every note, in the notes' order.
        decided: Notes whose theme a person decided: they never move.
        titled: Titles that people gave to themes or accepted, by theme id.
        vectors: One row of length one per note.
        embed: Embeds titles in the same space.

    Returns:
        By note id, for notes that move only: the theme it moves to, and the decided note that is most
        like it there, or an empty text.
    """
    note_ids = list(theme_of)
    by_question: dict[str, list[int]] = {}
    for place, note_id in enumerate(note_ids):
        by_question.setdefault(question_of(theme_of[note_id]), []).append(place)
    moves: dict[str, tuple[str, str]] = {}
    for question, places in by_question.items():
        named = sorted(theme for theme in titled if question_of(theme) == question)
        if not named and not any(note_ids[place] in decided for place in places):
            continue
        themes = list(dict.fromkeys([*(theme_of[note_ids[place]] for place in places), *named]))
        labels = np.array([themes.index(theme_of[note_ids[place]]) for place in places], dtype=np.int64)
        fixed = np.array([note_ids[place] in decided for place in places])
        told = np.where(fixed, labels, UNDECIDED).astype(np.int64)
        own = vectors[places]
        spoken = list(embed([titled[theme] for theme in named])) if named else []
        titles = dict(zip(map(themes.index, named), spoken, strict=True))
        redrafted = redraft_notes(own, labels, told, titles)
        examples = find_examples(own, redrafted, told)
        for at in np.flatnonzero(redrafted != labels).tolist():
            example = int(examples[at])
            like = note_ids[places[example]] if example >= 0 else ""
            moves[note_ids[places[at]]] = (themes[int(redrafted[at])], like)
    return moves
