"""Reads an event's documents into the five tables of the ingest stage."""

from __future__ import annotations

import dataclasses
import hashlib
from collections import Counter
from dataclasses import dataclass

from pandera.typing.pandas import DataFrame

from pipeline.errors import SourceError
from pipeline.ingest.event.corrections import correct_lines
from pipeline.ingest.event.event_file import find_date
from pipeline.ingest.event.missed import place_missed_notes
from pipeline.ingest.event.sources import RawEvent
from pipeline.ingest.formats import read_document
from pipeline.ingest.lines import Document
from pipeline.ingest.structure.place import place_lines
from pipeline.ingest.structure.placed import Placed
from pipeline.ingest.structure.questions import Question, QuestionList, make_id
from pipeline.settings import IngestSettings
from pipeline.tables import (
    SEPARATOR,
    EventFigures,
    Events,
    Ledger,
    Notes,
    Questions,
    Sources,
    SurveyAnswers,
    table_of,
)


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

    Args:
        raw: The event as people gave it to us.
        settings: Thresholds for finding structure.

    Raises:
        SourceError: If not one document could be read, or none holds a note.
    """
    documents: list[Document] = []
    not_read: list[tuple[str, str]] = list(raw.set_aside)
    errors: list[SourceError] = []
    for name, content in raw.documents:
        try:
            document = read_document(name, content, raw.facts)
            documents.append(correct_lines(document, raw.facts.corrections))
        except SourceError as error:
            errors.append(error)
            not_read.append((name, error.what))
    if not documents:
        raise errors[0]
    questions = QuestionList(raw.facts.questions, settings.same_question)
    placed = {document.source: place_lines(document, questions, settings) for document in documents}
    written = [entry for entries in placed.values() for entry in entries if entry.role == "note"]
    missed = place_missed_notes(raw.workbooks, raw.event_id, questions) if written else {}
    placed |= missed
    notes = written + [entry for entries in missed.values() for entry in entries if entry.role == "note"]
    if not notes and any(document.answers for document in documents):
        raise SourceError(
            "no notes were found in it, only answers on a scale",
            where=documents[0].source if len(documents) == 1 else raw.event_id,
            remedy="Put it into the folder of an event that has notes: it is counted there.",
        )
    if not notes:
        raise SourceError(
            "no notes were found in it",
            where=documents[0].source if len(documents) == 1 else raw.event_id,
            remedy="Put each note on a line of its own, with '- ' in front, below the question it answers; "
            'of a sheet, name the column in event.toml: [columns] note = "…".',
        )
    question_ids = {
        id(question): make_id("q", raw.event_id, question.wording or f"table {question.table}", length=8)
        for question in questions.questions
    }
    note_ids = _number_notes(raw.event_id, notes, question_ids)
    event = _event(raw, documents)
    return Ingested(
        event=event,
        sources=_sources(raw, documents, placed, not_read),
        ledger=_ledger(placed, note_ids),
        questions=_questions(raw.event_id, questions, notes, question_ids),
        notes=_notes(raw.event_id, notes, note_ids, question_ids),
        survey_answers=_survey_answers(raw.event_id, str(event.loc[0, "date"]), documents),
        figures=_figures(raw),
    )


def _number_notes(event_id: str, notes: list[Placed], question_ids: dict[int, str]) -> dict[int, str]:
    """An id for each note from event, question and words, so that other notes never change it."""
    seen: dict[tuple[str, str], list[Placed]] = {}
    note_ids = {}
    for note in notes:
        key = (question_ids[id(note.question)], " ".join(_words(note).split()))
        same = seen.setdefault(key, [])
        same.append(note)
        repeat = () if len(same) == 1 else (str(len(same)),)
        if repeat and not note.reason:
            note.reason = f"the same words as {same[0].source}, {same[0].line.locator}; both are kept"
        note_ids[id(note)] = make_id("n", event_id, *key, *repeat)
    return note_ids


def _words(note: Placed) -> str:
    return " ".join(part.words for part in (note, *note.follows) if part.words)


def _event(raw: RawEvent, documents: list[Document]) -> DataFrame[Events]:
    facts = raw.facts
    lines = [line for document in documents for line in document.lines if line.words]
    title = next((line.words for line in lines if line.form == "heading"), "")
    cover = "\n".join(line.words for line in lines[:25])
    date = facts.date or find_date(cover) or find_date(raw.event_id)
    row = {
        "event_id": raw.event_id,
        "title": facts.title or title or raw.event_id,
        "date": date,
        "place": facts.place,
        "series": facts.series,
    }
    return table_of(Events, [row])


def _sources(
    raw: RawEvent, documents: list[Document], placed: dict[str, list[Placed]], not_read: list[tuple[str, str]]
) -> DataFrame[Sources]:
    contents = dict(raw.documents)
    rows = []
    for document in documents:
        count = sum(entry.role == "note" for entry in placed[document.source])
        rows.append(
            {
                "source": document.source,
                "format": document.format,
                "sha256": hashlib.sha256(contents[document.source]).hexdigest(),
                "lines": len(document.lines),
                "notes": count,
                "status": "read",
                "reason": "" if count else _say_without_notes(document),
            }
        )
    for workbook in raw.workbooks:
        lines = placed.get(workbook.source, [])
        count = sum(entry.role == "note" for entry in lines)
        rows.append(
            {
                "source": workbook.source,
                "format": "review workbook",
                "sha256": workbook.sha256,
                "lines": len(lines),
                "notes": count,
                "status": "read",
                "reason": "people's decisions and notes they added; not a write-up",
            }
        )
    for name, reason in not_read:
        content = contents.get(name)
        rows.append(
            {
                "source": name,
                "format": "",
                "sha256": "" if content is None else hashlib.sha256(content).hexdigest(),
                "lines": 0,
                "notes": 0,
                "status": "not read",
                "reason": reason,
            }
        )
    return table_of(Sources, sorted(rows, key=lambda row: str(row["source"])))


def _say_without_notes(document: Document) -> str:
    return "answers on a scale only" if document.answers else "no notes were found in it"


def _survey_answers(event_id: str, date: str, documents: list[Document]) -> DataFrame[SurveyAnswers]:
    rows = [
        {
            **dataclasses.asdict(answer),
            "event_id": event_id,
            "source": document.source,
            "date": answer.date or date,
        }
        for document in documents
        for answer in document.answers
    ]
    return table_of(SurveyAnswers, rows)


def _figures(raw: RawEvent) -> DataFrame[EventFigures]:
    rows = [
        {"event_id": raw.event_id, "measure": measure, "value": value} for measure, value in raw.facts.figures
    ]
    return table_of(EventFigures, rows)


def _ledger(placed: dict[str, list[Placed]], note_ids: dict[int, str]) -> DataFrame[Ledger]:
    rows = []
    for source, entries in placed.items():
        for entry in entries:
            note = entry.continues or entry
            rows.append(
                {
                    "source": source,
                    "locator": entry.line.locator,
                    "line": entry.line.number,
                    "text": entry.line.text,
                    "role": entry.role,
                    "note_id": note_ids.get(id(note), ""),
                    "reason": entry.reason,
                }
            )
    return table_of(Ledger, rows)


def _questions(
    event_id: str, questions: QuestionList, notes: list[Placed], question_ids: dict[int, str]
) -> DataFrame[Questions]:
    counts = Counter(id(note.question) for note in notes)
    # Questions nobody answered are kept: that nothing was said is worth knowing.
    rows = [
        {
            "question_id": question_ids[id(question)],
            "event_id": event_id,
            "position": position,
            "table": SEPARATOR.join(_tables_of(question)),
            "question": question.wording,
            "wordings": SEPARATOR.join(question.wordings or [question.wording]),
            "notes": counts[id(question)],
        }
        for position, question in enumerate(questions.questions, start=1)
    ]
    return table_of(Questions, rows)


def _tables_of(question: Question) -> list[str]:
    return question.tables or ([question.table] if question.table else [])


def _notes(
    event_id: str, notes: list[Placed], note_ids: dict[int, str], question_ids: dict[int, str]
) -> DataFrame[Notes]:
    rows = []
    for note in notes:
        question = note.question
        assert question is not None
        rows.append(
            {
                "note_id": note_ids[id(note)],
                "event_id": event_id,
                "source": note.source,
                "locator": note.line.locator,
                "line": note.line.number,
                "table": note.table,
                "question_id": question_ids[id(question)],
                "question": question.wording,
                "kind": note.kind,
                "heading": note.heading,
                "lead_in": note.lead_in,
                "text": "\n".join(part.text for part in (note, *note.follows)),
                "words": _words(note),
                "votes": sum(part.votes for part in (note, *note.follows)),
                "speaker": note.speaker,
            }
        )
    return table_of(Notes, rows)
