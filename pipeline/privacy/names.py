"""Likely names of people, without a trained model: word lists and what stands around.

A capitalised word alone says little: places, products and projects are capitalised too, and so is the
start of every sentence. So a name needs two kinds of evidence out of three: a known first name, a
second capitalised word that can be a surname, and words around it that speak of a person.
"""

from __future__ import annotations

from pipeline.privacy.context import (
    COUNTED,
    FORMAL_TITLES,
    FUNCTION_WORDS,
    GIVEN_AFTER,
    PARTICLES,
    PERSON_AFTER,
    PERSON_BEFORE,
    SPOKEN_TO,
    TITLES,
)
from pipeline.privacy.spans import Span
from pipeline.privacy.surroundings import Surroundings
from pipeline.privacy.vocabulary import load_vocabulary

_LONGEST_WORD = 40  # characters; nothing longer is a name

TITLE_REASON = "A capitalised word follows a title such as Mrs or Dr."
FULL_REASON = "A known first name is followed by another capitalised word."
SPOKEN_OF_REASON = "The words around say that a person is thanked, spoken to or spoken of."
GIVEN_REASON = "A known first name stands where the words around speak of a person."
UNSURE_REASON = "A first name that is also an ordinary word is followed by another capitalised word."
BARE_REASON = "A known first name stands alone; nothing around says who or what it is."
SMALL_REASON = "A known first name in small letters follows words such as 'thanks to'."
INITIAL_REASON = "An initial is followed by a capitalised word that is not an English word."


def find_names(text: str) -> list[Span]:
    """Find likely names of people.

    Args:
        text: One field of a note.

    Returns:
        One span per name, without its title, in text order.
    """
    reader = _Reader(text, load_vocabulary())
    return reader.read()


class _Reader(Surroundings):
    """Reads one text from left to right; holds its words so that rules can look around."""

    def read(self) -> list[Span]:
        """The names of the text, in order."""
        spans: list[Span] = []
        place = 0
        while place < len(self.words):
            found = self._name_at(place)
            if found is None:
                place += 1
                continue
            first, after, certainty, reason = found
            start, end = self.words[first].start, self.words[after - 1].end
            spans.append(Span(start, end, "name", certainty, reason))
            place = self.named_until = after
        return spans

    def _name_at(self, place: int) -> tuple[int, int, str, str] | None:
        """The name that starts at a word: its first word, the word after it, certainty, reason."""
        word = self.words[place]
        if len(word.text) > _LONGEST_WORD:
            return None
        if place and word.joined and self.words[place - 1].text in ("St", "Saint"):
            return None  # churches, schools, hospitals
        if word.low in TITLES:
            after = self._titled_until(place)
            if after:
                return place + 1, after, "likely", TITLE_REASON
        if not word.capital:
            return self._small_name(place)
        if word.low in self.known.given:
            return self._given_name(place)
        if word.low in self.known.given_words:
            return self._word_like_name(place)
        if len(word.text) == 1:
            return self._initialled_name(place)
        return self._unknown_name(place)

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
            if first + 1 < len(self.words) and self._can_be_surname(first + 1, dotted=True):
                return first + 2
            return None if name.low in ("i", "a") else first + 1
        if self.words[title].low not in FORMAL_TITLES and not self.words[title].capital:
            return None  # "I miss Harrowby"
        formal = self.words[title].low in FORMAL_TITLES and name.title_case
        if not self._can_be_surname(first, dotted=True) and not (
            formal and name.low not in self.known.not_people
        ):
            return None
        if first + 1 < len(self.words) and self._can_be_surname(first + 1) and not self.is_head(first + 2):
            return first + 2
        return first + 1

    def _given_name(self, place: int) -> tuple[int, int, str, str] | None:
        after = self._full_name_until(place)
        if after:
            return place, after, "likely", FULL_REASON
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
            return place, place + 2, "likely", FULL_REASON  # a surname that is a word: "Roderick Vane"
        if (
            self.person_before(place)
            or self.giving_before(place)
            or self.person_after(place + 1)
            or self.given_after(place + 1)
        ):
            return place, place + 1, "likely", GIVEN_REASON
        # Of bare first names in 10,000 patients' comments nine in ten were people; what is left are
        # wards and charities named after people, mostly with "the" before or a possessive.
        word = self.words[place]
        possessive = follower is not None and follower.gap.startswith(("'", "’"))
        in_a_name = follower is not None and follower.joined and follower.capital
        named_after = place > 0 and word.joined and self.words[place - 1].low == "the"
        if word.title_case and not (possessive or in_a_name or named_after):
            return place, place + 1, "possible", BARE_REASON
        return None

    def _word_like_name(self, place: int) -> tuple[int, int, str, str] | None:
        after = self._full_name_until(place)
        person = self.person_before(place)
        if after:
            # "Will Eastmere get one?": at the start of a sentence only the words around can tell.
            if person or self.person_after(after):
                return place, after, "likely", SPOKEN_OF_REASON
            if not self.starts_sentence(place) and not self.is_head(after - 1):
                return place, after, "possible", UNSURE_REASON
            return None
        follower = self.at(place + 1)
        if follower and follower.joined and follower.capital:
            return None
        word = self.words[place]
        if word.low in self.known.not_people and not self.role_before(place):
            return None  # a month, a county: "thanks to Devon", "called June"
        if person or (not self.starts_sentence(place) and self.person_after(place + 1)):
            return place, place + 1, "possible", GIVEN_REASON
        return None

    def _unknown_name(self, place: int) -> tuple[int, int, str, str] | None:
        """Two capitalised words that are no English words, where a person is spoken of."""
        word = self.words[place]
        if not word.title_case or self.is_ordinary(word):
            return None
        if not self._can_be_surname(place + 1):
            return self._unknown_single(place)
        last = place + 1
        if self._can_be_surname(last + 1) and not self.is_ordinary(self.words[last + 1]):
            last += 1
        if self.is_head(last + 1):
            return None
        if self.person_before(place):
            return place, last + 1, "likely", SPOKEN_OF_REASON
        if self.person_after(last + 1):
            return place, last + 1, "possible", SPOKEN_OF_REASON
        return None

    def _unknown_single(self, place: int) -> tuple[int, int, str, str] | None:
        """One capitalised word that is no English word: a name only where a person alone can be meant."""
        follower = self.at(place + 1)
        if len(self.words[place].text) < 3 or (follower and follower.joined and follower.capital):
            return None
        spoken_to = self.ends_with(place, SPOKEN_TO)
        if spoken_to or (self.ends_with(place, PERSON_BEFORE) and self.person_after(place + 1)):
            return place, place + 1, "possible", SPOKEN_OF_REASON
        return None

    def _initialled_name(self, place: int) -> tuple[int, int, str, str] | None:
        after = self.go_on(place + 1, lambda word: word.is_initial and word.gap.strip() in (".", ""))
        surname = self.at(after)
        if surname is None or not surname.title_case or self.is_ordinary(surname):
            return None
        dotted = surname.gap.strip() == "."
        if not (dotted or (surname.joined and self.person_before(place))):
            return None
        if place and self.words[place].joined and self.words[place - 1].low in COUNTED:
            return None  # "…option B. Harrowby…": the full stop ends a sentence
        return place, after + 1, "possible", INITIAL_REASON

    def _small_name(self, place: int) -> tuple[int, int, str, str] | None:
        """A known first name in small letters, and perhaps a surname, where a person is spoken of."""
        word = self.words[place]
        if word.low not in self.known.given or word.low in self.known.ordinary:
            return None
        if not (self.person_before(place) or self.role_before(place) or self.asked_before(place)):
            return None
        after = place + 1
        following = self.at(after)
        if (
            following
            and following.joined
            and len(following.text) > 2
            and following.low not in FUNCTION_WORDS | PERSON_AFTER | GIVEN_AFTER | self.known.ordinary
            and following.low not in self.known.not_people
        ):
            after += 1
        return place, after, "possible", SMALL_REASON

    def _full_name_until(self, place: int) -> int | None:
        """The word after a first name with its surname, if one follows."""
        # "Mary Ann Tapscott", "Marion J. Tapscott", "Maria de la Cruz"
        last = self.go_on(place + 1, lambda word: word.joined and word.capital and self.is_given(word))
        last = self.go_on(last, lambda word: word.joined and word.is_initial and word.low != "i")
        last = self.go_on(last, lambda word: word.joined and word.low in PARTICLES)
        dotted = len(self.words[last - 1].text) == 1
        if self._can_be_surname(last, dotted=dotted):
            if self.is_head(last + 1):
                return None  # "Alan Turing Institute"
            second = self.at(last + 1)
            if (
                second
                and self._can_be_surname(last + 1)
                and not self.is_ordinary(second)
                and not self._can_be_surname(last + 2)
            ):
                return last + 2  # "Maria Garcia Lopez"
            return last + 1
        given_twice = last > place + 1 and self.is_given(self.words[last - 1])
        if given_twice and not self.is_head(last):
            return last  # "Thomas Martin": both words are first names
        return None

    def _can_be_surname(self, place: int, *, dotted: bool = False) -> bool:
        """Whether a word continues a name: capitalised, joined, and not plainly something else."""
        word = self.at(place)
        if word is None or not word.capital or len(word.text) == 1 or len(word.text) > _LONGEST_WORD:
            return False
        if not (word.joined or (dotted and word.gap.strip() == ".")):
            return False
        if word.low in self.known.surname_words or self.is_given(word):
            return word.title_case or not word.text.isupper() or self.shouted
        if word.text.isupper() and not self.shouted:
            return False  # an acronym
        return not self.is_ordinary(word)
