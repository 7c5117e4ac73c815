"""The forms a capitalised name can take: with a surname, an initial, particles, surname first, in pairs."""

from __future__ import annotations

from pipeline.privacy.names.context import BUILDINGS, FUNCTION_WORDS, NAMED_THINGS, PARTICLES, list_cues
from pipeline.privacy.names.small import SmallNames

_LABELS = list_cues(
    """
    taken by, minutes by, notes by, written by, typed by, facilitated by, led by, chaired by, hosted by,
    recorded by, minuted by, written up by, typed up by
    """
)
LONGEST_WORD = 40  # characters; nothing longer is a name


class NameForms(SmallNames):
    """Questions about the form of what may be a name."""

    def initial_until(self, place: int) -> int | None:
        """The word after a surname's initial: "Sue W.", "Debbie C"."""
        word = self.at(place)
        if word is None or not word.joined or not word.is_initial or word.low in ("i", "a"):
            return None
        following = self.at(place + 1)
        return None if following and following.joined and following.capital else place + 1

    def is_labelled_full_name(self, place: int) -> bool:
        """Whether two capitals follow a label or a job: "Minutes by Summer Rain", "nurse Joy Day"."""
        surname, after = self.words[place + 1], self.at(place + 2)
        if not surname.title_case or surname.low in self.known.heads or surname.low in FUNCTION_WORDS:
            return False
        if not self.words[place].title_case or (after and after.joined and after.capital):
            return False
        return self.role_before(place) or self.ends_with(place, _LABELS)

    def is_pair(self, place: int, *, one_is_enough: bool = False) -> bool:
        """Whether two capitalised first names stand with "and" between them: "Bill and Rose".

        Args:
            place: The first of them.
            one_is_enough: Whether one of them may be a month or a place.
        """
        joining, second = self.at(place + 1), self.at(place + 2)
        if joining is None or second is None or joining.low not in ("and", "&") or not joining.joined:
            return False
        both = (self.words[place], second)
        if not second.joined or not all(word.title_case and self.is_given(word) for word in both):
            return False
        sure = [word.low not in self.known.not_people for word in both]
        return any(sure) if one_is_enough else all(sure)

    def is_surname_first(self, place: int) -> bool:
        """Whether first names that are nothing else follow a surname: "Nguyen Thi Hoa"."""
        following = self.at(place + 1)
        return bool(
            following and following.joined and following.title_case and following.low in self.known.given
        )

    def surname_first_until(self, place: int) -> int:
        """The word after the first names that follow a surname."""
        return self.go_on(place + 1, lambda word: word.joined and word.title_case and self.is_given(word))

    def is_a_things(self, place: int, after: int) -> bool:
        """Whether a full name is that of a street or a hospital: nothing around speaks of a person."""
        if self.words[after - 1].low in BUILDINGS:
            return True
        if self.person_before(place):
            return False
        following = self.at(after)
        named_after = bool(following and following.joined and following.low in NAMED_THINGS)
        if self.after_the(place) or named_after:
            return True
        return self.is_head(after - 1) and not self.person_surely_after(after)

    def full_name_until(self, place: int) -> int | None:
        """The word after a first name with its surname, if one follows."""
        # "Mary Ann Tapscott", "Marion J. Tapscott", "Maria de la Cruz"
        last = self.go_on(place + 1, lambda word: word.joined and word.capital and self.is_given(word))
        last = self.go_on(last, lambda word: word.joined and word.is_initial and word.low != "i")
        last = self.go_on(last, lambda word: word.joined and word.low in PARTICLES)
        dotted = len(self.words[last - 1].text) == 1
        if self.can_be_surname(last, dotted=dotted):
            if self.is_head(last + 1):
                return None  # "Alan Turing Institute"
            second = self.at(last + 1)
            if (
                second
                and self.can_be_surname(last + 1)
                and not self.is_ordinary(second)
                and not self.can_be_surname(last + 2)
            ):
                return last + 2  # "Maria Garcia Lopez"
            return last + 1
        given_twice = last > place + 1 and self.is_given(self.words[last - 1])
        if given_twice and not self.is_head(last):
            return last  # "Thomas Martin": both words are first names
        return None

    def can_be_surname(self, place: int, *, dotted: bool = False) -> bool:
        """Whether a word continues a name: capitalised, joined, and not plainly something else."""
        word = self.at(place)
        if word is None or not word.capital or len(word.text) == 1 or len(word.text) > LONGEST_WORD:
            return False
        if not (word.joined or (dotted and word.gap.strip() == ".")):
            return False
        if word.low in self.known.surname_words or self.is_given(word):
            return word.title_case or not word.text.isupper() or self.shouted
        if word.text.isupper() and not self.shouted:
            return False  # an acronym
        if "-" in word.text and all(part[:1].isupper() for part in word.text.split("-")):
            parts = word.low.split("-")  # "Sandhu-Price"
            return not any(part in self.known.not_people for part in parts) and not all(
                part in self.known.ordinary and part not in self.known.surname_words for part in parts
            )
        return not self.is_ordinary(word)
