"""What the readers make of a document, as a test looks at it."""

from __future__ import annotations

from typing import Any

from pipeline.ingest.lines import Document, Line, read_document
from pipeline.ingest.pdf import read_pdf
from pipeline.ingest.structure.ledger import Ingested
from pipeline.ingest.structure.place import place_lines
from pipeline.ingest.structure.placed import Placed
from pipeline.ingest.structure.questions import QuestionList
from pipeline.settings import load_settings
from tests.ingest.pdf_maker import make_pdf


def read_lines(name: str, content: bytes) -> tuple[Line, ...]:
    """The lines of a document; checked: every locator is its own, and every content is in its text."""
    lines = read_document(name, content).lines
    assert len({line.locator for line in lines}) == len(lines)
    for line in lines:
        assert line.content in line.text
        line.text.encode()
    return lines


def read_page(html: str) -> list[Line]:
    """The lines of a web page that are not blank."""
    return [line for line in read_lines("x.html", html.encode()) if line.form != "blank"]


def show_shape(lines: tuple[Line, ...] | list[Line]) -> list[tuple[str, str, int]]:
    """Words, form and level of each line that is not blank."""
    return [(line.words, line.form, line.level) for line in lines if line.form != "blank"]


def read_sheet(content: bytes, name: str = "notes.csv", **facts: Any) -> Document:
    """A sheet, with facts from event.toml."""
    return read_document(name, content, **facts)


def read_notes(content: bytes, name: str = "notes.csv", **facts: Any) -> list[Line]:
    """The cells of a sheet that hold notes."""
    return [line for line in read_sheet(content, name, **facts).lines if line.given is not None]


def show_notes(lines: list[Line], *fields: str) -> list[tuple[Any, ...]]:
    """The words of each note with what the other columns say of it."""
    return [(line.words, *(getattr(line.given, name) for name in fields)) for line in lines]


def read_pages(*pages: bytes) -> tuple[Line, ...]:
    """The lines of a PDF of these pages."""
    return read_pdf("x.pdf", make_pdf(pages)).lines


def show_paragraphs(lines: tuple[Line, ...], form: str = "") -> list[str]:
    """Words of each paragraph."""
    return [line.words for line in lines if not line.role and line.words and form in ("", line.form)]


def list_by_question(found: Ingested | None, column: str = "text") -> dict[str, list[str]]:
    """Each question, with " > " heading and " @ " table where there is one, and its notes."""
    listed: dict[str, list[str]] = {}
    for note in [] if found is None else found.notes.to_dict("records"):
        heading = f" > {note['heading']}" if note["heading"] not in ("", note["question"]) else ""
        table = f" @ {note['table']}" if note["table"] else ""
        listed.setdefault(f"{note['question']}{heading}{table}", []).append(" ".join(note[column].split()))
    return listed


def place_notes(text: str, name: str = "notes.txt") -> list[Placed]:
    """The notes of a write-up, in its order, with all that they stand under."""
    settings = load_settings().ingest
    questions = QuestionList((), settings.same_question)
    placed = place_lines(read_document(name, text.encode()), questions, settings)
    return [entry for entry in placed if entry.role == "note"]


def show_placed(text: str, name: str = "notes.txt") -> list[tuple[str, str, str]]:
    """Question, sub-heading and words of each note of a write-up."""
    return [
        (note.question.wording if note.question else "", note.heading, note.words)
        for note in place_notes(text, name)
    ]
