"""Reads an event's documents into the five tables of the ingest stage."""

from __future__ import annotations

import dataclasses
import hashlib
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from pandera.typing.pandas import DataFrame

from pipeline.errors import SourceError
from pipeline.ingest.event import correct_lines
from pipeline.ingest.event.cover import find_date, find_days, find_place, find_title, is_post
from pipeline.ingest.event.returned import OWN, say_own_words
from pipeline.ingest.event.said import LINES_FORMAT, LineRole, give_roles, place_missed_notes, place_not_taken
from pipeline.ingest.event.sources import RawEvent
from pipeline.ingest.lines import Document, read_document
from pipeline.ingest.pdf.text import COMMENT
from pipeline.ingest.structure.place import place_lines
from pipeline.ingest.structure.placed import Placed, make_id
from pipeline.ingest.structure.questions import QuestionList
from pipeline.ingest.structure.whole_event import (
    COPIED,
    close_empty_topics,
    find_numbers,
    is_copied,
    limit_notes,
    limit_questions,
    set_copies_aside,
)
from pipeline.settings import IngestSettings
from pipeline.tables import (
    GIVEN_ROLE,
    PUT_IN,
    SEPARATOR,
    TAKEN_OUT,
    EventFigures,
    Events,
    Ledger,
    Notes,
    Questions,
    Sources,
    SurveyAnswers,
    columns_of,
    table_of,
)
from pipeline.wording import count_words, first_day, join_days
from pipeline.wording.marks import is_without_mark_up, render_inline


@dataclass(frozen=True)
class Ingested:
    """What the ingest stage makes of an event."""

    event: DataFrame[Events]
    sources: DataFrame[Sources]
    ledger: DataFrame[Ledger]
    questions: DataFrame[Questions]
    notes: DataFrame[Notes]
    survey_answers: DataFrame[SurveyAnswers]
    figures: DataFrame[EventFigures]


def read_event(raw: RawEvent, settings: IngestSettings) -> Ingested:
    """Read an event's documents into tables.

    A document that cannot be read is a row of Sources with its reason; the others are read all the
    same.

    Raises:
        SourceError: If not one document could be read, or none holds a note.
    """
    documents: list[Document] = []
    uncorrected: dict[str, Document] = {}
    not_read: list[tuple[str, str]] = list(raw.set_aside)
    own = list(raw.own)
    roles = [role for book in raw.roles for role in book.roles]
    given = frozenset[LineRole]()
    as_read: list[Document] = []
    errors: list[SourceError] = []
    for name, content in raw.documents:
        try:
            document = read_document(name, content, raw.facts.columns, raw.facts.questions)
            if said := name.lower().endswith(".pdf") and say_own_words(
                "\n".join(line.content for line in document.lines),
                sum(line.reason == COMMENT for line in document.lines),
            ):
                own.append((name, said))
            else:
                corrected, taken = give_roles(correct_lines(document, raw.facts.correct), roles)
                documents.append(corrected)
                as_read.append(document)
                given |= taken
                if corrected is not document:
                    uncorrected[name] = document
        except SourceError as error:
            errors.append(error)
            not_read.append((name, error.what))
    if not documents and errors:
        raise errors[0]
    if not documents:
        raise SourceError(own[0][1], where=own[0][0], remedy="Put the write-up into this folder.")
    questions = QuestionList(raw.facts.questions, settings.same_question)
    placed = {document.source: place_lines(document, questions, settings) for document in documents}
    for name, document in uncorrected.items():
        alone = QuestionList(raw.facts.questions, settings.same_question)
        _tell_corrected(placed[name], place_lines(document, alone, settings))
    set_copies_aside(placed)
    close_empty_topics(placed, questions)
    limit_notes(
        (one for entries in placed.values() for one in entries if one.role == "note"), settings.longest_note
    )
    limit_questions(questions.questions, settings.longest_note)
    written = [entry for entries in placed.values() for entry in entries if entry.role == "note"]
    words = list(map(_words, written))
    missed = place_missed_notes(raw.workbooks, raw.event_id, questions, words) if written else {}
    placed |= missed | place_not_taken(raw.roles, as_read, given)
    added = [entry for entries in missed.values() for entry in entries if entry.role == "note"]
    notes, words = written + added, words + list(map(_words, added))
    if not notes:
        scales = any(document.answers for document in documents)
        raise SourceError(
            "no notes were found in it, only answers on a scale" if scales else "no notes were found in it",
            where=documents[0].source if len(documents) == 1 else raw.event_id,
            remedy="Put it into the folder of an event that has notes: it is counted there."
            if scales
            else "If it holds any, put each on a line of its own, with '- ' in front, below the question it"
            ' answers; of a sheet, name the column in event.toml: [columns] note = "…".',
        )
    # Notes under no question come last: the questions keep their numbers.
    questions.questions.sort(key=lambda one: not (one.wording or one.table))
    for question in questions.questions:
        wording = question.wording or f"table {question.table}"
        question.question_id = make_id("q", raw.event_id, wording, length=8)
    _number_notes(raw.event_id, notes, words)
    event = _event(raw, documents)
    return Ingested(
        event=event,
        sources=_sources(raw, documents, placed, not_read, own),
        ledger=_ledger(placed),
        questions=_questions(raw.event_id, questions, notes, find_numbers(placed, questions.questions)),
        notes=_notes(raw.event_id, notes, words),
        survey_answers=_survey_answers(raw.event_id, str(event.loc[0, "date"]), documents),
        figures=_figures(raw),
    )


def _tell_corrected(entries: list[Placed], as_read: list[Placed]) -> None:
    """Say of each line that a person gave a role whether that took it out of the notes, or put it in."""
    noted = {_whole_line(one) for one in as_read if one.role in ("note", "continuation")}
    held = {_whole_line(one) for one in entries if one.role in ("note", "continuation")}
    for entry in entries:
        if entry.line.said or entry.line.reason == GIVEN_ROLE:
            is_note, was_note = _whole_line(entry) in held, _whole_line(entry) in noted
            if entry.role in ("question", "heading"):
                continue  # the notes below it are what it is about
            entry.reason = {(False, True): TAKEN_OUT, (True, False): PUT_IN}.get(
                (is_note, was_note), entry.reason
            )


def _whole_line(entry: Placed) -> str:
    """Where a line is, whatever part of it this is."""
    return entry.line.locator.partition(", part ")[0]


def _number_notes(event_id: str, notes: list[Placed], words: list[str]) -> None:
    """Give each note an id from event, question and words, so that other notes never change it."""
    seen: dict[tuple[str, str], list[Placed]] = {}
    for note, said in zip(notes, words, strict=True):
        assert note.question is not None
        key = (note.question.question_id, " ".join(said.split()))
        same = seen.setdefault(key, [])
        same.append(note)
        repeat = () if len(same) == 1 else (str(len(same)),)
        if repeat and not note.reason:
            note.reason = f"the same words as {same[0].source}, {same[0].line.locator}; both are kept"
        note.note_id = make_id("n", event_id, *key, *repeat)


def _words(note: Placed) -> str:
    """What a reader sees of a note; the text without mark-up where more or less than that was taken off."""
    parts = (note, *note.follows)
    words, text = " ".join(part.words for part in parts if part.words), _text(note)
    told = words == text or is_without_mark_up(words, text)
    return words if told else render_inline(" ".join(part.text for part in parts))


def _text(note: Placed) -> str:
    return "\n".join(part.text for part in (note, *note.follows))


def _event(raw: RawEvent, documents: list[Document]) -> DataFrame[Events]:
    facts = raw.facts
    lines = [line for document in documents for line in document.lines if line.words]
    filled_in = (day for document in documents for day in document.days)
    named = "" if is_post(lines) else find_date(raw.event_id)
    row = {
        "event_id": raw.event_id,
        "title": facts.title or find_title(lines) or raw.event_id,
        "date": facts.date or find_days(lines) or named or join_days(filled_in),
        "place": facts.place or find_place(lines),
        "series": facts.series,
    }
    return table_of(Events, [row])


def _sources(
    raw: RawEvent,
    documents: list[Document],
    placed: dict[str, list[Placed]],
    not_read: list[tuple[str, str]],
    own: list[tuple[str, str]],
) -> DataFrame[Sources]:
    contents = dict(raw.documents)
    counts = {source: sum(entry.role == "note" for entry in entries) for source, entries in placed.items()}
    rows: list[tuple[str, str, str, int, int, str, str]] = []
    for document in documents:
        source, count = document.source, counts[document.source]
        without = "answers on a scale only" if document.answers else "no notes were found in it"
        digest = hashlib.sha256(contents[source]).hexdigest()
        copied = sum(is_copied(entry.reason) for entry in placed[source])
        reason = f"{count_words(copied, 'line')} of it {COPIED}" if copied else "" if count else without
        rows.append((source, document.format, digest, len(document.lines), count, "read", reason))
    for workbook in raw.workbooks:
        source, reason = workbook.source, "people's decisions and notes they added; not a write-up"
        lines, count = len(placed.get(source, ())), counts.get(source, 0)
        rows.append((source, "review workbook", workbook.sha256, lines, count, "read", reason))
    for book in raw.roles:
        told = sum(not role.seen for role in book.roles)
        said = f"what people took {count_words(told, 'line')} for"
        rows.append((book.source, LINES_FORMAT, book.sha256, told, 0, "read", said))
    for source, reason in own:
        digest = hashlib.sha256(contents[source]).hexdigest() if source in contents else ""
        rows.append((source, OWN, digest, 0, 0, "read", reason))
    for source, reason in not_read:
        digest = hashlib.sha256(contents[source]).hexdigest() if source in contents else ""
        rows.append((source, "", digest, 0, 0, "not read", reason))
    rows.sort(key=lambda row: row[0])
    return table_of(Sources, [dict(zip(columns_of(Sources), row, strict=True)) for row in rows])


def _survey_answers(event_id: str, date: str, documents: list[Document]) -> DataFrame[SurveyAnswers]:
    rows = [
        dataclasses.asdict(answer)
        | {"event_id": event_id, "source": document.source, "date": answer.date or first_day(date)}
        for document in documents
        for answer in document.answers
    ]
    return table_of(SurveyAnswers, rows)


def _figures(raw: RawEvent) -> DataFrame[EventFigures]:
    rows = [
        {"event_id": raw.event_id, "measure": measure, "value": value} for measure, value in raw.facts.figures
    ]
    return table_of(EventFigures, rows)


def _ledger(placed: dict[str, list[Placed]]) -> DataFrame[Ledger]:
    rows = (
        {
            "source": source,
            "locator": entry.line.locator,
            "line": entry.line.number,
            "text": entry.line.text,
            "role": entry.role,
            "note_id": (entry.continues or entry).note_id,
            "reason": entry.reason,
            "form": entry.line.form,
            "level": entry.line.level,
        }
        for source, entries in placed.items()
        for entry in entries
    )
    return table_of(Ledger, rows)


def _questions(
    event_id: str, questions: QuestionList, notes: list[Placed], numbers: Mapping[int, str]
) -> DataFrame[Questions]:
    counts = Counter(id(note.question) for note in notes)
    # Questions nobody answered are kept: that nothing was said is worth knowing.
    rows = [
        {
            "question_id": question.question_id,
            "event_id": event_id,
            "position": position,
            "table": SEPARATOR.join(question.tables or [question.table]),
            "question": question.wording,
            "number": numbers.get(id(question), ""),
            "wordings": SEPARATOR.join(question.wordings or [question.wording]),
            "notes": counts[id(question)],
        }
        for position, question in enumerate(questions.questions, start=1)
    ]
    return table_of(Questions, rows)


def _notes(event_id: str, notes: list[Placed], words: list[str]) -> DataFrame[Notes]:
    rows = (
        {
            "note_id": note.note_id,
            "event_id": event_id,
            "source": note.source,
            "locator": note.line.locator,
            "line": note.line.number,
            "table": note.table,
            "question_id": note.question.question_id,
            "question": note.question.wording,
            "kind": note.kind,
            "heading": note.heading,
            "lead_in": note.lead_in,
            "text": _text(note),
            "words": said,
            "votes": sum(part.votes for part in (note, *note.follows)),
            "votes_against": sum(part.votes_against for part in (note, *note.follows)),
            "speaker": note.speaker,
        }
        for note, said in zip(notes, words, strict=True)
        if note.question is not None
    )
    return table_of(Notes, rows)
