"""Every number in the report of a series equals a count in the tables: all of its words are walked.

The counts are taken here from the notes alone, not from the tables the report is made from.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any

import pandas as pd
import pytest

from pipeline.errors import QuoteError
from pipeline.report.blocks import (
    Bullets,
    CountTable,
    Document,
    Fold,
    GridFigure,
    Quotes,
    Section,
    Text,
    list_figures,
)
from pipeline.report.quotes import check_series_quotes
from pipeline.report.series import build_series_content, facts
from pipeline.report.series.facts import SeriesWords
from pipeline.series import SeriesDecisions
from pipeline.series.build import collate_series
from pipeline.series.events import FrameworkCode
from pipeline.settings import load_settings
from pipeline.tables import SeriesTables
from tests.series.planted import make_series

SETTINGS = load_settings().series
CODES = [
    FrameworkCode("trust", "Trust", "People come to trust each other.", ()),
    FrameworkCode("never", "Never raised", "", ()),
]
Part = tuple[Section, Any]  # the section a block stands in, and the block


def build(tables: SeriesTables, fingerprint: str = "none") -> Document:
    words = SeriesWords("s", "", "", (), fingerprint, "en-GB")
    return build_series_content(replace(tables, doubts=()), words, SETTINGS)


@pytest.fixture(scope="module")
def tables() -> SeriesTables:
    return collate_series(make_series(), CODES, SeriesDecisions(), SETTINGS)


@pytest.fixture(scope="module")
def report(tables: SeriesTables) -> Document:
    return build(tables)


class Counts:
    """Counted from the notes: by the theme's title, because a reader knows no id."""

    def __init__(self, tables: SeriesTables) -> None:
        titles = dict(zip(tables.themes["series_theme_id"], tables.themes["title"], strict=True))
        self.notes = tables.notes.assign(title=tables.notes["series_theme_id"].map(titles))
        self.themes = set(titles.values())
        self.pairs = len(tables.near)
        self.events = tables.notes["event_id"].unique().tolist()
        self.recent = set(self.events[-4:])

    def of(self, title: str) -> pd.DataFrame:
        assert title in self.themes, title
        return self.notes[self.notes["title"] == title]

    def weigh(self, notes: pd.DataFrame) -> tuple[int, int, int]:
        return len(notes), len(notes[["event_id", "table"]].drop_duplicates()), notes["event_id"].nunique()

    def sides(self, notes: pd.DataFrame) -> tuple[pd.DataFrame, pd.DataFrame]:
        late = notes["event_id"].isin(self.recent)
        return notes[~late], notes[late]


def walk(section: Section, blocks: tuple[Any, ...] | None = None) -> Iterator[Part]:
    for block in section.blocks if blocks is None else blocks:
        if isinstance(block, Section):
            yield from walk(block)
        elif isinstance(block, Fold):
            yield section, Text(block.summary)
            yield from walk(section, block.blocks)
        else:
            yield section, block


def numbers(words: str) -> list[int]:
    bare = re.sub(r"\d{4}-\d\d-event|\d{1,2} [A-Z][a-z]+ \d{4}|\b0\.\d+|\(id [^)]*\)|“[^”]*”", "", words)
    bare = re.sub(r"\(similarity[^)]*\)|\(id q\d[^;]*; similarity\s*\)|id q\d\S+", "", bare)
    return [int(found.replace(",", "")) for found in re.findall(r"\d[\d,]*", bare)]


def expect_text(section: Section, words: str, counts: Counts) -> list[int]:
    """The numbers a text must hold, in order."""
    title = section.heading
    if title in counts.themes and re.match(r"\d+ notes? at", words):
        return [*counts.weigh(counts.of(title))]
    if " were read." in words:
        return list(counts.weigh(counts.notes))
    if "up at more than one event" in words:
        return [sum(counts.of(name)["event_id"].nunique() > 1 for name in counts.themes)]
    if "of themes may be one" in words:
        return [counts.pairs]
    if words.startswith("The latest 4 events"):
        return [len(counts.recent), len(counts.events) - len(counts.recent)]
    if section.anchor.startswith("event-") and " notes at " in words:
        own = counts.notes[counts.notes["event_id"] == title]
        return [len(own), own["table"].nunique(), 3, 2]  # and what the organisers' summary makes
    if words.startswith("Its other themes: "):
        there = counts.notes[counts.notes["event_id"] == title]
        named = re.findall(r"(?:: |; )(.+?) \(", words)
        return [int((there["title"] == name).sum()) for name in named]
    return []


def row_counts(caption: str, head: tuple[str, ...], counts: Counts) -> Callable[[tuple[str, ...]], list[int]]:
    """What the numbers of a row of a table must be."""

    def wide(row: tuple[str, ...]) -> list[int]:
        notes, tables, events = counts.weigh(counts.of(row[0]))
        return [events, tables, notes]

    def change(row: tuple[str, ...]) -> list[int]:
        parts = zip(counts.sides(counts.of(row[0])), counts.sides(counts.notes), strict=True)
        return [number for own, whole in parts for number in (len(own), len(whole))]

    for start, handler in (("Themes that came up", wide), ("More or fewer", change)):
        if caption.startswith(start):
            return handler
    raise AssertionError(f"no count is known for the table: {caption}")


def assert_grid(figure: GridFigure, counts: Counts) -> None:
    """Its squares are counts, and what it says in words is what they show."""
    for title, row in zip(figure.rows, figure.cells, strict=True):
        here = counts.of(title)["event_id"].value_counts()
        assert list(row) == [here.get(event, 0) for event in counts.events]
    assert [row[1:] for row in figure.counts.rows] == [tuple(map(str, row)) for row in figure.cells]
    widest = max(counts.of(title)["event_id"].nunique() for title in figure.rows)
    most = max(counts.of(title)["event_id"].value_counts().max() for title in figure.rows)
    found = [number for number in numbers(figure.finding) if number != len(figure.rows)]
    assert found[:2] == [widest, len(counts.events)]
    assert found[2:] in ([], [most, *found[3:]])


def test_every_number_is_a_count(report: Document, tables: SeriesTables) -> None:
    counts = Counts(tables)
    checked = 0
    for section in report.sections:
        for inner, block in walk(section):
            texts = (
                block.items
                if isinstance(block, Bullets)
                else [block.words]
                if isinstance(block, Text)
                else []
            )
            for words in texts:
                assert numbers(words) == expect_text(inner, words, counts), (inner.heading, words)
                checked += len(numbers(words))
            if isinstance(block, GridFigure):
                assert_grid(block, counts)
                checked += sum(len(row) for row in block.cells)
            if isinstance(block, CountTable):
                expected = row_counts(block.caption, block.head, counts)
                for row in block.rows:
                    found = [number for cell in row[1:] for number in numbers(cell)]
                    assert found == expected(row), (block.caption, row)
                    checked += len(found)
    assert checked > 150
    assert [figure.name for figure in list_figures(report.sections)] == ["themes-over-events"]


def test_every_theme_has_its_place(report: Document, tables: SeriesTables) -> None:
    themes = next(section for section in report.sections if section.anchor == "themes")
    told = {part.heading for part in themes.blocks if isinstance(part, Section)}
    events = next(section for section in report.sections if section.anchor == "events")
    lists = [block.words for _, block in walk(events) if isinstance(block, Text) and ": " in block.words]
    assert all(title in told or any(title in words for words in lists) for title in tables.themes["title"])


def test_a_quotation_in_other_words_is_refused(report: Document, tables: SeriesTables) -> None:
    originals = dict(zip(tables.notes["note_id"], tables.notes["words"], strict=True))
    check_series_quotes(report, tables.notes, tables.matrix, originals)
    changed = tables.notes.assign(words=tables.notes["words"] + "!")
    with pytest.raises(QuoteError) as error:
        check_series_quotes(report, changed, tables.matrix, originals)
    assert "point" not in str(error.value)
    with pytest.raises(QuoteError):
        check_series_quotes(build_changed(report), tables.notes, tables.matrix, originals)
    matrix = tables.matrix.assign(summary=tables.matrix["summary"].str.replace("trust", "rust"))
    with pytest.raises(QuoteError):
        check_series_quotes(report, tables.notes, matrix, originals)


def build_changed(report: Document) -> Document:
    """The report with one word of one quotation changed."""
    place = next(number for number, section in enumerate(report.sections) if section.anchor == "themes")
    theme, *others = report.sections[place].blocks
    assert isinstance(theme, Section)
    quotes = next(block for block in theme.blocks if isinstance(block, Quotes))
    first, *rest = quotes.quotes
    changed = Quotes((replace(first, words=first.words.upper()), *rest))
    blocks = tuple(changed if block is quotes else block for block in theme.blocks)
    section = replace(report.sections[place], blocks=(replace(theme, blocks=blocks), *others))
    return replace(report, sections=(*report.sections[:place], section, *report.sections[place + 1 :]))


def test_a_report_on_a_series_explains_only_what_is_in_it(tables: SeriesTables) -> None:
    def explain(tables: SeriesTables) -> str:
        method = next(one for one in build(tables).sections if one.anchor == "method")
        return " ".join(item for block in method.blocks if isinstance(block, Bullets) for item in block.items)

    said = explain(tables)
    for sentence in (facts.NAMES, facts.ORDER, facts.VERBATIM, facts.APART):
        assert sentence in said
    alone = explain(collate_series(make_series()[:1], CODES, SeriesDecisions(), SETTINGS))
    assert facts.NAMES not in alone
    assert facts.APART not in alone
    bare = explain(replace(tables, themes=tables.themes.assign(divided=False)))
    for sentence in (facts.NAMES, facts.ORDER, facts.VERBATIM):
        assert sentence not in bare
