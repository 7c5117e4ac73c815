"""Commands about codebooks."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from pipeline.cli.app import SETTINGS, WORKSPACE, cli, later
from pipeline.cli.terminal import printable
from pipeline.wording.counts import count_words

if TYPE_CHECKING:
    import pipeline.commands.ingest as ingesting
    import pipeline.commands.learn as learning
    import pipeline.keeping.store as stores
else:
    ingesting, learning, stores = map(
        later, ("pipeline.commands.ingest", "pipeline.commands.learn", "pipeline.keeping.store")
    )


@cli.group()
def codebook() -> None:
    """What codebooks rest on, and what they learn from reviews."""


@codebook.command(name="sources")
@click.argument("sources", nargs=-1, required=True, type=click.Path(path_type=Path), metavar="SOURCE...")
def codebook_sources(sources: tuple[Path, ...]) -> None:
    """List the statements of guidance documents with their places, for a codebook to cite."""
    for source in sources:
        found = ingesting.explain_event(source, stores.Workspace(Path()), None, with_page=False).ingested
        columns = (found.notes[name] for name in ("source", "locator", "words"))
        for name, locator, words in zip(*columns, strict=True):
            click.echo(printable(f"{name}, {locator}: {words}"))


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
    place = stores.Workspace(workspace)
    with place.occupied():
        done = learning.learn_from_reviews(place, settings_file, into)
    learned = done.learned
    new = (
        count_words(learned.examples, "example"),
        count_words(len(learned.codes), "code"),
        count_words(len(learned.renamed), "title"),
    )
    click.echo(f"{printable(str(done.path))}: {count_words(done.events, 'event')} read.")
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
