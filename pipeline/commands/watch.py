"""Waits for what people decided: a review workbook, or the file of a board."""

from __future__ import annotations

import time
from collections.abc import Sequence
from pathlib import Path

from pipeline.ingest import SUFFIXES

PAUSE = 1.0  # seconds between two looks
Seen = dict[Path, tuple[int, int]]  # size, and when it was last changed


def list_decision_files(folders: Sequence[Path]) -> Seen:
    """Files below some folders that may hold decisions, with what tells whether they have changed."""
    found: Seen = {}
    for folder in folders:
        for path in folder.rglob("*") if folder.is_dir() else ():
            if path.suffix.lower() not in SUFFIXES or path.name.startswith((".", "~$")):
                continue
            try:
                about = path.stat()
            except OSError:
                continue  # it went away between two looks
            found[path] = (about.st_size, about.st_mtime_ns)
    return found


def wait_for_decisions(folders: Sequence[Path], seen: Seen, pause: float = PAUSE) -> tuple[list[Path], Seen]:
    """Wait until files have come, changed or gone and none is still being written.

    Args:
        seen: What there was before the last run, so that nothing which came meanwhile is missed.

    Returns:
        These files, and all that there are now.
    """
    while True:
        now = list_decision_files(folders)
        if now != seen:
            time.sleep(pause)
            if list_decision_files(folders) == now:  # a file that is being copied grows
                return sorted(
                    path for path in seen.keys() | now.keys() if seen.get(path) != now.get(path)
                ), now
            continue
        time.sleep(pause)
