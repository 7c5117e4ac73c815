"""Makes write-ups of any size from the words of the sample events, to measure the speed of large runs on.

A made note begins as one note of the samples and ends as another, so that lengths, words and the mix of
subjects are the samples'. One in twenty is a short remark that many people made ("Time"), word for word.
The same size gives the same file. What such notes say means nothing: they measure time and memory, never
how good themes are.

Use: python -m tests.benchmarks.speed.made_notes NOTES FOLDER [--events N | --markdown]
"""

from __future__ import annotations

import argparse
import csv
import io
import random
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

RAW = Path(__file__).parents[3] / "data" / "raw"
QUESTION = "What gets in the way of people being involved in health and care, and what would help?"
_SHORT = 4  # words; shorter notes of the samples are the remarks that many make
_REPEATED = 20  # one note in so many is such a remark


@cache
def _read_samples() -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The bullets of the sample events: whole remarks, and short ones."""
    texts: dict[str, None] = {}
    for path in sorted(RAW.glob("*/notes.*")):
        for line in path.read_text(encoding="utf-8").splitlines():
            if bullet := re.match(r"\s*[-*•]\s+(.+)", line):
                texts[bullet[1].strip()] = None
    long = tuple(text for text in texts if len(text.split()) > _SHORT)
    return long, tuple(text for text in texts if len(text.split()) <= _SHORT)


def make_notes(count: int, seed: int = 1) -> Iterator[str]:
    """So many notes, the same for the same number and seed; they are never all in memory."""
    chance = random.Random(seed)
    long, short = _read_samples()
    for _ in range(count):
        if chance.randrange(_REPEATED) == 0:
            yield chance.choice(short)
            continue
        begins, ends = chance.choice(long).split(), chance.choice(long).split()
        yield " ".join(begins[: chance.randint(2, len(begins))] + ends[chance.randrange(len(ends) - 1) :])


def write_csv(path: Path, count: int) -> None:
    """One consultation with one question, as a CSV file."""
    with path.open("w", encoding="utf-8", newline="") as file:
        rows = csv.writer(file, lineterminator="\n")
        rows.writerow(["Question", "Note"])
        rows.writerows((QUESTION, note) for note in make_notes(count))


def write_markdown(path: Path, count: int, seed: int = 1) -> None:
    """One write-up as Markdown: a title, one question, and the notes as a list."""
    text = io.StringIO()
    text.write(f"# A made event\n\n## {QUESTION}\n\n")
    text.writelines(f"- {note}\n" for note in make_notes(count, seed))
    path.write_text(text.getvalue(), encoding="utf-8")


def write_events(folder: Path, events: int, count: int) -> None:
    """So many notes dealt out to so many events, each a folder with a write-up."""
    for number in range(events):
        own = folder / f"event-{number:04d}"
        own.mkdir(parents=True, exist_ok=True)
        write_markdown(own / "notes.md", count // events, seed=number)


def main() -> None:
    """Write them into a folder."""
    parser = argparse.ArgumentParser(description="Makes notes to measure speed with.")
    parser.add_argument("notes", type=int)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--events", type=int, default=0, help="as so many events, each a folder")
    parser.add_argument("--markdown", action="store_true", help="as one Markdown file, not CSV")
    given = parser.parse_args()
    given.folder.mkdir(parents=True, exist_ok=True)
    if given.events:
        write_events(given.folder, given.events, given.notes)
    elif given.markdown:
        write_markdown(given.folder / "consultation.md", given.notes)
    else:
        write_csv(given.folder / "consultation.csv", given.notes)


if __name__ == "__main__":
    main()
