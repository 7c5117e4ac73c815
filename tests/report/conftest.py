"""An event built by hand, its reports, and its notes as a report shows them."""

from __future__ import annotations

import pandas as pd
import pytest

from tests.report.made_event import Case, build_case


@pytest.fixture(scope="session")
def case() -> Case:
    """The event."""
    return build_case()


@pytest.fixture(scope="session")
def files(case: Case) -> dict[str, bytes]:
    """Its reports."""
    return case.render()


@pytest.fixture(scope="session")
def shown(case: Case) -> pd.DataFrame:
    """The notes as a report shows them."""
    notes: pd.DataFrame = case.safe_notes
    return notes
