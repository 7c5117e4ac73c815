"""Plain text, typed in a hurry, into lines: bullets of any sort, and headings without any mark."""

from __future__ import annotations

import re
from dataclasses import replace

from pipeline.ingest.lines import Document, Form, Line, match_item, nest_items
from pipeline.ingest.text.decode import decode_text, split_lines

# A text file whose longest line is no longer than this was probably wrapped by hand or by a mailer;
# in a file with longer lines every line was typed as one.
_WRAP_WIDTH = 100
_UNDERLINE = re.compile(r"\s*(?P<sign>[=~_*#-])(?P=sign){2,}\s*")


def read_plain_text(source: str, content: bytes) -> Document:
    """Turn a plain text document into lines with style cues."""
    raw = split_lines(decode_text(content, source))
    items = [match_item(line) for line in raw]
    depths = iter(nest_items([item[0] for item in items if item is not None]))
    lines: list[Line] = []
    for number, (line, item) in enumerate(zip(raw, items, strict=True), start=1):
        words = line.strip() if item is None else item[1]
        form: Form = "item" if item is not None else "text" if words else "blank"
        if item is None and words and not any(map(str.isalnum, words)):
            form = "boilerplate"  # a line of dashes or stars
            if lines and _underlines(line, lines[-1]):
                lines[-1] = replace(lines[-1], form="heading", level=1 if "=" in line else 2)
        lines.append(
            Line(
                number=number,
                locator=f"line {number}",
                text=line,
                content=words,
                words=words,
                form=form,
                level=next(depths) if item is not None else 0,
            )
        )
    longest = max((len(line) for line in raw), default=0)
    wrapped = 60 <= longest <= _WRAP_WIDTH
    return Document(source=source, format="plain text", lines=tuple(lines), paragraphs=wrapped)


def _underlines(line: str, above: Line) -> bool:
    """Whether a row of signs is drawn below a line of words, about as long as they are."""
    near = abs(len(line.strip()) - len(above.words)) <= max(3, len(above.words) / 3)
    return above.form == "text" and near and _UNDERLINE.fullmatch(line) is not None
