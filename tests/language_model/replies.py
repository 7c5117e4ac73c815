"""Replies of all kinds that a server may give: right, half right, wrong, hostile, or none."""

from __future__ import annotations

import gzip
import json
from typing import Any

from tests.language_model.conftest import NOTES, PLACES, THEMES, answer, is_first_asked, purpose_of, said
from tests.language_model.server import Handler, Script, wrap

Asked = dict[str, Any]
MEGABYTE = 1_000_000
# llama.cpp's words, when the model has written for minutes.
UNFIT = b'{"error": {"code": 500, "message": "The model produced output that does not match the format"}}'


def text(reply: str) -> Script:
    return lambda asked, handler: reply


def right(**instead: object) -> Script:
    """Every reply right, but those for one purpose."""
    return lambda asked, handler: answer(asked, **instead)


def placed(**changes: Any) -> Script:
    """Right replies with other places for some notes, when it is first asked: n3=9; None takes a note out."""
    notes = {name: place[0] for name, place in PLACES.items()}
    notes |= {name.removeprefix("n"): place for name, place in changes.items()}
    said_places = {name: place for name, place in notes.items() if place is not None}
    return right(place=said_places)


def titled(title: object, definition: object = "What there was to eat and drink.") -> Script:
    """Right replies with another title for the second theme that is proposed."""
    return right(propose={"themes": [THEMES[0], {"title": title, "definition": definition}, THEMES[2]]})


def first(script: Script, then: Script | None = None) -> Script:
    """One reply to the first request, and the right one from then on."""
    count: list[int] = []

    def both(asked: Asked, handler: Handler) -> str | None:
        count.append(1)
        return (script if len(count) == 1 else then or right())(asked, handler)

    return both


def status(code: int, body: bytes = b'{"error": {"message": "no"}}', **headers: str) -> Script:
    def answer(asked: Asked, handler: Handler) -> None:
        handler.write(code, body, **headers)

    return answer


def body(content: bytes, kind: str = "application/json", **headers: str) -> Script:
    def answer(asked: Asked, handler: Handler) -> None:
        handler.write(200, content, kind, **headers)

    return answer


def refuses(*forms: str) -> Script:
    """A server that does not know some forms of reply."""

    def answer(asked: Asked, handler: Handler) -> str | None:
        form = asked.get("response_format", {})
        if form.get("type") in forms or (form.get("schema") and "schema" in forms):
            handler.write(400, b'{"error": {"message": "unknown response_format"}}')
            return None
        return right()(asked, handler)

    return answer


def stall(asked: Asked, handler: Handler) -> None:
    handler.keep_sending()


def hang_up(asked: Asked, handler: Handler) -> None:
    handler.hang_up()


def half(asked: Asked, handler: Handler) -> None:
    whole = wrap(answer(asked))
    handler.send_response(200)
    handler.send_header("content-type", "application/json")
    handler.send_header("content-length", str(len(whole)))
    handler.end_headers()
    handler.wfile.write(whole[: len(whole) // 2])
    handler.wfile.flush()
    handler.hang_up()


def drip(asked: Asked, handler: Handler) -> None:
    """A byte now and then: no single wait is long."""
    handler.send_response(200)
    handler.send_header("content-type", "application/json")
    handler.send_header("content-length", "100000")
    handler.end_headers()
    handler.keep_sending(b" ")


def drip_headers(asked: Asked, handler: Handler) -> None:
    handler.wfile.write(b"HTTP/1.1 200 OK\r\n")
    handler.keep_sending(b"x-more: 1\r\n")


def flood(code: int) -> Script:
    """Ten megabytes, without saying so beforehand."""

    def answer(asked: Asked, handler: Handler) -> None:
        handler.send_response(code)
        handler.send_header("content-type", "application/json")
        handler.send_header("connection", "close")
        handler.end_headers()
        for _ in range(100):
            handler.wfile.write(b"a" * (MEGABYTE // 10))
        handler.close_connection = True

    return answer


def no_http(asked: Asked, handler: Handler) -> None:
    handler.wfile.write(b"\x00\xff garbage\r\n\r\n" * 50)
    handler.close_connection = True


PROPOSED = {"themes": THEMES}
ALL = {name: place[0] for name, place in PLACES.items()}
TWICE = said(ALL).replace('"3": 1', '"3": 1, "3": 2')
MANY = [{"title": f"Theme {name}", "definition": "One note."} for name in "abcdefghijkl"]
NEARLY_ALL = dict.fromkeys(ALL, 1) | {"12": 2, "11": 3}
BOMB = gzip.compress(b"a" * 50 * MEGABYTE)
NO_CONTENT = {"role": "assistant", "content": None, "tool_calls": [{"id": "1", "type": "function"}]}
TOOL = json.dumps({"choices": [{"message": NO_CONTENT, "finish_reason": "tool_calls"}]}).encode()


def wrapped(before: str, after: str) -> Script:
    """Right replies with talk around them."""
    return lambda asked, handler: f"{before}{answer(asked)}{after}"


def raw(purpose: str, reply: str) -> Script:
    """Right replies, but a text of its own for one purpose."""

    def script(asked: Asked, handler: Handler) -> str:
        chosen = purpose_of(asked) == purpose and (purpose != "place" or is_first_asked(asked))
        return reply if chosen else answer(asked)

    return script


def once(script: Script) -> Script:
    """The first reply of this kind to what it is asked to place, and right ones from then on."""
    count: list[int] = []

    def both(asked: Asked, handler: Handler) -> str | None:
        if purpose_of(asked) == "place":
            count.append(1)
        return (script if len(count) < 2 else right())(asked, handler)

    return both


# What the server does, by the name it has in what_happened.csv.
KINDS: dict[str, Script] = {
    "right": right(),
    "right, between code fences": wrapped("```json\n", "\n```"),
    "right, after thinking aloud": wrapped("<think>{maybe} two themes?</think>", ""),
    "right, with talk around it": wrapped("Here you are: ", " Anything else?"),
    "right, with lists of one": placed(n1=[1], n2=[1]),
    "right, with numbers as texts": placed(n1="1", n9="2"),
    "right, in a box": right(place={"notes": ALL}),
    "right, with a true quotation": titled("Food", "Some said “More cake, please”."),
    "right at the second try": once(placed(n4=None)),
    "a note with the other points": placed(n12=0),
    "three notes missing": placed(n2=None, n5=None, n12=None),
    "invented ids": placed(n13=1, n99=2),
    "a note there twice": raw("place", TWICE),
    "a theme that does not exist": placed(n3=9),
    "a theme below zero": placed(n3=-1),
    "a theme by its title": placed(n3="Getting there"),
    "true for a theme": placed(n3=True),
    "three themes for one note": placed(n3=[1, 2, 3]),
    "no theme for a note": placed(n3=[]),
    "most notes missing": placed(**{f"n{number}": None for number in range(4, 13)}),
    "more than half missing": placed(**{f"n{number}": None for number in (1, 2, 3, 4, 6, 7, 8)}),
    "an empty theme": placed(n10=1, n11=1, n12=2),
    "all in one theme, as a note demands": right(place=dict.fromkeys(ALL, 1)),
    "nearly all in one theme": right(place=NEARLY_ALL),
    "all with the other points": right(place=dict.fromkeys(ALL, 0)),
    "a theme for every note": right(propose={"themes": MANY}),
    "one theme": right(propose={"themes": THEMES[:1]}),
    "no list of themes": right(propose={"notes": ALL}),
    "themes that are no objects": right(propose={"themes": ["Travel", "Food", "Day"]}),
    "HTML in a title": titled("<img src=x onerror=alert(1)>Food"),
    "Markdown in a title": titled("[Food](http://example.org)"),
    "HTML in a definition": titled("Food", "All of it.<script>alert(1)</script>"),
    "a person in a title": titled("What Pat Smith cooked"),
    "a placeholder in a title": titled("What [name] cooked"),
    "a very long title": titled("Food and drink " * 20),
    "no title": titled(""),
    "a number for a title": titled(7),
    "two titles alike": titled("getting THERE"),
    "signs that turn the text round": titled("Food \u202edoof"),
    "half a character in a title": raw("propose", said(PROPOSED).replace("Food and drink", "Food \\ud800")),
    "an invented quotation": titled("Food", "People said “the food was poison”."),
    "an invented quotation, other marks": titled("Food", "People said «the food was poison»."),
    "a look that puts all out": right(look={"title": "Food", "out": list(ALL), "same": 0}),
    "a look with ids that do not exist": right(look={"title": "", "out": ["99"], "same": 77}),
    "not JSON": text("The notes are about travel and food."),
    "JSON cut off": raw("place", said(ALL)[:-40]),
    "a JSON list": text(said([1, 2, 3])),
    "JSON nested without end": text('{"themes":' + "[" * 100_000 + "]" * 100_000 + "}"),
    "a number without end": raw("place", '{"1": ' + "9" * 10_000 + "}"),
    "a refusal": text("I am sorry, but I cannot help with that."),
    "empty text": text(""),
    "no text but a tool's call": body(TOOL),
    "cut off at the most words": body(wrap(said(PROPOSED)[:100], "length")),
    "another kind of JSON": body(b'{"hello": "world"}'),
    "a web page": body(b"<html><body>Welcome</body></html>", "text/html"),
    "bytes that are no text": body(b"\xff\xfe\x00\x01" * 100),
    "10 MB of text": flood(200),
    "10 MB of an error": flood(500),
    "50 MB packed small": body(BOMB, content_encoding="gzip"),
    "a stall": stall,
    "a byte now and then": drip,
    "headers without end": drip_headers,
    "hangs up": hang_up,
    "hangs up halfway": half,
    "hangs up once, then right": first(hang_up),
    "not HTTP": no_http,
    "HTTP 500": status(500),
    "HTTP 500 once, then right": first(status(500)),
    "HTTP 500 when all is written": status(500, UNFIT),
    "HTTP 401": status(401),
    "HTTP 429": status(429, retry_after="60"),
    "HTTP 429 once, then right": first(status(429, retry_after="60")),
    "out of memory for a request": status(400, b'{"error": {"message": "exceeds the context size"}}'),
    "sends elsewhere": status(307, location="http://192.0.2.1/v1/chat/completions"),
    "knows schemas in another place": refuses("json_schema"),
    "does not know schemas": refuses("json_schema", "schema"),
    "knows no forms at all": refuses("json_schema", "json_object"),
    "HTTP 400 whatever is asked": status(400),
}
assert len(NOTES) == len(PLACES)
