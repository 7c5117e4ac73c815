"""What a report shows of an event with very many notes: every theme, some notes, and where the rest is.

Counts, sentences and figures are of all notes, and all notes have been checked against their sources before
anything is left out here. What is left out is said where it is left out, with the file that holds it.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence
from typing import TypeVar

from pipeline.report import wording
from pipeline.report.model import QuestionPart, QuotedNote, Report, ThemePart

T = TypeVar("T")


def shorten_report(report: Report, most: int) -> Report:
    """The report with at most so many notes of each theme; the same one where no theme has more.

    Key points are always shown, then points raised once, then others, evenly from the whole write-up.

    Args:
        report: The content.
        most: Notes shown of a theme.
    """
    questions = tuple(_shorten_question(part, most) for part in report.questions)
    shown = dataclasses.replace(report, questions=questions)
    left_out = len(report.notes) - len(shown.notes)
    if not left_out:
        return report
    return dataclasses.replace(
        shown, every_note=wording.some_notes_words(len(shown.notes), len(report.notes))
    )


def pick_evenly(items: Sequence[T], most: int) -> tuple[T, ...]:
    """At most so many, evenly from first to last."""
    if len(items) <= most:
        return tuple(items)
    return tuple(items[place * len(items) // most] for place in range(most)) if most > 0 else ()


def _shorten_question(part: QuestionPart, most: int) -> QuestionPart:
    if all(len(theme.notes) <= most for theme in part.themes):
        return part
    themes = tuple(_shorten_theme(theme, most) for theme in part.themes)
    shown = {note.note_id for theme in themes for note in theme.notes}
    return dataclasses.replace(
        part, themes=themes, raised_once=tuple(note for note in part.raised_once if note.note_id in shown)
    )


def _shorten_theme(theme: ThemePart, most: int) -> ThemePart:
    also_near = pick_evenly(theme.also_near, most)
    if len(theme.notes) <= most:
        return dataclasses.replace(theme, also_near=also_near)
    alone = pick_evenly(theme.raised_once, max(0, most - len(theme.key_points)))
    listed = {note.note_id for note in (*theme.key_points, *alone)}
    others = pick_evenly(
        [note for note in theme.notes if note.note_id not in listed], max(0, most - len(listed))
    )
    shown = listed | {note.note_id for note in others}
    notes: tuple[QuotedNote, ...] = tuple(note for note in theme.notes if note.note_id in shown)
    return dataclasses.replace(
        theme,
        where=f"{theme.where} {wording.shown_words(len(notes), len(theme.notes))}",
        raised_once=alone,
        others=others,
        also_near=also_near,
        notes=notes,
    )
