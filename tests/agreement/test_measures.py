"""Measures equal reference implementations and published examples, and behave as measures must."""

from __future__ import annotations

import random
from dataclasses import replace

import pytest
import sklearn.metrics as reference
from hypothesis import given
from hypothesis import strategies as st

from pipeline.agreement.groupings import count_moves, measure_information, measure_rand
from pipeline.agreement.sortings import Pair, compare_labels
from pipeline.settings import load_settings
from pipeline.tables import MEASURES
from pipeline.tables.agreement import measure_ac1, measure_alpha, measure_kappa

BY_GROUP = (measure_rand, measure_information, count_moves)
BY_NAME = (measure_kappa, measure_ac1, measure_alpha)
SETTINGS = load_settings().agreement

two_sortings = st.integers(1, 40).flatmap(
    lambda notes: st.tuples(
        *[st.lists(st.sampled_from("abcde"), min_size=notes, max_size=notes) for _ in range(2)]
    )
)


@given(two_sortings)
def test_groupings_equal_scikit_learn(sortings: tuple[list[str], list[str]]) -> None:
    first, second = sortings
    assert measure_rand(first, second) == pytest.approx(reference.adjusted_rand_score(first, second))
    assert measure_information(first, second) == pytest.approx(
        reference.adjusted_mutual_info_score(first, second), abs=1e-9
    )


@given(two_sortings)
def test_kappa_equals_scikit_learn(sortings: tuple[list[str], list[str]]) -> None:
    first, second = sortings
    if len(set(first) | set(second)) > 1:  # undefined there, and full agreement here
        assert measure_kappa(first, second) == pytest.approx(reference.cohen_kappa_score(first, second))


def test_ac1_and_kappa_of_gwet_2008() -> None:
    """125 subjects, 118 of them positive for both raters: agreement is high and kappa below 0."""
    first = ["+"] * 123 + ["-"] * 2
    second = ["+"] * 118 + ["-"] * 5 + ["+"] * 2
    assert measure_ac1(first, second) == pytest.approx(0.941, abs=5e-4)
    assert measure_kappa(first, second) == pytest.approx(-0.0234, abs=5e-5)


def test_ac1_of_three_names_by_hand() -> None:
    # Agreed 5/6; mean shares 5/12, 4/12, 3/12, so by chance (35 + 32 + 27) / 144 / 2 = 47/144.
    assert measure_ac1("aabbcc", "aabbca") == pytest.approx(73 / 97)


def test_alpha_of_krippendorff_2011_with_missing_values() -> None:
    """Four observers, twelve units, nominal: 0.743 as published."""
    observers = ("123321412***", "1233224125*3", "*3332342251*", "12332441251*")
    codings = [[None if value == "*" else value for value in values] for values in observers]
    assert measure_alpha(*codings) == pytest.approx(0.743, abs=5e-4)


@given(st.lists(st.sampled_from("abcde"), min_size=1, max_size=30))
def test_the_same_sorting_agrees_wholly(labels: list[str]) -> None:
    renamed = [f"theme {label}" for label in labels]
    assert measure_rand(labels, renamed) == 1
    assert measure_information(labels, renamed) == pytest.approx(1)
    assert count_moves(labels, renamed) == 0
    assert all(measure(labels, labels) == pytest.approx(1) for measure in BY_NAME)


@given(two_sortings)
def test_it_does_not_matter_who_comes_first(sortings: tuple[list[str], list[str]]) -> None:
    first, second = sortings
    for measure in BY_GROUP + BY_NAME:
        assert measure(first, second) == pytest.approx(measure(second, first))


@given(two_sortings, st.permutations("abcde"))
def test_names_do_not_matter(sortings: tuple[list[str], list[str]], names: list[str]) -> None:
    first, second = sortings
    renamed = [names["abcde".index(label)] for label in first]
    for measure in BY_GROUP:
        assert measure(renamed, second) == pytest.approx(measure(first, second))


@given(two_sortings)
def test_no_moves_means_the_same_notes_together(sortings: tuple[list[str], list[str]]) -> None:
    first, second = sortings
    together = [
        [[a == b for b in labels] for a in labels]  # every pair of notes: in the same theme or not
        for labels in (first, second)
    ]
    assert (count_moves(first, second) == 0) == (together[0] == together[1])


def test_moves_by_hand() -> None:
    # Two notes of the draft's second theme belong to the person's first; its third has no counterpart.
    assert count_moves("aaabbbbc", "xxxxxyyy") == 3


@pytest.mark.parametrize("measure", [*BY_GROUP, *BY_NAME])
def test_no_notes_or_notes_without_a_partner_are_refused(measure: object) -> None:
    assert callable(measure)
    for first, second in (([], []), (["a"], ["a", "b"])):
        with pytest.raises(ValueError, match="same notes"):
            measure(first, second)


def test_intervals_hold_the_figure_and_come_out_the_same_each_time() -> None:
    draw = random.Random(3)
    person = [draw.choice("abcd") for _ in range(40)]
    draft = [label if draw.random() < 0.6 else draw.choice("abcd") for label in person]
    pair = Pair(tuple(draft), tuple(person))
    found = compare_labels([pair, pair], SETTINGS, same_names=False)[-1]
    assert list(found) == list(MEASURES)
    assert found == compare_labels([pair, pair], SETTINGS, same_names=False)[-1]
    for figure in found.values():
        assert figure.low < figure.value < figure.high
    assert found["moves"].value == 2 * count_moves(draft, person)
    assert found["ari"].value == pytest.approx(measure_rand(draft, person))


def test_intervals_cover_what_they_should() -> None:
    """Drafts drawn anew from one population: most intervals hold the figure of a very large draw."""
    draw = random.Random(11)

    def sort(notes: int) -> Pair:
        person = [draw.choice("abcd") for _ in range(notes)]
        return Pair(
            tuple(label if draw.random() < 0.6 else draw.choice("abcd") for label in person), tuple(person)
        )

    whole = sort(20_000)
    truth = {
        "ari": measure_rand(whole.first, whole.second),
        "kappa": measure_kappa(whole.first, whole.second),
    }
    settings = replace(SETTINGS, resamples=100)
    held = dict.fromkeys(truth, 0)
    for _ in range(40):
        found = compare_labels([sort(50)], settings, same_names=False)[0]
        for name, value in truth.items():
            held[name] += found[name].low <= value <= found[name].high
    assert all(count >= 32 for count in held.values()), held


def test_drawing_a_note_twice_does_not_flatter_the_interval() -> None:
    draw = random.Random(5)
    chance = Pair(*(tuple(draw.choice("abcdefghijkl") for _ in range(30)) for _ in range(2)))
    found = compare_labels([chance], SETTINGS, same_names=False)[0]["ari"]
    assert found.low < 0 < found.high
    assert found.low < found.value - 0.02


def test_the_same_sorting_has_no_spread() -> None:
    found = compare_labels([Pair(tuple("aabbc"), tuple("xxyyz"))], SETTINGS, same_names=False)[0]
    assert (found["moves"].value, found["moves"].low, found["moves"].high) == (0, 0, 0)
    assert found["ami"].low == pytest.approx(1)


def test_note_types_are_compared_under_their_own_names() -> None:
    swapped = Pair(tuple("ababab"), tuple("bababa"))
    assert compare_labels([swapped], SETTINGS, same_names=True)[0]["moves"].value == 6
    assert compare_labels([swapped], SETTINGS, same_names=False)[0]["moves"].value == 0
