"""How the last run ended where this one ends otherwise, for `review diff`.

Kept in the cache: everything else is the same whatever was run before.
"""

from __future__ import annotations

import json
from typing import Any

from pandera.typing.pandas import DataFrame

from pipeline.errors import TableError
from pipeline.keeping.store import EventStore, Workspace, write_bytes
from pipeline.review.difference import picture
from pipeline.tables import CodedNotes, Themes


def keep_last_run(
    workspace: Workspace, store: EventStore, coded: DataFrame[CodedNotes], themes: DataFrame[Themes]
) -> None:
    """Keep in the cache how the last run ended, before its tables are written again.

    Where this run ends in the same way (with these notes and themes), what is kept stays.
    """
    try:
        last = picture(store.read_table("coded_notes", CodedNotes), store.read_table("themes", Themes))
    except TableError:
        return
    if last != picture(coded, themes):
        text = json.dumps(last, ensure_ascii=False, sort_keys=True)
        kept = workspace.cache / "review" / f"{store.event_id}.json"
        write_bytes(kept, text.encode("utf-8"), private=True)


def read_last_run(workspace: Workspace, event_id: str) -> Any | None:
    """How the run before the last ended, as `picture` gives it; None where nothing is known of it."""
    try:
        kept = workspace.cache / "review" / f"{event_id}.json"
        return json.loads(kept.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None
