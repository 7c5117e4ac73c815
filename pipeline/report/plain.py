"""One page for people who were there: what we heard, what happens next, how to say "you missed this"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from pipeline.report import wording
from pipeline.report.model import PlainPage, PlainQuestion, PlainTheme, QuestionPart, QuotedNote, ThemePart
from pipeline.report.reading_ease import PLAIN, measure_reading_ease
from pipeline.report.short_forms import ShortForm
from pipeline.settings import ReportSettings

HEARD = "What we heard"
IN_SHORT = f"{HEARD}, in short"
NEXT = "What happens next"
MISSED = "Did we miss something?"
SHORT_FORMS = "Short forms people used"
# Characters of a quotation on the page, where the theme has such a note: more than a catchword, and no more
# than two lines. It is never cut.
_BRIEF = 25
_SHORT = 160


def write_page(
    parts: Sequence[QuestionPart],
    notes: int,
    tables: int,
    forms: Sequence[ShortForm],
    settings: ReportSettings,
) -> PlainPage:
    """Put together the page for people who were there.

    Args:
        parts: What the report says on each question.
        notes: Notes of the event.
        tables: Tables they were taken at.
        forms: The short forms in them.
        settings: What happens next, whom to tell, and how many themes the page quotes.
    """
    asked = [part for part in parts if part.themes]
    each = max(1, settings.page_themes // max(1, len(asked)))
    contact = f" {settings.contact}" if settings.contact else ""
    questions = tuple(_question(part, each) for part in asked)
    quoted = [theme.quote.words for question in questions for theme in question.themes if theme.quote]
    quoted += [words for question in questions for words in question.others]
    return PlainPage(
        opening=_opening(notes, tables, bool(asked)),
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
    """What those who send the page out should know; for them, not for its readers.

    Args:
        page: The page.
        forms: The short forms in the notes.
        contact: Whom to tell what was missed, or empty.
    """
    ours = [*page.opening, *page.next_steps, *page.missed]
    ours += [question.others_sentence for question in page.questions if question.others_sentence]
    ease = measure_reading_ease(ours)
    said = [
        f"the page for people who were there scores {ease:.0f} for reading ease, its quotations aside"
        f" ({PLAIN:.0f} and more is plain English)"
    ]
    unknown = [form for form in forms if not form.meaning]
    if unknown:
        listed = wording.list_words(
            f"{form.form} ({wording.count_words(form.notes, 'note')})" for form in unknown
        )
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
    """What short forms in the notes mean, one sentence each; those without a meaning are left out.

    Args:
        forms: The short forms.
    """
    return tuple(f"{form.form}: {form.meaning}." for form in forms if form.meaning)


def _opening(notes: int, tables: int, is_sorted: bool) -> tuple[str, ...]:
    if not is_sorted:
        return ("No notes were taken at this event.",)
    where = f" at {wording.count_words(tables, 'table')}" if tables else ""
    return (
        f"This is for people who were there. We wrote down {wording.count_words(notes, 'note')}{where}."
        " Nothing was thrown away.",
        "A computer program put notes that say similar things together. Here is some of what you told us, in"
        " your own words.",
    )


def _question(part: QuestionPart, each: int) -> PlainQuestion:
    others = tuple(theme.title for theme in part.themes[each:])
    return PlainQuestion(
        heading=part.heading,
        anchor=part.anchor,
        tables=part.tables,
        themes=tuple(
            PlainTheme(
                title=theme.title,
                anchor=theme.anchor,
                counted=wording.counted_words(len(theme.notes), [note.table for note in theme.notes]),
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


def list_blocks(page: PlainPage) -> Iterator[tuple[str, str | tuple[str, ...] | QuotedNote]]:
    """The page as a row of blocks, for kinds of file that are read from top to bottom.

    Args:
        page: The page.

    Yields:
        "heading", "paragraph" or "theme" with a text, "bullets" with several, "quote" with a note.
    """
    for paragraph in page.opening:
        yield "paragraph", paragraph
    for question in page.questions:
        yield "heading", question.heading
        for theme in question.themes:
            yield "theme", f"{theme.title} ({theme.counted})"
            if theme.quote:
                yield "quote", theme.quote
        if question.others:
            yield "paragraph", f"{question.others_sentence} {'; '.join(question.others)}."
    yield "heading", NEXT
    yield "bullets", page.next_steps
    yield "heading", MISSED
    for paragraph in page.missed:
        yield "paragraph", paragraph
    if page.short_forms:
        yield "heading", SHORT_FORMS
        yield "bullets", tuple(f"{form}: {meaning}" for form, meaning in page.short_forms)
