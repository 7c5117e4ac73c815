"""Commands about language models: find, try, use."""

from __future__ import annotations

import dataclasses
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from pipeline.cli.app import SETTINGS, WORKSPACE, cli, example, modelling, models, stores
from pipeline.cli.terminal import complain, printable, show_table

if TYPE_CHECKING:
    from pipeline.flow.job import Step


@cli.group()
def model() -> None:
    """A language model that reads the notes as well: find one, try it here, switch it on."""


@model.command(epilog=example("model find"))
def find() -> None:
    """Say which model servers answer on this computer, and which models they hold."""
    servers = modelling.find_servers()
    if not servers:
        for line in modelling.INSTALL:
            click.echo(line)
        return
    rows = [(one.kind, one.address, "\n".join(one.models) or "no model yet") for one in servers]
    show_table(("Server", "Address", "Models"), rows, numbers=())
    click.echo("Next: python -m pipeline model try NAME")


@model.command(name="try", epilog=example("model try qwen3:4b"))
@click.argument("name", required=False, default="")
@WORKSPACE
@SETTINGS
def try_(name: str, workspace: Path, settings_file: Path | None) -> None:
    """Let a model sort a small built-in set and say how well it does, and how long an event would take.

    NAME is the model as its server calls it; without it the one of the settings, or the only one here.
    What was answered is kept: a trial that was stopped goes on.
    """

    def tell(step: Step) -> None:
        if step.doing:
            complain(step.doing)

    trial = modelling.try_model(stores.Workspace(workspace), settings_file, name, tell)
    rows = [
        ("agreement with two careful readers (AMI)", f"{trial.agreement:.2f}"),
        ("  of the default, without it", f"{trial.default:.2f}"),
        ("  of the two readers with one another", f"{trial.readers:.2f}"),
        ("questions sorted by it", f"{trial.sorted[0]} of {trial.sorted[1]}"),
        ("replies not used, or not whole", f"{trial.refused[0]} of {trial.refused[1]}"),
        ("why, and why its sorting was not taken", "\n".join(trial.reasons) or "nothing was refused"),
        ("seconds a request", f"{trial.seconds:.1f}"),
        ("memory", f"{trial.memory / 1e9:.1f} GB" if trial.memory else "the server does not say"),
        (trial.likened, f"about {trial.minutes} min"),
    ]
    show_table(("", trial.model), rows, numbers=(), title="How it reads here")
    click.echo(printable(trial.recommend()))


@model.command(epilog=example("model use qwen3:4b"))
@click.argument("name")
@click.option("--address", default="", help="Of a server elsewhere, such as your organisation's own.")
@click.option("--api-version", default="", help="For Azure's dated interface: 2024-10-21.")
@click.option("--yes", is_flag=True, help="Do not ask; the people whose words they are have agreed.")
@WORKSPACE
def use(name: str, address: str, api_version: str, yes: bool, workspace: Path) -> None:
    """Write the lines that switch a model on into data/raw/settings.toml.

    A key is never written anywhere: it is taken from the environment variable PIPELINE_MODEL_KEY.
    """
    place = stores.Workspace(workspace)
    chosen = modelling.choose_settings(place, name, address, api_version)
    host = models.find_host(chosen.address)
    here = models.is_on_this_computer(host)
    if not here:
        allowed = dataclasses.replace(chosen, allow_remote=True)
        click.echo(printable(f"{models.say_what_leaves(allowed)}."))
        if not yes and not click.confirm(
            "Have the people whose words they are agreed, or may you decide it?"
        ):
            complain("Nothing was changed.")
            sys.exit(1)
    path = modelling.use_model(place, dataclasses.replace(chosen, allow_remote=not here))
    click.echo(printable(f"{path}: “{name}” at {chosen.address} reads the notes from the next run on."))
    click.echo('To switch it off: kind = "none" under [model] there.')
