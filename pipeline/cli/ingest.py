"""The command that reads one event and says what its lines were taken for."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from pipeline.cli.app import SETTINGS, WORKSPACE, cli
from pipeline.cli.terminal import complain, console, printable, shorten

if TYPE_CHECKING:
    import pandas as pd


@cli.command()
@click.argument("source", type=click.Path(path_type=Path))
@click.option("--explain", is_flag=True, help="Show every line with its role, here and as a web page.")
@WORKSPACE
@SETTINGS
def ingest(source: Path, explain: bool, workspace: Path, settings_file: Path | None) -> None:
    """Read one event and say what its lines were taken for. Writes no tables and no reports.

    With --explain also data/processed/<event>/ledger.html, which holds people's original words.
    """
    from pipeline.commands.ingest import explain_event
    from pipeline.ingest import count_roles
    from pipeline.keeping.store import Workspace

    shown = explain_event(source, Workspace(workspace), settings_file, with_page=explain)
    if explain:
        _show_lines(shown.ingested.ledger)
    for role, count in count_roles(shown.ingested.ledger).items():
        click.echo(f"{count:6d} {role.replace('_', '-')}")
    for doubt in shown.doubts:
        click.echo(f"Please check: {printable(doubt)}.")
    if shown.page is not None:
        click.echo(f"Every line as a page: {printable(shorten(shown.page))}")
    not_read = shown.ingested.sources[shown.ingested.sources["status"] == "not read"]
    for name, reason in zip(not_read["source"], not_read["reason"], strict=True):
        complain(f"{name}: {reason}.")
    if len(not_read):
        sys.exit(1)


def _show_lines(ledger: pd.DataFrame) -> None:
    """Every line with its role, coloured in a terminal; the role stands in words as well."""
    from rich.text import Text

    from pipeline.ingest import ROLE_STYLES

    terminal = console()
    columns = ("locator", "role", "text", "reason")
    for locator, role, text, reason in zip(*(ledger[name] for name in columns), strict=True):
        if role == "blank" and not reason:
            continue
        shown = Text(f"{locator:>10}  {role.replace('_', '-'):12} ")
        shown.append(printable(text), style=ROLE_STYLES[role])
        if reason:
            shown.append(f"  ({printable(reason)})", style="italic dim")
        terminal.print(shown, soft_wrap=True)
