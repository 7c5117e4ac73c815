"""Likely names of people, without a trained model: word lists and what stands around.

A capitalised word alone says little: places, products and projects are capitalised too, and so is the
start of every sentence. So a name needs two kinds of evidence out of three: a known first name, a
second capitalised word that can be a surname, and words around it that speak of a person.
"""

from __future__ import annotations

from pipeline.privacy.names import reasons
from pipeline.privacy.names.context import (
    DETERMINERS,
    FORMAL_TITLES,
    FUNCTION_WORDS,
    NAMED_THINGS,
    NICKNAMED,
    OCCASIONS,
    TITLES,
    VERBS,
    WORKERS,
)
from pipeline.privacy.names.forms import LONGEST_WORD
from pipeline.privacy.names.openings import Openings
from pipeline.privacy.names.vocabulary import load_vocabulary
from pipeline.privacy.spans import Span

_HONOURS = frozenset(("sir", "dame", "lady", "lord"))


def find_names(text: str) -> list[Span]:
    """Find likely names of people.

    Args:
        text: One field of a note.

    Returns:
        One span per name, without its title, in text order.
    """
    reader = _Reader(text, load_vocabulary())
    return reader.read()


class _Reader(Openings):
    """Reads one text from left to right; holds its words so that rules can look around."""

    def read(self) -> list[Span]:
        """The names of the text, in order."""
        spans: list[Span] = []
        place = 0
        known = self.known.any_given
        while place < len(self.words):
            word = self.words[place]
            if word.low in self.known.namesakes:
                past = self._namesake_until(place)
                if past:
                    place = past
                    continue
            # Most words are neither: asked here, because this is where the time goes.
            may_name = word.capital or word.low in known or word.low in TITLES or len(word.text) == 1
            found = self._name_at(place) if may_name else None
            if found is None:
                place += 1
                continue
            first, after, certainty, reason = found
            start, end = self.words[first].start, self.words[after - 1].end
            if first and self.words[first - 1].text in NICKNAMED and self.words[first].joined:
                start = self.words[first - 1].start
            spans.append(Span(start, end, "name", certainty, reason))
            place = self.named_until = after
        return spans

    def _namesake_until(self, place: int) -> int | None:
        """The word after a saying or a thing named after somebody, if one starts here and nobody is meant."""
        for run in self.known.namesakes[self.words[place].low]:
            words = self.words[place : place + len(run)]
            if tuple(word.low for word in words) == run and not self.person_before(place):
                return place + len(run)
        return None

    def _name_at(self, place: int) -> tuple[int, int, str, str] | None:
        """The name that starts at a word: its first word, the word after it, certainty, reason."""
        word = self.words[place]
        if len(word.text) > LONGEST_WORD:
            return None
        if place and self.words[place - 1].text in ("St", "Saint") and not word.gap.strip(" ."):
            return None  # churches, schools, hospitals
        if word.low in TITLES:
            after = self._titled_until(place)
            if after:
                return place + 1, after, "likely", reasons.TITLE
        if not word.capital:
            return self.small_name(place)
        if word.text in ("Lady", "Lord") and self._is_ennobled(place + 1):
            return place + 1, place + 2, "likely", reasons.TITLE
        if place in self.roll:
            return place, place + 1, "likely", reasons.ROLL
        if self.is_several(place):
            return place, place + 1, "possible", reasons.SEVERAL
        speaker = self._speaker_until() if place == 0 and word.low in self.known.any_given else None
        if speaker:
            return place, speaker, "likely", reasons.SPEAKS
        if word.low in self.known.given:
            return self._given_name(place)
        if word.low in self.known.given_words:
            return self._word_like_name(place)
        if word.low in self.known.given_rare:
            return self._rare_name(place)
        if len(word.text) == 1:
            return self.initialled_name(place)
        if word.low.split("-")[0] in self.known.given and "-" in word.low and not self.is_ordinary(word):
            return self._given_name(place)  # "Jean-Baptiste"
        if self.after_the(place) and self.family_after(place + 1) and not self.is_ordinary(word):
            return place, place + 1, "likely", reasons.SPOKEN_OF
        if word.low in self.known.surnames and self.is_surname_first(place):
            return place, self.surname_first_until(place), "possible", reasons.SURNAME
        return self.unknown_name(place) or self._strange_actor(place)

    def _strange_actor(self, place: int) -> tuple[int, int, str, str] | None:
        """One capitalised word that no list holds, at the start of a sentence, before a deed of people."""
        word, follower = self.words[place], self.at(place + 1)
        if (
            len(word.text) < 3
            or not word.title_case
            or (follower and follower.capital)
            or self.is_ordinary(word)
        ):
            return None
        return (place, place + 1, "possible", reasons.SPOKEN_OF) if self.acts_strangely(place) else None

    def _speaker_until(self) -> int | None:
        """The word after a name that starts the text and has a colon after it: "Mei Ling: the forms"."""
        if (
            not self.words[0].title_case
            or self.words[0].low in OCCASIONS
            or self.words[0].low in self.known.not_people
        ):
            return None
        after = self.go_on(1, lambda word: word.joined and word.title_case)
        return after if self.speaks(after) and not self.is_head(after - 1) else None

    def _titled_until(self, title: int) -> int | None:
        """The word after the name that follows a title, if one does."""
        first = title + 1
        if first >= len(self.words) or self.words[first].gap.strip(" \u00a0.") or not self.words[first].gap:
            return None
        name = self.words[first]
        if "." in name.gap and not self.words[title].capital and not self.is_given(name):
            return None  # "…to see the dr. However…": the full stop ends a sentence
        if len(name.text) == 1 and name.capital:
            # "Dr J. Patel", "Mrs T"
            if first + 1 < len(self.words) and self.can_be_surname(first + 1, dotted=True):
                return first + 2
            return None if name.low in ("i", "a") else first + 1
        if self.words[title].text.isupper() and name.text.isupper() and not self.is_ordinary(name):
            return first + 1  # "MRS OKAFOR"
        if self.words[title].low not in FORMAL_TITLES and not self.words[title].capital:
            return None  # "I miss Harrowby"
        # "Mrs Quill", but not "Dr Bike": schemes are called doctor, too.
        formal = self.words[title].low in FORMAL_TITLES - {"dr"} and name.title_case
        # "Mr Bradford": nothing else is called so.
        town = self.words[title].text in ("Mr", "Mrs") and name.low not in self.known.heads
        if not self.can_be_surname(first, dotted=True) and not (
            formal and (town or name.low not in self.known.not_people)
        ):
            return None
        two = first + 1 < len(self.words) and self.can_be_surname(first + 1) and not self.is_head(first + 2)
        after = first + 2 if two else first + 1
        if self.words[title].low in _HONOURS and self._is_named_after(after):
            return None  # "Sir Robert Jones ward", "Dame Agnes Street"
        return after

    def _is_ennobled(self, place: int) -> bool:
        """Whether a surname that is nothing else stands at a place: "Lady Hargreaves", not "Lady Bay"."""
        word = self.at(place)
        if word is None or not word.joined or not word.title_case or self.is_ordinary(word):
            return False
        return word.low in self.known.surnames and not self._is_named_after(place + 1)

    def _is_named_after(self, after: int) -> bool:
        """Whether a name with an honour is, or stands before, that of a street or a building."""
        thing = self.at(after)
        if thing and thing.joined and (thing.low in NAMED_THINGS or self.is_head(after)):
            return True
        return self.words[after - 1].low in self.known.heads

    def _given_name(self, place: int) -> tuple[int, int, str, str] | None:
        after = self.full_name_until(place)
        if after:
            return None if self.is_a_things(place, after) else (place, after, "likely", reasons.FULL)
        follower = self.at(place + 1)
        if follower and follower.joined and follower.title_case and follower.low in self.known.not_people:
            return None  # "Marie Curie"-like names of organisations and places: "Alan Road"
        if (
            self.person_before(place)
            and follower
            and follower.joined
            and follower.title_case
            and follower.low not in FUNCTION_WORDS
        ):
            return place, place + 2, "likely", reasons.FULL  # a surname that is a word: "Roderick Vane"
        if self.after_the(place) and not (follower and follower.joined and self.person_after(place + 1)):
            return None
        initial = self.initial_until(place + 1)
        if initial:
            return place, initial, "likely", reasons.GIVEN
        if self.owns_after(place + 1) or self.is_home(place + 1) or self.owns_any_after(place + 1):
            return place, place + 1, "likely", reasons.OWNS
        if (
            self.person_before(place)
            or self.giving_before(place)
            or self.person_after(place + 1)
            or self.given_after(place + 1)
        ):
            return place, place + 1, "likely", reasons.GIVEN
        # Of bare first names in 10,000 patients' comments nine in ten were people; what is left are
        # wards and charities named after people, mostly with "the" before or a possessive.
        word = self.words[place]
        possessive = follower is not None and follower.gap.startswith(("'", "’"))
        in_a_name = follower is not None and follower.joined and follower.title_case
        named_after = place > 0 and word.joined and self.words[place - 1].low == "the"
        if word.title_case and not (possessive or in_a_name or named_after):
            return place, place + 1, "possible", reasons.BARE
        return None

    def _rare_name(self, place: int) -> tuple[int, int, str, str] | None:
        """A first name that is no word, though too rare to be believed by itself."""
        after = self.full_name_until(place)
        if not self.words[place].title_case and not (self.shouted and after):
            return None
        if after:
            return None if self.is_a_things(place, after) else (place, after, "likely", reasons.FULL)
        initial = self.initial_until(place + 1)
        if initial and (self.person_before(place) or self.person_after(initial)):
            return place, initial, "likely", reasons.GIVEN
        if self.after_the(place):
            return None  # "the Christie": a hospital
        spoken_of = (
            self.person_before(place)
            or self.asked_before(place)
            or self.person_surely_after(place + 1)
            or self.is_to_do(place + 1)
            or self.role_after(place + 1)
            or self.fondly_before(place)
            or self.acts_strangely(place)
        )
        signed = self.signs(place, place + 1, sure=not self.ends_with(place, frozenset({("from",)})))
        if spoken_of or signed or self.owns_after(place + 1) or self.given_after(place + 1):
            follower = self.at(place + 1)
            if follower and follower.joined and follower.capital and self.is_ordinary(follower):
                return None
            return place, place + 1, "possible", reasons.GIVEN
        return None

    def _word_like_name(self, place: int) -> tuple[int, int, str, str] | None:
        after = self.full_name_until(place)
        person, word = self.person_before(place), self.words[place]
        if after:
            if self.is_a_things(place, after):
                return None
            # "Will Eastmere get one?": at the start of a sentence only the words around can tell.
            surname = self.words[after - 1].low
            listed = surname in self.known.surnames and word.low not in VERBS
            if person or self.person_after(after) or (listed and word.low not in self.known.not_people):
                return place, after, "likely", reasons.SPOKEN_OF
            doubtful = self.starts_sentence(place) and (
                word.low in VERBS or word.low in OCCASIONS or len(surname) < 4
            )
            if not doubtful and word.low not in self.known.not_people:
                return place, after, "possible", reasons.UNSURE
            return None
        follower = self.at(place + 1)
        initial = self.initial_until(place + 1)
        bracketed = self.words[place].gap.endswith("(")
        if initial and (person or bracketed or self.person_after(initial) or not self.starts_sentence(place)):
            return place, initial, "possible", reasons.GIVEN
        if follower and follower.joined and follower.capital:
            labelled = self.is_labelled_full_name(place)
            return (place, place + 2, "likely", reasons.SPOKEN_OF) if labelled else None
        if self.is_pair(place) or (person and self.is_pair(place, one_is_enough=True)):
            return place, place + 1, "possible", reasons.GIVEN
        if self.is_role_after(place + 1):
            return place, place + 1, "possible", reasons.SPOKEN_OF
        if self.acts(place):
            return place, place + 1, "possible", reasons.SPOKEN_OF
        if word.low in self.known.not_people and not self.role_before(place):
            return None  # a month, a county: "thanks to Devon", "called June"
        person = person or (word.low not in OCCASIONS and self.fondly_before(place))
        said_of = self.owns_after(place + 1) or self.role_after(place + 1) or self.has_age(place + 1)
        if person or said_of or self.asked_before(place):
            return place, place + 1, "possible", reasons.GIVEN
        if word.low not in OCCASIONS and self.is_to_do(place + 1):
            return place, place + 1, "possible", reasons.SPEAKS
        if self.answers(place, place + 1):
            return place, place + 1, "possible", reasons.SIGNED
        if word.low not in OCCASIONS and self.signs(place, place + 1, sure=True):
            return place, place + 1, "possible", reasons.SIGNED
        if self.people_only_after(place + 1):
            return place, place + 1, "possible", reasons.GIVEN
        if self.starts_sentence(place):
            at_work = self.at_work_after(place + 1) and (word.low not in OCCASIONS or word.low in WORKERS)
            verb_after = word.low not in self.known.ordinary and self.given_after(place + 1)
            surely = self.person_surely_after(place + 1) or verb_after or self.negated_after(place + 1)
            spoken_of = at_work or (word.low not in OCCASIONS and surely)
        else:
            named_after = word.joined and self.words[place - 1].low in DETERMINERS
            verb_after = self.given_after(place + 1) and not named_after
            spoken_of = self.person_after(place + 1) or verb_after
        return (place, place + 1, "possible", reasons.GIVEN) if spoken_of else None
