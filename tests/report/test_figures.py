"""Figures say what they show, in words and without colour."""

from __future__ import annotations

import dataclasses
import io

import pytest
from lxml import etree
from PIL import Image

from pipeline.report.blocks import AnyFigure, Bar, BarFigure, CountTable, Drawing
from pipeline.report.event.counts import finding_words, tables_finding, types_finding
from pipeline.report.figures import DOTS, STYLES, draw_figures, paint_pictures
from pipeline.tables import KINDS, NOTE_TYPES
from tests.report.conftest import Case

SVG = "{http://www.w3.org/2000/svg}"


def make_figure(parts: tuple[str, ...] = ("post-it", "facilitator")) -> BarFigure:
    bars = (Bar("A very long title " * 12, tuple(range(5, 5 + len(parts)))), Bar("Short", (1,) * len(parts)))
    empty = CountTable("", ("",), ())
    return BarFigure("example", "Title", "It shows 5 of 9.", empty, False, parts, parts, bars)


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


@pytest.mark.parametrize("parts", [KINDS, NOTE_TYPES])
def test_parts_differ_without_colour(parts: tuple[str, ...]) -> None:
    looks = set()
    for part in parts:
        fill, _, _, pattern = STYLES[part]
        red, green, blue = (int(fill[place : place + 2], 16) for place in (1, 3, 5))
        looks.add((pattern, round((0.3 * red + 0.59 * green + 0.11 * blue) / 64)))
    assert len(looks) == len(parts)


def test_dense_figures_stay_small() -> None:
    for parts in (KINDS, NOTE_TYPES):
        assert len(draw_figure(make_figure(parts)).svg) < 40_000


def test_themes_of_several_tables_say_at_how_many(case: Case) -> None:
    first, *_ = case.build().questions
    assert first.figure is not None
    assert [bar.tables for bar in first.figure.bars] == [2, 1, 1]
    assert "“Going to where people are” was raised at the most tables, 2 of 2." in first.figure.finding
    texts = [element.text for element in etree.fromstring(draw_figure(first.figure).svg).iter(f"{SVG}text")]
    assert {"6 at 2 tables", "3 at 1 table"} <= set(texts)
    assert tables_finding(["A", "B"], [2, 2], 3) == " Each theme was raised at 2 of 3 tables."
    assert tables_finding(["A", "B", "C"], [2, 2, 1], 3).startswith(" “A” and “B” were each raised")
    assert tables_finding(["A", "B"], [1, 1], 1) == ""


def test_findings_say_what_is_to_be_seen() -> None:
    kinds = [("post-it", 3), ("facilitator", 9)]
    assert finding_words([("A", 7), ("B", 5)], 12, kinds) == (
        "“A” has the most notes, 7 of 12; the smallest of the 2 themes has 5."
        " Of all notes here, 3 post-its and 9 facilitator's notes."
    )
    assert finding_words([("A", 6), ("B", 6)], 12, []) == "Each of the 2 themes has 6 of the 12 notes."
    assert finding_words([("A", 5), ("B", 5), ("C", 2)], 12, []).startswith("“A” and “B” have the most")
    assert types_finding([("A", "idea"), ("B", "idea"), ("C", "challenge")], 5) == (
        "Ideas come first in 2 of 5 themes; challenges in “C”."
    )
