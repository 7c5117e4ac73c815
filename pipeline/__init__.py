"""From the write-up of a listening event to draft theme reports that people check and correct.

In a notebook::

    import pipeline

    event = pipeline.load_event("2025-03-harrowby-library", workspace="..")
    event.themes

    series = pipeline.load_series("wexmoor-listening-2025", workspace="..")
    series.matrix
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pipeline.event import Event
    from pipeline.series_of_events import Series

__all__ = ["load_event", "load_series"]


def load_event(event_id: str, workspace: str | Path = ".") -> Event:
    """Open an event that has been run.

    Args:
        event_id: The event's slug, as the run showed it.
        workspace: The folder that holds data/ and reports/.

    Raises:
        SourceError: If there is no such event.
    """
    from pipeline.event import Event  # here, so that `import pipeline` stays light

    return Event(event_id, Path(workspace))


def load_series(series: str, workspace: str | Path = ".") -> Series:
    """Open a series that has been run.

    Args:
        series: The slug of the series, as the run showed it.
        workspace: The folder that holds data/ and reports/.

    Raises:
        SourceError: If there is no such series.
    """
    from pipeline.series_of_events import Series  # here, so that `import pipeline` stays light

    return Series(series, Path(workspace))
