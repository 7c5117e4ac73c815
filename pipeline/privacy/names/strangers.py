"""Capitalised words that no list holds: names where the words around speak of a person, else nothing."""

from __future__ import annotations

import re

from pipeline.privacy.names.around import (
    acts_strangely,
    after_the,
    asked_at,
    given_after,
    has_age,
    in_apposition,
    is_a_shops,
    is_at_work,
    is_sent,
    is_told_of,
    named_role_before,
    owns_personally,
    person_after,
    person_before,
    person_surely_after,
    role_after,
    said_of_one,
)
from pipeline.privacy.names.forms import Found, can_be_surname, is_in_syllables
from pipeline.privacy.names.lists import WORDS
from pipeline.privacy.names.voices import is_bidden, names_itself, signs
from pipeline.privacy.names.words import Text, Word

_CLAN = re.compile(r"(?:Ma?c|Fitz|[OD]['’]|De['’])[A-Z][a-z]+$")

# Why something is taken for a name, as people read it beside each flag.
SPOKEN_OF = "The words around say that a person is thanked, spoken to or spoken of."
GIVEN = "A known first name stands where the words around speak of a person."
SIGNED = "It stands at the end as people sign."
SURNAME = "A known surname stands where a person can be meant."


def find_strangers(text: Text, place: int) -> Found | None:
    """Two capitalised words that are no English words, where a person is spoken of."""
    known, last = text.known, place + 1
    further = can_be_surname(text, last + 1) and not text.is_ordinary(text.words[last + 1])
    if further or is_in_syllables(text, last):  # "Wong Siu Ming"
        last += 1
    if text.is_head(last + 1) or (text.is_head(last) and not person_surely_after(text, last + 1)):
        return None
    if person_before(text, place):
        return place, last + 1, "likely", SPOKEN_OF
    as_one = given_after(text, last + 1) or text.has(last + 1, WORDS["goes_on_as_one"])
    told = text.starts_sentence(place) and (as_one or said_of_one(text, last, "of_a_stranger"))
    told = told or owns_personally(text, last + 1)
    if told or person_after(text, last + 1):
        return place, last + 1, "possible", SPOKEN_OF
    if signs(text, place, last + 1, sure=False):
        return place, last + 1, "possible", SIGNED
    surname = text.words[last]
    if surname.low in known.given:  # "Xiu Ying"
        return place, last + 1, "possible", GIVEN
    if not text.is_given(surname) and any(part in known.surnames for part in surname.low.split("-")):
        return place, last + 1, "possible", SURNAME
    return None


def find_stranger(text: Text, place: int) -> Found | None:
    """One capitalised word that is no English word: a name only where a person alone can be meant."""
    word, follower = text.words[place], text.at(place + 1)
    if len(word.text) < 3 or is_a_shops(text, place + 1):
        return None
    alone = not (follower and follower.capital)
    apart = alone or not (follower and follower.joined)
    if apart and (reason := _tell_single(text, place)):
        return place, place + 1, "possible", reason
    if names_itself(text, place, stranger=True) or is_bidden(text, place):
        return place, place + 1, "possible", SPOKEN_OF
    cue = "of_a_stranger" if text.starts_clause(place) else "of_one_person"
    acts_so = acts_strangely(text, place) or (_is_plain(word) and said_of_one(text, place, cue))
    return (place, place + 1, "possible", SPOKEN_OF) if alone and acts_so else None


def _is_plain(word: Word) -> bool:
    """Whether it is written as a name alone is: "Yusra", "McTavish", "D'Angelo"."""
    return word.text[1:].islower() or _CLAN.match(word.text) is not None


def _is_family(text: Text, place: int) -> bool:
    """Whether it is a surname in the plural behind who they are: "the family above us, the Mansours"."""
    return (
        text.words[place].low.endswith("s")
        and after_the(text, place)
        and in_apposition(text, place - 1, place + 1)
    )


def _goes_on_so(text: Text, place: int) -> bool:
    """Whether more than what somebody is follows: "I'm Yusra, I look after", "I agree with Yusra about"."""
    follower = text.at(place + 1)
    if text.follows(place, ("with",)):
        return text.has(place + 1, ("about", "on", "that")) and text.words[place - 2].low.startswith("agree")
    if follower is None or not text.follows(place, ("i'm", "i’m", "am")):
        return False
    return follower.gap.startswith(",") and follower.low in ("i", "my", "and", "from")


def _tell_single(text: Text, place: int) -> str | None:
    """Why one strange word is a person, if it is."""
    after = place + 1
    thanked, the = text.ends_with(place, "person_before"), after_the(text, place)
    thanked_for = text.follows(place, WORDS["thanking"]) and text.has(after, WORDS["thanked_for"])
    if text.ends_with(place, "spoken_to") or (thanked and (thanked_for or person_after(text, after))):
        return SPOKEN_OF
    said_of = (
        text.goes_on(after, "only_a_person")
        or role_after(text, after)
        or owns_personally(text, after)
        or is_told_of(text, after)
        or has_age(text, after)
        or is_sent(text, place)
        or is_at_work(text, place)
        or (text.goes_on(after, "and_i") and not text.follows(place, WORDS["determiners"]))
    )
    if (said_of and not the) or named_role_before(text, place):
        return SPOKEN_OF
    if thanked and _goes_on_so(text, place):
        return SPOKEN_OF
    if in_apposition(text, place, place + 1) or _is_family(text, place) or asked_at(text, place):
        return SPOKEN_OF
    if signs(text, place, after, sure=False):
        return SIGNED
    if text.words[place].low in text.known.surnames and not the:
        return SURNAME if thanked or person_surely_after(text, after) else None
    return None
