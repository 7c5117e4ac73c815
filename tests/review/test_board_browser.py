"""The sorting board in a real browser: by mouse, touch and keyboard, saved, and taken up by the next run."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest
from playwright.sync_api import Error as PlaywrightError

from pipeline.keeping.store import EventStore, Workspace
from pipeline.review import Draft, Reviewed
from tests.browser import Page, open_browser
from tests.review.boards import AtBoard, board_of, read_rows
from tests.review.conftest import run_event
from tests.review.workbooks import EVENT, take_back

FORBIDDEN = (
    "Object.defineProperty(window, 'localStorage', "
    "{get() { throw new DOMException('no', 'SecurityError'); }})"
)
FULL = "Storage.prototype.setItem = () => { throw new DOMException('full', 'QuotaExceededError'); }"


@pytest.fixture(scope="module")
def page() -> Iterator[Page]:
    with open_browser() as page:
        yield page


@pytest.fixture
def at_board(page: Page, sent: Path) -> AtBoard:
    page.open(board_of(sent), width=1400)
    return AtBoard(page)


def replay(draft: Draft, saved: tuple[str, bytes]) -> Reviewed:
    found = take_back(draft, {saved[0]: saved[1]})
    assert found.conflicts.empty, found.conflicts[["locator", "what"]].to_dict("records")
    return found


def test_a_card_is_dragged_and_the_next_run_has_it_there(at_board: AtBoard, draft: Draft) -> None:
    note_id, theme_id = at_board.cards(0)[0], at_board.theme(1)
    at_board.drag(note_id, at_board.column(1))
    assert at_board.column_of(note_id) == theme_id
    assert "Moved 1 note" in at_board.spoken()
    name, content = at_board.save("Ann Lee")
    assert name == f"decisions-{EVENT}-ann-lee.csv"
    found = replay(draft, (name, content))
    assert found.codings.set_index("note_id")["theme_id"][note_id] == theme_id
    assert set(found.decisions["reviewer"]) == {"Ann Lee"}
    assert at_board.page.complaints == []


def test_several_cards_make_a_new_theme_which_is_accepted(at_board: AtBoard, draft: Draft) -> None:
    chosen = at_board.cards(0)[:3]
    for note_id in chosen:
        at_board.words(note_id).click()
    assert at_board.spoken().strip() == "3 notes chosen."
    at_board.drag(chosen[0], at_board.driver.locator(".column.new"))
    at_board.answer("Warm rooms, and tea")
    assert at_board.titles()[0] == "Warm rooms, and tea"
    assert set(at_board.cards(0)) == set(chosen)
    at_board.press_button("Accept", "#board .column:not(.new) >> nth=0")
    found = replay(draft, at_board.save())
    made = found.themes.set_index("title").loc["Warm rooms, and tea"]
    assert ".r-warm-rooms-and-tea" in made["theme_id"]
    coded = found.codings.set_index("note_id")["theme_id"]
    assert set(coded[chosen]) == {made["theme_id"]}
    assert made["basis"] == "reviewed"
    assert made["theme_id"] in found.replayed.accepted


def test_it_proposes_the_most_alike_and_a_refused_one_stays_away(at_board: AtBoard) -> None:
    for note_id in at_board.cards(0)[:3]:
        at_board.words(note_id).click()
    assert at_board.driver.locator(".card.alike").count() > 0
    at_board.press_button("New theme…", "#chosen")
    at_board.answer("Ours")
    first = at_board.column(0)
    proposed = first.locator(".proposals li")
    assert proposed.count() == 5
    words = proposed.first.locator("span").inner_text()
    proposed.first.get_by_role("button", name="No, it does not belong here").click()
    assert words not in first.locator(".proposals li span").all_inner_texts()
    before = len(at_board.cards(0))
    first.locator(".proposals li").first.get_by_role("button", name="Add").click()
    assert len(at_board.cards(0)) == before + 1


def test_a_whole_theme_is_chosen_but_for_what_does_not_belong(at_board: AtBoard) -> None:
    own, there = at_board.cards(0), at_board.theme(1)
    at_board.column(0).get_by_role("button", name="Choose all").click()
    at_board.words(own[1]).click()
    at_board.words(own[0]).focus()
    for key in ("Enter", "ArrowRight", "Enter"):
        at_board.driver.keyboard.press(key)
    assert at_board.column_of(own[1]) != there
    assert {at_board.column_of(note_id) for note_id in own if note_id != own[1]} == {there}


def test_whole_themes_are_renamed_merged_split_and_accepted(at_board: AtBoard, draft: Draft) -> None:
    renamed, merged, into = at_board.theme(0), at_board.theme(1), at_board.theme(2)
    moved = at_board.cards(1)
    at_board.column(0).get_by_role("button", name="Change…").click()
    at_board.driver.get_by_label("Rename to").fill("In our own words")
    at_board.driver.get_by_label("Comment for the others").fill("=1+1 said by us")
    at_board.press_button("Keep")
    at_board.column(1).get_by_role("button", name="Change…").click()
    at_board.driver.get_by_label("Merge into").select_option(into)
    at_board.press_button("Keep")
    split, part = at_board.theme(1), at_board.cards(1)[:2]
    assert split == into
    assert set(moved) <= set(at_board.cards(1))
    at_board.column(1).get_by_role("button", name="Change…").click()
    at_board.driver.locator("#dialog summary").click()
    at_board.driver.get_by_label("Name of the new theme").fill("A part of it")
    for note_id in part:
        at_board.driver.locator(f'#dialog input[value="{note_id}"]').check()
    at_board.press_button("Keep")
    at_board.driver.locator(f'.column[data-theme="{renamed}"]').get_by_role("button", name="Accept").click()
    found = replay(draft, at_board.save())
    coded = found.codings.set_index("note_id")["theme_id"]
    titles = found.themes.set_index("theme_id")["title"]
    assert titles[renamed] == "In our own words"
    assert renamed in found.replayed.accepted
    assert merged not in set(coded)
    assert set(coded[[one for one in moved if one not in part]]) == {into}
    assert set(titles[coded[part]]) == {"A part of it"}
    assert "=1+1 said by us" in set(found.decisions["value"])


def test_what_is_noted_on_a_card_comes_back(at_board: AtBoard, draft: Draft) -> None:
    note_id = at_board.cards(0)[0]
    at_board.driver.locator(f'.card[data-id="{note_id}"] .more').click()
    at_board.driver.get_by_label("Comment for the others").fill("“Quoted”, with a comma\nand a line")
    at_board.driver.get_by_label("It is unclear").check()
    at_board.driver.get_by_label("May names in it").select_option("yes")
    at_board.driver.get_by_label("Keep out of print").fill("all")
    at_board.press_button("Keep")
    found = replay(draft, at_board.save())
    said = dict(zip(found.decisions["action"], found.decisions["value"], strict=True))
    assert said == {
        "show_names": "yes",
        "withhold": "all",
        "comment": "Unclear: “Quoted”, with a comma\nand a line",
    }
    assert found.replayed.names_allowed == {note_id}


def test_the_whole_board_by_keyboard(at_board: AtBoard, draft: Draft) -> None:
    press = at_board.driver.keyboard.press
    note_id, second = at_board.cards(0)[:2]
    at_board.words(note_id).focus()
    press("Space")
    press("ArrowDown")
    press("Space")
    press("Enter")
    assert "Picked up 2 notes" in at_board.spoken()
    press("ArrowRight")
    assert at_board.titles()[1] in at_board.spoken()
    press("Escape")
    assert at_board.spoken().startswith("Left as it was")
    press("Enter")
    press("ArrowRight")
    press("Enter")
    there = at_board.theme(1)
    assert {at_board.column_of(note_id), at_board.column_of(second)} == {there}
    assert at_board.page.run("document.activeElement.className") == "words"
    press("Control+z")
    assert at_board.column_of(note_id) != there
    press("Control+y")
    assert at_board.column_of(note_id) == there
    at_board.words(note_id).focus()
    press("o")
    press("u")
    press("n")
    at_board.driver.keyboard.type("By hand")
    press("Enter")
    press("m")
    press("Tab")
    assert at_board.page.run("document.getElementById('dialog').contains(document.activeElement)")
    press("Escape")
    found = replay(draft, at_board.save())
    titles = found.themes.set_index("theme_id")["title"]
    assert titles[found.codings.set_index("note_id")["theme_id"][note_id]] == "By hand"


def test_the_board_by_touch(page: Page, sent: Path) -> None:
    page.open(board_of(sent), width=390, has_touch=True, is_mobile=True)
    at_board = AtBoard(page)
    note_id, there = at_board.cards(0)[0], at_board.theme(1)
    at_board.words(note_id).tap()
    at_board.driver.locator("#chosen").get_by_role("button", name="Move to…").tap()
    at_board.driver.locator("#dialog .choice").nth(1).tap()
    assert at_board.column_of(note_id) == there
    assert page.run("document.documentElement.scrollWidth <= document.documentElement.clientWidth")
    other = at_board.cards(0)[0]
    page.run(
        f"""(() => {{
          const at = (element) => element.getBoundingClientRect();
          const grip = document.querySelector('.card[data-id="{other}"] .grip');
          const to = document.querySelector('.column.new');
          const send = (kind, box) => grip.dispatchEvent(new PointerEvent(kind, {{bubbles: true, pointerId: 7,
            pointerType: 'touch', button: 0, clientX: box.x + 10, clientY: box.y + 10}}));
          window.scrollTo(0, 0);
          send('pointerdown', at(grip)); send('pointermove', at(to)); send('pointerup', at(to));
        }})()"""
    )
    at_board.answer("By finger")
    assert at_board.cards(0) == [other]


def test_what_was_missed_and_all_else_stands_after_the_run(page: Page, workspace: Path) -> None:
    page.open(board_of(workspace), width=1400)
    at_board = AtBoard(page)
    note_id = at_board.cards(0)[0]
    at_board.words(note_id).click()
    at_board.press_button("New theme…", "#chosen")
    at_board.answer("Lifts")
    at_board.driver.locator("#missed").click()
    at_board.driver.get_by_label("What was said").fill("The lift was broken, nobody wrote that down")
    at_board.driver.get_by_label("Table").last.fill("3")
    at_board.press_button("Add it")
    name, content = at_board.save()
    (workspace / "data" / "raw" / EVENT / name).write_bytes(content)
    outcome = run_event(workspace)
    assert not outcome.problems
    store = EventStore(Workspace(workspace), EVENT)
    assert store.read_table("conflicts").empty
    coded = store.read_table("coded_notes").set_index("note_id")
    assert coded.loc[note_id, "theme"] == "Lifts"
    assert "The lift was broken, nobody wrote that down" in set(coded["text"])
    assert set(store.read_table("decisions")["action"]) == {"move", "add_note"}
    # The same browser opens the new board: what is decided is shown, and done only once.
    at_board.driver.goto(board_of(workspace).as_uri())
    assert at_board.notice() == ""
    assert at_board.titles().count("Lifts") == 1
    assert at_board.column_of(note_id) == coded.loc[note_id, "theme_id"]
    again, content = at_board.save()
    assert again == f"decisions-{EVENT}-ann-lee-2.csv"
    (workspace / "data" / "raw" / EVENT / again).write_bytes(content)
    assert not run_event(workspace).problems
    assert store.read_table("conflicts").empty
    assert (store.read_table("themes")["title"] == "Lifts").sum() == 1
    # Somebody else's browser shows it, too.
    page.open(board_of(workspace), width=1400)
    assert "★ placed" in page.driver.locator(f'.card[data-id="{note_id}"] .about').text_content()


def test_a_reload_and_a_second_tab_lose_nothing(at_board: AtBoard, sent: Path) -> None:
    note_id, there = at_board.cards(0)[0], at_board.theme(1)
    at_board.drag(note_id, at_board.column(1))
    at_board.driver.reload()
    assert at_board.column_of(note_id) == there
    other = at_board.driver.context.new_page()
    other.goto(board_of(sent).as_uri())
    other.locator("#undo").click()
    at_board.wait(
        f"document.querySelector('.card[data-id=\"{note_id}\"]').closest('.column').dataset.theme"
        f" !== '{there}'"
    )
    other.close()
    at_board.driver.locator("#redo").click()
    assert at_board.column_of(note_id) == there


def test_a_tab_that_crashes_loses_nothing(at_board: AtBoard, sent: Path) -> None:
    note_id, there = at_board.cards(0)[0], at_board.theme(1)
    at_board.drag(note_id, at_board.column(1))
    with at_board.driver.expect_event("crash"), suppress(PlaywrightError):
        at_board.driver.goto("chrome://crash")
    after = at_board.driver.context.new_page()
    after.goto(board_of(sent).as_uri())
    card = after.locator(f'.card[data-id="{note_id}"]')
    assert card.evaluate("card => card.closest('.column').dataset.theme") == there


@pytest.mark.parametrize(("before", "said"), [(FORBIDDEN, "keeps nothing"), (FULL, "storage is full")])
def test_without_storage_it_says_so_and_the_file_is_whole(
    page: Page, sent: Path, draft: Draft, before: str, said: str
) -> None:
    page.open(board_of(sent), width=1400, before=before)
    at_board = AtBoard(page)
    note_id, there = at_board.cards(0)[0], at_board.theme(1)
    at_board.drag(note_id, at_board.column(1))
    assert said in at_board.notice()
    found = replay(draft, at_board.save())
    assert found.codings.set_index("note_id")["theme_id"][note_id] == there


def test_what_an_older_draft_had_and_this_has_not_is_listed(at_board: AtBoard, sent: Path) -> None:
    key = f"listening-event-board {EVENT}"
    note_id, there = at_board.cards(0)[0], at_board.theme(1)
    log = [
        {"said": "Moved a note that is gone", "steps": [{"do": "move", "notes": ["n-gone"], "theme": there}]},
        {"said": "Moved it", "steps": [{"do": "move", "notes": [note_id], "theme": there}]},
        {"said": "Accepted what is gone", "steps": [{"do": "accept", "theme": "q-1.gone", "yes": True}]},
    ]
    work = {"log": log, "at": 3, "seen": [note_id, "n-gone"], "seconds": 60, "name": "Ann"}
    at_board.page.run(f"localStorage.setItem({json.dumps(key)}, {json.dumps(json.dumps(work))})")
    at_board.driver.goto("about:blank")
    at_board.driver.goto(board_of(sent).as_uri())
    assert at_board.column_of(note_id) == there
    assert "Moved a note that is gone: the note has changed or gone (n-gone)" in at_board.notice()
    assert "Accepted what is gone: that theme is no longer there" in at_board.notice()


def test_filters_search_and_progress(at_board: AtBoard) -> None:
    shown = "document.querySelectorAll('.card:not([hidden])').length"
    every = at_board.page.run(shown)
    at_board.driver.locator("#which").select_option("unsure")
    assert 0 < at_board.page.run(shown) < every
    at_board.driver.locator("#all").click()
    at_board.wait(f"{shown} === {every}")
    words = at_board.words(at_board.cards(0)[0]).inner_text()
    at_board.driver.locator("#words").fill(words)
    assert at_board.page.run(shown) >= 1
    assert at_board.page.run(shown) < every
    at_board.driver.locator("#words").fill("")
    at_board.wait("!document.getElementById('progress').textContent.startsWith('0 of')")
    at_board.driver.locator("#large").click()
    assert at_board.page.run("getComputedStyle(document.documentElement).fontSize") == "24px"
    at_board.page.show_as_printed()
    assert not at_board.driver.locator("#save").is_visible()


def test_the_file_has_the_form_of_the_workbook(at_board: AtBoard) -> None:
    at_board.drag(at_board.cards(0)[0], at_board.column(1))
    rows = read_rows(at_board.save()[1])
    assert rows[0][0] == f"listening-event-review 1 {EVENT}"
    assert rows[0][7:11] == ["Your name", "Ann Lee", "", "Date of your review"]
    assert rows[1][8] == "your theme"
