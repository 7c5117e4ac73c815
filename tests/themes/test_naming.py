"""Titles: from a code that fits the theme as a whole, else from the notes' own words."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.tables.notes import Embed
from pipeline.themes.codebook import NO_CODEBOOK, Codebook, expect_themes, load_codebook
from pipeline.themes.name import name_by_codes
from pipeline.themes.name.titles import Unnamed, title_themes
from tests.conftest import ROOT
from tests.themes.conftest import PLANTED, SETTINGS


def _name(
    words: Sequence[str], groups: list[list[int]], codebook: Codebook, embed: Embed
) -> tuple[list[str], list[str]]:
    part = Unnamed(groups, words, embed(list(words)))
    names = name_by_codes([part], codebook, embed, SETTINGS.themes)[0]
    titles = title_themes([name.title for name in names], part, embed, SETTINGS.themes)
    return titles, [name.code.code if name.code else "" for name in names]


def test_a_title_is_what_several_notes_name(embed: Embed) -> None:
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


def test_a_mixed_theme_has_no_title(embed: Embed) -> None:
    words = [
        "Car parking charges",
        "Letters in small print",
        "The hall was cold in there",
        "Nobody rang me back",
        "Soup and rolls were lovely",
        "More soup please",
    ]
    assert _name(words, [[0, 1, 2, 3], [4, 5]], NO_CODEBOOK, embed)[0][0] == ""


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
