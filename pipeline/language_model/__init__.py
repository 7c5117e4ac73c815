"""A language model: it proposes, and nothing that it says passes unchecked.

Off unless the settings say otherwise; then `check_model` is all that runs.
"""

from pipeline.language_model.address import (
    asks_about_notes,
    check_model,
    find_host,
    is_on_this_computer,
    say_matching,
    say_model,
    say_trouble,
    say_unmatched,
    say_what_leaves,
    say_what_series_leaves,
)
from pipeline.language_model.asking import PASSING
from pipeline.language_model.event import LanguageModel, count_event
from pipeline.language_model.series import match_themes
