"""Describes themes that people made or changed: they get what drafted ones have."""

from __future__ import annotations

from collections.abc import Set

import pandas as pd
from pandera.typing.pandas import DataFrame

from pipeline.tables import Codings, NoteLanguage
from pipeline.tables.vectors import Vectors
from pipeline.themes.name.terms import list_terms
from pipeline.themes.strength import choose_key_points, order_by_centrality


def describe_themes(
    codings: DataFrame[Codings],
    language: DataFrame[NoteLanguage],
    vectors: Vectors,
    changed: Set[str],
    most: int,
) -> dict[str, tuple[list[str], list[str]]]:
    """Key points and terms of the themes of every question that has a changed theme, by theme id.

    Args:
        codings: One row per note, with the theme it is in now.
        language: The terms of the same notes.
        vectors: One row per note.
        changed: Ids of the themes that have lost or won a note.
        most: Key points of a theme, at most.

    Returns:
        For each theme the ids of the notes that are its key points, most central first, and its
        characteristic terms, strongest first.
    """
    described: dict[str, tuple[list[str], list[str]]] = {}
    for _, own in codings.groupby("question_id", sort=False):
        if changed.isdisjoint(own["theme_id"]):
            continue
        places = own.index.to_numpy()
        groups, names = pd.factorize(own["theme_id"])
        note_ids, near = own["note_id"].tolist(), vectors[places]
        terms = list_terms(language["terms"].iloc[places].tolist(), groups)
        for name, central, words in zip(names, order_by_centrality(near, groups), terms, strict=True):
            points = choose_key_points(central, near, most)
            described[str(name)] = ([note_ids[place] for place in points], words)
    return described
