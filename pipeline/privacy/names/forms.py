"""The forms a name can take: with a surname, a title or an initial, in capitals, in pairs, rows and lists."""

from __future__ import annotations

import re

from pipeline.privacy.names.around import (
    after_the,
    person_after,
    person_before,
    person_surely_after,
    role_before,
)
from pipeline.privacy.names.lists import RUNS, WORDS, Vocabulary, is_romanised
from pipeline.privacy.names.words import Text, Word

LONGEST_WORD = 40  # characters; nothing longer is a name
_LONGEST_ROLL = 400  # words
_ARTICLED = re.compile(r"(?:al|el|ul|ur|ar|as|an|ad|bin|ibn|van|de|ap)[-‑][A-Z][a-z]")

Found = tuple[int, int, str, str]  # place of the first word, place after the last, certainty, reason


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
    if following and following.joined and is_in_syllables(text, place + 1):
        return place + 3  # "Wong Siu Ling"
    if not following or not (following.joined and following.title_case and text.is_given(following)):
        return None
    if following.low not in text.known.given and not text.is_given(
        text.words[min(place + 2, len(text.words) - 1)]
    ):
        return None  # "Nguyen Van Duc": of words that are names there are two
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
    family = text.skip(first, lambda word: word.low in WORDS["particles"] or word.low == "van")
    if family > first and (end := text.at(family)) and end.joined and end.title_case:
        return family + 1  # "Mrs. Van der Merwe"
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
    if formal and after <= first + 2:  # "Mdm Tan Bee Hoon"
        more = text.skip(after, lambda word: word.joined and word.title_case)
        plain = (
            word.low in text.known.not_people or text.is_head(at)
            for at, word in enumerate(text.words[after:more], after)
        )
        after = after if any(plain) or more > first + 3 else more
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


def capitals_until(text: Text, place: int) -> int | None:
    """The place after a full name in capitals in a text that is not: "JOAN SMITH said"."""
    word, known = text.words[place], text.known
    given = word.low in known.any_given and word.low not in known.not_people
    if not _in_capitals(word) or not given:
        return None
    sure, after = word.low in known.given, place + 1
    while after < place + 4 and (name := text.at(after)) and name.joined and _in_capitals(name):
        listed = name.low in known.surnames or name.low in known.any_given
        strange = sure and len(name.low) > 4 and not text.is_ordinary(name)
        # "SANDRA WHITTLE has": nothing else stands in capitals.
        alone = not ((more := text.at(after + 1)) and more.joined and more.text.isupper())
        strange = strange or (sure and alone and not text.is_head(after) and len(name.low) > 3)
        if not (listed or strange or (sure and name.low in known.surname_words)):
            break
        if name.low in known.not_people or name.low in WORDS["function_words"]:
            break
        after += 1
    if after == place + 1 or (not sure and word.low in known.ordinary and after == place + 2):
        surname = text.at(place + 1)
        if after == place + 1 or surname is None or surname.low in known.ordinary:
            return None
    following = text.at(after)
    shouts_on = following is not None and following.joined and _in_capitals(following) and text.is_head(after)
    return None if shouts_on else after


def calm_down(text: Text) -> str:
    """A text in capitals as somebody would have written it who does not shout, letter for letter as long.

    What is a first name or no English word keeps a capital, and so does the first word.
    """
    written = text.written
    pieces, last = [], 0
    for place, word in enumerate(text.words):
        known = text.known
        plain = word.low in known.ordinary or text.is_ordinary(word)
        named = word.low in known.given or (not plain and len(word.text) > 2 and _in_capitals(word))
        # "MISS PEARL": an ordinary word behind a title.
        titled = text.follows(place, WORDS["titles"]) and (word.low in known.any_given or not plain)
        named = named or titled or word.low in WORDS["titles"]
        lower = word.text.lower()
        if len(lower) == len(word.text) and word.low not in WORDS["abbreviations"]:
            shown = lower[0].upper() + lower[1:] if named or place == 0 or len(lower) == 1 else lower
            pieces += [written[last : word.start], shown]
            last = word.end
    calm = "".join([*pieces, written[last:]])
    return calm if len(calm) == len(written) else written


def _in_capitals(word: Word) -> bool:
    return len(word.text) > 2 and word.text.isupper() and any(letter in "aeiouy" for letter in word.low)


def list_roll(text: Text) -> frozenset[int]:
    """The places of single words in a list of who was there: "Present: May, Tunde and Grace"."""
    low = tuple(word.low for word in text.words[:4])
    start = next((length for length in range(len(low), 0, -1) if low[:length] in RUNS["rolls"]), 0)
    head = text.at(start)
    if not start or head is None or not (head.gap.startswith(":") or low[start - 1] == "from"):
        return frozenset()
    items: list[list[int]] = [[]]
    for place in range(start, min(len(text.words), start + _LONGEST_ROLL)):
        word, gap = text.words[place], text.words[place].gap.strip()
        if place > start and not word.joined and gap not in (",", "&", "/", ";", "+"):
            break
        if word.low == "and" or (place > start and gap):
            items.append([])
        if word.low != "and":
            items[-1].append(place)
    listed = [(item[0], text.words[item[0]], len(item)) for item in items if item]
    if not any(text.is_given(word) and word.title_case for _, word, _ in listed):
        return frozenset()
    return frozenset(
        place
        for place, word, length in listed
        if length == 1 and word.title_case and (text.is_given(word) or not text.is_ordinary(word))
    )


def list_rows(text: Text) -> frozenset[int]:
    """The places of single words in a row, one of them surely a first name: "Rahima, Shaheda and Lutfa"."""
    rows: set[int] = set()
    place = 0
    while place + 1 < len(text.words):
        joint = text.words[place + 1]
        if not text.words[place].capital or not (joint.low == "and" or joint.gap.strip()):
            place += 1  # most words are in no row
            continue
        row, last = _row_from(text, place)
        sure = sum(text.words[at].low in text.known.given for at in row)
        sure = sure or sum(text.words[at].low in text.known.given_rare for at in row) > 1
        if len(row) > 1 and sure and (len(row) > 2 or last == "and"):
            rows.update(row)
        place = row[-1] + 1 if row else place + 1
    return frozenset(rows)


def _row_from(text: Text, place: int) -> tuple[list[int], str]:
    """The places of a row of single capitalised words from a place on, and how its last is joined."""
    row: list[int] = []
    last = ""
    while (word := text.at(place)) and word.title_case:
        following = text.at(place + 1)
        single = not (following and following.joined and following.capital)
        if not single or not (text.is_given(word) or not text.is_ordinary(word)):
            break
        row.append(place)
        if following and following.gap.strip() in (",", "&", "/", "+", ";"):
            place, last = place + 1, following.gap.strip()
        elif following and following.joined and following.low == "and":
            place, last = place + 2, "and"
        else:
            break
    return row, last
