"""Votes and speakers are taken off a note and kept beside it; quotations in an account are found."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.ingest.lines import Line, read_document
from pipeline.ingest.structure.quotations import take_quotations
from pipeline.ingest.structure.remarks import find_speakers, split_speaker
from pipeline.ingest.structure.votes import count_votes_alone, split_votes


@pytest.mark.parametrize(
    ("text", "rest", "votes"),
    [
        ("formative assessment +1", "formative assessment", 1),
        ("language used+1+1", "language used", 2),
        ("Mindset :)+1+1+1+100", "Mindset :)", 4),
        ("Better (+1)", "Better", 1),
        ("Could go faster +1 It was fine for me", "Could go faster +1 It was fine for me", 1),
        ("work with networks- sticker LIKE", "work with networks", 1),
        ("more tea ✓✓", "more tea", 2),
        ("parking x3", "parking", 3),
        ("+1 Please keep the Thursday group (x3)", "+1 Please keep the Thursday group", 3),
        ("Keep the Thursday group +1 – 3 votes", "Keep the Thursday group +1", 3),
        ("+1", "+1", 1),
        ("Ages 50+", "Ages 50+", 0),
        ("C++ is hard", "C++ is hard", 0),
        ("ring +44 7700 900456", "ring +44 7700 900456", 0),
        ("+5 years of waiting", "+5 years of waiting", 0),
        ("I like it", "I like it", 0),
    ],
)
def test_votes_at_the_end_are_taken_off(text: str, rest: str, votes: int) -> None:
    assert split_votes(text) == (rest, votes, 0)


@pytest.mark.parametrize(
    ("text", "counted"),
    [
        ("Close at six +1+1 -1", ("Close at six", 2, 1)),
        ("Close at six (-1)", ("Close at six", 0, 1)),
        ("Close at six -1-1-1", ("Close at six", 0, 3)),
        ("Close at six 👎👎", ("Close at six", 0, 2)),
        ("Close at six (5 for, 2 against)", ("Close at six", 5, 2)),
        ("It was minus something, say -1", ("It was minus something, say -1", 0, 0)),
        ("Room 2-1", ("Room 2-1", 0, 0)),
    ],
)
def test_votes_against_are_kept_apart(text: str, counted: tuple[str, int, int]) -> None:
    assert split_votes(text) == counted


@pytest.mark.parametrize(
    ("words", "votes"),
    [("Three sticker likes", 3), ("sticker LIKE", 1), ("2 votes", 2), ("I like it", 0), ("Parking", 0)],
)
def test_a_line_of_votes_alone(words: str, votes: int) -> None:
    assert count_votes_alone(words) == votes


def test_who_speaks_is_a_code_or_a_name_that_comes_again() -> None:
    speakers = find_speakers(
        ["**Elaine:** *From*", "**Person 1:** No", "**Elaine**: *Yes*", "**Value:** x", "Idea: a", "Idea: b"]
    )
    assert speakers == {"Elaine"}
    assert split_speaker("**Person 1:** *In Wales*") == ("*In Wales*", "Person 1")
    assert split_speaker("**Person 1:**: *In Wales*") == ("*In Wales*", "Person 1")
    assert split_speaker("**Elaine**: *From*", speakers) == ("*From*", "Elaine")
    assert split_speaker("Good practice: tea", speakers) == ("Good practice: tea", "")
    assert split_speaker("**Value:** try", speakers) == ("**Value:** try", "")


@given(st.text(alphabet="ab +1)(*:x3✓-likesLIKE ", max_size=60))
def test_what_is_left_is_verbatim_and_never_nothing(text: str) -> None:
    rest, votes, _ = split_votes(text)
    assert rest in text
    assert votes >= 0
    assert bool(rest.strip()) == bool(text.strip())
    assert split_speaker(text)[0] in text


def test_long_lines_do_not_hang() -> None:
    for text in ("+1" * 50_000, "a" * 100_000 + "+1", "(" * 100_000, "+1 " * 30_000 + "x", "* " * 50_000):
        split_votes(text)
        split_speaker(text)
        count_votes_alone(text)


@pytest.mark.parametrize("label", ["Root Cause", "To improve", "Steam game", "Resulting issue/pr"])
def test_a_label_that_repeats_is_nobody_who_speaks(label: str) -> None:
    assert find_speakers([f"{label}: a bus", "Chairs", f"{label}: a train", "Tea"]) == frozenset()
    assert find_speakers(["Ann: a bus", "Bo: a tram", "Ann: a train", "Bo: tea"]) == {"Ann", "Bo"}
    assert find_speakers(["Young person: a bus", "Young person: a train", "Tea"]) == {"Young person"}


@pytest.mark.parametrize("mark", ["_", "*", "**", "__"])
def test_a_speaker_in_italics_or_bold_is_the_same_speaker(mark: str) -> None:
    lines = [f"{mark}{name}{mark}: {words}" for name, words in (("Ann", "a bus"), ("Bo", "a bench")) * 2]
    speakers = find_speakers(lines)
    assert speakers == {"Ann", "Bo"}
    assert split_speaker(lines[0], speakers) == ("a bus", "Ann")
    assert split_speaker("Ann: a bus", speakers) == ("a bus", "Ann")


class _Copied(list[Line]):
    """Lines that count how many of them are copied out in slices."""

    copied = 0

    def __getitem__(self, at):  # type: ignore[no-untyped-def]
        if isinstance(at, slice):
            self.copied += len(range(*at.indices(len(self))))
        return super().__getitem__(at)


def test_quotations_in_a_long_account_are_found_without_copying_it_for_each_line() -> None:
    account = "She said that it helps. “The garden is what I come for every week.”\n\nIt rained.\n\n" * 50
    lines = _Copied(read_document("a.md", account.encode()).lines)
    assert sum(line.role == "note" for line in take_quotations(lines)) == 50
    assert lines.copied < 5 * len(lines)
