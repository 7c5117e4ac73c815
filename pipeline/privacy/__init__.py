"""Privacy: finds what may identify a person in notes, and masks it before any later stage sees it."""

from pipeline.privacy.flags import find_personal_details
from pipeline.privacy.masking import mask_notes, mask_texts, show_notes

__all__ = ["find_personal_details", "mask_notes", "mask_texts", "show_notes"]
