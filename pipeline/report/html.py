"""Render a report as one self-contained HTML file: nothing in it is fetched from anywhere."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import jinja2
from markupsafe import Markup

from pipeline.report import plain, wording
from pipeline.report.characters import show_illegal
from pipeline.report.figures import Drawing
from pipeline.report.model import Report

TEMPLATES = Path(__file__).with_name("templates")


def render_html(report: Report, drawings: Mapping[str, Drawing]) -> str:
    """Render a report as HTML.

    Args:
        report: The content.
        drawings: Its figures, by name.
    """
    environment = _environment()
    script = (TEMPLATES / "report.js").read_text(encoding="utf-8")
    digest = base64.b64encode(hashlib.sha256(script.encode("utf-8")).digest()).decode("ascii")
    notes = report.notes
    by_id = {note.note_id: note for note in notes}
    environment.filters["note"] = by_id.get
    return environment.get_template("report.html").render(
        report=report,
        wording=wording,
        plain=plain,
        style=_style(),
        script=Markup(script),
        script_hash=digest,
        drawings={name: Markup(drawing.inline) for name, drawing in drawings.items()},
        tables=sorted({note.table for note in notes if note.table}),
        kinds=_choices(wording.KIND_LABELS, {note.kind for note in notes}),
        types=_choices(wording.TYPE_LABELS, {note.note_type for note in notes}),
    )


def render_page(report: Report) -> str:
    """Render the page for people who were there as a file of its own: no script, one sheet of paper.

    Args:
        report: The content.
    """
    template = _environment().get_template("page.html")
    return template.render(report=report, wording=wording, plain=plain, style=_style())


def _environment() -> jinja2.Environment:
    return jinja2.Environment(
        loader=jinja2.FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        finalize=_legible,
    )


def _style() -> Markup:
    # A file of this package, like the script; everything else is escaped.
    return Markup((TEMPLATES / "report.css").read_text(encoding="utf-8"))


def _choices(labels: Mapping[str, str], found: set[str]) -> list[tuple[str, str]]:
    return [(key, label) for key, label in labels.items() if key in found]


def _legible(value: Any) -> Any:
    # Markup is a str too, and is already what it should be.
    return show_illegal(value) if type(value) is str else value
