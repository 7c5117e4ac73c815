"""A text as it reads, and the stretches of it that may identify a person.

It is read without accents written apart, digits of other scripts and signs that nobody sees; a stretch that
is found is brought back to its place in the text as written.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass, replace

_RANK = {"certain": 0, "likely": 1, "possible": 2}
_WIDE = (range(0xFF01, 0xFF5F), range(0x1D400, 0x1D800))  # full-width and mathematical letters and digits
_NARROW_SPACES = frozenset(
    "\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000"
)
_LINE_END = re.compile(r"[ \t]{0,20}\r?\n[ \t]{0,20}|[ \t]{2,20}|\t")
_JOINS = frozenset("-._@/")


@dataclass(frozen=True)
class Span:
    """One stretch of a text: characters from start up to, not including, end."""

    start: int
    end: int
    kind: str
    certainty: str
    reason: str


@dataclass(frozen=True)
class Form:
    """One form that a kind of detail is written in."""

    kind: str
    certainty: str
    reason: str
    pattern: re.Pattern[str]
    fits: Callable[[re.Match[str]], bool] = bool  # a match is always true
    group: int = 0  # of the pattern, that is the detail
    # In small letters: a text that holds none of them is left quickly, as most notes are
    hints: Collection[str] = ()


def find_forms(text: str, forms: Iterable[Form]) -> list[Span]:
    """What is written in one of these forms, form by form, in text order."""
    low = text.lower()
    return [
        Span(*match.span(form.group), form.kind, form.certainty, form.reason)
        for form in forms
        if not form.hints or any(hint in low for hint in form.hints)
        for match in form.pattern.finditer(text)
        if form.fits(match)
    ]


def before(match: re.Match[str], longest: int) -> str:
    """What stands right before a match, so many characters at most."""
    return match.string[max(0, match.start() - longest) : match.start()]


def after(match: re.Match[str], longest: int) -> str:
    """What stands right after a match, so many characters at most."""
    return match.string[match.end() : match.end() + longest]


def keep_best(spans: Iterable[Span]) -> list[Span]:
    """Of spans that overlap keep the most certain, then the longest, then the first; in text order.

    What a person keeps out of print stands before all else.
    """
    ranked = sorted(
        spans,
        key=lambda span: (
            span.kind != "withheld",
            _RANK[span.certainty],
            span.start - span.end,
            span.start,
            span.kind,
        ),
    )
    kept: list[Span] = []
    taken: set[int] = set()
    for span in ranked:
        # Spans are short (an address at most), so marking characters keeps this linear in the text.
        places = range(span.start, span.end)
        if taken.isdisjoint(places):
            kept.append(span)
            taken.update(places)
    return sorted(kept, key=lambda span: span.start)


def read_plainly(text: str) -> tuple[str, list[tuple[int, int]] | None]:
    """The text that is read, and of each of its characters the place in the text as written.

    The places are None where both are the same, as nearly always.
    """
    if text.isascii() or not any(_is_odd(letter) for letter in text):
        return text, None
    read: list[str] = []
    places: list[tuple[int, int]] = []
    start = 0
    while start < len(text):
        end = start + 1
        while end < len(text) and unicodedata.combining(text[end]):
            end += 1
        plain = _read_letter(text[start:end])
        read.append(plain)
        places += [(start, end)] * len(plain)
        start = end
    return "".join(read), places


def join_lines(text: str) -> tuple[str, list[tuple[int, int]]]:
    """The text on one line with single spaces, and of each of its characters its place as written.

    A detail may go over the end of a line. Where a line ends within a web address, nothing stands between.
    """
    read: list[str] = []
    places: list[tuple[int, int]] = []
    last = 0
    for end in _LINE_END.finditer(text):
        read.append(text[last : end.start()])
        places += [(place, place + 1) for place in range(last, end.start())]
        before, after = text[max(0, end.start() - 2) : end.start()], text[end.end() : end.end() + 1]
        inside = "\n" in end.group() and before[-1:] in _JOINS and before[:1].isalnum() and after.isalnum()
        if not inside:
            read.append(" ")
            places.append(end.span())
        last = end.end()
    read.append(text[last:])
    places += [(place, place + 1) for place in range(last, len(text))]
    return "".join(read), places


def place_spans(spans: Iterable[Span], places: list[tuple[int, int]] | None) -> list[Span]:
    """Stretches of the text that was read as stretches of the text as written."""
    if places is None:
        return list(spans)
    return [replace(span, start=places[span.start][0], end=places[span.end - 1][1]) for span in spans]


def _is_odd(letter: str) -> bool:
    return (letter > "\x7f" and _read_letter(letter) != letter) or unicodedata.combining(letter) > 0


def _read_letter(written: str) -> str:
    first = written[0]
    if unicodedata.category(first) == "Cf":
        return ""  # soft hyphens, zero-width spaces and joiners
    if first in _NARROW_SPACES:
        return " "
    if (digit := unicodedata.decimal(first, None)) is not None:
        return str(digit)
    wide = any(ord(first) in letters for letters in _WIDE)
    return unicodedata.normalize("NFKC" if wide else "NFC", written)
