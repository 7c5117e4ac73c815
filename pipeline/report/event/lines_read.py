"""Whether a report may say that the documents were read to the last remark."""

from __future__ import annotations

import pandas as pd

from pipeline.tables import CUT_NOTE, SAID_BY_PEOPLE, SourceTables

# Words that stand in no note: the rest of one that is too long, a file inside another, a picture of a page.
_UNREAD = f"^{CUT_NOTE}|was not read|nothing could be read"


def is_whole(found: SourceTables) -> bool:
    """Whether there are bullets, and the program left out none of any document, nor the end of one."""
    ledger: pd.DataFrame = found.ledger
    if ledger["reason"].str.contains(_UNREAD, regex=True).any():
        return False
    bullets, notes = ledger["form"] == "item", ledger["role"] == "note"
    left_out = bullets & ledger["role"].isin(("context", "summary")) & ~ledger["reason"].isin(SAID_BY_PEOPLE)
    read = (found.sources["status"] == "read").all()
    return bool(read and not left_out.any() and (bullets & notes).any())
