"""What stands around a word of a text, as evidence that it does or does not name a person."""

from __future__ import annotations

import re
from collections.abc import Callable

from pipeline.privacy.names.context import (
    ARTICLES,
    ASKED_BEFORE,
    CONTRACTED,
    DETERMINERS,
    FAMILY,
    FOND,
    FUNCTION_WORDS,
    GIVEN_AFTER,
    GIVING_BEFORE,
    NAMED_THINGS,
    NEGATED,
    OF_PEOPLE,
    OF_PEOPLE_ONLY,
    OWNED,
    PERSON_AFTER,
    PERSON_BEFORE,
    PLACE_AFTER,
    ROLES,
    SAYING,
    SIGNED_BEFORE,
    WORKPLACES,
)
from pipeline.privacy.names.vocabulary import Vocabulary
from pipeline.privacy.names.words import Word, split_words

_AGE = re.compile(r"(?:, ?\d{1,3}[,:]| ?\(\d{1,3}\))")
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
        return word.low in self.known.any_given

    def is_ordinary(self, word: Word) -> bool:
        """Whether it, or a part of it, is an English word or names something else than a person."""
        parts = word.low.replace("‑", "-").split("-")
        known = self.known
        return any(
            part in known.not_people or part in FUNCTION_WORDS or known.is_english(part) for part in parts
        )

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
        if self.ends_with(place, PERSON_BEFORE) or self.role_before(place) or self.after_a_name(place):
            return True
        # "our nurse is Dawn"
        joined = place > 1 and self.words[place].joined and self.words[place - 1].joined
        return joined and self.words[place - 1].low in ("is", "was") and self.words[place - 2].low in ROLES

    def asked_before(self, place: int) -> bool:
        """What stands before is done to people, seldom to things: "told"."""
        return self.ends_with(place, ASKED_BEFORE)

    def after_the(self, place: int) -> bool:
        """Whether "the" stands right before: people are seldom called so, hospitals and wards are."""
        return place > 0 and self.words[place].joined and self.words[place - 1].low == "the"

    def after_a_determiner(self, place: int) -> bool:
        """Whether "my", "the" or the like stands right before: what follows is more often a thing."""
        return place > 0 and self.words[place].joined and self.words[place - 1].low in DETERMINERS

    def person_surely_after(self, place: int) -> bool:
        """What follows speaks of a person and can hardly speak of a place or a thing."""
        word, following = self.at(place), self.at(place + 1)
        if word is None or not self.person_after(place):
            return False
        if word.low in ("is", "was", "has", "been"):
            return following is not None and following.low not in ARTICLES
        return True

    def speaks(self, after: int) -> bool:
        """Whether a name starts the text and a colon follows it, as before what somebody said."""
        word = self.at(after)
        return word is not None and after <= 3 and word.gap[:1] == ":"

    def is_to_do(self, after: int) -> bool:
        """Whether a name starts the text and "to" with a verb follows it: "Wei to check"."""
        word, following = self.at(after), self.at(after + 1)
        if word is None or following is None or after != 1:
            return False
        return word.joined and word.low == "to" and following.joined and not following.capital

    def role_after(self, place: int) -> bool:
        """Whether a role follows: "(volunteer driver)", ", our carer,"."""
        word, following = self.at(place), self.at(place + 1)
        if word is None or word.gap.strip()[-1:] not in ("(", ",", "-", "–"):
            return False
        if word.gap.strip()[-1:] == "(" and word.low in ROLES:
            return True
        second = bool(following and following.joined and following.low in ROLES)
        return second and (word.low in DETERMINERS or word.low in ("a", "an") or word.gap.strip()[-1:] == "(")

    def of_family_after(self, after: int) -> bool:
        """Whether the word before is in the possessive of a relative: "Zebediah's mum"."""
        word = self.at(after)
        return word is not None and word.gap[:2].lower() in ("'s", "’s") and word.low in FAMILY

    def is_role_after(self, place: int) -> bool:
        """Whether the text goes on "is my carer": said even of an April or a June."""
        words = self.words[place : place + 4]
        if (
            len(words) < 3
            or words[0].low not in ("is", "was")
            or words[1].low not in ("my", "our", "his", "her")
        ):
            return False
        return any(word.low in ROLES for word in words[2:])

    def has_age(self, after: int) -> bool:
        """Whether the word before is followed by an age between commas or in brackets: "Ron (77)"."""
        return bool(_AGE.match(self.text[self.words[after - 1].end :][:8]))

    def family_after(self, place: int) -> bool:
        """Whether a word such as "family" follows: "the Okafor family"."""
        word = self.at(place)
        return bool(
            word and word.joined and word.low in ("family", "brothers", "sisters", "household", "twins")
        )

    def and_i_after(self, place: int) -> bool:
        """Whether "and I" or "and me" follows."""
        word, following = self.at(place), self.at(place + 1)
        return bool(word and word.joined and word.low == "and" and following and following.low in ("i", "me"))

    def negated_after(self, place: int) -> bool:
        """Whether a verb follows that stands with one person or thing only: "isn't", "doesn't"."""
        word = self.at(place)
        return bool(word and word.joined and word.low.replace("’", "'") in NEGATED)

    def fondly_before(self, place: int) -> bool:
        """Whether a word such as "young" or "lovely" stands right before."""
        return place > 0 and self.words[place].joined and self.words[place - 1].low in FOND

    def is_home(self, after: int) -> bool:
        """Whether the word before is in the possessive and nothing follows: "next meeting at Marcia's"."""
        if after < 2 or self.words[after - 2].low not in ("at", "round", "to", "near"):
            return False
        end = self.words[after - 1].end
        if self.text[end : end + 2].lower() not in ("'s", "’s"):
            return False
        word = self.at(after)
        return word is None or word.gap[2:].strip() != ""

    def owns_any_after(self, after: int) -> bool:
        """Whether the word before is in the possessive of anything but a place: "Priya's clinic"."""
        word = self.at(after)
        if word is None or word.capital or word.gap[:2].lower() not in ("'s", "’s", "' ", "’ "):
            return False
        if after > 1 and self.after_the(after - 1):
            return False
        if word.low in FUNCTION_WORDS:
            return word.low in CONTRACTED  # "Zofia's been", but not "Wendy's and"
        return word.low not in NAMED_THINGS

    def owns_after(self, after: int) -> bool:
        """Whether the word before is in the possessive, of something that people have: "Kev's mum"."""
        word = self.at(after)
        if word is None or word.capital or word.gap[:2].lower() not in ("'s", "’s"):
            return False
        following = self.at(after + 1)
        near = (word.low, following.low if following is not None and following.joined else "")
        return any(low in OWNED for low in near)

    def answers(self, place: int, after: int) -> bool:
        """Whether a name ends the text after a colon, where somebody was asked for: "best nurse: Hope"."""
        if place == 0 or after < len(self.words) or not self.words[place].gap.strip().startswith(":"):
            return False
        return any(word.low in ROLES for word in self.words[max(0, place - 6) : place])

    def signs(self, place: int, after: int, *, sure: bool) -> bool:
        """Whether a name stands at the end as people sign: "- Maureen", "from Kath x", "regards, Pat".

        Args:
            place: Its first word.
            after: The word after its last.
            sure: Whether a dash or "from" before it is enough.
        """
        if self.text[self.words[after - 1].end :].strip(" .!)x") == "" and self.words[place].gap.endswith(
            "("
        ):
            return sure
        rest = [word for word in self.words[after : after + 3] if word.low.strip("x")]
        if rest and not (len(rest) == 1 and rest[0].low in ("table", "group", "age", "aged")):
            return False
        kisses = after < len(self.words) and not rest
        if place == 0:
            return False
        gap, before = self.words[place].gap.strip(), self.words[place - 1].low
        if before in SIGNED_BEFORE and gap in ("", ",", ":", "-", "–", "."):
            return gap == "," or before in ("signed", "regards", "wishes", "love") or sure
        dashed = bool(gap) and gap[-1] in "-–—~"
        return (dashed or (before == "from" and not gap)) and (sure or kisses)

    def giving_before(self, place: int) -> bool:
        """What stands before gives a first name, though it may give other things too: "from"."""
        return self.ends_with(place, GIVING_BEFORE)

    def role_before(self, place: int) -> bool:
        """A role right before, perhaps with a comma: "our receptionist, Gordon"."""
        if place == 0 or self.words[place].gap.strip() not in ("", ",", ":", "(", "-", "–"):
            return False
        return self.words[place - 1].low in ROLES

    def named_role_before(self, place: int) -> bool:
        """A role in small letters right before, as in "nurse Harrowby", or one that introduces a speaker."""
        if place == 0 or not self.role_before(place):
            return False
        before, gap = self.words[place - 1], self.words[place].gap.strip()
        return (not gap and (not before.capital or before.low in FAMILY)) or gap == ":"

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
        if word.low in ("aged", "age"):
            return word.gap.strip() in (",", "(")
        if word.low == "and" and following is not None:
            return following.low in ("her", "his") and following.joined
        if word.low in ("is", "was", "has", "been") and following is not None:
            return following.joined and following.low in OF_PEOPLE
        if word.low in PLACE_AFTER and following is not None and following.low in DETERMINERS:
            fourth = self.at(place + 3)
            return any(near is not None and near.low in WORKPLACES for near in (third, fourth))
        return bool(
            word.low in PLACE_AFTER and following and following.joined and following.low in WORKPLACES
        )

    def people_only_after(self, place: int) -> bool:
        """What follows is said of nobody and nothing but a person: "shouted", "was rude"."""
        word, following, third = self.at(place), self.at(place + 1), self.at(place + 2)
        if word is None or not word.joined:
            return False
        if word.low in SAYING or (word.low == "and" and following and following.low in ("her", "his")):
            return True
        if word.low in ("is", "was") and following is not None:
            near = (following.low, third.low if third is not None and third.joined else "")
            return near[0] in OF_PEOPLE_ONLY or (
                near[0] in ("so", "very", "really") and near[1] in OF_PEOPLE_ONLY
            )
        return False

    def at_work_after(self, place: int) -> bool:
        """What follows says where somebody works: "on reception", "at the front desk"."""
        word = self.at(place)
        return word is not None and word.low in PLACE_AFTER and self.person_after(place)

    def given_after(self, place: int) -> bool:
        """What follows is what is said of people, though of other things too: "is", "helped"."""
        word = self.at(place)
        if word is None or not word.joined or word.capital:
            return False
        return word.low.replace("’", "'") in GIVEN_AFTER or (word.low.endswith("ed") and len(word.low) > 4)
