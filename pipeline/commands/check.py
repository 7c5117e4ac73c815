"""Runs `check`: whether a workspace is whole, and all that stands in it agrees.

Reads what lies there and changes nothing. Every line says where something is wrong and what to do, and holds
none of the participants' words.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import cast

import pandas as pd
from pandera.typing.pandas import DataFrame

from pipeline.commands.check_counts import (
    check_coded,
    check_decisions,
    check_key_points,
    check_notes,
    check_series,
    check_themes,
)
from pipeline.errors import QuoteError, SourceError, TableError
from pipeline.flow.withheld import holds_withheld
from pipeline.ingest import read_document
from pipeline.keeping.store import EventStore, Workspace, read_tables
from pipeline.keeping.switch import list_outputs
from pipeline.report.event.organisers import find_organiser_lines
from pipeline.report.quotes import check_source, is_masked_form, note_lines
from pipeline.review.withheld import list_words
from pipeline.tables import CONTRACTS, EVENT_CONTRACTS, SERIES_CONTRACTS, Ledger, WithheldWords, check_table
from pipeline.wording.withheld import Withheld, find_anywhere

_ANEW = "Run again: it is made anew."
_DEFECT = "Delete data/processed and run again; if it is said again, report it."
_ORPHANED = "See: python -m pipeline review status."
_QUOTED = re.compile(r'<(span|q) class="words"[^>]*>(.*?)</\1>', re.DOTALL)
_PAGES = ("report.html", "appendix.html", "page.html")

Tables = dict[str, pd.DataFrame]


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
    for store in events:
        own = tables[store.event_id]
        if len(own) == len(EVENT_CONTRACTS):
            problems += _check_event(store, own)
            said = _list_words(own)
            count, wrong = _check_pages(store, said)
            quotes += count
            problems += wrong
    for store in series:
        own = tables[store.event_id]
        if len(own) == len(SERIES_CONTRACTS):
            problems += _check_series(store, own, tables)
            count, wrong = _check_pages(store, own["series_notes"]["words"])
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
    words = {
        event_id: list_words(cast("DataFrame[WithheldWords]", own["withheld"]))
        for event_id, own in tables.items()
        if "withheld" in own
    }
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
    if not stores:
        return
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
    held = (
        *check_notes(tables, vectors),
        *check_themes(tables, "draft_themes", "draft_codings"),
        *check_themes(tables, "themes", "codings"),
        *check_coded(tables),
        *check_key_points(tables),
    )
    for line in held:
        yield f"{store.event_id}/{line}. {_DEFECT}"
    for line in check_decisions(tables):
        yield f"{store.event_id}/{line}. {_ORPHANED}"
    for line in _check_words(tables):
        yield f"{store.event_id}/{line}. {_DEFECT}"


def _check_words(tables: Tables) -> Iterator[str]:
    """Whether every note's words are those of its line, and what reports show is those words."""
    lines = note_lines(cast("DataFrame[Ledger]", tables["ledger"]))
    shown = dict(zip(tables["shown_notes"]["note_id"], tables["shown_notes"]["words"], strict=True))
    for note in tables["notes"].to_dict("records"):
        try:
            check_source({str(name): value for name, value in note.items()}, lines)
        except QuoteError as error:
            yield f"notes: {error.where}: {error.what.removesuffix(', so no report was written')}"
        if not is_masked_form(shown.get(note["note_id"], note["words"]), note["words"]):
            yield f"shown_notes: note {note['note_id']} would be shown in other words than were written"


def _list_words(tables: Tables) -> Iterable[str]:
    """All that the reports of an event may quote."""
    organisers = find_organiser_lines(tables["ledger"])  # type: ignore[arg-type]
    return [*tables["shown_notes"]["words"], *(line.words for line in organisers)]


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
            if _letters(_read_html(match[2])) not in known:
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
    for line in check_series(tables, events):
        known = "which is no more" in line
        yield f"{store.event_id}/{line}. {'Take the row out, or name another theme.' if known else _DEFECT}"


def _read_html(text: str) -> str:
    return html.unescape(re.sub(r"<[^>]*>", "", text))


def _letters(text: str) -> str:
    return "".join(filter(str.isalnum, text))
