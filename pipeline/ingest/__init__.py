"""Ingest: documents in, every line accounted for; notes per table and question out."""

from pipeline.ingest.event_file import EventFile
from pipeline.ingest.ledger import Ingested, read_event
from pipeline.ingest.sources import RawEvent, find_events, gather_event

__all__ = ["EventFile", "Ingested", "RawEvent", "find_events", "gather_event", "read_event"]
