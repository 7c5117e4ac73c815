"""HTML, Word, PDF and Markdown say the same, and say all of it; the same input gives the same bytes."""

from __future__ import annotations

import hashlib
import io
import os
import re
import subprocess
import sys
from pathlib import Path
from zipfile import ZipFile

import pandas as pd
import pytest

from pipeline.report.event import build_report
from pipeline.report.formats import show_illegal
from pipeline.report.formats.text import render_markdown
from tests.report.made_event import QUESTIONS, THEMES, Case, build_case
from tests.report.reading import inline_text, markdown_quotes, read_html, read_markdown, word_paragraphs
from tests.report.reading_pdf import pdf_blocks, pdf_notes
from tests.work import HANGS

REPORTS = ("report.html", "report.docx", "report.md", "report.pdf")
APPENDICES = ("appendix.html", "appendix.docx", "appendix.pdf")


def squeeze(text: str) -> str:
    """Blanks, marks of quotation and of direction don't count when kinds of file are compared."""
    return re.sub("[\\s\u202a-\u202e\u2066-\u2069\u00a0“”]", "", show_illegal(text))


def read_all(files: dict[str, bytes], name: str) -> list[str]:
    """Everything a file says, in pieces."""
    if name.endswith(".html"):
        shown = read_html(files, name).select(".words, h1, h2, h3, h4, p, td, th, li, summary, figcaption")
        return [squeeze(element.get_text()) for element in shown]
    if name.endswith(".docx"):
        return [squeeze(text) for _, text in word_paragraphs(files, name)]
    if name.endswith(".pdf"):
        return [squeeze(block.text) for block in pdf_blocks(files, name)]
    return [squeeze(inline_text(token)) for token in read_markdown(files) if token.type == "inline"]


@pytest.fixture(scope="module")
def texts(files: dict[str, bytes]) -> dict[str, list[str]]:
    return {name: read_all(files, name) for name in (*REPORTS, *APPENDICES)}


def test_every_format_quotes_the_same_notes_and_each_as_written(
    files: dict[str, bytes], shown: pd.DataFrame
) -> None:
    html = [squeeze(one.get_text()) for one in read_html(files).select("blockquote .words")]
    word = [squeeze(text) for style, text in word_paragraphs(files) if style.startswith("Quote")]
    markdown = [squeeze(inline_text(token)) for token in markdown_quotes(files)]
    assert html == word == markdown
    notes = {squeeze(words) for words in shown["words"]}
    assert len(html) > 8
    assert set(html) <= notes | {squeeze("We read every note and publish what we will do")}


def test_a_note_is_quoted_once_at_most(files: dict[str, bytes]) -> None:
    links = [link["href"] for link in read_html(files).select(".src a")]
    assert len(links) == len(set(links))


@pytest.mark.parametrize("name", APPENDICES)
def test_the_appendix_has_each_note_once(files: dict[str, bytes], shown: pd.DataFrame, name: str) -> None:
    if name == "appendix.html":
        found = [squeeze(one.get_text()) for one in read_html(files, name).select(".entry .words")]
    elif name == "appendix.docx":
        found = [squeeze(text) for style, text in word_paragraphs(files, name) if style == "TableNote"]
    else:
        assert len(pdf_notes(files)) == len(shown)
        return
    assert found == [squeeze(words) for words in shown["words"]]


@pytest.mark.parametrize("name", [*REPORTS, *APPENDICES])
def test_every_question_and_theme_has_its_title(texts: dict[str, list[str]], name: str) -> None:
    for question_id, (_, question) in QUESTIONS.items():
        assert squeeze(question) in texts[name], question_id
    everything = "".join(texts[name])
    for theme_id, (_, title, _) in THEMES.items():
        assert squeeze(title) in everything, theme_id


@pytest.mark.parametrize("name", REPORTS)
def test_each_says_what_it_is_and_how_sure(texts: dict[str, list[str]], name: str) -> None:
    everything = "".join(texts[name])
    for sentence in (
        "Draft. A computer program sorted the notes. Nobody has checked the themes yet.",
        "1 document could not be read: photo.heic. What stands there is missing here.",
        "People moved round three tables, about 25 minutes at each",
        "In 1 of 29 notes, or what stands above them, personal details are left out, in [brackets].",
        "A program found 29 notes in the write-up.",
        "The organisers’ own summary was not used.",
    ):
        assert squeeze(sentence) in everything, sentence
    assert "Priya" not in everything
    assert "jo@example.org" not in everything
    assert "%" not in everything.replace("{%raw%}", "").replace("%s", "")


@pytest.mark.parametrize("name", APPENDICES)
def test_the_appendix_says_what_became_of_every_line(texts: dict[str, list[str]], name: str) -> None:
    everything = "".join(texts[name])
    for sentence in (
        "12 notes in 3 themes.",
        "That is so in 1 of 29 notes.",
        "The documents also hold the organisers’ own summary (1 line).",
        "No note was set aside",
        "sha256 0123456789abcdef",
    ):
        assert squeeze(sentence) in everything, sentence


def test_nothing_masked_is_anywhere_in_the_files(case: Case, files: dict[str, bytes]) -> None:
    assert "Priya" not in repr(case.build())
    for name, content in files.items():
        if name.endswith(".docx"):
            with ZipFile(io.BytesIO(content)) as packed:
                assert not [part for part in packed.namelist() if b"Priya" in packed.read(part)], name
        elif name.endswith(".pdf"):
            assert not [
                block for block in pdf_blocks(files, name) if "Priya" in block.text + block.alternative
            ]
        else:
            assert b"Priya" not in content, name


def test_checked_themes_are_no_longer_called_drafts(case: Case) -> None:
    some = _write_markdown(case.spoil("themes", "basis", 0, "reviewed"))
    assert "People have accepted or made 1 of 6 themes so far" in some
    assert some.count("· draft") == 4  # of five themes with three notes and more
    reviewed = case
    for row in range(len(THEMES)):
        reviewed = reviewed.spoil("themes", "basis", row, "reviewed")
    every = _write_markdown(reviewed)
    assert "people have accepted all 6 themes" in every
    assert "draft" not in every.casefold()


def _write_markdown(case: Case) -> str:
    return render_markdown(build_report(case.build(), {}, case.settings))


def test_the_same_input_gives_the_same_bytes(files: dict[str, bytes]) -> None:
    assert build_case().render() == files


def test_another_process_gives_the_same_bytes(files: dict[str, bytes]) -> None:
    script = (
        "import hashlib; from tests.report.made_event import build_case\n"
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
