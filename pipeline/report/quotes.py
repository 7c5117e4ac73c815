"""No report with a quotation that is not in its source, and none that has lost a note.

Errors name note and line but never the words: they end up in terminals and bug reports.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence, Set

import numpy as np
import numpy.typing as npt
import pandas as pd
from pandera.typing.pandas import DataFrame

from pipeline.errors import QuoteError
from pipeline.keeping.parts import cut
from pipeline.report.blocks import Document, ListedNote, Quote, walk
from pipeline.report.event.facts import EventFacts
from pipeline.report.event.notes import Note, fold_note, shorten_lead
from pipeline.report.event.organisers import list_paragraphs
from pipeline.tables import (
    SEPARATOR,
    Ledger,
    Notes,
    SafeNotes,
    SeriesMatrix,
    SeriesNotes,
    SourceTables,
    SummaryPoints,
    Themes,
)
from pipeline.tables.contract import Row, list_rows, split_cell
from pipeline.wording.marks import is_without_mark_up

Lines = dict[tuple[str, str, int], list[tuple[str, str]]]

PLACEHOLDER = re.compile(r"\[[^\W\d_][\w '/-]{0,40}\]")
_BLOCK_QUOTE = re.compile(r"^[ \t]*(?:>[ \t]*)+", re.MULTILINE)
_VOTES = re.compile(
    r"(?:[\W\d_]|x\d|votes?|dots?|sticker|likes?|stars?|ticks?|supporters?|for|against|:\+?\w+:)*",
    re.IGNORECASE,
)
_AT_ONCE = 20_000  # notes held against their sources in one step
_WRAPPED_LINES = 40  # of a summary's paragraph, at most
_REMEDY = "Delete data/processed and run again; if it happens again, report it with this note id."


def check_quotes(
    facts: EventFacts,
    documents: Sequence[Document],
    found: SourceTables,
    safe_notes: DataFrame[SafeNotes],
    themes: DataFrame[Themes],
) -> None:
    """Refuse reports that misquote a note, wherever in them, or leave one out.

    Raises:
        QuoteError: With the note's id and line, never its words.
    """
    _check_all_there(facts, found)
    places = _Places(found.ledger)
    originals, safe = pd.Index(found.notes["note_id"]), pd.Index(safe_notes["note_id"])
    for notes in cut(facts.notes, _AT_ONCE):
        note_ids = [note.note_id for note in notes]
        written = found.notes.iloc[originals.get_indexer(note_ids)]
        lines = places.find_lines(written)
        shown = list_rows(safe_notes.iloc[safe.get_indexer(note_ids)])
        for note, original, own in zip(notes, list_rows(written), shown, strict=True):
            _check_note(note, original, own)
            check_source(original, lines)
    _check_key_points(found.notes, safe_notes, themes)
    _check_quotes(documents, found.ledger, safe_notes)


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
        originals: Every note's own words, by id, from the events' tables.

    Raises:
        QuoteError: With the note's id, never its words.
    """
    safe = dict(zip(notes["note_id"], notes["words"], strict=True))
    for note_id, words in safe.items():
        if note_id not in originals or not is_masked_form(words, originals[note_id]):
            raise _refusal("its words are not those of its event", note_id)
    for quote in walk(document, Quote):
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


def _check_note(note: Note, original: Row, safe: Row) -> None:
    same = is_masked_form if safe["masked"] else str.__eq__
    if note.words != safe["words"] or not same(note.words, original["words"]):
        raise _refusal("what would be shown differs from the note", note.note_id, note.line)
    for field in ("heading", "lead_in", "speaker"):
        if not same(getattr(note, field), original[field]):
            raise _refusal(f"its {field} would be shown in other words", note.note_id, note.line)
    if (note.source, note.line) != (original["source"], original["line"]):
        raise _refusal("it would be shown as from another place", note.note_id, note.line)


def _check_quotes(
    documents: Sequence[Document], ledger: DataFrame[Ledger], safe_notes: DataFrame[SafeNotes]
) -> None:
    quotes, listed = list(walk(tuple(documents), Quote)), list(walk(tuple(documents), ListedNote))
    named = {note_id for one in quotes for note_id in (one.note_id, one.under_id, *one.also)}
    named |= {note_id for one in listed for note_id in one.note_ids}
    safe = _read_rows(safe_notes, named)
    written = list_paragraphs(ledger) if any(not quote.note_id for quote in quotes) else []
    for quote in quotes:
        if not quote.note_id:
            _check_organisers(quote, written)
        elif quote.note_id not in safe or quote.words != safe[quote.note_id]["words"]:
            raise _refusal("what would be shown differs from the note", quote.note_id, quote.line)
        if quote.under:
            _check_lead(quote, safe)
        for note_id in quote.also:
            if fold_note(safe[note_id]["words"]) != fold_note(quote.words):
                raise _refusal("it would be counted under other words", note_id)
    for one in listed:
        for note_id in one.note_ids:
            if one.words != safe[note_id]["words"]:
                raise _refusal("what would be listed differs from the note", note_id)


def _check_lead(quote: Quote, safe: Mapping[str, Row]) -> None:
    """What a note stands below is shown in its own words, and only where nothing of them is left out."""
    above = safe.get(quote.under_id) if quote.under_id else safe[quote.note_id]
    words = above["words" if quote.under_id else "lead_in"] if above else ""
    if not above or (quote.under_id and above["masked"]) or shorten_lead(words) != quote.under:
        raise _refusal("what it stands below would be shown in other words", quote.note_id, quote.line)


def _read_rows(notes: pd.DataFrame, note_ids: Set[str]) -> dict[str, Row]:
    """Some of the notes by id."""
    return {row["note_id"]: row for row in list_rows(notes[notes["note_id"].isin(list(note_ids))])}


def _check_organisers(quote: Quote, written: Sequence[tuple[list[Row], str]]) -> None:
    own = (words for rows, words in written if quote.line in [row["line"] for row in rows])
    if not any(quote.words in words for words in own):
        raise QuoteError(
            "a line of the organisers would be shown in other words, so no report was written",
            where=f"line {quote.line}",
            remedy=_REMEDY,
        )


def note_lines(ledger: DataFrame[Ledger]) -> Lines:
    """For every place of a source, its text, and its text with the lines that continue it."""
    return _list_lines(ledger, _join_continued(ledger))


def _join_continued(ledger: DataFrame[Ledger]) -> dict[str, str]:
    """By the id of a note: the lines that continue it."""
    more = ledger[(ledger["role"] == "continuation") & (ledger["note_id"] != "")]
    joined = more.groupby("note_id")["text"].agg("\n".join)
    return dict(zip(map(str, joined.index), joined, strict=True))


class _Places:
    """Finds the lines of the places that some notes name, so that those of all are never there at once."""

    def __init__(self, ledger: DataFrame[Ledger]) -> None:
        self._ledger, self._continued = ledger, _join_continued(ledger)
        hashes = _hash_places(ledger)
        self._order = np.argsort(hashes, kind="stable")
        self._hashes = hashes[self._order]

    def find_lines(self, notes: pd.DataFrame) -> Lines:
        """Of the places of some notes, and of none or few others."""
        wanted = np.unique(_hash_places(notes))
        first, end = (np.searchsorted(self._hashes, wanted, side) for side in ("left", "right"))
        found = [self._order[start:stop] for start, stop in zip(first, end, strict=True)]
        return _list_lines(self._ledger.iloc[np.sort(np.concatenate(found))], self._continued)


def _hash_places(table: pd.DataFrame) -> npt.NDArray[np.uint64]:
    places = table[["source", "locator", "line"]]
    hashes: npt.NDArray[np.uint64] = np.asarray(pd.util.hash_pandas_object(places, index=False), np.uint64)
    return hashes


def _list_lines(ledger: pd.DataFrame, continued: Mapping[str, str]) -> Lines:
    lines: Lines = {}
    for row in list_rows(ledger):
        whole = f"{row['text']}\n{continued.get(row['note_id'], '')}"
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
    # matter of words: blanks don't count there, nor the mark of a block quote, nor votes.
    parts = [_without_line_ends(part) for part in text.split("\n")]
    if not any(text in line or _stand_in(parts, _without_line_ends(joined)) for line, joined in found):
        raise _refusal("the note is not in its source at that place", note["note_id"], note["line"])
    if not is_without_mark_up(note["words"], text):
        raise _refusal("the note's words are not those of its source", note["note_id"], note["line"])


def _check_all_there(facts: EventFacts, found: SourceTables) -> None:
    shown = Counter(note.note_id for note in facts.notes)
    originals = dict(zip(found.notes["note_id"], found.notes["line"].tolist(), strict=True))
    for note in facts.notes:
        if note.note_id not in originals:
            raise _refusal("the report quotes a note that is not among the notes", note.note_id, note.line)
    for note_id, number in originals.items():
        if shown[note_id] != 1:
            what = "the note is under no theme" if not shown[note_id] else "the note is there twice"
            raise _refusal(what, note_id, number)
    lines = found.ledger[found.ledger["role"] == "note"]
    for line in list_rows(lines[~lines["note_id"].isin(list(originals))]):
        raise _refusal(
            "a line is marked as a note but is none", line["note_id"] or "without id", line["line"]
        )


def _check_key_points(
    notes: DataFrame[Notes], safe_notes: DataFrame[SafeNotes], themes: DataFrame[Themes]
) -> None:
    cells = (*themes["key_point_ids"], *themes["shown"])
    named = {note_id for cell in cells for note_id in split_cell(cell)}
    originals, safe = _read_rows(notes, named), _read_rows(safe_notes, named)
    for row in list_rows(themes):
        for note_id in {*split_cell(row["key_point_ids"]), *split_cell(row["shown"])}:
            note = originals.get(note_id)
            if note is None or note["question_id"] != row["question_id"]:
                line = note["line"] if note else 0
                raise _refusal("a key point is not a note of its question", note_id, line)
        ids = split_cell(row["key_point_ids"])
        if row["key_points"] != SEPARATOR.join(safe[note_id]["words"] for note_id in ids):
            raise _refusal(
                f"the key points of theme {row['theme_id']} are not the words of their notes",
                ids[0] if ids else "without id",
                originals[ids[0]]["line"] if ids else 0,
            )


def _refusal(what: str, note_id: str, line: int | None = None) -> QuoteError:
    where = f"note {note_id}" + ("" if line is None else f", line {line}")
    return QuoteError(f"{what}, so no report was written", where=where, remedy=_REMEDY)


def _without_blanks(text: str) -> str:
    return "".join(text.split())


def _stand_in(parts: Sequence[str], whole: str) -> bool:
    """Whether a text holds all parts, one right behind the other or with nothing but votes between them."""
    place = 0
    for number, part in enumerate(parts):
        found = whole.find(part, place)
        if found < 0 or (number and not _VOTES.fullmatch(whole, place, found)):
            return False
        place = found + len(part)
    return True


def _without_line_ends(text: str) -> str:
    return _without_blanks(_BLOCK_QUOTE.sub("", text))
