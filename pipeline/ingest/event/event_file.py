"""event.toml: what a person says of an event, which wins over what is found in its documents."""

from __future__ import annotations

import datetime
import re
from dataclasses import dataclass
from typing import Any

from pipeline.errors import SettingsError
from pipeline.ingest.event.corrections import Correction, read_corrections
from pipeline.keeping.toml_files import read_toml
from pipeline.wording import MONTHS, find_month, make_slug

EVENT_FILE = "event.toml"
_KNOWN = (
    "title",
    "date",
    "place",
    "series",
    "questions",
    "slug",
    "columns",
    "correct",
    "themes",
    "figures",
    "targets",
)
_COLUMNS = ("note", "question", "table", "kind", "votes", "speaker", "heading")
_DATE = re.compile(
    rf"\b(?P<day>\d{{1,2}})(?:st|nd|rd|th)?\s+(?:of\s+)?(?P<month>{'|'.join(MONTHS)}),?\s+(?P<year>(?:19|20)\d\d)\b",
    re.IGNORECASE,
)
_ISO_DATE = re.compile(
    r"(?<!\d)(?P<year>(?:19|20)\d\d)-(?P<month>0[1-9]|1[0-2])-(?P<day>0[1-9]|[12]\d|3[01])(?!\d)"
)


@dataclass(frozen=True)
class EventFile:
    """What event.toml says; empty where it says nothing."""

    title: str = ""
    date: str = ""
    place: str = ""
    series: str = ""
    slug: str = ""
    questions: tuple[str, ...] = ()
    corrections: tuple[Correction, ...] = ()
    columns: tuple[tuple[str, str], ...] = ()  # ("note", "Your comment"): what a sheet's columns hold
    expected: tuple[tuple[str, tuple[str, ...]], ...] = ()  # title of a theme, and words that stand for it
    figures: tuple[tuple[str, float], ...] = ()  # ("people", 42.0): numbers that people give of the event
    targets: tuple[tuple[tuple[str, object], ...], ...] = ()  # each as it stands there; the series reads them


def read_event_file(content: bytes, where: str) -> EventFile:
    """Read event.toml; `where` names the file in an error.

    Raises:
        SettingsError: If it is not TOML, or holds an unknown name or a value of another kind.
    """
    remedy = 'Mend that line: text stands in quotes, as in title = "Listening event".'
    values = read_toml(content, where, remedy)
    for name in values:
        if name not in _KNOWN:
            raise SettingsError(
                f"there is no entry {name!r}", where=where, remedy=f"Known here: {', '.join(_KNOWN)}."
            )
    return EventFile(
        title=_text(values, "title", where),
        date=_date(values, where),
        place=_text(values, "place", where),
        series=make_slug(_text(values, "series", where)),
        slug=make_slug(_text(values, "slug", where)),
        questions=_texts(values, "questions", where),
        columns=_columns(values, where),
        corrections=read_corrections(values.get("correct", []), where),
        expected=_expected(values, where),
        figures=_figures(values, where),
        targets=_targets(values, where),
    )


def find_date(text: str) -> str:
    """The first full date in a text ("Friday 20 September 2024", "2024-09-20") as an ISO date, or empty."""
    found = min(
        (match for match in (_DATE.search(text), _ISO_DATE.search(text)) if match is not None),
        key=lambda match: match.start(),
        default=None,
    )
    if found is None:
        return ""
    month = find_month(found["month"]) or int(found["month"])
    try:
        return datetime.date(int(found["year"]), month, int(found["day"])).isoformat()
    except ValueError:
        return ""  # 31 June


def _text(values: dict[str, Any], name: str, where: str) -> str:
    value = values.get(name, "")
    if not isinstance(value, str):
        raise SettingsError(f"{name!r} must be text in quotes", where=where, remedy="Put it in quotes.")
    return " ".join(value.split())


def _texts(values: dict[str, Any], name: str, where: str) -> tuple[str, ...]:
    value = values.get(name, [])
    if not isinstance(value, list) or not all(isinstance(entry, str) for entry in value):
        raise SettingsError(
            f"{name!r} must be a list of texts", where=where, remedy=f'Write {name} = ["…", "…"].'
        )
    return tuple(" ".join(entry.split()) for entry in value)


def _columns(values: dict[str, Any], where: str) -> tuple[tuple[str, str], ...]:
    value = values.get("columns", {})
    if not isinstance(value, dict) or not all(isinstance(name, str) for name in value.values()):
        raise SettingsError(
            "'columns' must name columns", where=where, remedy='Write [columns] and note = "Your comment".'
        )
    for name in value:
        if name not in _COLUMNS:
            raise SettingsError(
                f"there is no kind of column {name!r}", where=where, remedy=f"Known: {', '.join(_COLUMNS)}."
            )
    return tuple(sorted(value.items()))


def _figures(values: dict[str, Any], where: str) -> tuple[tuple[str, float], ...]:
    section = values.get("figures", {})
    if not isinstance(section, dict) or not all(_is_number(value) for value in section.values()):
        raise SettingsError(
            "'figures' must be numbers, none below 0", where=where, remedy="Write [figures] and people = 42."
        )
    return tuple((" ".join(name.split()), float(value)) for name, value in sorted(section.items()))


def _is_number(value: object) -> bool:
    return isinstance(value, (int, float)) and not isinstance(value, bool) and 0 <= value < 1e15


def _targets(values: dict[str, Any], where: str) -> tuple[tuple[tuple[str, object], ...], ...]:
    section = values.get("targets", [])
    if not isinstance(section, list) or not all(isinstance(entry, dict) for entry in section):
        raise SettingsError(
            "'targets' must be entries of their own",
            where=where,
            remedy="Write [[targets]] above the name, measure and value of each.",
        )
    return tuple(tuple(sorted(entry.items())) for entry in section)


def _expected(values: dict[str, Any], where: str) -> tuple[tuple[str, tuple[str, ...]], ...]:
    section = values.get("themes", {})
    place = f"{where}, [themes]"
    if not isinstance(section, dict) or any(name != "expected" for name in section):
        raise SettingsError(
            "only 'expected' can stand there", where=place, remedy='Write [themes] and expected = ["…", "…"].'
        )
    entries = section.get("expected", [])
    if not isinstance(entries, list):
        raise SettingsError(
            "'expected' must be a list of titles", where=place, remedy='Write expected = ["…", "…"].'
        )
    themes = tuple(_expected_theme(entry, number, place) for number, entry in enumerate(entries, start=1))
    slugs = [make_slug(title) for title, _ in themes]
    twice = next((number for number, slug in enumerate(slugs, start=1) if slug in slugs[: number - 1]), None)
    if twice is not None:
        raise SettingsError(
            f"entry {twice} of 'expected' has the title of an earlier one",
            where=place,
            remedy="Take one of them out.",
        )
    return themes


def _expected_theme(entry: Any, number: int, place: str) -> tuple[str, tuple[str, ...]]:
    values = {"title": entry} if isinstance(entry, str) else entry
    if (
        not isinstance(values, dict)
        or not set(values) <= {"title", "words"}
        or not isinstance(values.get("title"), str)
        or not make_slug(values["title"])
    ):
        raise SettingsError(
            f"entry {number} of 'expected' is no title of a theme",
            where=place,
            remedy='Write "Getting there", or {title = "Getting there", words = ["no bus", "parking"]}.',
        )
    return " ".join(values["title"].split()), tuple(text for text in _texts(values, "words", place) if text)


def _date(values: dict[str, Any], where: str) -> str:
    value = values.get("date", "")
    if isinstance(value, datetime.date) and not isinstance(value, datetime.datetime):
        return value.isoformat()
    if value == "" or (isinstance(value, str) and find_date(value)):
        return find_date(value) if value else ""
    raise SettingsError("'date' is not a date", where=where, remedy="Write it as date = 2024-09-20.")
