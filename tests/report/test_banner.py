"""What stands above a report: how far people have checked it, and what makes the line go."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from pandera.typing.pandas import DataFrame

from pipeline.report.event.facts import EventFacts, gather_event
from pipeline.report.event.frame import frame_report
from pipeline.report.event.page import build_page
from pipeline.review import count_held, say_review
from pipeline.review.say import say_taken_up
from pipeline.settings import load_settings
from pipeline.tables import (
    UNDIVIDED_TITLE,
    Conflicts,
    Decisions,
    ReviewerAgreements,
    are_themes,
    table_of,
)
from tests.report.made_event import Case

HOW = "until people accept each theme: “accept?” in review.xlsx, or on board.html."


def _gather(case: Case, decisions: int = 0) -> EventFacts:
    tables, found, words = case.bundle("")
    return gather_event(tables, found, replace(words, decisions=decisions), "en-GB")


def _say(facts: EventFacts) -> str:
    return frame_report(facts, "", "", ()).status


def test_a_draft_says_what_makes_it_none_and_decisions_are_counted(case: Case) -> None:
    assert "Nobody has checked the themes yet. It is a draft" in _say(_gather(case))
    assert _say(_gather(case)).endswith(HOW)
    said = _say(_gather(case, decisions=3))
    assert "made 3 decisions on notes and themes, and nobody has accepted a theme yet" in said
    assert said.endswith(HOW)


def test_the_page_for_those_who_were_there_names_no_file_of_the_team(case: Case) -> None:
    status = build_page(_gather(case, decisions=1), (), load_settings().report).status
    assert "made 1 decision on" in status
    assert "review.xlsx" not in status


def test_once_every_theme_is_accepted_the_line_is_gone(case: Case) -> None:
    accepted = replace(case, themes=case.themes.assign(basis="reviewed"))
    report = frame_report(_gather(accepted, decisions=3), "", "", ())
    assert report.status.startswith("Checked.")
    assert not report.is_draft


def test_notes_that_nothing_divides_are_no_theme_whoever_accepts_them(case: Case) -> None:
    themes = case.themes.assign(title=UNDIVIDED_TITLE)
    facts = _gather(replace(case, themes=themes))
    assert not facts.themes
    assert facts.is_draft
    assert "found no themes" in _say(facts)
    assert "until people accept each list" in _say(facts)
    assert not are_themes(themes).any()
    accepted = _gather(replace(case, themes=themes.assign(basis="reviewed")))
    assert not accepted.themes
    assert not accepted.is_draft
    assert _say(accepted).startswith("Checked.")


def test_accepted_themes_do_not_stand_for_notes_that_are_in_none(case: Case) -> None:
    titles = case.themes["theme_id"].map({"t5": UNDIVIDED_TITLE}).fillna(case.themes["title"])
    bases = case.themes["theme_id"].map({"t5": "discovered"}).fillna("reviewed")
    undivided = replace(case, themes=case.themes.assign(title=titles, basis=bases))
    notes = int((case.codings["theme_id"] == "t5").sum())
    said = _gather(undivided, decisions=9).status
    assert not said.startswith("Checked.")
    assert f"{notes} notes are in no theme; nobody has said that they checked them." in said
    assert f"accepted all {len(bases) - 1} themes." in said
    assert said.endswith("In all they have made 9 decisions.")
    read = replace(undivided, themes=undivided.themes.assign(basis="reviewed"))
    assert _gather(read).status.startswith("Checked.")
    placed = replace(undivided, codings=case.codings.assign(basis="reviewed"))
    assert _gather(placed).unchecked == 0


def test_banner_terminal_and_appendix_count_decisions_alike() -> None:
    rows = [("move", "applied"), ("accept", "applied"), ("comment", "no_change"), ("rename", "conflict")]
    decisions = _tabulate(rows)
    assert count_held(decisions) == 2
    assert say_taken_up(decisions) == ["2 decisions and 1 comment by x taken up"]
    nothing_waits = table_of(Conflicts, []), table_of(ReviewerAgreements, [])
    said = say_review(decisions, *nothing_waits)[0]
    assert said == "2 decisions and 1 comment by x: 1 note placed and 1 theme accepted."


def test_comments_and_what_does_not_hold_are_no_decisions_and_accepting_is_one() -> None:
    kinds = [
        ("move", "applied"),
        ("move", "no_change"),
        ("rename", "applied"),
        ("accept", "applied"),
        ("comment", "no_change"),
        ("add_note", "applied"),
        ("move", "conflict"),
        ("move", "disagreement"),
    ]
    assert count_held(_tabulate(kinds)) == 5


def _tabulate(kinds: Sequence[tuple[str, str]]) -> DataFrame[Decisions]:
    texts = dict.fromkeys(("source", "locator", "value", "reviewer", "date", "theme_id", "reason"), "x")
    rows = [
        {
            **texts,
            "decision_id": str(at),
            "note_id": "n",
            "position": at + 1,
            "action": action,
            "status": status,
        }
        for at, (action, status) in enumerate(kinds)
    ]
    return table_of(Decisions, rows)
