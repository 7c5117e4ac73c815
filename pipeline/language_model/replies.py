"""What can be taken of the replies: what fails is left out, and named as a fault.

What a model says must be borne out by the notes that it names: numbers, names, quotations. What cannot be
told from the letters (a negation lost, a tone) is not seen here: people read the drafts.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from pipeline.language_model.prompts import (
    F,
    JoinedTheme,
    JsonObject,
    Look,
    SaidTheme,
    Telling,
    number_ids,
    read_form,
    read_object,
)
from pipeline.wording.likeness import fold_words
from pipeline.wording.marks import is_quoted_from, list_quotations

IsPersonal = Callable[[str], bool]  # whether a text names a person or holds another personal detail

# Mark-up, placeholders, addresses and codes: nothing that a plain title needs.
_NOT_PLAIN = re.compile(r"[<>\[\]{}|`*_#\\~^=@]|https?:|www\.|&\w+;|&#", re.IGNORECASE)
_WORD = re.compile(r"[^\W\d_]{2,}")
_DIGITS = re.compile(r"\d+(?:[.,:]\d+)*")
_AMOUNTS = re.compile(
    r"(?:thir|four|fif|six|seven|eigh|nine)teen|(?:twen|thir|for|fif|six|seven|eigh|nine)ty|hundreds?|thousands?"
    r"|million|dozens?|half|third|quarter|percent|most|majority|minority|everyone|everybody|nobody"
    r"|unanimous(?:ly)?"
)
_SENTENCE = re.compile(r"(?<=[.!?])\s+")
_CAPITAL = re.compile(r"[^\W\d_][^\W_]*(?:['’][^\W_]+)*")


def find_fault(text: str, longest: int, words: Sequence[str], is_personal: IsPersonal) -> str:
    """What is wrong with a title or definition, to go on after "the title of theme 2"; or empty."""
    if not _WORD.search(text):
        return "is empty"
    if len(text) > longest:
        return f"has more than {longest} characters"
    # Line ends, and signs that turn the direction of writing or cannot be seen.
    if any(unicodedata.category(sign) in ("Cc", "Cf", "Co", "Cs", "Cn", "Zl", "Zp") for sign in text):
        return "has line ends or signs that cannot be seen"
    if _NOT_PLAIN.search(text):
        return "has mark-up, brackets or an address in it"
    if any(not is_quoted_from(quoted, words) for quoted in list_quotations(text)):
        return "quotes words that none of its notes has"
    if is_personal(text):
        return "may name a person"
    return ""


def find_unborne(text: str, longest: int, words: Sequence[str], is_personal: IsPersonal) -> str:
    """What is wrong with a sentence that rests on notes, to go on after "sentence 1"; or empty."""
    if wrong := find_fault(text, longest, words, is_personal):
        return wrong
    known = {word for note in words for word in fold_words(note)}
    digits = {part for note in words for part in _DIGITS.findall(note)}
    said = fold_words(text)
    if any(part not in digits and part not in known for part in _DIGITS.findall(text)):
        return "names a number that its notes do not have"
    spelt = [word for word in said if (word.isdigit() and word not in ("0", "1")) or _AMOUNTS.fullmatch(word)]
    if any(word not in known for word in spelt):
        return "names a number that its notes do not have"
    if any(not known.issuperset(fold_words(name)) for name in _find_names(text)):
        return "names somebody or something that its notes do not have"
    return ""


def _find_names(text: str) -> list[str]:
    """Words written with a capital where plain English has none, and short forms in capitals."""
    found = []
    for sentence in _SENTENCE.split(text):
        said = _CAPITAL.findall(sentence)
        for place, word in enumerate(said):
            bare = re.sub(r"['’]s?$", "", word)
            capital = bare[:1].isupper() and bare not in ("I", "A")
            follows = place == 0 and len(said) > 1 and said[1][:1].isupper() and said[1] != "I"
            if capital and (place > 0 or follows or (len(bare) > 1 and bare.isupper())):
                found.append(re.sub(r"['’](?:m|ve|d|ll|re)$", "", bare))
    return [name for name in found if name != "I"]


_LISTED = 8  # ids named in a fault
_NO_JSON = "it is not JSON"


@dataclass(frozen=True)
class Theme:
    """A theme that passed; its definition is empty where that did not."""

    title: str
    definition: str = ""


@dataclass(frozen=True)
class Sentence:
    """A sentence that passed, and the places of the notes that it rests on."""

    text: str
    notes: tuple[int, ...]


@dataclass(frozen=True)
class Told:
    """What is said of a theme, as far as it passed; its title is empty where that did not."""

    title: str
    summary: tuple[Sentence, ...] = ()
    asks: tuple[Sentence, ...] = ()


@dataclass(frozen=True)
class Looked:
    """What a look at a theme found."""

    title: str  # a title that fits it, or empty
    out: tuple[int, ...]  # places of its notes that do not belong
    same: int  # the number of the theme that it is the same as, or 0


Faults = tuple[str, ...]


@dataclass(frozen=True)
class Rules:
    """What titles and sentences are held to."""

    longest_title: int
    longest_definition: int
    is_personal: IsPersonal

    def read_title(self, said: str, words: Sequence[str], taken: Sequence[str]) -> tuple[str, str]:
        """A title, and what is wrong with it; the title is empty where something is."""
        title = _tidy(said).rstrip(".")
        wrong = find_fault(title, self.longest_title, words, self.is_personal)
        if not wrong and title.casefold() in (other.casefold() for other in taken):
            wrong = "is that of another theme"
        return ("" if wrong else title), wrong


def check_themes(
    text: str,
    words: Sequence[str],
    bounds: tuple[int, int],
    taken: Sequence[str],
    rules: Rules,
    merged: int = 0,
) -> tuple[list[Theme] | None, Faults]:
    """Themes that can be taken of a reply, or None, and its faults in plain words with numbers only.

    Args:
        bounds: The fewest and the most themes.
        merged: How many themes of parts are put together, each of which belongs to one of these; 0 where
            the themes are new.
    """
    found = read_object(text)
    said = found.get("themes") if found is not None else None
    if found is None or not isinstance(said, list) or "themes" in found.twice:
        return None, (_NO_JSON if found is None else "it lacks “themes”, or has it twice",)
    fewest, most = bounds
    if not fewest <= len(said) <= most:
        return None, (f"{fewest} to {most} themes were asked for, and it has {len(said)}",)
    ids = {theme_id: place for place, theme_id in enumerate(number_ids(merged))}
    themes: list[Theme] = []
    wrongs: dict[tuple[str, str], list[int]] = {}  # by what and how it is wrong, the numbers of the themes
    used: set[int] = set()
    for number, one in enumerate(said, start=1):
        form = read_form(JoinedTheme if merged else SaidTheme, one)
        if form is None:
            wrongs.setdefault(("", "is not of the form asked for"), []).append(number)
            continue
        title, wrong = rules.read_title(form.title, words, [*taken, *(one.title for one in themes)])
        if wrong:
            wrongs.setdefault(("the title of ", wrong), []).append(number)
            continue
        definition = _tidy(form.definition)
        wrong = find_fault(definition, rules.longest_definition, words, rules.is_personal)
        if wrong:
            wrongs.setdefault(("the definition of ", wrong), []).append(number)
        of = [ids.get(part, -1) for part in form.of] if isinstance(form, JoinedTheme) else []
        if -1 in of or len(set(of)) < len(of) or used.intersection(of) or (merged and not of):
            wrong = "is made of themes that do not exist, or of another's, or of none"
            wrongs.setdefault(("", wrong), []).append(number)
            continue
        used.update(of)
        themes.append(Theme(title, "" if wrong else definition))
    faults = [f"{what}{_say_themes(numbers)} {wrong}" for (what, wrong), numbers in wrongs.items()]
    if len(used) < merged:
        faults.append(f"{merged - len(used)} of the themes that were given stand in none of its own")
    return (themes if len(themes) >= fewest else None), tuple(faults)


def check_choices(
    text: str, count: int, choices: Sequence[object], what: str
) -> tuple[list[Any] | None, Faults]:
    """The choice for note 1, 2, … with None where there is none that counts; and the faults.

    Args:
        count: How many notes it was shown.
        choices: What it may choose from.
        what: What is chosen: "theme" or "kind".
    """
    found = read_object(text)
    if found is None:
        return None, (_NO_JSON,)
    ids = number_ids(count)
    if len(found) == 1 and isinstance(inner := next(iter(found.values())), JsonObject) and "1" not in found:
        found = inner  # {"notes": {…}}: what was asked for, in a box
    places: list[Any] = []
    for note_id in ids:
        said = found.get(note_id)
        said = said[0] if isinstance(said, list) and len(said) == 1 else said
        if isinstance(said, str) and said.isascii() and said.isdigit() and len(said) < 4:
            said = int(said)
        sound = any(type(said) is type(choice) and said == choice for choice in choices)
        places.append(said if sound and note_id not in found.twice else None)
    missing = [note_id for note_id in ids if note_id not in found]
    twice = [note_id for note_id in ids if note_id in found.twice]
    unread = [note_id for note_id, place in zip(ids, places, strict=True) if place is None]
    wrong = [note_id for note_id in unread if note_id not in (*missing, *twice)]
    unknown = sum(note_id not in ids for note_id in found)
    faults = [
        *([f"{_say_notes(missing)} no {what}"] if missing else []),
        *([f"{_say_notes(twice)} more than one entry"] if twice else []),
        *([f"{unknown} of its ids {'does' if unknown == 1 else 'do'} not exist"] if unknown else []),
        *([f"{_say_notes(wrong)} no {what} that exists"] if wrong else []),
    ]
    return (places if any(place is not None for place in places) else None), tuple(faults)


def check_look(
    text: str, words: Sequence[str], number: int, titles: Sequence[str], rules: Rules
) -> tuple[Looked | None, Faults]:
    """What can be taken of a look at the theme of this number.

    Args:
        number: Its number among all themes, from 1.
        titles: The titles of all of them.
    """
    form, wrong = _read(Look, text)
    if form is None:
        return None, (wrong,)
    faults = []
    ids = {note_id: place for place, note_id in enumerate(number_ids(len(words)))}
    out = sorted({ids[note_id] for note_id in form.out if note_id in ids})
    if len(out) < len(form.out):
        faults.append("some of its ids do not exist, or stand twice")
    if len(out) == len(words):
        faults.append("no note is left in the theme")
        out = []
    others = [title for place, title in enumerate(titles, start=1) if place != number]
    title, wrong = "", ""
    if form.title != titles[number - 1]:  # one that was there may be longer than a new one
        title, wrong = rules.read_title(form.title, words, others)
    if wrong:
        faults.append(f"the title {wrong}")
    same = form.same if 1 <= form.same <= len(titles) and form.same != number else 0
    return Looked(title, tuple(out), same), tuple(faults)


def check_telling(
    text: str, words: Sequence[str], others: Sequence[str], rules: Rules
) -> tuple[Told | None, Faults]:
    """What can be taken of what is said of a theme: every sentence by itself.

    Args:
        words: The words of the theme's notes, each with what stands above it.
    """
    form, wrong = _read(Telling, text)
    if form is None:
        return None, (wrong,)
    title, wrong = rules.read_title(form.title, words, others)
    faults = [f"the title {wrong}"] if wrong else []
    kept: dict[str, list[Sentence]] = {"summary": [], "asks": []}
    for kind, said in (("summary", form.summary), ("asks", form.asks)):
        for number, one in enumerate(said, start=1):
            places = [int(note_id) - 1 for note_id in one.notes if re.fullmatch(r"[1-9][0-9]{0,5}", note_id)]
            sentence, wrong = _tidy(one.text), "rests on notes that do not exist"
            if len(places) == len(one.notes) and all(place < len(words) for place in places):
                own = [words[place] for place in places]
                wrong = find_unborne(sentence, rules.longest_definition, own, rules.is_personal)
            if wrong:
                faults.append(f"sentence {number} of “{kind}” {wrong}")
            else:
                kept[kind].append(Sentence(sentence, tuple(dict.fromkeys(places))))
    told = Told(title, tuple(kept["summary"]), tuple(kept["asks"]))
    return (told if title or told.summary or told.asks else None), tuple(faults)


def _read(form: type[F], text: str) -> tuple[F | None, str]:
    """A reply held to its form, or None and why."""
    found = read_object(text)
    if found is None:
        return None, _NO_JSON
    said = None if found.twice else read_form(form, found)
    return said, "" if said else "it is not of the form asked for"


def _tidy(text: str) -> str:
    """A text as it is compared and shown: single blanks."""
    return " ".join(text.split())


def _say_notes(ids: Sequence[str]) -> str:
    """Ids in prose: "note 3 has", "notes 3, 4 and 9 more have"."""
    return f"note {ids[0]} has" if len(ids) == 1 else f"notes {_list_some(ids)} have"


def _say_themes(numbers: Sequence[int]) -> str:
    """Themes in prose: "theme 2", "each of themes 2, 3 and 9 more"."""
    listed = _list_some([str(number) for number in numbers])
    return f"theme {listed}" if len(numbers) == 1 else f"each of themes {listed}"


def _list_some(ids: Sequence[str]) -> str:
    return ", ".join(ids[:_LISTED]) + (f" and {len(ids) - _LISTED} more" if len(ids) > _LISTED else "")
