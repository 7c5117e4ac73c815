"""Commands about what people decided."""

from __future__ import annotations

from pathlib import Path

import click

from pipeline.cli.app import WORKSPACE, cli
from pipeline.cli.terminal import printable


@cli.group()
def review() -> None:
    """What people decided: fill in reports/EVENT/review.xlsx and save it in data/raw/EVENT."""


@review.command()
@click.argument("events", nargs=-1, metavar="[EVENT]...")
@WORKSPACE
def status(events: tuple[str, ...], workspace: Path) -> None:
    """Say what is decided, open and in conflict, and what to do about it."""
    from pipeline.commands.review import list_reviewed, say_event_status

    for event in list_reviewed(workspace, events):
        for line in say_event_status(event, workspace):
            click.echo(printable(line))


@review.command()
@click.argument("events", nargs=-1, metavar="[EVENT]...")
@WORKSPACE
def diff(events: tuple[str, ...], workspace: Path) -> None:
    """Say what the last run changed: notes that went elsewhere, themes renamed, accepted, new or gone."""
    from pipeline.commands.review import list_reviewed, say_event_difference

    for event in list_reviewed(workspace, events):
        for line in say_event_difference(event, workspace):
            click.echo(printable(line))
