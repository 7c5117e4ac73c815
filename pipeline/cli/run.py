"""The commands that run events and series, and what they tell on the way."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, nullcontext
from pathlib import Path
from typing import TYPE_CHECKING

import click

from pipeline.cli.app import SETTINGS, WORKSPACE, cli, engines, example, reviewing, runner, stores, worked_on
from pipeline.cli.terminal import complain, console, place, printable, quote, say, show_table
from pipeline.errors import PipelineError
from pipeline.wording import list_words

if TYPE_CHECKING:
    from pipeline.flow.job import Progress, Step
    from pipeline.flow.outcome import EventOutcome, SeriesOutcome

_WRITE_UP = Path(__file__).parents[1] / "commands" / "demo.md"
_EVENT = "2025-09-ferncliffe-village-hall"
_WORKING = {
    "ingest": "reading the documents",
    "privacy": "looking for personal details",
    "language": "reading words and note types",
    "embedding": "comparing meanings",
    "themes": "sorting notes into draft themes",
    "review": "taking up what people decided",
    "agreement": "comparing with the organisers' own summary",
    "report": "writing the reports",
    "series": "putting the events side by side",
}


@cli.command(epilog=example("run", "run write-up.docx --workspace riverside"))
@click.argument("sources", nargs=-1, type=click.Path(path_type=Path), metavar="[SOURCE]...")
@WORKSPACE
@SETTINGS
@click.option(
    "--template",
    type=click.Path(path_type=Path, dir_okay=False),
    default=None,
    help="A Word file of your own to build the Word report on: its styles, header and footer.",
)
@click.option(
    "--refresh-model",
    is_flag=True,
    help="Ask the language model that reads as well (where the settings name one) anew.",
)
@click.option(
    "--engine",
    type=click.Choice(["here", "dask"]),
    default="here",
    help="Where very many notes are worked on: here, or by Dask's workers (which come with the extra dask)."
    " The results are the same.",
)
@click.option(
    "--scheduler",
    metavar="ADDRESS",
    default="",
    help="Of a Dask scheduler that runs, for --engine dask; without it workers are started on this computer"
    " for the run. On another computer the words of notes, with personal details masked, LEAVE THIS COMPUTER"
    " and go there, so the address must begin with tls://. Whoever runs it can read them and run programs"
    " here.",
)
@click.option(
    "--watch",
    is_flag=True,
    help="Run again whenever a file of decisions (from a board, or a review workbook) appears or changes,"
    " until Ctrl-C.",
)
@click.option("--quiet", is_flag=True, help="Show problems only.")
@click.option("--verbose", is_flag=True, help="Show every stage: its seconds, and why it was done or not.")
def run(
    sources: tuple[Path, ...],
    workspace: Path,
    settings_file: Path | None,
    template: Path | None,
    refresh_model: bool,
    engine: str,
    scheduler: str,
    watch: bool,
    quiet: bool,
    verbose: bool,
) -> None:
    """Read events and write their draft theme reports.

    A SOURCE is one event: a document, or a folder holding its documents and an optional event.toml.
    A document in an event's folder under data/raw stands for that event. Without SOURCE every event
    under data/raw is read.
    """
    place, chosen = stores.Workspace(workspace), engines.Engine(engine, scheduler)
    if leaves := engines.say_where_notes_go(chosen):
        complain(leaves)

    def run_once(refresh: bool) -> bool:
        """Run all events and their series, and say how it went; gives whether all came out whole."""
        with place.occupied(), _show_progress(quiet, verbose) as progress:
            outcomes = runner.run_events(sources, place, settings_file, progress, template, refresh, chosen)
            read = not sources or any(outcome.error is None for outcome in outcomes)
            found = (
                runner.run_series((), place, settings_file, progress, refresh_model=refresh) if read else []
            )
        if sources:  # what has nothing to do with them is told where something is wrong with it
            own = {outcome.series for outcome in outcomes}
            found = [one for one in found if one.series in own or one.problems]
        _show_run(outcomes, quiet)
        _show_series(found, quiet)
        return not (
            any(outcome.problems for outcome in found)
            or any(outcome.problems or outcome.themed != outcome.notes for outcome in outcomes)
        )

    folders = (place.raw, *(source for source in sources if not _holds(source, workspace)))
    seen = reviewing.list_decision_files(folders) if watch else {}
    whole = run_once(refresh_model)
    if watch:
        _watch(lambda: run_once(False), folders, seen)
    elif not whole:
        sys.exit(1)


def _holds(source: Path, workspace: Path) -> bool:
    """Whether a folder holds the workspace: what a run writes there is no decision."""
    return source.resolve() in (workspace.resolve(), *workspace.resolve().parents)


def _watch(run_again: Callable[[], bool], folders: Sequence[Path], seen: reviewing.Seen) -> None:
    """Run again each time people's decisions come in; what goes wrong is said, and the watch goes on."""
    while True:
        complain("Waiting for decisions under data/raw. Ctrl-C ends this.")
        changed, seen = reviewing.wait_for_decisions(folders, seen)
        complain(f"Running again: {', '.join(path.name for path in changed)}.")
        try:
            run_again()
        except PipelineError as error:
            complain(str(error))


def _show_run(outcomes: Sequence[EventOutcome], quiet: bool) -> None:
    """Say how events came out, and what is wrong or to be checked in them."""
    if not quiet:
        _show_outcomes(outcomes)
        for outcome in outcomes:
            for notice in (*outcome.taken_up, *outcome.notices):
                say(f"{outcome.event_id}: {notice}.")
            for doubt in outcome.doubts:
                say(f"Please check {outcome.event_id}: {doubt}.")
        _say_how_to_look(outcomes)
        advised: dict[str, list[str]] = {}  # the same advice for many events is one line
        for outcome in outcomes:
            for advice in outcome.advice:
                advised.setdefault(advice, []).append(outcome.event_id)
        for advice, events in advised.items():
            more = f" and {len(events) - 1} more" if len(events) > 1 else ""
            say(f"Before you send out {events[0]}{more}: {advice}.")
    for outcome in outcomes:
        for problem in outcome.problems:
            complain(problem)


@cli.command(epilog=example("series"))
@click.argument("names", nargs=-1, metavar="[NAME]...")
@click.option(
    "--keep",
    is_flag=True,
    help="Keep every theme id as it is now, in data/raw/NAME/kept.toml: then even an event with an earlier"
    " date, added later, renames nothing.",
)
@click.option(
    "--refresh-model",
    is_flag=True,
    help="Ask the language model that matches themes (where the settings name one) anew.",
)
@WORKSPACE
@SETTINGS
def series(
    names: tuple[str, ...], keep: bool, refresh_model: bool, workspace: Path, settings_file: Path | None
) -> None:
    """Put the events of a series side by side and write its reports.

    NAME is what the events' event.toml give as series; without it every series is taken. Run the events
    first: python -m pipeline run does both.
    """

    def tell(step: Step) -> None:
        if step.seconds is None:
            click.echo(f"{step.name}: {step.doing or 'putting the events side by side'}", err=True)

    place = stores.Workspace(workspace)
    with place.occupied():
        outcomes = runner.run_series(
            names, place, settings_file, tell, keep=keep, refresh_model=refresh_model
        )
    if not outcomes:
        click.echo('No event here names a series. Write series = "…" in event.toml and run it.')
    _show_series(outcomes, quiet=False)
    if any(outcome.problems for outcome in outcomes):
        sys.exit(1)


@contextmanager
def _show_progress(quiet: bool, verbose: bool) -> Iterator[Progress]:
    """Say on stderr how the run goes: a moving line in a terminal, plain lines elsewhere."""
    moving = sys.stderr.isatty() and not quiet
    with console(stderr=True).status("starting") if moving else nullcontext() as status:

        def tell(step: Step) -> None:
            doing = f"{step.name}: {step.doing or _WORKING[step.stage]}"
            if status is not None:
                status.update(doing)
            if quiet:
                return
            if verbose and step.seconds is not None:
                took = "fresh" if step.fresh else f"{step.seconds:.1f} s"
                click.echo(f"{step.name}: {step.stage}: {took} ({step.why})", err=True)
            elif status is None and not verbose and step.seconds is None:
                click.echo(doing, err=True)

        yield tell


def _show_outcomes(outcomes: Sequence[EventOutcome]) -> None:
    done = [outcome for outcome in outcomes if outcome.event_id]
    if not done:
        return
    rows = []
    titles = sorted({title for outcome in done for title in outcome.in_no_theme}, reverse=True)
    for outcome in done:
        asked = [question for question in outcome.questions if question.notes]
        themes = ", ".join(f"{_say_table(question.table)}{question.themes}" for question in asked)
        elsewhere = [outcome.in_no_theme.get(title, 0) for title in titles]
        numbers = (outcome.notes, outcome.themed - sum(elsewhere), *elsewhere, outcome.notes - outcome.themed)
        rows.append((outcome.event_id, *map(str, numbers), themes))
    head = ("Event", "Notes read", "In themes", *titles, "Set aside", "Draft themes per question")
    show_table(head, rows, numbers=range(1, len(head) - 1))
    samples = [outcome.event_id for outcome in done if outcome.is_sample]
    if samples and len(samples) < len(done):
        are = "is a sample that comes" if len(samples) == 1 else "are samples that come"
        say(
            f"{list_words(samples)} {are} with the project: delete what you need no more under data/raw, or"
            " name your own event: python -m pipeline run data/raw/EVENT"
        )
    click.echo("Open in a browser:")
    for outcome in done:
        click.echo(f"  {printable(quote(outcome.report))}")
    report = next((outcome.report for outcome in done if outcome.report is not None), None)
    if report is None or not any(outcome.notes for outcome in done):
        return
    # Named in full: with another workspace "data/raw" alone would be looked for where one stands.
    raw = report.parents[2] / "data" / "raw" / (done[0].event_id if len(done) == 1 else "EVENT")
    themed = any(question.themes for outcome in done for question in outcome.questions)
    do = "correct the draft themes" if themed else "sort the notes, or accept them as they stand,"
    if not any(outcome.is_draft for outcome in done):
        do = "nothing is a draft any more. What you want otherwise, change"
    click.echo(
        f"Next: {do} in review.xlsx or board.html, which lie beside each report;"
        f" put what you saved into the folder {printable(quote(raw))} (make it where there is none) and run"
        " the same command again."
    )
    click.echo(
        "To send round: notes.docx now (copies that come back filled in go into that folder, too); the report"
        " when you have checked it."
    )


def _say_how_to_look(outcomes: Sequence[EventOutcome]) -> None:
    """How to see what was read as what, where a doubt does not say itself what to do about it."""
    doubtful = [one for one in outcomes if any("python -m" not in doubt for doubt in one.doubts)]
    if doubtful:
        # A path that somebody gave holds from here as it is.
        where = quote(
            Path(doubtful[0].source) if len(doubtful) == 1 else worked_on.get() / "data" / "raw" / "EVENT"
        )
        command = place("To see what each line was taken for, and put it right: python -m pipeline ingest")
        click.echo(printable(f"{command} {where} --explain"))


def _say_table(label: str) -> str:
    if not label or " | " in label:
        return ""
    return f"table {label}: " if label.isdigit() or len(label) == 1 else f"{label}: "


def _show_series(outcomes: Sequence[SeriesOutcome], quiet: bool) -> None:
    """Say how each series came out, and what is wrong or to be checked in it."""
    for outcome in outcomes:
        if outcome.report is not None and not quiet:
            alone = outcome.events == 1 or not outcome.themes
            said = "nothing to compare yet" if alone else f"{outcome.shared} at several of them"
            click.echo(
                f"Series {outcome.series}: {outcome.events} event{'' if outcome.events == 1 else 's'},"
                f" {outcome.notes:,} notes, {outcome.themes:,} draft themes ({said})."
            )
            click.echo(f"  {printable(quote(outcome.report))}")
        for notice in () if quiet else outcome.notices:
            say(f"{outcome.series}: {notice}.")
        for doubt in () if quiet else outcome.doubts:
            say(f"Please check {outcome.series}: {doubt}.")
        for problem in outcome.problems:
            complain(problem)


@cli.command(epilog=example("demo"))
@click.option(
    "--workspace",
    type=click.Path(path_type=Path, file_okay=False),
    default=Path("demo"),
    help="Folder that gets data/ and reports/.  [default: demo, apart from your own events]",
)
@click.pass_context
def demo(context: click.Context, workspace: Path) -> None:
    """Run a small invented event, to see what comes out.

    It lies in a folder of its own. Nothing is downloaded, and no window opens.
    """
    write_up = workspace / "data" / "raw" / _EVENT / "notes.md"
    if not write_up.exists():
        write_up.parent.mkdir(parents=True, exist_ok=True)
        write_up.write_bytes(_WRITE_UP.read_bytes())
    context.invoke(run, sources=(write_up.parent,), workspace=workspace)
