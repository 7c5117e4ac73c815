"""Plain text, Markdown and outlines, into lines."""

from pipeline.ingest.text.decode import decode_text
from pipeline.ingest.text.markdown import read_markdown
from pipeline.ingest.text.plain_text import read_org, read_plain_text
