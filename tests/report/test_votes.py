"""Votes on notes: the most supported, the most divided, and never those for without those against."""

from __future__ import annotations

import pytest

from pipeline.report import wording
from pipeline.report.blocks import Quotes, Section, walk
from pipeline.report.event.choose import Chooser, show_votes
from pipeline.report.event.facts import EventFacts
from tests.report.made_event import Case

BALLOTS = [(9, 1), (2, 0), (5, 4), (3, 3), (1, 8), (1, 0), (12, 2)]


def vote(case: Case, ballots: list[tuple[int, int]]) -> EventFacts:
    """The event with votes on its first notes, and on no other."""
    for row in range(len(case.safe_notes)):
        own, against = ballots[row] if row < len(ballots) else (0, 0)
        case = case.spoil("safe_notes", "votes", row, own)
        case = case.spoil("safe_notes", "votes_against", row, against)
    return case.build()


def list_shown(sections: list[Section]) -> dict[str, list[str]]:
    """What stands behind the quotations under each heading: the votes."""
    return {
        section.heading: [quote.about for quotes in walk(section, Quotes) for quote in quotes.quotes]
        for section in walk(tuple(sections), Section)
        if section.anchor != "votes"
    }


def test_the_most_supported_and_the_most_divided_are_shown_with_both_counts(case: Case) -> None:
    shown = list_shown(show_votes(vote(case, BALLOTS), Chooser()))
    assert all(" for, " in about and " against" in about for own in shown.values() for about in own)
    first, second, *_ = shown["Most votes for"]
    assert "12 for, 2 against" in first
    assert "9 for, 1 against" in second
    assert "5 for, 4 against" in shown["Most divided"][0]
    assert "3 for, 3 against" in shown["Most divided"][1]
    assert len(shown["Most divided"]) == 2


def test_a_few_votes_say_for_themselves_what_they_are(case: Case) -> None:
    assert show_votes(vote(case, BALLOTS[:3]), Chooser()) == []
    assert show_votes(vote(case, []), Chooser()) == []


@pytest.mark.parametrize(
    ("votes", "against", "said"),
    [
        ([3, 1, 0], [0, 0, 0], ["3 votes", "1 vote", ""]),
        ([3, 0, 0], [0, 2, 0], ["3 for, 0 against", "0 for, 2 against", ""]),
    ],
)
def test_votes_for_never_stand_without_those_against(
    votes: list[int], against: list[int], said: list[str]
) -> None:
    assert wording.list_votes(votes, against) == said
