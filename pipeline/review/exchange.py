"""An event as a project for qualitative tools: notes as texts, themes as codes, every coding with its coder.

Words are those that reports show: personal details masked, withheld words taken out.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import groupby

from pandera.typing.pandas import DataFrame

from pipeline.keeping.qda import (
    AFTER,
    MODEL,
    PROGRAM,
    QdaCode,
    QdaCoding,
    QdaProject,
    QdaText,
    make_coding_guid,
    make_guid,
)
from pipeline.keeping.workbooks import make_mark
from pipeline.tables import Codings, Decisions, Events, Questions, SafeNotes, Themes
from pipeline.tables.contract import Row, list_rows
from pipeline.wording import fold_title
from pipeline.wording.names import name_questions

_STANDS = ("applied", "no_change", "disagreement")  # what somebody said, whether or not it changed anything
_PLACES = ("move", "second_theme")


@dataclass(frozen=True)
class Coded:
    """The tables of an event that say who gave which note which theme."""

    draft_codings: DataFrame[Codings]
    draft_themes: DataFrame[Themes]
    codings: DataFrame[Codings]
    themes: DataFrame[Themes]
    decisions: DataFrame[Decisions]


def build_project(
    event: DataFrame[Events],
    questions: DataFrame[Questions],
    shown: DataFrame[SafeNotes],
    coded: Coded,
    definitions: Mapping[str, str],
) -> QdaProject:
    """The project.

    Args:
        coded: Who gave which note which theme.
        definitions: What each code of the codebook means, by code.
    """
    about = event.iloc[0]
    event_id = str(about["event_id"])
    said = list(_list_said(coded))
    users = {make_guid("coder", name): name for name in dict.fromkeys(row["coder"] for row in said)}
    return QdaProject(
        str(about["title"]) or event_id,
        make_mark(event_id),
        users,
        _list_codes(event_id, questions, coded, definitions, {row["theme_id"] for row in said}),
        _list_texts(event_id, questions, shown, said),
    )


def _list_said(coded: Coded) -> Iterator[Row]:
    """Who gave which note which theme, each once: the draft, people, and how it stands after them."""
    draft = {row["note_id"]: row for row in list_rows(coded.draft_codings)}
    given = set()
    for row in draft.values():
        coder = MODEL if row["basis"] == "model" else PROGRAM
        yield {"note_id": row["note_id"], "theme_id": row["theme_id"], "coder": coder, "date": ""}
    for row in list_rows(coded.decisions):
        known = (row["reviewer"], row["note_id"], row["theme_id"])
        if row["action"] in _PLACES and row["status"] in _STANDS and row["theme_id"] and known not in given:
            given.add(known)
            yield {name: row[name] for name in ("note_id", "theme_id", "date")} | {"coder": row["reviewer"]}
    placed = {(note_id, theme_id) for _, note_id, theme_id in given}
    for row in list_rows(coded.codings):
        at = (row["note_id"], row["theme_id"])
        if draft[row["note_id"]]["theme_id"] != row["theme_id"] and at not in placed:
            yield {"note_id": row["note_id"], "theme_id": row["theme_id"], "coder": AFTER, "date": ""}


def _list_codes(
    event_id: str,
    questions: DataFrame[Questions],
    coded: Coded,
    definitions: Mapping[str, str],
    used: set[str],
) -> tuple[QdaCode, ...]:
    """Below each question its themes, with those of the draft that somebody's coding still names.

    Tools want every name once in a project: the second theme of a title says of which question it is.
    """
    themes = {row["theme_id"]: row for row in list_rows(coded.themes)}
    for row in list_rows(coded.draft_themes):
        if row["theme_id"] in used:
            themes.setdefault(row["theme_id"], row)
    taken: set[str] = set()
    codes = []
    called = name_questions(list_rows(questions))
    for question in list_rows(questions):
        name = called[question["question_id"]] or f"Question {question['position']}"
        below = []
        for row in themes.values():
            if row["question_id"] != question["question_id"]:
                continue
            title = row["title"]
            for ending in (f" ({name.lower()})", f" ({name.lower()}, draft)", f" ({row['theme_id']})"):
                if fold_title(title) in taken:
                    title = row["title"] + ending
            taken.add(fold_title(title))
            lines = (row["summary"], *definitions.get(row["code"], "").splitlines())
            meant = "\n".join(dict.fromkeys(filter(None, lines)))
            below.append(QdaCode(make_guid("theme", event_id, row["theme_id"]), title, meant))
        if below:
            asked = make_guid("question", event_id, question["question_id"])
            codes.append(QdaCode(asked, name, question["question"], codable=False, below=tuple(below)))
    return tuple(codes)


def _list_texts(
    event_id: str, questions: DataFrame[Questions], shown: DataFrame[SafeNotes], said: list[Row]
) -> tuple[QdaText, ...]:
    """Each source as its notes, one below another, under question, table, heading and lead-in."""
    wordings = dict(zip(questions["question_id"], questions["question"], strict=True))
    by_note: dict[str, list[Row]] = {}
    for row in said:
        by_note.setdefault(row["note_id"], []).append(row)
    texts: list[QdaText] = []
    for source, notes in groupby(list_rows(shown), key=lambda row: row["source"]):
        written, length, above = [], 0, ("", "", "", "")
        codings: list[QdaCoding] = []
        for note in notes:
            table = note["table"]
            asked = wordings[note["question_id"]]
            over = (asked, f"Table {table}" if table.isdigit() else table, note["heading"], note["lead_in"])
            if over != above:
                head = "\n".join(filter(None, over))
                head = f"\n{head}\n\n" if head else "\n"
                written.append(head)
                length, above = length + len(head), over
            selection = make_guid("note", event_id, note["note_id"])
            end = length + len(note["words"])
            for row in by_note.get(note["note_id"], ()):
                user, code = make_guid("coder", row["coder"]), make_guid("theme", event_id, row["theme_id"])
                codings.append(
                    QdaCoding(
                        make_coding_guid(user, selection, code),
                        selection,
                        length,
                        end,
                        code,
                        user,
                        f"{row['date']}T00:00:00Z" if row["date"] else "",
                        note["note_id"],
                    )
                )
            written.append(f"{note['words']}\n")
            length = end + 1
        texts.append(
            QdaText(
                make_guid("source", event_id, source, str(len(texts))),
                source,
                "".join(written),
                tuple(codings),
            )
        )
    return tuple(texts)
