"""What a note stands below in its list: "dial-a-ride stops at 4" says little without the bullet above it."""

from __future__ import annotations

from collections.abc import Iterator

import pandas as pd
from pandera.typing.pandas import DataFrame

from pipeline.tables import DETAIL_PLACEHOLDERS, Ledger
from pipeline.tables.contract import Row, list_rows
from pipeline.wording.notes import is_to_scribes

_LONGEST = 140  # characters; of a longer one the end is left out
_PASSED = ("blank", "continuation", "metadata", "boilerplate")  # roles of lines that end no list


def show_parents(notes: pd.DataFrame, ledger: DataFrame[Ledger]) -> dict[str, tuple[str, str]]:
    """For each note that stands below another, its words and id; below a line that introduces, that line.

    Nothing where any of it is left out of print.

    Args:
        notes: As they may be shown.
    """
    parents = dict(_find_parents(ledger))
    if not parents:
        return {}
    named = notes[notes["note_id"].isin({*parents, *parents.values()})]
    rows = {row["note_id"]: row for row in list_rows(named)}
    found = {}
    for note_id, above in parents.items():
        if note_id in rows and (said := _show(rows[note_id], rows.get(above))):
            found[note_id] = said, above
    return found


def shorten_lead(words: str) -> str:
    """In one line, the end left out where it is long; the same for the same words."""
    whole = " ".join(words.split())
    return whole if len(whole) <= _LONGEST else f"{whole[:_LONGEST].rsplit(' ', 1)[0]} …"


def _show(row: Row, above: Row | None) -> str:
    if above is None:
        words = row["lead_in"]
    elif (above["question_id"], above["table"]) != (row["question_id"], row["table"]):
        return ""
    else:
        words = above["words"]
        if above["masked"] or is_to_scribes(words):
            return ""
    return "" if any(mark in words for mark in DETAIL_PLACEHOLDERS.values()) else shorten_lead(words)


def _find_parents(ledger: DataFrame[Ledger]) -> Iterator[tuple[str, str]]:
    """Each note that stands below another line of its list, with that note’s id, or nothing if it is none."""
    if ledger["level"].where(ledger["form"].eq("item"), 0).nunique() < 2:
        return
    open_items: list[tuple[int, str, str]] = []
    source = ""
    columns = (ledger[name].tolist() for name in ("source", "role", "form", "level", "note_id"))
    for where, role, form, level, note_id in zip(*columns, strict=True):
        if where != source:
            source, open_items = where, []
        if role in _PASSED:
            continue
        if form != "item":
            open_items = []
            continue
        while open_items and open_items[-1][0] >= level:
            open_items.pop()
        if role == "note" and open_items and open_items[-1][1] in ("note", "lead_in"):
            yield note_id, open_items[-1][2]
        open_items.append((level, role, note_id if role == "note" else ""))
