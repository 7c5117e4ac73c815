"""Themes that have been found: joined with their notes, titled by others, and how they were found."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass

import pandas as pd
from pandera.typing.pandas import DataFrame

from pipeline.settings import ThemeSettings
from pipeline.tables import (
    SUMMED_UP,
    CodedNotes,
    Codings,
    ModelThemes,
    NoteLanguage,
    Notes,
    Questions,
    Themes,
    are_themes,
    check_table,
    columns_of,
)
from pipeline.themes.codebook import Codebook


def join_coded_notes(
    notes: DataFrame[Notes],
    language: DataFrame[NoteLanguage],
    codings: DataFrame[Codings],
    themes: DataFrame[Themes],
) -> DataFrame[CodedNotes]:
    """Every note with all that is known of it, in the words as written."""
    columns = columns_of(CodedNotes)
    titled = themes[["theme_id", "title"]].rename(columns={"title": "theme"})
    joined = _choose(notes, columns)
    joined = joined.merge(_choose(language, columns), on="note_id", validate="1:1")
    own = _choose(codings.drop(columns="question_id"), columns)
    joined = joined.merge(own, on="note_id", validate="1:1")
    joined = joined.merge(titled, on="theme_id", validate="m:1")
    return check_table(CodedNotes, joined[columns])


def _choose(table: pd.DataFrame, columns: Sequence[str]) -> pd.DataFrame:
    """Those of a table's columns that are asked for: each that is joined is copied."""
    return table[[name for name in table.columns if name in columns]]


def take_types(language: DataFrame[NoteLanguage], coded: DataFrame[CodedNotes]) -> DataFrame[NoteLanguage]:
    """The language of notes with the types that a person or a model said, as coded_notes holds them."""
    said = coded[["note_id", "note_type", "type_basis"]].set_index("note_id").loc[language["note_id"]]
    types, bases = said["note_type"].tolist(), said["type_basis"].tolist()
    return check_table(NoteLanguage, language.assign(note_type=types, type_basis=bases))


def retitle_themes(themes: DataFrame[Themes], said: DataFrame[ModelThemes]) -> DataFrame[Themes]:
    """Draft themes with the titles and summaries that a language model gave to some of them.

    Args:
        said: By theme_id; a title only where it is another than the theme has, and none like another.
    """
    known = said.drop_duplicates("theme", keep="last").set_index("theme")
    told = known[["title", "definition"]].reindex(themes["theme_id"]).set_axis(themes.index)
    title, definition = told["title"].fillna(themes["title"]), told["definition"].fillna("")
    changed = themes.assign(
        title=title,
        basis=themes["basis"].mask(title != themes["title"], "model"),
        summary=themes["summary"].mask(definition != "", SUMMED_UP + definition),
    )
    return check_table(Themes, changed)


def say_sampled(questions: DataFrame[Questions], settings: ThemeSettings) -> dict[str, str]:
    """For each question whose themes were looked for in a sample, a sentence that says so."""
    return {
        question_id: (
            f"With {notes:,} notes, themes were looked for among {settings.sample_notes:,} of them, drawn by"
            " chance; every note was then placed with the theme nearest to it."
        )
        for question_id, notes in zip(questions["question_id"], questions["notes"], strict=True)
        if notes > settings.sample_notes
    }


@dataclass(frozen=True)
class CodebookFit:
    """How many draft themes a codebook names, in an event or a question."""

    codebook: str  # its name; empty when the event is read without one
    themes: int  # draft themes of questions that have enough notes to be divided
    named: int
    expected: int
    mean_fit: float  # mean similarity of the themes and the code nearest to each; 0 without themes


def measure_codebook_fit(themes: DataFrame[Themes], codebook: Codebook) -> dict[str, CodebookFit]:
    """How well the codebook fits each question, and under "" the event as a whole."""
    expected = [code.code for code in codebook.codes if code.expected]
    several = themes.groupby("question_id")["theme_id"].transform("size") > 1
    divided = themes[several & (themes["basis"] != "model") & are_themes(themes)]
    found = {}
    for chosen in ["", *themes["question_id"].unique()]:
        own = divided if chosen == "" else divided[divided["question_id"] == chosen]
        found[chosen] = CodebookFit(
            codebook=codebook.name,
            themes=len(own),
            named=int((~own["code"].isin(["", *expected])).sum()),
            expected=int(own["code"].isin(expected).sum()),
            mean_fit=round(sum(own["code_fit"].tolist()) / len(own), 3) if len(own) else 0.0,
        )
    return found


def count_codebook_fit(themes: DataFrame[Themes], codebook: Codebook) -> dict[str, object]:
    """The figures of the event as a whole, for the record of a run."""
    return asdict(measure_codebook_fit(themes, codebook)[""])


def say_codebook_fit(themes: DataFrame[Themes], codebook: Codebook) -> dict[str, str]:
    """How well the codebook fits, in a sentence or two.

    Returns:
        The sentences by question_id, and under "" those for the event; empty where nothing was named.
    """
    fits = measure_codebook_fit(themes, codebook)
    whole = fits[""]
    unfit = bool(whole.codebook) and whole.named == 0
    called = f"“{codebook.title or codebook.name}”"
    said = {chosen: _say_question(fit, called, unfit) for chosen, fit in fits.items()}
    said[""] = _say_event(whole, called, unfit)
    return said


def _say_event(fit: CodebookFit, called: str, unfit: bool) -> str:
    if not fit.themes:
        return ""
    if not fit.codebook:
        first = "This draft was made without a codebook."
    elif unfit:
        first = (
            f"The codebook {called} does not fit these notes: of the {_count(fit.themes)} too few, or none,"
            " come near any of its codes, so it names none."
        )
    else:
        share = fit.named / fit.themes
        how = "well" if share >= 0.5 else "in part" if share >= 0.25 else "poorly"
        first = (
            f"The codebook {called} fits these notes {how}: it names {fit.named} of the {_count(fit.themes)}."
        )
    return " ".join(filter(None, (first, _say_expected(fit))))


def _say_question(fit: CodebookFit, called: str, unfit: bool) -> str:
    if not fit.themes or not (fit.codebook or fit.expected):
        return ""
    if not fit.codebook:
        first = ""
    elif unfit:
        first = f"The codebook {called} does not fit the notes of this event and names none of these themes."
    elif fit.named == 0:
        first = f"The codebook {called} names none of these themes."
    else:
        first = f"The codebook {called} names {fit.named} of these {_count(fit.themes)}."
    return " ".join(filter(None, (first, _say_expected(fit))))


def _say_expected(fit: CodebookFit) -> str:
    if not fit.expected:
        return ""
    return (
        f"{fit.expected} {'has' if fit.expected == 1 else 'have'} a title that was expected for this event."
    )


def _count(themes: int) -> str:
    return f"{themes} draft theme{'' if themes == 1 else 's'}"
