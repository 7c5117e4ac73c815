"""What a flow is made of: a job and its stages."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from pipeline.settings import Settings
from pipeline.store import EventStore, Vectors, Workspace

Embed = Callable[[Sequence[str]], Vectors]


@dataclass(frozen=True)
class Job:
    """What a stage works with, besides the tables it declares."""

    workspace: Workspace
    store: EventStore
    settings: Settings
    documents: object  # the RawEvent of the ingest room
    codebook: object  # the Codebook of the themes room, with what is expected of this event
    fingerprint: str  # of everything the reports depend on
    template: object = None  # the WordTemplate of the report room, if there is one


@dataclass(frozen=True)
class Stage:
    """One step of the flow.

    Attributes:
        name: The room's name.
        reads: Tables it reads; it is run again when one of them has changed.
        settings: Sections of the settings it depends on.
        also: What else it depends on: "documents", "codebook" or "fingerprint" of the Job.
        run: Does the work.
    """

    name: str
    reads: tuple[str, ...]
    settings: tuple[str, ...]
    also: tuple[str, ...]
    run: Callable[[Job], None]
