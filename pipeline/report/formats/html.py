"""Render reports as self-contained HTML files: nothing in them is fetched from anywhere."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import jinja2
from markupsafe import Markup

from pipeline.report import wording
from pipeline.report.blocks import Document, Drawing, Section
from pipeline.report.event import plain
from pipeline.report.event.model import Report
from pipeline.report.formats import show_illegal
from pipeline.wording import count_words

TEMPLATES = Path(__file__).parents[1] / "templates"


def render_html(report: Report, drawings: Mapping[str, Drawing]) -> str:
    """Render the report on an event."""
    notes = report.notes
    environment = _environment(drawings, "report.js")
    environment.filters["note"] = {note.note_id: note for note in notes}.get
    return environment.get_template("report.html").render(
        report=report,
        tables=sorted({note.table for note in notes if note.table}),
        kinds=_choices(wording.KIND_LABELS, {note.kind for note in notes}),
        types=_choices(wording.TYPE_LABELS, {note.note_type for note in notes}),
    )


def render_page(report: Report) -> str:
    """Render the page for people who were there as a file of its own: no script, one sheet of paper."""
    return _environment().get_template("page.html").render(report=report)


def render_series_html(document: Document, drawings: Mapping[str, Drawing]) -> str:
    """Render the report on a series: a walk over its blocks."""
    environment = _environment(drawings, "series.js")
    environment.tests["section"] = lambda block: isinstance(block, Section)
    environment.filters["kind"] = lambda block: type(block).__name__
    return environment.get_template("series.html").render(report=document)


def _environment(drawings: Mapping[str, Drawing] | None = None, script: str = "") -> jinja2.Environment:
    """What all pages share; every text is escaped but files of this package and drawings."""
    environment = jinja2.Environment(
        loader=jinja2.FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        finalize=_legible,
    )
    environment.globals.update(
        wording=wording,
        count_words=count_words,
        plain=plain,
        style=Markup((TEMPLATES / "report.css").read_text(encoding="utf-8")),
        drawings={name: Markup(drawing.inline) for name, drawing in (drawings or {}).items()},
    )
    if script:
        code = (TEMPLATES / script).read_text(encoding="utf-8")
        digest = base64.b64encode(hashlib.sha256(code.encode("utf-8")).digest()).decode("ascii")
        environment.globals.update(script=Markup(code), script_hash=digest)
    return environment


def _choices(labels: Mapping[str, str], found: set[str]) -> list[tuple[str, str]]:
    return [(key, label) for key, label in labels.items() if key in found]


def _legible(value: Any) -> Any:
    # Markup is a str too, and is already what it should be.
    return show_illegal(value) if type(value) is str else value
