"""How likely a column of a sheet holds what people wrote in their own words.

Evidence adds up: how often cells come again, how long they are, whether they read like sentences, what
the heading asks. Each piece is a number; `column_weights.toml` says what each of them counts for.
"""

from __future__ import annotations

import math
import re
import tomllib
import unicodedata
from collections import Counter
from collections.abc import Mapping, Sequence
from functools import lru_cache
from pathlib import Path

_SAMPLE, _LONGEST = 400, 500  # cells, and characters of each, that are looked at
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
_PARTS = re.compile(r"\s*[;|\n]\s*|,\s+")
_SMALL_WORDS = frozenset(
    _WORD.findall(
        "i we you they it is are was were be been the a an of to in on for with and but or not no so that"
        " this there have has had do does did would could should can will my our your their me us them if"
        " because when more very much just as at from by about what who how than too also only some any all"
    )
)
_OWN_WORDS = frozenset(_WORD.findall("i i'm i've i'd we we're we've my me our us"))
_DATE = re.compile(
    r"^\W*\d{1,4}[-/.]\d{1,2}[-/.]\d{1,4}|\b\d{1,2}:\d{2}\b|"
    r"\b(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]* \d{1,2},? \d{4}",
    re.IGNORECASE,
)
_NUMBER = re.compile(
    r"^[\s£$€#%+\-<>=~]*\d[\d\s.,:/%+\-–]*(?:%|years?|yrs?|k|m)?\s*$", re.IGNORECASE
)  # fmt: skip
_TOKEN = re.compile(
    r"^(?=\S*\d)(?=\S*[A-Za-z])[\w\-{}]{6,}$|^[0-9a-f]{8,}$|^\S+@\S+\.\S+$|^https?://\S+$|"
    r"^\d{1,3}(?:\.\d{1,3}){3}$"
)
_PICKED = frozenset((
    "yes", "no", "y", "n", "true", "false", "maybe", "unsure", "n/a", "na", "none", "agree", "disagree",
    "not sure", "don't know", "dont know", "i agree", "strongly agree", "strongly disagree", "neutral",
    "i consent", "prefer not to say",
))  # fmt: skip
_ASKS_WORDS = re.compile(
    r"\b(?:why|explain|describe|comments?|suggest\w*|tell us|anything else|other thoughts|feedback|share|"
    r"in your own words|elaborate|reasons?|improve\w*|ideas?|thoughts?|how (?:can|could|might|would|do you)|"
    r"what (?:could|would|should|did|do|else|is|are|has|have|was|were)|concerns?|views?|opinions?|specify|"
    r"details?|remarks?|missing|wish|like to see|helpful|proposal|statement|body|answer)\b",
    re.IGNORECASE,
)
_ASKS_PICK = re.compile(
    r"\b(?:select|choose|tick|check (?:all|one)|all that apply|which of|"
    r"which (?:one|category|option|best)|"
    r"how (?:many|much|often|long|likely|satisfied|would you rate|old|important|familiar|frequently)|rate|"
    r"rank|on a scale|do you (?:use|have|own|agree|know)|are you|have you|did you|is (?:your|the|this)|"
    r"does)\b",
    re.IGNORECASE,
)
_FACT = (
    r"(?:age|gender|sex|pronouns?|ethnicity|(?:sur|user|nick)?name|e-?mail|address|post ?code|zip|country|"
    r"city|"
    r"town|village|region|province|location|job|role|title|occupation|profession|position|rank|institution|"
    r"institute|school|organi[sz]ation|affiliation|university|department|discipline|field|domain|education|"
    r"degree|language|nationality|religion|phone|company|employer|career|industry|team|group|area of (?:work|"
    r"study|research))s?"
)
_ASKS_FACT = re.compile(
    rf"^\W*(?:\d+\W+)?(?:\w+ )?{_FACT}\W*$|"
    rf"\b(?:(?:is|are|was|were) (?:your|the)|your|what|which|in which|official|"
    rf"primary) (?:\w+ ){{0,2}}{_FACT}\b|"
    r"\bwhere (?:do|did|are|were) you (?:currently |now )?(?:live|work|from|based|located|come|stud)|"
    r"\bhow old\b|"
    r"\b(?:do|are) you (?:currently )?(?:work for|employed|based|located)\b",
    re.IGNORECASE,
)
_IS_FACT = re.compile(
    rf"^\W*(?:q?\d+\W+)?(?:please (?:give|enter|state|tell us|specify) )?"
    rf"(?:(?:what|which)(?:'s|’s| is| are| was)? |(?=your ))(?:your |the official )?(?:\w+ ){{0,2}}?{_FACT}"
    rf"(?:(?: or | and |/|, ){_FACT}| of your \w+)*\W*$|"
    r"^\W*(?:q?\d+\W+)?where (?:do|are|were) you (?:currently |now )?(?:live|work|from|based|located|born|"
    r"come from)\b.{0,30}$|^\W*(?:q?\d+\W+)?how old\b.{0,30}$|"
    r"\bwhat (?:should|shall|can|may|do) (?:we|i|people) call you\b",
    re.IGNORECASE,
)
_DETAIL = (
    r"(?:(?:sur|fore|first|last|nick|user|full)?names?(?:\(s\))?(?! (?:one|two|three|a|an|any|some|up to)\b)|"
    r"e-?mail|(?:tele)?phone|mobile|post ?code|zip|date of birth|nationality|relationship)"
)
_NAMES_PERSON = re.compile(
    rf"^\W*(?:\w+\W+){{0,7}}{_DETAIL}\b[^?]{{0,60}}$|"
    r"\b(?:what|which|whose) (?:(?:is|was|are|were) )?(?:the |your |their )?(?:[\w'’-]+ ){0,3}names?\b",
    re.IGNORECASE,
)
_IS_LABEL = re.compile(
    rf"\W*(?:[\w ]{{1,20}}[/,] ?)?(?:(?:your|current|home|official|primary|main|preferred) )?"
    rf"(?:{_FACT}|home ?town|ward|constituency|county|state|faculty|designation|borough|parish|"
    r"neighbou?rhood)(?: name)?(?: ?\(\w+\))?\W*",
    re.IGNORECASE,
)
_INVITES = re.compile(
    r"\banything (?:else|more|to add)\b|\b(?:other|further|additional|final|general) (?:comments?|"
    r"thoughts?|feedback|"
    r"suggestions?|remarks?|information)\b|\bany comments?\b|\bplease (?:explain|describe|elaborate|"
    r"say why|tell us)\b|"
    r"\btell us (?:more|why|about)\b|\bexplain (?:your|why)\b|\bin your own words\b|\bwhat else\b|"
    r"\bplease specify\b|\[other\]|^\W*(?:q?\d+\W+)?(?:why|why not|reasons?|comments?)\W*$",
    re.IGNORECASE,
)
_TELLS_TO_PICK = re.compile(
    r"\b(?:select|choose|tick|check|pick|mark)(?: (?:the|one|all|any|your|only|up|no more|as many|at most|"
    r"best|which|that|from)\b)|\ball that apply\b",
    re.IGNORECASE,
)
_WRITE_IN = re.compile(r"\bother\b|\btext\W*$|specify|explain|describe|comment|\bwhy\b", re.IGNORECASE)
_CONSENTS = re.compile(
    r"\b(?:consent|agree|permission|privacy|gdpr|terms|understand that|confirm)\b", re.IGNORECASE
)
_NAMES_RECORD = re.compile(
    r"\b(?:id|timestamp|date|time|url|link|token|ip|network|start|submit\w*|created|updated|author|user\w*|"
    r"status|collector|ref\w*|uuid|hash|row|number|no|#)\b",
    re.IGNORECASE,
)
_SHORT_PART = 5  # letters of an option that is no mere word of an enumeration
_NO_WORDS, _FEW = 0.2, 3  # probability and cells of a column that holds nobody's words
_SISTER = re.compile(r"(?P<stem>.{8,}) ?\[(?P<part>[^\]]*)\]|(?P<long>(?:\S+ ){5,})- (?P<last>.+?)")
_OTHER = re.compile(r"other|comment|text|please (?:specify|describe|explain)", re.IGNORECASE)
_LONGEST_HEADING = 1_000  # letters of a heading that are looked at: the looks above grow with their square
_LONGEST_FACT, _LONGEST_RECORD = 12, 4  # words in a heading that asks a fact, or names a part of a record


def weigh_column(name: str, cells: Sequence[str], elsewhere: Mapping[str, int]) -> float:
    """The probability that a column holds people's own words, 0 to 1.

    Args:
        elsewhere: From each folded cell of the sheet to the number of columns it stands in.
    """
    evidence = gather_evidence(name, cells, elsewhere)
    if not evidence:
        return 0.0
    weights = read_weights()
    total = weights["always"] + sum(weights.get(key, 0.0) * value for key, value in evidence.items())
    return 1 / (1 + math.exp(-max(-30.0, min(30.0, total))))


def find_picked(names: Mapping[int, str], cells: Mapping[int, Sequence[str]]) -> set[int]:
    """Columns of picks and facts in a table of a document, where another one holds people's words."""
    elsewhere = count_columns(cells)
    likely = {column: weigh_column(names[column], shown, elsewhere) for column, shown in cells.items()}
    picked = {column for column, share in likely.items() if share < _NO_WORDS and len(cells[column]) >= _FEW}
    return picked if len(picked) < len(likely) else set()


@lru_cache(maxsize=1)
def read_weights() -> dict[str, float]:
    """What each piece of evidence counts for."""
    return tomllib.loads(Path(__file__).with_name("column_weights.toml").read_text(encoding="utf-8"))


def asks_for_fact(name: str) -> bool:
    """Whether a heading asks who somebody is ("Where do you live?") and nothing else."""
    return bool(_IS_FACT.search(" ".join(name.split())))


def names_person(name: str) -> bool:
    """Whether a heading asks for a name or how to reach somebody, in whatever words, and for no views."""
    plain = " ".join(name.split())[:_LONGEST_HEADING]
    return bool(_NAMES_PERSON.search(plain)) and not _ASKS_WORDS.search(_NAMES_PERSON.sub(" ", plain))


def labels_fact(name: str) -> bool:
    """Whether a heading is the plain name of a fact about people ("Department"), as topics may be, too."""
    return len(name) <= _LONGEST_HEADING and bool(_IS_LABEL.fullmatch(" ".join(name.split())))


def tells_to_pick(name: str) -> bool:
    """Whether a heading tells people to pick, and what stands below it is no "Other" to write in."""
    return bool(_TELLS_TO_PICK.search(name)) and not _WRITE_IN.search(name)


def invites_words(name: str) -> bool:
    """Whether a heading invites people to write ("Anything else?", "Please explain your answer")."""
    return bool(_INVITES.search(" ".join(name.split())))


def count_columns(columns: Mapping[int, Sequence[str]]) -> Counter[str]:
    """In how many columns of a sheet each text stands."""
    return Counter(text for cells in columns.values() for text in {fold_cell(c) for c in cells[:_SAMPLE]})


def pool_sisters(names: Mapping[int, str], texts: Mapping[int, list[str]]) -> dict[int, list[str]]:
    """The cells to judge each column by: those of all columns that ask one thing of several subjects.

    Forms write such a grid as "How often do you use these? [The bus]", "... [The train]".
    """
    sisters: dict[str, list[int]] = {}
    for column, name in names.items():
        found = _SISTER.fullmatch(" ".join(name.split())) if len(name) <= _LONGEST_HEADING else None
        if found is not None and not _OTHER.match(found["part"] or found["last"] or ""):
            sisters.setdefault(found["stem"] or found["long"], []).append(column)
    pooled = dict(texts)
    for columns in sisters.values():
        filled = [column for column in columns if texts.get(column)]
        cells = [text for column in filled for text in texts[column][:_SAMPLE]]
        pooled.update(dict.fromkeys(filled if len(filled) > 1 else (), cells))
    return pooled


def fold_cell(text: str) -> str:
    """A cell's words without case and spacing."""
    return " ".join(unicodedata.normalize("NFKC", text[:_LONGEST]).casefold().split())


def gather_evidence(name: str, cells: Sequence[str], elsewhere: Mapping[str, int]) -> dict[str, float]:
    """All evidence on a column, by its name; empty for a column without content."""
    shown = [text for cell in cells[:_SAMPLE] if (text := cell[:_LONGEST].strip())]
    if not shown:
        return {}
    folded = [fold_cell(text) for text in shown]
    return {
        **_see_repetition(folded, elsewhere),
        **_see_wording(shown, folded),
        **_see_kinds(shown, folded),
        **_see_heading(" ".join(name.split())),
        "in_heading": sum(len(text) > 1 and text in fold_cell(name) for text in folded) / len(folded),
    }


def _see_repetition(folded: Sequence[str], elsewhere: Mapping[str, int]) -> dict[str, float]:
    count = len(folded)
    times = Counter(folded)
    pieces = [[part for part in _PARTS.split(text) if part] or [text] for text in folded]
    holding = Counter(part for parts in pieces for part in set(parts))
    distinct = len(times) / count
    again = sum(sum(holding[part] > 1 for part in parts) / len(parts) for parts in pieces) / count
    return {
        "distinct": distinct,
        "most_common": max(times.values()) / count,
        "once": sum(times[text] == 1 for text in folded) / count,
        "all_parts_again": sum(all(holding[part] > 1 for part in parts) for parts in pieces) / count,
        "parts_again": again,
        "distinct_parts": len(holding) / sum(map(len, pieces)),
        "semicolons": sum(";" in text for text in folded) / count,
        "in_other_columns": sum(elsewhere.get(text, 0) > 1 for text in folded) / count,
        "cells": math.log1p(count),
        "distinct_of_many": distinct * math.log1p(count),
        "parts_again_of_few": again / math.log1p(count),
        "parts_shared": _share_parts(times, pieces),
    }


def _share_parts(times: Mapping[str, int], pieces: Sequence[Sequence[str]]) -> float:
    """Share of the different cells with several parts that have one in common with another such cell."""
    several = {tuple(parts) for parts in pieces if len(parts) > 1}
    holding = Counter(part for parts in several for part in set(parts) if len(part) > _SHORT_PART)
    return sum(any(holding[part] > 1 for part in parts) for parts in several) / len(times)


def _see_wording(shown: Sequence[str], folded: Sequence[str]) -> dict[str, float]:
    count = len(shown)
    words = [_WORD.findall(text) for text in folded]
    lengths = sorted(len(found) for found in words)
    total = sum(lengths) or 1
    return {
        "words": math.log1p(sum(lengths) / count),
        "long": sum(length >= 8 for length in lengths) / count,
        "short": sum(length <= 3 for length in lengths) / count,
        "spread": math.log1p(lengths[int(0.9 * (count - 1))] - lengths[int(0.1 * (count - 1))]),
        "small_words": sum(word in _SMALL_WORDS for found in words for word in found) / total,
        "own_words": sum(any(word in _OWN_WORDS for word in found) for found in words) / count,
        "ends_sentence": sum(text[-1] in ".!?" for text in shown) / count,
        "several_sentences": sum(bool(re.search(r"[.!?] +\S", text)) for text in shown) / count,
        "opens_small": sum(text[0].islower() for text in shown) / count,
        "vocabulary": len({word for found in words for word in found}) / total**0.75,
    }


def _see_kinds(shown: Sequence[str], folded: Sequence[str]) -> dict[str, float]:
    count = len(shown)
    return {
        "numbers": sum(bool(_NUMBER.match(text)) for text in shown) / count,
        "dates": sum(len(text) < 40 and bool(_DATE.search(text)) for text in shown) / count,
        "tokens": sum(bool(_TOKEN.match(text)) for text in shown) / count,
        "picked": sum(text in _PICKED for text in folded) / count,
    }


def _see_heading(name: str) -> dict[str, float]:
    length = len(name.split())
    return {
        "asks_words": float(bool(_ASKS_WORDS.search(name))),
        "asks_pick": float(bool(_ASKS_PICK.search(name))),
        "asks_fact": float(length <= _LONGEST_FACT and bool(_ASKS_FACT.search(name))),
        "consents": float(bool(_CONSENTS.search(name))),
        "names_record": float(length <= _LONGEST_RECORD and bool(_NAMES_RECORD.search(name))),
        "question_mark": float("?" in name),
        "heading_words": math.log1p(length),
        "no_heading": float(not name),
        "bracket": float("[" in name),
    }
