"""A stand-in for a language model with a known error rate, made of people's own sorting of the notes.

Its titles are right. Of the notes it puts so many per cent anywhere, and errs as often when it looks at a
theme. Asked again it errs alike (as a model that misreads a note) or afresh (as one that guesses).
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Mapping
from typing import Any

from pipeline.language_model.asking import Reply
from pipeline.language_model.prompts import Prompt

Send = Callable[[Prompt, dict[str, Any], float], Reply]


def make_stand_in(theme_of: Mapping[str, str], per_cent: int, afresh: bool = False) -> Send:
    """A model that knows the theme of each note by its words, and errs so often."""

    def draw(*said: object) -> float:
        return int(hashlib.sha256(repr(said).encode()).hexdigest()[:12], 16) / 16**12

    def send(prompt: Prompt, schema: dict[str, Any], seconds: float) -> Reply:
        purpose = prompt.name.split()[0]
        lists = read_lists(prompt.user)
        items = lists[-1]
        salt = prompt.user if afresh else ""

        def errs(note: str, about: str) -> bool:
            return draw("err", per_cent, about, note, salt) * 100 < per_cent

        if purpose == "propose":
            titles = dict.fromkeys(theme_of[item["note"]] for item in items if theme_of[item["note"]])
            said: Any = {"themes": [{"title": title, "definition": f"About {title}"} for title in titles]}
        elif purpose == "place":
            numbers = {theme["title"]: theme["number"] for theme in lists[0]}
            said = {}
            for item in items:
                note = item["note"]
                wild = int(draw("any", note, salt) * (len(numbers) + 1))
                right = numbers.get(theme_of[note], 0)
                said[item["id"]] = wild if errs(note, "place") else right
        elif purpose == "look":
            number = int(prompt.user.split("The theme to look at is number ")[1].split(".")[0])
            title = next(theme["title"] for theme in lists[0] if theme["number"] == number)
            out = [
                item["id"]
                for item in items
                if (theme_of[item["note"]] != title) != errs(item["note"], f"look {title}")
            ]
            said = {"title": title, "out": out, "same": 0}
        else:
            raise AssertionError(f"nobody has said what to do with {purpose}")
        return Reply(json.dumps(said), "schema")

    return send


def read_lists(user: str) -> list[list[Any]]:
    """The JSON lists that a prompt holds, in order."""
    found = []
    decoder = json.JSONDecoder()
    at = user.find("\n[")
    while at >= 0:
        listed, end = decoder.raw_decode(user, at + 1)
        found.append(listed)
        at = user.find("\n[", end)
    return found


def read_items(asked: Mapping[str, Any]) -> list[dict[str, Any]]:
    """The last list that a request holds: its notes, or themes."""
    return read_lists(asked["messages"][1]["content"])[-1]
