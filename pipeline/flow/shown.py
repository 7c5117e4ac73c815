"""Tables and names of files as reports may show them: without withheld words and without personal details."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from pathlib import PurePosixPath
from typing import Any, cast

from pandera.typing.pandas import DataFrame

from pipeline.ingest import RawEvent, RoleBook
from pipeline.keeping.store import EventStore
from pipeline.keeping.withheld import Asked
from pipeline.privacy import mask_joined, mask_texts, name_neutrally
from pipeline.review.withheld import list_words
from pipeline.settings import PrivacySettings
from pipeline.tables import CONTRACTS, T, check_table
from pipeline.wording.withheld import (
    Withheld,
    divide_withheld,
    is_released,
    is_whole,
    mask_withheld,
    strip_masks,
)

# The texts of each table that reports show and that are no notes.
_TEXTS = {
    "event": ("title", "place"),
    "questions": ("question", "wordings", "table"),
    "themes": ("title", "summary", "terms", "key_points"),
    "draft_themes": ("title", "summary", "terms", "key_points"),
    "coded_notes": ("theme",),
    "summary_points": ("safe_words",),
    "survey_answers": ("question", "answer"),
    "figures": ("measure",),
    "targets": ("title", "measure", "question"),
}
# Those of them that are people's or organisers' own words, as the documents and event.toml have them.
_DETAILED = {name: _TEXTS[name] for name in ("event", "questions", "survey_answers", "figures", "targets")}


def hide_names(raw: RawEvent, asked: Iterable[Asked], settings: PrivacySettings) -> RawEvent:
    """The event with withheld words and personal details taken out of the names of its files.

    Reports show these names under every quotation. A file whose own name holds a detail ("Interview with …")
    is called neutrally: "document 2.md".
    """
    words = [
        Withheld(text, is_whole(one.value))
        for one in asked
        if not is_released(one.value)
        for text in ((one.words, one.found) if is_whole(one.value) else divide_withheld(one.value))
        if text and strip_masks(text) == text
    ]
    books = [*(book.source for book in raw.workbooks), *(book.source for book in raw.roles)]
    names = [name for name, _ in (*raw.documents, *raw.set_aside)] + books
    shown = name_neutrally([name for name, _ in (*raw.documents, *raw.set_aside)], settings)
    for name in names if words else ():
        if name in shown:
            continue
        path = PurePosixPath(name)
        masked = "/".join(mask_withheld(part, words) for part in (*path.parts[:-1], path.stem)) + path.suffix
        number = 2
        while masked != name and masked in (*names, *shown.values()):
            masked = (
                f"{masked.removesuffix(path.suffix).removesuffix(f' ({number - 1})')} ({number}){path.suffix}"
            )
            number += 1
        if masked != name:
            shown[name] = masked
    if not shown:
        return raw
    correct = tuple(replace(one, source=shown.get(one.source, one.source)) for one in raw.facts.correct)
    return replace(
        raw,
        facts=replace(raw.facts, correct=correct),
        documents=tuple((shown.get(name, name), content) for name, content in raw.documents),
        set_aside=tuple((shown.get(name, name), reason) for name, reason in raw.set_aside),
        workbooks=tuple(replace(book, source=shown.get(book.source, book.source)) for book in raw.workbooks),
        roles=tuple(_rename(book, shown) for book in raw.roles),
    )


def _rename(book: RoleBook, shown: Mapping[str, str]) -> RoleBook:
    roles = tuple(replace(role, source=shown.get(role.source, role.source)) for role in book.roles)
    return replace(book, source=shown.get(book.source, book.source), roles=roles)


def read_withheld(store: EventStore) -> list[Withheld]:
    """The words that stand nowhere in print, of an event that was run."""
    return list_words(store.read_table("withheld"))


def hide_words(name: str, table: DataFrame[T], words: list[Withheld]) -> DataFrame[T]:
    """A table with withheld words taken out of what reports show of it."""
    columns = [column for column in _TEXTS.get(name, ()) if column in table.columns]
    if not words or not columns:
        return table
    masked = {column: [mask_withheld(text, words) for text in table[column]] for column in columns}
    return cast("DataFrame[T]", check_table(CONTRACTS[name], table.assign(**masked)))


def read_roster_of(store: EventStore) -> tuple[str, ...]:
    """Who was there, as the documents of an event list them."""
    return tuple(store.read_table("roster")["name"])


def read_shown(store: EventStore, name: str, settings: PrivacySettings) -> DataFrame[Any]:
    """Read a table of an event as reports may show it: nothing withheld, no personal details."""
    table = hide_words(name, store.read_table(name), read_withheld(store))
    return hide_details(name, table, settings, read_roster_of(store))


def hide_details(
    name: str, table: DataFrame[T], settings: PrivacySettings, roster: Sequence[str] = ()
) -> DataFrame[T]:
    """A table with personal details masked in what reports show of it and no stage has masked before."""
    columns = [column for column in _DETAILED.get(name, ()) if column in table.columns]
    masked = {
        column: mask_joined(table[column].tolist(), settings, roster)
        if column in ("table", "wordings")
        else mask_texts(table[column].tolist(), settings, roster)
        for column in columns
    }
    return cast("DataFrame[T]", check_table(CONTRACTS[name], table.assign(**masked))) if columns else table
