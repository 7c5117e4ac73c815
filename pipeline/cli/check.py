"""The command that says whether a workspace is whole."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from pipeline.cli.app import WORKSPACE, cli
from pipeline.cli.terminal import complain


@cli.command()
@WORKSPACE
def check(workspace: Path) -> None:
    """Say whether a workspace is whole: files, tables, counts, people's decisions, quotations.

    Changes nothing. Ends with 1 when something is wrong, with a line that says where and what to do.
    """
    from pipeline.commands.check import check_workspace
    from pipeline.keeping.store import Workspace

    found = check_workspace(Workspace(workspace))
    for problem in found.problems:
        complain(problem)
    events = f"{found.events:,} event{'' if found.events == 1 else 's'}"
    click.echo(
        f"Looked at {events}, {found.series:,} series, {found.files:,} files, {found.notes:,} notes,"
        f" {found.decisions:,} decisions, {found.quotes:,} quotations."
    )
    if found.problems:
        click.echo(f"Wrong: {len(found.problems):,}.")
        sys.exit(1)
    click.echo("All is whole.")
