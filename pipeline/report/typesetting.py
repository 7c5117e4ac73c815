"""Typst, which sets PDFs and paints pictures: its fonts, and what of a text they can print.

Everything reaches it as data, never as mark-up, so nothing in a note is ever run or formatted. Fonts come
from packages alone (DejaVu Sans with matplotlib, Libertinus Serif with typst), so that every machine gives
the same bytes.
"""

from __future__ import annotations

import unicodedata
from functools import cache
from pathlib import Path
from typing import Any

import matplotlib
import typst
from matplotlib.ft2font import FT2Font

FONTS = Path(matplotlib.get_data_path()) / "fonts" / "ttf"
TEMPLATES = Path(__file__).with_name("templates")


def compile_template(name: str, words: str, **output: Any) -> list[bytes] | None:
    """Have Typst set a template of ours.

    Args:
        name: Of its file.
        words: What it is given to show, as JSON.
        output: How Typst is to write it.

    Returns:
        The file, or one for each page, or None where Typst refuses it.
    """
    compiler = typst.Compiler(
        (TEMPLATES / name).read_bytes(), font_paths=_find_fonts(), ignore_system_fonts=True
    )
    try:
        # The time stands for "no clock": Typst would otherwise write today's date into the file.
        written = compiler.compile(sys_inputs={"report": words}, timestamp=0, **output)
    except BaseException as error:
        # Typst is written in Rust, whose panics are no Exceptions.
        if not isinstance(error, typst.TypstError) and type(error).__name__ != "PanicException":
            raise
        return None
    assert written is not None  # no file was named to write to
    return written if isinstance(written, list) else [written]


def replace_rare(words: str) -> str:
    """Words with all rare signs as the replacement character: Typst refuses some sequences of signs.

    Mostly marks on letters of another script. What is to be read is worth more than they are.
    """
    return "".join(map(_replace_rare, unicodedata.normalize("NFC", words)))


@cache
def printable() -> frozenset[int]:
    """The code points that there is a letter for."""
    return frozenset(FT2Font(str(FONTS / "DejaVuSans.ttf")).get_charmap())


@cache
def _find_fonts() -> typst.Fonts:
    return typst.Fonts(include_system_fonts=False, font_paths=[str(FONTS)])


def _replace_rare(character: str) -> str:
    rare = ord(character) not in printable() or unicodedata.category(character).startswith("M")
    return "\ufffd" if rare and not character.isascii() else character
