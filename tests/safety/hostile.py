"""A workspace in which everything that people can write holds an injection string."""

from __future__ import annotations

import io
import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from openpyxl import Workbook

from pipeline.ingest import gather_event, read_event
from pipeline.keeping.workbooks import MARKER, NOTES_HEAD, THEMES_HEAD
from pipeline.series.tracker import make_mark
from pipeline.settings import load_settings
from tests.ingest.builders import build_csv, build_xlsx
from tests.safety.strings import STRINGS

SERIES = "hostile-series"
# One of each kind, in a line.
ACT = "<img src=x onerror=boom('{0}')> =1+1 {{{{7*7}}}} #eval(1) $x$ [red]{0}[/red]"
FOLDER = "=1+1 <img src=x onerror=boom()> {{7*7}} [red]folder"
EVENT = "1-1-img-src-x-onerror-boom-7-7-red-folder"
FILE = "=2+2 <img src=x onerror=boom()> {{7*7}} $x$ [red]file.csv"


def act(where: str) -> str:
    """What is written at a place."""
    return ACT.format(where)


def quote(where: str) -> str:
    """The same as TOML and YAML write it in quotes, with characters that no document can hold."""
    return json.dumps(act(where) + " \x00\x1b[31m\x07\ufffe\u202e")


@dataclass(frozen=True)
class Hostile:
    """The workspace, once it has been run.

    Attributes:
        root: The workspace.
        said: What the terminal showed, both streams.
        themes: Titles that reviewers gave.
        reached: What Python's audit told of: connections, programs, pickles, files outside the workspace.
    """

    root: Path
    said: str
    themes: tuple[str, ...]
    reached: tuple[str, ...]

    @property
    def reports(self) -> Path:
        return self.root / "reports" / EVENT

    @property
    def series(self) -> Path:
        return self.root / "reports" / SERIES

    @property
    def tables(self) -> Path:
        return self.root / "data" / "processed" / EVENT


def write_workspace(root: Path) -> tuple[str, ...]:
    """Write what people gave us; gives back the titles that a reviewer wrote."""
    raw = root / "data" / "raw"
    event = raw / FOLDER
    event.mkdir(parents=True)
    (event / FILE).write_bytes(_write_notes())
    (event / "sheets.xlsx").write_bytes(
        build_xlsx({"=1+1 <b>sheet": [["Your comment"], [act("incell")], ["Time for tea and talk"]]})
    )
    (event / "event.toml").write_text(_write_facts(), encoding="utf-8")
    (raw / "settings.toml").write_text(_SETTINGS, encoding="utf-8")
    (raw / "own.yaml").write_text(_CODEBOOK, encoding="utf-8")
    second = raw / "second"
    second.mkdir()
    (second / "event.toml").write_text(f'title = "Second"\ndate = 2025-05-01\nseries = "{SERIES}"\n')
    (second / "notes.md").write_text(
        f"# Second\n\n## What we heard\n\n- {act('insummary')}\n- {STRINGS[30]}\n\n## Attendance\n\n"
        f"- {act('inlist')}\n\n## What helps?\n\n### Table 1 (facilitator: {act('infacilitator')})\n\n"
        + "".join(f"- Lifts and buses that run, point {n}\n" for n in range(6))
    )
    titles = tuple(STRINGS[place] for place in range(0, len(STRINGS), 9) if "\n" not in STRINGS[place])
    (event / "back =3+3 <b>.xlsx").write_bytes(_write_review(event, titles))
    folder = raw / SERIES
    folder.mkdir()
    (folder / "series.toml").write_text(_write_series(), encoding="utf-8")
    (folder / "back =4+4 <b>.xlsx").write_bytes(_write_tracker())
    return titles


def _write_notes() -> bytes:
    rows: list[list[Any]] = [["Question", "Table", "Heading", "Name", "Your comment"]]
    for number, text in enumerate(STRINGS):
        rows.append([act("inquestion"), act("intable"), act("inheading") if number % 2 else "", "", text])
    rows.append([act("inquestion"), act("intable"), "", act("inspeaker"), "Buses that run in the evening"])
    rows += [["What helps?", "2", "", "", f"Lifts and buses that run, point {n}"] for n in range(5)]
    return build_csv(rows)


def _write_facts() -> str:
    return "\n".join(
        [
            f"title = {quote('intitle')}",
            "date = 2025-03-18",
            f"place = {quote('inplace')}",
            f"series = {json.dumps(SERIES)}",
            "[columns]",
            'note = "Your comment"',
            'heading = "Heading"',
            'speaker = "Name"',
            'question = "Question"',
            "[figures]",
            f"{quote('infigure')} = 42",
            "[themes]",
            f"expected = [{{title = {quote('inexpected')}, words = ['time for tea and talk']}}]",
            "[[targets]]",
            f"name = {quote('intarget')}",
            f"measure = {quote('infigure')}",
            "value = 300",
        ]
    )


_SETTINGS = f"""[privacy]
mask = []
[themes]
codebook = "own.yaml"
code_fit = -1.0
code_margin = -1.0
code_ahead = -2.0
code_agree = 0.0
code_borne = 0.0
codebook_share = 0.0
expected_fit = -1.0
[report]
contact = {quote("incontact")}
next_steps = [{quote("innext")}]
[report.glossary]
NHS = {quote("inglossary")}
"""
_CODEBOOK = f"""codebook: {quote("inbook")}
title: {quote("inbooktitle")}
sources:
  - key: a
    title: {quote("insource")}
codes:
  - code: transport
    title: {quote("incode")}
    definition: {quote("indefinition")}
    examples: ["Lifts and buses that run", "buses in the evening", "lifts that work"]
    sources: [a]
"""


def _write_review(event: Path, titles: tuple[str, ...]) -> bytes:
    """A workbook that came back: every ninth note under a theme of the reviewer's own."""
    found = read_event(gather_event(event), load_settings().ingest)
    book = Workbook()
    start, notes, themes = book.active, book.create_sheet("=1+1 <b>notes"), book.create_sheet("T")
    lines = [
        [f"{MARKER} 1 {EVENT}"],
        [],
        [],
        ["Your name", act("inreviewer")],
        ["Date of your review", "2026-03-21"],
    ]
    _fill(start, lines)
    rows = [[f"{MARKER} 1 {EVENT}"], list(NOTES_HEAD)]
    for number, (note_id, text) in enumerate(zip(found.notes["note_id"], found.notes["words"], strict=True)):
        mine = titles[number // 9 % len(titles)] if number % 9 < 4 else ""
        comment = STRINGS[number % len(STRINGS)] if number % 5 == 0 else ""
        cells = {"note id": note_id, "note": text, "your theme": mine, "comment": comment}
        rows.append([cells.get(heading, "") for heading in NOTES_HEAD])
    _fill(notes, rows)
    _fill(themes, [[f"{MARKER} 1 {EVENT}"], list(THEMES_HEAD)])
    missed = book.create_sheet("What was missed")
    _fill(missed, [[f"{MARKER} 1 {EVENT}"], ["what was missed", "question", "table", "who says it"],
                   [act("inmissed"), act("inquestion"), "", act("inwho")]])  # fmt: skip
    return _save(book)


def _write_tracker() -> bytes:
    book = Workbook()
    head = (
        "theme id",
        "theme",
        "what is proposed",
        "who leads",
        "by when",
        "status",
        "what happened, and why",
        "=7+7 <b>",
    )
    rows = [[make_mark(SERIES, 1)], list(head)]
    rows.append(
        [
            "transport",
            "x",
            act("inproposal"),
            act("inlead"),
            act("indue"),
            "done",
            act("inhappened"),
            act("inown"),
        ]
    )
    rows += [
        ["gone", STRINGS[n], STRINGS[n + 1], STRINGS[n + 2], "", "under way", STRINGS[n + 3]]
        for n in (0, 4, 8)
    ]
    _fill(book.active, rows)
    return _save(book)


def _write_series() -> str:
    return (
        f'title = {quote("inseries")}\n[[same]]\nthemes = ["a", "b"]\ntitle = {quote("insame")}\n'
        f'[[targets]]\nname = {quote("inaim")}\nmeasure = "events"\nvalue = 3\n'
    )


def _fill(sheet: Any, rows: list[list[Any]]) -> None:
    from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE

    for row, values in enumerate(rows, start=1):
        for column, value in enumerate(values, start=1):
            if value != "":
                cell = sheet.cell(row, column)
                cell.value = (
                    ILLEGAL_CHARACTERS_RE.sub("\ufffd", value).replace("\ufffe", "").replace("\uffff", "")
                )
                cell.data_type = "s"


def _save(book: Workbook) -> bytes:
    saved = io.BytesIO()
    book.save(saved)
    return saved.getvalue()
