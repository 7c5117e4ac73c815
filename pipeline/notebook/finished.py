"""A finished event: its tables by name, typed, read when asked for; and what people coded in another tool."""

from __future__ import annotations

from functools import cached_property
from pathlib import Path

import pandas as pd
from pandera.typing.pandas import DataFrame

from pipeline import tables
from pipeline.errors import SourceError
from pipeline.keeping.qda import read_project, walk_codes
from pipeline.keeping.reading import read_given
from pipeline.keeping.store import EventStore, Workspace
from pipeline.tables import T
from pipeline.tables.notes import Vectors


class Finished:
    """What a run has kept under one slug.

    Raises:
        SourceError: If there is no such run; names those there are.
    """

    _one, _more, _table = "event", "Events", "event"

    def __init__(self, name: str, workspace: Path) -> None:
        self._workspace = Workspace(workspace)
        self._store = EventStore(self._workspace, name)
        processed = workspace / "data" / "processed"
        if not self._store.read_record() or not (processed / name / f"{self._table}.parquet").is_file():
            there = sorted(path.parent.name for path in processed.glob(f"*/{self._table}.parquet"))
            raise SourceError(
                f"there is no finished run of this {self._one}",
                where=name,
                remedy=f"{self._more} here: {', '.join(there)}."
                if there
                else "First run: python -m pipeline run",
            )


def kept(name: str, contract: type[T], what: str) -> cached_property[DataFrame[T]]:
    """A table that is read once, when it is first asked for."""

    def read(finished: Finished) -> DataFrame[T]:
        return finished._store.read_table(name)

    read.__doc__ = what
    return cached_property(read)


class FinishedEvent(Finished):
    """The tables of an event that has been run. `event.themes` has one row per theme, and so on."""

    @property
    def event_id(self) -> str:
        """The event's slug."""
        return self._store.event_id

    def __repr__(self) -> str:
        return f"<event {self.event_id}: {len(self.notes)} notes, {len(self.themes)} themes>"

    about = kept("event", tables.Events, "One row: title, date, place, series.")
    sources = kept("sources", tables.Sources, "One row per document.")
    ledger = kept("ledger", tables.Ledger, "One row per line of every document.")
    questions = kept("questions", tables.Questions, "One row per question.")
    notes = kept("notes", tables.Notes, "One row per note, in its own words.")
    safe_notes = kept("safe_notes", tables.SafeNotes, "One row per note, personal details masked.")
    language = kept("note_language", tables.NoteLanguage, "One row per note: its terms and note type.")
    differences = kept(
        "differences",
        tables.Differences,
        "One row per pair of notes that use the same words and say the opposite.",
    )
    codings = kept("codings", tables.Codings, "One row per note: its theme, strength, and why.")
    themes = kept("themes", tables.Themes, "One row per theme of each question.")
    decisions = kept(
        "decisions", tables.Decisions, "One row per decision of a person, with what became of it."
    )
    conflicts = kept(
        "conflicts", tables.Conflicts, "One row per decision or workbook that a person must look at."
    )
    reviewer_agreements = kept(
        "reviewer_agreements", tables.ReviewerAgreements, "One row per figure of agreement between reviewers."
    )
    draft_codings = kept(
        "draft_codings", tables.Codings, "One row per note: its theme before anybody decided."
    )
    draft_themes = kept("draft_themes", tables.Themes, "One row per theme before anybody decided anything.")
    coded_notes = kept("coded_notes", tables.CodedNotes, "One row per note with all that is known of it.")
    summary_points = kept(
        "summary_points",
        tables.SummaryPoints,
        "One row per point of the organisers' own summary, with what the notes hold of it.",
    )

    summary_themes = kept(
        "summary_themes",
        tables.SummaryThemes,
        "One row per theme, with what the organisers' summary holds of it.",
    )

    @property
    def report(self) -> Path:
        """The report as a page; the other forms lie beside it."""
        return self._store.reports / "report.html"

    @cached_property
    def vectors(self) -> Vectors:
        """One row per note, in the order of safe_notes."""
        return self._store.read_vectors()


def read_codings(file: str | Path) -> pd.DataFrame:
    """Read what people coded in NVivo, MAXQDA, ATLAS.ti, QualCoder or Taguette, from a REFI-QDA project.

    Returns:
        One row per coding: source, start and end (characters of the source's text), words, code, coder.

    Raises:
        SourceError: If there is no such file, or it is no project.
    """
    path = Path(file)
    project = read_project(path.name, read_given(path, "Check the name and where it lies."))
    codes = {code.guid: code.name for code in walk_codes(project.codes)}
    rows = [
        (text.name, one.start, one.end, text.text[one.start : one.end], codes.get(one.code, ""), one.user)
        for text in project.texts
        for one in text.codings
    ]
    found = pd.DataFrame(rows, columns=["source", "start", "end", "words", "code", "coder"])
    found["coder"] = found["coder"].map(project.users).fillna("")
    return found
