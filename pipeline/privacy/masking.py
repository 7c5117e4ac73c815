"""Replaces flagged personal details by placeholders."""

from __future__ import annotations

from collections.abc import Sequence, Set
from dataclasses import replace
from typing import Any

import pandas as pd
from pandera.typing.pandas import DataFrame

from pipeline.errors import SettingsError
from pipeline.privacy.few_people import withhold_few
from pipeline.privacy.flags import FIELDS, find_in_text
from pipeline.settings import PrivacySettings
from pipeline.tables import (
    DETAIL_PLACEHOLDERS,
    EventFigures,
    Notes,
    PrivacyFlags,
    SafeNotes,
    check_table,
    columns_of,
)


def mask_notes(
    notes: DataFrame[Notes], flags: DataFrame[PrivacyFlags], settings: PrivacySettings
) -> DataFrame[SafeNotes]:
    """Give the notes with personal details replaced by placeholders such as "[name]".

    One row is one note, in the order of the notes. Only the kinds of detail named in the settings are
    masked, in every field that flags can name; every other character stays as it was.

    Args:
        notes: The notes as written down.
        flags: What was found in them; flags of notes that are not there change nothing.
        settings: Which kinds are masked.
    """
    places: dict[tuple[str, str], list[tuple[int, int, str]]] = {}
    _check_kinds(settings)
    # What a person keeps out of print is masked whatever the settings say.
    chosen = flags[flags["kind"].isin((*settings.mask, "withheld"))]
    for flag in chosen.itertuples(index=False):
        at: Any = flag
        places.setdefault((at.note_id, at.field), []).append((at.start, at.end, at.placeholder))
    masked_ids = {note_id for note_id, _ in places}
    columns: dict[str, Any] = {}
    for name in columns_of(SafeNotes):
        if name in FIELDS:
            pairs = zip(notes["note_id"].tolist(), notes[name].tolist(), strict=True)
            columns[name] = [_mask_text(text, places.get((note_id, name), [])) for note_id, text in pairs]
        elif name == "masked":
            columns[name] = [note_id in masked_ids for note_id in notes["note_id"].tolist()]
        else:
            columns[name] = notes[name].tolist()
    return check_table(SafeNotes, pd.DataFrame(columns, columns=columns_of(SafeNotes)))


def mask_texts(texts: Sequence[str], settings: PrivacySettings) -> list[str]:
    """Texts that are no notes (the organisers' own summary) with personal details replaced.

    Args:
        texts: As written down.
        settings: Which kinds are masked.
    """
    masked = []
    for text in texts:
        found = [span for span in find_in_text(text, is_speaker=False) if span.kind in settings.mask]
        masked.append(
            _mask_text(text, [(span.start, span.end, DETAIL_PLACEHOLDERS[span.kind]) for span in found])
        )
    return masked


def _mask_text(text: str, places: list[tuple[int, int, str]]) -> str:
    pieces: list[str] = []
    last = 0
    for start, end, placeholder in sorted(places):
        pieces += [text[last:start], placeholder]
        last = end
    return "".join([*pieces, text[last:]])


def _check_kinds(settings: PrivacySettings) -> None:
    """Refuse a kind that does not exist: misspelt, it would leave details unmasked without a word."""
    unknown = [kind for kind in settings.mask if kind not in DETAIL_PLACEHOLDERS]
    if unknown:
        raise SettingsError(
            f"there is no kind of personal detail {unknown[0]!r}",
            where="settings.toml, [privacy] mask",
            remedy=f"Known here: {', '.join(kind for kind in DETAIL_PLACEHOLDERS if kind != 'withheld')}.",
        )


def show_notes(
    notes: DataFrame[Notes],
    flags: DataFrame[PrivacyFlags],
    figures: DataFrame[EventFigures],
    settings: PrivacySettings,
    allowed: Set[str],
    hidden: Set[str],
) -> DataFrame[SafeNotes]:
    """The notes as they may be shown: with names where a person allowed it, without where one forbade it.

    Args:
        notes: The notes as written.
        flags: What was found in them.
        figures: The numbers that event.toml gives, such as how many people came.
        settings: What is masked where nobody decided, and how many people are too few.
        allowed: Ids of notes whose names may be shown.
        hidden: Ids of notes whose names may not.
    """
    with_names = replace(settings, mask=tuple(kind for kind in settings.mask if kind != "name"))
    without = replace(settings, mask=tuple(dict.fromkeys((*settings.mask, "name"))))
    shown = mask_notes(notes, flags, settings)
    for chosen, own in ((allowed, with_names), (hidden, without)):
        if chosen:
            here = shown["note_id"].isin(sorted(chosen))
            shown[here] = mask_notes(notes, flags, own)[here]
    return withhold_few(shown, notes, figures, settings)
