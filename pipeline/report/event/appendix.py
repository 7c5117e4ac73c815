"""The appendix of a report: every note once, what is thought of it, and what became of every line."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Container, Mapping, Sequence

import pandas as pd
from pandera.typing.pandas import DataFrame

from pipeline.report import wording
from pipeline.report.blocks import (
    AnyFigure,
    Bar,
    BarFigure,
    Block,
    Bullets,
    CountTable,
    Document,
    ListedNote,
    NoteList,
    Quote,
    Section,
    Text,
    make_anchor,
)
from pipeline.report.event.facts import EventFacts, Question, Theme, list_shown
from pipeline.report.event.frame import explain_method, frame_report
from pipeline.report.event.note_map import draw_map
from pipeline.report.event.notes import Note, count_kinds, join_places, name_documents
from pipeline.settings import ReportSettings
from pipeline.tables import (
    NO_ANSWER,
    RATED,
    ROLES,
    EventTables,
    Ledger,
    Sources,
    SourceTables,
    SummaryPoints,
    SummaryThemes,
)
from pipeline.tables.contract import Row, list_rows, split_cell
from pipeline.wording import count_words, list_words
from pipeline.wording.marks import add_marks

_EVERY_NOTE = "Each note once, in the order of the write-up, with where it was taken, its kind and its theme."
# What stands behind a note, and of which notes it says what.
_MARKS: dict[str, tuple[str, Callable[[Note], bool]]] = {
    "Ask": ("one worded as a request", lambda note: note.asks),
    "raised once": (
        "one that no other note of its question comes near, neither below it nor in its theme",
        lambda note: note.raised_once,
    ),
    "weak fit": ("one that the program was least sure where to put", lambda note: note.weak),
}

_UNTITLED = "In the workbook and on the board, a theme without a title goes by one of its notes as well:"


def build_appendix(
    facts: EventFacts,
    tables: EventTables,
    found: SourceTables,
    settings: ReportSettings,
    forms: Sequence[str],
) -> Document:
    """The appendix of the report on an event.

    Args:
        forms: What short forms in the notes mean, one sentence each.
    """
    rows = {note_id: row for row, note_id in enumerate(tables.safe_notes["note_id"])}
    listed = list_shown(facts, settings.theme_notes)
    questions = [
        _show_question(question, listed, draw_map(question, rows, tables.vectors), facts)
        for question in facts.questions
    ]
    sections = [
        Section("every-note", "Every note", (Text(_say_listed(facts, len(listed))), *questions)),
        *_compare_with_summary(facts, tables.summary_points, tables.summary_themes),
        Section("method", "How this was made and how sure it is", tuple(explain_method(facts, forms))),
        Section(
            "lines",
            "What became of every line",
            (
                Text(_say_lines(facts, len(found.ledger))),
                count_lines(found.ledger),
                _list_sources(found.sources, name_documents(facts.sources)),
                Text(f"{wording.FINGERPRINT} {facts.words.fingerprint}", "aside"),
            ),
        ),
    ]
    eyebrow = f"Appendix to the report on {wording.OCCASIONS[facts.occasion][0]}"
    return frame_report(facts, "Every note", eyebrow, sections)


def _say_listed(facts: EventFacts, shown: int) -> str:
    """What is listed, and what the marks mean that stand behind notes."""
    notes = facts.notes
    if not notes:
        return wording.say("no_notes")
    marks = [
        f"“{mark}” marks {of}" for mark, (of, holds) in _MARKS.items() if any(holds(note) for note in notes)
    ]
    said = " ".join((_EVERY_NOTE, *([f"{list_words(marks)}."] if marks else [])))
    if shown == len(notes):
        return said
    return (
        f"{shown:,} of the {len(notes):,} notes, of each theme some from the whole write-up: more than that"
        f" no report can hold and be read. The table coded_notes.csv holds every note. {said}"
    )


def _show_question(
    question: Question, listed: set[str], figure: AnyFigure | None, facts: EventFacts
) -> Section:
    anchor = make_anchor("question", question.question_id)
    notes = question.notes
    if not notes:
        return Section(anchor, question.heading, (Text(wording.say("nothing_asked")),), question.eyebrow)
    titles = {theme.theme_id: theme.heading for theme in question.themes}
    in_order = sorted(notes, key=lambda note: note.position)
    weak = sum(note.weak for note in notes)
    said = f"{_say_sorted(question.themes)}."
    fit = facts.words.codebook_fit.get(question.question_id, "")
    said += f" {weak:,} of them {'is a weak fit' if weak == 1 else 'are weak fits'}." if weak else ""
    blocks: list[Block | Section] = [Text(f"{said} {fit}".strip())]
    if not all(theme.is_other for theme in question.themes):
        blocks.append(_count_themes(question))
    if untitled := [f"{theme.untitled}: {theme.title}" for theme in question.themes if theme.untitled]:
        blocks += [Text(_UNTITLED), Bullets(tuple(untitled))]
    blocks += [chart for chart in (chart_kinds(question), figure) if chart]
    blocks.append(NoteList(question.heading, _list_notes(in_order, titles, listed)))
    return Section(anchor, question.heading, tuple(blocks), question.eyebrow)


def _list_notes(
    notes: Sequence[Note], titles: Mapping[str, str], listed: Container[str]
) -> tuple[ListedNote, ...]:
    """A row for each note; one for all that differ in nothing but their place, where the first stands."""
    alike: dict[tuple[str, str, str], list[Note]] = {}
    for note in notes:
        if note.note_id in listed:
            alike.setdefault(_describe(note, titles[note.theme_id]), []).append(note)
    return tuple(
        ListedNote(
            references=join_places([", ".join(filter(None, (note.table, note.place))) for note in own]),
            words=words,
            context=context,
            said=f"{len(own):,} notes · {said}" if own[1:] else said,
            note_ids=tuple(note.note_id for note in own),
        )
        for (words, context, said), own in alike.items()
    )


def _describe(note: Note, theme: str) -> tuple[str, str, str]:
    """A note's words, what stood around it, and what is known of it."""
    said = [wording.KIND_LABELS[note.kind], theme]
    said += [mark for mark, (_, holds) in _MARKS.items() if holds(note)]
    said += [note.votes] if note.votes else []
    said += [f"said by {note.speaker}"] if note.speaker else []
    return note.words, " · ".join(filter(None, (note.heading, note.lead_in))), " · ".join(said)


def _count_themes(question: Question) -> CountTable:
    counts: dict[str, Callable[[Note], bool]] = {
        "Notes": lambda note: True,
        "Post-its": lambda note: note.kind == "post-it",
        "Raised once": lambda note: note.raised_once,
    }
    counted = [name for name, holds in counts.items() if any(map(holds, question.notes))]
    places = ("Tables",) if len(question.tables) > 1 else ()
    rows = []
    for theme in question.themes:
        numbers = [f"{sum(map(counts[name], theme.notes)):,}" for name in counted]
        tables = (wording.tables_words(note.table for note in theme.notes) or "–",) if places else ()
        rows.append((theme.heading, *numbers, *tables, "–" if theme.is_other else theme.stability))
    return CountTable(
        caption=f"Themes on “{question.heading}”",
        head=("Theme", *counted, *places, "How steady"),
        rows=tuple(rows),
        counted=len(counted),
    )


def chart_kinds(question: Question) -> BarFigure | None:
    """The figure of a question: themes by number of notes, split by kind. None for a single theme."""
    themes = [theme for theme in question.themes if theme.notes]
    if len(themes) < 2:
        return None
    kinds = [kind for kind, _ in count_kinds(question.notes)]
    labels = tuple(wording.capital(wording.KIND_COUNTS[kind][1]) for kind in kinds)
    bars = tuple(
        Bar(theme.heading, tuple(sum(note.kind == kind for note in theme.notes) for kind in kinds))
        for theme in themes
    )
    title = f"Notes in each theme: {question.heading}"
    first, notes = themes[0], len(question.notes)
    return BarFigure(
        name=f"question-{question.position}-themes",
        title=title,
        finding=f"{add_marks(first.heading)} has {len(first.notes)} of {count_words(notes, 'note')};"
        f" {wording.kinds_words(count_kinds(question.notes))}.",
        part_words=labels,
        bars=bars,
    )


def _say_lines(facts: EventFacts, lines: int) -> str:
    by_people = f" People {facts.corrected}; the ledger names each." if facts.corrected else ""
    every = _say_sorted([theme for question in facts.questions for theme in question.themes])
    return (
        f"No note was set aside{every and f': {every}'}. The documents have"
        f" {count_words(lines, 'line')}; this is what the program took each of them for.{by_people} If a"
        " remark was taken for something else, it is among these lines and can be brought back."
    )


def _say_sorted(themes: Sequence[Theme]) -> str:
    """Where notes are: "9 notes in 3 themes and 2 notes under “Other points”"."""
    found = [theme for theme in themes if not theme.is_other]
    said = [f"{_count_notes(found)} in {count_words(len(found), 'theme')}"] if found else []
    for title in dict.fromkeys(theme.title for theme in themes if theme.is_other):
        own = [theme for theme in themes if theme.is_other and theme.title == title]
        said.append(f"{_count_notes(own)} under “{title}”")
    return list_words(said)


def _count_notes(themes: Sequence[Theme]) -> str:
    return count_words(sum(len(theme.notes) for theme in themes), "note")


def count_lines(ledger: DataFrame[Ledger]) -> CountTable:
    """How many lines were taken for what; answers set aside are counted apart from what tells of the file."""
    aside = ledger["role"].eq("metadata")
    rated = ledger["reason"].str.endswith(f": {RATED}") & aside
    empty = ledger["reason"].eq(NO_ANSWER) & aside
    roles = Counter(ledger["role"].mask(rated, RATED).mask(empty, NO_ANSWER).tolist())
    words = {**wording.ROLE_WORDS, RATED: wording.RATED, NO_ANSWER: wording.NO_ANSWER}
    rows = [(words[role], f"{roles[role]:,}") for role in (*ROLES, RATED, NO_ANSWER) if roles.get(role)]
    return CountTable(
        caption="Every line of the documents, by what it was taken for",
        head=("What the line is", "Lines"),
        rows=(*rows, ("All lines", f"{roles.total():,}")),
        counted=1,
    )


def _list_sources(sources: DataFrame[Sources], names: Mapping[str, str]) -> CountTable:
    called = {name: short for name, short in names.items() if short != name}
    return CountTable(
        caption="The documents",
        head=("Document", "Lines", "Notes", "Read?"),
        rows=tuple(
            (
                ": ".join(filter(None, (called.get(row["source"], ""), row["source"]))),
                f"{row['lines']:,}",
                f"{row['notes']:,}",
                ": ".join(filter(None, (row["status"], row["reason"]))),
            )
            for row in list_rows(sources)
        ),
        counted=2,
    )


def _compare_with_summary(
    facts: EventFacts, points: DataFrame[SummaryPoints], themes: DataFrame[SummaryThemes]
) -> list[Section]:
    """The organisers' own summary beside the notes nearest to it; nothing where there is none."""
    if points.empty:
        return []
    names = {question.question_id: question.heading for question in facts.questions} | {"": ""}
    notes = {note.note_id: note for note in facts.notes}
    grouped = dict(iter(points.groupby("question_id")))
    blocks: list[Block] = [
        Text(
            "The organisers wrote a summary of their own with"
            f" {count_words(len(points), 'point')}. It had no part in making the themes. Beside each point"
            " stand the notes nearest to it by wording. “Found” is said of few: those nearest by far. Even"
            " there the note may mean something else. Of the others the program cannot tell: read the notes."
        )
    ]
    if points["heading"].any():
        shown = {heading for cell in themes["headings"] for heading in split_cell(cell)}
        headings = count_words(len(set(points["heading"]) - {""}), "heading")
        blocks.append(Text(f"Of its {headings}, the themes have {len(shown)} as titles, in the same words."))
    blocks += [_show_points(names[key], grouped[key], notes) for key in names if key in grouped]
    called_by = {theme.theme_id: theme.heading for theme in facts.themes}
    beyond = themes[(themes["points"] == 0) & themes["theme_id"].isin(called_by)]
    if len(beyond):
        called = beyond["theme_id"].map(called_by)
        places = {question.question_id: question.where for question in facts.questions}
        rows = zip(called, beyond["notes"].astype(str), beyond["question_id"].map(places), strict=True)
        blocks.append(
            CountTable(
                caption="Themes to which no point of the summary is nearest",
                head=("Theme", "Notes", "Where"),
                rows=tuple(rows),
                counted=1,
            )
        )
    return [Section("organisers", wording.SUMMARY, tuple(blocks))]


def _show_points(question: str, points: pd.DataFrame, notes: Mapping[str, Note]) -> CountTable:
    def row(point: Row) -> tuple[str | Quote, ...]:
        near = [notes[note_id] for note_id in split_cell(point["note_ids"]) if note_id in notes]
        places = "; ".join(", ".join(filter(None, (note.table, note.place))) for note in near[1:])
        first: str | Quote = Quote(near[0].note_id, near[0].words, near[0].place) if near else "–"
        return f"“{point['safe_words']}”", point["verdict"], first, places or "–"

    return CountTable(
        caption=f"Points of the summary on “{question}”" if question else "Points of the summary",
        head=("The organisers wrote", "What the notes hold", "Nearest note", "Others near it"),
        rows=tuple(map(row, list_rows(points))),
    )
