"""A colleague's odd template a day: documents in layouts that nobody wrote a rule for."""

from __future__ import annotations

import pytest

from pipeline.errors import PipelineError
from pipeline.ingest import read_event
from pipeline.ingest.event.event_file import EventFile
from pipeline.ingest.event.sources import RawEvent
from pipeline.settings import load_settings
from tests.ingest.layouts import LAYOUTS, Notes


@pytest.mark.parametrize("name", LAYOUTS)
def test_a_template_is_read_as_a_person_reads_it(name: str) -> None:
    content, expected = LAYOUTS[name]
    read = _read(name, content.encode() if isinstance(content, str) else content)
    if "*" in expected:
        read = {"*": sorted(note for notes in read.values() for note in notes)}
        expected = {"*": sorted(expected["*"])}
    elif any(question.endswith("@") for question in expected):
        together: Notes = {}
        for question, notes in read.items():
            together.setdefault(question.split(" @ ")[0] + "@", []).extend(notes)
        read = together
    assert read == expected


def _read(name: str, content: bytes) -> Notes:
    raw = RawEvent("event", EventFile(), ((name, content),), ())
    try:
        notes = read_event(raw, load_settings().ingest).notes.to_dict("records")
    except PipelineError as error:
        return {str(error): []}
    read: Notes = {}
    for note in notes:
        heading = f" > {note['heading']}" if note["heading"] not in ("", note["question"]) else ""
        table = f" @ {note['table']}" if note["table"] else ""
        read.setdefault(f"{note['question']}{heading}{table}", []).append(" ".join(note["words"].split()))
    return read
