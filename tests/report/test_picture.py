"""The README's picture of a report is small, described, and still looks like the report."""

from __future__ import annotations

import re
from pathlib import Path

from PIL import Image, ImageDraw

from tests.conftest import ROOT
from tests.report.picture import EVENT, PLACE, draw_page, measure_difference


def test_the_picture_looks_like_the_report_of_today(samples: Path) -> None:
    page = draw_page((samples / "reports" / EVENT / "report.pdf").read_bytes())
    with Image.open(PLACE) as kept:
        shown = kept.convert("RGB")
    assert shown.size == page.size
    # A changed word is no matter, another layout is: python -m tests.report.picture makes the picture anew.
    assert measure_difference(shown, page) < 0.1
    ImageDraw.Draw(shown).rectangle((0, 250, shown.width, 900), fill="white")
    assert measure_difference(shown, page) > 0.1


def test_the_readme_shows_it_and_says_what_it_shows() -> None:
    assert PLACE.stat().st_size < 150_000
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    described = re.search(rf"!\[([^\]]+)\]\({PLACE.relative_to(ROOT).as_posix()}\)", readme)
    assert described
    assert len(described[1].split()) >= 15
