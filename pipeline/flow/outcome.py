"""How a run ended, in figures and in words for people.

Kept in the cache is how the last run ended where this one ends otherwise, for `review diff`: everything else
is the same whatever was run before.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from pandera.typing.pandas import DataFrame

from pipeline.errors import PipelineError, TableError
from pipeline.flow.job import EventJob
from pipeline.ingest import COPIED, OWN, list_doubts
from pipeline.keeping.store import EventStore, Workspace
from pipeline.keeping.writing import write_bytes
from pipeline.review.say import picture, say_carried, say_taken_up
from pipeline.tables import CodedNotes, Themes, are_for_people, are_themes
from pipeline.wording.notes import say_corrected, say_other_languages


@dataclass(frozen=True)
class QuestionCount:
    """How one question came out."""

    table: str
    question: str
    notes: int
    themes: int


@dataclass(frozen=True, kw_only=True)
class Outcome:
    """How a run ended."""

    notes: int = 0
    report: Path | None = None  # what to open first, or None when nothing was written
    problems: tuple[str, ...] = ()  # one line each: what went wrong or was left out, where, and what to do
    doubts: tuple[str, ...] = ()  # what to check, one line each
    notices: tuple[str, ...] = ()  # what was damaged and made again, and what of people's was kept


@dataclass(frozen=True, kw_only=True)
class EventOutcome(Outcome):
    """How the run of one event ended."""

    source: str  # what the user named
    event_id: str = ""  # slug, or empty when it was not read so far
    themed: int = 0  # notes that have their place
    # Those of them that are in no theme, by where they stand: "Other points"
    in_no_theme: Mapping[str, int] = field(default_factory=dict)
    questions: tuple[QuestionCount, ...] = ()
    # Whether a theme, or a list of notes where there is none, waits for a person to accept it
    is_draft: bool = True
    series: str = ""
    is_sample: bool = False
    taken_up: tuple[str, ...] = ()  # what people decided and this run has taken up, one line for each of them
    advice: tuple[str, ...] = ()  # what to know before the reports are sent out
    error: PipelineError | None = None  # why it could not be run at all, or not to the end


@dataclass(frozen=True, kw_only=True)
class SeriesOutcome(Outcome):
    """How the run of one series ended."""

    series: str
    events: int = 0
    themes: int = 0
    shared: int = 0  # those raised at more than one event


def sum_up_event(
    job: EventJob, source: Path, problems: Sequence[str], notices: Sequence[str]
) -> EventOutcome:
    """How an event came out, from its tables."""
    store = job.store
    notes = store.read_table("notes")
    codings = store.read_table("codings")
    questions = store.read_table("questions")
    sources = store.read_table("sources")
    aside = sources[(sources["format"] == OWN) | sources["reason"].str.endswith(COPIED)]
    not_read = sources[sources["status"] == "not read"]
    themes = store.read_table("themes")
    found = themes[are_themes(themes)]
    counts = found["question_id"].value_counts()
    unsorted = themes[~themes["theme_id"].isin(found["theme_id"])].groupby("title")["notes"].sum()
    asked = zip(*(questions[name] for name in ("table", "question", "notes", "question_id")), strict=True)
    waiting = len(store.read_table("conflicts"))
    said = "1 thing people wrote waits" if waiting == 1 else f"{waiting} things people wrote wait"
    to_decide = f"{said} for a person: python -m pipeline review status {job.name}"
    decisions = store.read_table("decisions")
    ledger = store.read_table("ledger")
    corrected = say_corrected(ledger)
    return EventOutcome(
        source=str(source),
        event_id=job.name,
        notes=len(notes),
        themed=int(codings["theme_id"].ne("").sum()),
        in_no_theme={str(title): int(notes) for title, notes in unsorted.items()},
        questions=tuple(
            QuestionCount(table, question, int(count), int(counts.get(question_id, 0)))
            for table, question, count, question_id in asked
        ),
        is_draft=bool(themes.loc[are_for_people(themes), "basis"].ne("reviewed").any()),
        series=job.documents.facts.series,
        is_sample=job.documents.facts.sample,
        report=store.reports / "report.html",
        problems=(
            *(
                f"{name}: {reason}. It is listed in sources.csv."
                for name, reason in zip(not_read["source"], not_read["reason"], strict=True)
            ),
            *problems,
        ),
        doubts=(
            *job.documents.said,
            *(f"{name}: {reason}" for name, reason in zip(aside["source"], aside["reason"], strict=True)),
            *list_doubts(ledger, questions, notes),
            *say_other_languages(store.read_table("note_language"), notes),
            *([to_decide] if waiting else ()),
        ),
        advice=tuple((store.reports / "authors.txt").read_text(encoding="utf-8").splitlines()),
        taken_up=(*([f"people {corrected}"] if corrected else []), *say_taken_up(decisions)),
        notices=(*say_carried(decisions), *notices),
    )


def say_kept(store: EventStore) -> list[str]:
    """What people had changed in a report, and where their copy is."""
    return [
        f"somebody had changed {name}; that copy is kept as {copy}."
        f" What is filled in there counts once it lies in data/raw/{store.event_id}"
        for name, copy in sorted(store.kept.items())
    ]


def keep_last_run(
    workspace: Workspace, store: EventStore, coded: DataFrame[CodedNotes], themes: DataFrame[Themes]
) -> None:
    """Keep in the cache how the last run ended, before its tables are written again.

    Where this run ends in the same way (with these notes and themes), what is kept stays.
    """
    try:
        last = picture(store.read_table("coded_notes"), store.read_table("themes"))
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
