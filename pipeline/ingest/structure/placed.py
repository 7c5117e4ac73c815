"""A line with its role, and for a note all that its place says of it."""

from __future__ import annotations

import hashlib
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from pipeline.ingest.lines import Line
from pipeline.ingest.structure.answers import NO_ANSWER
from pipeline.ingest.structure.headings import ASKS, invites
from pipeline.ingest.structure.questions import Question, QuestionList
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


def close_empty_topics(placed: Mapping[str, Sequence[Placed]], questions: QuestionList) -> None:
    """Take headings that ask nothing and have no note for headings again; changed in place.

    Nobody was asked them: they are names, titles and labels. What does ask stays without a note, for that
    nothing was said to it is worth knowing.

    Args:
        placed: The lines of each document with their roles.
        questions: The event's questions, all documents read.
    """
    entries = [one for lines in placed.values() for one in lines if one.role != "blank"]
    used = {id(one.question) for one in entries if one.role == "note"}
    used |= {id(one.question) for one, below in pairwise(entries) if below.reason == NO_ANSWER}
    topics = [one for one in entries if one.role == "question" and one.reason == TOPIC]
    empty = {
        id(one.question): one.question
        for one in topics
        if one.question is not None
        and id(one.question) not in used
        and not one.question.declared
        and not any(_asks(wording) for wording in one.question.wordings)
    }
    for topic in topics:
        if id(topic.question) in empty:
            topic.role, topic.reason = "heading", "asks nothing, and no note stands below it"
    questions.questions = [one for one in questions.questions if id(one) not in empty]


def _asks(wording: str) -> bool:
    return "?" in wording or ASKS.match(wording) is not None or invites(wording)


def make_id(prefix: str, *parts: str, length: int = 12) -> str:
    """A short id that depends on its parts' words alone, not on spacing, case of mark-up or position."""
    folded = "\x1f".join(" ".join(unicodedata.normalize("NFC", part).split()) for part in parts)
    return f"{prefix}-{hashlib.sha256(folded.encode('utf-8')).hexdigest()[:length]}"
