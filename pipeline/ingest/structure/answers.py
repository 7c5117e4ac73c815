"""Answers that say nothing: they are counted and set aside, and never a note."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_LONGEST = 60
_EMPTY = re.compile(
    r"n ?/ ?a|n\.? ?a\.?|not applicable|none(?: (?:really|at all|(?:that )?i can think of))?|nil|"
    r"nothing(?: (?:else|more|further|really|much|(?:comes|springs) to mind|(?:that )?i can think of))*"
    r"(?: to (?:add|say|report|note))?"
    r"(?: (?:at|for) (?:this time|the moment|now|present))?|no(?:ne)? (?:further |more |other |additional )?"
    r"(?:comments?|answers?|responses?|opinions?|suggestions?|ideas?|thoughts?|feedback|idea|reply|remarks?)|"
    r"(?:i(?:'m| am) )?not (?:really )?sure|unsure|(?:i )?(?:don'?t|do not) know|dunno|no idea|idk|"
    r"(?:i )?(?:can'?t|cannot|can not) think of (?:anything|any)(?: else)?(?: (?:at the moment|right now))?|"
    r"not(?:hing)? that i (?:can think|know|am aware) of|"
    r"(?:the )?(?:same )?as (?:above|before|previous(?:ly)?|last)|see (?:above|previous|q\w*)|ditto|same|"
    r"(?:already )?(?:covered|answered|mentioned) (?:above|already|earlier)|"
    r"see (?:my )?(?:previous )?answers?|"
    r"test(?:ing)?(?: test(?:ing)?)*|asdf+\w*|x+|blank|left blank|no answer given|prefer not to say|"
    r"skip(?:ped)?|pass"
)
_DECLINED = re.compile(
    r"no(?:pe|t really|t particularly| no)?|nah|no,? thanks?(?: you)?|no thank ?you|ok(?:ay)?|"
    r"all (?:good|fine|ok|covered)|that(?:'s| is) (?:all|it)|fine|nothing|yes|y|n"
)
_ONLY_IF_INVITED = re.compile(r"nothing|none|same|pass|x+")
# A first word with which no such answer begins: most answers need no second look.
_SAYS_MORE = re.compile(
    r"(?!(?:n|na|not|none|nil|nothing|no|nope|nah|i|i.?m|unsure|don.?t|do|dunno|idk|can.?t|cannot|can|the|"
    r"same|as|asdf\w*|see|ditto|already|covered|answered|mentioned|test|testing|x+|blank|left|prefer|skip|skipped|pass|ok|okay|"
    r"all|that|that.?s|fine|yes|y)\b)[^\W_]",
    re.IGNORECASE,
)
_INVITES = re.compile(
    r"\banything (?:else|more|to add|you)\b|\b(?:any|other|further|additional|final|"
    r"general) (?:\w+ )?(?:comments?|thoughts?"
    r"|suggestions?|feedback|remarks?|questions?|ideas?)\b|^\W*(?:q?\d+\W+)?comments?\W*$|"
    r"^\W*(?:may|can|could) we (?:\w+ ){0,3}(?:contact|call|ring|e-?mail|write to|use|share|quote|publish)\b|"
    r"\bwhat else\b|\bis there anything\b|\bdo you have any\b|\btell us more\b",
    re.IGNORECASE,
)


@lru_cache(maxsize=256)  # the same few for all answers of a sheet
def _invites(question: str) -> bool:
    return bool(_INVITES.search(question))


def says_nothing(text: str, question: str = "") -> bool:
    """Whether an answer holds nothing that could be read, counted or acted on.

    "No" and "nothing" say nothing to "Anything else?", and much to "What gets in the way?".

    Args:
        text: The answer.
        question: What it answers, where that is known.
    """
    if len(text) > _LONGEST or _SAYS_MORE.match(text):
        return False
    plain = unicodedata.normalize("NFKC", text).casefold().replace("’", "'").replace("‘", "'")
    plain = " ".join("".join(c for c in plain if unicodedata.category(c) not in ("Cf", "Cc")).split())
    if not any(unicodedata.category(character)[0] in "LNS" for character in plain):
        return True
    plain = plain.strip(" .,!?-–—_*\"'“”„«»()•·:;/\\|~")
    if not plain:
        return all(
            unicodedata.category(character)[0] != "S" or character in "|~" for character in text.strip()
        )
    invited = _invites(question)
    if _EMPTY.fullmatch(plain):
        return invited or not question or not _ONLY_IF_INVITED.fullmatch(plain) or plain == "none"
    return invited and _DECLINED.fullmatch(plain) is not None
