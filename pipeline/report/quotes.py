"""No report with a quotation that is not in its source, and none that has lost a note.

Errors name note and line but never the words: they end up in terminals and bug reports.
"""

from __future__ import annotations

import dataclasses
import html
import re
import unicodedata
from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Any, TypeVar

from pandera.typing.pandas import DataFrame

from pipeline.errors import QuoteError
from pipeline.report.blocks import Document, Quote
from pipeline.report.event.model import QuotedNote, Report
from pipeline.tables import (
    SEPARATOR,
    Ledger,
    Notes,
    SafeNotes,
    SeriesMatrix,
    SeriesNotes,
    SummaryPoints,
    Themes,
)
from pipeline.tables.contract import Row, list_rows

Q = TypeVar("Q")
Lines = dict[tuple[str, str, int], list[tuple[str, str]]]

PLACEHOLDER = re.compile(r"\[[^\W\d_][\w '/-]{0,40}\]")
# What may be a file format's mark-up rather than somebody's words. Deliberately wide: it only says
# which letters may be missing from what is shown.
MARK_UP = re.compile(
    r"""<!--.*?-->           # a comment
    | </?[A-Za-z][^<>]*>     # a tag
    | <(?:https?:|mailto:)[^<>]*>
    | \]\([^()\s]*(?:\s[^()]*)?\)  # a link's target
    | \]\[[^\]]*\]           # a link's reference
    | \[\^[^\]]*\]           # a footnote's mark
    | ^\s*\[[ xX]\]          # a task list's box
    | &(?:\#\w+|\w+);        # a character written as an entity
    """,
    re.VERBOSE | re.DOTALL,
)
_WRAPPED_LINES = 40  # of a summary's paragraph, at most
_REMEDY = "Delete data/processed and run again; if it happens again, report it with this note id."


def check_quotes(
    report: Report,
    ledger: DataFrame[Ledger],
    notes: DataFrame[Notes],
    safe_notes: DataFrame[SafeNotes],
    themes: DataFrame[Themes],
) -> None:
    """Refuse a report that misquotes a note, wherever in it, or leaves one out.

    Raises:
        QuoteError: With the note's id and line, never its words.
    """
    originals = {row["note_id"]: row for row in list_rows(notes)}
    safe = {row["note_id"]: row for row in list_rows(safe_notes)}
    lines = note_lines(ledger)
    for quote in set(_walk(report, QuotedNote)):
        if quote.note_id not in originals or quote.note_id not in safe:
            raise _refusal("the report quotes a note that is not among the notes", quote.note_id, quote.line)
        _check_quote(quote, originals[quote.note_id], safe[quote.note_id])
    for row in originals.values():
        check_source(row, lines)
    _check_all_there(report, originals, ledger)
    _check_key_points(report, originals, safe, themes)


def check_summary(points: DataFrame[SummaryPoints], ledger: DataFrame[Ledger]) -> None:
    """Refuse to show a point of the organisers' summary that is not in its source.

    Raises:
        QuoteError: With the point's id and line, never its words.
    """
    lines = ledger[ledger["role"] == "summary"]
    places = zip(lines["source"], lines["locator"], lines["line"], strict=True)
    starts = {place: number for number, place in enumerate(places)}
    for point in list_rows(points):
        start = starts.get((point["source"], point["locator"], point["line"]), len(lines))
        text = _without_blanks(point["text"])
        # A point may run over several lines.
        written = _without_blanks("".join(lines["text"].iloc[start : start + _WRAPPED_LINES]))
        if not (
            text in written
            and is_without_mark_up(point["words"], point["text"])
            and is_masked_form(point["safe_words"], point["words"])
        ):
            raise QuoteError(
                "a point of the organisers' summary differs from its source, so no report was written",
                where=f"point {point['point_id']}, line {point['line']}",
                remedy=_REMEDY,
            )


def check_series_quotes(
    document: Document,
    notes: DataFrame[SeriesNotes],
    matrix: DataFrame[SeriesMatrix],
    originals: Mapping[str, str],
) -> None:
    """Refuse a report that quotes a note in other words, or a note that has no source.

    That a note stands in its source was checked when its event's report was written, from the same tables.

    Args:
        document: The content to check, wherever in it a note is quoted.
        notes: As reports may show them.
        matrix: The framework matrix, whose cells quote notes as well.
        originals: Every note's own words, by id, from the events' tables.

    Raises:
        QuoteError: With the note's id, never its words.
    """
    safe = dict(zip(notes["note_id"], notes["words"], strict=True))
    for note_id, words in safe.items():
        if note_id not in originals or not is_masked_form(words, originals[note_id]):
            raise _refusal("its words are not those of its event", note_id)
    for quote in _walk(document, Quote):
        if safe.get(quote.note_id) != quote.words:
            raise _refusal("what would be shown differs from the note", quote.note_id)
    for summary, note_id in zip(matrix["summary"], matrix["point_id"], strict=True):
        if note_id and not (note_id in safe and summary.endswith(f"“{safe[note_id]}”")):
            raise _refusal("a cell of the matrix quotes it in other words", note_id)


def is_masked_form(shown: str, original: str) -> bool:
    """Whether a text is another one with nothing changed but stretches replaced by placeholders."""
    if shown == original:
        return True
    fragments = PLACEHOLDER.split(shown)
    if len(fragments) == 1:
        return False
    first, *middle, last = fragments
    if not (original.startswith(first) and original.endswith(last)):
        return False
    position, end = len(first), len(original) - len(last)
    for fragment in middle:
        found = original.find(fragment, position, end)
        if found < 0:
            return False
        position = found + len(fragment)
    return position <= end


def is_without_mark_up(words: str, text: str) -> bool:
    """Whether words are what a reader sees of a text: nothing added, only mark-up taken out."""
    shown, written = _letters(words), _letters(text)
    if shown == written:
        return True
    if not (_follows(shown, written) or _follows(shown, _letters(html.unescape(text)))):
        return False
    return _follows(_letters(MARK_UP.sub(" ", text)), shown)


def _check_quote(quote: QuotedNote, original: Row, safe: Row) -> None:
    same = is_masked_form if safe["masked"] else str.__eq__
    if quote.words != safe["words"] or not same(quote.words, original["words"]):
        raise _refusal("what would be shown differs from the note", quote.note_id, quote.line)
    if quote.as_written not in ("", original["text"]):
        raise _refusal("what would be shown as written differs from the note", quote.note_id, quote.line)
    for field in ("heading", "lead_in", "speaker"):
        if not same(getattr(quote, field), original[field]):
            raise _refusal(f"its {field} would be shown in other words", quote.note_id, quote.line)
    if (quote.source, quote.locator, quote.line) != (
        original["source"],
        original["locator"] or quote.locator,
        original["line"],
    ):
        raise _refusal("it would be shown as from another place", quote.note_id, quote.line)


def note_lines(ledger: DataFrame[Ledger]) -> Lines:
    """For every place of a source, its text, and its text with the lines that continue it."""
    more = ledger[(ledger["role"] == "continuation") & (ledger["note_id"] != "")]
    continued = more.groupby("note_id")["text"].agg("".join).to_dict()
    lines: Lines = {}
    for row in list_rows(ledger):
        whole = f"{row['text']}{continued.get(row['note_id'], '')}"
        lines.setdefault((row["source"], row["locator"], row["line"]), []).append((row["text"], whole))
    return lines


def check_source(note: Row, lines: Lines) -> None:
    """Refuse a note that is not in its source, word for word, at the place it names.

    Raises:
        QuoteError: With the note's id and line, never its words.
    """
    found = lines.get((note["source"], note["locator"], note["line"]), [])
    text = note["text"]
    # A note that runs over several lines is joined from them; how the line ends were joined is no
    # matter of words, so blanks don't count there.
    whole = _without_blanks(text)
    if not any(text in line or whole in _without_blanks(joined) for line, joined in found):
        raise _refusal("the note is not in its source at that place", note["note_id"], note["line"])
    if not is_without_mark_up(note["words"], text):
        raise _refusal("the note's words are not those of its source", note["note_id"], note["line"])


def _check_all_there(report: Report, originals: Mapping[str, Row], ledger: DataFrame[Ledger]) -> None:
    shown = Counter(note.note_id for note in report.notes)
    for note_id, row in originals.items():
        if shown[note_id] != 1:
            what = "the note is under no theme" if not shown[note_id] else "the note is there twice"
            raise _refusal(what, note_id, row["line"])
    lines = ledger[ledger["role"] == "note"]
    for line in list_rows(lines[~lines["note_id"].isin(list(originals))]):
        raise _refusal(
            "a line is marked as a note but is none", line["note_id"] or "without id", line["line"]
        )


def _check_key_points(report: Report, originals: dict[str, Row], safe: dict[str, Row], themes: Any) -> None:
    shown = {theme.theme_id: theme for part in report.questions for theme in part.themes}
    for row in list_rows(themes):
        ids = [part for part in row["key_point_ids"].split(SEPARATOR) if part]
        for note_id in ids:
            note = originals.get(note_id)
            if note is None or note["question_id"] != row["question_id"]:
                line = note["line"] if note else 0
                raise _refusal("a key point is not a note of its question", note_id, line)
        if row["key_points"] != SEPARATOR.join(safe[note_id]["words"] for note_id in ids):
            first = ids[0] if ids else "without id"
            raise _refusal(
                f"the key points of theme {row['theme_id']} are not the words of their notes",
                first,
                originals[first]["line"] if ids else 0,
            )
        if row["theme_id"] not in shown:
            raise QuoteError(
                "the report leaves out a theme", where=f"theme {row['theme_id']}", remedy=_REMEDY
            )
        if [note.note_id for note in shown[row["theme_id"]].key_points] != ids:
            raise _refusal(
                f"theme {row['theme_id']} would be shown with other key points", ids[0] if ids else "", 0
            )


def _walk(value: Any, kind: type[Q]) -> Iterator[Q]:
    """Every quotation, found by its type, so that no new list of notes escapes the check."""
    if isinstance(value, kind):
        yield value
    elif isinstance(value, tuple):
        for item in value:
            yield from _walk(item, kind)
    elif dataclasses.is_dataclass(value):
        for field in dataclasses.fields(value):
            yield from _walk(getattr(value, field.name), kind)


def _refusal(what: str, note_id: str, line: int | None = None) -> QuoteError:
    where = f"note {note_id}" + ("" if line is None else f", line {line}")
    return QuoteError(f"{what}, so no report was written", where=where, remedy=_REMEDY)


def _letters(text: str) -> str:
    return "".join(character for character in unicodedata.normalize("NFKC", text) if character.isalnum())


def _follows(part: str, whole: str) -> bool:
    """Whether the characters of one text occur in another in the same order."""
    rest = iter(whole)
    return all(character in rest for character in part)


def _without_blanks(text: str) -> str:
    return "".join(text.split())
