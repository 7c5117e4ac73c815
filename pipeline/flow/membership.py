"""Which events of a workspace belong to which series.

A series is made from all its events whose tables lie in data/processed, also when a run named only one of
them: a report on one event of four would not be a report on the series, and what is fresh costs nothing.
An event that was read from data/raw and lies there no longer is left out, so that taking it away brings the
earlier report back; one that was read from elsewhere stays until its tables are deleted, for nothing else
says whether it is still wanted.
"""

from __future__ import annotations

from pipeline.errors import PipelineError, TableError
from pipeline.keeping.store import EventStore, Workspace


def find_series(
    workspace: Workspace,
) -> tuple[dict[str, list[str]], dict[str, list[str]], list[str]]:
    """The series that have events in a workspace.

    Args:
        workspace: Where the events' tables lie.

    Returns:
        Event ids by series, sorted; by series what to say on events that are left out; and what to say on
        events whose tables are damaged.
    """
    damaged: list[str] = []
    found: dict[str, list[str]] = {}
    doubts: dict[str, list[str]] = {}
    claimed: dict[str, str] = {}
    for event_id in workspace.list_events():
        store = EventStore(workspace, event_id)
        try:
            series = str(store.read_unchecked("event").loc[0, "series"])
        except (TableError, KeyError):
            damaged.append(f"{event_id}: its tables are damaged, so no series was written. Run it again.")
            continue
        if not series:
            continue
        source = str(store.read_record().get("source", ""))
        if source and not (workspace.raw / source).exists():
            continue
        if source in claimed and source:
            # Its event.toml gives another id than before: what was kept under the old one is no event.
            event_id, old = _choose_current(workspace, source, event_id, claimed[source])
            for own in found.values():
                own[:] = [other for other in own if other != old]
            doubts.setdefault(series, []).append(
                f"{old}: its write-up now goes by the id {event_id}, so it is left out."
                f" Delete data/processed/{old} and reports/{old}"
            )
        if source:
            claimed[source] = event_id
        found.setdefault(series, []).append(event_id)
    return {series: sorted(set(own)) for series, own in found.items() if own}, doubts, damaged


def _choose_current(workspace: Workspace, source: str, one: str, other: str) -> tuple[str, str]:
    """Of two ids for one write-up, the one that it has now, and the other."""
    from pipeline.ingest import gather_event

    try:
        current = gather_event(workspace.raw / source).event_id
    except PipelineError:
        current = one
    return (other, one) if current == other else (one, other)
