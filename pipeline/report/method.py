"""How a report was made and how sure it is, for readers who are not specialists."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.report.certainty import STABILITY_WORDS
from pipeline.report.model import Passage
from pipeline.report.wording import count_words


def explain_method(
    notes: int,
    masked: int,
    summary_lines: int,
    codebook_fit: str,
    short_forms: tuple[str, ...] = (),
    reader_words: Sequence[str] = (),
    withheld: int = 0,
) -> tuple[Passage, ...]:
    """Say what the program did, what it cannot do, and what its words mean.

    Args:
        notes: Notes of the event.
        masked: How many of them have a personal detail masked.
        summary_lines: Lines of the organisers' own summary in the write-up.
        codebook_fit: How well the codebook fits the notes, in words, or empty.
        short_forms: What short forms in the notes mean.
        reader_words: What a second reader, a language model, did, as paragraphs; it says as well whether
            anything was sent anywhere.
        withheld: How many notes have something left out that a person kept out of print, or whose speaker
            is not named because few people were there.
    """
    return (
        Passage(
            "What the program did",
            (
                "It read the documents listed below line by line and took each remark as one note."
                " For each question it compared what the notes say, using a language model that"
                " runs on this computer alone, and put notes that say similar things together. Each such"
                f" group is a draft theme.{'' if reader_words else ' Nothing was sent over the internet.'}",
                "A theme's title comes from the codebook, a list of topics written beforehand, when one of"
                " them comes near enough; otherwise it is made of the notes' own words."
                f"{f' {codebook_fit}' if codebook_fit else ''} The codebook never decides which notes belong"
                " together. Notes are quoted"
                " exactly as they were written down, and each one leads back to its line in the document."
                " A report with a quotation that is not in its document is not written.",
                "Key points are notes chosen to show the middle of a theme and its spread. The words under"
                " “Why these notes are together” are evidence for checking, not a title.",
            ),
        ),
        *((Passage("A language model as second reader", tuple(reader_words)),) if reader_words else ()),
        Passage(
            "What it cannot do",
            (
                "It was not in the room. It goes by wording, so it may put notes together because they share"
                " words, and part notes that mean the same in different words. People who sort the same"
                " notes with care don't fully agree with each other, and the program agrees with"
                " them less than they do among themselves. Its themes are a place to start, and need"
                " reading, moving and renaming by people who know what was meant.",
                "The numbers count notes, not people. One person may have written several notes, and one"
                " note may stand for a whole table. A theme with more notes is not more important.",
            ),
        ),
        Passage(
            "How well a note fits",
            (
                "Each note's fit to its theme is given in words. Where a second theme is nearly as near, that"
                " is said beside the note.",
                "A note is called raised once when no other note on the question says anything near it."
                " Such notes stay in the theme they are nearest to and are also listed on their own,"
                " so that they are not lost among the others.",
            ),
            (
                "Clear fit: it is much nearer to its theme than to any other.",
                "Fair fit: it belongs there rather than elsewhere.",
                "Weak fit: the program had to put it somewhere and was not sure, so a person should check it"
                " first.",
            ),
        ),
        Passage(
            "How steady a theme is",
            (
                "The program sorted the notes again and again, each time with some of them missing, and"
                " looked whether the same notes came together. This is what it then says of a theme:",
            ),
            tuple(STABILITY_WORDS.values()),
        ),
        Passage("Personal details", _privacy(notes, masked, withheld)),
        Passage("The organisers' own summary", (_summary(summary_lines),)),
        *(
            (Passage("Short forms in the notes", ("Notes are shown as people wrote them.",), short_forms),)
            if short_forms
            else ()
        ),
    )


def _privacy(notes: int, masked: int, withheld: int) -> tuple[str, ...]:
    if masked:
        first = (
            "Words that may identify a person are masked: a word in square brackets, such as [name], stands"
            f" in their place. That is so in {masked:,} of {count_words(notes, 'note')}."
        )
    else:
        first = (
            "Words that may identify a person would be masked by a word in square brackets, such as [name]."
            f" The program found none in the {count_words(notes, 'note')}."
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


def _summary(lines: int) -> str:
    if lines == 0:
        return "The documents hold no summary by the organisers. This draft rests on the notes alone."
    return (
        f"The documents also hold the organisers' own summary ({count_words(lines, 'line')}). It was kept"
        " apart and not used to make this draft, so that the two can be read side by side."
    )


def explain_review(paragraphs: Sequence[str]) -> tuple[Passage, ...]:
    """Say what people decided; nothing where nobody has decided anything.

    Args:
        paragraphs: How the review stands.
    """
    return (Passage("What people decided", tuple(paragraphs)),) if paragraphs else ()
