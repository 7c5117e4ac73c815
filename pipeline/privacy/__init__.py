"""Privacy: finds what may identify a person in notes, and masks it before any later stage sees it."""

from pipeline.privacy.few_people import hide_tables
from pipeline.privacy.flags import find_personal_details
from pipeline.privacy.masking import mask_notes, mask_texts, show_notes
from pipeline.privacy.titles import make_personal_check

__all__ = [
    "find_personal_details",
    "hide_tables",
    "make_personal_check",
    "mask_notes",
    "mask_texts",
    "show_notes",
]
