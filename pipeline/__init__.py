"""From the write-up of a listening event to draft theme reports that people check and correct.

In a notebook::

    import pipeline

    event = pipeline.load_event("2025-03-harrowby-library", workspace="..")
    event.themes

    series = pipeline.load_series("wexmoor-listening-2025", workspace="..")
    series.matrix
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pipeline.notebook.event import Event
    from pipeline.notebook.series import Series

__all__ = ["load_event", "load_series"]

# ONNX Runtime's official builds report on their use to its makers unless this stands before it is loaded:
# they would look up and call a host, and keep an identifier of this machine in the user's cache folder.
os.environ["ORT_DISABLE_TELEMETRY"] = "1"


def load_event(event_id: str, workspace: str | Path = ".") -> Event:
    """Open an event that has been run.

    Args:
        event_id: The event's slug, as the run showed it.
        workspace: The folder that holds data/ and reports/.

    Raises:
        SourceError: If there is no such event.
    """
    from pipeline.notebook.event import Event  # here, so that `import pipeline` stays light

    return Event(event_id, Path(workspace))


def load_series(series: str, workspace: str | Path = ".") -> Series:
    """Open a series that has been run.

    Args:
        series: The slug of the series, as the run showed it.
        workspace: The folder that holds data/ and reports/.

    Raises:
        SourceError: If there is no such series.
    """
    from pipeline.notebook.series import Series  # here, so that `import pipeline` stays light

    return Series(series, Path(workspace))
