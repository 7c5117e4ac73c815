"""PDF, into lines."""

from pipeline.ingest.pdf.pages import read_pdf

__all__ = ["read_pdf"]
