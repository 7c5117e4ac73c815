"""Commands and what the terminal shows; no logic. Heavy libraries are imported by the stages."""

from __future__ import annotations

import gc
import os
import sys
import unicodedata
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, nullcontext
from pathlib import Path
from typing import TYPE_CHECKING

import click

from pipeline.errors import PipelineError

if TYPE_CHECKING:
    import pandas as pd
    from rich.console import Console

    from pipeline.run import EventOutcome, Progress

_WORKING = {
    "ingest": "reading the documents",
    "privacy": "looking for personal details",
    "language": "reading words and note types",
    "embedding": "comparing meanings",
    "themes": "sorting notes into draft themes",
    "agreement": "comparing with the organisers' own summary",
    "report": "writing the reports",
}


@click.group(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(package_name="listening-event-notes", message="%(version)s")
def cli() -> None:
    """From the write-up of a listening event to draft theme reports that people check and correct.

    Nothing leaves this computer. Start with: python -m pipeline run
    """


_WORKSPACE = click.option(
    "--workspace",
    type=click.Path(path_type=Path, file_okay=False),
    default=Path(),
    help="Folder that holds data/ and reports/.  [default: the current folder]",
)
_SETTINGS = click.option(
    "--settings",
    "settings_file",
    type=click.Path(path_type=Path, dir_okay=False),
    default=None,
    help="Your own settings.  [default: data/raw/settings.toml, where there is one]",
)


@cli.command()
@click.argument("sources", nargs=-1, type=click.Path(path_type=Path), metavar="[SOURCE]...")
@_WORKSPACE
@_SETTINGS
@click.option("--quiet", is_flag=True, help="Show problems only.")
@click.option("--verbose", is_flag=True, help="Show every stage with its seconds.")
def run(
    sources: tuple[Path, ...], workspace: Path, settings_file: Path | None, quiet: bool, verbose: bool
) -> None:
    """Read events and write their draft theme reports.

    A SOURCE is one event: a document, or a folder holding its documents and an optional event.toml.
    Without SOURCE every event under data/raw is read.
    """
    from pipeline.run import run_events
    from pipeline.store import Workspace

    with _show_progress(quiet, verbose) as progress:
        outcomes = run_events(sources, Workspace(workspace), settings_file, progress)
    if not quiet:
        _show_outcomes(outcomes)
    for outcome in outcomes:
        for doubt in () if quiet else outcome.doubts:
            click.echo(_printable(f"Please check {outcome.event_id}: {doubt}."))
        for problem in outcome.problems:
            _complain(problem)
    if any(outcome.problems or outcome.themed != outcome.notes for outcome in outcomes):
        sys.exit(1)


@cli.command()
@click.argument("source", type=click.Path(path_type=Path))
@click.option("--explain", is_flag=True, help="Show every line with its role, here and as a web page.")
@_WORKSPACE
@_SETTINGS
def ingest(source: Path, explain: bool, workspace: Path, settings_file: Path | None) -> None:
    """Read one event and say what its lines were taken for. Writes no tables and no reports.

    With --explain also data/processed/<event>/ledger.html, which holds people's original words.
    """
    from pipeline.ingest import count_roles
    from pipeline.run import explain_event
    from pipeline.store import Workspace

    shown = explain_event(source, Workspace(workspace), settings_file, with_page=explain)
    if explain:
        _show_lines(shown.ingested.ledger)
    for role, count in count_roles(shown.ingested.ledger).items():
        click.echo(f"{count:6d} {role.replace('_', '-')}")
    for doubt in shown.doubts:
        click.echo(f"Please check: {_printable(doubt)}.")
    if shown.page is not None:
        click.echo(f"Every line as a page: {_printable(_shorten(shown.page))}")
    not_read = shown.ingested.sources[shown.ingested.sources["status"] == "not read"]
    for name, reason in zip(not_read["source"], not_read["reason"], strict=True):
        _complain(f"{name}: {reason}.")
    if len(not_read):
        sys.exit(1)


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
@_WORKSPACE
@_SETTINGS
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
    from pipeline.agreement import compare_sortings, find_coded, read_sorted
    from pipeline.agreement.terminal import (
        HEAD,
        MEANING,
        say_matching,
        say_moves,
        show_confusion,
        show_figures,
    )
    from pipeline.settings import load_settings
    from pipeline.store import Workspace, write_bytes

    place = Workspace(workspace)
    settings = load_settings(settings_file or place.raw / "settings.toml").agreement
    draft = read_sorted(find_coded(coded, place.processed(coded.name)))
    person = read_sorted(gold)
    found = compare_sortings(draft, person, columns, settings)
    for line in say_matching(found, person.name) + say_moves(found, settings.few_notes):
        click.echo(_printable(line))
    _show_table("Agreement, each figure with its interval", HEAD, show_figures(found), 2)
    for line in MEANING:
        click.echo(line)
    for confusion in found.confusions:
        head, *rows = show_confusion(confusion)
        _show_table(f"Note types: {confusion.first} in rows, {confusion.second} in columns", head, rows, 1)
    if table_file is not None:
        write_bytes(table_file, found.figures.to_csv(index=False, lineterminator="\n").encode("utf-8"))


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
            click.echo(f"{_printable(place)}: {_printable(str(note['words']))}")


def main(arguments: Sequence[str] | None = None) -> None:
    """Run a command. Errors the user can put right are one line on stderr, with exit code 1."""
    # Importing pandas, spaCy and matplotlib makes some 500,000 lasting objects; looking for garbage
    # among them every 700 costs a run of one event 7 % of its time.
    gc.set_threshold(100_000, 50, 50)
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")  # a terminal without "–" must not end a run
    try:
        status = cli.main(args=list(arguments) if arguments is not None else None, standalone_mode=False)
    except PipelineError as error:
        _complain(str(error))
        sys.exit(1)
    except click.ClickException as error:
        _complain(f"{error.format_message()} See: python -m pipeline run --help")
        sys.exit(1)
    except (click.Abort, KeyboardInterrupt):
        _complain("Stopped. What was finished is kept; the next run goes on from there.")
        sys.exit(1)
    except OSError as error:
        where = error.filename or "a file"
        _complain(
            f"{where}: {error.strerror or 'it cannot be used'}. "
            "Check that there is room and that you may write there."
        )
        sys.exit(1)
    sys.exit(status if isinstance(status, int) else 0)


@contextmanager
def _show_progress(quiet: bool, verbose: bool) -> Iterator[Progress]:
    """Say on stderr how the run goes: a moving line in a terminal, plain lines elsewhere."""
    moving = sys.stderr.isatty() and not quiet
    with _console(stderr=True).status("starting") if moving else nullcontext() as status:

        def tell(event_id: str, stage: str, seconds: float | None) -> None:
            doing = f"{event_id}: {_WORKING.get(stage, stage)}"
            if status is not None:
                status.update(doing)
            if quiet:
                return
            if verbose and seconds is not None:
                click.echo(f"{event_id}: {stage}: {'fresh' if seconds < 0 else f'{seconds:.1f} s'}", err=True)
            elif status is None and not verbose and seconds is None:
                click.echo(doing, err=True)

        yield tell


def _show_outcomes(outcomes: Sequence[EventOutcome]) -> None:
    from rich.table import Table
    from rich.text import Text

    done = [outcome for outcome in outcomes if outcome.event_id]
    if not done:
        return
    table = Table(title=None, header_style="bold", pad_edge=False)
    for name in ("Event", "Notes read", "Themed", "Set aside", "Draft themes per question"):
        right = name in ("Notes read", "Themed", "Set aside")
        table.add_column(name, justify="right" if right else "left", overflow="fold")
    for outcome in done:
        themes = ", ".join(
            f"{_say_table(question.table)}{question.themes}"
            for question in outcome.questions
            if question.notes
        )
        cells = (
            outcome.event_id,
            str(outcome.notes),
            str(outcome.themed),
            str(outcome.notes - outcome.themed),
            themes,
        )
        table.add_row(*(Text(_printable(cell)) for cell in cells))  # Text: never read as mark-up
    console = _console()
    console.print(table)
    click.echo("Open these in a browser. The themes are drafts: check them before you pass them on.")
    for outcome in done:
        click.echo(f"  {_printable(_shorten(outcome.report))}")


def _show_table(title: str, head: Sequence[str], rows: Sequence[Sequence[str]], numbers_from: int) -> None:
    from rich.table import Table
    from rich.text import Text

    table = Table(title=Text(_printable(title)), title_justify="left", header_style="bold", pad_edge=False)
    for place, name in enumerate(head):
        right = place >= numbers_from
        table.add_column(Text(_printable(name)), justify="right" if right else "left", overflow="fold")
    for row in rows:
        table.add_row(*(Text("\n".join(map(_printable, cell.split("\n")))) for cell in row))
    _console().print(table)


def _show_lines(ledger: pd.DataFrame) -> None:
    """Every line with its role, coloured in a terminal; the role stands in words as well."""
    from rich.text import Text

    from pipeline.ingest import ROLE_STYLES

    console = _console()
    columns = ("locator", "role", "text", "reason")
    for locator, role, text, reason in zip(*(ledger[name] for name in columns), strict=True):
        if role == "blank" and not reason:
            continue
        shown = Text(f"{locator:>10}  {role.replace('_', '-'):12} ")
        shown.append(_printable(text), style=ROLE_STYLES[role])
        if reason:
            shown.append(f"  ({_printable(reason)})", style="italic dim")
        console.print(shown, soft_wrap=True)


def _say_table(label: str) -> str:
    if not label or " | " in label:
        return ""
    return f"table {label}: " if label.isdigit() or len(label) == 1 else f"{label}: "


def _shorten(path: Path | None) -> str:
    if path is None:
        return ""
    try:
        return str(path.resolve().relative_to(Path.cwd()))
    except ValueError:
        return str(path.resolve())


def _console(stderr: bool = False) -> Console:
    from rich.console import Console

    # A log has no width of its own; 100 columns keep the table whole.
    stream = sys.stderr if stderr else sys.stdout
    width = None if stream.isatty() or "COLUMNS" in os.environ else 100
    return Console(stderr=stderr, width=width, highlight=False)


def _complain(line: str) -> None:
    click.echo(_printable(line), err=True)


def _printable(text: str) -> str:
    """Text without control characters: a file's name must not steer the terminal."""
    return "".join(
        character
        if character.isprintable() or unicodedata.category(character) == "Zs"
        else "\N{REPLACEMENT CHARACTER}"
        for character in text
    )
