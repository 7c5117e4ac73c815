"""Runs `agreement`: how far a draft agrees with people who sorted the same notes themselves."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from pipeline.agreement import add_default, compare_sortings, find_coded, read_sorted
from pipeline.agreement.sortings import HEAD, MEANING, say_matching, say_moves, show_confusion, show_figures
from pipeline.keeping.csv_text import write_csv
from pipeline.keeping.store import Workspace
from pipeline.keeping.writing import write_bytes
from pipeline.settings import find_settings

Rows = Sequence[Sequence[str]]  # the first is the head


@dataclass(frozen=True)
class Compared:
    """What to show of a comparison: sentences, the table of figures, what they mean, and confusions."""

    said: list[str]
    figures: Rows
    meaning: Sequence[str]
    confusions: list[tuple[str, Rows]]


def compare_with_people(
    coded: Path,
    gold: Path,
    columns: tuple[str, ...],
    table_file: Path | None,
    workspace: Workspace,
    settings_file: Path | None,
) -> Compared:
    """Compare a draft with people's own sorting of the same notes.

    Args:
        coded: A coded_notes.csv, its folder, or the id of an event.
        gold: A CSV file with one row per note and a column per person.

    Raises:
        SourceError: If there is no such draft, or a file is not of the form it must have.
    """
    settings = find_settings(workspace.raw, settings_file).agreement
    path = find_coded(coded, workspace.processed(coded.name))
    draft = add_default(read_sorted(path), path.with_name("default_codings.csv"))
    person = read_sorted(gold)
    found = compare_sortings(draft, person, columns, settings)
    if table_file is not None:
        write_bytes(table_file, write_csv(found.figures).encode("utf-8-sig"))
    return Compared(
        said=say_matching(found, person.name) + say_moves(found, settings.few_notes),
        figures=[HEAD, *show_figures(found)],
        meaning=MEANING,
        confusions=[
            (f"Note types: {one.first} in rows, {one.second} in columns", show_confusion(one))
            for one in found.confusions
        ],
    )
