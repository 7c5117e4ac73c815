"""How things are shown in a terminal."""

from __future__ import annotations

import os
import sys
import unicodedata
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from pipeline.cli.app import later

if TYPE_CHECKING:
    import rich.console as rich_console
    import rich.table as rich_table
    import rich.text as rich_text
else:
    rich_console, rich_table, rich_text = map(later, ("rich.console", "rich.table", "rich.text"))


_UNBROKEN = 32  # characters


def show_table(
    head: Sequence[str], rows: Sequence[Sequence[str]], numbers: Sequence[int], title: str = ""
) -> None:
    """Show a table; the columns at these places hold numbers and stand to the right."""
    text = rich_text.Text  # never read as mark-up
    table = rich_table.Table(
        title=text(printable(title)) if title else None,
        title_justify="left",
        header_style="bold",
        pad_edge=False,
    )
    for place, name in enumerate(head):
        # What a row is about is not broken where it is short enough.
        longest = max((len(row[0]) for row in rows), default=0) if place == 0 else 0
        table.add_column(
            text(printable(name)),
            justify="right" if place in numbers else "left",
            overflow="fold",
            min_width=min(longest, _UNBROKEN) or None,
        )
    for row in rows:
        table.add_row(*(text("\n".join(map(printable, cell.split("\n")))) for cell in row))
    console().print(table)


def shorten(path: Path | None) -> str:
    """A path as seen from the current folder, where it lies inside it."""
    if path is None:
        return ""
    try:
        return str(path.resolve().relative_to(Path.cwd()))
    except ValueError:
        return str(path.resolve())


def console(stderr: bool = False) -> rich_console.Console:
    """A terminal that neither colours numbers nor breaks tables in a log."""
    # A log has no width of its own; 100 columns keep the table whole.
    stream = sys.stderr if stderr else sys.stdout
    width = None if stream.isatty() or "COLUMNS" in os.environ else 100
    return rich_console.Console(stderr=stderr, width=width, highlight=False)


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
