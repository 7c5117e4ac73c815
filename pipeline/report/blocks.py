"""What a report is made of, for events and series alike: sections of blocks, frozen and already in words."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, fields, is_dataclass
from typing import Literal, TypeVar

from pipeline.wording.marks import add_marks

K = TypeVar("K")
Style = Literal["plain", "lead", "strong", "eyebrow", "count", "aside"]
# "heat": the last column is a sum, what stands before it is tinted by its number;
# "cards": on a phone each row becomes a card.
Look = Literal["plain", "heat", "cards"]


@dataclass(frozen=True)
class Text:
    """A paragraph."""

    words: str
    style: Style = "plain"
    reviewed: bool = False  # said by a person or a named model, and marked so


@dataclass(frozen=True)
class Quote:
    """Words of people, verbatim with personal details masked: a note, or a line of the organisers' own."""

    note_id: str  # empty for a line of the organisers
    words: str
    about: str  # where it was taken: event, table, kind, line
    event_id: str = ""  # in a series
    before: str = ""  # what introduces it, where it stands in a list
    line: int = 0
    also: tuple[str, ...] = ()  # ids of further notes that say the same
    under: str = ""  # what it stands below in its list, word for word; the end may be left out
    under_id: str = ""  # the note that is; empty where it is a line that introduces notes

    @property
    def lead(self) -> str:
        """What stands before a note that may make no sense without what it stands below."""
        return f"Under {add_marks(self.under)}:" if self.under else ""


@dataclass(frozen=True)
class Bullets:
    """A list of sentences and short quotations."""

    items: tuple[str | Quote, ...]
    numbered: bool = False


@dataclass(frozen=True)
class Quotes:
    """Several notes."""

    quotes: tuple[Quote, ...]


@dataclass(frozen=True)
class Facts:
    """A few numbers, each with what it counts."""

    facts: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class ListedNote:
    """A note in the list of all, or several that differ in nothing but where they were taken."""

    references: tuple[str, ...]  # where each was taken, to be read one after the other
    words: str
    context: str  # what stood around it; mostly nothing
    said: str  # its kind, its theme, and what else is known of it
    note_ids: tuple[str, ...]

    @property
    def reference(self) -> str:
        """Where they were taken, in one line."""
        return " ".join(self.references)


@dataclass(frozen=True)
class NoteList:
    """A table of notes, one row each, or a list where a file is read from top to bottom."""

    caption: str
    notes: tuple[ListedNote, ...]
    head: tuple[str, str, str] = ("Where", "Note", "Kind, theme and what else is known")


@dataclass(frozen=True)
class CountTable:
    """A small table: the first column heads its row, the others hold counts, words or quotations."""

    caption: str
    head: tuple[str, ...]
    rows: tuple[tuple[str | Quote, ...], ...]
    anchors: tuple[str, ...] = ()  # where each row's first cell leads, if anywhere
    counted: int = 0  # the first so many columns after the first hold numbers
    look: Look = "plain"
    sums: int = 0  # of a heat table: so many of the last rows are sums, and not tinted


@dataclass(frozen=True)
class _Figure:
    """A figure, and what it says to somebody who cannot see it."""

    name: str  # of its files
    title: str
    finding: str  # what it shows, in a sentence or two: caption and text alternative


@dataclass(frozen=True)
class Bar:
    """One bar of a figure: a theme, with one count per part."""

    label: str
    counts: tuple[int, ...]


@dataclass(frozen=True)
class BarFigure(_Figure):
    """Themes by number of notes, split into parts."""

    part_words: tuple[str, ...]  # in the order of the counts
    bars: tuple[Bar, ...]


@dataclass(frozen=True)
class MapFigure(_Figure):
    """A map of notes."""

    counts: CountTable  # of its themes, to read
    titles: tuple[str, ...]  # of the themes
    numbers: tuple[int, ...]
    points: tuple[tuple[float, float, int], ...]  # one per note: across, up, place of its theme in titles


@dataclass(frozen=True)
class GridFigure(_Figure):
    """A grid of counts."""

    counts: CountTable  # the same to read
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
    reviewed: bool = False


@dataclass(frozen=True)
class Beside:
    """Pieces that stand side by side where there is room, row by row; none is split between pages."""

    pieces: tuple[Piece, ...]
    columns: int = 2


@dataclass(frozen=True)
class Piece:
    """What stays together in one place beside others."""

    blocks: tuple[Block | Section, ...]


Block = Text | Bullets | Quotes | Facts | NoteList | CountTable | AnyFigure | Fold | Beside


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
    eyebrow: str = ""  # what kind of report it is, above the title
    contents: bool = True  # whether it begins with a list of its sections
    is_draft: bool = True  # whether anything in it waits for a person
    notes_in: str = ""  # the file beside it in which quotations lead to their note


def walk(value: object, kind: type[K]) -> Iterator[K]:
    """Every part of a kind, found by its type, so that no new list of them escapes; also within its like."""
    if isinstance(value, kind):
        yield value
    if isinstance(value, tuple):
        for item in value:
            yield from walk(item, kind)
    elif is_dataclass(value):
        for field in fields(value):
            yield from walk(getattr(value, field.name), kind)


def list_figures(document: Document) -> list[AnyFigure]:
    """Every figure of a report, in order."""
    return [*walk(document, _Figure)]  # type: ignore[list-item]


def make_anchor(prefix: str, identifier: str) -> str:
    """An id for links; different identifiers never share one."""
    safe = re.sub(r"[^A-Za-z0-9_.-]", lambda match: f"~{ord(match[0]):x}~", identifier)
    return f"{prefix}-{safe}"
