"""Words that are names only where the words around speak of a person.

First names that are also words, months or places; and capitalised words that no list holds.
"""

from __future__ import annotations

import re

from pipeline.privacy.names import around, forms, voices
from pipeline.privacy.names.forms import Found
from pipeline.privacy.names.lists import WORDS
from pipeline.privacy.names.words import Text, Word

_CLAN = re.compile(r"(?:Ma?c|Fitz|[OD]['’]|De['’])[A-Z][a-z]+$")

# Why something is taken for a name, as people read it beside each flag.
SPOKEN_OF = "The words around say that a person is thanked, spoken to or spoken of."
GIVEN = "A known first name stands where the words around speak of a person."
SIGNED = "It stands at the end as people sign."
SURNAME = "A known surname stands where a person can be meant."
UNSURE = "A first name that is also an ordinary word is followed by another capitalised word."
SPEAKS = "A first name is given as who speaks, or who is to do something."


def find_word_like(text: Text, place: int) -> Found | None:
    """A first name that is also a word, a month or a place."""
    word, known = text.words[place], text.known
    person, not_people = around.person_before(text, place), word.low in known.not_people
    occasion = word.low in WORDS["occasions"]
    if around.is_a_figure(text, place) or (
        word.low in WORDS["plants"] and text.goes_on(place + 1, "of_plants")
    ):
        return None
    if word.low in WORDS["birds"] and text.goes_on(place + 1, "of_birds"):
        return None
    if after := forms.full_name_until(text, place):
        if forms.is_a_things(text, place, after):
            return None
        # "Will Eastmere get one?": at the start of a sentence only the words around can tell.
        surname = text.words[after - 1].low
        listed = surname in known.surnames and word.low not in WORDS["verbs"]
        as_one = not not_people and text.has(after, WORDS["goes_on_as_one"])
        # "Rob Jones", "Rob Jones, Deputy Chair": as people sign, or stand in a list of who was there.
        alone = place == 0 and text.at(after) is None and surname not in known.ordinary
        alone = alone or around.role_after(text, after) or _office_after(text, after)
        if person or as_one or alone or around.person_after(text, after) or (listed and not not_people):
            return place, after, "likely", SPOKEN_OF
        doubtful = text.starts_sentence(place) and (
            word.low in WORDS["verbs"] or occasion or len(surname) < 4
        )
        return None if doubtful or not_people else (place, after, "possible", UNSURE)
    follower = text.at(place + 1)
    initial = forms.initial_until(text, place + 1)
    bracketed = word.gap.endswith("(")
    if initial and (
        person or bracketed or around.person_after(text, initial) or not text.starts_sentence(place)
    ):
        return place, initial, "possible", GIVEN
    if follower and follower.joined and follower.capital:
        return (place, place + 2, "likely", SPOKEN_OF) if forms.is_labelled(text, place) else None
    if forms.is_pair(text, place, one_is_enough=person):
        return place, place + 1, "possible", GIVEN
    said = around.said_of_one(text, place, _cue_of(text, place)) or around.in_apposition(
        text, place, place + 1
    )
    said = said or (not not_people and (around.is_told_of(text, place + 1) or around.is_sent(text, place)))
    said = said or (not not_people and voices.is_asked_after(text, place)) or voices.names_itself(text, place)
    if text.goes_on(place + 1, "is_in_a_role") or around.acts(text, place) or said:
        return place, place + 1, "possible", SPOKEN_OF
    if not_people and not around.role_before(text, place):
        return None  # a month, a county: "thanks to Devon", "called June"
    named = text.ends_with(place, "spoken_to")
    fondly = text.follows(place, WORDS["fond"]) and not occasion
    said_of = (
        around.owns_after(text, place + 1)
        or around.role_after(text, place + 1)
        or around.has_age(text, place + 1)
    )
    if person or fondly or said_of or text.ends_with(place, "asked_before") or named:
        return place, place + 1, "possible", GIVEN
    if not occasion and voices.is_to_do(text, place + 1):
        return place, place + 1, "possible", SPEAKS
    if voices.answers(text, place, place + 1) or (
        not occasion and voices.signs(text, place, place + 1, sure=True)
    ):
        return place, place + 1, "possible", SIGNED
    if text.goes_on(place + 1, "only_a_person"):
        spoken_of = True
    elif text.starts_sentence(place):
        at_work = around.person_after(text, place + 1, "at_work") and (
            not occasion or word.low in WORDS["workers"]
        )
        surely = around.person_surely_after(text, place + 1) or around.negated_after(text, place + 1)
        surely = surely or (word.low not in known.ordinary and around.given_after(text, place + 1))
        spoken_of = at_work or (surely and not occasion)
    else:
        before = text.words[place - 1]
        # "the Grace", "Holy Trinity": part of what something is called.
        capital = before.capital and word.joined and before.low not in WORDS["function_words"]
        named_after = text.follows(place, WORDS["determiners"]) or capital
        spoken_of = around.person_after(text, place + 1) or (
            around.given_after(text, place + 1) and not named_after
        )
        # "give it to Rose by Friday": within a sentence such a capital is mostly that of a person.
        spoken_of = spoken_of or (not occasion and text.follows(place, WORDS["before_people"]))
        spoken_of = spoken_of and not around.is_a_place(text, place)
    return (place, place + 1, "possible", GIVEN) if spoken_of else None


def _office_after(text: Text, after: int) -> bool:
    """Whether an office follows as in a list of who was there: ", Deputy Commissioner"."""
    word = text.at(after)
    if word is None or word.gap.strip() != "," or not word.capital:
        return False
    return any(text.has(place, WORDS["roles"] | WORDS["offices"]) for place in range(after, after + 3))


def _cue_of(text: Text, place: int) -> str:
    """What is believed of a first name that is also a word: the less, the more that word does itself."""
    low = text.words[place].low
    if low in WORDS["never_people"] or (low in text.known.not_people and low not in WORDS["times"]):
        return "of_one_person"
    if low == "will" and "?" not in text.written:
        return "of_somebody"  # "Will needs a ramp", but not "Will works on the bridge ever end?"
    if low in text.known.not_people or low in WORDS["occasions"]:
        return "of_a_virtue"
    return "of_somebody"


def find_strangers(text: Text, place: int) -> Found | None:
    """Two capitalised words that are no English words, where a person is spoken of."""
    known, last = text.known, place + 1
    further = forms.can_be_surname(text, last + 1) and not text.is_ordinary(text.words[last + 1])
    if further or forms.is_in_syllables(text, last):  # "Wong Siu Ming"
        last += 1
    if text.is_head(last + 1) or (text.is_head(last) and not around.person_surely_after(text, last + 1)):
        return None
    if around.person_before(text, place):
        return place, last + 1, "likely", SPOKEN_OF
    as_one = around.given_after(text, last + 1) or text.has(last + 1, WORDS["goes_on_as_one"])
    told = text.starts_sentence(place) and (as_one or around.said_of_one(text, last, "of_a_stranger"))
    told = told or around.owns_personally(text, last + 1)
    if told or around.person_after(text, last + 1):
        return place, last + 1, "possible", SPOKEN_OF
    if voices.signs(text, place, last + 1, sure=False):
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
    if len(word.text) < 3 or around.is_a_shops(text, place + 1):
        return None
    alone = not (follower and follower.capital)
    apart = alone or not (follower and follower.joined)
    if apart and (reason := _tell_single(text, place)):
        return place, place + 1, "possible", reason
    if voices.names_itself(text, place, stranger=True) or voices.is_bidden(text, place):
        return place, place + 1, "possible", SPOKEN_OF
    cue = "of_a_stranger" if text.starts_clause(place) else "of_one_person"
    acts_so = around.acts_strangely(text, place) or (_is_plain(word) and around.said_of_one(text, place, cue))
    return (place, place + 1, "possible", SPOKEN_OF) if alone and acts_so else None


def _is_plain(word: Word) -> bool:
    """Whether it is written as a name alone is: "Yusra", "McTavish", "D'Angelo"."""
    return word.text[1:].islower() or _CLAN.match(word.text) is not None


def _is_family(text: Text, place: int) -> bool:
    """Whether it is a surname in the plural behind who they are: "the family above us, the Mansours"."""
    return (
        text.words[place].low.endswith("s")
        and around.after_the(text, place)
        and around.in_apposition(text, place - 1, place + 1)
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
    thanked, the = text.ends_with(place, "person_before"), around.after_the(text, place)
    thanked_for = text.follows(place, WORDS["thanking"]) and text.has(after, WORDS["thanked_for"])
    if text.ends_with(place, "spoken_to") or (thanked and (thanked_for or around.person_after(text, after))):
        return SPOKEN_OF
    said_of = (
        text.goes_on(after, "only_a_person")
        or around.role_after(text, after)
        or around.owns_personally(text, after)
        or around.is_told_of(text, after)
        or around.has_age(text, after)
        or around.is_sent(text, place)
        or around.is_at_work(text, place)
        or (text.goes_on(after, "and_i") and not text.follows(place, WORDS["determiners"]))
    )
    if (said_of and not the) or around.named_role_before(text, place):
        return SPOKEN_OF
    if thanked and _goes_on_so(text, place):
        return SPOKEN_OF
    if (
        around.in_apposition(text, place, place + 1)
        or _is_family(text, place)
        or around.asked_at(text, place)
    ):
        return SPOKEN_OF
    if voices.signs(text, place, after, sure=False):
        return SIGNED
    if text.words[place].low in text.known.surnames and not the:
        return SURNAME if thanked or around.person_surely_after(text, after) else None
    return None
