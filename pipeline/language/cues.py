"""The cues of cues.toml: what speaks for which type of note, in its words or its form; found with spaCy."""

from __future__ import annotations

import functools
import re
import tomllib
from dataclasses import dataclass
from importlib.resources import files

from spacy.language import Language
from spacy.matcher import PhraseMatcher
from spacy.tokens import Doc, Token

from pipeline.wording import word_set

# Word lists behind the form of a note: closed classes and common verbs of English.
_ASKING = word_set("how what why when where who which whose whom")
# After an auxiliary at the start, one of these makes it a question: "is there", "could we".
_SUBJECTS = word_set(
    """
    i you we they he she it there the this that these those my our your their his her anyone anybody
    someone somebody people any
    """
)
_AUXILIARIES = word_set(
    "is are was were do does did can could will would has have had should shall may might am"
)
# Base forms of verbs so common that a note without any of them mostly has no verb.
_COMMON_VERBS = word_set(
    """
    be have do can will would should must may might get go say need want know make take come feel
    think tell see ask give find keep leave put mean let try call could 's 've 're 'm 'll 'd
    """
)
# Words in -ing that start a note without naming an activity.
_NO_ACTIVITIES = word_set(
    """
    nothing something anything everything evening morning during bring ring string spring thing king
    parking housing building being according including
    """
)
# Words that start instructions and also names of things ("phone us", "phone calls")...
NOUNS_TOO = word_set(
    """
    access act aim book call change copy cover design display end feed film focus fund group help
    host label lead link list look map mark market match measure mix move name offer park pay phone
    pick place plan plant post practise print prize raise record report respect review reward ring
    run sign sort spend split start stay stop support switch talk test text thank train treat trust
    try turn update use value visit walk work
    """
)
# ... and what follows them in instructions.
AFTER_AN_ORDER = word_set(
    """
    the a an this that these those my your our their his her its us me it them him you people
    everyone everybody someone somebody anyone all both each every some any more less one two in on
    at to for with up out off over down back from by about into through round around what how who
    where when why if and not doing making using asking telling giving being having getting
    """
)
_AMOUNT = re.compile(
    r"[£$€]\s?\d|\b\d[\d,.]*\s?(?:%|k\b|quid|grand|pounds?|mins?\b|minutes?|hours?|hrs?\b|days?|weeks?|wks?\b"
    r"|months?|mths?\b|years?|yrs?\b|times)",
    re.IGNORECASE,
)
_QUOTE = re.compile(r"[\"“”]|(?<!\w)['‘][^'’]{3,80}['’](?!\w)")
_SENTENCE = re.compile(r"[.!?]+(?:\s|$)|[^.!?]$")
_JOINT = re.compile(r"[,+&/;]|\s[–-]\s")
_LONG = 22  # words
_SHORT = 2
MARK_CUES = "mark_cues"  # the name of the component in spaCy's pipeline
Doc.set_extension("cues", default=())
Doc.set_extension("cues_for_notes_below", default=())


@dataclass(frozen=True)
class Cue:
    """One cue: met in a note, it speaks for some types and against others."""

    name: str
    because: str  # completes the sentence "It …"
    words: tuple[str, ...]  # met anywhere in the note
    first: tuple[str, ...]  # met at its start; with none of the three, read_form finds it by its name
    above: tuple[str, ...]  # met in its heading or lead-in
    points: dict[str, float]  # set by hand; what is fitted stands in note_types.txt


@functools.cache
def load_cues() -> dict[str, Cue]:
    """Read the cues, once per run, by name."""
    text = files("pipeline.language").joinpath("cues.toml").read_text(encoding="utf-8")
    return {
        name: Cue(
            name,
            entry["because"],
            _listed(entry, "words"),
            _listed(entry, "first"),
            _listed(entry, "above"),
            entry.get("points", {}),
        )
        for name, entry in tomllib.loads(text).items()
    }


def _listed(entry: dict[str, str], name: str) -> tuple[str, ...]:
    parts = (" ".join(part.split()) for part in entry.get(name, "").split(","))
    return tuple(words for words in parts if words)


def read_form(doc: Doc) -> list[str]:
    """The cues of form that a note meets, by name, in a fixed order."""
    text = doc.text.strip().rstrip("\"'”’).… ")
    words = [token for token in doc if any(letter.isalnum() for letter in token.text)]
    low = [token.lower_.replace("’", "'") for token in words]
    lemmas = {token.lemma_.lower() for token in words}
    told = frozenset(load_cues()["past"].words)  # irregular forms
    past = any(token.lower_ in told or _is_regular_past(token) for token in words)
    finite = past or not lemmas.isdisjoint(_COMMON_VERBS)
    met = {
        "asks": text.endswith("?"),
        "asks_within": "?" in doc.text and not text.endswith("?"),
        "turned_round": len(low) > 1
        and (
            (low[0] in _AUXILIARIES and low[1] in _SUBJECTS)  # "is there"
            or (low[0] in _ASKING and low[1] in _AUXILIARIES)  # "why do"
        ),
        "exclaims": text.endswith("!"),
        "a_thing": bool(low) and low[0] in ("a", "an", "one", "some", "somebody", "someone", "something"),
        "doing": len(low) > 1 and low[0].endswith("ing") and low[0] not in _NO_ACTIVITIES,
        "no_verb": bool(low) and not finite,
        "past": past,
        "very_short": 0 < len(low) <= _SHORT,
        "long": len(low) >= _LONG,
        "sentences": len(_SENTENCE.findall(doc.text)) > 1,
        "listing": not past and len(_JOINT.findall(doc.text)) > 1,
        "amount": _AMOUNT.search(doc.text) is not None,
        "quotes": _QUOTE.search(doc.text) is not None,
    }
    return [name for name, is_met in met.items() if is_met]


def _is_regular_past(token: Token) -> bool:
    written = token.lower_
    return written.endswith("ed") and len(written) > 4 and token.lemma_ != written


class _CueFinder:
    """Finds the listed words of one part of the cues (words, first, above) in a document."""

    def __init__(self, nlp: Language, part: str) -> None:
        self.written = PhraseMatcher(nlp.vocab, attr="LOWER")
        self.base_forms = PhraseMatcher(nlp.vocab, attr="LEMMA")
        for cue in load_cues().values():
            docs = [nlp.make_doc(words) for words in getattr(cue, part)]
            if not docs:
                continue
            self.written.add(cue.name, docs)
            # A base form stands for its inflections. An inflected form or a phrase is taken as it is
            # written, because "worked" and "work", "needed to" and "need to" say different things.
            # What starts a note is taken as written too: "use" tells what to do, "using" does not.
            if part != "first":
                single = list(nlp.pipe(doc.text for doc in docs if len(doc) == 1))
                if base := [doc for doc in single if doc[0].lemma_ == doc[0].lower_]:
                    self.base_forms.add(cue.name, base)

    def find(self, doc: Doc) -> list[tuple[str, int, int]]:
        """Each match as cue, first token and token after it; words inside a longer match are no cue."""
        matches = [*self.written(doc), *self.base_forms(doc)]
        # In "would help" the word "help" does not speak for itself.
        longest: dict[int, int] = {}
        for _, start, end in sorted(matches, key=lambda match: match[2] - match[1]):
            longest.update(dict.fromkeys(range(start, end), end - start))
        return [
            (doc.vocab.strings[name], start, end)
            for name, start, end in matches
            if all(longest[place] == end - start for place in range(start, end))
        ]


@Language.factory(MARK_CUES)
class MarkCues:
    """Finds the cues of cues.toml: words and phrases, words at the start, and the note's form.

    Any document may be a heading too, so what it says of the notes below it is kept apart.
    """

    def __init__(self, nlp: Language, name: str) -> None:
        self.anywhere = _CueFinder(nlp, "words")
        self.at_start = _CueFinder(nlp, "first")
        self.above = _CueFinder(nlp, "above")

    def __call__(self, doc: Doc) -> Doc:
        """Set `cues` and `cues_for_notes_below`: names of cues, in the order of cues.toml."""
        first = next((token.i for token in doc if not (token.is_punct or token.is_space)), 0)
        met = {name for name, _, _ in self.anywhere.find(doc)}
        met.update(
            name
            for name, start, end in self.at_start.find(doc)
            if start == first and not _negated(doc, end) and not _names_a_thing(doc, start)
        )
        met.update(read_form(doc))
        below = {name for name, _, _ in self.above.find(doc)}
        doc._.cues = tuple(name for name in load_cues() if name in met)
        doc._.cues_for_notes_below = tuple(name for name in load_cues() if name in below)
        return doc


def _negated(doc: Doc, place: int) -> bool:
    """Whether a negation hangs on the word before: "haven't been" is no instruction to have."""
    return place < len(doc) and doc[place].lower_ in ("n't", "n’t") and not doc[place - 1].whitespace_


def _names_a_thing(doc: Doc, place: int) -> bool:
    """Whether a first word that can be noun or verb is a noun: "phone calls", "drop-in", not "phone us"."""
    following = doc[place + 1].lower_ if place + 1 < len(doc) else ""
    if following == "-" and not doc[place].whitespace_:
        return True
    return doc[place].lower_ in NOUNS_TOO and following not in AFTER_AN_ORDER
