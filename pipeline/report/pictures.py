"""Paints drawings as PNG, for Word and for those who paste a figure elsewhere.

By Typst, which sets the same SVG into the PDF: all at once they take a third of the time of a second
drawing by matplotlib, and show the same.
"""

from __future__ import annotations

import json
from collections.abc import Mapping

from pipeline.errors import PipelineError
from pipeline.report.characters import name_signs
from pipeline.report.figures import Drawing
from pipeline.report.typesetting import compile_template, printable, replace_rare

DOTS = 160  # per inch


def paint_pictures(drawings: Mapping[str, Drawing]) -> dict[str, bytes]:
    """Paint drawings.

    Args:
        drawings: By the name of their figure.

    Returns:
        A PNG for each, by the same names.

    Raises:
        PipelineError: If Typst refuses one; the message holds none of its words.
    """
    if not drawings:
        return {}
    pages = [
        {
            "svg": name_signs(drawing.svg.decode("utf-8"), printable()),
            "width": drawing.width,
            "height": drawing.height,
        }
        for drawing in drawings.values()
    ]
    words = json.dumps(pages, ensure_ascii=False)
    painted = _paint(words) or _paint(replace_rare(words))
    if painted is None:
        raise PipelineError(
            "the figures cannot be painted",
            where="figures",
            remedy="Tell whoever looks after this program; `python -m pipeline --version` says which it is.",
        )
    return dict(zip(drawings, painted, strict=True))


def _paint(words: str) -> list[bytes] | None:
    return compile_template("pictures.typ", words, format="png", ppi=DOTS)
