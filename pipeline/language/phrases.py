"""The words of a note and the pairs of words that follow one another: what the weights of a type go by."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.tokens import Doc

_START, _END = "^", "$"  # "^ no" is "no" at the start of a note


def read_phrases(doc: Doc) -> list[str]:
    """The words and pairs of words of a note, each once, sorted; placeholders are no words of it."""
    words = [token.lower_ for token in doc if not (token.is_space or token._.placeholder)]
    if not words:
        return []
    pairs = zip([_START, *words], [*words, _END], strict=True)
    return sorted({*words, *(f"{one} {other}" for one, other in pairs)})
