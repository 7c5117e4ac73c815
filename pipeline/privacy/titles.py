"""Whether a text that nobody at the event wrote, such as a title, holds a personal detail."""

from __future__ import annotations

import re
from collections.abc import Callable

from pandera.typing.pandas import DataFrame

from pipeline.privacy.flags import find_in_text
from pipeline.tables import Notes, PrivacyFlags


def make_personal_check(notes: DataFrame[Notes], flags: DataFrame[PrivacyFlags]) -> Callable[[str], bool]:
    """A check for titles: whether one names a person or holds another personal detail.

    What was found in the event's own notes counts too, even where a title alone would not show that it is
    a name.

    Args:
        notes: The notes as written down.
        flags: What was found in them.
    """
    texts = {
        field: dict(zip(notes["note_id"], notes[field], strict=True)) for field in flags["field"].unique()
    }
    columns = ("note_id", "field", "start", "end")
    found = {
        texts[field][note_id][start:end]
        for note_id, field, start, end in zip(*(flags[name] for name in columns), strict=True)
        if note_id in texts[field]
    }
    known = [re.escape(detail) for detail in sorted(found) if detail.strip()]
    pattern = re.compile(rf"(?<!\w)(?:{'|'.join(known)})(?!\w)") if known else None

    def is_personal(text: str) -> bool:
        return bool((pattern and pattern.search(text)) or find_in_text(text, is_speaker=False))

    return is_personal
