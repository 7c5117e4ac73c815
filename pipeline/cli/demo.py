"""The command that shows what a run gives, for somebody who has no write-up at hand."""

from __future__ import annotations

from pathlib import Path

import click

from pipeline.cli.app import cli, example
from pipeline.cli.run import run

_WRITE_UP = Path(__file__).parents[1] / "commands" / "demo.md"
_EVENT = "2025-09-ferncliffe-village-hall"


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
