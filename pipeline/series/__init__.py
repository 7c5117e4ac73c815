"""The room that puts the events of one series side by side."""

from __future__ import annotations

from pipeline.series.build import collate_series
from pipeline.series.decisions import SeriesDecisions, read_decisions, read_kept, write_kept
from pipeline.series.framework import FrameworkCode
from pipeline.series.proposed import list_to_match, take_matches

__all__ = [
    "FrameworkCode",
    "SeriesDecisions",
    "collate_series",
    "list_to_match",
    "read_decisions",
    "read_kept",
    "take_matches",
    "write_kept",
]
