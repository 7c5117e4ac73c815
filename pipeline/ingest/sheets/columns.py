"""What a column of a sheet holds, by its name and by what stands in it.

The names are those that forms, whiteboards, voting tools and people give their columns, in British
and American usage (Microsoft and Google Forms, Miro, Mural, Padlet, Mentimeter, Slido, Polis). A name
is only believed when the content agrees: a column "Views" of numbers holds no notes.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

from pipeline.ingest.structure.headings import read_cues, split_table

_MOST_VOTES = 1_000_000  # a larger number is a timestamp or an id, whatever its column is called
_LABEL = 6  # words in a column's name that is still a label and not a question
_SAMPLE = 2_000  # cells that are looked at to judge a column

_NAMES = {
    "votes": r"(?:(?:number|no|nr|total|sum|count) (?:of )?)?(?:(?:up ?|dot )?votes?|likes?|agree[sd]?|"
    r"thumbs ?up|stars?|dots?|hearts?|ticks?|plus ones?|\+1s?|\+ 1|supporters?|reactions?|tally|"
    r"tallies|count|"
    r"frequency|score|times (?:said|mentioned)|mentions|how many)(?: (?:count|total|received))?",
    "verdict": r"moderated|moderation(?: status)?|status|approval",
    "question": r"(?:the |your )?(?:(?:question|prompt)s?(?: (?:asked|text|title|name))?|topics?|"
    r"sections?|columns?|"
    r"frames?|lists?|activity|discussion (?:question|topic)|agenda item)",
    "table": r"(?:(?:discussion |your )?(?:table|group|room|team|station|workshop|circle|session)|"
    r"break ?out(?: (?:group|room))?)(?: (?:name|number|no|nr))?",
    "kind": r"(?:(?:note|card|item|entry|comment|response) )?(?:kind|type|format|source)|(?:note |"
    r"sticky )?colou?r",
    "speaker": r"(?:(?:full|display|user|your|participant|author|speaker|respondent|"
    r"first and last) )?names?|"
    r"(?:(?:created|posted|written|added|said|submitted) )?by|authors?|speakers?|participants?|users?|"
    r"usernames?|"
    r"who(?: said it)?|respondents?|contributors?|persons?|nicknames?|attendees?",
    "heading": r"(?:sub ?)?headings?|categor(?:y|ies)|themes?|sub ?topics?|sub ?sections?|clusters?",
    "title": r"subjects?|titles?",
    "note": r"(?:(?:your|my|our|the|participants?|any|other|further|additional|open|free|facilitator|"
    r"post it|sticky|"
    r"card|question|survey|written|table|group|discussion) )*(?:notes?|comments?|post its?|postits?|"
    r"stick(?:y|ies)|"
    r"text|content|cards?|responses?|answers?|ideas?|feedback|statements?|suggestions?|remarks?|"
    r"opinions?|views?|"
    r"thoughts?|messages?|entr(?:y|ies)|contributions?|quotes?|points?|details?|description|"
    r"submissions?|"
    r"repl(?:y|ies)|verbatim|posts?|issues?|concerns?|body|what (?:was|people|they) said)"
    r"(?: (?:text|body|content|made|given|here))?",
}  # fmt: skip
_ROLE_OF_NAME = {role: re.compile(pattern) for role, pattern in _NAMES.items()}
# Words that make a column one about the note or the person, whatever else its name says.
_ASIDE = re.compile(
    r"\b(?:ids?|uuid|guid|date|dates|datetime|time|timestamp|created|updated|modified|completed|"
    r"started|url|link|"
    r"href|ip|e ?mail|phone|mobile|post ?code|zip|gender|sex|age|ethnicity|organi[sz]ation|employer|"
    r"job|role|"
    r"first name|last name|surname|forename|dis ?agree[sd]?|down ?votes?|dis ?likes?|pass(?:es|ed)?|"
    r"width|height|tags?|language|"
    r"device|browser|consent|row|order|index|rank|duration|latitude|longitude|x|y)\b"
)  # fmt: skip
_NO_PROSE = re.compile(
    r"[\W\d_]*|[^\s@]+@[^\s@]+|https?://\S+|(?=.{0,40}$).*\d{1,2}:\d\d.*|"
    r"(?:\w+,? )?\d{1,2}(?:st|nd|rd|th)?[ /.-]\w{2,9}[ /.-]\d{2,4}|[+-]?[\d.,]+(?:e[+-]?\d+)? ?%?|"
    r"[0-9a-f-]{16,}",
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
    """What stands in a column.

    Attributes:
        filled: Cells with content.
        prose: Share of them that are words, not numbers, dates, addresses or ids.
        different: Different texts, whatever their case.
        words: Words in a cell on average.
        on_scale: Share of them that stand on a scale of answers (1 to 10, yes, agree, often).
        asking: Share of them that are questions.
        tables: Share of them that are a table's label and nothing else ("Table 1", "Group B").
    """

    filled: int
    prose: float
    different: int
    words: float
    on_scale: float
    asking: float
    tables: float

    @property
    def various(self) -> float:
        """Share of the texts that differ from one another."""
        return self.different / self.filled if self.filled else 0.0

    @property
    def is_free_text(self) -> bool:
        """Whether people wrote this in their own words, even without a name that says so."""
        return self.prose > 0.5 and self.words >= 3 and self.various > 0.5


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


def fold_name(name: str) -> str:
    """A column's name without case, punctuation and spacing, so that spellings can be compared."""
    plain = unicodedata.normalize("NFKC", name[:300]).casefold()
    return " ".join(re.sub(r"[^\w+?]|_", " ", plain).split())


def role_by_name(name: str) -> str:
    """What a column holds by its name: note, question, votes, ..., aside (about the note), or empty."""
    folded = fold_name(name)
    if not folded or "?" in folded or len(folded.split()) > _LABEL:
        return ""
    for role in ("votes", "speaker"):  # "Created by" is a person, "Created" a date
        if _ROLE_OF_NAME[role].fullmatch(folded):
            return role
    if _ASIDE.search(folded):
        return "aside"
    return next((role for role, pattern in _ROLE_OF_NAME.items() if pattern.fullmatch(folded)), "")


def is_table_label(text: str) -> bool:
    """Whether a text is a table's label and nothing else ("Table 1", "Breakout room 3")."""
    table, rest = split_table(text.strip()) if len(text) < 60 else ("", "")
    return bool(table) and not rest


def asks_people(name: str) -> bool:
    """Whether a column's name is itself a question or an instruction to write below it."""
    return "?" in name or len(name.split()) >= _LABEL


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


def is_rejected(text: str) -> bool:
    """Whether a column of verdicts says that the organisers turned the note down."""
    return text.strip().casefold() in ("-1", "-1.0", "rejected", "declined", "spam")
