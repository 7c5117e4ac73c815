"""What a bullet or paragraph is by its own words and by the lines around it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from pipeline.ingest.lines import Line

# Bullets that are no remarks, each with what it is.
NO_REMARKS = (
    (
        re.compile(r"^(?:x+|tb[cd]|n/?a|nil|none yet|[.\-–—?…]+)$|^[\w ]{1,30}:$", re.I),
        "an empty place in a template",
    ),
    (re.compile(r"^\d+\+? (?:attendees|participants|people|members)(?: \w+)?\W*$", re.I), "a count of heads"),
    (re.compile(r"^\[[ xX<>~-]\]\s"), "a task in a list of tasks"),
    (re.compile(r"^~~.+~~$"), "struck out"),
    (re.compile(r"^(?:\[[^\]]*\]\s?\([^)]*\)|<?https?://\S+>?)[\s.;]*$"), "a link alone"),
)
CLOSING = re.compile(r"^(?:many )?thank(?:s| you)\b", re.IGNORECASE)
# A long line with a colon makes a point of its own when it asks for something ...
_CLAIM = re.compile(
    r"\b(?:needs?|must|should|ought|have to|has to|can[’']?t|cannot|don[’']?t|do not|never)\b", re.IGNORECASE
)
_IMPERATIVE = re.compile(
    r"^\W*(?:add|allow|ask|avoid|be|bring|build|change|create|design|develop|encourage|ensure|find|get|give|"
    r"have|help|hold|include|invite|involve|keep|let|listen|make|offer|plan|provide|put|run|send|set|share|"
    r"show|start|stop|support|talk|teach|tell|think|train|try|use|value|work|write)\b",
    re.IGNORECASE,
)
# ... but not when it only reports that things were said.
_REPORTED = re.compile(
    r"\b(?:said|asked|suggested|mentioned|listed|raised|wanted|liked|told|would like)\b", re.IGNORECASE
)


# Roles that stand between a line and what it introduces: the rest of it, a page's footer and header.
_PASSED_OVER = ("continuation", "boilerplate")


def say_aside(content: str) -> str:
    """What a bullet is that is no remark (a task, a link, an empty place), or empty for a remark."""
    return next((why for sign, why in NO_REMARKS if sign.match(content)), "")


def find_next(body: Sequence[Line], place: int) -> Line | None:
    """The next line that is neither blank nor the rest of this one."""
    place += 1
    while place < len(body) and (body[place].form == "blank" or body[place].role in _PASSED_OVER):
        place += 1
    return body[place] if place < len(body) else None


def introduces(body: Sequence[Line], place: int) -> bool:
    """Whether a line with a colon stands right before a list."""
    after = find_next(body, place) if body[place].words.endswith(":") else None
    return after is not None and after.form == "item"


def opens_list(body: Sequence[Line], place: int) -> bool:
    """Whether a bullet has bullets nested in it."""
    after = find_next(body, place)
    return after is not None and after.form == "item" and after.level > body[place].level


def count_nested(body: Sequence[Line], place: int) -> int:
    """Bullets one level below a bullet."""
    level, count = body[place].level, 0
    for following in range(place + 1, len(body)):
        line = body[following]
        if line.form != "blank" and line.level <= level:
            break
        count += line.form == "item" and line.level == level + 1
    return count


def asks_by_bullets(body: Sequence[Line]) -> bool:
    """Whether the outer bullets are questions and the bullets nested in them the answers."""
    outer = [place for place, line in enumerate(body) if line.form == "item" and line.level == 1]
    asking = [place for place in outer if body[place].words.endswith("?") and opens_list(body, place)]
    return len(asking) >= 2 and len(asking) == len(outer)


def is_label(words: str) -> bool:
    """Whether words are too few to say something and no question: "Metrics", "API documents"."""
    return len(words.split()) <= 3 and not words.endswith(("?", "!", "."))


def makes_a_point(words: str, fewest_words: int) -> bool:
    """Whether a line that introduces bullets also asks for something itself, and so is a note as well."""
    if len(words.split()) < fewest_words or _REPORTED.search(words):
        return False
    return bool(_CLAIM.search(words) or _IMPERATIVE.match(words))
