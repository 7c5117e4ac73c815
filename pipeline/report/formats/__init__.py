"""What the kinds of file share: how columns and tints are shared out, and characters that need care."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Container
from pathlib import Path

from pipeline.report.blocks import CountTable, Quote
from pipeline.wording.marks import add_marks

TEMPLATES = Path(__file__).parents[1] / "templates"
TINTS = ("e3eff1", "b9d8dd", "8fc4cd", "5fa8b4")  # of one hue, all light enough for black numbers
REVIEWED = "◇ "  # before what a person or a named model said
_LONGEST_WORD = 20  # characters; a longer one may be broken
_WIDE = 45  # from here on a column gains nothing from being wider
_GAP = 3

# Not allowed in XML 1.0, and not valid in HTML: they are shown as the replacement character, so that a
# reader sees that something was there. Lone surrogates can't be encoded at all.
_ILLEGAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")
_OPENS = {"\u202a": "\u202c", "\u202b": "\u202c", "\u202d": "\u202c", "\u202e": "\u202c"}
# Zero-width joiner and variation selectors: between and after the parts of an emoji.
_JOINERS = {"\u200d", "\ufe0e", "\ufe0f"}
_ISOLATES = dict.fromkeys("\u2066\u2067\u2068", "\u2069")


def cell_words(cell: str | Quote) -> str:
    """What stands in a cell of a table or an item of a list; of a quotation, also where it was taken."""
    return quote_words(cell, with_about=True) if isinstance(cell, Quote) else cell


def quote_words(quotation: Quote, *, with_about: bool = False) -> str:
    """A quotation in one line, with what introduces it, and where it was taken if asked."""
    about = f" ({quotation.about})" if with_about and quotation.about else ""
    before = f"{quotation.before}{quotation.lead and f'{quotation.lead} '}"
    return f"{before}{add_marks(quotation.words + close_directions(quotation.words))}{about}"


def tint_cells(table: CountTable) -> list[list[int]]:
    """How dark each cell of a table is: from 0 for no notes to 4 in a heat table, -1 where none is tinted."""
    tints = [[-1] * len(table.head) for _ in table.rows]
    if table.look != "heat":
        return tints
    told = len(table.rows) - table.sums
    counts = [[int(cell_words(cell).replace(",", "")) for cell in row[1:-1]] for row in table.rows[:told]]
    most = max((number for row in counts for number in row), default=0)
    for place, row in enumerate(counts):
        tints[place][1:-1] = [1 + (number * len(TINTS) - 1) // most if number else 0 for number in row]
    return tints


def weigh_columns(table: CountTable) -> list[float]:
    """Shares of the width, so that no long text stands in a narrow column; Word and PDF must be told."""
    weights = []
    for number, head in enumerate(table.head):
        cells = [cell_words(row[number]) for row in table.rows]
        words = [word for text in (head, *cells) for word in text.split()]
        longest = min(max((len(word) for word in words), default=0), _LONGEST_WORD)
        mean = sum(map(len, cells)) / max(len(cells), 1)
        weights.append(max(longest, min(mean, _WIDE)) + _GAP)
    return weights


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
    """A text whose pictures can be read where no known font draws them: emoji become their names in ⟨ ⟩."""
    if text.isascii():
        return text
    shown: list[str] = []
    for character in text:
        joins = character in _JOINERS
        is_skin_tone = "\U0001f3fb" <= character <= "\U0001f3ff"
        if ord(character) in known and not (joins and shown and shown[-1].endswith("⟩")):
            shown.append(character)
        elif joins or is_skin_tone or unicodedata.category(character) == "Me":
            continue  # says only how the signs beside it are put together, or framed
        elif unicodedata.category(character) == "So":
            shown.append(f"⟨{unicodedata.name(character, 'sign').lower()}⟩")
        else:
            shown.append(character)
    return "".join(shown)
