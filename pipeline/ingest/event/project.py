"""Reads a project that came back from a qualitative tool (.qdpx) as the review workbooks of its coders.

Notes are known by the program's own codings in the file, whatever ids the tool has made; what people coded
stands in the same sheet of notes that a workbook has, so that everything after this knows one form only.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from pipeline.keeping.qda import (
    AFTER,
    MODEL,
    PROGRAM,
    QdaCoding,
    QdaProject,
    QdaText,
    make_coding_guid,
    read_project,
    walk_codes,
)
from pipeline.keeping.workbooks import (
    DATE_LABEL,
    NAME_LABEL,
    NOTES,
    NOTES_HEAD,
    Fault,
    Grid,
    Place,
    ReturnedWorkbook,
)

_NO_PEOPLE = (PROGRAM, MODEL, AFTER)
_ENDING = re.compile(r" \(question \d+(?:, draft)?\)$")  # by which two themes of one title are told apart
_LINE = re.compile(r"[^\r\n]*\S[^\r\n]*")
_MOSTLY = 0.5  # of a note, or of a selection, that the other must cover for the one to be on the other
_HEAD = 4  # the row of headings, below mark, name and date
_NOTE_ID = re.compile(r"n-[0-9a-f]+")
_AGAIN = "Select the note's own words in the tool, give the code again, and export the project again."


@dataclass
class _Note:
    """A stretch of a text that is a note, with what each coder said of it."""

    text: QdaText
    start: int
    end: int
    note_id: str
    said: dict[str, list[QdaCoding]]


def read_project_back(name: str, content: bytes) -> list[ReturnedWorkbook]:
    """What people coded, as a workbook for each of them; without any, one workbook that says nothing.

    Raises:
        SourceError: If the file is damaged, no project, or reaches for what lies outside of it.
    """
    project = read_project(name, content)
    digest = hashlib.sha256(content).hexdigest()
    titles = {code.guid: _ENDING.sub("", code.name) for code in walk_codes(project.codes) if code.codable}
    faults: dict[str, list[Fault]] = {}
    notes = [note for text in project.texts for note in _find_notes(text, project)]
    for text in project.texts:
        own = [note for note in notes if note.text is text]
        for coding in text.codings:
            coder = project.users.get(coding.user, "").strip()
            if coder in _NO_PEOPLE or _is_our_own(coding):
                continue
            fault = _attach(coding, coder, own, text, titles)
            if fault:
                faults.setdefault(coder, []).append(fault)
    coders = sorted({coder for note in notes for coder in note.said} | set(faults))
    if not coders:
        return [ReturnedWorkbook(name, digest, (), page=True)]
    return [
        ReturnedWorkbook(
            name if place == 0 else f"{name} ({coder})",
            digest,
            (_write_sheet(name, coder, project, notes, titles),),
            max((one.when[:19] for note in notes for one in note.said.get(coder, ())), default=""),
            faults=tuple(faults.get(coder, ())),
        )
        for place, coder in enumerate(coders)
    ]


def _is_our_own(coding: QdaCoding) -> bool:
    return coding.guid == make_coding_guid(coding.user, coding.selection, coding.code)


def _find_notes(text: QdaText, project: QdaProject) -> Iterator[_Note]:
    """The notes of a text: what the program coded; where no coding of it is left, every line."""
    spans: dict[tuple[int, int], str] = {}
    for one in text.codings:
        if project.users.get(one.user, "") in _NO_PEOPLE and 0 <= one.start < one.end <= len(text.text):
            spans.setdefault((one.start, one.end), one.name)
    if not any(
        project.users.get(one.user, "") in _NO_PEOPLE for each in project.texts for one in each.codings
    ):
        spans = {match.span(): "" for match in _LINE.finditer(text.text)}
    for (start, end), given in sorted(spans.items()):
        known = _NOTE_ID.fullmatch(given)
        made = hashlib.sha256(f"{text.name}\n{start}\n{text.text[start:end]}".encode()).hexdigest()[:10]
        yield _Note(text, start, end, given if known else f"n-{made}", {})


def _attach(
    coding: QdaCoding, coder: str, notes: Sequence[_Note], text: QdaText, titles: Mapping[str, str]
) -> Fault | None:
    """Put a coding to the notes that it is on; why it is on none, where it is not."""
    where = f"{text.name}, characters {coding.start} to {coding.end}"
    if not 0 <= coding.start < coding.end <= len(text.text):
        return Fault(f"{text.name}, a coding", "its positions do not lie in the text", _AGAIN)
    if coding.code not in titles:
        return Fault(where, "it has a code that the project does not list", _AGAIN)
    found = [
        note
        for note in notes
        if min(note.end, coding.end) - max(note.start, coding.start)
        >= _MOSTLY * min(note.end - note.start, coding.end - coding.start)
    ]
    if not found:
        return Fault(where, f"the code “{titles[coding.code]}” stands on words that are no note", _AGAIN)
    for note in found:
        note.said.setdefault(coder, []).append(coding)
    return None


def _write_sheet(
    name: str, coder: str, project: QdaProject, notes: Sequence[_Note], titles: Mapping[str, str]
) -> Grid:
    when = max((one.when[:10] for note in notes for one in note.said.get(coder, ())), default="")
    columns = {heading: column for column, heading in enumerate(NOTES_HEAD, start=1)}
    cells: dict[Place, str] = {
        (1, 1): project.description,
        (2, 1): NAME_LABEL,
        (2, 2): coder,
        (3, 1): DATE_LABEL,
        (3, 2): when,
    }
    cells |= {(_HEAD, column): heading for heading, column in columns.items()}
    places: dict[int, str] = {}
    for row, note in enumerate(notes, start=_HEAD + 1):
        places[row] = f"{note.text.name}, characters {note.start} to {note.end}"
        given = list(dict.fromkeys(titles[one.code] for one in note.said.get(coder, ())))
        comments = list(dict.fromkeys(one.said for one in note.said.get(coder, ()) if one.said))
        if len(given) > 2:
            comments.append(f"Also coded: {'; '.join(given[2:])}")
        values = {
            "note id": note.note_id,
            "note": note.text.text[note.start : note.end],
            "your theme": given[0] if given else "",
            "second theme": given[1] if len(given) > 1 else "",
            "comment": "\n".join(comments),
        }
        cells |= {(row, columns[heading]): value for heading, value in values.items()}

    def locate(row: int, column: int) -> str:
        return places.get(row, name)

    return Grid(NOTES, {place: text for place, text in cells.items() if text}, {}, {}, locate)
