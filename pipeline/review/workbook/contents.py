"""What stands in the review workbook, in words and in order, before any of it is put into cells."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt
from pandera.typing.pandas import DataFrame

from pipeline.keeping.store import Vectors
from pipeline.review.learn.learning import order_checks
from pipeline.review.review import Reviewed
from pipeline.tables import (
    SEPARATOR,
    Codings,
    Events,
    Questions,
    SafeNotes,
)

IntArray = npt.NDArray[np.int64]
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
    about: Any = event.to_dict("records")[0]
    named = {
        row["question_id"]: f"{row['position']}. {row['question']}"
        if row["question"]
        else "Without a question"
        for row in questions.to_dict("records")
    }
    rows = _Rows(named, reviewed.shown, reviewed, clear_strength)
    lines = [rows.note(place) for place in order]
    # What reviewers differ on comes first; what a person has placed needs no second look.
    lines.sort(key=lambda line: {FIT_OPEN: 0, FIT_PLACED: 2}.get(line.fit, 1))
    left_out = len(reviewed.shown) - len(lines)
    return Contents(
        event_id=about["event_id"],
        title=about["title"],
        subtitle=", ".join(part for part in (about["date"], about["place"]) if part),
        notes=tuple(lines),
        themes=tuple(rows.themes(list(named))),
        questions=tuple((row["question_id"], row["question"]) for row in questions.to_dict("records")),
        left_out=left_out,
    )


class _Rows:
    """Makes lines of the workbook from tables."""

    def __init__(
        self,
        questions: dict[str, str],
        shown: DataFrame[SafeNotes],
        reviewed: Reviewed,
        clear_strength: float,
    ) -> None:
        self._questions = questions
        self._shown: list[dict[str, Any]] = shown.to_dict("records")  # type: ignore[assignment]
        self._codings: list[dict[str, Any]] = reviewed.codings.to_dict("records")  # type: ignore[assignment]
        self._themes: list[dict[str, Any]] = reviewed.themes.to_dict("records")  # type: ignore[assignment]
        self._titles = {row["theme_id"]: row["title"] for row in self._themes}
        self._replayed = reviewed.replayed
        self._words = {row["note_id"]: row["words"] for row in self._shown}
        self._open = set(reviewed.conflicts.loc[reviewed.conflicts["kind"] == "disagreement", "note_id"])
        self._clear = clear_strength
        self._comments: dict[str, list[str]] = {}
        for decision in reviewed.replayed.decisions:
            if decision.action == "comment" and decision.status != "conflict":
                said = f"{decision.who} wrote: {decision.value}"
                self._comments.setdefault(decision.note_id or decision.theme_id, []).append(said)

    def note(self, place: int) -> NoteLine:
        """The line of the note at a place."""
        shown, coding = self._shown[place], self._codings[place]
        note_id = shown["note_id"]
        return NoteLine(
            note_id=note_id,
            table=shown["table"],
            question_id=shown["question_id"],
            question=_shorten(self._questions.get(shown["question_id"], ""), _QUESTION),
            kind=shown["kind"],
            words=shown["words"],
            theme_id=coding["theme_id"],
            theme=self._titles[coding["theme_id"]],
            fit=self._fit(note_id, coding),
            why="\n".join([self._why(note_id, coding), *self._comments.get(note_id, [])]),
        )

    def themes(self, order: list[str]) -> list[ThemeLine]:
        """The lines of all themes, by question and place in the report."""
        members: dict[str, list[str]] = {}
        for coding in self._codings:
            members.setdefault(coding["theme_id"], []).append(coding["note_id"])
        lines = []
        for row in sorted(self._themes, key=lambda row: (order.index(row["question_id"]), row["position"])):
            theme_id = row["theme_id"]
            status = "\n".join([self._stands(theme_id, row["basis"]), *self._comments.get(theme_id, [])])
            lines.append(
                ThemeLine(
                    theme_id=theme_id,
                    question_id=row["question_id"],
                    question=_shorten(self._questions.get(row["question_id"], ""), _QUESTION),
                    title=row["title"],
                    definition=row["summary"],
                    notes=int(row["notes"]),
                    status=status,
                    accepted=theme_id in self._replayed.accepted,
                    note_ids=_join_whole(members.get(theme_id, [])),
                )
            )
        return lines

    def _fit(self, note_id: str, coding: dict[str, Any]) -> str:
        if note_id in self._open:
            return FIT_OPEN
        if note_id in self._replayed.placed:
            return FIT_PLACED
        if note_id in self._replayed.taught:
            return FIT_TAUGHT
        if coding["weak"]:
            return FIT_WEAK
        return FIT_CLEAR if coding["strength"] >= self._clear else FIT_FAIR

    def _why(self, note_id: str, coding: dict[str, Any]) -> str:
        if note_id in self._replayed.placed:
            return f"{self._replayed.placed[note_id].who} placed it here."
        near = [
            f"“{_shorten(self._words[other], _QUOTED)}”"
            for other in coding["nearest"].split(SEPARATOR)
            if other in self._words
        ]
        others = [
            f"“{self._titles[other]}”"
            for other in coding["other_themes"].split(SEPARATOR)
            if other in self._titles
        ]
        said = []
        if note_id in self._open:
            views = [
                f"{decision.who}: {decision.value}"
                for decision in self._replayed.decisions
                if decision.note_id == note_id and decision.status == "disagreement"
            ]
            said.append("; ".join(views) + ".")
        if note_id in self._replayed.relocated:
            said.append("Its theme was dropped; this is the nearest of the others.")
        if note_id in self._replayed.taught:
            before, like = self._replayed.taught[note_id]
            was = (
                f"It was in “{self._titles.get(before, before)}”; it came here because of what people decided"
            )
            said.append(f"{was} on “{_shorten(self._words[like], _QUOTED)}”." if like else f"{was}.")
        if near:
            said.append(f"Most like: {'; '.join(near[:_QUOTES])}.")
        if others:
            said.append(f"Nearly as near: {', '.join(others)}.")
        return " ".join(said) or "Nothing in its theme is near it."

    def _stands(self, theme_id: str, basis: str) -> str:
        replayed = self._replayed
        if theme_id in replayed.accepted:
            return f"✔ accepted by {replayed.accepted[theme_id].who}"
        if theme_id in replayed.made:
            return f"★ made by {replayed.made[theme_id].who}"
        if theme_id in replayed.renamed:
            return f"○ draft, renamed by {replayed.renamed[theme_id].who}"
        return "○ draft, from the language model" if basis == "reader" else "○ draft"


_QUOTED, _QUOTES = 50, 2  # characters of a note quoted as the reason, and how many notes
_QUESTION = 48  # characters of a question beside each note: whole it would make every row tall


def _shorten(text: str, most: int) -> str:
    return text if len(text) <= most else f"{text[:most].rsplit(' ', 1)[0]} …"


def _join_whole(note_ids: list[str]) -> str:
    """Ids joined, as many as a cell takes: the first ones are enough to know a theme by its notes."""
    joined = SEPARATOR.join(note_ids)
    return joined if len(joined) <= _LONGEST_CELL else joined[:_LONGEST_CELL].rpartition(SEPARATOR)[0]


def _choose_listed(
    places: npt.NDArray[np.intp], codings: DataFrame[Codings], most: int
) -> npt.NDArray[np.intp]:
    if len(places) <= most:
        return places
    decided = (codings["basis"] == "reviewed").to_numpy()[places]
    least = np.lexsort((places, codings["strength"].to_numpy()[places], ~decided))
    return np.sort(places[least[: max(most, int(decided.sum()))]])


def order_notes(codings: DataFrame[Codings], vectors: Vectors, most: int) -> list[int]:
    """Places of the notes to list, most worth checking first; every question gets its share of the top.

    Args:
        codings: One row per note.
        vectors: One row per note, in the same order.
        most: Notes of a question: those that people decided on, and those that fit least.
    """
    ranked: list[tuple[float, int]] = []
    questions = codings["question_id"].to_numpy()
    for question in dict.fromkeys(questions.tolist()):
        places = _choose_listed(np.flatnonzero(questions == question), codings, most)
        known: dict[str, int] = {}
        labels = np.array([known.setdefault(t, len(known)) for t in codings["theme_id"].to_numpy()[places]])
        order = order_checks(vectors[places], labels, codings["strength"].to_numpy()[places])
        ranked += [
            ((rank + 0.5) / len(places), int(places[place])) for rank, place in enumerate(order.tolist())
        ]
    return [place for _, place in sorted(ranked)]
