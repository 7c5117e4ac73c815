"""Asks and differences by wording alone: what is taken, and what looks like it and is none."""

from __future__ import annotations

import pytest

from pipeline.language.differences import pair_texts
from pipeline.language.note_types import is_ask

ASKS = """
Create a calendar of all the meetings
We need one place where it all stands
Could there be a vegetarian sandwich?
Staff should wear name badges
Evenings or Saturdays pls
It would be good to have a quiet room
Don't assume that people can get online
Too formal – ask people first
Please fill in the potholes on Mill Lane
Please add a crossing at the school
Please check the lights in the underpass
We need a crossing. Please correct me if I got this wrong
I would like to have evening sessions but not on Mondays
I would like to be seen the same day but there are no appointments. Please open on Saturdays
Make Friday Nights Free for All
MORE BUSES PLEASE
Have a good support worker on the ward
When a road is mended, the bus stop should be mended too
""".strip().split("\n")
NO_ASKS = """
Phone calls are never answered
Keep it up
It must be hard for them
How should we pay people?
People's needs are different
Have been waiting for two years
I told them I should have been asked
Drop-in at the library
Give up after the third letter
Perhaps some others I missed? Please fill in if you remember
Somebody mentioned a second scheme, please add to the list below
Names of both speakers – feel free to correct my notes
Can anyone remember what the last table said?
Please tick all that apply
Sometimes I would like to see a GP, but appointments are not available for a week or two
We’d love to be involved but the meetings are always too far away
I would like to have a say – but nobody rings back
I keep my garden in any manner I please
[name] and [name], Leeds
[name]: having a room for talks
Open Forum
Open source tools
BUILD.bazel files are mostly made by hand
Have a sense of progress, at last
They come not because they have to, but because they want to be here
How much of the old plan will we need to keep
Most groups will still need to look at it
What if it had a cost for the council?
If they come by post I must open each one
Change to group sizes worked well today
""".strip().split("\n")


@pytest.mark.parametrize("words", ASKS)
def test_what_should_be_done_is_an_ask(words: str) -> None:
    assert is_ask(words)


@pytest.mark.parametrize("words", NO_ASKS)
def test_what_only_looks_like_it_is_none(words: str) -> None:
    assert not is_ask(words)


def test_a_line_that_introduces_asks_makes_its_notes_asks() -> None:
    assert is_ask("Videos with captions", "Resources people asked for:")
    assert not is_ask("Videos with captions", "What we saw on the day:")


def test_an_instruction_below_what_is_aimed_at_or_was_learnt_asks_for_nothing() -> None:
    for under in ("Aims for sharing", "What did you learn today?", "Cool things you can do with your data"):
        assert not is_ask("Encourage others to build on it", under=under)
        assert is_ask("We need more time", under=under)
    assert not is_ask("Build a model of the bus routes", under="What do you use it for?")
    for under in ("What should we do next?", "What should change so that we reach our goals?", "Buses", ""):
        assert is_ask("Encourage others to build on it", under=under)


DIFFER = [
    ("Pay people. You are all paid to be here", "Don't pay people, you only get those who want the money"),
    ("WhatsApp group worked really well", "Not WhatsApp – some of us don't want our numbers shared"),
    ("Too many meetings", "Not enough meetings"),
    ("The session was too long", "Session too short!"),
    ("Some staff don't care. More staff", "Some staff care."),
    ("Meetings should not be online", "Meetings should be online"),
]
DO_NOT = [
    ("Not only posters", "Posters in the chemist"),
    ("No parking", "Parking!"),
    ("Don't pay people?", "Pay people"),
    ("Not enough staff", "We need more staff"),
    ("No they were helpful", "Helpful staff"),
    ("Not for the moment. Thanks!", "From the moment I arrived I felt at ease"),
    ("At the moment, nothing", "Not at the moment but could be"),
    ("Nothing, service was excellent", "Service excellent"),
    ("Not a lot", "Lots of activities"),
    ("I don't use the bus", "I use the bus"),
    ("People have the right to not vote", "People have the right to vote"),
    ("Too much time when nothing is happening", "More time"),
    ("Nurses and staff could not be better", "Nurses and all staff"),
    ("Don't forget carers", "Carers need breaks"),
]


@pytest.mark.parametrize("pair", DIFFER)
def test_the_same_words_turned_round_differ(pair: tuple[str, str]) -> None:
    assert len(list(pair_texts(pair))) == 1
    assert len(list(pair_texts(pair[::-1]))) == 1


@pytest.mark.parametrize("pair", DO_NOT)
def test_notes_that_do_not_oppose_are_no_pair(pair: tuple[str, str]) -> None:
    assert not list(pair_texts(pair))


def test_of_many_that_say_a_thing_and_many_that_say_its_opposite_each_has_one_partner() -> None:
    texts = [*["Pay people for their time"] * 2000, *["Don't pay people for their time"] * 1500]
    pairs = list(pair_texts(texts))
    assert len(pairs) == 1500
    assert pairs[:2] == [(0, 2000, "pay people", "negated"), (1, 2001, "pay people", "negated")]
    assert len({place for first, second, *_ in pairs for place in (first, second)}) == 3000
