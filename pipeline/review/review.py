"""The whole of a review: draft and returned workbooks in; codings, themes, decisions, conflicts out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace

from pandera.typing.pandas import DataFrame

from pipeline.keeping.workbooks import ReturnedWorkbook
from pipeline.review.replay.carry import carry_reviews
from pipeline.review.replay.decisions import Decision, compare_reviewers
from pipeline.review.replay.draft import Draft, ThemeTitles, list_notes, question_of
from pipeline.review.replay.rebuild import Described, rebuild_themes
from pipeline.review.replay.replay import Replayed, replay_decisions
from pipeline.review.replay.settle import read_answer, settle_entries
from pipeline.review.say import CARRIED
from pipeline.review.workbook.entries import Review, read_review
from pipeline.settings import ReviewSettings
from pipeline.tables import (
    SEPARATOR,
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
from pipeline.tables.contract import Row
from pipeline.tables.vectors import Embed


@dataclass(frozen=True)
class Reviewed:
    """An event after review."""

    codings: DataFrame[Codings]
    themes: DataFrame[Themes]
    decisions: DataFrame[Decisions]  # every decision with what became of it
    conflicts: DataFrame[Conflicts]
    agreements: DataFrame[ReviewerAgreements]
    shown: DataFrame[SafeNotes]
    replayed: Replayed  # the decisions by what they are on, for the workbook and the reports


def read_unfollowed(workbooks: Sequence[ReturnedWorkbook], event_id: str) -> list[Review]:
    """What returned workbooks say, whatever event they are marked for, in the order of replay.

    That is by date (none comes first), then by the time they were saved.
    """
    reviews = [read_review(workbook, event_id) for workbook in workbooks if not workbook.page]
    return sorted(reviews, key=lambda review: (review.date, review.saved, review.source))


def read_reviews(
    workbooks: Sequence[ReturnedWorkbook], event_id: str, notes: DataFrame[Notes] | None = None
) -> list[Review]:
    """What returned workbooks say of an event, in the order of replay.

    Args:
        event_id: The event. Of a workbook that is marked for another nothing counts, unless its rows are
            those of this event's notes: the event's id was changed then.
        notes: The event's notes as written, for decisions to follow; None to take ids as they are.
    """
    reviews = read_unfollowed(workbooks, event_id)
    if notes is not None:
        return carry_reviews(reviews, notes)
    return [replace(one, entries=(), themes={}) if one.foreign else one for one in reviews]


def keep_accepted_ids(draft: Draft, reviews: Sequence[Review], settings: ReviewSettings) -> Draft:
    """The draft with each accepted theme under the id that it was accepted with.

    The program may find the same theme anew under another id, when notes came or changed; to people, and in a
    series, it is still the theme they accepted.
    """
    titles = ThemeTitles(draft, settings)
    for review in reviews:
        titles.add_review(review)
    ids: dict[str, str] = {}
    taken = set(draft.themes["theme_id"])
    for review in reviews:
        for entry in review.entries:
            now = titles.find_sent(review, entry.theme_id)
            anew = now in taken - set(ids) and entry.theme_id not in taken
            same = question_of(now) == question_of(entry.theme_id)
            if entry.action == "accept" and read_answer(entry.value) and anew and same:
                ids[now] = entry.theme_id
                taken.add(entry.theme_id)
    if not ids:
        return draft

    def rename(cell: str) -> str:
        return SEPARATOR.join(ids.get(one, one) for one in cell.split(SEPARATOR))

    codings = {name: draft.codings[name].map(rename) for name in ("theme_id", "other_themes")}
    themes = draft.themes.assign(theme_id=draft.themes["theme_id"].map(rename))
    return replace(
        draft,
        codings=check_table(Codings, draft.codings.assign(**codings)),
        themes=check_table(Themes, themes),
    )


def replay_reviews(
    draft: Draft, reviews: Sequence[Review], embed: Embed, settings: ReviewSettings
) -> Replayed:
    """Replay people's decisions on top of a draft.

    Args:
        settings: When a theme of an older draft is taken for one of this draft, and whether decisions teach.
    """
    notes, titles = list_notes(draft), ThemeTitles(draft, settings)
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
    """The event's tables after review."""
    return Reviewed(
        codings=codings,
        themes=rebuild_themes(draft.themes, codings, shown, replayed, described),
        decisions=_tabulate_decisions([*replayed.decisions, *_list_added(draft.notes, reviews)]),
        conflicts=_tabulate_conflicts(replayed.decisions, reviews),
        agreements=compare_reviewers(replayed.decisions),
        shown=shown,
        replayed=replayed,
    )


def apply_note_types(language: DataFrame[NoteLanguage], replayed: Replayed) -> DataFrame[NoteLanguage]:
    """What is known of each note's language, with the note types that people chose."""
    chosen = replayed.note_types
    rows = zip(language["note_id"], language["note_type"], language["type_basis"], strict=True)
    said = [
        (chosen[note_id], "reviewed") if note_id in chosen else (kind, basis) for note_id, kind, basis in rows
    ]
    types, bases = [kind for kind, _ in said], [basis for _, basis in said]
    return check_table(NoteLanguage, language.assign(note_type=types, type_basis=bases))


def _list_added(notes: DataFrame[Notes], reviews: Sequence[Review]) -> list[Decision]:
    """Notes that people added are decisions as well; ingest has read them."""
    by_source = {review.source: review for review in reviews}
    added = notes[notes["source"].isin(list(by_source))]
    columns = (added[name] for name in ("source", "locator", "text", "note_id"))
    return [
        Decision(
            by_source[source], locator, "add_note", text, note_id, "", text, reason="added after circulation"
        )
        for source, locator, text, note_id in zip(*columns, strict=True)
    ]


def _tabulate_decisions(decisions: Sequence[Decision]) -> DataFrame[Decisions]:
    same = ("decision_id", "locator", "note_id", "theme_id", "action", "value", "status", "reason")
    rows = [
        {name: getattr(one, name) for name in same}
        | _name_review(one.review)
        | {"position": position, "reason": "; ".join(filter(None, (one.reason, _say_carried(one.carried))))}
        for position, one in enumerate(decisions, start=1)
    ]
    return table_of(Decisions, rows)


def _say_carried(why: str) -> str:
    return f"{CARRIED}{why}" if why else ""


def _tabulate_conflicts(decisions: Sequence[Decision], reviews: Sequence[Review]) -> DataFrame[Conflicts]:
    same = ("decision_id", "locator", "note_id", "theme_id", "remedy")
    rows: list[Row] = [
        {name: getattr(one, name) for name in same}
        | _name_review(one.review)
        | {"kind": one.status, "what": one.reason}
        for one in decisions
        if one.status in ("conflict", "disagreement")
    ]
    rows += [
        {"kind": "workbook", "decision_id": "", "theme_id": ""} | _name_review(review) | asdict(problem)
        for review in reviews
        for problem in review.problems
    ]
    return table_of(Conflicts, rows)


def _name_review(review: Review) -> Row:
    return {"source": review.source, "reviewer": review.reviewer, "date": review.date}
