"""Small numbers: where few people were there, table and speaker point at one of them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pandas as pd
from pandera.typing.pandas import DataFrame

from pipeline.settings import PrivacySettings
from pipeline.tables import (
    DETAIL_PLACEHOLDERS,
    SEPARATOR,
    EventFigures,
    Notes,
    Questions,
    SafeNotes,
    check_table,
)

# What people call the number of those who came, in event.toml under [figures].
_ALL_WHO_CAME = ("people", "participants", "attendees", "attended", "attendance", "who came")


def withhold_few(
    shown: DataFrame[SafeNotes],
    notes: DataFrame[Notes],
    figures: DataFrame[EventFigures],
    settings: PrivacySettings,
) -> DataFrame[SafeNotes]:
    """The notes without table and speaker where fewer people were there than the settings ask for.

    How many sat at a table says event.toml: under [figures] "people at table 3" = 8. Where it does not,
    the different speakers noted at that table are counted; where there are none, nobody knows, and table
    and speaker are withheld. Of notes without a table the whole event is counted: "people" = 42. An event
    of fewer people than that as a whole shows no table and no speaker at all.

    Args:
        shown: The notes as they may be shown otherwise.
        notes: The same as written down, in the same order.
        figures: The numbers that event.toml gives.
        settings: How many people are enough; 0 or 1 withholds nothing.
    """
    if settings.fewest_people <= 1:
        return shown
    counted = _count_people(notes, {row["measure"]: row["value"] for row in _rows(figures)})
    tables, speakers, masked = [], [], []
    for row in _rows(shown):
        few = counted[row["table"]] < settings.fewest_people
        withheld = few and bool(row["speaker"])
        tables.append("" if few else row["table"])
        speakers.append(DETAIL_PLACEHOLDERS["withheld"] if withheld else row["speaker"])
        masked.append(bool(row["masked"]) or withheld)
    changed = pd.DataFrame(shown).assign(table=tables, speaker=speakers, masked=masked)
    return check_table(SafeNotes, changed)


def hide_tables(
    questions: DataFrame[Questions], shown: DataFrame[SafeNotes], settings: PrivacySettings
) -> DataFrame[Questions]:
    """The questions without the names of tables that no shown note has, where small numbers are withheld.

    Args:
        questions: The questions asked.
        shown: The notes as reports may show them.
        settings: Whether small numbers are withheld.
    """
    if settings.fewest_people <= 1:
        return questions
    left = {table for joined in shown["table"].tolist() for table in joined.split(SEPARATOR)}
    tables = [
        SEPARATOR.join(table for table in joined.split(SEPARATOR) if table in left)
        for joined in questions["table"].tolist()
    ]
    return check_table(Questions, pd.DataFrame(questions).assign(table=tables))


def _count_people(notes: DataFrame[Notes], figures: Mapping[str, float]) -> dict[str, float]:
    """How many people sat at each table as far as anybody knows; 0 where nobody does."""
    given = {" ".join(measure.split()).casefold(): value for measure, value in figures.items()}
    everybody = next((given[name] for name in _ALL_WHO_CAME if name in given), None)
    speakers: dict[str, set[str]] = {}
    for table, speaker in zip(notes["table"].tolist(), notes["speaker"].tolist(), strict=True):
        said_by = speakers.setdefault(table, set())
        if speaker.strip():
            said_by.add(speaker.strip().casefold())
    counted: dict[str, float] = {}
    for table, said_by in speakers.items():
        if table:
            parts = [_at_table(part, given) for part in table.split(SEPARATOR)]
            known = [part for part in parts if part is not None]
            count = sum(known) if len(known) == len(parts) else float(len(said_by))
        else:
            count = everybody if everybody is not None else float(len(said_by))
        counted[table] = count if everybody is None else min(count, everybody)
    return counted


def _at_table(table: str, given: Mapping[str, float]) -> float | None:
    name = " ".join(table.split()).casefold().removeprefix("table ")
    for measure in (f"people at table {name}", f"people at {name}", f"table {name}"):
        if measure in given:
            return given[measure]
    return None


def _rows(table: Any) -> list[dict[str, Any]]:
    return list(table.to_dict("records"))
