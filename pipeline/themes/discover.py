"""Finds the draft themes of each question."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

import numpy as np
from bertopic import BERTopic
from pandera.typing.pandas import DataFrame
from threadpoolctl import threadpool_limits

from pipeline.settings import ThemeSettings
from pipeline.tables import (
    OTHER_TITLE,
    UNDIVIDED_TITLE,
    Codings,
    NoteLanguage,
    Questions,
    SafeNotes,
    Themes,
    table_of,
)
from pipeline.tables.contract import Row
from pipeline.tables.notes import Embed, Labels, Vectors
from pipeline.themes.codebook import Codebook, embed_codes
from pipeline.themes.drafted import SortedNotes, identify_themes, list_codings, list_themes
from pipeline.themes.group import APART
from pipeline.themes.model import QuestionNotes, fit_question, take_question, title_topics
from pipeline.themes.name import Given, Name, Proposal, code_notes, name_by_codes, prefer_given, take_sorting
from pipeline.themes.name.titles import Unnamed, quote_central, title_themes
from pipeline.themes.strength import find_second_themes, measure_fits, order_by_centrality

_NAMED_BY = 200  # notes of a theme that its title is looked for in, where there are very many
_NAMED = 2  # themes that a codebook names at least, or it names none
_FEWEST_UNTITLED = 4  # notes of a group that has no title
_UNTITLED = 2  # such groups that are shown, however many themes with a title there are
_COVERED = 20  # notes of a theme that stand for it, where none of it is in the sample


# Of a question: the groups of its notes, where they are not those found, and their names.
_Named = tuple[Labels | None, list[Name]]


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
        language: Terms of each note, in the order of safe_notes.
        proposal: A language model's sorting of some questions, taken up in place of the one found here.

    Returns:
        One coding per note in the order of safe_notes, and one row per theme, by question and size.
    """
    codings: dict[str, Iterator[Row]] = {}  # by question: its rows, in the order of its notes
    themes: list[Row] = []
    # Sums over several threads are added in another order: one thread keeps the last bits the same.
    with threadpool_limits(limits=1):
        parts = [
            take_question(question_id, safe_notes, vectors, language, embed, settings)
            for question_id in questions["question_id"]
        ]
        sorted_questions = [_sort_notes(part, proposal) for part in parts if part is not None]
        asked = dict(zip(questions["question_id"], questions["question"], strict=True))
        unnamed = [_list_unnamed(found, asked[found.part.question_id]) for found in sorted_questions]
        named = _name_questions(sorted_questions, unnamed, codebook, embed, settings)
        if not _is_of_use(named, settings):
            expected = tuple(code for code in codebook.codes if code.expected)
            only = replace(codebook, codes=expected)
            named = _name_questions(sorted_questions, unnamed, only, embed, settings)
        for found, (labels, names) in zip(sorted_questions, named, strict=True):
            kept, own = (found, names) if labels is None else _take_labels(found, labels, names)
            kept = _measure_notes(kept)
            title_topics(kept.model, kept.part.terms, [name.title for name in own])
            ids = identify_themes(kept.part, own, kept.groups)
            codings[found.part.question_id] = list_codings(kept, own, ids)
            themes += list_themes(kept, own, ids)
        in_turn = (codings[one] for one in safe_notes["question_id"] if one in codings)
        return table_of(Codings, map(next, in_turn)), table_of(Themes, themes)


def _sort_notes(part: QuestionNotes, proposal: Proposal | None) -> SortedNotes:
    given = take_sorting(part.question_id, part.notes["note_id"].tolist(), proposal)
    model = fit_question(part, None if given is None else given.labels)
    return _take_groups(part, model, given)


def _take_groups(part: QuestionNotes, model: BERTopic, given: Given | None) -> SortedNotes:
    mixed, labels = model.umap_model.embedding_, model.hdbscan_model.labels_
    return SortedNotes(_cover_groups(part, labels), model, order_by_centrality(mixed, labels), given)


def _measure_notes(found: SortedNotes) -> SortedNotes:
    """The same with how each note fits: once the groups are final, for of many notes it takes longest."""
    part, labels = found.part, found.labels
    words = part.notes["words"]
    return replace(
        found,
        fits=measure_fits(found.mixed, part.vectors, labels, part.settings, part.sample),
        seconds=find_second_themes(words, part.vectors, labels, part.embed, part.settings, part.sample),
    )


def _cover_groups(part: QuestionNotes, labels: Labels) -> QuestionNotes:
    """The question with some notes of every group in its sample, where it has one."""
    if part.sample is None:
        return part
    missing = np.setdiff1d(labels, labels[part.sample])
    added = [np.flatnonzero(labels == group)[:_COVERED] for group in missing]
    return replace(part, sample=np.sort(np.concatenate([part.sample, *added])))


def _name_known(found: SortedNotes, coded: list[Name]) -> list[Name]:
    """Names with the write-up's headings in place of other titles, and "Other points" behind them."""
    headings = found.part.headed.titles if found.given is None else ()
    known = [
        replace(name, title=headings[group], code=None, basis="heading")
        if group < len(headings) and not (name.code and name.code.expected)
        else name
        for group, name in enumerate(coded)
    ]
    return known if found.other is None else [*known, Name(OTHER_TITLE, None, 0.0, basis="other")]


def _name_questions(
    sorted_questions: Sequence[SortedNotes],
    unnamed: Sequence[Unnamed],
    codebook: Codebook,
    embed: Embed,
    settings: ThemeSettings,
) -> list[_Named]:
    """The themes of each question with their names, and other groups for its notes where some have none."""
    themed = [part.without(found.other) for part, found in zip(unnamed, sorted_questions, strict=True)]
    named: list[_Named] = []
    for found, part, coded in zip(
        sorted_questions, unnamed, name_by_codes(themed, codebook, embed, settings), strict=True
    ):
        known = _name_known(found, coded)
        titles = title_themes([name.title for name in known], part, embed, settings)
        names = prefer_given(
            [replace(name, title=title) for name, title in zip(known, titles, strict=True)],
            found.given,
            found.part.headed.titles,
        )
        whole = all(name.title for name in names)
        named.append((None, names) if whole else _settle(found, part, names, codebook))
    return named


def _is_of_use(named: Sequence[_Named], settings: ThemeSettings) -> bool:
    """Whether a codebook names enough of an event's themes: the odd one would be an accident."""
    told = [
        name.code is not None and not name.code.expected
        for _, names in named
        for name in names
        if len(names) > 1 and name.basis in ("codebook", "discovered")
    ]
    return not told or sum(told) >= max(_NAMED, settings.codebook_share * len(told))


def _settle(
    found: SortedNotes, part: Unnamed, names: list[Name], codebook: Codebook
) -> tuple[Labels, list[Name]]:
    """Themes with a title, those of a code among the other notes, and what groups are left of these.

    Such a group goes by one of its notes; what is too small to be one is among "Other points" (-1).
    """
    own, before = found.part, found.labels
    named = [group for group, name in enumerate(names) if name.title and name.basis != "other"]
    settled = [names[group] for group in named]
    labels = np.full(len(before), -1, dtype=np.int64)
    for number, group in enumerate(named):
        labels[before == group] = number
    if codebook.codes and own.sample is None and found.given is None:
        labels[own.headed.labels == APART] = APART
        code_vectors = embed_codes(codebook, own.embed)
        taken = [name.code for name in settled]
        free = [not code.expected and code not in taken for code in codebook.codes]
        labels, codes = code_notes(labels, found.mixed, own.vectors, code_vectors, free, own.settings)
        for number, at in enumerate(codes, start=len(settled)):
            fit, code = float((own.vectors[labels == number] @ code_vectors[at]).mean()), codebook.codes[at]
            settled.append(Name(code.title, code, fit, basis="codebook"))
        part = replace(part, groups=[[at for at in group if labels[at] == -1] for group in part.groups])
    rest = [group for group, name in enumerate(names) if name.basis != "other" and group not in named]
    _keep_untitled(found, part, rest, labels, settled)
    return labels, settled


def _keep_untitled(
    found: SortedNotes,
    part: Unnamed,
    groups: Sequence[int],
    labels: Labels,
    settled: list[Name],
) -> None:
    """Add the largest of the groups that have no title to the labels and names, each by one of its notes."""
    left = {group: (found.labels == group) & (labels == -1) for group in groups}
    fewest, room = _FEWEST_UNTITLED, max(_UNTITLED, found.part.settings.most_themes - len(settled))
    if found.given is not None:  # what a model put together stays together
        fewest, room = 1, len(left)
    for group in sorted(left, key=lambda group: (-left[group].sum(), group))[:room]:
        if left[group].sum() < fewest:
            break
        places = list(part.groups[group])
        if title := quote_central([part.words[at] for at in places], part.vectors[places], found.part.embed):
            labels[left[group]] = len(settled)
            settled.append(Name(title, None, 0.0))


def _take_labels(found: SortedNotes, labels: Labels, names: list[Name]) -> tuple[SortedNotes, list[Name]]:
    """The question with these groups in place of those that were found."""
    clusterer = found.model.hdbscan_model
    kept = clusterer.take(labels)
    model = fit_question(found.part, clusterer.labels_, clusterer.other_, found.model.umap_model)
    themes = [names[number] for number in kept] or [Name(UNDIVIDED_TITLE, None, 0.0)]
    others = [] if clusterer.other_ is None else [Name(OTHER_TITLE, None, 0.0, basis="other")]
    return _take_groups(found.part, model, found.given), [*themes, *others]


def _list_unnamed(found: SortedNotes, asked: str) -> Unnamed:
    """All notes of the question, or some of each group where there are very many."""
    part, groups = found.part, found.groups
    if part.sample is None:
        return Unnamed(groups, part.notes["words"].tolist(), part.vectors, asked)
    picked = [pick_evenly(group, _NAMED_BY) for group in groups]
    places = [place for group in picked for place in group]
    ends = np.cumsum([len(group) for group in picked]).tolist()
    return Unnamed(
        [list(range(end - len(group), end)) for end, group in zip(ends, picked, strict=True)],
        part.notes["words"].iloc[places].tolist(),
        part.vectors[places],
        asked,
    )


def pick_evenly(places: Sequence[int], most: int) -> list[int]:
    """At most so many of a theme's notes, from the middle to the edge."""
    if len(places) <= most:
        return list(places)
    return [places[round(step * (len(places) - 1) / (most - 1))] for step in range(most)]
