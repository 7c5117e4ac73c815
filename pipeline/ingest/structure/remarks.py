"""What a line says besides a remark, or in place of one: a task, a label, who spoke, who agreed.

Read from its own words and the lines around it. Speakers and votes are taken off a note's words and kept
beside them; the ledger keeps the line as it stands.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import pairwise

from pipeline.ingest.lines import Line
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
# ... but not when it only reports that things were said.
_REPORTED = re.compile(
    r"\b(?:said|asked|suggested|mentioned|listed|raised|wanted|liked|told|would like)\b", re.IGNORECASE
)
# Roles that stand between a line and what it introduces: the rest of it, a page's footer and header.
_PASSED_OVER = ("continuation", "boilerplate")
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
_PLACED = re.compile(r"^[*_]{0,3}[A-Z][\w'’.-]*(?: [A-Z][\w'’.-]*)? ?\([^()]{2,30}\)[*_]{0,3}\s?:")
_FEWEST_PLACED = 4
_LABEL = re.compile(
    r"^(?:action|answer|attendees|challenge|comment|cons?|e\.?g|example|feedback|idea|issue|learning|likes?|negatives?|"
    r"note|online|participants|positives?|problem|pros?|q|question|reply|response|solution|strength|suggestion|table|tip|"
    r"value|weakness|week|https?|monday|tuesday|wednesday|thursday|friday|saturday|sunday)s?(?:\s\d+)?$",
    re.IGNORECASE,
)
# "**Group 2** – …", "Table 3: …": another remark, not the rest of the one above.
_OWN_LINE = re.compile(
    r"^(?:(?:\*\*|__)[^*_]{1,40}(?:\*\*|__)|(?:table|group|room|break\s?-?out(?: (?:group|room))?|station|"
    r"circle)\s\d{1,2})\s?[:–—-]\s|^(?:\*\*|__)[^*_]{1,40}:(?:\*\*|__)\s",
    re.IGNORECASE,
)
_FEWEST_PAIRS, _CAPITALS = 2, 0.8  # lines right below another, and the share that begin with a capital
_NARROW, _ROOM = 60, 0.75  # characters in a wrapped line, and the share of them that a wrapped line fills
_BRACKETS = re.compile(r"\s*\([^()]*\)\W*$")
_LONGEST_LABEL = 8  # words of a line that names the plain lines below it
_FEWEST_ASKED = 4  # bullets with others nested in them, each a question and its answers
_END = 400  # characters; more votes than that on one note were never met
_EMPHASIS = re.compile(r"^[*_]+|[*_]+$")
_IS_CODE = re.compile(rf"^(?:{_CODE})$", re.IGNORECASE)
_NUMBERS = {"one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8}
_COUNT = rf"(?P<count>\d{{1,3}}|{'|'.join(_NUMBERS)})"
# "+1", "+1+1", "(+1)"; "+100" is one person in high spirits. Not "10+1", "+44 7700", "+5 years".
_PLUS = re.compile(
    r"(?<!\d)(?:\+\d{1,3}(?!\d))+(?!\s?\d{3}|\s?(?:%|am\b|pm\b|years?\b|hours?\b|min))", re.IGNORECASE
)
_PLUS_AT_END = re.compile(r"(?<!\d)(?:[\s(]*\+\d{1,3}\)?(?=[\s+()*]|$))+[*\s]*$")
_TICKS = re.compile(r"(?<=\S)\s+(?P<ticks>[✓✔☑👍❤★⭐]{1,20}|\*{2,20})$")
_LIKES = re.compile(r"\s*[-–—(]?\s*(?:sticker\s+likes?|likes?\s+sticker)\)?\s*$", re.IGNORECASE)
_DOTS = re.compile(
    r"\s*(?:[-–—:]|[(\[])\s*(?P<times>\d{1,3}) ?"
    r"(?:votes?|dots?|stickers?|stars?|ticks?|likes?|supporters?)[)\]]?$",
    re.IGNORECASE,
)
_PLUS_COUNT = re.compile(r"\s*(?:\(\+|\+\s?\()(?P<times>[2-9]|\d\d)\)$")  # "(+4)", "+ (4)": four votes
_IN_BRACKETS = re.compile(r"[(\[](?<!^.)(?P<times>\d{1,3})[)\]][\s.]*$")
_FEWEST_COUNTED, _SHORT_COUNTED = 4, 10  # bullets with a number in brackets behind them; words in one
# How chats and forums write a thumb or a heart, and a key held down ("+1111").
_SHORT_CODES = re.compile(r"(?:\s*:(?:\+1|thumbs?_?up|heart|tada|star|clap|fire|100|white_check_mark):)+$")
_HELD_DOWN = re.compile(r"\s*\+(\d)\1{2,}$")
_TIMES = re.compile(r"\s*\(?\bx\s?(?P<times>\d{1,2})\)?$")
# Votes against are told from numbers and dashes: in brackets, more than once, or beside votes for.
_MINUS_AT_END = re.compile(r"(?:[\s(]*[-−]1\)?(?=[\s()*+−-]|$))+[*\s]*$")
_THUMBS_DOWN = re.compile(r"\s*(?P<down>👎{1,20})$")
_COUNTED = re.compile(
    r"\s*[-–—(\[]?\s*(?P<ayes>\d{1,4}) (?:votes? )?(?:for|in favour|agree[ds]?|yes)\W{1,3}(?:and )?"
    r"(?P<noes>\d{1,4}) (?:votes? )?(?:against|opposed|disagree[ds]?|no)[)\].]*$",
    re.IGNORECASE,
)
# What every kind of vote has in it: most notes need no closer look.
_MAY_VOTE = re.compile(r"[+\d*✓✔☑👍❤★⭐👎:]")
_LIKES_ALONE = re.compile(
    rf"^\W*(?:{_COUNT}\s+)?(?:sticker\s+)?(?:likes?|ticks?|votes?|stickers?|dots?)\W*$", re.IGNORECASE
)


def is_known_label(name: str) -> bool:
    """Whether what stands before a colon is a usual label, not somebody's name."""
    return _LABEL.match(name) is not None


def find_below(lines: Sequence[Line], place: int) -> int:
    """The place of the next line that is neither blank nor the rest of this one; -1 for none."""
    for below in range(place + 1, len(lines)):
        if lines[below].form != "blank" and lines[below].role not in _PASSED_OVER:
            return below
    return -1


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
    if (
        above.form != "text"
        or line.text[:1].isspace()
        or not (line.words[:1].isupper() or line.words[:1].isdigit())
    ):
        return True
    if _OWN_LINE.match(line.content):
        return False
    if above.words.endswith((",", ";", "-", "–", "(", "&")):
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


def makes_a_point(words: str, fewest_words: int) -> bool:
    """Whether a line that introduces bullets also asks for something itself, and so is a note as well."""
    if len(words.split()) < fewest_words or _REPORTED.search(words):
        return False
    return bool(_CLAIM.search(words) or _IMPERATIVE.match(words))


def counts_in_brackets(lines: Sequence[Line]) -> bool:
    """Whether most bullets that nothing hangs on are short and end with how many said so ("Benches (12)")."""
    items = [place for place, line in enumerate(lines) if line.form == "item" and line.words]
    counted = [place for place in items if _IN_BRACKETS.search(lines[place].words)]
    if len(counted) < _FEWEST_COUNTED:
        return False
    counted = [place for place in counted if not opens_list(lines, place)]
    short = sum(len(lines[place].words.split()) <= _SHORT_COUNTED for place in counted)
    return (
        len(counted) >= _FEWEST_COUNTED
        and 4 * len(counted) >= 3 * sum(not opens_list(lines, place) for place in items)
        and 4 * short >= 3 * len(counted)
    )


def split_votes(text: str, in_brackets: bool = False) -> tuple[str, int, int]:
    """Take votes off the end of a note; those inside are counted and left, being part of what is said.

    Args:
        text: The note.
        in_brackets: Whether a bare number in brackets at its end says how many said so.

    Returns:
        The note without the votes at its end, the votes for it, and the votes against it. A note that is
        nothing but a vote keeps its words: it is somebody's remark.
    """
    lowered = text.casefold()
    if not (_MAY_VOTE.search(text) or "like" in lowered or "sticker" in lowered):
        return text, 0, 0
    if in_brackets and (times := _IN_BRACKETS.search(text)) is not None:
        return text[: times.start()].rstrip(), int(times["times"]), 0
    if (counted := _PLUS_COUNT.search(text[-_END:])) is not None and len(text) > len(counted[0]):
        return text[: -len(counted[0])], int(counted["times"]), 0
    votes = 0
    if (found := _SHORT_CODES.search(text[-_END:])) is not None and len(text) > len(found[0]):
        text, votes = text[: -len(found[0])], found[0].count(":") // 2
    if (found := _HELD_DOWN.search(text[-_END:])) is not None and len(text) > len(found[0]):
        text, votes = text[: -len(found[0])], votes + 1
    votes += sum(run.count("+") for run in _PLUS.findall(text))
    # Only the end is looked at closely: a line may be a whole book.
    start, rest = text[:-_END], text[-_END:]
    rest, ayes, against = _split_against(rest)
    votes += ayes
    rest = _PLUS_AT_END.sub("", rest).rstrip() if votes else rest
    for pattern in (_LIKES, _TICKS, _DOTS, _TIMES):
        found = pattern.search(rest)
        if found is not None and (start or found.start() > 0):
            signs = found.groupdict()
            votes += int(signs["times"]) if "times" in signs else len(signs.get("ticks", "1"))
            rest = rest[: found.start()].rstrip()
    whole = start + rest
    return (whole if any(character.isalnum() for character in whole) else text), votes, against


def _split_against(text: str) -> tuple[str, int, int]:
    """Take votes against off the end of a text, with how many were for it where both are counted there."""
    if (found := _COUNTED.search(text)) is not None:
        return text[: found.start()], int(found["ayes"]), int(found["noes"])
    if (found := _THUMBS_DOWN.search(text)) is not None:
        return text[: found.start()], 0, len(found["down"])
    found = _MINUS_AT_END.search(text) if text.rstrip("*) ").endswith("1") else None
    if found is None:
        return text, 0, 0
    number = len(re.findall(r"[-−]1", found[0]))
    sure = number > 1 or "(" in found[0] or _PLUS_AT_END.search(text[: found.start()])
    return (text[: found.start()], 0, number) if sure else (text, 0, 0)


def count_votes_alone(words: str) -> int:
    """Votes in a line that says nothing else ("Three sticker likes"); 0 for other lines."""
    found = _LIKES_ALONE.match(words)
    if found is None:
        return 0
    count = (found["count"] or "1").lower()
    return _NUMBERS.get(count) or int(count)


def find_speakers(lines: Iterable[str]) -> frozenset[str]:
    """Names that stand before a colon at the start of two lines or more: people who spoke.

    Once could be a label ("Timing: earlier, please"); labels that repeat are known words.
    """
    listed = list(lines)
    labelled = (line for line in listed if ":" in line[:_LONGEST_NAME])
    names = (_EMPHASIS.sub("", found["name"]) for line in labelled if (found := _SPEAKER.match(line)))
    counts = Counter(name for name in names if name[:1].isupper())
    known = {name: n for name, n in counts.items() if _is_short(name) and not _LABEL.match(name)}
    again = frozenset(name for name, count in known.items() if count >= 2)
    placed = sum(bool(_PLACED.match(line)) for line in listed)  # "Nick (Leeds): …", "Ida (carer): …"
    if placed >= _FEWEST_PLACED and placed >= 0.5 * len(listed):
        return frozenset(known)
    # Where most lines say who spoke, a name that stands once is one of them.
    talk = len(again) >= 2 and sum(known.values()) >= 0.6 * len(listed)
    return frozenset(known) if talk else again


def _is_short(name: str) -> bool:
    """Whether a name has two words at most, or is a code of letters ("P D i")."""
    words = name.split()
    return len(words) <= 2 or all(len(word) <= 2 for word in words)


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
