"""How a report was made and how sure it is, for readers who are not specialists.

With it, the organisers' own summary beside the notes.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import pandas as pd
from pandera.typing.pandas import DataFrame

from pipeline.report.blocks import CountTable
from pipeline.report.event.model import Passage, QuestionPart, QuotedNote, ReportWords, SummaryPart
from pipeline.report.event.notes import split_cell
from pipeline.report.wording import STABILITY_WORDS
from pipeline.tables import DETAIL_PLACEHOLDERS, VERDICTS, SummaryPoints, SummaryThemes
from pipeline.tables.contract import Row, list_rows
from pipeline.wording import count_words, list_words

_WITHHELD = DETAIL_PLACEHOLDERS["withheld"]
_HELD = VERDICTS[:2]  # found, or loosely: the nearest notes and themes say something


def explain_method(
    notes: Sequence[QuotedNote], summary_lines: int, short_forms: tuple[str, ...], words: ReportWords
) -> tuple[Passage, ...]:
    """Say what people decided, what the program did, what it cannot do, and what its words mean."""
    codebook_fit = words.codebook_fit.get("", "")
    asked = words.language_model
    return (
        *((Passage("What people decided", tuple(words.review)),) if words.review else ()),
        Passage(
            "What the program did",
            (
                "It read the documents listed below line by line and took each remark as one note."
                " For each question it compared what the notes say, using a language model that"
                " runs on this computer alone, and put notes that say similar things together. Each such"
                f" group is a draft theme.{'' if asked else ' Nothing was sent over the internet.'}",
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
        *((Passage("A language model as second reader", tuple(asked)),) if asked else ()),
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
        Passage("Personal details", _privacy(notes)),
        Passage("The organisers' own summary", (_summary(summary_lines),)),
        *(
            (Passage("Short forms in the notes", ("Notes are shown as people wrote them.",), short_forms),)
            if short_forms
            else ()
        ),
    )


def _privacy(notes: Sequence[QuotedNote]) -> tuple[str, ...]:
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


def _summary(lines: int) -> str:
    if lines == 0:
        return "The documents hold no summary by the organisers. This draft rests on the notes alone."
    return (
        f"The documents also hold the organisers' own summary ({count_words(lines, 'line')}). It was kept"
        " apart and not used to make this draft, so that the two can be read side by side."
    )


def compare_with_summary(
    points: DataFrame[SummaryPoints], themes: DataFrame[SummaryThemes], questions: Sequence[QuestionPart]
) -> SummaryPart | None:
    """What the report says on the organisers' summary; None where there is none."""
    if points.empty:
        return None
    notes = {note.note_id: note for part in questions for theme in part.themes for note in theme.notes}
    titles = {theme.theme_id: theme.title for part in questions for theme in part.themes}
    names = {part.question_id: part.heading for part in questions} | {"": ""}
    grouped = dict(iter(points.groupby("question_id")))
    tables = [_show_points(names[key], grouped[key], titles, notes) for key in names if key in grouped]
    beyond = themes[(themes["points"] == 0) & (themes["notes_near"] == 0)]
    if len(beyond):
        rows = zip(beyond["title"], beyond["notes"].astype(str), beyond["question_id"], strict=True)
        tables.append(
            CountTable(
                caption="In the notes, and not near any point of the summary",
                head=("Theme", "Notes", "Question"),
                rows=tuple((title, number, names.get(question, "")) for title, number, question in rows),
                counted=1,
            )
        )
    return SummaryPart(_say(points, themes, beyond), tuple(tables))


def _say(points: pd.DataFrame, themes: pd.DataFrame, beyond: pd.DataFrame) -> tuple[str, ...]:
    counted = points["verdict"].value_counts()
    found = list_words(f"{counted[verdict]} {verdict}" for verdict in VERDICTS if verdict in counted)
    if len(beyond):
        other = (
            f"The other way round, no point of the summary comes near {len(beyond)} of"
            f" {count_words(len(themes), 'theme')},"
            f" with {beyond['notes'].sum()} of {count_words(int(themes['notes'].sum()), 'note')}."
        )
    else:
        other = "The other way round, some point of the summary comes near every theme."
    return (
        f"The organisers wrote a summary of their own with {count_words(len(points), 'point')}:"
        f" {found}. The summary had no part in making the themes.",
        other,
        "These are the program’s guesses, by wording. Where it was tried on material sorted by people, it was"
        " wrong about a third of the time, both in finding a point that was not there and in missing one"
        " that was. Use the list to see where to look, and read the notes before you say that"
        " something was left out.",
    )


def _show_points(
    question: str, points: pd.DataFrame, titles: Mapping[str, str], notes: Mapping[str, QuotedNote]
) -> CountTable:
    def row(point: Row) -> tuple[str, ...]:
        held = point["verdict"] in _HELD
        near = [titles[theme] for theme in split_cell(point["theme_ids"]) if held and theme in titles]
        places = [notes[note].reference for note in split_cell(point["note_ids"]) if held and note in notes]
        return f"“{point['safe_words']}”", point["verdict"], "; ".join(near) or "–", "; ".join(places) or "–"

    return CountTable(
        caption=f"Points of the summary on “{question}”" if question else "Points of the summary",
        head=("The organisers wrote", "What the notes hold", "Nearest theme", "Nearest notes"),
        rows=tuple(map(row, list_rows(points))),
    )
