"""Finds what each line of a document is: heading, question, note, lead-in, summary, ...

Two passes. The first (sections.py) cuts the document at its headings and decides what each section
holds. The second, here, walks the sections and gives every line its role: headings change what the
lines below them stand under (surroundings.py), and sections of notes are read bullet by bullet
(note_lines.py). Nothing is dropped: a line that is not a note says in its role, and where it was not
obvious in its reason, what it was taken for (placed.py).
"""

from __future__ import annotations

from pipeline.ingest.lines import Document, Line
from pipeline.ingest.structure.headings import split_table
from pipeline.ingest.structure.note_lines import NoteLines
from pipeline.ingest.structure.placed import Placed, follow_on
from pipeline.ingest.structure.questions import QuestionList
from pipeline.ingest.structure.sections import Region, Section, find_sections
from pipeline.ingest.structure.surroundings import Surroundings
from pipeline.settings import IngestSettings


def place_lines(document: Document, questions: QuestionList, settings: IngestSettings) -> list[Placed]:
    """Give every line of a document its role.

    Args:
        document: The document as lines.
        questions: The event's questions so far; those found here are added.
        settings: Thresholds for lead-ins and headings.

    Returns:
        One entry per line, in the document's order.
    """
    sections = find_sections(document, settings)
    for section in sections:
        if section.region == "questions":
            for line in (section.heading, *section.body):
                table, wording = split_table(line.words) if line is not None else ("", "")
                if table and wording:
                    questions.declare(wording, table)
    placed: list[Placed] = []
    around = Surroundings(document, questions)
    note_lines = NoteLines(document, around, settings)
    for section in sections:
        placed.extend(_walk(section, around, note_lines))
    return placed


def _walk(section: Section, around: Surroundings, note_lines: NoteLines) -> list[Placed]:
    """Give each line of a section its role."""
    placed: list[Placed] = []
    if section.heading is not None:
        placed.append(around.enter(section))
    if section.region == "notes":
        return note_lines.place(section, placed)
    for line in section.body:
        entry = around.place_known(line) or _place_other(line, section.region, around)
        if entry.role == "continuation":
            follow_on(placed, entry)
        placed.append(entry)
    return placed


def _place_other(line: Line, region: Region, around: Surroundings) -> Placed:
    if line.form in ("blank", "metadata", "boilerplate"):
        return around.put(line, line.form)
    if not line.content:
        return around.put(line, "blank", "an empty bullet")
    if region == "summary":
        return around.put(line, "summary", "a summary somebody wrote; not counted as notes")
    if region == "questions" and split_table(line.words)[0]:
        return around.put(line, "question", "the write-up's own list of questions")
    return around.put(line, "context")
