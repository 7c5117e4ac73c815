"""Cuts a web page into text, tags and comments.

The standard library's parser needs the square of a page's length on pages made to be slow (a few
hundred kilobytes of "<a " take minutes), and gives up on some that Word saved. This one goes through
a page once. What is not closed before the page ends is kept as text: no word is lost.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Literal

_TAG_NAME = re.compile(r"[A-Za-z][^\s/>]*")
_ATTRIBUTE = re.compile(
    r"[\s/]*(?P<name>[^\s/>][^\s/>=]*)"
    r"(?:\s*=\s*(?:\"(?P<double>[^\"]*)\"|'(?P<single>[^']*)'|(?P<bare>[^\s>\"'][^\s>]*))?)?"
)
_TAG_END = re.compile(r"(?P<slash>[\s/]*)>")
# Elements that hold text alone, tags in it included, and whether characters are written as entities.
_RAW = {"script": False, "style": False, "textarea": True, "title": True}
_RAW_END = {name: re.compile(rf"</{name}(?=[\s/>])", re.IGNORECASE) for name in _RAW}


@dataclass(frozen=True)
class Token:
    """One piece of a page.

    Attributes:
        kind: What it is; "empty" for a tag that opens and closes an element at once.
        text: The text or comment, or the element's name in small letters.
        number: The line of the source that it begins on.
        attributes: Of a tag that opens an element.
    """

    kind: Literal["text", "start", "end", "empty", "comment"]
    text: str
    number: int
    attributes: dict[str, str] = field(default_factory=dict)


def split_page(page: str) -> Iterator[Token]:
    """Cut a page into its pieces, in order."""
    page = page.replace("\r\n", "\n").replace("\r", "\n")
    number, counted = 1, 0
    place = 0
    begin = 0  # of the text being gathered
    raw = ""
    while place < len(page):
        if raw:
            end = _RAW_END[raw].search(page, place)
            after = len(page) if end is None else end.start()
            raw_text, escaped, raw = page[place:after], _RAW[raw], ""
            number, counted = number + page.count("\n", counted, place), place
            yield Token("text", _resolve(raw_text) if escaped else raw_text, number)
            place = begin = after
            continue
        mark = page.find("<", place)
        if mark < 0:
            break
        found = _read_mark(page, mark)
        if found is None:
            place = mark + 1  # "<" as people write it: "< 5 people"
            continue
        token, after = found
        if begin < mark:
            number, counted = number + page.count("\n", counted, begin), begin
            yield Token("text", _resolve(page[begin:mark]), number)
        if token is None:
            begin = mark
            break  # the page ends inside a tag
        number, counted = number + page.count("\n", counted, mark), mark
        yield Token(token.kind, token.text, number, token.attributes)
        raw = token.text if token.kind == "start" and token.text in _RAW else ""
        place = begin = after
    if begin < len(page):
        yield Token("text", _resolve(page[begin:]), number + page.count("\n", counted, begin))


def _read_mark(page: str, mark: int) -> tuple[Token | None, int] | None:
    """The tag or comment at "<", and where it ends; no token when it never ends, None when it is neither."""
    following = page[mark + 1 : mark + 2]
    if page.startswith("<!--", mark):
        end = page.find("-->", mark + 4)
        # As in a browser, a comment that never ends takes the rest of the page.
        stop = len(page) if end < 0 else end
        return Token("comment", page[mark + 4 : stop], 0), stop + 3
    if following in ("!", "?"):
        end = page.find(">", mark)
        return (None, len(page)) if end < 0 else (Token("comment", "", 0), end + 1)
    closing = following == "/"
    name = _TAG_NAME.match(page, mark + 1 + closing)
    if name is None:
        return None
    if closing:
        end = page.find(">", name.end())
        return (None, len(page)) if end < 0 else (Token("end", name[0].lower(), 0), end + 1)
    attributes: dict[str, str] = {}
    place = name.end()
    while (end_tag := _TAG_END.match(page, place)) is None:
        found = _ATTRIBUTE.match(page, place)
        if found is None:
            return None, len(page)
        value = found["double"] or found["single"] or found["bare"] or ""
        attributes.setdefault(found["name"].lower(), _resolve(value))
        place = found.end()
    kind: Literal["start", "empty"] = "empty" if "/" in end_tag["slash"] else "start"
    return Token(kind, name[0].lower(), 0, attributes), end_tag.end()


def _resolve(text: str) -> str:
    """Text with its entities resolved ("&amp;"), as far as they stand for a character."""
    try:
        return html.unescape(text)
    except ValueError:  # a number of thousands of digits
        return text
