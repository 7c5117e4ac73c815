"""PDF, into lines."""
