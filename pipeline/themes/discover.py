"""Finds the draft themes of each question."""

from __future__ import annotations

import dataclasses
import hashlib
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from bertopic import BERTopic
from pandera.typing.pandas import DataFrame
from threadpoolctl import threadpool_limits

from pipeline.settings import ThemeSettings
from pipeline.tables import (
    OTHER,
    OTHER_TITLE,
    SEPARATOR,
    UNDIVIDED_TITLE,
    Codings,
    NoteLanguage,
    Questions,
    SafeNotes,
    Themes,
    table_of,
)
from pipeline.tables.vectors import Embed, Labels, Vectors
from pipeline.themes.codebook.codes import Codebook
from pipeline.themes.group.given import Given, Proposal, prefer_given, take_sorting
from pipeline.themes.group.stability import measure_closeness, measure_stability, say_stability
from pipeline.themes.model import (
    QuestionNotes,
    fit_question,
    list_terms,
    take_question,
    title_topics,
)
from pipeline.themes.name.naming import Name, name_by_codes
from pipeline.themes.name.titles import Unnamed, title_themes
from pipeline.themes.strength import (
    Fit,
    choose_key_points,
    find_second_themes,
    measure_fits,
    order_by_centrality,
)
from pipeline.wording import fold_title

_MOST_SAID = 2  # key points quoted in a theme's summary ...
_NAMED_BY = 200  # notes of a theme that its title is looked for in, where there are very many
_LONGEST_SAID = 20  # ... whole, so long ones are left to the list of key points
_COVERED = 20  # notes of a theme that stand for it, where none of it is in the sample


@dataclass(frozen=True)
class _SortedNotes:
    """The notes of one question sorted into groups that have no names yet."""

    part: QuestionNotes
    model: BERTopic
    groups: list[list[int]]
    fits: list[Fit]
    seconds: list[int | None]  # group of a note's second point
    given: Given | None  # the language model's sorting, where it is the one taken

    @property
    def other(self) -> int | None:
        """The group that is no theme but "Other points"."""
        number: int | None = self.model.hdbscan_model.other_
        return number

    @property
    def outside(self) -> int | None:
        """The same, where a language model said what fits nowhere as well."""
        return self.other if self.given is None else self.given.other


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
        proposal: A language model's sorting of some questions, taken up in place of the one found here.

    Returns:
        One coding per note in the order of safe_notes, and one row per theme, by question and size.
    """
    codings: list[dict[str, object]] = []
    themes: list[dict[str, object]] = []
    # Sums over several threads are added in another order: one thread keeps the last bits the same.
    with threadpool_limits(limits=1):
        parts = [
            take_question(question_id, safe_notes, vectors, language, embed, settings)
            for question_id in questions["question_id"]
        ]
        sorted_questions = [
            _sort_notes(part, embed, settings, proposal) for part in parts if part is not None
        ]
        # All questions together: whether a codebook fits shows in the event as a whole.
        unnamed = [_list_unnamed(found) for found in sorted_questions]
        themed = [part.without(found.other) for part, found in zip(unnamed, sorted_questions, strict=True)]
        names = name_by_codes(themed, codebook, embed, settings)
        for found, part, coded in zip(sorted_questions, unnamed, names, strict=True):
            known = _name_known(found, coded)
            titles = title_themes([name.title for name in known], part, embed, settings)
            own = prefer_given(
                [dataclasses.replace(name, title=title) for name, title in zip(known, titles, strict=True)],
                found.given,
                found.part.headed.titles,
            )
            kept, own = _keep_titled(found, own, embed, settings)
            title_topics(kept.model, kept.part.terms, [name.title for name in own])
            ids = _identify_themes(kept.part, own, kept.groups)
            codings += _code_notes(kept, own, ids, settings)
            themes += _describe_themes(kept, own, ids, settings)
    order = {note_id: place for place, note_id in enumerate(safe_notes["note_id"])}
    codings.sort(key=lambda row: order[str(row["note_id"])])
    return table_of(Codings, codings), table_of(Themes, themes)


def _sort_notes(
    part: QuestionNotes, embed: Embed, settings: ThemeSettings, proposal: Proposal | None
) -> _SortedNotes:
    given = take_sorting(part.question_id, part.notes["note_id"].tolist(), proposal)
    model = fit_question(part, embed, settings, None if given is None else given.labels)
    return _measure_sorting(part, model, given, embed, settings)


def _measure_sorting(
    part: QuestionNotes, model: BERTopic, given: Given | None, embed: Embed, settings: ThemeSettings
) -> _SortedNotes:
    mixed, labels = model.umap_model.embedding_, model.hdbscan_model.labels_
    part = _cover_groups(part, labels)
    seconds = find_second_themes(
        part.notes["words"].tolist(), part.vectors, labels, embed, settings, part.sample
    )
    return _SortedNotes(
        part,
        model,
        order_by_centrality(mixed, labels),
        measure_fits(mixed, part.vectors, labels, settings, part.sample),
        seconds,
        given,
    )


def _cover_groups(part: QuestionNotes, labels: Labels) -> QuestionNotes:
    """The question with some notes of every group in its sample, where it has one."""
    if part.sample is None:
        return part
    missing = np.setdiff1d(labels, labels[part.sample])
    added = [np.flatnonzero(labels == group)[:_COVERED] for group in missing]
    return dataclasses.replace(part, sample=np.sort(np.concatenate([part.sample, *added])))


def _name_known(found: _SortedNotes, coded: list[Name]) -> list[Name]:
    """Names with the write-up's headings in place of other titles, and "Other points" behind them."""
    headings = found.part.headed.titles if found.given is None else ()
    known = [
        dataclasses.replace(name, title=headings[group], code=None, basis="heading")
        if group < len(headings) and not (name.code and name.code.expected)
        else name
        for group, name in enumerate(coded)
    ]
    return known if found.other is None else [*known, Name(OTHER_TITLE, None, 0.0, basis="other")]


def _keep_titled(
    found: _SortedNotes, names: list[Name], embed: Embed, settings: ThemeSettings
) -> tuple[_SortedNotes, list[Name]]:
    """The themes that have a title; the notes of the others go where they belong, or to "Other points"."""
    titled = [group for group, name in enumerate(names) if name.title and name.basis != "other"]
    if all(name.title for name in names):
        return found, names
    groups = found.model.hdbscan_model
    groups.keep(titled, found.model.umap_model.embedding_)
    model = fit_question(found.part, embed, settings, groups.labels_, groups.other_)
    kept = [names[group] for group in titled] or [Name(UNDIVIDED_TITLE, None, 0.0)]
    others = [] if groups.other_ is None else [Name(OTHER_TITLE, None, 0.0, basis="other")]
    return _measure_sorting(found.part, model, found.given, embed, settings), [*kept, *others]


def _list_unnamed(found: _SortedNotes) -> Unnamed:
    """All notes of the question, or some of each group where there are very many."""
    part, groups = found.part, found.groups
    if part.sample is None:
        return Unnamed(groups, part.notes["words"].tolist(), part.vectors)
    picked = [pick_evenly(group, _NAMED_BY) for group in groups]
    places = [place for group in picked for place in group]
    ends = np.cumsum([len(group) for group in picked]).tolist()
    return Unnamed(
        [list(range(end - len(group), end)) for end, group in zip(ends, picked, strict=True)],
        part.notes["words"].iloc[places].tolist(),
        part.vectors[places],
    )


def pick_evenly(places: Sequence[int], most: int) -> list[int]:
    """At most so many of a theme's notes, from the middle to the edge."""
    if len(places) <= most:
        return list(places)
    return [places[round(step * (len(places) - 1) / (most - 1))] for step in range(most)]


def _identify_themes(part: QuestionNotes, names: list[Name], groups: list[list[int]]) -> list[str]:
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


def _code_notes(
    found: _SortedNotes, names: list[Name], ids: list[str], settings: ThemeSettings
) -> list[dict[str, object]]:
    note_ids = found.part.notes["note_id"].tolist()
    context = found.model.umap_model.embedding_
    themes = found.model.hdbscan_model.centres_
    if found.outside is not None:
        themes = np.delete(themes, found.outside, axis=0)
    return [
        {
            "note_id": note_ids[place],
            "question_id": found.part.question_id,
            "theme_id": ids[label],
            # It is the clearer that a note fits nowhere, the less near it is to any theme.
            "strength": _measure_apart(context[place], themes) if label == found.outside else fit.strength,
            "weak": label != found.outside and fit.strength < settings.weak_strength,
            "basis": _basis_of_note(found, place, names[label]),
            "other_themes": SEPARATOR.join(
                ids[other] for other in _list_others(fit, second) if other != found.outside
            ),
            "raised_once": fit.raised_once,
            "nearest": SEPARATOR.join(note_ids[other] for other in fit.nearest),
        }
        for place, (label, fit, second) in enumerate(
            zip(found.model.hdbscan_model.labels_.tolist(), found.fits, found.seconds, strict=True)
        )
    ]


def _measure_apart(note: Vectors, themes: Vectors) -> float:
    near = float(np.max(themes @ note.astype(np.float64), initial=0.0))
    return round(float(np.clip(1 - near, 0, 1)), 3)


def _list_others(fit: Fit, second: int | None) -> list[int]:
    """The theme of a note's second point first, then those nearly as near as its own."""
    return list(dict.fromkeys([*([] if second is None else [second]), *fit.others]))


def _describe_themes(
    found: _SortedNotes, names: list[Name], ids: list[str], settings: ThemeSettings
) -> list[dict[str, object]]:
    part, groups, fits = found.part, found.groups, found.fits
    note_ids, words = part.notes["note_id"].tolist(), part.notes["words"].tolist()
    terms = list_terms(found.model)
    asked = slice(None) if part.sample is None else part.sample
    mixed, labels = found.model.umap_model.embedding_[asked], found.model.hdbscan_model.labels_[asked]
    stability = measure_stability(mixed, labels, settings)
    closeness = measure_closeness(mixed, labels)
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


def _summarise(name: Name, points: list[str], notes: int, themes: int) -> str:
    """One sentence on a theme: its code's definition, else what people say, in their words."""
    if themes == 1:
        shown = "the one note is" if notes == 1 else f"all {notes} are"
        return f"Too few notes to divide into themes: {shown} shown."
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


def _basis_of_note(found: _SortedNotes, place: int, name: Name) -> str:
    """A note that neither the write-up nor the language model placed is where the vectors put it."""
    if found.given is not None and found.part.headed.labels[place] < 0:
        return "model" if found.given.labels[place] >= 0 else "discovered"
    return name.basis
