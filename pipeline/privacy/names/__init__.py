"""Names of people: word lists, and what the words around a name say."""

from __future__ import annotations

import re

from pipeline.privacy.names import around, forms, initials, voices
from pipeline.privacy.names.doubtful import (
    GIVEN,
    SPEAKS,
    SPOKEN_OF,
    SURNAME,
    find_stranger,
    find_strangers,
    find_word_like,
)
from pipeline.privacy.names.forms import LONGEST_WORD, Found
from pipeline.privacy.names.lists import WORDS, load_vocabulary
from pipeline.privacy.names.small import find_small
from pipeline.privacy.names.words import Text
from pipeline.privacy.spans import Span

# Why something is taken for a name, as people read it beside each flag.
_TITLE = "A capitalised word follows a title such as Mrs or Dr."
_FULL = "A known first name is followed by another capitalised word."
_CAPITALS = "A first name and another name stand in capitals."
_BARE = "A known first name stands alone; nothing around says who or what it is."
_OWNS = "A known first name is followed by something that belongs to people."
_SEVERAL = "A known first name in the plural follows a number."
_ROLL = "It stands in a list of who was there."


_FEWEST_SHOUTED = 3  # words; fewer in capitals are a heading, or the name of something
_LONG = 5  # letters in capitals; fewer are a short form as often
_NUMBER_AFTER = re.compile(r"[.:]? {0,2}[+(\d]")


def find_names(written: str) -> list[Span]:
    """Find likely names of people: one span per name, without its title, in text order."""
    text = Text(written)
    spans = _find_in(text, written)
    spans += [span for span in initials.find_initials(written) if _is_free(span, spans)]
    if not text.shouted or len(text.words) < _FEWEST_SHOUTED:
        return spans
    # In capitals throughout nothing shows what has a capital of its own: read as if it were not shouted.
    calm = forms.calm_down(text)
    more = [span for span in _find_in(Text(calm), calm) if _is_free(span, spans)]
    return sorted([*spans, *more], key=lambda span: span.start)


def _is_free(span: Span, spans: list[Span]) -> bool:
    return all(span.end <= other.start or span.start >= other.end for other in spans)


def _find_in(text: Text, written: str) -> list[Span]:
    spans: list[Span] = []
    place = 0
    known, roll = text.known, forms.list_roll(text) | forms.list_rows(text)
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
        end += reason == initials.BARE_INITIALS and written[end : end + 1] == "."  # of the last initial
        if first and text.words[first].joined and text.words[first - 1].text in WORDS["nicknamed"]:
            start = text.words[first - 1].start
        spans.append(Span(start, end, "name", certainty, reason))
        place = text.named_until = after
    return spans


def _namesake_until(text: Text, place: int) -> int | None:
    """The place after a saying or a thing named after somebody, if one starts here and nobody is meant."""
    for run in text.known.namesakes[text.words[place].low]:
        words = text.words[place : place + len(run)]
        said = tuple(word.low for word in words) == run
        if said and (run in text.known.firms or not around.person_before(text, place)):
            return place + len(run)
    return None


def _find_name(text: Text, place: int, roll: frozenset[int]) -> Found | None:
    """The name that starts at a word."""
    word, known = text.words[place], text.known
    if len(word.text) > LONGEST_WORD:
        return None
    if place == 0 and (after := voices.opening_until(text)):
        return 0, after, "likely", voices.OPENS
    if place and text.words[place - 1].text in ("St", "Saint") and not word.gap.strip(" ."):
        return None  # churches, schools, hospitals
    if word.low in WORDS["titles"] and (after := forms.titled_until(text, place)):
        return place + 1, after, "likely", _TITLE
    if not word.capital:
        return find_small(text, place)
    if word.text in ("Lady", "Lord") and forms.is_ennobled(text, place + 1):
        return place + 1, place + 2, "likely", _TITLE
    if not text.shouted and (after := forms.capitals_until(text, place)):
        return place, after, "likely", _CAPITALS
    if place in roll:
        return place, place + 1, "likely", _ROLL
    if initials.act(text, place) or initials.speak(text, place):
        return place, place + 1, "possible", initials.BARE_INITIALS
    if forms.is_several(text, place):
        return place, place + 1, "possible", _SEVERAL
    if place == 0 and word.low in known.any_given and (speaker := _speaker_until(text)):
        return place, speaker, "likely", SPEAKS
    if forms.is_in_syllables(text, place) and (found := find_strangers(text, place)):
        return found
    if word.low in WORDS["family"] and (name := text.at(place + 1)) and name.joined and text.is_given(name):
        return None  # "Nan Queenie": who she is follows
    if word.low in WORDS["family"] and not forms.can_be_surname(text, place + 1):
        return None  # "Nan has had three falls"
    if around.names_a_place(text, place + 1) or around.is_of_a_date(text, place):
        return None
    if word.low in known.given:
        return _find_given(text, place)
    if word.low in known.given_words:
        return find_word_like(text, place)
    if word.low in known.given_rare:
        return _find_rare(text, place)
    if word.text[1:].islower() and known.is_rare(word.low) and (rare := _find_rare(text, place)):
        return rare
    if len(word.text) == 1:
        return initials.find_initialled(text, place)
    if word.low in WORDS["family"] | WORDS["roles"]:
        return None  # "Auntie Farida": who she is follows
    ordinary = text.is_ordinary(word)
    if ordinary and word.title_case and around.is_ones_own(text, place):
        return place, place + 1, "possible", SPOKEN_OF
    if "-" in word.low and word.low.split("-")[0] in known.given and not ordinary:
        return _find_given(text, place)  # "Jean-Baptiste"
    if forms.is_twofold(word) and forms.is_two_given(word, known):
        return _find_given(text, place)  # "Lee-Ann"
    if forms.is_nicknamed(text, place):
        return place, place + 1, "possible", SPOKEN_OF
    if forms.is_listed_family(text, place):
        return place, place + 1, "possible", SURNAME
    family = around.after_the(text, place) or (place == 0 and word.low in known.surnames)
    if family and text.has(place + 1, WORDS["households"]) and not ordinary:
        return place, place + 1, "likely", SPOKEN_OF
    if word.low in known.surnames and (after := forms.surname_first_until(text, place)):
        return place, after, "possible", SURNAME
    surname_after = forms.can_be_surname(text, place + 1)
    twofold = (
        forms.is_twofold(word) and word.low not in known.not_people
    )  # "Shu-Fen Hsiao", "Yuk-Ling Cheung"
    if twofold and surname_after and not text.is_head(place + 2):
        return place, place + 2, "likely", SURNAME
    if ordinary or not word.title_case or word.low in known.things:
        return None
    return find_strangers(text, place) if surname_after else find_stranger(text, place)


def _speaker_until(text: Text) -> int | None:
    """The place after a name that starts the text and has a colon after it: "Mei Ling: the forms"."""
    word = text.words[0]
    if not word.title_case or word.low in WORDS["occasions"] or word.low in text.known.not_people:
        return None
    after = text.skip(1, lambda word: word.joined and word.title_case)
    return after if voices.speaks(text, after) and not text.is_head(after - 1) else None


def _find_given(text: Text, place: int) -> Found | None:
    """A first name that is nothing else."""
    if after := forms.full_name_until(text, place):
        return None if forms.is_a_things(text, place, after) else (place, after, "likely", _FULL)
    follower = text.at(place + 1)
    in_a_name = follower is not None and follower.joined and follower.title_case
    if follower and in_a_name and follower.low in text.known.not_people:
        return None  # "Marie Curie"-like names of organisations and places: "Alan Road"
    if around.is_a_figure(text, place):
        return None
    person = around.person_before(text, place)
    if follower and in_a_name and person and follower.low not in WORDS["function_words"]:
        return place, place + 2, "likely", _FULL  # a surname that is a word: "Roderick Vane"
    if around.after_the(text, place) and not (
        follower and follower.joined and around.person_after(text, place + 1)
    ):
        return None
    if initial := forms.initial_until(text, place + 1):
        return place, initial, "likely", GIVEN
    if around.is_a_shops(text, place + 1):
        return None
    if (
        around.owns_after(text, place + 1)
        or around.is_home(text, place + 1)
        or around.owns_any_after(text, place + 1)
    ):
        return place, place + 1, "likely", _OWNS
    if (
        person
        or text.ends_with(place, "giving_before")
        or around.person_after(text, place + 1)
        or around.given_after(text, place + 1)
        or voices.names_itself(text, place)
    ):
        return place, place + 1, "likely", GIVEN
    # Of bare first names in 10,000 patients' comments nine in ten were people; what is left are
    # wards and charities named after people, mostly with "the" before or a possessive.
    possessive = follower is not None and follower.gap.startswith(("'", "’"))
    thing = possessive or in_a_name or around.after_the(text, place) or around.is_a_place(text, place)
    if text.words[place].title_case and not thing:
        return place, place + 1, "possible", _BARE
    return None


def _find_rare(text: Text, place: int) -> Found | None:
    """A first name that is no word, though too rare to be believed by itself."""
    after = forms.full_name_until(text, place)
    word = text.words[place]
    long = word.text.isupper() and len(word.text) >= _LONG and not text.known.is_word(word.low)
    if (
        not word.title_case
        and not (text.shouted and after)
        and not (long and around.person_before(text, place))
    ):
        return None
    if after:
        return None if forms.is_a_things(text, place, after) else (place, after, "likely", _FULL)
    initial = forms.initial_until(text, place + 1)
    if initial and (around.person_before(text, place) or around.person_after(text, initial)):
        return place, initial, "likely", GIVEN
    if around.after_the(text, place) or text.words[place].low in text.known.things:
        return None  # "the Christie": a hospital
    follower = text.at(place + 1)
    if follower and follower.joined and follower.capital and text.is_ordinary(follower):
        return None
    spoken_of = (
        around.person_before(text, place)
        or text.ends_with(place, "asked_before")
        or text.ends_with(place, "spoken_to")
        or around.person_surely_after(text, place + 1)
        or voices.is_to_do(text, place + 1)
        or around.role_after(text, place + 1)
        or text.follows(place, WORDS["fond"])
        or around.acts_strangely(text, place)
        or voices.signs(text, place, place + 1, sure=not text.ends_with(place, "from"))
        or around.owns_after(text, place + 1)
        or around.owns_personally(text, place + 1)
        or around.is_told_of(text, place + 1)
        or around.is_sent(text, place)
        or around.given_after(text, place + 1)
        or around.said_of_one(text, place, "of_somebody")
        or text.has(place + 1, WORDS["goes_on_as_one"])
        or around.in_apposition(text, place, place + 1)
        or forms.is_pair(text, place)
        or around.has_age(text, place + 1)
        or voices.is_asked_after(text, place)
        or voices.names_itself(text, place)
        or around.is_at_work(text, place)
        or (text.follows(place, WORDS["foreign_titles"]) and text.words[place - 1].capital)
    )
    if spoken_of:
        return place, place + 1, "possible", GIVEN
    # "I was glad to talk with Lise": in the middle of a sentence places and products are the fewer.
    before = text.words[place - 1] if place and text.words[place].joined else None
    bare = before is not None and not before.capital and text.words[place].text[1:].islower()
    bare = bare and not (follower and follower.gap.startswith(("'", "’", "-")))
    at_place = text.follows(place, WORDS["before_places_and_times"] | WORDS["determiners"])
    return (place, place + 1, "possible", _BARE) if bare and not at_place else None
