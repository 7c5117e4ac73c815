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

import datetime
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Annotated, Any

from pydantic import AfterValidator, BeforeValidator, Field

from pipeline.ingest.lines import ABOVE_COLUMNS, Document, Line
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
from pipeline.wording import MONTHS, find_month, join_days, make_slug

EVENT_FILE = "event.toml"
_COLUMNS = ("note", "question", "table", "kind", "votes", "votes_against", "speaker", "heading")
_DATE = re.compile(
    rf"\b(?P<day>\d{{1,2}})(?:st|nd|rd|th)?\s+(?:of\s+)?(?P<month>{'|'.join(MONTHS)}),?\s+(?P<year>(?:19|20)\d\d)\b",
    re.IGNORECASE,
)
_ISO_DATE = re.compile(
    r"(?<!\d)(?P<year>(?:19|20)\d\d)-(?P<month>0[1-9]|1[0-2])-(?P<day>0[1-9]|[12]\d|3[01])(?!\d)"
)
_SEEN = 2_000  # letters of a text in which a date is looked for
_RANGE = re.compile(r"\s*(\d{1,9})\s*(?:[-–]\s*(\d{1,9})\s*)?")
# A continuation belongs to the note above and a blank line has no words: neither can be asked for.
_ROLES = tuple(role for role in ROLES if role not in ("continuation", "blank"))


def find_date(text: str) -> str:
    """The first full date in a text ("Friday 20 September 2024", "2024-09-20") as an ISO date, or empty."""
    text = text[:_SEEN]
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


_COVER = 25  # lines at the top that may say what the event was
_FORMS = 3  # days in lines that are otherwise the same
_FEW = 2  # headings of one level with bullets right below: more are topics
_LONGEST = 15  # words of a title or a place
_FRONT = re.compile(r"^(?:title|event)\s*:\s*[\"']?(?P<title>.+?)[\"']?\s*$", re.IGNORECASE)
_LABELLED = re.compile(
    r"^\W*(?:venue|place|location|held (?:at|in))\b\W*[:–-]\W*(?P<place>\w.{2,80}?)\W*$", re.IGNORECASE
)
# In the line of the date ("9 June 2026 at the Hub"), or a line of its own below it.
_NAMED = r"(?:[A-Z][a-z]{0,2}\.(?= [A-Z])|[A-Z&][\w'’-]*)"  # "St." is short for something, "Hall." is an end
_AT = re.compile(rf"\bat (?P<place>(?:the )?{_NAMED}(?: (?:of|the|{_NAMED}))*(?:, [A-Z][\w'’-]+)*)")
_KINDS = re.compile(
    r"\b(?:library|hall|centre|church|chapel|school|college|university|hotel|café|cafe|hub|museum|hospital|"
    r"surgery|clinic|house|theatre|club|online|zoom|community room|pavilion|mosque|temple)\b",
    re.IGNORECASE,
)
_DAYS = r"(?:mon|tues|wednes|thurs|fri|satur|sun)day"
_MONTHS = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|"
    r"nov(?:ember)?|dec(?:ember)?)"
)
_ONLY_DATE = re.compile(rf"^(?:\W|\d+(?:st|nd|rd|th)?\b|of\b|{_DAYS}\b|{_MONTHS}\b)+$", re.IGNORECASE)
_DIGIT = re.compile(r"\d")
_DAY_PARTS = re.compile(rf"(?:\b(?:\d+(?:st|nd|rd|th)?|{_DAYS}|{_MONTHS})\b\W*)+")


def find_title(lines: Sequence[Line]) -> str:
    """The event's title: from the front matter, the heading above all others, or the first line; else empty.

    A heading with others beside it ("Concerns", "Ideas") is a topic, not the title, nor is one of several
    questions.
    """
    named = (_FRONT.match(line.words) for line in lines[:_COVER] if line.form == "metadata")
    if title := next((found["title"] for found in named if found), ""):
        return title
    heads = [line for line in lines if line.form == "heading" and line.role != "question"]
    levels = Counter(line.level for line in heads)
    spoken = [line for line in lines if line.form in ("text", "heading", "item")]
    below = spoken[spoken.index(heads[0]) + 1 :][:1] if heads else []
    topic = bool(below) and below[0].form == "item" and levels[heads[0].level] > _FEW
    asking = [line for line in heads if "?" in line.words and line.level == heads[0].level]
    topic = topic or (len(asking) > 1 and asking[0] is heads[0])
    if heads and not topic and ("?" not in heads[0].words or spoken[0] is heads[0]):
        return heads[0].words
    if not spoken or spoken[0].form != "text" or spoken[0].given is not None:
        return ""
    if len(spoken) > 1 and spoken[1].form == "text" and _ONLY_DATE.match(spoken[0].words):
        spoken = spoken[1:]  # the day stands above the title
    first, after = spoken[0].words, spoken[1] if len(spoken) > 1 else None
    # A first line is a title where something else follows, or the day: it may be somebody's remark.
    apart = after is None or after.form != "text" or after.number > spoken[0].number + 1 or after.bold
    dated = find_date(first) or (after is not None and find_date(after.words))
    plain = (
        len(first.split()) <= _LONGEST and first[:1].isalpha() and not first.endswith((".", "?", "!", ":"))
    )
    return first if plain and (apart or dated) else ""


def find_days(lines: Sequence[Line]) -> str:
    """When the event was, as the lines at the top say it; empty where they do not.

    A line that is there again and again with other days ("Date: 3 May 2024") dates a form each time: the
    first and the last day are the answer. The cells of a sheet below its head say nothing of the event.
    """
    cover = [line for line in lines if not _is_aside(line)][:_COVER]
    found = next((line for line in cover if find_date(line.words)), None)
    if found is None:
        return ""
    frame = _fold_frame(found.words)
    dated = [line.words for line in lines if _DIGIT.search(line.words)]
    alike = {find_date(words) for words in dated if _fold_frame(words) == frame} - {""}
    return join_days(alike) if len(alike) >= _FORMS else find_date(found.words)


def _is_aside(line: Line) -> bool:
    """Whether a line is a cell below the head of a sheet, or a comment: neither is the cover."""
    return line.given is not None or (line.role == "metadata" and line.reason != ABOVE_COLUMNS)


def _fold_frame(words: str) -> str:
    """What is the same in lines that differ by their day."""
    return _DAY_PARTS.sub("#", words.casefold())


def find_place(lines: Sequence[Line]) -> str:
    """Where the event was, as the lines at the top say it; empty where they do not."""
    cover = [line.words for line in lines[:_COVER]]
    for words in cover:
        if (found := _LABELLED.match(words)) is not None:
            return found["place"]
    for place, words in enumerate(cover):
        if not find_date(words):
            continue
        below = cover[place + 1] if place + 1 < len(cover) else ""
        if (found := _AT.search(words)) is not None:
            return found["place"].removeprefix("the ")
        named = sum(word[:1].isupper() for word in below.split())
        plain = below[-1:].isalnum() and len(below.split()) <= min(_LONGEST, 2 * named)
        if plain and _KINDS.search(below) and lines[place + 1].form == "text" and not lines[place + 1].bold:
            return below
    return ""
