"""People's words by how they are set: block quotes (">"), and posters with sentences in large type.

A block quote is an answer or a remark where what stands above says so, else a passage that is cited.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from pipeline.ingest.lines import Line, settle, settle_as_text
from pipeline.ingest.structure.prefixes import PAD_NAME
from pipeline.ingest.structure.quoted import is_quoted

_ROOM = 0.8  # of the longest line of a block: where a line ends sooner, it ends there
_WRAPPED = 50  # characters; a line that was wrapped is longer
_BLOCK_QUOTE = re.compile(r"^(?:>\s?)+")
_INSIDE = re.compile(r"^(?P<marker>[-*+•]|\d{1,3}[.)])[ \t]+(?=\S)")
_BRACKETS_BEHIND = re.compile(r"(?<=\?)\s*\([^()]*\)\W*$")
_FEWEST_BLOCKS = 3
_NEAR = 4  # lines above the blocks that may say whose they are
_REMARKS = re.compile(
    r"\b(?:feedback|comments?|quotes|quotations|responses|answers|replies|testimonials?|reviews|voices|said)\b",
    re.IGNORECASE,
)
_FEWEST_WORDS = 4  # of a sentence
_FEWEST_LARGE, _LONG = (
    3,
    8,
)  # sentences set large; words of a long line, of which there are at most four for each


def open_block_quotes(lines: list[Line]) -> list[Line]:
    """Block quotes without their marks: answers below what was asked, else a passage that somebody cites."""
    opened: list[Line] = []
    above: Line | None = None  # the line of the block right above
    bare = [_BLOCK_QUOTE.sub("", line.content) for line in lines if line.content.startswith(">")]
    if not bare:
        return lines
    named = any(map(PAD_NAME.match, bare)) or sum(map(is_quoted, bare)) >= 2
    lengths = sorted(map(len, bare))
    # Lines that were wrapped are about as long as one another.
    longest = lengths[-1] if len(bare) > 1 and lengths[-2] >= _ROOM * lengths[-1] else sum(lengths)
    asked = remarks = False  # whether the line above the blocks asks, or says that people's remarks follow
    announced = _announce_block_quotes(lines)
    level = quoted = 0  # of the last heading, and of the one that the last remarks stand below
    announcing = 0  # level of the heading that says so, above others
    for line in lines:
        if line.plain_text and (found := _BLOCK_QUOTE.match(line.content)):
            one = _open_block_quote(line, found.end())
            joined = above is not None and _is_wrapped(above, one, longest)
            if above is not None and not joined and one.form == "text":
                one = replace(one, form="item", level=1)  # the line above was not wrapped: another remark
            above = one if one.form != "blank" else None
            if (remarks or announced) and not named and above is not None:
                one = settle(one, "continuation" if joined else "note", "a remark set as a quotation")
                quoted = level
            elif not asked and not named and above is not None:
                one = settle(one, "context", "a passage the write-up cites")
            opened.append(one)
            continue
        above = None
        if line.form not in ("blank", "boilerplate") and line.role != "continuation":
            asked = _BRACKETS_BEHIND.sub("", line.words).rstrip(": ").endswith("?")
            heads = line.form == "heading" or line.bold or line.words.endswith(":")
            remarks = heads and bool(_REMARKS.search(line.words))
        if line.form == "heading":
            level, quoted = line.level, quoted if line.level > quoted and not remarks else 0
            announcing = level if remarks else announcing if level > announcing else 0
            remarks = remarks or 0 == quoted < announcing
        below = 0 < quoted < level and line.form in ("text", "item")  # what the author makes of them
        if (below or (announced and line.form == "text")) and not line.role and line.words:
            line = settle(line, "context", "stands around remarks that are set as quotations")
        opened.append(line)
    return opened


def _is_wrapped(above: Line, line: Line, longest: int) -> bool:
    """Whether a line of a block goes on with the one above: that was wrapped, as its length shows."""
    if len(above.content) < _WRAPPED or not line.words:
        return False
    room = len(above.content) + len(line.words.split()[0]) < _ROOM * longest
    return line.words[0].islower() or not room


def _announce_block_quotes(lines: Sequence[Line]) -> bool:
    """Whether a text of plain paragraphs announces its block quotes, three or more, as what people wrote."""
    told = [
        line for line in lines if line.words and not line.role and line.form not in ("blank", "boilerplate")
    ]
    blocks = [bool(_BLOCK_QUOTE.match(line.content)) for line in told]
    if sum(blocks) < _FEWEST_BLOCKS or any(line.form == "item" for line in told):
        return False
    first = blocks.index(True)
    above = " ".join(line.words for line in told[max(0, first - _NEAR) : first])
    return first > 0 and told[first - 1].words.endswith(":") and bool(_REMARKS.search(above))


def _open_block_quote(line: Line, end: int) -> Line:
    content = line.content[end:].strip()
    words = _BLOCK_QUOTE.sub("", line.words).strip()
    if not content:
        return replace(line, content="", words="", form="blank")
    if (item := _INSIDE.match(content)) is not None:
        return replace(
            line, content=content[item.end() :], words=_INSIDE.sub("", words), form="item", level=1
        )
    return replace(line, content=content, words=words)


def is_poster(lines: Sequence[Line]) -> bool:
    """Whether whole sentences are set as headings: people's words on a poster, in large type."""
    large = sum(map(_is_set_large, lines))
    return large >= _FEWEST_LARGE and 4 * large >= sum(len(line.words.split()) >= _LONG for line in lines)


def take_set_large(lines: Sequence[Line]) -> list[Line]:
    """The lines of a poster: its large sentences are people's words, the rest stands beside them."""
    return [_take(line) for line in lines]


def _take(line: Line) -> Line:
    if _is_set_large(line):
        return settle_as_text(line, "note", "a sentence set large")
    if line.role or line.form not in ("text", "item"):
        return line
    return settle(line, "context", "stands beside people's words, which are set large")


def _is_set_large(line: Line) -> bool:
    if line.form != "heading" or not line.words.endswith(".") or len(line.words.split()) < _FEWEST_WORDS:
        return False
    return not line.text.lstrip()[:1].isdigit()  # an agenda's
