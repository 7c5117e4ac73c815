"""The themes of a series: how widely each was raised, what it is called, and how it stands in time.

New, continuing, growing or quiet: robust where notes are few. Shares of notes are compared, each with its
base, and the share of tables must not say the opposite: one talkative table is not a growing theme. Whether
a difference can be chance is asked of the hypergeometric distribution (Fisher's exact test, one-sided): how
often would as many (or few) of the theme's notes be recent, were they dealt out at random among all notes?
Notes of one table are not independent, so the answer is a guard against reading much into little, not a
proof.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd
from pandera.typing.pandas import DataFrame
from scipy.stats import hypergeom

from pipeline.series.collate import Collation, Member
from pipeline.series.events import count_tables, count_themes
from pipeline.settings import SeriesSettings
from pipeline.tables import KINDS, NOTE_TYPES, SeriesThemes, check_table, columns_of
from pipeline.wording import count_words, list_words
from pipeline.wording.likeness import fold_words

_LONG_WORD = 4  # letters: shorter ones are mostly no matter of what a title is about
_BEARING, _BORNE = 2, 0.5  # notes of a theme, and share of them, that bear out a title of another event
_TITLES = 3  # titles of events named together, where none is borne out by all


@dataclass(frozen=True)
class Span:
    """What a theme has in a stretch of events, and what there is in all."""

    notes: int
    all_notes: int
    tables: int  # that raised it
    all_tables: int  # that are named
    events: int
    all_events: int


@dataclass(frozen=True)
class Standing:
    """How a theme stands against earlier events."""

    status: str  # see SERIES_STATUSES
    sure: bool  # whether a difference as large is unlikely by chance
    reason: str  # with numbers and bases


def describe_themes(
    notes: pd.DataFrame, collation: Collation, spans: Mapping[str, bool | None], settings: SeriesSettings
) -> DataFrame[SeriesThemes]:
    """One row per theme of the series, raised at most events first.

    Args:
        spans: Whether each event is recent; None where it has no date.
    """
    grouped = notes.groupby("series_theme_id", sort=False)
    kinds = pd.crosstab(notes["series_theme_id"], notes["kind"]).reindex(columns=list(KINDS), fill_value=0)
    types = pd.crosstab(notes["series_theme_id"], notes["note_type"])
    themes = count_themes(notes).assign(
        raised_once=grouped["raised_once"].sum(),
        first_event=grouped["event_id"].first(),
        last_event=grouped["event_id"].last(),
    )
    themes = themes.join(kinds.rename(columns={KINDS[0]: "post_its"}))
    themes = themes.join(types.reindex(columns=list(NOTE_TYPES), fill_value=0))
    sides = []
    for side, name in ((False, "before"), (True, "recent")):
        there = [event_id for event_id, span in spans.items() if span is side]
        own = notes[notes["event_id"].isin(there)]
        counts = count_themes(own).reindex(themes.index, fill_value=0)
        themes = themes.join(counts.add_suffix(f"_{name}"))
        # An event where nothing was noted was there all the same.
        whole = len(own), count_tables(own), len(there)
        sides.append(
            [
                Span(noted, whole[0], tables, whole[1], events, whole[2])
                for noted, tables, events in counts.to_numpy().tolist()
            ]
        )
    parts: dict[str, list[Member]] = {}
    for member in collation.members:
        parts.setdefault(member.series_theme_id, []).append(member)
    words = dict(zip(notes["note_id"], map(fold_words, notes["words"]), strict=True))
    said = [
        _describe_theme(theme_id, parts[theme_id], before, now, settings)
        | {"title": collation.titles.get(theme_id) or choose_title(theme_id, parts[theme_id], words)}
        for theme_id, before, now in zip(themes.index, *sides, strict=True)
    ]
    themes = themes.join(pd.DataFrame(said, index=themes.index)).reset_index()
    themes = themes.sort_values(
        ["divided", "events", "tables", "notes", "series_theme_id"], ascending=[False] * 4 + [True]
    ).assign(position=range(1, len(themes) + 1))
    return check_table(SeriesThemes, themes[columns_of(SeriesThemes)])


def _describe_theme(
    theme_id: str, members: Sequence[Member], before: Span, now: Span, settings: SeriesSettings
) -> dict[str, Any]:
    parts = [member.theme for member in members]
    is_code = any(part.code == theme_id for part in parts)
    reviewed = all(part.basis == "reviewed" for part in parts)
    divided = any(part.divided for part in parts)
    standing = judge_theme(before, now, settings)
    return {
        "code": theme_id if is_code else "",
        "basis": "reviewed" if reviewed else "codebook" if is_code else "discovered",
        "divided": divided,
        "status": standing.status if divided else "nothing to compare",
        "sure": standing.sure and divided,
        "status_reason": standing.reason
        if divided
        else "Notes of a question with too few of them to be divided into themes.",
    }


def choose_title(theme_id: str, members: Sequence[Member], words: Mapping[str, Sequence[str]]) -> str:
    """What a series theme is called: a title that the notes of each of its events bear out, else all titles.

    So no event's theme goes by a name that only another event's notes know.

    Args:
        theme_id: Its id; the title of the theme that opened it comes first, and stands where people said that
            the themes are one.
        members: Its themes.
        words: Each note's words, folded.
    """
    parts = sorted(
        (member.theme for member in members), key=lambda part: theme_id not in (part.theme_id, part.code)
    )
    if any(member.joined == "decided" for member in members):
        return parts[0].title
    titles = {" ".join(fold_words(part.title)): part.title for part in reversed(parts)}
    firsts = list(reversed(titles.values()))
    if len(firsts) == 1:
        return firsts[0]
    for title in firsts:
        said = {word for word in fold_words(title) if len(word) >= _LONG_WORD}
        others = [part for part in parts if part.title != title]
        if said and all(
            sum(2 * len(said.intersection(words[note_id])) >= len(said) for note_id in part.note_ids)
            >= max(_BEARING, _BORNE * len(part.note_ids))
            for part in others
        ):
            return title
    shown = [f"“{title}”" for title in firsts[:_TITLES]]
    more = len(firsts) - len(shown)
    return list_words([*shown, *([f"{more:,} more"] if more else [])])


def judge_theme(before: Span, recent: Span, settings: SeriesSettings) -> Standing:
    """Say how a theme stands, by what it has in the earlier and in the recent events."""
    if not before.all_events or not recent.all_events or not (before.all_notes and recent.all_notes):
        return Standing("nothing to compare", False, "There are no earlier and later events to compare.")
    counts = f"Before: {_say(before)}. Recently: {_say(recent)}."
    if not before.notes and not recent.notes:
        return Standing(
            "nothing to compare",
            False,
            "It was raised only at events without a date, which have no place in time.",
        )
    # Of as many notes taken at random from all: how often are as many recent, or more; as few, or fewer?
    drawn = before.all_notes + recent.all_notes, recent.all_notes, before.notes + recent.notes
    more = float(hypergeom.sf(recent.notes - 1, *drawn))
    less = float(hypergeom.cdf(recent.notes, *drawn))
    grows, shrinks = more < settings.chance, less < settings.chance
    # A theme of one event is one sorting's way of dividing its notes; a like one elsewhere may be unseen.
    fewest = settings.fewest_events
    alone = min(before.all_events, recent.all_events) < fewest
    few_before, few_recent = alone or before.events < fewest, alone or recent.events < fewest
    if not before.notes:
        return _judge("new", grows, few_recent, "Not raised before.", counts)
    if not recent.notes:
        return _judge("quiet", shrinks, few_before, "Not raised recently.", counts)
    was, now = before.notes / before.all_notes, recent.notes / recent.all_notes
    breadth = "tables" if before.all_tables and recent.all_tables else "events"
    tables_was, tables_now = _share(before), _share(recent)
    if now >= settings.grown * was and tables_now >= tables_was:
        clear = f"A larger share of the notes, and no smaller of the {breadth}."
        return _compare("growing", grows, few_recent, "More", clear, counts)
    if now <= settings.quietened * was and tables_now <= tables_was:
        clear = f"A smaller share of the notes, and no larger of the {breadth}."
        return _compare("quiet", shrinks, few_before, "Fewer", clear, counts)
    return Standing("continuing", True, f"Raised before and again, without a clear rise or fall. {counts}")


def _compare(status: str, unlikely: bool, few: bool, how: str, clear: str, counts: str) -> Standing:
    if few:
        reason = f"{how} of the notes, but that rests on one event."
        return Standing("continuing", False, f"{reason} {counts}")
    if unlikely:
        return Standing(status, True, f"{clear} {counts}")
    return Standing("continuing", False, f"{how} of the notes than before, but that can be chance. {counts}")


def _judge(status: str, unlikely: bool, few_events: bool, what: str, counts: str) -> Standing:
    if few_events:
        return Standing(status, False, f"{what} That rests on one event, too little to go by. {counts}")
    chance = "" if unlikely else " With so few notes that can be chance."
    return Standing(status, unlikely, f"{what}{chance} {counts}")


def _say(span: Span) -> str:
    said = f"{span.notes:,} of {count_words(span.all_notes, 'note')}"
    if span.all_tables:
        said += f", {span.tables:,} of {count_words(span.all_tables, 'table')}"
    return f"{said}, {span.events:,} of {count_words(span.all_events, 'event')}"


def _share(span: Span) -> float:
    """Breadth: the share of tables; of events where no table is named."""
    return span.tables / span.all_tables if span.all_tables else span.events / span.all_events
