"""The series report theme by theme: in full where several events raised it, listed where one did."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from pipeline.report import wording
from pipeline.report.blocks import Block, CountTable, Fold, GridFigure, Quotes, Section, Text, make_anchor
from pipeline.report.series import sentences as say
from pipeline.report.series.facts import SeriesFacts, SeriesWords, show_counts
from pipeline.settings import SeriesSettings
from pipeline.tables.contract import Row, list_rows
from pipeline.wording import count_words, list_words

EVENTS = 12  # columns that stay legible; with more events a table stands in the figure's place
_TITLE = "Notes at each event on the draft themes raised most widely"


def show_overview(caption: str, themes: Sequence[Row]) -> CountTable:
    """Themes in a table, how widely each was raised and how it stands against earlier events."""
    return CountTable(
        caption=caption,
        head=("Draft theme", "Events", "Tables", "Notes", "Against earlier events"),
        rows=tuple(
            (*counts, say_status(row))
            for counts, row in zip(show_counts(themes, "events", "tables", "notes"), themes, strict=True)
        ),
        anchors=tuple(make_anchor("theme", row["series_theme_id"]) for row in themes),
        counted=3,
    )


def say_status(theme: Row) -> str:
    """How a theme stands against earlier events, and whether that is too little to be sure of."""
    words = say.STATUS_WORDS[theme["status"]]
    unsure = theme["status"] in ("new", "quiet") and not theme["sure"]
    return f"{words}, but too little to be sure" if unsure else words


def show_themes(facts: SeriesFacts, shown: Sequence[Row], settings: SeriesSettings) -> Section:
    """Themes in full, those that may be one, and the others as a list."""
    blocks: list[Block | Section] = [
        Text(
            "Draft themes that more than one event raised, the most widely raised first. The notes shown are"
            " in people's own words, with personal details masked."
            if any(row["events"] > 1 for row in shown)
            else "The draft themes, the most widely raised first."
        )
    ]
    figure = chart_themes(facts, shown[: settings.themes_in_summary])
    if figure:
        blocks.append(figure)
    elif len(facts.events) > EVENTS and shown:
        blocks.append(show_overview("Draft themes told below, the most widely raised first", shown))
    blocks += [_show_theme(facts, row, settings) for row in shown]
    told = {row["series_theme_id"] for row in shown}
    rest = [row for row in facts.themes if row["series_theme_id"] not in told]
    if rest:
        blocks.append(_list_rest(facts, rest, settings))
    if facts.pairs:
        blocks.append(_list_near(facts, settings))
    return Section("themes", "Themes across events", tuple(blocks))


def _show_theme(facts: SeriesFacts, theme: Row, settings: SeriesSettings) -> Section:
    theme_id = theme["series_theme_id"]
    points = facts.points[theme_id]
    blocks: list[Block | Section] = [
        Text(
            f"{say.weigh(theme['notes'], theme['tables'], theme['events'])}."
            f" {say.say_kinds(theme)} {say.say_types(theme)}"
        ),
        Text(f"Against earlier events: {say_status(theme)}. {theme['status_reason']}"),
        Quotes(points),
    ]
    if theme["notes"] > len(points):
        more = theme["notes"] - len(points)
        blocks.append(Text(f"And {count_words(more, 'more note')} in the table series_notes.csv."))
    if once := say.say_once(theme):
        blocks.append(Text(once))
    blocks.append(_fold_places(facts, theme, settings))
    blocks.append(_fold_evidence(facts, theme, settings))
    named = "Theme" if theme["basis"] == "reviewed" else "Draft theme"
    return Section(make_anchor("theme", theme_id), theme["title"], tuple(blocks), f"{named} · id {theme_id}")


def _fold_places(facts: SeriesFacts, theme: Row, settings: SeriesSettings) -> Fold:
    own = facts.places[facts.places["series_theme_id"] == theme["series_theme_id"]].set_index("event_id")
    events = [row for row in facts.events if row["event_id"] in own.index]
    rows = tuple(
        (
            facts.labels[row["event_id"]],
            say.day(row["date"]),
            f"{own.at[row['event_id'], 'notes']:,} of {row['notes']:,}",
            f"{own.at[row['event_id'], 'tables']:,} of {row['tables']:,}",
        )
        for row in events[: settings.rows_listed]
    )
    caption = f"Where “{theme['title']}” was raised: notes and tables of all there"
    return Fold(
        f"Where it was raised ({count_words(len(events), 'event')})",
        (CountTable(caption, ("Event", "Date", "Notes", "Tables"), rows),),
    )


def _fold_evidence(facts: SeriesFacts, theme: Row, settings: SeriesSettings) -> Fold:
    parts = facts.members[theme["series_theme_id"]]
    rows = tuple(
        (
            part["title"],
            facts.labels[part["event_id"]],
            part["question"] or wording.NO_QUESTION,
            f"{part['notes']:,}",
            say.JOIN_WORDS[part["joined"]]
            + (f" (similarity {part['similarity']:.2f}, at most 1)" if part["similarity"] else ""),
        )
        for part in parts[: settings.rows_listed]
    )
    caption = f"The events' own draft themes in “{theme['title']}”"
    blocks: list[Block] = [
        CountTable(
            caption, ("Draft theme of the event", "Event", "What was asked", "Notes", "Why here"), rows
        )
    ]
    for part in [part for part in parts if part["nearest_note"]][: settings.near_shown]:
        blocks.append(
            Text(f"The two notes by which “{part['title']}” came nearest to the first of this theme:")
        )
        blocks.append(_quote_both(facts, part))
    for pair in facts.near.get(theme["series_theme_id"], ())[: settings.near_shown]:
        blocks.append(
            Text(
                f"Perhaps the same as “{facts.titles[pair['near_id']]}” (id {pair['near_id']}; similarity"
                f" {pair['similarity']:.2f}). Their two nearest notes:"
            )
        )
        blocks.append(_quote_both(facts, pair))
    return Fold("Why these are one theme, and what else may belong to it", tuple(blocks))


def _list_near(facts: SeriesFacts, settings: SeriesSettings) -> Section:
    """Pairs of themes that may be one, for people to decide."""
    rows = tuple(_show_pair(facts, pair) for pair in facts.pairs[: settings.rows_listed])
    blocks: list[Block] = [
        CountTable(
            "Perhaps the same, the nearest first", ("Draft theme", "Perhaps the same as", "Similarity"), rows
        )
    ]
    for pair in facts.pairs[: settings.themes_in_summary]:
        one, other = facts.titles[pair["series_theme_id"]], facts.titles[pair["near_id"]]
        blocks.append(Text(f"The two nearest notes of “{one}” and “{other}”:"))
        blocks.append(_quote_both(facts, pair))
    more = len(facts.pairs) - len(rows)
    if more > 0:
        blocks.append(Text(f"And {more:,} more in the table series_near.csv."))
    return Section(
        "near-themes",
        "Perhaps the same: for people to decide",
        (
            Text(
                f"{count_words(len(facts.pairs), 'pair')} of draft themes came near each other and"
                f" {'was' if len(facts.pairs) == 1 else 'were'} not put together. Where you know that two are"
                " one, write both ids under [[same]] in the series’ file series.toml; where they are not,"
                " under [[different]]. That stays for every later report."
            ),
            Fold(f"{count_words(len(rows), 'pair')}, the nearest first", tuple(blocks)),
        ),
    )


def _list_rest(facts: SeriesFacts, rest: Sequence[Row], settings: SeriesSettings) -> Section:
    """Themes not told in full, the same number from each event first, so that no event is cut off."""
    themes = pd.DataFrame(rest).assign(
        order=lambda own: own["first_event"].map({row["event_id"]: row["position"] for row in facts.events}),
        rank=lambda own: own.groupby("first_event").cumcount(),
    )
    listed = themes.sort_values(["rank", "order"], kind="stable").head(settings.rows_listed)
    rows = tuple(
        (
            row["title"],
            facts.labels[row["first_event"]]
            + (f" and {row['events'] - 1:,} more" if row["events"] > 1 else ""),
            f"{row['tables']:,}",
            f"{row['notes']:,}",
        )
        for row in list_rows(listed.sort_values(["order", "position"]))
    )
    more = len(rest) - len(listed)
    blocks: list[Block | Section] = [
        Text(
            "Most of these were raised at one event, as far as the program can tell; a theme like it"
            " elsewhere may go by other words."
            if len(facts.events) > 1
            else "Further themes."
        ),
        Fold(
            f"{count_words(len(listed), 'draft theme')}, by event",
            (CountTable("Other draft themes, by event", ("Draft theme", "Event", "Tables", "Notes"), rows),),
        ),
    ]
    if more:
        blocks.append(Text(f"And {more:,} more in the table series_themes.csv."))
    return Section("other-themes", "Other themes", tuple(blocks))


def show_proposed(facts: SeriesFacts, words: SeriesWords, settings: SeriesSettings) -> list[Section]:
    """Pairs of themes that a language model takes for one, to decide on; none where none was asked."""
    if words.matches is None or not words.matched:
        return []
    rows = tuple(
        (
            *_show_pair(facts, row),
            "the language model; their notes are near each other, too"
            if row["also_near"]
            else "the language model alone",
        )
        for row in list_rows(words.matches.head(settings.rows_listed))
    )
    blocks: list[Block | Section] = [Text(words.matched)]
    if rows:
        table = CountTable(
            "Perhaps the same, proposed by a language model",
            ("Draft theme", "Perhaps the same as", "Similarity", "Who says so"),
            rows,
        )
        blocks.append(Fold(f"{count_words(len(rows), 'pair')}, the nearest first", (table,)))
    if len(words.matches) > len(rows):
        blocks.append(Text(f"And {len(words.matches) - len(rows):,} more in the table model_matches.csv."))
    return [Section("reader-matches", "Perhaps the same: what a language model proposes", tuple(blocks))]


def _quote_both(facts: SeriesFacts, pair: Row) -> Quotes:
    return Quotes((facts.quotes[pair["nearest_note"]], facts.quotes[pair["nearest_to"]]))


def _show_pair(facts: SeriesFacts, pair: Row) -> tuple[str, str, str]:
    one, other = pair["series_theme_id"], pair["near_id"]
    similarity = f"{pair['similarity']:.2f}"
    return f"{facts.titles[one]} (id {one})", f"{facts.titles[other]} (id {other})", similarity


def chart_themes(facts: SeriesFacts, themes: Sequence[Row]) -> GridFigure | None:
    """The figure of themes over events; none for one event, or for more than are legible."""
    if not themes or not 1 < len(facts.events) <= EVENTS:
        return None
    events = [row["event_id"] for row in facts.events]
    names = [facts.labels[event_id] for event_id in events]
    wide = (
        facts.places.pivot(index="series_theme_id", columns="event_id", values="notes").fillna(0).astype(int)
    )
    wide = wide.reindex([row["series_theme_id"] for row in themes], columns=events, fill_value=0)
    cells = tuple(map(tuple, wide.to_numpy().tolist()))
    titles = tuple(row["title"] for row in themes)
    table = CountTable(
        caption=_TITLE,
        head=("Draft theme", *names),
        rows=tuple(
            (title, *(f"{number:,}" for number in row)) for title, row in zip(titles, cells, strict=True)
        ),
        counted=len(names),
    )
    days = [say.day(row["date"]) for row in facts.events]
    return GridFigure(
        name="themes-over-events",
        title=_TITLE,
        finding=_say_finding(titles, names, cells),
        rows=titles,
        columns=tuple(f"{name}, {day}" for name, day in zip(names, days, strict=True)),
        cells=cells,
        counts=table,
        adds_counts=False,  # each theme says below where it was raised
    )


def _say_finding(titles: Sequence[str], names: Sequence[str], cells: Sequence[Sequence[int]]) -> str:
    """How widely the themes were raised, and where one has most notes."""
    widths = [sum(number > 0 for number in row) for row in cells]
    widest = max(widths)
    top = [f"“{title}”" for title, width in zip(titles, widths, strict=True) if width == widest]
    of_all = f"{widest:,} of {len(names):,} events"
    if len(top) == len(titles) > 1:
        said = f"Each of the {len(titles):,} draft themes shown was raised at {of_all}."
    else:
        said = f"{list_words(top)} {'was' if len(top) == 1 else 'were each'} raised at {of_all}"
        said += (
            "." if len(titles) == 1 else ", more than any other theme." if len(top) == 1 else ", the most."
        )
    most = max(number for row in cells for number in row)
    at = [
        f"“{title}” at “{name}”"
        for title, row in zip(titles, cells, strict=True)
        for name, number in zip(names, row, strict=True)
        if number == most
    ]
    if len(at) <= 3:
        said += f" Among those shown, the most notes at one event are {most:,}: on {list_words(at)}."
    return said
