"""What the organisers themselves wrote about an event: the lines that a report quotes to say what it was.

Found by the headings they stand under, and what the event was for also by a sentence that says so above the
first note. Quoted word for word; nothing is made of them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from pandera.typing.pandas import DataFrame

from pipeline.tables import Ledger
from pipeline.tables.contract import Row, list_rows
from pipeline.wording import EVENT_WORDS
from pipeline.wording.marks import render_inline

Use = Literal["why", "about", "next", "contact"]
_MOST: dict[Use, int] = {"why": 1, "about": 3, "next": 3, "contact": 1}
_HEADINGS: dict[Use, re.Pattern[str]] = {
    "next": re.compile(r"next steps|what happens next|what will happen", re.IGNORECASE),
    "about": re.compile(
        r"what happened|on the day|^\W*about (?:the|this|our) (?:event|session|workshop|meeting|day|project)"
        r"|background|how (?:the|this) .{3,20} (?:ran|worked)|who (?:came|took part|attended)",
        re.IGNORECASE,
    ),
    "why": re.compile(r"\bwhy (?:are|were|did) we|\baims?\b|purpose|objectives", re.IGNORECASE),
    "contact": re.compile(r"\bcontact|get in touch|find out more", re.IGNORECASE),
}
_EVENT = rf"(?:{EVENT_WORDS}|discussions?)"
_PURPOSE = re.compile(
    r"(?:the|our|its) (?:(?:main|overall|primary|key) )?(?:purpose|aims?|objectives?|goals?) "
    rf"(?:of|for|behind) (?:the|this|our|these) (?:[\w’'-]+ ){{0,3}}{_EVENT} "
    r"(?:was|were|is|are) (?:to|for) [a-z]|"
    rf"(?:the|this|our) (?:[\w’'-]+ ){{0,2}}{_EVENT} "
    r"(?:aimed|was (?:held|organi[sz]ed|convened|designed|called)(?: in order)?) to [a-z]",
    re.IGNORECASE,
)
_SHORTEST, _LONGEST = 20, 200  # characters
_OPENS = ("“", '"', "‘", "'", "(")
_MARKER = re.compile(r"^\s*(?:[-*+•·–]|\d{1,3}[.)])\s+")
_LINK = re.compile(r"\]\(|https?://|@")
_SENTENCE_END = re.compile(r"(?<=[^\W\d_][.!?]) +(?=[A-Z“\"‘])")
# In a report on the event these words would mean that report.
_THIS_REPORT = re.compile(
    r"\b(?:this|the|our) (?:\w+ )?(?:report|write-?up|document|paper|summary|page)\b", re.IGNORECASE
)
_CELL = re.compile(r"\btable \d+ row \d+")  # of a list of who came, say: no sentence of the organisers
_GOES_ON = "goes on from"  # how the ledger says that a line is no paragraph of its own


@dataclass(frozen=True)
class OrganiserLine:
    """A line of the organisers; where lines were wrapped, a sentence."""

    use: Use
    words: str  # as a reader sees it, without its list marker
    source: str
    locator: str  # of a sentence, where that begins
    line: int  # as an editor counts; in a PDF, on its page


def find_organiser_lines(ledger: DataFrame[Ledger]) -> list[OrganiserLine]:
    """Lines that say what the event was for, how it went and what comes next, the first few of each."""
    found: dict[Use, list[OrganiserLine]] = {use: [] for use in _HEADINGS}
    use: Use | None = None
    order: dict[tuple[str, str], int] = {}
    noted: set[str] = set()
    purpose: list[OrganiserLine] = []
    for rows in _gather_paragraphs(list_rows(ledger)):
        first = rows[0]
        if first["role"] == "note":
            noted.add(first["source"])
        if first["role"] == "context" and first["source"] not in noted and not purpose:
            purpose = [*_find_purpose(rows)][:1]
            order |= {(one.source, one.locator): len(order) for one in purpose}
        if first["form"] == "heading" or first["role"] in ("heading", "question", "note"):
            words = "" if first["role"] == "note" else _read(rows)  # what people said announces nothing
            use = next((name for name, said in _HEADINGS.items() if said.search(words)), None)
            continue
        if use is None or first["role"] != "context" or _CELL.search(first["locator"]):
            continue
        for row, words, linked in _cut_sentences(rows):
            if _is_fit(words, linked) and len(found[use]) < _MOST[use]:
                order.setdefault((row["source"], row["locator"]), len(order))
                found[use].append(OrganiserLine(use, words, row["source"], row["locator"], row["line"]))
    found["why"] = found["why"] or purpose
    lines = [line for own in found.values() for line in own]
    return sorted(lines, key=lambda line: (line.source, order[line.source, line.locator]))


def _find_purpose(rows: list[Row]) -> Iterator[OrganiserLine]:
    """Sentences of a paragraph that say what the event was for."""
    for row, words, linked in _cut_sentences(rows):
        for sentence in _SENTENCE_END.split(words):
            if _PURPOSE.match(sentence) and _is_fit(sentence, linked):
                yield OrganiserLine("why", sentence, row["source"], row["locator"], row["line"])


def _is_fit(words: str, linked: bool) -> bool:
    """Whether a sentence can be quoted by itself."""
    fits = _SHORTEST <= len(words) <= _LONGEST and not linked and words[-1] != ":"
    begins = words[:1].isalnum() or words[:1] in _OPENS  # not ", besides those who …"
    return fits and begins and not _THIS_REPORT.search(words)


def list_paragraphs(ledger: DataFrame[Ledger]) -> list[tuple[list[Row], str]]:
    """What surrounds the notes: the lines of each paragraph, and all its words as a reader sees them."""
    paragraphs = _gather_paragraphs(list_rows(ledger[ledger["role"] == "context"]))
    return [(rows, _read(rows)) for rows in paragraphs]


def _gather_paragraphs(rows: list[Row]) -> Iterator[list[Row]]:
    """Lines with those that go on from them, also over what is printed between two pages."""
    paragraph: list[Row] = []
    for row in rows:
        above = paragraph[0] if paragraph else row
        if paragraph and row["role"] == above["role"] and row["reason"].startswith(_GOES_ON):
            paragraph.append(row)
        elif not paragraph or row["form"] != "boilerplate":
            if paragraph:
                yield paragraph
            paragraph = [row]
    if paragraph:
        yield paragraph


def _cut_sentences(rows: list[Row]) -> Iterator[tuple[Row, str, bool]]:
    """A paragraph of one line as it is; of several, its sentences with the line in which each begins.

    The last of three says whether there is a link in it: that would be lost.
    """
    whole = _read(rows)
    linked = any(_LINK.search(row["text"]) for row in rows)
    if len(rows) == 1 or linked:
        yield rows[0], whole, linked
        return
    begun = 0
    for words in _SENTENCE_END.split(whole):
        begun = whole.index(words, begun)
        before = len(whole[:begun].split())
        row = next((row for count, row in _count_words(rows) if count > before), rows[0])
        yield row, words, False
        begun += len(words)


def _count_words(rows: list[Row]) -> Iterator[tuple[int, Row]]:
    """Each line with the number of words up to its end."""
    for number, row in enumerate(rows, start=1):
        yield len(_read(rows[:number]).split()), row


def _read(rows: list[Row]) -> str:
    return read_line(" ".join(row["text"].strip() for row in rows))


def read_line(text: str) -> str:
    """A line of a document as a reader sees it, without its list marker."""
    return render_inline(_MARKER.sub("", text))
