"""Paragraphs of plain text that were wrapped by hand or by a mailer are read as one line each."""

from __future__ import annotations

from dataclasses import replace

from pipeline.ingest.lines import Line
from pipeline.ingest.structure.remarks import goes_on, measure_wrapping


def join_wrapped(lines: list[Line]) -> list[Line]:
    """Each line that goes on with the one right above it, whose words it then shares."""
    width = measure_wrapping(lines)
    joined: list[Line] = []
    first = -1  # where the paragraph begins
    for line in lines:
        above = joined[-1] if joined else None
        if first >= 0 and above is not None and line.form == "text" and line.words:
            hangs = line.role == "continuation"
            if hangs or (
                not line.role and goes_on(above, line, width) and not above.words.endswith((":", "?"))
            ):
                joined[first] = replace(joined[first], words=f"{joined[first].words} {line.words}")
                joined.append(
                    replace(line, words="", role="continuation", reason="goes on from the line above")
                )
                continue
        first = len(joined) if line.form in ("text", "item") and line.words and not line.role else -1
        joined.append(line)
    return joined
