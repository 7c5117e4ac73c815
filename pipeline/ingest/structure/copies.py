"""The same write-up twice (a copy, a Word file and its PDF): what stands in both is counted once."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

from pipeline.ingest.structure.placed import Placed
from pipeline.wording.likeness import fold_words

_FEWEST = 3  # notes: fewer may be alike by chance
_SAME = 0.8  # of the notes of each that stand in the other
_COUNTED = "counted once"
_FOLDED = 20_000  # letters of a note that are compared without case and marks; what goes on, as it stands
COPIED = "stand in another document as well and are counted once"  # of a document's lines
# Of two alike the one that says most about itself is kept.
_RANK = (".docx", ".odt", ".pptx", ".md", ".markdown", ".org", ".html", ".htm", ".txt", ".text", ".pdf")


def set_copies_aside(placed: Mapping[str, list[Placed]]) -> None:
    """Take the notes of a copy for the same notes again; those that only it has stay notes.

    Args:
        placed: By source, every line with its role; those of copies are changed in place.
    """
    if len(placed) < 2:
        return
    notes = {source: [one for one in lines if one.role == "note"] for source, lines in placed.items()}
    words = {source: Counter(map(_fold, own)) for source, own in notes.items()}
    holders: dict[tuple[str, ...], list[str]] = {}  # by the words of a note: the documents kept that hold it
    for source in sorted(words, key=_order):
        first = _find_first(words[source], words, holders)
        if first is None:
            for folded in words[source]:
                holders.setdefault(folded, []).append(source)
            continue
        left = Counter(words[first])
        twins = {_fold(note): note for note in notes[first]}
        for note in notes[source]:
            folded = _fold(note)
            if left[folded]:
                left[folded] -= 1
                reason = f"the same note as in {first}, {twins[folded].line.locator}; {_COUNTED}"
                for line in (note, *note.follows):
                    line.role, line.reason = "metadata", reason


def is_copied(reason: str) -> bool:
    """Whether a line's reason says that it stands in another document as well."""
    return reason.startswith("the same note as in ") and reason.endswith(_COUNTED)


def _fold(note: Placed) -> tuple[str, ...]:
    whole = " ".join(part.words for part in (note, *note.follows))
    return (*fold_words(whole[:_FOLDED]), whole[_FOLDED:])


def _find_first(
    own: Counter[tuple[str, ...]],
    words: Mapping[str, Counter[tuple[str, ...]]],
    holders: Mapping[tuple[str, ...], list[str]],
) -> str | None:
    """The first document that these are the notes of; only those that share one are looked at."""
    shared: Counter[str] = Counter()
    for folded, number in own.items():
        for other in holders.get(folded, ()):
            shared[other] += min(number, words[other][folded])
    alike = (
        other
        for other, number in shared.items()
        if number >= _FEWEST and number >= _SAME * max(own.total(), words[other].total())
    )
    return min(alike, key=_order, default=None)


def _order(name: str) -> tuple[int, int, str]:
    """Which of two alike is kept: the first by this."""
    return _rank(name), len(name), name


def _rank(name: str) -> int:
    kind = name.lower()[name.rfind(".") :]
    return _RANK.index(kind) if kind in _RANK else len(_RANK)
