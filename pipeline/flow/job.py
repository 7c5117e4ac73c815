"""What a flow is made of: a job, the stages it passes, and what is told on the way."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from pipeline.keeping import open_room
from pipeline.keeping.parts import Map, do_here
from pipeline.keeping.store import EventStore, Workspace
from pipeline.keeping.withheld import Asked
from pipeline.settings import EmbeddingSettings, Settings
from pipeline.tables.notes import Embed

if TYPE_CHECKING:  # rooms are opened when they are due
    from pipeline.flow.series_files import SeriesFiles
    from pipeline.ingest import RawEvent
    from pipeline.report.formats.word_template import WordTemplate
    from pipeline.themes.codebook import Codebook


@dataclass(frozen=True)
class Step:
    """What a run tells of itself while it goes: a stage begins, is at something, was done or was fresh."""

    name: str
    stage: str
    doing: str = ""  # what a long stage is at, in words; empty when it only begins
    seconds: float | None = None  # what it took; None while it is at work
    fresh: bool = False  # whether all it made lies there, made from the same, so that nothing had to be done
    why: str = ""  # why it was done, or was not


Progress = Callable[[Step], None]


@dataclass(frozen=True, kw_only=True)
class Job:
    """What a stage works with, besides the tables it declares."""

    workspace: Workspace
    store: EventStore
    settings: Settings
    codebook: Codebook  # with what is expected of this event
    fingerprint: str  # of everything the reports depend on
    refresh: bool = False  # whether a language model is asked again for what is known
    notices: list[str] = field(default_factory=list)  # what the user should know of how it went
    record: dict[str, Any] = field(default_factory=dict)  # what the record of the run says besides its files
    tell: Callable[[str], None] = lambda doing: None  # told what a long stage is at
    each: Map = do_here  # where the parts of very many notes are worked on

    @property
    def name(self) -> str:
        """Slug of the event or series."""
        return self.store.event_id

    def open_model(self, name: str) -> Callable[..., Any] | None:
        """What flow/language_model.py does at some point of the flow; None where no model is asked."""
        asked = self.settings.model.kind != "none"
        return open_room(f"pipeline.flow.language_model:{name}") if asked else None

    def hash_tables(self, names: Sequence[str]) -> dict[str, str]:
        """The hash of each table that a stage reads, by what it is in words."""
        return {f"table {name}": self.store.hash_input(name) for name in names}


@dataclass(frozen=True, kw_only=True)
class EventJob(Job):
    """An event, to be run from what people gave us."""

    documents: RawEvent
    asked: tuple[Asked, ...] = ()
    template: WordTemplate | None = None

    def open_embedder(self, settings: EmbeddingSettings | None = None) -> Embed:
        """Embeds texts as the settings say, and keeps their vectors in the cache of the workspace."""
        chosen, make = settings or self.settings.embedding, open_room("pipeline.embedding:make_embedder")
        embed: Embed = make(chosen, self.workspace.cache, self.notices.append, self.tell, self.each)
        return embed


@dataclass(frozen=True, kw_only=True)
class SeriesJob(Job):
    """A series, to be run from the finished tables of its events."""

    files: SeriesFiles
    events: tuple[EventStore, ...]

    def hash_tables(self, names: Sequence[str]) -> dict[str, str]:
        """The hashes of the tables that a stage reads of each event."""
        return {
            f"event {store.event_id}": " ".join(f"{name} {store.hash_input(name)}" for name in names)
            for store in self.events
        }


@dataclass(frozen=True)
class Stage:
    """One step of a flow."""

    name: str
    place: str  # module and function that do the work, as "pipeline.flow.stages.themes:themes"
    reads: tuple[str, ...] = ()  # tables it reads; it is run again when one of them has changed
    settings: tuple[str, ...] = ()  # sections of the settings it depends on
    also: tuple[str, ...] = ()  # what else it depends on; see freshness.WORDS

    def asks_model(self, settings: Settings) -> bool:
        """Whether this step asks a language model, with these settings."""
        return "model" in self.settings and settings.model.kind != "none"
