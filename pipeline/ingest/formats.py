"""Which reader reads which kind of file."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import PurePosixPath

from pipeline.errors import SourceError
from pipeline.ingest.decode import decode_text
from pipeline.ingest.event_file import EventFile
from pipeline.ingest.lines import Document
from pipeline.ingest.markdown import read_markdown
from pipeline.ingest.plain_text import read_plain_text


def _read_markdown(source: str, content: bytes, facts: EventFile) -> Document:
    return read_markdown(source, decode_text(content, source))


def _read_plain_text(source: str, content: bytes, facts: EventFile) -> Document:
    return read_plain_text(source, decode_text(content, source))


# A reader takes a document's name, its bytes and what event.toml says, and gives its lines.
READERS: dict[str, Callable[[str, bytes, EventFile], Document]] = {
    ".md": _read_markdown,
    ".markdown": _read_markdown,
    ".txt": _read_plain_text,
    ".text": _read_plain_text,
}


def read_document(source: str, content: bytes, facts: EventFile | None = None) -> Document:
    """Read one document into lines.

    Raises:
        SourceError: If it is empty, or damaged, or not what its name says.
    """
    if not content.strip():
        raise SourceError("it is empty", where=source, remedy="Check that the right file was saved.")
    return READERS[PurePosixPath(source).suffix.lower()](source, content, facts or EventFile())
