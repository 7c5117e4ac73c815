"""Names in small letters: "thanks to dave", "mrs patel", "my neighbour dawn has"."""

from __future__ import annotations

from pipeline.privacy.names.around import owns_after, person_after, person_before, role_before
from pipeline.privacy.names.forms import Found
from pipeline.privacy.names.lists import WORDS, is_romanised
from pipeline.privacy.names.voices import is_to_do
from pipeline.privacy.names.words import Text, Word

_SHORT = 4  # letters; shorter first names in small letters ("ann", "max", "thi") are slips of typing as well

_NO_SMALL_SURNAMES = frozenset[str]().union(
    *(WORDS[cue] for cue in ("function_words", "person_after", "given_after", "owned"))
)

_SHORTEST = 3  # letters
_OWN = ("my", "our", "his", "her", "their")
_UNMARKED = frozenset(("cant", "couldnt", "didnt", "doesnt", "wont", "isnt", "wasnt", "hasnt", "who", "whos"))

_SMALL = "A known first name in small letters stands where a person is spoken of."
_SMALL_TITLE = "A word in small letters follows a title such as mrs or dr."


def find_small(text: Text, place: int) -> Found | None:
    """The name in small letters that starts at a word: "thanks to dave", "mrs patel", "kevin said"."""
    word, known = text.words[place], text.known
    if word.low in WORDS["small_titles"] or word.low in WORDS["small_titles_that_are_words"]:
        return _find_small_titled(text, place)
    if _is_introduced(text, place) or _is_from_upstairs(text, place):
        return place, _small_surname_until(text, place + 1), "possible", _SMALL
    if place == 0 and _speaks_in_syllables(text):
        return 0, 2, "possible", _SMALL
    if len(word.low) == 1:
        return _find_small_initial(text, place)
    if word.low in known.not_people:
        called = word.low in known.any_given and text.ends_with(place, "spoken_to")
        return (
            (place, place + 1, "possible", _SMALL) if called and _is_surely_spoken_of(text, place) else None
        )
    if word.low in known.given or ("-" in word.low and word.low.split("-")[0] in known.given):
        if word.low in known.ordinary and not (place == 0 and is_to_do(text, 1)):
            surely = _is_surely_spoken_of(text, place)  # "thank deb"
            return (place, place + 1, "possible", _SMALL) if surely else None
        if (
            len(word.low) >= _SHORT
            or person_before(text, place)
            or person_after(text, place + 1)
            or owns_after(text, place + 1)
            or text.ends_with(place, "asked_before")
            or text.ends_with(place, "giving_before")
            or (place == 0 and text.has(1, WORDS["wants"]))
        ):
            return place, _small_surname_until(text, place + 1), "possible", _SMALL
    elif place == 0 and _speaks_small(text):
        return 0, 1, "possible", _SMALL
    # "thanks to sue": an ordinary word as well, so only the surest of words around are believed.
    elif (
        (word.low in known.given_words or word.low in known.given_rare) and _is_surely_spoken_of(text, place)
    ) or (known.is_rare(word.low) and word.low not in WORDS["titles"] and _is_rarely_spoken_of(text, place)):
        return place, _small_surname_until(text, place + 1), "possible", _SMALL
    return None


def _is_introduced(text: Text, place: int) -> bool:
    """Whether it follows who somebody is to the writer, and a verb follows: "my neighbour dawn cant"."""
    word, verb = text.words[place], text.at(place + 1)
    if word.low not in text.known.any_given or len(word.low) < _SHORTEST:
        return False
    if word.low in WORDS["verbs"] | WORDS["function_words"]:  # "her son will can't walk far"
        negated = verb is not None and verb.joined and verb.low in WORDS["negated_after"] | _UNMARKED
        return negated and text.follows(place, WORDS["neighbours"]) and text.follows(place - 1, _OWN)
    if text.follows(place, WORDS["kin_titles"]):
        return True
    if not text.follows(place, WORDS["neighbours"]) or not text.follows(place - 1, _OWN):
        return False
    if word.low in WORDS["given_after"]:
        return False
    if verb is None or not verb.joined:
        return True
    said = verb.low.replace("’", "'")
    return said in WORDS["given_after"] | WORDS["person_after"] | WORDS["goes_on_as_one"] or said in _UNMARKED


def _is_from_upstairs(text: Text, place: int) -> bool:
    """Whether a first name opens a text and where it is from follows: "patience from flat 3 has mould"."""
    word = text.words[place]
    listed = word.low in text.known.any_given and word.low not in WORDS["verbs"]
    where = text.has(1, ("from", "at", "in")) and text.has(2, WORDS["homes"])
    return place == 0 and listed and where and text.words[1].low != "in"


def _speaks_small(text: Text) -> bool:
    """Whether a first name that is also a word opens a text and says or wants something: "dawn says"."""
    low = text.words[0].low
    listed = low in text.known.given_words and low not in text.known.not_people
    return listed and low not in WORDS["occasions"] | WORDS["verbs"] and text.has(1, WORDS["wants"])


def _is_rarely_spoken_of(text: Text, place: int) -> bool:
    """A rare first name that opens a text and acts, is asked, or has a surname: "fatou jallow drives"."""
    if len(text.words[place].low) < _SHORT or text.is_ordinary(text.words[place]):
        return False
    if _goes_on_a_pair(text, place) or text.ends_with(place, "asked_before"):
        return True
    if place == 1 and text.follows(1, WORDS["dealt_with"]):
        return True
    following = text.at(place + 1)
    if following is None or not following.joined:
        return False
    if following.low in text.known.surnames and not text.known.is_word(following.low):
        return len(following.low) >= _SHORT and following.low not in _NO_SMALL_SURNAMES
    return place == 0 and following.low in WORDS["person_after"] | WORDS["goes_on_as_one"]


def _goes_on_a_pair(text: Text, place: int) -> bool:
    """Whether it follows a name in small letters: "deb n mo", "zainab and farhana"."""
    return place == text.named_until + 1 and place > 1 and text.words[place - 1].low in ("and", "n")


def _is_surely_spoken_of(text: Text, place: int) -> bool:
    """Thanked or spoken to, and with nothing after that would make the word a noun or a verb."""
    low, known = text.words[place].low, text.known
    spoken_of = text.ends_with(place, "spoken_to") or text.ends_with(place, "thanked")
    if not spoken_of and low not in WORDS["occasions"] and (low in known.given or low not in known.ordinary):
        spoken_of = _goes_on_a_pair(text, place) or text.ends_with(place, "thanked_shortly")
    following = text.at(place + 1)
    return spoken_of and (
        following is None
        or not following.joined
        or following.low in WORDS["after_small_names"]
        or _is_small_surname(text, following)
    )


def _find_small_initial(text: Text, place: int) -> Found | None:
    """An initial and a surname, both in small letters: "j okafor"."""
    surname, known = text.at(place + 1), text.known
    if surname is None or text.words[place].low in "aiuxn" or len(surname.low) < _SHORT:
        return None
    fits = surname.joined and not surname.capital and surname.low in known.surnames
    if not fits or surname.low in known.ordinary or surname.low in WORDS["function_words"]:
        return None
    return place, place + 2, "possible", _SMALL


def _find_small_titled(text: Text, place: int) -> Found | None:
    name, known, plain = text.at(place + 1), text.known, text.words[place].low in WORDS["small_titles"]
    if name is None or name.capital or not name.gap or name.gap.strip(" \u00a0."):
        return None
    if len(name.low) < 3 or name.low in WORDS["function_words"] or name.low in known.not_people:
        return None
    if plain:
        fits = name.low not in WORDS["person_after"] and name.low not in WORDS["roles"]
    else:
        named = name.low in known.surnames or name.low in known.given
        plain = known.is_word(name.low) or name.low in _UNMARKED or "." in name.gap
        fits = not plain and (named or text.words[place].low in ("cllr", "councillor"))
    return (place + 1, place + 2, "likely", _SMALL_TITLE) if fits else None


def _small_surname_until(text: Text, after: int) -> int:
    """The place after a surname in small letters, if one follows."""
    following = text.at(after)
    if following is None or not following.joined:
        return after
    return after + 1 if _is_small_surname(text, following) or _is_small_surname_too(text, after) else after


def _is_small_surname(text: Text, word: Word) -> bool:
    fits = word.joined and len(word.text) > 2 and word.low not in _NO_SMALL_SURNAMES
    return fits and not text.known.is_word(word.low)


def _is_small_surname_too(text: Text, place: int) -> bool:
    """Whether a surname that is also a word ends a name in small letters: "joan smith said"."""
    word, known, following = text.words[place], text.known, text.at(place + 1)
    listed = word.low in known.surname_words or word.low in known.surnames
    if not listed or not word.joined or word.low in _NO_SMALL_SURNAMES or word.low in known.not_people:
        return False
    if following is None or not following.joined or role_before(text, place - 1):
        return True
    after = following.low.replace("’", "'")
    return any(after in WORDS[cue] for cue in ("person_after", "given_after", "after_small_names"))


def _speaks_in_syllables(text: Text) -> bool:
    """Whether a text opens with such a name in small letters and a dash or colon: "mei fong – is late"."""
    pair, after = text.words[:2], text.at(2)
    if (
        len(pair) < 2
        or not pair[1].joined
        or after is None
        or after.gap.strip()[:1] not in ("-", "–", "—", ":")
    ):
        return False
    strange = any(not text.known.is_word(word.low) for word in pair)
    plain = any(word.low in WORDS["function_words"] for word in pair)
    return strange and not plain and is_romanised("-".join(word.low for word in pair))
