"""Writes the sorting board: one page that fetches nothing, with its contents as data."""

from __future__ import annotations

import base64
import hashlib
import json
from pathlib import Path

from pipeline.review.board.contents import Cell

_HERE = Path(__file__).parent
# In the order in which they are put together: each uses only what stands above it.
SCRIPTS = (
    "state.js", "csv.js", "keep.js", "near.js", "say.js", "cards.js", "columns.js",
    "dialogs.js", "keys.js", "drag.js", "start.js",
)  # fmt: skip


def write_board(contents: Cell) -> bytes:
    """The sorting board of an event as a web page: the same bytes for the same contents."""
    page = _read("board.html")
    style = _read("board.css")
    script = "".join(f"// {name}\n{_read(name)}" for name in SCRIPTS)
    script = f'"use strict";\n{script}'
    data = json.dumps(contents, ensure_ascii=True, sort_keys=True, separators=(",", ":"))
    for sign in "<>&":  # nothing in a note ends the block it stands in
        data = data.replace(sign, f"\\u{ord(sign):04x}")
    parts = {
        "STYLE": style,
        "STYLE_HASH": _hash(style),
        "SCRIPT": script,
        "SCRIPT_HASH": _hash(script),
        "DATA": data,
    }
    before, *rest = page.split("{{")
    pieces = [before]
    for piece in rest:
        name, _, after = piece.partition("}}")
        pieces += [parts[name.strip()], after]
    return "".join(pieces).encode("utf-8")


def _read(name: str) -> str:
    return (_HERE / name).read_text(encoding="utf-8")


def _hash(text: str) -> str:
    digest = hashlib.sha256(text.encode("utf-8")).digest()
    return f"sha256-{base64.b64encode(digest).decode('ascii')}"
