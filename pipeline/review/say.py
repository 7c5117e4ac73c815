"""What was decided, what is open, and what a run has changed, in words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from typing import Any

from pandera.typing.pandas import DataFrame

from pipeline.review.replay.decisions import SUPERSEDED
from pipeline.review.replay.draft import is_made_by_people
from pipeline.tables import (
    CodedNotes,
    Codings,
    Conflicts,
    Decisions,
    ReviewerAgreements,
    Themes,
    are_for_people,
    are_themes,
)
from pipeline.wording import count_words, date_words, list_words
from pipeline.wording.marks import add_marks
from pipeline.wording.names import show_titles, split_shown

MEASURE_WORDS = {"kappa": "Cohen's κ", "ac1": "Gwet's AC1", "alpha": "Krippendorff's α"}
_DONE = {
    "move": ("note placed", "notes placed"),
    "second_theme": ("second theme", "second themes"),
    "note_type": ("note type", "note types"),
    "show_names": ("answer on showing names", "answers on showing names"),
    "withhold": ("note with words kept out of print", "notes with words kept out of print"),
    "rename": ("theme renamed", "themes renamed"),
    "merge": ("theme merged", "themes merged"),
    "split": ("theme split", "themes split"),
    "drop": ("theme dropped", "themes dropped"),
    "accept": ("theme accepted", "themes accepted"),
    "add_note": ("note added after circulation", "notes added after circulation"),
}
CARRIED = "carried over: "  # in the reason of a decision whose note was found by its words
_FEW = 10  # notes: with fewer a figure of agreement says little, and the sentence says so


def say_theme_reviews(decisions: DataFrame[Decisions]) -> dict[str, str]:
    """What people decided about each theme, as a sentence for the reports, by theme id."""
    made: dict[str, str] = {}
    renamed: dict[str, str] = {}
    accepted: dict[str, str] = {}
    stands = decisions[~decisions["status"].isin(("disagreement", "conflict"))]
    columns = ("action", "theme_id", "reviewer", "date", "status")
    for action, theme_id, reviewer, date, status in zip(*(stands[name] for name in columns), strict=True):
        who = f"{reviewer} on {date_words(date)}" if date else reviewer
        if action == "move" and is_made_by_people(theme_id):
            made.setdefault(theme_id, f"Made by {who}.")
        elif action == "rename":
            renamed[theme_id] = f"Its title was given by {who}; nobody has accepted the theme yet."
        elif action == "accept" and status == "applied":
            accepted[theme_id] = f"Accepted by {who}."
    return made | renamed | accepted


def say_review(
    decisions: DataFrame[Decisions],
    conflicts: DataFrame[Conflicts],
    agreements: DataFrame[ReviewerAgreements],
) -> list[str]:
    """How the review stands, as paragraphs for the reports; none where nobody has decided anything."""
    if decisions.empty and conflicts.empty:
        return []
    said = [_say_decisions(decisions)]
    differ = set(conflicts.loc[conflicts["kind"] == "disagreement", "note_id"]) - {""}
    if differ:
        said.append(
            f"On {count_words(len(differ), 'note')} the reviewers differ; the draft stands there until they"
            " have talked it over."
        )
    said += say_agreements(agreements)
    open_ones = int((conflicts["kind"] != "disagreement").sum())
    if open_ones:
        said.append(
            f"{count_words(open_ones, 'entry', 'entries')} could not be taken up and"
            f" {'waits' if open_ones == 1 else 'wait'} for a person."
        )
    return said


def _say_decisions(decisions: DataFrame[Decisions]) -> str:
    """How many, by whom, and of which kinds: "… 3 notes placed, 1 theme accepted"."""
    held, comments = _list_held(decisions), int(decisions["action"].eq("comment").sum())
    counts = held["action"].value_counts()
    kinds = [count_words(int(counts[name]), *words) for name, words in _DONE.items() if name in counts]
    reviewers = list_words(sorted(set(decisions["reviewer"]))) or "nobody"
    said = f"{_count_decisions(len(held), comments)} by {reviewers}"
    return f"{said}: {list_words(kinds)}." if kinds else f"{said}."


def say_taken_up(decisions: DataFrame[Decisions]) -> list[str]:
    """How many decisions of each reviewer hold: "3 decisions by Ann taken up"."""
    held = _list_held(decisions)["reviewer"].value_counts()
    comments = decisions.loc[decisions["action"] == "comment", "reviewer"].value_counts()
    return [
        f"{_count_decisions(int(held.get(who, 0)), int(comments.get(who, 0)))} by {who} taken up"
        for who in sorted({*held.index, *comments.index})
    ]


def count_held(decisions: DataFrame[Decisions]) -> int:
    """How many decisions on notes and themes hold; comments apart."""
    return len(_list_held(decisions))


def _list_held(decisions: DataFrame[Decisions]) -> DataFrame[Decisions]:
    """Decisions that hold, each once: no comment, and none that another one won over."""
    held = decisions[decisions["status"].isin(("applied", "no_change")) & decisions["action"].ne("comment")]
    for why in SUPERSEDED:
        held = held[~held["reason"].str.contains(why, regex=False)]
    return held


def _count_decisions(decisions: int, comments: int) -> str:
    """As everything says it that counts them: "3 decisions and 1 comment"."""
    return list_words(
        [
            *([count_words(decisions, "decision")] if decisions or not comments else []),
            *([count_words(comments, "comment")] if comments else []),
        ]
    )


def say_carried(decisions: DataFrame[Decisions]) -> list[str]:
    """How many decisions were found again by the words of their notes, and why, one line for each reason."""
    carried = decisions.loc[decisions["reason"].str.contains(CARRIED, regex=False), "reason"]
    counts = carried.str.split(CARRIED).str[1].value_counts().sort_index().items()
    return [f"{count_words(int(count), 'decision')} carried over: {reason}" for reason, count in counts]


def say_agreements(agreements: DataFrame[ReviewerAgreements]) -> list[str]:
    """How far reviewers agree, one sentence for each pair."""
    said = []
    for (first, second), figures in agreements.groupby(["first", "second"], sort=False):
        values = ", ".join(
            f"{MEASURE_WORDS[name]} {value:.2f}"
            for name, value in zip(figures["measure"], figures["value"], strict=True)
        )
        who = f"{first} and {second} both" if second else f"{first} together"
        notes = int(figures["notes"].iloc[0])
        doubt = " So few notes say little." if notes < _FEW else ""
        said.append(f"{who} placed {count_words(notes, 'note')}: {values}.{doubt}")
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
    listed = themes[are_for_people(themes)]
    accepted = int((listed["basis"] == "reviewed").sum())
    noun = "theme" if are_themes(themes).any() else "list"
    lines = [
        f"{event_id}: {decided} of {count_words(notes, 'note')} placed by people, {notes - decided} open;"
        f" {accepted} of {count_words(len(listed), noun)} accepted or made by people."
    ]
    if decisions.empty:
        lines.append("  No review workbook has come back yet.")
    else:
        lines += [f"  {line}" for line in (_say_decisions(decisions), *say_agreements(agreements))]
    for kind, heading in (
        ("disagreement", "Reviewers differ"),
        ("conflict", "Not taken up"),
        ("workbook", "In the workbook itself"),
    ):
        chosen = conflicts[conflicts["kind"] == kind]
        if len(chosen):
            lines.append(f"  {heading}:")
        lines += ("    " + chosen["source"] + ", " + chosen["locator"] + ": " + chosen["what"] + ". "
                  + chosen["remedy"]).tolist()  # fmt: skip
    return lines


def picture(coded: DataFrame[CodedNotes], themes: DataFrame[Themes]) -> dict[str, Any]:
    """What a later run is compared with: the theme of each note, and each theme's title and basis."""
    by_note = coded.set_index("note_id")
    return {
        "notes": by_note["theme_id"].to_dict(),
        "types": by_note["note_type"].to_dict(),
        "places": (by_note["source"] + ", " + by_note["locator"]).to_dict(),
        "themes": themes.set_index("theme_id")["title"].to_dict(),
        "shown": show_titles(themes),
        "accepted": sorted(themes.loc[themes["basis"] == "reviewed", "theme_id"]),
    }


def picture_draft(
    coded: DataFrame[CodedNotes], codings: DataFrame[Codings], themes: DataFrame[Themes]
) -> dict[str, Any]:
    """The same picture of the draft alone, for an event that was run once only."""
    return picture(coded, themes) | {"notes": codings.set_index("note_id")["theme_id"].to_dict()}


def say_difference(before: Mapping[str, Any], now: Mapping[str, Any]) -> list[str]:
    """What has changed between two pictures, line by line; notes are named by id and place."""
    before = _follow_ids(before, now)
    return [*_say_themes(before, now), *_say_notes(before, now)]


def _follow_ids(before: Mapping[str, Any], now: Mapping[str, Any]) -> dict[str, Any]:
    """The former picture under today's ids: a theme that has its title and a note of it still is the same."""
    kept = Counter((theme, now["notes"].get(note)) for note, theme in before["notes"].items())
    ids = {
        old: new
        for old, new in kept
        if new is not None
        and old not in now["themes"]
        and new not in before["themes"]
        and before["themes"].get(old) == now["themes"].get(new)
    }
    return {
        **before,
        "notes": {note: ids.get(theme, theme) for note, theme in before["notes"].items()},
        "themes": {ids.get(theme, theme): title for theme, title in before["themes"].items()},
        "shown": {ids.get(theme, theme): title for theme, title in before.get("shown", {}).items()},
        "accepted": [ids.get(theme, theme) for theme in before["accepted"]],
    }


def _say_themes(before: Mapping[str, Any], now: Mapping[str, Any]) -> list[str]:
    former, themes = before["themes"], now["themes"]
    new = [theme for theme in themes if theme not in former]
    gone = [theme for theme in former if theme not in themes]
    renamed = [theme for theme in themes if theme in former and former[theme] != themes[theme]]
    counts = {"new": len(new), "gone": len(gone), "called otherwise": len(renamed)}
    head = ", ".join(f"{count or 'none'} {what}" for what, count in counts.items())
    said = [f"Themes: {head}."] if any(counts.values()) else []
    said += [
        f"Theme {_title(now, one)} is new: {_say_where(one, now, before, 'was', 'were')}." for one in new
    ]
    said += [
        f"Theme {_title(before, one)} is gone: {_say_where(one, before, now, 'is', 'are')}." for one in gone
    ]
    said += [f"Theme {_title(before, one)} is now called {_title(now, one)}." for one in renamed]
    said += [
        f"Theme {_title(now, one)} is no longer a draft."
        for one in now["accepted"]
        if one in former and one not in before["accepted"]
    ]
    said += [
        f"Theme {_title(now, one)} is a draft again."
        for one in before["accepted"]
        if one not in now["accepted"] and one in themes
    ]
    return said


def _say_where(theme: str, here: Mapping[str, Any], there: Mapping[str, Any], one: str, more: str) -> str:
    """Where the notes of a theme stand in the other picture: "3 notes, of which 2 were in …"."""
    notes = [note for note, held in here["notes"].items() if held == theme]
    places = Counter(there["notes"][note] for note in notes if note in there["notes"])
    parts = [
        f"{count} {one if count == 1 else more} in {_title(there, held)}"
        for held, count in places.most_common()
    ]
    absent = len(notes) - sum(places.values())
    if absent:
        parts.append(f"{absent} {one if absent == 1 else more} not there")
    held = count_words(len(notes), "note")
    return f"{held}, of which {list_words(parts)}" if parts else held


def _say_notes(before: Mapping[str, Any], now: Mapping[str, Any]) -> list[str]:
    old, new, places = before["notes"], now["notes"], now["places"]
    said = [
        f"Note {note} is new: {places[note]}, in {_title(now, new[note])}." for note in new if note not in old
    ]
    said += [
        f"Note {note} is no longer there: it was {before['places'][note]}." for note in old if note not in new
    ]
    said += [
        f"Note {note} ({places[note]}) went from {_title(before, old[note])} to {_title(now, new[note])}."
        for note in new
        if note in old and old[note] != new[note]
    ]
    said += [
        f"Note {note} ({places[note]}) is now taken for “{kind.replace('_', ' ')}”."
        for note, kind in now["types"].items()
        if note in before["types"] and before["types"][note] != kind
    ]
    return said


def _title(pictured: Mapping[str, Any], theme_id: str) -> str:
    # What an older program kept has no names for what has no title.
    title = pictured["themes"].get(theme_id, theme_id)
    shown = str(pictured.get("shown", {}).get(theme_id, title))
    return shown if split_shown(shown)[0] else add_marks(shown)
