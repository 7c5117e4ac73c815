"""Layouts people use, each in a few lines."""

from __future__ import annotations

import pytest

from pipeline.ingest.lines import read_document
from pipeline.ingest.structure.headings import read_cues, split_table
from pipeline.ingest.structure.place import place_lines
from pipeline.ingest.structure.placed import Placed
from pipeline.ingest.structure.questions import QuestionList, compare_wordings
from pipeline.settings import load_settings

SETTINGS = load_settings().ingest


def _place(text: str, name: str = "notes.md") -> list[Placed]:
    questions = QuestionList((), SETTINGS.same_question)
    return place_lines(read_document(name, text.encode()), questions, SETTINGS)


def _notes(text: str, name: str = "notes.md") -> list[Placed]:
    return [entry for entry in _place(text, name) if entry.role == "note"]


def test_a_short_lead_in_is_no_note_but_its_bullets_know_it() -> None:
    notes = _notes("## Table 1 – What helps people?\n\nGood practice:\n\n- Tea\n- Time\n")
    assert [(note.line.words, note.lead_in) for note in notes] == [
        ("Tea", "Good practice:"),
        ("Time", "Good practice:"),
    ]


def test_a_lead_in_that_asks_for_something_is_a_note_as_well() -> None:
    text = "## Table 1 – What helps?\n\nCreate a list of habits that help, which include:\n\n- Tea\n"
    notes = _notes(text)
    assert [note.line.words for note in notes] == [
        "Create a list of habits that help, which include:",
        "Tea",
    ]
    assert notes[1].lead_in == notes[0].line.words


def test_a_lead_in_that_only_reports_is_no_note() -> None:
    text = "## Table 1 – What helps?\n\nDifferent people said they would like resources to be:\n\n- Free\n"
    assert [note.line.words for note in _notes(text)] == ["Free"]


def test_a_lead_in_ends_with_its_list() -> None:
    # A blank line does not end a list, in Markdown (CommonMark 5.3) as in Word; other text does.
    text = (
        "## Table 1 – What helps?\n\nGood practice:\n\n- Tea\n\n- Time\n\nA long day.\n\n- Something else\n"
    )
    assert [(note.line.words, note.lead_in) for note in _notes(text)] == [
        ("Tea", "Good practice:"),
        ("Time", "Good practice:"),
        ("A long day.", ""),
        ("Something else", ""),
    ]


def test_post_its_end_at_the_next_question() -> None:
    text = (
        "## Table 1 – What helps?\n- a\n#### Post-it notes\n- b\n##### Getting there\n- c\n"
        "### Table 1 - What helps ?\n- d\n"
    )
    assert [note.kind for note in _notes(text)] == ["facilitator", "post-it", "post-it", "facilitator"]


def test_bold_questions_without_tables() -> None:
    notes = _notes("**Is it useful?**\n\n- Yes\n\n**What worries you?**\n- Cost\n")
    assert [note.question.wording for note in notes if note.question] == [
        "Is it useful?",
        "What worries you?",
    ]


def test_preamble_questions_are_no_questions_when_tables_are_named() -> None:
    text = "## What is coproduction?\n\n- A partnership\n\n## Table 1 – What helps?\n\n- Tea\n"
    placed = _place(text)
    assert [entry.line.words for entry in placed if entry.role == "note"] == ["Tea"]
    assert placed[2].role == "context"


def test_headings_are_topics_when_nothing_asks() -> None:
    notes = _notes("# Aims for sharing\n\n* Exposure\n\n# Methods\n\n* Website\n")
    assert [note.question.wording for note in notes if note.question] == ["Aims for sharing", "Methods"]


def test_a_wrapped_bullet_is_one_note() -> None:
    placed = _place("## Table 1 – What helps?\n- a long\nsentence\n- next\n")
    assert [entry.role for entry in placed] == ["question", "note", "continuation", "note"]
    assert placed[2].continues is placed[1]
    assert placed[1].follows == [placed[2]]  # so that the note holds the words of both lines


def test_plain_text_without_any_mark_is_one_note_a_line() -> None:
    text = "Group 1\nWhat gets in the way?\n\nno bus\nis it on a sunday?\ntoo far\n\nChat:\nagree\n"
    notes = _notes(text, "notes.txt")
    assert [(note.line.words, note.kind) for note in notes] == [
        ("no bus", "facilitator"),
        ("is it on a sunday?", "facilitator"),
        ("too far", "facilitator"),
        ("agree", "other"),
    ]


def test_nothing_but_bullets_is_read_under_one_unnamed_question() -> None:
    notes = _notes("- one\n- two\n")
    assert len(notes) == 2
    assert {note.question.wording for note in notes if note.question} == {""}


def test_a_summary_below_notes_is_not_counted() -> None:
    text = "## Table 1 – What helps?\n- Tea\n## Summary of the themes identified\n- Hospitality\n"
    assert [entry.role for entry in _place(text)] == ["question", "note", "summary", "summary"]


def test_front_matter_comments_and_rules_are_set_aside() -> None:
    text = "<!-- licence -->\n---\ntitle: x\n---\n\n## Table 1 – What helps?\n- Tea\n\n---\n"
    assert [entry.role for entry in _place(text)] == [
        *["metadata"] * 4,
        "blank",
        "question",
        "note",
        "blank",
        "boilerplate",
    ]


@pytest.mark.parametrize(
    ("heading", "table", "question"),
    [
        ("Table 2 - Learning/training - What do you need?", "2", "Learning/training - What do you need?"),
        ("Table two: What helps?", "2", "What helps?"),
        ("Group B – Ideas for next year", "Group B", "Ideas for next year"),
        ("Breakout room 3", "Breakout room 3", ""),
        ("Table tennis is good for us", "", ""),
        ("What helps?", "", "What helps?"),
    ],
)
def test_what_a_heading_announces(heading: str, table: str, question: str) -> None:
    cues = read_cues(heading)
    assert (cues.table, cues.question) == (table, question)


def test_small_changes_of_wording_agree_and_others_do_not() -> None:
    first = "What approaches do you think work well or don't work well?"
    assert compare_wordings(first, "What approaches do you think work well, or don’t ?") > 0.6
    assert compare_wordings(first, "What should be in the toolkit?") < 0.4


def test_a_post_it_about_another_table_does_not_move_there() -> None:
    notes = _notes(
        "## Table 3 – What next?\n#### Post-it notes\n- Table 2 was more fun than this one\n- cake\n"
    )
    assert {note.table for note in notes} == {"3"}


def test_questions_as_parent_bullets() -> None:
    text = "# Notes\n\n- What works?\n  - Tea\n  - Cake\n- What does not?\n  - Cold rooms\n"
    assert [(n.line.words, n.question.wording) for n in _notes(text) if n.question] == [
        ("Tea", "What works?"),
        ("Cake", "What works?"),
        ("Cold rooms", "What does not?"),
    ]


def test_questions_as_plain_lines_above_bullets() -> None:
    notes = _notes("Our day\n\nWhat works?\n\n- Tea\n\nWhat does not?\n- Cold rooms\n")
    assert [n.question.wording for n in notes if n.question] == ["What works?", "What does not?"]


def test_numbered_questions_lose_their_number() -> None:
    notes = _notes("## Q1. What works?\n- Tea\n\n## Question 2 – Ideas for next year\n- Cake\n")
    assert [n.question.wording for n in notes if n.question] == ["What works?", "Ideas for next year"]


def test_the_only_question_of_event_toml_is_asked_by_all() -> None:
    questions = QuestionList(("What would help?",), SETTINGS.same_question)
    placed = place_lines(read_document("n.md", b"- Tea\n- Cake\n"), questions, SETTINGS)
    assert {entry.question.wording for entry in placed if entry.question} == {"What would help?"}


def test_statements_with_feedback_below() -> None:
    text = (
        "# Definitions\n\n### First view\n\n- Working together\n\nFeedback – makes sense\n\nToo long\n\n"
        "Three sticker likes\n\n### Second view\n\nA shift of power.\n\nFeedback – I agree\n"
    )
    placed = _place(text)
    assert [(n.words, n.kind, n.question.wording) for n in placed if n.role == "note" and n.question] == [
        ("makes sense", "feedback", "First view"),
        ("Too long", "feedback", "First view"),
        ("I agree", "feedback", "Second view"),
    ]
    assert [entry.reason for entry in placed if "votes" in entry.reason] == ["votes for what stands above: 3"]


def test_a_box_to_tick_among_notes_is_taken_off_a_note() -> None:
    notes = _notes("## What went well?\n" + "- Tea and talk\n" * 5 + "- [x] Too dear\n")
    assert notes[-1].words == "Too dear"


def test_tasks_links_and_empty_places_are_no_remarks() -> None:
    text = (
        "## What went well?\n- Tea\n- [x] book the hall\n- [ ] ring the caterer\n"
        "- https://example.org/a\n- X\n- Apologies:\n- ~~old~~\n"
    )
    placed = _place(text)
    assert [entry.line.words for entry in placed if entry.role == "note"] == ["Tea"]
    assert all(entry.reason for entry in placed if entry.role == "context")


def test_underlined_headings_fences_and_tags() -> None:
    text = (
        "What helps?\n===========\n\n<details>\n<summary>More</summary>\n\n- Tea\n\n</details>\n"
        ":::info\n- Cake\n:::\n"
    )
    placed = _place(text)
    assert [entry.line.words for entry in placed if entry.role == "note" and entry.line.form == "item"] == [
        "Tea",
        "Cake",
    ]
    assert placed[0].role == "question"


def test_a_bullet_list_of_ten_thousand_is_read_in_no_time() -> None:
    text = "## What helps?\n" + "".join(f"- note {i}:\n" for i in range(10_000))
    assert len(_place(text)) == 10_001


def test_a_tally_in_a_table_is_a_note_a_cell_with_its_votes() -> None:
    text = (
        "# Feedback\n\nFrom the pink sticky notes.\n\n| The Good | | The Bad | |\n|:--|:-:|:--|:-:|\n"
        "| Tea | 5 | Cold | 3 |\n| *Cake* | 2 | | |\n\n## Impressions\n\nGlad to see it.\n"
    )
    notes = _notes(text)
    assert [(n.words, n.question.wording, n.votes, n.kind) for n in notes if n.question] == [
        ("Tea", "The Good", 5, "post-it"),
        ("Cold", "The Bad", 3, "post-it"),
        ("Cake", "The Good", 2, "post-it"),
    ]
    assert len({entry.line.locator for entry in _place(text)}) == len(_place(text))


def test_a_programme_in_a_table_holds_no_notes() -> None:
    text = "## Agenda\n\n| Time | What |\n|--|--|\n| 10:00 | Tea |\n\n## Table 1 – What helps?\n- Cake\n"
    assert [note.words for note in _notes(text)] == ["Cake"]


def test_what_groups_report_back_is_their_summary() -> None:
    text = (
        "# Table 1 – What helps?\n- Tea\n- Table 2 was fun\n## Wrap up\n- Table 1: hospitality\n"
        "- Table 2, less of it\n- And who decides?\n"
    )
    assert [note.words for note in _notes(text)] == ["Tea", "Table 2 was fun", "And who decides?"]
    assert [entry.role for entry in _place(text)].count("summary") == 2


def test_closing_words_are_no_note() -> None:
    text = (
        "## Table 1 – What helps?\n- Tea\n- Thanks for tonight, it was good\n\nThanks for coming everyone.\n"
    )
    assert [note.words for note in _notes(text)] == ["Tea", "Thanks for tonight, it was good"]


@pytest.mark.parametrize("name", ["notes.md", "notes.txt"])
def test_a_question_typed_right_below_bullets_opens_the_next_list(name: str) -> None:
    text = "What is hard?\n- Stairs\n- The 9 bus\nWhat would help?\n- A rail\nNext steps\n- We write it up\n"
    notes = _notes(text, name)
    assert [(note.line.words, note.question.wording) for note in notes if note.question] == [
        ("Stairs", "What is hard?"),
        ("The 9 bus", "What is hard?"),
        ("A rail", "What would help?"),
    ]
    wrapped = "What is hard?\n\n- Stairs\nand the lift\n- Tea that is cold\nBiscuits too\n- The walk\n"
    assert [note.say_whole() for note in _notes(wrapped, "notes.md")] == [
        "Stairs and the lift",
        "Tea that is cold Biscuits too",
        "The walk",
    ]


@pytest.mark.parametrize(
    ("heading", "table", "rest"),
    [
        ("Table 2 (facilitator: Ngozi Brennan)", "2", ""),
        ("Table 3 – Facilitators: Jo-Ann Lee and Sam Pye", "3", ""),
        ("Group B [scribe: Wei]", "Group B", ""),
        ("Table 4, notes by Sunita – What would help?", "4", "What would help?"),
        ("Table 5 led by Priya | Getting here", "5", "Getting here"),
        ("Table 6: Hosts need training", "6", "Hosts need training"),
        ("Table 7: staff: what do they need?", "7", "staff: what do they need?"),
    ],
)
def test_who_led_a_table_is_no_question(heading: str, table: str, rest: str) -> None:
    assert split_table(heading) == (table, rest)
    text = f"## What gets in the way?\n\n### {heading}\n\n- The hill\n"
    asked = [note.question.wording for note in _notes(text) if note.question]
    assert asked == ["What gets in the way?"] or rest


def test_three_words_in_brackets_behind_a_table_are_no_question() -> None:
    notes = _notes("## What helps?\n\n### Table 1 (Mary Ann Oduya)\n\n- Tea\n")
    assert [note.question.wording for note in notes if note.question] == ["What helps?"]


@pytest.mark.parametrize(
    ("before", "kind"),
    [
        ("", "other"),
        ("Each table had a facilitator, who wrote this down.\n\n", "facilitator"),
        ("What follows stood on post-its.\n\n", "post-it"),
        ("To facilitate this, we rang people at home.\n\n", "other"),
    ],
)
def test_notes_are_a_facilitators_only_where_the_document_speaks_of_one(before: str, kind: str) -> None:
    text = f"# Talks with carers\n\n{before}## What would help?\n\n- a bus on Sundays\n- somebody to ring\n"
    assert [note.kind for note in _notes(text)] == [kind, kind]


def test_notes_at_a_table_are_a_facilitators() -> None:
    text = "# A morning\n\n## Table 1: What would help?\n\n- a bus on Sundays\n- somebody to ring\n"
    assert [note.kind for note in _notes(text)] == ["facilitator", "facilitator"]


def test_below_a_question_a_line_with_a_colon_leads_in_its_list() -> None:
    text = (
        "# A morning\n\n## What would help?\n\nPeople came by bus.\n\nGood practice:\n\n- tea\n- time\n\n"
        "What else to have:\n\n- a list of names\n- a quiet room\n\nThey left at noon.\n"
    )
    notes = _notes(text)
    assert {note.lead_in for note in notes} == {"", "Good practice:", "What else to have:"}
    assert not any(note.heading for note in notes)
