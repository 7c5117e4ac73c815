"""Replies to the prompts about a real event, written by hand as a careful reader would answer.

They hold ids, and titles, definitions and sentences in the writer's own words; the notes are read from where
they lie. Written before anybody's coding of these notes was looked at.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pandas as pd

from tests.language_model.conftest import purpose_of, said
from tests.language_model.server import Handler, Script
from tests.language_model.stand_in import read_lists

REPLIES = json.loads(Path(__file__).with_name("mansfield_replies.json").read_text(encoding="utf-8"))
THEME_OF = {
    note_id: reply["themes"][place - 1]
    for reply in REPLIES.values()
    for note_id, place in reply["placed"].items()
}
THEMES = {theme["title"]: theme for reply in REPLIES.values() for theme in reply["themes"]}


def answer_from(safe_notes: pd.DataFrame) -> Script:
    """A script that gives the hand-written reply to the request that is made."""
    ids: dict[str, list[str]] = {}
    for note_id, words in zip(safe_notes["note_id"], safe_notes["words"], strict=True):
        ids.setdefault(words, []).append(note_id)

    def script(asked: dict[str, Any], handler: Handler) -> str:
        text = asked["messages"][1]["content"]
        lists = read_lists(text)
        items, purpose = lists[-1], purpose_of(asked)
        if purpose == "merge":
            return said({"themes": [show(item["title"]) | {"of": [item["id"]]} for item in items]})
        # Of notes that are there twice, either stands for both: they were read alike.
        shown = {item["id"]: ids[item["note"]][0] for item in items}
        if purpose == "propose":
            titles = dict.fromkeys(THEME_OF[note_id]["title"] for note_id in shown.values())
            return said({"themes": [show(title) for title in titles]})
        if purpose == "place":
            numbers = {theme["title"]: theme["number"] for theme in lists[0]}
            return said(
                {number: numbers.get(THEME_OF[note_id]["title"], 0) for number, note_id in shown.items()}
            )
        if purpose == "look":
            number = int(text.split("at is number ")[1].split(".")[0])
            title = next(theme["title"] for theme in lists[0] if theme["number"] == number)
            return said({"title": title, "out": [], "same": 0})
        assert purpose == "tell"
        title = json.loads(text.split("The theme is called ")[1].split(". Its notes")[0])
        numbers = {note_id: number for number, note_id in shown.items()}
        told = {
            kind: [
                {
                    "text": one["text"],
                    "notes": [numbers[note_id] for note_id in one["notes"] if note_id in numbers],
                }
                for one in THEMES[title][kind]
            ]
            for kind in ("summary", "asks")
        }
        return said({"title": title} | told)

    return script


def show(title: str) -> dict[str, str]:
    """A theme as it is proposed."""
    return {"title": title, "definition": THEMES[title]["definition"]}
