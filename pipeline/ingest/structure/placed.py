"""A line with its role, and for a note all that its place says of it."""

from __future__ import annotations

import hashlib
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, field

from pipeline.ingest.lines import Line
from pipeline.ingest.structure.questions import Question
from pipeline.ingest.structure.votes import split_votes

TOPIC = "a topic that the notes below it are about"


@dataclass(slots=True)
class Placed:
    """One line with the role it was given, and for a note all that its place says of it."""

    source: str
    line: Line
    role: str
    reason: str = ""
    text: str = ""  # of a note: its words verbatim, votes and speaker taken off
    words: str = ""  # the same as a reader sees it
    votes: int = 0
    votes_against: int = 0
    speaker: str = ""
    question: Question | None = None
    table: str = ""
    kind: str = ""
    heading: str = ""
    lead_in: str = ""
    note_id: str = ""
    continues: Placed | None = None  # the note that this line continues, or introduces more of
    follows: list[Placed] = field(default_factory=list)  # the lines that continue this note

    def say_whole(self) -> str:
        """The words of a line with those of the lines that continue it."""
        return " ".join(part.line.words for part in (self, *self.follows) if part.line.words)


def follow_on(placed: Sequence[Placed], entry: Placed) -> None:
    """Let a line continue the one before it: a note grows by it, any other line shares its role."""
    # Between a line and the rest of it may stand a page's footer and the next page's header.
    before = next((one for one in reversed(placed) if one.role not in ("boilerplate", "metadata")), None)
    if before is None:
        return
    first = before.continues or before
    if first.role == "note":
        entry.continues = first
        entry.text, entry.votes, entry.votes_against = split_votes(entry.line.content)
        entry.words = split_votes(entry.line.words)[0]
        first.follows.append(entry)
    elif first.role != "blank":
        entry.role = first.role


def make_id(prefix: str, *parts: str, length: int = 12) -> str:
    """A short id that depends on its parts' words alone, not on spacing, case of mark-up or position."""
    folded = "\x1f".join(" ".join(unicodedata.normalize("NFC", part).split()) for part in parts)
    return f"{prefix}-{hashlib.sha256(folded.encode('utf-8')).hexdigest()[:length]}"
