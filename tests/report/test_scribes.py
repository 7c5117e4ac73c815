"""What only tells something to whoever took the notes is nobody's view, and is never quoted."""

from __future__ import annotations

import pytest

from pipeline.report.blocks import ListedNote, Quote, Text, walk
from pipeline.report.event import build_report
from pipeline.report.event.appendix import build_appendix
from pipeline.report.event.page import build_page
from pipeline.wording.notes import is_to_scribes
from tests.report.made_event import build_case

MISSED = "Perhaps some others I missed? Please fill in if you remember"
TOLD = [
    MISSED,
    "Perhaps some others I missed. Please fill in if you remember.",
    "Somebody mentioned a second scheme, please add to the list below",
    "Can anyone remember what the last table said?",
    "Did I miss anyone?",
    "Please tick all that apply",
    "Last speaker (didn’t catch the name)",
    "Please correct the spellings. Can somebody fill in the rest?",
]
SAID = [
    "We need a crossing. Please correct me if I got this wrong",
    "Please fill in the potholes",
    "I missed my favourite lesson",
    "She didn’t catch the bus and walked home",
    "Could we have a bench?",
    "The forms ask the same again. Please check this for us and tell the council. It is a waste.",
    "We couldn’t hear the speaker",
]


@pytest.mark.parametrize("words", TOLD)
def test_what_is_told_to_scribes_is_known(words: str) -> None:
    assert is_to_scribes(words)


@pytest.mark.parametrize("words", SAID)
def test_what_people_say_is_theirs(words: str) -> None:
    assert not is_to_scribes(words)


@pytest.mark.parametrize("title", ["Told to nobody", "Not sorted into themes"])
def test_it_is_never_quoted_and_stands_in_the_appendix(title: str) -> None:
    told = {"t5": ("q2", title, [MISSED, "Tea helps people to talk", "In person is best"])}
    for number in range(2):  # first of its theme, and the only note of it
        texts = told["t5"][2][: 3 - 2 * number]
        case = build_case({"t5": ("q2", title, texts)})
        facts = case.build()
        documents = (
            build_report(facts, {"t5-n00": 0.1}, case.settings),
            build_page(facts, (), case.settings),
        )
        quoted = [quote.words for document in documents for quote in walk(document, Quote)]
        assert MISSED not in quoted
        assert ("Tea helps people to talk" in quoted) is (number == 0)
        if title != "Told to nobody":
            said = [text.words for text in walk(documents[0], Text)]
            assert any("For whoever took the notes: 1 note, in the appendix." in text for text in said)
        tables, found, _ = case.bundle("")
        listed = walk(build_appendix(facts, tables, found, case.settings, ()), ListedNote)
        assert MISSED in [note.words for note in listed]
