"""Who opens a note, speaks, writes, signs or is asked: evidence of a name in what a note says of itself.

`place` is that of the word in question, `after` that of the word after what may be a name.
"""

from __future__ import annotations

import re

from pipeline.privacy.names.lists import WORDS
from pipeline.privacy.names.words import Text, Word

_TABLE = re.compile(r"(?:,| ?\() ?(?:table|group|flat|no|aged?) ?\d{1,3}\)", re.IGNORECASE)
_ATTRIBUTED = re.compile(r"[\"”’'][.,]? ?[-–—]")
OPENS = "A note opens with a name before a dash or a colon."
_LABEL_ENDS = re.compile(r" [-–—~|=] | [(+&] ?[a-z\d]| ?(?:\.\.\.|…)|:(?!//)|;|$")
_LONGEST = 4  # words
_SHORT = 3  # letters; shorter names in small letters are slips of typing as well
_GREETINGS = ("hi", "hello", "hiya", "hey", "morning", "afternoon")


def speaks(text: Text, after: int) -> bool:
    """Whether a name starts the text and a colon follows it, as before what somebody said."""
    word = text.at(after)
    return word is not None and after <= 3 and word.gap[:1] == ":"


def is_to_do(text: Text, after: int) -> bool:
    """Whether a name starts the text and "to" with a verb follows it: "Wei to check"."""
    verb = text.at(2)
    return after == 1 and text.has(1, ("to",)) and bool(verb and verb.joined and not verb.capital)


def answers(text: Text, place: int, after: int) -> bool:
    """Whether a name ends the text after a colon, where somebody was asked for: "best nurse: Hope"."""
    if place == 0 or after < len(text.words) or not text.words[place].gap.strip().startswith(":"):
        return False
    return any(word.low in WORDS["roles"] for word in text.words[max(0, place - 6) : place])


def signs(text: Text, place: int, after: int, *, sure: bool) -> bool:
    """Whether a name stands at the end as people sign: "- Maureen", "from Kath x", "regards, Pat".

    `sure` says that a dash or "from" before it is enough.
    """
    gap = text.words[place].gap
    if gap.endswith("(") and text.written[text.words[after - 1].end :].strip(" .!)x") == "":
        return sure
    rest = [word.low for word in text.words[after : after + 3] if word.low.strip("x")]
    if place == 0 or (rest and not (len(rest) == 1 and rest[0] in ("table", "group", "age", "aged"))):
        return False
    kisses = after < len(text.words) and not rest
    if text.words[place].gap.strip() == "," and text.words[0].low in WORDS["signed_before"] and place < 5:
        return sure  # "Love to all, Trev"
    gap, before = gap.strip(), text.words[place - 1].low
    if before in WORDS["signed_before"] and gap in ("", ",", ":", "-", "–", "."):
        return gap == "," or before in ("signed", "regards", "wishes", "love") or sure
    dashed = gap[-1:] in ("-", "–", "—", "~")
    return (dashed or (before == "from" and not gap)) and (sure or kisses)


def is_asked_after(text: Text, place: int) -> bool:
    """Whether a question is about it and what it does: "can Mark look at the projector"."""
    verb = text.at(place + 1)
    if text.follows(place, ("let",)) and verb is not None and not verb.capital:
        return verb.joined and verb.low not in WORDS["function_words"]
    if not text.follows(place, WORDS["questions"]) or not text.starts_sentence(place - 1) or verb is None:
        return False
    return verb.joined and not verb.capital and verb.low not in WORDS["function_words"]


def _shows_who(text: Text, place: int) -> bool:
    """Whether a note says who writes it: "This is Hope writing", "Hi, Rose here", "Table 3, Joy writing"."""
    word, follower = text.words[place], text.at(place + 1)
    if follower is None or not follower.joined or follower.low not in WORDS["shown_who"]:
        return False
    if text.follows(place, ("is",)) and text.follows(place - 1, ("this",)):
        return True
    if follower.low == "writing" and word.gap.rstrip().endswith(","):
        return True
    greeted = place == 1 and text.words[0].low in _GREETINGS
    later = text.at(place + 2)
    ends = later is None or not later.joined or later.low in ("from", "at", "again")
    return ends and (greeted or place == 0)


def _is_quoted(text: Text, place: int) -> bool:
    """Whether somebody's words stand before: "No one listens", said Hope; as Rose put it; "Talk" – Yusra."""
    verb, follower = text.at(place - 1), text.at(place + 1)
    if place == 0 or verb is None:
        return False
    asked = text.written[text.words[place].end :][:1] == "?"
    if _ATTRIBUTED.match(text.words[place].gap) and not asked and not (follower and follower.joined):
        return True
    if not text.words[place].joined:
        return False
    if verb.low == "as":
        return text.has(place + 1, ("put", "puts", "said", "says"))
    if verb.low not in ("said", "says", "added", "adds", "asked", "replied"):
        return False
    spoken = verb.gap.strip()[:1] in (",", '"', "”", "'", "’", "?", "!") and verb.gap != ""
    return place > 1 and spoken and (follower is None or not (follower.joined and follower.capital))


def _sits_at(text: Text, after: int) -> bool:
    """Whether the table where somebody sat follows in brackets: "Hope (table 2)", "(Rose, table 4)"."""
    return bool(_TABLE.match(text.written[text.words[after - 1].end :][:16]))


def _is_penned(text: Text, place: int, after: int) -> bool:
    """Whether it says who wrote or is to be asked: "Notes: Joy"."""
    if place == 0 or text.words[place].gap.strip() != ":" or after < len(text.words):
        return False
    return text.words[place - 1].low in WORDS["pens"] | WORDS["roles"] and place < 4


def is_bidden(text: Text, place: int) -> bool:
    """Whether somebody is asked to do what only people do: "could Yusra ring round"."""
    if not text.follows(place, ("can", "could", "will", "would")) or not text.starts_clause(place - 1):
        return False
    return text.has(place + 1, WORDS["bidden"])


def _speaks_of(text: Text, place: int) -> bool:
    """Whether more is said of her or him: "Patience? She left in May", "a year for Rose to be seen"."""
    follower = text.at(place + 1)
    if follower is None:
        return False
    if (
        place == 0
        and follower.gap[:1] in ("?", "!", ".", ",")
        and follower.low in ("she", "he", "she's", "he's")
    ):
        return True
    waited_for = text.follows(place, ("for",)) and text.has(place + 1, ("to",))
    return waited_for and text.has(place + 2, ("be", "get", "have", "see", "come", "speak", "go"))


def names_itself(text: Text, place: int, *, stranger: bool = False) -> bool:
    """Whether a note says who writes it, whose words it holds, who sat where or who is to be asked."""
    after = place + 1
    if _shows_who(text, place) or _is_quoted(text, place):
        return True
    if stranger:
        return False
    if place == 0 and after < len(text.words) and all(word.low.strip("x") == "" for word in text.words[1:]):
        return True  # "Rose x"
    return _speaks_of(text, place) or (_sits_at(text, after) or _is_penned(text, place, after))


def opening_until(text: Text) -> int | None:
    """The place after a name that a text opens with as a label, if it does.

    One of its words is a first name that is nothing else, or all stand in capitals and none is a word.
    """
    first = text.at(0)
    if first is None or first.low in WORDS["occasions"] or first.low in WORDS["titles"]:
        return None
    after = text.skip(1, lambda word: word.joined and _style(word) == _style(first))
    following = text.at(after)
    end = text.words[after - 1].end
    gap = text.written[end : following.start + 1 if following else end]
    if following is None or not _LABEL_ENDS.match(gap) or after >= _LONGEST:
        return None
    return after if _is_name(text, text.words[:after]) else None


def _style(word: Word) -> str:
    if word.text.isupper():
        return "capitals"
    return "title" if word.title_case else "small" if word.text.islower() else ""


def _is_name(text: Text, words: list[Word]) -> bool:
    known, style = text.known, _style(words[0])
    if not style or any(_is_nobody(text, word) for word in words):
        return False
    sure = [word.low in known.given or _is_rare(text, word) for word in words]
    if style == "capitals":
        listed = [sure or word.low in known.surnames for sure, word in zip(sure, words, strict=True)]
        odd = [
            one or word.low in known.any_given or not text.is_ordinary(word)
            for one, word in zip(listed, words, strict=True)
        ]
        return any(listed) and all(odd) and (len(words) > 1 or (sure[0] and len(words[0].low) > _SHORT))
    if style == "small":
        return sure[0] and len(words[0].low) >= _SHORT and len(words) == 1 and not known.is_word(words[0].low)
    if len(words) == 1:
        return sure[0] and not known.is_word(words[0].low)
    surname = words[-1].low
    family = surname in known.surnames or surname in known.surname_words or not text.is_ordinary(words[-1])
    return sure[0] and (family or any(part in known.given for part in words[0].low.split("-")))


def _is_rare(text: Text, word: Word) -> bool:
    known, parts = text.known, word.low.split("-")
    return (word.low in known.given_rare or (len(parts) > 1 and parts[0] in known.any_given)) and not (
        known.is_word(word.low)
    )


def _is_nobody(text: Text, word: Word) -> bool:
    known = text.known
    return (
        word.low in known.not_people
        or word.low in known.things
        or word.low in WORDS["function_words"]
        or word.low in WORDS["abbreviations"]
        or word.low in WORDS["family"]
        or word.low in WORDS["roles"]
    )
