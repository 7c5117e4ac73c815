"""Replays what people decided on top of the draft: which note ends in which theme, under which title."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np

from pipeline.review.replay.decisions import Decision
from pipeline.review.replay.draft import Draft, KnownNote, ThemeTitles, is_made_by_people, question_of
from pipeline.review.replay.redraft import redraft_undecided
from pipeline.review.workbook import SentTheme
from pipeline.tables.notes import Embed, Vectors
from pipeline.wording import count_words, fold_title


@dataclass
class Replayed:
    """What the decisions come to; `replay_decisions` fills it step by step."""

    draft: Draft  # its themes under the ids that people accepted them with
    decisions: list[Decision]
    theme_of: dict[str, str]
    known: ThemeTitles  # the themes anybody may mean, with their titles
    second: dict[str, str] = field(default_factory=dict)  # notes with a second theme that a person chose
    placed: dict[str, Decision] = field(default_factory=dict)  # notes a person placed, with the decision
    # Notes whose theme was dropped: nobody has said yet where they belong
    relocated: set[str] = field(default_factory=set)
    kept: set[str] = field(default_factory=set)  # notes of themes accepted or merged as a whole
    # Notes nobody decided on that decisions moved, with the theme they were in and the decided note
    # most like each, or an empty text
    taught: dict[str, tuple[str, str]] = field(default_factory=dict)
    titles: dict[str, str] = field(default_factory=dict)  # titles of themes that people gave or accepted
    accepted: dict[str, Decision] = field(default_factory=dict)  # themes a person accepted, with the decision
    renamed: dict[str, Decision] = field(default_factory=dict)  # themes a person renamed, with the decision
    # Themes that people made, with the decision that made them
    made: dict[str, Decision] = field(default_factory=dict)
    # Themes that were merged, with the theme each was merged into
    merged: dict[str, str] = field(default_factory=dict)
    changed: set[str] = field(default_factory=set)  # themes that have lost or won a note

    def applied(self, *actions: str) -> list[Decision]:
        """The decisions of these kinds that stand so far."""
        return [one for one in self.decisions if one.status == "applied" and one.action in actions]

    def live(self) -> set[str]:
        """Themes that hold a note."""
        return set(self.theme_of.values())

    def title_of(self, theme_id: str) -> str:
        """What a theme is called now."""
        return self.titles.get(theme_id, self.known.title_of(theme_id))

    def follow(self, theme_id: str) -> str:
        """The theme that holds a theme's notes after all merging."""
        while theme_id in self.merged:
            theme_id = self.merged[theme_id]
        return theme_id

    @property
    def note_types(self) -> dict[str, str]:
        """Note types that people chose, by note id."""
        return {decision.note_id: decision.meaning for decision in self.applied("note_type")}

    @property
    def names_allowed(self) -> set[str]:
        """Notes whose names may be shown."""
        return {one.note_id for one in self.applied("show_names") if one.meaning == "yes"}

    @property
    def names_hidden(self) -> set[str]:
        """Notes whose names must not be shown."""
        return {one.note_id for one in self.applied("show_names") if one.meaning == "no"}


def replay_decisions(
    draft: Draft,
    decisions: Sequence[Decision],
    notes: Mapping[str, KnownNote],
    titles: ThemeTitles,
    embed: Embed | None,
) -> Replayed:
    """Replay settled decisions, in order.

    What is said of single notes stands above what is said of whole themes: a note that was moved by
    itself stays where it was moved to, while the rest of a theme is merged or dropped.

    Args:
        decisions: Settled, in the order of replay.
        embed: Embeds titles, to sort undecided notes by what decisions teach; None not to.
    """
    theme_of = {note_id: note.theme_id for note_id, note in notes.items()}
    state = Replayed(draft, list(decisions), theme_of, titles)
    _keep_accepted_notes(state, notes)
    _move_notes(state, notes)
    _bring_back_themes(state, notes)
    _merge_themes(state)
    _drop_themes(state)
    _name_themes(state)
    if embed is not None and decisions:
        _learn(state, embed)
    _split_themes(state)
    live = state.live()
    _place_second(state, live)
    for decided in (state.accepted, state.renamed, state.made):
        for theme_id in decided.keys() - live:
            del decided[theme_id]
    moved = [(note.theme_id, state.theme_of[note_id]) for note_id, note in notes.items()]
    state.changed = {theme for before, now in moved if before != now for theme in (before, now)}
    return state


def _keep_accepted_notes(state: Replayed, notes: Mapping[str, KnownNote]) -> None:
    """An accepted theme keeps the notes it was accepted with, whatever the draft makes of them now."""
    for decision in state.applied("accept"):
        theme_id, sent = decision.theme_id, decision.review.themes.get(decision.sent_id)
        if decision.meaning == "no":
            decision.leave("no: the theme stays a draft")
            continue
        for note_id in _list_members(sent, theme_id, notes):
            state.theme_of[note_id] = theme_id
            state.kept.add(note_id)
        if theme_id in state.live():
            state.accepted[theme_id] = decision
            if sent is not None and sent.title:
                state.titles[theme_id] = sent.title
        else:
            decision.refuse(
                "the theme was accepted, but none of the notes it had is there any more",
                "Look at the themes of this question in a fresh workbook.",
            )


def _list_members(sent: SentTheme | None, theme_id: str, notes: Mapping[str, KnownNote]) -> list[str]:
    """The notes that a theme was sent out with, as far as they are still of its question."""
    asked = question_of(theme_id)
    members = sent.members if sent is not None else ()
    return [note_id for note_id in members if note_id in notes and notes[note_id].question_id == asked]


def _move_notes(state: Replayed, notes: Mapping[str, KnownNote]) -> None:
    for decision in state.applied("move"):
        state.theme_of[decision.note_id] = decision.theme_id
        state.placed[decision.note_id] = decision
        if is_made_by_people(decision.theme_id):
            state.made.setdefault(decision.theme_id, decision)
        if decision.theme_id == notes[decision.note_id].theme_id:
            decision.leave("the draft says the same; from now on it stays there")


def _place_second(state: Replayed, live: set[str]) -> None:
    """Second themes, once it is known which themes there are: one may have been merged, or have no note."""
    for decision in state.applied("second_theme"):
        theme_id = state.follow(decision.theme_id)
        if state.theme_of[decision.note_id] == theme_id:
            decision.leave("it is the note's main theme already")
        elif theme_id in live:
            state.second[decision.note_id] = theme_id
        else:
            decision.refuse(
                "no note has this theme as its main theme, so it is not there to be a second one",
                "Give at least one note this theme under “your theme”, or write it as a comment.",
            )


def _bring_back_themes(state: Replayed, notes: Mapping[str, KnownNote]) -> None:
    """What was said of a whole theme was said of its notes: where the draft has it no more, they are it."""
    live = state.live()
    for decision in state.applied("merge", "drop", "split", "rename"):
        meant = (decision.theme_id, decision.meaning) if decision.action == "merge" else (decision.theme_id,)
        for theme_id in meant:
            if theme_id in live or state.known.is_drafted(theme_id):
                continue
            members = _list_members(decision.review.themes.get(theme_id), theme_id, notes)
            undecided = set(members) - state.kept - state.placed.keys()
            state.theme_of.update(dict.fromkeys(undecided, theme_id))
            live |= {theme_id} if undecided else set()
            state.kept |= undecided if decision.action != "drop" else set()
        if decision.theme_id not in live and state.known.is_drafted(decision.theme_id):
            decision.leave("all its notes have been moved elsewhere already")
        elif decision.theme_id not in live:
            decision.refuse(
                "the draft has no such theme any more, and people put all its notes elsewhere",
                "Look at the themes of this question in a fresh workbook and decide anew.",
            )


def _merge_themes(state: Replayed) -> None:
    merges = state.applied("merge")
    for decision in merges:
        if state.follow(decision.meaning) != decision.theme_id:
            state.merged[decision.theme_id] = decision.meaning
            continue
        other = next(
            (one for one in merges if one.status == "applied" and one.theme_id == decision.meaning), None
        )
        if other is not None and other.review.reviewer != decision.review.reviewer:
            decision.leave(f"agrees with {other.who}: both are one theme")
        else:
            decision.refuse(
                "the themes would be merged into each other",
                "Leave “merge into” filled for one of the two only.",
            )
    for note_id, theme_id in state.theme_of.items():
        if theme_id in state.merged:
            state.theme_of[note_id] = state.follow(theme_id)
            state.kept.add(note_id)


def _drop_themes(state: Replayed) -> None:
    vectors = state.draft.vectors
    rows = {note_id: row for row, note_id in enumerate(state.theme_of)}
    drops = state.applied("drop")
    dropped = {decision.theme_id for decision in drops}
    kept = {question_of(theme) for theme in state.live() - dropped}
    for decision in drops:
        question = question_of(decision.theme_id)
        moved = [one for one in state.applied("move") if one.theme_id == decision.theme_id]
        if moved:
            first = moved[0]
            decision.refuse(
                f"{first.who} moved {count_words(len(moved), 'note')} into this theme ({first.place}), so it"
                " was not dropped",
                "Talk it over; then leave “drop?” empty, or give these notes another theme.",
            )
            dropped.discard(decision.theme_id)
            continue
        if question not in kept:
            decision.refuse(
                "no theme of its question would be left for its notes",
                "Keep at least one theme, or first move notes to a new theme by name.",
            )
            continue
        held = [note_id for note_id, theme in state.theme_of.items() if theme == decision.theme_id]
        leave = [note_id for note_id in held if note_id not in state.placed]
        others: dict[str, list[int]] = {}
        for note_id, theme in state.theme_of.items():
            if theme not in dropped and question_of(theme) == question:
                others.setdefault(theme, []).append(rows[note_id])
        centres = {theme: vectors[places].mean(axis=0) for theme, places in sorted(others.items())}
        for note_id in leave:
            state.theme_of[note_id] = _find_nearest(vectors[rows[note_id]], centres)
            state.relocated.add(note_id)
        said = f"its {len(leave)} notes went to the themes nearest to them: check those first"
        if len(leave) < len(held):
            said += f"; it keeps {len(held) - len(leave)} that a person placed there"
        decision.reason = said


def _find_nearest(vector: Vectors, centres: Mapping[str, Vectors]) -> str:
    near = {
        theme_id: round(float(vector @ centre) / (float(np.linalg.norm(centre)) or 1.0), 6)
        for theme_id, centre in centres.items()
    }
    return min(near, key=lambda theme_id: (-near[theme_id], theme_id))


def _name_themes(state: Replayed) -> None:
    live = state.live()
    for decision in state.applied("rename"):
        theme_id = decision.theme_id
        if theme_id not in live:
            into = state.known.title_of(state.follow(theme_id))
            decision.refuse(
                f"the theme was merged into “{into}” or dropped, so it has no title",
                "Rename the theme its notes are in now.",
            )
            continue
        title = decision.meaning
        if _key(theme_id, title) in {_key(one, state.title_of(one)) for one in live - {theme_id}}:
            decision.refuse(
                "another theme of this question has that title",
                "Use “merge into” to make one of both, or choose another title.",
            )
            continue
        if title == state.title_of(theme_id):
            decision.leave("it is called so already")
        state.titles[theme_id] = title
        state.renamed[theme_id] = decision


def _key(theme_id: str, title: str) -> tuple[str, str]:
    """What a theme shares with no other one: its question and its title."""
    return question_of(theme_id), fold_title(title)


def _learn(state: Replayed, embed: Embed) -> None:
    """Sort the notes nobody decided on by what people decided; what they decided never moves."""
    live = state.live()
    titled = {theme: state.title_of(theme) for theme in (*sorted(state.made), *state.titles) if theme in live}
    # Whoever gives a note a second theme has left its main one as it is.
    second = {decision.note_id for decision in state.applied("second_theme")}
    decided = set(state.placed) | state.kept | second
    moves = redraft_undecided(state.theme_of, decided, titled, state.draft.vectors, embed)
    for note_id, (theme_id, like) in moves.items():
        state.taught[note_id] = (state.theme_of[note_id], like)
        state.theme_of[note_id] = theme_id


def _split_themes(state: Replayed) -> None:
    """A split says which themes there are to be; which note goes where people say note by note."""
    called = {_key(theme, state.title_of(theme)) for theme in state.live()}
    for decision in state.applied("split"):
        parts = decision.meaning.split("; ")
        empty = [part for part in parts if _key(decision.theme_id, part) not in called]
        if empty:
            names = ", ".join(f"“{part}”" for part in empty)
            decision.refuse(
                f"no note has been moved to {names} yet, so the theme is not split",
                "On the sheet of notes, write these names into “your theme” of the notes that belong there.",
            )
