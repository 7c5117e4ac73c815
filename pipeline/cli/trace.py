"""The command that walks from a report to the source, and back."""

from __future__ import annotations

from pathlib import Path

import click

from pipeline.cli.app import WORKSPACE, cli
from pipeline.cli.terminal import printable


@cli.command(name="trace")
@click.argument("what", metavar="ID")
@WORKSPACE
def trace_id(what: str, workspace: Path) -> None:
    """Walk from a theme or sentence in a report to file and line, and back.

    ID is the id of a note, theme, series theme or question; FILE:LINE; or words as a report has them. Shows
    people's words, personal details masked.
    """
    from pipeline.commands.trace import trace
    from pipeline.keeping.store import Workspace
    from pipeline.privacy import mask_texts
    from pipeline.settings import load_settings

    place = Workspace(workspace)
    settings = load_settings(place.raw / "settings.toml").privacy
    for line in trace(place, what, lambda texts: mask_texts(texts, settings)):
        click.echo(printable(line))
