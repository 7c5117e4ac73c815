"""Names that no list holds: two strange capitalised words, or one where only a person can be meant."""

from __future__ import annotations

from pipeline.privacy.names import reasons
from pipeline.privacy.names.context import COUNTED, PERSON_BEFORE, SPOKEN_TO
from pipeline.privacy.names.forms import NameForms


class StrangeNames(NameForms):
    """The search for capitalised names that are no known first names."""

    def unknown_name(self, place: int) -> tuple[int, int, str, str] | None:
        """Two capitalised words that are no English words, where a person is spoken of."""
        word = self.words[place]
        twofold = "-" in word.text and all(part[:1].isupper() for part in word.text.split("-"))
        if twofold and word.low not in self.known.not_people:  # "Shu-Fen Hsiao", "Yuk-Ling Cheung"
            surname = self.at(place + 1)
            if surname and self.can_be_surname(place + 1) and not self.is_head(place + 2):
                return place, place + 2, "likely", reasons.SURNAME
        if not word.title_case or self.is_ordinary(word):
            return None
        if not self.can_be_surname(place + 1):
            return self._unknown_single(place)
        last = place + 1
        if self.can_be_surname(last + 1) and not self.is_ordinary(self.words[last + 1]):
            last += 1
        if self.is_head(last + 1):
            return None
        if self.person_before(place):
            return place, last + 1, "likely", reasons.SPOKEN_OF
        if self.person_after(last + 1):
            return place, last + 1, "possible", reasons.SPOKEN_OF
        if self.signs(place, last + 1, sure=False):
            return place, last + 1, "possible", reasons.SIGNED
        parts = self.words[last].low.split("-")
        if self.words[last].low in self.known.given:  # "Xiu Ying"
            return place, last + 1, "possible", reasons.GIVEN
        if any(part in self.known.surnames for part in parts) and not self.is_given(self.words[last]):
            return place, last + 1, "possible", reasons.SURNAME
        return None

    def _unknown_single(self, place: int) -> tuple[int, int, str, str] | None:
        """One capitalised word that is no English word: a name only where a person alone can be meant."""
        follower = self.at(place + 1)
        if len(self.words[place].text) < 3 or (follower and follower.joined and follower.capital):
            return None
        spoken_to = self.ends_with(place, SPOKEN_TO)
        if spoken_to or (self.ends_with(place, PERSON_BEFORE) and self.person_after(place + 1)):
            return place, place + 1, "possible", reasons.SPOKEN_OF
        said_of = (
            self.people_only_after(place + 1)
            or self.role_after(place + 1)
            or self.of_family_after(place + 1)
            or (self.and_i_after(place + 1) and not self.after_a_determiner(place))
        )
        if (said_of and not self.after_the(place)) or self.named_role_before(place):
            return place, place + 1, "possible", reasons.SPOKEN_OF
        if self.signs(place, place + 1, sure=False):
            return place, place + 1, "possible", reasons.SIGNED
        if self.words[place].low in self.known.surnames and not self.after_the(place):
            spoken_of = self.ends_with(place, PERSON_BEFORE) or self.person_surely_after(place + 1)
            return (place, place + 1, "possible", reasons.SURNAME) if spoken_of else None
        return None

    def initialled_name(self, place: int) -> tuple[int, int, str, str] | None:
        """An initial or two before a surname: "P. Okafor"."""
        after = self.go_on(place + 1, lambda word: word.is_initial and word.gap.strip() in (".", ""))
        surname = self.at(after)
        if surname is not None and surname.joined and surname.low in self.known.surnames:
            counted = place > 0 and self.words[place].joined and self.words[place - 1].low in COUNTED
            if surname.title_case and not counted and (place == 0 or self.person_after(after + 1)):
                return place, after + 1, "possible", reasons.INITIAL
        if surname is None or not surname.title_case or self.is_ordinary(surname):
            return None
        dotted = surname.gap.strip() == "."
        if not (dotted or (surname.joined and self.person_before(place))):
            return None
        if place and self.words[place].joined and self.words[place - 1].low in COUNTED:
            return None  # "…option B. Harrowby…": the full stop ends a sentence
        return place, after + 1, "possible", reasons.INITIAL
