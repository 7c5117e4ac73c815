"""The gold readings of ../shared/wild: documents with their notes."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from pathlib import Path

WILD = Path(__file__).parents[4] / "shared" / "wild"
_ROW = re.compile(r"^\| (?P<name>[^|]+?) \| (?P<repository>[^|]+?) \|")


@dataclass(frozen=True)
class GoldNote:
    """One note that a careful reader found.

    Attributes:
        words: Its words.
        question: What it answers; topics joined by " / "; empty for none.
        sure: Whether it must be found; others count neither as missed nor as wrong.
    """

    words: str
    question: str
    sure: bool


@dataclass(frozen=True)
class GoldDocument:
    """A document with its gold reading.

    Attributes:
        path: Where it lies.
        repository: Where it comes from: the group to leave out where something is fitted.
        notes: Its notes; none where it holds nobody's remarks.
    """

    path: Path
    repository: str
    notes: tuple[GoldNote, ...]


def list_documents(folder: Path = WILD) -> list[GoldDocument]:
    """Every document of a folder (the wild ones unless said) that has a gold reading, by name."""
    repositories = {}
    for line in (folder / "README.md").read_text(encoding="utf-8").splitlines():
        if found := _ROW.match(line):
            repositories[found["name"]] = re.split(r"[ (,]", found["repository"].removeprefix("web page: "))[
                0
            ]
    documents = []
    for gold in sorted(folder.glob("*.gold.jsonl")):
        stem = gold.name.removesuffix(".gold.jsonl")
        path = next(
            p for p in sorted(folder.iterdir()) if p.stem == stem and not p.name.endswith(".gold.jsonl")
        )
        rows = [json.loads(line) for line in gold.read_text(encoding="utf-8").splitlines() if line.strip()]
        notes = tuple(GoldNote(row["note"], row["question"], bool(row["sure"])) for row in rows)
        documents.append(GoldDocument(path, repositories.get(path.name, path.name), notes))
    return documents
