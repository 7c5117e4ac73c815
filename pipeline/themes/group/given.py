"""Takes up a sorting that a second reader proposes: its groups, its titles, and nothing that is missing.

What needs vectors (strength, neighbours, key points, stability) is measured on its groups as on any other.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from pandera.typing.pandas import DataFrame

from pipeline.tables import ReaderCodings, ReaderThemes, Themes, check_table
from pipeline.themes.group.grouping import Labels, find_centres
from pipeline.themes.group.represent import Vectors
from pipeline.themes.name.naming import Name


@dataclass(frozen=True)
class Proposal:
    """What the second reader says of an event: its themes, and the theme of each note that it sorted."""

    themes: DataFrame[ReaderThemes]
    codings: DataFrame[ReaderCodings]


@dataclass(frozen=True)
class Given:
    """A proposed sorting of one question, with a group for every note.

    Attributes:
        labels: Group number of each note, from 0, by first appearance.
        placed: Whether the reader placed the note; else it is with the nearest group.
        seconds: Group of a note's second point, or None.
        titles: Title of each group, empty where none was taken.
        definitions: Its definition, likewise.
    """

    labels: Labels
    placed: tuple[bool, ...]
    seconds: tuple[int | None, ...]
    titles: tuple[str, ...]
    definitions: tuple[str, ...]


def take_sorting(
    question_id: str, note_ids: Sequence[str], mixed: Vectors, proposal: Proposal | None
) -> Given | None:
    """The proposed sorting of a question, or None where there is none.

    Args:
        question_id: The question.
        note_ids: Its notes.
        mixed: Their vectors with context.
        proposal: What the reader says of the event.
    """
    if proposal is None:
        return None
    codings = proposal.codings[proposal.codings["question_id"] == question_id]
    theme_of = dict(zip(codings["note_id"], codings["theme"], strict=True))
    second_of = dict(zip(codings["note_id"], codings["second"], strict=True))
    numbers: dict[str, int] = {}
    said = [theme_of.get(note_id, "") for note_id in note_ids]
    for theme in filter(None, said):
        numbers.setdefault(theme, len(numbers))
    if len(numbers) < 2:
        return None
    placed = np.array([bool(theme) for theme in said])
    labels = np.array([numbers.get(theme, 0) for theme in said], dtype=np.int64)
    if not placed.all():
        closeness = np.round(mixed.astype(np.float64) @ find_centres(mixed[placed], labels[placed]).T, 6)
        labels = np.where(placed, labels, np.argmax(closeness, axis=1)).astype(np.int64)
    seconds = [numbers.get(second_of.get(note_id, "")) for note_id in note_ids]
    themes = proposal.themes[proposal.themes["question_id"] == question_id]
    titles = dict(zip(themes["theme"], themes["title"], strict=True))
    definitions = dict(zip(themes["theme"], themes["definition"], strict=True))
    return Given(
        labels,
        tuple(placed.tolist()),
        tuple(None if second == label else second for second, label in zip(seconds, labels, strict=True)),
        tuple(titles.get(theme, "") for theme in numbers),
        tuple(definitions.get(theme, "") for theme in numbers),
    )


def prefer_given(names: Sequence[Name], given: Given | None) -> list[Name]:
    """Names with the reader's titles; a title that somebody expects of the event stays.

    A code that fits a theme stays with it as well, so that it can be compared across events.
    """
    if given is None:
        return list(names)
    kept: list[Name] = []
    for place, (name, title, definition) in enumerate(
        zip(names, given.titles, given.definitions, strict=True)
    ):
        others = [other.title for other in (*kept, *names[place + 1 :])]
        expected = name.code is not None and name.code.expected
        if expected or not title or title.casefold() in (other.casefold() for other in others):
            kept.append(name)
        else:
            kept.append(dataclasses.replace(name, title=title, definition=definition, by_reader=True))
    return kept


def retitle_themes(themes: DataFrame[Themes], titles: DataFrame[ReaderThemes]) -> DataFrame[Themes]:
    """Draft themes with the titles and definitions that a reader gave to some of them.

    Args:
        themes: The draft themes.
        titles: By theme_id; none of a question is like another.
    """
    title_of = dict(zip(titles["theme"], titles["title"], strict=True))
    definition_of = dict(zip(titles["theme"], titles["definition"], strict=True))
    named = themes["theme_id"].isin(list(title_of))
    retitled = themes.copy()
    ids = themes.loc[named, "theme_id"]
    retitled.loc[named, "title"] = ids.map(title_of)
    retitled.loc[named, "summary"] = ids.map(definition_of)
    retitled.loc[named, "basis"] = "reader"
    return check_table(Themes, retitled)
