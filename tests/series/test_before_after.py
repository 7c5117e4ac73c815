"""A form that asks the same before and after: two questions, in the counts of one event and of a series."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from pipeline.ingest import gather_event, read_event
from pipeline.report.event.appendix import count_lines
from pipeline.report.event.frame import explain_briefly
from pipeline.series.surveys import fold_question, summarise_surveys
from pipeline.settings import load_settings
from tests.report.made_event import build_case

HELPED = ("friendly people", "long table by the door", "tea and the cake", "quiet room upstairs")


def test_what_is_asked_before_and_after_are_two_questions(tmp_path: Path) -> None:
    head = "Timestamp,I know what it does ,I feel sure (before),I know what it does,I feel sure (after),"
    head += "What helped?"
    rows = [f"12/03/2019 15:0{n},1,2,{4 + n % 2},5,The friendly people at table {n} helped" for n in range(6)]
    (tmp_path / "form.csv").write_text("\n".join([head, *rows]) + "\n", encoding="utf-8")
    answers = read_event(gather_event(tmp_path), load_settings().ingest).survey_answers
    picked = answers[answers["count"] > 0].groupby("question")["answer"].agg(list).to_dict()
    assert picked == {
        "I know what it does – 1 of 2": ["1"],
        "I know what it does – 2 of 2": ["4", "5"],
        "I feel sure (before)": ["2"],
        "I feel sure (after)": ["5"],
    }
    assert set(answers["base"]) == {6}
    assert summarise_surveys(answers, 6, 5)["question_position"].tolist() == [1, 2, 3, 4]
    assert fold_question("I feel sure (1 = no, 5 = yes)") == fold_question("I feel sure (no to yes)")


def test_a_report_says_that_answers_were_counted(tmp_path: Path) -> None:
    (tmp_path / "form.csv").write_text(
        "Please rate the day (1-5),May we contact you?,What helped?\n"
        + "".join(f"{n % 5 + 1},Yes,The {one} helped most of all\n" for n, one in enumerate(HELPED)),
        encoding="utf-8",
    )
    found = read_event(gather_event(tmp_path), load_settings().ingest)
    rows = dict(count_lines(found.ledger).rows)
    assert rows["Answers picked on a scale, counted in survey_answers.csv"] == "4"
    facts = build_case().build()
    assert not [line for line in explain_briefly(facts, 9) if "scale" in line]
    facts = replace(facts, words=replace(facts.words, rated=10))
    (said,) = [line for line in explain_briefly(facts, 9) if "scale" in line]
    assert said.endswith("no notes: 10 questions are counted in the table survey_answers.csv.")


def test_answers_that_say_nothing_are_counted_apart_from_what_tells_of_the_file() -> None:
    ledger = build_case().ledger
    ledger.loc[ledger.index[-2:], ["role", "reason"]] = ["metadata", "no answer was given"]
    rows = dict(count_lines(ledger).rows)
    assert rows["Answers that say nothing, such as “none” or “not sure”"] == "2"
    assert "Information about the file" not in rows
