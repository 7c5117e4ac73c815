"""Ingest: documents in, every line accounted for; notes per table and question out."""

from pipeline.ingest.event.event_file import EVENT_FILE, EventFile
from pipeline.ingest.event.line_roles import LinePlace, RoleBook, SaidOfLine, list_said
from pipeline.ingest.event.own import OWN
from pipeline.ingest.event.returned import SUFFIXES, is_review_workbook, read_workbook_back
from pipeline.ingest.event.sources import RawEvent, find_event, find_events, find_strays, gather_event
from pipeline.ingest.explain import ROLE_STYLES, count_roles, list_doubts, render_explanation
from pipeline.ingest.formats import read_document
from pipeline.ingest.structure.ledger import Ingested, read_event
from pipeline.ingest.structure.whole_event import COPIED
