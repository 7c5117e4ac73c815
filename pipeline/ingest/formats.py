"""Which reader reads which kind of file."""

from __future__ import annotations

from pathlib import PurePosixPath

from pipeline.errors import SourceError
from pipeline.ingest.event.event_file import EventFile
from pipeline.ingest.lines import Document
from pipeline.keeping import open_room

# Each reader is opened when a document of its kind is there: a run that finds all fresh needs none.
_TEXTS = {
    ".md": "pipeline.ingest.text:read_markdown",
    ".markdown": "pipeline.ingest.text:read_markdown",
    ".txt": "pipeline.ingest.text:read_plain_text",
    ".text": "pipeline.ingest.text:read_plain_text",
    ".org": "pipeline.ingest.text:read_org",
    ".pdf": "pipeline.ingest.pdf:read_pdf",
    ".docx": "pipeline.ingest.office:read_word",
    ".pptx": "pipeline.ingest.office:read_slides",
    ".odt": "pipeline.ingest.office:read_open_document",
    ".html": "pipeline.ingest.web:read_web_page",
    ".htm": "pipeline.ingest.web:read_web_page",
}
# What the columns of a sheet hold may stand in event.toml.
_SHEETS = {
    ".xlsx": "pipeline.ingest.sheets.excel:read_excel",
    ".csv": "pipeline.ingest.sheets.delimited:read_delimited",
    ".tsv": "pipeline.ingest.sheets.delimited:read_delimited",
}
FORMATS = frozenset({*_TEXTS, *_SHEETS})


def read_document(source: str, content: bytes, facts: EventFile | None = None) -> Document:
    """Read one document into lines.

    Raises:
        SourceError: If it is empty, or damaged, or not what its name says.
    """
    if not content.strip():
        raise SourceError("it is empty", where=source, remedy="Check that the right file was saved.")
    suffix = PurePosixPath(source).suffix.lower()
    document: Document
    if suffix in _SHEETS:
        document = open_room(_SHEETS[suffix])(source, content, facts or EventFile())
    else:
        document = open_room(_TEXTS[suffix])(source, content)
    return document
