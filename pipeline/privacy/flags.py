"""Finds personal details in notes and lists them as flags, each with its place and its reason."""

from __future__ import annotations

import functools
import re
from collections.abc import Mapping, Sequence
from typing import Any

from pandera.typing.pandas import DataFrame

from pipeline.privacy.details.addresses import find_addresses
from pipeline.privacy.details.births import find_births
from pipeline.privacy.details.identifiers import find_national_insurance, find_plates
from pipeline.privacy.details.numbers import find_numbers
from pipeline.privacy.details.online import find_handles, find_person_urls
from pipeline.privacy.details.patterns import find_emails, find_postcodes
from pipeline.privacy.names.find import find_names
from pipeline.privacy.spans import Span, keep_best
from pipeline.privacy.speakers import find_speaker_name
from pipeline.tables import DETAIL_PLACEHOLDERS, Notes, PrivacyFlags, table_of
from pipeline.tables.withheld import find_withheld, join_places

FIELDS = ("words", "heading", "lead_in", "speaker")
PATTERNS = (find_emails, find_addresses, find_handles, find_person_urls)
# Details that hold a digit: most notes have none.
NUMBERED = (find_postcodes, find_numbers, find_national_insurance, find_births, find_plates)
_DIGIT = re.compile(r"\d")


def find_personal_details(
    notes: DataFrame[Notes], withheld: Mapping[str, Sequence[str]] | None = None
) -> DataFrame[PrivacyFlags]:
    """List what may identify a person in the words, heading, lead-in and speaker of notes.

    One row is one stretch of one field; stretches of a field never overlap. Rows follow the order of
    the notes, then of the fields, then of the text. Names are found by word lists and context, so some
    are missed and some flags are wrong: they are an aid to the people who read before circulating.

    Args:
        notes: The notes as written down.
        withheld: What people keep out of print, by note: stretches of its words, or "all".
    """
    find = functools.cache(find_in_text)  # headings and lead-ins repeat over many notes
    rows: list[dict[str, Any]] = []
    columns = [notes[name].tolist() for name in ("note_id", *FIELDS)]
    for note_id, *texts in zip(*columns, strict=True):
        kept_out = (withheld or {}).get(note_id, ())
        for field, text in zip(FIELDS, texts, strict=True):
            spans = find(text, field == "speaker")
            if kept_out and field in ("words", "speaker"):
                spans = tuple(keep_best([*spans, *_list_withheld(field, text, texts[0], kept_out, spans)]))
            for span in spans:
                rows.append(
                    {
                        "note_id": note_id,
                        "field": field,
                        "start": span.start,
                        "end": span.end,
                        "kind": span.kind,
                        "placeholder": DETAIL_PLACEHOLDERS[span.kind],
                        "certainty": span.certainty,
                        "reason": span.reason,
                    }
                )
    return table_of(PrivacyFlags, rows)


def _list_withheld(
    field: str, text: str, words: str, kept_out: Sequence[str], found: Sequence[Span]
) -> list[Span]:
    """What a person keeps out of print, with all of a detail that it cuts; the speaker with all words."""
    places = [place for value in kept_out for place in find_withheld(words, value)]
    if field == "speaker":
        places = [(0, len(text))] if text and (0, len(words)) in places else []
    reason = "A person marked it in the review workbook, to be kept out of print."
    widened = []
    for start, end in places:
        cut = [span for span in found if span.start < end and start < span.end]
        first, last = [start, *(span.start for span in cut)], [end, *(span.end for span in cut)]
        widened.append((min(first), max(last)))
    return [Span(start, end, "withheld", "certain", reason) for start, end in join_places(widened)]


def find_in_text(text: str, is_speaker: bool) -> tuple[Span, ...]:
    """What may identify a person in one text, in its order; a speaker's label is read as a name."""
    if not text:
        return ()
    finders = PATTERNS + NUMBERED if _DIGIT.search(text) else PATTERNS
    spans = [span for find in finders for span in find(text)]
    spans += find_speaker_name(text) if is_speaker else find_names(text)
    return tuple(keep_best(spans))
