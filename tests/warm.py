"""Imports what a run imports, for the server that forks one process for each command of a test."""

from __future__ import annotations

import gc
import importlib
import os

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # as the command line has it, before NumPy is there

from pipeline.cli import main  # noqa: F401
from pipeline.flow.stages import EVENT_FLOW, SERIES_FLOW

for stage in (*EVENT_FLOW, *SERIES_FLOW):
    importlib.import_module(stage.place.partition(":")[0])
gc.freeze()  # what is there is shared with each child, and stays so
