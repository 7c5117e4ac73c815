"""Posters: people's words stand on them as whole sentences in large type."""

from __future__ import annotations

from dataclasses import replace

from pipeline.ingest.lines import Line

_FEWEST_WORDS = 4  # of a sentence


def is_sentence_heading(line: Line) -> bool:
    """Whether a whole sentence is set as a heading: people's words on a poster, in large type."""
    sentence = line.words.endswith(".") and len(line.words.split()) >= _FEWEST_WORDS
    return line.form == "heading" and sentence and not line.text.lstrip()[:1].isdigit()  # an agenda's


def take_set_large(line: Line) -> Line:
    """A line of a poster: its large sentences are people's words, the rest stands beside them."""
    if is_sentence_heading(line):
        return replace(line, form="text", level=0, role="note", reason="a sentence set large")
    if line.role or line.form not in ("text", "item"):
        return line
    return replace(line, role="context", reason="stands beside people's words, which are set large")
