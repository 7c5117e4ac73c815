"""The content of a series report: sections of blocks, the same for every kind of file."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from pipeline.report.model import CountTable, GridFigure


@dataclass(frozen=True)
class Text:
    """A paragraph."""

    words: str
    lead: bool = False


@dataclass(frozen=True)
class Bullets:
    """A list of sentences."""

    items: tuple[str, ...]


@dataclass(frozen=True)
class SeriesQuote:
    """A note, verbatim with personal details masked."""

    note_id: str
    words: str
    about: str  # where it was taken: event, table, kind
    event_id: str


@dataclass(frozen=True)
class Quotes:
    """Several notes."""

    quotes: tuple[SeriesQuote, ...]


@dataclass(frozen=True)
class Fold:
    """Details that are folded where a file can fold, and stand open where it cannot."""

    summary: str
    blocks: tuple[Block, ...]


@dataclass(frozen=True)
class Section:
    """Blocks under a heading; sections stand in sections."""

    anchor: str
    heading: str
    blocks: tuple[Block | Section, ...]
    eyebrow: str = ""


Block = Text | Bullets | Quotes | CountTable | GridFigure | Fold


@dataclass(frozen=True)
class SeriesReport:
    """All that a report on a series says."""

    series: str
    language: str
    title: str
    subtitle: str
    date: str  # ISO date of the last event, or empty
    status: str
    sections: tuple[Section, ...]
    fingerprint: str


def list_figures(blocks: Sequence[Block | Section]) -> Iterator[GridFigure]:
    """Every figure below, in order."""
    for block in blocks:
        if isinstance(block, GridFigure):
            yield block
        elif isinstance(block, (Section, Fold)):
            yield from list_figures(block.blocks)


def walk_quotes(part: object) -> Iterator[SeriesQuote]:
    """Every quotation below a part of a report, found by its type."""
    if isinstance(part, SeriesQuote):
        yield part
    elif isinstance(part, tuple):
        for item in part:
            yield from walk_quotes(item)
    elif isinstance(part, SeriesReport):
        yield from walk_quotes(part.sections)
    elif isinstance(part, (Section, Fold)):
        yield from walk_quotes(part.blocks)
    elif isinstance(part, Quotes):
        yield from part.quotes
