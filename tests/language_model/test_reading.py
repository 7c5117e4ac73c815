"""What the reader makes of right replies: known replies, long questions, titles and note types."""

from __future__ import annotations

import json
import os
from pathlib import Path

import numpy as np
import pytest

from pipeline.tables import Codings, Themes, table_of
from pipeline.themes.group.stability import make_chance_check
from tests.language_model.conftest import NOTES, PLACES, THEMES, MakeReader, good, said
from tests.language_model.mansfield import read_items
from tests.language_model.replies import KINDS, first
from tests.language_model.server import serve

LONG = {"q-1": tuple(f"{NOTES[number % 9]} ({number})" for number in range(30))}


def sort_by_number(asked, handler):  # type: ignore[no-untyped-def]
    """Sorts notes into three themes by turns; leaves the themes of parts as they are, by title."""
    items = read_items(asked)
    if "title" in items[0]:
        titles = [theme["title"] for theme in THEMES]
        places = {item["id"]: [1 + titles.index(item["title"])] for item in items}
    else:
        places = {item["id"]: [1 + int(item["id"]) % 3] for item in items}
    return said({"themes": THEMES, "notes": places})


def test_what_was_answered_once_is_not_asked_again(make_reader: MakeReader) -> None:
    script = first(KINDS["three notes missing"], KINDS["right"])
    with serve(script) as server, make_reader(server.address) as reader:
        before = (*reader.sort_notes(), reader.list_replies())
    # The server is gone.
    with make_reader(server.address) as reader:
        after = (*reader.sort_notes(), reader.list_replies())
    assert all(one.equals(other) for one, other in zip(before, after, strict=True))
    assert len(before[1]) == len(NOTES)


@pytest.mark.parametrize("kind", ["HTTP 500", "not JSON", "hangs up", "an invented quotation"])
def test_what_failed_once_fails_alike_without_the_server(kind: str, make_reader: MakeReader) -> None:
    questions = {"q-1": NOTES, "q-2": NOTES[::-1], "q-3": NOTES}
    with serve(KINDS[kind]) as server, make_reader(server.address, questions) as reader:
        before = (*reader.sort_notes(), reader.list_replies())
    with make_reader(server.address, questions) as reader:
        after = (*reader.sort_notes(), reader.list_replies())
    assert all(one.equals(other) for one, other in zip(before, after, strict=True))


def test_refreshing_asks_anew(make_reader: MakeReader) -> None:
    with serve(first(KINDS["right"], KINDS["right, with second themes"])) as server:
        for refresh, seconds in ((False, 0), (False, 0), (True, 2), (False, 2)):
            with make_reader(server.address, refresh=refresh) as reader:
                _, codings = reader.sort_notes()
            assert codings["second"].ne("").sum() == seconds
        assert len(server.asked) == 2


def test_a_reply_that_somebody_changed_is_checked_like_any_other(
    make_reader: MakeReader, tmp_path: Path
) -> None:
    with serve(KINDS["right"]) as server:
        with make_reader(server.address) as reader:
            reader.sort_notes()
        (kept,) = tmp_path.glob("*.json")
        # It may repeat people's words: nobody else may read it, where the system knows such a thing.
        assert os.name == "nt" or kept.stat().st_mode & 0o077 == 0
        entry = json.loads(kept.read_text(encoding="utf-8"))
        kept.write_text(json.dumps(entry | {"text": said(good(themes=THEMES[:1]))}), encoding="utf-8")
        with make_reader(server.address) as reader:
            reader.sort_notes()
        assert reader.list_replies()["outcome"].tolist() == ["asked again", "accepted"]
        kept.write_text("{", encoding="utf-8")
        with make_reader(server.address) as reader:
            reader.sort_notes()
        assert reader.list_replies()["outcome"].tolist() == ["accepted"]


def test_the_server_is_told_no_more_than_it_needs(
    make_reader: MakeReader, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("OPENAI_API_KEY", "sk-other")
    monkeypatch.setenv("OPENAI_ORG_ID", "org-other")
    monkeypatch.setenv("OPENAI_CUSTOM_HEADERS", "x-account: other")
    monkeypatch.setenv("HTTP_PROXY", "http://192.0.2.1:9")
    monkeypatch.setenv("PIPELINE_MODEL_KEY", "secret-key")
    with serve(KINDS["right"]) as server, make_reader(server.address) as reader:
        reader.sort_notes()
        reader.sort_notes()
    (headers,) = server.headers
    assert "other" not in json.dumps(headers)
    assert not [name for name in headers if name.startswith(("x-", "user-agent"))]
    assert headers["authorization"] == "Bearer secret-key"
    assert server.asked[0]["temperature"] == 0
    assert server.asked[0]["seed"]
    assert not [path for path in tmp_path.rglob("*") if b"secret-key" in path.read_bytes()]


def test_a_long_question_is_read_in_parts_and_merged_by_themes_alone(make_reader: MakeReader) -> None:
    with serve(sort_by_number) as server, make_reader(server.address, LONG, batch_notes=16) as reader:
        themes, codings = reader.sort_notes()
    assert reader.list_replies()["part"].tolist() == ["1 of 2", "2 of 2", ""]
    assert reader.list_replies()["outcome"].tolist() == ["accepted"] * 3
    assert len(codings) == 30
    assert codings["theme"].ne("").all()
    assert len(themes) == 3
    merging = server.asked[-1]["messages"][1]["content"]
    assert not [words for words in NOTES if words in merging]


def test_a_part_that_fails_leaves_its_notes_unplaced(make_reader: MakeReader) -> None:
    def script(asked, handler):  # type: ignore[no-untyped-def]
        return "no" if "(0)" in asked["messages"][1]["content"] else sort_by_number(asked, handler)

    with serve(script) as server, make_reader(server.address, LONG, batch_notes=10) as reader:
        _, codings = reader.sort_notes()
    assert codings["theme"].ne("").tolist() == [False] * 10 + [True] * 20


def test_too_few_parts_are_no_reading(make_reader: MakeReader) -> None:
    def script(asked, handler):  # type: ignore[no-untyped-def]
        return "no" if "(0)" in asked["messages"][1]["content"] else sort_by_number(asked, handler)

    with serve(script) as server, make_reader(server.address, LONG, batch_notes=16) as reader:
        _, codings = reader.sort_notes()
    assert codings.empty
    assert reader.list_replies()["outcome"].iloc[-1] == "not asked"


def test_small_questions_are_not_put_to_it(make_reader: MakeReader) -> None:
    with serve(KINDS["right"]) as server, make_reader(server.address, {"q-1": NOTES[:5]}) as reader:
        reader.sort_notes()
    assert not server.asked


def test_an_event_ends_when_its_time_is_used_up(make_reader: MakeReader) -> None:
    questions = {"q-1": NOTES, "q-2": NOTES}
    with serve(KINDS["right"]) as server, make_reader(server.address, questions, event_seconds=0.0) as reader:
        reader.sort_notes()
    assert reader.list_replies()["outcome"].tolist() == ["not asked"] * 2
    assert not server.asked


def test_note_types_are_taken_where_they_exist(make_reader: MakeReader) -> None:
    types = dict.fromkeys(PLACES, "observation") | {"2": "challenge", "3": "poem", "4": 4}
    del types["5"]
    script = lambda asked, handler: said({"types": types})  # noqa: E731
    with serve(script) as server, make_reader(server.address, tasks=("types",)) as reader:
        found = reader.type_notes()
        assert reader.sort_notes()[1].empty
    assert len(found) == 9
    assert found.set_index("note_id").loc["q-1-n2", "note_type"] == "challenge"
    assert reader.list_replies()["reason"].iloc[0] == "3 of the notes have no kind that exists"


def test_a_sorting_that_could_be_chance_is_refused(make_reader: MakeReader) -> None:
    """By turns into themes: the form is right, and the notes have not been read."""
    # Three notes running are alike, so that dealing them out by turns parts what belongs together.
    vectors = np.repeat(np.random.default_rng(1).normal(size=(10, 8)), 3, axis=0).astype(np.float32)
    measure = make_chance_check([f"q-1-n{number}" for number in range(1, 31)], vectors)
    with serve(sort_by_number) as server, make_reader(server.address, LONG, measure_chance=measure) as reader:
        _, codings = reader.sort_notes()
    assert codings.empty
    assert "at random" in reader.list_replies()["reason"].iloc[0]
    vectors[::3] += 3
    vectors[1::3] -= 3
    alike = make_chance_check([f"q-1-n{number}" for number in range(1, 31)], vectors)
    with serve(sort_by_number) as server, make_reader(server.address, LONG, measure_chance=alike) as reader:
        _, codings = reader.sort_notes()
    assert len(codings) == 30


def test_themes_found_without_it_are_titled(make_reader: MakeReader) -> None:
    shared = {"question_id": "q-1", "strength": 0.5, "weak": False, "basis": "discovered", "other_themes": ""}
    codings = table_of(
        Codings,
        [
            shared
            | {"note_id": f"q-1-n{number}", "theme_id": f"t-{place[0]}", "raised_once": False, "nearest": ""}
            for number, place in ((int(name), place) for name, place in PLACES.items())
        ],
    )
    described = {"summary": "", "raised_once": 0, "stability": "holds mostly", "code": "", "code_fit": 0.0}
    described |= {
        "terms": "",
        "key_points": "",
        "key_point_ids": "",
        "shown": "",
        "question_id": "q-1",
        "notes": 4,
    }
    themes = table_of(
        Themes,
        [
            described | {"theme_id": f"t-{place}", "position": place, "title": title, "basis": basis}
            for place, (title, basis) in enumerate(
                [("Travel", "codebook"), ("Cake", "discovered"), ("Plans", "discovered")], start=1
            )
        ],
    )
    titles = [
        {"title": "What there was to eat", "definition": "Food."},
        {"title": "travel", "definition": "On the road."},
    ]
    script = lambda asked, handler: said({"themes": titles})  # noqa: E731
    with serve(script) as server, make_reader(server.address, tasks=("titles",)) as reader:
        found = reader.title_themes(codings, themes)
    # A theme that a code names is not asked about, and its title is taken.
    assert found[["theme", "title"]].to_numpy().tolist() == [["t-2", "What there was to eat"]]
    assert len(read_items(server.asked[0])) == 2
    assert reader.list_replies()["reason"].iloc[0].endswith("the title of theme 2 is that of another theme")
