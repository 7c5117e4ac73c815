"""Documents of other people, read as nobody here wrote rules for: the benchmark's figures are held."""

from __future__ import annotations

import pytest

from tests.benchmarks.reading_wild.gold import WILD, list_documents
from tests.benchmarks.reading_wild.measure import Reading, measure_document


@pytest.fixture(scope="module")
def readings() -> list[Reading]:
    """Every wild document, read and compared with its gold reading."""
    return [measure_document(document) for document in list_documents()]


def test_notes_of_wild_documents_are_found(readings: list[Reading]) -> None:
    assert WILD.is_dir()
    assert sum(one.f1 for one in readings) / len(readings) >= 0.93
    some = [one for one in readings if one.sure]
    assert sum(one.recall for one in some) / len(some) >= 0.94
    right = sum(one.right for one in some)
    assert sum(one.question for one in some) / right >= 0.88


def test_nothing_of_a_wild_document_is_lost_in_silence(readings: list[Reading]) -> None:
    assert [one.name for one in readings if one.silent] == []
    assert [one.name for one in readings if one.recall < 0.7 and not one.said] == []
