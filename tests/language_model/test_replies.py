"""What becomes of every kind of reply: nothing wrong is taken, and nothing right is lost."""

from __future__ import annotations

import csv
from pathlib import Path

import pandas as pd
import pytest

from tests.language_model.conftest import NOTES, THEMES, MakeReader
from tests.language_model.replies import KINDS
from tests.language_model.server import serve

TABLE = Path(__file__).with_name("what_happened.csv")
EXPECTED = {row["reply"]: row for row in csv.DictReader(TABLE.read_text(encoding="utf-8").splitlines())}
PATIENCE = 0.4  # seconds: for servers that never answer


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_of_reply_ends_as_the_table_says(kind: str, make_reader: MakeReader) -> None:
    slow = kind in ("a stall", "a byte now and then", "headers without end")
    patience = PATIENCE if slow else 60.0
    with (
        serve(KINDS[kind]) as server,
        make_reader(server.address, request_seconds=patience) as reader,
    ):
        themes, codings = reader.sort()
    replies = reader.list_replies()
    happened = {
        "reply": kind,
        "requests": str(len(replies)),
        "in the end": replies["outcome"].iloc[-1],
        "placed": str(int(codings["theme"].ne("").sum())),
        "titles": str(int(themes["title"].ne("").sum())),
        "form": replies["form"].iloc[0],
        "why": next(filter(None, replies["reason"]), ""),
    }
    assert happened == EXPECTED.get(kind)
    assert not server.outlasted
    assert set(codings["theme"]) <= {"", *themes["theme"]}
    assert set(themes["title"]) <= {*(theme["title"] for theme in THEMES), "Food", "Other points"}


def test_the_table_has_every_kind() -> None:
    assert list(EXPECTED) == list(KINDS)
    assert len(KINDS) >= 30


def test_no_words_of_notes_stand_in_the_ledger() -> None:
    words = TABLE.read_text(encoding="utf-8")
    assert not [note for note in NOTES if note in words]


def test_a_server_that_is_not_there_is_tried_once(make_reader: MakeReader) -> None:
    with serve(KINDS["right"]) as server:
        address = server.address
    with make_reader(address, {"q-1": NOTES, "q-2": NOTES}) as reader:
        themes, codings = reader.sort()
    replies = reader.list_replies()
    assert themes.empty
    assert codings.empty
    assert replies["outcome"].tolist() == ["fell back", "not asked"]
    assert replies["reason"].tolist() == ["no server answers there"] * 2


def test_a_reply_that_the_server_finds_unfit_is_asked_for_in_the_same_form(make_reader: MakeReader) -> None:
    with serve(KINDS["HTTP 500 when all is written"]) as server, make_reader(server.address) as reader:
        reader.sort()
    assert [asked["response_format"]["type"] for asked in server.asked] == ["json_schema"] * 2
    assert set(reader.list_replies()["reason"]) == {"it is not JSON"}


def test_a_redirect_is_not_followed(make_reader: MakeReader) -> None:
    with serve(KINDS["right"]) as other:

        def elsewhere(asked, handler):  # type: ignore[no-untyped-def]
            handler.write(307, b"", location=f"{other.address}/chat/completions")

        with serve(elsewhere) as server:
            with make_reader(server.address) as reader:
                reader.sort()
            assert len(server.asked) == 2
        assert not other.asked


def test_what_goes_wrong_with_one_question_leaves_the_others(make_reader: MakeReader) -> None:
    def script(asked, handler):  # type: ignore[no-untyped-def]
        bad = "Only here" in asked["messages"][1]["content"]
        return KINDS["not JSON" if bad else "right"](asked, handler)

    questions = {"q-1": (*NOTES[:-1], "Only here (1)"), "q-2": NOTES}
    with serve(script) as server, make_reader(server.address, questions) as reader:
        _, codings = reader.sort()
    assert set(codings["question_id"]) == {"q-2"}
    assert pd.Series(codings["theme"]).ne("").all()
