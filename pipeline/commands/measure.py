"""Measures this program by files of one's own: people's sorting of the same notes, and a list of names."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from pipeline.agreement import add_default, compare_sortings, find_coded, read_sorted
from pipeline.agreement.sortings import HEAD, MEANING, say_matching, say_moves, show_confusion, show_figures
from pipeline.errors import SourceError
from pipeline.ingest.text import decode_text
from pipeline.keeping.csv_text import write_csv
from pipeline.keeping.reading import read_given
from pipeline.keeping.store import Workspace
from pipeline.keeping.writing import write_bytes
from pipeline.privacy import mask_texts
from pipeline.settings import find_settings
from pipeline.tables import DETAIL_PLACEHOLDERS
from pipeline.wording import count_words

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


_MOST = 20_000  # names
# Sentences of event notes, in the ways that people are named in them.
FRAMES = (
    ("thanked", "Thanks to {} for the tea"),
    ("spoken of at the start", "{} was told to wait nine months"),
    ("spoken of in the middle", "The only one who listens is {}"),
    ("asked for", "ask {} about the keys"),
    ("signing", "Please ring me back - {}"),
    ("with a number", "{}: 01632 960123"),
)
_FORMS = (
    ("as written", str),
    ("in capitals", str.upper),
    ("in small letters", str.lower),
    ("first name alone", lambda name: name.split()[0]),
)


@dataclass(frozen=True)
class Measured:
    """What would get through."""

    names: int
    # The form and the way of naming, how many were masked whole, and the share
    rows: tuple[tuple[str, str, str, str], ...]
    # Lines of the list whose name gets through, as written, in most of the sentences
    through: tuple[int, ...]


def measure_names(file: Path, settings_file: Path | None, raw: Path) -> Measured:
    """Put every name of a list into sentences and see whether masking takes it out.

    Args:
        file: One name a line; of a CSV file the first column.

    Raises:
        SourceError: If the list cannot be read or holds no name.
    """
    names = _read_names(file)
    settings = find_settings(raw, settings_file).privacy
    placeholder = DETAIL_PLACEHOLDERS["name"]
    rows: list[tuple[str, str, str, str]] = []
    missed: dict[int, int] = {}
    for form, change in _FORMS:
        for way, frame in FRAMES:
            texts = [frame.format(change(name)) for name in names.values()]
            masked = mask_texts(texts, settings)
            whole = [
                placeholder in shown and not _shows_any(shown, change(name))
                for shown, name in zip(masked, names.values(), strict=True)
            ]
            rows.append((form, way, f"{sum(whole):,}", f"{sum(whole) / len(whole):.2f}"))
            if form == "as written":
                for line, out in zip(names, whole, strict=True):
                    missed[line] = missed.get(line, 0) + (not out)
    through = tuple(line for line, count in missed.items() if count > len(FRAMES) / 2)
    return Measured(len(names), tuple(rows), through)


def say_measured(found: Measured) -> list[str]:
    """What was measured, in lines; no name is in them."""
    lines = [f"{count_words(found.names, 'name')} tried in {len(FRAMES)} sentences each."]
    if found.through:
        numbers = ", ".join(str(line) for line in found.through[:40])
        more = f" and {len(found.through) - 40:,} more" if len(found.through) > 40 else ""
        lines.append(
            f"{len(found.through):,} would get through in most of them: line {numbers}{more} of the list."
            " Look for these people by hand, or withhold them in the review workbook."
        )
    else:
        lines.append("None would get through in most of them.")
    return lines


def _read_names(file: Path) -> dict[int, str]:
    content = read_given(file, "Name a text file with one name a line.", str(file))
    lines = decode_text(content, str(file)).splitlines()[:_MOST]
    cells = ((number, line.split(",")[0].strip().strip('"').strip()) for number, line in enumerate(lines, 1))
    names = {number: name for number, name in cells if any(map(str.isalpha, name))}
    if not names:
        raise SourceError("there is no name in it", where=str(file), remedy="Write one name on each line.")
    return names


def _shows_any(shown: str, name: str) -> bool:
    """Whether a part of a name of three letters or more still stands."""
    words = {word.strip(".,:-") for word in shown.split()}
    return any(part in words for part in name.split() if len(part) > 2)
