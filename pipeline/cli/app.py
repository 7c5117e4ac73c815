"""The command all others belong to, and the options they share."""

from __future__ import annotations

from pathlib import Path

import click


@click.group(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(package_name="listening-event-notes", message="%(version)s")
def cli() -> None:
    """From the write-up of a listening event to draft theme reports that people check and correct.

    Nothing leaves this computer. Start with: python -m pipeline run
    """


WORKSPACE = click.option(
    "--workspace",
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
