"""Whose words a quotation holds: those of a mayor or a council are no participant's remark."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from pipeline.ingest.lines import Line

BY_OFFICIALS = "words of those who asked, not of those who answered"
_TITLE = (
    r"(?:Cr|Cllr|Councillors?|(?:Deputy )?Mayor(?:ess)?|Minister|MP|MSP|Commissioner|[Cc]abinet [Mm]ember|"
    r"[Cc]hief [Ee]xecutive|[Ss]pokes(?:man|woman|person)|[Ll]eader of the)"
)
_BODY = (
    r"(?:[Tt]he|[Oo]ur) "
    r"(?:[Cc]ouncil|[Tt]rust|[Bb]oard|[Aa]uthority|ICB|[Dd]epartment|[Mm]inistry|[Cc]ompany)"
)
_SAID = r"(?:said|says|added|explained|continued|told|stated|commented|responded|replied|shared|announced)"
_NAMED = re.compile(rf"\b{_TITLE} (?:[A-Z][\w'’-]+ ){{0,2}}(?P<name>[A-Z][\w'’-]{{2,}})")
_ANYBODY = re.compile(rf"\b{_SAID}\b")
_SAME = re.compile(
    rf"^\W*(?:he|she|they|it)\b.{{0,20}}\b{_SAID}\b|^\W*{_SAID} (?:he|she|they)\b", re.IGNORECASE
)
_REPORTED = re.compile(
    r"\b(?:said|says|saying|told \w+|shar(?:ed|ing)|not(?:ed|ing)|comment(?:ed|ing)|remarked|observed|wrote|"
    r"explain(?:ed|ing)|add(?:ed|ing)|stat(?:ed|ing)|reported|described|recalled|reflected|and)\W*$",
    re.IGNORECASE,
)
_OPENS = ("“", '"')
_CLOSED = re.compile(r"[”\"’'][\s.,]*$")


class Officials:
    """Who speaks in the quotations of an account, from its first paragraph to its last."""

    def __init__(self, lines: Iterable[Line]) -> None:
        """Know the officials of a document: those whose office stands before their name somewhere."""
        names = {found["name"] for line in lines for found in _NAMED.finditer(line.words)}
        who = rf"\b(?:{'|'.join((_TITLE, _BODY, *sorted(map(re.escape, names))))})\b"
        self._says = re.compile(
            rf"{who}[^.“”\"]{{0,60}}\b{_SAID}\b|\b(?:said|says|added|explained) {who}|"
            rf"{who}.{{0,200}}\b(?:he|she|they) {_SAID}\b"
        )
        self._speaking = False  # whether an official was the last to speak
        self._goes_on = False  # whether that one has not finished

    def speak(self, paragraph: str, quotations: Sequence[re.Match[str]]) -> bool:
        """Whether an official speaks in the quotations of the next paragraph."""
        around = paragraph
        for one in reversed(quotations):
            around = f"{around[: one.start()]} {around[one.end() :]}"
        quoted = bool(quotations) or around.startswith(_OPENS)
        around = "" if quoted and not quotations else " ".join(around.split())
        goes_on = self._goes_on and not _ANYBODY.search(around)
        if self._says.search(around):
            self._speaking = True
        elif not goes_on and not _SAME.search(around):
            self._speaking = False
        introduces = not quoted and around.endswith(":")
        self._goes_on = introduces or (quoted and not _CLOSED.search(paragraph))
        return self._speaking and quoted


def is_reported(before: str) -> bool:
    """Whether what stands in front of a quotation says that somebody said so: "one of us told us, "."""
    return _REPORTED.search(before[-40:]) is not None
