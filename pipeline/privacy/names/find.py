"""Likely names of people, without a trained model: word lists and what stands around.

A capitalised word alone says little: places, products and projects are capitalised too, and so is the
start of every sentence. So a name needs two kinds of evidence out of three: a known first name, a
second capitalised word that can be a surname, and words around it that speak of a person.
"""

from __future__ import annotations

import re

from pipeline.privacy.names.around import (
    acts,
    acts_strangely,
    after_the,
    answers,
    given_after,
    has_age,
    is_home,
    is_to_do,
    named_role_before,
    negated_after,
    owns_after,
    owns_any_after,
    person_after,
    person_before,
    person_surely_after,
    role_after,
    role_before,
    said_of_one,
    signs,
    speaks,
)
from pipeline.privacy.names.capitals import BARE_INITIALS, capitals_until, find_initialled, initials_act
from pipeline.privacy.names.forms import (
    LONGEST_WORD,
    Found,
    can_be_surname,
    find_small,
    full_name_until,
    initial_until,
    is_a_things,
    is_ennobled,
    is_labelled,
    is_pair,
    is_several,
    is_twofold,
    list_roll,
    surname_first_until,
    titled_until,
)
from pipeline.privacy.names.lists import WORDS
from pipeline.privacy.names.words import Text
from pipeline.privacy.spans import Span

# Why something is taken for a name, as people read it beside each flag.
_TITLE = "A capitalised word follows a title such as Mrs or Dr."
_FULL = "A known first name is followed by another capitalised word."
_CAPITALS = "A first name and another name stand in capitals."
_UNSURE = "A first name that is also an ordinary word is followed by another capitalised word."
_BARE = "A known first name stands alone; nothing around says who or what it is."
_OWNS = "A known first name is followed by something that belongs to people."
_SEVERAL = "A known first name in the plural follows a number."
_ROLL = "It stands in a list of who was there."
_SPEAKS = "A first name is given as who speaks, or who is to do something."
_SPOKEN_OF = "The words around say that a person is thanked, spoken to or spoken of."
_GIVEN = "A known first name stands where the words around speak of a person."
_SIGNED = "It stands at the end as people sign."
_SURNAME = "A known surname stands where a person can be meant."


_NUMBER_AFTER = re.compile(r"[.:]? {0,2}[+(\d]")


def find_names(written: str) -> list[Span]:
    """Find likely names of people: one span per name, without its title, in text order."""
    text = Text(written)
    spans: list[Span] = []
    place = 0
    known, roll = text.known, list_roll(text)
    while place < len(text.words):
        word = text.words[place]
        if word.low in WORDS["telephones"] and _NUMBER_AFTER.match(written[word.end :][:8]):
            place += 1
            continue
        if word.low in known.namesakes and (past := _namesake_until(text, place)):
            place = past
            continue
        # Most words are neither: asked here, because this is where the time goes.
        may_name = (
            word.capital or word.low in known.any_given or word.low in WORDS["titles"] or len(word.text) == 1
        )
        found = _find_name(text, place, roll) if may_name else None
        if found is None:
            place += 1
            continue
        first, after, certainty, reason = found
        start, end = text.words[first].start, text.words[after - 1].end
        end += reason == BARE_INITIALS and written[end : end + 1] == "."  # of the last initial
        if first and text.words[first].joined and text.words[first - 1].text in WORDS["nicknamed"]:
            start = text.words[first - 1].start
        spans.append(Span(start, end, "name", certainty, reason))
        place = text.named_until = after
    return spans


def _namesake_until(text: Text, place: int) -> int | None:
    """The place after a saying or a thing named after somebody, if one starts here and nobody is meant."""
    for run in text.known.namesakes[text.words[place].low]:
        words = text.words[place : place + len(run)]
        if tuple(word.low for word in words) == run and not person_before(text, place):
            return place + len(run)
    return None


def _find_name(text: Text, place: int, roll: frozenset[int]) -> Found | None:
    """The name that starts at a word."""
    word, known = text.words[place], text.known
    if len(word.text) > LONGEST_WORD:
        return None
    if place and text.words[place - 1].text in ("St", "Saint") and not word.gap.strip(" ."):
        return None  # churches, schools, hospitals
    if word.low in WORDS["titles"] and (after := titled_until(text, place)):
        return place + 1, after, "likely", _TITLE
    if not word.capital:
        return find_small(text, place)
    if word.text in ("Lady", "Lord") and is_ennobled(text, place + 1):
        return place + 1, place + 2, "likely", _TITLE
    if not text.shouted and (after := capitals_until(text, place)):
        return place, after, "likely", _CAPITALS
    if place in roll:
        return place, place + 1, "likely", _ROLL
    if initials_act(text, place):
        return place, place + 1, "possible", BARE_INITIALS
    if is_several(text, place):
        return place, place + 1, "possible", _SEVERAL
    if place == 0 and word.low in known.any_given and (speaker := _speaker_until(text)):
        return place, speaker, "likely", _SPEAKS
    if word.low in known.given:
        return _find_given(text, place)
    if word.low in known.given_words:
        return _find_word_like(text, place)
    if word.low in known.given_rare:
        return _find_rare(text, place)
    if len(word.text) == 1:
        return find_initialled(text, place)
    ordinary = text.is_ordinary(word)
    if "-" in word.low and word.low.split("-")[0] in known.given and not ordinary:
        return _find_given(text, place)  # "Jean-Baptiste"
    if after_the(text, place) and text.has(place + 1, WORDS["households"]) and not ordinary:
        return place, place + 1, "likely", _SPOKEN_OF
    if word.low in known.surnames and (after := surname_first_until(text, place)):
        return place, after, "possible", _SURNAME
    surname_after = can_be_surname(text, place + 1)
    twofold = is_twofold(word) and word.low not in known.not_people  # "Shu-Fen Hsiao", "Yuk-Ling Cheung"
    if twofold and surname_after and not text.is_head(place + 2):
        return place, place + 2, "likely", _SURNAME
    if ordinary or not word.title_case:
        return None
    return _find_unknown(text, place) if surname_after else _find_single(text, place)


def _speaker_until(text: Text) -> int | None:
    """The place after a name that starts the text and has a colon after it: "Mei Ling: the forms"."""
    word = text.words[0]
    if not word.title_case or word.low in WORDS["occasions"] or word.low in text.known.not_people:
        return None
    after = text.skip(1, lambda word: word.joined and word.title_case)
    return after if speaks(text, after) and not text.is_head(after - 1) else None


def _find_given(text: Text, place: int) -> Found | None:
    """A first name that is nothing else."""
    if after := full_name_until(text, place):
        return None if is_a_things(text, place, after) else (place, after, "likely", _FULL)
    follower = text.at(place + 1)
    in_a_name = follower is not None and follower.joined and follower.title_case
    if follower and in_a_name and follower.low in text.known.not_people:
        return None  # "Marie Curie"-like names of organisations and places: "Alan Road"
    person = person_before(text, place)
    if follower and in_a_name and person and follower.low not in WORDS["function_words"]:
        return place, place + 2, "likely", _FULL  # a surname that is a word: "Roderick Vane"
    if after_the(text, place) and not (follower and follower.joined and person_after(text, place + 1)):
        return None
    if initial := initial_until(text, place + 1):
        return place, initial, "likely", _GIVEN
    if owns_after(text, place + 1) or is_home(text, place + 1) or owns_any_after(text, place + 1):
        return place, place + 1, "likely", _OWNS
    if (
        person
        or text.ends_with(place, "giving_before")
        or person_after(text, place + 1)
        or given_after(text, place + 1)
    ):
        return place, place + 1, "likely", _GIVEN
    # Of bare first names in 10,000 patients' comments nine in ten were people; what is left are
    # wards and charities named after people, mostly with "the" before or a possessive.
    possessive = follower is not None and follower.gap.startswith(("'", "’"))
    if text.words[place].title_case and not (possessive or in_a_name or after_the(text, place)):
        return place, place + 1, "possible", _BARE
    return None


def _find_rare(text: Text, place: int) -> Found | None:
    """A first name that is no word, though too rare to be believed by itself."""
    after = full_name_until(text, place)
    if not text.words[place].title_case and not (text.shouted and after):
        return None
    if after:
        return None if is_a_things(text, place, after) else (place, after, "likely", _FULL)
    initial = initial_until(text, place + 1)
    if initial and (person_before(text, place) or person_after(text, initial)):
        return place, initial, "likely", _GIVEN
    if after_the(text, place):
        return None  # "the Christie": a hospital
    follower = text.at(place + 1)
    if follower and follower.joined and follower.capital and text.is_ordinary(follower):
        return None
    spoken_of = (
        person_before(text, place)
        or text.ends_with(place, "asked_before")
        or person_surely_after(text, place + 1)
        or is_to_do(text, place + 1)
        or role_after(text, place + 1)
        or text.follows(place, WORDS["fond"])
        or acts_strangely(text, place)
        or signs(text, place, place + 1, sure=not text.ends_with(place, "from"))
        or owns_after(text, place + 1)
        or given_after(text, place + 1)
        or said_of_one(text, place, stranger=True)
        or text.has(place + 1, WORDS["goes_on_as_one"])
    )
    return (place, place + 1, "possible", _GIVEN) if spoken_of else None


def _find_word_like(text: Text, place: int) -> Found | None:
    """A first name that is also a word, a month or a place."""
    word, known = text.words[place], text.known
    person, not_people = person_before(text, place), word.low in known.not_people
    occasion = word.low in WORDS["occasions"]
    if after := full_name_until(text, place):
        if is_a_things(text, place, after):
            return None
        # "Will Eastmere get one?": at the start of a sentence only the words around can tell.
        surname = text.words[after - 1].low
        listed = surname in known.surnames and word.low not in WORDS["verbs"]
        as_one = not not_people and text.has(after, WORDS["goes_on_as_one"])
        if person or as_one or person_after(text, after) or (listed and not not_people):
            return place, after, "likely", _SPOKEN_OF
        doubtful = text.starts_sentence(place) and (
            word.low in WORDS["verbs"] or occasion or len(surname) < 4
        )
        return None if doubtful or not_people else (place, after, "possible", _UNSURE)
    follower = text.at(place + 1)
    initial = initial_until(text, place + 1)
    bracketed = word.gap.endswith("(")
    if initial and (person or bracketed or person_after(text, initial) or not text.starts_sentence(place)):
        return place, initial, "possible", _GIVEN
    if follower and follower.joined and follower.capital:
        return (place, place + 2, "likely", _SPOKEN_OF) if is_labelled(text, place) else None
    if is_pair(text, place, one_is_enough=person):
        return place, place + 1, "possible", _GIVEN
    if text.goes_on(place + 1, "is_in_a_role") or acts(text, place) or said_of_one(text, place):
        return place, place + 1, "possible", _SPOKEN_OF
    if not_people and not role_before(text, place):
        return None  # a month, a county: "thanks to Devon", "called June"
    fondly = text.follows(place, WORDS["fond"]) and not occasion
    said_of = owns_after(text, place + 1) or role_after(text, place + 1) or has_age(text, place + 1)
    if person or fondly or said_of or text.ends_with(place, "asked_before"):
        return place, place + 1, "possible", _GIVEN
    if not occasion and is_to_do(text, place + 1):
        return place, place + 1, "possible", _SPEAKS
    if answers(text, place, place + 1) or (not occasion and signs(text, place, place + 1, sure=True)):
        return place, place + 1, "possible", _SIGNED
    if text.goes_on(place + 1, "only_a_person"):
        spoken_of = True
    elif text.starts_sentence(place):
        at_work = person_after(text, place + 1, "at_work") and (not occasion or word.low in WORDS["workers"])
        surely = person_surely_after(text, place + 1) or negated_after(text, place + 1)
        surely = surely or (word.low not in known.ordinary and given_after(text, place + 1))
        spoken_of = at_work or (surely and not occasion)
    else:
        named_after = text.follows(place, WORDS["determiners"])
        spoken_of = person_after(text, place + 1) or (given_after(text, place + 1) and not named_after)
    return (place, place + 1, "possible", _GIVEN) if spoken_of else None


def _find_unknown(text: Text, place: int) -> Found | None:
    """Two capitalised words that are no English words, where a person is spoken of."""
    known, last = text.known, place + 1
    if can_be_surname(text, last + 1) and not text.is_ordinary(text.words[last + 1]):
        last += 1
    if text.is_head(last + 1):
        return None
    if person_before(text, place):
        return place, last + 1, "likely", _SPOKEN_OF
    as_one = given_after(text, last + 1) or text.has(last + 1, WORDS["goes_on_as_one"])
    told = text.starts_sentence(place) and (as_one or said_of_one(text, last))
    if told or person_after(text, last + 1):
        return place, last + 1, "possible", _SPOKEN_OF
    if signs(text, place, last + 1, sure=False):
        return place, last + 1, "possible", _SIGNED
    surname = text.words[last]
    if surname.low in known.given:  # "Xiu Ying"
        return place, last + 1, "possible", _GIVEN
    if not text.is_given(surname) and any(part in known.surnames for part in surname.low.split("-")):
        return place, last + 1, "possible", _SURNAME
    return None


def _find_single(text: Text, place: int) -> Found | None:
    """One capitalised word that is no English word: a name only where a person alone can be meant."""
    word, follower = text.words[place], text.at(place + 1)
    if len(word.text) < 3:
        return None
    alone = not (follower and follower.capital)
    apart = alone or not (follower and follower.joined)
    if apart and (reason := _tell_single(text, place)):
        return place, place + 1, "possible", reason
    acts_so = acts_strangely(text, place) or (
        word.text[1:].islower() and said_of_one(text, place, stranger=text.starts_sentence(place))
    )
    return (place, place + 1, "possible", _SPOKEN_OF) if alone and acts_so else None


def _tell_single(text: Text, place: int) -> str | None:
    """Why one strange word is a person, if it is."""
    after = place + 1
    thanked, the = text.ends_with(place, "person_before"), after_the(text, place)
    thanked_for = text.follows(place, WORDS["thanking"]) and text.has(after, WORDS["thanked_for"])
    if text.ends_with(place, "spoken_to") or (thanked and (thanked_for or person_after(text, after))):
        return _SPOKEN_OF
    follower = text.at(after)
    said_of = (
        text.goes_on(after, "only_a_person")
        or role_after(text, after)
        or (follower is not None and follower.owner_before and follower.low in WORDS["family"])
        or (text.goes_on(after, "and_i") and not text.follows(place, WORDS["determiners"]))
    )
    if (said_of and not the) or named_role_before(text, place):
        return _SPOKEN_OF
    if signs(text, place, after, sure=False):
        return _SIGNED
    if text.words[place].low in text.known.surnames and not the:
        return _SURNAME if thanked or person_surely_after(text, after) else None
    return None
