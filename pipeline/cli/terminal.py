"""How things are shown in a terminal."""

from __future__ import annotations

import os
import sys
import unicodedata
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from rich.console import Console


def show_table(title: str, head: Sequence[str], rows: Sequence[Sequence[str]], numbers_from: int) -> None:
    """Show a table; columns from the given one on hold numbers and stand to the right."""
    from rich.table import Table
    from rich.text import Text

    table = Table(title=Text(printable(title)), title_justify="left", header_style="bold", pad_edge=False)
    for place, name in enumerate(head):
        right = place >= numbers_from
        table.add_column(Text(printable(name)), justify="right" if right else "left", overflow="fold")
    for row in rows:
        table.add_row(*(Text("\n".join(map(printable, cell.split("\n")))) for cell in row))
    console().print(table)


def shorten(path: Path | None) -> str:
    """A path as seen from the current folder, where it lies inside it."""
    if path is None:
        return ""
    try:
        return str(path.resolve().relative_to(Path.cwd()))
    except ValueError:
        return str(path.resolve())


def console(stderr: bool = False) -> Console:
    """A terminal that neither colours numbers nor breaks tables in a log."""
    from rich.console import Console

    # A log has no width of its own; 100 columns keep the table whole.
    stream = sys.stderr if stderr else sys.stdout
    width = None if stream.isatty() or "COLUMNS" in os.environ else 100
    return Console(stderr=stderr, width=width, highlight=False)


def complain(line: str) -> None:
    """One line on stderr."""
    click.echo(printable(line), err=True)


def printable(text: str) -> str:
    """Text without control characters: a file's name must not steer the terminal."""
    return "".join(
        character
        if character.isprintable() or unicodedata.category(character) == "Zs"
        else "\N{REPLACEMENT CHARACTER}"
        for character in text
    )
