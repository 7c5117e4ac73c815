"""What stands on the sorting board, before any of it is put into a page: what the workbook has, and more.

Only words that reports may show are in it: whoever has the file has no more than what is printed.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, cast

import numpy as np
import pandas as pd
from pandera.typing.pandas import DataFrame

from pipeline.keeping.workbooks import make_mark, show_text
from pipeline.review.review import Reviewed
from pipeline.review.workbook.contents import FIT_WEAK, FIT_WORDS, Contents
from pipeline.tables import OTHER_TITLE, Codings, are_themes
from pipeline.tables.vectors import Vectors, normalise

_NEAREST = 12  # notes of its question that are most like a note
_AT_ONCE = 1000  # notes compared with all others of their question in one step

Cell = dict[str, Any]


def gather_board(
    contents: Contents, reviewed: Reviewed, codings: DataFrame[Codings], vectors: Vectors
) -> Cell:
    """Put the board's contents together.

    Args:
        contents: What the review workbook holds.
        reviewed: The event after review.
        codings: One row per note.
        vectors: One row of length one per note, in the order of the codings.
    """
    places = {note_id: place for place, note_id in enumerate(codings["note_id"])}
    listed = contents.notes.assign(order=range(len(contents.notes)))
    listed = listed.sort_values("note_id", key=lambda note_ids: note_ids.map(places), kind="stable")
    unsorted = set(reviewed.themes.loc[~are_themes(reviewed.themes), "theme_id"])  # no themes
    near = _find_near(listed, places, vectors)
    replayed = reviewed.replayed
    return {
        "event": contents.event_id,
        "mark": make_mark(contents.event_id),
        "title": show_text(contents.title),
        "subtitle": show_text(contents.subtitle),
        "leftOut": contents.left_out,
        "fits": FIT_WORDS,
        "questions": [{"id": one, "text": show_text(words)} for one, words in contents.questions],
        "themes": [
            {
                "id": theme.theme_id,
                "question": theme.question_id,
                "shortly": show_text(theme.question),
                "title": show_text(theme.title),
                "definition": show_text(theme.summary),
                "status": show_text(theme.status),
                "accepted": bool(theme.accepted),
                "other": theme.title.startswith(OTHER_TITLE),
                "unsorted": theme.theme_id in unsorted,
            }
            for theme in cast("Iterable[Any]", contents.themes.itertuples())
        ],
        "notes": [
            {
                "id": note.note_id,
                "question": note.question_id,
                "table": show_text(note.table),
                "kind": note.kind,
                "words": show_text(note.words),
                "theme": note.theme_id,
                "fit": note.fit,
                "why": show_text(note.why),
                "order": note.order,
                "unsure": note.fit == FIT_WEAK,
                "near": near[note.note_id],
            }
            for note in cast("Iterable[Any]", listed.itertuples())
        ],
        # Under which id a theme of an older board is found now, and the files that were taken up.
        "now": {theme: replayed.follow(theme) for theme in sorted(replayed.merged)},
        "taken": sorted({one.review.source.rpartition("/")[2] for one in replayed.decisions}),
    }


def _find_near(
    listed: pd.DataFrame, places: Mapping[str, int], vectors: Vectors
) -> dict[str, list[list[Any]]]:
    """Of each note those of its question that are most like it: id and similarity in hundredths."""
    found: dict[str, list[list[Any]]] = {}
    for _, asked in listed.groupby("question_id", sort=False):
        note_ids = asked["note_id"].tolist()
        near = find_nearest(vectors[[places[note_id] for note_id in note_ids]])
        for note_id, others in zip(note_ids, near, strict=True):
            found[note_id] = [[note_ids[place], alike] for place, alike in others]
    return found


def find_nearest(vectors: Vectors) -> list[list[tuple[int, int]]]:
    """Of each note of a question the notes most like it: place and similarity in hundredths."""
    own = vectors.astype(np.float64)
    # What all notes of a question share says nothing about which of them are alike.
    apart = normalise(own - own.mean(axis=0))
    found = []
    for start in range(0, len(own), _AT_ONCE):
        alike = np.round(apart[start : start + _AT_ONCE] @ apart.T, 4)
        alike[np.arange(len(alike)), np.arange(start, start + len(alike))] = -np.inf
        nearest = np.argsort(-alike, axis=1, kind="stable")[:, :_NEAREST]
        found += [
            [(place, round(float(row[place]) * 100)) for place in places if row[place] > 0]
            for row, places in zip(alike, nearest.tolist(), strict=True)
        ]
    return found
