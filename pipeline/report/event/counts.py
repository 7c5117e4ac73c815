"""What is counted: notes by theme, table, kind and type, and lines by role; and what figures of it say."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace

from pandera.typing.pandas import DataFrame

from pipeline.report.blocks import Bar, BarFigure, CountTable
from pipeline.report.event.model import QuestionPart, QuotedNote, ThemePart
from pipeline.report.wording import KIND_COUNTS, ROLE_WORDS, TYPE_COUNTS, TYPE_LABELS, tables_words
from pipeline.tables import KINDS, NOTE_TYPES, ROLES, Sources
from pipeline.tables.contract import list_rows
from pipeline.wording import count_words, list_words


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
        head=("Table", *(_heading(KIND_COUNTS[kind][1]) for kind in kinds), "All notes"),
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
                tables_words(note.table for note in theme.notes) or "–",
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
    rows = [(ROLE_WORDS[role], f"{roles[role]:,}") for role in ROLES if roles.get(role)]
    return CountTable(
        caption="Every line of the documents, by what it was taken for",
        head=("What the line is", "Lines"),
        rows=(*rows, ("All lines", f"{sum(roles.values()):,}")),
        counted=1,
    )


def list_sources(sources: DataFrame[Sources]) -> CountTable:
    """The documents, read or not."""
    return CountTable(
        caption="The documents",
        head=("Document", "Lines", "Notes", "Read?"),
        rows=tuple(
            (
                row["source"],
                f"{row['lines']:,}",
                f"{row['notes']:,}",
                ": ".join(filter(None, (row["status"], row["reason"]))),
            )
            for row in list_rows(sources)
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
        title=f"Notes per theme: {heading}" if heading else "Notes per theme",
        finding=finding_words([(theme.title, len(theme.notes)) for theme in themes], len(notes), kinds)
        + tables_finding([theme.title for theme in themes], tables, all_tables),
        parts=tuple(kind for kind, _ in kinds),
        part_words=tuple(_heading(KIND_COUNTS[kind][1]) for kind, _ in kinds),
        bars=bars,
        counts=_figure_counts(
            "Notes per theme and kind", bars, [_heading(KIND_COUNTS[kind][1]) for kind, _ in kinds]
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
    counts = list_words(count_words(number, *TYPE_COUNTS[kind]) for kind, number in counted)
    sentence = f"By their wording, the program takes the {len(notes)} notes for {counts}."
    filled = [theme for theme in themes if theme.notes]
    leading = [(theme.title, kind) for theme in filled for kind in _leading_type(theme)]
    if len(filled) < 3 or len({kind for _, kind in leading}) < 2:
        return None, sentence
    kinds = [kind for kind in NOTE_TYPES if any(kind == found for found, _ in counted)]
    bars = _bars(filled, kinds, "note_type")
    labels = [_heading(TYPE_LABELS[kind]) for kind in kinds]
    return (
        BarFigure(
            name=f"question-{position}-types",
            title=f"Kinds of point in each theme: {heading}",
            finding=types_finding(leading, len(filled)),
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


def finding_words(bars: Sequence[tuple[str, int]], notes: int, by_kind: Sequence[tuple[str, int]]) -> str:
    """What the figure of a question shows."""
    most = max(number for _, number in bars)
    top = [title for title, number in bars if number == most]
    if len(bars) == 1:
        said = f"All {notes} notes are in one theme, “{bars[0][0]}”."
    elif len(top) == 1:
        least = min(number for _, number in bars)
        said = (
            f"“{top[0]}” has the most notes, {most} of {notes}; the smallest of the {len(bars)} themes"
            f" has {least}."
        )
    elif len(top) == len(bars):
        said = f"Each of the {len(bars)} themes has {most} of the {notes} notes."
    else:
        names = list_words(f"“{title}”" for title in top)
        said = f"{names} have the most notes, {most} of {notes} each."
    if len(by_kind) > 1:
        kinds = list_words(count_words(number, *KIND_COUNTS[kind]) for kind, number in by_kind)
        said += f" Of all notes here, {kinds.replace(' and ', ', ') if len(by_kind) > 2 else kinds}."
    return said


def tables_finding(titles: Sequence[str], tables: Sequence[int], all_tables: int) -> str:
    """At how many tables themes were raised, as one more sentence; empty for a question at one table."""
    most = max(tables, default=0)
    if all_tables < 2 or most < 1:
        return ""
    top = [f"“{title}”" for title, number in zip(titles, tables, strict=True) if number == most]
    if len(top) == len(titles):
        return f" Each theme was raised at {most} of {all_tables} tables."
    verb = "was" if len(top) == 1 else "were each"
    return f" {list_words(top)} {verb} raised at the most tables, {most} of {all_tables}."


def types_finding(leading: Sequence[tuple[str, str]], themes: int) -> str:
    """What the figure of note types shows: the type that comes first in most themes, and where another."""
    by_type: dict[str, list[str]] = {}
    for title, kind in leading:
        by_type.setdefault(kind, []).append(f"“{title}”")
    (most, titles), *rest = sorted(by_type.items(), key=lambda pair: -len(pair[1]))
    plural = TYPE_COUNTS[most][1]
    said = [f"{plural[0].upper()}{plural[1:]} come first in {len(titles)} of {themes} themes"]
    said += [f"{TYPE_COUNTS[kind][1]} in {list_words(others)}" for kind, others in rest]
    return "; ".join(said) + "."
