"""Ingest: documents in, every line accounted for; notes per table and question out."""

from pipeline.ingest.event import EVENT_FILE, EventFile
from pipeline.ingest.event.returned import OWN, SUFFIXES, is_review_workbook, read_workbook_back
from pipeline.ingest.event.said import LinePlace, RoleBook, SaidOfLine, list_said
from pipeline.ingest.event.sources import RawEvent, find_event, find_events, find_strays, gather_event
from pipeline.ingest.explain import ROLE_STYLES, count_roles, list_doubts, render_explanation
from pipeline.ingest.lines import read_document
from pipeline.ingest.structure.ledger import Ingested, read_event
from pipeline.ingest.structure.whole_event import COPIED
