"""How a run ended, in figures and in words for people."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from pipeline.errors import PipelineError
from pipeline.flow.job import EventJob, SeriesJob
from pipeline.ingest import COPIED, OWN, list_doubts
from pipeline.keeping.store import EventStore
from pipeline.review.say import say_carried, say_taken_up
from pipeline.tables import (
    Codings,
    Conflicts,
    Decisions,
    Ledger,
    NoteLanguage,
    Notes,
    Questions,
    Sources,
    Themes,
    are_for_people,
    are_themes,
)
from pipeline.wording.corrected import say_corrected
from pipeline.wording.languages import say_other_languages


@dataclass(frozen=True)
class QuestionCount:
    """How one question came out."""

    table: str
    question: str
    notes: int
    themes: int


@dataclass(frozen=True, kw_only=True)
class Outcome:
    """How a run ended.

    Attributes:
        report: What to open first, or None when nothing was written.
        problems: One line each: what went wrong or was left out, where, and what to do.
        doubts: What to check, one line each.
        notices: What was damaged and made again, and what of people's was kept.
    """

    notes: int = 0
    report: Path | None = None
    problems: tuple[str, ...] = ()
    doubts: tuple[str, ...] = ()
    notices: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class EventOutcome(Outcome):
    """How the run of one event ended.

    Attributes:
        source: What the user named.
        event_id: Slug, or empty when it was not read so far.
        themed: Notes that have their place.
        in_no_theme: Those of them that are in no theme, by where they stand: "Other points".
        questions: Each question with its notes and themes.
        is_draft: Whether a theme, or a list of notes where there is none, waits for a person to accept it.
        series: It belongs to, or empty.
        is_sample: Whether it came with the project.
        taken_up: What people decided and this run has taken up, one line for each of them.
        advice: What to know before the reports are sent out.
        error: Why it could not be run at all, or not to the end.
    """

    source: str
    event_id: str = ""
    themed: int = 0
    in_no_theme: Mapping[str, int] = field(default_factory=dict)
    questions: tuple[QuestionCount, ...] = ()
    is_draft: bool = True
    series: str = ""
    is_sample: bool = False
    taken_up: tuple[str, ...] = ()
    advice: tuple[str, ...] = ()
    error: PipelineError | None = None


@dataclass(frozen=True, kw_only=True)
class SeriesOutcome(Outcome):
    """How the run of one series ended.

    Attributes:
        series: Slug of the series.
        events: Events in it.
        themes: Series themes.
        shared: Those raised at more than one event.
    """

    series: str
    events: int = 0
    themes: int = 0
    shared: int = 0


def sum_up_event(
    job: EventJob, source: Path, problems: Sequence[str], notices: Sequence[str]
) -> EventOutcome:
    """How an event came out, from its tables."""
    store = job.store
    notes = store.read_table("notes", Notes)
    codings = store.read_table("codings", Codings)
    questions = store.read_table("questions", Questions)
    sources = store.read_table("sources", Sources)
    aside = sources[(sources["format"] == OWN) | sources["reason"].str.endswith(COPIED)]
    not_read = sources[sources["status"] == "not read"]
    themes = store.read_table("themes", Themes)
    found = themes[are_themes(themes)]
    counts = found["question_id"].value_counts()
    unsorted = themes[~themes["theme_id"].isin(found["theme_id"])].groupby("title")["notes"].sum()
    asked = zip(
        *(questions[name] for name in ("table", "question", "notes", "question_id")),
        strict=True,
    )
    waiting = len(store.read_table("conflicts", Conflicts))
    said = "1 thing people wrote waits" if waiting == 1 else f"{waiting} things people wrote wait"
    to_decide = f"{said} for a person: python -m pipeline review status {job.name}"
    decisions = store.read_table("decisions", Decisions)
    ledger = store.read_table("ledger", Ledger)
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
            *say_other_languages(store.read_table("note_language", NoteLanguage), notes),
            *([to_decide] if waiting else ()),
        ),
        advice=tuple((store.reports / "authors.txt").read_text(encoding="utf-8").splitlines()),
        taken_up=(*([f"people {corrected} (event.toml)"] if corrected else []), *say_taken_up(decisions)),
        notices=(*say_carried(decisions), *notices),
    )


def sum_up_series(
    job: SeriesJob, doubts: Sequence[str], problems: Sequence[str], notices: Sequence[str]
) -> SeriesOutcome:
    """How a series came out, from what the record of its run says."""
    return SeriesOutcome(
        series=job.name,
        **job.record["counts"],
        report=job.store.reports / "report.html",
        problems=(*job.files.problems, *problems),
        doubts=(*doubts, *job.record["doubts"]),
        notices=tuple(notices),
    )


def say_changed(changed: Sequence[str]) -> str:
    """Which files were not as the last run had left them."""
    more = f" and {len(changed) - 1} more" if len(changed) > 1 else ""
    return f"{changed[0]}{more} had been changed, damaged or taken away since the last run; made anew"


def say_kept(store: EventStore) -> list[str]:
    """What people had changed in a report, and where their copy is."""
    return [
        f"somebody had changed {name}; that copy is kept as {copy}."
        f" What is filled in there counts once it lies in data/raw/{store.event_id}"
        for name, copy in sorted(store.kept.items())
    ]
