"""The forms a name can take: with a surname, a title or an initial, in pairs and lists, in small letters."""

from __future__ import annotations

import re

from pipeline.privacy.names.around import (
    after_the,
    owns_after,
    person_after,
    person_before,
    person_surely_after,
    role_before,
)
from pipeline.privacy.names.lists import WORDS, Vocabulary, is_romanised
from pipeline.privacy.names.voices import is_to_do
from pipeline.privacy.names.words import Text, Word

LONGEST_WORD = 40  # characters; nothing longer is a name
_ARTICLED = re.compile(r"(?:al|el|ul|ur|ar|as|an|ad|bin|ibn|van|de|ap)[-‑][A-Z][a-z]")
_SHORT = 4  # letters; shorter first names in small letters ("ann", "max", "thi") are slips of typing as well

_NO_SMALL_SURNAMES = frozenset[str]().union(
    *(WORDS[cue] for cue in ("function_words", "person_after", "given_after", "owned"))
)

Found = tuple[int, int, str, str]  # place of the first word, place after the last, certainty, reason

SMALL = "A known first name in small letters stands where a person is spoken of."
_SMALL_TITLE = "A word in small letters follows a title such as mrs or dr."


def full_name_until(text: Text, place: int) -> int | None:
    """The place after a first name with its surname, if one follows."""
    # "Mary Ann Tapscott", "Marion J. Tapscott", "Maria de la Cruz"
    last = text.skip(place + 1, lambda word: word.joined and word.capital and text.is_given(word))
    last = text.skip(last, lambda word: word.joined and word.is_initial and word.low != "i")
    named = last
    last = text.skip(last, lambda word: word.joined and word.low in WORDS["particles"])
    family = text.at(last) if last > named and not text.words[last - 1].capital else None
    if family and family.joined and family.title_case and not text.is_head(last):
        return last + 1  # "Sanne van den Berg", though a berg is a word as well
    dotted = len(text.words[last - 1].text) == 1
    if can_be_surname(text, last, dotted=dotted):
        if text.is_head(last + 1):
            return None  # "Alan Turing Institute"
        second = can_be_surname(text, last + 1) and not text.is_ordinary(text.words[last + 1])
        return last + 2 if second and not can_be_surname(text, last + 2) else last + 1  # "Maria Garcia Lopez"
    given_twice = last > place + 1 and text.is_given(text.words[last - 1])
    return last if given_twice and not text.is_head(last) else None  # "Thomas Martin"


def can_be_surname(text: Text, place: int, *, dotted: bool = False) -> bool:
    """Whether a word continues a name: capitalised, joined, and not plainly something else."""
    word = text.at(place)
    if word is not None and word.joined and _ARTICLED.match(word.text):
        return True  # "Mustafa el-Sayed"
    if word is None or not word.capital or not 1 < len(word.text) <= LONGEST_WORD:
        return False
    if not (word.joined or (dotted and word.gap.strip() == ".")):
        return False
    known = text.known
    if word.low in known.surname_words or text.is_given(word):
        return word.title_case or not word.text.isupper() or text.shouted
    if word.text.isupper() and not text.shouted:
        return False  # an acronym
    if is_twofold(word):
        parts = word.low.split("-")  # "Sandhu-Price"
        return not any(part in known.not_people for part in parts) and not all(
            part in known.ordinary and part not in known.surname_words for part in parts
        )
    return not text.is_ordinary(word)


def is_twofold(word: Word) -> bool:
    """Whether it is two names with a hyphen, each with a capital."""
    return "-" in word.text and all(part[:1].isupper() for part in word.text.split("-"))


def is_two_given(word: Word, known: Vocabulary) -> bool:
    """Whether it is two first names with a hyphen, one perhaps a word: "Tracy-Lee"."""
    parts = word.low.split("-")
    return all(part in known.any_given for part in parts) and any(part in known.given for part in parts)


def is_listed_family(text: Text, place: int) -> bool:
    """Whether a family ends a list of names: "Binta, Ewan and the Fosters"."""
    word, known = text.words[place], text.known
    if text.named_until < 0 or not text.follows(place, ("the",)) or not word.low.endswith("s"):
        return False
    listed = word.low[:-1] in known.surnames or word.low[:-1] in known.surname_words
    if text.named_until == place - 1:
        return listed and text.words[place - 1].gap.strip() == ","
    return listed and text.named_until == place - 2 and text.words[place - 2].low == "and"


def is_nicknamed(text: Text, place: int) -> bool:
    """Whether it is what somebody is called, word or not: "everyone calls him Tosh"."""
    word, follower = text.words[place], text.at(place + 1)
    alone = not (follower and follower.joined and follower.capital)
    return alone and word.title_case and text.ends_with(place, "nicknamed_before") and len(word.low) > 2


def is_a_things(text: Text, place: int, after: int) -> bool:
    """Whether a full name is that of a street or a hospital: nothing around speaks of a person."""
    if text.words[after - 1].low in WORDS["buildings"]:
        return True
    if person_before(text, place):
        return False
    if after_the(text, place) or text.has(after, WORDS["named_things"]):
        return True
    return text.is_head(after - 1) and not person_surely_after(text, after)


def initial_until(text: Text, place: int) -> int | None:
    """The place after a surname's initial: "Sue W.", "Debbie C"."""
    word = text.at(place)
    if word is None or not word.joined or not word.is_initial or word.low in ("i", "a"):
        return None
    following = text.at(place + 1)
    return None if following and following.joined and following.capital else place + 1


def is_in_syllables(text: Text, place: int) -> bool:
    """Whether it is a first name as Chinese names are written, its syllables apart: "Wei Ling"."""
    pair = text.words[place : place + 2]
    fits = all(word.title_case and word.low not in WORDS["function_words"] for word in pair)
    return fits and len(pair) == 2 and pair[1].joined and is_romanised("-".join(word.low for word in pair))


def _speaks_in_syllables(text: Text) -> bool:
    """Whether a text opens with such a name in small letters and a dash or colon: "mei fong – is late"."""
    pair, after = text.words[:2], text.at(2)
    if (
        len(pair) < 2
        or not pair[1].joined
        or after is None
        or after.gap.strip()[:1] not in ("-", "–", "—", ":")
    ):
        return False
    strange = any(not text.known.is_word(word.low) for word in pair)
    plain = any(word.low in WORDS["function_words"] for word in pair)
    return strange and not plain and is_romanised("-".join(word.low for word in pair))


def is_labelled(text: Text, place: int) -> bool:
    """Whether two capitals follow a label or a job: "Minutes by Summer Rain", "nurse Joy Day"."""
    surname, after = text.words[place + 1], text.at(place + 2)
    if not surname.title_case or surname.low in text.known.heads or surname.low in WORDS["function_words"]:
        return False
    if not text.words[place].title_case or (after and after.joined and after.capital):
        return False
    return role_before(text, place) or text.ends_with(place, "labels")


def is_pair(text: Text, place: int, *, one_is_enough: bool = False) -> bool:
    """Whether two first names stand with "and" between them, one perhaps a month or a place."""
    second = text.at(place + 2)
    if second is None or not second.joined or not text.has(place + 1, ("and",)):
        return False
    both = (text.words[place], second)
    sure = [word.low not in text.known.not_people for word in both]
    return all(word.title_case and text.is_given(word) for word in both) and (
        any(sure) if one_is_enough else all(sure)
    )


def surname_first_until(text: Text, place: int) -> int | None:
    """The place after the first names that follow a surname: "Nguyen Thi Hoa"."""
    following = text.at(place + 1)
    if not following or not (following.joined and following.title_case and following.low in text.known.given):
        return None
    return text.skip(place + 1, lambda word: word.joined and word.title_case and text.is_given(word))


def is_several(text: Text, place: int) -> bool:
    """Whether it is a first name in the plural, counted: "the two Sharons"."""
    word = text.words[place]
    if not word.low.endswith("s") or not word.title_case or not text.follows(place, WORDS["counts"]):
        return False
    return word.low[:-1] in text.known.given


def titled_until(text: Text, title: int) -> int | None:
    """The place after the name that follows a title, if one does."""
    first = title + 1
    name, title_word = text.at(first), text.words[title]
    if name is None or not name.gap or name.gap.strip(" \u00a0."):
        return None
    if "." in name.gap and not title_word.capital and not text.is_given(name):
        return None  # "…to see the dr. However…": the full stop ends a sentence
    if name.is_initial:
        # "Dr J. Patel", "Dr A M Farouk", "Mrs T"
        last = text.skip(first, lambda word: word.is_initial and word.gap.strip() in ("", "."))
        if can_be_surname(text, last, dotted=True):
            return last + 1
        return None if name.low in ("i", "a") else first + 1
    if title_word.text.isupper() and name.text.isupper() and not text.is_ordinary(name):
        return first + 1  # "MRS OKAFOR"
    if title_word.low not in WORDS["formal_titles"] and not title_word.capital:
        return None  # "I miss Harrowby"
    # "Mrs Quill", but not "Dr Bike": schemes are called doctor, too.
    formal = title_word.low in WORDS["formal_titles"] and title_word.low != "dr" and name.title_case
    # "Mr Bradford": nothing else is called so.
    town = title_word.text in ("Mr", "Mrs") and name.low not in text.known.heads
    if not can_be_surname(text, first, dotted=True) and not (
        formal and (town or name.low not in text.known.not_people)
    ):
        return None
    acts = person_after(text, first + 1)
    if title_word.low not in WORDS["formal_titles"] and name.low in text.known.heads and not acts:
        return None  # "Bishop Street", but "Nurse Ward stayed late"
    after = first + 2 if can_be_surname(text, first + 1) and not text.is_head(first + 2) else first + 1
    if title_word.low in WORDS["honours"] and _is_named_after(text, after):
        return None  # "Sir Robert Jones ward", "Dame Agnes Street"
    return after


def is_ennobled(text: Text, place: int) -> bool:
    """Whether a surname that is nothing else stands at a place: "Lady Hargreaves", not "Lady Bay"."""
    word = text.at(place)
    if word is None or not word.joined or not word.title_case or text.is_ordinary(word):
        return False
    return word.low in text.known.surnames and not _is_named_after(text, place + 1)


def _is_named_after(text: Text, after: int) -> bool:
    """Whether a name with an honour is, or stands before, that of a street or a building."""
    if text.has(after, WORDS["named_things"]) or text.is_head(after):
        return True
    return text.words[after - 1].low in text.known.heads


def find_small(text: Text, place: int) -> Found | None:
    """The name in small letters that starts at a word: "thanks to dave", "mrs patel", "kevin said"."""
    word, known = text.words[place], text.known
    if word.low in WORDS["small_titles"] or word.low in WORDS["small_titles_that_are_words"]:
        return _find_small_titled(text, place)
    if place == 0 and _speaks_in_syllables(text):
        return 0, 2, "possible", SMALL
    if len(word.low) == 1:
        return _find_small_initial(text, place)
    if word.low in known.not_people:
        called = word.low in known.any_given and text.ends_with(place, "spoken_to")
        return (place, place + 1, "possible", SMALL) if called and _is_surely_spoken_of(text, place) else None
    if word.low in known.given or ("-" in word.low and word.low.split("-")[0] in known.given):
        if word.low in known.ordinary and not (place == 0 and is_to_do(text, 1)):
            surely = _is_surely_spoken_of(text, place)  # "thank deb"
            return (place, place + 1, "possible", SMALL) if surely else None
        if (
            len(word.low) >= _SHORT
            or person_before(text, place)
            or person_after(text, place + 1)
            or owns_after(text, place + 1)
            or text.ends_with(place, "asked_before")
            or text.ends_with(place, "giving_before")
            or (place == 0 and text.has(1, WORDS["wants"]))
        ):
            return place, _small_surname_until(text, place + 1), "possible", SMALL
    # "thanks to sue": an ordinary word as well, so only the surest of words around are believed.
    elif (
        (word.low in known.given_words or word.low in known.given_rare) and _is_surely_spoken_of(text, place)
    ) or (known.is_rare(word.low) and word.low not in WORDS["titles"] and _is_rarely_spoken_of(text, place)):
        return place, _small_surname_until(text, place + 1), "possible", SMALL
    return None


def _is_rarely_spoken_of(text: Text, place: int) -> bool:
    """A rare first name that opens a text and acts, is asked, or has a surname: "fatou jallow drives"."""
    if len(text.words[place].low) < _SHORT or text.is_ordinary(text.words[place]):
        return False
    if _goes_on_a_pair(text, place) or text.ends_with(place, "asked_before"):
        return True
    following = text.at(place + 1)
    if following is None or not following.joined:
        return False
    if following.low in text.known.surnames and not text.known.is_word(following.low):
        return len(following.low) >= _SHORT and following.low not in _NO_SMALL_SURNAMES
    return place == 0 and following.low in WORDS["person_after"] | WORDS["goes_on_as_one"]


def _goes_on_a_pair(text: Text, place: int) -> bool:
    """Whether it follows a name in small letters: "deb n mo", "zainab and farhana"."""
    return place == text.named_until + 1 and place > 1 and text.words[place - 1].low in ("and", "n")


def _is_surely_spoken_of(text: Text, place: int) -> bool:
    """Thanked or spoken to, and with nothing after that would make the word a noun or a verb."""
    low, known = text.words[place].low, text.known
    spoken_of = text.ends_with(place, "spoken_to") or text.ends_with(place, "thanked")
    if not spoken_of and low not in WORDS["occasions"] and (low in known.given or low not in known.ordinary):
        spoken_of = _goes_on_a_pair(text, place) or text.ends_with(place, "thanked_shortly")
    following = text.at(place + 1)
    return spoken_of and (
        following is None
        or not following.joined
        or following.low in WORDS["after_small_names"]
        or _is_small_surname(text, following)
    )


def _find_small_initial(text: Text, place: int) -> Found | None:
    """An initial and a surname, both in small letters: "j okafor"."""
    surname, known = text.at(place + 1), text.known
    if surname is None or text.words[place].low in "aiuxn" or len(surname.low) < _SHORT:
        return None
    fits = surname.joined and not surname.capital and surname.low in known.surnames
    if not fits or surname.low in known.ordinary or surname.low in WORDS["function_words"]:
        return None
    return place, place + 2, "possible", SMALL


def _find_small_titled(text: Text, place: int) -> Found | None:
    name, known, plain = text.at(place + 1), text.known, text.words[place].low in WORDS["small_titles"]
    if name is None or name.capital or not name.gap or name.gap.strip(" \u00a0."):
        return None
    if len(name.low) < 3 or name.low in WORDS["function_words"] or name.low in known.not_people:
        return None
    if plain:
        fits = name.low not in WORDS["person_after"] and name.low not in WORDS["roles"]
    else:
        named = name.low in known.surnames or name.low in known.given
        fits = named and name.low not in known.ordinary and "." not in name.gap
    return (place + 1, place + 2, "likely", _SMALL_TITLE) if fits else None


def _small_surname_until(text: Text, after: int) -> int:
    """The place after a surname in small letters, if one follows."""
    following = text.at(after)
    if following is None or not following.joined:
        return after
    return after + 1 if _is_small_surname(text, following) or _is_small_surname_too(text, after) else after


def _is_small_surname(text: Text, word: Word) -> bool:
    fits = word.joined and len(word.text) > 2 and word.low not in _NO_SMALL_SURNAMES
    return fits and not text.known.is_word(word.low)


def _is_small_surname_too(text: Text, place: int) -> bool:
    """Whether a surname that is also a word ends a name in small letters: "joan smith said"."""
    word, known, following = text.words[place], text.known, text.at(place + 1)
    listed = word.low in known.surname_words or word.low in known.surnames
    if not listed or not word.joined or word.low in _NO_SMALL_SURNAMES or word.low in known.not_people:
        return False
    if following is None or not following.joined or role_before(text, place - 1):
        return True
    after = following.low.replace("’", "'")
    return any(after in WORDS[cue] for cue in ("person_after", "given_after", "after_small_names"))
