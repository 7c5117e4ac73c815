"""Web pages, into lines."""

from pipeline.ingest.web.page import read_web_page

__all__ = ["read_web_page"]
