"""What stands in a column of a sheet, and what its cells say of a note."""

from __future__ import annotations

import re
from dataclasses import dataclass

from pipeline.ingest.structure.column_names import LABEL_WORDS
from pipeline.ingest.structure.headings import read_cues, split_table

_MOST_VOTES = 1_000_000  # a larger number is a timestamp or an id, whatever its column is called
FEW = 5  # cells of a column below which its name says more than they do
_HARDLY = 0.3  # below this, not even a handful of cells is believed to be people's words
_SAMPLE = 2_000  # cells that are looked at to judge a column

_NO_PROSE = re.compile(
    r"[\W\d_]*[^\W\d_]?[\W\d_]*|[^\s@]+@[^\s@]+|https?://\S+|(?=.{0,40}$).*\d{1,2}:\d\d.*|"
    r"(?:\w+,? )?\d{1,2}(?:st|nd|rd|th)?[ /.-]\w{2,9}[ /.-]\d{2,4}|[+-]?[\d.,]+(?:e[+-]?\d+)? ?%?|"
    r"[0-9a-f-]{16,}|(?=\S*\d)(?=\S*[a-z])[\w\-{}]{6,}|/\S+/\S*|[\w.-]+(?:/[\w.-]+){2,}",
    re.IGNORECASE | re.DOTALL,
)
_SCALE = re.compile(
    r"yes|no|maybe|not sure|unsure|don.?t know|n/?a|true|false|neutral|none|never|rarely|sometimes|"
    r"often|always|"
    r"neither.*|(?:(?:very|strongly|somewhat|slightly|extremely|fairly|quite|not (?:very|at all|so)|"
    r"completely|mostly|"
    r"a (?:bit|little)) )*(?:dis|un|dis-)?(?:agree|likely|satisfied|happy|useful|helpful|easy|"
    r"difficult|confident|clear|"
    r"comfortable|important|well|poor|good|bad|excellent|fair|average|high|low|medium)|not at all|"
    r"prefer not to say|"
    r"\d{1,2}\b.{0,25}",
    re.IGNORECASE,
)
_TALLY = re.compile(r"[|IlxX✓✔*•●]+")
_KINDS = (
    (re.compile(r"post ?-?its?|sticky|stickies|sticky[ _-]?notes?", re.IGNORECASE), "post-it"),
    (re.compile(r"facilitators?|scribe|note ?taker", re.IGNORECASE), "facilitator"),
    (re.compile(r"feedback|form|survey|comment cards?|evaluation", re.IGNORECASE), "feedback"),
)


@dataclass(frozen=True)
class Content:
    """What stands in a column."""

    filled: int
    prose: float  # share of them that are words, not numbers, dates, addresses or ids
    different: int  # different texts, whatever their case
    words: float
    on_scale: float  # share of them that stand on a scale of answers (1 to 10, yes, agree, often)
    asking: float
    tables: float  # share of them that are a table's label and nothing else ("Table 1", "Group B")
    likely: float = 0.0

    @property
    def various(self) -> float:
        """Share of the texts that differ from one another."""
        return self.different / self.filled if self.filled else 0.0

    @property
    def is_free_text(self) -> bool:
        """Whether people wrote this in their own words, even without a name that says so."""
        return self.prose > 0.5 and self.words >= 3 and self.various > 0.5

    @property
    def is_written(self) -> bool:
        """Whether people wrote this below a question, and did not pick it."""
        if self.filled < FEW:
            return self.prose >= 0.5 and self.on_scale <= 0.8 and self.likely >= _HARDLY
        return self.prose >= 0.5 and self.likely >= 0.5


def measure_column(texts: list[str]) -> Content:
    """Look at the cells of a column, the first some thousand of them."""
    # A cell may hold megabytes; its beginning shows what it is.
    sample = [text[:500].strip() for text in texts[:_SAMPLE]]
    filled = len(sample)
    if not filled:
        return Content(0, 0.0, 0, 0.0, 0.0, 0.0, 0.0)
    return Content(
        filled=filled,
        prose=sum(not _NO_PROSE.fullmatch(text) for text in sample) / filled,
        different=len({text.casefold() for text in sample}),
        words=sum(len(text.split()) for text in sample) / filled,
        on_scale=sum(bool(_SCALE.fullmatch(text)) for text in sample) / filled,
        asking=sum(text.endswith("?") for text in sample) / filled,
        tables=sum(is_table_label(text) for text in sample) / filled,
    )


def is_table_label(text: str) -> bool:
    """Whether a text is a table's label and nothing else ("Table 1", "Breakout room 3")."""
    table, rest = split_table(text.strip()) if len(text) < 60 else ("", "")
    return bool(table) and not rest


def asks_people(name: str) -> bool:
    """Whether a column's name is itself a question or an instruction to write below it."""
    return "?" in name or len(name.split()) >= LABEL_WORDS


def is_scale(content: Content) -> bool:
    """Whether the answers in a column were picked from a scale or a list, not written."""
    if content.prose < 0.5 or content.on_scale > 0.8:
        return True
    return content.filled >= 8 and content.various <= 0.3 and content.words <= 5


def read_votes(text: str) -> int:
    """The number of votes a cell says: a number or tally marks; 0 for anything else."""
    plain = text.strip()[:30]
    if not plain:
        return 0
    if _TALLY.fullmatch(plain):
        return len(plain)
    found = re.fullmatch(
        r"\+?(\d{1,7})(?:\.0+)?(?: ?(?:votes?|likes?|x|×))?", plain, re.ASCII | re.IGNORECASE
    )
    votes = int(found[1]) if found is not None else 0
    return votes if votes <= _MOST_VOTES else 0


def read_kind(text: str) -> str:
    """The kind of note that a label says ("Sticky note", "Feedback form"), or empty."""
    label = text.strip()
    if not label or len(label) > 60 or "?" in label:
        return ""
    if cue := read_cues(label).kind:
        return cue
    return next((kind for pattern, kind in _KINDS if pattern.fullmatch(label)), "")


def is_number(text: str) -> bool:
    """Whether a cell is a number and nothing else."""
    return not any(map(str.isalpha, text)) and any(map(str.isdigit, text))


def is_rejected(text: str) -> bool:
    """Whether a column of verdicts says that the organisers turned the note down."""
    return text.strip().casefold() in ("-1", "-1.0", "rejected", "declined", "spam")
