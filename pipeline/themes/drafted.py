"""Sorted and named notes as rows of the tables of codings and themes."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from bertopic import BERTopic

from pipeline.tables import OTHER, SEPARATOR
from pipeline.tables.contract import Row
from pipeline.tables.notes import Labels, Vectors
from pipeline.themes.model import QuestionNotes, list_terms
from pipeline.themes.name import Given, Name
from pipeline.themes.strength import (
    Fit,
    choose_key_points,
    measure_closeness,
    measure_stability,
    say_stability,
)
from pipeline.wording import fold_title
from pipeline.wording.notes import is_to_scribes

_MOST_SAID = 2  # key points quoted in a theme's summary ...
_LONGEST_SAID = 20  # ... whole, so long ones are left to the list of key points


@dataclass(frozen=True)
class SortedNotes:
    """The notes of one question sorted into groups that have no names yet; measured when they are final."""

    part: QuestionNotes
    model: BERTopic
    groups: list[list[int]]
    given: Given | None  # the language model's sorting, where it is the one taken
    fits: Sequence[Fit] = ()
    seconds: Sequence[int | None] = ()  # group of a note's second point

    @property
    def labels(self) -> Labels:
        """The group of each note."""
        labels: Labels = self.model.hdbscan_model.labels_
        return labels

    @property
    def mixed(self) -> Vectors:
        """The notes with their context, as they were grouped."""
        mixed: Vectors = self.model.umap_model.embedding_
        return mixed

    @property
    def other(self) -> int | None:
        """The group that is no theme but "Other points"."""
        number: int | None = self.model.hdbscan_model.other_
        return number

    @property
    def outside(self) -> int | None:
        """The same, where a language model said what fits nowhere as well."""
        return self.other if self.given is None else self.given.other


def identify_themes(part: QuestionNotes, names: list[Name], groups: list[list[int]]) -> list[str]:
    """An id that stays while the theme does: its heading, else its code, else its most central note."""
    note_ids = part.notes["note_id"].tolist()
    ids = []
    for name, group in zip(names, groups, strict=True):
        if name.basis == "other":
            ids.append(f"{part.question_id}{OTHER}")
        elif name.basis == "heading":
            ids.append(f"{part.question_id}.h-{_shorten(fold_title(name.title))}")
        elif name.code is not None:
            ids.append(f"{part.question_id}.{name.code.code}")
        else:
            ids.append(f"{part.question_id}.d-{_shorten(note_ids[group[0]])}")
    return ids


def _shorten(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:6]


def list_codings(found: SortedNotes, names: list[Name], ids: list[str]) -> Iterator[Row]:
    """One row per note of the question, in the order of the notes; made one by one."""
    note_ids = found.part.notes["note_id"].tolist()
    context, weak = found.mixed, found.part.settings.weak_strength
    themes = found.model.hdbscan_model.centres_
    if found.outside is not None:
        themes = np.delete(themes, found.outside, axis=0)
    return (
        {
            "note_id": note_ids[place],
            "question_id": found.part.question_id,
            "theme_id": ids[label],
            # It is the clearer that a note fits nowhere, the less near it is to any theme.
            "strength": _measure_apart(context[place], themes) if label == found.outside else fit.strength,
            "weak": label != found.outside and fit.strength < weak,
            "basis": _basis_of_note(found, place, names[label]),
            # That of its second point first, then those nearly as near as its own.
            "other_themes": SEPARATOR.join(
                ids[other]
                for other in dict.fromkeys((second, *fit.others))
                if other is not None and other != found.outside
            ),
            "raised_once": fit.raised_once,
            "nearest": SEPARATOR.join(note_ids[other] for other in fit.nearest),
        }
        for place, (label, fit, second) in enumerate(
            zip(found.labels.tolist(), found.fits, found.seconds, strict=True)
        )
    )


def _measure_apart(note: Vectors, themes: Vectors) -> float:
    near = float(np.max(themes @ note.astype(np.float64), initial=0.0))
    return round(float(np.clip(1 - near, 0, 1)), 3)


def list_themes(found: SortedNotes, names: list[Name], ids: list[str]) -> list[Row]:
    """One row per theme of the question, the largest first and "Other points" last."""
    part, groups, settings = found.part, found.groups, found.part.settings
    note_ids, words = part.notes["note_id"].tolist(), part.notes["words"].tolist()
    terms = list_terms(found.model)
    asked = slice(None) if part.sample is None else part.sample
    mixed, labels = found.mixed[asked], found.labels[asked]
    stability = measure_stability(mixed, labels, settings)
    closeness = measure_closeness(mixed, labels)
    rows: list[Row] = []
    for group, places in enumerate(groups):
        # What is said to scribes alone is nobody's point.
        said = [place for place in places if not is_to_scribes(words[place])] or places
        points = choose_key_points(said, part.vectors, settings.key_points)
        name = names[group]
        rows.append(
            {
                "theme_id": ids[group],
                "question_id": part.question_id,
                "title": name.title,
                "summary": _summarise(
                    name, [words[place] for place in points], len(places), len(groups), settings.fewest_notes
                ),
                "notes": len(places),
                "raised_once": sum(found.fits[place].raised_once for place in places),
                "stability": say_stability(
                    float(stability[group]), float(closeness[group]), len(places), settings
                ),
                "basis": name.basis,
                "code": name.code.code if name.code is not None else "",
                "code_fit": round(name.fit, 3),
                "terms": SEPARATOR.join(terms[group]),
                "key_points": SEPARATOR.join(words[place] for place in points),
                "key_point_ids": SEPARATOR.join(note_ids[place] for place in points),
                "shown": "",  # once the titles are final: order_shown
            }
        )
    rows.sort(key=lambda row: (row["basis"] == "other", -int(str(row["notes"])), str(row["theme_id"])))
    return [{**row, "position": position} for position, row in enumerate(rows, start=1)]


def _summarise(name: Name, points: list[str], notes: int, themes: int, fewest: int) -> str:
    """One sentence on a theme: its code's definition, else what people say, in their words."""
    if themes == 1:
        shown = "the one note is" if notes == 1 else f"all {notes} are"
        why = (
            "Too few notes to divide into themes" if notes < fewest else "No themes were found in these notes"
        )
        return f"{why}: {shown} shown."
    if name.basis == "model":
        return name.definition
    if name.basis == "other":
        return "Points that are near to none of these themes, and to too few others to be one."
    if name.basis == "codebook":
        return ""  # a definition says what a code means in general, not what people said here
    if name.basis == "heading":
        return "The write-up's own heading gave this theme its title."
    said = [point for point in points if len(point.split()) <= _LONGEST_SAID][:_MOST_SAID]
    if not said:
        return "People's own words gave this theme its title."
    return f"People say, among other things: {' and '.join(f'“{point}”' for point in said)}."


def _basis_of_note(found: SortedNotes, place: int, name: Name) -> str:
    """A note that neither the write-up nor the language model placed is where the vectors put it."""
    if found.given is not None and found.part.headed.labels[place] < 0:
        return "model" if found.given.labels[place] >= 0 else "discovered"
    return name.basis
