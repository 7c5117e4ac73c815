"""Stretches of a text: words in quotation marks, where they go on, whose they are, and what was asked.

Words of a mayor or a council are no participant's remark.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import islice

from pipeline.ingest.lines import Line
from pipeline.ingest.structure.headings import ASKED, PEOPLE

FEWEST_WORDS = 4  # of a quotation that is somebody's remark; shorter ones are terms and titles
ATTRIBUTION = 6  # words behind a quotation that may say whose it is
QUOTE = re.compile(
    r"“[^“”]*”|„[^„“”]*[“”]|«[^«»]*»|❝[^❝❞]*❞|“[^“\"]*\"|“[^“]{20,}“(?=\s*$)"
    r"|(?<!\w)\"(?=[A-Z\[…])[^\"“”]*[\"”]|^\"[^\"“”]+\"\W*$"
    r"|(?<!\w)‘(?:[^‘’]|’(?=\w))*’(?!\w)|(?<!\w)'(?=[A-Z])(?:[^']|'(?=\w))*'(?!\w)"
)
# What is no remark: the words of a screen, a title, or a passage of somebody's report.
_NAMED = re.compile(
    r"\baccording to\b[^.]{0,60}$|\b(?:entitled|titled|called|labelled|named|headed|known as|"
    r"event|workshop|conference|exhibition|project)\W*$|"
    r"\b(?:an?|the|this|our|its)(?: \w+)? (?:option|button|screen|page|link|menu|tab|form|message|"
    r"phrase|term|word(?:ing)?|heading|section|report|paper|article|campaign|slogan|motto)\b[^.,;]{0,40}$",
    re.IGNORECASE,
)
_NAMES = re.compile(
    r"^\W{0,3}(?:option|button|screen|page|link|menu|tab|form|section|report|campaign|survey|programme|"
    r"scheme|policy|strategy)\b",
    re.IGNORECASE,
)
# "When asked what they liked, most said “…”": the question, up to who answered it.
_ASKED = re.compile(
    rf"(?:(?<=^)|(?<=[.!?]\s))(?:{ASKED}\b[^.,;:!?“”\"‘]{{4,120}}?"
    r"(?=[.,;:?]| (?:almost |nearly )?(?:most|many|some|several|few|all|both|half|two|three)\b|"
    r" the (?:majority|answers?|\w+ common)\b|"
    rf" (?:{PEOPLE}) (?:\w+ )?(?:said|told|wrote|answered|replied|mentioned|described)\b)|"
    rf"(?:Other |The )?(?:topics|things|issues|changes|improvements) (?:that )?(?:{PEOPLE})\b"
    r"[^.,;:!?“”\"‘]{4,80}?(?= (?:includ\w+|were|are)\b))",
    re.IGNORECASE | re.MULTILINE,
)
_WORD = re.compile(r"[^\W\d_]{2}")
_SIGNED = re.compile(r"\s*(?:[-–—~]\s*|\(\s*)[A-Z][^.!?:;“”\"]{1,40}\)?\W*$")  # "– Ann", "(Ann, carer)"
_OPENS = ("“", '"', "‘", "'", "„", "«", "❝")
_MARKED = re.compile(f"[{''.join(_OPENS)}]")
_CLOSES = ("”", '"', "’", "'", "“", "»", "❞")
_OPEN_FOR = 3  # paragraphs at most
_MARKS = re.compile("[“”]")
_GOES_ON = "goes on from the line above"
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
_OFFICIALS = re.compile(rf"\b{_TITLE} (?:[A-Z][\w'’-]+ ){{0,2}}(?P<name>[A-Z][\w'’-]{{2,}})")
_ANYBODY = re.compile(rf"\b{_SAID}\b")
_REPORTED = re.compile(
    r"\b(?:said|says|saying|told \w+|shar(?:ed|ing)|not(?:ed|ing)|comment(?:ed|ing)|remarked|observed|wrote|"
    r"explain(?:ed|ing)|add(?:ed|ing)|stat(?:ed|ing)|reported|described|recalled|reflected|and)\W*$",
    re.IGNORECASE,
)
_OPENED = ("“", '"')
_SAME = re.compile(
    rf"^\W*(?:he|she|they|it)\b.{{0,20}}\b{_SAID}\b|^\W*{_SAID} (?:he|she|they)\b", re.IGNORECASE
)


def find_quotations(words: str) -> list[re.Match[str]]:
    """Quotations long enough to be remarks; short ones too beside such, or in a line of nothing else."""
    if _MARKED.search(words) is None:
        return []
    found = [one for one in QUOTE.finditer(words) if one[0][1:-1].strip()]
    rows: list[list[re.Match[str]]] = []  # with nothing but commas between
    for one in found:
        if rows and not has_letters(words[rows[-1][-1].end() : one.start()]):
            rows[-1].append(one)
        else:
            rows.append([one])
    if not _WORD.search(re.sub(r"\b(?:and|or)\b", "", QUOTE.sub(" ", words))):
        return found
    if (
        len(found) == 1
        and not has_letters(words[: found[0].start()])
        and _SIGNED.match(words, found[0].end())
    ):
        return found
    return [one for row in rows if any(_says_something(other[0]) for other in row) for one in row]


def _says_something(quotation: str) -> bool:
    """Whether a quotation inside a line is a remark, not a term or half a phrase."""
    fewest = FEWEST_WORDS if quotation[0] in '“"' else FEWEST_WORDS + 2
    number = len(quotation.split())
    return number >= 2 * FEWEST_WORDS or (number >= fewest and not quotation[1:2].islower())


def is_open(words: str) -> bool:
    """Whether a quotation in them has not come to its closing mark."""
    return words.rfind("“") > words.rfind("”")


def is_quoted(words: str) -> bool:
    """Whether a line is somebody's words in quotation marks, from its first letter on."""
    words = words.strip("*_ ")
    if not words.startswith(_OPENS):
        return False
    begun = QUOTE.match(words)
    named = begun is not None and len(words[begun.end() :].split()) <= ATTRIBUTION
    closed = words.rstrip(" .,;").endswith(_CLOSES) or words[:1] == "“" or named
    return closed and len(words.split()) >= FEWEST_WORDS


def is_all_quoted(words: str) -> bool:
    """Whether a line is one quotation, and no word stands behind it."""
    found = QUOTE.match(words)
    return found is not None and not has_letters(words[found.end() :])


def is_name(quotation: re.Match[str], whole: str, above: str) -> bool:
    """Whether quotation marks hold the name of something, or what somebody published."""
    before, after = whole[max(0, quotation.start() - 80) : quotation.start()], whole[quotation.end() :][:30]
    before = " ".join(before.split()) or (above[-80:] if above.endswith(",") else "")
    return bool(_NAMED.search(before) or (_NAMES.search(after) and "\n\n" not in after))


def find_asked(whole: str, spans: Sequence[re.Match[str]]) -> list[tuple[int, int]]:
    """Where a paragraph says what was asked, outside its quotations."""
    return [
        found.span()
        for found in _ASKED.finditer(whole)
        if not any(span.start() < found.end() and found.start() < span.end() for span in spans)
    ]


def has_letters(text: str) -> bool:
    """Whether a text says anything at all."""
    return any(character.isalnum() for character in text)


def find_rest(lines: Sequence[Line], place: int) -> list[int]:
    """The places of the lines that go on from one, over what is printed between two pages."""
    rest: list[int] = []
    for number in range(place + 1, len(lines)):
        if lines[number].role == "continuation":
            rest.append(number)
        elif lines[number].form not in ("boilerplate", "blank"):
            break
    return rest


def close_quotations(lines: list[Line]) -> list[Line]:
    """A quotation that is open at the end of a paragraph goes on to its closing mark, where that comes soon.

    Where the paragraphs below open with a mark of their own, each is for itself.
    """
    closed = list(lines)
    for place, line in enumerate(lines):
        if line.role or line.form not in ("item", "text") or not is_open(_read_whole(lines, place)):
            continue
        below = list(islice(_list_paragraphs(lines, place), _OPEN_FOR))
        marks = [_MARKS.findall(_read_whole(lines, one))[:1] for one in below]
        closing = next((number for number, first in enumerate(marks) if first), len(marks))
        if marks[closing : closing + 1] != [["”"]]:
            continue
        for one in below[: closing + 1]:
            closed[place] = replace(closed[place], words=f"{closed[place].words} {lines[one].words}")
            closed[one] = replace(lines[one], words="", role="continuation", reason=_GOES_ON)
    return closed


def _list_paragraphs(lines: Sequence[Line], place: int) -> Iterator[int]:
    """The places of the paragraphs right below one, as long as nothing else comes between."""
    for number in range(place + 1, len(lines)):
        line = lines[number]
        if line.role == "continuation" or line.form in ("boilerplate", "blank"):
            continue
        if line.role or line.form != "text":
            return
        yield number


def _read_whole(lines: Sequence[Line], place: int) -> str:
    return "\n".join(lines[number].content for number in (place, *find_rest(lines, place)))


def find_behind(lines: Sequence[Line], place: int) -> str:
    """What is said behind a quotation that runs over several paragraphs, each with an opening mark."""
    for number in islice(_list_paragraphs(lines, place), _OPEN_FOR):
        whole = _read_whole(lines, number)
        if not whole.startswith("“"):
            break
        if not is_open(whole):
            return whole.rpartition("”")[2]
    return ""


class Officials:
    """Who speaks in the quotations of an account, from its first paragraph to its last."""

    def __init__(self, lines: Iterable[Line]) -> None:
        """Know the officials of a document: those whose office stands before their name somewhere."""
        names = {found["name"] for line in lines for found in _OFFICIALS.finditer(line.words)}
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
        quoted = bool(quotations) or around.startswith(_OPENED)
        around = "" if quoted and not quotations else " ".join(around.split())
        goes_on = self._goes_on and not _ANYBODY.search(around)
        introduces = not quoted and _FOLLOWS.search(around) is not None
        heard = introduces and _HEARD.search(around) is not None
        if self._says.search(" ".join([around, *behind.split()])):
            self._speaking = not heard
        elif not goes_on and not _SAME.search(around):
            self._speaking = False
        self._goes_on = introduces or quoted
        return self._speaking and quoted


def is_reported(before: str) -> bool:
    """Whether what stands in front of a quotation says that somebody said so: "one of us told us, "."""
    return _REPORTED.search(before[-40:]) is not None
