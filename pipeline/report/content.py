"""Build the content of a report from the tables, once for all kinds of file."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

from pandera.typing.pandas import DataFrame

from pipeline.keeping.store import Vectors
from pipeline.report import wording
from pipeline.report.cells import list_rows, make_anchor
from pipeline.report.counts import count_lines, list_questions, list_sources
from pipeline.report.method import explain_method, explain_review
from pipeline.report.model import Link, Report
from pipeline.report.note_map import add_maps
from pipeline.report.plain import advise_authors, explain_forms, write_page
from pipeline.report.question import build_question
from pipeline.report.quoted_notes import quote_notes
from pipeline.report.short_forms import find_short_forms, read_glossary
from pipeline.report.summary import compare_with_summary
from pipeline.settings import ReportSettings
from pipeline.tables import (
    DETAIL_PLACEHOLDERS,
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

_WITHHELD = DETAIL_PLACEHOLDERS["withheld"]


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
    reader_words: Sequence[str] = (),
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
        reader_words: What a language model did that read the notes as well, as paragraphs.
    """
    about = list_rows(event)[0]
    theme_rows = sorted(list_rows(themes), key=lambda row: row["position"])
    titles = {
        row["theme_id"]: Link(make_anchor("theme", row["theme_id"]), row["title"]) for row in theme_rows
    }
    quoted = quote_notes(notes, safe_notes, language, codings, titles, settings)
    parts = tuple(
        build_question(
            row,
            [t for t in theme_rows if t["question_id"] == row["question_id"]],
            quoted,
            codebook_fit.get(row["question_id"], ""),
            theme_reviews,
        )
        for row in sorted(list_rows(questions), key=lambda row: row["position"])
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
            unread=[row["source"] for row in list_rows(sources) if row["status"] != "read"],
        ),
        overview=list_questions(parts),
        checks_sentence=wording.checks_words(len(weak), len(shown), min(len(weak), settings.first_checks)),
        checks=tuple(weak[: settings.first_checks]),
        questions=parts,
        summary=compare_with_summary(list_rows(summary_points), list_rows(summary_themes), parts),
        method=explain_review(review_words)
        + explain_method(
            len(shown),
            sum(note.masked for note in shown),
            roles["summary"],
            codebook_fit.get("", ""),
            explain_forms(forms),
            reader_words,
            sum(_WITHHELD in note.words or note.speaker == _WITHHELD for note in shown),
        ),
        set_aside_sentence=wording.set_aside_words(len(shown), len(ledger)),
        lines=count_lines(roles),
        sources=list_sources(list_rows(sources)),
        fingerprint=fingerprint,
        every_note=wording.APPENDIX,
    )
