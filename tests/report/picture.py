"""The picture of a report that the README shows: page one of the Harrowby sample's report.pdf.

Made anew by `python -m tests.report.picture`; a test says when it no longer looks like the report.
"""

from __future__ import annotations

import io
import tempfile
from pathlib import Path

import numpy as np
import pypdfium2
from PIL import Image

import pipeline
from tests.conftest import ROOT

EVENT = "2025-03-harrowby-library"
PLACE = ROOT / "pipeline" / "report" / "report.png"
_SCALE = 1.5  # pixels a point: text stays legible at the width that a README has
_COLOURS = 32


def draw_page(pdf: bytes) -> Image.Image:
    """The first page of a PDF."""
    with pypdfium2.PdfDocument(pdf) as document:
        return document[0].render(scale=_SCALE).to_pil().convert("RGB")


def pack(page: Image.Image) -> bytes:
    """A page as PNG, with few colours so that it stays small."""
    packed = io.BytesIO()
    page.quantize(_COLOURS, dither=Image.Dither.NONE).save(packed, "PNG", optimize=True)
    return packed.getvalue()


def measure_difference(one: Image.Image, other: Image.Image) -> float:
    """How much of two pages looks different (0 to 1), by patches about as high as a line of text."""
    grey = [
        np.asarray(page.convert("L").resize((50, 70), Image.Resampling.BOX)) / 255 for page in (one, other)
    ]
    return float((np.abs(grey[0] - grey[1]) > 0.1).mean())


def main() -> None:
    """Run the sample in a folder of its own, and keep the picture."""
    with tempfile.TemporaryDirectory() as folder:
        pipeline.run(ROOT / "data" / "raw" / EVENT, folder)
        pdf = (Path(folder) / "reports" / EVENT / "report.pdf").read_bytes()
    PLACE.write_bytes(pack(draw_page(pdf)))


if __name__ == "__main__":
    main()
