"""Privacy: finds what may identify a person in notes, and masks it before any later stage sees it."""

from pipeline.privacy.flags import find_personal_details, make_personal_check
from pipeline.privacy.masking import (
    hide_tables,
    mask_joined,
    mask_notes,
    mask_texts,
    name_neutrally,
    show_notes,
)
from pipeline.privacy.roster import read_roster
