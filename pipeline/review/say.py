"""What was decided, what is open and what has changed, in words."""

from __future__ import annotations

import datetime
from collections.abc import Mapping, Sequence
from typing import Any

from pandera.typing.pandas import DataFrame

from pipeline.review.replay.titles import is_made_by_people
from pipeline.tables import CodedNotes, Codings, Conflicts, Decisions, ReviewerAgreements, Themes

MEASURE_WORDS = {"kappa": "Cohen's κ", "ac1": "Gwet's AC1", "alpha": "Krippendorff's α"}
_MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
_DONE = {
    "move": ("note placed", "notes placed"),
    "second_theme": ("second theme", "second themes"),
    "note_type": ("note type", "note types"),
    "show_names": ("answer on showing names", "answers on showing names"),
    "withhold": ("note with words kept out of print", "notes with words kept out of print"),
    "comment": ("comment", "comments"),
    "rename": ("theme renamed", "themes renamed"),
    "merge": ("theme merged", "themes merged"),
    "split": ("theme split", "themes split"),
    "drop": ("theme dropped", "themes dropped"),
    "accept": ("theme accepted", "themes accepted"),
    "add_note": ("note added after circulation", "notes added after circulation"),
}
_FEW = 10  # notes: with fewer a figure of agreement says little, and the sentence says so


def say_theme_reviews(decisions: DataFrame[Decisions]) -> dict[str, str]:
    """What people decided about each theme, as a sentence for the reports, by theme id."""
    made: dict[str, str] = {}
    renamed: dict[str, str] = {}
    accepted: dict[str, str] = {}
    columns = ("action", "theme_id", "reviewer", "date", "status")
    for action, theme_id, reviewer, date, status in zip(*(decisions[name] for name in columns), strict=True):
        if status == "disagreement" or status == "conflict":
            continue
        who = f"{reviewer} on {say_date(date)}" if date else reviewer
        if action == "move" and is_made_by_people(theme_id):
            made.setdefault(theme_id, f"Made by {who}.")
        elif action == "rename":
            renamed[theme_id] = f"Its title was given by {who}; nobody has accepted the theme yet."
        elif action == "accept" and status == "applied":
            accepted[theme_id] = f"Accepted by {who}."
    return made | renamed | accepted


def say_date(date: str) -> str:
    """An ISO date as people write it; other text unchanged."""
    try:
        day = datetime.date.fromisoformat(date)
    except ValueError:
        return date
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"


def say_review(
    decisions: DataFrame[Decisions],
    conflicts: DataFrame[Conflicts],
    agreements: DataFrame[ReviewerAgreements],
) -> list[str]:
    """How the review stands, as paragraphs for the reports; none where nobody has decided anything."""
    if decisions.empty and conflicts.empty:
        return []
    reviewers = sorted(set(decisions["reviewer"]))
    said = [f"{_count(len(decisions), 'decision')} by {_list(reviewers)}: {say_actions(decisions)}."]
    differ = sorted(set(conflicts.loc[conflicts["kind"] == "disagreement", "note_id"]) - {""})
    if differ:
        said.append(
            f"On {_count(len(differ), 'note')} the reviewers differ; the draft stands there until they have"
            " talked it over."
        )
    said += say_agreements(agreements)
    open_ones = int((conflicts["kind"] != "disagreement").sum())
    if open_ones:
        said.append(
            f"{_count(open_ones, 'entry', 'entries')} could not be taken up and"
            f" {'waits' if open_ones == 1 else 'wait'} for a person."
        )
    return said


def say_actions(decisions: DataFrame[Decisions]) -> str:
    """Decisions by kind: "3 notes placed, 1 theme accepted"."""
    counts = decisions["action"].value_counts()
    return _list([_count(int(counts[action]), *words) for action, words in _DONE.items() if action in counts])


def say_agreements(agreements: DataFrame[ReviewerAgreements]) -> list[str]:
    """How far reviewers agree, one sentence for each pair."""
    said = []
    for (first, second), figures in agreements.groupby(["first", "second"], sort=False):
        values = ", ".join(
            f"{MEASURE_WORDS[name]} {value:.2f}"
            for name, value in zip(figures["measure"], figures["value"], strict=True)
        )
        who = f"{first} and {second}" if second else str(first)
        notes = int(figures["notes"].iloc[0])
        doubt = " So few notes say little." if notes < _FEW else ""
        said.append(
            f"{who} {'both' if second else 'together'} placed {_count(notes, 'note')}: {values}.{doubt}"
        )
    return said


def say_status(
    event_id: str,
    notes: int,
    themes: DataFrame[Themes],
    decisions: DataFrame[Decisions],
    conflicts: DataFrame[Conflicts],
    agreements: DataFrame[ReviewerAgreements],
) -> list[str]:
    """How the review of an event stands, line by line, for a terminal."""
    placed = decisions[(decisions["action"] == "move") & decisions["status"].isin(("applied", "no_change"))]
    decided = placed["note_id"].nunique()
    accepted = int((themes["basis"] == "reviewed").sum())
    lines = [
        f"{event_id}: {decided} of {_count(notes, 'note')} placed by people, {notes - decided} open;"
        f" {accepted} of {_count(len(themes), 'theme')} accepted or made by people."
    ]
    if decisions.empty:
        lines.append("  No review workbook has come back yet.")
    else:
        reviewers = sorted(set(decisions["reviewer"]))
        lines.append(
            f"  {_count(len(decisions), 'decision')} by {_list(reviewers)}: {say_actions(decisions)}."
        )
        lines += [f"  {line}" for line in say_agreements(agreements)]
    for kind, heading in (
        ("disagreement", "Reviewers differ"),
        ("conflict", "Not taken up"),
        ("workbook", "In the workbook itself"),
    ):
        chosen = conflicts[conflicts["kind"] == kind]
        if len(chosen):
            lines.append(f"  {heading}:")
        lines += [
            f"    {row['source']}, {row['locator']}: {row['what']}. {row['remedy']}"
            for row in chosen.to_dict("records")
        ]
    return lines


def picture(coded: DataFrame[CodedNotes], themes: DataFrame[Themes]) -> dict[str, Any]:
    """What a later run is compared with: the theme of each note, and each theme's title and basis."""
    return {
        "notes": dict(zip(coded["note_id"], coded["theme_id"], strict=True)),
        "types": dict(zip(coded["note_id"], coded["note_type"], strict=True)),
        "places": {
            note_id: f"{source}, {locator}"
            for note_id, source, locator in zip(
                coded["note_id"], coded["source"], coded["locator"], strict=True
            )
        },
        "themes": dict(zip(themes["theme_id"], themes["title"], strict=True)),
        "accepted": sorted(themes.loc[themes["basis"] == "reviewed", "theme_id"]),
    }


def picture_draft(
    coded: DataFrame[CodedNotes], codings: DataFrame[Codings], themes: DataFrame[Themes]
) -> dict[str, Any]:
    """The same picture of the draft alone, for an event that was run once only."""
    drafted = picture(coded, themes)
    return {**drafted, "notes": dict(zip(codings["note_id"], codings["theme_id"], strict=True))}


def say_difference(before: Mapping[str, Any], now: Mapping[str, Any]) -> list[str]:
    """What has changed between two pictures, line by line; notes are named by id and place."""
    said: list[str] = []
    old, new = before["notes"], now["notes"]
    said += [
        f"Note {note} is new: {now['places'][note]}, in {_title(now, new[note])}."
        for note in new
        if note not in old
    ]
    said += [
        f"Note {note} is no longer there: it was {before['places'][note]}." for note in old if note not in new
    ]
    for theme_id, title in now["themes"].items():
        former = before["themes"].get(theme_id)
        if former is None:
            said.append(f"Theme “{title}” is new.")
        elif former != title:
            said.append(f"Theme “{former}” is now called “{title}”.")
    said += [
        f"Theme “{title}” is gone."
        for theme_id, title in before["themes"].items()
        if theme_id not in now["themes"]
    ]
    for theme_id in now["accepted"]:
        if theme_id in before["themes"] and theme_id not in before["accepted"]:
            said.append(f"Theme “{now['themes'][theme_id]}” is no longer a draft.")
    said += [
        f"Theme “{now['themes'].get(theme_id, before['themes'][theme_id])}” is a draft again."
        for theme_id in before["accepted"]
        if theme_id not in now["accepted"] and theme_id in now["themes"]
    ]
    said += [
        f"Note {note} ({now['places'][note]}) went from {_title(before, old[note])}"
        f" to {_title(now, new[note])}."
        for note in new
        if note in old and old[note] != new[note]
    ]
    said += [
        f"Note {note} ({now['places'][note]}) is now taken for “{kind.replace('_', ' ')}”."
        for note, kind in now["types"].items()
        if note in before["types"] and before["types"][note] != kind
    ]
    return said


def _title(shown: Mapping[str, Any], theme_id: str) -> str:
    return f"“{shown['themes'].get(theme_id, theme_id)}”"


def _count(number: int, one: str, many: str = "") -> str:
    return f"{number:,} {one if number == 1 else many or one + 's'}"


def _list(words: Sequence[str]) -> str:
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} and {words[-1]}" if words else "nobody"
