"""Characters that would not show, or would change what stands around them."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Container

# Not allowed in XML 1.0, and not valid in HTML: they are shown as the replacement character, so that a
# reader sees that something was there. Lone surrogates can't be encoded at all.
_ILLEGAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")
_OPENS = {"\u202a": "\u202c", "\u202b": "\u202c", "\u202d": "\u202c", "\u202e": "\u202c"}
# Zero-width joiner and variation selectors: between and after the parts of an emoji.
_JOINERS = {"\u200d", "\ufe0e", "\ufe0f"}
_ISOLATES = dict.fromkeys("\u2066\u2067\u2068", "\u2069")


def show_illegal(text: str) -> str:
    """A text that XML and HTML can hold: other characters become U+FFFD."""
    return _ILLEGAL.sub("\ufffd", text.replace("\r\n", "\n").replace("\r", "\n"))


def close_directions(text: str) -> str:
    """What ends the writing directions a text has opened, so that they don't reach the text after it."""
    open_ends: list[str] = []
    for character in text:
        if character in _OPENS:
            open_ends.append(_OPENS[character])
        elif character in _ISOLATES:
            open_ends.append(_ISOLATES[character])
        elif open_ends and character == open_ends[-1]:
            open_ends.pop()
    return "".join(reversed(open_ends))


def is_right_to_left(text: str) -> bool:
    """Whether the first letter with a direction belongs to a script written from right to left."""
    for character in text:
        direction = unicodedata.bidirectional(character)
        if direction in ("L", "R", "AL"):
            return direction != "L"
    return False


def name_signs(text: str, known: Container[int]) -> str:
    """A text whose pictures can be read where no font draws them: emoji become their names in ⟨ ⟩.

    Args:
        text: Words from anywhere.
        known: Code points that there are fonts for.
    """
    if text.isascii():
        return text
    shown: list[str] = []
    for character in text:
        joins = character in _JOINERS
        if ord(character) in known and not (joins and shown and shown[-1].endswith("⟩")):
            shown.append(character)
        elif joins or _is_skin_tone(character) or unicodedata.category(character) == "Me":
            continue  # says only how the signs beside it are put together, or framed
        elif unicodedata.category(character) == "So":
            shown.append(f"⟨{unicodedata.name(character, 'sign').lower()}⟩")
        else:
            shown.append(character)
    return "".join(shown)


def _is_skin_tone(character: str) -> bool:
    return "\U0001f3fb" <= character <= "\U0001f3ff"
