"""An event as its report tells it: questions, their themes, and the notes of each."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

from pandera.typing.pandas import DataFrame

from pipeline.report import wording
from pipeline.report.event.lines_read import is_whole
from pipeline.report.event.organisers import OrganiserLine
from pipeline.tables import OTHER, UNDIVIDED_TITLE, Differences, EventTables, SourceTables
from pipeline.tables.contract import Row, list_rows, split_cell
from pipeline.wording import fold_title
from pipeline.wording.corrected import say_corrected
from pipeline.wording.quotations import drop_marks

T = TypeVar("T")
FEWEST = 3  # notes of a theme that is told on its own


@dataclass(frozen=True)
class ReportWords:
    """What a report says that its tables do not hold.

    Attributes:
        fingerprint: What the report was made from, as one line, shown in it.
        codebook_fit: How well the codebook fits: by question_id, and under "" as a whole.
        theme_reviews: What people decided about a theme, as a sentence, by theme_id.
        review: How the review stands, as paragraphs; none where nobody has decided anything.
        language_model: What a language model did that read the notes as well, as paragraphs.
        organisers: What the organisers wrote about the event, as it may be shown.
    """

    fingerprint: str
    codebook_fit: Mapping[str, str]
    theme_reviews: Mapping[str, str]
    review: Sequence[str] = ()
    language_model: Sequence[str] = ()
    organisers: Sequence[OrganiserLine] = ()


@dataclass(frozen=True)
class Note:
    """One note as reports may show it.

    Attributes:
        note_id: Its id.
        words: With personal details masked.
        place: Its line, with the document's name where there are several: "line 82".
        table: "Table 2", or empty.
        kind: Of the contract.
        heading: It stands under, or empty.
        lead_in: What introduces it, or empty.
        speaker: Who said it, or empty.
        votes: For and against it, in words, or empty.
        votes_for: How many people voted for it.
        votes_against: And against it.
        line: As an editor counts.
        source: The document.
        masked: Whether anything in it is.
        theme_id: Of its theme.
        weak: Whether its place in the theme is in doubt.
        raised_once: Whether no other note of its question comes near it.
        asks: Whether it is worded as an ask.
        works: Whether a person or a named model says that it tells of something that works well.
    """

    note_id: str
    words: str
    place: str
    table: str
    kind: str
    heading: str
    lead_in: str
    speaker: str
    votes: str
    votes_for: int
    votes_against: int
    line: int
    source: str
    masked: bool
    theme_id: str
    weak: bool
    raised_once: bool
    asks: bool
    works: bool


@dataclass(frozen=True)
class Theme:
    """A theme of a question with its notes, in the order of the sources."""

    theme_id: str
    question_id: str
    title: str
    basis: str
    code: str
    summary: str
    stability: str
    review: str  # what people decided about it
    is_other: bool  # "Other points", or all notes of a question that is not divided
    notes: tuple[Note, ...]
    shown: tuple[Note, ...]  # in the order in which they best show the title

    @property
    def untitled(self) -> bool:
        """Whether one of its notes stands for a title, because none was found that most of them bear out."""
        return not self.is_other and wording.goes_by_note(self.basis, self.title)

    @property
    def heading(self) -> str:
        """What a report calls it."""
        return wording.UNTITLED if self.untitled else self.title


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
    where: str  # "Table 1", or "Question 2" where it was asked at several


@dataclass(frozen=True, kw_only=True)
class Group(_Themed):
    """One theme of the event: the themes of several questions that have one title."""

    title: str
    is_other: bool = False  # "Other points", or what has no title


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
    unread: tuple[str, ...]
    summary_lines: int
    whole: bool  # whether the ledger bears out that every remark is a note
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
    def checked(self) -> int:
        """How many of them a person has accepted."""
        return sum(theme.basis == "reviewed" for theme in self.themes)


def gather_event(tables: EventTables, found: SourceTables, words: ReportWords, language: str) -> EventFacts:
    """Put together what a report on an event is made from.

    A note without its safe words or its theme is not among them; `check_quotes` then refuses the report.
    """
    about = tables.event.iloc[0]
    notes = _list_notes(tables, found)
    questions = tuple(
        _gather_question(row, tables, notes, words)
        for row in list_rows(tables.questions.sort_values("position", kind="stable"))
    )
    by_id = {note.note_id: note for note in notes}
    return EventFacts(
        event_id=about["event_id"],
        title=about["title"] or about["event_id"],
        date=str(about["date"]),
        place=about["place"],
        language=language,
        questions=questions,
        groups=group_themes([theme for question in questions for theme in question.themes]),
        differences=_list_differences(tables.differences, by_id),
        unread=tuple(found.sources.loc[found.sources["status"] != "read", "source"]),
        summary_lines=int((found.ledger["role"] == "summary").sum()),
        whole=is_whole(found),
        corrected=say_corrected(found.ledger),
        words=words,
    )


def group_themes(themes: Sequence[Theme]) -> tuple[Group, ...]:
    """Themes of several questions that have the same title, as one."""
    grouped: dict[str, list[Theme]] = {}
    for theme in themes:
        if theme.notes:
            grouped.setdefault("" if theme.is_other else fold_title(theme.heading), []).append(theme)
    groups = []
    for own in grouped.values():
        alike = len({fold_title(theme.heading) for theme in own}) == 1
        title = own[0].heading if alike else wording.NO_THEME
        groups.append(Group(title=title, themes=tuple(own), is_other=own[0].is_other or own[0].untitled))
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


def _list_notes(tables: EventTables, found: SourceTables) -> list[Note]:
    language = tables.language[["note_id", "note_type", "type_basis", "asks"]]
    known = tables.safe_notes.merge(tables.codings.drop(columns="question_id"), on="note_id")
    known = known.merge(language, on="note_id", how="left").fillna({"asks": False})
    known["ballot"] = wording.list_votes(known["votes"].tolist(), known["votes_against"].tolist())
    several = found.notes["source"].nunique() > 1
    return [_take_note(row, several) for row in list_rows(known)]


def _take_note(row: Row, several_sources: bool) -> Note:
    # Readers look for the line, whatever part of it the note is.
    locator = row["locator"].partition(", part ")[0] or f"line {row['line']}"
    return Note(
        note_id=row["note_id"],
        words=row["words"],
        place=f"{row['source']}, {locator}" if several_sources else locator,
        table=wording.table_words(row["table"]),
        kind=row["kind"],
        heading=row["heading"],
        lead_in=row["lead_in"],
        speaker=row["speaker"],
        votes=row["ballot"],
        votes_for=row["votes"],
        votes_against=row["votes_against"],
        line=row["line"],
        source=row["source"],
        masked=row["masked"],
        theme_id=row["theme_id"],
        weak=row["weak"],
        raised_once=row["raised_once"],
        asks=bool(row["asks"]),
        works=row["note_type"] == "works_well" and row["type_basis"] in ("model", "reviewed"),
    )


def _gather_question(row: Row, tables: EventTables, notes: Sequence[Note], words: ReportWords) -> Question:
    own = tables.themes[tables.themes["question_id"] == row["question_id"]]
    rows = list_rows(own.sort_values("position"))
    themes = [_gather_theme(theme, notes, words) for theme in rows]
    themes = sorted(themes, key=lambda theme: (theme.is_other, theme.untitled, -len(theme.notes)))
    said = dict.fromkeys(note.table for theme in themes for note in theme.notes if note.table)
    places = tuple(said) or tuple(filter(None, (wording.table_words(row["table"]),)))
    is_alone = len(places) == 1 and tables.questions["table"].eq(row["table"]).sum() == 1
    return Question(
        question_id=row["question_id"],
        position=row["position"],
        heading=row["question"] or wording.NO_QUESTION,
        tables=places,
        where=places[0] if is_alone else f"Question {row['position']}",
        themes=tuple(themes),
    )


def _gather_theme(row: Row, notes: Sequence[Note], words: ReportWords) -> Theme:
    undivided = row["title"] == UNDIVIDED_TITLE and row["basis"] != "reviewed"
    own = tuple(note for note in notes if note.theme_id == row["theme_id"])
    by_id = {note.note_id: note for note in own}
    best = dict.fromkeys((*split_cell(row["shown"]), *split_cell(row["key_point_ids"]), *by_id))
    named = [note.note_id for note in own if fold_title(note.words) == fold_title(drop_marks(row["title"]))]
    return Theme(
        theme_id=row["theme_id"],
        question_id=row["question_id"],
        title=wording.NOT_SORTED if undivided else row["title"],
        basis=row["basis"],
        code=row["code"],
        summary=row["summary"],
        stability=row["stability"],
        review=words.theme_reviews.get(row["theme_id"], ""),
        is_other=undivided or row["theme_id"].endswith(OTHER),
        notes=own,
        shown=tuple(by_id[note_id] for note_id in dict.fromkeys((*named, *best)) if note_id in by_id),
    )


def _list_differences(
    differences: DataFrame[Differences], notes: Mapping[str, Note]
) -> tuple[tuple[str, Note, Note], ...]:
    """Pairs of which both notes may be shown, and nothing is hidden in what they share."""
    pairs = (
        (row["shared"], notes.get(row["note_id"]), notes.get(row["other_note_id"]))
        for row in list_rows(differences)
    )
    return tuple((shared, one, other) for shared, one, other in pairs if one and other)


def count_kinds(notes: Sequence[Note]) -> list[tuple[str, int]]:
    """Notes by kind, in the order of the contract, without kinds that do not occur."""
    found = Counter(note.kind for note in notes)
    return [(kind, found[kind]) for kind in wording.KIND_COUNTS if found[kind]]
