"""PDFs into lines: written by hand to the point, and a real one against its Markdown."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path

import matplotlib
import pypdfium2
import pytest

from pipeline.ingest import gather_event, read_event
from pipeline.ingest.event import EventFile
from pipeline.ingest.event.sources import RawEvent
from pipeline.ingest.pdf import read_pdf
from pipeline.settings import load_settings
from tests.conftest import SHARED
from tests.ingest.pdf_maker import LONG, make_pdf, put, put_bullets, put_lines
from tests.ingest.reading import read_pages, show_paragraphs

SETTINGS = load_settings().ingest
STRAIGHT = str.maketrans("‘’“”", "''\"\"")  # Word makes them curly


def _notes(source: str, content: bytes) -> list[dict[str, str]]:
    found = read_event(RawEvent("event", EventFile(), ((source, content),), ()), SETTINGS)
    return found.notes.to_dict("records")


def test_the_real_write_up_gives_the_notes_of_its_markdown(mansfield_source: Path) -> None:
    columns = ["words", "question", "table", "kind", "heading", "lead_in"]
    paths = mansfield_source, SHARED / "events" / "formats" / f"{mansfield_source.stem}.pdf"
    typed, printed = (
        [
            tuple(" ".join(str(note[column]).translate(STRAIGHT).split()) for column in columns)
            for note in read_event(gather_event(path), SETTINGS).notes.to_dict("records")
        ]
        for path in paths
    )
    assert len(printed) == 191
    assert printed == typed


def test_every_printed_line_of_it_is_in_the_ledger_once(mansfield_source: Path) -> None:
    path = SHARED / "events" / "formats" / f"{mansfield_source.stem}.pdf"
    ledger = read_event(gather_event(path), SETTINGS).ledger
    printed = ledger[ledger["text"] != ""]
    assert ledger["locator"].is_unique
    with closing(pypdfium2.PdfDocument(path)) as document:
        texts = [page.get_textpage().get_text_range() for page in document]
    assert "".join("".join(texts).split()) == "".join("".join(printed["text"]).split())
    for _, page in printed.groupby(printed["locator"].str.split().str[1], sort=False):
        assert page["line"].tolist() == list(range(1, len(page) + 1))
    linked = printed.loc[printed["role"] == "continuation", "note_id"]
    assert (linked != "").all()


def test_a_wrapped_bullet_is_one_note_with_all_its_lines() -> None:
    question = put("Table 1 – What helps people?", 72, 780, size=16, font="bold")
    notes = _notes("x.pdf", make_pdf([question + put_bullets([["a bullet that", "goes on"], ["next"]])]))
    assert [note["words"] for note in notes] == ["a bullet that goes on", "next"]
    assert notes[0]["text"] == "a bullet that\ngoes on"
    assert notes[0]["locator"] == "page 1 line 2"


def test_a_typed_bullet_that_was_ended_by_hand_goes_on_where_a_line_begins_small() -> None:
    lines = ["What helps people?", "", "- A bus on Sundays, because without one nobody comes to"]
    lines += ["the meetings in the evening in the", "hall", "- Tea", "- Time"]
    notes = _notes("x.pdf", make_pdf([put_lines(lines)]))
    assert [note["words"] for note in notes] == [
        "A bus on Sundays, because without one nobody comes to the meetings in the evening in the hall",
        "Tea",
        "Time",
    ]


def test_a_bullet_goes_on_on_the_next_page_between_footer_and_header() -> None:
    question = put("Table 1 – What helps people?", 72, 770, size=16, font="bold")
    running = [
        put("Wexmoor listening events", 72, 810, size=9) + put(f"Draft {page}", 280, 30, size=9)
        for page in (1, 2, 3)
    ]
    pages = [
        running[0] + question + put_bullets([["short"], [LONG]]),
        running[1] + put("words end here", 102, 770) + put_bullets([["another"]], y=750),
        running[2] + put_bullets([["last"]], y=750),
    ]
    notes = _notes("x.pdf", make_pdf(pages))
    assert [note["words"] for note in notes] == ["short", f"{LONG} words end here", "another", "last"]
    assert notes[1]["text"] == f"{LONG}\nwords end here"
    lines = read_pages(*pages)
    assert [line.text for line in lines if line.role == "boilerplate"] == [
        text for page in (1, 2, 3) for text in ("Wexmoor listening events", f"Draft {page}")
    ]
    assert all("3 pages" in line.reason for line in lines if line.role == "boilerplate")


def test_a_question_at_the_top_of_every_page_is_no_running_header() -> None:
    pages = [put("Table 1 – What helps?", 72, 800) + put_bullets([[f"note {page}"]]) for page in range(4)]
    assert not [line for line in read_pages(*pages) if line.role == "boilerplate"]


def test_a_line_that_ends_early_ends_its_paragraph() -> None:
    lines = read_pages(put_lines([LONG, "last words", "no bus", "too far", LONG, "sentence ends"]))
    assert show_paragraphs(lines) == [f"{LONG} last words", "no bus", "too far", f"{LONG} sentence ends"]
    assert [line.role for line in lines] == ["", "continuation", "", "", "", "continuation"]


def test_a_gap_parts_paragraphs_and_is_a_blank_line() -> None:
    lines = read_pages(put_lines([LONG, "words end", "", LONG, "words end"]))
    assert [line.form for line in lines] == ["text", "text", "blank", "text", "text"]
    assert lines[2].locator == "page 1 above line 3"


def test_a_wrapped_lead_in_introduces_its_bullets() -> None:
    text = put("Table 1 – What helps?", 72, 780, size=16, font="bold")
    text += put_lines([LONG, "people said:"], y=740) + put_bullets([["Tea"], ["Time"]], y=700)
    assert [(note["words"], note["lead_in"]) for note in _notes("x.pdf", make_pdf([text]))] == [
        ("Tea", f"{LONG} people said:"),
        ("Time", f"{LONG} people said:"),
    ]


def test_a_lead_in_at_the_foot_of_a_page_introduces_the_bullets_on_the_next() -> None:
    pages = [
        put("Table 1 – What helps?", 72, 780, size=16, font="bold")
        + put("People said:", 72, 740)
        + put("1", 290, 30),
        put_bullets([["Tea"], ["Time"]]) + put("2", 290, 30),
    ]
    notes = _notes("x.pdf", make_pdf(pages))
    assert [(note["words"], note["lead_in"]) for note in notes] == [
        ("Tea", "People said:"),
        ("Time", "People said:"),
    ]


def test_headings_by_size_then_weight_with_all_their_lines() -> None:
    page = put("Listening event", 72, 780, size=24, font="bold")
    page += put("Table 1 – What gets in the way of people being", 72, 740, size=16)
    page += put("involved?", 72, 722, size=16)
    page += put("Getting there", 72, 690, size=13) + put_lines([LONG] * 8, y=660)
    lines = read_pages(page)
    assert [(line.words, line.level) for line in lines if line.form == "heading" and not line.role] == [
        ("Listening event", 1),
        ("Table 1 – What gets in the way of people being involved?", 2),
        ("Getting there", 3),
    ]
    assert [line.reason for line in lines if line.text == "involved?"] == ["goes on from the line above"]


def test_bold_lines_of_body_size_are_bold() -> None:
    lines = read_pages(put("What worries you?", 72, 740, font="bold") + put_bullets([["Cost"]]))
    assert [(line.form, line.bold) for line in lines if line.words] == [("text", True), ("item", False)]


def test_a_font_of_headings_alone_makes_headings() -> None:
    page = put("Notes", 72, 780, size=20) + put("Getting there", 72, 750)
    page += put_lines([LONG] * 8, y=720, font="serif")
    assert show_paragraphs(read_pages(page), "heading") == ["Notes", "Getting there"]


@pytest.mark.parametrize("marker", ["•", "-", "–", "·", "o", "§", "1.", "12)", "a)"])
def test_bullets_of_many_kinds(marker: str) -> None:
    page = put(marker, 84, 720) + put("Tea", 106, 720) + put(marker, 84, 706) + put("Time", 106, 706)
    assert [(line.form, line.content, line.words) for line in read_pages(page)] == [
        ("item", "Tea", "Tea"),
        ("item", "Time", "Time"),
    ]


def test_bullets_of_a_browser_are_drawn() -> None:
    dots = b"".join(b"60 %d 4 4 re f\n" % (y + 2) for y in (720, 680))
    lines = read_pages(
        put_lines([LONG, "words end"], y=720) + put("Tea", 72, 680) + put("No dot", 72, 640) + dots
    )
    assert [(line.form, line.words) for line in lines if line.words] == [
        ("item", f"{LONG} words end"),
        ("item", "Tea"),
        ("text", "No dot"),
    ]


def test_bullets_drawn_after_all_text_still_stand_before_it() -> None:
    page = put("Tea", 102, 720) + put("Time", 102, 706) + put("•", 84, 720) + put("•", 84, 706)
    assert [line.text for line in read_pages(page)] == ["• Tea", "• Time"]


def test_nested_bullets_have_a_depth() -> None:
    page = put_bullets([["Tea"]]) + put_bullets([["green"]], x=110, y=706) + put_bullets([["Time"]], y=692)
    assert [line.level for line in read_pages(page)] == [1, 2, 1]


def test_a_list_numbered_into_its_words_is_a_list() -> None:
    assert [line.content for line in read_pages(put_lines(["9. Tea", "10.Time", "9.30 am"]))] == [
        "Tea",
        "Time",
        "9.30 am",
    ]


def test_a_hyphen_at_the_end_of_a_line_stays() -> None:
    first = f"{LONG[:-3]}pre-"
    lines = read_pages(put_lines([first, "workshop notes"]))
    assert show_paragraphs(lines)[0] == f"{first}workshop notes"
    assert lines[0].text == first


def test_a_figure_saved_as_pdf_is_read(tmp_path: Path) -> None:
    matplotlib.use("Agg")
    from matplotlib import pyplot

    figure = pyplot.figure(figsize=(6, 4))
    figure.text(0.1, 0.9, "What helps?", fontsize=20, weight="bold")
    figure.text(0.1, 0.7, "• Tea", fontsize=11)
    figure.text(0.1, 0.6, "• Café au lait", fontsize=11)
    figure.savefig(tmp_path / "board.pdf")
    pyplot.close(figure)
    lines = read_pdf("board.pdf", (tmp_path / "board.pdf").read_bytes()).lines
    assert [(line.form, line.words) for line in lines if line.words] == [
        ("heading", "What helps?"),
        ("item", "Tea"),
        ("item", "Café au lait"),
    ]
