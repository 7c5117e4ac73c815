"""Commands about codebooks."""

from __future__ import annotations

from pathlib import Path

import click

from pipeline.cli.app import cli
from pipeline.cli.terminal import printable


@cli.group()
def codebook() -> None:
    """What codebooks rest on."""


@codebook.command(name="sources")
@click.argument("sources", nargs=-1, required=True, type=click.Path(path_type=Path), metavar="SOURCE...")
def codebook_sources(sources: tuple[Path, ...]) -> None:
    """List the statements of guidance documents with their places, for a codebook to cite."""
    from pipeline.run import explain_event
    from pipeline.store import Workspace

    for source in sources:
        found = explain_event(source, Workspace(Path()), None, with_page=False).ingested
        for note in found.notes.to_dict("records"):
            place = f"{note['source']}, {note['locator']}"
            click.echo(f"{printable(place)}: {printable(str(note['words']))}")
