"""Forms that people filled in, typed one after the other."""

from __future__ import annotations

from pipeline.ingest import EventFile, Ingested, RawEvent, read_event
from pipeline.settings import load_settings


def _read(text: str, name: str) -> Ingested:
    event = RawEvent("a-day", EventFile(date="2025-03-10"), ((name, text.encode()),), ())
    return read_event(event, load_settings().ingest)


def test_a_form_filled_in_by_several_below_their_names() -> None:
    first, second = "Did you find it simple to use?", "How might it be improved?"
    text = (
        f"Feedback\n\nRaythe\n\n- {first}\n\nYes, very friendly indeed\n\n- {second}\n\n"
        f"Some peaceful music.\n\nCassie\n\n- {first}\n\nNo, not at first.\n"
    )
    for name in ("notes.md", "notes.txt"):
        read = _read(text, name)
        assert list(read.questions["question"]) == [first, second]
        assert list(zip(read.notes["question"], read.notes["words"], strict=True)) == [
            (first, "Yes, very friendly indeed"),
            (second, "Some peaceful music."),
            (first, "No, not at first."),
        ]
        assert read.ledger.set_index("text").loc["Raythe", "role"] == "heading"


def test_a_label_with_nothing_below_it_is_no_note() -> None:
    text = "Was it easy?\n- Yes, very friendly\n\nCassie:\n\nWas it easy?\n- No\n"
    assert list(_read(text, "notes.txt").notes["words"]) == ["Yes, very friendly", "No"]


def test_a_short_topic_behind_a_tables_label_is_what_was_asked_and_a_name_is_not() -> None:
    notes = "\n\n- More seats\n- A later bus\n\n"
    topics = f"# A day\n\n## Table 1 – Young people{notes}## Table 2 – Carers{notes.replace('seats', 'rest')}"
    assert list(_read(topics, "notes.md").questions["question"]) == ["Young people", "Carers"]
    named = topics.replace("Young people", "Sarah").replace("Carers", "Omar")
    assert list(_read(named, "notes.md").questions["question"]) == [""]


def test_a_question_looks_no_higher_than_what_stands_below_it() -> None:
    text = (
        "**What helps?**\n\n## Table 1\n\n- A ramp\n- Tea\n\n## Table 2\n\n- A bus\n- Time\n\n"
        "**What hinders?**\n\n## Table 1\n\n- Steps\n- Forms\n\n## Table 2\n\n- The cost\n- Acronyms\n"
    )
    read = _read(text, "notes.md").notes
    assert list(zip(read["question"], read["table"], read["words"], strict=True))[3:6] == [
        ("What helps?", "2", "Time"),
        ("What hinders?", "1", "Steps"),
        ("What hinders?", "1", "Forms"),
    ]


def test_key_points_below_each_question_are_its_notes() -> None:
    listed = "\n\nKey points:\n- A ramp\n- Tea\n\n"
    text = (
        f"## What helps?{listed}## What hinders?{listed.replace('A ramp', 'Steps').replace('Tea', 'Forms')}"
    )
    assert list(_read(text, "notes.md").notes["words"]) == ["A ramp", "Tea", "Steps", "Forms"]


def test_who_speaks_once_among_turns_is_no_part_of_the_turn_above() -> None:
    turns = ["Pete: A ramp", "Ann: Tea", "Omar: A bus", "Siân: Joint meetings", "Pete: Time", "Ann: Rest"]
    programme = [f"- {hour}:00 Talk number {hour}" for hour in range(9, 21)]
    above = "\n\n".join(["# A day", "## Agenda", *programme, "## What helps?\n\n"])
    for between in ("\n", "\n\n"):
        notes = _read(above + between.join([*turns, "Omar: Sun"]), "notes.md").notes
        assert ("Siân", "Joint meetings") in list(zip(notes["speaker"], notes["words"], strict=True))
        assert not notes["words"].str.contains("Siân").any()
