"""Notes stand in the order of the write-up wherever it is said so: by page, then by line."""

from __future__ import annotations

from dataclasses import replace

from pipeline.report.blocks import NoteList, walk
from pipeline.report.event.appendix import build_appendix
from tests.report.made_event import build_case


def test_the_appendix_goes_from_page_to_page_not_from_line_to_line() -> None:
    texts = ["Badges for all", "A later bus", "A bench", "More light"]
    case = build_case({"t5": ("q2", "Getting there", texts)})
    lines = [20, 27, 3, 17]
    places = [f"page {page} line {line}" for page, line in zip((4, 4, 5, 5), lines, strict=True)]
    case = replace(case, safe_notes=case.safe_notes.assign(line=lines, locator=places))
    tables, found, _ = case.bundle("")
    listed = next(walk(build_appendix(case.build(), tables, found, case.settings, ()), NoteList)).notes
    assert [note.words for note in listed] == texts
    assert [note.reference.rpartition(", ")[2] for note in listed] == places
