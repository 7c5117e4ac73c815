"""A word that may be a first name, a town, a season or nothing, told by what it is said to do.

"Grace rang me back", "May on reception", "Chelsea from the housing team": months, virtues and towns come
and go and help as well, so only deeds and places of work are believed that those do not have.
"""

from __future__ import annotations

from functools import cached_property

from pipeline.privacy.names.context import (
    DETERMINERS,
    PERSON_AFTER,
    PLACE_AFTER,
    WORKPLACES,
    list_cues,
    list_words,
)
from pipeline.privacy.names.strange import StrangeNames
from pipeline.privacy.names.words import Word

_LONGEST_WORKPLACE = 4  # words: "from the district nurses", "from Harrowby Carers"
_LONGEST_ROLL = 400  # words


class Openings(StrangeNames):
    """Questions about what a doubtful word is said to do or where it is said to work."""

    def acts(self, place: int) -> bool:
        """Whether a first name that is also a word or a town does what only people do."""
        word = self.words[place]
        if not word.title_case or word.low in _NEVER:
            return False
        if place and word.joined and self.words[place - 1].low in _BEFORE_PLACES_AND_TIMES:
            return False
        town = word.low in self.known.not_people
        if self.starts_sentence(place) and self.and_i_after(place + 1):
            return True
        if self.deed_after(place + 1, town=town and word.low not in _TIMES):
            return True
        if word.low == "bill" and self.words[place + 1 : place + 2] and self.words[place + 1].low == "from":
            return False
        # "Love from the group", "Summer on the ward": these need a deed, or a post that one person holds.
        sure = word.low not in _TIMES and word.low not in _VIRTUES
        return self.employed_after(place + 1, anywhere=sure and not town, sure=sure, strange=False)

    def acts_strangely(self, place: int) -> bool:
        """Whether a capitalised word that no list holds starts a sentence and does what only people do."""
        if not self.starts_sentence(place):
            return False
        return self.deed_after(place + 1, town=True) or self.employed_after(
            place + 1, anywhere=False, sure=True, strange=True
        )

    def deed_after(self, place: int, *, town: bool) -> bool:
        """Whether a deed of people follows: "rang me", "made sure", "was so patient with"."""
        word = self.at(place)
        if word is None or not word.joined or word.capital:
            return False
        near = [word.low]
        for following in self.words[place + 1 : place + 4]:
            if not following.joined:
                break
            near.append(following.low)
        near += [""] * (4 - len(near))
        if near[0] in _SURE_DEEDS:
            return True
        if near[0] in ("told", "said") and not town:
            return True
        if near[0] == "told":
            return near[1] in ("me", "her", "him")
        if (near[0], near[1]) in _SURE_PAIRS:
            return True
        if near[:2] == ["came", "and"]:
            return near[2] in ("said", "sat", "helped", "fixed", "talked", "asked") or near[2] in _SURE_DEEDS
        if near[0] in ("gave", "got", "took", "helped", "brought", "fetched", "showed", "found"):
            return near[1] in _SOMEBODY and (
                (near[0] == "showed")
                or (near[0] == "helped" and near[1] in ("my", "our", "his", "her") and near[3] == "with")
                or (
                    near[0] == "helped"
                    and (near[1] != "us" or not town)
                    and near[2] in ("with", "fill", "find", "get", "book", "apply", "print", "use", "sort")
                )
                or (near[0] == "took" and near[2] in ("to", "home", "round", "aside", "through"))
                or near[2] in ("his", "her")
                or (near[2] in ("a", "the", "some") and near[3] in _LENT)
            )
        if near[0] in ("is", "was", "were", "has"):
            return self._praised(near)
        return False

    def _praised(self, near: list[str]) -> bool:
        """Whether "is", "was" goes on as of a person: "a star", "so kind", "lovely with"."""
        if near[1] in ("a", "an") or (near[1] == "such" and near[2] == "a"):
            return near[3 if near[1] == "such" else 2] in (
                "star",
                "gem",
                "treasure",
                "legend",
                "angel",
                "diamond",
            )
        how = near[2] if near[1] in ("so", "very", "really", "always") else near[1]
        then = near[3] if how == near[2] else near[2]
        if how in ("kind", "rude", "caring", "dismissive", "patronising", "abrupt"):
            return True
        if how in ("patient", "helpful", "friendly", "polite", "supportive"):
            return near[1] != how or then in ("with", "and", "to")
        if how in ("lovely", "brilliant", "great", "amazing", "fantastic", "wonderful", "good"):
            following = near[3] if then == near[2] else ""
            return then == "with" and (following in _SOMEBODY or not following or following == "the")
        return False

    def employed_after(self, place: int, *, anywhere: bool, sure: bool, strange: bool) -> bool:
        """Whether a place of work follows: "on reception", "from physio", "at the food bank knew my name"."""
        word = self.at(place)
        if word is None or not word.joined or word.low not in PLACE_AFTER:
            return False
        first = self.at(place + 1)
        if first is None or not first.joined:
            return False
        at = place + 2 if first.low in DETERMINERS else place + 1
        # As far as the place of work goes: its name in capitals, or a few words of which one is such a place.
        last, works = at, False
        while last < place + 1 + _LONGEST_WORKPLACE and (near := self.at(last)) and near.joined:
            if near.low in _EMPLOYERS:
                works = True
            elif works or not (near.capital or last == at):
                break
            last += 1
        if works and ((word.low == "from" and sure) or anywhere or self._is_post(at, word.low, sure=sure)):
            return True
        named = last > at and (works or bool(first.capital or self.words[at].capital))
        if not named:
            return False
        if self.deed_after(last, town=True):
            return True
        verb, following = self.at(last), self.at(last + 1)
        return bool(
            verb
            and verb.joined
            and verb.low in (_DEEDS_OF_THE_UNKNOWN if strange else PERSON_AFTER)
            and following
            and following.joined
        )

    def _is_post(self, at: int, where: str, *, sure: bool) -> bool:
        """Whether one person stands there: "on reception", "at the front desk", but not "at the library"."""
        posts = _POSTS_ON if where == "on" and sure else _POSTS
        near = self.words[at : at + 2]
        return any(word.low in posts for word in near[:1]) or (
            len(near) == 2 and near[1].joined and near[1].low in _POSTS
        )

    def is_several(self, place: int) -> bool:
        """Whether it is a first name in the plural, counted: "the two Sharons"."""
        word = self.words[place]
        if place == 0 or not word.joined or not word.title_case or not word.low.endswith("s"):
            return False
        return self.words[place - 1].low in _COUNTS and word.low[:-1] in self.known.given

    @cached_property
    def roll(self) -> frozenset[int]:
        """The places of single words in a list of who was there: "Present: May, Tunde and Grace"."""
        for cue in _ROLLS:
            if tuple(word.low for word in self.words[: len(cue)]) == cue:
                break
        else:
            return frozenset()
        start = len(cue)
        head = self.at(start)
        if head is None or not (head.gap.startswith(":") or self.words[start - 1].low == "from"):
            return frozenset()
        items: list[list[Word]] = [[]]
        places = []
        for place in range(start, min(len(self.words), start + _LONGEST_ROLL)):
            word, gap = self.words[place], self.words[place].gap.strip()
            if place > start and not word.joined and gap not in (",", "&", "/", ";", "+"):
                break
            if word.low == "and":
                items.append([])
                continue
            if place > start and gap:
                items.append([])
            if not items[-1]:
                places.append(place)
            items[-1].append(word)
        listed = [item for item in items if item]
        if not any(self.is_given(item[0]) and item[0].title_case for item in listed):
            return frozenset()
        single = zip(places, listed, strict=True)
        return frozenset(place for place, item in single if len(item) == 1 and self._is_on_roll(item[0]))

    def _is_on_roll(self, word: Word) -> bool:
        return word.title_case and (self.is_given(word) or not self.is_ordinary(word))


# Voice assistants, and what is only ever a subject at the start of a sentence.
_NEVER = list_words("alexa art siri cortana")
# Virtues and things: "Love from the group" is no person.
_VIRTUES = list_words(
    "hope love joy faith patience peace mercy favour harmony honour charity wisdom goodness blessing "
    "sunny honey ginger pepper candy coral gift"
)
# Times, weather and the like: "Summer on the ward".
_TIMES = list_words(
    "may june july august april autumn summer spring sky storm star ocean trinity melody comfort praise art"
)
_BEFORE_PLACES_AND_TIMES = list_words(
    """
    in to from at of near for by during this last next every each since until till before after around the
    early late mid end through via towards outside between
    """
)
_SURE_DEEDS = list_words(
    """
    rang phoned emailed texted listened explained smiled replied apologised chatted sorted popped visited
    promised laughed cried shouted whispered volunteered volunteers
    """
)
_SURE_PAIRS = frozenset(
    {
        ("made", "sure"), ("sat", "with"), ("sat", "down"), ("stayed", "with"), ("stayed", "late"),
        ("stayed", "behind"), ("came", "round"), ("came", "out"), ("went", "through"),
        ("went", "round"), ("went", "out"), ("knew", "my"), ("held", "my"), ("took", "my"), ("took", "notes"),
        ("took", "minutes"), ("talked", "me"), ("talked", "us"), ("talked", "to"), ("spoke", "to"),
        ("walked", "me"), ("walked", "us"), ("drove", "me"), ("drove", "us"), ("checked", "on"),
        ("called", "me"), ("called", "back"), ("asked", "me"), ("asked", "how"), ("asked", "if"),
    }
)  # fmt: skip
_DEEDS_OF_THE_UNKNOWN = PERSON_AFTER - list_words("helped helps gave gives taught teaches never always whose")
_SOMEBODY = list_words("me us him her them my our mum dad everyone everybody people")
_LENT = list_words(
    "lift chair leaflet number card form hug cup drink cuppa call ring hand seat blanket tour key"
)
_EMPLOYERS = WORKPLACES - list_words(
    "community transport food tea coffee benefits church gym pool table tables bus council"
) | list_words(
    """
    nurses nights therapy physio physiotherapy radiology xray x-ray podiatry
    foodbank wards bank choir cafe dispensary
    midwives carers charity drivers tills till counter gym pool church garden kitchen allotment
    """
)
_POSTS = list_words("desk reception counter till tills door switchboard helpline phones urn")
_POSTS_ON = _POSTS | list_words("ward nights days front duty security")
_COUNTS = list_words("two three four five six both several")
_ROLLS = sorted(
    list_cues(
        """
        present, attendees, attending, attended, in attendance, apologies, apologies from, apologies received,
        apologies received from, absent, in the room, who was there, who came, those present, people present,
        also present, also in the room, facilitators, volunteers, note takers, at the table,
        members present, staff present, helpers, speakers, names
        """
    ),
    key=lambda cue: (-len(cue), cue),  # the longest first
)
