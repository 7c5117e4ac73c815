"""What the kinds of file share: the walk over a report's blocks on paper, and characters that need care."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Container, Mapping, Sequence
from itertools import groupby
from typing import TYPE_CHECKING, TypeAlias

from pipeline.report import wording
from pipeline.report.blocks import (
    Block,
    Bullets,
    CountTable,
    Document,
    Drawing,
    Evidence,
    Fold,
    NoteList,
    Quotes,
    Section,
    Text,
)
from pipeline.wording import list_words

if TYPE_CHECKING:
    from pipeline.report.formats.pdf import Pages
    from pipeline.report.formats.word import WordDocument

    # They take the same parts in the same order; how these look is each one's own affair.
    Paper: TypeAlias = WordDocument | Pages

_DEEPEST = 3  # level of a heading
_IN_A_LINE = 3  # folds named in a sentence; more are a list
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


def write_document(
    paper: Paper, document: Document, drawings: Mapping[str, Drawing], *, is_open: bool = True
) -> None:
    """Put all that a report says on paper, below its title.

    What HTML folds stands open, or, where that would be too much, long folds of a section are only named.
    """
    for section in document.sections:
        _write_section(paper, section, 1, drawings, is_open)
    if document.fingerprint:
        paper.add_paragraph(f"{wording.FINGERPRINT} {document.fingerprint}", "aside")


def _write_section(
    paper: Paper, section: Section, level: int, drawings: Mapping[str, Drawing], is_open: bool
) -> None:
    paper.add_heading(section.heading, min(level, _DEEPEST), section.anchor)
    if section.eyebrow:
        paper.add_paragraph(section.eyebrow, "eyebrow")
    for left_out, parts in groupby(section.blocks, lambda part: not is_open and _is_long(part)):
        if left_out:
            _name_folds(paper, [part.summary for part in parts if isinstance(part, Fold)])
            continue
        for part in parts:
            if isinstance(part, Section):
                _write_section(paper, part, level + 1, drawings, is_open)
            else:
                _write_block(paper, part, level, drawings)


def _is_long(part: Block | Section) -> bool:
    """A fold that holds more than a list of short lines."""
    return isinstance(part, Fold) and not all(isinstance(block, Bullets) for block in part.blocks)


def _name_folds(paper: Paper, names: Sequence[str]) -> None:
    if len(names) <= _IN_A_LINE:
        listed = list_words(f"“{name}”" for name in names)
        paper.add_paragraph(f"In report.html: {listed}.", "aside")
    else:
        paper.add_paragraph("In report.html, left out here to keep this file short:")
        paper.add_bullets(names)


def _write_block(paper: Paper, block: Block, level: int, drawings: Mapping[str, Drawing]) -> None:
    match block:
        case Text(words, style):
            paper.add_paragraph(words, style)
        case Bullets(items):
            paper.add_bullets(items)
        case CountTable():
            paper.add_table(block)
        case Quotes(quotes):
            for quote in quotes:
                paper.add_quote(quote.words, quote.about)
        case Evidence(label, terms, words):
            named = f"{', '.join(terms)}. " if terms else ""
            paper.add_labelled(label, f"{named}{words}".strip())
        case NoteList():
            paper.add_notes(block)
        case Fold(summary, blocks):
            paper.add_fold_heading(summary, min(level + 1, _DEEPEST))
            for part in blocks:
                _write_block(paper, part, level + 1, drawings)
        case _:
            paper.add_figure(block, drawings[block.name])
            if block.adds_counts:
                paper.add_table(block.counts)


def weigh_columns(table: CountTable) -> list[float]:
    """Shares of the width, so that no long text stands in a narrow column; Word and PDF must be told."""
    weights = []
    for number, head in enumerate(table.head):
        cells = [row[number] for row in table.rows]
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
