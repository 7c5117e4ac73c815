"""The reports' own sentences, in plain English and in one place.

A report says words of people, numbers of its tables, and sentences of the kinds below: nothing else, held by
a test that walks all of them. Notes are counted, never people: nobody knows how many stand behind one.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from pipeline.keeping.archive import ALIKE, BY_HEADING, NOT_SORTED, SORTED
from pipeline.wording import NUMBER_WORDS, count_words, list_words

# The kinds of sentence of a report on an event, by name. {title} is a theme's, {words} somebody's own;
# everything else in braces is a count with its noun, a list of tables or a name.
SENTENCES = {
    # How far it can be relied on.
    "draft": "Draft. A computer program sorted the notes. Nobody has checked the themes yet.",
    "decided": "Draft. A computer program sorted the notes. People have made {decisions} on notes and themes,"
    " and nobody has accepted a theme yet.",
    "partly": "Draft. A computer program sorted the notes. People have accepted or made {checked} of"
    " {themes} so far.",
    "changed": "In all they have made {decisions}.",
    "no_themes": "Draft. A computer program took the notes out of the write-up and found no themes in them."
    " Nobody has checked that yet.",
    "checked_notes": "Checked. A computer program found no themes in the notes, and people have accepted"
    " every list of them.",
    "until": "It is a draft until people accept each theme: “accept?” in review.xlsx, or on board.html.",
    "until_read": "It is a draft until people accept each list of notes: “accept?” in review.xlsx, or on"
    " board.html.",
    "checked": "Checked. A computer program sorted the notes, and people have accepted {themes}.",
    "themes_checked": "The themes are checked. A computer program sorted the notes, and people have accepted"
    " {themes}. {left} in no theme; nobody has said that they checked {them}.",
    "unread": "{documents} could not be read: {names}. What stands there is missing here.",
    "no_notes": "There are no notes.",
    # The summary.
    "organisers": "The organisers wrote:",
    "no_background": "{background}",
    "largest": "The {number} themes with most notes",
    "large": "Some of the largest themes",
    "elsewhere": "Not in these themes: {untold}. They stand below, or in the appendix.",
    "also_differ": "{pairs} with the same words say the opposite. They stand below.",
    "counted": "We count notes, not people.",
    "rule": "“Most” is more than half of the notes at a table or on a question. “Many” is a fifth or more,"
    " “some” a tenth or more, and “a few” three or more. The number follows in brackets.",
    "kinds_shown": "A quotation is from a facilitator’s note unless it says {labels}.",
    # Where themes came up.
    "heat": "Number of notes. Darker means more.",
    "heat_questions": "Number of notes on each question or topic. Darker means more.",
    "smaller": "{themes} with fewer notes",
    "across": "{title} came up in {places}: {counts}.",
    "differ": "These notes use the same words and say the opposite.",
    "votes": "Votes are on {notes}; they stand behind each.",
    "ballots": "Votes are on {notes}; those for and against stand behind each.",
    "works": "Notes that a reader took to be about something that works well.",
    # Theme by theme.
    "nothing_asked": "There are no notes on this question.",
    "shown_elsewhere": "All of these are quoted elsewhere in this report.",
    "shown_elsewhere_one": "Its one note is quoted elsewhere in this report.",
    "other_points": "What fits none of the themes, as it was written.",
    "no_titles": "No theme with a title was found. The notes stand below, or in the appendix.",
    "nothing_found": "No themes were found. The notes stand below.",
    "not_sorted_some": "{shown} of {notes} that were not sorted into themes. All are in the appendix.",
    "other_some": "{shown} of the {notes} that fit none of the themes. All are in the appendix.",
    "quoted_elsewhere": "Quoted elsewhere in this report: {more}.",
    "to_scribes": "For whoever took the notes: {notes}, in the appendix.",
    "holds_both": "Views differ here.",
    "model_title": "A language model gave this title; no person has checked it.",
    # Asks.
    "asks": "{notes} worded as a request. An answer in other words to a question like “What should we do?” is"
    " not counted.",
    "asks_themes": "Here is one from each theme that has one. The appendix marks all of them.",
    "asks_questions": "Here is one from each question that has one. The appendix marks all of them.",
    "asks_both": "Here is one from each theme that has one, and one from each question’s other notes. The"
    " appendix marks all of them.",
    "asks_all": "Here they are.",
    "asks_one": "Here it is.",
    "asks_some": "The first {shown} are listed.",
    "once": "No other note on the same question comes near any of these. Each counts as much as any other.",
    "once_one": "No other note on the same question comes near this one. It counts as much as any other.",
    # What comes next, and how it was made.
    "owner": "The team gives each ask an owner by [date].",
    "decide": "The team says what it makes of these notes by [date].",
    "answer": "Each owner answers: yes, not yet, or no and why. We publish the answers by [date].",
    "missed": "Did we miss something, or get it wrong? Tell {contact}.",
    "source": "The source is {names}. Each quotation says where in it.",
    "sources": "The sources are {names}. Each quotation says where in them.",
    "kept": "A program found {notes} in the write-up. It read {others} as something else; the appendix says"
    " as what.",
    "split": "A program found {notes}. The appendix says what it read everything else as.",
    "rated": "Answers picked on a scale are no notes: {questions} counted in the table survey_answers.csv.",
    "corrected": "People {changed}.",
    "together": SORTED,
    "by_heading": BY_HEADING,
    "not_together": f"{NOT_SORTED}.",
    "titles": "A title is {ways}.",
    "untitled": "“No title yet” stands above notes that it put together without finding a title that holds.",
    "order": "Themes are in order of how many notes they have. That is not how much they matter.",
    "order_titled": "Themes are in order of how many notes they have, those without a title last. That is not"
    " how much they matter.",
    "verbatim": "Quotations are word for word, spelling included.",
    "masked": "In {notes}, or what stands above them, personal details are left out, in [brackets]. The"
    " program can miss some.",
    "unmasked": "The program found no personal details. It can miss some.",
    "quoted_once": "A note is quoted once at most. All are in the appendix.",
    "quoted_some": "A note is quoted once at most. The appendix has some, the table coded_notes.csv all.",
    "facilitators": "A facilitator’s note may not be the speaker’s exact words.",
    "facilitators_quote": "A facilitator’s note may not be the speaker’s exact words, unless it is in"
    " quotation marks or names who spoke.",
    "not_all": "These notes do not speak for everybody.",
    "model": "A language model read the notes as well; the appendix says which and where.",
    "own_summary": "The organisers’ own summary was not used.",
    "compared": "The appendix sets it beside the notes.",
    # The page for those who were there.
    "thanks": "Thank you to everybody who took part. {notes} written down.",
    "some": "Here is some of what they say.",
    "also": "You also raised:",
    "also_asked": "The report has what was said on: {names}",
    "also_asked_more": "The report has what was said on {more} questions.",
    "more_themes": "And {more}. The report has them all.",
    "more_asks": "And {more}. The appendix has them all.",
    "tell": "Tell us if something is wrong or missing, or if you do not want your words used. Ring, write, or"
    " ask someone to do it for you: {contact}",
}
BLANK_CONTACT = "[name, phone, address]"
BLANK_DATE = "[date]"
BLANK_BACKGROUND = "[Organisers: write here what it was for, and who took part.]"
# As on the label of one note, and as counted.
KIND_LABELS = {"post-it": "post-it", "facilitator": "facilitator", "feedback": "feedback", "other": "note"}
KIND_COUNTS = {
    "post-it": ("post-it", "post-its"),
    "facilitator": ("facilitator’s note", "facilitator’s notes"),
    "feedback": ("feedback note", "feedback notes"),
    "other": ("other note", "other notes"),
}
ROLE_WORDS = {
    "heading": "Headings",
    "question": "Questions asked",
    "note": "Notes",
    "continuation": "Lines that continue a note",
    "lead_in": "Lines that introduce notes",
    "context": "Text about the event, not from participants",
    "summary": "The organisers’ own summary",
    "boilerplate": "Cover, contact details and the like",
    "metadata": "Information about the file",
    "blank": "Empty lines",
}
NO_ANSWER = "Answers that say nothing, such as “none” or “not sure”"
RATED = "Answers picked on a scale, counted in survey_answers.csv"
# What a report is on, and what its part on that is called, by what the notes come from.
OCCASIONS = {
    "event": ("a listening event", "About the event"),
    "survey": ("answers to a survey", "About the survey"),
    "": ("people’s notes", "Background"),
}
# What a theme's title is, by its basis.
TITLES = {
    "heading": "the write-up’s heading",
    "codebook": "one of a list of common themes",
    "discovered": "made of notes’ words",
    "model": "given by a language model",
    "reviewed": "accepted by people",
}
NO_QUESTION = "Notes without a question"
NOWHERE_ASKED = "No question"  # the same where places are counted side by side
NO_TABLE = "No table named"
SUMMARY = "The organisers’ own summary beside the notes"
# How sure a draft theme is; said in the appendix alone.
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
FINGERPRINT = (
    "The same documents, settings, corrections and program give this same report, to the last letter."
    f" {ALIKE}"
)


_SURVEY = re.compile(r"\b(?:survey|questionnaire|feedback form)s?\b", re.IGNORECASE)
_EVENT = re.compile(
    r"\b(?:events?|sessions?|workshops?|meetings?|open days?|conversations?|round ?tables?|drop-?ins?"
    r"|forums?|focus groups?|hackathons?|retrospectives?|conferences?|assembly|listening day)\b",
    re.IGNORECASE,
)


def say(kind: str, **values: str) -> str:
    """A sentence of a kind, with what it is about."""
    return SENTENCES[kind].format(**values)


def capital(words: str) -> str:
    """Words as they begin a sentence."""
    return words[:1].upper() + words[1:]


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


def share_words(number: int, of: int, place: str = "") -> str:
    """A number of notes among others as a word, the numbers behind it: "Many notes at Table 1 (10 of 42)"."""
    many = f"{place and f'{place} '}({number:,} of {of:,})"
    if number == of:
        return f"{f'All {number:,} notes' if number > 1 else 'One note'}{place and f' {place}'}"
    for word, least in (("Most", of / 2 + 0.01), ("Many", of / 5), ("Some", of / 10), ("A few", 3)):
        if number >= max(least, 3):
            return f"{word} notes {many}"
    return f"{'Two notes' if number == 2 else 'One note'} {many}"


def number_words(number: int) -> str:
    """A small number as a word."""
    return ("no", *NUMBER_WORDS[1:11])[number] if number <= 10 else f"{number:,}"


def list_votes(votes: Sequence[int], against: Sequence[int]) -> list[str]:
    """Votes on each note, empty where nobody voted; where any are against, never one without the other."""
    if any(against):
        counts = zip(votes, against, strict=True)
        return [f"{one:,} for, {other:,} against" if one or other else "" for one, other in counts]
    return [count_words(number, "vote") if number else "" for number in votes]


def at_tables(tables: Sequence[str]) -> str:
    """Where notes were taken, as part of a sentence; empty where no table is named."""
    names = tables_words(tables)
    if not names:
        return ""
    return f" at {names[0].lower() + names[1:] if names.startswith(('Table ', 'Tables ')) else names}"


def kinds_words(by_kind: Sequence[tuple[str, int]]) -> str:
    """Notes by kind: "26 facilitator’s notes and 16 post-its"; "42 notes" where no kind is known."""
    if [kind for kind, _ in by_kind] == ["other"]:
        return count_words(by_kind[0][1], "note")
    return list_words(count_words(number, *KIND_COUNTS[kind]) for kind, number in by_kind)


def taken_words(by_kind: Sequence[tuple[str, int]], places: str) -> str:
    """How many notes of which kind were taken where: "12 notes at Table 1: 8 feedback notes and …"."""
    notes, kinds = count_words(sum(number for _, number in by_kind), "note"), kinds_words(by_kind)
    at = f" at {places}" if places else ""
    return f"{kinds}{at}" if len(by_kind) == 1 else f"{notes}{at}: {kinds}"


def status_words(checked: int, themes: int, decisions: int = 0, left: int = 0) -> str:
    """Whether anybody has checked the themes, or decided anything on notes and themes at least.

    Args:
        checked: Themes that a person has accepted.
        themes: All of them.
        decisions: That hold, whatever they are on.
        left: Notes in no theme of which nobody has said anything.
    """
    if themes == 0:
        return say("no_themes")
    if checked == 0:
        return say("decided", decisions=count_words(decisions, "decision")) if decisions else say("draft")
    if checked < themes:
        said = say("partly", checked=str(checked), themes=count_words(themes, "theme"))
    else:
        every = f"all {themes} themes" if themes > 1 else "the one theme"
        notes = f"{count_words(left, 'note')} {'is' if left == 1 else 'are'}"
        them = "it" if left == 1 else "them"
        said = (
            say("themes_checked", themes=every, left=notes, them=them)
            if left
            else say("checked", themes=every)
        )
    if decisions <= checked:  # accepting is told already
        return said
    return f"{said} {say('changed', decisions=count_words(decisions, 'decision'))}"


def have_met(notes: Iterable[tuple[str, str]]) -> bool:
    """Whether anything shows that people came together, and filled in no form at home: tables, post-its.

    Args:
        notes: Kind and table of each.
    """
    return any(table or kind in ("post-it", "facilitator") for kind, table in notes)


def name_occasion(title: str, notes: Sequence[tuple[str, str]], in_sheets: bool) -> str:
    """What the notes come from, as far as anything tells: "event", "survey", or empty.

    Args:
        title: Of the write-up.
        notes: Kind and table of each.
        in_sheets: Whether all of them stand in sheets, one row for each form that came back.
    """
    if have_met(notes):
        return "event"
    if _SURVEY.search(title) or (in_sheets and notes and all(kind == "feedback" for kind, _ in notes)):
        return "survey"
    return "event" if _EVENT.search(title) else ""


def circulated_words(shown: int, notes: int) -> str:
    """What the circulation copy says where it cannot hold all notes of a question."""
    return (
        f"The next question has {notes:,} notes. Here are {shown:,} of them, evenly from the whole write-up;"
        " all are in the table notes.csv."
    )
