"""Language: the terms of every note and what type of note it is, with spaCy and rules."""

from __future__ import annotations

import functools
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any, TypeAlias

from pandera.typing.pandas import DataFrame

from pipeline.keeping.parts import Map, Pace, cut, do_here
from pipeline.language.differences import find_differences
from pipeline.language.note_types import decide_note_type, is_ask
from pipeline.language.terms import build_pipeline, make_readable, read_phrases, read_terms, read_variants
from pipeline.settings import LanguageSettings
from pipeline.tables import NoteLanguage, SafeNotes, table_of
from pipeline.tables.contract import Row
from pipeline.tables.notes import Vectors
from pipeline.wording.notes import NAMES
from pipeline.wording.withheld import strip_masks

_PART = 1000  # notes read at a time, a few seconds of work: as many as spaCy takes together
Cues: TypeAlias = tuple[str, ...]
# Of some notes the ids, words and vectors, the cues of the line above each, and its lead-in.
NotePart: TypeAlias = tuple[
    Sequence[str], Sequence[str], Vectors, Sequence[Cues], Sequence[str], Sequence[str]
]


def prepare_language(settings: LanguageSettings) -> None:
    """Load what `read_language` will need, which takes about a second; it may run beside other work."""
    build_pipeline(settings.model)


def read_language(
    safe_notes: DataFrame[SafeNotes],
    vectors: Vectors,
    settings: LanguageSettings,
    tell: Callable[[str], None] | None = None,
    each: Map = do_here,
    questions: Mapping[str, str] | None = None,
) -> DataFrame[NoteLanguage]:
    """Say of every note which terms it holds and what type of note it is.

    One row is one note, in the order of the notes. A type is a draft for people to correct: the note's
    form, words and embedding decide together, with its heading and lead-in as hints. `vectors` has one row
    per note, of the plain all-MiniLM-L6-v2: the weights were fitted on its vectors. Where there are very many
    notes, `tell` is told now and then how far it is; `each` says where parts of them are read. `questions`
    holds their wording by id.

    Raises:
        SettingsError: If the settings name a spaCy pipeline that is not installed.
    """
    headings, lead_ins = safe_notes["heading"].tolist(), safe_notes["lead_in"].tolist()
    above = list(dict.fromkeys([*headings, *lead_ins]))  # they repeat over many notes
    read_above = each(functools.partial(read_lines_above, settings), cut(above, _PART))
    hints = dict(zip(above, (cues for part in read_above for cues in part), strict=True))
    # The nearer line is the better hint: a lead-in counts before the heading above it.
    nearest = [hints[lead_in] or hints[heading] for heading, lead_in in zip(headings, lead_ins, strict=True)]
    ids, words = safe_notes["note_id"].tolist(), safe_notes["words"].tolist()
    asked = [(questions or {}).get(question_id, "") for question_id in safe_notes["question_id"]]
    under = [f"{question} {heading}" for question, heading in zip(asked, headings, strict=True)]
    parts = [
        (ids[part], words[part], vectors[part], nearest[part], lead_ins[part], under[part])
        for part in (slice(start, start + _PART) for start in range(0, len(ids), _PART))
    ]
    pace = Pace(tell, "reading words and note types", "notes", len(ids)) if tell and len(parts) > 1 else None

    def read_all() -> Iterator[Row]:
        for read in each(functools.partial(read_part, settings), parts):
            yield from read
            if pace is not None:
                pace.add(len(read))

    return table_of(NoteLanguage, read_all())


def read_lines_above(settings: LanguageSettings, lines: Sequence[str]) -> list[Cues]:
    """The cues that each heading or lead-in gives for the notes below it, in order."""
    docs = build_pipeline(settings.model).pipe(make_readable(line) for line in lines)
    return [tuple(doc._.cues_for_notes_below) for doc in docs]


def read_part(settings: LanguageSettings, part: NotePart) -> list[Row]:
    """The rows of `NoteLanguage` of some notes, in order."""
    nlp = build_pipeline(settings.model)
    variants = read_variants(settings.harmonise, nlp)
    rows = []
    ids, words, vectors, hints, lead_ins, under = part
    docs = nlp.pipe(make_readable(text) for text in words)
    for note_id, text, doc, vector, hint, lead_in, above in zip(
        ids, words, docs, vectors, hints, lead_ins, under, strict=True
    ):
        note_type, reason = decide_note_type((*doc._.cues, *hint), read_phrases(doc), vector)
        rows.append(
            {
                "note_id": note_id,
                "terms": read_terms(doc, variants),
                "note_type": note_type,
                "type_basis": "",
                "type_reason": reason,
                "asks": is_ask(text, lead_in, above),
                "other_language": find_other_language(text, nlp.lang or "en"),
            }
        )
    return rows


_SURE = 0.9  # probability from which a language is said
_FEWEST_WORDS = 3  # of fewer in Latin letters nothing is said: names and short forms look like any language
_OTHER_SCRIPT = re.compile("[\u0370-\u1dff\u2e80-\ufaff]")  # Greek to Chinese: a letter says enough
_WORD = re.compile(r"[^\W\d_]+")


def find_other_language(words: str, own: str) -> str:
    """The code of the language that a note is surely in, or empty where that is its own or not sure.

    The sentence encoder knows English: two notes in languages that it does not know look alike to it,
    whatever they say. Measured on 10,064 English notes of four words and more: none was taken for another
    language; how many of other languages are seen stands in tests/language/test_others.py.
    """
    plain = strip_masks(words)
    if len(_WORD.findall(plain)) < _FEWEST_WORDS and not _OTHER_SCRIPT.search(plain):
        return ""
    code, probability = _load().classify(plain)
    return str(code) if code != own and probability >= _SURE else ""


@functools.cache
def _load() -> Any:
    """The detector, which takes a second to load; it reads no file but its own and asks nobody."""
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    identifier = LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
    identifier.set_languages(list(NAMES))
    return identifier
