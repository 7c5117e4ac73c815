"""Questions with very many notes: every note is placed, nothing grows with the square of their number."""

from __future__ import annotations

import dataclasses
import hashlib
import tracemalloc
import weakref
from collections.abc import Sequence
from typing import Any

import numpy as np
import pytest

from pipeline.tables.notes import Labels, Vectors
from pipeline.themes import discover
from pipeline.themes.codebook import load_codebook
from pipeline.themes.discover import discover_themes, pick_evenly
from pipeline.themes.found import say_sampled
from pipeline.themes.group import choose_sample, context
from pipeline.themes.group.context import represent_many, represent_notes
from pipeline.themes.model import QuestionNotes
from pipeline.themes.strength import find_largest
from tests.conftest import ROOT
from tests.themes.conftest import SETTINGS, make_tables

SAMPLED = dataclasses.replace(SETTINGS.themes, sample_notes=200)
SUBJECTS = ("bus", "soup", "screen", "key", "tree")
CODEBOOK = load_codebook("", ROOT)


def _embed(texts: Sequence[str]) -> Vectors:
    """A direction for each subject, and a little of each text's own."""
    rows = []
    for text in texts:
        seed = int.from_bytes(hashlib.sha256(text.encode()).digest()[:4], "big")
        row = np.random.default_rng(seed).normal(0, 0.02, 64)
        first = text.lower().strip("“")
        row[next((place for place, one in enumerate(SUBJECTS) if first.startswith(one)), 60)] += 1
        rows.append(row / np.linalg.norm(row))
    return np.array(rows, dtype=np.float32)


def _words(count: int) -> list[str]:
    return [f"{SUBJECTS[number % 5]} remark number {number}" for number in range(count)]


def _discover(words: Sequence[str]):  # type: ignore[no-untyped-def]
    questions, notes, language = make_tables(words)
    return discover_themes(questions, notes, _embed(words), language, CODEBOOK, _embed, SAMPLED)


def test_every_note_is_placed_with_its_like() -> None:
    words = _words(700)
    codings, themes = _discover(words)
    assert len(codings) == 700
    assert themes["notes"].sum() == 700
    subject_of = dict(zip(codings["theme_id"], (text.split()[0] for text in words), strict=True))
    assert [subject_of[theme] for theme in codings["theme_id"]] == [text.split()[0] for text in words]


def test_notes_are_measured_once_though_a_group_without_a_title_is_sorted_again(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    taken, measured = [], []
    take, measure, title = discover._take_labels, discover.measure_fits, discover.title_themes

    def leave_untitled(known: Sequence[str], *rest: Any) -> list[str]:
        return ["", *title(known, *rest)[1:]]

    monkeypatch.setattr(discover, "title_themes", leave_untitled)
    monkeypatch.setattr(discover, "_take_labels", lambda *given: taken.append(1) or take(*given))
    monkeypatch.setattr(discover, "measure_fits", lambda *given: measured.append(1) or measure(*given))
    codings, _ = _discover(_words(700))
    assert len(codings) == 700
    assert len(taken) == len(measured) == 1


def test_notes_with_their_context_are_never_there_twice(monkeypatch: pytest.MonkeyPatch) -> None:
    title, represent, cover = discover.title_themes, context.represent_many, discover._cover_groups
    made: list[weakref.ref[Any]] = []

    def leave_untitled(known: Sequence[str], *rest: Any) -> list[str]:
        return ["", *title(known, *rest)[1:]]

    def watch(*given: Any) -> Vectors:
        assert [one for one in made if one() is not None] == []
        found = represent(*given)
        made.append(weakref.ref(found))
        return found

    def add_one(part: QuestionNotes, labels: Labels) -> QuestionNotes:
        covered = cover(part, labels)
        other = np.setdiff1d(np.arange(len(labels)), covered.sample)[:1]
        return dataclasses.replace(covered, sample=np.union1d(covered.sample, other))

    monkeypatch.setattr(discover, "title_themes", leave_untitled)
    monkeypatch.setattr(context, "represent_many", watch)
    monkeypatch.setattr(discover, "_cover_groups", add_one)
    codings, _ = _discover(_words(700))
    assert len(codings) == 700
    assert len(made) == 2


def test_the_largest_are_those_that_sorting_finds() -> None:
    numbers = np.random.default_rng(0).integers(0, 5, (300, 7)).astype(float)  # many are equal
    numbers[numbers == 0] = -np.inf
    sorted_places = np.argsort(-numbers, axis=1, kind="stable")[:, :3].tolist()
    wanted = [
        [at if np.isfinite(row[at]) else -1 for at in places]
        for row, places in zip(numbers, sorted_places, strict=True)
    ]
    assert find_largest(numbers.copy(), 3) == wanted
    assert find_largest(numbers[:, :2].copy(), 3) == [
        [*row, -1] for row in find_largest(numbers[:, :2].copy(), 2)
    ]


def test_a_point_raised_once_is_found_whatever_the_sample() -> None:
    words = [*_words(700), "elephant in the room"]
    codings, _ = _discover(words)
    assert codings["raised_once"].tolist() == [False] * 700 + [True]


def test_the_order_of_the_notes_draws_no_other_sample() -> None:
    ids = [f"n-{number}" for number in range(900)]
    first, second = choose_sample(ids, SAMPLED), choose_sample(ids[::-1], SAMPLED)
    assert first is not None
    assert second is not None
    assert {ids[place] for place in first} == {ids[::-1][place] for place in second}
    assert choose_sample(ids[:200], SAMPLED) is None


def test_notes_are_represented_as_when_all_are_compared() -> None:
    _, notes, _ = make_tables(_words(150), ["Getting there" if number < 80 else "" for number in range(150)])
    vectors = _embed(notes["words"].tolist())
    every = np.arange(150)
    exact = represent_notes(notes, vectors, _embed, SAMPLED)
    assert np.allclose(represent_many(notes, vectors, _embed, SAMPLED, every), exact, atol=1e-5)


def test_memory_grows_no_faster_than_the_notes() -> None:
    def measure(count: int) -> int:
        words = _words(count)
        questions, notes, language = make_tables([*words])
        vectors = _embed(words)
        tracemalloc.start()
        discover_themes(questions, notes, vectors, language, CODEBOOK, _embed, SAMPLED)
        peak = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        return peak

    assert measure(1600) < 2.5 * measure(800)


def test_the_report_is_told() -> None:
    questions, _, _ = make_tables(_words(300))
    assert "among 200 of them" in say_sampled(questions, SAMPLED)["q-1"]
    assert say_sampled(questions, SETTINGS.themes) == {}


def test_notes_are_picked_from_first_to_last() -> None:
    assert pick_evenly(range(101), 3) == [0, 50, 100]
    assert pick_evenly([1, 2], 3) == [1, 2]
