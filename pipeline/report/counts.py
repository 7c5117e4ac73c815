"""What is counted: notes by theme, table, kind and type, and lines by role."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from pipeline.report import figure_wording, wording
from pipeline.report.model import Bar, BarFigure, CountTable, QuestionPart, QuotedNote, ThemePart
from pipeline.tables import KINDS, NOTE_TYPES, ROLES


def count_kinds(notes: Sequence[QuotedNote]) -> list[tuple[str, int]]:
    """Notes by kind, in the order of the contract, without kinds that do not occur."""
    found = Counter(note.kind for note in notes)
    return [(kind, found[kind]) for kind in KINDS if found[kind]]


def count_types(notes: Sequence[QuotedNote]) -> list[tuple[str, int]]:
    """Notes by type, the most frequent first."""
    found = Counter(note.note_type for note in notes)
    counted = [(kind, found[kind]) for kind in NOTE_TYPES if found[kind]]
    return sorted(counted, key=lambda pair: -pair[1])


def count_places(title: str, notes: Sequence[QuotedNote]) -> CountTable:
    """Notes of a theme by table and kind."""
    kinds = [kind for kind, _ in count_kinds(notes)]
    rows = []
    for table in dict.fromkeys(note.table for note in notes):
        found = Counter(note.kind for note in notes if note.table == table)
        cells = [str(found[kind]) for kind in kinds]
        rows.append((table or "No table named", *cells, str(found.total())))
    return CountTable(
        caption=f"Notes in “{title}” by table and kind",
        head=("Table", *(_heading(wording.KIND_COUNTS[kind][1]) for kind in kinds), "All notes"),
        rows=tuple(rows),
        counted=len(kinds) + 1,
    )


def count_themes(heading: str, themes: Sequence[ThemePart], stabilities: Sequence[str]) -> CountTable:
    """The themes of a question side by side."""
    return CountTable(
        caption=f"Draft themes on “{heading}”" if _any_draft(themes) else f"Themes on “{heading}”",
        head=("Theme", "Notes", "Post-its", "Raised once", "Tables", "How steady"),
        rows=tuple(
            (
                theme.title,
                str(len(theme.notes)),
                str(sum(note.kind == "post-it" for note in theme.notes)),
                str(len(theme.raised_once)),
                wording.tables_words(note.table for note in theme.notes) or "–",
                stability,
            )
            for theme, stability in zip(themes, stabilities, strict=True)
        ),
        anchors=tuple(theme.anchor for theme in themes),
        counted=3,
    )


def list_questions(questions: Sequence[QuestionPart]) -> CountTable:
    """The questions side by side."""
    return CountTable(
        caption="What there is on each question",
        head=("Question", "Notes", "Post-its", "Themes", "Raised once", "Table"),
        rows=tuple(
            (
                part.heading,
                str(sum(len(theme.notes) for theme in part.themes)),
                str(sum(note.kind == "post-it" for theme in part.themes for note in theme.notes)),
                str(len(part.themes)),
                str(len(part.raised_once)),
                part.tables or "–",
            )
            for part in questions
        ),
        anchors=tuple(part.anchor for part in questions),
        counted=4,
    )


def count_lines(roles: Mapping[str, int]) -> CountTable:
    """Lines of the documents by what they were taken for."""
    rows = [(wording.ROLE_WORDS[role], f"{roles[role]:,}") for role in ROLES if roles.get(role)]
    return CountTable(
        caption="Every line of the documents, by what it was taken for",
        head=("What the line is", "Lines"),
        rows=(*rows, ("All lines", f"{sum(roles.values()):,}")),
        counted=1,
    )


def list_sources(sources: Sequence[Mapping[str, Any]]) -> CountTable:
    """The documents, read or not."""
    return CountTable(
        caption="The documents",
        head=("Document", "Lines", "Notes", "Read?"),
        rows=tuple(
            (
                row["source"],
                f"{row['lines']:,}",
                f"{row['notes']:,}",
                ": ".join(words for words in (row["status"], row["reason"]) if words),
            )
            for row in sources
        ),
        counted=2,
    )


def show_kinds(position: int, heading: str, themes: Sequence[ThemePart]) -> BarFigure | None:
    """The figure of a question: themes by number of notes, split by kind. None for a single theme."""
    notes = [note for theme in themes for note in theme.notes]
    if len(themes) < 2 or not notes:
        return None
    kinds = count_kinds(notes)
    bars = _bars(themes, [kind for kind, _ in kinds], "kind")
    tables = [len({note.table for note in theme.notes if note.table}) for theme in themes]
    all_tables = len({note.table for note in notes if note.table})
    if all_tables > 1:
        bars = tuple(replace(bar, tables=number) for bar, number in zip(bars, tables, strict=True))
    return BarFigure(
        name=f"question-{position}-themes",
        title=figure_wording.figure_title(heading),
        finding=figure_wording.finding_words(
            [(theme.title, len(theme.notes)) for theme in themes], len(notes), kinds
        )
        + figure_wording.tables_finding([theme.title for theme in themes], tables, all_tables),
        parts=tuple(kind for kind, _ in kinds),
        part_words=tuple(_heading(wording.KIND_COUNTS[kind][1]) for kind, _ in kinds),
        bars=bars,
        counts=_figure_counts(
            "Notes per theme and kind", bars, [_heading(wording.KIND_COUNTS[kind][1]) for kind, _ in kinds]
        ),
        # The table of themes has all notes and post-its; with one other kind that says it all.
        adds_counts=len({kind for kind, _ in kinds} - {"post-it"}) > 1,
    )


def show_types(position: int, heading: str, themes: Sequence[ThemePart]) -> tuple[BarFigure | None, str]:
    """Note types inside the themes of a question: a sentence, and a figure where that says more.

    It says more when themes of some size differ in what comes first in them; otherwise every bar would
    look like the next.
    """
    notes = [note for theme in themes for note in theme.notes]
    if not notes:
        return None, ""
    counted = count_types(notes)
    counts = wording.list_words(
        wording.count_words(number, *wording.TYPE_COUNTS[kind]) for kind, number in counted
    )
    sentence = f"By their wording, the program takes the {len(notes)} notes for {counts}."
    filled = [theme for theme in themes if theme.notes]
    leading = [(theme.title, kind) for theme in filled for kind in _leading_type(theme)]
    if len(filled) < 3 or len({kind for _, kind in leading}) < 2:
        return None, sentence
    kinds = [kind for kind in NOTE_TYPES if any(kind == found for found, _ in counted)]
    bars = _bars(filled, kinds, "note_type")
    labels = [_heading(wording.TYPE_LABELS[kind]) for kind in kinds]
    return (
        BarFigure(
            name=f"question-{position}-types",
            title=f"Kinds of point in each theme: {heading}",
            finding=figure_wording.types_finding(leading, len(filled)),
            parts=tuple(kinds),
            part_words=tuple(labels),
            bars=bars,
            counts=_figure_counts("Notes per theme and kind of point", bars, labels),
            adds_counts=True,
        ),
        sentence,
    )


def _leading_type(theme: ThemePart) -> list[str]:
    """The type that comes first in a theme, if one does and there are notes enough to say so."""
    counted = count_types(theme.notes)
    if len(theme.notes) < 4 or (len(counted) > 1 and counted[0][1] == counted[1][1]):
        return []
    return [counted[0][0]]


def _bars(themes: Sequence[ThemePart], parts: Sequence[str], field: str) -> tuple[Bar, ...]:
    return tuple(
        Bar(theme.title, tuple(sum(getattr(note, field) == part for note in theme.notes) for part in parts))
        for theme in themes
    )


def _figure_counts(caption: str, bars: Sequence[Bar], labels: Sequence[str]) -> CountTable:
    return CountTable(
        caption=caption,
        head=("Theme", *labels, "All notes"),
        rows=tuple(
            (bar.label, *(str(number) for number in bar.counts), str(sum(bar.counts))) for bar in bars
        ),
        counted=len(labels) + 1,
    )


def _any_draft(themes: Sequence[ThemePart]) -> bool:
    return any(theme.label.startswith("Draft") for theme in themes)


def _heading(words: str) -> str:
    return words[:1].upper() + words[1:]
