"""Events with known themes, made at the level of the tables: cheap, and the truth is known."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from pipeline.keeping.store import EventStore, Workspace
from pipeline.tables import (
    KINDS,
    NOTE_TYPES,
    SEPARATOR,
    VERDICTS,
    CodedNotes,
    Codings,
    Differences,
    EventFigures,
    Events,
    EventTables,
    NoteLanguage,
    Notes,
    Questions,
    Roster,
    SafeNotes,
    SummaryPoints,
    SummaryThemes,
    SurveyAnswers,
    Targets,
    Themes,
    WithheldWords,
    columns_of,
    table_of,
)

DIMENSIONS = 64
NOISE = 0.05  # per dimension; a note is about 0.9 similar to its theme


@dataclass(frozen=True)
class Planted:
    """One theme at one event.

    Attributes:
        name: What it is in truth, the same at every event.
        notes: How many notes it has there.
        tables: At how many tables.
        code: The code that names it, or empty.
        near: Another truth it leans towards, with how much (0 to 1), or nothing.
    """

    name: str
    notes: int
    tables: int = 1
    code: str = ""
    near: tuple[str, float] = ("", 0.0)


def make_event(
    event_id: str, date: str, planted: Sequence[Planted], *, series: str = "s", title: str = ""
) -> EventTables:
    """An event of two questions with these themes, the same every time."""
    notes: list[dict[str, Any]] = []
    vectors: list[np.ndarray] = []
    codings: list[dict[str, Any]] = []
    themes: list[dict[str, Any]] = []
    positions = {0: 0, 1: 0}
    for theme in planted:
        # The side a theme is on must not depend on what else is raised at the event.
        asked = _number(theme.name) % 2
        question_id = f"q{asked + 1}-{event_id}"
        theme_id = f"{question_id}.{theme.code or 'd-' + _digest(event_id + theme.name)[:6]}"
        positions[asked] += 1
        ids = []
        for number in range(theme.notes):
            note_id = f"n-{_digest(f'{event_id}/{theme.name}/{number}')[:12]}"
            ids.append(note_id)
            vectors.append(_vector(theme, note_id))
            notes.append(
                {
                    "note_id": note_id,
                    "question_id": question_id,
                    "source": "notes.md",
                    "locator": f"line {len(notes) + 1}",
                    "line": len(notes) + 1,
                    "table": str(1 + number % theme.tables),
                    "kind": KINDS[number % 2],
                    "heading": "",
                    "lead_in": "",
                    "words": f"{theme.name} point {number} at {event_id}",
                    "votes": 0,
                    "votes_against": 0,
                    "speaker": "",
                    "masked": False,
                }
            )
            codings.append(
                {
                    "note_id": note_id,
                    "question_id": question_id,
                    "theme_id": theme_id,
                    "strength": 0.5,
                    "weak": False,
                    "basis": "codebook" if theme.code else "discovered",
                    "other_themes": "",
                    "raised_once": theme.notes == 1,
                    "nearest": "",
                }
            )
        themes.append(
            {
                "theme_id": theme_id,
                "question_id": question_id,
                "position": positions[asked],
                "title": f"{theme.name.capitalize()}",
                "summary": "",
                "notes": theme.notes,
                "raised_once": int(theme.notes == 1),
                "stability": "stands firm",
                "basis": "codebook" if theme.code else "discovered",
                "code": theme.code,
                "code_fit": 0.5,
                "terms": "",
                "key_points": SEPARATOR.join(
                    f"{theme.name} point {n} at {event_id}" for n in range(min(3, theme.notes))
                ),
                "key_point_ids": SEPARATOR.join(ids[:3]),
                "shown": SEPARATOR.join(ids[:3]),
            }
        )
    about = {"event_id": event_id, "title": title or event_id, "date": date, "place": "", "series": series}
    questions = [
        {
            "question_id": f"q{number}-{event_id}",
            "event_id": event_id,
            "position": number,
            "table": "",
            "question": f"Question {number}?",
            "number": "",
            "wordings": f"Question {number}?",
            "notes": sum(note["question_id"] == f"q{number}-{event_id}" for note in notes),
        }
        for number in (1, 2)
    ]
    language = [
        {
            "note_id": note["note_id"],
            "terms": "",
            "note_type": NOTE_TYPES[number % len(NOTE_TYPES)],
            "type_basis": "reviewed",
            "type_reason": "",
            "asks": False,
            "other_language": "",
        }
        for number, note in enumerate(notes)
    ]
    return EventTables(
        event=table_of(Events, [about]),
        questions=table_of(Questions, questions),
        safe_notes=table_of(SafeNotes, notes),
        language=table_of(NoteLanguage, language),
        differences=table_of(Differences, []),
        codings=table_of(Codings, codings),
        themes=table_of(Themes, themes),
        vectors=np.array(vectors, dtype=np.float32).reshape(len(notes), DIMENSIONS),
        summary_points=table_of(SummaryPoints, _summary_points(notes)),
        summary_themes=table_of(
            SummaryThemes,
            [
                {
                    "theme_id": theme["theme_id"],
                    "question_id": theme["question_id"],
                    "title": theme["title"],
                    "notes": theme["notes"],
                    "notes_near": number % 2,
                    "points": number % 2,
                    "headings": "",
                }
                for number, theme in enumerate(themes)
            ],
        ),
    )


def make_series() -> list[EventTables]:
    """Twelve events in which themes stay, appear, grow, fade, end and split."""
    events = []
    for month in range(1, 13):
        late = month > 8
        planted = [
            Planted("steady", 5, 2),
            Planted("trust", 4, 2, code="trust"),
            Planted("growing", 9 if late else 2, 3 if late else 1),
            Planted("fading", 2 if late else 8, 1 if late else 3),
            Planted("filler one", 6, 3),
            Planted("filler two", 6, 3),
            Planted("splitting", 5, 2),
        ]
        if late:
            planted += [Planted("appearing", 5, 2)]
            planted += [Planted("split off", 4, 2, near=("splitting", 0.45))]
        if month <= 5:
            planted += [Planted("ending", 5, 2)]
        if month == 3:
            planted += [Planted("said once early", 1)]
        if month == 11:
            planted += [Planted("said once late", 1)]
        events.append(make_event(f"2025-{month:02d}-event", f"2025-{month:02d}-10", planted))
    return events


def _summary_points(notes: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
    """Three points that the organisers wrote down; their ids are the same at every event."""
    return [
        {
            "point_id": f"s-{number:03d}",
            "question_id": "",
            "heading": "",
            "text": f"A point {number}",
            "words": f"A point {number}",
            "safe_words": f"A point {number}",
            "verdict": verdict,
            "similarity": 0.5,
            "theme_ids": "",
            "note_ids": "",
            "similarities": "",
            "source": "notes.md",
            "locator": f"line {len(notes) + number}",
            "line": len(notes) + number,
        }
        for number, verdict in enumerate((VERDICTS[0], VERDICTS[0], VERDICTS[1]), start=1)
    ]


def _vector(theme: Planted, note_id: str) -> np.ndarray:
    base = _direction(theme.name)
    if theme.near[0]:
        base = theme.near[1] * _direction(theme.near[0]) + (1 - theme.near[1]) * base
        base /= np.linalg.norm(base)
    noise = np.random.default_rng(_number(note_id)).normal(0.0, NOISE, DIMENSIONS)
    vector = base + noise
    return np.asarray(vector / np.linalg.norm(vector))


def _direction(name: str) -> np.ndarray:
    vector = np.random.default_rng(_number(name)).normal(size=DIMENSIONS)
    return np.asarray(vector / np.linalg.norm(vector))


def _number(name: str) -> int:
    return int(_digest(name)[:12], 16)


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def keep_event(root: Path, event: EventTables) -> None:
    """Write an event's tables into a workspace, as if it had been run from data/raw."""
    workspace = Workspace(root)
    store = EventStore(workspace, event.event_id)
    folder = workspace.raw / event.event_id
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "notes.md").write_text("as the tables say", encoding="utf-8")
    questions = dict(zip(event.questions["question_id"], event.questions["question"], strict=True))
    titles = dict(zip(event.themes["theme_id"], event.themes["title"], strict=True))
    notes = event.safe_notes.assign(
        event_id=event.event_id,
        text=event.safe_notes["words"],
        question=event.safe_notes["question_id"].map(questions),
    )
    coded = notes.drop(columns=["words"]).merge(event.language, on="note_id")
    coded = coded.merge(event.codings.drop(columns="question_id"), on="note_id")
    coded = coded.assign(theme=coded["theme_id"].map(titles))
    tables = {
        "event": event.event,
        "questions": event.questions,
        "notes": notes[columns_of(Notes)],
        "safe_notes": event.safe_notes,
        "shown_notes": event.safe_notes,
        "note_language": event.language,
        "differences": event.differences,
        "codings": event.codings,
        "themes": event.themes,
        "coded_notes": coded[columns_of(CodedNotes)],
        "summary_points": event.summary_points,
        "summary_themes": event.summary_themes,
        "survey_answers": table_of(SurveyAnswers, []),
        "figures": table_of(EventFigures, []),
        "targets": table_of(Targets, []),
        "withheld": table_of(WithheldWords, []),
        "roster": table_of(Roster, []),
    }
    for name, table in tables.items():
        store.write_table(name, table)
    store.write_vectors(event.vectors)
    store.write_record({"event_id": event.event_id, "source": event.event_id})
