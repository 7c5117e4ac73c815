"""What makes a title a good one, as far as arithmetic can tell; reading tells the rest.

Vectors are those of plain MiniLM, whatever model wrote the titles. `own_word` uses no vectors at all.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from tests.benchmarks.titles.cases import Theme

Vector = npt.NDArray[np.float32]

NEAR = 0.54  # from this cosine on a note bears a title out, or if it shares most of its words
ALIKE = 0.75  # from this cosine on two titles say the same
_FEWEST = 3  # notes of a theme of which a title ought to speak for more than one
_GRAMMAR_WORDS = """
a an the of to in on at for with by from and or but so nor not no is are was were be been being am as
that which who whom whose what how when where why if than then because while until till though although
i you he she we they it me him her us them my your his its our their mine yours this these those there
here have has had do does did can could will would shall should may might must very too more most less
least all some any each every other another such own same only just also even still up out off over
under into onto about after before again s t don ll re ve m d get got let
"""
_GRAMMAR = frozenset(_GRAMMAR_WORDS.split())
_MAY_END = "up out off over under here there more less mine yours own same again"
_ENDS = _GRAMMAR - frozenset(_MAY_END.split())
_MAY_NOT_START = "and or but so nor because than then which that who while until though although"
_STARTS = frozenset(_MAY_NOT_START.split())


@dataclass(frozen=True)
class Scores:
    """Means over themes; the higher the better unless said.

    Attributes:
        themes: How many.
        nearest: Share of titles that are nearest to their own theme's name among those of the question.
        rank: Mean reciprocal rank of that name.
        own_word: Share of titles with a content word of the own name that no other name of the question has.
        others_word: Share with a content word of another name only, and none of the own (lower is better).
        notes: Share of notes nearest to their own theme's title.
        borne: Mean share of a theme's notes that bear its title out.
        alone: Share of titles that one note at most bears out, of themes of 3 notes or more (lower).
        alike: Share of titles with another of the question that is nearly the same (lower).
        torn: Share of titles that begin or end as no title does, or are cut off (lower).
        words: Mean number of words.
    """

    themes: int
    nearest: float
    rank: float
    own_word: float
    others_word: float
    notes: float
    borne: float
    alone: float
    alike: float
    torn: float
    words: float


def score_titles(themes: Sequence[Theme], known: Mapping[str, Vector]) -> Scores:
    """Score the titles of whole groups.

    Args:
        themes: All themes of some groups.
        known: The plain vector of every title, name and note.
    """
    rows = []
    for _, some in itertools.groupby(themes, key=lambda theme: theme.group):
        rows += _score_group(list(some), known)
    names = [name for name in Scores.__annotations__ if name != "themes"]
    said = {name: [row[name] for row in rows if row[name] is not None] for name in names}
    means = {name: float(np.mean(values)) if values else float("nan") for name, values in said.items()}
    return Scores(themes=len(rows), **means)


def find_alike(titles: Sequence[str], known: Mapping[str, Vector]) -> list[tuple[int, int]]:
    """Pairs of titles that share all content words of the shorter but one, or say the same."""
    pairs = []
    for one, other in itertools.combinations(range(len(titles)), 2):
        words, others = _content(titles[one]), _content(titles[other])
        shared = sum(_holds(others, word) for word in words)
        fewer = min(len(words), len(others))
        if (shared and shared >= fewer - 1) or float(known[titles[one]] @ known[titles[other]]) >= ALIKE:
            pairs.append((one, other))
    return pairs


def is_torn(title: str) -> bool:
    """Whether a title begins or ends in the middle of a sentence."""
    words = re.findall(r"[\w'’]+", title.lower())
    torn = not words or words[0] in _STARTS or words[-1] in _ENDS
    return torn or title.endswith(("…", ")")) or bool(re.search(r"['’]s$", title))


def bears_out(text: str, title: str, known: Mapping[str, Vector]) -> bool:
    """Whether a note says what a title says, or, of a title of two halves, what one of them says."""
    if float(known[text] @ known[title]) >= NEAR:
        return True
    said = _content(text)
    for half in title.split(", and "):
        words = _content(half)
        if words and sum(_holds(said, word) for word in words) * 2 > len(words):
            return True
    return False


def _score_group(themes: list[Theme], known: Mapping[str, Vector]) -> list[dict[str, float | None]]:
    names = sorted({theme.name for theme in themes} - {""})
    name_vectors = np.stack([known[name] for name in names])
    title_vectors = np.stack([known[theme.title] for theme in themes])
    in_pairs = {place for pair in find_alike([theme.title for theme in themes], known) for place in pair}
    rows: list[dict[str, float | None]] = []
    for place, theme in enumerate(themes):
        own: dict[str, float | None] = dict.fromkeys(("nearest", "rank", "own_word", "others_word"))
        if theme.name:
            closeness = name_vectors @ title_vectors[place]
            rank = 1 + int((closeness > closeness[names.index(theme.name)]).sum())
            said = _content(theme.title)
            shares = {name: any(_holds(said, word) for word in _content(name)) for name in names}
            rival = [word for name in names if name != theme.name for word in _content(name)]
            telling = [word for word in _content(theme.name) if not _holds(rival, word)]
            elsewhere = any(shared for name, shared in shares.items() if name != theme.name)
            own = {
                "nearest": float(rank == 1),
                "rank": 1 / rank,
                "own_word": float(any(_holds(said, word) for word in telling)),
                "others_word": float(elsewhere and not shares[theme.name]),
            }
        notes = np.stack([known[text] for text in theme.texts]) @ title_vectors.T
        borne = [bears_out(text, theme.title, known) for text in theme.texts]
        rows.append(
            {
                **own,
                "notes": float((notes.argmax(axis=1) == place).mean()),
                "borne": float(np.mean(borne)),
                "alone": float(sum(borne) < 2) if len(borne) >= _FEWEST else None,
                "alike": float(place in in_pairs),
                "torn": float(is_torn(theme.title)),
                "words": float(len(theme.title.split())),
            }
        )
    return rows


def _content(text: str) -> list[str]:
    text = re.sub(r"(?i)\b(co)[-\s](?=\w{4})", r"\1", text)  # co-production, co production, coproduction
    words = re.findall(r"[^\W\d_]+", text.lower().replace("-", " "))
    return [word for word in dict.fromkeys(words) if word not in _GRAMMAR and len(word) > 1]


def _holds(words: Sequence[str], word: str) -> bool:
    return any(_is_form(word, other) for other in words)


def _is_form(one: str, other: str) -> bool:
    """Forms of one word, told apart from the pipeline's own way of doing so."""
    short, long = sorted((one, other), key=len)
    if short == long:
        return True
    stem = short[: max(4, len(short) - 2)]
    return len(short) >= 4 and long.startswith(stem) and len(long) - len(short) <= 4
