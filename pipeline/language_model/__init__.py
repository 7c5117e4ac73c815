"""A local language model as a second reader: it proposes, and nothing that it says passes unchecked.

Off unless the settings say otherwise; then `check_reader` is all that runs.
"""

from pipeline.language_model.address import (
    check_reader,
    find_host,
    is_on_this_computer,
    reads_notes,
    say_what_leaves,
    say_what_series_leaves,
)
from pipeline.language_model.matching import match_themes
from pipeline.language_model.reading import Reader
from pipeline.language_model.say import say_matching, say_reader, say_trouble, say_unmatched

__all__ = [
    "Reader",
    "check_reader",
    "find_host",
    "is_on_this_computer",
    "match_themes",
    "reads_notes",
    "say_matching",
    "say_reader",
    "say_trouble",
    "say_unmatched",
    "say_what_leaves",
    "say_what_series_leaves",
]
