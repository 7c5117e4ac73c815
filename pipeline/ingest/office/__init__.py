"""Word and OpenDocument texts and slides, into lines."""

from pipeline.ingest.office.open_document import read_open_document
from pipeline.ingest.office.slides import read_slides
from pipeline.ingest.office.word import read_word
