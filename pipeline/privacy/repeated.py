"""A person's whole name that was found in one note is a name in every note of the event.

Names are found by what stands around them, so the same words may be masked here and shown there; one that
is shown says who the other was. Only names of several words count: of single ones every further place that
was met in 44 events was a street ("Campbell Lane").
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable

from pipeline.privacy.names import load_vocabulary
from pipeline.privacy.spans import Span

_REASON = "The same name was found in another note."
_MOST = 400  # names of one event
_NAME = re.compile(r"[A-Z][\w'’-]+(?: [\w'’-]+){0,2} [A-Z][\w'’-]+")


def list_whole_names(found: Iterable[str]) -> tuple[str, ...]:
    """Those of the names found that say who is meant: several words, not all of them everyday ones."""
    known = load_vocabulary()
    whole = (
        name
        for name in dict.fromkeys(found)
        if _NAME.fullmatch(name) and not all(known.is_word(word.lower()) for word in name.split())
    )
    return tuple(sorted(whole)[:_MOST])


def find_repeated(text: str, names: tuple[str, ...]) -> list[Span]:
    """Where these names stand in a text."""
    if not names or not text:
        return []
    return [Span(*match.span(), "name", "likely", _REASON) for match in _compile(names).finditer(text)]


@functools.cache
def _compile(names: tuple[str, ...]) -> re.Pattern[str]:
    words = "|".join(re.escape(name) for name in sorted(names, key=lambda name: (-len(name), name)))
    return re.compile(rf"(?<!\w)(?:{words})(?!\w)")
