"""Short forms such as NHS in people's words: what they mean, and those that nobody has explained yet.

Many readers asked for no acronyms. Participants' words are never changed, so the page for people who were
there says what their short forms mean, and its authors are told of the others.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from pipeline.report.wording import BLANK_CONTACT, BLANK_DATE
from pipeline.wording import count_words, list_words

FILE = Path(__file__).with_name("short_forms.txt")
_EVERYDAY_FILE = Path(__file__).with_name("everyday_capitals.txt")
# Two to six capitals, with "&" or single small letters between them (A&E, PoA), perhaps in the plural.
_FORM = re.compile(r"(?<![\w/@.#&])[A-Z](?:[A-Z&]|[a-z](?=[A-Z])){0,4}[A-Z](?=s?(?!\w))")
_WORD = re.compile(r"[^\W\d_]{2,}")


@dataclass(frozen=True)
class ShortForm:
    """A short form as notes have it."""

    form: str  # as written, without a plural s
    meaning: str  # in full; empty where nobody has said it
    notes: int  # that hold it


def advise_authors(forms: Sequence[ShortForm], contact: str, *, promises: bool) -> tuple[str, ...]:
    """What those who send the reports out should know; for them, not for their readers.

    Args:
        promises: Whether the report says by when something happens, with a blank for the day.
    """
    said = []
    unknown = [form for form in forms if not form.meaning]
    if unknown:
        listed = list_words(f"{form.form} ({count_words(form.notes, 'note')})" for form in unknown)
        these = "this short form means" if len(unknown) == 1 else "these short forms mean"
        said.append(
            f"nobody has said what {these}: {listed}; add the meaning under [report.glossary] in"
            " data/raw/settings.toml"
        )
    if not contact:
        said.append(
            f"blanks are left in the report and the page, {BLANK_CONTACT}: they do not say whom to tell what"
            " was missed; add contact under [report] in data/raw/settings.toml"
        )
    if promises:
        said.append(
            f"blanks are left in the report, {BLANK_DATE}: it does not say by when the team answers; write"
            " the days in report.docx"
        )
    return tuple(said)


def read_glossary(own: Mapping[str, str]) -> dict[str, str]:
    """Meanings by short form: those that come with the pipeline, and the team's own on top of them."""
    pairs = (line.partition(":") for line in _read_lines(FILE))
    return {form.strip(): meaning.strip() for form, _, meaning in pairs} | dict(own)


def find_short_forms(texts: Iterable[str], glossary: Mapping[str, str]) -> tuple[ShortForm, ...]:
    """The short forms in some notes, in the order of the alphabet, with what the glossary says of them."""
    # A note that is in capitals throughout has words, not short forms.
    calm = [text for text in texts if not _shouts(text)]
    words = {word for text in calm for word in _WORD.findall(text) if word.islower()}
    words.update(word for line in _read_lines(_EVERYDAY_FILE) for word in line.lower().split())
    found: Counter[str] = Counter()
    for text in calm:
        found.update({form for form in _FORM.findall(text) if form in glossary or form.lower() not in words})
    return tuple(ShortForm(form, glossary.get(form, ""), found[form]) for form in sorted(found))


def _read_lines(path: Path) -> list[str]:
    return [line for line in path.read_text(encoding="utf-8").splitlines() if line[:1] not in ("", "#")]


def _shouts(text: str) -> bool:
    words = _WORD.findall(text)
    return len(words) > 2 and sum(word.isupper() for word in words) > len(words) / 2
