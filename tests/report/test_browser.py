"""The HTML report in a real browser: nobody is kept out, nothing in a note runs, and every control works."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.browser import Page, open_browser
from tests.report.conftest import build_case
from tests.report.test_hostile import ODD_EVENTS

BOARD = "document.getElementById('as-board').click()"
UNFOLD = "document.getElementById('unfold').click()"
SHOWN = "document.querySelectorAll('.entry:not([hidden])').length"
# What the Tab key should reach, in the order of the page; of the two radio buttons the one that is chosen.
REACHED = """
Array.from(document.querySelectorAll('a[href], button, input, select, summary, [tabindex="0"]'))
  .filter(one => one.checkVisibility({visibilityProperty: true}) && !(one.type === 'radio' && !one.checked))
"""


@pytest.fixture(scope="module")
def reports(files: dict[str, bytes], tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("reports")
    for name in ("report.html", "page.html"):
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
@pytest.mark.parametrize("board", [False, True], ids=["list", "board"])
def test_axe_finds_nothing(page: Page, reports: Path, width: int, media: dict[str, str], board: bool) -> None:
    page.open(reports / "report.html", width=width, **media)
    page.run(UNFOLD)
    if board:
        page.run(BOARD)
    assert page.find_violations() == []


@pytest.mark.parametrize("name", ["the same title twice", "no themes", "right to left, signs and script"])
def test_axe_finds_nothing_in_odd_events(page: Page, tmp_path: Path, name: str) -> None:
    (tmp_path / "report.html").write_bytes(build_case(ODD_EVENTS[name]).render()["report.html"])
    page.open(tmp_path / "report.html")
    page.run(UNFOLD)
    assert page.find_violations() == []
    assert page.complaints == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_on_the_page_for_people_who_were_there(
    page: Page, reports: Path, scheme: str
) -> None:
    page.open(reports / "page.html", width=320, color_scheme=scheme)
    assert page.find_violations() == []


@pytest.mark.parametrize(
    ("plant", "rule"),
    [
        (
            "document.getElementById('main').insertAdjacentHTML('beforeend', '<img src=\"data:,\">')",
            "image-alt",
        ),
        ("document.querySelector('.hint').style.color = '#bbb'", "color-contrast"),
        ("document.querySelector('#find label').remove()", "label"),
        ("document.querySelector('#glance').outerHTML = '<h5 id=glance>At a glance</h5>'", "heading-order"),
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
        "document.body.insertAdjacentHTML('beforeend', '<p onclick=\"alert(1)\">')",
    ],
)
def test_what_a_page_should_not_do_is_noticed(page: Page, reports: Path, plant: str) -> None:
    page.open(reports / "report.html")
    page.run(plant)
    page.run("new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))")
    assert page.complaints != []


@pytest.mark.parametrize("name", ["report.html", "page.html"])
@pytest.mark.parametrize("board", [False, True], ids=["list", "board"])
def test_a_phone_never_scrolls_sideways(page: Page, reports: Path, name: str, board: bool) -> None:
    page.open(reports / name, width=320)
    if board and name == "report.html":
        page.run(UNFOLD)
        page.run(BOARD)
    assert page.run("document.documentElement.scrollWidth <= document.documentElement.clientWidth")


def test_nothing_in_a_note_runs_or_loads(page: Page, reports: Path) -> None:
    page.open(reports / "report.html")
    page.run(UNFOLD)
    page.run(BOARD)
    page.run("document.getElementById('find-words').value = '<script>'")
    page.run("document.getElementById('find').dispatchEvent(new Event('input'))")
    assert page.run(SHOWN) == 1
    assert page.complaints == []
    assert page.dialogs == []
    assert page.run("document.scripts.length") == 1


def test_every_control_is_reached_by_keyboard_in_order_and_seen(page: Page, reports: Path) -> None:
    page.open(reports / "report.html")
    expected = page.run(f"window.expected = {REACHED}; window.expected.length")
    assert expected > 100
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


def test_the_board_is_chosen_by_keyboard_and_without_script(page: Page, reports: Path) -> None:
    page.open(reports / "report.html", scripts=False)
    page.run("document.getElementById('as-list').focus()")
    assert page.run("getComputedStyle(document.querySelector('.entries')).display") == "block"
    page.press("ArrowRight")
    assert page.run("document.activeElement.id") == "as-board"
    assert page.run("getComputedStyle(document.querySelector('.entries')).display") == "grid"


def test_without_script_no_control_is_dead(page: Page, reports: Path) -> None:
    page.open(reports / "report.html", scripts=False)
    assert page.run(f"{REACHED}.filter(one => ['BUTTON', 'SELECT'].includes(one.tagName)).length") == 0
    assert page.run(SHOWN) == 29


def _choose(page: Page, **filters: str) -> int:
    for name, value in filters.items():
        page.run(f"document.getElementById('find-{name}').value = {json.dumps(value)}")
    page.run("document.getElementById('find').dispatchEvent(new Event('input'))")
    shown: int = page.run(SHOWN)
    assert page.run("document.getElementById('found').textContent").startswith(f"{shown} of 29 notes")
    return shown


def test_search_and_filters_narrow_the_notes(page: Page, reports: Path) -> None:
    page.open(reports / "report.html")
    assert _choose(page, words="TRUST time") == 1
    assert _choose(page, words="", table="Table 4") == 2
    assert _choose(page, kind="post-it") == 2
    assert _choose(page, kind="facilitator") == 0
    page.open(reports / "report.html")
    by_type = [
        _choose(page, type=kind)
        for kind in ("challenge", "idea", "works_well", "does_not_work", "question", "observation")
    ]
    assert sum(by_type) == 29


def test_a_link_to_a_note_brings_it_back_when_the_search_has_hidden_it(page: Page, reports: Path) -> None:
    page.open(reports / "report.html")
    assert _choose(page, words="badges") == 2
    page.run(
        "new Promise(done => { addEventListener('hashchange', () => done());"
        " location.hash = '#note-t1-n00' })"
    )
    assert page.run(SHOWN) == 29


def test_a_quotation_is_copied_with_its_reference_and_a_theme_has_a_link(page: Page, reports: Path) -> None:
    page.open(reports / "report.html")
    # What is copied is caught on its way: a browser without a window has no clipboard to read.
    page.run(
        "window.copied = []; Object.defineProperty(navigator, 'clipboard',"
        " {value: {writeText: text => { window.copied.push(text); return Promise.resolve() }}})"
    )
    page.run("document.querySelector('#note-t1-n01 .copy').click()")
    page.run("document.querySelector('a.here').click()")
    quote, link = page.run("window.copied")
    assert quote == (
        "“Embed teams into communities” (Table 1, line 3; Listening at Harrowby <Library> & friends)"
    )
    assert link.endswith("report.html#theme-t1")
    assert page.run("document.getElementById('said').textContent") == "Link copied."


def test_on_paper_everything_is_unfolded_and_controls_are_gone(page: Page, reports: Path) -> None:
    page.open(reports / "report.html")
    page.show_as_printed()
    page.run("window.dispatchEvent(new Event('beforeprint'))")
    assert page.run("document.querySelectorAll('details:not([open])').length") == 0
    assert page.run(
        "Array.from(document.querySelectorAll('button, form, .as')).every(one => !one.checkVisibility())"
    )
    page.run("window.dispatchEvent(new Event('afterprint'))")
    assert page.run("document.querySelectorAll('details[open]').length") == 0


def test_motion_is_left_out_for_those_who_ask(page: Page, reports: Path) -> None:
    page.open(reports / "report.html", reduced_motion="reduce")
    assert page.run("getComputedStyle(document.documentElement).scrollBehavior") == "auto"
