"""The draft that decisions are replayed on: its notes, its themes, and which of them a person means."""

from __future__ import annotations

import hashlib
import re
import sys
from dataclasses import dataclass

from pandera.typing.pandas import DataFrame

from pipeline.keeping.workbooks import NEW_THEME
from pipeline.review.workbook import SentTheme
from pipeline.review.workbook.entries import Review
from pipeline.settings import ReviewSettings
from pipeline.tables import OTHER, Codings, Notes, SafeNotes, Themes
from pipeline.tables.vectors import Vectors
from pipeline.wording import fold_title, make_slug
from pipeline.wording.likeness import fold_words, measure_likeness

_BY_PEOPLE = ".r-"  # in the id of a theme that a person made
_NEAR = 0.85  # how alike a new title may be to none of its question
_ASIDE = re.compile(r"\([^)]*\)|\[[^\]]*\]")
_LONGEST = 50  # characters of a title in an id
_LONGEST_CELL = 32_767  # characters: a title is whole before it is cut


@dataclass(frozen=True)
class Draft:
    """The draft; tables and vectors hold the same notes in the same order."""

    notes: DataFrame[Notes]
    safe_notes: DataFrame[SafeNotes]
    vectors: Vectors
    codings: DataFrame[Codings]
    themes: DataFrame[Themes]


@dataclass(frozen=True, slots=True)
class KnownNote:
    """A note as the review needs it."""

    note_id: str
    question_id: str
    theme_id: str  # in the draft
    words: str  # as the draft shows them
    written: str  # as written down
    place: str  # "notes.md, line 12"


def list_notes(draft: Draft) -> dict[str, KnownNote]:
    """The draft's notes by id, in their order."""
    safe = draft.safe_notes
    columns = (
        safe["note_id"],
        map(sys.intern, safe["question_id"]),  # what repeats is there once
        map(sys.intern, draft.codings["theme_id"]),
        safe["words"],
        draft.notes["words"],
        safe["source"] + ", " + safe["locator"],
    )
    return {row[0]: KnownNote(*row) for row in zip(*columns, strict=True)}


class ThemeTitles:
    """Knows every theme a person may mean: those of the draft, those sent out, those people made."""

    def __init__(self, draft: Draft, settings: ReviewSettings) -> None:
        self._settings = settings
        self.titles: dict[str, str] = dict(zip(draft.themes["theme_id"], draft.themes["title"], strict=True))
        members = draft.codings.groupby("theme_id")["note_id"].agg(frozenset).to_dict()
        self._drafted: dict[str, frozenset[str]] = {
            theme_id: members.get(theme_id, frozenset()) for theme_id in self.titles
        }
        self._sent: dict[tuple[str, str], str] = {}  # by workbook and id: the theme's id now
        self._sent_by_title: dict[tuple[str, str, str], str] = {}
        self._by_title: dict[tuple[str, str], str] = {}  # by question and folded title
        self._called: dict[tuple[str, str], str] = {}  # the same titles as people read or wrote them
        for theme_id, title in self.titles.items():
            self.add_title(theme_id, title)

    def add_review(self, review: Review) -> None:
        """Take in the themes that a workbook was sent out with."""
        for sent in review.themes.values():
            now = self._match(sent)
            self._sent[(review.source, sent.theme_id)] = now
            self.titles.setdefault(now, sent.title)
            for title in filter(None, (sent.title, sent.name)):
                key = (question_of(sent.theme_id), fold_title(title))
                self._sent_by_title.setdefault((review.source, *key), now)
            self.add_title(now, sent.title)

    def add_title(self, theme_id: str, title: str) -> None:
        """Take in a title that a theme has, had when it was sent out, or was given by a person."""
        key = (question_of(theme_id), fold_title(title))
        self._by_title.setdefault(key, theme_id)
        self._called.setdefault(key, title)

    def find_sent(self, review: Review, theme_id: str) -> str:
        """The id that a theme of a workbook has now, or empty when it cannot be told."""
        known = theme_id if theme_id in self.titles else ""
        return self._sent.get((review.source, theme_id), known)

    def find_title(self, review: Review, question_id: str, written: str) -> str:
        """The theme of a question that a person names in words or by its id; empty when there is none."""
        key = (question_id, fold_title(written))
        named = self._sent_by_title.get((review.source, *key)) or self._by_title.get(key)
        if named:
            return named
        named = self.find_sent(review, written.strip())
        return named if named and question_of(named) == question_id else ""

    def find_near(self, question_id: str, written: str) -> str:
        """The title of a theme of a question that a person nearly named; empty where there is none."""
        return self._find_nearest(question_id, written)[0]

    def find_theirs(self, question_id: str, written: str) -> str:
        """The theme that a person nearly named and that another person made; empty where there is none."""
        near = self._find_nearest(question_id, written)[1]
        return near if is_made_by_people(near) else ""

    def _find_nearest(self, question_id: str, written: str) -> tuple[str, str]:
        """The title most like what a person wrote, and its theme: whoever names it read it in a workbook."""
        looked = fold_words(_ASIDE.sub(" ", written))
        near = [
            (measure_likeness(words, looked), title, self._by_title[key])
            for key, title in self._called.items()
            if key[0] == question_id and (words := fold_words(title))
        ]
        likeness, title, theme_id = max(near, default=(0.0, "", ""))
        return (title, theme_id) if likeness >= _NEAR else ("", "")

    def is_elsewhere(self, question_id: str, written: str) -> bool:
        """Whether this is the title of a theme of another question, and nobody's new one."""
        folded = fold_title(written)
        return any(
            title == folded and question != question_id and not is_made_by_people(theme_id)
            for (question, title), theme_id in self._by_title.items()
        )

    def make_theme(self, question_id: str, title: str) -> str:
        """The id of a theme that a person makes by naming it: always the same for the same name."""
        theme_id = f"{question_id}{_BY_PEOPLE}{slug_title(title)}"
        self.titles.setdefault(theme_id, " ".join(title.split()))
        self.add_title(theme_id, title)
        return theme_id

    def title_of(self, theme_id: str) -> str:
        """A theme's title, from the draft, the workbook it came with, or the person who made it."""
        return self.titles.get(theme_id, "")

    def is_drafted(self, theme_id: str) -> bool:
        """Whether a theme is one of the present draft."""
        return theme_id in self._drafted

    def _match(self, sent: SentTheme) -> str:
        """A theme's id now: that of the draft's theme with clearly the same notes, or its own."""
        question = question_of(sent.theme_id)
        if sent.theme_id.startswith(f"{question}{NEW_THEME}"):  # known by its name, like all that people make
            named = self._by_title.get((question, fold_title(sent.title)))
            return named or f"{question}{_BY_PEOPLE}{slug_title(sent.title)}"
        kept = sent.theme_id in self._drafted or is_made_by_people(sent.theme_id)
        if kept or sent.theme_id.endswith(OTHER) or not sent.members:
            return sent.theme_id
        members = frozenset(sent.members)
        overlaps = sorted(
            (-len(members & own) / len(members | own), theme_id)
            for theme_id, own in self._drafted.items()
            if question_of(theme_id) == question and not theme_id.endswith(OTHER)
        )
        shares = [-share for share, _ in overlaps]
        if not shares or shares[0] < self._settings.same_theme:
            return sent.theme_id  # it lives on under the id it was sent out with, if anybody uses it
        if len(shares) > 1 and shares[1] > shares[0] * self._settings.same_theme_lead:
            return sent.theme_id
        return overlaps[0][1]


def slug_title(title: str) -> str:
    """A title as part of an id: letters, digits and hyphens; a hash where that does not tell it all."""
    folded = fold_title(title)
    slug = make_slug(folded, longest=_LONGEST_CELL)
    if slug and len(slug) <= _LONGEST:
        return slug
    return f"{slug[:_LONGEST]}-{hashlib.sha256(folded.encode()).hexdigest()[:6]}".strip("-")


def question_of(theme_id: str) -> str:
    """The question a theme belongs to: its id begins with that of its question."""
    return theme_id.partition(".")[0]


def is_made_by_people(theme_id: str) -> bool:
    """Whether a theme was made by a person who named it."""
    return _BY_PEOPLE in theme_id
