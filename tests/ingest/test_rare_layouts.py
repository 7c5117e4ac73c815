"""Layouts that no other document here shows: without their rules words would be lost, or be no one's."""

from __future__ import annotations

import pytest

from pipeline.ingest.lines import read_document
from pipeline.ingest.structure.place import place_lines
from pipeline.ingest.structure.questions import QuestionList
from pipeline.settings import load_settings
from tests.ingest.reading import show_placed


def read_words(text: str, name: str = "notes.md") -> list[str]:
    """The words of each note."""
    return [words for _, _, words in show_placed(text, name)]


@pytest.mark.parametrize("heading", ["Unanswered questions", "Questions by the audience", "Q & A"])
def test_questions_of_the_public_are_their_remarks(heading: str) -> None:
    asked = [
        "Why is the lift in the market hall still broken?",
        "When will the bus to the hospital come back?",
        "What are you going to do about parking?",
        "Who decides on the new benches?",
    ]
    text = f"# Youth forum\n\n## {heading}\n\n" + "".join(f"- {one}\n" for one in asked)
    assert read_words(text) == asked


def test_names_in_a_form_are_no_questions() -> None:
    text = "# Feedback forms\n"
    for name, liked, helps in (
        ("Ann Lee", "The warm room", "A later bus"),
        ("Bo Hill", "The tea", "Bike racks"),
        ("Cy Dunn", "Friendly faces", "More chairs"),
    ):
        text += f"\nName: {name}\nWhat did you like? {liked}\nWhat would help? {helps}\n"
    settings = load_settings().ingest
    questions = QuestionList((), settings.same_question)
    place_lines(read_document("notes.md", text.encode()), questions, settings)
    assert [one.wording for one in questions.questions] == ["What did you like?", "What would help?"]


def test_responses_that_reply_to_no_remark_are_not_set_aside() -> None:
    text = (
        "Drop-in, Harrowby\n\nTell people what the hall means\nResponse: it is cold in the winter\n\n"
        "Say one thing about the buses\nResponse: the last one goes at six\n\n"
        "Something about the park\nResponse: more benches please\n"
    )
    said = {"it is cold in the winter", "the last one goes at six", "more benches please"}
    assert said <= set(read_words(text, "notes.txt"))


def test_the_end_of_a_recording_is_nobodys_remark() -> None:
    text = (
        "Ruth Hammond   0:04\nWhat gets in the way of coming here?\n\nAnn Lee   0:15\n"
        "The bus stops at six and taxis are dear.\n\nRuth Hammond   0:40\nWhat would help you?\n\n"
        "Ann Lee   0:55\nA later bus on Fridays.\n\nBo Hill   1:10\nA warm room in the winter.\n\n"
        "Ruth Hammond stopped transcription\n"
    )
    assert read_words(text, "notes.txt")[-1] == "A warm room in the winter."


def test_a_line_below_a_long_quotation_says_whose_it_is() -> None:
    first = "“I waited two hours in the cold and nobody came to tell me why it was so.”"
    second = "“They rang me the next day and asked how I was, which I had never met before.”"
    text = (
        f"# What people told us\n\nThe lift matters to many.\n\n{first}\nIda Holm, baker\n\n"
        f"{second}\nRos Teal, carer\n\nThe council will look at both.\n"
    )
    assert read_words(text) == [first, second]


def test_who_speaks_in_quotations_of_a_list_is_kept() -> None:
    text = (
        "# Group talk\n\n- Ros: “The bus is late every single day of the week.”\n"
        "- Ida: “Nobody told us that the hall had been closed.”\n"
        "- Ros: “We would pay a little more for a later bus.”\n"
        "- Ida: they said “come back on Monday at nine” and nobody was there\n"
        "- Bo: the tea is good, and so are the people there\n"
    )
    assert len(read_words(text)) == 5
    assert read_words(text)[-1] == "the tea is good, and so are the people there"


def test_an_official_who_goes_on_is_no_participant() -> None:
    said = "“The water is cold but the staff are very kind to everybody.”"
    text = (
        "# Lido reopens\n\n“We are proud of it,” Cllr Teal said. “It cost less than planned.”\n\n"
        "She said she would come on the first day. “I shall swim the first length myself on Saturday.”\n\n"
        f"A visitor, Ida Holm, said: {said}\n"
    )
    assert read_words(text) == [said]


def test_topics_above_the_same_tables_are_what_was_asked() -> None:
    text = "# Listening event\n"
    for topic, first, second in (
        ("Transport", "Buses stop at six", "Taxis are dear"),
        ("Housing", "Damp", "Long waits"),
    ):
        text += f"\n## {topic}\n\n## Table 1\n\n- {first}\n\n## Table 2\n\n- {second}\n"
    asked = [question for question, _, _ in show_placed(text, "notes.md")]
    assert asked == ["Transport", "Transport", "Housing", "Housing"]


def test_a_list_that_is_announced_above_the_first_heading_is_read() -> None:
    text = (
        "We held an open day.\n\nComments received:\n\n- Buses\n- Chairs\n- Tea\n\n# About the hall\n\n"
        "The hall was built in 1901 by the town.\n\n# Opening times\n\n- Monday 9 to 5\n- Tuesday 9 to 5\n"
    )
    assert read_words(text)[:3] == ["Buses", "Chairs", "Tea"]


def test_semicolons_part_remarks_below_a_question_and_not_a_sentence() -> None:
    text = "# Feedback\n\nWhat would help?\n\nLater buses; a warm room; more chairs; bike racks\n"
    assert read_words(text) == ["Later buses", "a warm room", "more chairs", "bike racks"]
    sentences = [
        "We met in the hall; there was tea; however the heating was off",
        "The bus was late; the driver was kind; and nobody told us why",
        "The park is fine; the gate is shut; so we walk round",
    ]
    assert read_words("# Notes\n\n" + "".join(f"- {one}\n" for one in sentences)) == sentences


def test_a_wrapped_paragraph_is_not_cut_at_its_questions() -> None:
    text = (
        "# What people said\n\nWe asked the first group what was missing here and they\n"
        "wondered: why is nothing open in the evening? - because\n"
        "nobody pays for the caretaker, they were told by the staff.\n"
        "Others asked: what about the young people in the town? - they\n"
        "have nowhere to go, said one of them who had come alone.\n"
    )
    assert read_words(text) == ["We asked the first group what was missing here and they"]


def test_one_question_among_remarks_is_a_remark() -> None:
    said = [
        "The tea was good and the room was warm.",
        "We came by bus and it was late again.",
        "I liked the talk about the park.",
        "The chairs were hard.",
        "Why is the lift still broken?",
        "More benches by the door would help.",
    ]
    assert read_words("# Comments from visitors\n\n" + "\n\n".join(said) + "\n") == said


def test_numbered_lines_at_the_margin_head_what_stands_below_them() -> None:
    text = (
        "1. Safety\nToo few lamps in the lane.\nThe crossing is far away.\n2. Transport\n"
        "Buses stop at six.\nTaxis are dear.\n3. Housing\nDamp rooms.\n"
    )
    assert [question for question, _, _ in show_placed(text)] == [
        *("Safety", "Safety", "Transport", "Transport", "Housing")
    ]


@pytest.mark.parametrize(
    "text",
    [
        "# Discussion guide for table hosts\n\n## Discussion\n\n- Ask everybody to say their name\n"
        "- What do you think of the hall?\n- Collect the cards at the end\n- The hall was built in 1901\n"
        "- Tea is at the back\n- Hand out the pens\n\n## Comments\n\n- Write down what is said\n"
        "- The lists are on the wall\n",
        "# Interview questions\n\n## Feedback on the hall\n\n- What do you think of the hall?\n"
        "- How do you come here?\n- The hall is next to the park\n- People come by bus or on foot\n",
    ],
)
def test_what_a_guide_asks_and_tells_is_nobodys_remark(text: str) -> None:
    assert read_words(text) == []
