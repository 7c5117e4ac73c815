"""The board at the widths of people's screens: what stands beside each other is whole."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.browser import Page, open_browser
from tests.review.boards import board_of


@pytest.fixture(scope="module")
def page() -> Iterator[Page]:
    with open_browser() as page:
        yield page


@pytest.mark.parametrize("width", [800, 1000, 1100, 1200, 1400, 1920])
def test_no_theme_is_cut_by_other_points_at_the_edge(page: Page, sent: Path, width: int) -> None:
    page.open(board_of(sent), width=width)
    found = page.run(
        """
        [...document.querySelectorAll('.column')].map((one) => {
          const box = one.getBoundingClientRect();
          return [one.classList.contains('other'), Math.round(box.left), Math.round(box.right)];
        })
        """
    )
    ((_, edge, end),) = [box for box in found if box[0]]
    columns = [box[1:] for box in found if not box[0]]
    assert end <= width
    assert [left for left, right in columns if left < edge < right] == []
    assert len([left for left, _ in columns if left < edge]) > 1
