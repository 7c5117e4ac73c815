"""Edits review workbooks as people do, and takes them back."""

from __future__ import annotations

import dataclasses
import io
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from openpyxl import Workbook, load_workbook

from pipeline.embedding import VectorCache, embed_texts
from pipeline.ingest import read_workbook_back
from pipeline.ingest.event.project import read_project_back
from pipeline.keeping.store import EventStore, Workspace
from pipeline.review import Draft, Reviewed, finish_review, read_reviews, rebuild_codings, replay_reviews
from pipeline.settings import load_settings
from pipeline.tables import Themes, check_table
from pipeline.tables.notes import Vectors

EVENT = "2025-03-harrowby-library"


@dataclass
class Opened:
    """A workbook somebody has opened."""

    book: Workbook

    def columns(self, sheet: str) -> dict[str, int]:
        return {str(cell.value): cell.column for cell in self.book[sheet][2] if cell.value}

    def rows(self, sheet: str) -> list[dict[str, Any]]:
        columns = self.columns(sheet)
        return [
            {"row": row} | {name: self.book[sheet].cell(row, at).value for name, at in columns.items()}
            for row in range(3, self.book[sheet].max_row + 1)
        ]

    def write(self, sheet: str, key: str, column: str, value: object) -> str:
        """Write into the row of a note or theme; gives the cell."""
        columns = self.columns(sheet)
        for row in range(3, self.book[sheet].max_row + 1):
            if self.book[sheet].cell(row, 1).value == key:
                cell = self.book[sheet].cell(row, columns[column])
                cell.value = value
                if isinstance(value, str):
                    cell.data_type = "s"  # what is typed into a cell set to text, whatever it begins with
                return f"sheet {sheet}!{cell.coordinate}"
        raise KeyError(key)

    def sign(self, name: str = "Ann Lee", date: str = "2026-03-21", wins: str = "") -> Opened:
        start = self.book["Start here"]
        start["B4"], start["B5"] = name, date
        if wins:
            start["B6"] = wins
        return self

    def save(self) -> bytes:
        buffer = io.BytesIO()
        self.book.save(buffer)
        return buffer.getvalue()


def open_workbook(content: bytes) -> Opened:
    return Opened(load_workbook(io.BytesIO(content)))


def read_draft(workspace: Path) -> Draft:
    """The draft of the event that was run in a workspace."""
    store = EventStore(Workspace(workspace), EVENT)
    return Draft(
        store.read_table("notes"),
        store.read_table("safe_notes"),
        store.read_vectors(),
        store.read_table("draft_codings"),
        # Which notes show a theme is said once titles are final.
        check_table(Themes, store.read_table("draft_themes").assign(shown="")),
    )


def embed(texts: Sequence[str]) -> Vectors:
    """Titles in the space of the notes."""
    with tempfile.TemporaryDirectory() as folder:
        return embed_texts(list(texts), load_settings().embedding, VectorCache(Path(folder), "titles"))


def take_back(draft: Draft, files: dict[str, bytes], event_id: str = EVENT, learn: bool = False) -> Reviewed:
    """Replay workbooks on a draft; nothing is learned from them unless that is asked for."""
    workbooks = [
        book
        for name, content in sorted(files.items())
        for book in (
            read_project_back(name, content)
            if name.endswith(".qdpx")
            else [read_workbook_back(name, content)]
        )
    ]
    reviews = read_reviews(workbooks, event_id)
    replayed = replay_reviews(draft, reviews, embed, dataclasses.replace(load_settings().review, learn=learn))
    codings = rebuild_codings(replayed)
    # Key points in the order of the sources, and no terms.
    described = {theme_id: (own["note_id"].tolist()[:5], []) for theme_id, own in codings.groupby("theme_id")}
    return finish_review(reviews, replayed, codings, draft.safe_notes, described)
