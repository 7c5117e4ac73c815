"""What notebooks ask of a finished event beyond its tables: what is near what, and what if.

Functions over tables and vectors; nothing here is kept or changes what a run has written.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import pandas as pd
from pandera.typing.pandas import DataFrame

from pipeline.agreement.groupings import count_moves, measure_rand
from pipeline.errors import SourceError
from pipeline.report.event.note_map import lay_out_notes
from pipeline.settings import ThemeSettings
from pipeline.tables import SEPARATOR, Codings, SafeNotes, Themes
from pipeline.tables.notes import Labels, Vectors
from pipeline.themes.group import find_centres
from pipeline.themes.strength import measure_closeness, measure_stability


@dataclass(frozen=True)
class Draft:
    """A draft made anew beside the one that is kept, before anybody decided anything."""

    codings: DataFrame[Codings]  # one row per note: its theme, strength, and why
    themes: DataFrame[Themes]
    codebook_fit: str  # how well its codebook fits, in a sentence or two


@dataclass(frozen=True)
class Question:
    """The notes of one question with the themes they have."""

    notes: DataFrame[SafeNotes]
    vectors: Vectors
    mixed: Vectors  # the same with their context, as they are grouped
    themes: pd.DataFrame  # its themes, those with most notes first
    labels: np.ndarray[tuple[int], np.dtype[np.int64]]  # for each note the row of its theme


def explain_theme(
    theme_id: str, safe_notes: DataFrame[SafeNotes], codings: DataFrame[Codings], themes: DataFrame[Themes]
) -> pd.DataFrame:
    """Why each note is in a theme: how clearly, the notes of the theme nearest to it, themes nearly as near.

    Raises:
        SourceError: If there is no such theme.
    """
    if theme_id not in set(themes["theme_id"]):
        raise SourceError("there is no such theme", where=theme_id, remedy="Take one of event.themes.")
    words = dict(zip(safe_notes["note_id"], safe_notes["words"], strict=True))
    titles = dict(zip(themes["theme_id"], themes["title"], strict=True))
    inside = codings[codings["theme_id"] == theme_id].sort_values("strength", kind="stable")
    return pd.DataFrame(
        {
            "words": inside["note_id"].map(words),
            "strength": inside["strength"],
            "weak": inside["weak"],
            "raised_once": inside["raised_once"],
            "nearest": [_look_up(ids, words) for ids in inside["nearest"]],
            "also_near": [_look_up(ids, titles) for ids in inside["other_themes"]],
        }
    ).reset_index(drop=True)


def pair_themes(question: Question) -> pd.DataFrame:
    """Each pair of a question's themes with their similarity (-1 to 1), those most alike first.

    The cosine of their centres, as the notes were grouped: what all notes share is taken off, so that 0
    says that two themes have no more in common than any two of the question.
    """
    centres = find_centres(question.mixed, question.labels)
    alike = centres @ centres.T
    titles = question.themes["title"].tolist()
    pairs = [
        {"theme": titles[one], "other": titles[other], "similarity": round(float(alike[one, other]), 3)}
        for one in range(len(titles))
        for other in range(one + 1, len(titles))
    ]
    found = pd.DataFrame(pairs, columns=["theme", "other", "similarity"])
    return found.sort_values("similarity", ascending=False, kind="stable", ignore_index=True)


def lay_out_question(question: Question) -> pd.DataFrame:
    """Each note of a question with its place on the report's map: words, theme, x and y."""
    places = np.zeros((len(question.notes), 2))
    if len(question.themes) > 1:
        places, _ = lay_out_notes(question.vectors.astype(np.float64), question.labels.astype(np.intp))
    titles = question.themes["title"].tolist()
    return pd.DataFrame(
        {
            "words": question.notes["words"].tolist(),
            "theme": [titles[label] for label in question.labels.tolist()],
            "x": places[:, 0],
            "y": places[:, 1],
        }
    )


def measure_themes(question: Question, settings: ThemeSettings) -> pd.DataFrame:
    """How much of each theme is still together when notes are left out, how alike they are, and the word."""
    overlap = measure_stability(question.mixed, question.labels, settings)
    closeness = measure_closeness(question.mixed, question.labels)
    themes = question.themes[["theme_id", "title", "notes", "stability"]]
    measured = {"overlap": np.round(overlap, 2), "closeness": np.round(closeness, 2)}
    return themes.assign(**measured).reset_index(drop=True)


def try_numbers(question: Question, drafts: Mapping[int, Labels], settings: ThemeSettings) -> pd.DataFrame:
    """What other numbers of themes would give, beside the themes the notes have.

    Args:
        drafts: The theme of each note, by the number of themes looked for among those that no heading sorts.

    Returns:
        One row per number: themes there would be, those of headings and "Other points" among them, notes in
        the smallest and largest, how many notes would move, how alike the two sortings are (ARI, 1 for the
        same) and the mean overlap of its themes when notes are left out (0 to 1).
    """
    rows = []
    for number, labels in drafts.items():
        sizes = np.bincount(labels)
        present, other = question.labels.tolist(), labels.tolist()
        rows.append(
            {
                "asked": number,
                "themes": len(sizes),
                "smallest": int(sizes.min()),
                "largest": int(sizes.max()),
                "notes_to_move": count_moves(present, other),
                "ari": round(measure_rand(present, other), 2),
                "overlap": round(float(measure_stability(question.mixed, labels, settings).mean()), 2),
            }
        )
    return pd.DataFrame(rows)


def name_beside(own: Draft, drafts: Mapping[str, Draft]) -> pd.DataFrame:
    """What codebooks would call the same themes: a codebook never decides which notes are together.

    Args:
        drafts: Drafts of the same event with the same number of themes, by their codebooks' names.

    Returns:
        One row per theme: its notes, its title in people's own words, and by codebook the title of the
        code that names it; empty where none does.
    """
    members = own.codings.drop_duplicates("theme_id")  # one note of each theme leads to it in every draft
    found = own.themes.set_index("theme_id")[["question_id", "notes", "title"]]
    for name, draft in drafts.items():
        named = draft.themes["title"].where(draft.themes["basis"] == "codebook", "")
        titles = dict(zip(draft.themes["theme_id"], named, strict=True))
        given = draft.codings.loc[members.index, "theme_id"].map(titles)
        found = found.assign(**{name: pd.Series(given.tolist(), index=members["theme_id"])})
    return found.rename(columns={"title": "own words"}).reset_index(drop=True)


def ask_for(number: int, settings: ThemeSettings) -> ThemeSettings:
    """Settings that look for this many themes in every question that is divided at all."""
    return dataclasses.replace(settings, most_themes=number, themes_per_root=float(number))


def _look_up(ids: str, words: Mapping[str, str]) -> str:
    """The words of joined ids, joined as they were."""
    return SEPARATOR.join(words[one] for one in ids.split(SEPARATOR) if one in words)
