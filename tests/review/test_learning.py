"""What decisions teach: kept decisions, notes that follow, notes that stay, and what to check first."""

from __future__ import annotations

import numpy as np
import pytest

from pipeline.review.replay.redraft import UNDECIDED, find_examples, order_checks, redraft_notes
from pipeline.tables.notes import Vectors

_DIRECTIONS = np.eye(6)
WAGES, TRUST, BUSES = 0, 1, 2


def _note(**parts: float) -> np.ndarray:
    """A vector out of named directions."""
    vector = sum(weight * _DIRECTIONS["abcdef".index(name)] for name, weight in parts.items())
    return np.asarray(vector / np.linalg.norm(vector))


def _notes(*vectors: np.ndarray) -> Vectors:
    return np.stack(vectors).astype(np.float32)


# Three notes on wages, three on trust, and a third kind (d) that the draft spread over both.
NOTES = _notes(
    _note(a=1, e=0.1),
    _note(a=1, e=0.2),
    _note(a=1, d=0.3),
    _note(b=1, e=0.1),
    _note(b=1, f=0.2),
    _note(d=1, a=0.2),
    _note(d=1, b=0.2),
    _note(d=1, b=0.1, a=0.1),
)
DRAFT = np.array([WAGES, WAGES, WAGES, TRUST, TRUST, WAGES, TRUST, TRUST])


def _decide(**places: int) -> np.ndarray:
    decided = np.full(len(DRAFT), UNDECIDED)
    for place, group in places.items():
        decided[int(place[1:])] = group
    return decided


def test_without_a_decision_the_draft_comes_back() -> None:
    assert redraft_notes(NOTES, DRAFT, _decide()).tolist() == DRAFT.tolist()


def test_what_a_person_decided_stays_however_unlikely() -> None:
    drawn = np.random.default_rng(1)
    for _ in range(50):
        vectors = drawn.normal(size=(20, 8))
        vectors = (vectors / np.linalg.norm(vectors, axis=1, keepdims=True)).astype(np.float32)
        labels = drawn.integers(0, 3, 20)
        decided = np.where(drawn.random(20) < 0.4, drawn.integers(0, 5, 20), UNDECIDED)
        titles = {int(group): vectors[place] for place, group in enumerate(decided[:6]) if group >= 0}
        redrafted = redraft_notes(vectors, labels, decided, titles)
        assert (redrafted == decided)[decided != UNDECIDED].all()


def test_a_new_theme_draws_the_notes_that_are_clearly_its_own_and_no_others() -> None:
    redrafted = redraft_notes(NOTES, DRAFT, _decide(n5=BUSES))
    assert redrafted[[5, 6, 7]].tolist() == [BUSES] * 3
    assert redrafted[:5].tolist() == DRAFT[:5].tolist()


def test_a_title_in_a_persons_words_draws_the_notes_it_fits() -> None:
    moved = redraft_notes(NOTES, DRAFT, _decide(n5=BUSES), titles={BUSES: _note(d=1).astype(np.float32)})
    unmoved = redraft_notes(NOTES, DRAFT, _decide(), titles={TRUST: _note(b=1).astype(np.float32)})
    assert moved[[6, 7]].tolist() == [BUSES, BUSES]
    assert unmoved[:5].tolist() == DRAFT[:5].tolist()


def test_a_theme_that_a_person_emptied_takes_no_notes() -> None:
    draft = np.array([0, 0, 0, 1, 1, 2, 1, 1])
    redrafted = redraft_notes(NOTES, draft, _decide(n5=TRUST))
    assert 2 not in redrafted


def test_numbers_stay_those_of_draft_and_decisions() -> None:
    assert set(redraft_notes(NOTES, DRAFT, _decide(n5=7)).tolist()) == {WAGES, TRUST, 7}


def test_each_note_says_which_decided_note_it_follows() -> None:
    decided = _decide(n5=BUSES, n0=WAGES)
    redrafted = redraft_notes(NOTES, DRAFT, decided)
    examples = find_examples(NOTES, redrafted, decided).tolist()
    assert examples == [-1, 0, 0, -1, -1, -1, 5, 5]
    assert find_examples(NOTES, DRAFT, _decide()).tolist() == [-1] * len(DRAFT)


def test_the_least_certain_note_is_checked_first_and_every_note_once() -> None:
    strengths = np.array([0.9, 0.8, 0.7, 0.6, 0.5, 0.05, 0.9, 0.9])
    order = order_checks(NOTES, DRAFT, strengths).tolist()
    assert order[0] == 5
    assert sorted(order) == list(range(len(DRAFT)))


def test_the_same_remark_in_other_words_is_not_next() -> None:
    twice = _notes(_note(a=1), _note(a=1, e=0.05), _note(b=1), _note(c=1))
    order = order_checks(twice, np.array([0, 1, 1, 1]), np.array([0.1, 0.11, 0.15, 0.9]))
    assert order.tolist() == [0, 2, 1, 3]


def test_another_theme_has_its_turn_where_both_are_as_uncertain() -> None:
    apart = _notes(_note(a=1), _note(b=1), _note(c=1))
    order = order_checks(apart, np.array([0, 0, 1]), np.array([0.1, 0.11, 0.12]))
    assert order.tolist() == [0, 2, 1]


@pytest.mark.parametrize("notes", [0, 1])
def test_a_question_of_no_note_or_one(notes: int) -> None:
    vectors, labels = NOTES[:notes], DRAFT[:notes]
    assert redraft_notes(vectors, labels, np.full(notes, UNDECIDED)).tolist() == labels.tolist()
    assert order_checks(vectors, labels, np.zeros(notes)).tolist() == list(range(notes))
