"""Figures say what they show, in words and without colour."""

from __future__ import annotations

import dataclasses
import io
from typing import Any

import pytest
from lxml import etree
from PIL import Image

from pipeline.report import figures
from pipeline.report.blocks import AnyFigure, Bar, BarFigure, Drawing
from pipeline.report.figures import DOTS, STYLES, draw_figures, paint_pictures
from pipeline.report.formats.pdf import set_template

SVG = "{http://www.w3.org/2000/svg}"


def make_figure(parts: tuple[str, ...] = ("post-it", "facilitator")) -> BarFigure:
    bars = (Bar("A very long title " * 12, tuple(range(5, 5 + len(parts)))), Bar("Short", (1,) * len(parts)))
    return BarFigure("example", "Title", "It shows 5 of 9.", parts, bars)


def draw_figure(figure: AnyFigure) -> Drawing:
    return draw_figures([figure])[figure.name]


def test_files_name_no_program_and_no_date() -> None:
    drawing = draw_figure(make_figure())
    assert b"dc:date" not in drawing.svg
    assert b"atplotlib" not in drawing.svg
    assert b"DOCTYPE" not in drawing.svg
    (picture,) = paint_pictures({"example": drawing}).values()
    assert not Image.open(io.BytesIO(picture)).info.keys() & {"Software", "Date", "Creation Time"}


def test_each_picture_shows_its_own_figure() -> None:
    short = make_figure()
    tall = dataclasses.replace(short, name="tall", bars=short.bars * 3)
    drawings = draw_figures([tall, short])
    for name, picture in paint_pictures(drawings).items():
        width, height = Image.open(io.BytesIO(picture)).size
        assert abs(width - drawings[name].width * DOTS / 72) <= 1
        assert abs(height - drawings[name].height * DOTS / 72) <= 1
    assert drawings["tall"].height > 1.5 * drawings["example"].height


def test_of_very_many_pictures_few_are_painted_together(monkeypatch: pytest.MonkeyPatch) -> None:
    drawing = draw_figure(make_figure())
    drawings = {f"example-{number}": drawing for number in range(12)}
    together: list[int] = []

    def watch(name: str, pages: list[Any], **output: Any) -> list[bytes]:
        together.append(len(pages))
        return set_template(name, pages, **output)

    monkeypatch.setattr(figures, "set_template", watch)
    painted = paint_pictures(drawings)
    assert list(painted) == list(drawings)
    assert sum(together) == 12
    assert max(together) <= 5
    monkeypatch.setattr(figures, "_PAINTED", 12)
    assert paint_pictures(drawings) == painted


def test_the_file_carries_its_text_alternative() -> None:
    root = etree.fromstring(draw_figure(make_figure()).svg)
    assert root.get("role") == "img"
    assert root.findtext(f"{SVG}title") == "Title"
    assert root.findtext(f"{SVG}desc") == "It shows 5 of 9."


def test_long_titles_are_wrapped_and_every_count_is_written() -> None:
    root = etree.fromstring(draw_figure(make_figure()).svg)
    texts = [element.text for element in root.iter(f"{SVG}text")]
    assert (
        "".join(text + " " for text in texts if text.startswith(("A ", "long", "title", "very"))).split()
        == ("A very long title " * 12).split()
    )
    assert max(map(len, texts)) <= 72
    assert {"5", "6", "11", "2"} <= set(texts)


def test_inside_a_page_it_takes_the_pages_colours_and_leaves_its_style_alone() -> None:
    inline = draw_figure(make_figure()).inline
    assert "currentColor" in inline
    assert "<style" not in inline
    assert 'fill: #ffffff"' not in inline.split("<path")[1]  # no white page behind it
    assert "font-family" not in inline


def test_parts_differ_without_colour() -> None:
    looks = set()
    for fill, _, _, pattern in STYLES:
        red, green, blue = (int(fill[place : place + 2], 16) for place in (1, 3, 5))
        looks.add((pattern, round((0.3 * red + 0.59 * green + 0.11 * blue) / 64)))
    assert len(looks) == len(STYLES)


def test_dense_figures_stay_small() -> None:
    assert len(draw_figure(make_figure(tuple("abcdefgh"))).svg) < 60_000
