"""The flow of a series on one screen: read the events' tables, call the rooms, write the series' tables.

When it runs and what is fresh is decided in series_run.py. Nothing here holds logic of its own.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import pandas as pd
from pandera.typing.pandas import DataFrame

from pipeline.errors import SettingsError, SourceError
from pipeline.flow.language_model import Matching, asks_matches, match_series
from pipeline.keeping.stamp import stamp_files
from pipeline.keeping.store import EventStore, read_tables
from pipeline.settings import Settings
from pipeline.tables import (
    CodedNotes,
    Codings,
    EventFigures,
    Events,
    EventTables,
    NoteLanguage,
    Notes,
    Questions,
    SafeNotes,
    SeriesThemes,
    SummaryPoints,
    SummaryThemes,
    SurveyAnswers,
    T,
    Targets,
    Themes,
    check_table,
    table_of,
)

if TYPE_CHECKING:
    from pipeline.report.series_model import Section
    from pipeline.series import FrameworkCode, SeriesDecisions, SeriesTables
    from pipeline.tables.workbooks import ReturnedWorkbook
    from pipeline.themes import Codebook

# The tables of each event that a series depends on.
READS = (
    "event",
    "questions",
    "notes",
    "shown_notes",
    "coded_notes",
    "note_language",
    "codings",
    "themes",
    "summary_points",
    "summary_themes",
    "survey_answers",
    "figures",
    "targets",
    "vectors",
)
_RETURNED = (".xlsx", ".ods", ".csv")


@dataclass(frozen=True)
class SeriesFiles:
    """What people gave us on a series as a whole.

    Attributes:
        decisions: What they decided.
        targets: What they set out to reach.
        trackers: Spreadsheets in the series' folder.
        unread: Spreadsheets that cannot be read, each with what is wrong.
        contents: The bytes of all files, with their names, for the fingerprint.
    """

    decisions: SeriesDecisions
    targets: DataFrame[Targets]
    trackers: tuple[ReturnedWorkbook, ...]
    unread: tuple[str, ...]
    contents: tuple[bytes, ...]


def gather_series(raw: Path, series: str) -> SeriesFiles:
    """Read what people decided on a series, and the trackers that came back.

    Args:
        raw: data/raw of the workspace.
        series: Slug of the series.

    Raises:
        SettingsError: If a file is not of its form, or the decisions are there twice.
    """
    from pipeline.ingest.event.returned import read_workbook_back
    from pipeline.series import SeriesDecisions, read_decisions, read_entries, read_kept
    from pipeline.series.targets import read_targets

    places = [raw / f"{series}.toml", raw / series / "series.toml"]
    there = [path for path in places if path.is_file()]
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
        targets = read_targets(read_entries(contents[0], "targets", where), where)
    kept = raw / series / "kept.toml"
    if kept.is_file():
        contents.append(_read_bytes(kept, raw))
        decisions = dataclasses.replace(decisions, kept=read_kept(contents[-1], f"{series}/kept.toml"))
    trackers, unread = [], []
    folder = raw / series
    for path in sorted(folder.rglob("*")) if folder.is_dir() else ():
        if path.suffix.lower() in _RETURNED and not path.name.startswith((".", "~$")):
            # A name may be no text where it came out of a zip file of another system.
            name = path.relative_to(folder).as_posix().encode("utf-8", "backslashreplace").decode("utf-8")
            content = _read_bytes(path, raw)
            contents += [name.encode(), content]
            try:
                trackers.append(read_workbook_back(name, content))
            except SourceError as error:
                unread.append(f"{series}/{name}: {error.what}. {error.remedy}")
    return SeriesFiles(decisions, targets, tuple(trackers), tuple(unread), tuple(contents))


def _read_bytes(path: Path, raw: Path) -> bytes:
    """What people gave us; where it cannot be read, the series is left as it was."""
    try:
        return path.read_bytes()
    except OSError as error:
        raise SourceError(
            f"it cannot be read ({(error.strerror or 'the system refused').lower()})",
            where=path.relative_to(raw).as_posix(),
            remedy="Close it in Excel or other programs, see that you may read it, then run again.",
        ) from error


def list_framework(codebook: Codebook) -> list[FrameworkCode]:
    """The codes of a codebook, as the series room takes them."""
    from pipeline.series import FrameworkCode

    return [
        FrameworkCode(
            code.code, code.title, code.definition, tuple(codebook.sources[key] for key in code.sources)
        )
        for code in codebook.codes
    ]


def collate(
    series: str,
    stores: Sequence[EventStore],
    codes: Sequence[FrameworkCode],
    files: SeriesFiles,
    settings: Settings,
) -> SeriesTables:
    """The events' final tables → the series' tables."""
    from threadpoolctl import threadpool_limits

    from pipeline.series import collate_series

    # Sums over several threads are added in another order: one thread keeps the last bits the same.
    with threadpool_limits(limits=1):
        decisions = dataclasses.replace(files.decisions, pinned=_list_pinned(series, files))
        return collate_series(read_events(stores), codes, decisions, settings.series)


def match(
    stores: Sequence[EventStore],
    codes: Sequence[FrameworkCode],
    tables: SeriesTables,
    files: SeriesFiles,
    cache: Path,
    settings: Settings,
    refresh: bool,
    tell: Callable[[str], None],
) -> Matching | None:
    """The series' tables → what a language model takes for one; None where none is asked."""
    from threadpoolctl import threadpool_limits

    if not asks_matches(settings.reader):
        return None
    with threadpool_limits(limits=1):
        return match_series(
            tables, read_events(stores), codes, files.decisions, cache, settings, refresh, tell
        )


def _list_pinned(series: str, files: SeriesFiles) -> frozenset[str]:
    """Ids that returned trackers speak of."""
    from pipeline.series.tracker.read import read_trackers

    actions = read_trackers(files.trackers, series, table_of(SeriesThemes, [])).actions
    own = actions[actions["standing"] != "another series"]
    return frozenset(own["series_theme_id"]) - {""}


def report(
    store: EventStore,
    stores: Sequence[EventStore],
    tables: SeriesTables,
    files: SeriesFiles,
    fingerprint: str,
    settings: Settings,
    matching: Matching | None = None,
) -> None:
    """The series' tables, trackers and surveys → tables and reports."""
    from pipeline.report.series import render_series_reports

    followed, workbook = _follow(store, stores, tables, files, settings)
    reports = render_series_reports(
        series=store.event_id,
        title=files.decisions.title,
        since=files.decisions.since,
        events=tables.events,
        themes=tables.themes,
        members=tables.members,
        notes=tables.notes,
        near=tables.near,
        codes=tables.codes,
        matrix=tables.matrix,
        originals=_read_originals(stores),
        followed=followed,
        matches=None if matching is None else matching.matches,
        matched=matching.said if matching else "",
        doubts=tables.doubts,
        fingerprint=fingerprint,
        language=settings.report.language,
        settings=settings.series,
    )
    for field in dataclasses.fields(tables):
        if field.name != "doubts":
            store.write_table(f"series_{field.name}", getattr(tables, field.name))
    if matching is not None:
        store.write_table("reader_matches", matching.matches)
        store.write_table("reader_replies", matching.replies)
    store.write_reports(stamp_files({**reports, "tracker.xlsx": workbook}, fingerprint))


def _follow(
    store: EventStore,
    stores: Sequence[EventStore],
    tables: SeriesTables,
    files: SeriesFiles,
    settings: Settings,
) -> tuple[list[Section], bytes]:
    """What came of what people said, how it went, what was to be reached; and the next tracker."""
    from pipeline.privacy import mask_texts
    from pipeline.report.series_followed import show_followed
    from pipeline.series.surveys import summarise_surveys
    from pipeline.series.targets import judge_targets
    from pipeline.series.tracker.contents import say_actions
    from pipeline.series.tracker.read import read_trackers
    from pipeline.series.tracker.write import write_tracker

    returned = read_trackers(files.trackers, store.event_id, tables.themes)
    answers = say_actions(
        returned.actions, tables.themes, mask=lambda texts: mask_texts(texts, settings.privacy)
    )
    surveys = _join(stores, "survey_answers", SurveyAnswers)
    figures = _join(stores, "figures", EventFigures)
    targets = check_table(Targets, pd.concat([files.targets, _join(stores, "targets", Targets)]))
    gap, few = settings.series.survey_gap_days, settings.series.few_answers
    waves = summarise_surveys(surveys, gap, few)
    results = judge_targets(targets, tables.events, figures, surveys, gap)
    store.write_table("actions", returned.actions)
    store.write_table("action_conflicts", returned.conflicts)
    store.write_table("action_answers", answers)
    store.write_table("survey_waves", waves)
    store.write_table("target_results", results)
    title = files.decisions.title or store.event_id
    workbook = write_tracker(
        store.event_id, title, tables.themes, tables.notes, returned.actions, returned.issue
    )
    return show_followed(answers, returned.conflicts, waves, results), workbook


def read_events(stores: Sequence[EventStore]) -> list[EventTables]:
    """The final tables of events: people's corrections are in them."""
    coded = read_tables(stores, "coded_notes", CodedNotes)
    language = [
        part.assign(note_type=part["note_id"].map(dict(zip(own["note_id"], own["note_type"], strict=True))))
        for part, own in zip(read_tables(stores, "note_language", NoteLanguage), coded, strict=True)
    ]
    columns = zip(
        read_tables(stores, "event", Events),
        read_tables(stores, "questions", Questions),
        read_tables(stores, "shown_notes", SafeNotes),
        language,
        read_tables(stores, "codings", Codings),
        read_tables(stores, "themes", Themes),
        (store.read_vectors() for store in stores),
        # Their ids are the event's own: other events have them, too.
        [store.read_table("summary_points", SummaryPoints) for store in stores],
        read_tables(stores, "summary_themes", SummaryThemes),
        strict=True,
    )
    return [EventTables(*tables) for tables in columns]


def _read_originals(stores: Sequence[EventStore]) -> Mapping[str, str]:
    originals: dict[str, str] = {}
    for notes in read_tables(stores, "notes", Notes):
        originals |= dict(zip(notes["note_id"], notes["words"], strict=True))
    return originals


def _join(stores: Sequence[EventStore], name: str, contract: type[T]) -> DataFrame[T]:
    parts = [part for part in read_tables(stores, name, contract) if len(part)]
    return check_table(contract, pd.concat(parts)) if parts else table_of(contract, [])
