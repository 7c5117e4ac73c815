"""Runs `trace`: from a theme or a sentence of a report to file and line, and from a line to where it stands.

Shows participants' words, for that is what is asked for; personal details are masked as reports mask them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

import pandas as pd

from pipeline.errors import SourceError, TableError
from pipeline.keeping.store import EventStore, Workspace
from pipeline.privacy import mask_texts
from pipeline.settings import PrivacySettings, find_settings
from pipeline.tables import CONTRACTS, SEPARATOR, columns_of
from pipeline.tables.contract import Row, list_rows
from pipeline.wording.names import UNTITLED, goes_by_note, show_titles, split_shown

_SHORTEST = 6  # letters; of fewer, half of all notes would be shown


def trace(workspace: Workspace, what: str) -> list[str]:
    """Follow something through a workspace.

    Args:
        what: The id of a note, theme, series theme or question; FILE:LINE; or words of a report.

    Returns:
        Lines to show.

    Raises:
        SourceError: If nothing of the kind is there.
    """
    events, series = _open_all(workspace)
    lines = [line for event in events for line in _trace_in_event(event, series, what)]
    lines += [line for one in series for line in _trace_series_theme(one, events, what)]
    if not lines and len(_letters(what)) >= _SHORTEST:
        lines = [line for event in events for line in _trace_words(event, series, what)]
    if not lines:
        raise SourceError(
            "nothing of this id, place or wording is in this workspace",
            where=what if len(what) <= 80 and "\n" not in what else "the words given",
            remedy="Give the id of a note, theme or question, FILE:LINE, or some words as a report has them.",
        )
    return lines


@dataclass(frozen=True)
class _Run:
    """The tables of an event or series, read when asked for, and its reports."""

    store: EventStore
    root: Path
    privacy: PrivacySettings
    _tables: dict[str, pd.DataFrame] = field(default_factory=dict)

    def rows(self, name: str, **held: str) -> list[Row]:
        """The rows of a table that hold these values."""
        rows = list_rows(self.table(name))
        return [row for row in rows if all(row[column] == value for column, value in held.items())]

    def table(self, name: str) -> pd.DataFrame:
        if name not in self._tables:
            table = self.store.read_unchecked(name)
            if list(table.columns) != columns_of(CONTRACTS[name]):
                raise TableError(
                    "it has other columns than it must have",
                    where=f"table {self.store.event_id}/{name}",
                    remedy="Run: python -m pipeline check",
                )
            self._tables[name] = table
        return self._tables[name]

    @cached_property
    def shown(self) -> dict[str, Row]:
        """The notes as reports show them, by id."""
        return {row["note_id"]: row for row in self.rows("shown_notes")}

    @cached_property
    def page(self) -> list[str]:
        """The lines of report.md, which is found again in every other form of the report."""
        try:
            return (self.store.reports / "report.md").read_text(encoding="utf-8").split("\n")
        except (OSError, ValueError):
            return []

    def titles(self, name: str = "themes") -> dict[str, str]:
        """What its themes are called, as the report calls them: by id."""
        return show_titles(self.table(name))

    def say_quoted(self, said: str) -> Iterator[str]:
        """Where report.md quotes just this."""
        wanted = _letters(said)
        for number, line in enumerate(self.page, start=1):
            if line.lstrip("- ").startswith("> ") and wanted and _letters(line) == wanted:
                yield f"  quoted in {self.report('report.md')}, line {number}"

    def place(self, source: str, locator: str) -> str:
        """A place in a document, as a path where it lies in the workspace."""
        raw = self.root / "data" / "raw"
        known = str(self.store.read_record().get("source", ""))
        for path in (raw / self.store.event_id / source, raw / known / source, raw / known):
            if path.is_file() and path.name == Path(source).name:
                return f"{path.relative_to(self.root).as_posix()}, {locator}"
        return f"{source}, {locator}"

    def report(self, name: str) -> str:
        return (self.store.reports / name).relative_to(self.root).as_posix()


def _open_all(workspace: Workspace) -> tuple[list[_Run], list[_Run]]:
    privacy = find_settings(workspace.raw).privacy
    events = workspace.list_events()
    if not events:
        raise SourceError(
            "no event has been run yet", where=str(workspace.root), remedy="First run: python -m pipeline run"
        )
    found = sorted((workspace.root / "data" / "processed").glob("*/series_events.parquet"))

    def open_run(name: str) -> _Run:
        return _Run(EventStore(workspace, name), workspace.root, privacy)

    return [*map(open_run, events)], [open_run(path.parent.name) for path in found]


def _trace_in_event(event: _Run, series: list[_Run], what: str) -> Iterator[str]:
    if what in event.shown:
        yield from _tell_note(event, series, what)
    for name in ("themes", "draft_themes"):
        if what in set(event.table(name)["theme_id"]):
            yield from _tell_theme(event, series, what, name)
            break
    if what in set(event.table("questions")["question_id"]):
        yield from _tell_question(event, what)
    source, _, place = what.rpartition(":")
    if source and place:
        yield from _tell_line(event, series, Path(source), place.strip())


def _tell_note(event: _Run, series: list[_Run], note_id: str) -> Iterator[str]:
    """A note: where it comes from, and all places where it stands."""
    note = event.shown[note_id]
    theme_id = event.rows("codings", note_id=note_id)[0]["theme_id"]
    yield f"Note {note_id} of {event.store.event_id}"
    yield f"  “{note['words']}”"
    yield f"  from {event.place(note['source'], note['locator'])}"
    table = f"table {note['table']}, " if note["table"] else ""
    yield f"  {table}{note['kind']}, question {note['question_id']}"
    yield f"  in theme {theme_id}: {event.titles()[theme_id]}"
    for row in event.rows("decisions", note_id=note_id):
        said = f"{row['action'].replace('_', ' ')} by {row['reviewer']}"
        yield f"  decided: {said} ({row['source']}, {row['locator']}; {row['status']})"
    if event.page:
        yield f"  stands in {event.report('appendix.html')}#note-{note_id}, notes.docx"
        yield from event.say_quoted(note["words"])
    for one in series:
        for row in one.rows("series_notes", event_id=event.store.event_id, note_id=note_id):
            yield from _tell_in_series(one, row["series_theme_id"], note["words"])


def _tell_in_series(series: _Run, theme_id: str, words: str = "") -> Iterator[str]:
    theme = series.rows("series_themes", series_theme_id=theme_id)[0]
    yield f"  across events: {series.store.event_id}, theme {theme_id}: {_call_in_series(theme)}"
    if series.page:
        yield f"  stands in {series.report('report.html')}#theme-{theme_id}"
    yield from series.say_quoted(words)


def _tell_theme(event: _Run, series: list[_Run], theme_id: str, name: str) -> Iterator[str]:
    """A theme: where it stands in the report, and the file and line of each of its notes."""
    theme = event.rows(name, theme_id=theme_id)[0]
    codings = event.rows("codings" if name == "themes" else "draft_codings", theme_id=theme_id)
    gone = "" if name == "themes" else "; a draft that people merged or dropped"
    title = event.titles(name)[theme_id]
    yield f"Theme {theme_id} of {event.store.event_id}: {title}"
    count = "1 note" if theme["notes"] == 1 else f"{theme['notes']} notes"
    yield f"  {count}, {theme['basis']}{gone}, question {theme['question_id']}"
    if event.page and not gone:
        for number in _find_headings(event, theme, split_shown(title)[0]):
            yield f"  heads a section of {event.report('report.md')}, line {number}"
    for one in series:
        for row in one.rows("series_members", theme_id=theme_id, event_id=event.store.event_id):
            yield from _tell_in_series(one, row["series_theme_id"])
    yield from _tell_notes(event, codings)


def _find_headings(event: _Run, theme: Row, name: str) -> Iterator[int]:
    """The lines of report.md that a theme heads; what has no title is told apart by its question alone."""
    questions = event.rows("questions", question_id=theme["question_id"])
    asked = _letters(questions[0]["question"]) if questions else ""
    own = False
    for number, line in enumerate(event.page, start=1):
        if line.startswith("## "):
            own = _letters(line) == asked
        if line.startswith("#") and _letters(line) == _letters(name or theme["title"]) and (own or not name):
            yield number


def _tell_notes(event: _Run, rows: list[Row]) -> Iterator[str]:
    for row in rows:
        note = event.shown[row["note_id"]]
        yield f"  {row['note_id']}  {event.place(note['source'], note['locator'])}: “{note['words']}”"


def _tell_question(event: _Run, question_id: str) -> Iterator[str]:
    question = event.rows("questions", question_id=question_id)[0]
    yield f"Question {question_id} of {event.store.event_id}: {question['question'] or 'without wording'}"
    wordings = {_letters(part) for part in question["wordings"].split(SEPARATOR)} - {""}
    for row in event.rows("ledger", role="question"):
        if any(said in _letters(row["text"]) for said in wordings):
            yield f"  asked in {event.place(row['source'], row['locator'])}"
    titles = event.titles()
    for row in event.rows("themes", question_id=question_id):
        yield f"  theme {row['theme_id']}: {titles[row['theme_id']]} ({row['notes']})"


def _tell_line(event: _Run, series: list[_Run], source: Path, place: str) -> Iterator[str]:
    """A line of a document: what it was taken for, and where what it says stands."""
    number = int(place) if place.isascii() and place.isdigit() else -1
    for row in event.rows("ledger"):
        named = Path(row["source"])
        ours = source.parts[-len(named.parts) :] == named.parts and _is_of(event, source, named)
        if not ours or (row["line"] != number and row["locator"] != place):
            continue
        if row["note_id"] in event.shown:
            said = {"note": "is", "continuation": "goes on with", "lead_in": "introduces"}
            yield f"{event.place(row['source'], row['locator'])} {said.get(row['role'], 'belongs to')}:"
            yield from _tell_note(event, series, row["note_id"])
            continue
        role = row["role"].replace("_", "-") + (f" ({row['reason']})" if row["reason"] else "")
        yield f"{event.place(row['source'], row['locator'])} is no note: {role}"
        if row["text"].strip():
            yield f"  “{mask_texts([row['text']], event.privacy)[0].strip()}”"


def _is_of(event: _Run, source: Path, named: Path) -> bool:
    """Whether a path that names folders names this event's."""
    before = source.parts[: len(source.parts) - len(named.parts)]
    known = str(event.store.read_record().get("source", ""))
    return not before or before[-1] in (event.store.event_id, Path(known).name) or known == named.name


def _trace_series_theme(series: _Run, events: list[_Run], what: str) -> Iterator[str]:
    """A theme across events: its parts, and the file and line of each of its notes."""
    themes = series.rows("series_themes", series_theme_id=what)
    if not themes:
        return
    yield f"Theme {what} of the series {series.store.event_id}: {_call_in_series(themes[0])}"
    events_said = "1 event" if themes[0]["events"] == 1 else f"{themes[0]['events']} events"
    yield f"  {themes[0]['notes']} notes at {events_said}"
    if series.page:
        yield f"  stands in {series.report('report.html')}#theme-{what}"
    for row in series.rows("series_members", series_theme_id=what):
        event = next((one for one in events if one.store.event_id == row["event_id"]), None)
        title = row["title"] if event is None else event.titles().get(row["theme_id"], row["title"])
        yield f"  theme {row['theme_id']} of {row['event_id']}: {title} ({row['joined']})"
        own = series.rows("series_notes", theme_id=row["theme_id"], event_id=row["event_id"])
        if event is not None:
            yield from (f"  {line}" for line in _tell_notes(event, own))


def _trace_words(event: _Run, series: list[_Run], what: str) -> Iterator[str]:
    """Words of a report: the notes that hold them, or the theme whose title or summary they are."""
    wanted = _letters(what)
    for note_id, note in event.shown.items():
        if wanted in _letters(note["words"]):
            yield from _tell_note(event, series, note_id)
    titles = event.titles()
    for theme in event.rows("themes"):
        if wanted in _letters(titles[theme["theme_id"]]) or wanted in _letters(theme["summary"]):
            yield from _tell_theme(event, series, theme["theme_id"], "themes")
    for question in event.rows("questions"):
        if wanted in _letters(question["question"]):
            yield from _tell_question(event, question["question_id"])
    for point in event.rows("summary_points"):
        if wanted in _letters(point["safe_words"]):
            yield f"Point {point['point_id']} of the organisers' own summary, {event.store.event_id}"
            yield f"  “{point['safe_words']}”"
            yield f"  from {event.place(point['source'], point['locator'])}: {point['verdict']}"


def _call_in_series(theme: Row) -> str:
    """A theme across events by its title; where it has none, by that and one of its notes."""
    return f"{UNTITLED}: {theme['title']}" if goes_by_note(theme["basis"], theme["title"]) else theme["title"]


def _letters(text: str) -> str:
    return re.sub(r"[\W_]+", "", text).casefold()
