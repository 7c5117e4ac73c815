"""Which theme a person means: by the id the workbook was sent out with, by its notes, by its title."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from pipeline.review.workbook.entries import Review, SentTheme

_BY_PEOPLE = ".r-"  # in the id of a theme that a person made


@dataclass(frozen=True)
class DraftTheme:
    """A theme of the present draft."""

    theme_id: str
    question_id: str
    title: str
    members: frozenset[str]


class ThemeTitles:
    """Knows every theme a person may mean: those of the draft, those sent out, those people made.

    Args:
        drafts: The themes of the present draft.
        clear_overlap: Share of notes that a theme sent out and one of the draft must have in common to be
            the same theme under another id.
        clear_lead: How much smaller than that the overlap with any other theme must be, as a share of it.
    """

    def __init__(self, drafts: Iterable[DraftTheme], clear_overlap: float, clear_lead: float) -> None:
        self._drafts = {theme.theme_id: theme for theme in drafts}
        self._clear_overlap, self._clear_lead = clear_overlap, clear_lead
        self._titles: dict[str, str] = {theme_id: theme.title for theme_id, theme in self._drafts.items()}
        # By question and folded title; the draft's own titles come last, after all that people wrote.
        self._by_title: dict[tuple[str, str], str] = {}
        self._sent: dict[tuple[str, str], str] = {}  # by workbook and id: the theme's id now
        self._sent_by_title: dict[tuple[str, str, str], str] = {}
        for theme in self._drafts.values():
            self._by_title.setdefault((theme.question_id, fold_title(theme.title)), theme.theme_id)

    def add_review(self, review: Review) -> None:
        """Take in the themes that a workbook was sent out with."""
        for sent in review.themes.values():
            now = self._match(sent)
            if not now:
                continue
            self._sent[(review.source, sent.theme_id)] = now
            self._titles.setdefault(now, sent.title)
            question = question_of(sent.theme_id)
            self._sent_by_title.setdefault((review.source, question, fold_title(sent.title)), now)
            self._by_title.setdefault((question, fold_title(sent.title)), now)

    def add_title(self, theme_id: str, title: str) -> None:
        """Take in a title that a person gave to a theme."""
        self._by_title.setdefault((question_of(theme_id), fold_title(title)), theme_id)

    def find_sent(self, review: Review, theme_id: str) -> str:
        """The id that a theme of a workbook has now, or empty when it cannot be told."""
        if (review.source, theme_id) in self._sent:
            return self._sent[(review.source, theme_id)]
        return theme_id if theme_id in self._titles else ""

    def find_title(self, review: Review, question_id: str, written: str) -> str:
        """The theme of a question that a person names in words or by its id; empty when there is none."""
        key = fold_title(written)
        by_title = self._sent_by_title.get((review.source, question_id, key))
        if by_title or (question_id, key) in self._by_title:
            return by_title or self._by_title[(question_id, key)]
        named = self.find_sent(review, written.strip())
        return named if named and question_of(named) == question_id else ""

    def make_theme(self, question_id: str, title: str) -> str:
        """The id of a theme that a person makes by naming it: always the same for the same name."""
        theme_id = f"{question_id}{_BY_PEOPLE}{slug_title(title)}"
        self._titles.setdefault(theme_id, " ".join(title.split()))
        self._by_title.setdefault((question_id, fold_title(title)), theme_id)
        return theme_id

    def title_of(self, theme_id: str) -> str:
        """A theme's title, from the draft, the workbook it came with, or the person who made it."""
        return self._titles.get(theme_id, "")

    def is_drafted(self, theme_id: str) -> bool:
        """Whether a theme is one of the present draft."""
        return theme_id in self._drafts

    def titles(self) -> Mapping[str, str]:
        """Every known theme's title by its id."""
        return dict(self._titles)

    def _match(self, sent: SentTheme) -> str:
        if sent.theme_id in self._drafts or is_made_by_people(sent.theme_id):
            return sent.theme_id
        question = question_of(sent.theme_id)
        members = frozenset(sent.members)
        overlaps = sorted(
            (
                (len(members & theme.members) / len(members | theme.members), theme.theme_id)
                for theme in self._drafts.values()
                if theme.question_id == question and members
            ),
            key=lambda pair: (-pair[0], pair[1]),
        )
        if not overlaps or overlaps[0][0] < self._clear_overlap:
            return sent.theme_id  # it lives on under the id it was sent out with, if anybody uses it
        if len(overlaps) > 1 and overlaps[1][0] > overlaps[0][0] * self._clear_lead:
            return sent.theme_id
        return overlaps[0][1]


def fold_title(title: str) -> str:
    """A title as it is compared: case, blanks and a full stop at the end don't count."""
    return " ".join(unicodedata.normalize("NFC", title).casefold().split()).rstrip(".")


def slug_title(title: str) -> str:
    """A title as part of an id: letters, digits and hyphens; a hash where it has none of them."""
    folded = fold_title(title)
    plain = unicodedata.normalize("NFKD", folded).encode("ascii", "ignore").decode("ascii")
    slug = re.sub(r"[^a-z0-9]+", "-", plain).strip("-")
    if slug and len(slug) <= _LONGEST and plain.strip():
        return slug
    return f"{slug[:_LONGEST]}-{hashlib.sha256(folded.encode()).hexdigest()[:6]}".strip("-")


_LONGEST = 50


def question_of(theme_id: str) -> str:
    """The question a theme belongs to: its id begins with that of its question."""
    return theme_id.partition(".")[0]


def is_made_by_people(theme_id: str) -> bool:
    """Whether a theme was made by a person who named it."""
    return _BY_PEOPLE in theme_id
