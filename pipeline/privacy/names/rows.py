"""Names in a row: lists of who was there, and first names with commas between them."""

from __future__ import annotations

from pipeline.privacy.names.lists import RUNS
from pipeline.privacy.names.words import Text

_LONGEST_ROLL = 400  # words


def list_roll(text: Text) -> frozenset[int]:
    """The places of single words in a list of who was there: "Present: May, Tunde and Grace"."""
    low = tuple(word.low for word in text.words[:4])
    start = next((length for length in range(len(low), 0, -1) if low[:length] in RUNS["rolls"]), 0)
    head = text.at(start)
    if not start or head is None or not (head.gap.startswith(":") or low[start - 1] == "from"):
        return frozenset()
    items: list[list[int]] = [[]]
    for place in range(start, min(len(text.words), start + _LONGEST_ROLL)):
        word, gap = text.words[place], text.words[place].gap.strip()
        if place > start and not word.joined and gap not in (",", "&", "/", ";", "+"):
            break
        if word.low == "and" or (place > start and gap):
            items.append([])
        if word.low != "and":
            items[-1].append(place)
    listed = [(item[0], text.words[item[0]], len(item)) for item in items if item]
    if not any(text.is_given(word) and word.title_case for _, word, _ in listed):
        return frozenset()
    return frozenset(
        place
        for place, word, length in listed
        if length == 1 and word.title_case and (text.is_given(word) or not text.is_ordinary(word))
    )


def list_rows(text: Text) -> frozenset[int]:
    """The places of single words in a row, one of them surely a first name: "Rahima, Shaheda and Lutfa"."""
    rows: set[int] = set()
    place = 0
    while place + 1 < len(text.words):
        joint = text.words[place + 1]
        if not text.words[place].capital or not (joint.low == "and" or joint.gap.strip()):
            place += 1  # most words are in no row
            continue
        row, last = _row_from(text, place)
        sure = sum(text.words[at].low in text.known.given for at in row)
        if len(row) > 1 and sure and (len(row) > 2 or last == "and"):
            rows.update(row)
        place = row[-1] + 1 if row else place + 1
    return frozenset(rows)


def _row_from(text: Text, place: int) -> tuple[list[int], str]:
    """The places of a row of single capitalised words from a place on, and how its last is joined."""
    row: list[int] = []
    last = ""
    while (word := text.at(place)) and word.title_case:
        following = text.at(place + 1)
        single = not (following and following.joined and following.capital)
        if not single or not (text.is_given(word) or not text.is_ordinary(word)):
            break
        row.append(place)
        if following and following.gap.strip() in (",", "&", "/", "+", ";"):
            place, last = place + 1, following.gap.strip()
        elif following and following.joined and following.low == "and":
            place, last = place + 2, "and"
        else:
            break
    return row, last
