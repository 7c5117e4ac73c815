"""Says of a document that what was taken from it for notes reads little like people's remarks."""

from __future__ import annotations

import pandas as pd

from pipeline.ingest.lines import match_item
from pipeline.ingest.second_look.evidence import SeenLine, weigh_lines
from pipeline.tables import SAID_BY_PEOPLE

_SAMPLE = 40  # lines of a document that are looked at, evenly spread
_FEWEST = 3  # notes among them: fewer say nothing of a document
# Mean probability of the lines taken. Chosen with each repository left out (tests/benchmarks/README.md).
UNLIKE_NOTES = 0.38
_CELL = r"\b(?:cell|sheet|column|row) "  # a table is judged by its columns
_NOBODYS = ("blank", "continuation", "boilerplate", "metadata")


def say_unlike_notes(lines: pd.DataFrame) -> str:
    """A sentence where what was taken for notes is likely none, else empty.

    Args:
        lines: The ledger of one source.
    """
    likely = weigh_taken(lines)
    if likely is None or likely >= UNLIKE_NOTES:
        return ""
    return (
        "what was taken for notes reads little like people's remarks: it may be the organisers' own words, or"
        " cut at the wrong places"
    )


def weigh_taken(lines: pd.DataFrame) -> float | None:
    """The mean probability that lines taken for notes are remarks; None where too few were looked at."""
    noted = lines["role"].eq("note") & ~lines["reason"].isin(SAID_BY_PEOPLE)
    if int(noted.sum()) < _FEWEST or lines["locator"].str.contains(_CELL).any():
        return None
    places, seen, title = list_seen(lines)
    step = max(1.0, len(seen) / _SAMPLE)
    chosen = [int(number * step) for number in range(min(len(seen), _SAMPLE))]
    likely = weigh_lines([seen[one] for one in chosen], title)
    taken = noted.tolist()
    judged = [share for one, share in zip(chosen, likely, strict=True) if taken[places[one]]]
    return sum(judged) / len(judged) if len(judged) >= _FEWEST else None


def list_seen(lines: pd.DataFrame) -> tuple[list[int], list[SeenLine], str]:
    """A document's lines of words with their places in the ledger, and its first words."""
    places, seen, title, heading = [], [], "", ""
    columns = (lines[name].tolist() for name in ("text", "role", "form"))
    for place, (text, role, form) in enumerate(zip(*columns, strict=True)):
        words = text.strip("#*_ ")
        if not title and form not in ("blank", "metadata"):
            title = words
        if role in ("heading", "question"):
            heading = words
        elif form in ("item", "text") and role not in _NOBODYS and words:
            item = match_item(text)
            places.append(place)
            seen.append(SeenLine(item[1] if item is not None else words, form == "item", heading))
    return places, seen, title
