"""The organisers' own summary beside the notes and the draft themes.

Similarity is the cosine of two texts' vectors after taking off the mean of the notes of the question:
what they all have in common says nothing on whether a point is among them.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from pandera.typing.pandas import DataFrame
from threadpoolctl import threadpool_limits

from pipeline.agreement.summary_points import Point
from pipeline.settings import AgreementSettings
from pipeline.tables import (
    SEPARATOR,
    VERDICTS,
    Codings,
    SafeNotes,
    SummaryPoints,
    SummaryThemes,
    Themes,
    table_of,
)
from pipeline.tables.vectors import Vectors, normalise
from pipeline.wording.likeness import fold_words

_FOUND, _NOT_SURE, _TOO_FEW = VERDICTS
_SAME_HEADING = 0.6  # share of the words of a heading and a title from which they say the same


@dataclass(frozen=True)
class _Near:
    """What the notes hold of one point."""

    verdict: str
    similarity: float
    notes: tuple[str, ...]
    similarities: tuple[float, ...]
    themes: tuple[str, ...]


def compare_summary(
    points: Sequence[Point],
    safe_words: Sequence[str],
    point_vectors: Vectors,
    safe_notes: DataFrame[SafeNotes],
    vectors: Vectors,
    codings: DataFrame[Codings],
    themes: DataFrame[Themes],
    settings: AgreementSettings,
) -> tuple[DataFrame[SummaryPoints], DataFrame[SummaryThemes]]:
    """Say for each point of the organisers' summary what the notes hold of it, and the other way round.

    The draft themes are read only: the summary never influences them.

    Args:
        point_vectors: Of these words, one row per point.

    Returns:
        One row per point, and one per draft theme; both empty where there is no summary.
    """
    if not points:
        return table_of(SummaryPoints, []), table_of(SummaryThemes, [])
    theme_of = dict(zip(codings["note_id"], codings["theme_id"], strict=True))
    notes = list(zip(safe_notes["note_id"], safe_notes["question_id"], strict=True))
    # Sums over several threads are added in another order: one thread keeps the last bits the same.
    with threadpool_limits(limits=1):
        found = [
            _search(point.question_id, vector, notes, vectors, theme_of, settings)
            for point, vector in zip(points, point_vectors, strict=True)
        ]
    rows = [
        _row(number, point, words, near)
        for number, (point, words, near) in enumerate(zip(points, safe_words, found, strict=True), start=1)
    ]
    near_notes = {note_id for near in found for note_id in near.notes}
    headings = dict.fromkeys((point.question_id, point.heading) for point in points if point.heading)
    theme_rows = [
        {
            "theme_id": theme["theme_id"],
            "question_id": theme["question_id"],
            "title": theme["title"],
            "notes": theme["notes"],
            "notes_near": sum(theme_of[note] == theme["theme_id"] for note in near_notes),
            "points": sum(theme["theme_id"] in near.themes for near in found),
            "headings": SEPARATOR.join(
                heading
                for question_id, heading in headings
                if question_id in ("", theme["question_id"]) and _is_same(heading, theme["title"])
            ),
        }
        for theme in themes.to_dict("records")
    ]
    return table_of(SummaryPoints, rows), table_of(SummaryThemes, theme_rows)


def _is_same(heading: str, title: str) -> bool:
    """Whether a title says what a heading says, in the same words."""
    mine, theirs = set(fold_words(heading)), set(fold_words(title))
    return bool(mine) and len(mine & theirs) >= _SAME_HEADING * len(mine | theirs)


def _search(
    question_id: str,
    vector: Vectors,
    notes: Sequence[tuple[str, str]],
    vectors: Vectors,
    theme_of: dict[str, str],
    settings: AgreementSettings,
) -> _Near:
    """What the notes hold of one point: those of its question, or all where it names none."""
    chosen = [place for place, (_, question) in enumerate(notes) if question_id in ("", question)]
    if len(chosen) < settings.fewest_notes:
        return _Near(_TOO_FEW, 0.0, (), (), ())
    mean = vectors[chosen].mean(axis=0)
    centred = normalise(vectors[chosen] - mean)
    own = normalise(vector - mean)
    similarities = np.round((centred @ own).astype(float), 4)  # what is shown decides, and ties are ties
    order = np.argsort(-similarities, kind="stable")
    best = float(similarities[order[0]])
    ids = [notes[place][0] for place in chosen]
    nearest = order[: settings.nearest_notes].tolist()
    return _Near(
        _FOUND if best >= settings.found else _NOT_SURE,
        best,
        tuple(ids[place] for place in nearest),
        tuple(float(similarities[place]) for place in nearest),
        _nearest_themes(own, centred, [theme_of[note_id] for note_id in ids], settings.second_theme),
    )


def _nearest_themes(own: Vectors, centred: Vectors, labels: Sequence[str], margin: float) -> tuple[str, ...]:
    """The theme whose notes, taken together, are nearest, and those nearly as near."""
    fits = {}
    for theme in dict.fromkeys(labels):
        middle = centred[[label == theme for label in labels]].mean(axis=0)
        fits[theme] = round(float(middle @ own) / max(float(np.linalg.norm(middle)), 1e-9), 4)
    best = max(fits.values())
    near = [theme for theme, fit in fits.items() if fit == best or fit > best - margin]
    return tuple(sorted(near, key=lambda theme: -fits[theme]))


def _row(number: int, point: Point, safe_words: str, near: _Near) -> dict[str, Any]:
    return {
        "point_id": f"s-{number:03d}",
        "question_id": point.question_id,
        "heading": point.heading,
        "text": point.text,
        "words": point.words,
        "safe_words": safe_words,
        "verdict": near.verdict,
        "similarity": near.similarity,
        "theme_ids": SEPARATOR.join(near.themes),
        "note_ids": SEPARATOR.join(near.notes),
        "similarities": SEPARATOR.join(f"{value:.2f}" for value in near.similarities),
        "source": point.source,
        "locator": point.locator,
        "line": point.line,
    }
