"""Each bad document gets the right notes or one clear line, soon and in little memory."""

from __future__ import annotations

import re
import shutil
import tracemalloc
from pathlib import Path

import pytest

from pipeline.errors import SourceError
from pipeline.ingest import gather_event, read_event
from pipeline.settings import load_settings
from tests.conftest import ROOT
from tests.ingest.bad_documents import CASES, GOOD, Case
from tests.work import limit_work

SETTINGS = load_settings().ingest


def test_there_are_at_least_forty() -> None:
    assert len(CASES) >= 40
    assert len({case.name for case in CASES}) == len(CASES)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name.replace(" ", "-"))
def test_a_bad_document_is_read_or_refused_in_one_line(case: Case, tmp_path: Path) -> None:
    path = case.write(tmp_path)
    before = sorted(tmp_path.rglob("*"))
    with limit_work(5):  # half the bound users were promised, for half as much; most need no time at all
        if case.read:
            found = read_event(gather_event(path), SETTINGS)
            assert any(case.read in words for words in found.notes["words"])
        else:
            with pytest.raises(SourceError) as refused:
                read_event(gather_event(path), SETTINGS)
            said = str(refused.value)
            assert "\n" not in said
            assert re.search(case.refused, said), said
            assert GOOD not in said
    assert sorted(tmp_path.rglob("*")) == before  # nothing was unpacked anywhere


@pytest.mark.parametrize("name", ["that unpacks without end", "billion laughs"])
def test_a_trap_takes_no_memory(name: str, tmp_path: Path) -> None:
    for place, case in enumerate(case for case in CASES if name in case.name):
        folder = tmp_path / str(place)
        folder.mkdir()
        path = case.write(folder)
        tracemalloc.start()
        with pytest.raises(SourceError):
            read_event(gather_event(path), SETTINGS)
        peak = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        assert peak < 100_000_000


def test_the_other_documents_of_the_event_are_still_read(tmp_path: Path) -> None:
    event = tmp_path / "event"
    event.mkdir()
    shutil.copy(ROOT / "data" / "raw" / "2025-06-eastmere-online" / "notes.txt", event / "good.txt")
    bad = [case for case in CASES if case.refused]
    for place, case in enumerate(bad):
        part = tmp_path / "part"
        part.mkdir()
        written = case.write(part)
        if written.is_file():
            shutil.copy(written, event / f"bad-{place:02d}{written.suffix}")
        shutil.rmtree(part)
    found = read_event(gather_event(event), SETTINGS)
    assert len(found.notes) == 64
    sources = found.sources.set_index("source")
    assert sources.loc["good.txt", "status"] == "read"
    others = sources.drop(index="good.txt")
    assert len(others) >= 25
    assert (others["reason"] != "").all()
    assert (others["notes"] == 0).all()
