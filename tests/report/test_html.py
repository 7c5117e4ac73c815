"""The HTML report can be read by everybody, with and without script, style, colour or a mouse."""

from __future__ import annotations

import base64
import hashlib
import re
from itertools import pairwise

import pytest
from bs4 import BeautifulSoup

from pipeline.report import wording
from pipeline.report.formats import html as html_module
from tests.report.reading import read_html


@pytest.fixture(scope="module")
def page(files: dict[str, bytes]) -> BeautifulSoup:
    return read_html(files)


def test_language_and_title(page: BeautifulSoup) -> None:
    assert page.html["lang"] == "en-GB"
    assert page.title.get_text() == "Listening at Harrowby <Library> & friends: themes"


def test_headings_are_in_order(page: BeautifulSoup) -> None:
    levels = [int(heading.name[1]) for heading in page.find_all(re.compile(r"^h[1-6]$"))]
    assert levels.count(1) == 1
    assert levels[0] == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))
    assert all(heading.get_text().strip() for heading in page.find_all(re.compile(r"^h[1-6]$")))


def test_landmarks_and_skip_link(page: BeautifulSoup) -> None:
    for name in ("header", "nav", "main", "footer"):
        assert len(page.find_all(name)) == 1
    skip = page.body.find("a")
    assert skip["href"] == "#main"
    assert page.find(id="main").name == "main"


def test_ids_are_unique_and_every_link_arrives(page: BeautifulSoup) -> None:
    ids = [element["id"] for element in page.find_all(id=True)]
    assert len(ids) == len(set(ids))
    links = [link["href"].removeprefix("#") for link in page.find_all("a", href=True)]
    assert set(links) <= set(ids)
    labels = [
        name
        for element in page.find_all(attrs={"aria-labelledby": True})
        for name in element["aria-labelledby"].split()
    ]
    assert set(labels) <= set(ids)
    assert "note-t1-n00" in ids


def test_every_figure_has_a_text_alternative_and_its_numbers(page: BeautifulSoup) -> None:
    figures = page.find_all("figure")
    assert figures
    for figure in figures:
        assert figure.svg["role"] == "img"
        assert figure.svg.title.get_text()
        finding = figure.svg.desc.get_text()
        assert re.search(r"\d+ of \d+", finding)
        assert figure.figcaption.get_text() == finding
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


def test_controls_have_names_and_wait_for_the_script(page: BeautifulSoup) -> None:
    for control in page.find_all(["input", "select"]):
        assert page.find("label", attrs={"for": control["id"]}).get_text()
    assert page.find(id="find").has_attr("hidden")
    assert page.find(id="tools").has_attr("hidden")
    assert page.find(id="found")["role"] == "status"


def test_folded_parts_say_what_they_are_of(page: BeautifulSoup) -> None:
    names = [summary.get_text() for summary in page.find_all("summary")]
    assert len(names) == len(set(names))


def test_every_note_leads_to_its_line(page: BeautifulSoup) -> None:
    for quote in page.select(".quotes .about > a:first-child"):
        assert re.search(r"Table \d, line \d+", quote.get_text())
        assert quote["href"].startswith("#note-")
    masked = page.find(id="note-t1-n03")
    assert "Personal details in this note are masked" in masked.get_text()
    marked_up = page.find(id="note-t1-n01")
    assert marked_up.select_one(".source").get_text() == "**Embed** teams into communities"


def test_every_note_says_why_it_is_where_it_is(page: BeautifulSoup) -> None:
    entry = page.find(id="note-t1-n02")
    assert "It is a weak fit for “Going to where people are”: these notes" in entry.details.get_text()
    assert [link["href"] for link in entry.select(".near a")] == ["#note-t1-n00", "#note-t1-n01"]
    assert "No other note says this." in page.find(id="note-t1-n03").details.get_text()
    assert "No other note of this theme comes near it." in wording.why_words("fair fit", "A", False, True)


def test_a_link_target_is_never_shown_where_words_hide_it(page: BeautifulSoup) -> None:
    from pipeline.report.event.notes import _mark_up_only

    assert _mark_up_only("ask [me](mailto:jo@x.org)", "ask me") == ""
    assert _mark_up_only("**ask** me", "ask me") == "**ask** me"


def test_only_the_script_that_is_there_may_run(page: BeautifulSoup) -> None:
    policy = page.find("meta", attrs={"http-equiv": "Content-Security-Policy"})["content"]
    digest = base64.b64encode(hashlib.sha256(page.script.string.encode()).digest()).decode()
    assert f"script-src 'sha256-{digest}'" in policy


def _luminance(colour: str) -> float:
    channels = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    linear = [value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4 for value in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def _contrast(one: str, other: str) -> float:
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("scheme", [0, 1], ids=["light", "dark"])
def test_colours_have_contrast(scheme: int) -> None:
    style = (html_module.TEMPLATES / "report.css").read_text(encoding="utf-8")
    colours = dict(
        re.findall(r"--(\w[\w-]*): (#[0-9a-f]{6})", style.split(":root {")[1 + scheme].split("}")[0])
    )
    for ground in ("paper", "raised", "status"):
        assert _contrast(colours["ink"], colours[ground]) >= 7
    for text in ("quiet", "link"):
        for ground in ("paper", "raised"):
            assert _contrast(colours[text], colours[ground]) >= 4.5
    for part in ("edge", "focus", "status-edge"):
        assert _contrast(colours[part], colours["paper"]) >= 3
