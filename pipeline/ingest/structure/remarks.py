"""What a line says besides a remark, or in place of one: a label, what it introduces, who spoke.

Read from its own words and the lines around it. Speakers are taken off a note's words and kept beside them;
the ledger keeps the line as it stands.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import pairwise

from pipeline.ingest.lines import SAME_QUESTION, Line
from pipeline.ingest.structure.column_names import names_board

CLOSING = re.compile(
    r"^(?:(?:many )?thank(?:s| you)\b|(?:we(?:['’]ll| will)? )?"
    r"(?:hope to |look forward to )?see(?:ing)? you\b)",
    re.IGNORECASE,
)
# "Key insight: …", behind a discussion: what somebody made of it.
GIST = re.compile(
    r"^(?:(?:key|main|overall) (?:insights?|take-?aways?|points?|messages?|learnings?|findings?)|"
    r"take-?aways?|"
    r"(?:in )?summary|in short|bottom line|tl;? ?dr)\s?:\s*(?=\S)",
    re.IGNORECASE,
)
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
# "FIS", "CON (connection to place)": what a list of bullets is about, where others are named so.
_SHORT_FORM = re.compile(r"^[A-Z][A-Z&/-]{1,5}(?: \([^()]{3,60}\))?\W*$")
_SISTERS = 2
# Few words that wish for something or judge it: no name of a topic.
_WISH = re.compile(
    r"\b(?:more|less|fewer|no|not|too|very|please|need(?:ed|s)?|lack(?:s|ing)?|missing|is|are|was|were|"
    r"good|great|bad|poor|nice|lovely|slow|long|easy|hard|unclear|confusing|helpful|useful|friendly|"
    r"(?:bett|cheap|fast|quick|long|short|larg|great|small|wid|saf|clear|warm|strong|clean|nic|quiet)er|"
    r"(?:bigg|hott|easi|earli|friendli)er|later)\b",
    re.IGNORECASE,
)
# ... but not when it only reports that things were said.
_REPORTED = re.compile(
    r"\b(?:said|asked|suggested|mentioned|listed|raised|wanted|liked|told|would like)\b", re.IGNORECASE
)
# Roles that stand between a line and what it introduces: the rest of it, a page's footer and header, who led.
_PASSED_OVER = ("continuation", "boilerplate", "metadata", "context")
_CODE = (
    r"(?:person|participant|speaker|attendee|delegate|respondent|resident|carer|rm|class|year|yr|grp|p|s)"
    r"\s?\d{1,3}|facilitator"
)
_NAME = r"[^\W\d_][\w.'’/+&-]*(?:\s{1,2}(?:[+&]\s)?[^\W\d_][\w.'’/+&-]*){0,2}?"
_LONGEST_NAME = 120  # letters before the colon, marks and all
_AND = re.compile(r"\s?[+&/]\s?|\sand\s")
_SPEAKER = re.compile(
    rf"^(?P<open>[*_]{{0,3}})(?P<name>{_CODE}|{_NAME})(?:\s\([^()]{{1,30}}\)|\s(?:comment|say|note)s?)?"
    rf"(?P<bold>[*_]{{0,3}})\s?:+(?P<close>[*_]{{0,3}}):*\s+(?=\S)",
    re.IGNORECASE,
)
SPOKEN_ONCE = re.compile(r"^(?P<name>[A-Z][^\W\d_]{1,15}(?: [A-Z][^\W\d_]{1,15})?):\s+(?=\S)")
_PLACED = re.compile(r"^[*_]{0,3}[A-Z][\w'’.-]*(?: [A-Z][\w'’.-]*)? ?\([^()]{2,30}\)[*_]{0,3}\s?:")
_FEWEST_PLACED = 4
_TALK = 0.4  # of the lines, headings and all, begin with a name
# What somebody is there, in place of a name.
_PART = re.compile(
    r"^(?:(?:an?|our|young|older|disabled|staff|group|support|social|family) )?(?:parent|carer|patient|"
    r"resident|member|participant|person|people|volunteer|staff|student|pupil|tenant|customer|visitor|nurse|doctor|gp|"
    r"child|teacher|mum|mother|dad|father|councillor|chair|host|facilitator|interviewer|user|client|worker|adult)s?\b",
    re.IGNORECASE,
)
_LABEL = re.compile(
    r"^(?:action|answer|attendees|challenge|comment|cons?|e\.?g|example|feedback|idea|issue|learning|likes?|negatives?|"
    r"note|online|participants|positives?|problem|pros?|q|question|reply|response|solution|strength|suggestion|table|tip|"
    r"value|weakness|week|https?|monday|tuesday|wednesday|thursday|friday|saturday|sunday)s?(?:\s?\d+)?$",
    re.IGNORECASE,
)
_FEWEST_PAIRS, _CAPITALS = 2, 0.8  # lines right below another, and the share that begin with a capital
_NARROW, _ROOM = 60, 0.75  # characters in a wrapped line, and the share of them that a wrapped line fills
_OPEN = (",", ";", "-", "–", "(", "&")  # how a line ends that goes on below
_BRACKETS = re.compile(r"\s*\([^()]*\)\W*$")
_LONGEST_LABEL = 8  # words of a line that names the plain lines below it
_FEWEST_ASKED = 4  # bullets with others nested in them, each a question and its answers
_EMPHASIS = re.compile(r"^[*_]+|[*_]+$")
_IS_CODE = re.compile(rf"^(?:{_CODE})$", re.IGNORECASE)


def is_known_label(name: str) -> bool:
    """Whether what stands before a colon is a usual label, not somebody's name."""
    return _LABEL.match(name) is not None


def find_below(lines: Sequence[Line], place: int) -> int:
    """The place of the next line that is neither blank nor the rest of this one; -1 for none."""
    for below in range(place + 1, len(lines)):
        if lines[below].form != "blank" and lines[below].role not in _PASSED_OVER:
            return below
    return -1


def find_above(lines: Sequence[Line], place: int) -> int:
    """The place of the line above this one that is not blank; -1 for none."""
    return next((above for above in range(place - 1, -1, -1) if lines[above].form != "blank"), -1)


def list_runs(
    lines: Sequence[Line], belongs: Callable[[Line], bool], passes: Callable[[Line], bool]
) -> Iterator[list[int]]:
    """The places of lines of one sort that stand together, with nothing but lines to pass over between."""
    run: list[int] = []
    for place, line in enumerate(lines):
        if belongs(line):
            run.append(place)
        elif run and not passes(line):
            yield run
            run = []
    if run:
        yield run


def opens_table(lines: Sequence[Line]) -> bool:
    """Whether cells stand here, with notes among them that answer what stands above the table."""
    for line in lines:
        if line.given is not None:
            return line.given.question == SAME_QUESTION
        if not line.role and line.form != "blank":
            break
    return False


def find_words(lines: Sequence[Line], place: int) -> int:
    """The place of the next line with words; -1 for none."""
    return next((below for below in range(place + 1, len(lines)) if lines[below].words), -1)


def find_next(lines: Sequence[Line], place: int) -> Line | None:
    """The next line that is neither blank nor the rest of this one."""
    below = find_below(lines, place)
    return lines[below] if below >= 0 else None


def measure_wrapping(lines: Sequence[Line]) -> int:
    """How long lines are that go on below: the longest line of a paragraph but for its last; 0 for none.

    Sentences that were wrapped go on in small letters: where hardly a line does, each was typed as its own.
    """
    pairs = [(one, below) for one, below in pairwise(lines) if one.form == below.form == "text"]
    capitals = sum(below.words[:1].isupper() for _, below in pairs)
    if len(pairs) >= _FEWEST_PAIRS and capitals >= _CAPITALS * len(pairs):
        return 0
    return max((len(one.text) for one, _ in pairs), default=0)


def goes_on(above: Line, line: Line, width: int) -> bool:
    """Whether a line right below another goes on with its sentence, or was typed as one of its own.

    Only where the line begins like a sentence, and its first word had much room on the line above, is it
    another remark.
    """
    if above.form != "text" or line.text[:1].isspace():
        return True
    if not (line.words[:1].isupper() or line.words[:1].isdigit()):
        # Where hardly a line begins small, and the one above had much room, it was typed as its own as well.
        return bool(width) or above.words.endswith(_OPEN) or len(above.text) > _ROOM * _NARROW
    if above.words.endswith(_OPEN):
        return True
    if above.text.endswith(("  ", "\\")):
        return False  # Markdown's own sign for the end of a line
    if width < _NARROW:
        return False  # no line is so long that it was wrapped
    return len(above.text.rstrip()) + len(line.words.split()[0]) > _ROOM * width


def introduces(body: Sequence[Line], place: int) -> bool:
    """Whether a line with a colon, at its own end or at that of its last line, stands right before a list."""
    end = place
    while end + 1 < len(body) and body[end + 1].role == "continuation":
        end += 1
    colon = body[place].words.endswith(":") or body[end].words.endswith(":")
    after = find_next(body, place) if colon else None
    return after is not None and (after.form == "item" or after.role == "note")


def labels_paragraphs(body: Sequence[Line], place: int) -> bool:
    """Whether a few words with a colon stand on a line of their own above plain lines."""
    line, after = body[place], find_next(body, place)
    return (
        line.words.endswith(":")
        and len(line.words.split()) <= _LONGEST_LABEL
        and after is not None
        and after.form == "text"
        and not after.role
        and not after.words.endswith(":")
    )


def opens_list(body: Sequence[Line], place: int) -> bool:
    """Whether a bullet has bullets nested in it."""
    after = find_next(body, place)
    return after is not None and after.form == "item" and after.level > body[place].level


def count_nested(body: Sequence[Line], place: int) -> int:
    """Bullets one level below a bullet."""
    level, count = body[place].level, 0
    for number in range(place + 1, len(body)):
        line = body[number]
        if line.form != "blank" and line.level <= level:
            break
        count += line.form == "item" and line.level == level + 1
    return count


def asks_by_bullets(body: Sequence[Line]) -> set[int]:
    """Bullets that ask what those nested in them answer: all outer ones, or most at any depth."""
    outer = [place for place, line in enumerate(body) if line.form == "item" and line.level == 1]
    over = [place for place, line in enumerate(body) if line.form == "item" and opens_list(body, place)]
    if not over:
        return set()
    if set(over) >= set(outer) and names_board(body[place].words.rstrip(": ") for place in outer):
        return set(outer)
    asking = [place for place in over if _BRACKETS.sub("", body[place].words).endswith("?")]
    begun = [place for place in over if body[place].words.endswith(("…", "..."))]  # "What we want is …"
    if len(outer) >= 2 and set(asking) | set(begun) >= set(outer):
        return set(outer)
    return set(asking) if len(asking) >= _FEWEST_ASKED and 4 * len(asking) >= 3 * len(over) else set()


def is_label(words: str) -> bool:
    """Whether words are too few to say something and no question: "Metrics", "API documents"."""
    return len(words.split()) <= 3 and not words.endswith(("?", "!", "."))


def labels_bullets(body: Sequence[Line]) -> set[int]:
    """Bullets of few words that only name what is nested in them.

    Two bullets; or one that says more than they do, as a remark has an answer, where half of the bullets
    beside them that have others nested are such labels. Where short forms are ("FIS", "AO"), so are the
    others ("SP (sense of place)") that have bullets nested in them, or stand at the same depth.
    """
    over = [place for place, line in enumerate(body) if line.form == "item" and opens_list(body, place)]
    short = [place for place in over if is_label(body[place].words)]
    sure = {place for place in short if count_nested(body, place) >= 2}
    found = set(sure)
    for level in {body[place].level for place in sure}:
        beside = [place for place in over if body[place].level == level]
        named = [
            place
            for place in short
            if body[place].level == level and (place in sure or _names(body[place].words, body[place + 1 :]))
        ]
        if 2 * len(named) >= len(beside):
            found.update(named)
    sisters = {body[place].level for place in found if _SHORT_FORM.match(body[place].words)}
    if sum(_SHORT_FORM.match(body[place].words) is not None for place in found) >= _SISTERS:
        found.update(
            place
            for place, line in enumerate(body)
            if line.form == "item"
            and _SHORT_FORM.match(line.words)
            and (line.level in sisters or opens_list(body, place))
        )
    return found


def _names(words: str, below: Sequence[Line]) -> bool:
    """Whether a label neither wishes nor judges, and what is nested in it says more and asks nothing."""
    nested = next(line.words for line in below if line.words)
    more = len(nested.split()) > len(words.split()) + 1 and not nested.endswith("?")
    return more and not _WISH.search(words) and not _IMPERATIVE.match(words)


def makes_a_point(words: str, fewest_words: int) -> bool:
    """Whether a line that introduces bullets also asks for something itself, and so is a note as well."""
    if len(words.split()) < fewest_words or _REPORTED.search(words):
        return False
    return bool(_CLAIM.search(words) or _IMPERATIVE.match(words))


def find_speakers(lines: Iterable[str]) -> frozenset[str]:
    """Names that stand before a colon at the start of two lines or more: people who spoke.

    Once could be a label ("Timing: earlier, please"), and so could one that nobody answers ("Root cause: …"
    under each of several headings), if it says nobody's part.
    """
    listed = list(lines)
    labelled = [line for line in listed if ":" in line[:_LONGEST_NAME]]
    names = (_EMPHASIS.sub("", found["name"]) for line in labelled if (found := _SPEAKER.match(line)))
    counts = Counter(name for name in names if name[:1].isupper())
    known = {
        name: n
        for name, n in counts.items()
        if _is_short(name) and _is_named(name) and not _LABEL.match(name)
    }
    again = frozenset(name for name, count in known.items() if count >= 2)
    sure = any(_PART.match(name) or _IS_CODE.match(name) or _AND.search(name) for name in counts)
    if len(again) == 1 and not sure:
        again = frozenset()
    placed = sum(bool(_PLACED.match(line)) for line in labelled)  # "Nick (Leeds): …", "Ida (carer): …"
    if placed >= _FEWEST_PLACED and placed >= 0.5 * len(listed):
        return frozenset(known)
    # Where most lines say who spoke, a name that stands once is one of them.
    talk = len(again) >= 2 and sum(known.values()) >= _TALK * len(listed)
    return frozenset(known) if talk else again


def name_once(text: str) -> str:
    """Who speaks in a line among turns, though nowhere else ("Siân: joint meetings"), or an empty text."""
    found = SPOKEN_ONCE.match(text)
    return found["name"] if found is not None and not _LABEL.match(found["name"]) else ""


def _is_short(name: str) -> bool:
    """Whether a name has two words at most, or is a code of letters ("P D i")."""
    words = name.split()
    return len(words) <= 2 or all(len(word) <= 2 for word in words)


def _is_named(name: str) -> bool:
    """Whether a label is written as a name is ("Jo Hill"), or says somebody's part ("Young person")."""
    return bool(_PART.match(name)) or all(word[0].isupper() or len(word) <= 2 for word in name.split())


def _speaks(name: str, speakers: frozenset[str]) -> bool:
    """Whether a name, or one of several that stand together, is known to speak."""
    return bool(_IS_CODE.match(name)) or any(one in speakers for one in (name, *_AND.split(name)))


def split_speaker(text: str, speakers: frozenset[str] = frozenset()) -> tuple[str, str]:
    """Take who spoke off the front of a note.

    A code ("Person 1:"), or a name known to speak in this document.

    Returns:
        The note without the speaker, and the speaker or an empty text.
    """
    found = _SPEAKER.match(text) if ":" in text[:_LONGEST_NAME] else None
    if found is None or not _speaks(name := _EMPHASIS.sub("", found["name"]), speakers):
        return text, ""
    return text[found.end() :], name
