"""How a report was made and how sure it is, for readers who are not specialists."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from pipeline.report.blocks import Block, Bullets, Section, Text
from pipeline.report.event.facts import EventFacts
from pipeline.report.event.notes import Note
from pipeline.report.wording import STABILITY_WORDS
from pipeline.tables import DETAIL_PLACEHOLDERS
from pipeline.wording import count_words

_AT_HOME = " Nothing was sent over the internet."
_SORTED_BY_WORDS = (
    " So it may put notes together because they share words, and part notes that mean the same in different"
    " words. People who sort the same notes with care do not fully agree, and the program agrees with them"
    " less than they do among themselves. Its themes are a place to start, and need reading, moving and"
    " renaming by people who know what was meant."
)
_WITHHELD = DETAIL_PLACEHOLDERS["withheld"]


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
    if said := tuple(words for name, words in STABILITY_WORDS.items() if name in steady):
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
