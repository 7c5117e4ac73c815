"""What must hold between the tables of an event or a series: every note is there, and counts agree.

Each function gives one line for each thing that is wrong: where, and what; never participants' words.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping

import pandas as pd

from pipeline.tables import SEPARATOR
from pipeline.tables.contract import split_cell

Tables = Mapping[str, pd.DataFrame]

# Tables with one row per note, in the order of the notes.
_PER_NOTE = ("safe_notes", "note_language", "shown_notes", "draft_codings", "codings", "coded_notes")


def check_notes(tables: Tables, vectors: int) -> Iterator[str]:
    """Every note once in every table, each a line of the ledger and each line of the ledger a note."""
    notes = tables["notes"]["note_id"].tolist()
    for name in _PER_NOTE:
        found = tables[name]["note_id"].tolist()
        if found != notes:
            yield f"{name}: {_say_difference(notes, found)}"
    if vectors != len(notes):
        yield f"vectors: {vectors} rows for {len(notes)} notes"
    ledger = tables["ledger"]
    lines = set(ledger.loc[ledger["role"] == "note", "note_id"])
    if lines != set(notes):
        yield f"ledger: {_say_difference(notes, sorted(lines))}"
    yield from _check_count(tables["sources"], "source", tables["notes"]["source"], "sources", "notes")
    yield from _check_count(
        tables["questions"], "question_id", tables["notes"]["question_id"], "questions", "notes"
    )


def check_themes(tables: Tables, themes: str, codings: str) -> Iterator[str]:
    """Every theme has the notes it says, every note a theme of its own question."""
    found, coded = tables[themes], tables[codings]
    yield from _check_count(found, "theme_id", coded["theme_id"], themes, "notes")
    once = coded.loc[coded["raised_once"], "theme_id"]
    yield from _check_count(found, "theme_id", once, themes, "raised_once")
    questions = dict(zip(found["theme_id"], found["question_id"], strict=True))
    for note_id, theme_id, question_id in zip(
        coded["note_id"], coded["theme_id"], coded["question_id"], strict=True
    ):
        if questions.get(theme_id) != question_id:
            yield f"{codings}: note {note_id} is in theme {theme_id}, which is none of its question"


def check_coded(tables: Tables) -> Iterator[str]:
    """The table for people says of every note what the others say."""
    coded, codings = tables["coded_notes"], tables["codings"]
    titles = dict(zip(tables["themes"]["theme_id"], tables["themes"]["title"], strict=True))
    if len(coded) != len(codings):
        return  # said already
    rows = zip(coded["note_id"], coded["theme_id"], coded["theme"], codings["theme_id"], strict=True)
    for note_id, theme_id, title, other in rows:
        if theme_id != other or titles.get(theme_id) != title:
            yield f"coded_notes: note {note_id} is under another theme than in codings"
    for column in ("text", "source", "line", "question_id"):
        differing = coded["note_id"][(coded[column] != tables["notes"][column]).to_numpy()]
        for note_id in differing.tolist() if len(coded) == len(tables["notes"]) else ():
            yield f"coded_notes: note {note_id} has another {column} than in notes"


def check_key_points(tables: Tables) -> Iterator[str]:
    """Key points are the words of notes of their theme, as reports may show them."""
    shown = dict(zip(tables["shown_notes"]["note_id"], tables["shown_notes"]["words"], strict=True))
    themes = dict(zip(tables["codings"]["note_id"], tables["codings"]["theme_id"], strict=True))
    for row in tables["themes"].to_dict("records"):
        ids = split_cell(row["key_point_ids"])
        if any(themes.get(note_id) != row["theme_id"] for note_id in ids):
            yield f"themes: a key point of theme {row['theme_id']} is no note of it"
        elif row["key_points"] != SEPARATOR.join(shown[note_id] for note_id in ids):
            yield f"themes: the key points of theme {row['theme_id']} are not the words of their notes"


def check_decisions(tables: Tables) -> Iterator[str]:
    """Decisions of people about notes or themes that are no more."""
    notes = set(tables["notes"]["note_id"])
    themes = set(tables["themes"]["theme_id"]) | set(tables["draft_themes"]["theme_id"])
    for row in tables["decisions"].to_dict("records"):
        where = (
            f"{row['source']}, {row['locator']}: the {row['action'].replace('_', ' ')} of {row['reviewer']}"
        )
        if row["note_id"] and row["note_id"] not in notes and row["action"] != "add_note":
            yield f"{where} is about note {row['note_id']}, which is no more"
        elif row["theme_id"] and row["theme_id"] not in themes and row["status"] == "conflict":
            yield f"{where} is about theme {row['theme_id']}, which is no more"


def check_series(series: Tables, events: Mapping[str, Tables]) -> Iterator[str]:
    """A series holds every note and theme of its events, in their words, and its counts agree."""
    notes, members = series["series_notes"], series["series_members"]
    yield from _check_count(
        series["series_themes"], "series_theme_id", notes["series_theme_id"], "series_themes", "notes"
    )
    shown = {
        (event_id, note_id): words
        for event_id, tables in events.items()
        for note_id, words in zip(
            tables["shown_notes"]["note_id"], tables["shown_notes"]["words"], strict=True
        )
    }
    found = dict(zip(zip(notes["event_id"], notes["note_id"], strict=True), notes["words"], strict=True))
    missing = sum(place not in found for place in shown)
    beyond = sum(place not in shown for place in found)
    if missing or beyond:
        yield f"series_notes: {missing} notes of its events are missing, {beyond} are none of theirs"
    for event_id, note_id in found.keys() & shown.keys():
        if found[event_id, note_id] != shown[event_id, note_id]:
            yield f"series_notes: note {note_id} of {event_id} has other words than in the event"
    themes = {theme_id for tables in events.values() for theme_id in tables["themes"]["theme_id"]}
    if themes != set(members["theme_id"]):
        yield f"series_members: {_say_difference(sorted(themes), members['theme_id'].tolist(), 'themes')}"
    for row in series["actions"].to_dict("records"):
        if row["standing"] == "theme gone":
            yield (
                f"{row['source']}, sheet {row['sheet']}, row {row['row']}: what is said there is about theme"
                f" {row['series_theme_id']}, which is no more"
            )


def _check_count(table: pd.DataFrame, key: str, values: pd.Series, name: str, column: str) -> Iterator[str]:
    counted = Counter(values.tolist())
    for one, said in zip(table[key], table[column], strict=True):
        if counted[one] != said:
            yield f"{name}: {one} says {said} in the column {column}, and {counted[one]} are there"
    for one in sorted(set(counted) - set(table[key]) - {""}):
        yield f"{name}: {one} is missing"


def _say_difference(expected: list[str], found: list[str], what: str = "notes") -> str:
    missing, beyond = set(expected) - set(found), set(found) - set(expected)
    if not missing and not beyond:
        return f"the {what} stand in another order or twice"
    first = min(missing or beyond)
    return f"{len(missing)} {what} missing, {len(beyond)} too many (such as {first})"
