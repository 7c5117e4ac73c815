"""Codebooks: read, looked up, and held against the themes of an event."""
