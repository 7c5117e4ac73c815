"""Names of people: word lists, and what the words around a name say."""

from __future__ import annotations

import re

from pipeline.privacy.names.around import (
    acts_strangely,
    after_the,
    given_after,
    has_age,
    in_apposition,
    is_a_figure,
    is_a_place,
    is_a_shops,
    is_at_work,
    is_home,
    is_of_a_date,
    is_ones_own,
    is_sent,
    is_told_of,
    names_a_place,
    owns_after,
    owns_any_after,
    owns_personally,
    person_after,
    person_before,
    person_surely_after,
    role_after,
    said_of_one,
)
from pipeline.privacy.names.capitals import (
    BARE_INITIALS,
    calm_down,
    capitals_until,
    find_initialled,
    initials_act,
    initials_speak,
    list_roll,
    list_rows,
)
from pipeline.privacy.names.doubles import SPEAKS, find_word_like
from pipeline.privacy.names.forms import (
    LONGEST_WORD,
    Found,
    can_be_surname,
    full_name_until,
    initial_until,
    is_a_things,
    is_ennobled,
    is_in_syllables,
    is_listed_family,
    is_nicknamed,
    is_pair,
    is_several,
    is_two_given,
    is_twofold,
    surname_first_until,
    titled_until,
)
from pipeline.privacy.names.initials import find_initials
from pipeline.privacy.names.lists import WORDS, load_vocabulary
from pipeline.privacy.names.openings import OPENS, opening_until
from pipeline.privacy.names.small import find_small
from pipeline.privacy.names.strangers import GIVEN, SPOKEN_OF, SURNAME, find_stranger, find_strangers
from pipeline.privacy.names.voices import is_asked_after, is_to_do, names_itself, signs, speaks
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
    spans += [span for span in find_initials(written) if _is_free(span, spans)]
    if not text.shouted or len(text.words) < _FEWEST_SHOUTED:
        return spans
    # In capitals throughout nothing shows what has a capital of its own: read as if it were not shouted.
    calm = calm_down(text)
    more = [span for span in _find_in(Text(calm), calm) if _is_free(span, spans)]
    return sorted([*spans, *more], key=lambda span: span.start)


def _is_free(span: Span, spans: list[Span]) -> bool:
    return all(span.end <= other.start or span.start >= other.end for other in spans)


def _find_in(text: Text, written: str) -> list[Span]:
    spans: list[Span] = []
    place = 0
    known, roll = text.known, list_roll(text) | list_rows(text)
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
        end += reason == BARE_INITIALS and written[end : end + 1] == "."  # of the last initial
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
        if said and (run in text.known.firms or not person_before(text, place)):
            return place + len(run)
    return None


def _find_name(text: Text, place: int, roll: frozenset[int]) -> Found | None:
    """The name that starts at a word."""
    word, known = text.words[place], text.known
    if len(word.text) > LONGEST_WORD:
        return None
    if place == 0 and (after := opening_until(text)):
        return 0, after, "likely", OPENS
    if place and text.words[place - 1].text in ("St", "Saint") and not word.gap.strip(" ."):
        return None  # churches, schools, hospitals
    if word.low in WORDS["titles"] and (after := titled_until(text, place)):
        return place + 1, after, "likely", _TITLE
    if not word.capital:
        return find_small(text, place)
    if word.text in ("Lady", "Lord") and is_ennobled(text, place + 1):
        return place + 1, place + 2, "likely", _TITLE
    if not text.shouted and (after := capitals_until(text, place)):
        return place, after, "likely", _CAPITALS
    if place in roll:
        return place, place + 1, "likely", _ROLL
    if initials_act(text, place) or initials_speak(text, place):
        return place, place + 1, "possible", BARE_INITIALS
    if is_several(text, place):
        return place, place + 1, "possible", _SEVERAL
    if place == 0 and word.low in known.any_given and (speaker := _speaker_until(text)):
        return place, speaker, "likely", SPEAKS
    if is_in_syllables(text, place) and (found := find_strangers(text, place)):
        return found
    if word.low in WORDS["family"] and (name := text.at(place + 1)) and name.joined and text.is_given(name):
        return None  # "Nan Queenie": who she is follows
    if word.low in WORDS["family"] and not can_be_surname(text, place + 1):
        return None  # "Nan has had three falls"
    if names_a_place(text, place + 1) or is_of_a_date(text, place):
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
        return find_initialled(text, place)
    if word.low in WORDS["family"] | WORDS["roles"]:
        return None  # "Auntie Farida": who she is follows
    ordinary = text.is_ordinary(word)
    if ordinary and word.title_case and is_ones_own(text, place):
        return place, place + 1, "possible", SPOKEN_OF
    if "-" in word.low and word.low.split("-")[0] in known.given and not ordinary:
        return _find_given(text, place)  # "Jean-Baptiste"
    if is_twofold(word) and is_two_given(word, known):
        return _find_given(text, place)  # "Lee-Ann"
    if is_nicknamed(text, place):
        return place, place + 1, "possible", SPOKEN_OF
    if is_listed_family(text, place):
        return place, place + 1, "possible", SURNAME
    family = after_the(text, place) or (place == 0 and word.low in known.surnames)
    if family and text.has(place + 1, WORDS["households"]) and not ordinary:
        return place, place + 1, "likely", SPOKEN_OF
    if word.low in known.surnames and (after := surname_first_until(text, place)):
        return place, after, "possible", SURNAME
    surname_after = can_be_surname(text, place + 1)
    twofold = is_twofold(word) and word.low not in known.not_people  # "Shu-Fen Hsiao", "Yuk-Ling Cheung"
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
    return after if speaks(text, after) and not text.is_head(after - 1) else None


def _find_given(text: Text, place: int) -> Found | None:
    """A first name that is nothing else."""
    if after := full_name_until(text, place):
        return None if is_a_things(text, place, after) else (place, after, "likely", _FULL)
    follower = text.at(place + 1)
    in_a_name = follower is not None and follower.joined and follower.title_case
    if follower and in_a_name and follower.low in text.known.not_people:
        return None  # "Marie Curie"-like names of organisations and places: "Alan Road"
    if is_a_figure(text, place):
        return None
    person = person_before(text, place)
    if follower and in_a_name and person and follower.low not in WORDS["function_words"]:
        return place, place + 2, "likely", _FULL  # a surname that is a word: "Roderick Vane"
    if after_the(text, place) and not (follower and follower.joined and person_after(text, place + 1)):
        return None
    if initial := initial_until(text, place + 1):
        return place, initial, "likely", GIVEN
    if is_a_shops(text, place + 1):
        return None
    if owns_after(text, place + 1) or is_home(text, place + 1) or owns_any_after(text, place + 1):
        return place, place + 1, "likely", _OWNS
    if (
        person
        or text.ends_with(place, "giving_before")
        or person_after(text, place + 1)
        or given_after(text, place + 1)
        or names_itself(text, place)
    ):
        return place, place + 1, "likely", GIVEN
    # Of bare first names in 10,000 patients' comments nine in ten were people; what is left are
    # wards and charities named after people, mostly with "the" before or a possessive.
    possessive = follower is not None and follower.gap.startswith(("'", "’"))
    thing = possessive or in_a_name or after_the(text, place) or is_a_place(text, place)
    if text.words[place].title_case and not thing:
        return place, place + 1, "possible", _BARE
    return None


def _find_rare(text: Text, place: int) -> Found | None:
    """A first name that is no word, though too rare to be believed by itself."""
    after = full_name_until(text, place)
    word = text.words[place]
    long = word.text.isupper() and len(word.text) >= _LONG and not text.known.is_word(word.low)
    if not word.title_case and not (text.shouted and after) and not (long and person_before(text, place)):
        return None
    if after:
        return None if is_a_things(text, place, after) else (place, after, "likely", _FULL)
    initial = initial_until(text, place + 1)
    if initial and (person_before(text, place) or person_after(text, initial)):
        return place, initial, "likely", GIVEN
    if after_the(text, place) or text.words[place].low in text.known.things:
        return None  # "the Christie": a hospital
    follower = text.at(place + 1)
    if follower and follower.joined and follower.capital and text.is_ordinary(follower):
        return None
    spoken_of = (
        person_before(text, place)
        or text.ends_with(place, "asked_before")
        or text.ends_with(place, "spoken_to")
        or person_surely_after(text, place + 1)
        or is_to_do(text, place + 1)
        or role_after(text, place + 1)
        or text.follows(place, WORDS["fond"])
        or acts_strangely(text, place)
        or signs(text, place, place + 1, sure=not text.ends_with(place, "from"))
        or owns_after(text, place + 1)
        or owns_personally(text, place + 1)
        or is_told_of(text, place + 1)
        or is_sent(text, place)
        or given_after(text, place + 1)
        or said_of_one(text, place, "of_somebody")
        or text.has(place + 1, WORDS["goes_on_as_one"])
        or in_apposition(text, place, place + 1)
        or is_pair(text, place)
        or has_age(text, place + 1)
        or is_asked_after(text, place)
        or names_itself(text, place)
        or is_at_work(text, place)
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
