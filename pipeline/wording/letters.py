"""Text made plain: to compare titles, and to name folders and ids on any system."""

from __future__ import annotations

import re
import unicodedata


def word_set(listed: str) -> frozenset[str]:
    """The words of a list that is written as one text."""
    return frozenset(listed.split())


def plain_letters(text: str) -> str:
    """Text in ASCII: letters without their accents, other signs left out."""
    return unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode("ascii")


def fold_title(title: str) -> str:
    """A title as it is compared: case, blanks and a full stop at the end don't count."""
    return " ".join(unicodedata.normalize("NFC", title).casefold().split()).rstrip(".")


def make_slug(text: str, longest: int = 80) -> str:
    """Text as part of an id or path: lower case letters, digits and hyphens; may be empty."""
    return re.sub(r"[^a-z0-9]+", "-", plain_letters(text).lower()).strip("-")[:longest].strip("-")


def name_slug(slug: str) -> str:
    """What something with a slug is called where nobody gave it a title: "Wexmoor listening 2025"."""
    return slug.replace("-", " ").capitalize()
