"""The room that puts the events of one series side by side, and what people decide on a series.

Which themes are one, which are not, and which ids must stay. No more is imported here: SciPy takes long, and
only `build` needs it.

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

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Annotated, Any

from pydantic import Field

from pipeline.errors import SettingsError
from pipeline.keeping.reading import Date, Say, Words, form, read_form, read_toml

_Two = Annotated[
    tuple[Annotated[str, Field(min_length=1)], ...],
    Field(min_length=2),
    Say(
        "it does not name two themes or more",
        'Write themes = ["…", "…"], with ids from series_themes.csv or series_members.csv.',
    ),
]


@dataclass(frozen=True)
class DecidedThemes:
    """Themes that are one, under the id of the first; or that the program never puts together."""

    themes: _Two
    title: Words = ""


@form
@dataclass(frozen=True)
class _SeriesFile:
    title: Words = ""
    since: Date = ""  # from which events count as recent
    same: tuple[DecidedThemes, ...] = ()
    different: tuple[DecidedThemes, ...] = ()
    targets: tuple[dict[str, Any], ...] = ()  # as they stand there, for read_targets


@dataclass(frozen=True)
class SeriesDecisions(_SeriesFile):
    """All that people said of a series; empty where they said nothing."""

    kept: dict[str, str] = field(default_factory=dict)  # series theme that was kept, by event theme
    pinned: frozenset[str] = frozenset()  # ids that a returned tracker speaks of: they stay series themes
    where: str = "series.toml"  # the file, for messages


@dataclass(frozen=True)
class _KeptTheme:
    id: str
    members: tuple[str, ...]


@form
@dataclass(frozen=True)
class _KeptFile:
    theme: tuple[_KeptTheme, ...] = ()


def read_decisions(content: bytes, where: str) -> SeriesDecisions:
    """Read a series' file; `where` names it in an error.

    Raises:
        SettingsError: If it is not TOML, or holds an unknown name or a value of another kind.
    """
    return SeriesDecisions(**vars(read_form(_SeriesFile, read_toml(content, where), where)), where=where)


def read_kept(content: bytes, where: str) -> dict[str, str]:
    """Read the ids that were kept: the series theme of each event theme.

    Raises:
        SettingsError: If it is not of the form that `series NAME --keep` writes.
    """
    values = read_toml(content, where)
    try:
        themes = read_form(_KeptFile, values, where).theme
    except SettingsError:
        raise SettingsError(
            "it is not as the program writes it",
            where=where,
            remedy="Delete it; `python -m pipeline series NAME --keep` writes a new one.",
        ) from None
    return {member: theme.id for theme in themes for member in theme.members}


def write_kept(members: Sequence[tuple[str, str]]) -> str:
    """The file that keeps every id, from pairs of series theme and event theme.

    It names ids alone: a title may hold people's words.
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
