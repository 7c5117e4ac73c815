"""Whether words are a text without its mark-up, and nothing else."""

from __future__ import annotations

import html
import re
import unicodedata

# What may be a file format's mark-up rather than somebody's words. Deliberately wide: it only says
# which letters may be missing from what is shown.
MARK_UP = re.compile(
    r"""<!--.*?-->           # a comment
    | </?[A-Za-z][^<>]*>     # a tag
    | <(?:https?:|mailto:)[^<>]*>
    | \]\([^()\s]*(?:\s[^()]*)?\)  # a link's target
    | \]\[[^\]]*\]           # a link's reference
    | \[\^[^\]]*\]           # a footnote's mark
    | ^\s*\[[ xX]\]          # a task list's box
    | &(?:\#\w+|\w+);        # a character written as an entity
    """,
    re.VERBOSE | re.DOTALL,
)


def is_without_mark_up(words: str, text: str) -> bool:
    """Whether words are what a reader sees of a text: nothing added, only mark-up taken out."""
    shown, written = _letters(words), _letters(text)
    if shown == written:
        return True
    if not (_follows(shown, written) or _follows(shown, _letters(html.unescape(text)))):
        return False
    return _follows(_letters(MARK_UP.sub(" ", text)), shown)


def _letters(text: str) -> str:
    return "".join(character for character in unicodedata.normalize("NFKC", text) if character.isalnum())


def _follows(part: str, whole: str) -> bool:
    """Whether the characters of one text occur in another in the same order."""
    rest = iter(whole)
    return all(character in rest for character in part)
