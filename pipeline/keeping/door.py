"""The one lazy door: a function by its name, imported when it is due.

A run that finds everything fresh, or fails on its first document, never waits for spaCy, BERTopic, openpyxl
or matplotlib; and without a language model nothing of one is imported.
"""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from typing import Any


def open_room(place: str) -> Callable[..., Any]:
    """The function at a place such as "pipeline.flow.stages.themes:themes"."""
    module, _, name = place.partition(":")
    function: Callable[..., Any] = getattr(import_module(module), name)
    return function
