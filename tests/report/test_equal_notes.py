"""Notes that say the same stand once, with how many they are and where each of them was taken."""

from __future__ import annotations

from dataclasses import replace

import pytest

from pipeline.errors import QuoteError
from pipeline.report.blocks import Bullets, CountTable, ListedNote, Quote, Section, walk
from pipeline.report.event import build_report
from pipeline.report.event.appendix import build_appendix
from pipeline.report.event.notes import fold_note, join_places
from pipeline.report.quotes import check_quotes
from tests.report.made_event import Case, build_case
from tests.report.odd_events import UNDIVIDED
from tests.report.reading import read_html

TEXTS = ["Money", "More buses on Sundays", "money!", "Money", "A bench by the pond", "Money", "Money?"]


@pytest.fixture(scope="module")
def case() -> Case:
    """An event without themes, of which some wrote the same; nothing else differs between its notes."""
    made = build_case({"t5": ("q2", UNDIVIDED, TEXTS)})
    safe = made.safe_notes.assign(kind="other", heading="", lead_in="", votes=0, table="2")
    notes = made.notes.assign(
        **{name: safe[name] for name in ("kind", "heading", "lead_in", "votes", "table")}
    )
    return replace(
        made,
        safe_notes=safe,
        notes=notes,
        codings=made.codings.assign(raised_once=False, weak=False),
        language=made.language.assign(asks=False, note_type="observation"),
    )


def test_equal_and_nearly_equal_notes_are_one_point_of_the_report(case: Case) -> None:
    report = build_report(case.build(), {}, case.settings)
    (section,) = [one for one in walk(report, Section) if one.anchor == "question-q2"]
    shown = {item.words: item for item in next(walk(section, Bullets)).items if isinstance(item, Quote)}
    assert list(shown) == ["Money", "More buses on Sundays", "A bench by the pond", "Money?"]
    assert shown["Money"].about == "4 notes: lines 2, 4, 5, 7"
    assert (shown["Money"].note_id, *shown["Money"].also) == ("t5-n00", "t5-n02", "t5-n03", "t5-n05")
    assert shown["Money?"].about == "line 8"


def test_equal_asks_are_one_row(case: Case) -> None:
    asking = replace(case, language=case.language.assign(asks=True))
    report = build_report(asking.build(), {}, asking.settings)
    (asks,) = [table for table in walk(report, CountTable) if table.look == "cards"]
    assert len(asks.rows) == 4
    (said,) = [section for section in walk(report, Section) if section.anchor == "asks"]
    assert "7 notes are worded as a request" in repr(said)
    assert "Here they are." in repr(said)


def test_equal_notes_are_one_row_of_the_appendix_and_none_loses_its_place(case: Case) -> None:
    tables, found, _ = case.bundle("")
    listed = list(walk(build_appendix(case.build(), tables, found, case.settings, ()), ListedNote))
    assert [note.words for note in listed] == list(dict.fromkeys(TEXTS))  # "money!" is not "Money"
    assert listed[0].reference == "Table 2, lines 2, 5, 7"
    assert listed[0].said.startswith("3 notes · ")
    assert sorted(note_id for note in listed for note_id in note.note_ids) == sorted(case.notes["note_id"])


def test_each_of_them_can_be_linked_to(case: Case) -> None:
    page = read_html(case.render(), "appendix.html")
    places = {note_id: page.find(id=f"note-{note_id}") for note_id in case.notes["note_id"]}
    assert all(places.values())
    assert places["t5-n00"].name == "li"
    assert places["t5-n03"].get_text() == "5,"


def test_notes_that_differ_in_what_is_known_of_them_keep_their_rows(case: Case) -> None:
    voted = replace(case, safe_notes=case.safe_notes.assign(votes=[1, 0, 0, 0, 0, 0, 0]))
    tables, found, _ = voted.bundle("")
    listed = list(walk(build_appendix(voted.build(), tables, found, voted.settings, ()), ListedNote))
    assert [note.words for note in listed].count("Money") == 2


def test_a_note_counted_under_other_words_is_refused(case: Case) -> None:
    tables, found, _ = case.bundle("")
    facts = case.build()
    report = build_report(facts, {}, case.settings)
    wrong = Quote("t5-n00", "Money", "2 notes", also=("t5-n01",))
    spoiled = replace(report, sections=(Section("a", "A", (Bullets((wrong,)),)),))
    with pytest.raises(QuoteError, match="under other words"):
        check_quotes(facts, (spoiled,), found, tables.safe_notes, tables.themes)


@pytest.mark.parametrize(
    ("places", "said"),
    [
        (["line 4"], "line 4"),
        (["line 4", "line 9", "Table 2, line 3"], "lines 4, 9; Table 2, line 3"),
        (["page 4 line 20", "page 4 line 27", "page 5 line 3"], "page 4 lines 20, 27; page 5 line 3"),
        (
            ["line 3, column 8", "line 7, column 8", "line 7, column 9"],
            "lines 3, 7, column 8; line 7, column 9",
        ),
        (["sheet A 1!B4", "sheet A 1!B12", "sheet B!C2"], "sheet A 1!B4, B12; sheet B!C2"),
        (["the wall", "the wall", "line 2"], "the wall, the wall; line 2"),
    ],
)
def test_places_are_told_in_few_words(places: list[str], said: str) -> None:
    joined = join_places(places)
    assert len(joined) == len(places)
    assert " ".join(joined) == said


def test_what_makes_two_notes_the_same() -> None:
    assert fold_note("Money!") == fold_note(" money ") == fold_note("MONEY...")
    assert fold_note("Money?") != fold_note("Money")
    assert fold_note("...") != fold_note("!")
