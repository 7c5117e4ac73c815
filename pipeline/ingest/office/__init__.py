"""Word and OpenDocument texts, into lines."""

from pipeline.ingest.office.open_document import read_open_document
from pipeline.ingest.office.word import read_word

__all__ = ["read_open_document", "read_word"]
