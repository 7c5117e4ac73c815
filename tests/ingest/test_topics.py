"""What notes are on where no mark of a heading says so: numbers in turn, tables, labels, names, openings."""

from __future__ import annotations

import pytest

from pipeline.ingest import read_event
from pipeline.ingest.event import EventFile
from pipeline.ingest.event.sources import RawEvent
from pipeline.settings import load_settings

NUMBERED = "1. Parks\n\n{}- the swings\n- the pond\n\n2. Buses\n\n{}- the nine\n\n"


def _read(text: str) -> list[tuple[str, str]]:
    event = RawEvent("a-day", EventFile(date="2026-03-04"), (("notes.md", text.encode()),), ())
    notes = read_event(event, load_settings().ingest).notes
    return list(zip(notes["question"], notes["words"], strict=True))


@pytest.mark.parametrize("between", ["", "(15 minutes)\n\n", "8 people took part in this.\n\n"])
def test_few_words_with_a_number_head_the_bullets_below(between: str) -> None:
    found = [("Parks", "the swings"), ("Parks", "the pond"), ("Buses", "the nine")]
    assert _read(NUMBERED.format(between, between)) == found


def test_numbers_that_begin_again_at_each_table_are_topics() -> None:
    once = NUMBERED.format("", "")
    found = _read(f"## Table 1\n\n{once}## Table 2\n\n{once}")
    assert [question for question, _ in found] == ["Parks", "Parks", "Buses"] * 2


def test_numbered_remarks_are_no_headings() -> None:
    text = "## What helps?\n\n1. Benches\n2. A kettle\n3. Someone who listens\n"
    assert [words for _, words in _read(text)] == ["Benches", "A kettle", "Someone who listens"]


def test_headings_below_each_table_are_what_was_asked() -> None:
    below = "### Parks\n\n- the swings\n\n### Buses\n\n- the nine\n\n"
    found = _read(f"## Table 1\n\n{below}## Table 2\n\n{below}")
    assert [question for question, _ in found] == ["Parks", "Buses"] * 2
    alone = _read(f"## Table 1\n\n{below}## Table 2\n\n### Paths\n\n- the mud\n\n### Trams\n\n- none\n")
    assert {question for question, _ in alone} == {""}


def test_few_words_above_the_same_label_are_a_topic() -> None:
    text = (
        "# A day\n\nParks\n\nNotes:\n\n- the swings\n- the pond\n\nBuses\n\nNotes:\n\n- the nine\n- fares\n"
    )
    assert [question for question, _ in _read(text)] == ["Parks", "Parks", "Buses", "Buses"]


def test_key_points_below_each_question_are_the_notes() -> None:
    asked = "## What helps?\n\nKey points:\n\n- tea\n\n## What hinders?\n\nKey points:\n\n- rain\n"
    assert _read(asked) == [("What helps?", "tea"), ("What hinders?", "rain")]
    noted = asked.replace("Key points:", "- a lift there\n\n## Key points")
    assert [words for _, words in _read(noted)] == ["a lift there"] * 2


def test_lines_with_room_left_are_remarks_of_their_own_though_one_begins_small() -> None:
    text = "## What helps?\n\nTea\nA lift\nbetter light\nBenches\nA kettle\nTime to talk\nFriends\nMusic\n"
    assert [words for _, words in _read(text)] == text.split("\n")[2:-1]


def test_sentences_on_the_event_at_the_top_are_no_remarks() -> None:
    top = "The day was organised by the council together with the clinic.\n\n"
    remarks = "# Parks\n\nthe swings\n\nthe pond\n\n# Buses\n\nthe nine\n\nthe fare\n\n"
    found = ["the swings", "the pond", "the nine", "the fare"]
    assert [words for _, words in _read(top + remarks)] == found
    said = "The day was run by volunteers and it showed"
    assert said in [words for _, words in _read(top + remarks + said + "\n")]


def test_who_speaks_once_is_one_of_many_who_speak() -> None:
    text = (
        "# What helps?\n\nAnswers:\n\nAnn: tea\n\nTariq: a lift\n\nMoira: benches\n\n"
        "# What hinders?\n\nAnswers:\n\nAnn: rain\n\nTariq: the fare\n\nJo: the hill\n"
    )
    assert [words for _, words in _read(text)] == ["tea", "a lift", "benches", "rain", "the fare", "the hill"]


def test_an_address_behind_a_question_is_no_part_of_it() -> None:
    found = _read(
        "## What helps most? <https://example.org/a>\n\n- A lift\n\n## What now: www.example.org\n\n- More\n"
    )
    assert found == [("What helps most?", "A lift"), ("What now", "More")]
