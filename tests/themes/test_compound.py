"""Notes that make more than one point."""

from __future__ import annotations

import numpy as np
import pytest

from pipeline.settings import load_settings
from pipeline.themes.strength import find_second_themes, split_points

SETTINGS = load_settings().themes
EAST, NORTH = np.array([1.0, 0.0, 0.0]), np.array([0.0, 1.0, 0.0])
WORDS = ["The bus never comes", "No bus after six", "Staff were so kind", "Kind to my mum",
         "Very kind staff there; but the last bus had gone"]  # fmt: skip


@pytest.mark.parametrize(
    ("words", "points"),
    [
        ("Planning done poorly – services overlap here", ["Planning done poorly", "services overlap here"]),
        ("Kind staff, but a very long wait", []),  # "Kind staff" is too short to stand alone
        ("The staff were kind, but it was a long wait", ["The staff were kind", "it was a long wait"]),
        ("face-to-face meetings work best", []),
        ("", []),
    ],
)
def test_points_are_parted_where_the_note_parts_them(words: str, points: list[str]) -> None:
    assert split_points(words) == points


def test_a_point_that_is_clearly_elsewhere_gives_a_second_theme() -> None:
    vectors = np.stack([EAST, EAST, NORTH, NORTH, NORTH]).astype(np.float32)
    labels = np.array([0, 0, 1, 1, 1])

    def embed(texts: list[str]) -> np.ndarray:
        return np.stack([EAST if "bus" in text else NORTH for text in texts])

    seconds = find_second_themes(WORDS, vectors, labels, embed, SETTINGS)  # type: ignore[arg-type]
    assert seconds == [None, None, None, None, 0]
    assert find_second_themes(WORDS[:4], vectors[:4], labels[:4], embed, SETTINGS) == [None] * 4  # type: ignore[arg-type]
