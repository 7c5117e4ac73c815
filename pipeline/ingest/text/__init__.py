"""Plain text and Markdown, into lines."""
