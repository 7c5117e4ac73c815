"""What a report is made of, for events and series alike: sections of blocks, frozen and already in words."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

Style = Literal["plain", "lead", "strong", "eyebrow", "aside"]


@dataclass(frozen=True)
class Text:
    """A paragraph."""

    words: str
    style: Style = "plain"


@dataclass(frozen=True)
class Bullets:
    """A list of sentences."""

    items: tuple[str, ...]


@dataclass(frozen=True)
class Quote:
    """A note, verbatim with personal details masked."""

    note_id: str
    words: str
    about: str  # where it was taken: event, table, kind
    event_id: str = ""  # in a series


@dataclass(frozen=True)
class Quotes:
    """Several notes."""

    quotes: tuple[Quote, ...]


@dataclass(frozen=True)
class Evidence:
    """What speaks for a theme."""

    label: str
    terms: tuple[str, ...]
    words: str


@dataclass(frozen=True)
class ListedNote:
    """A note in the list of all."""

    reference: str  # where it was taken
    words: str
    context: str  # what stood around it; mostly nothing
    said: str  # what the program takes it for
    note_id: str
    about: str  # all of this in one line


@dataclass(frozen=True)
class NoteList:
    """A table of notes, one row each, or a list where a file is read from top to bottom."""

    caption: str  # where it does not stand under a heading that says so
    head: tuple[str, ...]  # of the columns: reference, note with its context, what is said of it, id
    notes: tuple[ListedNote, ...]


@dataclass(frozen=True)
class CountTable:
    """A small table: the first column heads its row, the others hold counts or words."""

    caption: str
    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    anchors: tuple[str, ...] = ()  # where each row's first cell leads, if anywhere
    counted: int = 0  # the first so many columns after the first hold numbers


@dataclass(frozen=True)
class _Figure:
    """A figure, and what it says to somebody who cannot see it."""

    name: str  # of its files
    title: str
    finding: str  # what it shows, in a sentence or two: caption and text alternative
    counts: CountTable  # the same to read
    adds_counts: bool  # whether that says more than what stands beside the figure


@dataclass(frozen=True)
class Bar:
    """One bar of a figure: a theme, with one count per part."""

    label: str
    counts: tuple[int, ...]
    tables: int = 0  # where its notes were taken; 0 where the whole question was at one table


@dataclass(frozen=True)
class BarFigure(_Figure):
    """Themes by number of notes, split into parts."""

    parts: tuple[str, ...]  # keys of kinds or note types, in the order of the counts
    part_words: tuple[str, ...]
    bars: tuple[Bar, ...]


@dataclass(frozen=True)
class MapFigure(_Figure):
    """A map of notes."""

    titles: tuple[str, ...]  # of the themes
    numbers: tuple[int, ...]  # "Draft theme 3"
    points: tuple[tuple[float, float, int], ...]  # one per note: across, up, place of its theme in titles


@dataclass(frozen=True)
class GridFigure(_Figure):
    """A grid of counts."""

    rows: tuple[str, ...]
    columns: tuple[str, ...]
    cells: tuple[tuple[int, ...], ...]  # one tuple per row


AnyFigure = BarFigure | MapFigure | GridFigure


@dataclass(frozen=True)
class Drawing:
    """One figure, as a file and for use inside a page."""

    svg: bytes
    inline: str  # <svg> for HTML: named, described, in the page's text colour
    width: float  # points
    height: float


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


Block = Text | Bullets | Quotes | Evidence | NoteList | CountTable | AnyFigure | Fold


@dataclass(frozen=True)
class Document:
    """All that a report says, in order."""

    name: str  # its title where that is empty
    language: str  # BCP 47 tag
    title: str
    subtitle: str
    date: str  # ISO date of the event, or of a series' last one; may be empty
    status: str
    sections: tuple[Section, ...]
    fingerprint: str = ""  # what stands at the end, where no section holds it


def list_figures(blocks: Sequence[Block | Section]) -> Iterator[AnyFigure]:
    """Every figure below, in order."""
    for block in blocks:
        if isinstance(block, _Figure):
            yield block
        elif isinstance(block, (Section, Fold)):
            yield from list_figures(block.blocks)


def make_anchor(prefix: str, identifier: str) -> str:
    """An id for links; different identifiers never share one."""
    safe = re.sub(r"[^A-Za-z0-9_.-]", lambda match: f"~{ord(match[0]):x}~", identifier)
    return f"{prefix}-{safe}"
