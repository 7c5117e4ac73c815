"""The questions that titles are written for: people's own themes, and those this pipeline drafts.

Groups are split by subject (themes/folds.py): weights are to be compared on DEV, which are politics,
places and services; patients' comments, and coproduction and work, are held back.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from pipeline.settings import Settings
from pipeline.tables import SafeNotes, table_of
from pipeline.tables.notes import Embed, Labels, Vectors
from pipeline.themes.group import choose_number, group_notes
from pipeline.themes.group.context import represent_notes
from pipeline.themes.name.titles import Unnamed, title_themes
from pipeline.themes.strength import order_by_centrality
from tests.benchmarks.themes.ours import EmbedOfFold, rows_of
from tests.benchmarks.themes.sets import Group

PEOPLES, DRAFTED = "people's themes", "drafted themes"
DEV = (1, 2, 4)  # folds
_FEWEST = 2  # notes of a theme, as [themes] smallest_theme has it


@dataclass(frozen=True)
class Theme:
    """One theme with the title written for it.

    Attributes:
        group: The group's name in theme_groups.csv, and its source.
        fold: Its subject.
        name: What people called it; of a drafted theme what they called most of its notes.
        title: What the pipeline wrote.
        texts: Its notes.
    """

    group: str
    fold: int
    name: str
    title: str
    texts: tuple[str, ...]


def title_group(group: Group, kind: str, embed_of: EmbedOfFold, settings: Settings) -> list[Theme]:
    """Write the titles of one group's themes, without a codebook; a theme without one is left out.

    Args:
        group: Notes with people's themes.
        kind: PEOPLES (themes of one note are left out, as the pipeline makes none) or DRAFTED.
        embed_of: The model that never saw the group's subject.
        settings: As for the pipeline.
    """
    embed = embed_of(group.fold)
    if kind == PEOPLES:
        counts = Counter(group.labels)
        kept = [place for place, name in enumerate(group.labels) if name and counts[name] >= _FEWEST]
        names = sorted({group.labels[place] for place in kept})
        labels: Labels = np.array([names.index(group.labels[place]) for place in kept])
    else:
        kept = list(range(len(group.texts)))
    texts = [group.texts[place] for place in kept]
    vectors = embed(texts)
    mixed = _represent(group, kept, vectors, embed, settings)
    if kind == DRAFTED:
        themes = settings.themes
        labels = group_notes(mixed, choose_number(len(texts), len(texts), 0, themes), themes.smallest_theme)
        names = [
            _name_most([group.labels[place] for place in np.flatnonzero(labels == label)])
            for label in range(int(labels.max()) + 1)
        ]
    central = order_by_centrality(mixed, labels)
    part = Unnamed(central, texts, vectors)
    titles = title_themes([""] * len(central), part, embed, settings.themes)
    return [
        Theme(group.group, group.fold, name, title, tuple(texts[place] for place in places))
        for name, title, places in zip(names, titles, central, strict=True)
        if title
    ]


def _represent(group: Group, kept: list[int], vectors: Vectors, embed: Embed, settings: Settings) -> Vectors:
    notes = table_of(SafeNotes, rows_of(group, kept))
    return represent_notes(notes, vectors, embed, settings.themes)


def _name_most(names: Sequence[str]) -> str:
    counts = Counter(name for name in names if name)
    return min(counts, key=lambda name: (-counts[name], name)) if counts else ""
