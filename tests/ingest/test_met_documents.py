"""More kinds met in documents of other people: numbers, blocks, agendas, nested answers."""

from __future__ import annotations

import pytest

from tests.ingest.reading import place_notes, show_placed


def test_a_document_is_read_though_its_only_heading_calls_it_a_summary() -> None:
    text = (
        "# Feedback summary\n\nFour people tried the new form.\n\n1. Negative\n    - The print is too small\n"
        "    - It asks the same thing twice\n\n2. Positive\n    - It is short\n    - I could save it\n"
    )
    assert [(question, words) for question, _, words in show_placed(text, "notes.md")] == [
        ("Negative", "The print is too small"),
        ("Negative", "It asks the same thing twice"),
        ("Positive", "It is short"),
        ("Positive", "I could save it"),
    ]


@pytest.mark.parametrize("sign", ["-", ":", "–"])
def test_shares_of_picked_answers_are_no_notes(sign: str) -> None:
    text = (
        f"Would you talk to another nurse?\n\nYes {sign} 93%\n\nNo {sign} 7%\n\n"
        f"Would you use a form on the page?\n\nYes {sign} 82%\n\nNo {sign} 18%\n\n"
        "Other comments\n\nPlease keep the early hours on Mondays.\n\n"
        "I would rather not tell the front desk why I come.\n"
    )
    assert [words for _, _, words in show_placed(text)] == [
        "Please keep the early hours on Mondays.",
        "I would rather not tell the front desk why I come.",
    ]


def test_sticky_notes_in_columns_by_their_colour_are_notes_and_comments_beside_them_are_not() -> None:
    text = (
        "# The course\n\n## Morning\n\n| Green | Comment |\n| --- | --- |\n| Easy to follow |\n"
        "| I liked the cards |\n\n"
        "| Red notes | Comment |\n| --- | --- |\n| More time, please | It depends on the group |\n"
        "| Explain the short words | Good point. |\n"
    )
    found = show_placed(text, "notes.md")
    assert [words for _, _, words in found] == [
        "Easy to follow",
        "I liked the cards",
        "More time, please",
        "Explain the short words",
    ]


def test_a_quotation_that_is_wrapped_is_one_note_beside_long_lines() -> None:
    long = "I am glad to share what the members wrote about the garden, as it was. " * 4
    text = (
        f"# The garden\n\n{long}\n\n{long}\n\n## What members wrote\n\n"
        '"I never thought that I would like to dig. I came with\n'
        "a friend and stayed the whole summer, and it\n"
        'was the best one for years."\n\n"The beds are too low for anybody with a bad back, and\n'
        'the water is at the far end. Could there be a second\ntap near the gate?"\n'
    )
    words = [note.say_whole() for note in place_notes(text, "notes.md") if "glad" not in note.words]
    assert [" ".join(one.split())[:24] for one in words] == [
        '"I never thought that I ',
        '"The beds are too low fo',
    ]
    assert words[1].endswith('gate?"')


def test_cells_of_nothing_but_numbers_are_no_notes() -> None:
    text = (
        "# A trial\n\n## Time\n\n| | Table 1 | Table 2 |\n| --- | --- | --- |\n| **1** | 2:27 | - |"
        "\n| **2** | 1.66 | 3 |\n\n## What people said\n\n- The print is too small\n- +1\n- It was quick\n"
    )
    assert [words for _, _, words in show_placed(text, "notes.md")] == [
        "The print is too small",
        "+1",
        "It was quick",
    ]


def test_answers_nested_in_numbered_questions_are_notes() -> None:
    told = (
        "Once the tasks were done the visitor was asked where changes could be made to the pages. After the "
        "visitor had answered, further questions were asked on what they had seen and what they had liked."
    )
    asked = {
        "Did you like the first page?": "Yes, it was plain and clear to them.",
        "How easy was it to choose?": "They could choose, and were not sure that it was done.",
        "Was it easy to go back?": "They used the words at the top.",
        "Did you find the answers?": "They found them soon.",
    }
    talk = "".join(f"{n})\t{one}\n    1)\t{said}\n" for n, (one, said) in enumerate(asked.items(), start=1))
    text = (
        "# Second trial\n\n## How it was done\n\n### Part 1: Tasks\n\nThe visitors did some tasks.\n\n"
        f"1) Go to the first page\n2) Choose a hat\n\n### Part 2: Talk\n\n{told}\n\n{talk}\n"
        "## Changes to the pages\n\n- Change the word for hats\n- The boxes should stand in a row\n"
        "- Change the colour of the bar, the blue was too bright\n"
    )
    found = [(question, words) for question, _, words in show_placed(text, "notes.md")]
    assert found[:4] == list(asked.items())


def test_blocks_below_a_heading_of_feedback_are_notes_person_by_person() -> None:
    text = (
        "# Test of the pages\n\n## Feedback of the testers\n\n### Tester 1\n\n#### Task 10\n\n"
        "> Very odd, some of the choices that it gives at the end of the list of towns\n"
        "> Not sure what this means after the comments\n> Wish there was a button back to the beginning\n\n"
        "### Tester 2\n\n> Liked that it could be done with a photo\n"
    )
    assert [words for _, _, words in show_placed(text, "notes.md")] == [
        "Very odd, some of the choices that it gives at the end of the list of towns",
        "Not sure what this means after the comments",
        "Wish there was a button back to the beginning",
        "Liked that it could be done with a photo",
    ]


def test_plain_lines_that_a_list_of_topics_names_head_their_lists() -> None:
    text = (
        "Coffee morning\n\nAll topics\n\n- Buses on Sundays. Discuss.\n"
        "- Help! The surgery does not answer!\n- Dogs\n\n"
        "Buses on Sundays. Discuss.\n\n- None before ten\n- The church pays for one\n\n"
        "Help! The surgery does not answer!\n\n- They do at eight\n- I wrote a letter\n"
    )
    assert [(question, words) for question, _, words in show_placed(text)] == [
        ("Buses on Sundays. Discuss.", "None before ten"),
        ("Buses on Sundays. Discuss.", "The church pays for one"),
        ("Help! The surgery does not answer!", "They do at eight"),
        ("Help! The surgery does not answer!", "I wrote a letter"),
    ]


def test_one_divided_topic_among_topics_with_notes_is_a_question_too() -> None:
    text = (
        "# Talks with players\n\n## What is missing\n\n- A list of the clubs\n- The fees\n\n"
        "## What is hard to grasp\n\n### First page\n\n- Too many numbers\n\n### Clubs\n\n"
        "- What the colours mean\n- Who may join\n"
    )
    assert show_placed(text, "notes.md")[2:] == [
        ("What is hard to grasp", "First page", "Too many numbers"),
        ("What is hard to grasp", "Clubs", "What the colours mean"),
        ("What is hard to grasp", "Clubs", "Who may join"),
    ]


def test_what_is_nested_in_an_agenda_is_the_meeting_itself() -> None:
    text = (
        "# Trainers\n\n## Present\n\n- Ann Bell\n- Bo Carr\n\n# Agenda\n\nSay when you are free."
        "\n\n## Recent days\n\n### The hall\n\nLed by Ann\n\n- Eighteen came and most stayed to the end\n"
        "- We found the door locked\n\n### The school\n\n- I would like a room with a window\n"
        "- People arrive late and we start late\n"
    )
    assert [(question, words) for question, _, words in show_placed(text, "notes.md")] == [
        ("The hall", "Eighteen came and most stayed to the end"),
        ("The hall", "We found the door locked"),
        ("The school", "I would like a room with a window"),
        ("The school", "People arrive late and we start late"),
    ]


def test_an_agenda_of_items_holds_no_notes() -> None:
    text = "# Agenda\n\n- Welcome\n- Minutes of May\n\n# What would help?\n\n- A ramp\n- More light\n"
    assert [words for _, _, words in show_placed(text, "notes.md")] == ["A ramp", "More light"]


def test_a_list_that_a_line_calls_comments_is_read_below_a_report_of_the_day() -> None:
    text = (
        "Outcome of the day in the hall\n\nOn 20 February we held the day for the plan of the villages.\n\n"
        "It was a great day, and nearly a hundred people came to learn what is planned.\n\n"
        "The top comments were:\n\n* No houses on the meadow x62 comments\n* Keep the bus x28\n"
        "* Paths for walking dogs x 23\n"
    )
    assert [(note.words, note.votes) for note in place_notes(text)] == [
        ("No houses on the meadow", 62),
        ("Keep the bus", 28),
        ("Paths for walking dogs", 23),
    ]


def test_remarks_typed_in_small_letters_are_a_note_each_beside_long_lines() -> None:
    long = "We are glad that so many came to the hall and told us what they think about it. " * 2
    text = (
        f"# The hall\n\n{long}\n\n{long}\n\n## What would help?\n\n"
        "more buses on sundays and in the evenings\n"
        "better lights along the path by the river, please\nfree parking for carers\na seat at every stop\n"
        "somebody at the door\n"
    )
    assert len(place_notes(text, "notes.md")) == 5


def test_a_heading_above_those_of_the_tables_ends_the_last_of_them() -> None:
    text = (
        "# Talks at the tables\n\n## Table 1\n\n### What works?\n\n- The club on Saturdays\n\n## Table 2\n\n"
        "### What works?\n\n- Staff who ring\n\n# Post-its from the wall\n\n- A quiet room\n"
        "- Bring the group back\n"
    )
    found = [
        (note.table, note.question and note.question.wording, note.heading)
        for note in place_notes(text, "n.md")
    ]
    assert found[:2] == [("1", "What works?", ""), ("2", "What works?", "")]
    assert {(table, heading) for table, _, heading in found[2:]} == {("", "Post-its from the wall")}
