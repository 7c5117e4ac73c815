"""What a language model is shown of a series to match its themes, and what becomes of its pairs."""

from __future__ import annotations

import pandas as pd

from pipeline.series import DecidedThemes, SeriesDecisions
from pipeline.series.build import collate_series
from pipeline.series.events import FrameworkCode
from pipeline.series.proposed import list_to_match, take_matches
from pipeline.settings import load_settings
from pipeline.tables import EventTables, SeriesTables
from tests.series.planted import Planted, make_event

CODES = [FrameworkCode("trust", "Build trust", "People come to trust each other.", ())]
SHARED = ("steady", "fading", "filler two", "growing", "filler one")


def plant() -> list[EventTables]:
    """Two events; "split off" leans towards "splitting", "walking" and "footpaths" share nothing."""
    own = {
        "e1": (Planted("splitting", 5), Planted("walking", 4)),
        "e2": (
            Planted("splitting", 5),
            Planted("split off", 5, near=("splitting", 0.45)),
            Planted("footpaths", 4),
        ),
    }
    return [
        make_event(
            event_id,
            f"2025-0{number}-01",
            [*(Planted(name, 4) for name in SHARED), Planted("trust", 4, code="trust"), *themes],
        )
        for number, (event_id, themes) in enumerate(own.items(), start=1)
    ]


def collate(events: list[EventTables], decisions: SeriesDecisions | None = None) -> SeriesTables:
    return collate_series(events, CODES, decisions or SeriesDecisions(), load_settings().series)


def by_title(tables: SeriesTables) -> dict[str, str]:
    return dict(zip(tables.themes["title"], tables.themes["series_theme_id"], strict=True))


def test_it_is_shown_titles_and_definitions_that_quote_nobody() -> None:
    events = plant()
    themes = pd.DataFrame(events[1].themes)
    themes["basis"] = "model"
    themes.loc[themes["title"] == "Footpaths", "summary"] = "Where people walk."
    themes.loc[themes["title"] == "Split off", "summary"] = "Somebody said “split off point 1 at e2”."
    events[1] = EventTables(**{**vars(events[1]), "themes": themes})
    tables = collate(events)
    listed = list_to_match(tables, events, CODES).set_index("title")
    assert listed["definition"].to_dict() == dict.fromkeys(listed.index, "") | {
        "Trust": "People come to trust each other.",
        "Footpaths": "Where people walk.",
    }
    assert "a code" in listed.loc["Trust", "apart"].split(" | ")
    walking = events[0].themes.set_index("title").loc["Walking", "question_id"]
    assert listed.loc["Walking", "apart"] == walking
    assert listed["series_theme_id"].tolist() == tables.themes["series_theme_id"].tolist()


def test_one_event_has_nothing_to_match() -> None:
    events = plant()[:1]
    assert list_to_match(collate(events), events, CODES).empty


def test_pairs_are_listed_with_their_evidence_the_nearest_first() -> None:
    events = plant()
    tables = collate(events)
    ids = by_title(tables)
    pairs = [(ids["Walking"], ids["Footpaths"]), (ids["Splitting"], ids["Split off"])]
    found = take_matches(pairs, tables, events, SeriesDecisions())
    near = {
        frozenset(pair) for pair in zip(tables.near["series_theme_id"], tables.near["near_id"], strict=True)
    }
    assert frozenset(pairs[1]) in near
    assert found["series_theme_id"].tolist() == [ids["Splitting"], ids["Walking"]]
    assert found["also_near"].tolist() == [True, False]
    words = dict(zip(tables.notes["note_id"], tables.notes["words"], strict=True))
    assert words[found.loc[1, "nearest_note"]].startswith("walking")
    assert words[found.loc[1, "nearest_to"]].startswith("footpaths")


def test_what_people_told_apart_is_not_listed() -> None:
    events = plant()
    ids = by_title(collate(events))
    pairs = [(ids["Walking"], ids["Footpaths"]), (ids["Splitting"], ids["Split off"])]
    # Named by any of its parts, and by a code.
    part = next(iter(events[1].themes.loc[events[1].themes["title"] == "Splitting", "theme_id"]))
    for number, (one, other) in enumerate([(ids["Footpaths"], ids["Walking"]), (part, ids["Split off"])]):
        decisions = SeriesDecisions(different=(DecidedThemes((one, other)),))
        tables = collate(events, decisions)
        found = take_matches(pairs, tables, events, decisions)
        assert found["series_theme_id"].tolist() == [pairs[1 - number][0]]
    decisions = SeriesDecisions(different=(DecidedThemes(("trust", ids["Walking"])),))
    assert take_matches([("trust", ids["Walking"])], collate(events, decisions), events, decisions).empty
