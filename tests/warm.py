"""Loads what a run loads, for programs that fork one process for each run of a test.

It starts no thread, which a forked process would miss.
"""

from __future__ import annotations

import gc
import importlib
import os
from pathlib import Path

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # as the command line has it, before NumPy is there

from pipeline.cli import main  # noqa: F401
from pipeline.embedding import _load_encoder, find_model, find_shipped
from pipeline.flow.stages import EVENT_FLOW, SERIES_FLOW
from pipeline.language import find_other_language
from pipeline.language.terms import build_pipeline
from pipeline.privacy.names import load_vocabulary
from pipeline.report.formats.text import _load_template
from pipeline.settings import load_settings
from pipeline.tables.contract import Contract, columns_of
from pipeline.themes.codebook import load_codebook
from pipeline.themes.group.context import _read_subjects

for stage in (*EVENT_FLOW, *SERIES_FLOW):
    importlib.import_module(stage.place.partition(":")[0])
# What a process keeps once it has it.
settings = load_settings()
list(build_pipeline(settings.language.model).pipe(["The bus is late."]))
find_other_language("Le bus est en retard.", "en")
load_vocabulary()
load_codebook(settings.themes.codebook, Path())
_read_subjects()
find_shipped(())
_load_encoder(find_model(settings.embedding), settings.embedding)
_load_template()
for contract in Contract.__subclasses__():
    columns_of(contract)
gc.freeze()  # what is there is shared with each child, and stays so
