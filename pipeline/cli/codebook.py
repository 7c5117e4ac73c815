"""Commands about codebooks."""

from __future__ import annotations

from pathlib import Path

import click

from pipeline.cli.app import SETTINGS, WORKSPACE, cli
from pipeline.cli.terminal import printable


@cli.group()
def codebook() -> None:
    """What codebooks rest on, and what they learn from reviews."""


@codebook.command(name="sources")
@click.argument("sources", nargs=-1, required=True, type=click.Path(path_type=Path), metavar="SOURCE...")
def codebook_sources(sources: tuple[Path, ...]) -> None:
    """List the statements of guidance documents with their places, for a codebook to cite."""
    from pipeline.commands.ingest import explain_event
    from pipeline.keeping.store import Workspace

    for source in sources:
        found = explain_event(source, Workspace(Path()), None, with_page=False).ingested
        for note in found.notes.to_dict("records"):
            place = f"{note['source']}, {note['locator']}"
            click.echo(f"{printable(place)}: {printable(str(note['words']))}")


@codebook.command(name="learn")
@click.option(
    "--into",
    type=click.Path(path_type=Path, dir_okay=False),
    default=None,
    help="The codebook to write.  [default: data/raw/codebook.yaml]",
)
@WORKSPACE
@SETTINGS
def codebook_learn(into: Path | None, workspace: Path, settings_file: Path | None) -> None:
    """Keep what people decided in reviews in the series' own codebook.

    Notes that people placed, and those of themes they accepted, become examples of their codes; themes
    that they made, named or accepted become codes. Run the events first.
    """
    from pipeline.commands.learn import learn_from_reviews
    from pipeline.keeping.store import Workspace

    place = Workspace(workspace)
    with place.occupied():
        done = learn_from_reviews(place, settings_file, into)
    learned = done.learned
    new = (
        _count(learned.examples, "example"),
        _count(len(learned.codes), "code"),
        _count(len(learned.renamed), "title"),
    )
    click.echo(f"{printable(str(done.path))}: {_count(done.events, 'event')} read.")
    click.echo(f"New: {', '.join(new)}.")
    for title in (*learned.codes, *learned.renamed):
        click.echo(f"  {printable(title)}")
    if learned.unnamed:
        click.echo(
            f"Not learned: {learned.unnamed} notes put in draft themes that nobody has named or accepted."
        )
    for doubt in learned.doubts:
        click.echo(f"To decide: {printable(doubt)}.")
    if done.lost_comments:
        click.echo("Comments in the file were lost; all else that was written by hand is still there.")
    if not done.in_use:
        click.echo(f'To use it, write in data/raw/settings.toml, under [themes]: codebook = "{done.name}"')


def _count(number: int, what: str) -> str:
    return f"{number} {what}" if number == 1 else f"{number} {what}s"
