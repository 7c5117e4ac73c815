"""A series put side by side: planted themes are found again, ids stay, the order of events has no say."""

from __future__ import annotations

import dataclasses
import random
from dataclasses import replace

import numpy as np
import pandas as pd
import pytest

from pipeline.errors import SettingsError, SourceError
from pipeline.series import SeriesDecisions, read_decisions, read_kept, write_kept
from pipeline.series.build import collate_series
from pipeline.series.collate import Member
from pipeline.series.events import EventTheme, FrameworkCode, find_recent
from pipeline.series.themes import choose_title
from pipeline.settings import load_settings
from pipeline.tables import EventTables, SeriesTables
from tests.series.planted import Planted, make_event, make_series

SETTINGS = load_settings().series
CODES = [
    FrameworkCode("trust", "Build trust", "People come to trust each other.", ("A guide",)),
    FrameworkCode("never", "Never raised", "Nobody says this.", ()),
]
# What is planted, and how it must come out: status, whether that is sure, events.
TRUTH = {
    "steady": ("continuing", True, 12),
    "trust": ("continuing", True, 12),
    "growing": ("growing", True, 12),
    "fading": ("quiet", True, 12),
    "filler one": ("continuing", True, 12),
    "filler two": ("continuing", True, 12),
    "splitting": ("continuing", True, 12),
    "split off": ("new", True, 4),
    "appearing": ("new", True, 4),
    "ending": ("quiet", True, 5),
    "said once early": ("quiet", False, 1),
    "said once late": ("new", False, 1),
}


def collate(events: list[EventTables], decisions: SeriesDecisions | None = None) -> SeriesTables:
    return collate_series(events, CODES, decisions or SeriesDecisions(), SETTINGS)


def members(tables: SeriesTables) -> dict[str, str]:
    return dict(zip(tables.members["theme_id"], tables.members["series_theme_id"], strict=True))


def truth_of(tables: SeriesTables) -> pd.Series:
    """What each note is in truth: its words say it."""
    return tables.notes["words"].str.replace(r" point \d+ at .*", "", regex=True)


@pytest.fixture(scope="module")
def planted() -> list[EventTables]:
    return make_series()


@pytest.fixture(scope="module")
def tables(planted: list[EventTables]) -> SeriesTables:
    return collate(planted)


def test_planted_themes_are_found_with_their_statuses(tables: SeriesTables) -> None:
    truth = truth_of(tables)
    missed = []
    for name, expected in TRUTH.items():
        found = tables.notes.loc[truth == name, "series_theme_id"].unique()
        row = tables.themes.set_index("series_theme_id").loc[found[0]]
        pure = (truth[tables.notes["series_theme_id"] == found[0]] == name).all()
        got = (row["status"], bool(row["sure"]), int(row["events"]))
        if len(found) != 1 or not pure or got != expected:
            missed.append((name, expected, got, len(found), pure))
    assert missed == []
    assert len(tables.themes) == len(TRUTH)


def test_a_theme_that_splits_is_shown_as_near_its_origin(tables: SeriesTables) -> None:
    titles = dict(zip(tables.themes["series_theme_id"], tables.themes["title"], strict=True))
    pairs = {(titles[a], titles[b]) for a, b in tables.near[["series_theme_id", "near_id"]].to_numpy()}
    assert pairs == {("Split off", "Splitting")}


def test_the_order_of_events_has_no_say(planted: list[EventTables], tables: SeriesTables) -> None:
    shuffled = list(planted)
    random.Random(4).shuffle(shuffled)
    other = collate(shuffled)
    for field in dataclasses.fields(SeriesTables):
        if field.name != "doubts":
            pd.testing.assert_frame_equal(getattr(tables, field.name), getattr(other, field.name))


@pytest.mark.parametrize("seed", range(8))
def test_a_later_event_renames_nothing(planted: list[EventTables], seed: int) -> None:
    number = random.Random(seed).randint(1, 11)
    before = members(collate(planted[:number]))
    after = members(collate(planted[: number + 1]))
    assert {theme: after[theme] for theme in before} == before
    assert len(after) > len(before)


def test_ids_that_are_kept_stay_when_an_earlier_event_is_added(planted: list[EventTables]) -> None:
    before = collate(planted[6:])
    free = members(collate(planted))
    assert any(free[theme] != series for theme, series in members(before).items())  # else it proves nothing

    pairs = list(zip(before.members["series_theme_id"], before.members["theme_id"], strict=True))
    kept = read_kept(write_kept(pairs).encode(), "kept.toml")
    after = collate(planted, SeriesDecisions(kept=kept))
    now = members(after)
    assert {theme: now[theme] for theme in members(before)} == members(before)
    steady = set(after.notes.loc[truth_of(after) == "steady", "series_theme_id"])
    assert len(steady) == 1  # the added events joined what was kept


def test_no_note_is_lost(planted: list[EventTables], tables: SeriesTables) -> None:
    given = {note_id for event in planted for note_id in event.safe_notes["note_id"]}
    assert set(tables.notes["note_id"]) == given
    assert tables.themes["notes"].sum() == len(given) == tables.members["notes"].sum()


def test_breadth_comes_before_depth() -> None:
    wide = [
        make_event(f"e{n}", f"2025-0{n}-01", [Planted("steady", 2), Planted("fading", 3)]) for n in (1, 2, 3)
    ]
    loud = make_event("e4", "2025-04-01", [Planted("splitting", 90, 3), Planted("growing", 3)])
    themes = collate([*wide, loud]).themes
    places = dict(zip(themes["title"], themes["position"], strict=True))
    assert places["Steady"] < places["Splitting"]


def test_points_come_from_different_events_first(tables: SeriesTables) -> None:
    shown = tables.notes[tables.notes["point"] > 0]
    for theme_id, own in shown.groupby("series_theme_id"):
        raised_at = tables.notes.loc[tables.notes["series_theme_id"] == theme_id, "event_id"].nunique()
        assert own["event_id"].nunique() == min(SETTINGS.points, raised_at)


def test_people_say_that_two_themes_are_one(planted: list[EventTables], tables: SeriesTables) -> None:
    ids = dict(zip(tables.themes["title"], tables.themes["series_theme_id"], strict=True))
    same = f'[[same]]\nthemes = ["{ids["Appearing"]}", "trust"]\ntitle = "Both"\n'
    joined = collate(planted, read_decisions(same.encode(), "series.toml"))
    row = joined.themes.set_index("series_theme_id").loc[ids["Appearing"]]
    assert row["title"] == "Both"
    assert row["notes"] == 12 * 4 + 4 * 5
    assert "trust" not in set(joined.themes["series_theme_id"])
    assert joined.doubts == ()


def test_people_say_that_two_themes_are_not_one(planted: list[EventTables], tables: SeriesTables) -> None:
    own = tables.members[tables.members["title"] == "Steady"]
    first, later = own["theme_id"].iloc[0], own["theme_id"].iloc[5]
    apart = f'[[different]]\nthemes = ["{first}", "{later}"]\n'
    parted = members(collate(planted, read_decisions(apart.encode(), "series.toml")))
    assert parted[first] != parted[later]

    coded = tables.members.loc[tables.members["series_theme_id"] == "trust", "theme_id"].iloc[3]
    apart = f'[[different]]\nthemes = ["trust", "{coded}"]\n'
    parted = members(collate(planted, read_decisions(apart.encode(), "series.toml")))
    assert parted[coded] == coded


def test_a_theme_that_is_gone_is_said_and_its_decision_waits(planted: list[EventTables]) -> None:
    ids = collate(planted).members.set_index("title")["theme_id"]
    late, steady = ids["Said once late"], ids["Steady"].iloc[0]
    both = read_decisions(f'[[same]]\nthemes = ["{steady}", "{late}"]\n'.encode(), "series.toml")
    without = collate(planted[:9], both)
    assert len(without.doubts) == 1
    assert late in without.doubts[0]
    assert "[[same]] number 1" in without.doubts[0]
    pd.testing.assert_frame_equal(without.notes, collate(planted[:9]).notes)
    assert members(collate(planted, both))[late] == steady  # back with its event


def test_removing_an_event_brings_the_earlier_tables_back(planted: list[EventTables]) -> None:
    first = collate(planted[:3])
    collate(planted[:4])
    again = collate([event for event in planted[:4] if event.event_id != planted[3].event_id])
    for field in dataclasses.fields(SeriesTables):
        if field.name != "doubts":
            pd.testing.assert_frame_equal(getattr(first, field.name), getattr(again, field.name))


def test_an_event_without_a_date_comes_last_and_takes_no_part_in_the_comparison() -> None:
    both = [Planted("steady", 4), Planted("fading", 4)]
    dated = [make_event(f"e{n}", f"2025-0{n}-01", both) for n in (1, 2, 3, 4)]
    undated = make_event(
        "a-first-by-name", "", [Planted("steady", 9), Planted("filler two", 9), Planted("x", 2)]
    )
    # Beside other themes than before it is less like itself.
    found = collate_series([undated, *dated], CODES, SeriesDecisions(), replace(SETTINGS, same_theme=0.5))
    assert found.events["event_id"].tolist()[-1] == "a-first-by-name"
    assert not found.events["recent"].iloc[-1]
    themes = found.themes.set_index("title")
    assert themes.loc["Steady", ["notes_before", "notes_recent", "notes"]].tolist() == [8, 8, 25]
    assert themes.loc["Filler two", "status"] == "nothing to compare"


def test_one_event_has_nothing_to_compare() -> None:
    found = collate([make_event("only", "2025-01-01", [Planted("a", 4), Planted("b", 4)])])
    assert set(found.themes["status"]) == {"nothing to compare"}
    assert not found.events["recent"].any()


def test_two_events_of_one_id_are_refused() -> None:
    event = make_event("twin", "2025-01-01", [Planted("a", 4), Planted("b", 4)])
    with pytest.raises(SourceError, match="twin: two events have this id"):
        collate([event, event])


def test_codes_that_were_never_mentioned_are_listed(tables: SeriesTables) -> None:
    codes = tables.codes.set_index("code")
    assert codes.loc["never", ["events", "notes"]].tolist() == [0, 0]
    assert codes.loc["trust", ["events", "tables", "notes"]].tolist() == [12, 24, 48]
    assert codes.loc["trust", ["strengths", "difficulties", "others"]].sum() == 48


def test_matrix_cells_hold_every_note_of_a_code_once(tables: SeriesTables) -> None:
    for whole in (True, False):
        cells = tables.matrix[tables.matrix["whole_event"] == whole]
        ids = [note_id for cell in cells["note_ids"] for note_id in cell.split(" | ")]
        assert sorted(ids) == sorted(tables.notes.loc[tables.notes["series_theme_id"] == "trust", "note_id"])


@pytest.mark.parametrize(
    ("dates", "since", "recent"),
    [
        (["2025-01-01"], "", [False]),
        (["2025-01-01", "2025-02-01"], "", [False, True]),
        (["2025-01-01", "2025-01-01"], "", [False, False]),
        (["2025-01-01", "2025-01-01", "2025-02-01"], "", [False, False, True]),
        (["2025-01-01", "2025-02-01", "2025-03-01", "2025-04-01"], "", [False, False, True, True]),
        (["2025-01-01", "2025-02-01", ""], "2025-02-01", [False, True, False]),
        (["", ""], "", [False, False]),
    ],
)
def test_which_events_are_recent(dates: list[str], since: str, recent: list[bool]) -> None:
    assert find_recent(dates, since, SETTINGS) == recent


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"title = 3", "'title' must be text"),
        (b"colour = 'red'", "no entry 'colour'"),
        (b"[[same]]\nthemes = ['one']", r"\[\[same\]\] number 1: it does not name two"),
        (b"same = 'a'", "'same' is not a list of sections"),
        (b"since = 'spring'", "'since' is not a date"),
        (b"title = ", "cannot be read as TOML"),
        (b"\xff", "not UTF-8"),
    ],
)
def test_a_bad_series_file_is_one_line(content: bytes, message: str) -> None:
    with pytest.raises(SettingsError, match=message) as error:
        read_decisions(content, "series.toml")
    assert "\n" not in str(error.value)


def test_ids_that_a_tracker_speaks_of_stay_when_an_earlier_event_is_added(
    planted: list[EventTables],
) -> None:
    before = collate(planted[6:])
    ids = set(before.themes["series_theme_id"])
    assert not ids <= set(collate(planted).themes["series_theme_id"])  # else it proves nothing
    after = collate(planted, SeriesDecisions(pinned=frozenset(ids)))
    assert ids <= set(after.themes["series_theme_id"])
    assert {theme: members(after)[theme] for theme in members(before)} == members(before)


def test_what_fits_nowhere_is_never_matched_and_a_shared_code_alone_is_not_enough() -> None:
    both = [Planted("steady", 4), Planted("left over", 4, code="trust")]
    first, second = make_event("e1", "2025-01-01", both), make_event("e2", "2025-02-01", both)
    other = make_event("e3", "2025-03-01", [Planted("steady", 4), Planted("elsewhere", 4, code="trust")])
    alike, apart = collate([first, second]), collate([first, other])
    assert alike.themes.set_index("series_theme_id").loc["trust", "events"] == 2
    assert apart.themes.set_index("series_theme_id").loc["trust", "events"] == 1
    assert apart.near["near_id"].tolist() == ["trust"]  # it is asked instead
    left = [
        replace(
            event,
            themes=event.themes.assign(
                theme_id=event.themes["theme_id"].str.replace(r"\.trust$", ".other", regex=True),
                code="",
            ),
            codings=event.codings.assign(
                theme_id=event.codings["theme_id"].str.replace(r"\.trust$", ".other", regex=True)
            ),
        )
        for event in (first, second)
    ]
    unmatched = collate(left).themes
    leftover = unmatched[unmatched["series_theme_id"].str.endswith(".other")]
    assert leftover["events"].tolist() == [1, 1]
    assert not leftover["divided"].any()


def test_no_event_goes_by_a_name_that_its_notes_do_not_bear_out() -> None:
    one = _member("q1.d-1", "Bus station", "n1", "n2")
    other = _member("q2.d-2", "Getting here by bus", "n3", "n4")
    said = {"n1": ["bus", "station"], "n2": ["the", "station"], "n3": ["no", "lifts"], "n4": ["buses"]}
    assert choose_title("q1.d-1", [one, other], said) == "“Bus station” and “Getting here by bus”"
    said |= {"n3": ["station"], "n4": ["station", "again"]}
    assert choose_title("q1.d-1", [one, other], said) == "Bus station"


def _member(theme_id: str, title: str, *note_ids: str) -> Member:
    nothing = np.zeros((1, 2))
    about = ("discovered", note_ids, nothing.astype(np.float32), nothing, True)
    return Member(EventTheme(theme_id, "e", "q", "", title, "", *about), "q1.d-1", "by meaning")


def test_what_is_told_to_scribes_is_no_point_of_a_theme_nor_of_a_cell() -> None:
    told = "Perhaps some others I missed? Please fill in if you remember"
    events = []
    for event in make_series():
        notes = event.safe_notes.copy()
        notes.loc[notes.index[::2], "words"] = told
        events.append(replace(event, safe_notes=notes))
    tables = collate_series(events, CODES, SeriesDecisions(), SETTINGS)
    points = tables.notes.loc[tables.notes["point"] > 0, "words"]
    assert len(points)
    assert told not in points.tolist()
    assert not tables.matrix["summary"].str.contains(told, regex=False).any()
