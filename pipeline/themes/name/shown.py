"""Which notes show a theme's title best: the order in which a report quotes them."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt
from pandera.typing.pandas import DataFrame

from pipeline.tables import OTHER, SEPARATOR, Codings, SafeNotes, Themes, check_table
from pipeline.tables.notes import Embed, Vectors
from pipeline.themes.name.titles import QUOTED
from pipeline.themes.name.words import PLACEHOLDER, find_content, same_word

_MOST = 20  # notes named for a theme
_POOL = 2000  # notes of a theme that are weighed; of more, so many stand for all
_WORDS = 0.3  # what it adds to nearness (cosine) that a note uses all content words of the title
_SAME_PLACE = 0.12  # what a note loses whose table and kind have been shown already: people hear others too
_LENGTH = (4, 30)  # words of a note that can be quoted whole and says something
_LOST = 0.15  # what it loses that it has fewer, or more


def order_shown(
    themes: DataFrame[Themes],
    codings: DataFrame[Codings],
    safe_notes: DataFrame[SafeNotes],
    vectors: Vectors,
    embed: Embed,
) -> DataFrame[Themes]:
    """Themes with the notes that best show their titles; "Other points" has no title to show.

    Args:
        themes: Under the titles they will be printed with.
    """
    if not len(themes):
        return themes
    titles = embed(themes["title"].tolist())
    places = codings.groupby("theme_id").indices
    shown = []
    for theme_id, title, vector in zip(themes["theme_id"], themes["title"], titles, strict=True):
        own = places.get(theme_id, np.zeros(0, dtype=np.int64))
        own = own[:: max(1, -(-len(own) // _POOL))]
        if theme_id.endswith(OTHER) or not len(own):
            shown.append("")
            continue
        ids, words, *stands = (
            column.iloc[own].tolist()
            for column in (codings["note_id"], *(safe_notes[name] for name in ("words", "table", "kind")))
        )
        scores = weigh_notes(title, words, vectors[own] @ vector)
        order = _take_turns(scores, list(zip(*stands, strict=True)))
        shown.append(SEPARATOR.join(ids[place] for place in order))
    return check_table(Themes, themes.assign(shown=shown))


def weigh_notes(title: str, words: Sequence[str], near: npt.NDArray[np.floating]) -> npt.NDArray[np.float64]:
    """How well each note shows a title: nearness, words in common, and a length that can be quoted."""
    content = find_content(title)
    scores = near.astype(np.float64)
    for place, text in enumerate(words):
        plain = PLACEHOLDER.sub(" ", text)
        length = len(plain.split())
        scores[place] -= _LOST * (not _LENGTH[0] <= length <= _LENGTH[1]) + (length == 0)
        if title.startswith(QUOTED[0]) and plain.strip().startswith(title.strip("“” …")):
            scores[place] -= 1.0  # it stands in the title already
        if content:
            used = find_content(plain)
            met = sum(any(same_word(word, other) for other in used) for word in content)
            scores[place] += _WORDS * met / len(content)
    return np.round(scores, 6)


def _take_turns(scores: npt.NDArray[np.float64], stands: Sequence[tuple[str, str]]) -> list[int]:
    """The best note, then each time the best of those left, others than those shown going first."""
    left, taken, met = scores.copy(), list[int](), set[tuple[str, str]]()
    while len(taken) < min(_MOST, len(scores)):
        lost = np.array([_SAME_PLACE * (stand in met) for stand in stands])
        best = int(np.argmax(left - lost))
        taken.append(best)
        met.add(stands[best])
        left[best] = -np.inf
    return taken
