"""What the pipeline keeps on disk: the store, whole writes, the lock, archives; and the one lazy door.

A run that finds everything fresh, or fails on its first document, never waits for spaCy, BERTopic, openpyxl
or matplotlib; and without a language model nothing of one is imported.
"""

from collections.abc import Callable
from importlib import import_module
from typing import Any


def open_room(place: str) -> Callable[..., Any]:
    """The function at a place such as "pipeline.flow.stages.themes:themes", imported when it is due."""
    module, _, name = place.partition(":")
    function: Callable[..., Any] = getattr(import_module(module), name)
    return function
