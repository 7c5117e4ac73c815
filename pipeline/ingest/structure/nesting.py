"""Headings right below a question that asks nothing of their own stand below it, whatever they look like."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from pipeline.ingest.lines import Document, Line
from pipeline.ingest.structure.alike import is_numbered
from pipeline.ingest.structure.asking import LONGEST_LABEL, WITHOUT_BLANKS, stands_alone
from pipeline.ingest.structure.headings import invites, is_seat, read_cues, split_table, tasks
from pipeline.ingest.structure.no_remarks import say_aside
from pipeline.ingest.structure.remarks import find_above, find_below

_BETWEEN = 3  # lines between a question and its answers
LABEL = re.compile(
    r"^\W*(?:responses?|answers?|comments?|notes?|feedback|post-?its?|replies)\W*$", re.IGNORECASE
)
_CLOSES = re.compile(
    r"^(?:(?:overall |event |short )?summary|(?:key|main) (?:themes|messages|points)|conclusions?|"
    r"(?:agreed |our )?(?:next steps|actions)|what happens next|evaluation)$",
    re.IGNORECASE,
)
_FEWEST = 2  # questions with a heading right below them that names no table


def find_above_heads(document: Document, levels: Sequence[int]) -> list[int]:
    """Plain lines and bullets that ask, with nothing but a table's label or a sub-heading right below them.

    A plain line may be the last remark of a list without marks: it asks only where remarks are bullets and
    the line above is none of such a list. Bullets ask where all of their kind do.

    Args:
        document: The document.
        levels: For each line its level as a heading so far, or 0.
    """
    lines = document.lines
    found = [
        place
        for place, line in enumerate(lines)
        if line.plain
        and not levels[place]
        and (line.words.endswith("?") or (line.form == "text" and (invites(line.words) or tasks(line.words))))
        and (below := find_below(lines, place)) >= 0
        and levels[below]
        and not _asks(lines[below])
    ]
    outer = [line for line in lines if line.form == "item" and line.level == 1 and not line.role]
    bullets = [place for place in found if lines[place].form == "item" and lines[place].level == 1]
    alike = len(bullets) >= _FEWEST and all(
        line.words.endswith("?") for line in outer if find_sign(line) == find_sign(lines[bullets[0]])
    )
    texts = [
        place
        for place in found
        if lines[place].form == "text" and not _follows_text(lines, place) and _heads_bullets(lines, place)
    ]
    return sorted([*(bullets if alike else ()), *texts])


def find_topics_above(document: Document, levels: Sequence[int]) -> list[int]:
    """Few words right above "Notes:", or above the same table, more than once: what these are on."""
    lines = document.lines
    below = {
        place: lines[under].words
        for place, line in enumerate(lines)
        if line.plain_text
        and not levels[place]
        and line.words[:1].isupper()
        and line.words[-1:].isalnum()
        and len(line.words.split()) <= LONGEST_LABEL
        and (stands_alone(document, place) or document.format in WITHOUT_BLANKS)
        and (under := find_below(lines, place)) >= 0
        and levels[under]
        and (LABEL.match(lines[under].words) or is_seat(lines[under].words))
        and (_heads_items(lines, under) or not _follows_text(lines, place))  # else the last of such remarks
    }
    often = Counter(below.values())
    return [place for place, words in below.items() if often[words] >= _FEWEST]


def settle_nesting(lines: Sequence[Line], levels: list[int]) -> None:
    """Set labels of tables and sub-headings right below a question deeper than it; changed in place.

    Args:
        lines: The lines of a document.
        levels: For each its level as a heading, or 0.
    """
    asking = [place for place, level in enumerate(levels) if level and _asks(lines[place])]
    asking = sorted({*asking, *_find_over_seats(lines, levels)})
    first = {place: find_below(lines, place) for place in asking}
    over = [
        place
        for place, below in first.items()
        if below >= 0 and 0 < levels[below] <= levels[place] and _may_nest(lines[below])
    ]
    seated = [place for place in over if is_seat(lines[first[place]].words)]
    if not seated and len(over) < _FEWEST:
        return
    before = list(levels)
    for place in over:
        seat = False
        for below in range(place + 1, len(lines)):
            if not before[below]:
                continue
            if below in first or before[below] < before[first[place]] or not _may_nest(lines[below]):
                break
            seat = seat or is_seat(lines[below].words)
            deeper = 2 if seat and not is_seat(lines[below].words) else 1
            levels[below] = max(before[below], before[place] + deeper)


def find_closing(document: Document, levels: Sequence[int]) -> list[tuple[int, int]]:
    """A plain line that closes a document ("Summary"), as high as its highest heading."""
    last = max((place for place, level in enumerate(levels) if level), default=len(levels))
    return [
        (place, min(level for level in levels if level))
        for place in range(last, len(levels))
        if place
        and document.lines[place].plain_text
        and _CLOSES.match(document.lines[place].words)
        and stands_alone(document, place)
    ][:1]


def find_answer(lines: Sequence[Line], place: int) -> int:
    """The place of what may answer a question: below "Answers:", or a greeting; -1 for none."""
    below = find_below(lines, place)
    for _ in range(_BETWEEN):
        if below < 0 or not lines[below].plain_text or not say_aside(lines[below].content):
            break
        below = find_below(lines, below)
    return below


def _asks(line: Line) -> bool:
    return bool(read_cues(line.words).question)


def _may_nest(line: Line) -> bool:
    cues = read_cues(line.words)
    return not (cues.question or cues.around or cues.summary or cues.questions)


def find_sign(line: Line) -> str:
    """The sign in front of a bullet; "1" for a number, empty for none."""
    sign = line.text.lstrip()[:1]
    return "1" if is_numbered(line) else "" if sign.isalnum() else sign


def _follows_text(lines: Sequence[Line], place: int) -> bool:
    above = find_above(lines, place)
    return above >= 0 and lines[above].plain_text and bool(lines[above].words)


def _heads_bullets(lines: Sequence[Line], place: int) -> bool:
    """Whether the heading right below a line has bullets below it, or names a table."""
    head = find_below(lines, place)
    words = lines[head].words
    return is_seat(words) or LABEL.match(words) is not None or _heads_items(lines, head)


def _heads_items(lines: Sequence[Line], place: int) -> bool:
    below = find_below(lines, place)
    return below >= 0 and lines[below].form == "item" and not lines[below].role


def _find_over_seats(lines: Sequence[Line], levels: Sequence[int]) -> list[int]:
    """Headings right above the label of a table that stands again right below another of them."""
    heads = [place for place, level in enumerate(levels) if level]
    over = [
        place
        for place in heads
        if not is_seat(lines[place].words)
        and (below := find_below(lines, place)) >= 0
        and levels[below]
        and is_seat(lines[below].words)
    ]
    tables = Counter(split_table(lines[find_below(lines, place)].words)[0] for place in over)
    return [
        place for place in over if tables[split_table(lines[find_below(lines, place)].words)[0]] >= _FEWEST
    ]
