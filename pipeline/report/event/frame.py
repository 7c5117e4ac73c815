"""How every report on an event begins and ends: what next, with blanks to fill, and how it was made.

Told in ten lines at the end of the report, and in the appendix for readers who want to know more and are no
specialists.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from pipeline.report import wording
from pipeline.report.blocks import Beside, Block, Bullets, Document, Piece, Quote, Quotes, Section, Text
from pipeline.report.event.facts import EventFacts, list_shown
from pipeline.report.event.notes import Note, name_documents, say_spot
from pipeline.report.event.organisers import Use
from pipeline.report.wording import say
from pipeline.settings import ReportSettings
from pipeline.tables import DETAIL_PLACEHOLDERS
from pipeline.wording import count_words, date_words, list_words, word_set
from pipeline.wording.marks import complete_marks

_AT_HOME = " Nothing was sent over the internet."
_SORTED_BY_WORDS = (
    " So it may put notes together because they share words, and part notes that mean the same in different"
    " words. People who sort the same notes with care do not fully agree, and the program agrees with them"
    " less than they do among themselves. Its themes are a place to start, and need reading, moving and"
    " renaming by people who know what was meant."
)
_WITHHELD = DETAIL_PLACEHOLDERS["withheld"]


# Words that say what an event or a document is, and not which: "Listening event notes", "Agenda item".
_ANY = word_set(
    "a agenda and answers april august co comments community consultation conversation conversations"
    " coproduction day days december did engagement event events february feedback final for from"
    " general heard in item items january july june listening local march may meeting meetings minutes"
    " note notes november october of on open our outcomes overview participant participants production"
    " public report responses results retro retrospective said september session sessions sprint"
    " summary takeaways testing the thoughts up user we what workshop workshops write writeup you your"
)
_SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)+")


def frame_report(facts: EventFacts, title: str, eyebrow: str, sections: Sequence[Section]) -> Document:
    """Sections as a report, with what every report on the event says above them."""
    return Document(
        name=facts.event_id,
        language=facts.language,
        title=f"{title}: {name_event(facts.title, facts.place, facts.event_id)}",
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
    rated = facts.words.rated
    asked = f"{count_words(rated, 'question')} {'is' if rated == 1 else 'are'}"
    # Each with what it is called behind quotations where that is not its name.
    names = name_documents(facts.sources).items()
    named = [name if short == name else f"{short} ({name})" for name, short in names]
    said = [
        say("source" if len(facts.sources) == 1 else "sources", names=list_words(named)),
        _say_kept(facts, notes),
        *corrected,
        *([say("rated", questions=asked)] if rated else []),
        *_explain_themes(facts),
        say("verbatim"),
        say("masked", notes=f"{masked:,} of {notes}") if masked else say("unmasked"),
        say("quoted_once" if len(list_shown(facts, theme_notes)) == len(facts.notes) else "quoted_some"),
    ]
    # What somebody said, whoever wrote it down.
    own = [
        bool(note.speaker or complete_marks(note.words)) for note in facts.notes if note.kind == "facilitator"
    ]
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
    """How many notes were taken out, and how many other lines there are."""
    if not facts.left:
        return say("split", notes=notes)
    return say("kept", notes=notes, others=count_words(facts.left, "other line"))


def _explain_themes(facts: EventFacts) -> list[str]:
    """How themes came about, what their titles are and in which order they stand, as far as there are any."""
    if not facts.themes:
        return [say("not_together")]
    titled = {theme.basis for theme in facts.themes if not theme.untitled}
    untitled = any(theme.untitled for theme in facts.themes)
    said = [say("by_heading" if titled == {"heading"} and not untitled else "together")]
    ways = [words for basis, words in wording.TITLES.items() if basis in titled]
    titles = [say("titles", ways=" or ".join(filter(None, (", ".join(ways[:-1]), *ways[-1:]))))]
    said.append(" ".join((titles if ways else []) + ([say("untitled")] if untitled else [])))
    if any(sum(not theme.is_other for theme in question.themes) > 1 for question in facts.questions):
        said.append(say("order_titled" if untitled and titled else "order"))
    return said


def explain_method(facts: EventFacts, short_forms: Sequence[str]) -> Iterator[Section]:
    """Say what people decided, what the program did, what it cannot do, and what its words mean."""
    fit = facts.words.codebook_fit.get("", "")
    asked = facts.words.language_model
    if facts.words.review:
        yield _explain("What people decided", *facts.words.review)
    yield _explain("What the program did", *_say_done(facts, fit, "" if asked else _AT_HOME))
    if asked:
        yield _explain("A language model", *asked)
    sorts = bool(facts.themes)
    yield _explain(
        "What it cannot do",
        f"It was not in the room, and goes by wording.{_SORTED_BY_WORDS if sorts else ''}",
        "The numbers count notes, not people. One person may have written several notes, and one note may"
        f" stand for a whole table.{' A theme with more notes is not more important.' if sorts else ''}",
    )
    steady = {theme.stability for theme in facts.themes}
    if said := tuple(words for name, words in wording.STABILITY_WORDS.items() if name in steady):
        again = (
            "The program sorted the notes again and again, each time with some of them missing, and looked"
            " whether the same notes came together. This is what it then says of a theme:"
        )
        yield Section("", "How steady a theme is", (Text(again), Bullets(said)))
    if facts.notes:
        yield _explain("Personal details", *_say_privacy(facts.notes))
    if facts.themes:
        yield _explain(
            "The organisers’ own summary", _say_summary(facts.summary_lines, compared=facts.compared)
        )
    if short_forms:
        blocks: tuple[Block, ...] = (
            Text("Notes are shown as people wrote them."),
            Bullets(tuple(short_forms)),
        )
        yield Section("", "Short forms in the notes", blocks)


def _say_done(facts: EventFacts, fit: str, at_home: str) -> Iterator[str]:
    """How notes were found and sorted, and where titles come from, where there are any."""
    read = "It read the documents listed below line by line and took each remark as one note."
    if not facts.notes:
        yield f"It read the documents listed below line by line, and took none for a note.{at_home}"
        return
    compared = (
        "For each question it compared what the notes say, using a language model that runs on this computer"
        " alone"
    )
    if facts.themes:
        yield (
            f"{read} {compared}, and put notes that say similar things together; where the write-up had"
            f" sorted them, it began with that. Each such group is a draft theme.{at_home}"
        )
        yield (
            "A theme’s title comes from the write-up’s own heading, from the codebook, a list of topics"
            " written beforehand, when one of them comes near enough, or from the notes’ own words."
            f"{f' {fit}' if fit else ''} The codebook never decides which notes belong together."
        )
    else:
        yield f"{read} {compared}. On no question did it find themes.{at_home}"
    yield (
        "Notes are quoted exactly as they were written down, and each one leads back to its line in the"
        " document. A report with a quotation that is not in its document is not written."
    )


def _explain(heading: str, *paragraphs: str) -> Section:
    return Section("", heading, tuple(map(Text, paragraphs)))


def _say_privacy(notes: Sequence[Note]) -> tuple[str, ...]:
    masked = sum(note.masked for note in notes)
    # What a person kept out of print, or whose speaker is not named because few people were there.
    withheld = sum(_WITHHELD in note.words or note.speaker == _WITHHELD for note in notes)
    if masked:
        first = (
            "Words that may identify a person are masked: a word in square brackets, such as [name], stands"
            f" in their place. That is so in {masked:,} of {count_words(len(notes), 'note')}."
        )
    else:
        first = (
            "Words that may identify a person would be masked by a word in square brackets, such as [name]."
            f" The program found none in the {count_words(len(notes), 'note')}."
        )
    if withheld:
        first += (
            f" In {count_words(withheld, 'note')}, [withheld] stands for what a person kept out of print, or"
            " for who spoke where few people were there, because it would show who somebody is."
        )
    return (
        first + " It can miss some, and it can mask too much: read the notes before you circulate them.",
        "Where a person wants to be named, or something was masked by mistake, note it as a correction and"
        " give it to whoever runs the program. Once allowed, it is shown in every later report.",
    )


def _say_summary(lines: int, *, compared: bool) -> str:
    if lines == 0:
        return (
            "The program recognised no summary by the organisers; there may be one. The themes rest on the"
            " notes alone."
        )
    beside = ", so that the two can be read side by side" if compared else ""
    return (
        f"The documents also hold the organisers’ own summary ({count_words(lines, 'line')}). It was kept"
        f" apart and not used to make this draft{beside}."
    )


def name_event(title: str, place: str, event_id: str = "") -> str:
    """Which event it was: "Harrowby Library" for "Listening event: Harrowby Library".

    The first part of the place stands for a title that would fit any event; where no place is known, the name
    of its file or folder.
    """
    kind, *which = re.split(r"\s*[:–—|]\s*|\s-\s", title, maxsplit=1)
    if which and which[0] and _fits_any(kind) and not _fits_any(which[0]):
        return which[0]
    if not _fits_any(title):
        return _spell_slug(title)
    return place.split(",")[0].strip() or (title if _fits_any(event_id) else _spell_slug(event_id))


def _spell_slug(name: str) -> str:
    """The name of a file or a folder in words; another as it is."""
    if not _SLUG.fullmatch(name):
        return name
    return re.sub(r"^\d{4}(?:-\d\d){0,2}-(?=\D)", "", name).replace("-", " ").capitalize()


def _fits_any(title: str) -> bool:
    """Whether a title says what an event was, and not which."""
    return all(word in _ANY or word[0].isdigit() for word in re.findall(r"[^\W_]+", title.lower()))
