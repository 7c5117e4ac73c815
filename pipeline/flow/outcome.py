"""How the run of an event ended, in figures and in words for people."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from pipeline.keeping.store import EventStore
from pipeline.tables import Codings, Conflicts, Ledger, Notes, Questions, Sources, Themes


@dataclass(frozen=True)
class QuestionCount:
    """How one question came out."""

    table: str
    question: str
    notes: int
    themes: int


@dataclass(frozen=True)
class EventOutcome:
    """How the run of one event ended.

    Attributes:
        source: What the user named.
        event_id: Slug, or empty when it was not read so far.
        notes: Notes read.
        themed: Notes with a theme.
        questions: Each question with its notes and themes.
        report: What to open first, or None when nothing was written.
        problems: One line each: what went wrong or was left out, where, and what to do.
    """

    source: str
    event_id: str = ""
    notes: int = 0
    themed: int = 0
    questions: tuple[QuestionCount, ...] = ()
    report: Path | None = None
    problems: tuple[str, ...] = ()
    doubts: tuple[str, ...] = ()  # what to check in how it was read
    advice: tuple[str, ...] = ()  # what to know before the reports are sent out
    notices: tuple[str, ...] = ()  # what was damaged and made anew, and what of people's was kept


def sum_up(source: Path, store: EventStore) -> EventOutcome:
    """How an event came out, from its tables.

    Args:
        source: What the user named.
        store: Its tables, all written.
    """
    from pipeline.ingest import list_doubts

    notes = store.read_table("notes", Notes)
    codings = store.read_table("codings", Codings)
    themes = store.read_table("themes", Themes)
    questions = store.read_table("questions", Questions)
    sources = store.read_table("sources", Sources)
    not_read = sources[sources["status"] == "not read"]
    problems = [
        f"{name}: {reason}. It is listed in sources.csv."
        for name, reason in zip(not_read["source"], not_read["reason"], strict=True)
    ]
    counts = themes["question_id"].value_counts()
    asked = zip(
        questions["table"], questions["question"], questions["notes"], questions["question_id"], strict=True
    )
    return EventOutcome(
        source=str(source),
        event_id=store.event_id,
        notes=len(notes),
        themed=int(codings["theme_id"].ne("").sum()),
        questions=tuple(
            QuestionCount(table, question, int(count), int(counts.get(question_id, 0)))
            for table, question, count, question_id in asked
        ),
        report=store.reports / "report.html",
        problems=tuple(problems),
        doubts=(*list_doubts(store.read_table("ledger", Ledger), questions, notes), *_list_waiting(store)),
        advice=tuple((store.reports / "authors.txt").read_text(encoding="utf-8").splitlines()),
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


def _list_waiting(store: EventStore) -> list[str]:
    """Decisions of people that wait for a person."""
    waiting = len(store.read_table("conflicts", Conflicts))
    if not waiting:
        return []
    said = "1 thing people wrote waits" if waiting == 1 else f"{waiting} things people wrote wait"
    return [f"{said} for a person: python -m pipeline review status {store.event_id}"]
