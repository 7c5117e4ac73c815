"""What the organisers themselves wrote about an event: the lines that a report quotes to say what it was.

Found by the headings they stand under, and quoted word for word; nothing is made of them.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from pandera.typing.pandas import DataFrame

from pipeline.tables import Ledger
from pipeline.tables.contract import list_rows
from pipeline.wording.inline import render_inline

Use = Literal["why", "about", "next", "contact"]
_MOST: dict[Use, int] = {"why": 1, "about": 3, "next": 3, "contact": 1}
_HEADINGS: dict[Use, re.Pattern[str]] = {
    "next": re.compile(r"next steps|what happens next|what will happen", re.IGNORECASE),
    "about": re.compile(
        r"what happened|on the day|\babout (?:the|this|our) (?:event|session|workshop|meeting|day|project)"
        r"|background|how (?:the|this) .{3,20} (?:ran|worked)|who (?:came|took part|attended)",
        re.IGNORECASE,
    ),
    "why": re.compile(r"\bwhy (?:are|were|did) we|\baims?\b|purpose|objectives", re.IGNORECASE),
    "contact": re.compile(r"\bcontact|get in touch|find out more", re.IGNORECASE),
}
_SHORTEST, _LONGEST = 20, 200  # characters
_MARKER = re.compile(r"^\s*(?:[-*+•·–]|\d{1,3}[.)])\s+")
_LINK = re.compile(r"\]\(|https?://|@")


@dataclass(frozen=True)
class OrganiserLine:
    """A line of the organisers.

    Attributes:
        use: What it is quoted for.
        words: As a reader sees it, without its list marker.
        source: The document.
        locator: Where in it.
        line: As an editor counts.
    """

    use: Use
    words: str
    source: str
    locator: str
    line: int


def find_organiser_lines(ledger: DataFrame[Ledger]) -> list[OrganiserLine]:
    """Lines that say what the event was for, how it went and what comes next, the first few of each."""
    found: dict[Use, list[OrganiserLine]] = {use: [] for use in _HEADINGS}
    use: Use | None = None
    for row in list_rows(ledger):
        if row["form"] == "heading" or row["role"] in ("heading", "question", "note"):
            use = next((name for name, said in _HEADINGS.items() if said.search(row["text"])), None)
            continue
        if use is None or row["role"] != "context" or len(found[use]) >= _MOST[use]:
            continue
        words = read_line(row["text"])
        if _SHORTEST <= len(words) <= _LONGEST and words[-1] != ":" and not _LINK.search(row["text"]):
            found[use].append(OrganiserLine(use, words, row["source"], row["locator"], row["line"]))
    lines = [line for own in found.values() for line in own]
    return sorted(lines, key=lambda line: (line.source, line.line))


def read_line(text: str) -> str:
    """A line of a document as a reader sees it, without its list marker."""
    return render_inline(_MARKER.sub("", text))
