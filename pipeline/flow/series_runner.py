"""Runs the flow for series, after the events: reads their final tables, collates, writes the reports."""

from __future__ import annotations

import dataclasses
import json
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pipeline.errors import PipelineError, SourceError, TableError
from pipeline.flow.freshness import SAME, Inputs, explain_change, fingerprint, hash_code, write_steps
from pipeline.flow.job import Progress, Step
from pipeline.flow.language_model import Matching, asks_matches
from pipeline.flow.membership import find_series
from pipeline.flow.outcome import say_changed, say_kept
from pipeline.flow.stages.series import (
    READS,
    SeriesFiles,
    collate,
    gather_series,
    list_framework,
    match,
    report,
)
from pipeline.keeping.record import list_part
from pipeline.keeping.store import EventStore, Workspace, hash_bytes, write_bytes
from pipeline.keeping.writing import explain_refusals
from pipeline.settings import Settings, load_settings
from pipeline.tables import ActionConflicts
from pipeline.wording import make_slug

if TYPE_CHECKING:
    from pipeline.series import FrameworkCode, SeriesTables


@dataclass(frozen=True)
class SeriesOutcome:
    """How the run of one series ended.

    Attributes:
        series: Slug of the series.
        events: Events in it.
        notes: Notes of all of them.
        themes: Series themes.
        shared: Those raised at more than one event.
        report: What to open first, or None when nothing was written.
        problems: One line each: what went wrong or was left out, where, and what to do.
        doubts: What to check, one line each.
        notices: What was damaged and made anew, and what of people's was kept.
    """

    series: str
    events: int = 0
    notes: int = 0
    themes: int = 0
    shared: int = 0
    report: Path | None = None
    problems: tuple[str, ...] = ()
    doubts: tuple[str, ...] = ()
    notices: tuple[str, ...] = ()


def run_series(
    names: Sequence[str],
    workspace: Workspace,
    settings_file: Path | None,
    progress: Progress,
    *,
    keep: bool = False,
    refresh_reader: bool = False,
) -> list[SeriesOutcome]:
    """Run the flow for series.

    Args:
        names: Series to run; when empty, every series that has events in the workspace.
        workspace: Where the events' tables lie, and where those of the series go.
        settings_file: The user's own settings, or None for data/raw/settings.toml.
        progress: Called when a series starts and ends.
        keep: Whether to write the file that keeps every id as it is now.
        refresh_reader: Whether a language model that matches themes is asked anew for what is known.

    Returns:
        One outcome per series, by name.

    Raises:
        SettingsError: If the settings or the codebook are not what they must be.
        SourceError: If there is no series of a name.
    """
    from pipeline.themes.codebook.library import load_codebook

    found, doubts, damaged = find_series(workspace)
    if damaged:  # which series it belongs to cannot be known: none is written without it
        return [SeriesOutcome(series="", problems=tuple(damaged))]
    wanted = [make_slug(name) for name in names] or sorted(found)
    missing = next((name for name in wanted if name not in found), None)
    if missing is not None:
        known = f"Series here: {', '.join(sorted(found))}." if found else "No event here names a series."
        raise SourceError(
            "there is no event of this series",
            where=missing,
            remedy=f'{known} Write series = "…" in the event.toml of its events and run them.',
        )
    if not wanted:
        return []
    settings = load_settings(settings_file or workspace.raw / "settings.toml")
    codebook = load_codebook(settings.themes.codebook, workspace.raw)
    codes = list_framework(codebook)
    code = hash_code()
    outcomes = []
    for name in wanted:
        try:
            job = _SeriesJob(
                name, found[name], workspace, settings, codes, code, progress, keep, refresh_reader
            )
            with explain_refusals(workspace.root):
                outcomes.append(job.run(doubts.get(name, [])))
        except PipelineError as error:
            outcomes.append(SeriesOutcome(series=name, problems=(str(error),)))
    return outcomes


class _SeriesJob:
    """One series, to be run."""

    def __init__(
        self,
        series: str,
        event_ids: Sequence[str],
        workspace: Workspace,
        settings: Settings,
        codes: Sequence[FrameworkCode],
        code: str,
        progress: Progress,
        keep: bool,
        refresh: bool,
    ) -> None:
        self._series = series
        self._event_ids = event_ids
        self._workspace = workspace
        self._settings = settings
        self._codes = codes
        self._code = code
        self._progress = progress
        self._keep = keep
        self._refresh = refresh and asks_matches(settings.reader)
        self._store = EventStore(workspace, series)

    def run(self, doubts: Sequence[str]) -> SeriesOutcome:
        """Collate and report, unless all is as it was."""
        if (self._workspace.processed(self._series) / "event.parquet").is_file():
            raise SourceError(
                "an event and a series have this name",
                where=self._series,
                remedy='Give the event another id in its event.toml: slug = "…". Then delete its tables.',
            )
        files = gather_series(self._workspace.raw, self._series)
        problems = [*self._list_strays(), *files.unread]
        events = {event_id: EventStore(self._workspace, event_id) for event_id in self._event_ids}
        unfinished = next((name for name, store in events.items() if not store.is_finished()), None)
        if unfinished is not None:
            raise TableError(
                "its last run was not finished, so the series was left as it was",
                where=unfinished,
                remedy="Run it again.",
            )
        inputs = self._fingerprint(events, files)
        before = self._store.read_record()
        known, outputs = list_part(before)
        why = explain_change(known, inputs)
        changed = [] if why else self._store.list_changed(outputs)
        asked_anew = self._keep or self._refresh
        if not why and not changed and not asked_anew and _is_complete(before):
            self._progress(Step(self._series, "series", seconds=0.0, fresh=True, why=SAME))
            self._store.write_record(before)  # as it is; what a killed run noted down is settled with it
            return self._sum_up(before, problems, doubts)
        notices = [say_changed(changed)] if changed else []
        why = why or "".join(notices) or ("it was asked for" if asked_anew else "its record was damaged")
        if self._store.has_damaged_record():
            notices.append("the record of the last run was damaged, so all was made anew")
        self._progress(Step(self._series, "series", why=why))
        started = time.perf_counter()
        stores = list(events.values())
        tables = collate(self._series, stores, self._codes, files, self._settings)
        if self._keep:
            self._write_kept(tables)
            files = gather_series(self._workspace.raw, self._series)
            inputs = self._fingerprint(events, files)
            tables = collate(self._series, stores, self._codes, files, self._settings)
        matching = match(
            stores,
            self._codes,
            tables,
            files,
            self._workspace.cache,
            self._settings,
            self._refresh,
            lambda doing: self._progress(Step(self._series, "series", doing)),
        )
        made_from = _join_fingerprint(inputs, matching)
        report(self._store, stores, tables, files, made_from, self._settings, matching)
        notices += matching.notices if matching else ()
        self._store.remove(sorted(set(outputs) - set(self._store.written) - set(self._store.unwritten)))
        record = {
            "series": self._series,
            "inputs": {} if self._store.unwritten else inputs,
            "fingerprint": made_from,
            "events": list(self._event_ids),
            "settings": dataclasses.asdict(self._settings.series),
            "counts": {
                "events": len(tables.events),
                "notes": len(tables.notes),
                "themes": len(tables.themes),
                "shared": int((tables.themes["events"] > 1).sum()),
            },
            "doubts": [*tables.doubts, *self._say_conflicts()],
            "outputs": self._store.list_written(outputs),
        }
        self._store.write_record(record)
        done = Step(self._series, "series", seconds=time.perf_counter() - started, why=why)
        write_steps(self._workspace, self._series, [done])
        self._progress(done)
        problems += self._store.unwritten.values()
        return self._sum_up(record, problems, doubts, (*notices, *say_kept(self._store)))

    def _fingerprint(self, events: dict[str, EventStore], files: SeriesFiles) -> Inputs:
        """A hash of each thing that the result depends on."""
        sections = {
            name: dataclasses.asdict(getattr(self._settings, name))
            for name in ("series", "privacy", "report")
        }
        if asks_matches(self._settings.reader):
            sections["reader"] = dataclasses.asdict(self._settings.reader)
        return fingerprint(
            {
                "the name of the series": self._series,
                "the program or a package": self._code,
                "the framework": repr(self._codes),
                "the files of the series": hash_bytes(files.contents),
            }
            | {f"settings [{name}]": json.dumps(used, sort_keys=True) for name, used in sections.items()}
            | {
                f"event {event_id}": " ".join(f"{name} {store.hash_input(name)}" for name in READS)
                for event_id, store in events.items()
            }
        )

    def _say_conflicts(self) -> list[str]:
        """What in returned trackers could not be taken as it stands."""
        conflicts = self._store.read_table("action_conflicts", ActionConflicts)
        return [
            f"{self._series}/{row['source']}, {row['cell']}: {row['conflict']}"
            for row in conflicts.to_dict("records")
        ]

    def _write_kept(self, tables: SeriesTables) -> None:
        from pipeline.series import write_kept

        members = tables.members
        text = write_kept(list(zip(members["series_theme_id"], members["theme_id"], strict=True)))
        write_bytes(self._workspace.raw / self._series / "kept.toml", text.encode("utf-8"))

    def _list_strays(self) -> list[str]:
        """Documents in the series' own folder, which no event reads."""
        from pipeline.ingest import find_strays

        folder = self._workspace.raw / self._series
        if not folder.is_dir():
            return []
        return [
            f"{self._series}/{name}: it lies in the folder of the series and was not read."
            " Move it to the folder of its event."
            for name in find_strays(folder)
        ]

    def _sum_up(
        self,
        record: dict[str, Any],
        problems: Sequence[str],
        doubts: Sequence[str],
        notices: Sequence[str] = (),
    ) -> SeriesOutcome:
        return SeriesOutcome(
            series=self._series,
            **record["counts"],
            report=self._store.reports / "report.html",
            problems=tuple(problems),
            doubts=(*doubts, *record["doubts"]),
            notices=tuple(notices),
        )


def _join_fingerprint(inputs: Inputs, matching: Matching | None) -> str:
    """Of everything the reports depend on; a model's replies are known only when it has been asked."""
    asked = () if matching is None else (matching.said, matching.matches.to_csv(index=False))
    return hash_bytes(part.encode() for part in (json.dumps(inputs, sort_keys=True), *asked))[:16]


def _is_complete(record: dict[str, Any]) -> bool:
    """Whether a record says what is told of a series that is fresh; a damaged one may not."""
    counts, doubts = record.get("counts"), record.get("doubts")
    return (
        isinstance(counts, dict)
        and set(counts) == {"events", "notes", "themes", "shared"}
        and all(isinstance(count, int) for count in counts.values())
        and isinstance(doubts, list)
    )
