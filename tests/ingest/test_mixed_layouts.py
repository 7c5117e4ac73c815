"""Write-ups in layouts drawn at random: how well they are read as a whole, and what they are."""

from __future__ import annotations

import random
from dataclasses import replace

import pytest

from tests.benchmarks.mixed_layouts.layout import UNREADABLE, draw_layout, tell_unreadable
from tests.benchmarks.mixed_layouts.measure import Total, measure_seed, sum_up
from tests.benchmarks.mixed_layouts.remarks import Deck, list_remarks
from tests.benchmarks.mixed_layouts.write_up import make_write_up

SEEDS = range(80)


@pytest.fixture(scope="module")
def total() -> Total:
    return sum_up(map(measure_seed, SEEDS))


def test_notes_are_found_and_others_are_not(total: Total) -> None:
    assert total.f1 >= 0.965


def test_notes_stand_under_their_question(total: Total) -> None:
    assert total.question >= 0.87


def test_next_to_no_write_up_yields_nothing(total: Total) -> None:
    assert len(total.nothing) <= 1


def test_remarks_do_not_run_out_and_none_comes_twice_before_all_came() -> None:
    everything = [text for some in list_remarks().values() for text in some]
    for length in ("long", "mixed"):
        deck = Deck(random.Random(1), length)
        dealt = [deck.deal() for _ in range(2 * len(everything))]
        assert sorted(dealt[: len(everything)]) == sorted(dealt[len(everything) :]) == sorted(everything)


def test_a_seed_is_one_write_up_with_its_notes_in_it() -> None:
    for seed in SEEDS:
        made = make_write_up(seed)
        assert made == make_write_up(seed)
        shown = "\n".join(block.words for block in made.blocks)
        assert all(note.words in shown for note in made.notes)


def test_what_nobody_could_read_is_left_out_for_a_reason_that_comes_up() -> None:
    layouts = [draw_layout(random.Random(seed)) for seed in range(500)]
    assert not any(map(tell_unreadable, layouts))
    lines = replace(layouts[0], heading="plain", mark="line")
    assert tell_unreadable(lines).startswith("a question that is a line between lines")
    assert len({reason for reason, _ in UNREADABLE}) == len(UNREADABLE)
