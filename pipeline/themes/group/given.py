"""Takes up a sorting that a language model proposes: its groups, its titles, and nothing that is missing.

What needs vectors (strength, neighbours, key points, stability) is measured on its groups as on any other.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from pandera.typing.pandas import DataFrame

from pipeline.tables import MODEL_OTHER, OTHER_TITLE, ModelCodings, ModelThemes
from pipeline.tables.notes import Labels
from pipeline.themes.name import Name


@dataclass(frozen=True)
class Proposal:
    """What the language model says of an event: its themes, and the theme of each note that it sorted."""

    themes: DataFrame[ModelThemes]
    codings: DataFrame[ModelCodings]


@dataclass(frozen=True)
class Given:
    """A proposed sorting of one question."""

    # Group number of each note, from 0 by first appearance; -1 where the model did not place it
    labels: Labels
    titles: tuple[str, ...]  # title of each group, empty where none was taken
    definitions: tuple[str, ...]  # its definition, likewise
    other: int | None  # the group of notes that fit no theme, or None


def take_sorting(question_id: str, note_ids: Sequence[str], proposal: Proposal | None) -> Given | None:
    """The proposed sorting of a question, or None where there is none."""
    if proposal is None:
        return None
    codings = proposal.codings[proposal.codings["question_id"] == question_id].set_index("note_id")
    said = codings["theme"].reindex(list(note_ids)).fillna("")
    numbers = {theme: number for number, theme in enumerate(said[said != ""].unique())}
    if len(numbers) < 2:
        return None
    themes = proposal.themes[proposal.themes["question_id"] == question_id].set_index("theme")
    named = themes.reindex(list(numbers)).fillna("")
    return Given(
        np.array([numbers.get(theme, -1) for theme in said], dtype=np.int64),
        tuple(named["title"]),
        tuple(named["definition"]),
        numbers.get(MODEL_OTHER),
    )


def prefer_given(names: Sequence[Name], given: Given | None, headings: Sequence[str]) -> list[Name]:
    """Names with the model's titles; a title that somebody expects of the event stays.

    A code that fits a theme stays with it as well, so that it can be compared across events. A theme that
    has the title of one of the write-up's headings is that heading's.
    """
    if given is None:
        return list(names)
    kept: list[Name] = []
    for place, (name, title, definition) in enumerate(
        zip(names, given.titles, given.definitions, strict=True)
    ):
        if place == given.other:
            kept.append(Name(OTHER_TITLE, None, 0.0, basis="other"))
            continue
        others = [other.title for other in (*kept, *names[place + 1 :])]
        expected = name.code is not None and name.code.expected
        if title in headings and not expected:
            kept.append(dataclasses.replace(name, title=title, code=None, basis="heading"))
        elif not title or (name.title and (expected or title.casefold() in _fold(others))):
            kept.append(name)
        else:
            taken = sum(other.split(" (")[0] == title.casefold() for other in _fold(others))
            own = f"{title} ({taken + 1})" if taken else title
            kept.append(dataclasses.replace(name, title=own, definition=definition, basis="model"))
    return kept


def _fold(titles: Sequence[str]) -> list[str]:
    return [title.casefold() for title in titles]
