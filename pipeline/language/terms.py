"""What the words of a note count as, with spaCy: its terms, and the phrases that a type's weights go by."""

from __future__ import annotations

import functools
import itertools
import re
from collections.abc import Mapping
from typing import Any

import spacy
from spacy.language import Language
from spacy.matcher import PhraseMatcher
from spacy.tokens import Doc, Token

from pipeline.errors import SettingsError
from pipeline.language.cues import MARK_CUES
from pipeline.tables import DETAIL_PLACEHOLDERS
from pipeline.wording import word_set

# As the privacy stage writes them.
PLACEHOLDERS = tuple(DETAIL_PLACEHOLDERS.values())

# The tokenizer takes one mark after another off the ends of a run without spaces, so its time grows
# with the square of the run: 20,000 question marks took 39 seconds.
_LONG_RUN = re.compile(r"\S{60}")
# A note of more characters than this (some six pages) is no note; its type and terms are read from here.
_LONGEST_NOTE = 20_000
# Hyphens that the tokenizer does not split at.
_UNSPLIT_HYPHENS = str.maketrans({"\u2010": "-", "\u2011": "-"})
# "not" and its like turn a sentence round but name nothing, so counting them groups nothing.
_NEGATIONS = word_set(
    """
    not no never n't n’t nt none nor nothing nobody without cannot dont doesnt
    didnt cant wont isnt wasnt arent havent couldnt wouldnt
    """
)
# Left over when a contraction is written without its apostrophe, and short forms of "with", "etc".
_FRAGMENTS = word_set("ca wo im ive id thats whats etc eg ie w ll ve re")
# What a trained pipeline recognises as a quantity or a date is a number in words.
_NUMBER_ENTITIES = word_set("CARDINAL ORDINAL QUANTITY PERCENT MONEY DATE TIME PERSON")
_HYPHENS = frozenset(["-", "‐", "‑", "–"])
# Words that the table takes for forms of others and shows as another thing: "training" as "train", "does"
# as "doe".
_OWN_LEMMAS = {
    **{word: word for word in ("number", "matter", "stranger", "cleaner", "liver", "broker", "loner")},
    **{word: word for word in ("training", "building", "housing", "funding", "learning", "data", "media")},
    **{"numbers": "number", "matters": "matter", "strangers": "stranger", "cleaners": "cleaner"},
    **{"trainings": "training", "buildings": "building", "thanks": "thanks", "does": "do"},
}
_START, _END = "^", "$"  # "^ no" is "no" at the start of a note

Variants = dict[tuple[str, ...], str]
Token.set_extension("placeholder", default=False)


@functools.cache
def build_pipeline(model: str) -> Language:
    """Build the pipeline that cuts notes into words with their base forms, once per run.

    `model` names an installed trained pipeline; "" is blank English with the lemma table of
    spacy-lookups-data. Neither downloads anything.

    Raises:
        SettingsError: If the model named is not installed, or is no spaCy pipeline.
    """
    if model:
        try:
            nlp = spacy.load(model, exclude=["parser", "senter"])  # neither is used, and both are slow
        except (OSError, ImportError, ValueError):
            raise SettingsError(
                f"the spaCy pipeline {model!r} is not installed, or not for this version of spaCy",
                where="settings.toml, [language] model",
                remedy='Install it as a package, or set model = "" to use the rules that need no model.',
            ) from None
    else:
        nlp = spacy.blank("en")
        nlp.add_pipe("lemmatizer", config={"mode": "lookup"})
        nlp.initialize()
        nlp.add_pipe("mend_lemmas")
    nlp.add_pipe("mark_placeholders")
    nlp.add_pipe(MARK_CUES)
    return nlp


@Language.factory("mend_lemmas")
class MendLemmas:
    """Looks lemmas up whatever the case, and mends some that would mislead a reader.

    The lookup lemmatizer leaves "Meetings" at the start of a note as it stands, and its table makes
    "numb" of "number".
    """

    def __init__(self, nlp: Language, name: str) -> None:
        lemmatizer: Any = nlp.get_pipe("lemmatizer")
        self.table = lemmatizer.lookups.get_table("lemma_lookup")

    def __call__(self, doc: Doc) -> Doc:
        """Set the lemma of every token, in lower case."""
        for token in doc:
            low = token.lower_
            if low in _OWN_LEMMAS:
                token.lemma_ = _OWN_LEMMAS[low]
            elif token.text != low:
                token.lemma_ = self.table.get(low, low)
        return doc


@Language.factory("mark_placeholders")
class MarkPlaceholders:
    """Marks the tokens of "[name]" and its like: they are no words of the note."""

    def __init__(self, nlp: Language, name: str) -> None:
        self.matcher = PhraseMatcher(nlp.vocab)
        self.matcher.add("PLACEHOLDER", [nlp.make_doc(text) for text in PLACEHOLDERS])

    def __call__(self, doc: Doc) -> Doc:
        """Set `placeholder` on tokens."""
        if "[" in doc.text:
            for span in self.matcher(doc, as_spans=True):
                for token in span:
                    token._.placeholder = True
        return doc


def make_readable(words: str) -> str:
    """The words of a note as the tokenizer can read them in time that grows with their length only."""
    readable = words[:_LONGEST_NOTE].translate(_UNSPLIT_HYPHENS)
    readable = _LONG_RUN.sub(lambda run: run.group() + " ", readable)
    if "[" in readable:
        for placeholder in PLACEHOLDERS:
            readable = readable.replace(placeholder, f" {placeholder} ")
    return readable


def read_phrases(doc: Doc) -> list[str]:
    """The words and pairs of words of a note, each once, sorted; placeholders are no words of it."""
    words = [token.lower_ for token in doc if not (token.is_space or token._.placeholder)]
    if not words:
        return []
    pairs = zip([_START, *words], [*words, _END], strict=True)
    return sorted({*words, *(f"{one} {other}" for one, other in pairs)})


def read_variants(harmonise: Mapping[str, str], nlp: Language) -> Variants:
    """Turn spellings of the settings into runs of base forms, each with the term it counts as.

    Hyphens are left out of the runs, so "co-production" stands for "co production" as well.
    """
    variants: Variants = {}
    for spelling in sorted(harmonise):
        run = tuple(_base_form(token) for token in nlp(make_readable(spelling)) if _is_word(token))
        if run:
            variants[run] = harmonise[spelling].lower()
    return variants


def read_terms(doc: Doc, variants: Variants) -> str:
    """The terms of a note, in order: base forms of its content words, spellings made one."""
    tokens = [token for token in doc if _is_word(token)]
    forms = [_base_form(token) for token in tokens]
    longest = max((len(run) for run in variants), default=0)
    terms: list[str] = []
    place = 0
    while place < len(tokens):
        for length in range(min(longest, len(tokens) - place), 0, -1):
            run = tuple(forms[place : place + length])
            if run in variants and _stands_together(tokens[place : place + length]):
                terms.append(variants[run])
                place += length
                break
        else:
            if _is_content(tokens[place]):
                terms.append(forms[place])
            place += 1
    return " ".join(terms)


def _is_word(token: Token) -> bool:
    return not (token.is_space or token.is_punct or token._.placeholder or token.lower_ in _HYPHENS)


def _base_form(token: Token) -> str:
    return (token.lemma_ or token.text).lower().replace("’", "'")


def _is_content(token: Token) -> bool:
    if token.is_stop or token.like_num or token.like_url or token.like_email:
        return False
    if token.lower_ in _NEGATIONS or token.lower_ in _FRAGMENTS:
        return False
    if token.ent_type_ in _NUMBER_ENTITIES:
        return False
    base = _base_form(token)
    # "needs" is no stop word but its base form may be one; a single letter or "£34" names nothing.
    return len(base) > 1 and any(letter.isalpha() for letter in base) and not token.vocab[base].is_stop


def _stands_together(tokens: list[Token]) -> bool:
    """Whether only spaces or hyphens stand between tokens: not "co, production"."""
    doc = tokens[0].doc
    return all(
        doc[place].is_space or doc[place].lower_ in _HYPHENS
        for one, other in itertools.pairwise(tokens)
        for place in range(one.i + 1, other.i)
    )
