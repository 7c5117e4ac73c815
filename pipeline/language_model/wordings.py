"""Whether a title or definition that a model wrote may stand in a report."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Sequence

IsPersonal = Callable[[str], bool]  # whether a text names a person or holds another personal detail

# Mark-up, placeholders, addresses and codes: nothing that a plain title needs.
_NOT_PLAIN = re.compile(r"[<>\[\]{}|`*_#\\~^=@]|https?:|www\.|&\w+;|&#", re.IGNORECASE)
_QUOTED = re.compile(r"[“\"«„]([^“”\"«»„]*)[”\"»“]?")
_WORD = re.compile(r"[^\W\d_]{2,}")


def find_fault(text: str, longest: int, words: Sequence[str], is_personal: IsPersonal) -> str:
    """What is wrong with a title or definition, in words that go on after "the title of theme 2"; or empty.

    Args:
        text: The title or definition.
        longest: Characters it may have.
        words: The notes it is about: what it quotes must stand in one of them.
        is_personal: Whether a text holds a personal detail.
    """
    if not _WORD.search(text):
        return "is empty"
    if len(text) > longest:
        return f"has more than {longest} characters"
    # Line ends, and signs that turn the direction of writing or cannot be seen.
    if any(unicodedata.category(sign) in ("Cc", "Cf", "Co", "Cs", "Cn", "Zl", "Zp") for sign in text):
        return "has line ends or signs that cannot be seen"
    if _NOT_PLAIN.search(text):
        return "has mark-up, brackets or an address in it"
    if any(not _stands_in(quoted, words) for quoted in _QUOTED.findall(text)):
        return "quotes words that none of its notes has"
    if is_personal(text):
        return "may name a person"
    return ""


def tidy(text: object) -> str:
    """A text as it is compared and shown: single blanks, no full stop left over from a list."""
    return " ".join(text.split()) if isinstance(text, str) else ""


def _stands_in(quoted: str, words: Sequence[str]) -> bool:
    sought = " ".join(quoted.split()).rstrip(".,;:!?…")
    return bool(sought) and any(sought in " ".join(text.split()) for text in words)
