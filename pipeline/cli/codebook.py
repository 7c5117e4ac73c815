"""Commands about codebooks, and about what is handed to other tools and comes back from them."""

from __future__ import annotations

from pathlib import Path

import click

from pipeline.cli.app import SETTINGS, WORKSPACE, cli, codebooks, example, ingesting, stores
from pipeline.cli.terminal import printable
from pipeline.wording import count_words


@cli.group()
def codebook() -> None:
    """What codebooks rest on, and what they learn from reviews."""


@codebook.command(name="sources", epilog=example("codebook sources guidance.pdf"))
@click.argument("sources", nargs=-1, required=True, type=click.Path(path_type=Path), metavar="SOURCE...")
def codebook_sources(sources: tuple[Path, ...]) -> None:
    """List the statements of guidance documents with their places, for a codebook to cite."""
    for source in sources:
        found = ingesting.explain_event(source, stores.Workspace(Path()), None, with_page=False).ingested
        columns = (found.notes[name] for name in ("source", "locator", "words"))
        for name, locator, words in zip(*columns, strict=True):
            click.echo(printable(f"{name}, {locator}: {words}"))


_INTO = click.option(
    "--into",
    type=click.Path(path_type=Path, dir_okay=False),
    default=None,
    help="The codebook to write.  [default: data/raw/codebook.yaml]",
)


@codebook.command(name="export", epilog=example("codebook export codes.qdc"))
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False), metavar="FILE.qdc")
@WORKSPACE
@SETTINGS
def codebook_export(file: Path, workspace: Path, settings_file: Path | None) -> None:
    """Write the codebook for NVivo, MAXQDA, ATLAS.ti, QualCoder and others (REFI-QDA)."""
    codes = codebooks.export_codebook(stores.Workspace(workspace), settings_file, file)
    click.echo(f"{printable(str(file))}: {count_words(codes, 'code')}.")


@codebook.command(name="import", epilog=example("codebook import codes.qdc"))
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False), metavar="FILE.qdc")
@_INTO
@WORKSPACE
@SETTINGS
def codebook_import(file: Path, into: Path | None, workspace: Path, settings_file: Path | None) -> None:
    """Take codes that another tool lists into the series' own codebook (REFI-QDA).

    Codes of a title that is there already stay as they are.
    """
    place = stores.Workspace(workspace)
    with place.occupied():
        done = codebooks.import_codebook(place, settings_file, into, file)
    click.echo(f"{printable(str(done.path))}: {count_words(len(done.learned.codes), 'code')} new.")
    _say_codes(done)


@cli.command(epilog=example("exchange 2026-05-riverside riverside.qdpx"))
@click.argument("event")
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False), metavar="FILE.qdpx")
@WORKSPACE
@SETTINGS
def exchange(event: str, file: Path, workspace: Path, settings_file: Path | None) -> None:
    """Write a finished event for NVivo, MAXQDA, ATLAS.ti, QualCoder and others (REFI-QDA).

    Notes are shown as reports show them, each coded by the program and by the people who placed it. What is
    coded there comes back as decisions: save the tool's own .qdpx in data/raw/EVENT and run.
    """
    project = codebooks.export_event(stores.Workspace(workspace), event, settings_file, file)
    codings = [one for text in project.texts for one in text.codings]
    said = (
        count_words(len(project.texts), "source"),
        count_words(len({one.selection for one in codings}), "note"),
        count_words(sum(len(code.below) for code in project.codes), "code"),
        count_words(len(codings), "coding"),
    )
    click.echo(f"{printable(str(file))}: {', '.join(said)}.")


@codebook.command(name="learn", epilog=example("codebook learn"))
@_INTO
@WORKSPACE
@SETTINGS
def codebook_learn(into: Path | None, workspace: Path, settings_file: Path | None) -> None:
    """Keep what people decided in reviews in the series' own codebook.

    Notes that people placed, and those of themes they accepted, become examples of their codes; themes
    that they made, named or accepted become codes. Run the events first.
    """
    place = stores.Workspace(workspace)
    with place.occupied():
        done = codebooks.learn_from_reviews(place, settings_file, into)
    learned = done.learned
    new = (
        count_words(learned.examples, "example"),
        count_words(len(learned.codes), "code"),
        count_words(len(learned.renamed), "title"),
    )
    click.echo(f"{printable(str(done.path))}: {count_words(done.events, 'event')} read.")
    click.echo(f"New: {', '.join(new)}.")
    if learned.unnamed:
        click.echo(
            f"Not learned: {learned.unnamed} notes put in draft themes that nobody has named or accepted."
        )
    _say_codes(done)


def _say_codes(done: codebooks.LearnOutcome) -> None:
    for title in (*done.learned.codes, *done.learned.renamed):
        click.echo(f"  {printable(title)}")
    for doubt in done.learned.doubts:
        click.echo(f"To decide: {printable(doubt)}.")
    if done.lost_comments:
        click.echo("Comments in the file were lost; all else that was written by hand is still there.")
    if not done.in_use:
        click.echo(f'To use it, write in data/raw/settings.toml, under [themes]: codebook = "{done.name}"')
