"""The series report theme by theme: in full where several events raised it, listed where one did."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.report import series_wording as say
from pipeline.report import wording
from pipeline.report.model import CountTable
from pipeline.report.series_facts import Row, SeriesFacts, make_anchor
from pipeline.report.series_figure import EVENTS, chart_themes
from pipeline.report.series_model import Block, Fold, Quotes, Section, Text
from pipeline.settings import SeriesSettings


def show_overview(caption: str, themes: Sequence[Row]) -> CountTable:
    """Themes in a table, how widely each was raised and how it stands against earlier events."""
    return CountTable(
        caption=caption,
        head=("Draft theme", "Events", "Tables", "Notes", "Against earlier events"),
        rows=tuple(
            (
                row["title"],
                f"{row['events']:,}",
                f"{row['tables']:,}",
                f"{row['notes']:,}",
                say_status(row),
            )
            for row in themes
        ),
        anchors=tuple(make_anchor(row["series_theme_id"]) for row in themes),
        counted=3,
    )


def say_status(theme: Row) -> str:
    """How a theme stands against earlier events, and whether that is too little to be sure of."""
    words = say.STATUS_WORDS[theme["status"]]
    unsure = theme["status"] in ("new", "quiet") and not theme["sure"]
    return f"{words}, but too little to be sure" if unsure else words


def show_themes(facts: SeriesFacts, shown: Sequence[Row], settings: SeriesSettings) -> Section:
    """Themes in full, those that may be one, and the others as a list.

    Args:
        facts: The series.
        shown: Themes to tell in full.
        settings: How much is shown.
    """
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
        blocks.append(Text(f"And {wording.count_words(more, 'more note')} in the table series_notes.csv."))
    if once := say.say_once(theme):
        blocks.append(Text(once))
    blocks.append(_fold_places(facts, theme, settings))
    blocks.append(_fold_evidence(facts, theme, settings))
    named = "Theme" if theme["basis"] == "reviewed" else "Draft theme"
    return Section(make_anchor(theme_id), theme["title"], tuple(blocks), f"{named} · id {theme_id}")


def _fold_places(facts: SeriesFacts, theme: Row, settings: SeriesSettings) -> Fold:
    places = facts.places[theme["series_theme_id"]]
    events = [row for row in facts.events if row["event_id"] in places]
    rows = tuple(
        (
            facts.labels[row["event_id"]],
            say.day(row["date"]),
            f"{places[row['event_id']][0]:,} of {row['notes']:,}",
            f"{places[row['event_id']][1]:,} of {row['tables']:,}",
        )
        for row in events[: settings.rows_listed]
    )
    caption = f"Where “{theme['title']}” was raised: notes and tables of all there"
    return Fold(
        f"Where it was raised ({wording.count_words(len(events), 'event')})",
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
        blocks.append(Quotes((facts.quotes[part["nearest_note"]], facts.quotes[part["nearest_to"]])))
    titles = {row["series_theme_id"]: row["title"] for row in facts.themes}
    near = facts.near.get(theme["series_theme_id"], ())
    for pair in near[: settings.near_shown]:
        blocks.append(
            Text(
                f"Perhaps the same as “{titles[pair['near_id']]}” (id {pair['near_id']}; similarity"
                f" {pair['similarity']:.2f}). Their two nearest notes:"
            )
        )
        blocks.append(Quotes((facts.quotes[pair["nearest_note"]], facts.quotes[pair["nearest_to"]])))
    return Fold("Why these are one theme, and what else may belong to it", tuple(blocks))


def _list_near(facts: SeriesFacts, settings: SeriesSettings) -> Section:
    """Pairs of themes that may be one, for people to decide."""
    titles = {row["series_theme_id"]: row["title"] for row in facts.themes}
    rows = tuple(
        (
            f"{titles[pair['series_theme_id']]} (id {pair['series_theme_id']})",
            f"{titles[pair['near_id']]} (id {pair['near_id']})",
            f"{pair['similarity']:.2f}",
        )
        for pair in facts.pairs[: settings.rows_listed]
    )
    blocks: list[Block] = [
        CountTable(
            "Perhaps the same, the nearest first", ("Draft theme", "Perhaps the same as", "Similarity"), rows
        )
    ]
    for pair in facts.pairs[: settings.themes_in_summary]:
        names = f"“{titles[pair['series_theme_id']]}” and “{titles[pair['near_id']]}”"
        blocks.append(Text(f"The two nearest notes of {names}:"))
        blocks.append(Quotes((facts.quotes[pair["nearest_note"]], facts.quotes[pair["nearest_to"]])))
    more = len(facts.pairs) - len(rows)
    if more > 0:
        blocks.append(Text(f"And {more:,} more in the table series_near.csv."))
    return Section(
        "near-themes",
        "Perhaps the same: for people to decide",
        (
            Text(
                f"{wording.count_words(len(facts.pairs), 'pair')} of draft themes came near each other and"
                f" {'was' if len(facts.pairs) == 1 else 'were'} not put together. Where you know that two are"
                " one, write both ids under [[same]] in the series’ file series.toml; where they are not,"
                " under [[different]]. That stays for every later report."
            ),
            Fold(f"{wording.count_words(len(rows), 'pair')}, the nearest first", tuple(blocks)),
        ),
    )


def _list_rest(facts: SeriesFacts, rest: Sequence[Row], settings: SeriesSettings) -> Section:
    """Themes not told in full, the same number from each event first, so that no event is cut off."""
    order = {row["event_id"]: row["position"] for row in facts.events}
    seen: dict[str, int] = {}
    ranked = []
    for row in rest:
        seen[row["first_event"]] = seen.get(row["first_event"], 0) + 1
        ranked.append((seen[row["first_event"]], order[row["first_event"]], row))
    ranked.sort(key=lambda entry: entry[:2])
    listed = [row for _, _, row in ranked[: settings.rows_listed]]
    listed.sort(key=lambda row: (order[row["first_event"]], row["position"]))
    rows = tuple(
        (
            row["title"],
            facts.labels[row["first_event"]]
            + (f" and {row['events'] - 1:,} more" if row["events"] > 1 else ""),
            f"{row['tables']:,}",
            f"{row['notes']:,}",
        )
        for row in listed
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
            f"{wording.count_words(len(listed), 'draft theme')}, by event",
            (CountTable("Other draft themes, by event", ("Draft theme", "Event", "Tables", "Notes"), rows),),
        ),
    ]
    if more:
        blocks.append(Text(f"And {more:,} more in the table series_themes.csv."))
    return Section("other-themes", "Other themes", tuple(blocks))
