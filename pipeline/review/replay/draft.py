"""The draft that decisions are replayed on: its notes, its themes, and which of them a person means."""

from __future__ import annotations

import hashlib
import re
import sys
from dataclasses import dataclass

from pandera.typing.pandas import DataFrame

from pipeline.keeping.workbooks import NEW_THEME
from pipeline.review.workbook import Review, SentTheme
from pipeline.settings import ReviewSettings
from pipeline.tables import OTHER, Codings, Notes, SafeNotes, Themes
from pipeline.tables.notes import Vectors
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
        # By question and folded title: the theme, and the title as people read or wrote it
        self._by_title: dict[tuple[str, str], tuple[str, str]] = {}
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
        self._by_title.setdefault((question_of(theme_id), fold_title(title)), (theme_id, title))

    def find_sent(self, review: Review, theme_id: str) -> str:
        """The id that a theme of a workbook has now, or empty when it cannot be told."""
        known = theme_id if theme_id in self.titles else ""
        return self._sent.get((review.source, theme_id), known)

    def find_title(self, review: Review, question_id: str, written: str) -> str:
        """The theme of a question that a person names in words or by its id; empty when there is none."""
        key = (question_id, fold_title(written))
        if sent := self._sent_by_title.get((review.source, *key)):
            return sent
        if key in self._by_title:
            return self._by_title[key][0]
        named = self.find_sent(review, written.strip())
        return named if named and question_of(named) == question_id else ""

    def find_near(self, question_id: str, written: str) -> tuple[str, str]:
        """The theme of a question that a person nearly named, and its title: whoever names it read it."""
        looked = fold_words(_ASIDE.sub(" ", written))
        near = [
            (measure_likeness(words, looked), title, theme_id)
            for (question, _), (theme_id, title) in self._by_title.items()
            if question == question_id and (words := fold_words(title))
        ]
        likeness, title, theme_id = max(near, default=(0.0, "", ""))
        return (theme_id, title) if likeness >= _NEAR else ("", "")

    def is_elsewhere(self, question_id: str, written: str) -> bool:
        """Whether this is the title of a theme of another question, and nobody's new one."""
        folded = fold_title(written)
        return any(
            title == folded and question != question_id and not is_made_by_people(theme_id)
            for (question, title), (theme_id, _) in self._by_title.items()
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
            made = f"{question}{_BY_PEOPLE}{slug_title(sent.title)}"
            return self._by_title.get((question, fold_title(sent.title)), (made, ""))[0]
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
        near = bool(shares) and shares[0] >= self._settings.same_theme
        if near and all(share <= shares[0] * self._settings.same_theme_lead for share in shares[1:2]):
            return overlaps[0][1]
        return sent.theme_id  # it lives on under the id it was sent out with, if anybody uses it


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
