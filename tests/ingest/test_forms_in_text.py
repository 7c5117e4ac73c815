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
