"""Small PDFs written by hand, so that a test says exactly where each letter stands."""

from __future__ import annotations

import math
from collections.abc import Sequence

# Set in 11 points from 72 on, it ends where the text of the page ends: the next word does not fit.
LONG = "and this is one of those very long lines that go all the way to the right edge of the text, as its"
FONTS = {"plain": "Helvetica", "bold": "Helvetica-Bold", "serif": "Times-Roman"}


def put(
    text: str, x: float, y: float, *, size: float = 11, font: str = "plain", angle: float = 0, mode: int = 0
) -> bytes:
    """One stretch of text; y is counted upwards from the foot of the page, as PDF does."""
    letters = text.encode("cp1252").replace(b"\\", b"\\\\").replace(b"(", b"\\(").replace(b")", b"\\)")
    cos, sin = math.cos(math.radians(angle)), math.sin(math.radians(angle))
    matrix = f"{cos:.5f} {sin:.5f} {-sin:.5f} {cos:.5f} {x} {y} Tm"
    return f"BT /{font} {size} Tf {mode} Tr {matrix} (".encode() + letters + b") Tj ET\n"


def put_lines(
    lines: Sequence[str],
    x: float = 72,
    y: float = 720,
    *,
    size: float = 11,
    step: float = 14,
    font: str = "plain",
) -> bytes:
    """Lines below one another; an empty one leaves a gap."""
    return b"".join(
        put(line, x, y - step * place, size=size, font=font) for place, line in enumerate(lines) if line
    )


def put_bullets(
    bullets: Sequence[Sequence[str]], x: float = 84, y: float = 720, *, step: float = 14
) -> bytes:
    """Bullets with their lines, the words set in from the bullet as a word processor does."""
    out, row = b"", 0
    for lines in bullets:
        out += put("•", x, y - step * row)
        for line in lines:
            out += put(line, x + 18, y - step * row)
            row += 1
    return out


PICTURE = b"q 500 0 0 700 50 50 cm /Im Do Q\n"


def make_pdf(
    pages: Sequence[bytes], *, locked: bool = False, width: float = 595, height: float = 842
) -> bytes:
    """A PDF of these pages' contents; locked as if by a password."""
    fonts = " ".join(
        f"/{name} << /Type /Font /Subtype /Type1 /BaseFont /{base} /Encoding /WinAnsiEncoding >>"
        for name, base in FONTS.items()
    )
    kids = " ".join(f"{4 + 2 * place} 0 R" for place in range(len(pages)))
    image = (
        b"<< /Type /XObject /Subtype /Image /Width 1 /Height 1 /ColorSpace /DeviceGray /BitsPerComponent 8"
    )
    bodies = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Kids [{kids}] /Count {len(pages)} >>".encode(),
        image + b" /Length 1 >> stream\n\x80\nendstream",
    ]
    for place, content in enumerate(pages):
        resources = f"<< /Font << {fonts} >> /XObject << /Im 3 0 R >> >>"
        known = f"/MediaBox [0 0 {width} {height}] /Resources {resources} /Contents {5 + 2 * place} 0 R"
        bodies.append(f"<< /Type /Page /Parent 2 0 R {known} >>".encode())
        bodies.append(f"<< /Length {len(content)} >> stream\n".encode() + content + b"\nendstream")
    out = b"%PDF-1.4\n"
    places = []
    for number, body in enumerate(bodies, start=1):
        places.append(len(out))
        out += f"{number} 0 obj\n".encode() + body + b"\nendobj\n"
    start = len(out)
    out += f"xref\n0 {len(bodies) + 1}\n0000000000 65535 f \n".encode()
    out += b"".join(f"{place:010} 00000 n \n".encode() for place in places)
    key = "00" * 32
    lock = f"/Encrypt << /Filter /Standard /V 1 /R 2 /O <{key}> /U <{key}> /P -4 >> /ID [<00> <00>]"
    trailer = f"trailer\n<< /Size {len(bodies) + 1} /Root 1 0 R {lock if locked else ''} >>\n"
    return out + trailer.encode() + f"startxref\n{start}\n%%EOF\n".encode()
