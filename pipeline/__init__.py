"""From the write-up of a listening event to draft theme reports that people check and correct.

In a notebook::

    import pipeline

    event = pipeline.run("notes.docx", workspace="..")
    event = pipeline.load_event("2025-03-harrowby-library", workspace="..")
    event.themes

    series = pipeline.load_series("wexmoor-listening-2025", workspace="..")
    series.matrix
"""

from __future__ import annotations

import os
from importlib import import_module
from typing import TYPE_CHECKING, Any

__all__ = ["load_event", "load_series", "read_codings", "run"]

# ONNX Runtime's official builds report on their use to its makers unless this stands before it is loaded:
# they would look up and call a host, and keep an identifier of this machine in the user's cache folder.
os.environ["ORT_DISABLE_TELEMETRY"] = "1"

if TYPE_CHECKING:
    from pipeline.notebook.event import load_event, run
    from pipeline.notebook.finished import read_codings
    from pipeline.notebook.series import load_series
else:

    def __getattr__(name: str) -> Any:
        """Open the notebook's room when it is asked for: `import pipeline` stays light."""
        if name not in __all__:
            raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
        place = {"load_series": "series", "read_codings": "finished"}.get(name, "event")
        return getattr(import_module(f"pipeline.notebook.{place}"), name)
