"""event.toml: what a person says of an event, which wins over what is found in its documents.

Lines that a person has read and knows better are corrected there::

    [[correct]]
    source = "notes.docx"     # may be left out when there is one document
    page = 3                  # for a PDF
    lines = "12-18"           # or lines = 12: as the ledger counts them
    role = "boilerplate"      # any role of the ledger
    question = "What helps?"  # with role = "question": its wording, where the line's own will not do
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Annotated, Any

from pydantic import AfterValidator, BeforeValidator, Field

from pipeline.ingest.event.cover import find_date
from pipeline.ingest.lines import Document, Line
from pipeline.keeping.reading import (
    Date,
    Flag,
    FormError,
    Say,
    Texts,
    Whole,
    Words,
    form,
    read_form,
    read_toml,
)
from pipeline.tables import GIVEN_ROLE, ROLES
from pipeline.wording import make_slug

EVENT_FILE = "event.toml"
_COLUMNS = ("note", "question", "table", "kind", "votes", "votes_against", "speaker", "heading")
_RANGE = re.compile(r"\s*(\d{1,9})\s*(?:[-–]\s*(\d{1,9})\s*)?")
# A continuation belongs to the note above and a blank line has no words: neither can be asked for.
_ROLES = tuple(role for role in ROLES if role not in ("continuation", "blank"))


def _check_role(role: str) -> str:
    if role not in _ROLES:
        raise ValueError
    return role


def _read_range(value: object) -> tuple[int, int]:
    found = _RANGE.fullmatch(str(value))
    if found is None:
        raise ValueError
    return int(found[1]), int(found[2] or found[1])


_Role = Annotated[
    str,
    AfterValidator(_check_role),
    Say("it names no role", f'Write role = "…" with one of: {", ".join(_ROLES)}.'),
]
_Lines = Annotated[
    tuple[int, int],
    BeforeValidator(_read_range),
    Say("it names no lines", 'Write lines = 12 or lines = "12-18".'),
]


@dataclass(frozen=True)
class Correction:
    """One correction: lines of a source (on a page) have a role."""

    role: _Role
    lines: _Lines
    source: str = ""
    page: Whole = 0
    question: Words = ""


def _read_date(value: object) -> object:
    return find_date(value) or value if isinstance(value, str) else value


def _pair(section: object) -> tuple[tuple[str, object], ...]:
    """A section as pairs of name and value, so that what is read can be compared and nobody changes it."""
    if not isinstance(section, dict):
        raise ValueError
    listed = ((name, value if isinstance(value, list) else [value]) for name, value in section.items())
    return tuple(sorted((name, one) for name, values in listed for one in values))


def _check_columns(columns: tuple[tuple[str, str], ...]) -> tuple[tuple[str, str], ...]:
    unknown = next((kind for kind, _ in columns if kind not in _COLUMNS), None)
    if unknown is not None:
        raise FormError(f"there is no kind of column {unknown!r}", f"Known: {', '.join(_COLUMNS)}.")
    return columns


@dataclass(frozen=True)
class _ExpectedTheme:
    title: Words
    words: Texts = ()


def _check_title(theme: _ExpectedTheme) -> _ExpectedTheme:
    if not make_slug(theme.title):
        raise ValueError
    return theme


def _find_repeat(titles: Iterable[str]) -> tuple[int, int] | None:
    """The first of the titles that stands there already, and that earlier one, counted from 1."""
    slugs = [make_slug(title) for title in titles]
    repeats = (at for at, slug in enumerate(slugs) if slug and slug in slugs[:at])
    return next(((at + 1, slugs.index(slugs[at]) + 1) for at in repeats), None)


def _refuse_repeats(themes: tuple[_ExpectedTheme, ...]) -> tuple[_ExpectedTheme, ...]:
    if twice := _find_repeat(theme.title for theme in themes):
        what = f"entry {twice[0]} of 'expected' has the title of an earlier one"
        raise FormError(what, "Take one of them out.")
    return themes


def _refuse_twice(questions: tuple[str, ...]) -> tuple[str, ...]:
    if twice := _find_repeat(questions):
        what = f"entry {twice[0]} of 'questions' is the same question as entry {twice[1]}"
        raise FormError(what, "Take one of them out.")
    return questions


_Expected = Annotated[
    _ExpectedTheme,
    BeforeValidator(lambda entry: {"title": entry} if isinstance(entry, str) else entry),
    AfterValidator(_check_title),
    Say(
        "FIELD is no title of a theme",
        'Write "Getting there", or {title = "Getting there", words = ["no bus", "parking"]}.',
    ),
]


@dataclass(frozen=True)
class _Themes:
    expected: Annotated[
        tuple[_Expected, ...], AfterValidator(_refuse_repeats), Say("FIELD must be a list of titles")
    ] = ()


_Slug = Annotated[str, AfterValidator(make_slug)]
_Columns = Annotated[
    tuple[tuple[str, str], ...],
    BeforeValidator(_pair),
    AfterValidator(_check_columns),
    Say(
        "FIELD must name columns",
        'Write [columns] and note = "Your comment", or note = ["Your comment", "Anything else?"].',
    ),
]
_Figures = Annotated[
    tuple[tuple[Words, Annotated[float, Field(strict=True, ge=0, lt=1e15)]], ...],
    BeforeValidator(_pair),
    Say("FIELD must be numbers, none below 0", "Write [figures] and people = 42."),
]


@form
@dataclass(frozen=True)
class EventFile:
    """What event.toml says; empty where it says nothing."""

    title: Words = ""
    date: Annotated[Date, BeforeValidator(_read_date)] = ""
    place: Words = ""
    series: _Slug = ""
    questions: Annotated[Texts, AfterValidator(_refuse_twice)] = ()
    slug: _Slug = ""
    columns: _Columns = ()  # ("note", "Your comment"): what a sheet's columns hold
    correct: tuple[Correction, ...] = ()
    themes: _Themes = _Themes()
    sample: Flag = False  # whether it came with the project
    figures: _Figures = ()  # ("people", 42.0): numbers that people give of the event
    targets: tuple[dict[str, Any], ...] = ()  # each as it stands there; the series reads them

    @property
    def expected(self) -> tuple[tuple[str, tuple[str, ...]], ...]:
        """Titles of themes that people expect, each with words that stand for it."""
        return tuple((theme.title, tuple(filter(None, theme.words))) for theme in self.themes.expected)


def read_event_file(content: bytes, where: str) -> EventFile:
    """Read event.toml; `where` names the file in an error.

    Raises:
        SettingsError: If it is not TOML, or holds an unknown name or a value of another kind.
    """
    remedy = 'Mend that line: text stands in quotes, as in title = "Listening event".'
    return read_form(EventFile, read_toml(content, where, remedy), where)


def correct_lines(document: Document, corrections: tuple[Correction, ...]) -> Document:
    """The document with the roles a person gave to its lines."""
    own = [entry for entry in corrections if entry.source in ("", document.source)]
    if not own:
        return document
    return replace(document, lines=tuple(_correct_line(line, own) for line in document.lines))


def _correct_line(line: Line, corrections: list[Correction]) -> Line:
    for entry in corrections:
        on_page = not entry.page or line.locator.startswith(f"page {entry.page} ")
        if not (on_page and entry.lines[0] <= line.number <= entry.lines[1] and line.content):
            continue
        line = replace(line, role=entry.role, reason=GIVEN_ROLE, given=None)
        if entry.role == "question" and entry.question:
            line = replace(line, words=entry.question)
    return line
