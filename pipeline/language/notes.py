"""Reads the language of all notes in one pass."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
from pandera.typing.pandas import DataFrame

from pipeline.language.note_types import decide_note_type, weigh_note
from pipeline.language.phrases import read_phrases
from pipeline.language.pipeline import build_pipeline
from pipeline.language.readable import make_readable
from pipeline.language.terms import read_terms, read_variants
from pipeline.settings import LanguageSettings
from pipeline.tables import NoteLanguage, SafeNotes, table_of


def prepare_language(settings: LanguageSettings) -> None:
    """Load what `read_language` will need, which takes about a second; it may run beside other work."""
    build_pipeline(settings.model)


def read_language(
    safe_notes: DataFrame[SafeNotes], vectors: npt.NDArray[np.float32], settings: LanguageSettings
) -> DataFrame[NoteLanguage]:
    """Say of every note which terms it holds and what type of note it is.

    One row is one note, in the order of the notes. A type is a draft for people to correct: the note's
    form, words and embedding decide together, with its heading and lead-in as hints.

    Args:
        safe_notes: The notes with personal details masked.
        vectors: One row per note, of the plain all-MiniLM-L6-v2: the weights were fitted on its vectors.
        settings: The spaCy pipeline to use, and the spellings counted as one term.

    Raises:
        SettingsError: If the settings name a spaCy pipeline that is not installed.
    """
    nlp = build_pipeline(settings.model)
    variants = read_variants(settings.harmonise, nlp)
    headings, lead_ins = safe_notes["heading"].tolist(), safe_notes["lead_in"].tolist()
    above = list(dict.fromkeys([*headings, *lead_ins]))  # they repeat over many notes
    read_above = nlp.pipe(make_readable(text) for text in above)
    hints = {text: doc._.cues_for_notes_below for text, doc in zip(above, read_above, strict=True)}
    rows = []
    docs = nlp.pipe(make_readable(text) for text in safe_notes["words"].tolist())
    for note_id, doc, vector, heading, lead_in in zip(
        safe_notes["note_id"], docs, vectors, headings, lead_ins, strict=True
    ):
        # The nearer line is the better hint: a lead-in counts before the heading above it.
        hint = hints[lead_in] or hints[heading]
        evidence = weigh_note((*doc._.cues, *hint), read_phrases(doc), vector)
        note_type, reason = decide_note_type(evidence)
        rows.append(
            {
                "note_id": note_id,
                "terms": read_terms(doc, variants),
                "note_type": note_type,
                "type_reason": reason,
            }
        )
    return table_of(NoteLanguage, rows)
