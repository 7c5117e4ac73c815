"""The command that puts the events of a series side by side."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from pipeline.cli.app import SETTINGS, WORKSPACE, cli
from pipeline.cli.terminal import complain, printable, shorten

if TYPE_CHECKING:
    from pipeline.flow.job import Step
    from pipeline.flow.outcome import SeriesOutcome


@cli.command()
@click.argument("names", nargs=-1, metavar="[NAME]...")
@click.option(
    "--keep",
    is_flag=True,
    help="Keep every theme id as it is now, in data/raw/NAME/kept.toml: then even an event with an earlier"
    " date, added later, renames nothing.",
)
@click.option(
    "--refresh-reader",
    is_flag=True,
    help="Ask the language model that matches themes (where the settings name one) anew.",
)
@WORKSPACE
@SETTINGS
def series(
    names: tuple[str, ...], keep: bool, refresh_reader: bool, workspace: Path, settings_file: Path | None
) -> None:
    """Put the events of a series side by side and write its reports.

    NAME is what the events' event.toml give as series; without it every series is taken. Run the events
    first: python -m pipeline run does both.
    """
    from pipeline.flow.runner import run_series
    from pipeline.keeping.store import Workspace

    def tell(step: Step) -> None:
        if step.seconds is None:
            click.echo(f"{step.name}: {step.doing or 'putting the events side by side'}", err=True)

    place = Workspace(workspace)
    with place.occupied():
        outcomes = run_series(names, place, settings_file, tell, keep=keep, refresh_reader=refresh_reader)
    if not outcomes:
        click.echo('No event here names a series. Write series = "…" in event.toml and run it.')
    show_series(outcomes, quiet=False)
    if any(outcome.problems for outcome in outcomes):
        sys.exit(1)


def show_series(outcomes: Sequence[SeriesOutcome], quiet: bool) -> None:
    """Say how each series came out, and what is wrong or to be checked in it."""
    for outcome in outcomes:
        if outcome.report is not None and not quiet:
            said = "nothing to compare yet" if outcome.events == 1 else f"{outcome.shared} at several of them"
            click.echo(
                f"Series {outcome.series}: {outcome.events} event{'' if outcome.events == 1 else 's'},"
                f" {outcome.notes:,} notes, {outcome.themes:,} draft themes ({said})."
            )
            click.echo(f"  {printable(shorten(outcome.report))}")
        for notice in () if quiet else outcome.notices:
            click.echo(printable(f"{outcome.series}: {notice}."))
        for doubt in () if quiet else outcome.doubts:
            click.echo(printable(f"Please check {outcome.series}: {doubt}."))
        for problem in outcome.problems:
            complain(problem)
