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
from pipeline.report.series import build_series_content
from pipeline.report.series.facts import SeriesWords
from pipeline.report.series.sentences import day
from pipeline.series.build import collate_series
from pipeline.series.decisions import SeriesDecisions
from pipeline.series.framework import FrameworkCode
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
        own = counts.of(title)
        kinds = [int((own["kind"] == kind).sum()) for kind in ("post-it", "facilitator", "feedback", "other")]
        types = sorted(own["note_type"].value_counts().tolist(), reverse=True)
        return [*counts.weigh(own), *filter(None, kinds), *types]
    if words.startswith("Against earlier events: "):
        expected = []
        for part, whole in zip(counts.sides(counts.of(title)), counts.sides(counts.notes), strict=True):
            for mine, all_there in zip(counts.weigh(part), counts.weigh(whole), strict=True):
                expected += [mine, all_there]
        return expected
    if words.startswith("And "):
        return [len(counts.of(title)) - min(SETTINGS.points, len(counts.of(title)))]
    if "says something that no other" in words or "say something that no other" in words:
        return [int(counts.of(title)["raised_once"].sum())]
    if words.startswith("Where it was raised"):
        return [counts.of(title)["event_id"].nunique()]
    if " were read." in words:
        return list(counts.weigh(counts.notes))
    if "raised at more than one event" in words:
        several = sum(counts.of(name)["event_id"].nunique() > 1 for name in counts.themes)
        return [several, len(counts.themes) - several]
    if "that was raised once" in words and "of" in words and "They count" in words:
        return [int(counts.notes["raised_once"].sum()), len(counts.notes)]
    if section.anchor.startswith("event-") and "on 2 questions" in words:
        own = counts.notes[counts.notes["event_id"] == title]
        themes = own["title"].nunique()
        return [len(own), own["table"].nunique(), 2, themes, int(own["raised_once"].sum())]
    if "own summary makes" in words:
        beyond = counts.notes.loc[counts.notes["event_id"] == title, "theme_id"].nunique()
        return [3, 2, 1, (beyond + 1) // 2]
    if section.anchor == "framework" and words.startswith("Of "):
        return [2, 1, 12]
    if section.anchor == "framework" and words.startswith("Not named"):
        return [1]
    if words.startswith("The latest 4 events"):
        return [len(counts.recent), len(counts.events) - len(counts.recent)]
    if "perhaps new" in words or "perhaps quiet" in words:
        return [1]
    if section.anchor == "near-themes" and not words.startswith("The two"):
        return [1]
    if section.anchor == "other-themes" and "by event" in words:
        return [sum(counts.of(name)["event_id"].nunique() == 1 for name in counts.themes)]
    return []


def row_counts(caption: str, head: tuple[str, ...], counts: Counts) -> Callable[[tuple[str, ...]], list[int]]:
    """What the numbers of a row of a table must be."""

    def wide(row: tuple[str, ...]) -> list[int]:
        notes, tables, events = counts.weigh(counts.of(row[0]))
        return [events, tables, notes]

    def where(row: tuple[str, ...]) -> list[int]:
        title = re.findall(r"“(.*?)”", caption)[0]
        there = counts.notes[counts.notes["event_id"] == row[0]]
        own = there[there["title"] == title]
        assert row[1] == day(f"{row[0][:7]}-10")
        return [len(own), len(there), own["table"].nunique(), there["table"].nunique()]

    def part(row: tuple[str, ...]) -> list[int]:
        there = counts.of(row[0])
        return [int(row[2][-2]), int((there["event_id"] == row[1]).sum())]

    def code(row: tuple[str, ...]) -> list[int]:
        own = counts.of(row[0])
        good = int((own["note_type"] == "works_well").sum())
        bad = int(own["note_type"].isin(["challenge", "does_not_work"]).sum())
        notes, tables, events = counts.weigh(own)
        return [events, tables, notes, good, bad, notes - good - bad]

    def change(row: tuple[str, ...]) -> list[int]:
        before, now = (counts.weigh(side) for side in counts.sides(counts.of(row[0])))
        return [before[0], now[0], before[1], now[1]]

    def raised(row: tuple[str, ...]) -> list[int]:
        event = re.findall(r"Raised at (\S+):", caption)[0]
        own = counts.of(row[0])
        here = own[own["event_id"] == event]
        elsewhere = own["event_id"].nunique() - 1
        return [here["table"].nunique(), len(here), *([elsewhere] if elsewhere else [])]

    def rest(row: tuple[str, ...]) -> list[int]:
        notes, tables, _ = counts.weigh(counts.of(row[0]))
        return [tables, notes]

    def near(row: tuple[str, ...]) -> list[int]:
        return []

    for start, handler in (
        ("What was raised most widely", wide),
        ("Where “", where),
        ("The events' own draft themes", part),
        ("Codes that were raised", code),
        ("New:", change),
        ("Growing:", change),
        ("Quiet:", change),
        ("Continuing", change),
        ("Raised at ", raised),
        ("Other draft themes", rest),
        ("Perhaps the same", near),
    ):
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
    assert checked > 500
    assert [figure.name for figure in list_figures(report.sections)] == ["themes-over-events"]


def test_every_theme_has_its_place(report: Document, tables: SeriesTables) -> None:
    themes = next(section for section in report.sections if section.anchor == "themes")
    told = {part.heading for part in themes.blocks if isinstance(part, Section)}
    listed = {row[0] for _, block in walk(themes) if isinstance(block, CountTable) for row in block.rows}
    assert set(tables.themes["title"]) <= told | listed


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
    import dataclasses

    sections = list(report.sections)
    blocks = list(sections[0].blocks)
    place = next(number for number, block in enumerate(blocks) if isinstance(block, Quotes))
    first, *rest = blocks[place].quotes  # type: ignore[union-attr]
    blocks[place] = Quotes((dataclasses.replace(first, words=first.words.upper()), *rest))
    sections[0] = dataclasses.replace(sections[0], blocks=tuple(blocks))
    return dataclasses.replace(report, sections=tuple(sections))
