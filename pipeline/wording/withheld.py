"""What a person asks to be left out of print, as all sides read it: the review, what masks, what checks."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from pipeline.tables.notes import DETAIL_PLACEHOLDERS
from pipeline.wording.likeness import Place, find_near, fold_words, measure_likeness

WHOLE = frozenset(
    ("all", "yes", "y", "x", "✓", "✔", "whole note", "the whole note", "everything", "withhold", "hide")
)
NOTHING = frozenset(("no", "n", "none", "nothing", "-"))
SHOWN = DETAIL_PLACEHOLDERS["withheld"]
# A person who copies from the workbook copies placeholders as well; each stands for a few words.
_HIDDEN = re.compile("|".join(re.escape(shown) for shown in DETAIL_PLACEHOLDERS.values()))
_LONGEST_HIDDEN = 120  # characters
_FEW = 4  # words: a note of fewer that is withheld as a whole says what others say as well
_SAME = 0.9  # how alike two such notes must be


@dataclass(frozen=True)
class Withheld:
    """Words that stand nowhere in print."""

    words: str
    # Whether they are all words of a note: of a short one, only texts that say no more are meant
    whole: bool = False


def divide_withheld(value: str) -> tuple[str, ...]:
    """The stretches that a cell names: one on each line, or with semicolons between them."""
    return tuple(part.strip(" \t\"“”'‘’") for part in re.split(r"[\n;]", value) if part.strip(" \t\"“”'‘’"))


def is_released(value: str) -> bool:
    """Whether a cell says that nothing is withheld."""
    return " ".join(value.split()).casefold() in NOTHING


def is_whole(value: str) -> bool:
    """Whether a cell says that the whole note is withheld."""
    return " ".join(value.split()).casefold() in WHOLE


def find_withheld(words: str, value: str) -> list[Place]:
    """Where the stretches that a cell names stand in a note's words, exactly or nearly.

    Args:
        value: The cell: stretches copied from the note, or "all".

    Returns:
        The places, for "all" one over all words; empty where the cell says that nothing is withheld. A
        stretch that is not in the note has none.
    """
    if is_released(value) or not words:
        return []
    if is_whole(value):
        return [(0, len(words))]
    return join_places([place for part in divide_withheld(value) for place in _find_part(words, part)])


def list_missing(words: str, value: str) -> list[str]:
    """The stretches a cell names that are not in a note's words, not even nearly."""
    if is_released(value) or is_whole(value):
        return []
    return [part for part in divide_withheld(value) if not _find_part(words, part)]


def find_anywhere(text: str, withheld: Iterable[Withheld]) -> list[Place]:
    """Where a text holds withheld words, exactly or nearly.

    Args:
        text: Any text of the event: a note, a heading, a title, the name of a file.
    """
    places: list[Place] = []
    for one in withheld:
        looked = fold_words(one.words)
        if one.whole and len(looked) < _FEW:
            if looked and measure_likeness(fold_words(text), looked) >= _SAME:
                places.append((0, len(text)))
            continue
        places += find_near(text, one.words)
    return join_places(places)


def mask_withheld(text: str, withheld: Iterable[Withheld]) -> str:
    """A text with withheld words replaced."""
    for start, end in reversed(find_anywhere(text, withheld)):
        text = f"{text[:start]}{SHOWN}{text[end:]}"
    return text


def match_masked(shown: str, written: str) -> bool:
    """Whether words as a report or workbook shows them, some of them masked, are those of a note."""
    pattern = _pattern(shown)
    return not _HIDDEN.fullmatch(shown.strip()) and pattern.fullmatch(" ".join(written.split())) is not None


def strip_masks(shown: str) -> str:
    """Words without what stands for masked ones."""
    return _HIDDEN.sub(" ", shown)


def join_places(places: Iterable[Place]) -> list[Place]:
    """Places of a text in order, those that overlap or touch as one."""
    joined: list[Place] = []
    for start, end in sorted(places):
        if joined and start <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return joined


def _find_part(words: str, part: str) -> list[Place]:
    exact = [match.span() for match in _pattern(part).finditer(words) if match.group()]
    return exact or find_near(words, part)


def _pattern(part: str) -> re.Pattern[str]:
    pieces = [r"\s+".join(map(re.escape, piece.split())) for piece in _HIDDEN.split(part)]
    hidden = rf"\s*.{{1,{_LONGEST_HIDDEN}}}?\s*"
    return re.compile(hidden.join(pieces), re.IGNORECASE | re.DOTALL)
