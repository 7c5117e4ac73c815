"""What a flow is made of: a job and its stages."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from pipeline.keeping.parts import Map, do_here
from pipeline.keeping.store import EventStore, Vectors, Workspace
from pipeline.settings import Settings

Embed = Callable[[Sequence[str]], Vectors]


@dataclass(frozen=True)
class Step:
    """What a run tells of itself while it goes: a stage begins, is at something, was done or was fresh.

    Attributes:
        name: The event or series.
        stage: The stage.
        doing: What a long stage is at, in words; empty when it only begins.
        seconds: What it took; None while it is at work.
        fresh: Whether all it made lies there, made from the same, so that nothing had to be done.
        why: Why it was done, or was not.
    """

    name: str
    stage: str
    doing: str = ""
    seconds: float | None = None
    fresh: bool = False
    why: str = ""


Progress = Callable[[Step], None]


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
    notices: list[str] = field(default_factory=list)  # what the user should know of how it went
    refresh_reader: bool = False  # whether a language model is asked anew for what is known
    tell: Callable[[str], None] = lambda doing: None  # told what a long stage is at
    each: Map = do_here  # where the parts of very many notes are worked on


@dataclass(frozen=True)
class Stage:
    """One step of the flow.

    Attributes:
        name: The room's name.
        reads: Tables it reads; it is run again when one of them has changed.
        settings: Sections of the settings it depends on.
        also: What else it depends on: "documents", "codebook" or "fingerprint" of the Job, "withheld" words.
        run: Does the work.
    """

    name: str
    reads: tuple[str, ...]
    settings: tuple[str, ...]
    also: tuple[str, ...]
    run: Callable[[Job], None]

    def asks_reader(self, settings: Settings) -> bool:
        """Whether this step asks a language model, with these settings."""
        return "reader" in self.settings and settings.reader.kind != "none"
