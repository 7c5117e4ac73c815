"""A colleague's odd template a day: documents in layouts that nobody wrote a rule for."""

from __future__ import annotations

import pytest

from pipeline.errors import PipelineError
from pipeline.ingest import read_event
from pipeline.ingest.event import EventFile
from pipeline.ingest.event.sources import RawEvent
from pipeline.settings import load_settings
from tests.ingest.around_layouts import AROUND_LAYOUTS
from tests.ingest.daily_layouts import DAILY_LAYOUTS
from tests.ingest.daily_office_layouts import DAILY_OFFICE_LAYOUTS
from tests.ingest.interview_layouts import INTERVIEW_LAYOUTS
from tests.ingest.layouts import LAYOUTS, Notes
from tests.ingest.lead_layouts import LEAD_LAYOUTS
from tests.ingest.line_layouts import LINE_LAYOUTS
from tests.ingest.office_layouts import OFFICE_LAYOUTS
from tests.ingest.page_layouts import PAGE_LAYOUTS, UNSPOKEN_PAGES
from tests.ingest.reading import list_by_question
from tests.ingest.remark_layouts import REMARK_LAYOUTS
from tests.ingest.sister_layouts import SISTER_LAYOUTS, UNHEARD
from tests.ingest.talk_layouts import BUSINESS, TALK_LAYOUTS
from tests.ingest.unspoken_layouts import SPOKEN_LAYOUTS, UNSPOKEN

WRITTEN = (
    LAYOUTS
    | TALK_LAYOUTS
    | INTERVIEW_LAYOUTS
    | LINE_LAYOUTS
    | SPOKEN_LAYOUTS
    | LEAD_LAYOUTS
    | REMARK_LAYOUTS
    | AROUND_LAYOUTS
    | PAGE_LAYOUTS
    | SISTER_LAYOUTS
    | DAILY_LAYOUTS
)
DOCUMENTS = {name: (text.encode(), notes) for name, (text, notes) in WRITTEN.items()}
DOCUMENTS |= OFFICE_LAYOUTS | DAILY_OFFICE_LAYOUTS


@pytest.mark.parametrize("name", DOCUMENTS)
def test_a_template_is_read_as_a_person_reads_it(name: str) -> None:
    content, expected = DOCUMENTS[name]
    read = _read(name, content)
    if "*" in expected:
        read = {"*": sorted(note for notes in read.values() for note in notes)}
        expected = {"*": sorted(expected["*"])}
    elif any(question.endswith("@") for question in expected):
        together: Notes = {}
        for question, notes in read.items():
            together.setdefault(question.split(" @ ")[0] + "@", []).extend(notes)
        read = together
    assert read == expected


@pytest.mark.parametrize("name", UNSPOKEN | UNSPOKEN_PAGES | UNHEARD)
def test_a_document_in_which_nobody_speaks_holds_no_notes(name: str) -> None:
    (said,) = _read(name, (UNSPOKEN | UNSPOKEN_PAGES | UNHEARD)[name].encode())
    assert said.startswith(f"{name}: no notes were found in it. If it holds any, ")


def test_minutes_in_which_nobody_of_the_public_speaks_hold_no_notes() -> None:
    (said,) = _read("minutes.txt", BUSINESS.encode())
    assert said.startswith("minutes.txt: no notes were found in it")


def _read(name: str, content: bytes) -> Notes:
    try:
        raw = RawEvent("event", EventFile(), ((name, content),), ())
        return list_by_question(read_event(raw, load_settings().ingest), "words")
    except PipelineError as error:
        return {str(error): []}
