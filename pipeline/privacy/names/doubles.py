"""First names that are also words, months or places: believed only where the words around say who it is."""

from __future__ import annotations

from pipeline.privacy.names.around import (
    acts,
    given_after,
    has_age,
    in_apposition,
    is_a_figure,
    is_a_place,
    is_sent,
    is_told_of,
    negated_after,
    owns_after,
    person_after,
    person_before,
    person_surely_after,
    role_after,
    role_before,
    said_of_one,
)
from pipeline.privacy.names.forms import (
    Found,
    full_name_until,
    initial_until,
    is_a_things,
    is_labelled,
    is_pair,
)
from pipeline.privacy.names.lists import WORDS
from pipeline.privacy.names.strangers import GIVEN, SIGNED, SPOKEN_OF
from pipeline.privacy.names.voices import answers, is_asked_after, is_to_do, names_itself, signs
from pipeline.privacy.names.words import Text

# Why something is taken for a name, as people read it beside each flag.
UNSURE = "A first name that is also an ordinary word is followed by another capitalised word."
SPEAKS = "A first name is given as who speaks, or who is to do something."


def find_word_like(text: Text, place: int) -> Found | None:
    """A first name that is also a word, a month or a place."""
    word, known = text.words[place], text.known
    person, not_people = person_before(text, place), word.low in known.not_people
    occasion = word.low in WORDS["occasions"]
    if is_a_figure(text, place) or (word.low in WORDS["plants"] and text.goes_on(place + 1, "of_plants")):
        return None
    if word.low in WORDS["birds"] and text.goes_on(place + 1, "of_birds"):
        return None
    if after := full_name_until(text, place):
        if is_a_things(text, place, after):
            return None
        # "Will Eastmere get one?": at the start of a sentence only the words around can tell.
        surname = text.words[after - 1].low
        listed = surname in known.surnames and word.low not in WORDS["verbs"]
        as_one = not not_people and text.has(after, WORDS["goes_on_as_one"])
        if person or as_one or person_after(text, after) or (listed and not not_people):
            return place, after, "likely", SPOKEN_OF
        doubtful = text.starts_sentence(place) and (
            word.low in WORDS["verbs"] or occasion or len(surname) < 4
        )
        return None if doubtful or not_people else (place, after, "possible", UNSURE)
    follower = text.at(place + 1)
    initial = initial_until(text, place + 1)
    bracketed = word.gap.endswith("(")
    if initial and (person or bracketed or person_after(text, initial) or not text.starts_sentence(place)):
        return place, initial, "possible", GIVEN
    if follower and follower.joined and follower.capital:
        return (place, place + 2, "likely", SPOKEN_OF) if is_labelled(text, place) else None
    if is_pair(text, place, one_is_enough=person):
        return place, place + 1, "possible", GIVEN
    said = said_of_one(text, place, _cue_of(text, place)) or in_apposition(text, place, place + 1)
    said = said or (not not_people and (is_told_of(text, place + 1) or is_sent(text, place)))
    said = said or (not not_people and is_asked_after(text, place)) or names_itself(text, place)
    if text.goes_on(place + 1, "is_in_a_role") or acts(text, place) or said:
        return place, place + 1, "possible", SPOKEN_OF
    if not_people and not role_before(text, place):
        return None  # a month, a county: "thanks to Devon", "called June"
    named = text.ends_with(place, "spoken_to")
    fondly = text.follows(place, WORDS["fond"]) and not occasion
    said_of = owns_after(text, place + 1) or role_after(text, place + 1) or has_age(text, place + 1)
    if person or fondly or said_of or text.ends_with(place, "asked_before") or named:
        return place, place + 1, "possible", GIVEN
    if not occasion and is_to_do(text, place + 1):
        return place, place + 1, "possible", SPEAKS
    if answers(text, place, place + 1) or (not occasion and signs(text, place, place + 1, sure=True)):
        return place, place + 1, "possible", SIGNED
    if text.goes_on(place + 1, "only_a_person"):
        spoken_of = True
    elif text.starts_sentence(place):
        at_work = person_after(text, place + 1, "at_work") and (not occasion or word.low in WORDS["workers"])
        surely = person_surely_after(text, place + 1) or negated_after(text, place + 1)
        surely = surely or (word.low not in known.ordinary and given_after(text, place + 1))
        spoken_of = at_work or (surely and not occasion)
    else:
        before = text.words[place - 1]
        # "the Grace", "Holy Trinity": part of what something is called.
        capital = before.capital and word.joined and before.low not in WORDS["function_words"]
        named_after = text.follows(place, WORDS["determiners"]) or capital
        spoken_of = person_after(text, place + 1) or (given_after(text, place + 1) and not named_after)
        # "give it to Rose by Friday": within a sentence such a capital is mostly that of a person.
        spoken_of = spoken_of or (not occasion and text.follows(place, WORDS["before_people"]))
        spoken_of = spoken_of and not is_a_place(text, place)
    return (place, place + 1, "possible", GIVEN) if spoken_of else None


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
