"""The event built by hand without what most events have: themes, requests, questions, tables, people met."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from tests.report.made_event import Case, build_case

UNDIVIDED = "Not sorted into themes"


def without_themes() -> Case:
    """Nothing divides the notes of any question."""
    case = build_case(
        {"t5": ("q2", UNDIVIDED, ["In person is best", "A cup of tea"]), "t6": ("q3", UNDIVIDED, ["Badges"])}
    )
    themes = case.themes.assign(title=UNDIVIDED, basis="discovered", code="")
    return replace(case, themes=themes)


def with_one_note() -> Case:
    """One note, at a table, which asks for nothing."""
    case = build_case({"t6": ("q3", UNDIVIDED, ["Badges are hard to read"])})
    questions = case.questions[case.questions["question_id"] == "q3"].reset_index(drop=True)
    return replace(case, themes=case.themes.assign(title=UNDIVIDED), questions=questions)


def without_asks() -> Case:
    """Themes, and no note that is worded as a request."""
    case = build_case()
    return replace(case, language=case.language.assign(asks=False))


def without_question() -> Case:
    """One question without a wording, no table."""
    case = without_themes()
    one = case.questions.iloc[[1]].assign(question="", wordings="", table="")
    notes, safe = (table.assign(question_id="q2", table="") for table in (case.notes, case.safe_notes))
    return replace(
        case,
        questions=one.reset_index(drop=True),
        notes=notes.assign(question=""),
        safe_notes=safe,
        codings=case.codings.assign(question_id="q2", theme_id="t5"),
        themes=case.themes.iloc[[0]].reset_index(drop=True),
    )


def survey() -> Case:
    """Forms that people filled in, each a row of a sheet."""
    case = build_case()
    notes, safe = (table.assign(kind="feedback", table="") for table in (case.notes, case.safe_notes))
    return replace(
        case,
        event=case.event.assign(title="Patients of Harrowby", place=""),
        sources=case.sources.assign(format="CSV"),
        questions=case.questions.assign(table=""),
        ledger=case.ledger[case.ledger["role"].isin(("note", "continuation"))].reset_index(drop=True),
        notes=notes,
        safe_notes=safe,
    )


ODD: dict[str, Callable[[], Case]] = {
    "no themes": without_themes,
    "one note": with_one_note,
    "no asks": without_asks,
    "no question": without_question,
    "survey": survey,
}
