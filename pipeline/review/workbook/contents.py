"""What stands in the review workbook, in words and in order, before any of it is put into cells."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd
from pandera.typing.pandas import DataFrame

from pipeline.keeping.workbooks import BY_THEME, NOTES
from pipeline.review.replay.redraft import order_checks
from pipeline.review.review import Reviewed
from pipeline.tables import SEPARATOR, UNDIVIDED_TITLE, Codings, Events, Questions, are_for_people, are_themes
from pipeline.tables.contract import list_rows
from pipeline.tables.notes import Vectors
from pipeline.wording import count_words, date_words
from pipeline.wording.names import number_questions, show_titles, split_shown
from pipeline.wording.notes import find_sensitive

FIT_WEAK, FIT_FAIR, FIT_CLEAR = "weak", "fair", "clear"
FIT_PLACED, FIT_OPEN, FIT_TAUGHT, FIT_NONE = "placed", "open", "taught", "none"
FIT_WORDS = {
    FIT_WEAK: "▲ weak",
    FIT_FAIR: "● fair",
    FIT_CLEAR: "✔ clear",
    FIT_PLACED: "★ placed by a person",
    FIT_OPEN: "◆ reviewers differ",
    FIT_TAUGHT: "↪ moved by what people decided",
    FIT_NONE: "– not sorted",
}
_LOOK = "Look whether this may be printed"
_LONGEST_CELL = 32_000  # Excel takes 32,767 characters
_QUOTED, _QUOTES = 50, 2  # characters of a note quoted as the reason, and how many notes
_WAITING = 5  # things that could not be taken up, told on the first sheet
_QUESTION = 48  # characters of a question beside each note: whole it would make every row tall


@dataclass(frozen=True)
class Contents:
    """All that the workbook holds."""

    event_id: str
    title: str
    subtitle: str
    # The notes that are listed, in order: note_id, table, question_id, question (shortened), kind,
    # words, theme_id, theme (its title), fit (one of FIT_WORDS) and why
    notes: pd.DataFrame
    # The themes by question and place in the report: theme_id, question_id, question (shortened),
    # title, summary, notes (how many), status, accepted and note_ids
    themes: pd.DataFrame
    questions: tuple[tuple[str, str], ...]
    left_out: int = 0  # notes that are not listed, because there are too many
    first: tuple[str, ...] = ()  # what needs a person first, one sentence each


def gather_contents(
    event: DataFrame[Events],
    questions: DataFrame[Questions],
    reviewed: Reviewed,
    order: Sequence[int],
    clear_strength: float,
) -> Contents:
    """Put the workbook's contents together.

    Args:
        order: Places of the notes, most worth checking first.
        clear_strength: From this strength on a note's fit is "clear".
    """
    about = event.iloc[0]
    wordings = dict(zip(questions["question_id"], questions["question"], strict=True))
    numbered = {
        question_id: _shorten(question, _QUESTION) if question else "Without a question"
        for question_id, question in number_questions(list_rows(questions)).items()
    }
    codings, themes = reviewed.codings, reviewed.themes
    listed = codings.iloc[list(order)]
    reasons = _Reasons(reviewed, listed, clear_strength)
    shown = reasons.shown
    own = reviewed.shown.set_index("note_id").loc[listed["note_id"]].reset_index()
    notes = own.merge(listed.drop(columns="question_id"), on="note_id")
    notes = notes.assign(
        question=notes["question_id"].map(numbered),
        theme=notes["theme_id"].map(shown),
        fit=[reasons.find_fit(row) for row in notes.itertuples()],
        why=[reasons.say_why(row) for row in notes.itertuples()],
    )
    sensitive = int(notes["why"].str.contains(_LOOK, regex=False).sum())
    # What reviewers differ on comes first; what a person has placed needs no second look.
    turn = notes["fit"].map(lambda fit: {FIT_OPEN: 0, FIT_PLACED: 2}.get(fit, 1))
    places = {question_id: place for place, question_id in enumerate(wordings)}
    themes = themes.assign(
        title=themes["theme_id"].map(shown),
        question=themes["question_id"].map(numbered),
        status=[reasons.say_status(row) for row in themes.itertuples()],
        accepted=themes["theme_id"].isin(reviewed.replayed.accepted),
        note_ids=themes["theme_id"].map(codings.groupby("theme_id")["note_id"].agg(_join_ids)),
        place=themes["question_id"].map(places),
    )
    return Contents(
        event_id=about["event_id"],
        title=about["title"],
        subtitle=", ".join(part for part in (date_words(about["date"]), about["place"]) if part),
        notes=notes.assign(turn=turn).sort_values("turn", kind="stable", ignore_index=True),
        themes=themes.sort_values(["place", "position"], ignore_index=True),
        questions=tuple(wordings.items()),
        left_out=len(reviewed.shown) - len(notes),
        first=tuple(_say_first(notes["fit"].value_counts(), reviewed, sensitive)),
    )


def _say_first(fits: pd.Series[int], reviewed: Reviewed, sensitive: int) -> Iterator[str]:
    """What needs a person first, the most pressing before the rest.

    Args:
        sensitive: Notes that tell of somebody's health, of a child, or of harm done to somebody.
    """
    waiting = reviewed.conflicts.drop_duplicates(["source", "locator", "what"])
    if len(waiting):
        them = count_words(len(waiting), "thing that people wrote", "things that people wrote")
        yield f"{them} could not be taken up as it stands:"
        for row in list_rows(waiting.head(_WAITING)):
            yield f"{row['source']}, {row['locator']}: {row['what']}. {row['remedy']}"
        if len(waiting) > _WAITING:
            yield f"And {len(waiting) - _WAITING} more; see “python -m pipeline review status”."
    if sensitive:
        tell = "1 note tells" if sensitive == 1 else f"{sensitive:,} notes tell"
        yield (
            f"{tell} of somebody’s health, of their child, or of harm done to them. Their “why” says"
            f" “{_LOOK}”. There may be more. “Keep out of print” takes out what shows who it is."
        )
    if number := fits.get(FIT_WEAK, 0):
        them = "1 note fits its theme" if number == 1 else f"{number:,} notes fit their themes"
        yield (
            f"{them} only weakly: the program was least sure where to put them. They stand first on the"
            f" sheet “{NOTES}”, with the sign {FIT_WORDS[FIT_WEAK]}."
        )
    drafts = are_for_people(reviewed.themes) & reviewed.themes["basis"].ne("reviewed")
    if number := int(drafts.sum()):
        noun = "theme" if are_themes(reviewed.themes).any() else "list of notes"
        plural = noun.replace("theme", "themes").replace("list", "lists")
        them = f"1 {noun} is" if number == 1 else f"{number:,} {plural} are"
        if noun != "theme":
            yield f"{them} a draft that nobody has accepted: read the notes, on the sheet “{BY_THEME}”."
            return
        yield (
            f"{them} a draft that nobody has accepted. On the sheet “{BY_THEME}” each stands with its notes:"
            " does its title say what they say?"
        )


class _Reasons:
    """Says how notes fit and why, and how themes stand, from their rows in tables."""

    def __init__(self, reviewed: Reviewed, listed: DataFrame[Codings], clear_strength: float) -> None:
        self.titles = dict(zip(reviewed.themes["theme_id"], reviewed.themes["title"], strict=True))
        self.shown = show_titles(reviewed.themes)
        near = {note_id for cell in listed["nearest"] for note_id in cell.split(SEPARATOR)}
        near |= {like for _, like in reviewed.replayed.taught.values()}
        quoted = reviewed.shown[reviewed.shown["note_id"].isin(near)]
        self._words = dict(zip(quoted["note_id"], quoted["words"], strict=True))
        self._clear = clear_strength
        self._asked = set(reviewed.themes.loc[are_for_people(reviewed.themes), "theme_id"])
        self._replayed = reviewed.replayed
        self._comments: dict[str, list[str]] = {}
        self._views: dict[str, list[str]] = {}  # of notes on which reviewers differ
        for one in reviewed.replayed.decisions:
            if one.action == "comment" and one.status != "conflict":
                said = f"{one.who} wrote: {one.value}"
                known = self._comments.setdefault(one.note_id or one.theme_id, [])
                known += [said] * (said not in known)
            if one.status == "disagreement":
                self._views.setdefault(one.note_id, []).append(f"{one.who}: {one.value}")

    def find_fit(self, row: Any) -> str:
        """How well a note fits its theme, one of FIT_WORDS."""
        if row.note_id in self._views:
            return FIT_OPEN
        if row.note_id in self._replayed.placed:
            return FIT_PLACED
        if row.note_id in self._replayed.taught:
            return FIT_TAUGHT
        if self.titles.get(row.theme_id) == UNDIVIDED_TITLE:  # no theme that it could fit
            return FIT_NONE
        return FIT_WEAK if row.weak else FIT_CLEAR if row.strength >= self._clear else FIT_FAIR

    def say_why(self, row: Any) -> str:
        """Why a note is in its theme, and what people wrote about it."""
        told = find_sensitive(row.words)
        look = [f"{_LOOK} (“{_shorten(told, _QUOTED)}”)."] if told else []
        return "\n".join([self._explain(row), *look, *self._comments.get(row.note_id, [])])

    def _explain(self, row: Any) -> str:
        note_id, replayed = row.note_id, self._replayed
        if note_id in replayed.placed:
            return f"{replayed.placed[note_id].who} placed it here."
        near = [self._quote(other) for other in row.nearest.split(SEPARATOR) if other in self._words]
        others = [
            f"“{self._call(other)}”" for other in row.other_themes.split(SEPARATOR) if other in self.titles
        ]
        said = []
        if note_id in self._views:
            said.append("; ".join(self._views[note_id]) + ".")
        if note_id in replayed.relocated:
            said.append("Its theme was dropped; this is the nearest of the others.")
        if note_id in replayed.taught:
            before, like = replayed.taught[note_id]
            on = f" on {self._quote(like)}" if like else ""
            said.append(f"It was in “{self._call(before)}”; it came here because of what people decided{on}.")
        if near:
            said.append(f"Most like: {'; '.join(near[:_QUOTES])}.")
        if others:
            said.append(f"Nearly as near: {', '.join(others)}.")
        if said or self.titles.get(row.theme_id) != UNDIVIDED_TITLE:
            return " ".join(said) or "Nothing in its theme is near it."
        return "Its question is not divided into themes."

    def _call(self, theme_id: str) -> str:
        shown = self.shown.get(theme_id, theme_id)
        return split_shown(shown)[0] or shown

    def _quote(self, note_id: str) -> str:
        return f"“{_shorten(self._words[note_id], _QUOTED)}”"

    def say_status(self, row: Any) -> str:
        """How a theme stands, and what people wrote about it."""
        replayed, theme_id = self._replayed, row.theme_id
        if theme_id in replayed.accepted:
            stands = f"✔ accepted by {replayed.accepted[theme_id].who}"
        elif theme_id in replayed.made:
            stands = f"★ made by {replayed.made[theme_id].who}"
        elif theme_id in replayed.renamed:
            stands = f"○ draft, renamed by {replayed.renamed[theme_id].who}"
        elif theme_id not in self._asked:
            stands = "○ no theme, and nobody has said that it was checked"
        else:
            stands = "○ draft, from the language model" if row.basis == "model" else "○ draft"
        return "\n".join([stands, *self._comments.get(theme_id, [])])


def _join_ids(note_ids: Iterable[str]) -> str:
    """Ids joined, as many as a cell takes: the first ones are enough to know a theme by its notes."""
    joined = SEPARATOR.join(note_ids)
    return joined if len(joined) <= _LONGEST_CELL else joined[:_LONGEST_CELL].rpartition(SEPARATOR)[0]


def _shorten(text: str, most: int) -> str:
    return text if len(text) <= most else f"{text[:most].rsplit(' ', 1)[0]} …"


def order_notes(codings: DataFrame[Codings], vectors: Vectors, most: int) -> list[int]:
    """Places of the notes to list, most worth checking first; every question gets its share of the top.

    Args:
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
