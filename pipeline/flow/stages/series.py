"""The final tables of a series' events → the tables of the series, its reports and its tracker."""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import pandas as pd
from pandera.typing.pandas import DataFrame
from threadpoolctl import threadpool_limits

from pipeline.flow.job import SeriesJob
from pipeline.flow.series_files import list_framework
from pipeline.flow.shown import (
    hide_details,
    hide_words,
    read_roster_of,
    read_shown,
    read_withheld,
    refuse_leaks,
)
from pipeline.keeping.archive import stamp_files
from pipeline.keeping.store import read_tables
from pipeline.keeping.writing import hash_bytes, write_bytes
from pipeline.privacy import mask_texts
from pipeline.report.blocks import Section
from pipeline.report.render import render_series_reports
from pipeline.report.series.facts import SeriesWords
from pipeline.report.series.followed import show_followed
from pipeline.review.replay.carry import list_words
from pipeline.series import SeriesDecisions, write_kept
from pipeline.series.build import collate_series
from pipeline.series.surveys import summarise_surveys
from pipeline.series.targets import judge_targets
from pipeline.series.tracker import FREE, say_actions
from pipeline.series.tracker.read import read_pairs, read_trackers
from pipeline.series.tracker.write import write_tracker
from pipeline.settings import PrivacySettings
from pipeline.tables import (
    CONTRACTS,
    ActionAnswers,
    EventTables,
    SeriesTables,
    SeriesThemes,
    Targets,
    check_table,
    table_of,
)
from pipeline.themes.found import take_types
from pipeline.wording import name_slug
from pipeline.wording.withheld import Withheld

if TYPE_CHECKING:
    from pipeline.flow.language_model import Matching


def series(job: SeriesJob) -> None:
    """Put the events side by side, and say what came of what people said."""
    # Sums over several threads are added in another order: one thread keeps the last bits the same.
    with threadpool_limits(limits=1):
        events, framework = _read_events(job), list_framework(job.codebook)
        tables = collate_series(events, framework, _pin(job), job.settings.series)
        ask = job.open_model("match_series")
        matching = ask(job, tables, events, framework) if ask else None
    # A model's replies are known only when it has been asked.
    asked = (matching.said, matching.matches.to_csv(index=False)) if matching else ()
    made_from = (
        hash_bytes(part.encode() for part in (job.fingerprint, *asked))[:16] if asked else job.fingerprint
    )
    _report(job, tables, matching, made_from)
    job.record["fingerprint"] = made_from
    job.record["counts"] = {
        "events": len(tables.events),
        "notes": len(tables.notes),
        "themes": int(tables.themes["divided"].sum()),
        "shared": int((tables.themes["divided"] & (tables.themes["events"] > 1)).sum()),
    }


def keep_ids(job: SeriesJob) -> None:
    """Write the file that keeps every id as it is now."""
    with threadpool_limits(limits=1):
        events, framework = _read_events(job), list_framework(job.codebook)
        members = collate_series(events, framework, _pin(job), job.settings.series).members
    text = write_kept(list(zip(members["series_theme_id"], members["theme_id"], strict=True)))
    write_bytes(job.workspace.raw / job.name / "kept.toml", text.encode("utf-8"))


def _pin(job: SeriesJob) -> SeriesDecisions:
    """What people decided, in the series' file and in trackers, and the ids that trackers speak of."""
    actions = read_trackers(job.files.trackers, job.name, table_of(SeriesThemes, [])).actions
    own = actions[actions["standing"] != "another series"]
    answers, decisions = read_pairs(job.files.trackers, job.name), job.files.decisions
    return dataclasses.replace(
        decisions,
        pinned=frozenset(own["series_theme_id"]) - {""},
        same=(*decisions.same, *answers.same),
        different=(*decisions.different, *answers.different),
    )


def _report(job: SeriesJob, tables: SeriesTables, matching: Matching | None, made_from: str) -> None:
    """Write the tables of the series and its reports; nothing where a quotation is wrong."""
    followed, workbook = _follow(job, tables)
    originals: dict[str, str] = {}
    for notes in read_tables(job.events, "notes"):
        originals |= dict(zip(notes["note_id"], notes["words"], strict=True))
    words = SeriesWords(
        series=job.name,
        title=job.files.decisions.title,
        since=job.files.decisions.since,
        followed=followed,
        fingerprint=made_from,
        language=job.settings.report.language,
        matches=matching.matches if matching else None,
        matched=matching.said if matching else "",
    )
    reports = render_series_reports(tables, originals, words, job.settings.series)
    for field in dataclasses.fields(tables):
        if field.name != "doubts":
            job.store.write_table(f"series_{field.name}", getattr(tables, field.name))
    if matching:
        job.store.write_table("model_matches", matching.matches)
        job.store.write_table("model_replies", matching.replies)
    files = stamp_files({**reports, "tracker.xlsx": workbook}, made_from)
    refuse_leaks(files, [one for store in job.events for one in read_withheld(store)], job.name)
    job.store.write_reports(files)


def _follow(job: SeriesJob, tables: SeriesTables) -> tuple[list[Section], bytes]:
    """What came of what people said, how it went, what was to be reached; and the next tracker."""
    returned = read_trackers(job.files.trackers, job.name, tables.themes)
    privacy = job.settings.privacy
    answers = mask_answers(say_actions(returned.actions, tables.themes), privacy)
    surveys = _join(job, "survey_answers")
    own = hide_details("targets", job.files.targets, privacy)
    targets = check_table(Targets, pd.concat([own, _join(job, "targets")]))
    gap = job.settings.series.survey_gap_days
    waves = summarise_surveys(surveys, gap, job.settings.series.few_answers)
    results = judge_targets(targets, tables.events, _join(job, "figures"), surveys, gap)
    job.store.write_table("actions", returned.actions)
    job.store.write_table("action_conflicts", returned.conflicts)
    job.store.write_table("action_answers", answers)
    job.store.write_table("survey_waves", waves)
    job.store.write_table("target_results", results)
    conflicts = zip(*(returned.conflicts[name] for name in ("source", "cell", "conflict")), strict=True)
    said = [f"{job.name}/{source}, {cell}: {conflict}" for source, cell, conflict in conflicts]
    job.record["doubts"] = [*tables.doubts, *said]
    workbook = write_tracker(
        job.name,
        job.files.decisions.title or name_slug(job.name),
        tables.themes,
        tables.notes,
        returned.actions,
        returned.issue,
        tables.near,
        dict(zip(tables.events["event_id"], tables.events["title"], strict=True)),
    )
    return show_followed(answers, returned.conflicts, waves, results), workbook


def mask_answers(answers: DataFrame[ActionAnswers], settings: PrivacySettings) -> DataFrame[ActionAnswers]:
    """What the team wrote into the tracker, personal details masked."""
    masked = {name: mask_texts(answers[name].tolist(), settings) for name in FREE}
    return check_table(ActionAnswers, answers.assign(**masked))


def _read_events(job: SeriesJob) -> list[EventTables]:
    """The final tables of events: people's corrections are in them."""
    stores, coded = job.events, read_tables(job.events, "coded_notes")
    words = _read_words(job)
    columns = zip(
        _hide(job, words, "event"),
        _hide(job, words, "questions"),
        read_tables(stores, "shown_notes"),
        map(take_types, read_tables(stores, "note_language"), coded),
        read_tables(stores, "differences"),
        read_tables(stores, "codings"),
        read_tables(stores, "themes"),
        (store.read_vectors() for store in stores),
        # Their ids are the event's own: other events have them, too.
        [read_shown(store, "summary_points", job.settings.privacy) for store in stores],
        read_tables(stores, "summary_themes"),
        strict=True,
    )
    return [EventTables(*tables) for tables in columns]


def _read_words(job: SeriesJob) -> list[list[Withheld]]:
    return [list_words(table) for table in read_tables(job.events, "withheld")]


def _hide(job: SeriesJob, words: Sequence[list[Withheld]], name: str) -> list[DataFrame[Any]]:
    return [
        hide_details(name, hide_words(name, table, own), job.settings.privacy, read_roster_of(store))
        for store, table, own in zip(job.events, read_tables(job.events, name), words, strict=True)
    ]


def _join(job: SeriesJob, name: str) -> DataFrame[Any]:
    parts, contract = [part for part in _hide(job, _read_words(job), name) if len(part)], CONTRACTS[name]
    return check_table(contract, pd.concat(parts)) if parts else table_of(contract, [])
