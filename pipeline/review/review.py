"""The whole of a review: draft and returned workbooks in; codings, themes, decisions, conflicts out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from pandera.typing.pandas import DataFrame

from pipeline.keeping.store import Vectors
from pipeline.review.replay.agree import compare_reviewers
from pipeline.review.replay.decision import Decision
from pipeline.review.replay.rebuild import Described, rebuild_themes
from pipeline.review.replay.redraft import Embed
from pipeline.review.replay.replay import Replayed, replay_decisions
from pipeline.review.replay.settle import KnownNote, order_reviews, settle_entries
from pipeline.review.replay.titles import DraftTheme, ThemeTitles
from pipeline.review.workbook.entries import Review, read_review
from pipeline.settings import ReviewSettings
from pipeline.tables import (
    Codings,
    Conflicts,
    Decisions,
    NoteLanguage,
    Notes,
    ReviewerAgreements,
    SafeNotes,
    Themes,
    check_table,
    table_of,
)
from pipeline.tables.workbooks import ReturnedWorkbook


@dataclass(frozen=True)
class Reviewed:
    """An event after review.

    Attributes:
        codings: One row per note.
        themes: One row per theme.
        decisions: Every decision with what became of it.
        conflicts: What a person must look at.
        agreements: How far reviewers agree.
        shown: The notes as reports may show them.
        replayed: The decisions by what they are on, for the workbook and the reports.
    """

    codings: DataFrame[Codings]
    themes: DataFrame[Themes]
    decisions: DataFrame[Decisions]
    conflicts: DataFrame[Conflicts]
    agreements: DataFrame[ReviewerAgreements]
    shown: DataFrame[SafeNotes]
    replayed: Replayed


@dataclass(frozen=True)
class Draft:
    """The draft that people's decisions are replayed on.

    Attributes:
        event_id: The event.
        notes: The notes as written.
        safe_notes: The same with personal details masked, in the same order.
        vectors: One row per note.
        codings: One row per note.
        themes: One row per theme.
    """

    event_id: str
    notes: DataFrame[Notes]
    safe_notes: DataFrame[SafeNotes]
    vectors: Vectors
    codings: DataFrame[Codings]
    themes: DataFrame[Themes]


def read_reviews(workbooks: Sequence[ReturnedWorkbook], event_id: str) -> list[Review]:
    """What returned workbooks say, in the order of replay."""
    return order_reviews(read_review(workbook, event_id) for workbook in workbooks)


def replay_reviews(
    draft: Draft, reviews: Sequence[Review], embed: Embed, settings: ReviewSettings
) -> Replayed:
    """Replay people's decisions on top of a draft.

    Args:
        draft: The draft.
        reviews: What people wrote, in the order of replay.
        embed: Embeds texts in the space of the notes' vectors.
        settings: When a theme of an older draft is taken for one of this draft, and whether decisions teach.
    """
    notes = _know_notes(draft)
    members: dict[str, set[str]] = {}
    for note in notes.values():
        members.setdefault(note.theme_id, set()).add(note.note_id)
    titles = ThemeTitles(
        (
            DraftTheme(theme_id, question_id, title, frozenset(members.get(theme_id, ())))
            for theme_id, question_id, title in zip(
                draft.themes["theme_id"], draft.themes["question_id"], draft.themes["title"], strict=True
            )
        ),
        settings.same_theme,
        settings.same_theme_lead,
    )
    settled = settle_entries(reviews, notes, titles)
    return replay_decisions(settled, notes, draft.vectors, titles, embed if settings.learn else None)


def finish_review(
    draft: Draft,
    reviews: Sequence[Review],
    replayed: Replayed,
    codings: DataFrame[Codings],
    shown: DataFrame[SafeNotes],
    described: Described,
) -> Reviewed:
    """The event's tables after review.

    Args:
        draft: The draft.
        reviews: What people wrote.
        replayed: What it comes to.
        codings: The notes in the themes they are in now.
        shown: The notes as reports may show them.
        described: Key points and terms of the themes that have changed.
    """
    return Reviewed(
        codings=codings,
        themes=rebuild_themes(draft.themes, draft.codings, shown, replayed, described),
        decisions=_tabulate_decisions(replayed.decisions, draft, reviews),
        conflicts=_tabulate_conflicts(replayed.decisions, reviews),
        agreements=compare_reviewers(replayed.decisions),
        shown=shown,
        replayed=replayed,
    )


def list_withheld(reviews: Sequence[Review]) -> dict[str, tuple[str, ...]]:
    """What people keep out of print, by note: the cells as written.

    What one person marks stays masked whatever another says, so the order of reviews does not matter.
    """
    found: dict[str, list[str]] = {}
    for review in reviews:
        for entry in review.entries:
            if entry.action == "withhold" and entry.note_id:
                found.setdefault(entry.note_id, []).append(entry.value)
    return {note_id: tuple(values) for note_id, values in found.items()}


def apply_note_types(language: DataFrame[NoteLanguage], replayed: Replayed) -> DataFrame[NoteLanguage]:
    """What is known of each note's language, with the note types that people chose."""
    chosen = replayed.note_types
    types = [
        chosen.get(note_id, kind)
        for note_id, kind in zip(language["note_id"], language["note_type"], strict=True)
    ]
    return check_table(NoteLanguage, language.assign(note_type=types))


def _know_notes(draft: Draft) -> dict[str, KnownNote]:
    themes = dict(zip(draft.codings["note_id"], draft.codings["theme_id"], strict=True))
    written = dict(zip(draft.notes["note_id"], draft.notes["words"], strict=True))
    columns = ("note_id", "question_id", "words", "source", "locator")
    return {
        note_id: KnownNote(
            note_id, question_id, themes[note_id], words, written[note_id], f"{source}, {locator}"
        )
        for note_id, question_id, words, source, locator in zip(
            *(draft.safe_notes[name] for name in columns), strict=True
        )
    }


def _tabulate_decisions(
    decisions: Sequence[Decision], draft: Draft, reviews: Sequence[Review]
) -> DataFrame[Decisions]:
    rows: list[dict[str, object]] = [
        {
            "decision_id": decision.decision_id,
            "source": decision.review.source,
            "locator": decision.locator,
            "reviewer": decision.review.reviewer,
            "date": decision.review.date,
            "note_id": decision.note_id,
            "theme_id": decision.theme_id,
            "action": decision.action,
            "value": decision.value,
            "status": decision.status,
            "reason": decision.reason,
        }
        for decision in decisions
    ]
    rows += _list_added(draft, reviews)
    return table_of(Decisions, [{**row, "position": place} for place, row in enumerate(rows, start=1)])


def _list_added(draft: Draft, reviews: Sequence[Review]) -> list[dict[str, object]]:
    """Notes that people added are decisions as well; ingest has read them."""
    by_source = {review.source: review for review in reviews}
    added = draft.notes[draft.notes["source"].isin(list(by_source))]
    columns = ("source", "locator", "text", "note_id")
    rows: list[dict[str, object]] = []
    for source, locator, text, note_id in zip(*(added[name] for name in columns), strict=True):
        review = by_source[source]
        decision = Decision(review, locator, "add_note", text, note_id, "", text)
        rows.append(
            {
                "decision_id": decision.decision_id,
                "source": source,
                "locator": locator,
                "reviewer": review.reviewer,
                "date": review.date,
                "note_id": note_id,
                "theme_id": "",
                "action": "add_note",
                "value": text,
                "status": "applied",
                "reason": "added after circulation",
            }
        )
    return rows


def _tabulate_conflicts(decisions: Sequence[Decision], reviews: Sequence[Review]) -> DataFrame[Conflicts]:
    rows = [
        {
            "kind": decision.status,
            "decision_id": decision.decision_id,
            "source": decision.review.source,
            "locator": decision.locator,
            "reviewer": decision.review.reviewer,
            "note_id": decision.note_id,
            "theme_id": decision.theme_id,
            "what": decision.reason,
            "remedy": decision.remedy,
        }
        for decision in decisions
        if decision.status in ("conflict", "disagreement")
    ]
    rows += [
        {
            "kind": "workbook",
            "decision_id": "",
            "source": problem.source,
            "locator": problem.locator,
            "reviewer": problem.reviewer,
            "note_id": problem.note_id,
            "theme_id": "",
            "what": problem.what,
            "remedy": problem.remedy,
        }
        for review in reviews
        for problem in review.problems
    ]
    return table_of(Conflicts, rows)
