"""Language: the terms of every note and what type of note it is, with spaCy and rules.

Importing this room does not import spaCy; the first call that needs it does.
"""

from pipeline.language.notes import prepare_language, read_language, read_part

__all__ = ["prepare_language", "read_language", "read_part"]
