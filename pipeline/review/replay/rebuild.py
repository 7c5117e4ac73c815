"""Codings and themes as they stand after review: the draft's rows, changed only where people changed them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd
from pandera.typing.pandas import DataFrame

from pipeline.review.replay.draft import is_made_by_people, question_of
from pipeline.review.replay.replay import Replayed
from pipeline.tables import OTHER, OTHER_TITLE, SEPARATOR, Codings, SafeNotes, Themes, check_table, columns_of
from pipeline.tables.contract import Row, split_cell
from pipeline.tables.vectors import Vectors

# By theme id: the ids of the notes that are its key points, and the terms that mark it out.
Described = Mapping[str, tuple[Sequence[str], Sequence[str]]]

_NEAREST = 3  # as in the draft: notes named as the answer to "why here?"
_POOL = 2000  # notes of a theme that are compared with each; of more, so many stand for all
_ROWS = 2048  # notes compared together: 16 MB for each thousand they are compared with
_MADE = "People gave this theme its title and its first notes."
_RENAMED = "People gave this theme its title."
# How a summary begins of the notes of a question that is not divided.
_UNDIVIDED = ("Too few notes to divide into themes", "No themes were found in these notes")


def rebuild_codings(drafts: DataFrame[Codings], replayed: Replayed, vectors: Vectors) -> DataFrame[Codings]:
    """The coding of every note after review; a note that nobody's decision reaches keeps its row."""
    note_ids = drafts["note_id"]
    codings: Any = drafts.assign(theme_id=note_ids.map(replayed.theme_of))
    changed = codings["theme_id"].isin(replayed.changed)
    live = replayed.live()
    touched = changed | note_ids.isin(replayed.second)
    codings.loc[touched, "other_themes"] = [
        _list_others(row, replayed.second.get(row.note_id, ""), live) for row in codings[touched].itertuples()
    ]
    nearest, ids = drafts["nearest"].tolist(), note_ids.to_numpy()
    for _, own in codings[changed].groupby("theme_id"):
        for place, near in _find_nearest(own.index.to_numpy(), vectors):
            nearest[place] = SEPARATOR.join(ids[near])
    codings["nearest"] = nearest
    placed = note_ids.isin(replayed.placed)
    relocated = note_ids.isin(replayed.relocated) & ~placed
    # The strength of a note that was taught was measured in another theme: to be checked.
    codings["weak"] = (codings["weak"] | relocated | note_ids.isin(replayed.taught)) & ~placed
    codings.loc[placed, ["basis", "strength"]] = ["reviewed", 1.0]
    codings.loc[relocated, "strength"] = 0.0
    return check_table(Codings, codings)


def _list_others(row: Any, second: str, live: set[str]) -> str:
    """The other themes of a note that has changed: the second theme a person chose comes first."""
    others = [other for other in split_cell(row.other_themes) if other in live and other != row.theme_id]
    if second:
        others = [second, *(other for other in others if other != second)]
    return SEPARATOR.join(others)


def rebuild_themes(
    drafts: DataFrame[Themes],
    codings: DataFrame[Codings],
    shown: DataFrame[SafeNotes],
    replayed: Replayed,
    described: Described,
) -> DataFrame[Themes]:
    """The themes after review, most notes first within each question, "Other points" last.

    Args:
        described: Key points and terms of the themes that have changed, at least.
    """
    lists = (*drafts["key_point_ids"].map(split_cell), *(ids for ids, _ in described.values()))
    named = shown[shown["note_id"].isin([note_id for ids in lists for note_id in ids])]
    words = dict(zip(named["note_id"], named["words"], strict=True))
    drafted: dict[str, Row] = {str(row["theme_id"]): row for row in drafts.to_dict("records")}  # type: ignore[misc]
    before = drafts["question_id"].value_counts()
    order = {question: place for place, question in enumerate(drafts["question_id"].unique())}
    rows: list[Row] = []
    for key, own in codings.groupby("theme_id"):
        theme_id = str(key)
        row = drafted.get(theme_id) or _new_row(theme_id, replayed.known.title_of(theme_id))
        if theme_id in replayed.changed:
            points, terms = described[theme_id]
            row |= {
                "notes": len(own),
                "raised_once": own["raised_once"].sum(),
                "terms": SEPARATOR.join(terms),
                "key_point_ids": SEPARATOR.join(points),
            }
            if before[row["question_id"]] == 1 and row["summary"].startswith(_UNDIVIDED):
                row["summary"] = ""
        # The words may be shown otherwise than in the draft, where a person allowed names.
        row["key_points"] = SEPARATOR.join(words[note_id] for note_id in split_cell(row["key_point_ids"]))
        rows.append(_name(row, replayed) | {"shown": ""})  # once the titles are final
    rows.sort(
        key=lambda row: (
            order[row["question_id"]], row["theme_id"].endswith(OTHER), -row["notes"], row["theme_id"]
        )
    )  # fmt: skip
    themes = pd.DataFrame(rows, columns=columns_of(Themes))
    return check_table(Themes, themes.assign(position=themes.groupby("question_id").cumcount() + 1))


def _new_row(theme_id: str, title: str) -> Row:
    return {
        "theme_id": theme_id,
        "question_id": question_of(theme_id),
        "title": OTHER_TITLE if theme_id.endswith(OTHER) else title or theme_id,
        "summary": "" if theme_id.endswith(OTHER) else _MADE,
        "stability": "too few notes to tell",
        "basis": "reviewed"
        if is_made_by_people(theme_id)
        else "other"
        if theme_id.endswith(OTHER)
        else "discovered",
        "code": "",
        "code_fit": 0.0,
    }


def _name(row: Row, replayed: Replayed) -> Row:
    """A theme's row under the title a person gave it, and whether a person accepted it."""
    theme_id = row["theme_id"]
    title = replayed.titles.get(theme_id)
    if title is not None and title != row["title"]:
        # A code's definition explains the code's title, not the one a person chose instead.
        basis = "discovered" if row["basis"] in ("heading", "codebook", "model", "other") else row["basis"]
        summary = row["summary"] if row["summary"].startswith(_UNDIVIDED) else _RENAMED
        row = {**row, "title": title, "summary": summary, "basis": basis}
    if theme_id.endswith(OTHER) and row["title"] == OTHER_TITLE:  # no theme, whoever has looked at it
        return {**row, "basis": "other"}
    return {**row, "basis": "reviewed"} if theme_id in replayed.accepted else row


def _find_nearest(
    members: npt.NDArray[np.int64], vectors: Vectors
) -> Iterator[tuple[int, npt.NDArray[np.int64]]]:
    """The nearest others of each note of a theme, the nearest first.

    Of a very large theme they are looked for among notes taken evenly from all of it: to compare each with
    each would take hours for a hundred thousand.
    """
    pool = members[:: max(1, -(-len(members) // _POOL))]
    for start in range(0, len(members), _ROWS):
        rows = members[start : start + _ROWS]
        near = np.round(vectors[rows] @ vectors[pool].T, 6)
        near[rows[:, None] == pool[None, :]] = -np.inf
        ranked = np.argsort(-near, axis=1, kind="stable")[:, :_NEAREST]  # ties: the first of the notes
        for place, best, closeness in zip(rows.tolist(), ranked, near, strict=True):
            yield place, pool[best[np.isfinite(closeness[best])]]
