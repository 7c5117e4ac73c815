"""What LibreOffice prints of a file: the text of its pages, as people without Word or Excel get them."""

from __future__ import annotations

import subprocess
import tempfile
from collections.abc import Mapping
from pathlib import Path

import pypdfium2

from tests.browser import find_program
from tests.work import HANGS


def print_pages(files: Mapping[str, bytes]) -> dict[str, list[str]]:
    """Print files, all at once since the start takes longest.

    Args:
        files: By name.

    Returns:
        The text of each page, by the file's name.
    """
    office = find_program("soffice", "libreoffice")
    with tempfile.TemporaryDirectory() as kept:
        folder = Path(kept)
        for name, content in files.items():
            (folder / name).write_bytes(content)
        subprocess.run(
            [
                office,
                f"-env:UserInstallation={(folder / 'profile').as_uri()}",
                "--headless",
                "--convert-to",
                "pdf",
                "--outdir",
                str(folder / "printed"),
                *(str(folder / name) for name in files),
            ],
            check=True,
            capture_output=True,
            timeout=HANGS,
        )
        return {name: _read_pages((folder / "printed" / name).with_suffix(".pdf")) for name in files}


def _read_pages(path: Path) -> list[str]:
    document = pypdfium2.PdfDocument(path.read_bytes())
    try:
        return [" ".join(page.get_textpage().get_text_range().split()) for page in document]
    finally:
        document.close()
