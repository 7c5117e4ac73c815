"""What figures say in words: their titles, and findings that serve as caption and text alternative."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.report.wording import KIND_COUNTS, TYPE_COUNTS, count_words, list_words


def figure_title(heading: str) -> str:
    """Title of the figure of one question."""
    return f"Notes per theme: {heading}" if heading else "Notes per theme"


def finding_words(bars: Sequence[tuple[str, int]], notes: int, by_kind: Sequence[tuple[str, int]]) -> str:
    """What the figure of a question shows."""
    most = max(number for _, number in bars)
    top = [title for title, number in bars if number == most]
    if len(bars) == 1:
        said = f"All {notes} notes are in one theme, “{bars[0][0]}”."
    elif len(top) == 1:
        least = min(number for _, number in bars)
        said = (
            f"“{top[0]}” has the most notes, {most} of {notes}; the smallest of the {len(bars)} themes"
            f" has {least}."
        )
    elif len(top) == len(bars):
        said = f"Each of the {len(bars)} themes has {most} of the {notes} notes."
    else:
        names = list_words(f"“{title}”" for title in top)
        said = f"{names} have the most notes, {most} of {notes} each."
    if len(by_kind) > 1:
        kinds = list_words(count_words(number, *KIND_COUNTS[kind]) for kind, number in by_kind)
        said += f" Of all notes here, {kinds.replace(' and ', ', ') if len(by_kind) > 2 else kinds}."
    return said


def tables_finding(titles: Sequence[str], tables: Sequence[int], all_tables: int) -> str:
    """At how many tables themes were raised, as one more sentence; empty for a question at one table."""
    most = max(tables, default=0)
    if all_tables < 2 or most < 1:
        return ""
    top = [f"“{title}”" for title, number in zip(titles, tables, strict=True) if number == most]
    if len(top) == len(titles):
        return f" Each theme was raised at {most} of {all_tables} tables."
    verb = "was" if len(top) == 1 else "were each"
    return f" {list_words(top)} {verb} raised at the most tables, {most} of {all_tables}."


def map_title(heading: str) -> str:
    """Title of the map of one question."""
    return f"Map of the notes: {heading}" if heading else "Map of the notes"


def map_finding(one: str, other: str, apart: str, notes: int, kept: float) -> str:
    """What the map of a question shows, and how far to trust it."""
    said = f"Each mark is one of the {notes} notes, and notes that say similar things tend to lie together."
    said += f" The themes nearest to each other are “{one}” and “{other}”"
    said += f"; furthest from the others is “{apart}”." if apart and apart not in (one, other) else "."
    tenths = round(kept * 10)
    trust = f"only about {tenths} of 10 parts" if tenths else "less than 1 of 10 parts"
    return f"{said} A flat map shows {trust} of what tells notes apart, so trust the notes more than the map."


def drawn_words(drawn: int, notes: int) -> str:
    """What a map says that cannot hold a mark for every note; empty where it does."""
    return "" if drawn == notes else f" {drawn:,} of the notes are drawn, of each theme its share."


def types_finding(leading: Sequence[tuple[str, str]], themes: int) -> str:
    """What the figure of note types shows: the type that comes first in most themes, and where another."""
    by_type: dict[str, list[str]] = {}
    for title, kind in leading:
        by_type.setdefault(kind, []).append(f"“{title}”")
    (most, titles), *rest = sorted(by_type.items(), key=lambda pair: -len(pair[1]))
    plural = TYPE_COUNTS[most][1]
    said = [f"{plural[0].upper()}{plural[1:]} come first in {len(titles)} of {themes} themes"]
    said += [f"{TYPE_COUNTS[kind][1]} in {list_words(others)}" for kind, others in rest]
    return "; ".join(said) + "."
