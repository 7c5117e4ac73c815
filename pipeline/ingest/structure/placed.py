"""A line of a document with the role it was given, and how lines that go on from one another join."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from pipeline.ingest.lines import Line
from pipeline.ingest.structure.questions import Question
from pipeline.ingest.structure.remarks import split_votes


@dataclass
class Placed:
    """One line with the role it was given, and for a note all that its place says of it."""

    source: str
    line: Line
    role: str
    reason: str = ""
    text: str = ""  # of a note: its words verbatim, votes and speaker taken off
    words: str = ""  # the same as a reader sees it
    votes: int = 0
    speaker: str = ""
    question: Question | None = None
    table: str = ""
    kind: str = ""
    heading: str = ""
    lead_in: str = ""
    continues: Placed | None = None  # the note that this line continues, or introduces more of
    follows: list[Placed] = field(default_factory=list)  # the lines that continue this note


def follow_on(placed: Sequence[Placed], entry: Placed) -> None:
    """Let a line continue the one before it: a note grows by it, any other line shares its role."""
    # Between a line and the rest of it may stand a page's footer and the next page's header.
    before = next((one for one in reversed(placed) if one.role not in ("boilerplate", "metadata")), None)
    if before is None:
        return
    first = before.continues or before
    if first.role == "note":
        entry.continues = first
        entry.text, entry.votes = split_votes(entry.line.content)
        first.follows.append(entry)
    elif first.role != "blank":
        entry.role = first.role


def say_whole(entry: Placed) -> str:
    """The words of a line with those of the lines that continue it."""
    return " ".join(part.line.words for part in (entry, *entry.follows) if part.line.words)
