"""Makes a note's words fit for spaCy's tokenizer. For counting only: notes are shown as written."""

from __future__ import annotations

import re

from pipeline.tables import DETAIL_PLACEHOLDERS

# As the privacy stage writes them.
PLACEHOLDERS = tuple(DETAIL_PLACEHOLDERS.values())

# The tokenizer takes one mark after another off the ends of a run without spaces, so its time grows
# with the square of the run: 20,000 question marks took 39 seconds.
_LONGEST_RUN = 60
_RUN = re.compile(rf"\S{{{_LONGEST_RUN}}}")
# A note of more characters than this (some six pages) is no note; its type and terms are read from here.
_LONGEST_NOTE = 20_000
# Hyphens that the tokenizer does not split at.
_HYPHENS = str.maketrans({"\u2010": "-", "\u2011": "-"})


def make_readable(words: str) -> str:
    """The words of a note as the tokenizer can read them in time that grows with their length only.

    Args:
        words: The words of a note, a heading, a lead-in or a spelling of the settings.
    """
    readable = words[:_LONGEST_NOTE].translate(_HYPHENS)
    readable = _RUN.sub(lambda run: run.group() + " ", readable)
    if "[" in readable:
        for placeholder in PLACEHOLDERS:
            readable = readable.replace(placeholder, f" {placeholder} ")
    return readable
