"""The HTML report in a real browser: nobody is kept out, nothing in a note runs, and every control works."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from pipeline.report.blocks import list_figures
from pipeline.report.event import build_report
from pipeline.report.figures import draw_figures
from pipeline.report.formats.text import render_html
from tests.browser import Page, open_browser
from tests.report.made_event import build_case
from tests.report.test_hostile import ODD_EVENTS

NAMES = ("report.html", "appendix.html", "page.html")
UNFOLD = "document.querySelectorAll('details').forEach(one => one.open = true)"
# What the Tab key should reach, in the order of the page.
REACHED = """
Array.from(document.querySelectorAll('a[href], summary, [tabindex="0"]'))
  .filter(one => one.checkVisibility({visibilityProperty: true}))
"""


@pytest.fixture(scope="module")
def reports(files: dict[str, bytes], tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("reports")
    for name in NAMES:
        (folder / name).write_bytes(files[name])
    return folder


@pytest.fixture(scope="module")
def page() -> Iterator[Page]:
    with open_browser() as page:
        yield page


@pytest.mark.parametrize(
    ("width", "media"),
    [
        (1200, {}),
        (1200, {"color_scheme": "dark"}),
        (320, {}),
        (500, {"forced_colors": "active"}),
    ],
    ids=["light", "dark", "phone", "high-contrast"],
)
@pytest.mark.parametrize("name", NAMES)
def test_axe_finds_nothing(page: Page, reports: Path, width: int, media: dict[str, str], name: str) -> None:
    page.open(reports / name, width=width, **media)
    page.run(UNFOLD)
    assert page.find_violations() == []


@pytest.mark.parametrize("name", ["the same title twice", "no themes", "right to left, signs and script"])
def test_axe_finds_nothing_in_odd_events(page: Page, tmp_path: Path, name: str) -> None:
    case = build_case(ODD_EVENTS[name])
    report = build_report(case.build(), {}, case.settings)
    shown = render_html(report, draw_figures(list_figures(report)))
    (tmp_path / "report.html").write_text(shown, encoding="utf-8")
    page.open(tmp_path / "report.html")
    page.run(UNFOLD)
    assert page.find_violations() == []
    assert page.complaints == []


@pytest.mark.parametrize(
    ("plant", "rule"),
    [
        (
            "document.getElementById('main').insertAdjacentHTML('beforeend', '<img src=\"data:,\">')",
            "image-alt",
        ),
        ("document.querySelector('.count').style.color = '#bbb'", "color-contrast"),
        ("document.querySelector('#where').outerHTML = '<h5 id=where>Where</h5>'", "heading-order"),
    ],
)
def test_axe_finds_what_is_planted(page: Page, reports: Path, plant: str, rule: str) -> None:
    page.open(reports / "report.html")
    page.run(plant)
    assert [found.split(" ")[0] for found in page.find_violations()] == [rule]


@pytest.mark.parametrize(
    "plant",
    [
        "console.warn('odd')",
        "document.body.insertAdjacentHTML('beforeend', '<img src=\"http://127.0.0.1:9/a.png\">')",
        "document.body.insertAdjacentHTML('beforeend', '<p onclick=\"alert(1)\">');"
        "document.body.lastElementChild.click()",
    ],
)
def test_what_a_page_should_not_do_is_noticed(page: Page, reports: Path, plant: str) -> None:
    page.open(reports / "report.html")
    page.run(plant)
    for _ in range(300):  # frames: what the browser reports, it reports when it finds the time
        if page.complaints:
            break
        page.run("new Promise(done => requestAnimationFrame(done))")
    assert page.complaints != []


@pytest.mark.parametrize("name", NAMES)
def test_a_phone_never_scrolls_sideways(page: Page, reports: Path, name: str) -> None:
    page.open(reports / name, width=320)
    page.run(UNFOLD)
    assert page.run("document.documentElement.scrollWidth <= document.documentElement.clientWidth")


def test_on_a_phone_the_first_picture_is_on_the_first_screen(page: Page, reports: Path) -> None:
    page.open(reports / "report.html", width=390)
    assert page.run("document.querySelector('.bars').getBoundingClientRect().top") < 700
    assert page.run("getComputedStyle(document.querySelector('.cards thead')).position") == "absolute"


@pytest.mark.parametrize("name", NAMES)
def test_nothing_in_a_note_runs_or_loads(page: Page, reports: Path, name: str) -> None:
    page.open(reports / name)
    page.run(UNFOLD)
    assert page.complaints == []
    assert page.dialogs == []
    assert page.run("document.scripts.length") == 0


def test_every_control_is_reached_by_keyboard_in_order_and_seen(page: Page, reports: Path) -> None:
    page.open(reports / "report.html")
    expected = page.run(f"window.expected = {REACHED}; window.expected.length")
    assert expected > 20
    reached = []
    for _ in range(expected):
        page.press("Tab")
        reached.append(
            page.run(
                "[window.expected.indexOf(document.activeElement),"
                " getComputedStyle(document.activeElement).outlineStyle,"
                " parseFloat(getComputedStyle(document.activeElement).outlineWidth)]"
            )
        )
    assert [place for place, _, _ in reached] == list(range(expected))
    assert {style for _, style, _ in reached} == {"solid"}
    assert min(width for _, _, width in reached) >= 2


def test_the_skip_link_leads_to_the_report(page: Page, reports: Path) -> None:
    page.open(reports / "report.html")
    page.press("Tab")
    assert page.run("document.activeElement.getBoundingClientRect().top >= 0")
    page.press("Enter")
    assert page.run("document.activeElement.id") == "main"


def test_hiding_what_was_added_on_review_leaves_a_whole_report(page: Page, tmp_path: Path) -> None:
    """Every count, title and quotation stands without what a person or a model said."""
    case = build_case()
    words = {"t1": "Accepted by Ann on 3 May 2025."}
    (tmp_path / "report.html").write_bytes(
        case.spoil("themes", "basis", 0, "reviewed").render(words)["report.html"]
    )
    page.open(tmp_path / "report.html")
    assert page.run("document.querySelectorAll('.reviewed').length") > 1
    page.run("document.querySelectorAll('.reviewed').forEach(one => one.remove())")
    assert page.find_violations() == []
    left = page.run("document.querySelector('main').innerText")
    assert "Ann" not in left
    assert "◇" not in left
    empty = "Array.from(document.querySelectorAll('h2, h3')).filter(one => !one.nextElementSibling).length"
    assert page.run(empty) == 0


def test_on_paper_everything_is_unfolded(page: Page, reports: Path) -> None:
    page.open(reports / "appendix.html")
    page.show_as_printed()
    folded = "Array.from(document.querySelectorAll('details table')).every(one => one.checkVisibility())"
    assert page.run(folded)


def test_motion_is_left_out_for_those_who_ask(page: Page, reports: Path) -> None:
    page.open(reports / "report.html", reduced_motion="reduce")
    assert page.run("getComputedStyle(document.documentElement).scrollBehavior") == "auto"
