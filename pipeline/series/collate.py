"""Gives every theme of every event its series theme.

A theme is compared with the themes that opened a series theme before it, in the order of the events' dates;
it joins the one that is its nearest both ways and near enough, or opens one of its own under its own id. Of
themes named by one code less is asked, and something: a code is a guess. So an event added later can join and
open, never rename or merge.

No rule that looks at meaning alone can hold for an event that is added with an *earlier* date: two themes
that were not near each other may both be near one of its themes. What people wrote stays all the same: ids
in the series' file are those of codes and events' themes, and ids in a returned tracker are pinned. All
others can be kept on request (write_kept).
"""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt

from pipeline.series import SeriesDecisions
from pipeline.series.events import Centres, EventTheme
from pipeline.settings import SeriesSettings

_FEWEST = 2  # notes: one note is near many themes


@dataclass(frozen=True)
class Member:
    """A theme of an event in its series theme, with the evidence."""

    theme: EventTheme
    series_theme_id: str
    joined: str  # see JOINS
    similarity: float = 0.0
    nearest_note: str = ""
    nearest_to: str = ""


@dataclass(frozen=True)
class Near:
    """Two series themes that may be one."""

    series_theme_id: str
    near_id: str
    similarity: float
    nearest_note: str
    nearest_to: str


@dataclass(frozen=True)
class Collation:
    """Every theme of every event in its series theme."""

    members: tuple[Member, ...]  # in the order of the events
    near: tuple[Near, ...]  # pairs to decide on, nearest first
    titles: dict[str, str]  # that people gave, by series theme
    doubts: tuple[str, ...]  # what to check in the decisions, one line each


def collate_themes(
    questions: Sequence[Sequence[EventTheme]], decisions: SeriesDecisions, settings: SeriesSettings
) -> Collation:
    """Find the series theme of every event theme.

    Args:
        questions: The themes of each question, in the order of the events.
    """
    themes = list(itertools.chain.from_iterable(questions))
    work = _Work(decisions, settings, themes)
    # What is decided or kept comes first, so that the order of the events has no say in it.
    for theme in themes:
        work.place_known(theme)
    for question in questions:
        work.place_question(question)
    members = tuple(work.members[theme.theme_id] for theme in themes)
    near = _order_near(work.near, {member.series_theme_id for member in members})
    return Collation(members, near, work.titles, tuple(work.doubts))


@dataclass
class _Opened:
    """Themes that opened a series theme: what others are compared with."""

    ids: list[str] = field(default_factory=list)
    themes: list[EventTheme] = field(default_factory=list)
    columns: dict[str, list[int]] = field(default_factory=dict)  # of each question
    rows: Centres = field(default_factory=lambda: np.zeros((0, 0)))

    def add(self, series_theme_id: str, theme: EventTheme) -> None:
        number = len(self.ids)
        if number == len(self.rows):
            grown = np.zeros((max(64, 2 * number), theme.centre.shape[1]))
            grown[:number] = self.rows[:number] if number else 0.0
            self.rows = grown
        self.rows[number] = theme.centre[0]
        self.columns.setdefault(theme.question_id, []).append(number)
        self.ids.append(series_theme_id)
        self.themes.append(theme)

    def compare(self, centres: Centres) -> Centres:
        if not self.ids:
            return np.zeros((len(centres), 0))
        return np.asarray(centres @ self.rows[: len(self.ids)].T)


class _Work:
    """The series as far as it has been put together."""

    def __init__(
        self, decisions: SeriesDecisions, settings: SeriesSettings, themes: Sequence[EventTheme]
    ) -> None:
        self._settings = settings
        self._kept = decisions.kept
        self._pinned = decisions.pinned
        self.members: dict[str, Member] = {}
        self.near: list[Near] = []
        self.titles: dict[str, str] = {}
        self.doubts: list[str] = []
        self._discovered = _Opened()
        self._coded = _Opened()
        self._inside: dict[str, set[str]] = {}  # series theme → ids of its themes
        there = {theme.theme_id for theme in themes} | {theme.code for theme in themes if theme.code}
        there |= {decisions.kept[theme.theme_id] for theme in themes if theme.theme_id in decisions.kept}
        self._target: dict[str, str] = {}
        for number, same in enumerate(decisions.same, start=1):
            present = self._find(same.themes, there, f"[[same]] number {number}", decisions.where)
            for theme_id in present:
                self._target.setdefault(theme_id, present[0])
            if same.title and present:
                self.titles[self._resolve(present[0])] = same.title
        self._apart: set[frozenset[str]] = set()
        for number, apart in enumerate(decisions.different, start=1):
            present = self._find(apart.themes, there, f"[[different]] number {number}", decisions.where)
            self._apart |= {frozenset(pair) for pair in itertools.combinations(present, 2)}

    def place_known(self, theme: EventTheme) -> None:
        """Place a theme that people decided on or wrote of, or whose id was kept."""
        if theme.theme_id in self._target:
            self._put(theme, self._resolve(theme.theme_id), "decided")
            self._discovered.add(theme.theme_id, theme)
        elif theme.theme_id in self._kept:
            series_theme_id = self._kept[theme.theme_id]
            if self._is_apart(theme, series_theme_id):
                return
            own = theme.theme_id == series_theme_id
            joined = "opened" if own else "same code" if theme.code == series_theme_id else "kept"
            self._put(theme, self._resolve(series_theme_id), joined)
            if own:
                self._discovered.add(series_theme_id, theme)
        elif theme.theme_id in self._pinned and theme.divided:
            self._put(theme, theme.theme_id, "opened")
            self._discovered.add(theme.theme_id, theme)

    def place_question(self, question: Sequence[EventTheme]) -> None:
        """Place the themes of a question that have no place yet."""
        waiting = [theme for theme in question if theme.theme_id not in self.members]
        free = []
        for theme in waiting:
            if theme.code and not self._is_apart(theme, theme.code) and self._bears_code(theme):
                fresh = theme.code not in self._inside
                target = self._resolve(theme.code)
                self._put(theme, target, "decided" if target != theme.code else "same code")
                if fresh:
                    self._note_near(theme, target, (self._discovered,))
                    self._coded.add(theme.code, theme)
            elif theme.divided:
                free.append(theme)
            else:
                self._put(theme, theme.theme_id, "opened")
        joins = self._match(free)
        opened = [theme for theme in free if theme.theme_id not in joins]
        for theme in free:
            if theme.theme_id in joins:
                self.members[theme.theme_id] = joins[theme.theme_id]
                self._inside.setdefault(joins[theme.theme_id].series_theme_id, set()).add(theme.theme_id)
        for theme in opened:
            self._put(theme, self._resolve(theme.theme_id), "opened")
            self._note_near(theme, theme.theme_id, (self._discovered, self._coded))
        for theme in opened:
            self._discovered.add(theme.theme_id, theme)

    def _bears_code(self, theme: EventTheme) -> bool:
        """Whether a theme is like the one that opened its code; the first is what others are like."""
        if theme.code not in self._coded.ids:
            return True
        first = self._coded.themes[self._coded.ids.index(theme.code)]
        return round(float(theme.centre[0] @ first.centre[0]), 6) >= self._settings.same_code

    def _match(self, themes: Sequence[EventTheme]) -> dict[str, Member]:
        if not themes or not self._discovered.ids:
            return {}
        similarity = self._discovered.compare(np.vstack([theme.centre for theme in themes]))
        # Themes of one question were parted on purpose.
        similarity[:, self._discovered.columns.get(themes[0].question_id, [])] = -1.0
        if self._apart:
            for row, theme in enumerate(themes):
                for column, series_theme_id in enumerate(self._discovered.ids):
                    if self._is_apart(theme, self._resolve(series_theme_id)):
                        similarity[row, column] = -1.0
        found = {}
        for row, column, value in match_mutually(similarity):
            theme, other = themes[row], self._discovered.themes[column]
            if (
                value >= self._settings.same_theme
                and min(len(theme.note_ids), len(other.note_ids)) >= _FEWEST
            ):
                target = self._resolve(self._discovered.ids[column])
                note, to = find_nearest(theme, other)
                found[theme.theme_id] = Member(theme, target, "by meaning", value, note, to)
        return found

    def _note_near(self, theme: EventTheme, series_theme_id: str, among: Iterable[_Opened]) -> None:
        """Remember which series themes the one that now opens may be one with."""
        pairs: list[tuple[float, str, EventTheme]] = []
        for opened in among:
            values = np.round(opened.compare(theme.centre)[0], 6)
            asked = values >= self._settings.near_theme
            asked |= np.array([theme.code != "" and code == theme.code for code in opened.ids], dtype=bool)
            for column in np.flatnonzero(asked).tolist():
                other = opened.themes[column]
                near_id = self._resolve(opened.ids[column])
                if (
                    near_id != series_theme_id
                    and other.question_id != theme.question_id
                    and not self._is_apart(theme, near_id)
                ):
                    pairs.append((float(values[column]), near_id, other))
        pairs.sort(key=lambda pair: (-pair[0], pair[1]))
        for value, near_id, other in pairs[: self._settings.near_shown]:
            note, to = find_nearest(theme, other)
            self.near.append(Near(series_theme_id, near_id, value, note, to))

    def _put(self, theme: EventTheme, series_theme_id: str, joined: str) -> None:
        self.members[theme.theme_id] = Member(theme, series_theme_id, joined)
        self._inside.setdefault(series_theme_id, set()).add(theme.theme_id)

    def _is_apart(self, theme: EventTheme, series_theme_id: str) -> bool:
        if not self._apart:
            return False
        mine = {theme.theme_id, theme.code} if theme.code != series_theme_id else {theme.theme_id}
        inside = {series_theme_id, *self._inside.get(series_theme_id, ())} - {theme.theme_id}
        return any(frozenset((one, other)) in self._apart for one in mine for other in inside)

    def _resolve(self, theme_id: str) -> str:
        seen = set()
        while theme_id in self._target and self._target[theme_id] != theme_id and theme_id not in seen:
            seen.add(theme_id)
            theme_id = self._target[theme_id]
        return theme_id

    def _find(self, ids: Sequence[str], there: set[str], which: str, where: str) -> list[str]:
        missing = [theme_id for theme_id in ids if theme_id not in there]
        self.doubts += [
            f"{where}: {which} names {theme_id!r}, which is not a theme of this series now. The line is kept"
            " and holds again when the theme is back; correct it if the id is misspelt"
            for theme_id in missing
        ]
        return [theme_id for theme_id in ids if theme_id in there]


def match_mutually(similarity: npt.NDArray[np.float64]) -> list[tuple[int, int, float]]:
    """Pairs of row and column that are each other's nearest, in the order of the rows.

    Args:
        similarity: One row per theme here, one column per theme there.
    """
    if not similarity.size:
        return []
    rounded = np.round(similarity, 6)  # the last bits differ between machines and must decide nothing
    best = rounded.argmax(axis=1)
    back = rounded.argmax(axis=0)
    return [
        (row, int(column), float(rounded[row, column]))
        for row, column in enumerate(best.tolist())
        if back[column] == row
    ]


def find_nearest(one: EventTheme, other: EventTheme) -> tuple[str, str]:
    """The two notes that are nearest to each other."""
    values = np.round(one.vectors.astype(np.float64) @ other.vectors.astype(np.float64).T, 6)
    row, column = divmod(int(values.argmax()), values.shape[1])
    return one.note_ids[row], other.note_ids[column]


def _order_near(near: Sequence[Near], there: set[str]) -> tuple[Near, ...]:
    """Each pair once, the nearest first."""
    best: dict[frozenset[str], Near] = {}
    for pair in sorted(near, key=lambda pair: -pair.similarity):
        key = frozenset((pair.series_theme_id, pair.near_id))
        if key <= there and len(key) == 2:
            best.setdefault(key, pair)
    return tuple(sorted(best.values(), key=lambda p: (-p.similarity, p.series_theme_id, p.near_id)))
