"""A local language model as a second reader: it proposes, and nothing that it says passes unchecked.

Off unless the settings say otherwise; then `check_reader` is all that runs.
"""

from pipeline.reader.address import check_reader, find_host, is_on_this_computer, say_what_leaves
from pipeline.reader.reading import Reader
from pipeline.reader.say import say_reader, say_trouble

__all__ = [
    "Reader",
    "check_reader",
    "find_host",
    "is_on_this_computer",
    "say_reader",
    "say_trouble",
    "say_what_leaves",
]
