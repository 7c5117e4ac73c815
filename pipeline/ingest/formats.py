"""Which reader reads which kind of file."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import PurePosixPath

from pipeline.errors import SourceError
from pipeline.ingest.event.event_file import EventFile
from pipeline.ingest.lines import Document
from pipeline.ingest.office import read_open_document, read_word
from pipeline.ingest.pdf import read_pdf
from pipeline.ingest.sheets import read_delimited, read_excel
from pipeline.ingest.text import read_markdown, read_plain_text
from pipeline.ingest.web import read_web_page

_TEXTS: dict[str, Callable[[str, bytes], Document]] = {
    ".md": read_markdown,
    ".markdown": read_markdown,
    ".txt": read_plain_text,
    ".text": read_plain_text,
    ".pdf": read_pdf,
    ".docx": read_word,
    ".odt": read_open_document,
    ".html": read_web_page,
    ".htm": read_web_page,
}
# What the columns of a sheet hold may stand in event.toml.
_SHEETS: dict[str, Callable[[str, bytes, EventFile], Document]] = {
    ".xlsx": read_excel,
    ".csv": read_delimited,
    ".tsv": read_delimited,
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
    if suffix in _SHEETS:
        return _SHEETS[suffix](source, content, facts or EventFile())
    return _TEXTS[suffix](source, content)
