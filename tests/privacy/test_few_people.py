"""Where few people were there, neither table nor speaker is named."""

from __future__ import annotations

import pandas as pd
import pytest
from pandera.typing.pandas import DataFrame

from pipeline.privacy.masking import hide_tables, mask_notes, withhold_few
from pipeline.settings import PrivacySettings
from pipeline.tables import EventFigures, Notes, PrivacyFlags, Questions, check_table, table_of
from tests.privacy.conftest import MakeNotes


def _settings(fewest: int) -> PrivacySettings:
    return PrivacySettings(mask=(), fewest_people=fewest)


def _figures(**given: float) -> DataFrame[EventFigures]:
    rows = [{"event_id": "e", "measure": name, "value": value} for name, value in given.items()]
    return table_of(EventFigures, rows)


@pytest.fixture
def notes(make_notes: MakeNotes) -> DataFrame[Notes]:
    """Table 1 with three speakers, table 2 with one, table 3 with nobody noted, and one of no table."""
    made = make_notes(*"abcdefg")
    return check_table(
        Notes,
        pd.DataFrame(made).assign(
            table=["1", "1", "1", "2", "2", "3", ""], speaker=["P1", "P2", "P3", "P1", "p1 ", "", "P9"]
        ),
    )


@pytest.mark.parametrize(
    ("fewest", "given", "tables"),
    [
        (0, {}, ["1", "1", "1", "2", "2", "3", ""]),
        (1, {}, ["1", "1", "1", "2", "2", "3", ""]),
        (2, {}, ["1", "1", "1", "", "", "", ""]),
        (3, {}, ["1", "1", "1", "", "", "", ""]),
        (4, {}, [""] * 7),
        (4, {"people at table 2": 8, "Table 3": 4}, ["", "", "", "2", "2", "3", ""]),
        (4, {"people at table 2": 8, "people": 3}, [""] * 7),
    ],
)
def test_a_table_of_few_is_not_named(
    notes: DataFrame[Notes], fewest: int, given: dict[str, float], tables: list[str]
) -> None:
    shown = mask_notes(notes, table_of(PrivacyFlags, []), _settings(fewest))
    found = withhold_few(shown, notes, _figures(**given), _settings(fewest))
    assert found["table"].tolist() == tables
    for before, speaker, masked, table in zip(
        notes["speaker"], found["speaker"], found["masked"], tables, strict=True
    ):
        few = fewest > 1 and not table
        assert speaker == ("[withheld]" if few and before else before)
        assert masked == (few and bool(before))
    assert found["words"].tolist() == notes["words"].tolist()


def test_notes_of_no_table_count_the_event(notes: DataFrame[Notes]) -> None:
    shown = mask_notes(notes, table_of(PrivacyFlags, []), _settings(3))
    found = withhold_few(shown, notes, _figures(people=40), _settings(3))
    assert found["speaker"].iloc[-1] == "P9"


def test_questions_name_no_table_that_is_withheld(notes: DataFrame[Notes]) -> None:
    row = {"question_id": "q1", "event_id": "e", "position": 1, "table": "1 | 2 | 3", "question": "Why?"}
    questions = table_of(Questions, [row | {"number": "", "wordings": "Why?", "notes": 7}])
    shown = mask_notes(notes, table_of(PrivacyFlags, []), _settings(3))
    few = withhold_few(shown, notes, _figures(), _settings(3))
    assert hide_tables(questions, few, _settings(3))["table"].tolist() == ["1"]
    assert hide_tables(questions, few, _settings(0))["table"].tolist() == ["1 | 2 | 3"]
