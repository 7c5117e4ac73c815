"""The HTML reports can be read by everybody, without script, and with or without style, colour or a mouse."""

from __future__ import annotations

import re
from itertools import pairwise

import pytest
from bs4 import BeautifulSoup

from pipeline.report.formats import TEMPLATES, TINTS
from tests.report.reading import read_html

PAGES = ("report.html", "appendix.html", "page.html")


@pytest.fixture(scope="module", params=PAGES)
def page(files: dict[str, bytes], request: pytest.FixtureRequest) -> BeautifulSoup:
    return read_html(files, request.param)


@pytest.fixture(scope="module")
def report(files: dict[str, bytes]) -> BeautifulSoup:
    return read_html(files)


def test_language_and_title(page: BeautifulSoup) -> None:
    assert page.html["lang"] == "en-GB"
    assert page.title.get_text().endswith(": Listening at Harrowby <Library> & friends")


def test_the_status_stands_above_everything(page: BeautifulSoup) -> None:
    assert page.header.find("p")["class"] == ["status", "draft"]
    assert "Nobody has checked the themes yet" in page.header.find("p").get_text()


def test_headings_are_in_order(page: BeautifulSoup) -> None:
    headings = page.find_all(re.compile(r"^h[1-6]$"))
    levels = [int(heading.name[1]) for heading in headings]
    assert levels.count(1) == 1
    assert levels[0] == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))
    assert all(heading.get_text().strip() for heading in headings)


def test_landmarks_and_skip_link(page: BeautifulSoup) -> None:
    for name in ("header", "main", "footer"):
        assert len(page.find_all(name)) == 1
    skip = page.body.find("a")
    assert skip["href"] == "#main"
    assert page.find(id="main").name == "main"


@pytest.mark.parametrize("name", PAGES)
def test_ids_are_unique_and_every_link_arrives(files: dict[str, bytes], name: str) -> None:
    page = read_html(files, name)
    ids = [element["id"] for element in page.find_all(id=True)]
    assert len(ids) == len(set(ids))
    labels = [
        one
        for found in page.find_all(attrs={"aria-labelledby": True})
        for one in found["aria-labelledby"].split()
    ]
    assert set(labels) <= set(ids)
    for link in page.find_all("a", href=True):
        file, _, anchor = link["href"].partition("#")
        there = ids if not file else [element["id"] for element in read_html(files, file).find_all(id=True)]
        assert anchor in there, link["href"]


def test_every_figure_has_a_text_alternative(files: dict[str, bytes]) -> None:
    figures = read_html(files).find_all("figure")
    assert figures
    for figure in figures:
        assert figure.figcaption.get_text()
        assert all(re.match(r"\d+", bar["aria-label"]) for bar in figure.select(".bar"))
    for figure in read_html(files, "appendix.html").select("figure:has(svg)"):
        assert figure.svg["role"] == "img"
        assert figure.svg.title.get_text()
        assert figure.figcaption.get_text() == figure.svg.desc.get_text()
        assert figure.table


def test_tables_have_captions_and_headers(page: BeautifulSoup) -> None:
    for table in page.find_all("table"):
        assert table.caption.get_text()
        assert all(cell["scope"] == "col" for cell in table.thead.find_all("th"))
        for row in table.tbody.find_all("tr"):
            assert row.th["scope"] == "row"
        region = table.find_parent(class_="scroll")
        assert region["tabindex"] == "0"
        assert region["aria-label"]


def test_every_quotation_names_its_line_and_leads_to_the_note(report: BeautifulSoup) -> None:
    sources = report.select(".src a")
    assert len(sources) > 10
    for source in sources:
        assert re.search(r"line \d+$", source.get_text())
        assert source["href"].startswith("appendix.html#note-")


def test_nothing_runs(page: BeautifulSoup) -> None:
    assert not page.find_all("script")
    policy = page.find("meta", attrs={"http-equiv": "Content-Security-Policy"})["content"]
    assert "default-src 'none'" in policy
    assert "script-src" not in policy


def _luminance(colour: str) -> float:
    channels = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    linear = [value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4 for value in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def _contrast(one: str, other: str) -> float:
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("scheme", [0, 1], ids=["light", "dark"])
def test_colours_have_contrast(scheme: int) -> None:
    style = (TEMPLATES / "report.css").read_text(encoding="utf-8")
    colours = dict(
        re.findall(r"--(\w[\w-]*): (#[0-9a-f]{6})", style.split(":root {")[1 + scheme].split("}")[0])
    )
    for ground in ("paper", "raised", "status"):
        assert _contrast(colours["ink"], colours[ground]) >= 7
    for text in ("quiet", "link", "accent"):
        for ground in ("paper", "raised"):
            assert _contrast(colours[text], colours[ground]) >= 4.5
    for part in ("edge", "focus", "status-edge"):
        assert _contrast(colours[part], colours["paper"]) >= 3


def test_numbers_have_contrast_on_every_tint_and_bar() -> None:
    style = (TEMPLATES / "report.css").read_text(encoding="utf-8")
    for level, tint in enumerate(TINTS, start=1):
        ground, ink = re.search(rf"\.h{level} {{ background: (#\w{{6}}); color: (#\w{{3,6}})", style).groups()
        assert ground == f"#{tint}"
        assert _contrast(ink if len(ink) == 7 else "#000000", ground) >= 4.5
    bars = dict(re.findall(r"--(t\d): (#[0-9a-f]{6})", style))
    assert len(bars) == 8
    assert all(_contrast("#ffffff", colour) >= 4.5 for colour in bars.values())
