"""What the columns of a table drawn in a document hold, by their names and by what stands in them."""

from __future__ import annotations

import re
from collections.abc import Mapping

from pipeline.ingest.structure.column_names import LABEL_WORDS, fold_name, is_ours, role_by_name
from pipeline.ingest.structure.headings import ASKS, split_table

_NUMBER = re.compile(r"\W*\d[\d.,]*\W*")
_INITIALS = re.compile(r"[A-Z]{2,3}(?:\W+[A-Z]{2,3})*")
_COUNTING = re.compile(r"(?:no|nr|number|ref|item no|#|s/?n|row)\W*", re.IGNORECASE)
_ITEMS = re.compile(r"(?:agenda )?items?|agenda|(?:discussion )?(?:questions?|topics?)")
# Sticky notes and cards, by their colour; comments beside them are whoever typed them up.
_COLOURS = re.compile(
    r"(?:green|red|yellow|pink|blue|orange|purple|white|amber)"
    r"(?: (?:cards?|(?:sticky )?notes?|stick(?:y|ies)|post[- ]?its?|dots?))?"
)
_REPLIES = re.compile(r"(?:response|reply|replie|answer)s?(?: given)?")
LONGEST_LABEL = 8  # words in a cell that names its row
_FEWEST_NOTED = 3  # words
_NOTES_ON = re.compile(r"\b(?:notes?|observations?|comments?|feedback|remarks|quotes?)\b", re.IGNORECASE)
_PICKED = re.compile(r"^\W*(?:answer|response) (?:choice|option)s?\W*$", re.IGNORECASE)
_FEWEST_TOLD = 3  # words in what somebody put to the vote, and rows of it


def name_roles(
    words: Mapping[tuple[int, int], str], names: Mapping[int, str], asks_in_rows: bool
) -> dict[int, str]:
    """What each column holds by its name; nothing for a table whose first row names no columns."""
    labels = [column for column, name in names.items() if split_table(name)[0] and not split_table(name)[1]]
    if len(names) < 2 or max(row for row, _ in words) < 2 or any("?" in name for name in names.values()):
        return {}
    if any(len(name.split()) > LABEL_WORDS for name in names.values()):
        return {}
    if len(labels) >= 2 and asks_in_rows:
        return {}
    if len(labels) >= 2:
        others = [column for column in names if column not in labels]
        if others not in ([], [min(names)]):
            return {}
        return {column: "seat" if column in labels else "question" for column in names}
    roles: dict[int, str] = {}
    for column, name in names.items():
        cells = [text for (row, at), text in words.items() if row > 1 and at == column and text]
        role = "aside" if is_ours(name) else _find_role(name)
        numbers = bool(cells) and all(_NUMBER.fullmatch(cell) for cell in cells)
        if role == "note" and numbers:
            role = "aside"
        elif role in ("votes", "votes_against") and cells and not numbers:
            role = "note"  # "Likes" and "Dislikes", with words below them
        elif not role and cells and all(_INITIALS.fullmatch(cell) for cell in cells):
            role = "speaker"
        elif not role and numbers:
            role = "number"
        roles[column] = role
    coloured = [column for column, name in names.items() if _COLOURS.fullmatch(fold_name(name))]
    roles |= dict.fromkeys(coloured, "note")
    replies = [
        column
        for column, role in roles.items()
        if role == "note"
        and column not in coloured
        and (coloured or _REPLIES.fullmatch(fold_name(names[column])))
    ]
    if 0 < len(replies) < sum(role == "note" for role in roles.values()):
        roles |= dict.fromkeys(replies, "aside")  # to the comments beside them
    if "note" not in roles.values() and "votes" in roles.values():
        counted = [column for column, role in roles.items() if role in ("", "question", "title", "heading")]
        if len(counted) == 1 and _are_remarks(words, counted[0]):
            roles[counted[0]] = "note"  # whatever it was that people could vote for
    if "note" not in roles.values() or sum(bool(role) for role in roles.values()) < 2:
        return {}
    return roles


def _are_remarks(words: Mapping[tuple[int, int], str], column: int) -> bool:
    """Whether a column holds a remark in every row, not the same few answers of a poll."""
    cells = [text for (row, at), text in words.items() if row > 1 and at == column and text]
    told = sum(len(cell.split()) >= _FEWEST_TOLD for cell in cells)
    return len(cells) >= _FEWEST_TOLD and len(set(cells)) == len(cells) and 2 * told >= len(cells)


def _find_role(name: str) -> str:
    folded = fold_name(name)
    if _ITEMS.fullmatch(folded):
        return "question"
    return "number" if _COUNTING.fullmatch(name.strip()) else role_by_name(name)


def holds_picked(words: Mapping[tuple[int, int], str]) -> bool:
    """Whether a survey's program made a table of answers to pick, with how many did: nobody's words."""
    counts = [text for (row, column), text in words.items() if row > 1 and column > 1]
    named = _PICKED.match(words.get((1, 1), "")) is not None
    return named and bool(counts) and not any(any(map(str.isalpha, text)) for text in counts)


def asks_by_words(words: Mapping[tuple[int, int], str]) -> bool:
    """Whether all labels at the side, below an empty corner, begin as questions do ("How it felt")."""
    labels = [text for (row, column), text in words.items() if column == 1 < row]
    short = all(ASKS.match(text) and len(text.split()) <= LONGEST_LABEL for text in labels)
    return len(labels) > 1 and short and not words.get((1, 1))


def is_noted(label: str, words: str) -> bool:
    """Whether something was noted beside a label of a form, and not a fact filled in."""
    number = len(words.split())
    return number > LONGEST_LABEL or (number >= _FEWEST_NOTED and _NOTES_ON.search(label) is not None)
