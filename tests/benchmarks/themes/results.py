"""What a method said, kept as CSV so that parts can be run again.

Standard library only: the peers, who live in another environment, write it too.
"""

from __future__ import annotations

import csv
import hashlib
import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

_COLUMNS = ("method", "run", "set", "group", "digest", "seconds", "clusters")


@dataclass(frozen=True)
class Draft:
    """One method's sorting of one group in one run.

    Attributes:
        method: Name of the method, as the table shows it.
        run: Number of the run; runs differ in the random seed (or the order of the notes).
        set: Name of the set.
        group: Name of the group within the set.
        digest: Of the notes and the number of themes: a draft of other notes is never scored.
        seconds: Processor time of embedding and sorting (wall-clock time tells more of what else the machine
            does); loading of models is not counted.
        clusters: A number for each note; -1 for a note the method leaves out.
    """

    method: str
    run: int
    set: str
    group: str
    digest: str
    seconds: float
    clusters: tuple[int, ...]


def digest_of(texts: Sequence[str], number: int) -> str:
    """A short name for the notes of a group and how many themes people made of them."""
    return hashlib.sha256(json.dumps([list(texts), number]).encode()).hexdigest()[:12]


def keep_drafts(folder: Path, drafts: Iterable[Draft], *, anew: bool) -> None:
    """Write drafts of one method as they come, each at once, to the method's file in the folder."""
    folder.mkdir(parents=True, exist_ok=True)
    for count, draft in enumerate(drafts):
        path = file_of(folder, draft.method)
        new = (anew and count == 0) or not path.is_file()
        with path.open("w" if new else "a", encoding="utf-8", newline="") as file:
            writer = csv.writer(file)
            if new:
                writer.writerow(_COLUMNS)
            clusters = " ".join(map(str, draft.clusters))
            writer.writerow(
                (
                    draft.method,
                    draft.run,
                    draft.set,
                    draft.group,
                    draft.digest,
                    f"{draft.seconds:.3f}",
                    clusters,
                )
            )


def file_of(folder: Path, method: str) -> Path:
    """Where a method's drafts are kept."""
    return folder / f"{''.join(letter if letter.isalnum() else '-' for letter in method.lower())}.csv"


def read_drafts(path: Path) -> list[Draft]:
    """The drafts kept in a file; none if it is not there."""
    if not path.is_file():
        return []
    with path.open(encoding="utf-8", newline="") as file:
        return [
            Draft(
                method=row["method"],
                run=int(row["run"]),
                set=row["set"],
                group=row["group"],
                digest=row["digest"],
                seconds=float(row["seconds"]),
                clusters=tuple(map(int, row["clusters"].split())),
            )
            for row in csv.DictReader(file)
        ]
