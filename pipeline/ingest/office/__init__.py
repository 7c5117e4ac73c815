"""Word and OpenDocument texts, into lines."""
