"""Privacy: finds what may identify a person in notes, and masks it before any later stage sees it."""

from pipeline.privacy.flags import find_personal_details, make_personal_check
from pipeline.privacy.masking import hide_tables, mask_notes, mask_texts, show_notes

__all__ = [
    "find_personal_details",
    "hide_tables",
    "make_personal_check",
    "mask_notes",
    "mask_texts",
    "show_notes",
]
