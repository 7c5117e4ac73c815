"""What stands around a word of a text, as evidence that it does or does not name a person."""

from __future__ import annotations

from collections.abc import Callable

from pipeline.privacy.context import (
    DETERMINERS,
    FUNCTION_WORDS,
    GIVEN_AFTER,
    GIVING_BEFORE,
    OF_PEOPLE,
    PERSON_AFTER,
    PERSON_BEFORE,
    PLACE_AFTER,
    ROLES,
    WORKPLACES,
)
from pipeline.privacy.vocabulary import Vocabulary
from pipeline.privacy.words import Word, split_words

_MOST_PARTS = 4  # first names, initials or particles in a row


class Surroundings:
    """The words of one text, and questions about a word by its place among them."""

    def __init__(self, text: str, vocabulary: Vocabulary) -> None:
        self.text = text
        self.known = vocabulary
        self.words = split_words(text)
        self.shouted = text.isupper()  # written in capitals throughout
        self.named_until = -1  # index of the word after the last name found

    def go_on(self, place: int, fits: Callable[[Word], bool]) -> int:
        """The first of a few words that does not fit; bounded, so that reading stays linear."""
        last = place
        while last < place + _MOST_PARTS and (word := self.at(last)) and fits(word):
            last += 1
        return last

    def at(self, place: int) -> Word | None:
        """The word at a place, or None outside the text."""
        return self.words[place] if 0 <= place < len(self.words) else None

    def is_given(self, word: Word) -> bool:
        """Whether it is a first name, perhaps one that is also a word."""
        return word.low in self.known.given or word.low in self.known.given_words

    def is_ordinary(self, word: Word) -> bool:
        """Whether it, or a part of it, is an English word or names something else than a person."""
        parts = word.low.replace("‑", "-").split("-")
        listed = (self.known.not_people, self.known.ordinary, FUNCTION_WORDS)
        return any(part in words for part in parts for words in listed)

    def is_head(self, place: int) -> bool:
        """Whether the word at a place makes the name before it that of a place or organisation."""
        word = self.at(place)
        return bool(word and word.joined and word.capital and word.low in self.known.heads)

    def starts_sentence(self, place: int) -> bool:
        """Whether a word starts the text or a sentence, so that its capital says nothing."""
        gap = self.words[place].gap
        return place == 0 or (not self.words[place].joined and gap.strip() not in (",", "(", "&", "/"))

    def before(self, place: int) -> tuple[str, ...]:
        """Up to three words right before, in lower case, as far as only spaces stand between."""
        low: list[str] = []
        at = place
        while at > 0 and len(low) < 3 and (self.words[at].joined or self.words[at].gap.strip() in (":", "(")):
            at -= 1
            low.insert(0, self.words[at].low.replace("’", "'"))
        return tuple(low)

    def ends_with(self, place: int, cues: frozenset[tuple[str, ...]]) -> bool:
        """Whether one of the cues stands right before a word."""
        before = self.before(place)
        return any(before[-length:] in cues for length in range(1, len(before) + 1))

    def person_before(self, place: int) -> bool:
        """What stands before speaks of a person: "thanks to", "our receptionist,", "Marion and"."""
        return self.ends_with(place, PERSON_BEFORE) or self.role_before(place) or self.after_a_name(place)

    def asked_before(self, place: int) -> bool:
        """The cues that are believed before a first name in small letters."""
        return self.ends_with(place, frozenset({("ask",), ("from",)}))

    def giving_before(self, place: int) -> bool:
        """What stands before gives a first name, though it may give other things too: "from"."""
        return self.ends_with(place, GIVING_BEFORE)

    def role_before(self, place: int) -> bool:
        """A role right before, perhaps with a comma: "our receptionist, Gordon"."""
        if place == 0 or self.words[place].gap.strip() not in ("", ",", ":", "(", "-", "–"):
            return False
        return self.words[place - 1].low in ROLES

    def after_a_name(self, place: int) -> bool:
        """Whether this goes on a list of names: "Marion and Perpetua", "Marion, Perpetua"."""
        if self.named_until < 0:
            return False
        gap = self.words[place].gap.strip()
        if place == self.named_until:
            return gap in (",", "&", "/", "+")
        return place == self.named_until + 1 and self.words[place - 1].low == "and"

    def person_after(self, place: int) -> bool:
        """What follows speaks of a person: "told me", "was so helpful", "on the desk"."""
        word, following, third = self.at(place), self.at(place + 1), self.at(place + 2)
        if word is None or not (word.joined or word.gap.strip() in (",", "(", ":")):
            return False
        if word.low in PERSON_AFTER:
            return True
        if word.low in ("is", "was", "has", "been") and following is not None:
            return following.joined and following.low in OF_PEOPLE
        if word.low in PLACE_AFTER and following is not None and following.low in DETERMINERS:
            fourth = self.at(place + 3)
            return any(near is not None and near.low in WORKPLACES for near in (third, fourth))
        return bool(
            word.low in PLACE_AFTER and following and following.joined and following.low in WORKPLACES
        )

    def given_after(self, place: int) -> bool:
        """What follows is what is said of people, though of other things too: "is", "helped"."""
        word = self.at(place)
        if word is None or not word.joined or word.capital:
            return False
        return word.low.replace("’", "'") in GIVEN_AFTER or (word.low.endswith("ed") and len(word.low) > 4)
