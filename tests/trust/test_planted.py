"""The faults that are planted to try the tests: each still has its piece of the program, and its tests."""

from __future__ import annotations

import pytest

from tests.benchmarks.planted import Fault
from tests.benchmarks.planted_faults import FAULTS
from tests.benchmarks.planted_lasting import LASTING
from tests.conftest import ROOT


@pytest.mark.parametrize("fault", [*FAULTS, *LASTING], ids=lambda fault: f"{fault.promise}: {fault.what}")
def test_every_planted_fault_can_be_planted_and_tried(fault: Fault) -> None:
    assert fault.before in (ROOT / fault.file).read_text(encoding="utf-8")
    for test in fault.tests:
        file, _, name = test.partition("::")
        assert f"def {name.partition('[')[0]}" in (ROOT / file).read_text(encoding="utf-8")
