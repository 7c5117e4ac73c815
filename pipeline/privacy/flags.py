"""Finds personal details in notes and lists them as flags, each with its place and its reason."""

from __future__ import annotations

import functools
from typing import Any

from pandera.typing.pandas import DataFrame

from pipeline.privacy.names import find_names
from pipeline.privacy.numbers import find_numbers
from pipeline.privacy.patterns import find_emails, find_postcodes
from pipeline.privacy.spans import PLACEHOLDERS, Span, keep_best
from pipeline.privacy.speakers import find_speaker_name
from pipeline.tables import Notes, PrivacyFlags, table_of

FIELDS = ("words", "heading", "lead_in", "speaker")


def find_personal_details(notes: DataFrame[Notes]) -> DataFrame[PrivacyFlags]:
    """List what may identify a person in the words, heading, lead-in and speaker of notes.

    One row is one stretch of one field; stretches of a field never overlap. Rows follow the order of
    the notes, then of the fields, then of the text. Names are found by word lists and context, so some
    are missed and some flags are wrong: they are an aid to the people who read before circulating.

    Args:
        notes: The notes as written down.
    """
    find = functools.cache(find_in_text)  # headings and lead-ins repeat over many notes
    rows: list[dict[str, Any]] = []
    columns = [notes[name].tolist() for name in ("note_id", *FIELDS)]
    for note_id, *texts in zip(*columns, strict=True):
        for field, text in zip(FIELDS, texts, strict=True):
            for span in find(text, field == "speaker"):
                rows.append(
                    {
                        "note_id": note_id,
                        "field": field,
                        "start": span.start,
                        "end": span.end,
                        "kind": span.kind,
                        "placeholder": PLACEHOLDERS[span.kind],
                        "certainty": span.certainty,
                        "reason": span.reason,
                    }
                )
    return table_of(PrivacyFlags, rows)


def find_in_text(text: str, is_speaker: bool) -> tuple[Span, ...]:
    """What may identify a person in one text, in its order; a speaker's label is read as a name."""
    if not text:
        return ()
    patterns = find_emails(text) + find_postcodes(text) + find_numbers(text)
    names = find_speaker_name(text) if is_speaker else find_names(text)
    return tuple(keep_best(patterns + names))
