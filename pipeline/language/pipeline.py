"""Builds the one spaCy pipeline of a run, with components of our own for placeholders and cues."""

from __future__ import annotations

import functools
from typing import Any

import spacy
from spacy.language import Language
from spacy.matcher import PhraseMatcher
from spacy.tokens import Doc, Token

from pipeline.errors import SettingsError
from pipeline.language.cues import AFTER_AN_ORDER, NOUNS_TOO, load_cues, read_form
from pipeline.language.terms import PLACEHOLDERS

# Words that the table takes for forms of others and shows as another thing: "training" as "train", "does"
# as "doe".
_OWN_LEMMAS = {
    **{word: word for word in ("number", "matter", "stranger", "cleaner", "liver", "broker", "loner")},
    **{word: word for word in ("training", "building", "housing", "funding", "learning", "data", "media")},
    **{"numbers": "number", "matters": "matter", "strangers": "stranger", "cleaners": "cleaner"},
    **{"trainings": "training", "buildings": "building", "thanks": "thanks", "does": "do"},
}
Doc.set_extension("cues", default=())
Doc.set_extension("cues_for_notes_below", default=())
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
    nlp.add_pipe("mark_cues")
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


@Language.factory("mark_cues")
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
