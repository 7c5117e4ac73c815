"""The room that drafts reports: one content model, rendered as HTML, Word and Markdown.

`render_reports` is the entry. Matplotlib, python-docx and Jinja are imported when it is called, not
when this package is: a command that writes no report should not wait for them.
"""

from __future__ import annotations

from collections.abc import Mapping

from pandera.typing.pandas import DataFrame

from pipeline.settings import ReportSettings
from pipeline.tables import (
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


def render_reports(
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
    fingerprint: str,
    settings: ReportSettings,
) -> dict[str, bytes]:
    """Draft the reports of one event.

    Args:
        event: The event, one row.
        sources: Its documents.
        ledger: Every line of them.
        questions: The questions asked.
        notes: The notes as they stand in the sources; used to check quotations, never shown where
            something in them is masked.
        safe_notes: The notes as reports may show them.
        language: Note types.
        codings: The theme of every note.
        themes: The themes of every question.
        summary_points: What the notes hold of each point of the organisers' own summary.
        summary_themes: What that summary holds of each draft theme.
        codebook_fit: How well the codebook fits, in words: by question_id, and under "" as a whole.
        fingerprint: What the report was made from, as one line, shown in it.
        settings: How reports are written.

    Returns:
        The content of every file, by its path inside the event's report folder.

    Raises:
        QuoteError: If a quotation is not in its source or a note is missing; nothing is returned.
    """
    from pipeline.report.content import build_content
    from pipeline.report.figures import draw_figures
    from pipeline.report.html import render_html
    from pipeline.report.markdown import render_markdown
    from pipeline.report.quotes import check_quotes, check_summary
    from pipeline.report.word import render_word

    report = build_content(
        event,
        sources,
        ledger,
        questions,
        notes,
        safe_notes,
        language,
        codings,
        themes,
        summary_points,
        summary_themes,
        codebook_fit,
        fingerprint,
        settings,
    )
    check_quotes(report, ledger, notes, safe_notes, themes)
    check_summary(summary_points, ledger)
    drawings = draw_figures(report)
    files = {
        "report.html": render_html(report, drawings).encode("utf-8"),
        "report.docx": render_word(report, drawings),
        "report.md": render_markdown(report).encode("utf-8"),
    }
    for name, drawing in drawings.items():
        files[f"figures/{name}.svg"] = drawing.svg
        files[f"figures/{name}.png"] = drawing.png
    return files


__all__ = ["render_reports"]
