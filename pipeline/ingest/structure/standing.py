"""How a line stands among those around it: apart from them or not, and whether it asks."""

from __future__ import annotations

import re

from pipeline.ingest.lines import Document, Line
from pipeline.ingest.structure.headings import read_cues
from pipeline.ingest.structure.remarks import find_next

# In these a paragraph stands apart by its spacing, not by an empty line.
WITHOUT_BLANKS = ("word", "opendocument", "slides", "web page", "pdf")
LONGEST_LABEL = 8  # words in a plain line with a colon that is still a heading ("Post-its:")
WRAPPED = 60  # characters; a bullet with room left on such a line was not wrapped
# "(112 responses)", "(tick all that apply)": what a form or its report adds to a question.
_COUNTED = re.compile(
    r"(?<=\?)\s*[(\[](?=[^()\[\]]*(?:\d|tick|select|choose|please|optional|apply|open|text|comments?|answers?))"
    r"[^()\[\]]{1,60}[)\]]\W*$",
    re.IGNORECASE,
)


def stands_alone(document: Document, place: int) -> bool:
    """Whether a line begins a paragraph of its own, or the next list."""
    before = document.lines[place - 1] if place else None
    if before is None or before.form in ("blank", "heading", "boilerplate") or before.role == "metadata":
        return True
    return before.form == "item" and (document.format in WITHOUT_BLANKS or _ends_list(document, place))


_LETTERED = re.compile(r"(?:[ivx]{1,4}|[a-h])[.)] [A-Z]")  # "ii. What would help?"


def _ends_list(document: Document, place: int) -> bool:
    """Whether a line typed right below a bullet, without an empty line, begins the next list.

    It asks or is a usual heading, stands at the margin, and its first word had room on the bullet's line.
    Any other line may be the second of that bullet, and no words of a note are to be lost.
    """
    above, line, after = document.lines[place - 1], document.lines[place], find_next(document.lines, place)
    starts = line.text[:1].isalnum() and (not line.text[:1].islower() or _LETTERED.match(line.text))
    if line.form != "text" or line.role or not starts:
        return False
    if after is None or after.form != "item" or after.level > 1:
        return False
    if len(above.text.rstrip()) + len(line.words.split()[0]) >= WRAPPED:
        return False
    cues = read_cues(line.words)
    usual = cues.around or cues.kind or cues.summary or cues.table
    return is_question(line) or (bool(usual) and len(line.words.split()) <= LONGEST_LABEL)


def is_question(line: Line) -> bool:
    """Whether a line ends in a question, marks and counts behind it aside."""
    if "?" not in line.words or line.words.startswith(("“", '"')):
        return False
    asked = _COUNTED.sub("", line.words).rstrip("\u200b \u00a0:")
    return len(asked) > 1 and asked.endswith("?")
