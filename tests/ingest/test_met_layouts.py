"""Kinds of layouts met in documents of other people, each in a few lines of our own."""

from __future__ import annotations

from tests.ingest.reading import place_notes, show_placed


def test_topics_that_are_divided_by_headings_are_the_questions() -> None:
    text = (
        "# Group talk\n\n## 1. Reasons to join in\n\n### Helping others\n\n- I want to help my neighbours\n"
        "- It feels good to be useful\n\n### Learning\n\n- You hear how the clinic works\n\n"
        "## 2. Getting around\n\n### Buses\n\n- The last bus is at six\n\n### Walking\n\n"
        "- The path is dark\n- No bench on the hill\n"
    )
    assert show_placed(text, "notes.md") == [
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
    assert {(question, heading) for question, heading, _ in show_placed(text)} == {
        ("Topic 1: Life in our town", "Joys"),
        ("Topic 1: Life in our town", "Concerns"),
    }


def test_a_sign_of_its_own_before_a_label_is_no_bullet() -> None:
    text = (
        "What did families tell us?\n\n📚 Schools\n\n• Needs are not met\n• Part-time timetables\n\n"
        "🚌 Getting there\n\n• The bus is late\n• No escort on the bus\n"
    )
    found = show_placed(text)
    assert [words for _, _, words in found] == [
        "Needs are not met",
        "Part-time timetables",
        "The bus is late",
        "No escort on the bus",
    ]
    assert [heading for _, heading, _ in found] == ["Schools", "Schools", "Getting there", "Getting there"]


def test_the_same_sign_before_each_line_is_a_bullet() -> None:
    text = "What helps?\n\n💡 A lift at the station\n💡 Longer hours at the library\n💡 Tea\n"
    assert [words for _, _, words in show_placed(text)] == [
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
    words = [words for _, _, words in show_placed(text)]
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
    assert {(question, heading) for question, heading, _ in show_placed(text)} == {
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
    assert [question for question, _, _ in show_placed(text)] == [
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
    headings = {words.split()[1]: heading for _, heading, words in show_placed(text)}
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
    found = show_placed(text)
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
    found = show_placed(text, "notes.md")
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
        "How was the day?\n\n- 6:30 Doors open\n- 6:40-6:50 Welcome from the chair\n"
        "- 6:50-7:20 Open talk about the plan\n"
    )
    assert [words for _, _, words in show_placed(text)] == ["More benches", "A gate on the north side"]


def test_remarks_with_the_time_they_were_written_are_notes() -> None:
    text = (
        "# Chat\n\nWhat would help?\n\n- 10:02 A bus on Sundays\n- 10:05 Longer hours\n- 10:07 A quiet room\n"
    )
    assert len(place_notes(text, "notes.md")) == 3


def test_bullets_on_lines_of_their_own_and_behind_the_label_belong_below() -> None:
    text = (
        "What did people say about the flats? ▪\nThe lift has been broken since May.\n▪\n"
        "Could the meetings be in the evening?\n▪\nA list of the short words would help.\n▪\n"
        "It would be good to talk to the neighbours as well.\n"
    )
    found = show_placed(text)
    assert [words for _, _, words in found] == [
        "The lift has been broken since May.",
        "Could the meetings be in the evening?",
        "A list of the short words would help.",
        "It would be good to talk to the neighbours as well.",
    ]
    assert {question for question, _, _ in found} == {"What did people say about the flats?"}
