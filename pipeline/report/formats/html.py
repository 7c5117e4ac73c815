"""Render reports as self-contained HTML files: nothing in them is fetched from anywhere, and nothing runs."""

from __future__ import annotations

import functools
from collections.abc import Mapping
from typing import Any

import jinja2
from markupsafe import Markup

from pipeline.report import wording
from pipeline.report.blocks import Document, Drawing, Quote, Section, make_anchor
from pipeline.report.formats import TEMPLATES, show_illegal, tint_cells
from pipeline.wording.marks import add_marks, complete_marks


def render_html(document: Document, drawings: Mapping[str, Drawing], look: str = "") -> str:
    """Render a report, or "sheet": one sheet of paper in large type; every text is escaped but drawings."""
    return _load_template().render(
        report=document,
        look=look,
        wording=wording,
        note_link=lambda note_id: f"{document.notes_in}#{make_anchor('note', note_id)}",
        style=Markup((TEMPLATES / "report.css").read_text(encoding="utf-8")),
        drawings={name: Markup(drawing.inline) for name, drawing in drawings.items()},
    )


@functools.cache
def _load_template() -> jinja2.Template:
    """The template: compiling it takes longer than filling it, and a run fills it many times."""
    environment = jinja2.Environment(
        loader=jinja2.FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        finalize=_legible,
    )
    environment.tests["section"] = lambda block: isinstance(block, Section)
    environment.tests["quote"] = lambda cell: isinstance(cell, Quote)
    environment.tests["marked"] = complete_marks
    environment.filters.update(
        in_marks=add_marks,
        in_own_marks=lambda words: complete_marks(words) or words,
        kind=lambda block: type(block).__name__,
        tints=tint_cells,
        anchor=lambda note_id: make_anchor("note", note_id),
    )
    return environment.get_template("report.html")


def _legible(value: Any) -> Any:
    # Markup is a str too, and is already what it should be.
    return show_illegal(value) if type(value) is str else value
