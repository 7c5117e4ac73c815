"""Themes that people made when they wrote their notes down: sub-headings with several notes under them.

What people sorted themselves agrees better with careful readers than anything that is read off vectors
(the headings alone of one table of a real event: AMI 0.52, vectors 0.33), so it is where themes begin.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

import numpy as np
from pandera.typing.pandas import DataFrame

from pipeline.settings import ThemeSettings
from pipeline.tables import SafeNotes
from pipeline.tables.notes import Embed, Labels, Vectors, normalise
from pipeline.themes.group import sum_rows
from pipeline.themes.group.context import is_telling
from pipeline.wording import fold_title

NO_HEADING = -1
_FEWEST = 2  # notes under a heading that make it a theme
_MOST_SHARE = 0.6  # of the question's notes: a heading above more of them tells none from another
_LONGEST = 20  # words of a heading: more are a paragraph
_LEAD_IN_NOTES = 4  # notes below a line that make it a topic, where it says what its notes say:
_LEAD_IN_NEAR = 0.45  # at least half of them are this near to it (cosine)
# How a line ends that only leads to what stands below it.
_LEADS = re.compile(r"\b(?:includ(?:e[ds]?|ing)|such as|as follows|the following|are|were)$", re.IGNORECASE)
_SAME = 0.75  # two headings mean the same when they are this near ...
_NEAR = 0.5  # ... or this near, and this much comes together of their nearness and that of their notes
_ALIKE = 1.05


@dataclass(frozen=True)
class Headed:
    """The themes of a question that its headings make."""

    labels: Labels  # group number of each note, NO_HEADING where it stands under none of them
    titles: tuple[str, ...]  # the heading of each group, as written


def take_headings(
    notes: DataFrame[SafeNotes], vectors: Vectors, embed: Embed, settings: ThemeSettings
) -> Headed:
    """Headings with two notes and more under them, those that mean the same joined.

    A line that introduces a list counts as well, under no telling heading of its own, if its notes bear it
    out: "Things that help:" does not say what they are about.
    """
    topics = _list_topics(notes, vectors, embed)
    labels = np.full(len(notes), NO_HEADING, dtype=np.int64)
    if len(notes) < settings.fewest_notes:
        return Headed(labels, ())
    under: dict[str, list[int]] = {}  # by a heading as it is compared: the places of its notes
    for place, topic in enumerate(topics):
        under.setdefault(fold_title(topic), []).append(place)
    titles = {
        key: topics[places[0]]
        for key, places in under.items()
        if key and _FEWEST <= len(places) <= _MOST_SHARE * len(notes)
    }
    if not titles:
        return Headed(labels, ())
    groups = [np.array(under[key]) for key in titles]
    joined = _join_alike(list(titles.values()), groups, vectors, embed)
    named: list[str] = []
    for number, parts in enumerate(joined):
        largest = max(parts, key=lambda part: (len(groups[part]), -part))
        named.append(list(titles.values())[largest])
        for part in parts:
            labels[groups[part]] = number
    return Headed(labels, tuple(named))


def _list_topics(notes: DataFrame[SafeNotes], vectors: Vectors, embed: Embed) -> list[str]:
    """The line above each note that says what it is about, or empty."""
    topics = [_tidy(heading) for heading in notes["heading"]]
    lead_ins = [_tidy(line) for line in notes["lead_in"]]
    below: dict[str, list[int]] = {line: [] for line in lead_ins if line}
    for place, (topic, line) in enumerate(zip(topics, lead_ins, strict=True)):
        if line and not topic:
            below[line].append(place)
    wide = {line: places for line, places in below.items() if len(places) >= _LEAD_IN_NOTES}
    if wide:
        for (line, places), vector in zip(wide.items(), embed(list(wide)), strict=True):
            if np.mean(vectors[places] @ vector >= _LEAD_IN_NEAR) >= 0.5:
                for place in places:
                    topics[place] = line
    return topics


def _tidy(line: str) -> str:
    """A heading as a title: without marks around it; empty where it says nothing."""
    plain = " ".join(line.strip(" *_#:.–—-").split())
    told = bool(plain) and "[" not in plain and len(plain.split()) <= _LONGEST and not _LEADS.search(plain)
    return plain if told and is_telling(plain) else ""


def _join_alike(titles: list[str], groups: list[Labels], vectors: Vectors, embed: Embed) -> list[list[int]]:
    """Which headings mean the same, each with the first that it is like."""
    said = embed(titles).astype(np.float64)
    middle = sum_rows(vectors, np.arange(len(vectors))) / len(vectors)
    means = np.stack([sum_rows(vectors, group) / len(group) for group in groups])
    centres = normalise(means - middle)
    near, together = np.round(said @ said.T, 6), np.round(centres @ centres.T, 6)
    same = (near >= _SAME) | ((near >= _NEAR) & (near + together >= _ALIKE))
    joined: list[list[int]] = []
    for number in range(len(titles)):
        like = next((parts for parts in joined if same[number, parts[0]]), None)
        if like is None:
            joined.append([number])
        else:
            like.append(number)
    return joined
