"""What questions and themes are called for short: by a number of their own, or by how they begin.

Two numberings of questions beside one another, "Question 2: Q1. What works?", tell a reader nothing and
mislead whoever goes back to the document. So where it numbers its questions, ours stands nowhere. A theme
without a title is called by its number, and where people decide with one of its notes.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import pandas as pd

from pipeline.wording.marks import has_marks

_SHORT = 32  # characters of a question that stand for it where it has no number
_OWN = re.compile(
    r"^[\s*_#(\[]*(?:(?P<word>question|q|topic|theme|part|section|prompt|activity|exercise|session|task|item)\s?"
    r"(?:no\.?\s?)?(?P<number>\d{1,2}[a-h]?)|(?P<bare>\d{1,2}(?:\.\d{1,2})*[a-h]?)(?=[.):](?!\d)))"
    r"(?=\W|$)(?!\s+(?:19|20)\d\d\b)",
    re.IGNORECASE,
)
_ASKS = re.compile(
    r"\?|^\W*(?:what|how|why|which|who|where|when|do|does|did|is|are|was|were|can|could|should|would|will|"
    r"have|has|tell|describe|please|name|list|thinking|in your|if|write|share|explain|give|imagine|think|"
    r"consider|any)\b",
    re.IGNORECASE,
)
UNTITLED = "No title yet"
_SHOWN = re.compile(rf"(?P<name>{UNTITLED}(?: \(\d+ of \d+\))?): (?P<note>\S.*)", re.DOTALL)


def read_number(text: str) -> str:
    """The number that a text begins with, in words: "Question 3" of "Q3. What works?"; empty if none."""
    found = _OWN.match(text)
    if found is None:
        return ""
    word = (found["word"] or "question").capitalize()
    return f"{'Question' if word == 'Q' else word} {found['number'] or found['bare']}"


def drop_number(text: str) -> str:
    """A text without the number that it begins with, and what stands between the two."""
    found = _OWN.match(text)
    return text if found is None else text[found.end() :].lstrip(" \t.):–—-*_")


def shows_name(name: str, question: str) -> bool:
    """Whether a question as it stands says already what it is called for short."""
    return not name or name.startswith("“") or read_number(question) == name


def name_questions(questions: Sequence[Mapping[str, Any]]) -> dict[str, str]:
    """What each question of an event is called for short, by its id; no two are called the same.

    Where the document numbers none: "Question 2" by its place, or "Topic 2" where it asks nothing. Else by
    the document's own number, and one that has none, or one that another has as well, by how it begins.
    Empty where there is no wording.

    Args:
        questions: Rows of the table of questions.
    """
    own = _list_own(questions)
    if not any(own.values()):
        return {
            row["question_id"]: f"{_call(row['question'])} {row['position']}" if row["question"] else ""
            for row in questions
        }
    used = Counter(own.values())
    names = {row["question_id"]: row["question"] and f"“{_shorten(row['question'])}”" for row in questions}
    names |= {one: number for one, number in own.items() if number and used[number] == 1}
    called = Counter(names.values())
    places = {row["question_id"]: row["position"] for row in questions}
    return {
        one: f"{name} ({places[one]})" if name and called[name] > 1 else name for one, name in names.items()
    }


def number_questions(questions: Sequence[Mapping[str, Any]]) -> dict[str, str]:
    """Each question with one number in front, its document's own or else ours, by its id."""
    own = _list_own(questions)
    ours = {row["question_id"]: str(row["position"]) for row in questions}
    numbers = own if any(own.values()) else ours
    asked = {row["question_id"]: row["question"] for row in questions}
    return {
        one: f"{numbers[one].removeprefix('Question ')}. {question}"
        if question and numbers[one] and not read_number(question)
        else question
        for one, question in asked.items()
    }


def _list_own(questions: Sequence[Mapping[str, Any]]) -> dict[str, str]:
    """The document's own number of each question that has a wording, or nothing, by its id.

    Where no wording shows its number and only few had one, the numbers were no numbering.
    """
    asked = [row for row in questions if row["question"]]
    own = {row["question_id"]: read_number(row["question"]) for row in asked}
    if any(own.values()) or 2 * sum(bool(row["number"]) for row in asked) > len(asked):
        own |= {row["question_id"]: row["number"] for row in asked if row["number"]}
    return own


def _call(question: str) -> str:
    return "Question" if _ASKS.search(question) else "Topic"


def _shorten(question: str) -> str:
    return question if len(question) <= _SHORT else f"{question[:_SHORT].rsplit(' ', 1)[0]} …"


def goes_by_note(basis: str, title: str) -> bool:
    """Whether a theme has no title yet, and one of its notes tells it from others."""
    return basis == "discovered" and has_marks(title)


def name_untitled(themes: Iterable[tuple[str, str, str]]) -> dict[str, str]:
    """The names of those themes of a question that have no title: counted, where there are several.

    Args:
        themes: Id, basis and title of each, in their order.
    """
    untitled = [theme_id for theme_id, basis, title in themes if goes_by_note(basis, title)]
    of = len(untitled)
    counted = (f" ({number} of {of})" if of > 1 else "" for number in range(1, of + 1))
    return {theme_id: f"{UNTITLED}{count}" for theme_id, count in zip(untitled, counted, strict=True)}


def show_titles(themes: pd.DataFrame) -> dict[str, str]:
    """What each theme of an event is called where people look things up: its title, or its name and a note.

    Args:
        themes: A table of Themes.
    """
    own = themes.sort_values(["question_id", "position"], kind="stable")
    names: dict[str, str] = {}
    for _, rows in own.groupby("question_id", sort=False):
        names |= name_untitled(zip(rows["theme_id"], rows["basis"], rows["title"], strict=True))
    shown = zip(own["theme_id"], own["title"], strict=True)
    return {one: f"{names[one]}: {title}" if one in names else title for one, title in shown}


def split_shown(shown: str) -> tuple[str, str]:
    """The name in reports and the note of `No title yet (1 of 2): “No bus”`; an empty name for any title."""
    found = _SHOWN.fullmatch(shown)
    return (found["name"], found["note"]) if found and has_marks(found["note"]) else ("", shown)
