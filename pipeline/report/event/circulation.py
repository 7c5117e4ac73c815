"""The circulation copy: an event's notes as written, and a page on which to say what was missed.

It goes to those who were there before anybody has read a theme, so it holds nothing that the program
thinks: no themes, no note types. Names stand in it as people decided; masked until they did.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import groupby

import pandas as pd
from pandera.typing.pandas import DataFrame

from pipeline.keeping.workbooks import MISSED_HEAD
from pipeline.report import wording
from pipeline.report.event.facts import pick_evenly
from pipeline.report.event.frame import name_event
from pipeline.report.event.notes import join_kinds
from pipeline.report.formats.word import WordDocument
from pipeline.settings import ReportSettings
from pipeline.tables import SEPARATOR, Events, Questions, SafeNotes
from pipeline.tables.contract import Row, list_rows
from pipeline.wording import date_words
from pipeline.wording.likeness import fold_words
from pipeline.wording.names import name_questions, shows_name

MISSED_TITLE = "Did we miss anything?"
_STATUS = (
    "These are the notes as they were written down, in the order of the write-up."
    " Please read them and tell us what is missing."
)
_MASKED = (
    "Names, phone numbers and the like that the program found are replaced by a word in square brackets, such"
    " as [name]. It can miss some."
)
_ASK_THERE = "You were there, so you know best. Is something missing that you said or heard?"
_ASK = "You know best what you meant. Is something missing?"
_FILL_IN = (
    "Write it below in your own words, one point on each line. Is something written down wrongly? Write how"
    " it should read.",
    "You need not give your name. Send this page back to whoever sent you the notes.",
)
_KIND_LABELS = {
    "post-it": "Post-its",
    "facilitator": "Facilitator’s notes",
    "feedback": "Feedback",
    "other": "Other notes",
}
# It is to be one page: questions that are this long together have one line each to write on, else two;
# what is left of it are lines for whatever people like.
_LONG_QUESTIONS = 300
_ROWS = 7
_FORM_WIDTHS = (3.1, 2.9, 0.85, 1.45)


def render_circulation(
    event: DataFrame[Events],
    questions: DataFrame[Questions],
    shown_notes: DataFrame[SafeNotes],
    settings: ReportSettings,
) -> bytes:
    """Render the notes, in the order of the sources, as a Word document to send round."""
    about = event.iloc[0]
    shown_notes = shown_notes.assign(kind=join_kinds(shown_notes["kind"]))
    named = name_event(about["title"] or about["event_id"], about["place"], about["event_id"])
    title = f"Notes: {named}"
    document = WordDocument(
        title=title,
        language=settings.language,
        date=about["date"],
        subject="Notes, as written down",
    )
    subtitle = ", ".join(part for part in (date_words(about["date"], weekday=True), about["place"]) if part)
    document.add_title(title, subtitle, _STATUS)
    document.add_paragraph(_count(shown_notes))
    if shown_notes["masked"].any():
        document.add_paragraph(_MASKED)
    document.add_contents()
    ballots = wording.list_votes(shown_notes["votes"].tolist(), shown_notes["votes_against"].tolist())
    shown_notes = shown_notes.assign(ballot=ballots)
    asked = list_rows(questions)
    called = name_questions(asked)
    for question in asked:
        own = shown_notes[shown_notes["question_id"] == question["question_id"]]
        if len(own) > settings.circulated_notes:
            document.add_paragraph(wording.circulated_words(settings.circulated_notes, len(own)))
            own = own.iloc[list(pick_evenly(range(len(own)), settings.circulated_notes))]
        _add_question(document, question, called[question["question_id"]], own)
    met = wording.have_met(zip(shown_notes["kind"], shown_notes["table"], strict=True))
    _add_page(document, asked, _ASK_THERE if met else _ASK, settings.contact)
    return document.to_bytes()


def _add_question(document: WordDocument, question: Row, called: str, notes: pd.DataFrame) -> None:
    document.add_heading(question["question"] or wording.NO_QUESTION, 1)
    tables = notes["table"].unique().tolist()
    known = [wording.table_words(table) for table in tables if table]
    if shows_name(called, question["question"]):  # its wording, which stands above, says it
        where = wording.tables_words(known)
    else:
        at = wording.at_tables(known).removeprefix(" at ")
        where = f"{called} ({at})" if at else called
    document.add_paragraph(". ".join(filter(None, (where, _count(notes)))), "lead")
    for table, own in notes.groupby("table", sort=False):
        if len(tables) > 1:
            document.add_heading(wording.table_words(str(table)) or "No table named", 2)
        _add_notes(
            document, list_rows(own), 3 if len(tables) > 1 else 2, with_kind=notes["kind"].nunique() > 1
        )


def _add_notes(document: WordDocument, notes: Iterable[Row], level: int, *, with_kind: bool) -> None:
    """Notes in the order of the sources, under their sub-headings and lead-ins, each kind marked."""
    heading, kind, above = "", "", ""
    for (own_heading, own_kind, lead_in), group in groupby(
        notes, key=lambda note: (note["heading"], note["kind"], note["lead_in"])
    ):
        if own_heading and own_heading != heading:
            document.add_heading(own_heading, level)
        # What all notes on a question are is said above them; those of no known kind need no label.
        told = with_kind and (own_kind != "other" or kind not in ("", "other"))
        if told and (own_kind != kind or own_heading != heading) and not _says_kind(own_heading, own_kind):
            document.add_paragraph(_KIND_LABELS[own_kind], "reference")
        # Many a line is a note and leads in those below it: then it stands there already.
        if lead_in and fold_words(lead_in) != fold_words(above):
            document.add_paragraph(lead_in)
        heading, kind = own_heading, own_kind
        for note in group:
            document.add_bullets([note["words"]])
            above = note["words"]
            facts = [note["ballot"]]
            facts += [f"said by {note['speaker']}"] if note["speaker"] else []
            if any(facts):
                document.add_paragraph(" · ".join(filter(None, facts)), "reference")


def _add_page(document: WordDocument, questions: Sequence[Row], ask: str, contact: str) -> None:
    """A page whose table has the columns of the workbook's sheet, with each question filled in."""
    document.add_heading(MISSED_TITLE, 1, new_page=True)  # it is sent back by itself
    document.add_paragraph(f"{ask} {_FILL_IN[0]}")
    document.add_paragraph(_FILL_IN[1])
    if contact:
        document.add_paragraph(contact)
    lines = 1 if sum(len(question["question"]) for question in questions) > _LONG_QUESTIONS else 2
    rows = [
        ("", question["question"], question["table"] if SEPARATOR not in question["table"] else "", "")
        for question in questions
        for _ in range(lines)
    ]
    rows += [("", "", "", "")] * max(1, _ROWS - len(rows))
    head = list(map(wording.capital, MISSED_HEAD))
    document.add_form(MISSED_TITLE, head, rows, _FORM_WIDTHS)


def _says_kind(heading: str, kind: str) -> bool:
    """Whether a sub-heading such as "Post-it notes" says already what kind of notes follow."""
    return kind == "post-it" and "post" in heading.casefold() and "it" in heading.casefold()


def _count(notes: pd.DataFrame) -> str:
    """How many notes, by kind."""
    kinds = notes["kind"].value_counts()
    counted = [(kind, int(kinds[kind])) for kind in wording.KIND_COUNTS if kind in kinds]
    return f"{wording.taken_words(counted, '')}." if counted else f"{wording.say('no_notes')}"
