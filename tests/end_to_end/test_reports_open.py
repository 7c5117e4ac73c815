"""The reports open in the programs people use: a real browser, a real office suite."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

from bs4 import BeautifulSoup

from tests.browser import find_program
from tests.conftest import read_csv
from tests.work import HANGS

EVENT = "2025-03-harrowby-library"
QUIET = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


def _open_in_browser(page: Path, profile: Path, *options: str) -> str:
    done = subprocess.run(
        [
            find_program("chromium", "chromium-browser", "google-chrome"),
            *QUIET,
            f"--user-data-dir={profile}",
            "--enable-logging=stderr",
            *options,
            page.as_uri(),
        ],
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=HANGS,
        check=True,
    )
    assert not [line for line in done.stderr.splitlines() if "CONSOLE" in line], done.stderr
    return done.stdout


def test_the_page_opens_in_a_browser_and_asks_for_nothing_else(samples: Path, tmp_path: Path) -> None:
    page = samples / "reports" / EVENT / "appendix.html"
    shown = BeautifulSoup(_open_in_browser(page, tmp_path, "--dump-dom"), "html.parser")
    assert len(shown.select('[id^="note-"]')) == 105
    for attribute in ("src", "href"):
        for element in shown.select(f"[{attribute}]"):
            assert element[attribute].startswith(("#", "data:")), element[attribute]


def test_a_page_prints_whole(samples: Path, tmp_path: Path) -> None:
    printed = tmp_path / "printed.pdf"
    page = samples / "reports" / EVENT / "appendix.html"
    _open_in_browser(page, tmp_path / "profile", f"--print-to-pdf={printed}")
    _check_titles(printed, samples)


def test_the_word_file_opens_in_libreoffice(samples: Path, tmp_path: Path) -> None:
    office = find_program("soffice", "libreoffice")
    subprocess.run(
        [
            office,
            f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}",
            "--headless",
            "--convert-to",
            "pdf",
            "--outdir",
            str(tmp_path),
            str(samples / "reports" / EVENT / "appendix.docx"),
        ],
        check=True,
        capture_output=True,
        timeout=HANGS,
    )
    _check_titles(tmp_path / "appendix.pdf", samples)


def _check_titles(printed: Path, samples: Path) -> None:
    text = subprocess.run(
        [find_program("pdftotext"), "-layout", str(printed), "-"],
        check=True,
        capture_output=True,
        text=True,
        encoding="utf-8",
    ).stdout
    squeezed = re.sub(r"\s+", "", text)  # a title may be wrapped
    for title in read_csv(samples, EVENT, "themes")["title"]:
        assert re.sub(r"\s+", "", title) in squeezed
