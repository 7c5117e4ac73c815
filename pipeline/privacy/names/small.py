"""Names in small letters, as people type them: "thanks to dave", "mrs patel", "kevin said"."""

from __future__ import annotations

from pipeline.privacy.names import reasons
from pipeline.privacy.names.context import (
    FUNCTION_WORDS,
    GIVEN_AFTER,
    OCCASIONS,
    OWNED,
    PERSON_AFTER,
    ROLES,
    SPOKEN_TO,
    list_cues,
    list_words,
)
from pipeline.privacy.names.surroundings import Surroundings
from pipeline.privacy.names.words import Word

_SHORT = 4  # letters; shorter first names in small letters ("ann", "max", "thi") are slips of typing as well
# Titles in small letters, by what a word must be to be a surname after them.
_PLAIN_TITLES = frozenset(("mr", "mrs", "ms"))
_DOUBTFUL_TITLES = frozenset(("dr", "miss", "cllr", "nurse", "prof", "doctor", "councillor", "sister"))


class SmallNames(Surroundings):
    """The search for names in small letters."""

    def small_name(self, place: int) -> tuple[int, int, str, str] | None:
        """The name in small letters that starts at a word: its first word, the word after it, and so on."""
        word, known = self.words[place], self.known
        if word.low in _PLAIN_TITLES or word.low in _DOUBTFUL_TITLES:
            return self._small_titled(place)
        if len(word.low) == 1:
            return self._small_initial(place)
        if word.low in known.given or ("-" in word.low and word.low.split("-")[0] in known.given):
            if word.low in known.not_people:
                return None
            if word.low in known.ordinary and not (place == 0 and self.is_to_do(1)):
                if self._surely_spoken_of(place):  # "thank deb"
                    return place, place + 1, "possible", reasons.SMALL
                return None
            spoken_of = self._spoken_of(place) or self.asked_before(place) or self.giving_before(place)
            if spoken_of or len(word.low) >= _SHORT:
                return place, self._small_surname(place + 1), "possible", reasons.SMALL
        elif word.low in known.given_words or word.low in known.given_rare:
            # "thanks to sue": an ordinary word as well, so only the surest of words around are believed.
            if word.low in known.not_people or len(word.low) < 2:
                return None
            if self._surely_spoken_of(place):
                return place, self._small_surname(place + 1), "possible", reasons.SMALL
        return None

    def _spoken_of(self, place: int) -> bool:
        return self.person_before(place) or self.person_after(place + 1) or self.owns_after(place + 1)

    def _surely_spoken_of(self, place: int) -> bool:
        """Thanked or spoken to, and with nothing after that would make the word a noun or a verb."""
        spoken_of = self.ends_with(place, SPOKEN_TO) or self.ends_with(place, _THANKED)
        low, known = self.words[place].low, self.known
        if not spoken_of and low not in OCCASIONS and (low in known.given or low not in known.ordinary):
            spoken_of = self.ends_with(place, _THANKED_SHORTLY) or self._after_a_small_name(place)
        if not spoken_of:
            return False
        following = self.at(place + 1)
        if following is None or not following.joined:
            return True
        return following.low in _AFTER_NAMES or self._is_small_surname(following)

    def _after_a_small_name(self, place: int) -> bool:
        """Whether a name and "and" or "n" stand before: "deb n mo"."""
        return place == self.named_until + 1 and place > 1 and self.words[place - 1].low in ("and", "n")

    def _small_initial(self, place: int) -> tuple[int, int, str, str] | None:
        """An initial and a surname, both in small letters: "j okafor"."""
        surname = self.at(place + 1)
        if surname is None or self.words[place].low in "aiuxn" or len(surname.low) < _SHORT:
            return None
        known = self.known
        fits = surname.joined and not surname.capital and surname.low in known.surnames
        if not fits or surname.low in known.ordinary or surname.low in FUNCTION_WORDS:
            return None
        return place, place + 2, "possible", reasons.SMALL

    def _small_titled(self, place: int) -> tuple[int, int, str, str] | None:
        name = self.at(place + 1)
        if name is None or name.capital or not name.gap or name.gap.strip(" \u00a0."):
            return None
        if len(name.low) < 3 or name.low in FUNCTION_WORDS or name.low in self.known.not_people:
            return None
        if "." in name.gap and self.words[place].low not in _PLAIN_TITLES:
            return None
        if self.words[place].low in _PLAIN_TITLES:
            fits = name.low not in PERSON_AFTER and name.low not in ROLES
        else:
            known = self.known
            fits = name.low not in known.ordinary and (name.low in known.surnames or name.low in known.given)
        return (place + 1, place + 2, "likely", reasons.SMALL_TITLE) if fits else None

    def _small_surname(self, after: int) -> int:
        """The word after a surname in small letters, if one follows."""
        following = self.at(after)
        return after + 1 if following is not None and self._is_small_surname(following) else after

    def _is_small_surname(self, word: Word) -> bool:
        known = self.known
        return (
            word.joined
            and len(word.text) > 2
            and word.low not in known.ordinary
            and word.low not in FUNCTION_WORDS
            and word.low not in PERSON_AFTER
            and word.low not in GIVEN_AFTER
            and word.low not in known.not_people
            and word.low not in OWNED
        )


_THANKED = list_cues(
    """
    thanks to, thank you to, thx to, ty to, cheers to, shout out to, shoutout to, kudos to, credit to,
    well done to, big thanks to, hats off to, grateful to, my name is, name is, i'm called, ask for
    """
)
# Believed only of what is no English word: "thank god".
_THANKED_SHORTLY = list_cues(
    """
    thank, thx, ta, ty, cheers, big up, can't fault, cant fault, cannot fault, couldn't fault, couldnt fault
    """
)
_AFTER_NAMES = list_words(
    """
    and for who at in on from was is again x xx xxx about but so the too because when n she he or
    """
)
