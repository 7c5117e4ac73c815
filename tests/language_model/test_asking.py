"""How a server is asked: what is known is not asked again, and it is told no more than it needs."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

import pytest

from pipeline.language_model.asking import Reply
from tests.language_model.conftest import (
    NOTES,
    THEMES,
    MakeReader,
    answer,
    list_purposes,
    purpose_of,
    said,
)
from tests.language_model.replies import KINDS, right
from tests.language_model.server import serve


def test_what_was_answered_once_is_not_asked_again(make_reader: MakeReader) -> None:
    with serve(KINDS["three notes missing"]) as server, make_reader(server.address) as reader:
        before = (*reader.sort(), reader.list_replies())
    # The server is gone.
    with make_reader(server.address) as reader:
        after = (*reader.sort(), reader.list_replies())
    assert all(one.equals(other) for one, other in zip(before, after, strict=True))
    assert len(before[1]) == len(NOTES)


@pytest.mark.parametrize("kind", ["HTTP 500", "not JSON", "hangs up", "an invented quotation"])
def test_what_failed_once_fails_alike_without_the_server(kind: str, make_reader: MakeReader) -> None:
    questions = {"q-1": NOTES, "q-2": NOTES[::-1], "q-3": NOTES}
    with serve(KINDS[kind]) as server, make_reader(server.address, questions) as reader:
        before = (*reader.sort(), reader.list_replies())
    with make_reader(server.address, questions) as reader:
        after = (*reader.sort(), reader.list_replies())
    assert all(one.equals(other) for one, other in zip(before, after, strict=True))


def test_what_was_stopped_halfway_goes_on(make_reader: MakeReader, monkeypatch: pytest.MonkeyPatch) -> None:
    with serve(right()) as server:
        with make_reader(server.address) as reader:
            send = reader._server.send

            def stop(*asked: Any) -> Reply:
                if len(server.asked) == 4:
                    raise KeyboardInterrupt
                return send(*asked)

            monkeypatch.setattr(reader._asker, "send", stop)
            with pytest.raises(KeyboardInterrupt):
                reader.sort()
        with make_reader(server.address) as reader:
            assert len(reader.sort()[1]) == len(NOTES)
        assert list_purposes(server) == ["propose", "place", "place", "look", "look", "look"]


def test_refreshing_asks_anew(make_reader: MakeReader) -> None:
    with serve(right()) as server:
        for refresh, asked in ((False, 6), (False, 6), (True, 12), (False, 12)):
            with make_reader(server.address, refresh=refresh) as reader:
                reader.sort()
            assert len(server.asked) == asked


def test_a_reply_that_somebody_changed_is_checked_like_any_other(
    make_reader: MakeReader, tmp_path: Path
) -> None:
    with serve(right()) as server:
        with make_reader(server.address) as reader:
            reader.sort()
        kept = next(path for path in tmp_path.glob("*.json") if "definition" in path.read_text("utf-8"))
        # It may repeat people's words: nobody else may read it, where the system knows such a thing.
        assert os.name == "nt" or kept.stat().st_mode & 0o077 == 0
        entry = json.loads(kept.read_text(encoding="utf-8"))
        kept.write_text(json.dumps(entry | {"text": said({"themes": THEMES[:1]})}), encoding="utf-8")
        with make_reader(server.address) as reader:
            reader.sort()
        assert reader.list_replies()["outcome"].tolist()[:2] == ["asked again", "accepted"]
        kept.write_text("{", encoding="utf-8")
        with make_reader(server.address) as reader:
            reader.sort()
        assert reader.list_replies()["outcome"].tolist()[:1] == ["accepted"]


def test_the_server_is_told_no_more_than_it_needs(
    make_reader: MakeReader, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("OPENAI_API_KEY", "sk-other")
    monkeypatch.setenv("HTTP_PROXY", "http://192.0.2.1:9")
    monkeypatch.setenv("PIPELINE_MODEL_KEY", "secret-key")
    with serve(right()) as server, make_reader(server.address) as reader:
        reader.sort()
    headers = server.headers[0]
    assert "other" not in json.dumps(headers)
    assert set(headers) <= {
        "host",
        "content-type",
        "content-length",
        "accept",
        "accept-encoding",
        "authorization",
    }
    assert headers["authorization"] == "Bearer secret-key"
    assert server.asked[0]["temperature"] == 0
    assert server.asked[0]["seed"]
    assert not [path for path in tmp_path.rglob("*") if b"secret-key" in path.read_bytes()]


def test_azure_is_asked_in_its_own_form(make_reader: MakeReader, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PIPELINE_MODEL_KEY", "secret-key")
    with serve(right()) as server:
        address = server.address.removesuffix("/v1")
        with make_reader(address, kind="azure", model="our model", api_version="2024-10-21") as reader:
            reader.sort()
    assert server.paths[0] == "/openai/deployments/our%20model/chat/completions?api-version=2024-10-21"
    assert server.headers[0]["api-key"] == "secret-key"
    assert "authorization" not in server.headers[0]


def test_what_a_server_does_not_know_is_left_out(make_reader: MakeReader) -> None:
    def newer(asked, handler):  # type: ignore[no-untyped-def]
        for unknown in ("max_tokens", "temperature"):
            if unknown in asked:
                handler.write(400, json.dumps({"error": {"message": "no", "param": unknown}}).encode())
                return None
        return answer(asked)

    with serve(newer) as server, make_reader(server.address) as reader:
        assert len(reader.sort()[1]) == len(NOTES)
    assert server.asked[-1]["max_completion_tokens"] == server.asked[0]["max_tokens"]
    assert server.asked[-1]["response_format"]["type"] == "json_schema"


def test_another_model_in_the_middle_is_noticed(make_reader: MakeReader) -> None:
    def changes(asked, handler):  # type: ignore[no-untyped-def]
        name = "small" if purpose_of(asked) == "propose" else "smaller"
        message = {"message": {"content": answer(asked)}, "finish_reason": "stop"}
        handler.write(200, json.dumps({"model": name, "choices": [message]}).encode())

    with serve(changes) as server, make_reader(server.address) as reader:
        assert reader.sort()[1].empty
    assert "another model answered" in " ".join(reader.list_replies()["reason"])
    assert len(server.asked) == 2


def test_an_event_ends_when_its_time_is_used_up(make_reader: MakeReader) -> None:
    questions = {"q-1": NOTES, "q-2": NOTES}
    with serve(right()) as server, make_reader(server.address, questions, event_seconds=0.0) as reader:
        reader.sort()
    assert reader.list_replies()["outcome"].tolist() == ["not asked"] * 2
    assert not server.asked
