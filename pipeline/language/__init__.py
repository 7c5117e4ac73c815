"""Language: the terms of every note and what type of note it is, with spaCy and rules."""

from pipeline.language.differences import find_differences
from pipeline.language.notes import prepare_language, read_language, read_part

__all__ = ["find_differences", "prepare_language", "read_language", "read_part"]
