"""Titles from a theme's own notes: words that most of them share, else one central note in quotation marks.

A title says no more than the notes do. Where most notes of a theme use the same words, a phrase or a noun of
theirs is its title; where they do not, no scrap of one note is made to speak for them: the short note nearest
to the others is quoted, in quotation marks, and the reader sees that it is one note.

What was tried and left: clauses of one note as titles, alone or two joined with "and", weighed by nearness
and support (by one blind reader half of them were poor or wrong); terms in a row.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from pipeline.settings import ThemeSettings
from pipeline.tables.vectors import Embed, Vectors
from pipeline.themes.name.clauses import PLACEHOLDER, find_clauses, find_phrases
from pipeline.themes.name.words import QuestionWords, is_noun, is_only_verb, is_verb, read_words

QUOTED = ("“", "”")
_FEWEST = 3  # notes that use the words of a title from their own words
_PHRASE_WORDS = 5  # a longer one is somebody's sentence
_QUOTED_WORDS = (3, 12)  # words of a note that can be a title, whole
_LONG = 0.01  # what each word over eight takes away from nearness (cosine)
_GOOD_LENGTH = 8
_POINTING = 0.08  # what it takes away to begin or go on with words that point outside the note
_POINTS_OUT = re.compile(
    r"\b(?:it|it['’]\w+|its|they|them|their|this|that['’]\w+|these|those|he|she|also|same|such|etc)\b",
    re.IGNORECASE,
)
_SENTENCE = re.compile(r"[^.!?;\n]+[!?]?")


@dataclass(frozen=True)
class Unnamed:
    """The themes of one question before they are called anything.

    Attributes:
        groups: For each theme, the places of its notes, most central first.
        words: The notes' words, personal details masked.
        terms: Each note's harmonised terms, joined by spaces.
        vectors: The notes' own vectors, without context.
    """

    groups: Sequence[Sequence[int]]
    words: Sequence[str]
    terms: Sequence[str]
    vectors: Vectors

    def without(self, group: int | None) -> Unnamed:
        """The same without one of its themes, the last."""
        return self if group is None else replace(self, groups=self.groups[:group])


def title_themes(titles: Sequence[str], part: Unnamed, embed: Embed, settings: ThemeSettings) -> list[str]:
    """Fill in missing titles from the themes' own notes.

    Args:
        titles: The titles given so far, empty where one is missing.
        part: The themes.
        embed: Embeds texts in the space of the notes; titles that say nearly the same are told by it.
        settings: What share of a theme's notes must use the words of its title; how near titles may be.

    Returns:
        One title per theme, no two alike.
    """
    result = list(titles)
    question = QuestionWords(part.terms, part.groups)
    order = sorted(
        (theme for theme, title in enumerate(titles) if not title),
        key=lambda theme: (-len(part.groups[theme]), theme),
    )
    for theme in order:
        taken = [title for title in result if title]
        words = [part.words[place] for place in part.groups[theme]]
        found = _find_shared(words, part.groups[theme], question, settings)
        free = [title for title in found if not _is_alike(title, taken, question, embed, settings)]
        result[theme] = free[0] if free else _quote(words, part.vectors[list(part.groups[theme])], taken)
    return result


def _find_shared(
    words: Sequence[str], group: Sequence[int], question: QuestionWords, settings: ThemeSettings
) -> list[str]:
    """Phrases and nouns of the notes that enough of them use, those that most use and say most first."""
    phrases = dict.fromkeys([*find_phrases(words), *find_clauses(words), *_list_nouns(words)])
    own = list(group)
    weighed: list[tuple[float, int, str]] = []
    for place, phrase in enumerate(phrases):
        content = question.list_content(phrase)
        telling = [
            word for word in content if word not in read_words("vague") and not question.is_common(word)
        ]
        if not telling or len(phrase.split()) > _PHRASE_WORDS or _POINTS_OUT.search(phrase):
            continue
        using = np.logical_and.reduce([question.find_notes(word)[own] for word in content])
        if using.sum() >= _FEWEST and using.mean() >= settings.title_share:
            weighed.append((-float(using.mean()) - 0.25 * (len(content) > 1), place, phrase))
    return [phrase[:1].upper() + phrase[1:] for _, _, phrase in sorted(weighed)]


def _list_nouns(words: Sequence[str]) -> list[str]:
    """Single nouns as the notes have them, the forms used most first."""
    used = Counter(word.lower() for note in words for word in re.findall(r"[^\W\d_]{4,}", note))
    found = [word for word, _ in used.most_common()]
    return [
        word
        for word in dict.fromkeys(found)
        if is_noun(word) and not is_only_verb(word) and not _may_do(word)
    ]


def _may_do(word: str) -> bool:
    """Whether a noun is as often something that is done ("feel", "want", "need")."""
    return is_verb(word) and not word.endswith(("ing", "s"))


def _is_alike(
    title: str, taken: Sequence[str], question: QuestionWords, embed: Embed, settings: ThemeSettings
) -> bool:
    content = question.list_content(title)
    if any(question.count_shared(title, other) == len(content) for other in taken):
        return True
    if not taken:
        return False
    near = embed([title, *taken]).astype(np.float64)
    return bool(np.round(near[1:] @ near[0], 6).max() >= settings.title_alike)


def _quote(words: Sequence[str], vectors: Vectors, taken: Sequence[str]) -> str:
    """The short note nearest to all others, in quotation marks; else how the first begins."""
    exact = vectors.astype(np.float64)
    near = exact @ exact.mean(axis=0)
    weighed: list[tuple[float, int, str]] = []
    for place, note in enumerate(words):
        said = note.strip(" .,;:–—-*_")
        length = len(said.split())
        if PLACEHOLDER.search(note) or not _QUOTED_WORDS[0] <= length <= _QUOTED_WORDS[1] or "\n" in said:
            continue
        lost = _LONG * max(0, length - _GOOD_LENGTH) + _POINTING * bool(_POINTS_OUT.search(said))
        weighed.append((round(lost - float(near[place]), 6), place, said))
    quoted = [f"{QUOTED[0]}{said}{QUOTED[1]}" for _, _, said in sorted(weighed)]
    quoted += [_cut(note) for note in words]
    title = next((one for one in quoted if one not in taken), quoted[0])
    number = sum(other == title or other.startswith(f"{title} (") for other in taken)
    return f"{title} ({number + 1})" if number else title


def _cut(note: str) -> str:
    """How a long note begins: its first sentence, or as many words of it as a title holds."""
    plain = PLACEHOLDER.sub("…", note).strip()
    sentence = _SENTENCE.match(plain)
    tokens = (sentence.group() if sentence else plain).split()
    shown = " ".join(tokens[: _QUOTED_WORDS[1]]).strip(" ,;:–—-")
    whole = len(shown) >= len(plain.rstrip(" ."))
    return f"{QUOTED[0]}{shown or '…'}{'' if whole else ' …'}{QUOTED[1]}"
