"""Web pages, into lines."""
