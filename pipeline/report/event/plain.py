"""One page for people who were there: what we heard, what happens next, how to say "you missed this".

Its sentences are plain English, measured by Flesch's reading ease (R. Flesch, "A new readability yardstick",
Journal of Applied Psychology 32, 1948): 206.835 - 1.015 · words per sentence - 84.6 · syllables per word.
60 to 70 is plain English. Many readers asked for no acronyms: participants' words are never changed, so the
page says what their short forms mean, and tells its authors of those that nobody has explained yet.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from pipeline.report.event.model import (
    PlainPage,
    PlainQuestion,
    PlainTheme,
    QuestionPart,
    QuotedNote,
    ThemePart,
)
from pipeline.report.wording import counted_words
from pipeline.settings import ReportSettings
from pipeline.wording import count_words, list_words

HEARD = "What we heard"
IN_SHORT = f"{HEARD}, in short"
NEXT = "What happens next"
MISSED = "Did we miss something?"
SHORT_FORMS = "Short forms people used"
# Characters of a quotation on the page, where the theme has such a note: more than a catchword, and no more
# than two lines. It is never cut.
_BRIEF = 25
_SHORT = 160
PLAIN = 60.0
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
# A final e is silent (note), as in -es and -ed after most consonants; not in -le (table).
_SILENT = re.compile(r"(?<=[^aeiouylsxzcgh])es$|(?<=[^aeiouytd])ed$|(?<=[^aeiouyl])e$|(?<=[aeiouy]l)e$")
_VOWELS = re.compile(r"[aeiouy]+")
_FILE = Path(__file__).with_name("short_forms.txt")
_EVERYDAY_FILE = Path(__file__).with_name("everyday_capitals.txt")
# Two to six capitals, with "&" or single small letters between them (A&E, PoA), perhaps in the plural.
_FORM = re.compile(r"(?<![\w/@.#&])[A-Z](?:[A-Z&]|[a-z](?=[A-Z])){0,4}[A-Z](?=s?(?!\w))")
_WORD = re.compile(r"[^\W\d_]{2,}")


@dataclass(frozen=True)
class ShortForm:
    """A short form as notes have it.

    Attributes:
        form: As written, without a plural s.
        meaning: In full; empty where nobody has said it.
        notes: Notes that hold it.
    """

    form: str
    meaning: str
    notes: int


def write_page(
    parts: Sequence[QuestionPart],
    notes: int,
    tables: int,
    forms: Sequence[ShortForm],
    settings: ReportSettings,
    whole: bool = False,
) -> PlainPage:
    """Put together the page for people who were there.

    Args:
        whole: Whether the ledger bears out that nothing was thrown away.
    """
    asked = [part for part in parts if part.themes]
    each = max(1, settings.page_themes // max(1, len(asked)))
    contact = f" {settings.contact}" if settings.contact else ""
    questions = tuple(_question(part, each) for part in asked)
    quoted = [theme.quote.words for question in questions for theme in question.themes if theme.quote]
    quoted += [words for question in questions for words in question.others]
    return PlainPage(
        opening=_opening(notes, tables, bool(asked), whole),
        questions=questions,
        next_steps=tuple(settings.next_steps),
        missed=(
            "You were there, so you know best. Tell us if we left something out, or put it in the wrong"
            " place, or if you do not want your words used.",
            f"You can say it, write it here, or ask somebody to do it for you.{contact}",
        ),
        # On the page itself only what it uses; the report explains all of them.
        short_forms=tuple(
            (form.form, form.meaning)
            for form in forms
            if form.meaning and any(form.form in words for words in quoted)
        ),
    )


def advise_authors(page: PlainPage, forms: Sequence[ShortForm], contact: str) -> tuple[str, ...]:
    """What those who send the page out should know; for them, not for its readers."""
    ours = [*page.opening, *page.next_steps, *page.missed]
    ours += [question.others_sentence for question in page.questions if question.others_sentence]
    ease = measure_reading_ease(ours)
    said = [
        f"the page for people who were there scores {ease:.0f} for reading ease, its quotations aside"
        f" ({PLAIN:.0f} and more is plain English)"
    ]
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
            "the page does not say whom to tell what was missed; add contact under [report] in"
            " data/raw/settings.toml"
        )
    return tuple(said)


def explain_forms(forms: Sequence[ShortForm]) -> tuple[str, ...]:
    """What short forms in the notes mean, one sentence each; those without a meaning are left out."""
    return tuple(f"{form.form}: {form.meaning}." for form in forms if form.meaning)


def _opening(notes: int, tables: int, is_sorted: bool, whole: bool) -> tuple[str, ...]:
    if not is_sorted:
        return ("No notes were taken at this event.",)
    where = f" at {count_words(tables, 'table')}" if tables else ""
    return (
        f"This is for people who were there. We wrote down {count_words(notes, 'note')}{where}."
        + (" Nothing was thrown away." if whole else ""),
        "A computer program put notes that say similar things together. Here is some of what you told us, in"
        " your own words.",
    )


def _question(part: QuestionPart, each: int) -> PlainQuestion:
    others = tuple(theme.title for theme in part.themes[each:])
    return PlainQuestion(
        heading=part.heading,
        anchor=part.anchor,
        themes=tuple(
            PlainTheme(
                title=theme.title,
                anchor=theme.anchor,
                counted=counted_words(len(theme.notes), [note.table for note in theme.notes]),
                quote=_choose_quote(theme),
            )
            for theme in part.themes[:each]
        ),
        others=others,
        others_sentence="You also spoke about:" if others else "",
    )


def _choose_quote(theme: ThemePart) -> QuotedNote | None:
    """The first key point that is short, says more than the title, fits well and has nothing masked.

    Else the shortest there is that says more than the title; else the shortest.
    """
    more = [note for note in theme.key_points or theme.notes if _letters(note.words) != _letters(theme.title)]
    notes = more or theme.key_points or theme.notes
    good = [note for note in notes if _BRIEF <= len(note.words) <= _SHORT and not (note.masked or note.weak)]
    if good:
        return good[0]
    return min(notes, key=lambda note: (len(note.words), note.note_id)) if notes else None


def _letters(text: str) -> str:
    return "".join(character for character in text.casefold() if character.isalnum())


def read_glossary(own: Mapping[str, str]) -> dict[str, str]:
    """Meanings by short form: those that come with the pipeline, and the team's own on top of them."""
    pairs = (line.partition(":") for line in _read_lines(_FILE))
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


def count_syllables(word: str) -> int:
    """Syllables of an English word, by its groups of vowels; right for about nine words of ten."""
    bare = re.sub(r"[^a-z]", "", word.lower())
    return max(1, len(_VOWELS.findall(_SILENT.sub("", bare))))


def measure_reading_ease(sentences: Iterable[str]) -> float:
    """Flesch's reading ease, the higher the easier; 100 for nothing. Headings count as sentences."""
    texts = list(sentences)
    words = [word for text in texts for word in _WORD.findall(text)]
    stops = sum(max(1, len(re.findall(r"[.!?:]+(?:\s|$)", text))) for text in texts)
    if not words:
        return 100.0
    return 206.835 - 1.015 * len(words) / stops - 84.6 * sum(map(count_syllables, words)) / len(words)
