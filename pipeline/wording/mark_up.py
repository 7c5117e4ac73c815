"""Markdown inside a line as a reader sees it; and whether words are a text without its mark-up, no more."""

from __future__ import annotations

import html
import re
import unicodedata
from functools import cache

from markdown_it import MarkdownIt

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


_MARKS = re.compile(r"[\\*_`<\[&~]")
_BOLD = re.compile(
    r"\*\*([^\\*_`<\[&~\s](?:[^\\*_`<\[&~\n]*[^\\*_`<\[&~\s])?)\*\*"
)  # a whole text, as headings often are
# Tags a word processor leaves inside a line when it writes Markdown; other <...> are people's words.
_TAG = re.compile(
    r"^</?(?:a|abbr|b|br|del|details|div|em|font|i|img|ins|kbd|mark|p|s|small|span|strike|strong|sub"
    r"|summary|sup|u)\b[^>]*>$",
    re.IGNORECASE,
)


def render_inline(content: str) -> str:
    """A text with escapes, emphasis, links and entities resolved."""
    if not _MARKS.search(content):
        return content.strip()
    if (bold := _BOLD.fullmatch(content)) is not None:
        return bold[1]
    parts: list[str] = []
    for token in _parser().parseInline(content)[0].children or []:
        for part in [token, *(token.children or [])] if token.type == "image" else [token]:
            if part.type in ("text", "code_inline", "text_special"):
                parts.append(part.content)
            elif part.type in ("softbreak", "hardbreak"):
                parts.append(" ")
            elif part.type == "html_inline" and not _TAG.match(part.content):
                parts.append(html.unescape(part.content))
    return "".join(parts).strip()


@cache
def _parser() -> MarkdownIt:
    return MarkdownIt("commonmark").enable("strikethrough")
