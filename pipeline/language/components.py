"""The components this room adds to a spaCy pipeline: placeholders and cues, marked on the document.

Only build_pipeline imports this file, because it imports spaCy.
"""

from __future__ import annotations

from spacy.language import Language
from spacy.matcher import PhraseMatcher
from spacy.tokens import Doc, Token

from pipeline.language.cues import load_cues
from pipeline.language.form import read_form

# As the privacy stage writes them; a test holds the two together.
PLACEHOLDERS = ("[e-mail]", "[phone]", "[NHS number]", "[postcode]", "[name]")


def add_components(nlp: Language) -> None:
    """Add the components of this room to the end of a pipeline."""
    if not Doc.has_extension("cues"):
        Doc.set_extension("cues", default=())
    if not Token.has_extension("placeholder"):
        Token.set_extension("placeholder", default=False)
    nlp.add_pipe("mark_placeholders")
    nlp.add_pipe("mark_cues")


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


@Language.factory("mark_cues")
class MarkCues:
    """Finds the words and phrases of cues.toml, as written or by their base forms."""

    def __init__(self, nlp: Language, name: str) -> None:
        self.written = PhraseMatcher(nlp.vocab, attr="LOWER")
        self.base_forms = PhraseMatcher(nlp.vocab, attr="LEMMA")
        self.at_start = PhraseMatcher(nlp.vocab, attr="LOWER")
        lemmatizer = nlp.get_pipe("lemmatizer") if nlp.has_pipe("lemmatizer") else None
        for cue in load_cues().values():
            if cue.first:
                self.at_start.add(cue.name, [nlp.make_doc(words) for words in cue.first])
            if not cue.words:
                continue
            docs = [nlp.make_doc(words) for words in cue.words]
            self.written.add(cue.name, docs)
            if lemmatizer is None:
                continue
            # A base form stands for its inflections. An inflected form or a phrase is taken as it is
            # written, because "worked" and "work", "needed to" and "need to" say different things.
            docs = [lemmatizer(doc) for doc in docs if len(doc) == 1]
            base = [doc for doc in docs if doc[0].lemma_ == doc[0].lower_]
            if base:
                self.base_forms.add(cue.name, base)

    def __call__(self, doc: Doc) -> Doc:
        """Set `cues`: the names of the cues met, in the order of cues.toml."""
        found = [*self.written(doc), *self.base_forms(doc)]
        start = next((token.i for token in doc if not (token.is_punct or token.is_space)), 0)
        found += [(name, a, b) for name, a, b in self.at_start(doc) if a == start and not _negated(doc, b)]
        # Inside a longer phrase a word is no cue of its own: "help" in "would help".
        outer: dict[int, int] = {}
        for _, a, b in sorted(found, key=lambda match: (match[2] - match[1], match[1])):
            outer.update(dict.fromkeys(range(a, b), b - a))
        met = {
            doc.vocab.strings[name]
            for name, a, b in found
            if all(outer[place] == b - a for place in range(a, b))
        }
        met.update(read_form(doc))
        doc._.cues = [name for name in load_cues() if name in met]
        return doc


def _negated(doc: Doc, place: int) -> bool:
    """Whether a negation hangs on the word before: "haven't been" is no instruction to have."""
    return place < len(doc) and doc[place].lower_ in ("n't", "n’t") and not doc[place - 1].whitespace_
