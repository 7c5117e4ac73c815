"""Themes: safe notes and their vectors in, one main theme for every note out."""

from pipeline.themes.codebook import Code, Codebook, find_codebook, read_codebook
from pipeline.themes.discover import discover_themes, join_coded_notes
from pipeline.themes.topics import fit_question

__all__ = [
    "Code",
    "Codebook",
    "discover_themes",
    "find_codebook",
    "fit_question",
    "join_coded_notes",
    "read_codebook",
]
