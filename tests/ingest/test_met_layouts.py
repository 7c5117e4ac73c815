"""Kinds of layouts met in documents of other people, each in a few lines of our own."""

from __future__ import annotations

import pytest

from pipeline.ingest.formats import read_document
from pipeline.ingest.structure.place import place_lines
from pipeline.ingest.structure.placed import Placed
from pipeline.ingest.structure.questions import QuestionList
from pipeline.settings import load_settings

SETTINGS = load_settings().ingest


def _notes(text: str, name: str = "notes.txt") -> list[Placed]:
    questions = QuestionList((), SETTINGS.same_question)
    placed = place_lines(read_document(name, text.encode()), questions, SETTINGS)
    return [entry for entry in placed if entry.role == "note"]


def _show(text: str, name: str = "notes.txt") -> list[tuple[str, str, str]]:
    """Question, sub-heading and words of each note."""
    notes = _notes(text, name)
    return [(note.question.wording if note.question else "", note.heading, note.words) for note in notes]


def test_topics_that_are_divided_by_headings_are_the_questions() -> None:
    text = (
        "# Group talk\n\n## 1. Reasons to join in\n\n### Helping others\n\n- I want to help my neighbours\n"
        "- It feels good to be useful\n\n### Learning\n\n- You hear how the clinic works\n\n"
        "## 2. Getting around\n\n### Buses\n\n- The last bus is at six\n\n### Walking\n\n"
        "- The path is dark\n- No bench on the hill\n"
    )
    assert _show(text, "notes.md") == [
        ("1. Reasons to join in", "Helping others", "I want to help my neighbours"),
        ("1. Reasons to join in", "Helping others", "It feels good to be useful"),
        ("1. Reasons to join in", "Learning", "You hear how the clinic works"),
        ("2. Getting around", "Buses", "The last bus is at six"),
        ("2. Getting around", "Walking", "The path is dark"),
        ("2. Getting around", "Walking", "No bench on the hill"),
    ]


def test_a_numbered_topic_is_the_question_of_the_sides_below_it() -> None:
    text = (
        "Takeaways of the evenings\n\nTopic 1: Life in our town\n\nJoys\n\n• The market on Fridays\n"
        "• The river walk\n\nConcerns\n\n• Nothing for teenagers\n• The surgery is full\n"
    )
    assert {(question, heading) for question, heading, _ in _show(text)} == {
        ("Topic 1: Life in our town", "Joys"),
        ("Topic 1: Life in our town", "Concerns"),
    }


def test_a_sign_of_its_own_before_a_label_is_no_bullet() -> None:
    text = (
        "What did families tell us?\n\n📚 Schools\n\n• Needs are not met\n• Part-time timetables\n\n"
        "🚌 Getting there\n\n• The bus is late\n• No escort on the bus\n"
    )
    found = _show(text)
    assert [words for _, _, words in found] == [
        "Needs are not met",
        "Part-time timetables",
        "The bus is late",
        "No escort on the bus",
    ]
    assert [heading for _, heading, _ in found] == ["Schools", "Schools", "Getting there", "Getting there"]


def test_the_same_sign_before_each_line_is_a_bullet() -> None:
    text = "What helps?\n\n💡 A lift at the station\n💡 Longer hours at the library\n💡 Tea\n"
    assert [words for _, _, words in _show(text)] == [
        "A lift at the station",
        "Longer hours at the library",
        "Tea",
    ]


def test_two_short_quotations_below_findings_are_peoples_words() -> None:
    text = (
        "Parents' evening, May\n\nThe charity held an evening for parents in the old school hall.\n\n"
        "Key findings\n\n• Based on 40 answers from parents\n\n“They call it bad behaviour.”\n"
        "“He waited a whole year for help.”\n"
    )
    words = [words for _, _, words in _show(text)]
    assert "“They call it bad behaviour.”" in words
    assert "“He waited a whole year for help.”" in words
    assert not any("charity" in one for one in words)


def test_a_way_to_another_page_heads_nothing() -> None:
    text = (
        "A visit to the stroke club\n\nIn May we visited the stroke club in its hall by the canal.\n\n"
        "Read more about the stroke club here\n\nThe group had a good talk about its experiences.\n\n"
        "“It takes weeks to get an appointment, and then it is at the other end of town.”\n\n"
        "“My letter came after the day of the appointment, and nobody answers the telephone.”\n\n"
        "“I wish that somebody told my daughter what is planned, she does all the driving.”\n"
    )
    assert {(question, heading) for question, heading, _ in _show(text)} == {
        ("A visit to the stroke club", "")
    }


def test_labels_between_lists_without_empty_lines_head_them() -> None:
    long = (
        "- A room large enough for forty children and their parents, with seats on several levels "
        "and space to move"
    )
    text = (
        "Wishes for the new library\nPrograms for small children\n- Story time\n"
        "- Programs for children who need more help (say, autism)\nThings inside and outside the library\n"
        f"{long}\n- A sand pit\n"
        "Kinds of books for small children- say, picture books or sound books\n- New ones\n"
    )
    assert [question for question, _, _ in _show(text)] == [
        "Programs for small children",
        "Programs for small children",
        "Things inside and outside the library",
        "Things inside and outside the library",
        "Kinds of books for small children- say, picture books or sound books",
    ]


def test_quotations_stand_below_the_line_that_says_who_told_them() -> None:
    def told(who: str) -> str:
        return "".join(
            f'  • "{who} want thing {n} to be easier for everybody."\n' for n in ("one", "two", "three")
        )

    text = (
        "Finding the priorities\n\nOver the year many people were asked, in many ways, what matters.\n\n"
        f"Children told us:\n\n{told('We children')}\nParents and carers told us:\n\n{told('We parents')}\n"
        f"Members of the board told us:\n\n{told('We members')}"
    )
    headings = {words.split()[1]: heading for _, heading, words in _show(text)}
    assert headings == {
        "children": "Children told us",
        "parents": "Parents and carers told us",
        "members": "Members of the board told us",
    }


def test_groups_below_a_question_answer_it() -> None:
    text = (
        "Quotes from the workshops\n\nWhat did you like about the workshops?\n\nDrawing club\n\n"
        "“Sitting in the sun and listening to the sounds around us.”\n\n"
        "“Everybody was kind and helpful to me.”\n\n"
        "“The time flew by and I forgot my aches.”\n\nTextile class\n\n"
        "“I learned to sew a button on again.”\n\n"
        "“The tea and the talk were the best of it.”\n"
    )
    found = _show(text)
    assert {question for question, _, _ in found} == {"What did you like about the workshops?"}
    assert [heading for _, heading, _ in found] == ["Drawing club"] * 3 + ["Textile class"] * 2


def test_two_questions_in_one_line_are_one_question() -> None:
    text = (
        "# Evening of the club\n\nThe evening had these questions:\n\n"
        "1. How do you feel about the town? Where can the club help?\n"
        "2. How do you feel about the club? How can we improve?\n"
        "3. Whom would you like to hear? What should they talk about?\n\n## Answers\n\n"
        "1. **How do you feel about the town? Where can the club help?**\n* Worried about the shops\n"
        "* Glad about the new park\n\n"
        "2. **How do you feel about the club? How can we improve?**\n* It is friendly\n* Meet earlier\n\n"
        "3. **Whom would you like to hear? What should they talk about?**\n* Somebody from the council\n"
    )
    found = _show(text, "notes.md")
    assert [words for _, _, words in found] == [
        "Worried about the shops",
        "Glad about the new park",
        "It is friendly",
        "Meet earlier",
        "Somebody from the council",
    ]
    assert found[2][0] == "How do you feel about the club? How can we improve?"


def test_a_programme_holds_no_notes() -> None:
    text = (
        "What do you think about the park?\n\n- More benches\n- A gate on the north side\n\n"
        "6:30: Doors open\n6:40-6:50: Welcome from the chair\n6:50-7:20: Open talk about the plan\n"
        "7:20-7:30: Break\n"
    )
    assert [words for _, _, words in _show(text)] == ["More benches", "A gate on the north side"]


def test_remarks_with_the_time_they_were_written_are_notes() -> None:
    text = (
        "# Chat\n\nWhat would help?\n\n- 10:02 A bus on Sundays\n- 10:05 Longer hours\n- 10:07 A quiet room\n"
    )
    assert len(_notes(text, "notes.md")) == 3


def test_bullets_on_lines_of_their_own_and_behind_the_label_belong_below() -> None:
    text = (
        "What did people say about the flats? ▪\nThe lift has been broken since May.\n▪\n"
        "Could the meetings be in the evening?\n▪\nA list of the short words would help.\n▪\n"
        "It would be good to talk to the neighbours as well.\n"
    )
    found = _show(text)
    assert [words for _, _, words in found] == [
        "The lift has been broken since May.",
        "Could the meetings be in the evening?",
        "A list of the short words would help.",
        "It would be good to talk to the neighbours as well.",
    ]
    assert {question for question, _, _ in found} == {"What did people say about the flats?"}


def test_a_document_is_read_though_its_only_heading_calls_it_a_summary() -> None:
    text = (
        "# Feedback summary\n\nFour people tried the new form.\n\n1. Negative\n    - The print is too small\n"
        "    - It asks the same thing twice\n\n2. Positive\n    - It is short\n    - I could save it\n"
    )
    assert [(question, words) for question, _, words in _show(text, "notes.md")] == [
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
    assert [words for _, _, words in _show(text)] == [
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
    found = _show(text, "notes.md")
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
    words = [note.say_whole() for note in _notes(text, "notes.md") if "glad" not in note.words]
    assert [" ".join(one.split())[:24] for one in words] == [
        '"I never thought that I ',
        '"The beds are too low fo',
    ]
    assert words[1].endswith('gate?"')


def test_cells_of_nothing_but_numbers_are_no_notes() -> None:
    text = (
        "# Trial of the form\n\n## Time\n\n| | Ann | Bob |\n| --- | --- | --- |\n| 1 | 2:27 | - |\n"
        "| 2 | 1.66 | 3 |\n\n"
        "## What people said\n\n- The print is too small\n- +1\n- It was quick\n"
    )
    assert [words for _, _, words in _show(text, "notes.md")] == [
        "The print is too small",
        "+1",
        "It was quick",
    ]


def test_answers_nested_in_numbered_questions_are_notes() -> None:
    text = (
        "# Second trial\n\n## Part 1: Tasks\n\n1) Go to the first page\n2) Choose a hat\n\n"
        "## Part 2: Talk\n\n"
        "After the tasks the visitor was asked about them.\n\n1)\tDid you like the first page?\n"
        "    1)\tYes, it was plain and clear to them.\n2)\tHow easy was it to choose?\n"
        "    1)\tThey could choose, and were not sure that it was done.\n"
        "3)\tWas it easy to go back?\n    1)\tThey used the words at the top.\n"
    )
    found = _show(text, "notes.md")
    assert ("Did you like the first page?", "", "Yes, it was plain and clear to them.") in found
    assert ("Was it easy to go back?", "", "They used the words at the top.") in found


def test_blocks_below_a_heading_of_feedback_are_notes_person_by_person() -> None:
    text = (
        "# Test of the pages\n\n## Feedback of the testers\n\n### Tester 1\n\n#### Task 10\n\n"
        "> Very odd, some of the choices that it gives at the end of the list of towns\n"
        "> Not sure what this means after the comments\n> Wish there was a button back to the beginning\n\n"
        "### Tester 2\n\n> Liked that it could be done with a photo\n"
    )
    assert [words for _, _, words in _show(text, "notes.md")] == [
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
    assert [(question, words) for question, _, words in _show(text)] == [
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
    assert _show(text, "notes.md")[2:] == [
        ("What is hard to grasp", "First page", "Too many numbers"),
        ("What is hard to grasp", "Clubs", "What the colours mean"),
        ("What is hard to grasp", "Clubs", "Who may join"),
    ]


def test_what_is_nested_in_an_agenda_is_the_meeting_itself() -> None:
    text = (
        "# Trainers' call\n\n## Present\n\n- Ann Bell\n- Bo Carr\n\n# Agenda\n\nSay when you are free.\n\n"
        "## How do we keep to time?\n\n- We start late because people arrive late\n- A bell helped us\n\n"
        "## What about the rooms?\n\n- We found the door locked\n- I would like a room with a window\n"
    )
    assert [(question, words) for question, _, words in _show(text, "notes.md")] == [
        ("How do we keep to time?", "We start late because people arrive late"),
        ("How do we keep to time?", "A bell helped us"),
        ("What about the rooms?", "We found the door locked"),
        ("What about the rooms?", "I would like a room with a window"),
    ]


def test_an_agenda_of_items_holds_no_notes() -> None:
    text = "# Agenda\n\n- Welcome\n- Minutes of May\n\n# What would help?\n\n- A ramp\n- More light\n"
    assert [words for _, _, words in _show(text, "notes.md")] == ["A ramp", "More light"]


def test_a_list_that_a_line_calls_comments_is_read_below_a_report_of_the_day() -> None:
    text = (
        "Outcome of the day in the hall\n\nOn 20 February we held the day for the plan of the villages.\n\n"
        "It was a great day, and nearly a hundred people came to learn what is planned.\n\n"
        "The top comments were:\n\n* No houses on the meadow x62 comments\n* Keep the bus x28\n"
        "* Paths for walking dogs x 23\n"
    )
    assert [(note.words, note.votes) for note in _notes(text)] == [
        ("No houses on the meadow", 62),
        ("Keep the bus", 28),
        ("Paths for walking dogs", 23),
    ]
