"""Markdown inside a line as a reader sees it."""

from __future__ import annotations

import html
import re
from functools import cache

from markdown_it import MarkdownIt

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
