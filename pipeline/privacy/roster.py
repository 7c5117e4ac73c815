"""Names that count wherever they stand in an event: because a document lists them, or another note tells.

A document's own list is its attendance, its column of speakers, and their initials. Names in notes are found
by what stands around them, so the same words may be masked here and shown there; one that is shown says who
the other was. Only names of several words count: of single ones every further place that was met in 44
events was a street ("Campbell Lane").
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable, Sequence

from pandera.typing.pandas import DataFrame

from pipeline.privacy.names import WORDS, find_names, load_vocabulary
from pipeline.privacy.names.lists import RUNS, fold
from pipeline.privacy.spans import Span
from pipeline.tables import Ledger, Notes

_LISTED_THERE = "The document lists it among those who were there."
_FOUND_ELSEWHERE = "The same name was found in another note."
_LISTED = ("context", "metadata", "heading", "boilerplate")
_WROTE = "says who wrote"
_SAID = "who said it"  # why ingest took a line for the name of a speaker
_LED = "says who led"  # of a heading, behind "facilitator:" or "led by"
_BY = re.compile(
    r"[:=]|\bby\b|\s[–—-]\s|\b(?:facilitators?|scribes?|note[- ]?takers?|hosts?|moderators?)\s", re.IGNORECASE
)
# "What gets in the way? (facilitator: Ann Rowe)"
_IN_BRACKETS = re.compile(
    r"[(\[](?:facilitat(?:ors?|ed)|scribes?|note[- ]?takers?|hosts?|hosted|led|chair(?:ed)?"
    r"|moderat(?:ors?|ed))\b\s*(?:by\b)?[\s:=–-]{0,3}([^)\]]{1,80})[)\]]",
    re.IGNORECASE,
)
_MARKS = re.compile(r"^[\s#>*\-•–\d.)\[\]|_]+|[\s*_|:#]{1,80}$")
_PARTS = re.compile(r"[;&/|,]|\band\b|\s[–—-]\s")
_PERSON = re.compile(
    r"^(?P<name>[^\W\d_][\w'’.-]*(?: [^\W\d_][\w'’.-]*){0,3})"
    r"(?: ?[(\[](?P<initials>[A-Z]{2,4})[)\]])?(?: .*|\(.*)?$"
)
_INITIALS = re.compile(r"[A-Z]{2,4}")
_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
_ACTS = re.compile(
    r" (?:will|to|suggest|ask|want|bring|think|feel|say|said|write|wrote|offer|agree|add|note|report)"
)
_WHOLE_NAME = re.compile(r"[A-Z][\w'’-]+(?: [\w'’-]+){0,2} [A-Z][\w'’-]+")
_MOST = 400  # people of one event


def read_roster(ledger: DataFrame[Ledger], notes: DataFrame[Notes]) -> tuple[str, ...]:
    """The names and initials that a document gives of those who were there, each as it may stand in a note.

    Args:
        notes: The notes, whose speakers count as well.
    """
    listed: list[str] = []
    inside = False
    columns = (ledger[name] for name in ("source", "text", "role", "form", "reason"))
    before = ""
    for source, text, role, form, reason in zip(*columns, strict=True):
        inside = inside and source == before
        before = source
        if _LED in reason or _WROTE in reason:
            listed.append(_BY.split(text)[-1].strip(" *_)]"))
            continue
        if _SAID in reason:
            listed.append(text)
            continue
        if role in ("question", "heading"):
            listed += _IN_BRACKETS.findall(text)
        label, _, rest = _MARKS.sub("", text).partition(":")
        if role in _LISTED and _opens(label):
            inside = True
            if rest.strip(" *_"):
                listed.append(rest)
        elif role == "blank":
            continue
        elif role not in _LISTED or form == "heading":
            inside = False
        elif inside:
            listed.append(text)
    found: dict[str, None] = {}
    for entry in [*listed, *dict.fromkeys(notes["speaker"])][:_MOST]:
        found |= dict.fromkeys(_read_entry(entry))
    return tuple(found)


def find_listed(text: str, roster: Sequence[str]) -> list[Span]:
    """Where somebody of a document's own list stands in a text."""
    if not roster or not text:
        return []
    known = load_vocabulary()
    spans = []
    for match in _compile(tuple(roster), r"[\w@]").finditer(text):
        low = fold(match.group())
        lone = " " not in match.group() and not match.group().isupper()
        if lone and (low in known.ordinary or low in known.not_people):
            # "Price" may be somebody, and prices: only in the middle of a sentence, or where it acts.
            opens = not text[: match.start()].strip() or text[: match.start()].rstrip()[-1] in ".!?:•-*("
            if opens and not _ACTS.match(text, match.end()):
                continue
        spans.append(Span(*match.span(), "name", "likely", _LISTED_THERE))
    return spans


def list_whole_names(found: Iterable[str]) -> tuple[str, ...]:
    """Those of the names found that say who is meant: several words, not all of them everyday ones."""
    known = load_vocabulary()
    whole = (
        name
        for name in dict.fromkeys(found)
        if _WHOLE_NAME.fullmatch(name) and not all(known.is_word(word.lower()) for word in name.split())
    )
    return tuple(sorted(whole)[:_MOST])


def find_repeated(text: str, names: tuple[str, ...]) -> list[Span]:
    """Where whole names that were found in other notes stand in a text."""
    if not names or not text:
        return []
    found = _compile(names, r"\w").finditer(text)
    return [Span(*match.span(), "name", "likely", _FOUND_ELSEWHERE) for match in found]


@functools.cache
def _compile(names: tuple[str, ...], beside: str) -> re.Pattern[str]:
    """Any of these names, the longest first, where no such character touches it."""
    words = "|".join(re.escape(name) for name in sorted(names, key=lambda name: (-len(name), name)))
    return re.compile(rf"(?<!{beside})(?:{words})(?!{beside})")


def _opens(label: str) -> bool:
    """Whether a heading or a label opens a list of who was there."""
    low = tuple(word.lower() for word in _WORD.findall(label))
    if not low or len(low) > 5:
        return False
    rolls = RUNS["rolls"]
    return low in rolls or low in RUNS["attendance"] or (low[:-1] in rolls and low[-1] in ("list", "table"))


def _read_entry(entry: str) -> Iterable[str]:
    known = load_vocabulary()
    for part in _PARTS.split(entry):
        person = _PERSON.match(_MARKS.sub("", part).strip())
        if person is None:
            continue
        name, initials = person["name"].strip(), person["initials"]
        words = [word for word in name.split() if word[0].isupper() or fold(word) in WORDS["particles"]]
        if _INITIALS.fullmatch(name):
            if (
                fold(name) not in WORDS["abbreviations"]
                and not known.is_word(fold(name))
                and not known.is_word(name.lower())
            ):
                yield name
            continue
        if not initials and not _is_a_person(name, words):
            continue
        if initials:
            yield initials
        if len(words) == len(name.split()):
            yield name
        for word in words:
            plain = fold(word.strip(".'’"))
            if (
                len(plain) > 2
                and word[0].isupper()
                and plain not in WORDS["function_words"] | WORDS["titles"]
            ):
                yield word


def _is_a_person(name: str, words: Sequence[str]) -> bool:
    if find_names(name) or find_names(f"{name} said"):
        return True
    known = load_vocabulary()
    folded = [fold(word) for word in words]
    # "Zibby Hartnoll": two words that are nothing else, in a list of people.
    return len(words) == len(name.split()) == 2 and not any(
        known.is_word(word) or word in WORDS["speakers"] or known.is_english(word) for word in folded
    )
