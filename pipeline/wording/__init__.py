"""Words that every room says alike: counts with their noun, lists, dates, and letters made plain."""

from pipeline.wording.counts import count_words, list_words
from pipeline.wording.dates import MONTHS, date_words, find_month
from pipeline.wording.letters import fold_title, make_slug, name_slug, plain_letters, word_set

__all__ = [
    "MONTHS",
    "count_words",
    "date_words",
    "find_month",
    "fold_title",
    "list_words",
    "make_slug",
    "name_slug",
    "plain_letters",
    "word_set",
]
