"""What can be put on paper: Word and PDF take the same parts in the same order, so one walk writes both."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Literal, Protocol

from pipeline.report.figures import Drawing
from pipeline.report.model import AnyFigure, CountTable

Style = Literal["plain", "lead", "eyebrow", "aside"]
NoteRow = tuple[str, str, str, str, str]


class Paper(Protocol):
    """Collects what stands on paper, in order; how it looks is each kind's own affair."""

    def add_heading(self, text: str, level: int, anchor: str = "") -> None:
        """A heading of level 1 to 3, and a place that tables may lead to by its anchor."""

    def add_fold_heading(self, text: str, level: int) -> None:
        """What the HTML report shows of something folded, which stands open on paper."""

    def add_paragraph(self, text: str, style: Style = "plain") -> None:
        """A paragraph."""

    def add_labelled(self, label: str, text: str) -> None:
        """A paragraph of evidence that begins with what it is about."""

    def add_bullets(self, items: Sequence[str]) -> None:
        """A list."""

    def add_quote(self, words: str, about: str) -> None:
        """Somebody's words, and where they come from."""

    def add_table(self, table: CountTable) -> None:
        """A table of counts with its caption."""

    def add_note_table(self, caption: str, head: Sequence[str], rows: Iterable[NoteRow]) -> None:
        """A table of notes, one row each.

        Args:
            caption: What it holds, where it does not stand under a heading that says so.
            head: Heads of its columns; a note and its context share one.
            rows: Where each note was taken, its words, what stood around them, what is said of it, its id.
        """

    def add_figure(self, figure: AnyFigure, drawing: Drawing) -> None:
        """A figure with what it says in words, and its counts where they stand nowhere else."""
