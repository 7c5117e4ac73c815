"""What people decided on a series: which themes are one, which are not, and which ids must stay.

`data/raw/<series>.toml` or `data/raw/<series>/series.toml`:

    title = "Listening in our district, 2025"
    since = 2025-04-01            # what changed is told from this day on, say the last strategy's

    [[same]]
    themes = ["training", "q-1a2b3c4d.d-0f1e2d"]
    title = "Learning together"   # if another than the first theme's

    [[different]]
    themes = ["q-1a2b3c4d.d-0f1e2d", "q-9f8e7d6c.d-a1b2c3"]

`data/raw/<series>/kept.toml` is written on request and holds every id with its themes, so that even an
event with an earlier date, added later, renames nothing. What people decided wins over it.
"""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from pipeline.errors import SettingsError
from pipeline.keeping.toml_files import read_toml

_OWN = ("title", "since", "same", "different")
_OTHERS = ("targets",)  # see targets.py


@dataclass(frozen=True)
class SameThemes:
    """Themes that are one. Its id is the first one's."""

    number: int  # as counted in the file, for messages
    themes: tuple[str, ...]
    title: str


@dataclass(frozen=True)
class DifferentThemes:
    """Themes that are never put together by the program."""

    number: int
    themes: tuple[str, ...]


@dataclass(frozen=True)
class SeriesDecisions:
    """All that people said of a series; empty where they said nothing.

    Attributes:
        title: What to call the series.
        since: ISO date from which events count as recent, or empty.
        same: Themes that are one.
        different: Themes that are not.
        kept: Series theme of every event theme that was kept, by the event theme's id.
        pinned: Ids that a returned tracker speaks of: they stay series themes, whatever is added.
        where: The file, for messages.
    """

    title: str = ""
    since: str = ""
    same: tuple[SameThemes, ...] = ()
    different: tuple[DifferentThemes, ...] = ()
    kept: dict[str, str] = field(default_factory=dict)
    pinned: frozenset[str] = frozenset()
    where: str = "series.toml"


def read_decisions(content: bytes, where: str) -> SeriesDecisions:
    """Read a series' file.

    Args:
        content: Its bytes.
        where: How to name it in an error.

    Raises:
        SettingsError: If it is not TOML, or holds an unknown name or a value of another kind.
    """
    values = read_toml(content, where)
    unknown = next((name for name in values if name not in (*_OWN, *_OTHERS)), None)
    if unknown is not None:
        raise SettingsError(
            f"there is no entry {unknown!r}",
            where=where,
            remedy=f"Known here: {', '.join((*_OWN, *_OTHERS))}.",
        )
    title = values.get("title", "")
    since = values.get("since", "")
    if not isinstance(title, str):
        raise SettingsError("'title' must be text in quotes", where=where, remedy="Put it in quotes.")
    if isinstance(since, datetime.date) and not isinstance(since, datetime.datetime):
        since = since.isoformat()
    elif since != "":
        raise SettingsError("'since' is not a date", where=where, remedy="Write it as since = 2024-09-20.")
    same = [
        SameThemes(number, _themes(entry, "same", number, where), _title(entry, "same", number, where))
        for number, entry in enumerate(_entries(values, "same", where), start=1)
    ]
    different = [
        DifferentThemes(number, _themes(entry, "different", number, where))
        for number, entry in enumerate(_entries(values, "different", where), start=1)
    ]
    return SeriesDecisions(" ".join(title.split()), since, tuple(same), tuple(different), where=where)


def read_kept(content: bytes, where: str) -> dict[str, str]:
    """Read the ids that were kept: the series theme of each event theme.

    Raises:
        SettingsError: If it is not of the form that `series NAME --keep` writes.
    """
    kept: dict[str, str] = {}
    for entry in _entries(read_toml(content, where), "theme", where):
        members = entry.get("members")
        if (
            not isinstance(entry.get("id"), str)
            or not isinstance(members, list)
            or not all(isinstance(member, str) for member in members)
        ):
            raise SettingsError(
                "it is not as the program writes it",
                where=where,
                remedy="Delete it; `python -m pipeline series NAME --keep` writes a new one.",
            )
        kept |= dict.fromkeys(members, entry["id"])
    return kept


def read_entries(content: bytes, name: str, where: str) -> list[dict[str, Any]]:
    """The sections of one name in a series' file, for those who know what they mean.

    Raises:
        SettingsError: If the file is not TOML, or they are no sections.
    """
    return _entries(read_toml(content, where), name, where)


def write_kept(members: Sequence[tuple[str, str]]) -> str:
    """The file that keeps every id. It names ids alone: a title may hold people's words.

    Args:
        members: Series theme and event theme, one pair per event theme.
    """
    themes: dict[str, list[str]] = {}
    for series_theme, theme in members:
        themes.setdefault(series_theme, []).append(theme)
    lines = [
        "# Series themes as they were when this was written: no event added since renames or parts them.",
        "# Written by: python -m pipeline series NAME --keep. What series.toml says wins.",
    ]
    for series_theme in sorted(themes):
        shown = ", ".join(f'"{theme}"' for theme in sorted(themes[series_theme]))
        lines += ["", "[[theme]]", f'id = "{series_theme}"', f"members = [{shown}]"]
    return "\n".join(lines) + "\n"


def _entries(values: dict[str, Any], name: str, where: str) -> list[dict[str, Any]]:
    entries = values.get(name, [])
    if not isinstance(entries, list) or not all(isinstance(entry, dict) for entry in entries):
        raise SettingsError(
            f"{name!r} is not a list of sections", where=where, remedy=f"Write [[{name}]] above each of them."
        )
    return entries


def _themes(entry: dict[str, Any], name: str, number: int, where: str) -> tuple[str, ...]:
    themes = entry.get("themes")
    unknown = next((key for key in entry if key not in ("themes", "title")), None)
    if (
        unknown is not None
        or not isinstance(themes, list)
        or len(themes) < 2
        or not all(isinstance(theme, str) and theme for theme in themes)
    ):
        raise SettingsError(
            f"[[{name}]] number {number} does not name two themes or more",
            where=where,
            remedy='Write themes = ["…", "…"], with ids from series_themes.csv or series_members.csv.',
        )
    return tuple(themes)


def _title(entry: dict[str, Any], name: str, number: int, where: str) -> str:
    title = entry.get("title", "")
    if not isinstance(title, str):
        raise SettingsError(
            f"the title of [[{name}]] number {number} must be text in quotes",
            where=where,
            remedy="Put it in quotes.",
        )
    return " ".join(title.split())
