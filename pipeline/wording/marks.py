"""Marks in people's words: what stands in quotation marks of any language, and Markdown inside a line."""

from __future__ import annotations

import html
import re
import unicodedata
from collections.abc import Iterable
from functools import cache

from markdown_it import MarkdownIt

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
