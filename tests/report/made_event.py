"""A small event built by hand: three questions, some thirty notes, hostile ones among them."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from pipeline.report.event.facts import EventFacts, ReportWords, gather_event
from pipeline.report.event.organisers import find_organiser_lines
from pipeline.report.render import render_reports
from pipeline.settings import ReportSettings, load_settings
from pipeline.tables import (
    SEPARATOR,
    Codings,
    Differences,
    Events,
    EventTables,
    Ledger,
    NoteLanguage,
    Notes,
    Questions,
    SafeNotes,
    Sources,
    SourceTables,
    SummaryPoints,
    SummaryThemes,
    Themes,
    table_of,
)
from pipeline.tables.notes import Vectors

SOURCE = "harrowby.md"
HOSTILE = [
    "<script>alert('x')</script> is what the form said",
    "<img src=x onerror=alert(1)> and </p></li></blockquote><h1>shout</h1>",
    "**not bold** _nor this_ `code` [link](javascript:alert(1)) ![pic](http://example.org/x.png)",
    '=HYPERLINK("http://example.org","click") & +1 @SUM(A1)',
    "- 1. # > | a | b | ~~gone~~ $x^2$ &amp; &lt; \\* 1) end #",
    "Bring tea 🍵 and a 👩🏽‍🦽 friendly room",
    "نحتاج إلى مزيد من الوقت للحديث",
    "An \u202eoverride that turns text round",
    "A bell \x07 and a null-ish \x01 in one line",
    "{{ 7 * 7 }} {% raw %} {{ report }} ${x} %s {0}",
    "]]> --> <!-- &#x3C;b&#x3E; \u2028 next \t tabbed",
    "1. Start here\n   then indented\n\n# then this",
]
QUESTIONS = {
    "q1": ("1", "What is needed for strategic coproduction?"),
    "q2": ("2", "What should training hold? <b>Really</b> & truly"),
    "q3": ("3", "What else?"),
}
ABOUT = (
    ("heading", "## What happened on the day?"),
    ("context", "People moved round three **tables**, about 25 minutes at each"),
    ("context", "Write to [us](mailto:jo@example.org) about what happened"),
    ("heading", "## Next steps"),
    ("context", "We read every note and publish what we will do"),
)
Told = dict[str, tuple[str, str, list[str]]]
THEMES: Told = {
    "t1": (
        "q1",
        "Going to where people are",
        [
            "Need to go out to people",
            "Embed teams into communities",
            "Going out to people and groups",
            "Have a chat with [name] in the market",
            "People feeling safe and valued",
            " ".join(["Long words matter here"] * 100),
        ],
    ),
    "t2": ("q1", "Leading from the front", ["Role models at the top", "Leaders should listen", "Connection"]),
    "t3": ("q1", "Time & trust <cost>", ["Time for staff to learn", "Trust takes time", "Time again"]),
    "t4": ("q2", "Hostile $title$ *with* <i>marks</i>", HOSTILE),
    "t5": ("q2", "In person", ["In person is best", "A cup of tea helps"]),
    "t6": ("q3", "Everything said here", ["Badges", "More notes than one", "Badges"]),
}
FINGERPRINT = "sha256 0123456789abcdef"
CODEBOOK_FIT = {"": "The codebook fits in part.", "q1": "The codebook names 1 of these 3 draft themes."}
TYPES = ("idea", "challenge", "observation", "question", "works_well", "does_not_work")
UNREAD = {"terms": "", "type_reason": "a rule", "other_language": ""}


@dataclass(frozen=True)
class Case:
    """All that a report is made from, so that a test can spoil one table."""

    event: Any
    sources: Any
    ledger: Any
    questions: Any
    notes: Any
    safe_notes: Any
    language: Any
    codings: Any
    themes: Any
    summary_points: Any
    summary_themes: Any
    settings: ReportSettings

    def render(self, reviews: dict[str, str] | None = None) -> dict[str, bytes]:
        """Draft the reports; what people decided about themes, by id."""
        tables, found, words = self.bundle(FINGERPRINT)
        return render_reports(tables, found, replace(words, theme_reviews=reviews or {}), self.settings)

    @property
    def vectors(self) -> Vectors:
        """Of the notes: anything that differs and is the same each time."""
        rows, columns = np.meshgrid(np.arange(len(self.safe_notes)), np.arange(6), indexing="ij")
        return np.cos(1.7 * rows * (columns + 1)).astype(np.float32)

    def build(self) -> EventFacts:
        """Gather what the reports are made from."""
        return gather_event(*self.bundle(FINGERPRINT), "en-GB")

    def bundle(self, fingerprint: str) -> tuple[EventTables, SourceTables, ReportWords]:
        """The tables as the report room takes them."""
        tables = EventTables(
            event=self.event,
            questions=self.questions,
            safe_notes=self.safe_notes,
            language=self.language,
            differences=table_of(Differences, []),
            codings=self.codings,
            themes=self.themes,
            vectors=self.vectors,
            summary_points=self.summary_points,
            summary_themes=self.summary_themes,
        )
        found = SourceTables(self.sources, self.ledger, self.notes)
        organisers = find_organiser_lines(self.ledger)
        return tables, found, ReportWords(fingerprint, CODEBOOK_FIT, {}, organisers=organisers)

    def spoil(self, table: str, column: str, row: int, value: Any) -> Case:
        """The same with one cell changed."""
        spoiled = getattr(self, table).copy()
        spoiled.loc[row, column] = value
        return replace(self, **{table: spoiled})

    def drop(self, table: str, row: int) -> Case:
        """The same with one row gone."""
        return replace(self, **{table: getattr(self, table).drop(index=row).reset_index(drop=True)})


def build_case(told: Told | None = None) -> Case:
    """Build the event.

    Args:
        told: Question, title and notes of each theme; else those above.
    """
    told = THEMES if told is None else told
    rows: dict[str, list[dict[str, Any]]] = {
        name: [] for name in ("ledger", "notes", "safe", "types", "codings")
    }
    line = 1
    for theme_id, (question_id, _, texts) in told.items():
        table, question = QUESTIONS[question_id]
        for number, words in enumerate(texts):
            line += 1
            note_id = f"{theme_id}-n{number:02d}"
            # A note with a masked name, one with mark-up around its words, one with a sub-heading.
            masked = "[name]" in words
            original = words.replace("[name]", "Priya Shah")
            text = original.replace("Embed teams", "**Embed** teams").replace("Priya Shah", "_Priya Shah_")
            kind = "post-it" if number % 3 == 1 else "facilitator"
            where = {"source": SOURCE, "locator": f"line {line}", "line": line}
            about = {"table": "4" if number == 4 else table, "question_id": question_id, "kind": kind}
            context = {
                "heading": "A [name] heading" if masked else "Being *there*" if number == 2 else "",
                "lead_in": "Good practice:" if number == 1 else "",
                "votes": 3 if number == 0 else 0,
                "votes_against": 0,
                "speaker": "[name]" if masked else "",
            }
            first, *more = text.split("\n")
            marks = {"form": "item", "level": 1, "reason": ""}
            rows["ledger"].append(
                {**where, **marks, "text": f"- {first}", "role": "note", "note_id": note_id}
            )
            for extra in more:
                line += 1
                place = {"source": SOURCE, "locator": f"line {line}", "line": line}
                rows["ledger"].append(
                    {**place, **marks, "text": extra, "role": "continuation", "note_id": note_id}
                )
            base = {"note_id": note_id, **where, **about, **context}
            rows["safe"].append({**base, "words": words, "masked": masked})
            rows["notes"].append(
                {
                    **base,
                    "event_id": "harrowby",
                    "question": question,
                    "text": text,
                    "words": original,
                    "heading": context["heading"].replace("[name]", "Priya"),
                    "speaker": context["speaker"].replace("[name]", "Priya"),
                }
            )
            kind_of_note = {"note_type": TYPES[(number + line) % 6], "type_basis": "reviewed"}
            rows["types"].append({"note_id": note_id, **kind_of_note, "asks": number % 3 == 2})
            strength = (0.9, 0.6, 0.3)[number % 3]
            siblings = [other for other in told if told[other][0] == question_id and other != theme_id]
            rows["codings"].append(
                {
                    "note_id": note_id,
                    "question_id": question_id,
                    "theme_id": theme_id,
                    "strength": strength,
                    "weak": strength < 0.4,
                    "basis": "discovered",
                    "other_themes": siblings[0] if number == 2 and siblings else "",
                    "raised_once": number % 4 == 3,
                    "nearest": SEPARATOR.join(
                        f"{theme_id}-n{near:02d}" for near in range(min(2, len(texts))) if near != number
                    ),
                }
            )
    for number, (role, text) in enumerate(ABOUT, start=950):
        place = {"source": SOURCE, "locator": f"line {number}", "line": number, "note_id": "", "reason": ""}
        rows["ledger"].append({**place, "form": "text", "level": 0, "role": role, "text": text})
    summary = {"source": SOURCE, "locator": "line 900", "line": 900, "note_id": "", "reason": ""}
    summary |= {"form": "item", "level": 1}
    rows["ledger"].append({**summary, "text": "* Go to where **Priya Shah** is", "role": "summary"})
    return Case(
        event=table_of(
            Events,
            [
                {
                    "event_id": "harrowby",
                    "title": "Listening at Harrowby <Library> & friends",
                    "date": "2025-03-14",
                    "place": "Harrowby Library",
                    "series": "",
                }
            ],
        ),
        sources=table_of(
            Sources,
            [
                _source(SOURCE, len(rows["ledger"]), len(rows["notes"]), "read", ""),
                _source("photo.heic", 0, 0, "not read", "no reader for this kind of file"),
            ],
        ),
        ledger=table_of(Ledger, rows["ledger"]),
        questions=table_of(
            Questions,
            [
                {
                    "question_id": question_id,
                    "event_id": "harrowby",
                    "position": position,
                    "table": table,
                    "question": question,
                    "number": "",
                    "wordings": question,
                    "notes": sum(row["question_id"] == question_id for row in rows["notes"]),
                }
                for position, (question_id, (table, question)) in enumerate(QUESTIONS.items(), start=1)
            ],
        ),
        notes=table_of(Notes, rows["notes"]),
        safe_notes=table_of(SafeNotes, rows["safe"]),
        language=table_of(NoteLanguage, [{**row, **UNREAD} for row in rows["types"]]),
        codings=table_of(Codings, rows["codings"]),
        themes=table_of(
            Themes,
            [
                _theme(theme_id, number, *theme)
                for number, (theme_id, theme) in enumerate(told.items(), start=1)
            ],
        ),
        summary_points=table_of(
            SummaryPoints,
            [
                {
                    "point_id": "s-001",
                    "question_id": "q1",
                    "heading": "",
                    "text": "Go to where **Priya Shah** is",
                    "words": "Go to where Priya Shah is",
                    "safe_words": "Go to where [name] is",
                    "verdict": "found in the notes",
                    "similarity": 0.61,
                    "theme_ids": "t1",
                    "note_ids": SEPARATOR.join(("t1-n00", "t1-n02")),
                    "similarities": "0.61 | 0.44",
                    "source": SOURCE,
                    "locator": "line 900",
                    "line": 900,
                }
            ],
        ),
        summary_themes=table_of(
            SummaryThemes,
            [
                {
                    "theme_id": theme_id,
                    "question_id": question_id,
                    "title": title,
                    "notes": len(texts),
                    "notes_near": 2 if theme_id == "t1" else 0,
                    "points": 1 if theme_id == "t1" else 0,
                    "headings": "",
                }
                for theme_id, (question_id, title, texts) in told.items()
            ],
        ),
        settings=load_settings().report,
    )


def _source(name: str, lines: int, notes: int, status: str, reason: str) -> dict[str, Any]:
    return {
        "source": name,
        "format": "markdown",
        "sha256": "",
        "lines": lines,
        "notes": notes,
        "status": status,
        "reason": reason,
    }


def _theme(theme_id: str, number: int, question_id: str, title: str, texts: list[str]) -> dict[str, Any]:
    keys = range(min(len(texts), 5 if theme_id != "t4" else 12))
    return {
        "theme_id": theme_id,
        "question_id": question_id,
        "position": number,
        "title": title,
        "summary": f"What {len(texts)} notes say of {title}.",
        "notes": len(texts),
        "raised_once": sum(place % 4 == 3 for place in range(len(texts))),
        "stability": ("stands firm", "holds mostly", "depends on few notes", "too few notes to tell")[
            number % 4
        ],
        "basis": "codebook" if theme_id == "t1" else "discovered",
        "code": "go-to-people" if theme_id == "t1" else "",
        "code_fit": 0.52 if theme_id == "t1" else 0.1,
        "terms": SEPARATOR.join(("people", "go out", "<community>")),
        "key_points": SEPARATOR.join(texts[key] for key in keys),
        "key_point_ids": SEPARATOR.join(f"{theme_id}-n{key:02d}" for key in keys),
        "shown": SEPARATOR.join(f"{theme_id}-n{key:02d}" for key in keys),
    }
