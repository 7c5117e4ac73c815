"""Themes: safe notes and their vectors in, one main theme for every note out."""

from pipeline.themes.codebook.codes import Code, Codebook
from pipeline.themes.codebook.fit import count_codebook_fit, say_codebook_fit
from pipeline.themes.codebook.library import expect_themes, find_codebook, load_codebook
from pipeline.themes.describe import describe_themes
from pipeline.themes.discover import discover_themes, join_coded_notes
from pipeline.themes.group.coherence import make_chance_check
from pipeline.themes.group.given import Proposal, retitle_themes
from pipeline.themes.group.sampling import say_sampled
from pipeline.themes.model import fit_question

__all__ = [
    "Code",
    "Codebook",
    "Proposal",
    "count_codebook_fit",
    "describe_themes",
    "discover_themes",
    "expect_themes",
    "find_codebook",
    "fit_question",
    "join_coded_notes",
    "load_codebook",
    "make_chance_check",
    "retitle_themes",
    "say_codebook_fit",
    "say_sampled",
]
