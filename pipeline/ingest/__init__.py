"""Ingest: documents in, every line accounted for; notes per table and question out."""

from pipeline.ingest.doubts import list_doubts
from pipeline.ingest.event_file import EventFile
from pipeline.ingest.explain import ROLE_STYLES, count_roles, render_explanation
from pipeline.ingest.ledger import Ingested, read_event
from pipeline.ingest.sources import RawEvent, find_events, gather_event

__all__ = [
    "ROLE_STYLES",
    "EventFile",
    "Ingested",
    "RawEvent",
    "count_roles",
    "find_events",
    "gather_event",
    "list_doubts",
    "read_event",
    "render_explanation",
]
