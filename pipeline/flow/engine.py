"""Where the notes of a run are worked on: in this process, or by the workers of an engine.

The stages that take long (language, embedding) look at each note by itself. They cut their notes into parts
and hand them to a `Map` (keeping/parts.py); here that Map is chosen. Every engine gives the same results to
the byte. Privacy stays where it is: it takes 9 seconds for 100,000 notes, and an engine would have to be sent
the words before personal details are masked in them.
"""

from __future__ import annotations

import functools
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from urllib.parse import urlsplit

from pipeline.errors import EngineError
from pipeline.keeping import open_room
from pipeline.keeping.parts import Map, do_here
from pipeline.settings import Settings

_INSTALL = (
    "Put --extra dask behind “uv run” to have it; with pip, run: pip install 'listening-event-notes[dask]'."
)


@dataclass(frozen=True)
class Engine:
    """What a person chose."""

    name: str = "here"  # "here" (this process) or "dask"
    # The address of a running Dask scheduler, or empty for workers on this computer that are started
    # for the run and end with it. Whoever runs the scheduler can read the notes that are sent there
    # (personal details masked as the settings say), and can run programs here: name only one that you
    # trust.
    scheduler: str = ""


HERE = Engine()


@contextmanager
def open_engine(engine: Engine, settings: Settings) -> Iterator[Map]:
    """Make an engine ready, and leave nothing of it behind.

    Workers must give the same results with the settings as this computer does.

    Raises:
        EngineError: If it is not installed, its address cannot be meant, or nobody answers there.
    """
    _check(engine)
    if engine.name == "here":
        yield do_here
        return
    try:
        open_cluster = open_room("pipeline.flow.cluster:open_cluster")
    except ModuleNotFoundError:
        raise EngineError(
            "the engine Dask is not installed", where="--engine dask", remedy=_INSTALL
        ) from None
    prove_results = open_room("pipeline.flow.cluster:prove_results")
    prove = functools.partial(prove_results, settings.embedding, settings.language)
    with open_cluster(engine.scheduler, prove) as each:
        yield each


def say_where_notes_go(engine: Engine) -> str:
    """That words leave this computer and where to, or empty where they don't.

    Raises:
        EngineError: If the address cannot be meant.
    """
    _check(engine)
    host = urlsplit(engine.scheduler).hostname
    if host is None or _is_here(host):
        return ""
    return (
        "The words of notes and the lines above them (personal details masked as the settings say) leave"
        f" this computer and go to {host} and the workers there, because --scheduler names it."
    )


def _check(engine: Engine) -> None:
    """Refuse an address of no use, and one that notes would go to for everybody on the way to read."""
    if not engine.scheduler:
        return
    if engine.name == "here":
        raise EngineError(
            "an address is only of use with an engine", where="--scheduler", remedy="Add --engine dask."
        )
    where = f"--scheduler {engine.scheduler}"
    try:
        parts = urlsplit(engine.scheduler)
        host, port = parts.hostname, parts.port
    except ValueError:
        parts, host, port = urlsplit(""), None, None
    if parts.scheme not in ("tls", "tcp") or not host or not port or parts.path or "@" in parts.netloc:
        raise EngineError(
            "it is not the address of a scheduler",
            where=where,
            remedy="Write it like tls://host:8786, or tcp://127.0.0.1:8786 for one on this computer.",
        )
    if parts.scheme == "tcp" and not _is_here(host):
        raise EngineError(
            f"people's words would go to {host} for anybody on the way to read",
            where=where,
            remedy="Start scheduler and workers with certificates and write tls://, or reach the scheduler"
            " through a tunnel (ssh -L 8786:localhost:8786) and write tcp://127.0.0.1:8786.",
        )


def _is_here(host: str) -> bool:
    return bool(open_room("pipeline.language_model.address:is_on_this_computer")(host))
