"""Commands that look at what is there: check, trace, ingest, review and agreement."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from pipeline.cli.app import (
    SETTINGS,
    WORKSPACE,
    checking,
    cli,
    example,
    ingest_room,
    ingesting,
    measuring,
    reviewing,
    rich_text,
    stores,
    tracing,
)
from pipeline.cli.terminal import complain, console, printable, quote, say, show_table
from pipeline.wording import count_words

if TYPE_CHECKING:
    import pandas as pd


@cli.command(epilog=example("check"))
@WORKSPACE
def check(workspace: Path) -> None:
    """Say whether a workspace is whole: files, tables, counts, people's decisions, quotations.

    Changes nothing. Ends with 1 when something is wrong, with a line that says where and what to do.
    """
    found = checking.check_workspace(stores.Workspace(workspace))
    for problem in found.problems:
        complain(problem)
    click.echo(
        f"Looked at {count_words(found.events, 'event')}, {found.series:,} series, {found.files:,} files,"
        f" {found.notes:,} notes, {found.decisions:,} decisions, {found.quotes:,} quotations."
    )
    if found.problems:
        click.echo(f"Wrong: {len(found.problems):,}.")
        sys.exit(1)
    click.echo("All is whole." if found.events else "There is no event here that was run.")


@cli.command(name="trace", epilog=example('trace "words from a report"', "trace write-up.md:14"))
@click.argument("what", metavar="ID")
@WORKSPACE
def trace_id(what: str, workspace: Path) -> None:
    """Walk from a theme or sentence in a report to file and line, and back.

    ID is the id of a note, theme, series theme or question; FILE:LINE; or words as a report has them. Shows
    people's words, personal details masked.
    """
    for line in tracing.trace(stores.Workspace(workspace), what):
        click.echo(printable(line))


@cli.command(epilog=example("ingest write-up.docx --explain"))
@click.argument("source", type=click.Path(path_type=Path))
@click.option("--explain", is_flag=True, help="Show every line with its role, here and as a web page.")
@click.option(
    "--propose",
    is_flag=True,
    help="Have the language model of the settings say as well what each line is. What it says stands in"
    " ledger.xlsx, for you to look through.",
)
@WORKSPACE
@SETTINGS
def ingest(source: Path, explain: bool, propose: bool, workspace: Path, settings_file: Path | None) -> None:
    """Read one event and say what its lines were taken for. Writes no tables and no reports.

    With --explain also ledger.html and ledger.xlsx in data/processed/<event>, which hold people's original
    words: every line with what it was taken for, and in ledger.xlsx room to correct it.
    """
    shown = ingesting.explain_event(
        source,
        stores.Workspace(workspace),
        settings_file,
        with_page=explain or propose,
        propose=(lambda said: say(f"{said[0].upper()}{said[1:]}.")) if propose else None,
    )
    if explain:
        _show_lines(shown.ingested.ledger)
    for role, count in ingest_room.count_roles(shown.ingested.ledger).items():
        click.echo(f"{count:6d} {role.replace('_', '-')}")
    if shown.corrected:
        click.echo(f"People {shown.corrected}.")
    for doubt in shown.doubts:
        say(f"Please check: {doubt}.")
    if shown.page is not None:
        click.echo(f"Every line as a page: {printable(quote(shown.page))}")
    if shown.workbook is not None:
        click.echo(
            f"To correct lines: write into {printable(quote(shown.workbook))}, save it into"
            f" {printable(quote(shown.folder))} (make it where there is none) and run again."
        )
    not_read = shown.ingested.sources[shown.ingested.sources["status"] == "not read"]
    for name, reason in zip(not_read["source"], not_read["reason"], strict=True):
        complain(f"{name}: {reason}.")
    if len(not_read):
        sys.exit(1)


def _show_lines(ledger: pd.DataFrame) -> None:
    """Every line with its role, coloured in a terminal; the role stands in words as well."""
    terminal = console()
    columns = ("locator", "role", "text", "reason")
    for locator, role, text, reason in zip(*(ledger[name] for name in columns), strict=True):
        if role == "blank" and not reason:
            continue
        shown = rich_text.Text(f"{locator:>10}  {role.replace('_', '-'):12} ")
        shown.append(printable(text), style=ingest_room.ROLE_STYLES[role])
        if reason:
            shown.append(f"  ({printable(reason)})", style="italic dim")
        terminal.print(shown, soft_wrap=True)


@cli.group()
def privacy() -> None:
    """How well personal details are found."""


@privacy.command(name="test", epilog=example("privacy test names.txt"))
@click.argument("names", type=click.Path(path_type=Path, dir_okay=False))
@WORKSPACE
@SETTINGS
def test_names(names: Path, workspace: Path, settings_file: Path | None) -> None:
    """Say how many names of a list of your own would be masked, and in which lines are those that would not.

    NAMES has one name on each line. No name is printed or kept.
    """
    found = measuring.measure_names(names, settings_file, stores.Workspace(workspace).raw)
    head = ("Form", "Named", "Masked", "Share")
    show_table(head, found.rows, range(2, 4), f"Of {count_words(found.names, 'name')}")
    for line in measuring.say_measured(found):
        click.echo(line)


@cli.group()
def review() -> None:
    """What people decided: fill in reports/EVENT/review.xlsx and save it in data/raw/EVENT."""


@review.command(epilog=example("review status"))
@click.argument("events", nargs=-1, metavar="[EVENT]...")
@WORKSPACE
def status(events: tuple[str, ...], workspace: Path) -> None:
    """Say what is decided, open and in conflict, and what to do about it."""
    for event in reviewing.list_reviewed(workspace, events):
        for line in reviewing.say_event_status(event, workspace):
            say(line)


@review.command(epilog=example("review diff 2026-05-riverside"))
@click.argument("events", nargs=-1, metavar="[EVENT]...")
@WORKSPACE
def diff(events: tuple[str, ...], workspace: Path) -> None:
    """Say what the last run changed: notes that went elsewhere, themes renamed, accepted, new or gone."""
    for event in reviewing.list_reviewed(workspace, events):
        for line in reviewing.say_event_difference(event, workspace):
            click.echo(printable(line))


@cli.command(epilog=example("agreement 2026-05-riverside my-sorting.csv"))
@click.argument("coded", type=click.Path(path_type=Path))
@click.argument("gold", type=click.Path(path_type=Path))
@click.option(
    "--column",
    "columns",
    multiple=True,
    metavar="NAME",
    help="A column of GOLD that holds one person's themes. May be given several times.",
)
@click.option(
    "--csv",
    "table_file",
    type=click.Path(path_type=Path, dir_okay=False),
    default=None,
    help="Write every figure to this file as well.",
)
@WORKSPACE
@SETTINGS
def agreement(
    coded: Path,
    gold: Path,
    columns: tuple[str, ...],
    table_file: Path | None,
    workspace: Path,
    settings_file: Path | None,
) -> None:
    """Say how far a draft agrees with people who sorted the same notes themselves.

    CODED is a coded_notes.csv, its folder, or the id of an event in the workspace. GOLD is a CSV file
    with one row per note (note_id, or source and line, or text) and columns theme, theme_1, theme_2 …,
    note_type …: one per person.
    """
    found = measuring.compare_with_people(
        coded, gold, columns, table_file, stores.Workspace(workspace), settings_file
    )
    for line in found.said:
        click.echo(printable(line))
    head, *rows = found.figures
    show_table(head, rows, range(2, len(head)), "Agreement, each figure with its interval")
    for line in found.meaning:
        click.echo(line)
    for title, (head, *rows) in found.confusions:
        show_table(head, rows, range(1, len(head)), title)
