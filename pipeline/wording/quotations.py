"""What stands in quotation marks, in the form of any language, so that it can be checked who said it.

A theme without a title is called by its number, and where people decide with one of its notes.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

import pandas as pd

# Opening marks with those that close them: English, German, French, Nordic, Dutch, East Asian.
_PAIRS = {
    "“": "”“\"", "”": "”", "„": "“”\"", "‟": "”", "\"": "\"”", "＂": "＂", "«": "»", "»": "«»", "‹": "›",
    "›": "‹›", "「": "」", "『": "』", "《": "》", "〈": "〉", "〝": "〞〟", "｢": "｣", "❝": "❞", "❛": "❜",
    "‘": "’‘'", "‚": "‘’'", "'": "'’", "’": "’", "`": "`'´", "´": "´'",
}  # fmt: skip
# These are apostrophes as well: a quotation only where one opens a word and one closes it.
_SINGLE = frozenset("‘‚'’`´")
_BEGUN = {"”": "“„”", "»": "«", "」": "「", "』": "『"}  # what opened a quotation that ends with these
_WORD = re.compile(r"\w")


def list_quotations(text: str) -> list[str]:
    """Everything that stands in quotation marks, without them; what is never closed goes to the end.

    An apostrophe is none: "carers' needs", "it's". A single mark that nothing closes is one as well.
    """
    found: list[str] = []
    place = 0
    while place < len(text):
        mark = text[place]
        closing = _PAIRS.get(mark)
        if closing is None or (mark in _SINGLE and not _opens(text, place)):
            place += 1
            continue
        end = _find_end(text, place + 1, closing, mark in _SINGLE)
        if end is None and mark in _SINGLE:
            place += 1  # "'em", "'90s"
            continue
        found.append(text[place + 1 : end].strip())
        place = len(text) if end is None else end + 1
    return [quoted for quoted in found if quoted]


def is_quoted_from(quoted: str, texts: Iterable[str]) -> bool:
    """Whether somebody wrote it so: blanks and what ends a sentence aside."""
    sought = " ".join(quoted.split()).rstrip(".,;:!?…")
    return bool(sought) and any(sought in " ".join(text.split()) for text in texts)


def has_marks(text: str) -> bool:
    """Whether a text as a whole stands in quotation marks of its own."""
    plain = text.strip()
    closes = plain[-1:] in _PAIRS.get(plain[:1], "") if len(plain) > 2 else False
    return closes and (list_quotations(plain) == [plain[1:-1].strip()] or _is_one_pair(plain))


def complete_marks(text: str) -> str:
    """A text in the quotation marks of its own; empty where it has none around it.

    Of a quotation that goes on in the next note, or began in the one before, the other mark is added.
    """
    if has_marks(text):
        return text
    plain = text.strip()
    first, last = plain[:1], plain[-1:]
    closing = _PAIRS.get(first, "")
    if closing and first not in _SINGLE and not set(closing) & set(plain[1:]):
        return f"{text}{closing[0]}"
    if last in _BEGUN and not set(_BEGUN[last] + last) & set(plain[:-1]):
        return f"{_BEGUN[last][0]}{text}"
    return ""


def add_marks(text: str) -> str:
    """A text in quotation marks: its own, or else these."""
    return complete_marks(text) or f"“{text}”"


def drop_marks(text: str) -> str:
    """A text without the quotation marks that stand around all of it."""
    return text.strip()[1:-1].strip() if has_marks(text) else text


def _is_one_pair(text: str) -> bool:
    """Whether the marks at both ends are a pair, whatever other marks stand between them."""
    opening, closing, depth = text[0], text[-1], 0
    for place, mark in enumerate(text):
        depth += (mark == opening) - (mark == closing)
        if depth == 0 and place < len(text) - 1:
            return False
    return opening != closing and opening not in _SINGLE and depth == 0


def _opens(text: str, place: int) -> bool:
    before, after = text[place - 1 : place] if place else "", text[place + 1 : place + 2]
    return not _WORD.match(before) and bool(after.strip())


def _find_end(text: str, start: int, closing: str, single: bool) -> int | None:
    for place in range(start, len(text)):
        if text[place] not in closing:
            continue
        inside = _WORD.match(text[place + 1 : place + 2]) is not None
        if not single or (text[place - 1].strip() and not inside):
            return place
    return None


UNTITLED = "No title yet"
_SHOWN = re.compile(rf"(?P<name>{UNTITLED}(?: \(\d+ of \d+\))?): (?P<note>\S.*)", re.DOTALL)


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
