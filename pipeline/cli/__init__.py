"""Commands and what the terminal shows; no logic. Runs a command and turns what went wrong into one line."""

from __future__ import annotations

import gc
import os
import sys
import time
from collections.abc import Sequence

import click

# Each module adds its commands.
from pipeline.cli import codebook, looking, model, run
from pipeline.cli.app import cli
from pipeline.cli.terminal import complain
from pipeline.errors import PipelineError, WriteError

_NAME = "python -m pipeline"
_FIRST_YEAR, _LAST_YEAR = 1980, 2107  # of what a zip file can say, and they are zip files


def refuse_clock(year: int) -> None:
    """Refuse to begin where the clock is so wrong that no Word or Excel file could be written.

    Raises:
        WriteError: If it is.
    """
    if not _FIRST_YEAR <= year <= _LAST_YEAR:
        raise WriteError(
            f"the clock of this computer says {year}, a year that Word and Excel files cannot hold",
            where="this computer",
            remedy="Set its date and time, then run again; nothing was changed.",
        )


def main(arguments: Sequence[str] | None = None) -> None:
    """Run a command. Errors the user can put right are one line on stderr, with exit code 1."""
    # Importing pandas, spaCy and matplotlib makes some 500,000 lasting objects; looking for garbage
    # among them every 700 costs a run of one event 7 % of its time.
    gc.set_threshold(100_000, 50, 50)
    # NumPy's own threads wait for each other by spinning: on matrices as small as here they cost more than
    # they save, and on a busy machine ten times as much. Batches of texts go over all processors instead.
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    # Closed by whoever started the command: what would be said goes nowhere, the work is done all the same.
    sys.stdout = sys.stdout or open(os.devnull, "w", encoding="utf-8")  # noqa: SIM115
    sys.stderr = sys.stderr or open(os.devnull, "w", encoding="utf-8")  # noqa: SIM115
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")  # a terminal without "–" must not end a run
    try:
        refuse_clock(time.localtime().tm_year)
        asked = list(arguments) if arguments is not None else None
        status = cli.main(args=asked, prog_name=_NAME, standalone_mode=False)
    except PipelineError as error:
        complain(str(error))
        sys.exit(1)
    except click.exceptions.NoArgsIsHelpError as error:
        error.show()  # the help itself, with its lines
        sys.exit(error.exit_code)
    except click.ClickException as error:
        context = error.ctx if isinstance(error, click.UsageError) else None
        complain(f"{error.format_message()} See: {context.command_path if context else _NAME} --help")
        sys.exit(1)
    except (click.Abort, KeyboardInterrupt):
        complain("Stopped. What was finished is kept; the next run goes on from there.")
        sys.exit(130)  # as a shell says it of a program stopped by Ctrl-C
    except BrokenPipeError:  # whoever read what is said has gone
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(1)
    except OSError as error:
        where = error.filename or "a file"
        complain(
            f"{where}: {error.strerror or 'it cannot be used'}. "
            "Check that there is room and that you may write there."
        )
        sys.exit(1)
    sys.exit(status if isinstance(status, int) else 0)
