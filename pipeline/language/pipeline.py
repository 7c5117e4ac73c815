"""Builds the one spaCy pipeline of a run. spaCy is imported here and only when it is needed."""

from __future__ import annotations

import functools
import sys
import types
from typing import TYPE_CHECKING, Any

from pipeline.errors import SettingsError

if TYPE_CHECKING:
    from spacy.language import Language


def _import_spacy() -> Any:
    """Import spaCy without its command line, which it imports only to offer `spacy.info`.

    With it come typer, requests, httpx and weasel, for downloads that never happen here: half of the time
    that importing spaCy takes. Whoever imports spacy.cli afterwards gets it whole.
    """
    names = ("spacy.cli", "spacy.cli.info")
    if "spacy" not in sys.modules:
        stand_ins = [types.ModuleType(name) for name in names]
        stand_ins[0].__path__ = []
        stand_ins[1].info = None  # type: ignore[attr-defined]
        sys.modules.update(zip(names, stand_ins, strict=True))
        try:
            import spacy
        finally:
            for name in names:
                del sys.modules[name]
            if hasattr(sys.modules.get("spacy"), "cli"):
                del sys.modules["spacy"].cli
    import spacy

    return spacy


@functools.cache
def build_pipeline(model: str) -> Language:
    """Build the pipeline that cuts notes into words with their base forms, once per run.

    Args:
        model: Name of an installed trained pipeline, or "" for blank English with the lemma table of
            spacy-lookups-data; neither downloads anything.

    Raises:
        SettingsError: If the model named is not installed, or is no spaCy pipeline.
    """
    # Importing spaCy takes nearly two seconds; `--help` and runs that are fresh must not pay for it.
    spacy = _import_spacy()
    from pipeline.language.components import add_components  # registers them

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
    add_components(nlp)
    language: Language = nlp
    return language
