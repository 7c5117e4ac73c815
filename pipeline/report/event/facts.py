"""An event as its report tells it: questions, their themes, and the notes of each."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

from pandera.typing.pandas import DataFrame

from pipeline.report import wording
from pipeline.report.event.notes import Note, count_left, list_notes
from pipeline.report.event.organisers import OrganiserLine
from pipeline.tables import OTHER, UNDIVIDED_TITLE, Differences, EventTables, SourceTables
from pipeline.tables.contract import Row, list_rows, split_cell
from pipeline.wording import fold_title
from pipeline.wording.marks import drop_marks
from pipeline.wording.names import UNTITLED, name_questions, name_untitled, shows_name
from pipeline.wording.notes import say_corrected
from pipeline.wording.withheld import SHOWN as WITHHELD

T = TypeVar("T")
_SHEETS = ("CSV", "Excel")  # as the readers of sheets are called
_ACCEPTED = "Accepted"  # how it begins what people said who accepted a list; "Other points" has no other sign
FEWEST = 3  # notes of a theme that is told on its own


@dataclass(frozen=True)
class ReportWords:
    """What a report says that its tables do not hold."""

    fingerprint: str  # what the report was made from, as one line
    codebook_fit: Mapping[str, str]  # how well the codebook fits: by question_id, and under "" as a whole
    theme_reviews: Mapping[str, str]  # what people decided about a theme, as a sentence, by theme_id
    review: Sequence[str] = ()  # how the review stands, as paragraphs; none where nobody has decided anything
    decisions: int = 0  # on notes and themes that hold; comments are none
    language_model: Sequence[str] = ()  # what one did that read the notes as well, as paragraphs
    organisers: Sequence[OrganiserLine] = ()  # what they wrote about the event, as it may be shown
    rated: int = 0  # questions whose answers were picked on a scale, which no report on an event shows


@dataclass(frozen=True)
class Theme:
    """A theme of a question with its notes, in the order of the sources."""

    theme_id: str
    question_id: str
    title: str
    untitled: str  # what it is called where one of its notes stands for a title: "No title yet (1 of 2)"
    basis: str
    summary: str
    stability: str
    review: str  # what people decided about it
    is_other: bool  # "Other points", or all notes of a question that is not divided
    notes: tuple[Note, ...]
    shown: tuple[Note, ...]  # in the order in which they best show the title

    @property
    def heading(self) -> str:
        """What a report calls it."""
        return self.untitled or self.title


@dataclass(frozen=True, kw_only=True)
class _Themed:
    """What is made of themes, and so of their notes."""

    themes: tuple[Theme, ...]

    @property
    def notes(self) -> tuple[Note, ...]:
        """All of them, under their themes."""
        return tuple(note for theme in self.themes for note in theme.notes)


@dataclass(frozen=True, kw_only=True)
class Question(_Themed):
    """A question with its themes, the largest first."""

    question_id: str
    position: int
    heading: str
    tables: tuple[str, ...]
    where: str  # "Table 1", or what it is called for short where it was asked at several, or that it is none

    @property
    def eyebrow(self) -> str:
        """What stands above its heading, unless that says the same."""
        is_said = self.where == wording.NOWHERE_ASKED or shows_name(self.where, self.heading)
        return "" if is_said else self.where

    @property
    def full(self) -> str:
        """Where it was asked, and its wording."""
        return ": ".join(filter(None, (self.eyebrow, self.heading)))


@dataclass(frozen=True, kw_only=True)
class Group(_Themed):
    """One theme of the event: the themes of several questions that have one title."""

    title: str
    is_other: bool = False  # "Other points", what is not sorted into themes, or what has no title


@dataclass(frozen=True)
class EventFacts:
    """All that a report on an event is made from."""

    event_id: str
    title: str
    date: str
    place: str
    language: str
    questions: tuple[Question, ...]
    groups: tuple[Group, ...]  # the largest first, "Other points" last
    differences: tuple[tuple[str, Note, Note], ...]  # the words that two notes share, and both
    sources: tuple[str, ...]  # documents that notes were taken from
    unread: tuple[str, ...]
    occasion: str  # what the notes come from: "event", "survey", or empty
    summary_lines: int
    compared: bool  # whether the appendix sets points of that summary beside notes
    unchecked: int  # notes in no theme of which nobody has said that they looked at them
    left: int  # lines of words that are no notes; the cells of sheets are not counted
    corrected: str  # how many lines people took out of the notes and put in, as a phrase; or empty
    words: ReportWords

    @property
    def notes(self) -> tuple[Note, ...]:
        """Every note, under its theme."""
        return tuple(note for question in self.questions for note in question.notes)

    @property
    def tables(self) -> tuple[str, ...]:
        """The tables that are named, in the order of the sources."""
        return tuple(dict.fromkeys(note.table for note in self.notes if note.table))

    @property
    def themes(self) -> tuple[Theme, ...]:
        """Those that are themes, "Other points" apart."""
        return tuple(theme for question in self.questions for theme in question.themes if not theme.is_other)

    @property
    def is_draft(self) -> bool:
        """Whether a theme waits for a person; where there is none, the notes that stand for themselves."""
        every = self.themes or [theme for question in self.questions for theme in question.themes]
        return not every or any(theme.basis != "reviewed" for theme in every)

    @property
    def status(self) -> str:
        """How far people have checked it."""
        if not self.themes and not self.is_draft:
            return wording.say("checked_notes")
        accepted = sum(theme.basis == "reviewed" for theme in self.themes)
        return wording.status_words(accepted, len(self.themes), self.words.decisions, self.unchecked)


def gather_event(tables: EventTables, found: SourceTables, words: ReportWords, language: str) -> EventFacts:
    """Put together what a report on an event is made from.

    A note without its safe words or its theme is not among them; `check_quotes` then refuses the report.
    """
    about = tables.event.iloc[0]
    notes = list_notes(tables, found)
    themed: dict[str, list[Note]] = {}
    for note in notes:
        themed.setdefault(note.theme_id, []).append(note)
    asked = list_rows(tables.questions.sort_values("position", kind="stable"))
    called = name_questions(asked)
    questions = tuple(
        _gather_question(row, called[row["question_id"]], tables, themed, words) for row in asked
    )
    by_id = {note.note_id: note for note in notes}
    title = about["title"] or about["event_id"]
    sheets = set(found.sources.loc[found.sources["format"].isin(_SHEETS), "source"])
    return EventFacts(
        event_id=about["event_id"],
        title=title,
        date=str(about["date"]),
        place=about["place"],
        language=language,
        questions=questions,
        groups=group_themes([theme for question in questions for theme in question.themes]),
        differences=_list_differences(tables.differences, by_id),
        sources=tuple(dict.fromkeys(note.source for note in notes)),
        occasion=wording.name_occasion(
            title, [(note.kind, note.table) for note in notes], sheets.issuperset(n.source for n in notes)
        ),
        unread=tuple(found.sources.loc[found.sources["status"] != "read", "source"]),
        summary_lines=int((found.ledger["role"] == "summary").sum()),
        compared=not tables.summary_points.empty,
        unchecked=_count_unchecked(questions, tables),
        left=count_left(found, sheets),
        corrected=say_corrected(found.ledger),
        words=words,
    )


def _count_unchecked(questions: Sequence[Question], tables: EventTables) -> int:
    """How many notes are in no theme, on a list that nobody accepted, and were put there by no person."""
    lists = [
        theme.theme_id
        for question in questions
        for theme in question.themes
        if theme.is_other and theme.basis != "reviewed" and not theme.review.startswith(_ACCEPTED)
    ]
    return int((tables.codings["theme_id"].isin(lists) & tables.codings["basis"].ne("reviewed")).sum())


def group_themes(themes: Sequence[Theme]) -> tuple[Group, ...]:
    """Themes of several questions that have the same title, as one."""
    grouped: dict[str, list[Theme]] = {}
    for theme in themes:
        if theme.notes:
            grouped.setdefault(fold_title(UNTITLED if theme.untitled else theme.title), []).append(theme)
    groups = [
        Group(
            title=UNTITLED if own[0].untitled else own[0].title,
            themes=tuple(own),
            is_other=own[0].is_other or bool(own[0].untitled),
        )
        for own in grouped.values()
    ]
    return tuple(sorted(groups, key=lambda group: (group.is_other, -len(group.notes))))


def pick_evenly(items: Sequence[T], most: int) -> tuple[T, ...]:
    """At most so many, evenly from first to last."""
    if len(items) <= most:
        return tuple(items)
    return tuple(items[place * len(items) // most] for place in range(most)) if most > 0 else ()


def list_shown(facts: EventFacts, most: int) -> set[str]:
    """The ids of the notes that the appendix lists: all, or of a theme with very many some, evenly."""
    shown = set()
    for question in facts.questions:
        for theme in question.themes:
            first = theme.notes if len(theme.notes) <= most else theme.shown[:5]
            rest = [note for note in theme.notes if note not in first]
            shown |= {note.note_id for note in (*first, *pick_evenly(rest, most - len(first)))}
    return shown


def _gather_question(
    row: Row,
    called: str,
    tables: EventTables,
    themed: Mapping[str, Sequence[Note]],
    words: ReportWords,
) -> Question:
    own = tables.themes[tables.themes["question_id"] == row["question_id"]]
    rows = list_rows(own.sort_values("position"))
    names = name_untitled((row["theme_id"], row["basis"], row["title"]) for row in rows)
    themes = [_gather_theme(theme, names, themed.get(theme["theme_id"], ()), words) for theme in rows]
    themes = sorted(themes, key=lambda theme: (theme.is_other, bool(theme.untitled), -len(theme.notes)))
    said = dict.fromkeys(note.table for theme in themes for note in theme.notes if note.table)
    places = tuple(said) or tuple(filter(None, (wording.table_words(row["table"]),)))
    is_alone = len(places) == 1 and tables.questions["table"].eq(row["table"]).sum() == 1
    return Question(
        question_id=row["question_id"],
        position=row["position"],
        heading=row["question"] or wording.NO_QUESTION,
        tables=places,
        where=places[0] if is_alone else called or wording.NOWHERE_ASKED,
        themes=tuple(themes),
    )


def _gather_theme(row: Row, names: Mapping[str, str], notes: Sequence[Note], words: ReportWords) -> Theme:
    own = tuple(notes)
    by_id = {note.note_id: note for note in own}
    best = dict.fromkeys((*split_cell(row["shown"]), *split_cell(row["key_point_ids"]), *by_id))
    named = [note.note_id for note in own if fold_title(note.words) == fold_title(drop_marks(row["title"]))]
    first = [by_id[note_id] for note_id in dict.fromkeys((*named, *best)) if note_id in by_id]
    return Theme(
        theme_id=row["theme_id"],
        question_id=row["question_id"],
        title=row["title"],
        untitled=names.get(row["theme_id"], ""),
        basis=row["basis"],
        summary=row["summary"],
        stability=row["stability"],
        review=words.theme_reviews.get(row["theme_id"], ""),
        is_other=row["title"] == UNDIVIDED_TITLE or row["theme_id"].endswith(OTHER),
        notes=own,
        # Of what was partly kept out of print as little as can be is quoted.
        shown=tuple(sorted(first, key=lambda note: WITHHELD in note.words)),
    )


def _list_differences(
    differences: DataFrame[Differences], notes: Mapping[str, Note]
) -> tuple[tuple[str, Note, Note], ...]:
    """Pairs of which both notes may be shown, and nothing is hidden in what they share."""
    quoted = {note_id: note for note_id, note in notes.items() if not note.to_scribes}
    return tuple(
        (row["shared"], quoted[row["note_id"]], quoted[row["other_note_id"]])
        for row in list_rows(differences)
        if row["note_id"] in quoted and row["other_note_id"] in quoted
    )
