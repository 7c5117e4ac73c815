"""How things are shown in a terminal."""

from __future__ import annotations

import os
import re
import shlex
import sys
import unicodedata
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Literal

import click

from pipeline.cli.app import rich_cells, rich_console, rich_table, rich_text, worked_on

if TYPE_CHECKING:
    import rich.console


_UNBROKEN = 32  # characters
_FRAME = 3  # columns of a terminal that a column of a table takes besides its words
# A folder of the workspace as messages name it, which do not know where the workspace lies. At the very
# beginning stands what somebody named.
_FOLDER = re.compile(r"(?!\A)(?<![\w/\\.~-])data/(?:raw|processed)(?:/[\w.-]*\w)*")
_COMMAND = re.compile(
    r"python -m pipeline (?:(?:review|privacy) \w+|run|series|ingest|check|trace|agreement)\b(?! --workspace)"
)
_COMMAND_LAST = re.compile(r"(python -m pipeline \w[^.;”`]*)\.$")  # a full stop would be copied with it


def show_table(
    head: Sequence[str], rows: Sequence[Sequence[str]], numbers: Sequence[int], title: str = ""
) -> None:
    """Show a table; the columns at these places hold numbers and stand to the right.

    Where the terminal is too narrow for its words, each row is told in lines: nothing is cut.
    """
    cells = [[printable(name) for name in head]]
    cells += [["\n".join(map(printable, cell.split("\n"))) for cell in row] for row in rows]
    terminal = console()
    widths = _fit(cells, terminal.width - 1, numbers)
    if not widths:
        for line in ([printable(title)] if title else []) + _tell_rows(cells):
            click.echo(line)
        return
    text = rich_text.Text  # never read as mark-up
    table = rich_table.Table(
        title=text(printable(title)) if title else None,
        title_justify="left",
        header_style="bold",
        pad_edge=False,
    )
    for place, (name, width) in enumerate(zip(cells[0], widths, strict=True)):
        justify: Literal["right", "left"] = "right" if place in numbers else "left"
        table.add_column(text(name), justify=justify, overflow="fold", width=width)
    for row in cells[1:]:
        table.add_row(*map(text, row))
    terminal.print(table)


def _fit(cells: Sequence[Sequence[str]], room: int, numbers: Sequence[int]) -> list[int]:
    """How wide each column is, so that no word is broken; none where there is no room for that."""
    columns = list(zip(*cells, strict=True))
    whole = [
        max(rich_cells.cell_len(line) for cell in column for line in cell.split("\n")) for column in columns
    ]
    widths = [
        max(rich_cells.cell_len(word) for cell in column for word in cell.split() or [""])
        for column in columns
    ]
    if whole and whole[0] <= _UNBROKEN:  # what a row is about
        widths[0] = whole[0]
    left = room - 1 - sum(width + _FRAME for width in widths)
    if left < 0:
        return []
    for place in sorted(range(len(widths)), key=lambda place: place in numbers):  # words before figures
        more = min(left, whole[place] - widths[place])
        widths[place] += more
        left -= more
    return widths


def _tell_rows(cells: Sequence[Sequence[str]]) -> list[str]:
    """A table in lines: what a row is about, and below it each column with its name."""
    head, *rows = cells
    return [
        line
        for row in rows
        for line in (
            row[0],
            *(f"  {name}: {cell}".replace("\n", ", ") for name, cell in zip(head[1:], row[1:], strict=True)),
        )
    ]


def place(line: str) -> str:
    """A message whose folders and commands hold from the current folder, wherever the workspace lies."""
    line = (
        _COMMAND_LAST.sub(r"\1", line) if _COMMAND_LAST.fullmatch(line[line.rfind("python -m") :]) else line
    )
    workspace = worked_on.get()
    if workspace.resolve() == Path.cwd().resolve():
        return line
    line = _FOLDER.sub(lambda found: quote(workspace / found[0]), line)
    return _COMMAND.sub(lambda found: f"{found[0]} --workspace {quote(workspace)}", line)


def quote(path: Path | None) -> str:
    """A path as `shorten` gives it, as a command line takes it: one with blanks in quotation marks."""
    shown = shorten(path)
    if os.name == "nt":
        return f'"{shown}"' if " " in shown else shown
    return shlex.quote(shown) if re.search(r"[\s'\"$`\\&|;<>()*?!#]", shown) else shown


def shorten(path: Path | None) -> str:
    """A path as seen from the current folder, where it lies inside it."""
    if path is None:
        return ""
    try:
        return str(path.resolve().relative_to(Path.cwd()))
    except ValueError:
        return str(path.resolve())


def console(stderr: bool = False) -> rich.console.Console:
    """A terminal that neither colours numbers nor breaks tables in a log."""
    # A log has no width of its own; 100 columns keep the table whole.
    stream = sys.stderr if stderr else sys.stdout
    width = None if stream.isatty() or "COLUMNS" in os.environ else 100
    return rich_console.Console(stderr=stderr, width=width, highlight=False)


def complain(line: str) -> None:
    """One line on stderr."""
    click.echo(place(printable(line)), err=True)


def say(line: str) -> None:
    """One line for the user, whose folders and commands hold from the current folder."""
    click.echo(place(printable(line)))


def printable(text: str) -> str:
    """Text without control characters: a file's name must not steer the terminal."""
    return "".join(
        character
        if character.isprintable() or unicodedata.category(character) == "Zs"
        else "\N{REPLACEMENT CHARACTER}"
        for character in text
    )
