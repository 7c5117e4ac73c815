"""What is fuzzed: each reader as a function of bytes, which may raise PipelineError and nothing else.

The readers are called as the run calls them: a document is read into lines, its lines are placed, what would
be written of it must be text that can be written, and each note must be one that a report may quote.
"""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from functools import cache
from pathlib import Path

from pipeline.errors import PipelineError, QuoteError
from pipeline.ingest import EventFile, RawEvent, read_event
from pipeline.ingest.event import read_event_file
from pipeline.ingest.event.project import read_project_back
from pipeline.ingest.event.returned import REVIEW, TRACKER, find_mark, read_workbook_back
from pipeline.ingest.lines import read_document
from pipeline.keeping.workbooks import Grid, ReturnedWorkbook
from pipeline.report.quotes import check_source, note_lines
from pipeline.review import read_reviews
from pipeline.series import read_decisions, read_kept
from pipeline.series.targets import read_targets
from pipeline.series.tracker.read import read_trackers
from pipeline.settings import load_settings
from pipeline.tables import SeriesThemes, table_of
from pipeline.tables.contract import list_rows
from pipeline.themes.codebook import load_codebook

Target = Callable[[bytes], None]
EVENT = "2025-03-harrowby-library"


def read_as(ending: str) -> Target:
    """The reader of one kind of document, with what the run does to its lines."""

    def read(content: bytes) -> None:
        name = f"notes.{ending}"
        document = read_document(name, content)
        assert len({line.locator for line in document.lines}) == len(document.lines), "two lines at one place"
        found = read_event(RawEvent("event", EventFile(), ((name, content),), ()), _settings())
        for table in (found.ledger, found.notes, found.questions):
            for column in table.select_dtypes(exclude="number"):
                "".join(table[column]).encode("utf-8")  # else it could not be written
        lines = note_lines(found.ledger)
        try:
            for note in list_rows(found.notes):
                check_source(note, lines)
        except QuoteError as error:  # the run would refuse to write a report
            raise AssertionError(error.what) from None

    return read


def read_review_workbook(ending: str) -> Target:
    """A review workbook or tracker that came back."""

    def read(content: bytes) -> None:
        name = f"back.{ending}"
        mark = find_mark(name, content)
        if mark not in (REVIEW, TRACKER):
            return
        workbook = read_workbook_back(name, content)
        _check_writable(workbook)
        if mark == REVIEW:
            read_reviews([workbook], EVENT)
        else:
            read_trackers([workbook], "series", _no_themes())

    return read


def read_project(content: bytes) -> None:
    """A qualitative tool's project that came back."""
    workbooks = read_project_back("back.qdpx", content)
    for workbook in workbooks:
        _check_writable(workbook)
    read_reviews([one for one in workbooks if not one.page], EVENT)


def read_event_toml(content: bytes) -> None:
    """What a person says of an event, with the targets in it."""
    facts = read_event_file(content, "event.toml")
    read_targets([dict(entry) for entry in facts.targets], "event.toml")
    repr(facts).encode("utf-8")


def read_series_toml(content: bytes) -> None:
    """What people decided on a series, and the ids that were kept."""
    for read in (
        lambda: repr(read_decisions(content, "series.toml")).encode("utf-8"),
        lambda: read_targets(read_decisions(content, "series.toml").targets, "series.toml"),
        lambda: read_kept(content, "kept.toml"),
    ):
        try:
            read()
        except PipelineError:
            continue


def read_settings_toml(content: bytes) -> None:
    """A user's own settings."""
    path = _scratch() / "settings.toml"
    path.write_bytes(content)
    load_settings(path)


def read_codebook_yaml(content: bytes) -> None:
    """A user's own codebook."""
    (_scratch() / "own.yaml").write_bytes(content)
    repr(load_codebook("own.yaml", _scratch())).encode("utf-8")


TARGETS: dict[str, Target] = {
    **{
        ending: read_as(ending)
        for ending in ("md", "txt", "html", "csv", "docx", "odt", "xlsx", "pdf", "pptx")
    },
    "review.xlsx": read_review_workbook("xlsx"),
    "review.ods": read_review_workbook("ods"),
    "review.csv": read_review_workbook("csv"),
    "altchunk.docx": read_as("docx"),
    "qdpx": read_project,
    "board.csv": read_review_workbook("csv"),
    "event.toml": read_event_toml,
    "series.toml": read_series_toml,
    "settings.toml": read_settings_toml,
    "codebook.yaml": read_codebook_yaml,
}


def _check_writable(workbook: ReturnedWorkbook) -> None:
    def check(grid: Grid) -> None:
        for text in (grid.name, *grid.cells.values(), *grid.problems.values()):
            text.encode("utf-8")

    for grid in workbook.sheets:
        check(grid)


@cache
def _settings():  # type: ignore[no-untyped-def]
    return load_settings().ingest


@cache
def _no_themes():  # type: ignore[no-untyped-def]
    return table_of(SeriesThemes, [])


@cache
def _scratch() -> Path:
    return Path(tempfile.mkdtemp(prefix="fuzz-"))
