"""Replies to the prompts about a real event, written by hand as a careful reader would answer.

They hold ids, and titles and definitions in the writer's own words; the notes are read from where they lie.
Written before anybody's coding of these notes was looked at.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pandas as pd

from tests.language_model.server import Handler, Script

REPLIES = json.loads(Path(__file__).with_name("mansfield_replies.json").read_text(encoding="utf-8"))


def answer_from(safe_notes: pd.DataFrame) -> Script:
    """A script that gives the hand-written reply to the prompt that is asked."""
    words = dict(zip(safe_notes["note_id"], safe_notes["words"], strict=True))

    def script(asked: dict[str, Any], handler: Handler) -> str:
        items = read_items(asked)
        for parts in REPLIES.values():
            for part in parts:
                notes = part["placed"]
                if part["purpose"] == "merge":
                    if "title" in items[0]:
                        return json.dumps({"themes": part["themes"], "notes": notes})
                elif [words[note_id] for note_id in notes] == [item.get("note") for item in items]:
                    numbered = {str(number): said for number, said in enumerate(notes.values(), start=1)}
                    return json.dumps({"themes": part["themes"], "notes": numbered})
        raise AssertionError("a prompt that nobody has answered")

    return script


def read_items(asked: dict[str, Any]) -> list[dict[str, Any]]:
    """The JSON list that a prompt holds."""
    user = asked["messages"][1]["content"]
    items: list[dict[str, Any]] = json.loads(user[user.index("\n[\n") : user.rindex("\n]") + 2])
    return items
