"""Names of people: word lists, and what the words around a name say."""

from pipeline.privacy.names.find import find_names
from pipeline.privacy.names.lists import WORDS, load_vocabulary

__all__ = ["WORDS", "find_names", "load_vocabulary"]
