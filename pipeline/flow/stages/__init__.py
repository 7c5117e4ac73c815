"""The stages: each reads tables, calls a room and writes tables."""
