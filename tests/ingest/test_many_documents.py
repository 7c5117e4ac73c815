"""A document is held against those that share a note with it, not against every other of thousands."""

from __future__ import annotations

from collections import Counter

from pipeline.ingest.structure.whole_event import _find_first

NOTES = [(f"remark {number}",) for number in range(12)]


class _Watched(dict[str, Counter[tuple[str, ...]]]):
    """Remembers which documents were looked at."""

    def __init__(self, documents: dict[str, Counter[tuple[str, ...]]]) -> None:
        super().__init__(documents)
        self.seen: set[str] = set()

    def __getitem__(self, name: str) -> Counter[tuple[str, ...]]:
        self.seen.add(name)
        return super().__getitem__(name)


def test_only_documents_that_share_a_note_are_looked_at() -> None:
    words = _Watched(
        {
            "table 1.md": Counter(NOTES[:4]),
            "table 2.md": Counter(NOTES[4:8]),
            "table 3.md": Counter(NOTES[8:]),
        }
    )
    holders = {note: [name] for name, own in words.items() for note in own}
    assert _find_first(Counter(NOTES[4:7]), words, {}) is None
    assert not words.seen
    assert _find_first(Counter(NOTES[5:8] + NOTES[:1]), words, holders) is None  # 3 of 4 are too few
    assert words.seen == {"table 1.md", "table 2.md"}
    assert _find_first(Counter(NOTES[4:8]), words, holders) == "table 2.md"
    assert "table 3.md" not in words.seen
