"""The command all others belong to, the options they share, and how they wait for what is heavy."""

from __future__ import annotations

import importlib.util
import sys
from contextvars import ContextVar
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click


def later(name: str) -> Any:
    """A module that is imported at its first use: help is there at once, without pandas and spaCy."""
    if name in sys.modules:
        return sys.modules[name]
    spec = importlib.util.find_spec(name)
    assert spec is not None
    assert spec.loader is not None
    spec.loader = importlib.util.LazyLoader(spec.loader)
    module = importlib.util.module_from_spec(spec)
    sys.modules[name] = module
    spec.loader.exec_module(module)
    return module


# What the commands call, each under one name.
if TYPE_CHECKING:
    import rich.cells as rich_cells
    import rich.console as rich_console
    import rich.table as rich_table
    import rich.text as rich_text

    import pipeline.commands.check as checking
    import pipeline.commands.codebook as codebooks
    import pipeline.commands.ingest as ingesting
    import pipeline.commands.measure as measuring
    import pipeline.commands.model as modelling
    import pipeline.commands.review as reviewing
    import pipeline.commands.trace as tracing
    import pipeline.flow.engine as engines
    import pipeline.flow.runner as runner
    import pipeline.ingest as ingest_room
    import pipeline.keeping.store as stores
    import pipeline.language_model as models
else:
    rich_cells, rich_console, rich_table, rich_text = map(
        later, ("rich.cells", "rich.console", "rich.table", "rich.text")
    )
    checking, codebooks, ingesting, measuring, modelling, reviewing, tracing = (
        later(f"pipeline.commands.{name}")
        for name in ("check", "codebook", "ingest", "measure", "model", "review", "trace")
    )
    engines, runner, ingest_room, stores, models = (
        later(f"pipeline.{name}")
        for name in ("flow.engine", "flow.runner", "ingest", "keeping.store", "language_model")
    )


class Command(click.Command):
    """A command whose line in a list of commands is a whole sentence, not cut off."""

    def get_short_help_str(self, limit: int = 45) -> str:
        """The sentence, however long."""
        return super().get_short_help_str(200)


class Group(Command, click.Group):
    """The same for a command that has others below it."""

    command_class, group_class = Command, type


def example(*commands: str) -> str:
    """What stands below a command's help: how it is used, one line each."""
    lines = (f"  python -m pipeline {command}" for command in commands)
    return "\n".join(("\b", "Example:" if len(commands) == 1 else "Examples:", *lines))


@click.group(
    cls=Group,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    epilog=example("run", "run write-up.docx --workspace riverside"),
)
@click.version_option(package_name="listening-event-notes", message="%(version)s")
def cli() -> None:
    """From the write-up of a listening event to draft theme reports that people check and correct.

    Nothing leaves this computer unless you switch that on. Start with: python -m pipeline run
    """


worked_on: ContextVar[Path] = ContextVar("worked_on", default=Path())  # the workspace of this command


def _remember(context: click.Context, option: click.Parameter, workspace: Path) -> Path:
    worked_on.set(workspace)
    return workspace


WORKSPACE = click.option(
    "--workspace",
    callback=_remember,
    type=click.Path(path_type=Path, file_okay=False),
    default=Path(),
    help="Folder that holds data/ and reports/.  [default: the current folder]",
)
SETTINGS = click.option(
    "--settings",
    "settings_file",
    type=click.Path(path_type=Path, dir_okay=False),
    default=None,
    help="Your own settings.  [default: data/raw/settings.toml, where there is one]",
)
