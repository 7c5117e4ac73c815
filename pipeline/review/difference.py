"""What has changed from one run to the next, in words: themes first, then notes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from typing import Any

from pandera.typing.pandas import DataFrame

from pipeline.tables import CodedNotes, Codings, Themes
from pipeline.wording import count_words, list_words
from pipeline.wording.quotations import add_marks, show_titles, split_shown


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
