"""What stands in quotation marks, in the form of any language, so that it can be checked who said it."""

from __future__ import annotations

import re
from collections.abc import Iterable

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
