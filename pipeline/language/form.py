"""What the form of a note says, whatever it is about: is it a question, an instruction, a story?"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pipeline.language.cues import load_cues
from pipeline.language.form_words import (
    ASKING,
    AUXILIARIES,
    NO_ACTIVITIES,
    SUBJECTS,
    VERBS_THAT_ARE_COMMON,
)

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

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
    told = frozenset(load_cues()["past"].words)  # irregular forms
    past = any(token.lower_ in told or _is_regular_past(token) for token in words)
    finite = past or not lemmas.isdisjoint(VERBS_THAT_ARE_COMMON)
    met = {
        "asks": text.endswith("?"),
        "asks_within": "?" in doc.text and not text.endswith("?"),
        "turned_round": len(low) > 1 and _is_turned_round(low[0], low[1]),
        "exclaims": text.endswith("!"),
        "a_thing": bool(low) and low[0] in ("a", "an", "one", "some", "somebody", "someone", "something"),
        "doing": len(low) > 1 and low[0].endswith("ing") and low[0] not in NO_ACTIVITIES,
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


def _is_turned_round(first: str, second: str) -> bool:
    """Whether a verb comes before its subject: "is there", "why do"."""
    return (first in AUXILIARIES and second in SUBJECTS) or (first in ASKING and second in AUXILIARIES)


def _is_regular_past(token: Token) -> bool:
    written = token.lower_
    return written.endswith("ed") and len(written) > 4 and token.lemma_ != written
