"""The sorting board: a page on which people sort the notes of an event as they sort post-its on a wall.

It holds what the workbook has, and more, as data in one page that fetches nothing; only words that reports
may show are in it: whoever has the file has no more than what is printed.
"""

from __future__ import annotations

import base64
import hashlib
import json
import re
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any, cast

import numpy as np
import pandas as pd
from pandera.typing.pandas import DataFrame

from pipeline.keeping.workbooks import make_mark, show_text
from pipeline.review.review import Reviewed
from pipeline.review.workbook.contents import FIT_WEAK, FIT_WORDS, Contents
from pipeline.tables import OTHER_TITLE, Codings, are_themes
from pipeline.tables.notes import Vectors, normalise

_NEAREST = 12  # notes of its question that are most like a note
_AT_ONCE = 1000  # notes compared with all others of their question in one step

Cell = dict[str, Any]


def gather_board(contents: Contents, reviewed: Reviewed, vectors: Vectors) -> Cell:
    """Put the board's contents together."""
    places = {note_id: place for place, note_id in enumerate(reviewed.codings["note_id"])}
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


_HERE = Path(__file__).parent
# In the order in which they are put together: each uses only what stands above it.
SCRIPTS = (
    "state.js", "csv.js", "keep.js", "near.js", "say.js", "cards.js", "columns.js",
    "dialogs.js", "keys.js", "drag.js", "start.js",
)  # fmt: skip


def write_board(contents: Cell) -> bytes:
    """The sorting board of an event as a web page: the same bytes for the same contents."""
    page, style = _read("board.html"), _read("board.css")
    script = '"use strict";\n' + "".join(f"// {name}\n{_read(name)}" for name in SCRIPTS)
    data = json.dumps(contents, ensure_ascii=True, sort_keys=True, separators=(",", ":"))
    for sign in "<>&":  # nothing in a note ends the block it stands in
        data = data.replace(sign, f"\\u{ord(sign):04x}")
    parts = {
        "STYLE": style,
        "STYLE_HASH": _hash(style),
        "SCRIPT": script,
        "SCRIPT_HASH": _hash(script),
        "DATA": data,
    }
    return re.sub(r"{{ (\w+) }}", lambda place: parts[place[1]], page).encode("utf-8")


def _read(name: str) -> str:
    return (_HERE / name).read_text(encoding="utf-8")


def _hash(text: str) -> str:
    digest = hashlib.sha256(text.encode("utf-8")).digest()
    return f"sha256-{base64.b64encode(digest).decode('ascii')}"
