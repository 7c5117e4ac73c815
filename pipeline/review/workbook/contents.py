"""What stands in the review workbook, in words and in order, before any of it is put into cells."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from pandera.typing.pandas import DataFrame

from pipeline.review.learn.redraft import order_checks
from pipeline.review.review import Reviewed
from pipeline.tables import SEPARATOR, Codings, Events, Questions
from pipeline.tables.vectors import Vectors

FIT_WEAK, FIT_FAIR, FIT_CLEAR = "weak", "fair", "clear"
FIT_PLACED, FIT_OPEN, FIT_TAUGHT = "placed", "open", "taught"
FIT_WORDS = {
    FIT_WEAK: "▲ weak",
    FIT_FAIR: "● fair",
    FIT_CLEAR: "✔ clear",
    FIT_PLACED: "★ placed by a person",
    FIT_OPEN: "◆ reviewers differ",
    FIT_TAUGHT: "↪ moved by what people decided",
}
_LONGEST_CELL = 32_000  # Excel takes 32,767 characters
_QUOTED, _QUOTES = 50, 2  # characters of a note quoted as the reason, and how many notes
_QUESTION = 48  # characters of a question beside each note: whole it would make every row tall


@dataclass(frozen=True)
class NoteLine:
    """One note as the workbook shows it."""

    note_id: str
    table: str
    question_id: str
    question: str
    kind: str
    words: str
    theme_id: str
    theme: str
    fit: str  # one of FIT_WORDS
    why: str


@dataclass(frozen=True)
class ThemeLine:
    """One theme as the workbook shows it."""

    theme_id: str
    question_id: str
    question: str
    title: str
    definition: str
    notes: int
    status: str
    accepted: bool
    note_ids: str


@dataclass(frozen=True)
class Contents:
    """All that the workbook holds."""

    event_id: str
    title: str
    subtitle: str
    notes: tuple[NoteLine, ...]
    themes: tuple[ThemeLine, ...]
    questions: tuple[tuple[str, str], ...]  # id and wording
    left_out: int = 0  # notes that are not listed, because there are too many

    def titles(self, question_id: str) -> list[str]:
        """The titles of a question's themes, for its drop-down."""
        return [theme.title for theme in self.themes if theme.question_id == question_id]


def gather_contents(
    event: DataFrame[Events],
    questions: DataFrame[Questions],
    reviewed: Reviewed,
    order: Sequence[int],
    clear_strength: float,
) -> Contents:
    """Put the workbook's contents together.

    Args:
        event: The event.
        questions: Its questions.
        reviewed: The event after review.
        order: Places of the notes, most worth checking first.
        clear_strength: From this strength on a note's fit is "clear".
    """
    about = event.iloc[0]
    wordings = dict(zip(questions["question_id"], questions["question"], strict=True))
    numbered = {
        question_id: _shorten(f"{position}. {wordings[question_id]}", _QUESTION)
        if wordings[question_id]
        else "Without a question"
        for question_id, position in zip(questions["question_id"], questions["position"], strict=True)
    }
    lines = _Lines(numbered, reviewed, clear_strength)
    rows = reviewed.shown.merge(reviewed.codings.drop(columns="question_id"), on="note_id").iloc[list(order)]
    notes = [lines.tell_note(row) for row in rows.itertuples()]
    # What reviewers differ on comes first; what a person has placed needs no second look.
    notes.sort(key=lambda line: {FIT_OPEN: 0, FIT_PLACED: 2}.get(line.fit, 1))
    places = {question_id: place for place, question_id in enumerate(wordings)}
    themes = sorted(
        reviewed.themes.itertuples(), key=lambda row: (places[str(row.question_id)], row.position)
    )
    return Contents(
        event_id=about["event_id"],
        title=about["title"],
        subtitle=", ".join(part for part in (about["date"], about["place"]) if part),
        notes=tuple(notes),
        themes=tuple(map(lines.tell_theme, themes)),
        questions=tuple(wordings.items()),
        left_out=len(reviewed.shown) - len(notes),
    )


class _Lines:
    """Makes lines of the workbook from rows of tables."""

    def __init__(self, questions: Mapping[str, str], reviewed: Reviewed, clear_strength: float) -> None:
        themes, shown, codings = reviewed.themes, reviewed.shown, reviewed.codings
        self._questions, self._clear = questions, clear_strength
        self._titles = dict(zip(themes["theme_id"], themes["title"], strict=True))
        self._words = dict(zip(shown["note_id"], shown["words"], strict=True))
        self._members = codings.groupby("theme_id")["note_id"].agg(SEPARATOR.join)
        self._replayed = reviewed.replayed
        self._comments: dict[str, list[str]] = {}
        self._views: dict[str, list[str]] = {}  # of notes on which reviewers differ
        for one in reviewed.replayed.decisions:
            if one.action == "comment" and one.status != "conflict":
                said = f"{one.who} wrote: {one.value}"
                self._comments.setdefault(one.note_id or one.theme_id, []).append(said)
            if one.status == "disagreement":
                self._views.setdefault(one.note_id, []).append(f"{one.who}: {one.value}")

    def tell_note(self, row: Any) -> NoteLine:
        """The line of a note, from its row in the shown notes and the codings."""
        return NoteLine(
            note_id=row.note_id,
            table=row.table,
            question_id=row.question_id,
            question=self._questions.get(row.question_id, ""),
            kind=row.kind,
            words=row.words,
            theme_id=row.theme_id,
            theme=self._titles[row.theme_id],
            fit=self._fit(row),
            why="\n".join([self._why(row), *self._comments.get(row.note_id, [])]),
        )

    def tell_theme(self, row: Any) -> ThemeLine:
        """The line of a theme."""
        joined = self._members[row.theme_id]
        if len(joined) > _LONGEST_CELL:  # the first ones are enough to know a theme by its notes
            joined = joined[:_LONGEST_CELL].rpartition(SEPARATOR)[0]
        return ThemeLine(
            theme_id=row.theme_id,
            question_id=row.question_id,
            question=self._questions.get(row.question_id, ""),
            title=row.title,
            definition=row.summary,
            notes=row.notes,
            status="\n".join([self._stands(row), *self._comments.get(row.theme_id, [])]),
            accepted=row.theme_id in self._replayed.accepted,
            note_ids=joined,
        )

    def _fit(self, row: Any) -> str:
        if row.note_id in self._views:
            return FIT_OPEN
        if row.note_id in self._replayed.placed:
            return FIT_PLACED
        if row.note_id in self._replayed.taught:
            return FIT_TAUGHT
        return FIT_WEAK if row.weak else FIT_CLEAR if row.strength >= self._clear else FIT_FAIR

    def _why(self, row: Any) -> str:
        note_id, replayed = row.note_id, self._replayed
        if note_id in replayed.placed:
            return f"{replayed.placed[note_id].who} placed it here."
        near = [self._quote(other) for other in row.nearest.split(SEPARATOR) if other in self._words]
        others = [
            f"“{self._titles[other]}”" for other in row.other_themes.split(SEPARATOR) if other in self._titles
        ]
        said = []
        if note_id in self._views:
            said.append("; ".join(self._views[note_id]) + ".")
        if note_id in replayed.relocated:
            said.append("Its theme was dropped; this is the nearest of the others.")
        if note_id in replayed.taught:
            before, like = replayed.taught[note_id]
            on = f" on {self._quote(like)}" if like else ""
            said.append(
                f"It was in “{self._titles.get(before, before)}”; it came here because of what people"
                f" decided{on}."
            )
        if near:
            said.append(f"Most like: {'; '.join(near[:_QUOTES])}.")
        if others:
            said.append(f"Nearly as near: {', '.join(others)}.")
        return " ".join(said) or "Nothing in its theme is near it."

    def _quote(self, note_id: str) -> str:
        return f"“{_shorten(self._words[note_id], _QUOTED)}”"

    def _stands(self, row: Any) -> str:
        replayed, theme_id = self._replayed, row.theme_id
        if theme_id in replayed.accepted:
            return f"✔ accepted by {replayed.accepted[theme_id].who}"
        if theme_id in replayed.made:
            return f"★ made by {replayed.made[theme_id].who}"
        if theme_id in replayed.renamed:
            return f"○ draft, renamed by {replayed.renamed[theme_id].who}"
        return "○ draft, from the language model" if row.basis == "reader" else "○ draft"


def _shorten(text: str, most: int) -> str:
    return text if len(text) <= most else f"{text[:most].rsplit(' ', 1)[0]} …"


def order_notes(codings: DataFrame[Codings], vectors: Vectors, most: int) -> list[int]:
    """Places of the notes to list, most worth checking first; every question gets its share of the top.

    Args:
        codings: One row per note.
        vectors: One row per note, in the same order.
        most: Notes of a question: those that people decided on, and those that fit least.
    """
    ranked: list[tuple[float, int]] = []
    for _, own in codings.reset_index(drop=True).groupby("question_id", sort=False):
        listed = _choose_listed(own, most)
        labels = listed["theme_id"].factorize()[0].astype(np.int64)
        strengths = listed["strength"].to_numpy()
        places = listed.index.to_numpy()
        for rank, place in enumerate(order_checks(vectors[places], labels, strengths).tolist()):
            ranked.append(((rank + 0.5) / len(places), int(places[place])))
    return [place for _, place in sorted(ranked)]


def _choose_listed(own: Any, most: int) -> Any:
    """Of the codings of a question those to list, in the order of the notes."""
    drafted = own["basis"] != "reviewed"
    first = own.assign(drafted=drafted).sort_values(["drafted", "strength"], kind="stable")
    return first.head(max(most, int((~drafted).sum()))).sort_index()
