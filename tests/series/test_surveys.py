"""Feedback forms and surveys: five shapes people hand in, and the answers over time. All are invented."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from typing import Any

import openpyxl
import pandas as pd
import pytest

from pipeline.errors import SourceError
from pipeline.ingest import Ingested, gather_event, read_event
from pipeline.ingest.event import EventFile
from pipeline.ingest.event.sources import RawEvent
from pipeline.ingest.sheets.scales import SOMETHING_ELSE, find_scale
from pipeline.ingest.sheets.survey import read_day
from pipeline.series.surveys import summarise_surveys
from pipeline.settings import load_settings
from pipeline.tables import SurveyAnswers, table_of

SETTINGS = load_settings().ingest
Rows = Sequence[Sequence[Any]]

MICROSOFT = [
    ["ID", "Start time", "Completion time", "Email", "Name", "I felt listened to today",
     "How likely are you to come again? (0-10)", "What worked well?", "What should we change?"],
    ["1", "2025-03-14 10:00:12", "2025-03-14 10:05:40", "anonymous", None, "Strongly agree", "9",
     "The tables were small", None],
    ["2", "2025-03-14 10:01:02", "2025-03-14 10:06:11", "anonymous", None, "Agree", "7", None,
     "Start later in the morning"],
    ["3", "2025-03-14 10:02:45", "2025-03-14 10:07:30", "anonymous", None, "Neutral", None,
     "Somebody wrote down what we said", "More buses"],
    ["4", "2025-03-14 10:03:00", "2025-03-14 10:08:00", "anonymous", None, None, "8", "The soup", None],
]  # fmt: skip
GOOGLE = [
    ["Timestamp", "Are we really co-producing this?", "How are you feeling? (1 = awful, 5 = great)",
     "Is anything not working well?"],
    ["14/03/2025 10:22:33", "Yes", "4", "The minutes come late"],
    ["15/03/2025 11:00:00", "Partly", "3", ""],
    ["14/06/2025 09:12:01", "Yes", "5", "Nothing at the moment"],
    ["16/06/2025 09:12:01", "Yes", "4", "We still use too many short forms"],
    ["16/06/2025 18:40:10", "No - the plan was finished before we came", "2", ""],
]  # fmt: skip
PAPER = [
    ["Form", "Felt heard", "Venue", "Best bit", "Any comments"],
    ["1", "5", "4", "Tea", "Keep it at this length"],
    ["2", "4", "4", "The quiet table", ""],
    ["3", "3", "2", "", "It was cold by the door"],
    ["4", "4", "", "Meeting others", ""],
]
WORDS = [
    ["I could say what I wanted to say", "The room was easy to get into", "Anything else?"],
    ["strongly agree", "Very good", ""],
    ["AGREE", "good", "The ramp is steep"],
    ["tend to agree", "Poor", ""],
    ["Disagree", "Very poor", "I could not hear the second speaker"],
    ["Not sure", "Good", ""],
]
FREE = [
    ["Timestamp", "What went well today?", "What could be better next time?"],
    ["2025-05-01 12:00", "I met my neighbours", "Bigger print"],
    ["2025-05-01 12:10", "Clear questions", "Fewer forms"],
]


def _csv(rows: Rows) -> bytes:
    file = io.StringIO(newline="")
    csv.writer(file).writerows(rows)
    return file.getvalue().encode()


def _xlsx(rows: Rows) -> bytes:
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(list(row))
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def _read(content: bytes, name: str = "form.csv", date: str = "2025-03-10") -> Ingested:
    return read_event(RawEvent("a-form", EventFile(date=date), ((name, content),), ()), SETTINGS)


def _counts(found: Ingested, question: str) -> dict[str, int]:
    rows = found.survey_answers[found.survey_answers["question"] == question]
    return rows.groupby("answer", sort=False)["count"].sum().to_dict()


def _answered(found: Ingested, question: str) -> tuple[int, int]:
    rows = found.survey_answers[found.survey_answers["question"] == question]
    days = rows.drop_duplicates(["date"])
    return int(days["base"].sum()), int(days["asked"].sum())


def _check_cells(found: Ingested, rows: Rows) -> None:
    """Every cell with content is in the ledger once, and is a note or says what it is."""
    cells = sorted(str(cell) for row in rows for cell in row if cell)
    assert sorted(found.ledger["text"]) == cells
    silent = found.ledger[(found.ledger["role"] != "note") & (found.ledger["reason"] == "")]
    assert silent.empty


@pytest.mark.parametrize("write", [_csv, _xlsx])
def test_an_export_of_microsoft_forms(write: Any) -> None:
    found = _read(write(MICROSOFT), "form.csv" if write is _csv else "form.xlsx")
    assert _counts(found, "I felt listened to today") == {
        "strongly disagree": 0,
        "disagree": 0,
        "neither agree nor disagree": 1,
        "agree": 1,
        "strongly agree": 1,
    }
    assert _answered(found, "I felt listened to today") == (3, 4)
    likely = found.survey_answers[found.survey_answers["question"].str.startswith("How likely")]
    assert set(likely["scale"]) == {"0 to 10"}
    assert set(likely["date"]) == {"2025-03-14"}
    assert sorted(zip(found.notes["question"], found.notes["text"], strict=True)) == [
        ("What should we change?", "More buses"),
        ("What should we change?", "Start later in the morning"),
        ("What worked well?", "Somebody wrote down what we said"),
        ("What worked well?", "The soup"),
        ("What worked well?", "The tables were small"),
    ]
    assert set(found.notes["kind"]) == {"feedback"}
    _check_cells(found, MICROSOFT)


def test_an_export_of_google_forms_and_words_in_a_column_of_answers() -> None:
    found = _read(_csv(GOOGLE))
    yes = found.survey_answers[found.survey_answers["question"] == "Are we really co-producing this?"]
    assert yes[yes["count"] > 0][["date", "answer", "count", "base", "asked"]].to_numpy().tolist() == [
        ["2025-03-14", "yes", 1, 1, 1],
        ["2025-03-15", "partly", 1, 1, 1],
        ["2025-06-14", "yes", 1, 1, 1],
        ["2025-06-16", "no", 1, 2, 2],
        ["2025-06-16", "yes", 1, 2, 2],
    ]
    # Somebody wrote more than an answer: it is counted, and what they wrote is a note.
    said = found.notes[found.notes["question"] == "Are we really co-producing this?"]
    assert said["text"].tolist() == ["No - the plan was finished before we came"]
    assert said["kind"].tolist() == ["feedback"]
    _check_cells(found, GOOGLE)


def test_a_form_on_paper_typed_up_takes_the_date_of_the_event() -> None:
    found = _read(_csv(PAPER))
    assert _counts(found, "Felt heard") == {"1": 0, "2": 0, "3": 1, "4": 2, "5": 1}
    assert _answered(found, "Venue") == (3, 4)
    assert set(found.survey_answers["date"]) == {"2025-03-10"}
    assert "Form" not in set(found.survey_answers["question"])
    assert set(zip(found.notes["question"], found.notes["text"], strict=True)) == {
        ("Best bit", "Tea"),
        ("Best bit", "The quiet table"),
        ("Best bit", "Meeting others"),
        ("Any comments", "Keep it at this length"),
        ("Any comments", "It was cold by the door"),
    }
    _check_cells(found, PAPER)


def test_scales_in_words_keep_answers_without_a_place_apart() -> None:
    found = _read(_csv(WORDS))
    agreed = found.survey_answers[found.survey_answers["scale"] == "agreement"]
    assert dict(zip(agreed["answer"], agreed["count"], strict=True)) == {
        "strongly disagree": 0,
        "disagree": 1,
        "neither agree nor disagree": 0,
        "agree": 2,
        "strongly agree": 1,
        "not sure": 1,
    }
    assert agreed.set_index("answer")["position"].to_dict()["not sure"] == 0
    assert _counts(found, "The room was easy to get into")["good"] == 2
    assert found.notes["text"].tolist() == ["The ramp is steep", "I could not hear the second speaker"]
    _check_cells(found, WORDS)


def test_a_form_of_free_text_only_has_no_answers_to_count() -> None:
    found = _read(_csv(FREE))
    assert found.survey_answers.empty
    assert len(found.notes) == 4
    assert set(found.notes["kind"]) == {"feedback"}


def test_a_form_without_any_words_is_counted_beside_the_notes_of_its_event() -> None:
    scales = _csv([row[1:3] for row in PAPER])
    with pytest.raises(SourceError, match="no notes were found in it, only answers on a scale"):
        _read(scales)
    documents = (("form.csv", scales), ("notes.md", b"# Notes\n\n## What helps?\n\n- Tea\n- Time\n"))
    found = read_event(RawEvent("a-form", EventFile(date="2025-03-10"), documents, ()), SETTINGS)
    assert len(found.notes) == 2
    assert _counts(found, "Felt heard")["4"] == 2
    assert found.sources.set_index("source")["reason"].to_dict()["form.csv"] == "answers on a scale only"


@pytest.mark.parametrize(
    ("name", "texts", "scale"),
    [
        ("Mood", ["🙂", "😐", "🙂", "😞"], "smileys"),
        ("Rating", ["★★★★☆", "★★★☆☆", "★★★★★"], "1 to 5"),
        ("Rating", ["4/5", "3/5", "5/5"], "1 to 5"),
        ("Rating", ["4 - good", "5 - very good", "2 - poor"], "1 to 5"),
        ("How was it?", ["4", "7", "2"], "1 to 10"),
        ("How was it, out of 7?", ["4", "7", "2"], "1 to 7"),
        ("How was it?", ["8", "0", "10"], "0 to 10"),
        ("Was it useful?", ["Very useful", "not very useful"], "not at all useful to very useful"),
        ("Were you heard?", ["Yes", "No", "yes"], "no or yes"),
        ("Were you heard?", ["Yes", "No", "To some extent"], "no to yes"),
        ("What helps?", ["Tea", "Time", "Good people"], None),
        ("Ideas", ["Good buses", "Agree dates early", "No forms"], None),
        ("How many came?", ["12", "40", "7"], None),
    ],
)  # fmt: skip
def test_a_scale_is_known_by_its_answers(name: str, texts: list[str], scale: str | None) -> None:
    found = find_scale(name, texts)
    assert (found.name if found is not None else None) == scale


def test_forms_on_paper_that_somebody_counted() -> None:
    rows = [
        ["", "Strongly disagree", "Disagree", "Neither", "Agree", "Strongly agree", "Not sure", "Total"],
        ["I felt listened to", "0", "1", "2", "6", "4", "1", "14"],
        ["I know what happens next", "2", "5", "3", "3", "", "", "13"],
    ]
    documents = (("counts.csv", _csv(rows)), ("notes.md", b"# Notes\n\n## What helps?\n\n- Tea\n"))
    found = read_event(RawEvent("a-form", EventFile(date="2025-03-10"), documents, ()), SETTINGS)
    assert found.notes["text"].tolist() == ["Tea"]
    assert list(_counts(found, "I felt listened to").values()) == [0, 1, 2, 6, 4, 1]
    assert _answered(found, "I know what happens next") == (13, 13)
    of_form = found.ledger[found.ledger["source"] == "counts.csv"]
    assert sorted(of_form["text"]) == sorted(cell for row in rows for cell in row if cell)
    numbers = [["How was today?", "1", "2", "3", "4", "5"], ["The room", "0", "0", "2", "5", "6"]]
    with pytest.raises(SourceError, match="only answers on a scale"):
        _read(_csv(numbers))


def test_notes_with_counts_beside_them_are_no_survey() -> None:
    for head in (["Comment", "Agree", "Disagree", "Neither"], ["Idea", "1", "2", "3"]):
        found = _read(
            _csv([head, ["More buses please", "4", "1", "0"], ["Fewer forms to fill in", "2", "3", "1"]])
        )
        assert found.survey_answers.empty
        assert {"More buses please", "Fewer forms to fill in"} <= set(found.notes["text"])


def test_words_that_are_no_answer_are_counted_without_their_words() -> None:
    rows = [["Did you feel heard?", "Why?"], ["Yes", "a b c"], ["No", "d e f"], ["Yes", "g h i"],
            ["Ask Marion at the desk", "x y z"], ["Yes", "k"]]  # fmt: skip
    found = _read(_csv(rows))
    assert _counts(found, "Did you feel heard?") == {"no": 1, "yes": 3, SOMETHING_ELSE: 1}
    assert "Ask Marion at the desk" in found.notes["text"].tolist()


def test_facts_about_people_are_not_counted() -> None:
    rows = [
        ["Do you consider yourself disabled?", "Did you enjoy it?", "Comments"],
        *[["Yes", "Yes", f"Remark number {number}"] for number in "123"],
    ]
    found = _read(_csv(rows))
    assert set(found.survey_answers["question"]) == {"Did you enjoy it?"}


def test_sheets_of_ordinary_notes_hold_no_survey() -> None:
    for rows in (
        [["Note", "Table", "Votes"], ["Tea", "1", "3"], ["Time", "2", "5"], ["Trust", "2", "4"]],
        [["Ideas", "Concerns"], ["Good", "No"], ["Buses", "Yes"], ["Tea", "Cost"]],
        [["Comment", "Agrees", "Disagrees"], ["More buses please", "4", "1"], ["No more forms", "2", "3"]],
    ):
        assert _read(_csv(rows)).survey_answers.empty


@pytest.mark.parametrize(
    ("text", "month_first", "day"),
    [
        ("14/03/2025 10:22:33", False, "2025-03-14"),
        ("3/14/2025 10:22", True, "2025-03-14"),
        ("2025/03/14 10:22:33 AM GMT", False, "2025-03-14"),
        ("2025-03-14T10:22:33Z", False, "2025-03-14"),
        ("14 March 2025", False, "2025-03-14"),
        ("31/02/2025", False, ""),
        ("yesterday", False, ""),
    ],
)
def test_days(text: str, month_first: bool, day: str) -> None:
    assert read_day(text, month_first) == day


def test_american_dates_are_known_by_their_days() -> None:
    rows = [["Timestamp", "Was it useful?"], ["3/4/2025 10:00", "Yes"], ["3/14/2025 10:00", "No"]]
    rows += [["3/14/2025 11:00", "Yes - it was a good start for us"]]
    assert set(_read(_csv(rows)).survey_answers["date"]) == {"2025-03-04", "2025-03-14"}


# Over time


def _answers(event: str, date: str, picked: dict[int, int], question: str = "Felt heard (1-5)") -> list[Any]:
    base = sum(picked.values())
    return [
        {"event_id": event, "source": "form.csv", "date": date, "question": question, "scale": "1 to 5",
         "position": place, "answer": str(place), "count": picked.get(place, 0), "base": base,
         "asked": base + 3}
        for place in range(1, 6)
    ]  # fmt: skip


def test_answers_are_compared_from_one_time_to_the_next() -> None:
    rows = _answers("b", "2025-06-14", {4: 8, 5: 6}, "felt heard")
    rows += _answers("a", "2025-03-14", {2: 2, 3: 3, 4: 1}) + _answers("a", "2025-03-16", {3: 4})
    waves = summarise_surveys(table_of(SurveyAnswers, rows), gap_days=6, few_answers=5)
    assert waves[["wave", "asked", "answered", "middle", "counts"]].to_numpy().tolist() == [
        ["14 to 16 March 2025", 16, 10, "3 of 5", "1: 0, 2: 2, 3: 7, 4: 1, 5: 0"],
        ["14 June 2025", 17, 14, "4 of 5", "1: 0, 2: 0, 3: 0, 4: 8, 5: 6"],
    ]
    assert waves["change"].tolist() == [
        "",
        "middle answer up from 3 of 5 to 4 of 5 (10 answers before, 14 now)",
    ]


def test_order_of_rows_changes_nothing() -> None:
    rows = _answers("b", "2025-06-14", {4: 8}) + _answers("a", "2025-03-14", {2: 2, 3: 2})
    one = summarise_surveys(table_of(SurveyAnswers, rows), 6, 5)
    other = summarise_surveys(table_of(SurveyAnswers, rows[::-1]), 6, 5)
    pd.testing.assert_frame_equal(one, other)
    assert one["middle"].tolist() == ["between 2 and 3 of 5", "4 of 5"]
    assert one["change"].tolist()[1].startswith("too few answers to compare")


def test_figures_in_event_toml(tmp_path: Any) -> None:
    (tmp_path / "notes.md").write_text("# Notes\n\n## What helps?\n\n- Tea\n", encoding="utf-8")
    (tmp_path / "event.toml").write_text("[figures]\npeople = 42\n", encoding="utf-8")
    found = read_event(gather_event(tmp_path), SETTINGS)
    assert found.figures[["measure", "value"]].to_numpy().tolist() == [["people", 42.0]]
