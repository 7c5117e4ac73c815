"""The report's own sentences, in plain English and in one place.

Nothing here quotes a participant. Counts always stand with their base ("12 of 101 notes") and never
become shares of people: notes are counted, and nobody knows how many people stand behind one.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from pipeline.keeping.stamp import ALIKE
from pipeline.tables import SUMMED_UP
from pipeline.wording import count_words, list_words

STATUS_DRAFT = "This is a draft made by a computer program. Nobody has checked the themes yet."

# As on the label of one note, and as counted.
KIND_LABELS = {"post-it": "post-it", "facilitator": "facilitator", "feedback": "feedback", "other": "other"}
KIND_COUNTS = {
    "post-it": ("post-it", "post-its"),
    "facilitator": ("facilitator's note", "facilitator's notes"),
    "feedback": ("feedback note", "feedback notes"),
    "other": ("other note", "other notes"),
}
TYPE_LABELS = {
    "challenge": "challenge",
    "idea": "idea",
    "works_well": "works well",
    "does_not_work": "does not work",
    "question": "question",
    "observation": "observation",
}
TYPE_COUNTS = {
    "challenge": ("challenge", "challenges"),
    "idea": ("idea", "ideas"),
    "works_well": ("thing that works well", "things that work well"),
    "does_not_work": ("thing that does not work", "things that do not work"),
    "question": ("question", "questions"),
    "observation": ("observation", "observations"),
}
ROLE_WORDS = {
    "heading": "Headings",
    "question": "Questions asked",
    "note": "Notes",
    "continuation": "Lines that continue a note",
    "lead_in": "Lines that introduce notes",
    "context": "Text about the event, not from participants",
    "summary": "The organisers' own summary",
    "boilerplate": "Cover, contact details and the like",
    "metadata": "Information about the file",
    "blank": "Empty lines",
}
RAISED_ONCE = "Raised once, and kept"
TOGETHER = "These words mark it out from the other themes of the question."
NO_TERMS = "No words mark this theme out from the others of the question."
NO_QUESTION = "Notes without a question"
SUMMARY = "The organisers’ own summary beside the notes"
MASKED = "Personal details in this note are masked."
# How sure a draft theme and a note's place in it are.
STABILITY_WORDS = {
    "stands firm": "Stands firm: left to sort again with some of the notes missing, the program kept"
    " these notes together, and they are much alike.",
    "holds mostly": "Holds mostly: left to sort again with some of the notes missing, the program kept"
    " most of these notes together.",
    "holds loosely": "Holds loosely: these notes are not much alike. They may be about several things, or be"
    " what was left when the clearer themes were taken. Read all of them before you use this theme.",
    "depends on few notes": "Depends on few notes: left to sort again with some of the notes missing, the"
    " program often parted these notes. Read them with care before you use this theme.",
    "too few notes to tell": "Too few notes to tell whether they would be sorted together again.",
}
STABILITY_SHORT = {
    "stands firm": "It stands firm.",
    "holds mostly": "It holds mostly.",
    "holds loosely": "It holds loosely: its notes may be about several things. Read all of them"
    " before you use this theme.",
    "depends on few notes": "It depends on few notes: read them with care before you use this theme.",
    "too few notes to tell": "It has too few notes to tell how steady it is.",
}
STRENGTH_CLEAR = "clear fit"
STRENGTH_FAIR = "fair fit"
STRENGTH_WEAK = "weak fit: check this one"


def table_words(table: str) -> str:
    """A table as it is called in prose: "Table 2" for "2", names as they are."""
    name = table.strip()
    return f"Table {name}" if name.isdigit() or (len(name) == 1 and name.isalpha()) else name


def tables_words(tables: Iterable[str]) -> str:
    """Several tables as they are called in prose: "Tables 1 and 4"; empty where none is named."""
    named = [table for table in dict.fromkeys(tables) if table]
    if len(named) > 1 and all(name.startswith("Table ") for name in named):
        return f"Tables {list_words(name.removeprefix('Table ') for name in named)}"
    return list_words(named)


def counted_words(notes: int, tables: Sequence[str]) -> str:
    """A number of notes with its base: "7 notes at 2 tables", "3 notes at table 4"."""
    named = list(dict.fromkeys(table for table in tables if table))
    where = at_tables(named) if len(named) < 2 else f" at {len(named)} tables"
    return f"{count_words(notes, 'note')}{where}"


def short_question(position: int, tables: Sequence[str]) -> str:
    """A question by its number, once its wording has been read."""
    where = at_tables(tables).removeprefix(" at ")
    return f"Question {position} ({where})" if where else f"Question {position}"


def at_tables(tables: Sequence[str]) -> str:
    """Where notes were taken, as part of a sentence; empty where no table is named."""
    names = tables_words(tables)
    if not names:
        return ""
    return f" at {names[0].lower() + names[1:] if names.startswith(('Table ', 'Tables ')) else names}"


def status_words(checked: int, themes: int) -> str:
    """Whether anybody has checked the themes."""
    if checked == 0 or themes == 0:
        return STATUS_DRAFT
    if checked < themes:
        return (
            "This is a draft made by a computer program. People have checked"
            f" {checked} of {count_words(themes, 'theme')} so far; the others are called draft themes."
        )
    return f"The themes were drafted by a computer program. People have checked all {themes} of them."


def themes_words(themes: int, checked: int) -> str:
    """A number of themes, called drafts unless all of them were checked."""
    return count_words(themes, "theme" if themes and checked == themes else "draft theme")


def question_words(notes: int, tables: Sequence[str], themes: str, themed: int, codebook_fit: str) -> str:
    """What there is for one question, and how well the codebook fits it."""
    if notes == 0:
        return "No notes were taken on this question."
    there = f"{count_words(notes, 'note')}{at_tables(tables)}"
    if themed == 1:
        return f"{there}, kept together in {themes}."
    return f"{there}, sorted into {themes}.{f' {codebook_fit}' if codebook_fit else ''}"


def where_words(notes: int, by_kind: Sequence[tuple[str, int]], tables: Sequence[str]) -> str:
    """Notes of a theme by table and kind."""
    kinds = list_words(count_words(number, *KIND_COUNTS[kind]) for kind, number in by_kind)
    if len(by_kind) == 1:
        return f"{kinds}{at_tables(tables)}."
    return f"{count_words(notes, 'note')}{at_tables(tables)}: {kinds}."


def types_words(by_type: Sequence[tuple[str, int]]) -> str:
    """Note types of a theme."""
    counts = list_words(count_words(number, *TYPE_COUNTS[kind]) for kind, number in by_type)
    return f"By their wording, the program takes them for {counts}."


def summary_words(summary: str, basis: str, themes: int) -> str:
    """A theme's summary as a report shows it; where it is a code's definition, said to be one.

    One that quotes key points is left out: they stand right below it.

    A definition says what the code is for, not what these people said: under a code on good leadership
    the notes may be complaints about leaders.
    """
    if summary.startswith(SUMMED_UP):
        return summary
    if basis == "model":
        return f"What the language model means by this title: {summary}" if summary else ""
    if summary and basis == "codebook" and themes > 1:
        return f"What the codebook means by this title: {summary}"
    return "" if basis == "discovered" and themes > 1 else summary


def naming_words(basis: str, code: str, fit: float) -> str:
    """Where a theme's title comes from, and how near the codebook is."""
    if basis == "reviewed":
        return "A person has checked this theme and its title."
    if basis == "model":
        return "A language model proposed this title, and no person has checked it."
    if basis == "codebook" and code.startswith("seed-"):
        return f"The title was expected for this event, in its event.toml (similarity {fit:.2f}, at most 1)."
    if basis == "codebook":
        return f"The title is that of the code “{code}” in the codebook (similarity {fit:.2f}, at most 1)."
    if fit == 0:
        return "The title is made of the notes' own words."
    return "The title is made of the notes' own words: no code in the codebook names it better."


def raised_once_words(number: int, notes: int) -> str:
    """How many notes of a question say what no other does."""
    if number == 0:
        return f"None of the {count_words(notes, 'note')} stands alone: each has another near it."
    return (
        f"{number:,} of {count_words(notes, 'note')} {'says' if number == 1 else 'say'} something that no"
        " other note on this question comes near. A point raised once counts as much as any other."
    )


def checks_words(weak: int, notes: int, listed: int) -> str:
    """What needs a person first."""
    if weak == 0:
        return f"None of the {count_words(notes, 'note')} fits its theme weakly."
    text = (
        f"{weak:,} of {count_words(notes, 'note')} {'fits its' if weak == 1 else 'fit their'} theme weakly:"
        " the program was least sure where to put them."
    )
    if listed < weak:
        text += f" These {listed} are the weakest; all {weak} are marked “{STRENGTH_WEAK}” where they stand."
    return text


def glance_words(
    *,
    notes: int,
    tables: int,
    questions: int,
    postits: int,
    themes: str,
    raised_once: int,
    unread: Sequence[str],
) -> tuple[str, ...]:
    """The event in a few sentences."""
    where = f" at {count_words(tables, 'table')}" if tables else ""
    said = [f"{count_words(notes, 'note')}{where}, on {count_words(questions, 'question')}."]
    if notes:
        said += [
            f"{postits:,} of the {notes:,} notes {'is a post-it' if postits == 1 else 'are post-its'}.",
            f"They are sorted into {themes}, separately for each question.",
            f"{raised_once:,} of the {notes:,} notes {'makes' if raised_once == 1 else 'make'} a point that"
            " was raised once. Each is kept in its theme and also listed on its own.",
            "Notes set aside: 0. Every note is in a theme; none was dropped for standing alone.",
        ]
    if unread:
        said.append(
            f"{count_words(len(unread), 'document')} could not be read, so anything in"
            f" {'it' if len(unread) == 1 else 'them'} is missing here: {list_words(unread)}."
        )
    return tuple(said)


def set_aside_words(notes: int, lines: int) -> str:
    """What became of every line."""
    return (
        f"No note was set aside: all {count_words(notes, 'note')} are in a theme. The documents have"
        f" {count_words(lines, 'line')}; this is what the program took each of them for. If a remark was"
        " taken for something else, it is among these lines and can be brought back."
    )


FINGERPRINT = (
    "The same documents, settings, corrections and program give this same report, to the last letter."
    f" {ALIKE}"
)
APPENDIX = (
    "Each note once, under its theme, with where it was taken, what kind of point the program takes it"
    " for, how well it fits, and other themes that are nearly as near."
)


def some_notes_words(shown: int, notes: int) -> str:
    """What stands above the list of notes where it cannot hold all of them."""
    return (
        f"{shown:,} of the event's {notes:,} notes, under their themes: more than that no report can hold and"
        " be read. The table coded_notes.csv holds every note with its theme."
    )


def circulated_words(shown: int, notes: int) -> str:
    """What the circulation copy says where it cannot hold all notes of a question."""
    return (
        f"The next question has {notes:,} notes. Here are {shown:,} of them, evenly from the whole write-up;"
        " all are in the table notes.csv."
    )


def shown_words(shown: int, notes: int) -> str:
    """How many notes of a theme a report shows, and where the others are."""
    return (
        f"{shown:,} of its {notes:,} notes are shown in this report, evenly from the whole write-up; all are"
        " in the table coded_notes.csv."
    )


def others_words(others: int, notes: int) -> str:
    """The remaining notes of a theme."""
    if others == notes:
        return f"All {count_words(notes, 'note')} of this theme" if notes > 1 else "The note of this theme"
    return f"{'The other note' if others == 1 else f'The other {others} notes'} of the {notes}"


def others_pointer(others: int, notes: int, short: str) -> str:
    """Where the remaining notes stand in files that cannot be folded."""
    return (
        f"{others_words(others, notes)} {'stands' if others == 1 else 'stand'} under “Every note”, {short}."
    )


def also_near_words(number: int) -> str:
    """Notes of other themes that fit a theme nearly as well."""
    return f"{count_words(number, 'note')} in other themes {'is' if number == 1 else 'are'} nearly as near"


def why_words(strength: str, theme: str, near: bool, raised_once: bool) -> str:
    """Why a note is in its theme, before the notes of the theme nearest to it, if there are any."""
    fit = f"It is a {strength.split(':')[0]} for “{theme}”"
    if not near:
        return f"{fit}. No other note of this theme comes near it."
    if raised_once:
        return f"No other note says this. {fit}; these notes of the theme are the least far from it."
    return f"{fit}: these notes of the theme are the nearest to it."


def source_words(masked: bool) -> str:
    """What is said instead of the line itself where that may not be shown."""
    return f"{MASKED} The line is not shown; it can be looked up in the document." if masked else ""
