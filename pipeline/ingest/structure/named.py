"""Remarks by several people in turn: a line above or below each says whose it is, or how many agreed."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import pairwise

from pipeline.ingest.lines import SAME_KIND, SAME_QUESTION, Given, Line, settle
from pipeline.ingest.structure.evidence import announces, leads
from pipeline.ingest.structure.remarks import find_words

_FEWEST = 3  # remarks in a row of them
_ABOVE = "says whose words stand above"
_BELOW = "says whose words stand below"
_NUMBER = re.compile(r"^\d{1,4}$")
_VOTES = 4  # lines with a number below them
_COLUMN = 4  # words in the name of a column
# "In the words of a father of three:", "Mrs Adair told us:"
_INTRODUCES = re.compile(
    r"^in the (?:own )?words of\b.*:$|^(?!what|here|these|this|below|some of|we\b|how|as\b).*"
    r"\b(?:said|says|told us|wrote|writes|"
    r"explain(?:s|ed)|recall(?:s|ed)|remember(?:s|ed)|add(?:s|ed)|comment(?:s|ed)|shared|puts it)"
    r"(?: that| to us| this way| like this)?\s?(?::|\.{3}|…)$",
    re.IGNORECASE,
)
_LEAD = 14  # words
_MOST = 0.6  # of the lines are remarks and names, where each is named
_LETTERS = 100  # in a line that names somebody
_REMARK, _SIGNATURE = 6, 8  # words: of a remark at least, of the line that signs it at most
_SIGNED = re.compile(
    r"^[-–—~]\s*\S|^(?:(?:mr|mrs|ms|miss|dr|revd?)\.? )?[A-Z][\w.'’-]*"
    r"(?: (?:[A-Z][\w.'’-]*|&|and|de|van|of)){0,4}"
    r"(?:\s?[,(/|–-].*)?$"
)

# "Marta, 44", "Joe (volunteer)": somebody, above what they said.
_PERSON = re.compile(
    r"^(?:(?:mr|mrs|ms|miss|dr|revd?)\.? )?[A-Z][\w.'’-]*(?: [A-Z][\w.'’-]*){0,2}(?:,| \(| [–-]) ?"
    r"(?:aged )?(?:\d{1,3}\b|[a-z]).*$"
)


def read_counted(lines: list[Line]) -> list[Line]:
    """A table of votes told line by line: a remark, and below it a number."""
    told = [
        place for place, line in enumerate(lines) if line.words and not line.role and line.form != "metadata"
    ]
    pairs = [
        (one, below)
        for one, below in pairwise(told)
        if _NUMBER.match(lines[below].words) and not _NUMBER.match(lines[one].words)
    ]
    if len(pairs) < _VOTES or 2 * len(pairs) < _MOST * len(told):
        return lines
    read = list(lines)
    for one, below in pairs:
        given = Given(question=SAME_QUESTION, kind=SAME_KIND, votes=int(lines[below].words))
        read[one] = replace(lines[one], form="item", level=1, bold=False, given=given)
        read[below] = settle(lines[below], "metadata", "votes for what stands above")
    counted = {place for pair in pairs for place in pair}
    for place in told:  # what the columns are called
        after = next((one for one in told if one > place and not _names_column(lines[one])), -1)
        if place not in counted and _names_column(lines[place]) and after in counted and place > told[0]:
            read[place] = replace(
                lines[place], form="text", bold=False, role="metadata", reason="names a column"
            )
    return read


def _names_column(line: Line) -> bool:
    return len(line.words.split()) <= _COLUMN and not _NUMBER.match(line.words)


def read_introduced(lines: list[Line]) -> list[Line]:
    """Paragraphs below lines that say who speaks ("Mrs Adair told us:"): that person's own words."""
    leads = [
        place
        for place, line in enumerate(lines)
        if line.form == "text"
        and not line.role
        and len(line.words.split()) <= _LEAD
        and _INTRODUCES.match(line.words)
        and (below := find_words(lines, place)) >= 0
        and lines[below].form == "text"
        and not lines[below].role
        and not _INTRODUCES.match(lines[below].words)
    ]
    if len(leads) < 2:
        return lines
    read = list(lines)
    for place in leads:
        read[place] = replace(lines[place], bold=False, role="metadata", reason=_BELOW)
        below = find_words(lines, place)
        read[below] = replace(lines[below], bold=False, role="note", reason="told as one person's words")
    return _set_opening_aside(read)


def read_signed(lines: list[Line]) -> list[Line]:
    """Paragraphs with a line right below, or right above, each that says whose words they are."""
    told = [place for place, line in enumerate(lines) if line.plain_text and line.words]
    names = {place for place in told if _is_signature(lines[place].words)}
    if len(names) < _FEWEST:
        return lines
    after = {one: below for one, below in pairwise(told) if _is_remark(lines[one].words) and below in names}
    before = {below: one for one, below in pairwise(told) if one in names and _is_remark(lines[below].words)}
    signed = list(after)
    headed = [one for one, above in before.items() if _PERSON.match(lines[above].words)]
    above = len(headed) >= len(signed) and told[-1] not in names
    pairs = [(one, before[one]) for one in headed] if above else [(one, after[one]) for one in signed]
    if len(pairs) < _FEWEST or 2 * len(pairs) < _MOST * len(told):
        return lines
    read = list(lines)
    for one, name in pairs:
        read[one] = replace(lines[one], bold=False, role="note", reason="somebody is named for it")
        read[name] = replace(lines[name], bold=False, role="metadata", reason=_BELOW if above else _ABOVE)
    return _set_opening_aside(read)


def _set_opening_aside(lines: list[Line]) -> list[Line]:
    """Sentences above the first remark that lead to the remarks."""
    first = next(place for place, line in enumerate(lines) if line.role == "note")
    return [
        settle(line, "context", "leads to the remarks below it")
        if line.form == "text"
        and not line.role
        and len(line.words.split()) > _SIGNATURE
        and (leads(line.words) or announces(line.words))
        else line
        for line in lines[:first]
    ] + lines[first:]


def _is_remark(words: str) -> bool:
    return len(words.split()) >= _REMARK and words.rstrip("”\"'’ ")[-1:] in ".!?…"


def _is_signature(words: str) -> bool:
    """Whether a few words may be somebody's name, with what they are."""
    few = len(words) <= _LETTERS and len(words.split()) <= _SIGNATURE
    return few and words[-1:] not in "!?:;" and _SIGNED.match(words) is not None
