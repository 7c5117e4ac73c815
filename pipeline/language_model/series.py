"""Asks the model which themes of a series are the same; it sees titles and definitions, and no notes.

All that is taken of a reply is ids that were in the prompt, so nothing the model writes is ever shown.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from pandera.typing.pandas import DataFrame

from pipeline.language_model.asking import Asker, Request
from pipeline.language_model.prompts import describe_matches, fill_prompt, number_ids, read_object, say_part
from pipeline.language_model.server import Server
from pipeline.settings import ModelSettings
from pipeline.tables import SEPARATOR, ModelReplies, ThemesToMatch, table_of

_AROUND = 60  # characters of an item beside its title and definition, about


@dataclass(frozen=True)
class _Theme:
    theme_id: str
    title: str
    definition: str
    apart: frozenset[str]


def match_themes(
    themes: DataFrame[ThemesToMatch], folder: Path, settings: ModelSettings, refresh: bool = False
) -> tuple[list[tuple[str, str]], DataFrame[ModelReplies]]:
    """Pairs of themes that the model takes for one, and what became of each request.

    Args:
        themes: The themes, those first that matter most; those beyond the settings' number are left out.

    Returns:
        Of each match its first theme with each of the others, every pair once; and the ledger.
    """
    chosen = _read_themes(themes, settings)[: settings.matched_themes]
    batches = [batch for batch in _divide(chosen, settings) if _can_match(batch)]
    pairs: dict[frozenset[str], tuple[str, str]] = {}
    with closing(Server(settings)) as server:
        asker = Asker(server.send, folder, settings, refresh)
        for place, batch in enumerate(batches, start=1):
            for match in asker.ask(_make_request(batch, say_part(place, len(batches)))) or ():
                first, *others = (batch[number].theme_id for number in match)
                for other in others:
                    pairs.setdefault(frozenset((first, other)), (first, other))
    return list(pairs.values()), table_of(ModelReplies, asker.rows)


def check_matches(
    text: str, apart: Sequence[frozenset[str]]
) -> tuple[list[list[int]] | None, tuple[str, ...]]:
    """What can be taken of a reply, or None, and its faults in plain words with numbers only.

    Args:
        apart: For theme 1, 2, … what tells it from others: themes that share something are never one.

    Returns:
        Matches as places of themes from 0, each sorted; a match with a fault is left out whole.
    """
    found = read_object(text)
    if found is None:
        return None, ("it is not JSON",)
    said = found.get("matches")
    if not isinstance(said, list) or "matches" in found.twice:
        return None, ("it lacks “matches”, or has it twice",)
    if len(said) > len(apart) // 2:
        return None, ("it has more matches than there can be",)
    matches: list[list[int]] = []
    faults: list[str] = []
    taken: set[int] = set()
    for number, match in enumerate(said, start=1):
        places = _read_places(match, len(apart))
        wrong = _find_fault(places, apart, taken)
        if wrong:
            faults.append(f"match {number} {wrong}")
            continue
        taken.update(places)
        matches.append(sorted(places))
    return (matches if matches or not faults else None), tuple(faults)


def _find_fault(places: Sequence[int], apart: Sequence[frozenset[str]], taken: set[int]) -> str:
    if not places:
        return "is no list of two ids or more that exist"
    if len(set(places)) < len(places):
        return "has an id twice"
    if taken.intersection(places):
        return "has an id of another match"
    if any(apart[one] & apart[other] for one, other in itertools.combinations(places, 2)):
        return "has two themes with the same number in “apart”"
    return ""


def _read_places(match: object, count: int) -> list[int]:
    """The places that a match names; none where one of its ids does not exist."""
    ids = {note_id: place for place, note_id in enumerate(number_ids(count))}
    if not isinstance(match, list) or not 2 <= len(match) <= count:
        return []
    said = [str(number) if type(number) is int else number for number in match]
    sound = [ids[number] for number in said if isinstance(number, str) and number in ids]
    return sound if len(sound) == len(said) else []


def _read_themes(themes: DataFrame[ThemesToMatch], settings: ModelSettings) -> list[_Theme]:
    columns = (themes[name].tolist() for name in ("series_theme_id", "title", "definition", "apart"))
    return [
        _Theme(
            theme_id,
            title[: settings.longest_title],
            definition[: settings.longest_definition],
            frozenset(apart.split(SEPARATOR)) - {""},
        )
        for theme_id, title, definition, apart in zip(*columns, strict=True)
    ]


def _divide(themes: Sequence[_Theme], settings: ModelSettings) -> Iterator[list[_Theme]]:
    """Batches small enough for one request, so that every two themes are together in one at least."""
    if _fits(themes, settings, 1):
        yield list(themes)
        return
    blocks: list[list[_Theme]] = [[]]
    for theme in themes:
        if blocks[-1] and not _fits([*blocks[-1], theme], settings, 2):
            blocks.append([])
        blocks[-1].append(theme)
    for one, other in itertools.combinations(blocks, 2):
        yield one + other


def _fits(themes: Sequence[_Theme], settings: ModelSettings, share: int) -> bool:
    letters = sum(len(theme.title) + len(theme.definition) + _AROUND for theme in themes)
    return len(themes) <= settings.batch_notes // share and letters <= settings.batch_characters // share


def _can_match(themes: Sequence[_Theme]) -> bool:
    return any(not one.apart & other.apart for one, other in itertools.combinations(themes, 2))


def _make_request(themes: Sequence[_Theme], part: str) -> Request[list[list[int]]]:
    apart = [theme.apart for theme in themes]
    # Short numbers; what no other theme of the batch shares tells nothing.
    labels = list(dict.fromkeys(label for own in apart for label in sorted(own)))
    shared = [label for label in labels if sum(label in own for own in apart) > 1]
    numbers = {label: number for number, label in enumerate(shared, start=1)}
    items = [
        {
            "id": str(number),
            "title": theme.title,
            **({"definition": theme.definition} if theme.definition else {}),
            "apart": sorted(numbers[label] for label in theme.apart if label in numbers),
        }
        for number, theme in enumerate(themes, start=1)
    ]
    schema, prompt = describe_matches(len(items)), fill_prompt("match", "", items)
    return Request("", "match", part, prompt, schema, lambda text: check_matches(text, apart))
