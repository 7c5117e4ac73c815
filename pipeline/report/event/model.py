"""What the report on an event says: frozen, computed once, already in words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from pipeline.report.blocks import AnyFigure, BarFigure, CountTable, MapFigure


@dataclass(frozen=True)
class Link:
    """A place inside the report, under the words that lead to it."""

    anchor: str
    words: str


@dataclass(frozen=True)
class QuotedNote:
    """One note as the report shows it, with all that is said about it."""

    note_id: str
    anchor: str
    words: str  # with personal details masked
    as_written: str  # with the source's mark-up; empty when that is the same or may not be shown
    source: str
    locator: str
    line: int
    reference: str  # "Table 2, line 310"
    place: str  # "line 310 of mansfield.md"
    table: str
    kind: str
    kind_words: str
    note_type: str
    type_words: str
    heading: str
    lead_in: str
    speaker: str
    votes: int
    masked: bool
    theme: Link
    strength: float
    strength_words: str
    weak: bool
    raised_once: bool
    other_themes: tuple[Link, ...]
    nearest: tuple[str, ...] = ()  # ids of the notes of its theme nearest to it: "why here?"


@dataclass(frozen=True)
class ThemePart:
    """What the report says on one theme."""

    theme_id: str
    anchor: str
    label: str  # "Draft theme 3"
    title: str
    summary: str
    where: str  # notes by table and kind, as a sentence
    types: str  # note types, as a sentence
    counts: CountTable | None  # only where there are several tables
    key_points: tuple[QuotedNote, ...]
    raised_once: tuple[QuotedNote, ...]
    others: tuple[QuotedNote, ...]
    also_near: tuple[QuotedNote, ...]  # notes of other themes that fit here nearly as well
    notes: tuple[QuotedNote, ...]  # all of them, in the order of the sources
    terms: tuple[str, ...]
    together: str  # what the terms are
    stability: str
    naming: str


@dataclass(frozen=True)
class QuestionPart:
    """What the report says on one question."""

    question_id: str
    anchor: str
    heading: str
    short: str  # "Question 2 (table 2)", where the heading has been read already
    tables: str
    sentence: str
    figure: BarFigure | None
    types_figure: BarFigure | None
    types_sentence: str
    overview: CountTable | None
    themes: tuple[ThemePart, ...]
    raised_once: tuple[QuotedNote, ...]
    raised_once_sentence: str
    map_figure: MapFigure | None = None


@dataclass(frozen=True)
class Passage:
    """A stretch of explanation under its own heading."""

    heading: str
    paragraphs: tuple[str, ...]
    points: tuple[str, ...] = ()  # a list after the paragraphs


@dataclass(frozen=True)
class SummaryPart:
    """The organisers' own summary beside the notes; personal details in its words are masked."""

    paragraphs: tuple[str, ...]
    tables: tuple[CountTable, ...]  # its points by question, then the themes it does not come near


@dataclass(frozen=True)
class PlainTheme:
    """A theme on the page for people who were there."""

    title: str
    anchor: str
    counted: str  # "7 notes at 2 tables"
    quote: QuotedNote | None  # None for a theme without notes


@dataclass(frozen=True)
class PlainQuestion:
    """A question on the page for people who were there."""

    heading: str
    anchor: str
    themes: tuple[PlainTheme, ...]  # those that are quoted
    others: tuple[str, ...]  # titles of the rest
    others_sentence: str  # introduces them


@dataclass(frozen=True)
class PlainPage:
    """One page for people who were there."""

    opening: tuple[str, ...]
    questions: tuple[PlainQuestion, ...]
    next_steps: tuple[str, ...]
    missed: tuple[str, ...]  # how to say "you missed this"
    short_forms: tuple[tuple[str, str], ...]  # those on the page, with their meaning


@dataclass(frozen=True)
class Report:
    """All that a report says."""

    event_id: str
    language: str
    title: str
    subtitle: str  # date and place
    date: str  # ISO date, or empty
    status: str
    page: PlainPage
    advice: tuple[str, ...]  # for those who send the report out; in no document
    glance: tuple[str, ...]
    overview: CountTable
    checks_sentence: str
    checks: tuple[QuotedNote, ...]
    questions: tuple[QuestionPart, ...]
    summary: SummaryPart | None  # None where the documents hold no summary
    method: tuple[Passage, ...]
    set_aside_sentence: str
    lines: CountTable
    sources: CountTable
    fingerprint: str
    every_note: str  # what stands above the list of notes

    @property
    def notes(self) -> tuple[QuotedNote, ...]:
        """Every note, under its theme."""
        return tuple(note for part in self.questions for theme in part.themes for note in theme.notes)

    @property
    def figures(self) -> tuple[AnyFigure, ...]:
        """Every figure, in order."""
        return tuple(
            figure
            for part in self.questions
            for figure in (part.figure, part.types_figure, part.map_figure)
            if figure is not None
        )


@dataclass(frozen=True)
class ReportWords:
    """What a report says that its tables do not hold.

    Attributes:
        fingerprint: What the report was made from, as one line, shown in it.
        codebook_fit: How well the codebook fits: by question_id, and under "" as a whole.
        theme_reviews: What people decided about a theme, as a sentence, by theme_id.
        review: How the review stands, as paragraphs; none where nobody has decided anything.
        language_model: What a language model did that read the notes as well, as paragraphs.
    """

    fingerprint: str
    codebook_fit: Mapping[str, str]
    theme_reviews: Mapping[str, str]
    review: Sequence[str] = ()
    language_model: Sequence[str] = ()
