"""Codings and themes as they stand after review: the draft's rows, changed only where people changed them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
from pandera.typing.pandas import DataFrame

from pipeline.keeping.store import Vectors
from pipeline.review.replay.replay import Replayed
from pipeline.review.replay.titles import is_made_by_people, question_of
from pipeline.tables import SEPARATOR, Codings, SafeNotes, Themes, table_of

# By theme id: the ids of the notes that are its key points, and the terms that mark it out.
Described = Mapping[str, tuple[Sequence[str], Sequence[str]]]

_NEAREST = 3  # as in the draft: notes named as the answer to "why here?"
_POOL = 2000  # notes of a theme that are compared with each; of more, so many stand for all
_ROWS = 2048  # notes compared together: 16 MB for each thousand they are compared with
_MADE = "People gave this theme its title and its first notes."
_RENAMED = "People gave this theme its title."
_TOO_FEW = "Too few notes to divide into themes"

Row = dict[str, Any]


def rebuild_codings(drafts: DataFrame[Codings], replayed: Replayed, vectors: Vectors) -> DataFrame[Codings]:
    """The coding of every note after review; a note that nobody's decision reaches keeps its row.

    Args:
        drafts: The draft's codings.
        replayed: What people decided.
        vectors: One row per note, in the order of the drafts.
    """
    rows: list[Row] = list(drafts.to_dict("records"))  # type: ignore[arg-type]
    places: dict[str, list[int]] = {}
    for place, row in enumerate(rows):
        places.setdefault(replayed.theme_of[row["note_id"]], []).append(place)
    ids = [row["note_id"] for row in rows]
    changed = replayed.changed
    nearest: dict[int, list[int]] = {}
    for theme_id in changed:
        nearest |= _find_nearest(places.get(theme_id, []), vectors)
    rebuilt: list[Row] = []
    for place, row in enumerate(rows):
        note_id, theme_id = row["note_id"], replayed.theme_of[row["note_id"]]
        new = dict(row)
        others = [other for other in _split(row["other_themes"]) if other in places and other != theme_id]
        if note_id in replayed.second:
            chosen = replayed.second[note_id]
            others = [chosen, *(other for other in others if other != chosen)]
        if theme_id in changed or note_id in replayed.second:
            new["other_themes"] = SEPARATOR.join(others)
        if theme_id in changed:
            new["nearest"] = SEPARATOR.join(ids[other] for other in nearest[place])
        new["theme_id"] = theme_id
        if note_id in replayed.placed:
            new |= {"basis": "reviewed", "strength": 1.0, "weak": False}
        elif note_id in replayed.relocated:
            new |= {"strength": 0.0, "weak": True}
        elif note_id in replayed.taught:
            new["weak"] = True  # its strength was measured in another theme: to be checked
        rebuilt.append(new)
    return table_of(Codings, rebuilt)


def rebuild_themes(
    drafts: DataFrame[Themes],
    draft_codings: DataFrame[Codings],
    notes: DataFrame[SafeNotes],
    replayed: Replayed,
    described: Described,
) -> DataFrame[Themes]:
    """The themes after review, most notes first within each question.

    Args:
        drafts: The draft's themes.
        draft_codings: The draft's codings, in the order of the notes.
        notes: The notes as reports show them.
        replayed: What people decided.
        described: Key points and terms of the themes that have changed, at least.
    """
    drafted: dict[str, Row] = {str(row["theme_id"]): row for row in drafts.to_dict("records")}  # type: ignore[misc]
    changed = replayed.changed
    words = dict(zip(notes["note_id"], notes["words"], strict=True))
    once = draft_codings["raised_once"].tolist()
    members: dict[str, dict[str, list[int]]] = {
        question: {} for question in dict.fromkeys(drafts["question_id"])
    }
    for place, note_id in enumerate(words):
        theme_id = replayed.theme_of[note_id]
        members.setdefault(question_of(theme_id), {}).setdefault(theme_id, []).append(place)
    rows: list[Row] = []
    for question, themes in members.items():
        before = sum(row["question_id"] == question for row in drafted.values())
        own: list[Row] = []
        for theme_id, places in themes.items():
            row = dict(
                drafted.get(theme_id) or _new_row(theme_id, question, replayed.known_titles.get(theme_id, ""))
            )
            if theme_id in changed:
                points, terms = described[theme_id]
                row |= {
                    "notes": len(places),
                    "raised_once": sum(map(bool, (once[place] for place in places))),
                    "terms": SEPARATOR.join(terms),
                    "key_points": SEPARATOR.join(words[note_id] for note_id in points),
                    "key_point_ids": SEPARATOR.join(points),
                }
                if before == 1 and row["summary"].startswith(_TOO_FEW):
                    row["summary"] = ""
            else:  # the words may be shown otherwise than in the draft, where a person allowed names
                points = _split(row["key_point_ids"])
                row["key_points"] = SEPARATOR.join(words[note_id] for note_id in points)
            own.append(_name(row, replayed))
        own.sort(key=lambda row: (-int(row["notes"]), str(row["theme_id"])))
        rows += [{**row, "position": position} for position, row in enumerate(own, start=1)]
    return table_of(Themes, rows)


def _new_row(theme_id: str, question: str, title: str) -> Row:
    return {
        "theme_id": theme_id,
        "question_id": question,
        "position": 1,
        "title": title or theme_id,
        "summary": _MADE,
        "notes": 1,
        "raised_once": 0,
        "stability": "too few notes to tell",
        "basis": "reviewed" if is_made_by_people(theme_id) else "discovered",
        "code": "",
        "code_fit": 0.0,
        "terms": "",
        "key_points": "",
        "key_point_ids": "",
    }


def _name(row: Row, replayed: Replayed) -> Row:
    theme_id = row["theme_id"]
    title = replayed.titles.get(theme_id)
    if title is not None and title != row["title"]:
        # A code's definition explains the code's title, not the one a person chose instead.
        basis = "discovered" if row["basis"] in ("codebook", "reader") else row["basis"]
        summary = row["summary"] if row["summary"].startswith(_TOO_FEW) else _RENAMED
        row = {**row, "title": title, "summary": summary, "basis": basis}
    return {**row, "basis": "reviewed"} if theme_id in replayed.accepted else row


def _find_nearest(members: Sequence[int], vectors: Vectors) -> dict[int, list[int]]:
    """The nearest others of each note of a theme, the nearest first.

    Of a very large theme they are looked for among notes taken evenly from all of it: to compare each with
    each would take hours for a hundred thousand.
    """
    places = np.array(members, dtype=np.int64)
    pool = places[:: max(1, -(-len(places) // _POOL))]
    found: dict[int, list[int]] = {}
    for start in range(0, len(places), _ROWS):
        rows = places[start : start + _ROWS]
        near = np.round(vectors[rows] @ vectors[pool].T, 6)
        near[rows[:, None] == pool[None, :]] = -np.inf
        ranked = np.argsort(-near, axis=1, kind="stable")[:, :_NEAREST]  # ties: the first of the notes
        for row, (place, best) in enumerate(zip(rows.tolist(), ranked, strict=True)):
            found[place] = [int(pool[at]) for at in best if np.isfinite(near[row, at])]
    return found


def _split(cell: str) -> list[str]:
    return [part for part in cell.split(SEPARATOR) if part]
