"""The themes that a workbook was sent out with, by what it shows of them."""

from __future__ import annotations

from dataclasses import dataclass

from pipeline.tables import UNDIVIDED_TITLE
from pipeline.wording.untitled import split_shown

_FORMER_UNDIVIDED = "All notes together"  # what UNDIVIDED_TITLE was


@dataclass(frozen=True)
class SentTheme:
    """A theme as the workbook had it when it was sent out."""

    theme_id: str
    title: str
    members: tuple[str, ...]
    name: str = ""  # what people may call it as well: "No title yet (1 of 2)"


def take_theme(theme_id: str, shown: str, members: tuple[str, ...]) -> SentTheme:
    """A theme by what stands in the workbook as its title."""
    name, title = split_shown(" ".join(shown.split()))
    if title == _FORMER_UNDIVIDED:
        name, title = title, UNDIVIDED_TITLE
    return SentTheme(theme_id, title, members, name)
