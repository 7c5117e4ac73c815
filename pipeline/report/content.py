"""Build the content of a report from the tables, once for all kinds of file."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

from pandera.typing.pandas import DataFrame

from pipeline.report import wording
from pipeline.report.counts import (
    count_kinds,
    count_lines,
    count_places,
    count_themes,
    count_types,
    list_questions,
    list_sources,
    show_kinds,
    show_types,
)
from pipeline.report.method import explain_method, explain_review
from pipeline.report.model import Link, QuestionPart, QuotedNote, Report, ThemePart
from pipeline.report.note_map import add_maps
from pipeline.report.plain import advise_authors, explain_forms, write_page
from pipeline.report.short_forms import find_short_forms, read_glossary
from pipeline.report.summary import compare_with_summary
from pipeline.settings import ReportSettings
from pipeline.store import Vectors
from pipeline.tables import (
    SEPARATOR,
    Codings,
    Events,
    Ledger,
    NoteLanguage,
    Notes,
    Questions,
    SafeNotes,
    Sources,
    SummaryPoints,
    SummaryThemes,
    Themes,
)

Row = dict[str, Any]


def build_content(
    event: DataFrame[Events],
    sources: DataFrame[Sources],
    ledger: DataFrame[Ledger],
    questions: DataFrame[Questions],
    notes: DataFrame[Notes],
    safe_notes: DataFrame[SafeNotes],
    language: DataFrame[NoteLanguage],
    codings: DataFrame[Codings],
    themes: DataFrame[Themes],
    summary_points: DataFrame[SummaryPoints],
    summary_themes: DataFrame[SummaryThemes],
    codebook_fit: Mapping[str, str],
    theme_reviews: Mapping[str, str],
    review_words: Sequence[str],
    fingerprint: str,
    settings: ReportSettings,
    vectors: Vectors | None = None,
) -> Report:
    """Put together all that a report on one event says.

    Args:
        event: The event, one row.
        sources: Its documents.
        ledger: Every line of them.
        questions: The questions asked.
        notes: The notes as they stand in the sources.
        safe_notes: The notes as reports may show them.
        language: Note types.
        codings: The theme of every note.
        themes: The themes of every question.
        summary_points: What the notes hold of each point of the organisers' own summary.
        summary_themes: What that summary holds of each draft theme.
        codebook_fit: How well the codebook fits, in words: by question_id, and under "" as a whole.
        theme_reviews: What people decided about a theme, as a sentence, by theme_id.
        review_words: How the review stands, as paragraphs.
        fingerprint: What the report was made from, as one line.
        settings: How reports are written.
        vectors: Of the notes, in the order of safe_notes; without them there are no maps.
    """
    about: Row = _rows(event)[0]
    theme_rows = sorted(_rows(themes), key=lambda row: row["position"])
    titles = {row["theme_id"]: Link(_anchor("theme", row["theme_id"]), row["title"]) for row in theme_rows}
    quoted = _quote_notes(notes, safe_notes, language, codings, titles, settings)
    parts = tuple(
        _question_part(
            row,
            [t for t in theme_rows if t["question_id"] == row["question_id"]],
            quoted,
            codebook_fit.get(row["question_id"], ""),
            theme_reviews,
        )
        for row in sorted(_rows(questions), key=lambda row: row["position"])
    )
    if vectors is not None:
        parts = add_maps(parts, dict(zip(safe_notes["note_id"], vectors, strict=True)))
    shown = [note for part in parts for theme in part.themes for note in theme.notes]
    checked = sum(row["basis"] == "reviewed" for row in theme_rows)
    weak = sorted((note for note in shown if note.weak), key=lambda note: note.strength)
    roles = Counter(ledger["role"].tolist())
    tables = list(dict.fromkeys(note.table for note in shown if note.table))
    date = str(about["date"])
    forms = find_short_forms([note.words for note in shown], read_glossary(settings.glossary))
    page = write_page(parts, len(shown), len(tables), forms, settings)
    return Report(
        event_id=about["event_id"],
        language=settings.language,
        title=about["title"] or about["event_id"],
        subtitle=", ".join(words for words in (wording.date_words(date), about["place"]) if words),
        date=date,
        status=wording.status_words(checked, len(theme_rows)),
        page=page,
        advice=advise_authors(page, forms, settings.contact),
        glance=wording.glance_words(
            notes=len(shown),
            tables=len(tables),
            questions=len(parts),
            postits=sum(note.kind == "post-it" for note in shown),
            themes=wording.themes_words(len(theme_rows), checked),
            raised_once=sum(note.raised_once for note in shown),
            unread=[row["source"] for row in _rows(sources) if row["status"] != "read"],
        ),
        overview=list_questions(parts),
        checks_sentence=wording.checks_words(len(weak), len(shown), min(len(weak), settings.first_checks)),
        checks=tuple(weak[: settings.first_checks]),
        questions=parts,
        summary=compare_with_summary(_rows(summary_points), _rows(summary_themes), parts),
        method=explain_review(review_words)
        + explain_method(
            len(shown),
            sum(note.masked for note in shown),
            roles["summary"],
            codebook_fit.get("", ""),
            explain_forms(forms),
        ),
        set_aside_sentence=wording.set_aside_words(len(shown), len(ledger)),
        lines=count_lines(roles),
        sources=list_sources(_rows(sources)),
        fingerprint=fingerprint,
    )


def _quote_notes(
    notes: DataFrame[Notes],
    safe_notes: DataFrame[SafeNotes],
    language: DataFrame[NoteLanguage],
    codings: DataFrame[Codings],
    titles: dict[str, Link],
    settings: ReportSettings,
) -> dict[str, list[QuotedNote]]:
    """Every note that can be shown, by its theme and in the order of the sources."""
    safe = {row["note_id"]: row for row in _rows(safe_notes)}
    coded = {row["note_id"]: row for row in _rows(codings)}
    types = dict(zip(language["note_id"], language["note_type"], strict=True))
    several = notes["source"].nunique() > 1
    quoted: dict[str, list[QuotedNote]] = {theme_id: [] for theme_id in titles}
    for note in _rows(notes):
        shown, coding = safe.get(note["note_id"]), coded.get(note["note_id"])
        # A note without its safe words or its theme is not shown here; check_quotes then refuses.
        if shown is None or coding is None or coding["theme_id"] not in titles:
            continue
        quoted[coding["theme_id"]].append(
            _quote_note(note, shown, coding, types.get(note["note_id"], ""), titles, several, settings)
        )
    return quoted


def _quote_note(
    note: Row,
    shown: Row,
    coding: Row,
    note_type: str,
    titles: dict[str, Link],
    several_sources: bool,
    settings: ReportSettings,
) -> QuotedNote:
    table = wording.table_words(shown["table"])
    locator = shown["locator"] or f"line {shown['line']}"
    reference = [table, shown["source"] if several_sources else "", locator]
    if coding["weak"]:
        strength = wording.STRENGTH_WEAK
    elif coding["strength"] >= settings.clear_strength:
        strength = wording.STRENGTH_CLEAR
    else:
        strength = wording.STRENGTH_FAIR
    return QuotedNote(
        note_id=shown["note_id"],
        anchor=_anchor("note", shown["note_id"]),
        words=shown["words"],
        as_written="" if shown["masked"] else _mark_up_only(note["text"], note["words"]),
        source=shown["source"],
        locator=shown["locator"],
        line=int(shown["line"]),
        reference=", ".join(words for words in reference if words),
        place=f"{locator} of {shown['source']}",
        table=table,
        kind=shown["kind"],
        kind_words=wording.KIND_LABELS[shown["kind"]],
        note_type=note_type,
        type_words=wording.TYPE_LABELS.get(note_type, note_type),
        heading=shown["heading"],
        lead_in=shown["lead_in"],
        speaker=shown["speaker"],
        votes=int(shown["votes"]),
        masked=bool(shown["masked"]),
        theme=titles[coding["theme_id"]],
        strength=float(coding["strength"]),
        strength_words=strength,
        weak=bool(coding["weak"]),
        raised_once=bool(coding["raised_once"]),
        other_themes=tuple(titles[other] for other in split_cell(coding["other_themes"]) if other in titles),
        nearest=split_cell(coding["nearest"]),
    )


def _question_part(
    question: Row,
    themes: list[Row],
    quoted: dict[str, list[QuotedNote]],
    codebook_fit: str,
    theme_reviews: Mapping[str, str],
) -> QuestionPart:
    parts = tuple(
        _theme_part(theme, number, themes, quoted, theme_reviews.get(theme["theme_id"], ""))
        for number, theme in enumerate(themes, start=1)
    )
    notes = [note for theme in parts for note in theme.notes]
    alone = tuple(note for note in notes if note.raised_once)
    tables = list(dict.fromkeys(note.table for note in notes)) or [wording.table_words(question["table"])]
    checked = sum(theme["basis"] == "reviewed" for theme in themes)
    heading = question["question"] or wording.NO_QUESTION
    stabilities = [theme["stability"] for theme in themes]
    types_figure, types_sentence = show_types(question["position"], heading, parts)
    return QuestionPart(
        question_id=question["question_id"],
        anchor=_anchor("question", question["question_id"]),
        heading=heading,
        short=wording.short_question(question["position"], tables),
        tables=wording.tables_words(tables),
        sentence=wording.question_words(
            len(notes), tables, wording.themes_words(len(parts), checked), len(parts), codebook_fit
        ),
        figure=show_kinds(question["position"], heading, parts),
        types_figure=types_figure,
        types_sentence=types_sentence,
        overview=count_themes(heading, parts, stabilities) if parts else None,
        themes=parts,
        raised_once=alone,
        raised_once_sentence=wording.raised_once_words(len(alone), len(notes)),
    )


def _theme_part(
    theme: Row, number: int, siblings: list[Row], quoted: dict[str, list[QuotedNote]], review: str
) -> ThemePart:
    theme_id = theme["theme_id"]
    notes = tuple(quoted[theme_id])
    by_id = {note.note_id: note for row in siblings for note in quoted[row["theme_id"]]}
    keys = tuple(by_id[key] for key in split_cell(theme["key_point_ids"]) if key in by_id)
    alone = tuple(note for note in notes if note.raised_once)
    listed = {note.note_id for note in keys + alone}
    anchor = _anchor("theme", theme_id)
    tables = list(dict.fromkeys(note.table for note in notes))
    terms = split_cell(theme["terms"])
    return ThemePart(
        theme_id=theme_id,
        anchor=anchor,
        label=f"{'Theme' if theme['basis'] == 'reviewed' else 'Draft theme'} {number}",
        title=theme["title"],
        summary=wording.summary_words(theme["summary"], theme["basis"], len(siblings)),
        where=wording.where_words(len(notes), count_kinds(notes), tables) if notes else "",
        types=wording.types_words(count_types(notes)) if notes else "",
        counts=count_places(theme["title"], notes) if len(tables) > 1 else None,
        key_points=keys,
        raised_once=alone,
        others=tuple(note for note in notes if note.note_id not in listed),
        also_near=tuple(
            note
            for note in by_id.values()
            if note.theme.anchor != anchor and any(link.anchor == anchor for link in note.other_themes)
        ),
        notes=notes,
        terms=terms,
        together=wording.TOGETHER if terms else wording.NO_TERMS,
        stability=wording.STABILITY_SHORT[theme["stability"]],
        naming=review or wording.naming_words(theme["basis"], theme["code"], float(theme["code_fit"])),
    )


def split_cell(cell: str) -> tuple[str, ...]:
    """The parts of a cell that joins several."""
    return tuple(part.strip() for part in cell.split(SEPARATOR.strip()) if part.strip())


def _mark_up_only(text: str, words: str) -> str:
    """The note with the source's mark-up, unless that could show what masking has not looked at.

    Names and addresses are looked for in the words a reader sees, so a link's hidden target
    (mailto:…) may still hold one: the text is shown only if it has no letter beyond those words.
    """
    if text == words:
        return ""
    return text if _letters(text) == _letters(words) else ""


def _letters(text: str) -> str:
    return "".join(character for character in text if character.isalnum())


def _anchor(prefix: str, identifier: str) -> str:
    """An id for links; different identifiers never share one."""
    safe = re.sub(r"[^A-Za-z0-9_.-]", lambda match: f"~{ord(match[0]):x}~", identifier)
    return f"{prefix}-{safe}"


def _rows(table: Any) -> list[Row]:
    return list(table.to_dict("records"))
