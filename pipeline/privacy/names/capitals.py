"""Names in capitals, and initials: before a surname, and alone where the words around speak of a person.

And names in a row: lists of who was there, and first names with commas between them.
"""

from __future__ import annotations

from pipeline.privacy.names.around import counted_before, person_after, person_before
from pipeline.privacy.names.forms import Found
from pipeline.privacy.names.lists import RUNS, WORDS
from pipeline.privacy.names.voices import signs
from pipeline.privacy.names.words import Text, Word

BARE_INITIALS = "Initials stand where the words around speak of a person."
_INITIALS_ACT = "Initials are given as who is to do something."
_INITIAL = "An initial is followed by a capitalised word that is not an English word."


def capitals_until(text: Text, place: int) -> int | None:
    """The place after a full name in capitals in a text that is not: "JOAN SMITH said"."""
    word, known = text.words[place], text.known
    given = word.low in known.any_given and word.low not in known.not_people
    if not _in_capitals(word) or not given:
        return None
    sure, after = word.low in known.given, place + 1
    while after < place + 4 and (name := text.at(after)) and name.joined and _in_capitals(name):
        listed = name.low in known.surnames or name.low in known.any_given
        strange = sure and len(name.low) > 4 and not text.is_ordinary(name)
        # "SANDRA WHITTLE has": nothing else stands in capitals.
        alone = not ((more := text.at(after + 1)) and more.joined and more.text.isupper())
        strange = strange or (sure and alone and not text.is_head(after) and len(name.low) > 3)
        if not (listed or strange or (sure and name.low in known.surname_words)):
            break
        if name.low in known.not_people or name.low in WORDS["function_words"]:
            break
        after += 1
    if after == place + 1 or (not sure and word.low in known.ordinary and after == place + 2):
        surname = text.at(place + 1)
        if after == place + 1 or surname is None or surname.low in known.ordinary:
            return None
    following = text.at(after)
    shouts_on = following is not None and following.joined and _in_capitals(following) and text.is_head(after)
    return None if shouts_on else after


def calm_down(text: Text) -> str:
    """A text in capitals as somebody would have written it who does not shout, letter for letter as long.

    What is a first name or no English word keeps a capital, and so does the first word.
    """
    written = text.written
    pieces, last = [], 0
    for place, word in enumerate(text.words):
        known = text.known
        plain = word.low in known.ordinary or text.is_ordinary(word)
        named = word.low in known.given or (not plain and len(word.text) > 2 and _in_capitals(word))
        # "MISS PEARL": an ordinary word behind a title.
        titled = text.follows(place, WORDS["titles"]) and (word.low in known.any_given or not plain)
        named = named or titled or word.low in WORDS["titles"]
        lower = word.text.lower()
        if len(lower) == len(word.text) and word.low not in WORDS["abbreviations"]:
            shown = lower[0].upper() + lower[1:] if named or place == 0 or len(lower) == 1 else lower
            pieces += [written[last : word.start], shown]
            last = word.end
    calm = "".join([*pieces, written[last:]])
    return calm if len(calm) == len(written) else written


def _in_capitals(word: Word) -> bool:
    return len(word.text) > 2 and word.text.isupper() and any(letter in "aeiouy" for letter in word.low)


def bare_initials_until(text: Text, place: int) -> int | None:
    """The place after initials with full stops that stand for a person: "J.M. said", "D.R. was moved"."""
    second, after = text.at(place + 1), place + 2
    if second is None or not second.is_initial or second.gap != ".":
        return None
    end = second.end
    if text.written[end : end + 1] != ".":
        return None
    if (third := text.at(after)) and third.is_initial and third.gap == ".":
        after += 1
    if "".join(word.low for word in text.words[place:after]) in WORDS["abbreviations"]:
        return None
    said = text.words[after] if after < len(text.words) else None
    if said is None or said.gap.strip() not in (".", ".:", ".,"):
        return after if person_before(text, place) or _signs_alone(text, place, after) else None
    # The full stop belongs to the initials, not to the sentence.
    plain = said.low.replace("’", "'")
    spoken_of = not said.capital and (
        plain in WORDS["person_after"]
        or plain in WORDS["given_after"]
        or plain in WORDS["goes_on_as_one"]
        or (plain == "to" and text.starts_sentence(place))
    )
    return after if spoken_of or person_before(text, place) else None


def _signs_alone(text: Text, place: int, after: int) -> bool:
    """Whether initials end the text as people sign: after a dash, or behind "Notes:"."""
    if after < len(text.words) or place == 0:
        return False
    gap = text.words[place].gap.strip()
    penned = gap == ":" and text.words[place - 1].low in WORDS["pens"] | WORDS["roles"] | WORDS["asks_to_act"]
    return penned or gap[-1:] in ("-", "–", "—")


def initials_act(text: Text, place: int) -> bool:
    """Whether two or three capitals are who is to do something: "Action: PH to ring"."""
    word = text.words[place]
    if not 1 < len(word.text) < 4 or not word.text.isupper() or word.low in WORDS["abbreviations"]:
        return False
    if place == 0 or text.words[place - 1].low not in WORDS["asks_to_act"] or text.known.is_word(word.low):
        return False
    follower = text.at(place + 1)
    to_do = text.has(place + 1, ("to", "will"))
    if word.joined:  # "Action PK to write to the council"
        return to_do and text.words[place - 1].low != "by"
    return word.gap.strip() == ":" and (to_do or follower is None or not follower.joined)


def initials_speak(text: Text, place: int) -> bool:
    """Whether two capitals open a clause and say or feel something: "KD felt ignored, RJ agreed"."""
    word, verb = text.words[place], text.at(place + 1)
    if len(word.text) != 2 or not word.text.isupper() or text.shouted or verb is None or not verb.joined:
        return False
    if word.low in WORDS["abbreviations"] | WORDS["in_two_letters"]:
        return False
    opens = (
        text.starts_clause(place) or word.gap.strip() in (",", ";", "-", "–") or text.follows(place, ("and",))
    )
    return opens and verb.low in WORDS["said_in_minutes"]


def find_initialled(text: Text, place: int) -> Found | None:
    """An initial or two before a surname: "P. Okafor"."""
    after = text.skip(place + 1, lambda word: word.is_initial and word.gap.strip() in (".", ""))
    surname = text.at(after)
    second = text.at(place + 1)
    apart = second is not None and second.is_initial and second.joined and text.has(place + 2, ("to",))
    if apart and place == 0 and len(text.words) > 3 and not text.words[3].capital:
        return place, place + 2, "possible", _INITIALS_ACT  # "A K to find out"
    if initials := bare_initials_until(text, place):
        return place, initials, "possible", BARE_INITIALS
    if surname is None or not surname.title_case or counted_before(text, place):
        return None  # "…option B. Harrowby…": the full stop ends a sentence
    known = text.known
    named = text.is_given(surname) or surname.low in known.surname_words
    if named and after > place + 1 and surname.gap.strip() == ".":
        return place, after + 1, "possible", _INITIAL  # "C. Y. Lam", though a lam is a word as well
    listed = surname.joined and surname.low in known.surnames
    signed = signs(text, place, after + 1, sure=True)
    if listed and (place == 0 or signed or person_after(text, after + 1)):
        return place, after + 1, "possible", _INITIAL
    if text.is_ordinary(surname):
        return None
    fits = surname.gap.strip() == "." or (surname.joined and (signed or person_before(text, place)))
    return (place, after + 1, "possible", _INITIAL) if fits else None


_LONGEST_ROLL = 400  # words


def list_roll(text: Text) -> frozenset[int]:
    """The places of single words in a list of who was there: "Present: May, Tunde and Grace"."""
    low = tuple(word.low for word in text.words[:4])
    start = next((length for length in range(len(low), 0, -1) if low[:length] in RUNS["rolls"]), 0)
    head = text.at(start)
    if not start or head is None or not (head.gap.startswith(":") or low[start - 1] == "from"):
        return frozenset()
    items: list[list[int]] = [[]]
    for place in range(start, min(len(text.words), start + _LONGEST_ROLL)):
        word, gap = text.words[place], text.words[place].gap.strip()
        if place > start and not word.joined and gap not in (",", "&", "/", ";", "+"):
            break
        if word.low == "and" or (place > start and gap):
            items.append([])
        if word.low != "and":
            items[-1].append(place)
    listed = [(item[0], text.words[item[0]], len(item)) for item in items if item]
    if not any(text.is_given(word) and word.title_case for _, word, _ in listed):
        return frozenset()
    return frozenset(
        place
        for place, word, length in listed
        if length == 1 and word.title_case and (text.is_given(word) or not text.is_ordinary(word))
    )


def list_rows(text: Text) -> frozenset[int]:
    """The places of single words in a row, one of them surely a first name: "Rahima, Shaheda and Lutfa"."""
    rows: set[int] = set()
    place = 0
    while place + 1 < len(text.words):
        joint = text.words[place + 1]
        if not text.words[place].capital or not (joint.low == "and" or joint.gap.strip()):
            place += 1  # most words are in no row
            continue
        row, last = _row_from(text, place)
        sure = sum(text.words[at].low in text.known.given for at in row)
        sure = sure or sum(text.words[at].low in text.known.given_rare for at in row) > 1
        if len(row) > 1 and sure and (len(row) > 2 or last == "and"):
            rows.update(row)
        place = row[-1] + 1 if row else place + 1
    return frozenset(rows)


def _row_from(text: Text, place: int) -> tuple[list[int], str]:
    """The places of a row of single capitalised words from a place on, and how its last is joined."""
    row: list[int] = []
    last = ""
    while (word := text.at(place)) and word.title_case:
        following = text.at(place + 1)
        single = not (following and following.joined and following.capital)
        if not single or not (text.is_given(word) or not text.is_ordinary(word)):
            break
        row.append(place)
        if following and following.gap.strip() in (",", "&", "/", "+", ";"):
            place, last = place + 1, following.gap.strip()
        elif following and following.joined and following.low == "and":
            place, last = place + 2, "and"
        else:
            break
    return row, last
