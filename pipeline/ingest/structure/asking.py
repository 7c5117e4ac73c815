"""Lines that ask: how they stand among others, and which of them are themselves what somebody said."""

from __future__ import annotations

import re
from collections.abc import Sequence

from pipeline.ingest.lines import BOLD_LEVEL, Document, Line
from pipeline.ingest.structure.headings import invites, read_cues, tasks
from pipeline.ingest.structure.remarks import find_next

# "*What went well? [10 mins]*": set apart by slanted letters alone.
_SLANTED = re.compile(r"^(?P<mark>[*_])(?![*_\s]).{6,300}(?<![*_\s])(?P=mark)$")
# "Prompt: What would help?"
_PROMPT = re.compile(
    r"^\W*(?:(?:discussion|reflection|guiding) )?(?:prompt|question)s?\s*:\s*\S[^?]*\?", re.IGNORECASE
)
_SENTENCE = re.compile(r"[^.?!]*[.?!]+")
_BEGUN = ("...", "…")  # "The best thing was …"
_LONGEST_BEGUN, _FEWEST_BEGUN = 6, 2  # words in a label that breaks off, and such labels
_LONGEST_ASKED = 60  # words in a question of several sentences
_FEWEST_VOICES, _FEWEST_REMARKS = 3, 4  # speakers in a talk; paragraphs: fewer may be an introduction
_QUOTED_QUESTION = re.compile(r"^[^“”\"]{0,40}[“\"][^“”\"]{10,}\?[”\"]$")
_FEWEST_PARAGRAPHS = 4  # above a question that is one remark of many
_FIRST = 5  # lines
# In these a paragraph stands apart by its spacing, not by an empty line.
WITHOUT_BLANKS = ("word", "opendocument", "slides", "web page", "pdf")
LONGEST_LABEL = 8  # words in a plain line with a colon that is still a heading ("Post-its:")
WRAPPED = 60  # characters; a bullet with room left on such a line was not wrapped
# "(112 responses)", "(tick all that apply)": what a form or its report adds to a question.
_COUNTED = re.compile(
    r"(?<=\?)\s*[(\[](?=[^()\[\]]*(?:\d|tick|select|choose|please|optional|apply|open|text|comments?|answers?))"
    r"[^()\[\]]{1,60}[)\]]\W*$",
    re.IGNORECASE,
)


def is_slanted_question(line: Line, asks: bool) -> bool:
    """Whether a whole line in slanted letters asks something, or sets a task."""
    asks = asks or invites(line.words) or tasks(line.words)
    return asks and line.form == "text" and not line.bold and _SLANTED.match(line.content) is not None


def settle_prompts(lines: Sequence[Line], levels: list[int]) -> None:
    """Give lines that say themselves that they ask ("Prompt: …?") the level of the heading above them."""
    for place, line in enumerate(lines):
        if line.plain_text and not levels[place] and _PROMPT.match(line.words):
            levels[place] = next((level for level in reversed(levels[:place]) if level), BOLD_LEVEL - 1)


def asks_throughout(words: str) -> bool:
    """Whether a long line is nothing but questions, two or more."""
    # Asked first: without a sign at its end the look for sentences would grow with the square of a line.
    if not words.rstrip().endswith("?") or len(words.split()) > _LONGEST_ASKED:
        return False
    asked = [one.strip() for one in _SENTENCE.findall(words)]
    return len(asked) >= 2 and all(one.endswith("?") for one in asked)


def find_begun(lines: Sequence[Line]) -> list[int]:
    """Lines that break off ("1. The best thing is …", "Liked …"), each above what ends the sentence."""
    short = [
        place
        for place, line in enumerate(lines)
        if line.plain_text and line.words.endswith(_BEGUN) and len(line.words.split()) <= _LONGEST_BEGUN
    ]
    begun = short if len(short) >= _FEWEST_BEGUN else []
    for place, line in enumerate(lines):
        if line.form != "item" or line.role or not line.words.endswith(_BEGUN) or not _numbered(line):
            continue
        below = next((one for one in lines[place + 1 :] if one.form != "blank"), None)
        if below is not None and below.form == "item" and not _numbered(below):
            begun.append(place)
    return begun


def _numbered(line: Line) -> bool:
    return line.numbered or re.match(r"^\s*(?:\d{1,2}[.)]|\(?[a-h]\))\s", line.text) is not None


def find_quoted_question(lines: Sequence[Line]) -> list[int]:
    """The question that a talk was on, in quotation marks in one of the first lines."""
    told = [place for place, line in enumerate(lines) if line.words and line.form != "metadata"][:_FIRST]
    return [
        place
        for place in told
        if lines[place].form == "text"
        and not lines[place].role
        and _QUOTED_QUESTION.search(lines[place].words)
    ][-1:]


def stands_alone(document: Document, place: int) -> bool:
    """Whether a line begins a paragraph of its own, or the next list."""
    before = document.lines[place - 1] if place else None
    if before is None or before.form in ("blank", "heading", "boilerplate") or before.role == "metadata":
        return True
    return before.form == "item" and (document.format in WITHOUT_BLANKS or _ends_list(document, place))


_LETTERED = re.compile(r"(?:[ivx]{1,4}|[a-h])[.)] [A-Z]")  # "ii. What would help?"


def _ends_list(document: Document, place: int) -> bool:
    """Whether a line typed right below a bullet, without an empty line, begins the next list.

    It asks or is a usual heading, stands at the margin, and its first word had room on the bullet's line.
    Any other line may be the second of that bullet, and no words of a note are to be lost.
    """
    above, line, after = document.lines[place - 1], document.lines[place], find_next(document.lines, place)
    starts = line.text[:1].isalnum() and (not line.text[:1].islower() or _LETTERED.match(line.text))
    if line.form != "text" or line.role or not starts:
        return False
    if after is None or after.form != "item" or after.level > 1:
        return False
    if len(above.text.rstrip()) + len(line.words.split()[0]) >= WRAPPED:
        return False
    cues = read_cues(line.words)
    usual = cues.around or cues.kind or cues.summary or cues.table
    return is_question(line) or (bool(usual) and len(line.words.split()) <= LONGEST_LABEL)


def is_question(line: Line) -> bool:
    """Whether a line ends in a question, marks and counts behind it aside."""
    if "?" not in line.words or line.words.startswith(("“", '"')):
        return False
    asked = _COUNTED.sub("", line.words).rstrip("\u200b \u00a0:")
    return len(asked) > 1 and asked.endswith("?")


def is_stray(lines: Sequence[Line], place: int) -> bool:
    """Whether the only question of a text stands among its paragraphs as one of them."""
    above = sum(line.plain_text and bool(line.words) for line in lines[:place])
    plain = not any(line.form in ("heading", "item") or line.bold for line in lines)
    return plain and lines[place].form == "text" and above >= _FEWEST_PARAGRAPHS


def stands_between(document: Document, place: int, levels: Sequence[int]) -> bool:
    """Whether paragraphs stand above a paragraph that asks, and more below it, as in a list of remarks."""
    lines = document.lines
    above = 0
    for at in range(place - 1, -1, -1):
        if levels[at]:
            break
        begins = not document.paragraphs or not at or lines[at - 1].form != "text"
        above += begins and lines[at].form == "text" and bool(lines[at].words) and not lines[at].role
    below = next((one for one in lines[place + 1 :] if one.words and one.role != "continuation"), None)
    return (
        above >= _FEWEST_REMARKS
        and lines[place].form == "text"
        and below is not None
        and below.form == "text"
    )
