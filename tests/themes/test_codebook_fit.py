"""A codebook that does not fit changes nothing, names nothing, and the reports say so."""

from __future__ import annotations

import dataclasses

import pandas as pd
import pytest

from pipeline.settings import ThemeSettings
from pipeline.tables import are_themes
from pipeline.tables.notes import Embed
from pipeline.themes.codebook import Codebook, expect_themes, load_codebook
from pipeline.themes.discover import discover_themes
from pipeline.themes.found import measure_codebook_fit, say_codebook_fit
from tests.conftest import ROOT
from tests.themes.conftest import SETTINGS, make_tables

# Invented: a workshop on an office's computers.
OFFICE_IT = [
    "Laptop takes ten minutes to start up",
    "New laptops are brilliant, so light",
    "Battery dead by eleven",
    "Docking station never finds my second screen",
    "Old desktops should be scrapped",
    "VPN drops every half hour",
    "Can't reach the shared drive from home",
    "VPN login asks for the code three times",
    "Split tunnel please, video over VPN is hopeless",
    "Wifi dead spot in the east wing",
    "Network cable in meeting room 4 broken",
    "Ticket closed and nothing fixed",
    "Where is my ticket? no updates",
    "Ticket portal asks for a category nobody understands",
    "Raised the same ticket twice, two numbers",
    "Chat with the help desk works well",
    "Printer jams on every second page",
    "Colour printing needs a manager's approval?!",
    "Scan to email stopped after the update",
    "Toner always empty on floor 2",
    "Badge printing is a good idea, keep",
    "Password expires each month, pointless",
    "Single sign-on for everything",
    "Authenticator app on my own phone? no",
    "Locked out on a Monday again",
    "Password manager licence for all",
    "Spreadsheet macros blocked since the patch",
    "Update rebooted my machine during a demo",
    "Patches at night not at noon",
    "Software centre is handy",
    "Licence for the drawing tool ran out",
    "Three chat tools, pick one",
    "Shared mailbox full every week",
    "Search in the document store finds nothing",
    "Folder permissions are a maze",
    "Version history saved me",
    "Test server is down more than up",
    "Deploy pipeline takes an hour",
    "Give developers admin rights",
    "Database backups: when was one last restored?",
]


def _discover(
    codebook: Codebook, embed: Embed, settings: ThemeSettings = SETTINGS.themes
) -> tuple[pd.DataFrame, pd.DataFrame]:
    questions, notes, language = make_tables(OFFICE_IT)
    vectors = embed(notes["words"].tolist())
    return discover_themes(questions, notes, vectors, language, codebook, embed, settings)


def _groups(codings: pd.DataFrame) -> set[frozenset[str]]:
    return {frozenset(notes) for notes in codings.groupby("theme_id")["note_id"].agg(list)}


def test_a_codebook_that_does_not_fit_leaves_the_themes_as_they_were(embed: Embed) -> None:
    care = load_codebook("care", ROOT)
    codings, themes = _discover(care, embed)
    without_codings, without = _discover(load_codebook("", ROOT), embed)
    pd.testing.assert_frame_equal(codings, without_codings)
    told = ["summary", "code_fit"]  # only these may speak of the codebook
    pd.testing.assert_frame_equal(themes.drop(columns=told), without.drop(columns=told))
    assert set(themes["basis"]) <= {"discovered", "other"}
    said = say_codebook_fit(themes, care)
    assert "does not fit these notes" in said[""]
    assert "“Experience of health and care services”" in said["q-1"]
    assert say_codebook_fit(without, load_codebook("", ROOT))["q-1"] == ""


def test_the_odd_theme_is_not_named_by_accident(embed: Embed) -> None:
    lax = dataclasses.replace(
        SETTINGS.themes, code_margin=0.0, code_agree=0.0, code_fit=0.3, code_borne=0.0, code_ahead=0.01
    )
    questions, notes, language = make_tables(OFFICE_IT)
    vectors = embed(notes["words"].tolist())
    care = load_codebook("care", ROOT)
    found = {}
    for share in (0.0, 1.0):
        settings = dataclasses.replace(lax, codebook_share=share)
        found[share] = discover_themes(questions, notes, vectors, language, care, embed, settings)[1]
    assert 0 < (found[0.0]["code"] != "").sum() < len(found[0.0])
    assert (found[1.0]["code"] == "").all()


@pytest.mark.parametrize("name", ["coproduction", "engagement", "care"])
def test_no_codebook_parts_the_notes_of_a_theme_that_has_its_title_from_them(name: str, embed: Embed) -> None:
    lax = dataclasses.replace(SETTINGS.themes, title_share=0.5)
    base, themes = _discover(load_codebook("", ROOT), embed, lax)
    titled = set(
        themes.loc[(themes["basis"] == "discovered") & ~themes["title"].str.startswith("“"), "theme_id"]
    )
    assert titled
    expected = [("Printers", ["jams"])]
    codings, _ = _discover(expect_themes(load_codebook(name, ROOT), expected), embed, lax)
    groups = _groups(codings)
    assert all(any(own <= group for group in groups) for own in _groups(base[base["theme_id"].isin(titled)]))


def test_figures_and_sentences_say_the_same(embed: Embed) -> None:
    book = expect_themes(load_codebook("engagement", ROOT), [("Printers", ["jams", "toner"])])
    _, themes = _discover(book, embed)
    fit = measure_codebook_fit(themes, book)
    assert fit[""] == fit["q-1"]
    assert fit[""].expected == 1
    assert fit[""].named == (~themes["code"].isin(["", "seed-printers"])).sum()
    assert fit[""].themes == are_themes(themes).sum()
    said = say_codebook_fit(themes, book)["q-1"]
    assert "1 has a title that was expected for this event." in said
