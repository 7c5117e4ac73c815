"""The scales that feedback forms and surveys use, and which answer a cell picks.

Wordings are those of Microsoft Forms, Google Forms, SurveyMonkey and of forms on paper. A column is only
taken for a scale when nearly all of its answers stand on one and the same.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

SOMETHING_ELSE = "something else"
_SHARE = 0.9  # of a column's answers that must stand on its scale ...
_SHARE_BARE = 0.6  # ... and that must be the answer and no words beside it
_FEWEST_WITH_ONE_MISSED = 4  # from here on one cell may hold something else altogether
_LONGEST_CELL = 300  # characters of a cell that are looked at: a cell may hold megabytes
_FEWEST_ACROSS = 3  # columns named by answers of one scale, where forms were counted
_SAMPLE = 2_000  # cells that are looked at to know the scale
_GLANCE = 40  # cells of which one must stand on a scale before all are looked at
_LONGEST_WORDS = 3  # words beside a number that still name the answer: "5 - very good"
_TOP_NUMBER = 10

# Each scale from the lowest answer to the highest; the spellings of one answer are parted by "/".
_WORDED: tuple[tuple[str, tuple[str, ...]], ...] = (
    (
        "agreement",
        (
            "strongly disagree/completely disagree/totally disagree/disagree strongly",
            "disagree/tend to disagree/somewhat disagree/slightly disagree/disagree a little",
            "neither agree nor disagree/neither/neutral/neither agree or disagree/neither agree/undecided",
            "agree/tend to agree/somewhat agree/slightly agree/agree a little",
            "strongly agree/completely agree/totally agree/agree strongly",
        ),
    ),
    (
        "satisfaction",
        (
            "very dissatisfied/very unsatisfied/extremely dissatisfied",
            "dissatisfied/unsatisfied/fairly dissatisfied/somewhat dissatisfied",
            "neither satisfied nor dissatisfied/neither/neutral",
            "satisfied/fairly satisfied/somewhat satisfied/quite satisfied",
            "very satisfied/extremely satisfied",
        ),
    ),
    (
        "very poor to very good",
        (
            "very poor/very bad/terrible",
            "poor/bad/fairly poor",
            "fair/average/ok/okay/neither good nor poor/neither good nor bad/neutral/acceptable",
            "good/fairly good/quite good",
            "very good/excellent",
        ),
    ),
    ("poor to excellent", ("poor", "fair/average/satisfactory", "good", "very good", "excellent")),
    (
        "very unhappy to very happy",
        (
            "very unhappy/very sad",
            "unhappy/sad",
            "neither happy nor unhappy/neutral/ok/okay",
            "happy",
            "very happy",
        ),
    ),
    (
        "very unlikely to very likely",
        (
            "very unlikely/extremely unlikely/not at all likely",
            "unlikely/fairly unlikely/somewhat unlikely/not very likely",
            "neither likely nor unlikely/neutral",
            "likely/fairly likely/somewhat likely/quite likely",
            "very likely/extremely likely",
        ),
    ),
    (
        "very difficult to very easy",
        ("very difficult/very hard", "difficult/hard", "neither easy nor difficult/ok", "easy", "very easy"),
    ),
    ("never to always", ("never", "rarely/seldom/hardly ever", "sometimes/occasionally", "often", "always")),
    (
        "not at all to completely",
        (
            "not at all/none",
            "a little/slightly/not much/not very much/a little bit/a bit/to a small extent",
            "somewhat/moderately/to some extent/quite a bit/partly/in part",
            "mostly/a lot/very/very much/to a large extent/quite a lot",
            "completely/a great deal/extremely/fully/totally/entirely",
        ),
    ),
    ("no or yes", ("no/n/no definitely not/false", "yes/y/yes definitely/true")),
    ("no to yes", ("no/n/no definitely not/not really", "partly/somewhat/in part/to some extent/a bit/"
                   "sort of/yes and no/mostly", "yes/y/yes definitely/definitely")),
)  # fmt: skip
_GRADED = ("useful", "helpful", "important", "clear", "confident", "comfortable", "welcome", "interesting",
           "accessible", "worthwhile", "relevant")  # fmt: skip
_FACES = (("😡😠😭😢😞☹🙁😟😣😖😩", 1), ("😕😐😑😶", 2), ("🙂😊😀😃😄😁😆☺😍🤩", 3))
_FACE_NAMES = ("sad face", "straight face", "smiling face")
_NAMED_FACES = (
    r"(?:sad|unhappy|frowning)(?: face)?|:-?\(|☹️?|frown",
    r"(?:straight|neutral|ok|so so|meh)(?: face)?|:-?\|",
    r"(?:smil(?:e|ey|ing)|happy)(?: face)?|:-?\)",
)
_NO_PLACE = re.compile(
    r"(?:i )?don.?t know|do not know|not sure|unsure|can.?t say|cannot say|prefer not to say|not applicable|"
    r"no opinion|does not apply|too early to say|maybe",
    re.IGNORECASE,
)
_RANGE = re.compile(
    r"(?<![\d.])(?P<low>[01])\s*(?:-|–|—|to|=[^,;()\d]{1,40}(?:,|;|to|and|-|–|\.\.\.|…)?)\s*"
    r"(?P<high>[3-9]|10)\b",
    re.IGNORECASE,
)
_OUT_OF = re.compile(r"\bout of (?P<high>[3-9]|10)\b", re.IGNORECASE)
_NUMBER = re.compile(
    r"(?P<number>\d{1,2})(?:\.0+)?(?: ?(?:/|out of|of) ?(?P<high>\d{1,2}))?"
    r"(?:\s*[-–—:=.)(]*\s*(?P<rest>[^\d]*))?",
    re.IGNORECASE,
)
_HEAD = re.compile(r"\s*[-–—,;:.(]\s*|\s+(?:but|because|although|though)\s+")
_STARS = re.compile(r"(?P<full>[★⭐]{1,10})️?(?P<empty>☆{0,9})")


@dataclass(frozen=True)
class Picked:
    """What a cell of a column of answers says."""

    position: int  # place on the scale from 1; 0 for an answer that has none
    answer: str  # the answer as the scale words it, or SOMETHING_ELSE
    words: bool = False  # whether somebody wrote more than an answer: then the cell is a note as well


@dataclass(frozen=True)
class Scale:
    """A scale of answers."""

    name: str
    answers: tuple[str, ...]  # from the lowest to the highest

    def read(self, text: str) -> Picked:
        """What a cell picks."""
        cell = _look(text[:_LONGEST_CELL])
        position = self._place(cell.text, cell.plain)
        if position:
            return Picked(position, self.answers[position - 1])
        if cell.no_place:
            return Picked(0, cell.no_place)
        position = self._place(cell.head, cell.head_plain) if cell.head else 0
        if position:
            return Picked(position, self.answers[position - 1], words=cell.written)
        return Picked(0, SOMETHING_ELSE, words=cell.written or cell.letters)

    def _place(self, text: str, plain: str) -> int:
        if self.name == "smileys":
            return _read_face(text)
        if self.answers[0].isdigit():
            number = _read_number(text)
            return self.answers.index(number) + 1 if number in self.answers else 0
        return _SPELLINGS[self.name].get(plain, 0) if self.name in _SPELLINGS else 0


def find_scale(name: str, texts: Sequence[str]) -> Scale | None:
    """The scale that the answers of a column stand on, or None.

    Args:
        name: The column's heading; it may say the range of a scale of numbers ("1 to 5").
    """
    sample = [text for text in texts[:_SAMPLE] if not _NO_PLACE.fullmatch(_fold(text))]
    candidates = [*_number_scales(name, sample), *_SCALES] if sample else []
    if not candidates or max(_count(scale, sample[:_GLANCE])[0] for scale in candidates) == 0:
        return None
    best = max(candidates, key=lambda scale: _count(scale, sample))
    on_scale, bare = _count(best, sample)
    missed = len(sample) - on_scale
    few = missed <= (1 - _SHARE) * len(sample) or (missed == 1 and len(sample) >= _FEWEST_WITH_ONE_MISSED)
    return best if few and bare >= _SHARE_BARE * len(sample) else None


def find_header_scale(names: Mapping[int, str]) -> tuple[Scale | None, dict[int, Picked]]:
    """The scale that the names of columns go through in order, with the columns of its answers."""
    numbers = {column: int(name) for column, name in names.items() if re.fullmatch(r"\d{1,2}", name.strip())}
    steps = list(numbers.values())
    if len(steps) >= _FEWEST_ACROSS and steps in (
        sorted(range(min(steps), max(steps) + 1)),
        sorted(range(min(steps), max(steps) + 1), reverse=True),
    ):
        if min(steps) > 1 or max(steps) > _TOP_NUMBER:
            return None, {}
        scale = number_scale(min(steps), max(steps))
        return scale, {column: scale.read(str(number)) for column, number in numbers.items()}
    for scale in _SCALES:
        picked = {column: scale.read(name) for column, name in names.items()}
        on_scale = [one.position for one in picked.values() if one.position and not one.words]
        if len(on_scale) >= _FEWEST_ACROSS and len(set(on_scale)) == len(on_scale):
            return scale, {
                column: one
                for column, one in picked.items()
                if not one.words and one.answer != SOMETHING_ELSE
            }
    return None, {}


def number_scale(low: int, high: int) -> Scale:
    """A scale of whole numbers."""
    return Scale(f"{low} to {high}", tuple(str(number) for number in range(low, high + 1)))


def _count(scale: Scale, texts: Sequence[str]) -> tuple[int, int]:
    """How many texts stand on a scale, and how many of them are the answer and nothing else."""
    picked = [scale.read(text) for text in texts]
    return sum(bool(one.position) for one in picked), sum(one.position and not one.words for one in picked)


def _number_scales(name: str, texts: Sequence[str]) -> list[Scale]:
    numbers = [int(number) for text in texts if (number := _read_number(text))]
    if not numbers or max(numbers) > _TOP_NUMBER:
        return []
    said = _RANGE.search(name) or _OUT_OF.search(name)
    if said is not None:
        low = int(said.groupdict().get("low") or 1)
        if low <= min(numbers) and max(numbers) <= int(said["high"]):
            return [number_scale(low, int(said["high"]))]
    tops = {
        int(found["high"]) for text in texts if (found := _NUMBER.fullmatch(text.strip())) and found["high"]
    }
    if len(tops) == 1 and 3 <= max(numbers) <= (top := tops.pop()) <= _TOP_NUMBER:
        return [number_scale(min(1, min(numbers)), top)]
    if min(numbers) == 0:
        return [number_scale(0, _TOP_NUMBER)]
    return [number_scale(1, 5 if max(numbers) <= 5 else _TOP_NUMBER)]


def _read_number(text: str) -> str:
    plain = text[:_LONGEST_CELL].strip()
    if (stars := _STARS.fullmatch(plain)) is not None:
        return str(len(stars["full"]))
    found = _NUMBER.fullmatch(plain) if len(plain) <= 60 else None
    if found is None or len((found["rest"] or "").split()) > _LONGEST_WORDS:
        return ""
    return str(int(found["number"]))


def _read_face(text: str) -> int:
    plain = text.strip().replace("️", "")
    for faces, position in _FACES:
        if plain and all(character in faces for character in plain):
            return position
    folded = plain.casefold()
    return next(
        (place for place, names in enumerate(_NAMED_FACES, start=1) if re.fullmatch(names, folded)), 0
    )


def _fold(text: str) -> str:
    plain = unicodedata.normalize("NFKC", text[:_LONGEST_CELL]).casefold().replace("’", "'")
    return " ".join(re.sub(r"[^\w']|_", " ", plain).split())


@dataclass(frozen=True)
class _Cell:
    """What every scale asks of a cell; `head` stands before a dash or the like, where there is one."""

    text: str
    plain: str
    no_place: str
    head: str
    head_plain: str
    written: bool
    letters: bool


@lru_cache(maxsize=20_000)  # each scale looks at the same cells of a column, and at the same names of columns
def _look(text: str) -> _Cell:
    plain, (head, *rest) = _fold(text), _HEAD.split(text.strip(), maxsplit=1)
    aside = plain if _NO_PLACE.fullmatch(plain) else ""
    return _Cell(
        text,
        plain,
        "not sure" if aside in ("unsure", "not sure", "maybe") else aside,
        head if rest else "",
        _fold(head) if rest else "",
        plain.count(" ") > 1,
        any(character.isalpha() for character in plain),
    )


def _spell(answers: tuple[str, ...]) -> dict[str, int]:
    return {
        spelling: position
        for position, spellings in enumerate(answers, start=1)
        for spelling in spellings.split("/")
    }


def _make_scales() -> tuple[tuple[Scale, ...], dict[str, dict[str, int]]]:
    worded = list(_WORDED)
    for word in _GRADED:
        steps = (
            f"not at all {word}/not {word} at all/very un{word}/very unimportant",
            f"not very {word}/not so {word}/not {word}/not that {word}/un{word}",
            f"fairly {word}/somewhat {word}/quite {word}/slightly {word}/a bit {word}/moderately {word}",
            f"{word}/mostly {word}",
            f"very {word}/extremely {word}",
        )
        worded.append((f"not at all {word} to very {word}", steps))
    scales = [Scale(name, tuple(steps.split("/")[0] for steps in answers)) for name, answers in worded]
    spellings = {name: _spell(answers) for name, answers in worded}
    return (*scales, Scale("smileys", _FACE_NAMES)), spellings


_SCALES, _SPELLINGS = _make_scales()
