"""Themes that a language model takes for one: what it is shown of a series, and what becomes of its pairs.

None is put together for it: what it says of the same themes can change with every event that is added, and
the ids of a series must not. So its pairs are listed with their evidence, for people to decide.
"""

from __future__ import annotations

import itertools
from collections.abc import Mapping, Sequence

import pandas as pd
from pandera.typing.pandas import DataFrame

from pipeline.series import SeriesDecisions
from pipeline.series.collate import find_nearest
from pipeline.series.events import EventTheme, FrameworkCode, list_questions_themes
from pipeline.tables import SEPARATOR, EventTables, ModelMatches, SeriesTables, ThemesToMatch, table_of
from pipeline.tables.contract import Row

_CODE = "a code"
_QUOTED = ("“", '"', "«", "„")


def list_to_match(
    tables: SeriesTables, events: Sequence[EventTables], codes: Sequence[FrameworkCode]
) -> DataFrame[ThemesToMatch]:
    """The themes to be matched, the most widely raised first; none where there is one event.

    Themes that are in one question of an event were told apart there, and themes with a code each by their
    codes. Only a code's definition is shown, or one that a model wrote: other summaries quote notes.
    """
    written = pd.concat([event.themes[event.themes["basis"] == "model"] for event in events])
    own_words = {
        theme_id: summary
        for theme_id, summary in zip(written["theme_id"], written["summary"], strict=True)
        if summary and not any(sign in summary for sign in _QUOTED)
    }
    members = tables.members.assign(own=[own_words.get(part, "") for part in tables.members["theme_id"]])
    questions = members.groupby("series_theme_id")["question_id"].agg(set)
    said = (
        members[members["own"] != ""].drop_duplicates("series_theme_id").set_index("series_theme_id")["own"]
    )
    defined = {code.code: code.definition for code in codes}
    themes = tables.themes[tables.themes["divided"] & (len(tables.events) > 1)]
    rows: list[Row] = [
        {
            "series_theme_id": theme_id,
            "title": title,
            "definition": defined.get(code) or said.get(theme_id, ""),
            "apart": SEPARATOR.join(sorted(questions[theme_id] | ({_CODE} if code else set()))),
        }
        for theme_id, title, code in zip(
            *(themes[name] for name in ("series_theme_id", "title", "code")), strict=True
        )
    ]
    return table_of(ThemesToMatch, rows)


def take_matches(
    pairs: Sequence[tuple[str, str]],
    tables: SeriesTables,
    events: Sequence[EventTables],
    decisions: SeriesDecisions,
) -> DataFrame[ModelMatches]:
    """The pairs that people have not decided on, with their evidence: the nearest in meaning first.

    Args:
        pairs: Ids of series themes, every pair once.
        tables: The series as it is without the model.
    """
    known = {
        theme.theme_id: theme
        for event in events
        for question in list_questions_themes(event)
        for theme in question
    }
    parts: dict[str, list[EventTheme]] = {}
    for theme_id, part in zip(tables.members["series_theme_id"], tables.members["theme_id"], strict=True):
        parts.setdefault(theme_id, []).append(known[part])
    near = {
        frozenset(pair) for pair in zip(tables.near["series_theme_id"], tables.near["near_id"], strict=True)
    }
    rows: list[Row] = []
    for one, other in pairs:
        if one == other or _are_apart(one, other, parts, decisions):
            continue
        mine, theirs = _find_opener(parts[one], one), _find_opener(parts[other], other)
        note, to = find_nearest(mine, theirs)
        rows.append(
            {
                "series_theme_id": one,
                "near_id": other,
                "similarity": round(float(mine.centre[0] @ theirs.centre[0]), 3),
                "also_near": frozenset((one, other)) in near,
                "nearest_note": note,
                "nearest_to": to,
            }
        )
    rows.sort(key=lambda row: (-row["similarity"], row["series_theme_id"], row["near_id"]))
    return table_of(ModelMatches, rows)


def _are_apart(
    one: str, other: str, parts: Mapping[str, Sequence[EventTheme]], decisions: SeriesDecisions
) -> bool:
    """Whether people said that something in one is not something in the other."""
    mine, theirs = (
        {theme_id, *itertools.chain.from_iterable((part.theme_id, part.code) for part in parts[theme_id])}
        for theme_id in (one, other)
    )
    return any(
        first in mine and second in theirs
        for said in decisions.different
        for first, second in itertools.permutations(said.themes, 2)
    )


def _find_opener(parts: Sequence[EventTheme], theme_id: str) -> EventTheme:
    return next((part for part in parts if part.theme_id == theme_id), parts[0])
