"""Themes: safe notes and their vectors in, one main theme for every note out."""

from pipeline.themes.codebook import Code, Codebook, read_codebook
from pipeline.themes.codebook_fit import count_codebook_fit, say_codebook_fit
from pipeline.themes.coherence import make_chance_check
from pipeline.themes.describe import describe_groups
from pipeline.themes.discover import discover_themes, join_coded_notes
from pipeline.themes.given import Proposal, retitle_themes
from pipeline.themes.library import expect_themes, find_codebook, load_codebook
from pipeline.themes.sampling import say_sampled
from pipeline.themes.topics import fit_question

__all__ = [
    "Code",
    "Codebook",
    "Proposal",
    "count_codebook_fit",
    "describe_groups",
    "discover_themes",
    "expect_themes",
    "find_codebook",
    "fit_question",
    "join_coded_notes",
    "load_codebook",
    "make_chance_check",
    "read_codebook",
    "retitle_themes",
    "say_codebook_fit",
    "say_sampled",
]
