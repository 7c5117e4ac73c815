"""Reads the draft themes of an event, question by question, with their notes and centres."""

from __future__ import annotations

from typing import Any

from pipeline.series.matching import centre_themes
from pipeline.series.model import EventTheme
from pipeline.tables import EventTables


def list_questions_themes(event: EventTables) -> list[list[EventTheme]]:
    """The themes of each question, in the event's own order.

    Args:
        event: The event's tables.
    """
    safe = event.safe_notes
    themed = dict(zip(event.codings["note_id"], event.codings["theme_id"], strict=True))
    places: dict[str, list[int]] = {}
    for place, note_id in enumerate(safe["note_id"]):
        places.setdefault(themed[note_id], []).append(place)
    rows: dict[str, list[dict[Any, Any]]] = {}
    for row in event.themes.sort_values("position", kind="stable").to_dict("records"):
        rows.setdefault(str(row["question_id"]), []).append(row)
    asked = dict(zip(event.questions["question_id"], event.questions["question"], strict=True))
    order = event.questions.sort_values("position", kind="stable")["question_id"].tolist()
    order += sorted(set(rows) - set(order))
    note_ids = safe["note_id"].tolist()
    found = []
    for question_id in order:
        own = [row for row in rows.get(question_id, []) if places.get(str(row["theme_id"]))]
        if not own:
            continue
        groups = [places[str(row["theme_id"])] for row in own]
        all_places = sorted(place for group in groups for place in group)
        within = {place: number for number, place in enumerate(all_places)}
        centres = centre_themes([[within[p] for p in group] for group in groups], event.vectors[all_places])
        found.append(
            [
                EventTheme(
                    theme_id=str(row["theme_id"]),
                    event_id=event.event_id,
                    question_id=question_id,
                    question=asked.get(question_id, ""),
                    title=str(row["title"]),
                    code=str(row["code"]),
                    basis=str(row["basis"]),
                    note_ids=tuple(note_ids[place] for place in group),
                    vectors=event.vectors[group],
                    centre=centres[number : number + 1],
                    divided=len(own) > 1 or bool(row["code"]) or row["basis"] == "reviewed",
                )
                for number, (row, group) in enumerate(zip(own, groups, strict=True))
            ]
        )
    return found
