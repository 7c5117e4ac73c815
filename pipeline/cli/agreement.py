"""The command that compares a draft with people's own sorting."""

from __future__ import annotations

from pathlib import Path

import click

from pipeline.cli.app import SETTINGS, WORKSPACE, cli
from pipeline.cli.terminal import printable, show_table


@cli.command()
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
    from pipeline.agreement import add_default, compare_sortings, find_coded, read_sorted
    from pipeline.agreement.terminal import (
        HEAD,
        MEANING,
        say_matching,
        say_moves,
        show_confusion,
        show_figures,
    )
    from pipeline.keeping.store import Workspace, write_bytes
    from pipeline.settings import load_settings
    from pipeline.tables.csv_text import write_csv

    place = Workspace(workspace)
    settings = load_settings(settings_file or place.raw / "settings.toml").agreement
    path = find_coded(coded, place.processed(coded.name))
    draft = add_default(read_sorted(path), path.with_name("default_codings.csv"))
    person = read_sorted(gold)
    found = compare_sortings(draft, person, columns, settings)
    for line in say_matching(found, person.name) + say_moves(found, settings.few_notes):
        click.echo(printable(line))
    show_table("Agreement, each figure with its interval", HEAD, show_figures(found), 2)
    for line in MEANING:
        click.echo(line)
    for confusion in found.confusions:
        head, *rows = show_confusion(confusion)
        show_table(f"Note types: {confusion.first} in rows, {confusion.second} in columns", head, rows, 1)
    if table_file is not None:
        write_bytes(table_file, write_csv(found.figures).encode("utf-8"))
