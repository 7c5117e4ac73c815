"""What is made of right replies: long questions, headings, looks, what themes say, types."""

from __future__ import annotations

import json

import numpy as np
import pandas as pd
import pytest

from pipeline.themes.strength import make_chance_check
from tests.language_model.conftest import (
    NOTES,
    PLACES,
    THEMES,
    MakeReader,
    answer,
    is_first_asked,
    list_purposes,
    make_draft,
    purpose_of,
    said,
)
from tests.language_model.replies import right
from tests.language_model.server import Script, serve
from tests.language_model.stand_in import read_lists

LONG = {"q-1": tuple(f"{NOTES[number % 9]} ({number})" for number in range(30))}
TITLES = [theme["title"] for theme in THEMES]


def test_a_long_question_is_read_in_parts_and_merged_by_themes_alone(make_reader: MakeReader) -> None:
    others = [theme | {"title": f"{theme['title']} at the hall"} for theme in THEMES]

    def script(asked, handler):  # type: ignore[no-untyped-def]
        second = "(29)" in asked["messages"][1]["content"]
        if purpose_of(asked) == "propose" and second:
            return said({"themes": others})
        if purpose_of(asked) == "merge":
            of = [["1", "4"], ["2", "5"], ["3", "6"]]
            return said({"themes": [theme | {"of": parts} for theme, parts in zip(THEMES, of, strict=True)]})
        return answer(asked)

    with serve(script) as server, make_reader(server.address, LONG, batch_notes=16) as reader:
        themes, codings = reader.sort()
    assert list_purposes(server)[:6] == ["propose", "propose", "merge", "place", "place", "place"]
    assert codings["theme"].ne("").all()
    assert themes["title"].tolist() == TITLES[:2]  # of the third no note is there
    merging = server.asked[2]["messages"][1]["content"]
    assert not [words for words in NOTES if words in merging]


def test_a_batch_that_fails_leaves_its_notes_unplaced(make_reader: MakeReader) -> None:
    def script(asked, handler):  # type: ignore[no-untyped-def]
        bad = purpose_of(asked) == "place" and is_first_asked(asked) and "(0)" in str(asked["messages"])
        return "no" if bad else answer(asked)

    with serve(script) as server, make_reader(server.address, LONG) as reader:
        _, codings = reader.sort()
    assert codings["theme"].ne("").tolist() == [False] * 10 + [True] * 20


def test_small_questions_are_not_put_to_it(make_reader: MakeReader) -> None:
    with serve(right()) as server, make_reader(server.address, {"q-1": NOTES[:5]}) as reader:
        reader.sort()
    assert not server.asked


def test_who_wants_it_quick_has_no_notes_sorted(make_reader: MakeReader) -> None:
    with serve(right()) as server, make_reader(server.address, effort="quick") as reader:
        assert reader.sort()[1].empty
    assert not server.asked


def test_note_types_are_taken_where_they_exist(make_reader: MakeReader) -> None:
    types = dict.fromkeys(PLACES, "observation") | {"2": "challenge", "3": "poem", "4": 4}
    del types["5"]
    with serve(right(type=types)) as server, make_reader(server.address, tasks=("types",)) as reader:
        found = reader.type_notes()
        assert reader.sort()[1].empty
    assert len(found) == 9
    assert found.set_index("note_id").loc["q-1-n2", "note_type"] == "challenge"
    reason = reader.list_replies()["reason"].iloc[0]
    assert reason == "note 5 has no kind; notes 3, 4 have no kind that exists"


def test_a_sorting_that_could_be_chance_is_refused(make_reader: MakeReader) -> None:
    """By turns into themes: the form is right, and the notes have not been read."""

    def by_turns(asked, handler):  # type: ignore[no-untyped-def]
        if purpose_of(asked) != "place":
            return answer(asked)
        lists = read_lists(asked["messages"][1]["content"])
        numbers = {theme["title"]: theme["number"] for theme in lists[0]}
        turn = [numbers[TITLES[int(item["note"].split("(")[1][:-1]) % 3]] for item in lists[1]]
        return said({item["id"]: number for item, number in zip(lists[1], turn, strict=True)})

    # Three notes running are alike, so that dealing them out by turns parts what belongs together.
    vectors = np.repeat(np.random.default_rng(1).normal(size=(10, 8)), 3, axis=0).astype(np.float32)
    measure = make_chance_check([f"q-1-n{number}" for number in range(1, 31)], vectors)
    with serve(by_turns) as server, make_reader(server.address, LONG, measure_chance=measure) as reader:
        _, codings = reader.sort()
    assert codings.empty
    assert "at random" in reader.list_replies()["reason"].iloc[-1]
    vectors[::3] += 3
    vectors[1::3] -= 3
    alike = make_chance_check([f"q-1-n{number}" for number in range(1, 31)], vectors)
    with serve(by_turns) as server, make_reader(server.address, LONG, measure_chance=alike) as reader:
        _, codings = reader.sort()
    assert len(codings) == 30


def test_who_takes_most_of_its_own_notes_out_again_is_not_taken(make_reader: MakeReader) -> None:
    with serve(right(look={"title": "Getting there", "out": ["1", "2"], "same": 0})) as server:
        reader = make_reader(server.address)
        assert reader.sort()[1].empty
    assert (
        reader.list_replies()["reason"].iloc[-1]
        == "looking at its own themes, it took 6 of 12 notes out again"
    )


def test_who_answers_otherwise_when_asked_again_is_not_taken(make_reader: MakeReader) -> None:
    script = lambda asked, handler: answer(asked, place=dict.fromkeys(PLACES, 2))  # noqa: E731
    with serve(script) as server, make_reader(server.address) as reader:
        assert reader.sort()[1].empty
    assert reader.list_replies()["reason"].iloc[-1].startswith("asked again, it put only 4 of 12 notes")


def test_what_stood_under_a_heading_that_is_a_theme_stays_there(make_reader: MakeReader) -> None:
    codings, themes = make_draft({"q-1": NOTES})
    codings.loc[:4, "theme_id"] = "q-1.h"
    heading = {"question_id": "q-1", "theme_id": "q-1.h", "title": "Transport", "basis": "heading"}
    themes = pd.concat([themes, pd.DataFrame([heading])])

    def script(asked, handler):  # type: ignore[no-untyped-def]
        if purpose_of(asked) == "propose":
            assert '"title": "Transport"' in asked["messages"][1]["content"]
            return said({"themes": THEMES[1:]})
        return answer(asked)

    with serve(script) as server, make_reader(server.address) as reader:
        found, placed = reader.sort_notes(codings, themes)  # type: ignore[arg-type]
    assert found["title"].tolist() == ["Transport", *TITLES[1:]]
    assert placed["theme"].tolist() == [str(place) for (place,) in PLACES.values()]
    assert NOTES[0] not in json.dumps([asked for asked in server.asked if purpose_of(asked) == "place"])


def test_a_look_moves_notes_and_betters_titles(make_reader: MakeReader) -> None:
    def script(asked, handler):  # type: ignore[no-untyped-def]
        text = asked["messages"][1]["content"]
        if purpose_of(asked) == "look" and "at is number 1." in text:
            return said({"title": "Getting to the hall", "out": ["5"], "same": 0})
        if purpose_of(asked) == "place" and '"not": 1' in text:
            return said({"1": 3})
        return answer(asked)

    with serve(script) as server, make_reader(server.address) as reader:
        themes, codings = reader.sort()
    assert themes["title"].tolist() == ["Getting to the hall", *TITLES[1:]]
    assert codings["theme"].tolist() == ["1"] * 4 + ["3"] + ["2"] * 4 + ["3"] * 3


@pytest.mark.parametrize(("both", "left"), [(True, 2), (False, 3)])
def test_two_themes_are_one_where_each_is_said_to_be_the_other(
    both: bool, left: int, make_reader: MakeReader
) -> None:
    def script(asked, handler):  # type: ignore[no-untyped-def]
        text = asked["messages"][1]["content"]
        for number, same in ((2, 3), (3, 2 if both else 1)):
            if purpose_of(asked) == "look" and f"at is number {number}." in text:
                return said({"title": TITLES[number - 1], "out": [], "same": same})
        return answer(asked)

    with serve(script) as server, make_reader(server.address) as reader:
        themes, codings = reader.sort()
    assert len(themes) == codings["theme"].nunique() == left


def tell(script: Script, make_reader: MakeReader) -> tuple[pd.DataFrame, pd.DataFrame, pd.DataFrame]:
    """What is said of a codebook's theme, and of one that was found: titles, sentences, replies."""
    codings, _ = make_draft({"q-1": NOTES})
    codings["theme_id"] = [f"t-{place}" for (place,) in PLACES.values()]
    bases = ("codebook", "discovered", "discovered")
    themes = pd.DataFrame(
        [
            {"question_id": "q-1", "theme_id": f"t-{place}", "title": title, "basis": basis}
            for place, (title, basis) in enumerate(zip(TITLES, bases, strict=True), start=1)
        ]
    )
    with serve(script) as server, make_reader(server.address) as reader:
        titles, sentences = reader.tell_themes(codings, themes)  # type: ignore[arg-type]
    return titles, sentences, reader.list_replies()


def test_themes_get_a_summary_and_asks_that_rest_on_notes(make_reader: MakeReader) -> None:
    told = {
        "title": "Eating and drinking",
        "summary": [{"text": "Soup was liked.", "notes": ["1"]}, {"text": "Coffee was cold.", "notes": [4]}],
        "asks": [{"text": "Have more cake.", "notes": ["2"]}],
    }
    script = lambda asked, handler: answer(asked, **({"tell": told} if "Soup" in str(asked) else {}))  # noqa: E731
    titles, sentences, _ = tell(script, make_reader)
    # A theme that a codebook names keeps its title.
    assert titles["title"].tolist() == [TITLES[0], "Eating and drinking", TITLES[2]]
    own = sentences[sentences["theme_id"] == "t-2"]
    assert own["kind"].tolist() == ["summary", "summary", "ask"]
    assert own["note_ids"].tolist() == ["q-1-n6", "q-1-n9", "q-1-n7"]
    assert titles["definition"].iloc[1] == "Soup was liked. Coffee was cold."


@pytest.mark.parametrize(
    ("sentence", "notes", "wrong"),
    [
        ("The soup was lovely for 40 people.", ["1"], "names a number"),
        ("Two kinds of soup were lovely.", ["1"], "names a number"),
        ("Most people found the soup lovely.", ["1"], "names a number"),
        ("People at Asda found the soup lovely.", ["1"], "names somebody or something"),
        ("NHS soup was lovely.", ["1"], "names somebody or something"),
        ("They said “the soup was poison”.", ["1"], "quotes words"),
        ("They said «the soup was poison».", ["1"], "quotes words"),
        ("They said „the soup was poison“.", ["1"], "quotes words"),
        ("They said 'the soup was poison'.", ["1"], "quotes words"),
        ("They said 「the soup was poison」.", ["1"], "quotes words"),
        ("They said “the soup.", ["1"], "quotes words"),
        ("Coffee was cold.", ["9"], "rests on notes that do not exist"),
        ("Coffee was cold.", ["zero"], "rests on notes that do not exist"),
        ("Pat Smith made soup.", ["1"], "may name a person"),
        ("The <b>soup</b> was lovely.", ["1"], "has mark-up"),
        ("The soup\u202e was lovely.", ["1"], "signs that cannot be seen"),
    ],
)
def test_a_sentence_that_its_notes_do_not_bear_out_is_refused(
    sentence: str, notes: list[str], wrong: str, make_reader: MakeReader
) -> None:
    told = {"title": TITLES[1], "summary": [{"text": sentence, "notes": notes}], "asks": []}
    script = lambda asked, handler: answer(asked, **({"tell": told} if "Soup" in str(asked) else {}))  # noqa: E731
    _, sentences, replies = tell(script, make_reader)
    assert "t-2" not in set(sentences["theme_id"])
    assert wrong in " ".join(replies["reason"])
    assert len(set(sentences["theme_id"])) == 2


@pytest.mark.parametrize(
    "sentence",
    [
        "Soup and rolls were lovely, and people’s lunch ran out.",
        "They said “Soup and rolls were lovely”.",
        "One person’s soup was lovely; I'd say so too.",
    ],
)
def test_a_sentence_that_they_bear_out_is_taken(sentence: str, make_reader: MakeReader) -> None:
    told = {"title": TITLES[1], "summary": [{"text": sentence, "notes": ["1", "3"]}], "asks": []}
    script = lambda asked, handler: answer(asked, **({"tell": told} if "Soup" in str(asked) else {}))  # noqa: E731
    _, sentences, replies = tell(script, make_reader)
    assert sentence in set(sentences["sentence"]), replies["reason"].tolist()
