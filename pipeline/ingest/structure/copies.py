"""The same write-up twice (a copy, a Word file and its PDF): what stands in both is counted once."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

from pipeline.ingest.structure.scope import Placed
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
    kept: list[str] = []
    for source in sorted(words, key=lambda name: (_rank(name), len(name), name)):
        first = next((other for other in kept if _is_copy(words[source], words[other])), None)
        if first is None:
            kept.append(source)
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


def _is_copy(one: Counter[tuple[str, ...]], other: Counter[tuple[str, ...]]) -> bool:
    shared = (one & other).total()
    return shared >= _FEWEST and shared >= _SAME * max(one.total(), other.total())


def _rank(name: str) -> int:
    kind = name.lower()[name.rfind(".") :]
    return _RANK.index(kind) if kind in _RANK else len(_RANK)
