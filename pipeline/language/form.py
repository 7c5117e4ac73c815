"""What the form of a note says, whatever it is about: is it a question, an instruction, a story?"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from spacy.tokens import Doc, Token

# After an auxiliary at the start, one of these makes it a question: "is there", "could we".
_SUBJECTS = frozenset(
    [
        "i",
        "you",
        "we",
        "they",
        "he",
        "she",
        "it",
        "there",
        "the",
        "this",
        "that",
        "these",
        "those",
        "my",
        "our",
        "your",
        "their",
        "his",
        "her",
        "anyone",
        "anybody",
        "someone",
        "somebody",
        "people",
        "any",
    ]
)
_AUXILIARIES = frozenset(
    [
        "is",
        "are",
        "was",
        "were",
        "do",
        "does",
        "did",
        "can",
        "could",
        "will",
        "would",
        "has",
        "have",
        "had",
        "should",
        "shall",
        "may",
        "might",
        "am",
    ]
)
_VERBS_THAT_ARE_COMMON = frozenset(
    [
        "be",
        "have",
        "do",
        "can",
        "will",
        "would",
        "should",
        "must",
        "may",
        "might",
        "get",
        "go",
        "say",
        "need",
        "want",
        "know",
        "make",
        "take",
        "come",
        "feel",
        "think",
        "tell",
        "see",
        "ask",
        "give",
        "find",
        "keep",
        "leave",
        "put",
        "mean",
        "let",
        "try",
        "call",
        "could",
        "'s",
        "'ve",
        "'re",
        "'m",
        "'ll",
        "'d",
    ]
)
_NO_ACTIVITIES = frozenset(
    [
        "nothing",
        "something",
        "anything",
        "everything",
        "evening",
        "morning",
        "during",
        "bring",
        "ring",
        "string",
        "spring",
        "thing",
        "king",
        "parking",
        "housing",
        "building",
        "being",
        "according",
        "including",
    ]
)
_AMOUNT = re.compile(
    r"[£$€]\s?\d|\b\d[\d,.]*\s?(?:%|k\b|quid|grand|pounds?|mins?\b|minutes?|hours?|hrs?\b|days?|weeks?|wks?\b"
    r"|months?|mths?\b|years?|yrs?\b|times)",
    re.IGNORECASE,
)
_QUOTE = re.compile(r"[\"“”]|(?<!\w)['‘][^'’]{3,80}['’](?!\w)")
_SENTENCE = re.compile(r"[.!?]+(?:\s|$)|[^.!?]$")
_JOINT = re.compile(r"[,+&/;]|\s[–-]\s")
_LONG = 22  # words
_SHORT = 2


def read_form(doc: Doc) -> list[str]:
    """The cues of form that a note meets, by name, in a fixed order."""
    text = doc.text.strip().rstrip("\"'”’).… ")
    words = [token for token in doc if any(letter.isalnum() for letter in token.text)]
    low = [token.lower_.replace("’", "'") for token in words]
    lemmas = {token.lemma_.lower() for token in words}
    past = any(_is_past(token, low) for token in words)
    finite = past or not lemmas.isdisjoint(_VERBS_THAT_ARE_COMMON)
    met = {
        "asks": text.endswith("?"),
        "asks_within": "?" in doc.text and not text.endswith("?"),
        "turned_round": len(low) > 1 and low[0] in _AUXILIARIES and low[1] in _SUBJECTS,
        "exclaims": text.endswith("!"),
        "a_thing": bool(low) and low[0] in ("a", "an", "one", "some", "somebody", "someone", "something"),
        "doing": len(low) > 1 and low[0].endswith("ing") and low[0] not in _NO_ACTIVITIES,
        "no_verb": bool(low) and not finite,
        "past": past,
        "very_short": 0 < len(low) <= _SHORT,
        "long": len(low) >= _LONG,
        "sentences": len(_SENTENCE.findall(doc.text)) > 1,
        "listing": not past and len(_JOINT.findall(doc.text)) > 1,
        "amount": _AMOUNT.search(doc.text) is not None,
        "quotes": _QUOTE.search(doc.text) is not None,
    }
    return [name for name, is_met in met.items() if is_met]


def _is_past(token: Token, low: Sequence[str]) -> bool:
    written = token.lower_
    return written.endswith("ed") and len(written) > 4 and token.lemma_ != written
