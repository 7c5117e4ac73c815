"""The organisers' own summary beside the notes, in the report's words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from pipeline.report import wording
from pipeline.report.model import CountTable, QuestionPart, QuotedNote, SummaryPart
from pipeline.tables import SEPARATOR, VERDICTS

_HELD = VERDICTS[:2]  # found, or loosely: the nearest notes and themes say something


def compare_with_summary(
    points: Sequence[Mapping[str, Any]],
    themes: Sequence[Mapping[str, Any]],
    questions: Sequence[QuestionPart],
) -> SummaryPart | None:
    """What the report says on the organisers' summary; None where there is none.

    Args:
        points: Rows of the summary's points.
        themes: Rows of the draft themes, with what the summary holds of them.
        questions: The report's questions.
    """
    if not points:
        return None
    notes = {note.note_id: note for part in questions for theme in part.themes for note in theme.notes}
    titles = {theme.theme_id: theme.title for part in questions for theme in part.themes}
    names: dict[str, str] = {part.question_id: part.heading for part in questions}
    groups: dict[str, list[Mapping[str, Any]]] = {}
    for point in points:
        groups.setdefault(point["question_id"], []).append(point)
    order = [question_id for question_id in (*names, "") if question_id in groups]
    tables = [_show_points(names.get(key, ""), groups[key], titles, notes) for key in order]
    beyond = [theme for theme in themes if theme["points"] == 0 and theme["notes_near"] == 0]
    if beyond:
        tables.append(_show_themes(beyond, names))
    return SummaryPart(_say(points, themes, beyond), tuple(tables))


def _say(
    points: Sequence[Mapping[str, Any]],
    themes: Sequence[Mapping[str, Any]],
    beyond: Sequence[Mapping[str, Any]],
) -> tuple[str, ...]:
    counted = [(verdict, sum(point["verdict"] == verdict for point in points)) for verdict in VERDICTS]
    found = wording.list_words(f"{number} {verdict}" for verdict, number in counted if number)
    notes = sum(theme["notes"] for theme in themes)
    if beyond:
        other = (
            f"The other way round, no point of the summary comes near {len(beyond)} of"
            f" {wording.count_words(len(themes), 'theme')},"
            f" with {sum(theme['notes'] for theme in beyond)} of {wording.count_words(notes, 'note')}."
        )
    else:
        other = "The other way round, some point of the summary comes near every theme."
    return (
        f"The organisers wrote a summary of their own with {wording.count_words(len(points), 'point')}:"
        f" {found}. The summary had no part in making the themes.",
        other,
        "These are the program’s guesses, by wording. Where it was tried on material sorted by people, it was"
        " wrong about a third of the time, both in finding a point that was not there and in missing one"
        " that was. Use the list to see where to look, and read the notes before you say that"
        " something was left out.",
    )


def _show_points(
    question: str,
    points: Sequence[Mapping[str, Any]],
    titles: Mapping[str, str],
    notes: Mapping[str, QuotedNote],
) -> CountTable:
    rows = []
    for point in points:
        held = point["verdict"] in _HELD
        near = [titles[theme] for theme in _split(point["theme_ids"]) if held and theme in titles]
        places = [notes[note].reference for note in _split(point["note_ids"]) if held and note in notes]
        rows.append(
            (
                f"“{point['safe_words']}”",
                point["verdict"],
                "; ".join(near) or "–",
                "; ".join(places) or "–",
            )
        )
    caption = f"Points of the summary on “{question}”" if question else "Points of the summary"
    return CountTable(
        caption=caption,
        head=("The organisers wrote", "What the notes hold", "Nearest theme", "Nearest notes"),
        rows=tuple(rows),
    )


def _show_themes(themes: Sequence[Mapping[str, Any]], names: Mapping[str, str]) -> CountTable:
    return CountTable(
        caption="In the notes, and not near any point of the summary",
        head=("Theme", "Notes", "Question"),
        rows=tuple(
            (theme["title"], str(theme["notes"]), names.get(theme["question_id"], "")) for theme in themes
        ),
        counted=1,
    )


def _split(cell: str) -> list[str]:
    return [part for part in cell.split(SEPARATOR) if part]
