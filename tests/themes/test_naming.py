"""Titles: from a code that fits the theme as a whole, else from the notes' own words."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.tables.vectors import Embed
from pipeline.themes.codebook.codes import Codebook
from pipeline.themes.codebook.library import NO_CODEBOOK, expect_themes, load_codebook
from pipeline.themes.name.clauses import find_clauses, find_phrases
from pipeline.themes.name.naming import name_by_codes
from pipeline.themes.name.titles import Unnamed, title_themes
from tests.conftest import ROOT
from tests.themes.conftest import PLANTED, SETTINGS


def test_titles_are_whole_clauses() -> None:
    notes = ["Power imbalance in the room- how to bring people in", "and so", "Acronyms! Stop using initials"]
    assert find_clauses(notes) == ["Power imbalance in the room", "Stop using initials"]
    assert find_clauses(["47 bus gets in at 10.20", "I left school at 15", "Costs: a lot"]) == ["a lot"]
    assert find_clauses(["Thanks to [name] for the lifts"]) == []


def test_no_title_ends_with_whose_it_is() -> None:
    assert find_clauses(["Need to be mindful of people's", "mindful of people’s"]) == []
    phrases = find_phrases(["Need to be mindful of people's - different for all", "tea and people's cake"])
    assert not [phrase for phrase in phrases if phrase.endswith("people's")]
    assert "tea and people's cake" in phrases


def test_a_phrase_names_a_thing_and_keeps_what_turns_it() -> None:
    notes = ["Far too long, waiting on the phone is awful", "There are not enough staff", "Peel the spuds"]
    assert find_phrases(notes) == ["waiting on the phone"]
    assert find_phrases(["We deserve access to affordable healthcare"]) == ["access to affordable healthcare"]
    assert find_phrases(["Include learning disability and people who use signs"]) == []
    assert find_phrases(["It was Sandra Smith", "room 12 floor"]) == []


def _name(
    words: Sequence[str], groups: list[list[int]], codebook: Codebook, embed: Embed
) -> tuple[list[str], list[str]]:
    terms = [word.lower() for word in words]
    part = Unnamed(groups, words, terms, embed(list(words)))
    names = name_by_codes([part], codebook, embed, SETTINGS.themes)[0]
    titles = title_themes([name.title for name in names], part, embed, SETTINGS.themes)
    return titles, [name.code.code if name.code else "" for name in names]


def test_two_themes_that_say_the_same_get_titles_that_do_not(embed: Embed) -> None:
    words = ["Car parking is hopeless", "Parking costs a fortune", "Car park full"] * 2
    words = [*words[:3], "Car parking charges", "Hopeless car parking", "Cost of the car park"]
    titles, _ = _name(words, [[0, 1, 2], [3, 4, 5]], NO_CODEBOOK, embed)
    one, other = embed(titles)
    assert float(one @ other) < SETTINGS.themes.title_alike or titles[1].startswith("“")


def test_a_title_is_a_clause_that_several_notes_bear_out(embed: Embed) -> None:
    words = [
        "Letters in tiny print",
        "Nobody can read the letters they send",
        "Letters about appointments arrive late",
        "Appointment letters are hard to read",
        "My neighbour's hamster was ill",
        "Soup and rolls were lovely",
        "More soup please",
    ]
    titles, _ = _name(words, [[0, 1, 2, 3, 4], [5, 6]], NO_CODEBOOK, embed)
    assert "letters" in titles[0].lower()
    assert "hamster" not in titles[0]


def test_a_mixed_theme_is_named_after_no_scrap_but_quotes_one_note(embed: Embed) -> None:
    words = [
        "Car parking charges",
        "Letters in small print",
        "The hall was cold in there",
        "Nobody rang me back",
        "Soup and rolls were lovely",
        "More soup please",
    ]
    title = _name(words, [[0, 1, 2, 3], [4, 5]], NO_CODEBOOK, embed)[0][0]
    assert title.strip("“”") in words[:4]
    assert (title[0], title[-1]) == ("“", "”")


def test_what_is_expected_of_an_event_names_first_where_it_fits(embed: Embed) -> None:
    words = PLANTED["travel"] + PLANTED["food"] + PLANTED["screen"]
    groups = [list(range(6)), list(range(6, 12)), list(range(12, 18))]
    expected = [("Buses and parking", ["train", "taxi"]), ("Dragons and their treasure", [])]
    book = load_codebook("engagement", ROOT)
    titles, codes = _name(words, groups, expect_themes(book, expected), embed)
    assert (titles[0], codes[0]) == ("Buses and parking", "seed-buses-and-parking")
    assert "seed-dragons-and-their-treasure" not in codes  # never forced
    _, without = _name(words, groups, book, embed)
    assert codes[1:] == without[1:]


def test_expected_themes_alone_need_no_codebook(embed: Embed) -> None:
    words = PLANTED["travel"] + PLANTED["food"]
    groups = [list(range(6)), list(range(6, 12))]
    _, codes = _name(words, groups, expect_themes(NO_CODEBOOK, [("Soup, tea and cake", [])]), embed)
    assert codes == ["", "seed-soup-tea-and-cake"]
