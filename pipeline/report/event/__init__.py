"""Build the content of a report from the tables, once for all kinds of file."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

from pipeline.report import wording
from pipeline.report.blocks import make_anchor
from pipeline.report.event.counts import (
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
from pipeline.report.event.method import compare_with_summary, explain_method
from pipeline.report.event.model import Link, QuestionPart, QuotedNote, Report, ReportWords, ThemePart
from pipeline.report.event.note_map import add_maps
from pipeline.report.event.notes import quote_notes, split_cell
from pipeline.report.event.plain import (
    advise_authors,
    explain_forms,
    find_short_forms,
    read_glossary,
    write_page,
)
from pipeline.settings import ReportSettings
from pipeline.tables import EventTables, SourceTables
from pipeline.tables.contract import Row, list_rows
from pipeline.wording import date_words


def build_content(
    tables: EventTables, found: SourceTables, words: ReportWords, settings: ReportSettings
) -> Report:
    """Put together all that a report on one event says; see `render_reports`."""
    about = tables.event.iloc[0]
    themes = tables.themes.sort_values("position", kind="stable")
    titles = {
        theme_id: Link(make_anchor("theme", theme_id), title)
        for theme_id, title in zip(themes["theme_id"], themes["title"], strict=True)
    }
    quoted = quote_notes(found.notes, tables, titles, settings)
    parts = tuple(
        build_question(
            row,
            list_rows(themes[themes["question_id"] == row["question_id"]]),
            quoted,
            words.codebook_fit.get(row["question_id"], ""),
            words.theme_reviews,
        )
        for row in list_rows(tables.questions.sort_values("position", kind="stable"))
    )
    parts = add_maps(parts, dict(zip(tables.safe_notes["note_id"], tables.vectors, strict=True)))
    shown = [note for part in parts for theme in part.themes for note in theme.notes]
    checked = int((themes["basis"] == "reviewed").sum())
    weak = sorted((note for note in shown if note.weak), key=lambda note: note.strength)
    roles = Counter(found.ledger["role"].tolist())
    groups = list(dict.fromkeys(note.table for note in shown if note.table))
    date = str(about["date"])
    forms = find_short_forms([note.words for note in shown], read_glossary(settings.glossary))
    page = write_page(parts, len(shown), len(groups), forms, settings, _is_whole(found))
    return Report(
        event_id=about["event_id"],
        language=settings.language,
        title=about["title"] or about["event_id"],
        subtitle=", ".join(part for part in (date_words(date, weekday=True), about["place"]) if part),
        date=date,
        status=wording.status_words(checked, len(themes)),
        page=page,
        advice=advise_authors(page, forms, settings.contact),
        glance=wording.glance_words(
            notes=len(shown),
            tables=len(groups),
            questions=len(parts),
            postits=sum(note.kind == "post-it" for note in shown),
            themes=wording.themes_words(len(themes), checked),
            raised_once=sum(note.raised_once for note in shown),
            unread=found.sources.loc[found.sources["status"] != "read", "source"].tolist(),
        ),
        overview=list_questions(parts),
        checks_sentence=wording.checks_words(len(weak), len(shown), min(len(weak), settings.first_checks)),
        checks=tuple(weak[: settings.first_checks]),
        questions=parts,
        summary=compare_with_summary(tables.summary_points, tables.summary_themes, parts),
        method=explain_method(shown, roles["summary"], explain_forms(forms), words),
        set_aside_sentence=wording.set_aside_words(len(shown), len(found.ledger)),
        lines=count_lines(roles),
        sources=list_sources(found.sources),
        fingerprint=words.fingerprint,
        every_note=wording.APPENDIX,
    )


def build_question(
    question: Row,
    themes: list[Row],
    quoted: dict[str, list[QuotedNote]],
    codebook_fit: str,
    theme_reviews: Mapping[str, str],
) -> QuestionPart:
    """What is said on a question, with its themes and the notes of each, by theme_id."""
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
        anchor=make_anchor("question", question["question_id"]),
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
    anchor = make_anchor("theme", theme_id)
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


def _is_whole(found: SourceTables) -> bool:
    """Whether every document was read and every bullet of it is a note, or a copy of one."""
    ledger = found.ledger
    items = ledger[(ledger["form"] == "item") & ledger["role"].isin(("context", "summary"))]
    unread = (found.sources["status"] != "read").any()
    return not unread and items.empty
