"""What is said to whoever takes notes or fills in a form: it asks nothing of others, and is nobody's view.

"Perhaps some others I missed? Please fill in if you remember" is a note and stays one. It stands among all
notes, and is never quoted as what people said.
"""

from __future__ import annotations

import re

_TO = r"\b(?:please|pls|feel free to)"
_WHO = r"(?:you|anyone|anybody|someone|somebody)"
# In small letters, with straight apostrophes; each goes on to the end of its sentence.
_TOLD = re.compile(
    "|".join(
        rf"{start}[^.!?]*"
        for start in (
            rf"{_TO} (?:do )?fill (?:(?:this|it|them|these|anything|what) )?in\b(?! (?:the )?(?:pot)?holes?)",
            rf"{_TO} add (?:here|below|your (?:name|notes?)|to (?:this|the) (?:list|notes?|page|pad)"
            r"|(?:what|anything|more if)\b)",
            rf"{_TO} (?:complete|expand|amend|edit|correct|check) (?:me|this|here|if"
            r"|(?:my|the|these) (?:notes?|spellings?|names?|minutes))\b",
            r"\b(?:please|pls) (?:do )?(?:select|tick|circle|specify|rate|rank|indicate)\b",
            rf"\bif {_WHO} (?:can |could )?(?:remembers?|recalls?)\b",
            rf"\b(?:can|could) {_WHO} (?:else )?(?:please )?(?:fill in|remember|recall)\b",
            r"\b(?:others?|anything|anyone|anybody|something|someone|what|who|bits?|points?) (?:else )?"
            r"(?:that )?(?:i|we) (?:have |may have |might have )?(?:missed|forgot|forgotten)\b",
            rf"\bdid (?:i|we) (?:miss|forget) (?:any(?:thing|one|body)|something|{_WHO})\b",
            r"\b(?:didn't|did not|couldn't) (?:quite )?(?:catch|note down|write down) (?:the|all|every)"
            r"(?:thing)? ?(?:names?|details?|rest|end|beginning|speakers?|words?|of (?:it|this|that))?\W*$",
        )
    )
)
_SENTENCE = re.compile(r"[^.!?]+[.!?]*")
_PLAIN = str.maketrans({"’": "'", "‘": "'"})
_FEWEST_WORDS = 3  # of a sentence that says something


def drop_told(plain: str) -> str:
    """A text in small letters without what it tells scribes."""
    return _TOLD.sub(" ", plain)


def is_to_scribes(words: str) -> bool:
    """Whether a note tells scribes something, and no sentence of it says anything else."""
    plain = words.translate(_PLAIN).lower()
    if not _TOLD.search(plain):
        return False
    others = (one[0].strip() for one in _SENTENCE.finditer(plain) if not _TOLD.search(one[0]))
    return not any(len(one.split()) >= _FEWEST_WORDS and not one.endswith("?") for one in others)
