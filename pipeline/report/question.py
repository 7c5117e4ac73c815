"""What a report says on one question: its draft themes with their notes, counts and figures."""

from __future__ import annotations

from collections.abc import Mapping

from pipeline.report import wording
from pipeline.report.cells import Row, make_anchor, split_cell
from pipeline.report.certainty import STABILITY_SHORT
from pipeline.report.counts import (
    count_kinds,
    count_places,
    count_themes,
    count_types,
    show_kinds,
    show_types,
)
from pipeline.report.model import QuestionPart, QuotedNote, ThemePart


def build_question(
    question: Row,
    themes: list[Row],
    quoted: dict[str, list[QuotedNote]],
    codebook_fit: str,
    theme_reviews: Mapping[str, str],
) -> QuestionPart:
    """What is said on a question.

    Args:
        question: The question, a row of Questions.
        themes: Its themes, rows of Themes, in order.
        quoted: The notes of every theme, by theme_id.
        codebook_fit: How well the codebook fits this question, in words, or empty.
        theme_reviews: What people decided about a theme, as a sentence, by theme_id.
    """
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
        stability=STABILITY_SHORT[theme["stability"]],
        naming=review or wording.naming_words(theme["basis"], theme["code"], float(theme["code_fit"])),
    )
