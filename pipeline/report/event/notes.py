"""The notes as a report quotes them: the words that may be shown, with all that is known of each note.

A report of an event with very many notes shows every theme and some of its notes. Counts, sentences and
figures are of all notes, and all have been checked against their sources before anything is left out; what
is left out is said where it is left out, with the file that holds it.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping, Sequence
from typing import TypeVar

from pandera.typing.pandas import DataFrame

from pipeline.report import wording
from pipeline.report.blocks import make_anchor
from pipeline.report.event.model import Link, QuestionPart, QuotedNote, Report, ThemePart
from pipeline.settings import ReportSettings
from pipeline.tables import SEPARATOR, EventTables, Notes
from pipeline.tables.contract import Row, list_rows

T = TypeVar("T")


def quote_notes(
    notes: DataFrame[Notes], tables: EventTables, titles: Mapping[str, Link], settings: ReportSettings
) -> dict[str, list[QuotedNote]]:
    """Every note that can be shown, by the theme_id of its theme and in the order of the sources.

    A note without its safe words or its theme is not among them; `check_quotes` then refuses the report.
    """
    known = (
        notes[["note_id", "text", "words"]]
        .rename(columns={"words": "original"})
        .merge(tables.safe_notes.drop(columns="question_id"), on="note_id")
        .merge(tables.codings, on="note_id")
        .merge(tables.language[["note_id", "note_type"]], on="note_id", how="left")
        .fillna({"note_type": ""})
    )
    several = notes["source"].nunique() > 1
    quoted: dict[str, list[QuotedNote]] = {theme_id: [] for theme_id in titles}
    for note in list_rows(known[known["theme_id"].isin(list(titles))]):
        quoted[note["theme_id"]].append(_quote_note(note, titles, several, settings))
    return quoted


def _quote_note(
    note: Row, titles: Mapping[str, Link], several_sources: bool, settings: ReportSettings
) -> QuotedNote:
    table = wording.table_words(note["table"])
    locator = note["locator"] or f"line {note['line']}"
    reference = [table, note["source"] if several_sources else "", locator]
    if note["weak"]:
        strength = wording.STRENGTH_WEAK
    elif note["strength"] >= settings.clear_strength:
        strength = wording.STRENGTH_CLEAR
    else:
        strength = wording.STRENGTH_FAIR
    return QuotedNote(
        note_id=note["note_id"],
        anchor=make_anchor("note", note["note_id"]),
        words=note["words"],
        as_written="" if note["masked"] else _mark_up_only(note["text"], note["original"]),
        source=note["source"],
        locator=note["locator"],
        line=note["line"],
        reference=", ".join(words for words in reference if words),
        place=f"{locator} of {note['source']}",
        table=table,
        kind=note["kind"],
        kind_words=wording.KIND_LABELS[note["kind"]],
        note_type=note["note_type"],
        type_words=wording.TYPE_LABELS.get(note["note_type"], ""),
        heading=note["heading"],
        lead_in=note["lead_in"],
        speaker=note["speaker"],
        votes=note["votes"],
        masked=note["masked"],
        theme=titles[note["theme_id"]],
        strength=note["strength"],
        strength_words=strength,
        weak=note["weak"],
        raised_once=note["raised_once"],
        other_themes=tuple(titles[other] for other in split_cell(note["other_themes"]) if other in titles),
        nearest=split_cell(note["nearest"]),
    )


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


def split_cell(cell: str) -> tuple[str, ...]:
    """The parts of a cell that joins several."""
    return tuple(part.strip() for part in cell.split(SEPARATOR.strip()) if part.strip())


def shorten_report(report: Report, most: int) -> Report:
    """The report with at most so many notes of each theme; the same one where no theme has more.

    Key points are always shown, then points raised once, then others, evenly from the whole write-up.
    """
    questions = tuple(_shorten_question(part, most) for part in report.questions)
    shown = dataclasses.replace(report, questions=questions)
    if len(report.notes) == len(shown.notes):
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
    notes = tuple(note for note in theme.notes if note.note_id in shown)
    return dataclasses.replace(
        theme,
        where=f"{theme.where} {wording.shown_words(len(notes), len(theme.notes))}",
        raised_once=alone,
        others=others,
        also_near=also_near,
        notes=notes,
    )
