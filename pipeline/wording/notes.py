"""Which notes need care, which of them people put in or took out, and which are in other languages.

"Perhaps some others I missed? Please fill in if you remember" asks nothing of others and is nobody's view: it
is a note and stays one, stands among all notes, and is never quoted as what people said.

In others somebody tells of their own or a relative's health, of their child, or of harm done to them. No name
need stand beside them: where few people came, others know who that is. Only what says so plainly counts. Read
in 35,000 answers that nobody had looked into while the forms were written: of 40 of those found for health 37
tell of an illness or disability, all of the few for harm do; "my son" alone was as often grown up, so it is
not among them.
"""

from __future__ import annotations

import re

from pandera.typing.pandas import DataFrame

from pipeline.tables import OTHER_TITLE, PUT_IN, TAKEN_OUT, Ledger, NoteLanguage, Notes
from pipeline.wording import count_words, list_words

# What people write at events in Britain and Ireland: among few, one is seldom mistaken for another.
NAMES = {
    "ar": "Arabic", "bg": "Bulgarian", "bn": "Bengali", "cs": "Czech", "cy": "Welsh", "de": "German",
    "el": "Greek", "en": "English", "es": "Spanish", "fa": "Persian", "fr": "French", "ga": "Irish",
    "gd": "Scottish Gaelic", "gu": "Gujarati", "hi": "Hindi", "hu": "Hungarian", "it": "Italian",
    "ku": "Kurdish", "lt": "Lithuanian", "lv": "Latvian", "nl": "Dutch", "pa": "Punjabi", "pl": "Polish",
    "ps": "Pashto", "pt": "Portuguese", "ro": "Romanian", "ru": "Russian", "sk": "Slovak", "so": "Somali",
    "sq": "Albanian", "sw": "Swahili", "ta": "Tamil", "tl": "Tagalog", "tr": "Turkish", "uk": "Ukrainian",
    "ur": "Urdu", "yo": "Yoruba", "zh": "Chinese",
}  # fmt: skip
_LISTED = 5  # places named at the end of a run
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


_CONDITION = (
    r"(?:cancer|brain tumou?r|diabet(?:es|ic)|dementia|alzheimer['’]?s|autis(?:m|tic)|adhd|asperger['’]?s"
    r"|stroke|depression|anxiety|bipolar|schizophrenia|psychosis|epilep(?:sy|tic)|seizures|parkinson['’]?s|copd"
    r"|asthma|arthritis|fibromyalgia|hiv|miscarriage|eating disorder|anorexia|ptsd|heart attack|brain injury"
    r"|learning disabilit(?:y|ies)|mental illness|panic attacks|kidney disease|multiple sclerosis)\b"
)
_RELATIVE = (
    r"(?:mum|mam|mom|mother|dad|father|son|daughter|wife|husband|partner|brother|sister|nan|gran|grandad"
    r"|grandmother|grandfather|granny|grandson|granddaughter|niece|nephew|child|boy|girl|baby)"
)
_BETWEEN = (
    r"(?:(?:been|being|an?|had|got|just|also|newly|severely|diagnosed|as|with|having|my|type|\w{1,2}|both"
    r"|chronic|severe|mild|early|stage|registered|living|in recovery from) ){0,6}"
)
_FORMS = (
    re.compile(
        r"\bI(?:['’]ve| have|['’]m| am| had| was| got| suffer(?:ed)?(?: from| with)?| live with) (?!to\b)"
        rf"{_BETWEEN}{_CONDITION}",
        re.IGNORECASE,
    ),
    re.compile(rf"\bmy (?:own |chronic |severe )?{_CONDITION}", re.IGNORECASE),
    re.compile(rf"\bmy (?:\w+ ){{0,2}}{_RELATIVE}(?:['’]s)? (?:\w+ ){{0,5}}{_CONDITION}", re.IGNORECASE),
    re.compile(
        r"\bmy (?:own |disabled |autistic |\w+[- ]year[- ]old |\d+ ?(?:yr|year)s?[- ]?old )?"
        r"(?:child|baby|little (?:boy|girl|one))\b|\bmy (?:\w+|\d+)[- ]years?[- ]old\b",
        re.IGNORECASE,
    ),
    re.compile(
        r"\bI (?:was|am|have been|['’]ve been|was once|got) (?:\w+ )?(?:abused|raped|assaulted|sectioned"
        r"|homeless|evicted|suicidal|groomed|trafficked|detained|self-harming|a refugee|an asylum seeker"
        r"|in (?:prison|care|foster care))\b"
        r"|\b(?:I|my \w+) (?:\w+ )?(?:tried to (?:kill|end)|took an overdose|self-harms?|self-harmed"
        r"|attempted suicide|lost (?:my|our) (?:son|daughter|baby|child))\b",
        re.IGNORECASE,
    ),
)


def find_sensitive(words: str) -> str:
    """The first words in a note by which it tells of such a thing, or nothing."""
    found = [match for form in _FORMS if (match := form.search(words))]
    return min(found, key=lambda match: match.start())[0] if found else ""


def say_corrected(ledger: DataFrame[Ledger]) -> str:
    """How many lines people took out of the notes and put in: "took 2 lines out of the notes"; or empty."""
    out, into = (int(ledger["reason"].eq(reason).sum()) for reason in (TAKEN_OUT, PUT_IN))
    said = [f"took {count_words(out, 'line')} out of the notes"] if out else []
    said += [f"put {count_words(into, 'line')} into {'them' if out else 'the notes'}"] if into else []
    return " and ".join(said)


def say_other_languages(language: DataFrame[NoteLanguage], notes: DataFrame[Notes]) -> list[str]:
    """What to look at where notes are in other languages, one line; none where none are."""
    found = language[language["other_language"] != ""].merge(notes, on="note_id")
    if found.empty:
        return []
    counts = found["other_language"].map(NAMES).value_counts()
    named = list_words(f"{number} in {name}" for name, number in sorted(counts.items()))
    places = found["locator"].where(found["locator"] != "", "line " + found["line"].astype(str)).tolist()
    more = f" and {len(places) - _LISTED} more" if len(places) > _LISTED else ""
    are = "is" if len(found) == 1 else "are"
    return [
        f"{count_words(len(found), 'note')} {are} in another language ({named}) and under “{OTHER_TITLE}”,"
        f" because the program compares meaning in English: {', '.join(places[:_LISTED])}{more}"
    ]
