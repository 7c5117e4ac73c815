"""E-mails that somebody forwarded or saved: what stands at their head and foot."""

from __future__ import annotations

import re
from dataclasses import replace

from pipeline.ingest.lines import Line

_MAIL_FIELD = re.compile(r"^\W*(?:from|to|b?cc|sent|date|subject|reply-to)[*_]*\s?:\s*\S", re.IGNORECASE)
_FEWEST_FIELDS = 2  # of an e-mail
_REGARDS = re.compile(
    r"^(?:(?:best|kind|kindest|warm|warmest)(?: (?:wishes|regards))?|regards|cheers|(?:many )?thanks|"
    r"all the best|yours(?: \w+)?|love)\W*$",
    re.IGNORECASE,
)
_PROMISES = re.compile(
    r"^(?:(?:I|we)(?:['’]ll| will) |will |to )?(?:type|send|circulate|write|forward|share|more)\b.*"
    r"\b(?:up|rest|later|soon|follow|tomorrow|\w+day)\b",
    re.IGNORECASE,
)
_FOOT = 8  # last lines of an e-mail


def set_letter_aside(lines: list[Line]) -> list[Line]:
    """Set aside the head of an e-mail, and how it ends, with who wrote it."""
    told = [place for place, line in enumerate(lines) if line.words]
    count = next((n for n, place in enumerate(told) if not _MAIL_FIELD.match(lines[place].words)), len(told))
    if count < _FEWEST_FIELDS:
        return lines
    foot = next(
        (n for n, at in enumerate(told) if n > len(told) - _FOOT and _REGARDS.match(lines[at].words)),
        len(told),
    )
    if 0 < foot < len(told) and _PROMISES.match(lines[told[foot - 1]].words):
        foot -= 1
    passed = list(lines)
    for place in (*told[:count], *told[foot:]):
        passed[place] = replace(
            lines[place], form="text", level=0, role="metadata", reason="the head or foot of an e-mail"
        )
    return passed
