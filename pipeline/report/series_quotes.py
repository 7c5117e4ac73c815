"""No series report with words that are not those of their note.

That a note stands in its source was checked when its event's report was written, from the same tables.
"""

from __future__ import annotations

from collections.abc import Mapping

from pandera.typing.pandas import DataFrame

from pipeline.errors import QuoteError
from pipeline.report.quotes import is_masked_form
from pipeline.report.series_model import SeriesReport, walk_quotes
from pipeline.tables import SeriesMatrix, SeriesNotes

_REMEDY = "Delete data/processed and run again; if it happens again, report it with this note id."


def check_series_quotes(
    report: SeriesReport,
    notes: DataFrame[SeriesNotes],
    matrix: DataFrame[SeriesMatrix],
    originals: Mapping[str, str],
) -> None:
    """Refuse a report that quotes a note in other words, or a note that has no source.

    Args:
        report: The content to check, wherever in it a note is quoted.
        notes: The series' notes, as reports may show them.
        matrix: The framework matrix, whose cells quote notes as well.
        originals: Every note's own words, by id, from the events' tables.

    Raises:
        QuoteError: With the note's id, never its words.
    """
    safe = dict(zip(notes["note_id"], notes["words"], strict=True))
    for note_id, words in safe.items():
        if note_id not in originals or not is_masked_form(words, originals[note_id]):
            raise _refusal("its words are not those of its event", note_id)
    for quote in walk_quotes(report):
        if safe.get(quote.note_id) != quote.words:
            raise _refusal("what would be shown differs from the note", quote.note_id)
    for summary, note_id in zip(matrix["summary"], matrix["point_id"], strict=True):
        if note_id and not (note_id in safe and summary.endswith(f"“{safe[note_id]}”")):
            raise _refusal("a cell of the matrix quotes it in other words", note_id)


def _refusal(what: str, note_id: str) -> QuoteError:
    return QuoteError(f"{what}, so no report was written", where=f"note {note_id}", remedy=_REMEDY)
