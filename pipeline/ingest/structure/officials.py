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
_KIND = (
    r"(?:[Cc]ouncil|[Tt]rust|[Bb]oard|[Aa]uthority|ICB|[Dd]epartment|[Mm]inistry|[Cc]ompany|[Cc]ommission|"
    r"[Aa]gency|[Cc]orporation|[Uu]niversity)"
)
# "the ICB", "North West London Integrated Care Board", "NHS Kernow"; not what is theirs.
_ORGANISATION = (
    rf"(?:(?:(?:[Tt]he|[Oo]ur|[A-Z][\w&-]+) )(?:(?:[a-z]+ |of |and )?[A-Z][\w&-]+ ){{0,5}}{_KIND}|"
    r"NHS(?: [A-Z][\w&-]+){1,5}|[Tt]he NHS)\b(?!['’]s)"
)
_SAID = (
    r"(?:said|says|added|explained|continued|told|stated|commented|responded|replied|shared|announced|"
    r"confirmed)"
)
# Between an organisation and "said" or behind it: then others speak, or it tells what they said.
_OTHERS = (
    r"\b(?:who|people|participants?|residents?|patients?|carers?|parents?|staff|workers?|members?|users?|"
)
_OTHERS += r"students?|pupils|tenants?|customers?|visitors?|volunteers?|nurses?|one|some|many|several|most)\b"
_GIVEN_BY = (
    r"(?i:according to|(?:said|shared|stated|provided|supplied|issued|published|written|given) by|"
    r"(?:statement|response|reply|letter|information) (?:from|by|of))"
)
_FOLLOWS = re.compile(
    r":$|\b(?:following|this) (?:\w+ )?(?:statement|response|reply|message|information|answer)\W*$"
)
_HEARD = re.compile(
    rf"{_OTHERS}.{{0,40}}\b(?:said|say|told|wrote|felt|think|comments?|feedback|views?|words)\b|"
    rf"\b(?:comments?|feedback|views?|words|quotes?|quotations?)\b.{{0,30}}{_OTHERS}",
    re.IGNORECASE,
)
_NAMED = re.compile(rf"\b{_TITLE} (?:[A-Z][\w'’-]+ ){{0,2}}(?P<name>[A-Z][\w'’-]{{2,}})")
_ANYBODY = re.compile(rf"\b{_SAID}\b")
_REPORTED = re.compile(
    r"\b(?:said|says|saying|told \w+|shar(?:ed|ing)|not(?:ed|ing)|comment(?:ed|ing)|remarked|observed|wrote|"
    r"explain(?:ed|ing)|add(?:ed|ing)|stat(?:ed|ing)|reported|described|recalled|reflected|and)\W*$",
    re.IGNORECASE,
)
_OPENS = ("“", '"')


class Officials:
    """Who speaks in the quotations of an account, from its first paragraph to its last."""

    def __init__(self, lines: Iterable[Line]) -> None:
        """Know the officials of a document: those whose office stands before their name somewhere."""
        names = {found["name"] for line in lines for found in _NAMED.finditer(line.words)}
        who = rf"\b(?:{'|'.join((_TITLE, *sorted(map(re.escape, names))))})\b"
        self._says = re.compile(
            rf"{who}[^.“”\"]{{0,60}}\b{_SAID}\b|\b(?:said|says|added|explained) {who}|"
            rf"{who}.{{0,200}}\b(?:he|she|they) {_SAID}\b|"
            rf"\b{_BODY}\b(?:(?!{_OTHERS}).){{0,200}}\b(?:it|they) {_SAID}\b|"
            rf"\b{_ORGANISATION}(?:(?!{_OTHERS})[^.“”\"]){{0,60}}\b{_SAID}\b|"
            rf"\b(?:said|added|explained) {_ORGANISATION}|\b{_GIVEN_BY} {_ORGANISATION}"
        )
        self._speaking = False  # whether an official was the last to speak
        self._goes_on = False  # whether that one has not finished

    def speak(self, paragraph: str, quotations: Sequence[re.Match[str]], behind: str = "") -> bool:
        """Whether an official speaks in the quotations of the next paragraph.

        Args:
            paragraph: Its words.
            quotations: In it.
            behind: Of a quotation that is open at its end: what is said where that is closed.
        """
        around = paragraph
        for one in reversed(quotations):
            around = f"{around[: one.start()]} {around[one.end() :]}"
        quoted = bool(quotations) or around.startswith(_OPENS)
        around = "" if quoted and not quotations else " ".join(around.split())
        goes_on = self._goes_on and not _ANYBODY.search(around)
        introduces = not quoted and _FOLLOWS.search(around) is not None
        heard = introduces and _HEARD.search(around) is not None
        if self._says.search(" ".join([around, *behind.split()])):
            self._speaking = not heard
        elif not goes_on:
            self._speaking = False
        self._goes_on = introduces or quoted
        return self._speaking and quoted


def is_reported(before: str) -> bool:
    """Whether what stands in front of a quotation says that somebody said so: "one of us told us, "."""
    return _REPORTED.search(before[-40:]) is not None
