"""HTML, Word, PDF and Markdown say the same, and say all of it; the same input gives the same bytes."""

from __future__ import annotations

import hashlib
import io
import os
import subprocess
import sys
from pathlib import Path
from zipfile import ZipFile

import pandas as pd
import pytest

from pipeline.report.formats import show_illegal
from tests.report.conftest import QUESTIONS, THEMES, Case, build_case
from tests.report.reading import (
    inline_text,
    markdown_paragraphs,
    markdown_quotes,
    read_html,
    read_markdown,
    word_paragraphs,
)
from tests.report.reading_pdf import pdf_blocks, pdf_notes
from tests.work import HANGS


def squeeze(text: str) -> str:
    """Blanks and marks of direction don't count when three kinds of file are compared."""
    return "".join(show_illegal(text).replace("\u202c", "").replace("\u00a0", "").split())


@pytest.fixture(scope="module")
def texts(files: dict[str, bytes]) -> dict[str, list[str]]:
    html = read_html(files)
    shown = html.select(".words, h1, h2, h3, h4, p, td, th, li, summary")
    return {
        "report.html": [squeeze(element.get_text()) for element in shown],
        "report.docx": [squeeze(text) for _, text in word_paragraphs(files)],
        "report.md": [
            squeeze(inline_text(token)) for token in read_markdown(files) if token.type == "inline"
        ],
        "report.pdf": [squeeze(block.text) for block in pdf_blocks(files)],
    }


@pytest.fixture(scope="module")
def quotes(files: dict[str, bytes]) -> dict[str, list[str]]:
    return {
        "report.html": [
            squeeze(element.get_text()) for element in read_html(files).select("blockquote .words")
        ],
        "report.docx": [
            squeeze(text) for style, text in word_paragraphs(files) if style in ("Quote", "TableNote")
        ],
        "report.md": [squeeze(inline_text(token)) for token in markdown_quotes(files)],
    }


NAMES = ["report.html", "report.docx", "report.md"]
ALL_NAMES = [*NAMES, "report.pdf"]


@pytest.mark.parametrize("name", NAMES)
def test_every_note_is_quoted_as_written(
    quotes: dict[str, list[str]], shown: pd.DataFrame, name: str
) -> None:
    wanted = {squeeze(words) for words in shown["words"]}
    assert set(quotes[name]) == wanted


@pytest.mark.parametrize("name", ALL_NAMES)
def test_the_appendix_has_each_note_once(files: dict[str, bytes], shown: pd.DataFrame, name: str) -> None:
    if name == "report.html":
        ids = [code.get_text() for code in read_html(files).select(".entry code")]
    elif name == "report.docx":
        ids = [text for style, text in word_paragraphs(files) if style == "TableSmall"]
    elif name == "report.pdf":
        ids = [note_id for _, note_id in pdf_notes(files)]
    else:
        lines = [inline_text(token) for token in read_markdown(files) if token.type == "inline"]
        ids = [line.rsplit(" · note ", 1)[1] for line in lines if " · note " in line]
    assert ids == shown["note_id"].tolist()


@pytest.mark.parametrize("name", ALL_NAMES)
def test_every_question_and_theme_has_its_title(texts: dict[str, list[str]], name: str) -> None:
    for question_id, (_, question) in QUESTIONS.items():
        assert squeeze(question) in texts[name], question_id
    for theme_id, (_, title, _) in THEMES.items():
        assert any(text.endswith(squeeze(title)) for text in texts[name]), theme_id


@pytest.mark.parametrize("name", NAMES)
def test_every_key_point_stands_under_its_theme(case: Case, files: dict[str, bytes], name: str) -> None:
    under: dict[str, list[str]] = {}
    if name == "report.html":
        for section in read_html(files).select(".theme"):
            quotes = section.find("h4", string="Key points").find_next("ul").select(".words")
            under[section.h3.get_text()] = [squeeze(words.get_text()) for words in quotes]
    else:
        paragraphs = word_paragraphs(files) if name == "report.docx" else markdown_paragraphs(files)
        title, is_key = "", False
        for style, text in paragraphs:
            if style.startswith("Heading"):
                is_key = text == "Key points"
                title = text.split(": ", 1)[1] if text.startswith("Draft theme ") else title
            elif is_key and style == "Quote":
                under.setdefault(title, []).append(squeeze(text))
    for theme in case.themes.to_dict("records"):
        words = case.safe_notes.set_index("note_id")["words"]
        wanted = [squeeze(words[note_id]) for note_id in theme["key_point_ids"].split(" | ")]
        assert under[theme["title"]] == wanted


@pytest.mark.parametrize("name", ALL_NAMES)
def test_each_says_what_it_is_and_how_sure(texts: dict[str, list[str]], name: str) -> None:
    everything = "".join(texts[name])
    for sentence in (
        "This is a draft made by a computer program. Nobody has checked the themes yet.",
        "29 notes at 4 tables, on 3 questions.",
        "1 document could not be read, so anything in it is missing here: photo.heic.",
        "12 notes at tables 1 and 4, sorted into 3 draft themes.",
        "3 notes at table 3, kept together in 1 draft theme.",
        "9 of 29 notes fit their theme weakly",
        "That is so in 1 of 29 notes.",
        "The documents also hold the organisers' own summary (1 line).",
        "Notes set aside: 0.",
        "sha256 0123456789abcdef",
    ):
        assert squeeze(sentence) in everything, sentence
    assert "Priya" not in everything
    assert "%" not in everything.replace("{%raw%}", "").replace("%s", "")


def test_nothing_masked_is_anywhere_in_the_files(case: Case, files: dict[str, bytes]) -> None:
    assert "Priya" not in repr(case.build())
    assert b"Priya" not in files["report.html"] + files["report.md"]
    assert not [block for block in pdf_blocks(files) if "Priya" in block.text + block.alternative]
    with ZipFile(io.BytesIO(files["report.docx"])) as packed:
        assert not [name for name in packed.namelist() if b"Priya" in packed.read(name)]


def test_checked_themes_are_no_longer_called_drafts(case: Case) -> None:
    some = case.spoil("themes", "basis", 0, "reviewed").render()["report.md"].decode()
    assert "People have checked 1 of 6 themes so far" in some
    assert "### Theme 1: Going to where people are" in some
    reviewed = case
    for row in range(len(THEMES)):
        reviewed = reviewed.spoil("themes", "basis", row, "reviewed")
    every = reviewed.render()["report.md"].decode()
    assert "People have checked all 6 of them" in every
    assert "Draft theme" not in every


def test_the_same_input_gives_the_same_bytes(files: dict[str, bytes]) -> None:
    assert build_case().render() == files


def test_another_process_gives_the_same_bytes(files: dict[str, bytes]) -> None:
    script = (
        "import hashlib; from tests.report.conftest import build_case\n"
        "for name, content in sorted(build_case().render().items()):"
        " print(name, hashlib.sha256(content).hexdigest())"
    )
    done = subprocess.run(
        [sys.executable, "-c", script],
        cwd=Path(__file__).parents[2],
        env={**os.environ, "PYTHONHASHSEED": "7", "TZ": "Asia/Tokyo", "LC_ALL": "C", "PYTHONUTF8": "1"},
        capture_output=True,
        text=True,
        timeout=HANGS,
        check=True,
    )
    wanted = [f"{name} {hashlib.sha256(content).hexdigest()}" for name, content in sorted(files.items())]
    assert done.stdout.splitlines() == wanted


def test_importing_the_room_loads_nothing_heavy() -> None:
    script = (
        "import sys, pipeline.report;"
        " print([name for name in ('matplotlib', 'docx', 'jinja2', 'typst') if name in sys.modules])"
    )
    done = subprocess.run(
        [sys.executable, "-c", script],
        cwd=Path(__file__).parents[2],
        capture_output=True,
        text=True,
        timeout=HANGS,
        check=True,
    )
    assert done.stdout.strip() == "[]"


def test_a_codes_definition_is_not_passed_off_as_what_people_said(files: dict[str, bytes]) -> None:
    text = files["report.md"].decode()
    assert "What the codebook means by this title: What 6 notes say of Going to where people are." in text
    assert text.count("What the codebook means") == 1
