"""Which reader reads which kind of file."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import PurePosixPath

from pipeline.errors import SourceError
from pipeline.ingest.event.event_file import EventFile
from pipeline.ingest.lines import Document
from pipeline.ingest.text.decode import decode_text

# Each reader is imported for its own kind of document only: most events bring one kind, and pdfium,
# the Markdown parser and the XML readers together take a fifth of a second.


def _read_markdown(source: str, content: bytes, facts: EventFile) -> Document:
    from pipeline.ingest.text.markdown import read_markdown

    return read_markdown(source, decode_text(content, source))


def _read_plain_text(source: str, content: bytes, facts: EventFile) -> Document:
    from pipeline.ingest.text.plain_text import read_plain_text

    return read_plain_text(source, decode_text(content, source))


def _read_pdf(source: str, content: bytes, facts: EventFile) -> Document:
    from pipeline.ingest.pdf.pages import read_pdf

    return read_pdf(source, content)


def _read_word(source: str, content: bytes, facts: EventFile) -> Document:
    from pipeline.ingest.office.word import read_word

    return read_word(source, content)


def _read_open_document(source: str, content: bytes, facts: EventFile) -> Document:
    from pipeline.ingest.office.open_document import read_open_document

    return read_open_document(source, content)


def _read_web_page(source: str, content: bytes, facts: EventFile) -> Document:
    from pipeline.ingest.web.page import read_web_page

    return read_web_page(source, content)


def _read_excel(source: str, content: bytes, facts: EventFile) -> Document:
    from pipeline.ingest.sheets.excel import read_excel

    return read_excel(source, content, facts)


def _read_delimited(source: str, content: bytes, facts: EventFile) -> Document:
    from pipeline.ingest.sheets.delimited import read_delimited

    return read_delimited(source, content, facts)


# A reader takes a document's name, its bytes and what event.toml says, and gives its lines.
READERS: dict[str, Callable[[str, bytes, EventFile], Document]] = {
    ".md": _read_markdown,
    ".markdown": _read_markdown,
    ".txt": _read_plain_text,
    ".text": _read_plain_text,
    ".xlsx": _read_excel,
    ".csv": _read_delimited,
    ".tsv": _read_delimited,
    ".pdf": _read_pdf,
    ".docx": _read_word,
    ".odt": _read_open_document,
    ".html": _read_web_page,
    ".htm": _read_web_page,
}


def read_document(source: str, content: bytes, facts: EventFile | None = None) -> Document:
    """Read one document into lines.

    Raises:
        SourceError: If it is empty, or damaged, or not what its name says.
    """
    if not content.strip():
        raise SourceError("it is empty", where=source, remedy="Check that the right file was saved.")
    return READERS[PurePosixPath(source).suffix.lower()](source, content, facts or EventFile())
