"""What stands before and after a word, as evidence that it does or does not name a person.

`place` is that of the word in question, `after` that of the word after what may be a name.
"""

from __future__ import annotations

import re

from pipeline.privacy.names.lists import WORDS
from pipeline.privacy.names.words import Text

_AGE = re.compile(r"(?:, ?\d{1,3}[,:)]| ?\(\d{1,3}\))")
_DAY_BEFORE = re.compile(r"\b\d\d?(?:st|nd|rd|th)? (?:of )?$")
_IS_AGED = re.compile(
    r" (?:is|was|turned|turns|will be)(?: only| just| now| nearly| almost| about| over)? (?:[1-9]\d?"
    r"|(?:(?:twen|thir|for|fif|six|seven|eigh|nine)ty(?:[ -][a-z]{3,5})?|[a-z]{3,5}teen|eleven|twelve))"
    r"(?= and\b| but\b| with\b| so\b| now\b| next\b| who\b| years? (?:old|of age)|[.;!?)]|,(?! ?\d)|$)"
)
_FARTHEST_NOUN = 6  # words before a name between commas
_DETERMINERS = (*WORDS["determiners"], "a", "an")
_LONGEST_WORKPLACE = 4  # words: "from the district nurses", "from Harrowby Carers"


def person_before(text: Text, place: int) -> bool:
    """What stands before speaks of a person: "thanks to", "our receptionist,", "Marion and"."""
    if text.ends_with(place, "person_before") or role_before(text, place) or _after_a_name(text, place):
        return True
    if place and text.words[place - 1].low == "w" and text.words[place].gap.strip() == "/":
        return True  # "disagreed w/ Ezra"
    # "our nurse is Dawn"
    return text.follows(place, ("is", "was")) and text.follows(place - 1, WORDS["roles"])


def role_before(text: Text, place: int) -> bool:
    """A role right before, perhaps with a comma: "our receptionist, Gordon"."""
    if place == 0 or text.words[place].gap.strip() not in ("", ",", ":", "(", "-", "–"):
        return False
    return text.words[place - 1].low in WORDS["roles"]


def is_ones_own(text: Text, place: int) -> bool:
    """Whether it says what somebody's relative is called, though it is a word: "my daughter Rima"."""
    word, role = text.words[place], text.at(place - 1)
    if role is None or role.capital or role.low not in WORDS["family"] or len(word.low) < 3:
        return False
    if word.low in text.known.not_people or word.low in WORDS["function_words"]:
        return False
    return text.follows(place - 1, ("my", "our", "his", "her")) and word.gap.strip() in ("", ",")


def named_role_before(text: Text, place: int) -> bool:
    """A role in small letters right before, as in "nurse Harrowby", or one that introduces a speaker."""
    if not role_before(text, place):
        return False
    before, gap = text.words[place - 1], text.words[place].gap.strip()
    return (not gap and (not before.capital or before.low in WORDS["family"])) or gap == ":"


def _after_a_name(text: Text, place: int) -> bool:
    """Whether this goes on a list of names: "Marion and Perpetua", "Marion, Perpetua"."""
    if place and place - 1 == text.named_until and text.words[place].gap.startswith("),"):
        return text.words[place - 1].gap.endswith("(")  # "Miriam (am), Dieter (pm)"
    if place == text.named_until:
        return text.words[place].gap.strip() in (",", "&", "/", "+", ";")
    return text.named_until >= 0 and place == text.named_until + 1 and text.words[place - 1].low == "and"


def in_apposition(text: Text, place: int, after: int) -> bool:
    """Whether a word between commas says who the person before it is: "the woman downstairs, Selam, has"."""
    follower = text.at(after)
    gap = text.words[place].gap
    if not (gap.startswith(",") or gap.endswith(("(", "["))) or (follower and follower.gap[:1] not in ",.)]"):
        return False
    for at in range(place - 1, max(-1, place - 1 - _FARTHEST_NOUN), -1):
        if text.words[at].low in WORDS["neighbours"]:
            closed = text.written[text.words[place].end :][:1] == ")"
            bracketed = closed and gap.endswith("(") and at == place - 1  # "Parent (Nour) asked"
            return bracketed or text.follows(at, _DETERMINERS)
        if text.words[at].low == "us" and text.follows(at, ("of",)):
            return True
        if at and not text.words[at].joined:
            return False
    return False


def asked_at(text: Text, place: int) -> bool:
    """Whether somebody is to be asked who is somewhere, or is he or she: "ask Walid at the shop"."""
    if not text.ends_with(place, "asked_before"):
        return False
    after = text.at(place + 1)
    if after is None or after.gap.strip() == ",":
        return after is not None and after.low in ("he", "she", "he's", "she's")
    if text.has(place + 1, ("about", "if", "whether")):
        return True
    return text.has(place + 1, ("at", "on", "from")) and text.has(place + 2, (*WORDS["determiners"], "a"))


def after_the(text: Text, place: int) -> bool:
    """Whether "the" stands right before: people are seldom called so, hospitals and wards are."""
    return text.follows(place, ("the",))


def person_after(text: Text, after: int, cue: str = "a_person") -> bool:
    """What follows speaks of a person, perhaps after a comma, a bracket or a colon."""
    word = text.at(after)
    if word is None:
        return False
    if not word.joined:
        gap = word.gap.strip()
        if gap in (",", "(") and word.low in ("aged", "age"):
            return True
        if gap not in (",", "(", ":"):
            return False
    return text.goes_on(after, cue)


def person_surely_after(text: Text, after: int) -> bool:
    """What follows speaks of a person and can hardly speak of a place or a thing."""
    return person_after(text, after, "surely_a_person")


def given_after(text: Text, after: int) -> bool:
    """What follows is what is said of people, though of other things too: "is", "helped"."""
    word = text.at(after)
    if word is None or not word.joined or word.capital:
        return False
    return word.low.replace("’", "'") in WORDS["given_after"] | WORDS["pasts"] or (
        word.low.endswith("ed") and len(word.low) > 4
    )


def negated_after(text: Text, after: int) -> bool:
    """Whether a verb follows that stands with one person or thing only: "isn't", "doesn't"."""
    word = text.at(after)
    return bool(word and word.joined and word.low.replace("’", "'") in WORDS["negated_after"])


def role_after(text: Text, after: int) -> bool:
    """Whether a role follows: "(volunteer driver)", ", our carer,"."""
    word = text.at(after)
    mark = word.gap.strip()[-1:] if word else ""
    if word is None or mark not in ("(", ",", "-", "–"):
        return False
    if mark == "(" and word.low in WORDS["roles"]:
        return True
    of_whom = mark == "(" or word.low in WORDS["determiners"] or word.low in ("a", "an")
    return of_whom and text.has(after + 1, WORDS["roles"])


def has_age(text: Text, after: int) -> bool:
    """Whether the word before is followed by an age between commas or in brackets: "Ron (77)"."""
    return bool(_AGE.match(text.written[text.words[after - 1].end :][:8]))


def owns_after(text: Text, after: int) -> bool:
    """Whether the word before is in the possessive, of something that people have: "Kev's mum"."""
    word = text.at(after)
    if word is None or not word.owner_before:
        return False
    if word.capital and word.low not in text.known.not_people:
        return False  # "Bassam's English class", but not "Mary's Church"
    return word.low in WORDS["owned"] or text.has(after + 1, WORDS["owned"])


def is_at_work(text: Text, place: int) -> bool:
    """Whether what somebody does follows in small letters: "Bahadur the porter"."""
    work = text.at(place + 2)
    if work is None or work.capital or not text.has(place + 1, ("the",)):
        return False
    return work.joined and work.low in WORDS["occupations"] and not after_the(text, place)


def names_a_place(text: Text, after: int) -> bool:
    """Whether a place is named: "Chandler's Quay", or a ward after what is no first name: "Tarn Ward"."""
    word = text.at(after)
    if word is None or not word.capital:
        return False
    if word.text == "Ward" and word.joined and not text.is_given(text.words[after - 1]):
        return True
    if not word.owner_before:
        return False
    return word.low in text.known.heads or text.is_head(after + 1)


def owns_any_after(text: Text, after: int) -> bool:
    """Whether the word before is in the possessive of anything but a place: "Priya's clinic"."""
    word = text.at(after)
    if word is None or word.capital or not (word.owner_before or word.gap[:2] in ("' ", "’ ")):
        return False
    if after_the(text, after - 1):
        return False
    if word.low in WORDS["function_words"]:
        return word.low in WORDS["contracted"]  # "Zofia's been", but not "Wendy's and"
    return word.low == "shop" or word.low not in WORDS["named_things"]


def is_a_shops(text: Text, after: int) -> bool:
    """Whether the word before is in the possessive of nothing owned: "Nando's gave us lunch"."""
    end, word = text.words[after - 1].end, text.at(after)
    if text.written[end : end + 2].lower() not in ("'s", "’s") or is_home(text, after):
        return False
    if word is None or not word.owner_before or word.gap[2:].strip(" \u00a0"):
        return True
    if word.low in WORDS["contracted"]:
        return False
    return word.low in WORDS["function_words"] | WORDS["closed"]


def owns_personally(text: Text, after: int) -> bool:
    """Whether the word before is in the possessive of what only people have: "Anoushka's pram"."""
    word = text.at(after)
    return word is not None and word.owner_before and word.low in WORDS["personal"]


def is_told_of(text: Text, after: int) -> bool:
    """Whether more is said of one person behind a comma: "Hope, who came over with us"."""
    word = text.at(after)
    if word is None or not word.gap.startswith(",") or word.low not in ("who", "whose"):
        return False
    return word.low == "whose" or text.has(after + 1, WORDS["told_of"])


def is_sent(text: Text, place: int) -> bool:
    """Whether it is told or sent as people are: "they sent Tatiana away"."""
    return text.follows(place, WORDS["sent_before"]) and text.has(place + 1, WORDS["sent_after"])


def is_home(text: Text, after: int) -> bool:
    """Whether the word before is in the possessive and nothing follows: "next meeting at Marcia's"."""
    if after < 2 or text.words[after - 2].low not in ("at", "round", "to", "near", "is", "was"):
        return False
    end, word = text.words[after - 1].end, text.at(after)
    possessive = text.written[end : end + 2].lower() in ("'s", "’s")
    return possessive and (word is None or word.gap[2:].strip() != "")


def acts(text: Text, place: int) -> bool:
    """Whether a first name that is also a word or a town does what only people do.

    "Grace rang me back", "May on reception", "Chelsea from the housing team": months, virtues and towns come
    and go and help as well, so only deeds and places of work are believed that those do not have.
    """
    word = text.words[place]
    if not word.title_case or word.low in WORDS["never_people"]:
        return False
    if text.follows(place, WORDS["before_places_and_times"]):
        return False
    if text.starts_sentence(place) and text.goes_on(place + 1, "and_i"):
        return True
    town, time = word.low in text.known.not_people, word.low in WORDS["times"]
    if _deed_after(text, place + 1, town=town and not time):
        return True
    follower = text.at(place + 1)
    if word.low == "bill" and follower and follower.low == "from":
        return False
    # "Love from the group", "Summer on the ward": these need a deed, or a post that one person holds.
    sure = not time and word.low not in WORDS["virtues"]
    return _employed_after(text, place + 1, anywhere=sure and not town, sure=sure, deeds="person_after")


def is_of_a_date(text: Text, place: int) -> bool:
    """Whether it is a month behind its day: "minutes of 12 June agreed"."""
    word = text.words[place]
    return (
        word.low in WORDS["times"]
        and _DAY_BEFORE.search(text.written, max(0, word.start - 9), word.start) is not None
    )


def said_of_one(text: Text, place: int, cue: str = "of_one_person") -> bool:
    """Whether what follows a capitalised word is said of one person only: an age, an illness, a harm.

    "Paris is 15 and", "April was attacked", "June fell on the ice and broke her hip". What no town, month or
    virtue is called may do more, and another cue says what: "Kabongo was given no interpreter".
    """
    word = text.words[place]
    if not word.title_case or text.follows(place, WORDS["before_places_and_times"]) or after_the(text, place):
        return False
    later = place + 2 if text.has(place + 1, WORDS["adverbs"]) else place + 1
    if text.goes_on(place + 1, cue) or text.goes_on(later, cue):
        return True
    return bool(_IS_AGED.match(text.written[word.end :][:40]))


def acts_strangely(text: Text, place: int) -> bool:
    """Whether a capitalised word that no list holds starts a sentence and does what only people do."""
    if not text.starts_clause(place):
        return False
    return _deed_after(text, place + 1, town=True) or _employed_after(
        text, place + 1, anywhere=False, sure=True, deeds="strangers_deeds"
    )


def _deed_after(text: Text, after: int, *, town: bool) -> bool:
    word = text.at(after)
    if word is None or not word.joined or word.capital:
        return False
    return text.goes_on(after, "deeds" if town else "deeds_not_of_towns")


def _employed_after(text: Text, after: int, *, anywhere: bool, sure: bool, deeds: str) -> bool:
    """Whether a place of work follows: "on reception", "from physio", "at the food bank knew my name".

    Any place is believed if `anywhere`, what comes "from" one if `sure`, and what does one of the `deeds`.
    """
    first = text.at(after + 1)
    if not text.has(after, ("on", "at", "in", "from")) or first is None or not first.joined:
        return False
    where = text.words[after].low
    start = after + 2 if first.low in WORDS["determiners"] else after + 1
    # As far as the place of work goes: its name in capitals, or a few words of which one is such a place.
    last, works = start, False
    while last < after + 1 + _LONGEST_WORKPLACE and (near := text.at(last)) and near.joined:
        if near.low in WORDS["employers"]:
            works = True
        elif works or not (near.capital or last == start):
            break
        last += 1
    if works and ((where == "from" and sure) or anywhere):
        return True
    # One person stands "on reception" and "at the front desk", but not "at the library".
    posts = WORDS["posts_on" if where == "on" and sure else "posts"]
    near = text.at(start)
    if works and ((near and near.low in posts) or text.has(start + 1, WORDS["posts"])):
        return True
    if last == start or not (works or first.capital or text.words[start].capital):
        return False
    following = text.at(last + 1)
    return _deed_after(text, last, town=True) or bool(
        text.has(last, WORDS[deeds]) and following and following.joined
    )


def is_a_figure(text: Text, place: int) -> bool:
    """Whether it is somebody of a story, an animal or a work: "Annie the musical"."""
    if text.has(place + 1, ("the",)) and (thing := text.at(place + 2)) and thing.joined:
        made_up = thing.title_case and text.is_ordinary(thing) and thing.low not in WORDS["occupations"]
        return made_up or thing.low in WORDS["figures"]
    return text.follows(place, WORDS["figures"]) and text.follows(place - 1, (*_DETERMINERS, "musical"))


def is_a_place(text: Text, place: int) -> bool:
    """Whether what is named after somebody follows in small letters: "Krishna temple", "Florence ward"."""
    return text.has(place + 1, WORDS["named_places"])
