"""Build the content of a report from the tables, once for all kinds of file."""

from __future__ import annotations

from collections import Counter

from pipeline.report import wording
from pipeline.report.cells import list_rows, make_anchor
from pipeline.report.counts import count_lines, list_questions, list_sources
from pipeline.report.method import explain_method, explain_review
from pipeline.report.model import Link, Report, ReportWords
from pipeline.report.note_map import add_maps
from pipeline.report.plain import advise_authors, explain_forms, write_page
from pipeline.report.question import build_question
from pipeline.report.quoted_notes import quote_notes
from pipeline.report.short_forms import find_short_forms, read_glossary
from pipeline.report.summary import compare_with_summary
from pipeline.settings import ReportSettings
from pipeline.tables import DETAIL_PLACEHOLDERS, EventTables, SourceTables

_WITHHELD = DETAIL_PLACEHOLDERS["withheld"]


def build_content(
    tables: EventTables, found: SourceTables, words: ReportWords, settings: ReportSettings
) -> Report:
    """Put together all that a report on one event says; see `render_reports`."""
    about = list_rows(tables.event)[0]
    theme_rows = sorted(list_rows(tables.themes), key=lambda row: row["position"])
    titles = {
        row["theme_id"]: Link(make_anchor("theme", row["theme_id"]), row["title"]) for row in theme_rows
    }
    quoted = quote_notes(found.notes, tables.safe_notes, tables.language, tables.codings, titles, settings)
    parts = tuple(
        build_question(
            row,
            [t for t in theme_rows if t["question_id"] == row["question_id"]],
            quoted,
            words.codebook_fit.get(row["question_id"], ""),
            words.theme_reviews,
        )
        for row in sorted(list_rows(tables.questions), key=lambda row: row["position"])
    )
    parts = add_maps(parts, dict(zip(tables.safe_notes["note_id"], tables.vectors, strict=True)))
    shown = [note for part in parts for theme in part.themes for note in theme.notes]
    checked = sum(row["basis"] == "reviewed" for row in theme_rows)
    weak = sorted((note for note in shown if note.weak), key=lambda note: note.strength)
    roles = Counter(found.ledger["role"].tolist())
    groups = list(dict.fromkeys(note.table for note in shown if note.table))
    date = str(about["date"])
    forms = find_short_forms([note.words for note in shown], read_glossary(settings.glossary))
    page = write_page(parts, len(shown), len(groups), forms, settings)
    return Report(
        event_id=about["event_id"],
        language=settings.language,
        title=about["title"] or about["event_id"],
        subtitle=", ".join(part for part in (wording.date_words(date), about["place"]) if part),
        date=date,
        status=wording.status_words(checked, len(theme_rows)),
        page=page,
        advice=advise_authors(page, forms, settings.contact),
        glance=wording.glance_words(
            notes=len(shown),
            tables=len(groups),
            questions=len(parts),
            postits=sum(note.kind == "post-it" for note in shown),
            themes=wording.themes_words(len(theme_rows), checked),
            raised_once=sum(note.raised_once for note in shown),
            unread=[row["source"] for row in list_rows(found.sources) if row["status"] != "read"],
        ),
        overview=list_questions(parts),
        checks_sentence=wording.checks_words(len(weak), len(shown), min(len(weak), settings.first_checks)),
        checks=tuple(weak[: settings.first_checks]),
        questions=parts,
        summary=compare_with_summary(
            list_rows(tables.summary_points), list_rows(tables.summary_themes), parts
        ),
        method=explain_review(words.review)
        + explain_method(
            len(shown),
            sum(note.masked for note in shown),
            roles["summary"],
            words.codebook_fit.get("", ""),
            explain_forms(forms),
            words.language_model,
            sum(_WITHHELD in note.words or note.speaker == _WITHHELD for note in shown),
        ),
        set_aside_sentence=wording.set_aside_words(len(shown), len(found.ledger)),
        lines=count_lines(roles),
        sources=list_sources(list_rows(found.sources)),
        fingerprint=words.fingerprint,
        every_note=wording.APPENDIX,
    )
