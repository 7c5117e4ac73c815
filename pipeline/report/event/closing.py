"""How every report on an event begins and ends: what next, with blanks to fill, and how it was made."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.report import wording
from pipeline.report.blocks import Beside, Block, Bullets, Document, Piece, Quote, Quotes, Section, Text
from pipeline.report.event.facts import EventFacts, list_shown
from pipeline.report.event.notes import Note, name_documents, say_spot
from pipeline.report.event.organisers import Use
from pipeline.report.wording import say
from pipeline.settings import ReportSettings
from pipeline.wording import count_words, date_words, list_words
from pipeline.wording.marks import complete_marks


def frame_report(facts: EventFacts, title: str, eyebrow: str, sections: Sequence[Section]) -> Document:
    """Sections as a report, with what every report on the event says above them."""
    return Document(
        name=facts.event_id,
        language=facts.language,
        title=f"{title}: {wording.name_event(facts.title, facts.place)}",
        subtitle=", ".join(filter(None, (date_words(facts.date, weekday=True), facts.place))),
        date=facts.date,
        status=f"{facts.status} {say('until' if facts.themes else 'until_read')}"
        if facts.is_draft and facts.notes
        else facts.status,
        sections=tuple(sections),
        eyebrow=eyebrow,
        is_draft=facts.is_draft,
    )


def quote_organisers(facts: EventFacts, *uses: Use) -> tuple[Quote, ...]:
    """What the organisers wrote, word for word."""
    lines = [line for line in facts.words.organisers if line.use in uses]
    names = name_documents(facts.sources)
    places = [say_spot(line.locator.partition(", part ")[0]) or f"line {line.line}" for line in lines]
    if {*names} | {line.source for line in lines} != {*facts.sources[:1]}:
        named = (names.get(line.source, line.source) for line in lines)
        places = [f"{name}, {place}" for name, place in zip(named, places, strict=True)]
    return tuple(Quote("", one.words, place, line=one.line) for one, place in zip(lines, places, strict=True))


def _name_sources(facts: EventFacts) -> list[str]:
    """The documents, each with what it is called behind quotations where that is not its name."""
    names = name_documents(facts.sources)
    return [name if short == name else f"{short} ({name})" for name, short in names.items()]


def close_report(facts: EventFacts, settings: ReportSettings) -> Beside:
    """What happens next, with blanks for people to fill, and how the report was made."""
    asking = any(note.asks for note in facts.notes)
    promised = (say("owner"), say("answer")) if asking else (say("decide"),) if facts.notes else ()
    steps: tuple[str | Quote, ...] = (*quote_organisers(facts, "next"), *promised)
    missed: list[Block] = [Text(say("missed", contact=settings.contact or wording.BLANK_CONTACT))]
    if written := quote_organisers(facts, "contact"):
        missed.append(Quotes(written))
    listed = (Bullets(steps, numbered=True),) if steps else ()
    next_steps = Section("next", "What happens next", (*listed, *missed))
    how = Section(
        "how",
        "How this was made",
        (Bullets(tuple(explain_briefly(facts, settings.theme_notes)), numbered=True),),
    )
    return Beside((Piece((next_steps,)), Piece((how,))))


def explain_briefly(facts: EventFacts, theme_notes: int) -> list[str]:
    """How the report was made and how sure it is, in ten lines; nothing that does not apply to it."""
    corrected = [say("corrected", changed=facts.corrected)] if facts.corrected else []
    if not facts.notes:
        return [say("split", notes="no notes"), *corrected]
    notes = count_words(len(facts.notes), "note")
    masked = sum(note.masked for note in facts.notes)
    said = [
        say("source" if len(facts.sources) == 1 else "sources", names=list_words(_name_sources(facts))),
        _say_kept(facts, notes),
        *corrected,
        *_say_rated(facts.words.rated),
        *_explain_themes(facts),
        say("verbatim"),
        say("masked", notes=f"{masked:,} of {notes}") if masked else say("unmasked"),
        say("quoted_once" if len(list_shown(facts, theme_notes)) == len(facts.notes) else "quoted_some"),
    ]
    own = [_is_own_words(note) for note in facts.notes if note.kind == "facilitator"]
    if not all(own):
        said.append(say("facilitators_quote" if any(own) else "facilitators"))
    if facts.words.language_model:
        said.append(say("model"))
    if facts.summary_lines:
        beside = f" {say('compared')}" if facts.compared else ""
        said.append(f"{say('own_summary')}{beside}")
    said.append(say("not_all"))
    return said


def _say_kept(facts: EventFacts, notes: str) -> str:
    """How many notes were taken out, and whether any other bullet was left out."""
    if not facts.whole:
        return say("split", notes=notes)
    labels, empty = facts.apart
    apart = (
        [f"{count_words(labels, 'bullet')} taken as {'a label' if labels == 1 else 'labels'} of others"]
        if labels
        else []
    )
    apart += (
        [f"{count_words(empty, 'bullet')} that {'says' if empty == 1 else 'say'} nothing"] if empty else []
    )
    return say("kept_apart", notes=notes, apart=list_words(apart)) if apart else say("kept", notes=notes)


def _say_rated(questions: int) -> list[str]:
    """That answers were picked on a scale, where they were: nothing else of them stands in the report."""
    are = "is" if questions == 1 else "are"
    return [say("rated", questions=f"{count_words(questions, 'question')} {are}")] if questions else []


def _is_own_words(note: Note) -> bool:
    """Whether a note is what somebody said, whoever wrote it down."""
    return bool(note.speaker or complete_marks(note.words))


def _explain_themes(facts: EventFacts) -> list[str]:
    """How themes came about, what their titles are and in which order they stand, as far as there are any."""
    if not facts.themes:
        return [say("not_together")]
    said = [say("together")]
    titled = {theme.basis for theme in facts.themes if not theme.untitled}
    untitled = any(theme.untitled for theme in facts.themes)
    ways = [words for basis, words in wording.TITLES.items() if basis in titled]
    titles = [say("titles", ways=" or ".join(filter(None, (", ".join(ways[:-1]), *ways[-1:]))))]
    said.append(" ".join((titles if ways else []) + ([say("untitled")] if untitled else [])))
    if any(sum(not theme.is_other for theme in question.themes) > 1 for question in facts.questions):
        said.append(say("order_titled" if untitled and titled else "order"))
    return said
