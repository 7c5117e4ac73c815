"""The organisers' own summary: which of its lines are points, and what the notes hold of each."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from pipeline.agreement import compare_summary, find_points
from pipeline.agreement.summary import Point
from pipeline.flow.stages import EVENT_FLOW
from pipeline.ingest.text.markdown import read_markdown
from pipeline.settings import load_settings
from pipeline.tables import (
    VERDICTS,
    Codings,
    Ledger,
    Questions,
    SafeNotes,
    Sources,
    Themes,
    table_of,
)
from tests.conftest import read_csv

SETTINGS = load_settings().agreement
ASKED = ("What would make the garden a place for everybody?", "Which tools should the shed hold?")
NOTES = {
    "q1": ["benches shade", "shade trees", "ramp gate", "gate wide", "music evenings", "music choir", "cats"],
    "q2": ["rakes", "spades", "gloves", "rakes gloves", "spades hoses", "hoses", "labels"],
}


def read_ledger(text: str, question_above: str = "", form: str = "markdown") -> Any:
    """The lines of a summary, as ingest lists them; those of other formats carry no marks here."""
    roles = {1: "question"} if question_above else {}
    page = f"{question_above}\n{text}" if question_above else text
    lines = read_markdown("notes.md", page.encode()).lines
    return table_of(
        Ledger,
        [
            {
                "source": "notes.md",
                "locator": f"line {number}",
                "line": number,
                "text": line.text,
                "role": roles.get(number, "summary" if line.words else "blank"),
                "note_id": "",
                "reason": "",
                "form": line.form if form == "markdown" else "text",
                "level": line.level,
            }
            for number, line in enumerate(lines, start=1)
        ],
    )


def read_sources(form: str) -> Any:
    row = {"source": "notes.md", "format": form, "sha256": "", "lines": 1, "notes": 1}
    return table_of(Sources, [{**row, "status": "read", "reason": ""}])


QUESTIONS = table_of(
    Questions,
    [
        {
            "question_id": f"q{number}",
            "event_id": "e",
            "position": number,
            "table": str(number),
            "question": wording,
            "number": "",
            "wordings": wording,
            "notes": 7,
        }
        for number, wording in enumerate(ASKED, start=1)
    ],
)


def find(text: str, form: str = "markdown", question_above: str = "") -> list[Point]:
    ledger = read_ledger(text, question_above, form)
    return find_points(ledger, read_sources(form), QUESTIONS, SETTINGS.same_question)


def test_bullets_are_points_and_headings_say_what_they_are_about() -> None:
    points = find(
        "## Summary of the discussion\n\nThis is ours. The notes are below.\n\n"
        f"**{ASKED[0]}**\n\n### **Comfort:**\n\n- More **shade**\n* Benches,\nand cushions\n\n"
        "Table 2\n\n#### In the shed\n1. Rakes"
    )
    assert [(point.words, point.heading, point.question_id) for point in points] == [
        ("More shade", "Comfort:", "q1"),
        ("Benches, and cushions", "Comfort:", "q1"),
        ("Rakes", "In the shed", "q2"),
    ]
    assert points[0].text == "More **shade**"


def test_a_new_summary_does_not_inherit_the_question_before() -> None:
    points = find(f"## Summary\n\n{ASKED[0]}\n\n- Shade\n\n## Summary of the evening\n\n- Soup")
    assert [(point.words, point.question_id) for point in points] == [("Shade", "q1"), ("Soup", "")]


def test_prose_is_read_sentence_by_sentence() -> None:
    points = find("Most people want shade. Some want music\nin the evening! Nobody wants cats.")
    assert [point.words for point in points] == [
        "Most people want shade.",
        "Some want music in the evening!",
        "Nobody wants cats.",
    ]


def test_paragraphs_of_a_word_document_stand_by_themselves() -> None:
    points = find(f"Themes identified\n{ASKED[1]}\nIn the shed:\nRakes and hoses\nGloves", "word")
    assert [(point.words, point.heading, point.question_id) for point in points] == [
        ("Rakes and hoses", "In the shed:", "q2"),
        ("Gloves", "In the shed:", "q2"),
    ]


def test_the_question_right_above_counts() -> None:
    assert find("- Rakes", question_above=ASKED[1])[0].question_id == "q2"
    assert find("- Rakes", question_above="Something else altogether?")[0].question_id == ""


def compare(text: str, **changes: Any) -> tuple[Any, Any]:
    """Compare by shared words: vectors that anybody can check by hand."""
    vocabulary = sorted({word for notes in NOTES.values() for note in notes for word in note.split()})

    def embed(texts: Sequence[str]) -> Any:
        rows = [[float(word in text.lower().split()) for word in vocabulary] for text in texts]
        vectors = np.array(rows, dtype=np.float32) + 1e-3
        return vectors / np.linalg.norm(vectors, axis=1, keepdims=True)

    place = {"source": "notes.md", "locator": "", "line": 1, "table": "", "kind": "other"}
    about = {
        **place,
        "heading": "",
        "lead_in": "",
        "votes": 0,
        "votes_against": 0,
        "speaker": "",
        "masked": False,
    }
    notes = [
        {**about, "note_id": f"{question}-{number}", "question_id": question, "words": words}
        for question, texts in NOTES.items()
        for number, words in enumerate(texts)
    ]
    theme_of = {
        note["note_id"]: f"{note['question_id']}-t{int(str(note['note_id'])[-1]) // 2}" for note in notes
    }
    coding = {"strength": 1.0, "weak": False, "basis": "discovered", "other_themes": "", "nearest": ""}
    theme = {
        **dict.fromkeys(("summary", "code", "terms", "key_points", "key_point_ids", "shown"), ""),
        **{
            "position": 1,
            "raised_once": 0,
            "stability": "stands firm",
            "basis": "discovered",
            "code_fit": 0.0,
        },
    }
    # Thresholds for vectors of shared words; those of the settings were measured for the encoder.
    settings = replace(SETTINGS, **{"found": 0.39, **changes})
    safe_notes = table_of(SafeNotes, notes)
    found = find(text)
    words = [point.words.replace("Bob", "[name]") for point in found]
    return compare_summary(
        found,
        words,
        embed(words) if words else embed([""])[:0],
        safe_notes,
        embed(safe_notes["words"].tolist()),
        table_of(
            Codings,
            [
                {
                    **coding,
                    "note_id": note["note_id"],
                    "question_id": note["question_id"],
                    "theme_id": theme_of[str(note["note_id"])],
                    "raised_once": False,
                }
                for note in notes
            ],
        ),
        table_of(
            Themes,
            [
                {
                    **theme,
                    "theme_id": theme_id,
                    "question_id": theme_id[:2],
                    "title": theme_id,
                    "notes": list(theme_of.values()).count(theme_id),
                }
                for theme_id in dict.fromkeys(theme_of.values())
            ],
        ),
        settings,
    )


def test_each_point_gets_its_nearest_notes_theme_and_verdict() -> None:
    points, themes = compare(f"{ASKED[0]}\n\n- Shade trees\n- Penguins, says Bob")
    assert points["verdict"].tolist() == list(VERDICTS[:2])
    assert points.loc[0, "note_ids"].split(" | ")[:2] == ["q1-1", "q1-0"]
    assert points.loc[0, "theme_ids"] == "q1-t0"
    assert points.loc[1, "safe_words"] == "Penguins, says [name]"
    by_theme = themes.set_index("theme_id")
    assert by_theme.loc["q1-t0", "notes_near"] == 2
    assert len(points.loc[1, "note_ids"].split(" | ")) == SETTINGS.nearest_notes  # shown, and nothing claimed


def test_themes_without_a_point_of_theirs_are_told() -> None:
    _, themes = compare(f"{ASKED[0]}\n\n- Shade trees")
    assert themes.set_index("theme_id")["points"][lambda points: points > 0].to_dict() == {"q1-t0": 1}


def test_a_heading_of_theirs_that_a_title_says_is_known() -> None:
    _, themes = compare(f"{ASKED[0]}\n\n### q1-t1:\n\n- Shade trees\n\n### Soup\n\n- ramp gate")
    assert themes.set_index("theme_id")["headings"].to_dict() == {
        theme_id: "q1-t1:" if theme_id == "q1-t1" else "" for theme_id in themes["theme_id"]
    }


def test_only_notes_of_the_points_own_question_are_asked() -> None:
    points, _ = compare(f"{ASKED[0]}\n\n- rakes")
    assert points.loc[0, "verdict"] == VERDICTS[1]
    points, _ = compare("- rakes")  # the summary names no question: all notes
    assert points.loc[0, "note_ids"].startswith("q2-")


def test_with_few_notes_nothing_is_claimed() -> None:
    points, themes = compare(f"{ASKED[0]}\n\n- Shade trees", fewest_notes=8)
    assert points.loc[0, "verdict"] == "too few notes to tell"
    assert themes["points"].eq(0).all()


def test_without_a_summary_both_tables_are_empty() -> None:
    points, themes = compare("")
    assert len(points) == len(themes) == 0


@pytest.mark.parametrize(
    ("event", "number"), [("2025-04-tolland-bay-hall", 14), ("2025-06-eastmere-online", 0)]
)
def test_a_run_keeps_the_comparison_and_the_report_shows_it(samples: Path, event: str, number: int) -> None:
    points = read_csv(samples, event, "summary_points")
    assert len(points) == number
    shown = (samples / "reports" / event / "appendix.html").read_text(encoding="utf-8")
    assert ('id="organisers"' in shown) == (number > 0)
    assert points["question_id"].ne("").all()
    lines = read_csv(samples, event, "ledger").query("role == 'summary'").set_index("line")["text"]
    assert all(point["text"] in lines[point["line"]] for point in points.to_dict("records"))


def test_the_summary_never_reaches_the_themes() -> None:
    readers = {
        stage.name for stage in EVENT_FLOW if {"ledger", "summary_points", "summary_themes"} & {*stage.reads}
    }
    assert readers <= {"review", "agreement", "report"}
    names = [stage.name for stage in EVENT_FLOW]
    assert names.index("themes") < names.index("review") < names.index("agreement") < names.index("report")
