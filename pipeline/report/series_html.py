"""Render a series report as one self-contained HTML file: nothing in it is fetched from anywhere."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Mapping
from typing import Any

import jinja2
from markupsafe import Markup

from pipeline.report import wording
from pipeline.report.characters import show_illegal
from pipeline.report.figures import Drawing
from pipeline.report.html import TEMPLATES
from pipeline.report.series_model import Section, SeriesReport


def render_series_html(report: SeriesReport, drawings: Mapping[str, Drawing]) -> str:
    """Render a series report as HTML.

    Args:
        report: The content.
        drawings: Its figures, by name.
    """
    environment = jinja2.Environment(
        loader=jinja2.FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        finalize=_legible,
    )
    script = (TEMPLATES / "series.js").read_text(encoding="utf-8")
    digest = base64.b64encode(hashlib.sha256(script.encode("utf-8")).digest()).decode("ascii")
    environment.tests["section"] = lambda block: isinstance(block, Section)
    return environment.get_template("series.html").render(
        report=report,
        wording=wording,
        # Both are files of this package; everything else is escaped.
        style=Markup((TEMPLATES / "report.css").read_text(encoding="utf-8")),
        script=Markup(script),
        script_hash=digest,
        drawings={name: Markup(drawing.inline) for name, drawing in drawings.items()},
        kind=lambda block: type(block).__name__,
    )


def _legible(value: Any) -> Any:
    # Markup is a str too, and is already what it should be.
    return show_illegal(value) if type(value) is str else value
