"""Across events: two events are reviewed and learned from, the third is scored before and after.

Samples of one question of a labelled set, whose labels are the same everywhere, stand for events of a
series: of each three in a row, two are reviewed in full (the codebook gets their themes as codes, their
notes as examples) and the third, without the notes that the others hold too, is drafted. A codebook
names themes and does not move notes, so the draft itself stays as it was. Counted are the third's draft
themes that get a title from the codebook, those whose title is that of the people's theme they match
best, and the notes to move before and after the titles given are used for drafting anew as if a person
had named those themes (which the pipeline does not do).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import groupby

import numpy as np

from pipeline.review.replay.redraft import UNDECIDED, redraft_notes
from pipeline.settings import load_settings
from pipeline.themes.codebook import Code, Codebook, embed_codes
from pipeline.themes.name import assign_codes, measure_code_fits
from tests.benchmarks.learning.simulate import count_left, match_draft, sort_groups
from tests.benchmarks.themes.ours import EmbedOfFold
from tests.benchmarks.themes.sets import Group

SETS = ("nhs_patient_feedback_single", "nhs_patient_feedback_multi", "argument_key_points")
Counted = tuple[int, int, int, int, int, int]


def learn_across(groups: Sequence[Group], embed_of: EmbedOfFold) -> str:
    """Review two, score the third; a sentence with the sums over all threes."""
    asked = sorted(groups, key=lambda one: (one.set, one.question))
    counted = [
        _score(series[start : start + 3], embed_of)
        for _, found in groupby(asked, key=lambda one: (one.set, one.question))
        for series in [list(found)]
        for start in range(0, len(series) - 2, 3)
    ]
    threes, (themes, shared, named, right, before, after) = len(counted), np.sum(counted, axis=0).tolist()
    return (
        f"Across events: {threes} threes. Of {themes} draft themes of third events, {shared} match a label"
        f" that an earlier event had; the codebook learned from those names {named}, {right} of them"
        f" by that label. Notes to move: {before}; were the names used to draft anew: {after}."
    )


def _score(series: Sequence[Group], embed_of: EmbedOfFold) -> Counted:
    settings = load_settings().themes
    codebook = Codebook("own", "", tuple(_list_codes(series[:2])), {})
    known_texts = {text for group in series[:2] for text in group.texts}
    fresh = [place for place, text in enumerate(series[2].texts) if text not in known_texts]
    last = replace(
        series[2],
        texts=tuple(series[2].texts[place] for place in fresh),
        labels=tuple(series[2].labels[place] for place in fresh),
    )
    (third,) = sort_groups([last], embed_of)
    embed = embed_of(third.fold)
    groups = [np.flatnonzero(third.labels == label).tolist() for label in range(int(third.labels.max()) + 1)]
    fits = measure_code_fits(
        groups, third.own, embed_codes(codebook, embed), codebook.codes, settings.code_near_note
    )
    given = assign_codes(fits, codebook.codes, settings)
    titles = sorted(set(last.labels) - {""})
    people = {group: titles[theme] for theme, group in match_draft(third).items()}
    known = {code.title for code in codebook.codes}
    names = {group: codebook.codes[code].title for group, code in enumerate(given) if code is not None}
    undecided = np.full(len(third.labels), UNDECIDED)
    vectors = dict(zip(names, embed(list(names.values())), strict=True)) if names else {}
    redrafted = redraft_notes(third.own, third.labels, undecided, vectors)
    return (
        len(groups),
        sum(title in known for title in people.values()),
        len(names),
        sum(people.get(group) == title for group, title in names.items()),
        count_left(third, third.labels, undecided)[0],
        count_left(third, redrafted, undecided)[0],
    )


def _list_codes(reviewed: Sequence[Group]) -> Iterator[Code]:
    examples: dict[str, list[str]] = {}
    for group in reviewed:
        for text, title in zip(group.texts, group.labels, strict=True):
            if title:
                examples.setdefault(title, []).append(text)
    for number, (title, texts) in enumerate(examples.items()):
        yield Code(f"code-{number}", title, f"{title}.", (), (), tuple(texts), ())
