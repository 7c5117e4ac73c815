"""The sorting board keeps nobody out, and whatever people write on it runs nowhere and comes back whole."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from pipeline.ingest import read_workbook_back
from pipeline.ingest.event.said import place_missed_notes
from pipeline.ingest.structure.questions import QuestionList
from pipeline.keeping.csv_text import disarm
from pipeline.keeping.workbooks import show_text
from pipeline.review import Draft
from tests.browser import Page, open_browser
from tests.review.boards import AtBoard, board_of, read_rows
from tests.review.workbooks import EVENT, take_back
from tests.safety.strings import STRINGS


@pytest.fixture(scope="module")
def page() -> Iterator[Page]:
    with open_browser() as page:
        yield page


@pytest.fixture
def at_board(page: Page, sent: Path) -> AtBoard:
    page.open(board_of(sent), width=1400)
    return AtBoard(page)


@pytest.mark.parametrize(
    ("width", "media"),
    [(1200, {}), (1200, {"color_scheme": "dark"}), (320, {}), (500, {"forced_colors": "active"})],
    ids=["light", "dark", "phone", "high-contrast"],
)
def test_axe_finds_nothing(page: Page, sent: Path, width: int, media: dict[str, str]) -> None:
    page.open(board_of(sent), width=width, **media)
    at_board = AtBoard(page)
    for note_id in at_board.cards(0)[:3]:
        at_board.words(note_id).click()
    assert page.find_violations() == []
    at_board.press_button("New theme…", "#chosen")
    at_board.answer("A theme of ours")
    assert page.find_violations() == []
    at_board.column(0).get_by_role("button", name="Change…").click()
    assert page.find_violations() == []
    page.press("Escape")
    page.driver.locator(".card .more").first.click()
    assert page.find_violations() == []
    assert page.run("document.documentElement.scrollWidth <= document.documentElement.clientWidth")
    assert page.complaints == []


def test_at_four_times_the_size_cards_can_be_seen_and_moved(page: Page, sent: Path) -> None:
    # A window of 1,280 by 1,024 at 400 %, as WCAG's rule on reflow has it.
    for number in (5, 4, 3, 2):
        page.open(board_of(sent), width=320, height=256, device_scale_factor=4)
        at_board = AtBoard(page)
        note_id = at_board.cards(0)[number]
        at_board.words(note_id).click()
        card = f"""document.querySelector('.card[data-id="{note_id}"]')"""
        seen = f"""(() => {{
            const place = {card}.querySelector('.words').getBoundingClientRect();
            const at = document.elementFromPoint(place.left + 20, Math.max(place.top, 0) + 8);
            return {card}.contains(at);
        }})()"""
        assert page.run(seen)
    assert page.run("document.documentElement.scrollWidth <= document.documentElement.clientWidth")
    at_board.press_button("New theme…", "#chosen")
    at_board.answer("A theme of ours")
    assert "A theme of ours" in at_board.titles()


def _plain(text: str) -> str:
    return " ".join(show_text(text).replace("\ufeff", " ").split())


def test_whatever_people_write_runs_nowhere_and_comes_back(
    at_board: AtBoard, sent: Path, draft: Draft
) -> None:
    note_ids = [note_id for number in range(2) for note_id in at_board.cards(number)]
    question = at_board.theme(0).partition(".")[0]
    log = []
    for number, text in enumerate(STRINGS):
        note_id, theme = note_ids[number % len(note_ids)], f"{question}.new-{number}"
        step = {"do": "make", "theme": theme, "question": question, "title": " ".join(text.split())}
        log.append({"said": text, "steps": [step, {"do": "say", "theme": theme, "value": text}]})
        missed = {"key": f"m{number}", "text": text, "question": question, "table": text, "speaker": text}
        log.append({"said": text, "steps": [{"do": "add", "missed": missed}]})
        mark = {"do": "mark", "notes": [note_id], "field": "comment", "value": text}
        log.append({"said": text, "steps": [{"do": "move", "notes": [note_id], "theme": theme}, mark]})
    name = STRINGS[0]
    for at in (len(log) // 2, len(log)):  # each note has one comment, so the first half is saved as well
        work = {"log": log, "at": at, "seen": [], "seconds": 0, "name": name}
        at_board.page.run(
            f"localStorage.setItem('listening-event-board {EVENT}', {json.dumps(json.dumps(work))})"
        )
        at_board.driver.reload()
        at_board.driver.locator("#board .column:not(.new) >> nth=0").get_by_role(
            "button", name="Change…"
        ).click()
        at_board.press_button("Close")
        at_board.driver.locator("#missed").click()
        at_board.press_button("Close")
        assert at_board.page.run("document.scripts.length") == 2
        file, content = at_board.save(name)
        assert not [cell for row in read_rows(content) for cell in row if disarm(cell) != cell]
        returned = read_workbook_back(file, content)
        assert [len(sheet.cells) > 0 for sheet in returned.sheets] == [True, True, True]
        found = take_back(draft, {file: content})
        assert set(found.decisions["reviewer"]) == {show_text(name)}
        said = found.decisions[found.decisions["note_id"].ne("") & found.decisions["action"].eq("comment")]
        last = {note_ids[n % len(note_ids)]: STRINGS[n] for n in range(at // 3)}
        assert {one: _plain(value) for one, value in zip(said["note_id"], said["value"], strict=True)} == {
            note_id: _plain(text) for note_id, text in last.items()
        }
        placed = place_missed_notes((returned,), EVENT, QuestionList((), 0.6), [])
        words = [_plain(one.text) for one in placed[file]]
        assert words == [_plain(text) for text in STRINGS[: len(words)]]
        assert len(words) >= at // 3
    assert at_board.page.dialogs == []
    assert at_board.page.complaints == []
