"""Finds the draft themes of each question."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

import numpy as np
import pandas as pd
from pandera.typing.pandas import DataFrame

from pipeline.settings import ThemeSettings
from pipeline.tables import (
    SEPARATOR,
    CodedNotes,
    Codings,
    NoteLanguage,
    Notes,
    Questions,
    SafeNotes,
    Themes,
    check_table,
    columns_of,
    table_of,
)
from pipeline.themes.codebook.codes import Codebook
from pipeline.themes.group.compound import find_second_themes
from pipeline.themes.group.given import Given, Proposal, prefer_given, take_sorting
from pipeline.themes.group.grouping import Labels, choose_number, group_notes
from pipeline.themes.group.represent import Embed, Vectors, represent_notes
from pipeline.themes.group.sampling import (
    Places,
    choose_sample,
    group_many,
    measure_many_fits,
    pick_evenly,
    represent_many,
)
from pipeline.themes.group.stability import measure_closeness, measure_stability, say_stability
from pipeline.themes.name.naming import Name, Unnamed, name_themes
from pipeline.themes.name.terms import list_terms
from pipeline.themes.strength import Fit, choose_key_points, measure_fits, order_by_centrality

_MOST_SAID = 2  # key points quoted in a theme's summary ...
_NAMED_BY = 200  # notes of a theme that its title is looked for in, where there are very many
_LONGEST_SAID = 20  # ... whole, so long ones are left to the list of key points


@dataclass(frozen=True)
class _QuestionNotes:
    """The notes of one question with what is known of them."""

    question_id: str
    notes: DataFrame[SafeNotes]
    vectors: Vectors
    terms: list[str]


@dataclass(frozen=True)
class _SortedNotes:
    """The notes of one question sorted into groups that have no names yet."""

    part: _QuestionNotes
    mixed: Vectors
    labels: Labels
    groups: list[list[int]]
    fits: list[Fit]
    seconds: list[int | None]  # group of a note's second point
    given: Given | None  # the second reader's sorting, where it is the one taken
    sample: Places | None  # the notes that stood for all, where there were too many


def discover_themes(
    questions: DataFrame[Questions],
    safe_notes: DataFrame[SafeNotes],
    vectors: Vectors,
    language: DataFrame[NoteLanguage],
    codebook: Codebook,
    embed: Embed,
    settings: ThemeSettings,
    proposal: Proposal | None = None,
) -> tuple[DataFrame[Codings], DataFrame[Themes]]:
    """Sort the notes of each question into draft themes, name them and say how sure they are.

    Every note gets exactly one main theme; none is left out.

    Args:
        questions: The event's questions.
        safe_notes: The notes, personal details masked.
        vectors: One row per note, in the order of safe_notes.
        language: Terms of each note, in the order of safe_notes.
        codebook: Names themes where it fits.
        embed: Embeds other texts (headings, codes, titles) in the same space.
        settings: All thresholds.
        proposal: A second reader's sorting of some questions, taken up in place of the one found here.

    Returns:
        One coding per note in the order of safe_notes, and one row per theme, by question and size.
    """
    from threadpoolctl import threadpool_limits

    sorted_questions: list[_SortedNotes] = []
    codings: list[dict[str, object]] = []
    themes: list[dict[str, object]] = []
    # Sums over several threads are added in another order: one thread keeps the last bits the same.
    with threadpool_limits(limits=1):
        for question_id in questions["question_id"]:
            chosen = (safe_notes["question_id"] == question_id).to_numpy()
            if not chosen.any():
                continue
            part = _QuestionNotes(
                question_id,
                safe_notes[chosen].reset_index(drop=True),
                vectors if chosen.all() else vectors[chosen],
                language["terms"][chosen].tolist(),
            )
            sorted_questions.append(_sort_notes(part, embed, settings, proposal))
        # All questions together: whether a codebook fits shows in the event as a whole.
        names = name_themes([_list_unnamed(found) for found in sorted_questions], codebook, embed, settings)
        for found, named in zip(sorted_questions, names, strict=True):
            own = prefer_given(named, found.given)
            ids = _identify_themes(found.part, own, found.groups)
            codings += _code_notes(found, own, ids, settings)
            themes += _describe_themes(found, own, ids, settings)
    order = {note_id: place for place, note_id in enumerate(safe_notes["note_id"])}
    codings.sort(key=lambda row: order[str(row["note_id"])])
    return table_of(Codings, codings), table_of(Themes, themes)


def join_coded_notes(
    notes: DataFrame[Notes],
    language: DataFrame[NoteLanguage],
    codings: DataFrame[Codings],
    themes: DataFrame[Themes],
) -> DataFrame[CodedNotes]:
    """Every note with all that is known of it, in the words as written."""
    joined = (
        pd.DataFrame(notes)
        .merge(language, on="note_id", validate="1:1")
        .merge(codings.drop(columns="question_id"), on="note_id", validate="1:1")
        .merge(
            themes[["theme_id", "title"]].rename(columns={"title": "theme"}), on="theme_id", validate="m:1"
        )
    )
    return check_table(CodedNotes, joined[columns_of(CodedNotes)])


def _sort_notes(
    part: _QuestionNotes, embed: Embed, settings: ThemeSettings, proposal: Proposal | None
) -> _SortedNotes:
    note_ids = part.notes["note_id"].tolist()
    sample = choose_sample(note_ids, settings)
    if sample is None:
        mixed = represent_notes(part.notes, part.vectors, embed, settings)
    else:
        mixed = represent_many(part.notes, part.vectors, embed, sample, settings)
    given = take_sorting(part.question_id, note_ids, mixed, proposal)
    if given is not None:
        labels = given.labels
    elif sample is None:
        labels = group_notes(mixed, choose_number(len(part.notes), settings), settings.smallest_theme)
    else:
        labels = group_many(mixed, sample, settings)
    groups = order_by_centrality(mixed, labels)
    if sample is None:
        fits = measure_fits(mixed, part.vectors, labels, settings)
    else:
        fits = measure_many_fits(mixed, part.vectors, labels, sample, settings)
    seconds = find_second_themes(part.notes["words"].tolist(), part.vectors, labels, embed, settings, sample)
    if given is not None:
        seconds = [
            said if said is not None else found for said, found in zip(given.seconds, seconds, strict=True)
        ]
    return _SortedNotes(part, mixed, labels, groups, fits, seconds, given, sample)


def _list_unnamed(found: _SortedNotes) -> Unnamed:
    part, groups = found.part, found.groups
    if found.sample is None:
        return Unnamed(groups, part.notes["words"].tolist(), part.terms, part.vectors)
    picked = [pick_evenly(group, _NAMED_BY) for group in groups]
    places = [place for group in picked for place in group]
    ends = np.cumsum([len(group) for group in picked]).tolist()
    return Unnamed(
        [list(range(end - len(group), end)) for end, group in zip(ends, picked, strict=True)],
        part.notes["words"].iloc[places].tolist(),
        [part.terms[place] for place in places],
        part.vectors[places],
    )


def _identify_themes(part: _QuestionNotes, names: list[Name], groups: list[list[int]]) -> list[str]:
    """An id that stays while the theme does: its code, else its most central note."""
    note_ids = part.notes["note_id"].tolist()
    return [
        f"{part.question_id}.{name.code.code}"
        if name.code is not None
        else f"{part.question_id}.d-{hashlib.sha256(note_ids[group[0]].encode()).hexdigest()[:6]}"
        for name, group in zip(names, groups, strict=True)
    ]


def _code_notes(
    found: _SortedNotes, names: list[Name], ids: list[str], settings: ThemeSettings
) -> list[dict[str, object]]:
    note_ids = found.part.notes["note_id"].tolist()
    return [
        {
            "note_id": note_ids[place],
            "question_id": found.part.question_id,
            "theme_id": ids[label],
            "strength": fit.strength,
            "weak": fit.strength < settings.weak_strength,
            "basis": _basis_of_note(found.given, place, names[label]),
            "other_themes": SEPARATOR.join(ids[other] for other in _list_others(fit, second)),
            "raised_once": fit.raised_once,
            "nearest": SEPARATOR.join(note_ids[other] for other in fit.nearest),
        }
        for place, (label, fit, second) in enumerate(
            zip(found.labels.tolist(), found.fits, found.seconds, strict=True)
        )
    ]


def _list_others(fit: Fit, second: int | None) -> list[int]:
    """The theme of a note's second point first, then those nearly as near as its own."""
    return list(dict.fromkeys([*([] if second is None else [second]), *fit.others]))


def _describe_themes(
    found: _SortedNotes, names: list[Name], ids: list[str], settings: ThemeSettings
) -> list[dict[str, object]]:
    part, groups, fits = found.part, found.groups, found.fits
    note_ids, words = part.notes["note_id"].tolist(), part.notes["words"].tolist()
    terms = list_terms(part.terms, found.labels)
    asked = slice(None) if found.sample is None else found.sample
    stability = measure_stability(found.mixed[asked], found.labels[asked], settings)
    closeness = measure_closeness(found.mixed[asked], found.labels[asked])
    rows: list[dict[str, object]] = []
    for group, places in enumerate(groups):
        points = choose_key_points(places, part.vectors, settings.key_points)
        name = names[group]
        rows.append(
            {
                "theme_id": ids[group],
                "question_id": part.question_id,
                "title": name.title,
                "summary": _summarise(name, [words[place] for place in points], len(places), len(groups)),
                "notes": len(places),
                "raised_once": sum(fits[place].raised_once for place in places),
                "stability": say_stability(
                    float(stability[group]), float(closeness[group]), len(places), settings
                ),
                "basis": _basis(name),
                "code": name.code.code if name.code is not None else "",
                "code_fit": round(name.fit, 3),
                "terms": SEPARATOR.join(terms[group]),
                "key_points": SEPARATOR.join(words[place] for place in points),
                "key_point_ids": SEPARATOR.join(note_ids[place] for place in points),
            }
        )
    rows.sort(key=lambda row: (-int(str(row["notes"])), str(row["theme_id"])))
    return [{**row, "position": position} for position, row in enumerate(rows, start=1)]


def _summarise(name: Name, points: list[str], notes: int, themes: int) -> str:
    """One sentence on a theme: its code's definition, else what people say, in their words."""
    if themes == 1:
        shown = "the one note is" if notes == 1 else f"all {notes} are"
        return f"Too few notes to divide into themes: {shown} shown."
    if name.by_reader:
        return name.definition
    if name.code is not None:
        return name.code.definition
    said = [point for point in points if len(point.split()) <= _LONGEST_SAID][:_MOST_SAID]
    if not said:
        return "People's own words gave this theme its title."
    return f"People say, among other things: {' and '.join(f'“{point}”' for point in said)}."


def _basis(name: Name) -> str:
    if name.by_reader:
        return "reader"
    return "codebook" if name.code is not None else "discovered"


def _basis_of_note(given: Given | None, place: int, name: Name) -> str:
    """A note that the second reader did not place is where the vectors put it."""
    if given is not None:
        return "reader" if given.placed[place] else "discovered"
    return _basis(name)
