"""What a series is made of: the events of the workspace that belong to it, and what people gave us on it.

A series is made from all its events whose tables lie in data/processed, also when a run named only one of
them: a report on one event of four would not be a report on the series, and what is fresh costs nothing.
An event that was read from data/raw and lies there no longer is left out, so that taking it away brings the
earlier report back; one that was read from elsewhere stays until its tables are deleted, for nothing else
says whether it is still wanted.
"""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass
from pathlib import Path

from pandera.typing.pandas import DataFrame

from pipeline.errors import PipelineError, SettingsError, SourceError, TableError
from pipeline.ingest import find_strays, gather_event, read_workbook_back
from pipeline.keeping.reading import read_given
from pipeline.keeping.store import EventStore, Workspace
from pipeline.keeping.workbooks import ReturnedWorkbook
from pipeline.series import SeriesDecisions, read_decisions, read_kept
from pipeline.series.events import FrameworkCode
from pipeline.series.targets import read_targets
from pipeline.tables import Targets, table_of
from pipeline.themes.codebook import Codebook

_RETURNED = (".xlsx", ".ods", ".csv")


def find_series(workspace: Workspace) -> tuple[dict[str, list[str]], dict[str, list[str]], list[str]]:
    """The series that have events in a workspace.

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
    try:
        current = gather_event(workspace.raw / source, workspace.raw).event_id
    except PipelineError:
        current = one
    return (other, one) if current == other else (one, other)


@dataclass(frozen=True)
class SeriesFiles:
    """What people gave us on a series as a whole."""

    decisions: SeriesDecisions
    targets: DataFrame[Targets]
    trackers: tuple[ReturnedWorkbook, ...]  # spreadsheets in the series' folder
    # Spreadsheets that cannot be read, and write-ups that no event reads, each in a line
    problems: tuple[str, ...]
    contents: tuple[bytes, ...]  # the bytes of all files, with their names, for the fingerprint


def gather_series(raw: Path, series: str) -> SeriesFiles:
    """Read what people decided on a series, and the trackers that came back.

    Raises:
        SettingsError: If a file is not of its form, or the decisions are there twice.
        SourceError: If a file cannot be read.
    """
    folder = raw / series
    there = [path for path in (raw / f"{series}.toml", folder / "series.toml") if path.is_file()]
    if len(there) > 1:
        raise SettingsError(
            f"there is also {series}/series.toml",
            where=f"{series}.toml",
            remedy="Join them in one of the two.",
        )
    contents = [_read_bytes(path, raw) for path in there]
    decisions, targets = SeriesDecisions(), table_of(Targets, [])
    if there:
        where = there[0].relative_to(raw).as_posix()
        decisions = read_decisions(contents[0], where)
        targets = read_targets(decisions.targets, where)
    kept = folder / "kept.toml"
    if kept.is_file():
        contents.append(_read_bytes(kept, raw))
        decisions = dataclasses.replace(decisions, kept=read_kept(contents[-1], f"{series}/kept.toml"))
    trackers = []
    problems = [
        f"{series}/{name}: it lies in the folder of the series and was not read."
        " Move it to the folder of its event."
        for name in (find_strays(folder) if folder.is_dir() else ())
    ]
    for path in sorted(folder.rglob("*")) if folder.is_dir() else ():
        if path.suffix.lower() in _RETURNED and not path.name.startswith((".", "~$")):
            # A name may be no text where it came out of a zip file of another system.
            name = path.relative_to(folder).as_posix().encode("utf-8", "backslashreplace").decode("utf-8")
            content = _read_bytes(path, raw)
            contents += [name.encode(), content]
            try:
                trackers.append(read_workbook_back(name, content))
            except SourceError as error:
                problems.append(f"{series}/{name}: {error.what}. {error.remedy}")
    return SeriesFiles(decisions, targets, tuple(trackers), tuple(problems), tuple(contents))


def list_framework(codebook: Codebook) -> list[FrameworkCode]:
    """The codes of a codebook, as the series room takes them."""
    return [
        FrameworkCode(
            code.code, code.title, code.definition, tuple(codebook.sources[key] for key in code.sources)
        )
        for code in codebook.codes
    ]


def _read_bytes(path: Path, raw: Path) -> bytes:
    """What people gave us; where it cannot be read, the series is left as it was."""
    remedy = "Close it in Excel or other programs, see that you may read it, then run again."
    return read_given(path, remedy, path.relative_to(raw).as_posix())
