"""Which lines of a document head others, and how high: headings by their marks, and by what they say."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from itertools import takewhile

from pipeline.ingest.lines import BOLD_LEVEL, Document, Line
from pipeline.ingest.structure import alike, asking, nesting
from pipeline.ingest.structure.asking import LONGEST_LABEL, WITHOUT_BLANKS, is_question, stands_alone
from pipeline.ingest.structure.headings import ASPECT, SAID, TOPIC, invites, read_cues, split_table, tasks
from pipeline.ingest.structure.remarks import find_above, find_below, find_next, is_label, opens_table
from pipeline.ingest.structure.votes import count_votes_alone
from pipeline.settings import IngestSettings

_LONGEST_HEADING = 25  # words in a bold line that is still a heading
_PLAIN_LEVEL = BOLD_LEVEL + 1  # a plain line used as a heading stands below a bold one
# "Comments from visitors", "What our members say": what follows are remarks, mark or no mark.
_REMARKS = re.compile(
    r"^(?!(?:no|any|some|more|less|better|good|great|thanks?|thank|please|need|get|give|see|for)\b)"
    r"(?:[\w'’&/-]+ ){0,4}"
    r"(?:comments|feedback|suggestions|remarks|reactions|responses|testimonials|quotes|replies)"
    r"(?: (?:from|of|by|on|about|for|received|made|left|to|in|at|[12]\d{3})\b.*)?\W?$"
    r"|^(?:.{3,40}[:–—-] )?what (?:\w+ ){0,4}(?:said|say|told us|wrote|think|thought)\W?$"
    r"|^in (?:their|your|people['’]s) own words\W?$",
    re.IGNORECASE,
)


def find_heads(document: Document, settings: IngestSettings) -> list[int]:
    """For each line its level as a heading, or 0 where it heads nothing."""
    lines = document.lines
    shouted = sum(line.form == "text" and line.words.isupper() and len(line.words) > 3 for line in lines)
    levels = [_level_by_marks(document, place, settings, shouted >= 2) for place in range(len(lines))]
    asking.settle_prompts(lines, levels)
    repeated = Counter(
        line.words for line in lines if line.form == "text" and line.words.endswith(("?", ":"))
    )
    asked = [
        place
        for place, line in enumerate(lines)
        if not levels[place] and _asks(document, place, levels, often=repeated[line.words] >= alike.OFTEN)
    ]
    if len(asked) == 1 and asking.stands_between(document, asked[0], levels):
        asked = []
    headed = any(
        "?" in line.words for line, level in zip(lines, levels, strict=True) if 0 < level <= BOLD_LEVEL
    )
    prompts = _find_prompts(document, levels)
    if asked or len(prompts) >= alike.OFTEN:  # beside questions, what asks without their mark
        asked += prompts
    if len(asked) == 1 and asking.is_stray(lines, asked[0]):
        asked = []
    if len(asked) >= 2 or (asked and not headed):
        bullets = [lines[place] for place in asked if lines[place].form == "item"]
        marks = [(one.level, nesting.find_sign(one)) for one in bullets]
        listed = len(marks) >= 2
        words = Counter(line.words for line in lines)
        for place, line in enumerate(lines):
            again = listed and line.form == "item" and is_question(line) and words[line.words] >= alike.OFTEN
            beside = (
                listed
                and not levels[place]
                and (line.level, nesting.find_sign(line)) in marks
                and _stands_among_questions(document, place)
            )
            if place in asked or again or beside:
                levels[place] = BOLD_LEVEL if line.form == "text" else _PLAIN_LEVEL
    for place in nesting.find_above_heads(document, levels):
        levels[place] = BOLD_LEVEL
    for place in (*alike.find_named(document), *alike.find_listed(document)):
        levels[place] = levels[place] or BOLD_LEVEL
    for place in alike.find_tight_labels(document):
        levels[place] = levels[place] or _PLAIN_LEVEL
    for place in (*alike.find_lone_labels(document), *asking.find_begun(lines)):
        levels[place] = BOLD_LEVEL if lines[place].bold else _PLAIN_LEVEL
    for place, level in alike.find_counted(document, levels).items():
        levels[place] = level
    for place in alike.find_capitals(document, levels):
        levels[place] = _PLAIN_LEVEL
    colons = all(
        level == 0 or lines[place].words.endswith(":") for place, level in enumerate(levels) if place
    )
    named: list[int] = []
    for place, line in enumerate(lines):
        if levels[place] or line.form != "text" or line.role or line.given is not None:
            continue
        label = _labels(document, place, levels)
        label = label or (
            _names_paragraph(document, place, levels) and any(level >= BOLD_LEVEL for level in levels)
        )
        template = repeated[line.words] > alike.OFTEN and len(line.words.split()) <= LONGEST_LABEL
        if label and line.words.endswith(":") and not colons:
            named.append(place)
            label = False
        if template or label:
            levels[place] = _PLAIN_LEVEL
    if not any(level and "?" in line.words for line, level in zip(lines, levels, strict=True)):
        for place in asking.find_quoted_question(lines):
            levels[place] = BOLD_LEVEL
    for place in alike.find_first_labels(lines, levels):
        levels[place] = _PLAIN_LEVEL
    # Below a question that is asked already such a line only leads in its list: "Things that help:".
    first = next((at for at, level in enumerate(levels) if level and "?" in lines[at].words), len(lines))
    named = [place for place in named if place < first]
    if len(named) >= 2:
        for place in named:
            levels[place] = _PLAIN_LEVEL
    for place in nesting.find_topics_above(document, levels):
        levels[place] = BOLD_LEVEL
    nesting.settle_nesting(lines, levels)
    for place, level in nesting.find_closing(document, levels):
        levels[place] = level
    for place, level in alike.find_respondents(lines, levels):
        levels[place] = level
    return levels


def _find_prompts(document: Document, levels: Sequence[int]) -> list[int]:
    """Plain lines that ask without a mark ("Other comments", "Describe a good day"), above what was said."""
    lines = document.lines
    return [
        place
        for place, line in enumerate(lines)
        if line.form == "text"
        and not (levels[place] or line.role or line.given)
        and (invites(line.words) or (tasks(line.words) and _heads_list(lines, place)))
        and len(line.words.split()) <= alike.LONGEST_AGENDA
        and not line.words.endswith((".", "!", "?", ","))
        and stands_alone(document, place)
        and (below := find_next(lines, place)) is not None
        and not below.role
    ]


def _heads_list(lines: Sequence[Line], place: int) -> bool:
    below = nesting.find_answer(lines, place)
    return below >= 0 and lines[below].form == "item" and not lines[below].role


def _level_by_marks(document: Document, place: int, settings: IngestSettings, capitals: bool) -> int:
    line = document.lines[place]
    if line.role == "question":
        # A person says so: a heading keeps its level, any other line has that of most questions.
        return line.level if line.form == "heading" else 2
    if line.role or line.given is not None:
        return 0
    if line.form == "heading":
        return line.level if len(line.words) <= settings.longest_note else 0
    if line.form != "text" or len(line.words) > settings.longest_note_line:
        return 0
    alone = stands_alone(document, place)
    words = len(line.words.split())
    if asking.is_slanted_question(line, is_question(line)):
        return BOLD_LEVEL - 1
    if line.bold:
        ends_like_a_sentence = line.words.endswith((".", "!")) or words > _LONGEST_HEADING
        return 0 if ends_like_a_sentence and "?" not in line.words else BOLD_LEVEL
    table, rest = split_table(line.words)
    apart = alone or document.format in WITHOUT_BLANKS
    if (
        table
        and apart
        and (not rest or (alone and (words <= 3 or "?" in rest or invites(rest) or tasks(rest))))
    ):
        return BOLD_LEVEL - 1
    if table and apart and words <= LONGEST_LABEL and line.words[-1:].isalnum():
        after = find_next(document.lines, place)
        if after is not None and after.form == "item":
            return BOLD_LEVEL - 1  # "Table 1 – Access to services", above its bullets
    if alone and SAID.match(line.words):
        return BOLD_LEVEL - 1
    if TOPIC.match(line.words) and words <= _LONGEST_HEADING:
        return BOLD_LEVEL - 1
    if capitals and apart and line.words.isupper() and words <= LONGEST_LABEL:
        return BOLD_LEVEL
    label = line.words.endswith(":") and words <= LONGEST_LABEL
    told = words <= LONGEST_LABEL and _REMARKS.match(line.words)
    below = find_next(document.lines, place) if told and apart else None
    if below is not None and below.form == "text" and below.role in ("", "note", "context"):
        return BOLD_LEVEL  # "Other comments:", with plain lines below it
    if label and alone and read_cues(line.words).kind:
        return BOLD_LEVEL  # "Post-its:", "Chat:"
    if (
        apart
        and line.words.endswith("?")
        and (words <= _LONGEST_HEADING or asking.asks_throughout(line.words))
    ):
        after = find_next(document.lines, place)
        if after is not None and after.form == "item":
            return BOLD_LEVEL  # a question as a plain line above its bullets
    after_table = place > 0 and split_table(document.lines[place - 1].words)[0] != ""
    if "?" in line.words and after_table and document.lines[place - 1].form == "text":
        return BOLD_LEVEL  # plain text: "Group 1", then its question on the next line
    return 0


def _asks(document: Document, place: int, levels: list[int], often: bool) -> bool:
    """Whether a line without any mark of a heading asks what the lines below it answer."""
    lines, line = document.lines, document.lines[place]
    if line.form not in ("text", "item") or line.role or line.given is not None:
        return False
    if not is_question(line) or len(line.words.split()) > _LONGEST_HEADING:
        return False
    below = nesting.find_answer(lines, place)
    if below < 0 or levels[below]:
        return False
    if lines[below].role == "heading":
        return line.form == "text" and opens_table(lines[below:])
    if lines[below].role or lines[below].form not in ("item", "text"):
        return False
    after = lines[below]
    if (is_question(after) and not often) or count_votes_alone(after.words):
        return False
    if line.form == "text":
        return (
            often
            or stands_alone(document, place)
            or document.format in WITHOUT_BLANKS
            or _follows_answer(lines, place)
        )
    if _count_questions_above(lines, place) >= 2:
        return False  # a list of questions, with text behind it
    return after.form == "text" or (
        alike.is_numbered(line) and not alike.is_numbered(after) and after.level <= line.level
    )


def _follows_answer(lines: Sequence[Line], place: int) -> bool:
    """Whether a question right below a line is the next of several, all typed without empty lines.

    The line above it answers one: between that one and it stand only plain lines that end as sentences do.
    """
    if not lines[place - 1].words.endswith((".", "!", "…")):
        return False
    for above in range(place - 1, -1, -1):
        if lines[above].form != "text" or lines[above].role:
            return False
        if is_question(lines[above]):
            return above + 1 < place
    return False


def _count_questions_above(lines: Sequence[Line], place: int) -> int:
    """Bullets right above that ask as well, with nothing between."""
    above = (lines[one] for one in range(place - 1, -1, -1) if lines[one].form != "blank")
    return sum(1 for _ in takewhile(lambda one: one.form == "item" and is_question(one), above))


def _stands_among_questions(document: Document, place: int) -> bool:
    """Whether a bullet that asks nothing ("Any other comments") stands where others ask."""
    line, after = document.lines[place], find_next(document.lines, place)
    if line.form != "item" or line.role or len(line.words.split()) > LONGEST_LABEL:
        return False
    if after is None or after.role:
        return False
    return after.form == "text" or (
        alike.is_numbered(line) and after.form == "item" and not alike.is_numbered(after)
    )


def _names_paragraph(document: Document, place: int, levels: Sequence[int]) -> bool:
    """Whether a few words between the end of a list and a paragraph name what the paragraph is about."""
    lines, line = document.lines, document.lines[place]
    if (
        len(line.words.split()) > LONGEST_LABEL / 2
        or not line.words[:1].isupper()
        or not line.words[-1:].isalnum()
    ):
        return False
    told = (one for one in range(place - 1, -1, -1) if lines[one].form != "blank" and not lines[one].role)
    above = next(told, -1)
    after = find_next(lines, place)
    if (
        above < 0
        or levels[above]
        or lines[above].form != "item"
        or after is None
        or after.form != "text"
        or after.role
    ):
        return False
    return len(after.words.split()) > LONGEST_LABEL


def _labels(document: Document, place: int, levels: list[int]) -> bool:
    """Whether a few words on a line of their own say what the list right below them is about."""
    lines, line = document.lines, document.lines[place]
    before = lines[place - 1] if place else None
    closed = before is not None and (before.role == "metadata" or before.words.endswith("."))
    apart = stands_alone(document, place) or (closed and document.format in WITHOUT_BLANKS)
    if not apart or len(line.words.split()) > LONGEST_LABEL:
        return False
    begun = line.words.endswith(("...", "…"))  # "The best thing was …": the bullets go on with it
    if (line.words.endswith((".", "!", ",", ";", "?")) and not begun) or not line.words[:1].isalnum():
        return False
    above = find_above(lines, place)
    asked = above >= 0 and levels[above] and (is_question(lines[above]) or lines[above].form == "heading")
    if asked and not ASPECT.match(line.words):
        return False  # the answer to it, or its second line
    below = find_below(lines, place)
    short = is_label(line.words) and ": " not in line.words
    if below < 0 or (levels[below] and not short and any(levels[:place])):
        return False
    return lines[below].form == "item" and not lines[below].role
