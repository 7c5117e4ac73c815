"""The list of words that name no person: no part of it is lost, and it is believed."""

from __future__ import annotations

import re

import pytest

from pipeline.privacy.flags import find_in_text
from pipeline.privacy.names import load_vocabulary
from tests.conftest import ROOT

# Of each kind of word on the list one that is no English word, so that the list alone keeps it from being one
# of a person.
KINDS = (
    "Swindon", "Wrexham", "Dorset", "Lisbon", "Ukraine", "Scotland",  # places
    "Punjabi", "Nigerian", "Muslim",  # languages and peoples
    "Thursdays", "January", "Ramadan",  # times
    "Eventbrite", "WhatsApp", "Padlet",  # products
    "Mencap", "Ofsted", "Barclays", "Waitrose",  # organisations
    "Parkinson", "Cortana",  # what is called as people are
)  # fmt: skip
HEADS = ("Alliance", "Chapel", "Crescent", "Harbour", "Institute", "Mosque", "Quay", "Society", "Avenue")


@pytest.mark.parametrize("word", KINDS)
def test_who_is_thanked_is_no_person_where_the_list_says_so(word: str) -> None:
    assert find_in_text(f"Thanks to {word} who helped", is_speaker=False) == ()


@pytest.mark.parametrize("head", HEADS)
def test_what_is_named_after_a_person_is_none_where_the_list_says_so(head: str) -> None:
    assert find_in_text(f"Marie Tarrowby {head} was full", is_speaker=False) == ()


@pytest.mark.parametrize("text", ["Thanks to Qarrowby who helped", "Marie Tarrowby Qarrow was full"])
def test_other_words_in_their_place_are_a_person(text: str) -> None:
    """Else the tests above would pass whatever the list says."""
    assert [span.kind for span in find_in_text(text, is_speaker=False)] == ["name"]


def test_no_line_is_lost_or_runs_into_another() -> None:
    """Words may be added; whoever takes one out on purpose lowers the number."""
    text = (ROOT / "pipeline" / "privacy" / "names" / "not_people.txt").read_text(encoding="utf-8")
    lines = [line for line in text.splitlines() if not line.startswith("#")]
    assert [line for line in lines if line.startswith("@")] == ["@heads", "@words", "@things"]
    assert [line for line in lines if not re.fullmatch(r"@?[\w.'-]+(?: [\w.'-]+)*", line)] == []
    known = load_vocabulary()
    assert len(known.heads) >= 137
    assert len(known.not_people) >= 1230
    assert len(known.things) >= 1354


@pytest.mark.parametrize(
    "brand",
    [
        "Sainsbury's", "McDonald's", "Nando's", "Maggie's", "Greggs", "Superdrug", "Boots", "John Lewis",
        "Marks & Spencer", "William Hill", "Russell and Bromley", "Sure Start", "Burger King", "Mercedes",
    ],
)  # fmt: skip
@pytest.mark.parametrize(
    "said",
    ["thanks to {} for the cakes", "{} closed last year", "next to {} in the precinct", "{} won't help"],
)
def test_a_firm_is_no_person_whatever_is_said_of_it(brand: str, said: str) -> None:
    assert find_in_text(said.format(brand), is_speaker=False) == ()


@pytest.mark.parametrize(
    "text",
    [
        "{Maggie}'s knees are bad",
        "{Doreen}'s moved to Leeds",
        "thanks to {Janet McDonald} for the cakes",
        "spoke to {John Lewisham} about it",
        "{Bretislava}'s pram does not fit",
        "Wong Siu Ming has lived here since 1984",
        "{Rahima}, {Bretislava} and {Lutfa}: sewing machines",
        "they sent {Bretislava} away without an answer",
        "{Hope}, who came over with us, is in a hotel",
        "can {Mark} look at the projector",
        "my daughter {Rima} is bullied",
        "one of us ({Bretislava}) speaks Czech",
        "{SANDRA WHITTLE} has the keys",
        "{C. Y. Lam} does her own shopping",
        "I was glad to talk with {Lise} at the end",
        "{Bretislava} was an engineer",
        "{Ivy} brought biscuits",
        "{Hope} waited nine weeks for a scan",
        "{Bill} pays everything in cash",
        "{Rose} still has no heating",
        "I come because {Bretislava} comes",
        "give the keys to {Heather} by Friday",
        "This is {Hope} writing for my sister",
        "“They never ring back”, said {Joy}",
        "as {Grace} put it, buses",
        "“All talk” – {Bretislava}",
        "More benches ({Rose}, table 2)",
        "Notes: {Joy}",
        "{Patience}? She left in May",
        "let {Rose} run the stall",
        "could {Bretislava} ring round",
        "everyone calls him {Tosh}",
        "{Lee-Ann} did the teas",
        "Sorry not here: {Ewan} and the {Fosters}",
        "{McTavish} lost his bus pass",
        "Tante {Bretislava} cooks",
        "Dr {A M Farouk} listens",
        "{Will} can't read small print",
        "I'm {Bretislava}, I look after my nan",
        "Love to all, {Trev}",
        "Plot 4 is {Hamish}'s",
    ],
)
def test_people_are_found_by_what_is_said_of_them(text: str) -> None:
    names = re.findall(r"\{([^}]*)\}", text) or [" ".join(text.split()[:3])]
    plain = re.sub(r"[{}]", "", text)
    assert [plain[one.start : one.end] for one in find_in_text(plain, is_speaker=False)] == names


@pytest.mark.parametrize(
    "text",
    [
        "Basil won't grow in shade",
        "Annie the musical raised nine hundred pounds",
        "the film Annie was on",
        "Black Friday at the till was hell",
        "Holy Trinity has loos",
        "Jesus would have had more chairs out",
        "Krishna temple feeds everyone",
        "Bishop Street is dark",
        "Hinckley wants a bypass",
        "Wickes said it was not their door",
        "Will works on the bridge ever end?",
        "Storm Eunice took the fence",
        "it’s late and I’ve felt left out",
    ],
)
def test_what_people_are_called_as_well_is_left_where_nobody_is_meant(text: str) -> None:
    assert find_in_text(text, is_speaker=False) == ()
