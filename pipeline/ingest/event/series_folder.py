"""Tells the folders of series from those of events: both lie under data/raw."""

from __future__ import annotations

import tomllib
from pathlib import Path

from pipeline.ingest.event.event_file import EVENT_FILE, make_slug
from pipeline.ingest.formats import READERS

SERIES_FILES = ("series.toml", "kept.toml")
_MAY_BE_TRACKER = (".xlsx", ".ods", ".csv")


def find_series_folders(raw: Path) -> set[Path]:
    """Folders under data/raw that belong to a series: named by some event, or with a series' file in them.

    A folder with an event.toml is an event's, whatever its name.

    Args:
        raw: The workspace's data/raw.
    """
    folders = [path for path in raw.iterdir() if path.is_dir()]
    named = {_read_series(folder / EVENT_FILE) for folder in folders}
    return {
        folder
        for folder in folders
        if not (folder / EVENT_FILE).is_file()
        and (folder.name in named or any((folder / name).is_file() for name in SERIES_FILES))
    }


def find_documents(folder: Path) -> list[str]:
    """Write-ups that lie in a series' folder, where nothing reads them; spreadsheets may be trackers.

    Args:
        folder: The series' folder.
    """
    if (folder / EVENT_FILE).is_file():
        return []
    return sorted(
        path.relative_to(folder).as_posix()
        for path in folder.rglob("*")
        if path.is_file()
        and not path.name.startswith((".", "~$"))
        and path.suffix.lower() in READERS
        and path.suffix.lower() not in _MAY_BE_TRACKER
    )


def _read_series(file: Path) -> str:
    """The series an event.toml names; what is wrong in the file is said when its event is read."""
    try:
        value = tomllib.loads(file.read_bytes().decode("utf-8-sig")).get("series", "")
    except (OSError, ValueError, RecursionError):
        return ""
    return make_slug(value) if isinstance(value, str) else ""
