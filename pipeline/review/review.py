"""The whole of a review: draft and returned workbooks in; codings, themes, decisions, conflicts out."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd
from pandera.typing.pandas import DataFrame

from pipeline.keeping.workbooks import ReturnedWorkbook
from pipeline.review.replay import Replayed, replay_decisions
from pipeline.review.replay.carry import carry_reviews
from pipeline.review.replay.decisions import Decision, compare_reviewers
from pipeline.review.replay.draft import Draft, ThemeTitles, is_made_by_people, list_notes, question_of
from pipeline.review.replay.settle import read_answer, settle_entries
from pipeline.review.say import CARRIED
from pipeline.review.workbook import Review, read_review
from pipeline.settings import ReviewSettings
from pipeline.tables import (
    OTHER,
    OTHER_TITLE,
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
    columns_of,
    table_of,
)
from pipeline.tables.contract import Row, split_cell
from pipeline.tables.notes import Embed, Vectors

# By theme id: the ids of the notes that are its key points, and the terms that mark it out.
Described = Mapping[str, tuple[Sequence[str], Sequence[str]]]

_NEAREST = 3  # as in the draft: notes named as the answer to "why here?"
_POOL = 2000  # notes of a theme that are compared with each; of more, so many stand for all
_ROWS = 2048  # notes compared together: 16 MB for each thousand they are compared with
_MADE = "People gave this theme its title and its first notes."
_RENAMED = "People gave this theme its title."
# How a summary begins of the notes of a question that is not divided.
_UNDIVIDED = ("Too few notes to divide into themes", "No themes were found in these notes")


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


def _keep_accepted_ids(draft: Draft, reviews: Sequence[Review], settings: ReviewSettings) -> Draft:
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
    draft = _keep_accepted_ids(draft, reviews, settings)
    notes, titles = list_notes(draft), ThemeTitles(draft, settings)
    settled = settle_entries(reviews, notes, titles)
    return replay_decisions(draft, settled, notes, titles, embed if settings.learn else None)


def rebuild_codings(replayed: Replayed) -> DataFrame[Codings]:
    """The coding of every note after review; a note that nobody's decision reaches keeps its row."""
    drafts = replayed.draft.codings
    note_ids = drafts["note_id"]
    codings: Any = drafts.assign(theme_id=note_ids.map(replayed.theme_of))
    changed = codings["theme_id"].isin(replayed.changed)
    live = replayed.live()
    touched = changed | note_ids.isin(replayed.second)
    codings.loc[touched, "other_themes"] = [
        _list_others(row, replayed.second.get(row.note_id, ""), live) for row in codings[touched].itertuples()
    ]
    nearest, ids = drafts["nearest"].tolist(), note_ids.to_numpy()
    for _, own in codings[changed].groupby("theme_id"):
        for place, near in _find_nearest(own.index.to_numpy(), replayed.draft.vectors):
            nearest[place] = SEPARATOR.join(ids[near])
    codings["nearest"] = nearest
    placed = note_ids.isin(replayed.placed)
    relocated = note_ids.isin(replayed.relocated) & ~placed
    # The strength of a note that was taught was measured in another theme: to be checked.
    codings["weak"] = (codings["weak"] | relocated | note_ids.isin(replayed.taught)) & ~placed
    codings.loc[placed, ["basis", "strength"]] = ["reviewed", 1.0]
    codings.loc[relocated, "strength"] = 0.0
    return check_table(Codings, codings)


def _list_others(row: Any, second: str, live: set[str]) -> str:
    """The other themes of a note that has changed: the second theme a person chose comes first."""
    others = [other for other in split_cell(row.other_themes) if other in live and other != row.theme_id]
    if second:
        others = [second, *(other for other in others if other != second)]
    return SEPARATOR.join(others)


def finish_review(
    reviews: Sequence[Review],
    replayed: Replayed,
    codings: DataFrame[Codings],
    shown: DataFrame[SafeNotes],
    described: Described,
) -> Reviewed:
    """The event's tables after review."""
    return Reviewed(
        codings=codings,
        themes=_rebuild_themes(codings, shown, replayed, described),
        decisions=_tabulate_decisions([*replayed.decisions, *_list_added(replayed.draft.notes, reviews)]),
        conflicts=_tabulate_conflicts(replayed.decisions, reviews),
        agreements=compare_reviewers(replayed.decisions),
        shown=shown,
        replayed=replayed,
    )


def apply_note_types(language: DataFrame[NoteLanguage], replayed: Replayed) -> DataFrame[NoteLanguage]:
    """What is known of each note's language, with the note types that people chose."""
    chosen = replayed.note_types
    kinds = zip(language["note_id"], language["note_type"], strict=True)
    types = [chosen.get(note_id, kind) for note_id, kind in kinds]
    bases = language["type_basis"].mask(language["note_id"].isin(chosen), "reviewed")
    return check_table(NoteLanguage, language.assign(note_type=types, type_basis=bases))


def _rebuild_themes(
    codings: DataFrame[Codings],
    shown: DataFrame[SafeNotes],
    replayed: Replayed,
    described: Described,
) -> DataFrame[Themes]:
    """The themes after review, most notes first within each question, "Other points" last.

    Args:
        described: Key points and terms of the themes that have changed, at least.
    """
    drafts = replayed.draft.themes
    lists = (*drafts["key_point_ids"].map(split_cell), *(ids for ids, _ in described.values()))
    named = shown[shown["note_id"].isin([note_id for ids in lists for note_id in ids])]
    words = dict(zip(named["note_id"], named["words"], strict=True))
    drafted: dict[str, Row] = {str(row["theme_id"]): row for row in drafts.to_dict("records")}  # type: ignore[misc]
    before = drafts["question_id"].value_counts()
    order = {question: place for place, question in enumerate(drafts["question_id"].unique())}
    rows: list[Row] = []
    for key, own in codings.groupby("theme_id"):
        theme_id = str(key)
        row = drafted.get(theme_id) or _new_row(theme_id, replayed.known.title_of(theme_id))
        if theme_id in replayed.changed:
            points, terms = described[theme_id]
            row |= {
                "notes": len(own),
                "raised_once": own["raised_once"].sum(),
                "terms": SEPARATOR.join(terms),
                "key_point_ids": SEPARATOR.join(points),
            }
            if before[row["question_id"]] == 1 and row["summary"].startswith(_UNDIVIDED):
                row["summary"] = ""
        # The words may be shown otherwise than in the draft, where a person allowed names.
        row["key_points"] = SEPARATOR.join(words[note_id] for note_id in split_cell(row["key_point_ids"]))
        rows.append(_name(row, replayed) | {"shown": ""})  # once the titles are final
    rows.sort(
        key=lambda row: (
            order[row["question_id"]],
            row["theme_id"].endswith(OTHER),
            -row["notes"],
            row["theme_id"],
        )
    )
    themes = pd.DataFrame(rows, columns=columns_of(Themes))
    return check_table(Themes, themes.assign(position=themes.groupby("question_id").cumcount() + 1))


def _new_row(theme_id: str, title: str) -> Row:
    other = theme_id.endswith(OTHER)
    return {
        "theme_id": theme_id,
        "question_id": question_of(theme_id),
        "title": OTHER_TITLE if other else title or theme_id,
        "summary": "" if other else _MADE,
        "stability": "too few notes to tell",
        "basis": "reviewed" if is_made_by_people(theme_id) else "other" if other else "discovered",
        "code": "",
        "code_fit": 0.0,
    }


def _name(row: Row, replayed: Replayed) -> Row:
    """A theme's row under the title a person gave it, and whether a person accepted it."""
    theme_id = row["theme_id"]
    title = replayed.titles.get(theme_id)
    if title is not None and title != row["title"]:
        # A code's definition explains the code's title, not the one a person chose instead.
        basis = "discovered" if row["basis"] in ("heading", "codebook", "model", "other") else row["basis"]
        summary = row["summary"] if row["summary"].startswith(_UNDIVIDED) else _RENAMED
        row = {**row, "title": title, "summary": summary, "basis": basis}
    if theme_id.endswith(OTHER) and row["title"] == OTHER_TITLE:  # no theme, whoever has looked at it
        return {**row, "basis": "other"}
    return {**row, "basis": "reviewed"} if theme_id in replayed.accepted else row


def _find_nearest(
    members: npt.NDArray[np.int64], vectors: Vectors
) -> Iterator[tuple[int, npt.NDArray[np.int64]]]:
    """The nearest others of each note of a theme, the nearest first.

    Of a very large theme they are looked for among notes taken evenly from all of it: to compare each with
    each would take hours for a hundred thousand.
    """
    pool = members[:: max(1, -(-len(members) // _POOL))]
    for start in range(0, len(members), _ROWS):
        rows = members[start : start + _ROWS]
        near = np.round(vectors[rows] @ vectors[pool].T, 6)
        near[rows[:, None] == pool[None, :]] = -np.inf
        ranked = np.argsort(-near, axis=1, kind="stable")[:, :_NEAREST]  # ties: the first of the notes
        for place, best, closeness in zip(rows.tolist(), ranked, near, strict=True):
            yield place, pool[best[np.isfinite(closeness[best])]]


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
    same = ("decision_id", "locator", "note_id", "theme_id", "action", "value", "status")
    rows: list[Row] = []
    for position, one in enumerate(decisions, start=1):
        carried = f"{CARRIED}{one.carried}" if one.carried else ""
        why = {"position": position, "reason": "; ".join(filter(None, (one.reason, carried)))}
        rows.append({name: getattr(one, name) for name in same} | _name_review(one.review) | why)
    return table_of(Decisions, rows)


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
