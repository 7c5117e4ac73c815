"""Runs `check`: whether a workspace is whole, and all that stands in it agrees.

Reads what lies there and changes nothing. Every line says where something is wrong and what to do, and holds
none of the participants' words.
"""

from __future__ import annotations

import html
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import pandas as pd
from pandera.typing.pandas import DataFrame

from pipeline.errors import QuoteError, SourceError, TableError
from pipeline.flow.shown import holds_withheld
from pipeline.ingest import read_document
from pipeline.keeping.store import EventStore, Workspace, read_tables
from pipeline.keeping.switch import list_outputs
from pipeline.report.event.organisers import find_organiser_lines
from pipeline.report.quotes import check_source, is_masked_form, note_lines
from pipeline.review.replay.carry import list_words
from pipeline.tables import CONTRACTS, EVENT_CONTRACTS, SEPARATOR, SERIES_CONTRACTS, check_table
from pipeline.tables.contract import list_rows, split_cell
from pipeline.wording.withheld import Withheld, find_anywhere

_ANEW = "Run again: it is made anew."
_DEFECT = "Delete data/processed and run again; if it is said again, report it."
_ORPHANED = "See: python -m pipeline review status."
_QUOTED = re.compile(r'<(span|q) class="words"[^>]*>(.*?)</\1>', re.DOTALL)
_PAGES = ("report.html", "appendix.html", "page.html")
# Tables with one row per note, in the order of the notes.
_PER_NOTE = ("safe_notes", "note_language", "shown_notes", "draft_codings", "codings", "coded_notes")

Tables = dict[str, DataFrame[Any]]


@dataclass(frozen=True)
class Checked:
    """What was looked at, and what is wrong."""

    events: int
    series: int
    files: int
    notes: int
    decisions: int
    quotes: int
    problems: tuple[str, ...]


def check_workspace(workspace: Workspace) -> Checked:
    """Check all events and series of a workspace: files, tables, counts, decisions, quotations."""
    events, series = _find_runs(workspace)
    problems: list[str] = []
    files = 0
    for store in (*events, *series):
        count, wrong = _check_files(store)
        files += count
        problems += wrong
    tables = {store.event_id: Tables() for store in (*events, *series)}
    for stores, contracts in ((events, EVENT_CONTRACTS), (series, SERIES_CONTRACTS)):
        for name in contracts:
            problems += _read_all(stores, name, tables)
    quotes = 0
    for store in (*events, *series):
        own = tables[store.event_id]
        if len(own) != len(EVENT_CONTRACTS if store in events else SERIES_CONTRACTS):
            continue
        if store in events:
            problems += _check_event(store, own)
            said = [*own["shown_notes"]["words"], *(one.words for one in find_organiser_lines(own["ledger"]))]
        else:
            problems += _check_series(store, own, tables)
            said = own["series_notes"]["words"].tolist()
        count, wrong = _check_pages(store, said)
        quotes += count
        problems += wrong
    problems += _check_withheld(workspace, tables)
    return Checked(
        events=len(events),
        series=len(series),
        files=files,
        notes=sum(len(tables[store.event_id].get("notes", ())) for store in events),
        decisions=sum(len(tables[store.event_id].get("decisions", ())) for store in events),
        quotes=quotes,
        problems=tuple(problems),
    )


def _find_runs(workspace: Workspace) -> tuple[list[EventStore], list[EventStore]]:
    """Events and series that were run, also such whose run was not finished or was damaged."""
    events, series = [], []
    for folder in sorted((workspace.root / "data" / "processed").glob("*/")):
        store = EventStore(workspace, folder.name)
        if (folder / "series_events.parquet").is_file() or "series" in store.read_record():
            series.append(store)
        elif (folder / "run.json").is_file() or any(folder.glob("*.parquet")):
            events.append(store)
    return events, series


def _check_files(store: EventStore) -> tuple[int, list[str]]:
    """Whether every file is as the run wrote it."""
    outputs = list_outputs(store.read_record())
    if not outputs:
        return 0, [
            f"{store.event_id}/run.json: it is missing or damaged, or the run was not finished. {_ANEW}"
        ]
    changed = store.list_changed(outputs)
    gone = [name for name in changed if not store.lies_there(name)]
    wrong = [
        f"{name}: it is not as the run wrote it: changed by somebody or damaged. {_ANEW}"
        for name in changed
        if name not in gone
    ]
    if gone:
        more = f" and {len(gone) - 1} more" if len(gone) > 1 else ""
        wrong.append(f"{gone[0]}{more}: not there, though the run wrote it. {_ANEW}")
    return len(outputs), wrong


def _check_withheld(workspace: Workspace, tables: Mapping[str, Tables]) -> Iterator[str]:
    """Whether words that somebody asked to keep out of print stand in any file of reports/."""
    words = {name: list_words(own["withheld"]) for name, own in tables.items() if "withheld" in own}
    every = [one for own in words.values() for one in own]
    folder = workspace.root / "reports"
    for file in sorted(folder.rglob("*")) if every else ():
        name = file.relative_to(folder).as_posix()
        # What is no event's own may hold the words of any: a series, or an event under a former name.
        looked = words.get(name.partition("/")[0], every)
        if file.is_file() and looked and _holds_withheld(name, file.read_bytes(), looked):
            yield f"reports/{name}: it holds words that somebody asked to keep out of print. Take it away."


def _holds_withheld(name: str, content: bytes, words: list[Withheld]) -> bool:
    if not name.endswith(".pdf"):
        return holds_withheld(name, content, words)
    try:
        text = " ".join(line.content for line in read_document(name, content).lines)
    except SourceError:
        return False  # its hash says that it is damaged
    return bool(find_anywhere(text, words))


def _read_all(stores: list[EventStore], name: str, into: Mapping[str, Tables]) -> Iterator[str]:
    """Read a table of all events, held to its contract: at once, and one by one only where that fails."""
    try:
        for store, table in zip(stores, read_tables(stores, name), strict=True):
            into[store.event_id][name] = table
    except TableError:
        for store in stores:
            try:
                into[store.event_id][name] = check_table(CONTRACTS[name], store.read_unchecked(name))
            except TableError as error:
                yield f"{store.event_id}/{name}.parquet: {error.what}. {_ANEW}"


def _check_event(store: EventStore, tables: Tables) -> Iterator[str]:
    try:
        vectors = len(store.read_vectors())
    except TableError as error:
        yield str(error)
        return
    for remedy, lines in (
        (_DEFECT, _check_notes(tables, vectors)),
        (_DEFECT, _check_themes(tables, "draft_themes", "draft_codings")),
        (_DEFECT, _check_themes(tables, "themes", "codings")),
        (_DEFECT, _check_coded(tables)),
        (_DEFECT, _check_key_points(tables)),
        (_ORPHANED, _check_decisions(tables)),
        (_DEFECT, _check_words(tables)),
    ):
        yield from (f"{store.event_id}/{line}. {remedy}" for line in lines)


def _check_words(tables: Tables) -> Iterator[str]:
    """Whether every note's words are those of its line, and what reports show is those words."""
    lines = note_lines(tables["ledger"])
    shown = _pair(tables["shown_notes"], "note_id", "words")
    for note in list_rows(tables["notes"]):
        try:
            check_source(note, lines)
        except QuoteError as error:
            yield f"notes: {error.where}: {error.what.removesuffix(', so no report was written')}"
        if not is_masked_form(str(shown.get(note["note_id"], note["words"])), note["words"]):
            yield f"shown_notes: note {note['note_id']} would be shown in other words than were written"


def _check_pages(store: EventStore, words: Iterable[str]) -> tuple[int, list[str]]:
    """Whether every quotation on a page is, letter by letter, something that somebody said."""
    known = {_letters(said) for said in words}
    count, wrong = 0, []
    for name in _PAGES:
        try:
            page = (store.reports / name).read_text(encoding="utf-8")
        except (OSError, ValueError):
            continue  # said already, where the run wrote it
        for number, match in enumerate(_QUOTED.finditer(page), start=1):
            count += 1
            if _letters(html.unescape(re.sub(r"<[^>]*>", "", match[2]))) not in known:
                line = page.count("\n", 0, match.start()) + 1
                wrong.append(
                    f"{store.event_id}/{name}, line {line}: quotation {number} is in no note. {_ANEW}"
                )
    return count, wrong


def _check_series(store: EventStore, tables: Tables, all_tables: Mapping[str, Tables]) -> Iterator[str]:
    ids = tables["series_events"]["event_id"].tolist()
    events = {event_id: all_tables.get(event_id, {}) for event_id in ids}
    unread = [event_id for event_id, own in events.items() if len(own) != len(EVENT_CONTRACTS)]
    for event_id in unread:
        yield f"{store.event_id}: the tables of its event {event_id} are missing or damaged. Run it again."
    if unread:
        return
    for line in _check_series_tables(tables, events):
        known = "which is no more" in line
        yield f"{store.event_id}/{line}. {'Take the row out, or name another theme.' if known else _DEFECT}"


def _letters(text: str) -> str:
    return "".join(filter(str.isalnum, text))


def _check_notes(tables: Tables, vectors: int) -> Iterator[str]:
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


def _check_themes(tables: Tables, themes: str, codings: str) -> Iterator[str]:
    """Every theme has the notes it says, every note a theme of its own question."""
    found, coded = tables[themes], tables[codings]
    yield from _check_count(found, "theme_id", coded["theme_id"], themes, "notes")
    once = coded.loc[coded["raised_once"], "theme_id"]
    yield from _check_count(found, "theme_id", once, themes, "raised_once")
    questions = coded["theme_id"].map(_pair(found, "theme_id", "question_id"))
    for row in list_rows(coded[questions != coded["question_id"]]):
        yield f"{codings}: note {row['note_id']} is in theme {row['theme_id']}, which is none of its question"


def _check_coded(tables: Tables) -> Iterator[str]:
    """The table for people says of every note what the others say."""
    coded, codings = tables["coded_notes"], tables["codings"]
    titles = _pair(tables["themes"], "theme_id", "title")
    if len(coded) != len(codings):
        return  # said already
    other = (coded["theme_id"] != codings["theme_id"]) | (coded["theme_id"].map(titles) != coded["theme"])
    for note_id in coded.loc[other, "note_id"]:
        yield f"coded_notes: note {note_id} is under another theme than in codings"
    for column in ("text", "source", "line", "question_id") if len(coded) == len(tables["notes"]) else ():
        for note_id in coded.loc[coded[column] != tables["notes"][column], "note_id"]:
            yield f"coded_notes: note {note_id} has another {column} than in notes"


def _check_key_points(tables: Tables) -> Iterator[str]:
    """Key points are the words of notes of their theme, as reports may show them."""
    shown = _pair(tables["shown_notes"], "note_id", "words")
    themes = _pair(tables["codings"], "note_id", "theme_id")
    for row in list_rows(tables["themes"]):
        ids = split_cell(row["key_point_ids"])
        if any(themes.get(note_id) != row["theme_id"] for note_id in ids):
            yield f"themes: a key point of theme {row['theme_id']} is no note of it"
        elif row["key_points"] != SEPARATOR.join(shown[note_id] for note_id in ids):
            yield f"themes: the key points of theme {row['theme_id']} are not the words of their notes"


def _check_decisions(tables: Tables) -> Iterator[str]:
    """Decisions of people about notes or themes that are no more."""
    notes = set(tables["notes"]["note_id"])
    themes = set(tables["themes"]["theme_id"]) | set(tables["draft_themes"]["theme_id"])
    for row in list_rows(tables["decisions"]):
        where = (
            f"{row['source']}, {row['locator']}: the {row['action'].replace('_', ' ')} of {row['reviewer']}"
        )
        if row["note_id"] and row["note_id"] not in notes and row["action"] != "add_note":
            yield f"{where} is about note {row['note_id']}, which is no more"
        elif row["theme_id"] and row["theme_id"] not in themes and row["status"] == "conflict":
            yield f"{where} is about theme {row['theme_id']}, which is no more"


def _check_series_tables(series: Tables, events: Mapping[str, Tables]) -> Iterator[str]:
    """A series holds every note and theme of its events, in their words, and its counts agree."""
    notes, members = series["series_notes"], series["series_members"]
    yield from _check_count(
        series["series_themes"], "series_theme_id", notes["series_theme_id"], "series_themes", "notes"
    )
    shown = {
        (event_id, note_id): words
        for event_id, tables in events.items()
        for note_id, words in _pair(tables["shown_notes"], "note_id", "words").items()
    }
    found = dict(zip(zip(notes["event_id"], notes["note_id"], strict=True), notes["words"], strict=True))
    missing = sum(place not in found for place in shown)
    beyond = sum(place not in shown for place in found)
    if missing or beyond:
        yield f"series_notes: {missing} notes of its events are missing, {beyond} are none of theirs"
    for (event_id, note_id), words in found.items():
        if shown.get((event_id, note_id), words) != words:
            yield f"series_notes: note {note_id} of {event_id} has other words than in the event"
    themes = {theme_id for tables in events.values() for theme_id in tables["themes"]["theme_id"]}
    if themes != set(members["theme_id"]):
        yield f"series_members: {_say_difference(sorted(themes), members['theme_id'].tolist(), 'themes')}"
    for row in list_rows(series["actions"]):
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


def _pair(table: pd.DataFrame, key: str, value: str) -> dict[str, Any]:
    return dict(zip(table[key], table[value], strict=True))


def _say_difference(expected: list[str], found: list[str], what: str = "notes") -> str:
    missing, beyond = set(expected) - set(found), set(found) - set(expected)
    if not missing and not beyond:
        return f"the {what} stand in another order or twice"
    first = min(missing or beyond)
    return f"{len(missing)} {what} missing, {len(beyond)} too many (such as {first})"
