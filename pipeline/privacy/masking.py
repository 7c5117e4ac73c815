"""What of the notes may be shown: placeholders for details, and no table or speaker where few people were."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping, Sequence, Set
from dataclasses import replace
from pathlib import PurePosixPath

import pandas as pd
from pandera.typing.pandas import DataFrame

from pipeline.errors import SettingsError
from pipeline.privacy.flags import FIELDS, find_in_text
from pipeline.privacy.names import load_vocabulary
from pipeline.settings import PrivacySettings
from pipeline.tables import (
    DETAIL_PLACEHOLDERS,
    SEPARATOR,
    EventFigures,
    Notes,
    PrivacyFlags,
    Questions,
    SafeNotes,
    check_table,
    columns_of,
)

_JOINED = re.compile(r"(?<=[a-z])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])")
_LETTERS = re.compile(r"[^\W\d_]+")
_SPACES = str.maketrans("_-.+", "    ")  # what stands for a space in the name of a file
# What people call the number of those who came, in event.toml under [figures].
_ALL_WHO_CAME = ("people", "participants", "attendees", "attended", "attendance", "who came")


def mask_notes(
    notes: DataFrame[Notes],
    flags: DataFrame[PrivacyFlags],
    settings: PrivacySettings,
    roster: Sequence[str] = (),
) -> DataFrame[SafeNotes]:
    """Give the notes with personal details replaced by placeholders such as "[name]".

    One row is one note, in the order of the notes. Only the kinds of detail named in the settings are
    masked, in every field that flags can name; every other character stays as it was.

    Args:
        flags: What was found in them; flags of notes that are not there change nothing.

    Raises:
        SettingsError: If the settings name a kind that does not exist.
    """
    # What a person keeps out of print is masked whatever the settings say.
    chosen = flags[flags["kind"].isin((*settings.mask, "withheld"))]
    places: dict[tuple[str, str], list[tuple[int, int, str]]] = {}
    columns = ("note_id", "field", "start", "end", "placeholder")
    for note_id, field, *place in zip(*(chosen[name] for name in columns), strict=True):
        places.setdefault((note_id, field), []).append(tuple(place))
    safe = pd.DataFrame(notes).assign(
        masked=notes["note_id"].isin(chosen["note_id"]),
        table=mask_joined(notes["table"].tolist(), settings, roster),
    )
    for name in FIELDS:
        pairs = zip(notes["note_id"], notes[name], strict=True)
        safe[name] = [_mask_text(text, places.get((note_id, name), [])) for note_id, text in pairs]
    return check_table(SafeNotes, safe[columns_of(SafeNotes)].reset_index(drop=True))


def mask_texts(texts: Sequence[str], settings: PrivacySettings, roster: Sequence[str] = ()) -> list[str]:
    """Texts that are no notes (questions, tables, the organisers' own summary) with details replaced.

    Raises:
        SettingsError: If the settings name a kind that does not exist.
    """
    _check_kinds(settings)
    known: dict[str, str] = {}
    for text in dict.fromkeys(texts):
        places = [
            (span.start, span.end, DETAIL_PLACEHOLDERS[span.kind])
            for span in find_in_text(text, is_speaker=False, roster=roster)
            if span.kind in settings.mask
        ]
        known[text] = _mask_text(text, places)
    return [known[text] for text in texts]


def mask_joined(joined: Sequence[str], settings: PrivacySettings, roster: Sequence[str] = ()) -> list[str]:
    """Names of tables, several of them joined, with personal details replaced in each."""
    parts = [text.split(SEPARATOR) for text in joined]
    masked = iter(mask_texts([part for several in parts for part in several], settings, roster))
    return [SEPARATOR.join(next(masked) for _ in several) for several in parts]


def name_neutrally(names: Sequence[str], settings: PrivacySettings) -> dict[str, str]:
    """What files are called in print whose own names hold personal details: "document 2.md"."""
    shown: dict[str, str] = {}
    for name in sorted(names):
        path = PurePosixPath(name)
        spaced = " / ".join((*path.parts[:-1], path.stem)).translate(_SPACES)
        apart = _JOINED.sub(" ", " ".join(spaced.split()))  # "KowalskiJan", "JSmith"
        texts = (" / ".join((*path.parts[:-1], path.stem)), " ".join(spaced.split()), apart)
        if mask_texts(texts, settings) == list(texts) and not ("name" in settings.mask and _has_given(apart)):
            continue
        number = len(shown) + 1
        while (neutral := f"document {number}{path.suffix}") in names or neutral in shown.values():
            number += 1
        shown[name] = neutral
    return shown


def _has_given(name: str) -> bool:
    """Whether a word of a file's name is a first name, whatever stands beside it: a number costs nothing."""
    known = load_vocabulary()
    words = _LETTERS.findall(name)
    for word, follower in zip(words, [*words[1:], ""], strict=True):
        low, pair = word.lower(), {word.lower(), follower.lower()}
        sure = low in known.given or (word.istitle() and low in known.given_rare)
        if sure and len(word) > 2 and not known.is_word(low):
            return True
        surname = any(one in known.surnames or one in known.surname_words for one in pair)
        first = pair & (known.given_words | known.given) or (len(word) == 1 and word.isupper())
        if surname and first and len(pair) > 1 and not pair & known.not_people and word[0].isupper():
            return True  # "KowalskiJan", "JSmith"
    return False


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
    roster: Sequence[str] = (),
) -> DataFrame[SafeNotes]:
    """The notes as they may be shown: with names where a person allowed it, without where one forbade it.

    Args:
        settings: What is masked where nobody decided, and how many people are too few.
        allowed: Ids of notes whose names may be shown.
        hidden: Ids of notes whose names may not.
        roster: Who was there, as the documents list them: for the names of tables, which stay masked.
    """
    with_names = replace(settings, mask=tuple(kind for kind in settings.mask if kind != "name"))
    without = replace(settings, mask=tuple(dict.fromkeys((*settings.mask, "name"))))
    shown = mask_notes(notes, flags, settings, roster)
    for chosen, own in ((allowed, with_names), (hidden, without)):
        if chosen:
            here = shown["note_id"].isin(list(chosen))
            shown[here] = mask_notes(notes, flags, own, roster)[here].assign(table=shown["table"][here])
    return withhold_few(shown, notes, figures, settings)


def withhold_few(
    shown: DataFrame[SafeNotes],
    notes: DataFrame[Notes],
    figures: DataFrame[EventFigures],
    settings: PrivacySettings,
) -> DataFrame[SafeNotes]:
    """The notes without table and speaker where fewer people were there than the settings ask for.

    How many sat at a table says event.toml: under [figures] "people at table 3" = 8. Where it does not,
    the different speakers noted at that table are counted; where there are none, nobody knows, and table
    and speaker are withheld. Of notes without a table the whole event is counted: "people" = 42. An event
    of fewer people than that as a whole shows no table and no speaker at all.

    Args:
        shown: The notes as they may be shown otherwise.
        notes: The same as written down, in the same order.
        settings: How many people are enough; 0 or 1 withholds nothing.
    """
    if settings.fewest_people <= 1:
        return shown
    tables = pd.Series(
        notes["table"].to_list(), index=shown.index
    )  # by their own names: shown ones are masked
    few = tables.map(_count_people(notes, figures)) < settings.fewest_people
    withheld = few & (shown["speaker"] != "")
    changed = pd.DataFrame(shown).assign(
        table=shown["table"].mask(few, ""),
        speaker=shown["speaker"].mask(withheld, DETAIL_PLACEHOLDERS["withheld"]),
        masked=shown["masked"] | withheld,
    )
    return check_table(SafeNotes, changed)


def hide_tables(
    questions: DataFrame[Questions], shown: DataFrame[SafeNotes], settings: PrivacySettings
) -> DataFrame[Questions]:
    """The questions without the names of tables that no shown note has, where small numbers are withheld."""
    if settings.fewest_people <= 1:
        return questions
    left = {table for joined in shown["table"] for table in joined.split(SEPARATOR)}
    tables = [
        SEPARATOR.join(table for table in joined.split(SEPARATOR) if table in left)
        for joined in questions["table"]
    ]
    return check_table(Questions, pd.DataFrame(questions).assign(table=tables))


def _count_people(notes: DataFrame[Notes], figures: DataFrame[EventFigures]) -> dict[str, float]:
    """How many people sat at each table as far as anybody knows; 0 where nobody does."""
    measures = figures["measure"].str.split().str.join(" ").str.casefold()
    given = dict(zip(measures, figures["value"], strict=True))
    everybody = next((given[name] for name in _ALL_WHO_CAME if name in given), None)
    speakers = notes["speaker"].str.strip().str.casefold()
    noted = speakers[speakers != ""].groupby(notes["table"]).nunique()
    counted: dict[str, float] = {}
    for table in notes["table"].unique():
        parts = [_find_count(part, given) for part in table.split(SEPARATOR)] if table else [everybody]
        known = [part for part in parts if part is not None]
        count = sum(known) if len(known) == len(parts) else noted.get(table, 0)
        counted[table] = min(count, math.inf if everybody is None else everybody)
    return counted


def _find_count(table: str, given: Mapping[str, float]) -> float | None:
    name = " ".join(table.split()).casefold().removeprefix("table ")
    measures = (f"people at table {name}", f"people at {name}", f"table {name}")
    return next((given[measure] for measure in measures if measure in given), None)
