"""Replays what people decided on top of the draft: which note ends in which theme, under which title."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

import numpy as np

from pipeline.keeping.store import Vectors
from pipeline.review.replay.decision import Decision
from pipeline.review.replay.redraft import Embed, redraft_undecided
from pipeline.review.replay.settle import KnownNote
from pipeline.review.replay.titles import ThemeTitles, fold_title, is_made_by_people, question_of


@dataclass(frozen=True)
class Replayed:
    """What the decisions come to.

    Attributes:
        decisions: All of them, with what became of each.
        theme_of: The theme of every note.
        second: Notes with a second theme that a person chose.
        placed: Notes a person placed, with the decision.
        relocated: Notes whose theme was dropped: nobody has said yet where they belong.
        taught: Notes nobody decided on that decisions moved, with the theme they were in and the decided
            note most like each, or an empty text.
        titles: Titles of themes that people gave or accepted.
        accepted: Themes a person accepted, with the decision.
        renamed: Themes a person renamed, with the decision.
        made: Themes that people made, with the decision that made them.
        note_types: Note types that people chose.
        names_allowed: Notes whose names may be shown.
        names_hidden: Notes whose names must not be shown.
        changed: Themes that have lost or won a note.
        known_titles: The title of every theme that anybody may mean.
    """

    decisions: tuple[Decision, ...]
    theme_of: Mapping[str, str]
    second: Mapping[str, str]
    placed: Mapping[str, Decision]
    relocated: frozenset[str]
    taught: Mapping[str, tuple[str, str]]
    titles: Mapping[str, str]
    accepted: Mapping[str, Decision]
    renamed: Mapping[str, Decision]
    made: Mapping[str, Decision]
    note_types: Mapping[str, str]
    names_allowed: frozenset[str]
    names_hidden: frozenset[str]
    changed: frozenset[str]
    known_titles: Mapping[str, str]


@dataclass
class _State:
    decisions: list[Decision]
    theme_of: dict[str, str]
    second: dict[str, str] = field(default_factory=dict)
    placed: dict[str, Decision] = field(default_factory=dict)
    relocated: set[str] = field(default_factory=set)
    kept: set[str] = field(default_factory=set)  # notes of themes accepted or merged as a whole
    taught: dict[str, tuple[str, str]] = field(default_factory=dict)
    titles: dict[str, str] = field(default_factory=dict)
    accepted: dict[str, Decision] = field(default_factory=dict)
    renamed: dict[str, Decision] = field(default_factory=dict)
    made: dict[str, Decision] = field(default_factory=dict)
    merged: dict[str, str] = field(default_factory=dict)


def replay_decisions(
    decisions: Sequence[Decision],
    notes: Mapping[str, KnownNote],
    vectors: Vectors,
    titles: ThemeTitles,
    embed: Embed | None,
) -> Replayed:
    """Replay settled decisions, in order.

    What is said of single notes stands above what is said of whole themes: a note that was moved by
    itself stays where it was moved to, while the rest of a theme is merged or dropped.

    Args:
        decisions: Settled, in the order of replay.
        notes: The event's notes by id, in their order.
        vectors: One row per note, in the same order.
        titles: Themes and what they are called.
        embed: Embeds titles, to sort undecided notes anew by what decisions teach; None not to.
    """
    state = _State(list(decisions), {note_id: note.theme_id for note_id, note in notes.items()})
    _keep_accepted_notes(state, notes)
    _move_notes(state, notes, titles)
    _refuse_gone_themes(state, titles)
    _merge_themes(state)
    _drop_themes(state, notes, vectors)
    _name_themes(state, titles)
    if embed is not None and decisions:
        _learn(state, vectors, titles, embed)
    _split_themes(state, titles)
    live = set(state.theme_of.values())
    # A second theme may have been merged into another, or be gone.
    second = {note: _follow(state.merged, theme) for note, theme in state.second.items()}
    show_names = _meanings(state.decisions, "show_names")
    moved = [(note.theme_id, state.theme_of[note_id]) for note_id, note in notes.items()]
    return Replayed(
        decisions=tuple(state.decisions),
        theme_of=state.theme_of,
        second={note: theme for note, theme in second.items() if theme in live},
        placed=state.placed,
        relocated=frozenset(state.relocated),
        taught=state.taught,
        titles=state.titles,
        accepted={theme: decision for theme, decision in state.accepted.items() if theme in live},
        renamed={theme: decision for theme, decision in state.renamed.items() if theme in live},
        made={theme: decision for theme, decision in state.made.items() if theme in live},
        note_types=_meanings(state.decisions, "note_type"),
        names_allowed=frozenset(note for note, answer in show_names.items() if answer == "yes"),
        names_hidden=frozenset(note for note, answer in show_names.items() if answer == "no"),
        changed=frozenset(theme for before, now in moved if before != now for theme in (before, now)),
        known_titles=titles.titles(),
    )


def _applied(state: _State, *actions: str) -> list[tuple[int, Decision]]:
    return [
        (place, decision)
        for place, decision in enumerate(state.decisions)
        if decision.status == "applied" and decision.action in actions
    ]


def _keep_accepted_notes(state: _State, notes: Mapping[str, KnownNote]) -> None:
    """An accepted theme keeps the notes it was accepted with, whatever the draft makes of them now."""
    for place, decision in _applied(state, "accept"):
        if decision.meaning == "no":
            state.decisions[place] = replace(
                decision, status="no_change", reason="no: the theme stays a draft"
            )
            continue
        sent = decision.review.themes.get(decision.sent_id)
        members = sent.members if sent is not None else ()
        for note_id in members:
            if note_id in notes and notes[note_id].question_id == question_of(decision.theme_id):
                state.theme_of[note_id] = decision.theme_id
                state.kept.add(note_id)
        if decision.theme_id not in state.theme_of.values():
            state.decisions[place] = decision.refused(
                "the theme was accepted, but none of the notes it had is there any more",
                "Look at the themes of this question in a fresh workbook.",
            )
            continue
        state.accepted[decision.theme_id] = decision
        if sent is not None and sent.title:
            state.titles[decision.theme_id] = sent.title


def _move_notes(state: _State, notes: Mapping[str, KnownNote], titles: ThemeTitles) -> None:
    for place, decision in _applied(state, "move", "second_theme"):
        if decision.action == "second_theme":
            state.second[decision.note_id] = decision.theme_id
            continue
        drafted = notes[decision.note_id].theme_id
        state.theme_of[decision.note_id] = decision.theme_id
        state.placed[decision.note_id] = decision
        if is_made_by_people(decision.theme_id):
            state.made.setdefault(decision.theme_id, decision)
        if decision.theme_id == drafted:
            state.decisions[place] = replace(
                decision, status="no_change", reason="the draft says the same; from now on it stays there"
            )
    for place, decision in _applied(state, "second_theme"):
        if state.theme_of[decision.note_id] == decision.theme_id:
            del state.second[decision.note_id]
            state.decisions[place] = replace(
                decision, status="no_change", reason="it is the note's main theme already"
            )


def _refuse_gone_themes(state: _State, titles: ThemeTitles) -> None:
    """What was said of a whole theme needs a theme that is there."""
    live = set(state.theme_of.values())
    for place, decision in _applied(state, "merge", "drop", "split", "rename"):
        if decision.theme_id in live:
            continue
        if titles.is_drafted(decision.theme_id):
            state.decisions[place] = replace(
                decision, status="no_change", reason="all its notes have been moved elsewhere already"
            )
        else:
            state.decisions[place] = decision.refused(
                "the draft has no such theme any more, and none that clearly holds the same notes",
                "Look at the themes of this question in a fresh workbook and decide anew.",
            )


def _merge_themes(state: _State) -> None:
    for place, decision in _applied(state, "merge"):
        if _follow(state.merged, decision.meaning) == decision.theme_id:
            state.decisions[place] = decision.refused(
                "the themes would be merged into each other",
                "Leave “merge into” filled for one of the two only.",
            )
            continue
        state.merged[decision.theme_id] = decision.meaning
    for note_id, theme_id in state.theme_of.items():
        if theme_id in state.merged:
            state.theme_of[note_id] = _follow(state.merged, theme_id)
            state.kept.add(note_id)


def _follow(merged: Mapping[str, str], theme_id: str) -> str:
    while theme_id in merged:
        theme_id = merged[theme_id]
    return theme_id


def _drop_themes(state: _State, notes: Mapping[str, KnownNote], vectors: Vectors) -> None:
    rows = {note_id: row for row, note_id in enumerate(notes)}
    live = set(state.theme_of.values())
    dropped = {decision.theme_id for _, decision in _applied(state, "drop")}
    kept = {question_of(theme) for theme in live - dropped}
    for place, decision in _applied(state, "drop"):
        question = question_of(decision.theme_id)
        if question not in kept:
            state.decisions[place] = decision.refused(
                "no theme of its question would be left for its notes",
                "Keep at least one theme, or first move notes to a new theme by name.",
            )
            continue
        held = [note_id for note_id, theme in state.theme_of.items() if theme == decision.theme_id]
        stay = [note_id for note_id in held if note_id in state.placed]
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
        if stay:
            said += f"; it keeps {len(stay)} that a person placed there"
        state.decisions[place] = replace(decision, reason=said)


def _find_nearest(vector: Vectors, centres: Mapping[str, Vectors]) -> str:
    def similarity(theme_id: str) -> float:
        centre = centres[theme_id]
        length = float(np.linalg.norm(centre)) or 1.0
        return round(float(vector @ centre) / length, 6)

    return min(centres, key=lambda theme_id: (-similarity(theme_id), theme_id))


def _name_themes(state: _State, titles: ThemeTitles) -> None:
    live = set(state.theme_of.values())
    for place, decision in _applied(state, "rename"):
        if decision.theme_id not in live:
            into = titles.title_of(_follow(state.merged, decision.theme_id))
            state.decisions[place] = decision.refused(
                f"the theme was merged into “{into}” or dropped, so it has no title",
                "Rename the theme its notes are in now.",
            )
            continue
        title = " ".join(decision.value.split())
        others = {
            fold_title(state.titles.get(theme, titles.title_of(theme)))
            for theme in live
            if theme != decision.theme_id and question_of(theme) == question_of(decision.theme_id)
        }
        if fold_title(title) in others:
            state.decisions[place] = decision.refused(
                "another theme of this question has that title",
                "Use “merge into” to make one of both, or choose another title.",
            )
            continue
        if title == state.titles.get(decision.theme_id, titles.title_of(decision.theme_id)):
            state.decisions[place] = replace(decision, status="no_change", reason="it is called so already")
        state.titles[decision.theme_id] = title
        state.renamed[decision.theme_id] = decision


def _learn(state: _State, vectors: Vectors, titles: ThemeTitles, embed: Embed) -> None:
    """Sort the notes nobody decided on anew; what people decided never moves."""
    titled = {theme: titles.title_of(theme) for theme in sorted(state.made)} | state.titles
    live = set(state.theme_of.values())
    moves = redraft_undecided(
        state.theme_of,
        set(state.placed) | state.kept,
        {theme: title for theme, title in titled.items() if theme in live},
        vectors,
        embed,
    )
    for note_id, (theme_id, like) in moves.items():
        state.taught[note_id] = (state.theme_of[note_id], like)
        state.theme_of[note_id] = theme_id


def _split_themes(state: _State, titles: ThemeTitles) -> None:
    """A split says which themes there are to be; which note goes where people say note by note."""
    live = set(state.theme_of.values())
    called = {
        (question_of(theme), fold_title(state.titles.get(theme, titles.title_of(theme)))) for theme in live
    }
    for place, decision in _applied(state, "split"):
        question = question_of(decision.theme_id)
        parts = decision.meaning.split("; ")
        empty = [part for part in parts if (question, fold_title(part)) not in called]
        if empty:
            names = ", ".join(f"“{part}”" for part in empty)
            state.decisions[place] = decision.refused(
                f"no note has been moved to {names} yet, so the theme is not split",
                "On the sheet of notes, write these names into “your theme” of the notes that belong there.",
            )


def _meanings(decisions: Sequence[Decision], action: str) -> dict[str, str]:
    return {
        decision.note_id: decision.meaning
        for decision in decisions
        if decision.action == action and decision.status == "applied"
    }
