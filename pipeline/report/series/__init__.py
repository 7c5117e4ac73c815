"""The content of a series report, from the series' tables, once for all kinds of file.

It says what is known: how much was said where, in people's own words, which themes came up at more than one
event, and what came of it. What the program only supposes (that two more themes may be one) is asked in the
tracker.
"""

from __future__ import annotations

from collections.abc import Sequence

from pandera.typing.pandas import DataFrame

from pipeline.report import wording
from pipeline.report.blocks import (
    Block,
    Bullets,
    CountTable,
    Document,
    Fold,
    GridFigure,
    Quotes,
    Section,
    Text,
    make_anchor,
)
from pipeline.report.series import facts as say
from pipeline.report.series.facts import (
    SeriesFacts,
    SeriesWords,
    gather_facts,
    is_titled,
    list_shown,
)
from pipeline.settings import SeriesSettings
from pipeline.tables import SeriesCodes, SeriesTables
from pipeline.tables.contract import Row, list_rows
from pipeline.wording import count_words, date_words, join_days, last_day, list_words, name_slug, weigh_words

EVENTS = 12  # columns that stay legible; with more events a table stands in the figure's place
_EVENTS_WITH_HEADING = 20  # more would drown the contents
_TITLE = "Notes at each event on the themes that came up most widely"


def build_series_content(tables: SeriesTables, words: SeriesWords, settings: SeriesSettings) -> Document:
    """Put together all that a report on a series says; see `render_series_reports`."""
    facts = gather_facts(tables, words.since)
    dates = [row["date"] for row in facts.events if row["date"]]
    shown = list_shown(facts.themes, settings)
    themes = tables.themes[tables.themes["divided"]]
    checked = int((themes["basis"] == "reviewed").sum())
    sections = (
        _summarise(facts, shown, settings),
        *words.followed,
        *_show_themes(shown, facts),
        *_show_changes(facts, settings),
        _show_events(facts, shown, settings),
        *_show_proposed(facts, words, settings),
        Section("missed", "What was missed?", (Text(say.MISSED[0]), Bullets(say.MISSED[1]))),
        _explain_method(facts, shown, tables.codes, tables.doubts),
    )
    return Document(
        name=words.series,
        language=words.language,
        title=words.title or name_slug(words.series),
        subtitle=_say_span(dates, len(facts.events)),
        date=last_day(join_days(dates)),
        status=wording.status_words(checked, len(themes)),
        sections=sections,
        fingerprint=words.fingerprint,
    )


def _summarise(facts: SeriesFacts, shown: Sequence[Row], settings: SeriesSettings) -> Section:
    notes = sum(row["notes"] for row in facts.events)
    tables = sum(row["tables"] for row in facts.events)
    several = [row for row in shown if row["events"] > 1]
    said = [f"{weigh_words(notes, tables, len(facts.events))} were read."]
    if len(facts.events) == 1:
        said.append("There is one event in this series so far: nothing to compare yet.")
    elif several:
        came = count_words(len(several), "theme came", "themes came")
        said.append(f"{came} up at more than one event, as far as the words of the notes tell.")
    else:
        said.append("No theme is known yet to have come up at more than one event.")
    if facts.pairs:
        said.append(say.say_pairs(len(facts.pairs)))
    undated = sum(not row["date"] for row in facts.events)
    if undated:
        said.append(
            f"{count_words(undated, 'event')} {'has' if undated == 1 else 'have'} no date and"
            f" {'comes' if undated == 1 else 'come'} last: add date = … in event.toml."
        )
    blocks: list[Block | Section] = [Bullets(tuple(said))]
    top = shown[: settings.themes_in_summary]
    if top:
        caption = "Themes that came up at more than one event" if several else "Themes, the largest first"
        blocks.append(chart_themes(facts, top) or _list_themes(caption, top))
    return Section("summary", "Summary for people who were there", tuple(blocks))


def _say_span(dates: Sequence[str], events: int) -> str:
    return ", ".join(filter(None, (count_words(events, "event"), date_words(join_days(dates)))))


def _show_themes(shown: Sequence[Row], facts: SeriesFacts) -> list[Section]:
    """Each theme with how widely it was raised, and notes of its events."""
    if not shown:
        return []
    parts = tuple(
        Section(
            make_anchor("theme", row["series_theme_id"]),
            row["title"],
            (
                Text(f"{weigh_words(row['notes'], row['tables'], row['events'])}."),
                Quotes(facts.points[row["series_theme_id"]]),
            ),
        )
        for row in shown
    )
    several = any(row["events"] > 1 for row in shown)
    return [Section("themes", "At more than one event" if several else "Themes", parts)]


def _show_changes(facts: SeriesFacts, settings: SeriesSettings) -> list[Section]:
    """Themes with a larger or smaller share of the notes than before, where that is hardly chance.

    That one is new, or gone, is not said: it may have come up under other words.
    """
    moved = [
        row
        for row in facts.themes
        if row["divided"]
        and row["sure"]
        and row["status"] in ("growing", "quiet")
        and row["notes_before"]
        and row["notes_recent"]
    ]
    recent = sum(row["recent"] for row in facts.events)
    undated = sum(not row["date"] for row in facts.events)
    before = len(facts.events) - recent - undated
    if not moved or not recent or not before:
        return []
    blocks: list[Block | Section] = [Text(say.say_comparison(recent, before, undated, facts.since))]
    head = ("Theme", "Notes before", "Notes recently")
    whole = [
        sum(row["notes"] for row in facts.events if row["date"] and row["recent"] is side)
        for side in (False, True)
    ]
    rows = tuple(
        (
            row["title"],
            f"{row['notes_before']:,} of {whole[0]:,}",
            f"{row['notes_recent']:,} of {whole[1]:,}",
        )
        for row in moved[: settings.themes_in_full]
    )
    blocks.append(CountTable("More or fewer of the notes than before", head, rows, counted=2))
    return [Section("changes", "What changed", tuple(blocks))]


def _show_events(facts: SeriesFacts, shown: Sequence[Row], settings: SeriesSettings) -> Section:
    """Each event with the themes that came up there, those told above by their names alone."""
    told = {row["series_theme_id"] for row in shown if row["events"] > 1}
    rows = {row["series_theme_id"]: row for row in facts.themes}
    by_event = {str(event_id): own for event_id, own in facts.places.groupby("event_id")}
    parts: list[Block | Section] = []
    for event in facts.events:
        label = facts.labels[event["event_id"]]
        about = ", ".join(filter(None, (say.day(event["date"]), event["place"])))
        at = f" at {count_words(event['tables'], 'table')}" if event["tables"] else ""
        said = f"{wording.capital(about)}: {count_words(event['notes'], 'note')}{at}."
        blocks: list[Block] = [Text(" ".join(filter(None, (said, say.say_summary(event)))))]
        own = by_event.get(event["event_id"])
        if own is not None:
            there = sorted(
                zip(own["series_theme_id"], own["notes"], strict=True),
                key=lambda pair: (-pair[1], rows[pair[0]]["position"]),
            )
            both = [rows[theme]["title"] for theme, _ in there if theme in told]
            titled = [pair for pair in there if is_titled(rows[pair[0]])]
            only = [f"{rows[theme]['title']} ({number:,})" for theme, number in titled if theme not in told]
            if both and len(facts.events) > 1:
                blocks.append(Text(f"Also elsewhere: {list_words(both)}."))
            if only:
                more = len(only) - settings.rows_listed
                rest = f"; and {more:,} more in series_themes.csv" if more > 0 else ""
                name = "Its other themes" if both else "Its themes"
                blocks.append(Text(f"{name}: {'; '.join(only[: settings.rows_listed])}{rest}."))
            if outside := sum(number for theme, number in there if not is_titled(rows[theme])):
                blocks.append(Text(f"In no theme that has a title: {count_words(outside, 'note')}."))
        if len(facts.events) <= _EVENTS_WITH_HEADING:
            parts.append(Section(make_anchor("event", event["event_id"]), label, tuple(blocks)))
        else:
            parts.append(Fold(f"{label}, {say.day(event['date'])}", tuple(blocks)))
    return Section("events", "Event by event", tuple(parts))


def _show_proposed(facts: SeriesFacts, words: SeriesWords, settings: SeriesSettings) -> list[Section]:
    """Pairs of themes that a language model takes for one, to decide on; none where none was asked."""
    if words.matches is None or not words.matched:
        return []
    rows = []
    for row in list_rows(words.matches.head(settings.rows_listed)):
        themes = [f"{facts.titles[row[key]]} (id {row[key]})" for key in ("series_theme_id", "near_id")]
        near = "; their notes are near each other, too" if row["also_near"] else " alone"
        rows.append((*themes, f"{row['similarity']:.2f}", f"the language model{near}"))
    blocks: list[Block | Section] = [Text(words.matched)]
    if rows:
        table = CountTable(
            "Perhaps the same, proposed by a language model",
            ("Draft theme", "Perhaps the same as", "Similarity", "Who says so"),
            tuple(rows),
        )
        blocks.append(Fold(f"{count_words(len(rows), 'pair')}, the nearest first", (table,)))
    if len(words.matches) > len(rows):
        blocks.append(Text(f"And {len(words.matches) - len(rows):,} more in the table model_matches.csv."))
    return [Section("reader-matches", "Perhaps the same: what a language model proposes", tuple(blocks))]


def _explain_method(
    facts: SeriesFacts, shown: Sequence[Row], codes: DataFrame[SeriesCodes], doubts: Sequence[str]
) -> Section:
    """How the report was made and how sure it is, as far as it applies."""
    parts = (
        (say.METHOD, True),
        (say.APART, len(facts.events) > 1),
        (say.NAMES, any(row["events"] > 1 for row in shown)),
        (say.COUNTED, True),
        (say.ORDER, len(shown) > 1),
        (say.VERBATIM, bool(shown)),
        (say.MATRIX, (codes["notes"] > 0).any()),
    )
    said = [sentence for sentence, applies in parts if applies]
    blocks: list[Block | Section] = [Bullets(tuple(said))]
    if doubts:
        blocks.append(Section("doubts", "Please check", (Bullets(tuple(doubts)),)))
    return Section("method", "How this was made and how sure it is", tuple(blocks))


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
        head=("Theme", *names),
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
    )


def _say_finding(titles: Sequence[str], names: Sequence[str], cells: Sequence[Sequence[int]]) -> str:
    """How widely the themes were raised, and where one has most notes."""
    widths = [sum(number > 0 for number in row) for row in cells]
    widest = max(widths)
    top = [f"“{title}”" for title, width in zip(titles, widths, strict=True) if width == widest]
    of_all = f"{widest:,} of {len(names):,} events"
    if len(top) == len(titles) > 1:
        said = f"Each of the {len(titles):,} themes shown came up at {of_all}."
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


def _list_themes(caption: str, themes: Sequence[Row]) -> CountTable:
    """Themes in a table, and how widely each was raised."""
    return CountTable(
        caption=caption,
        head=("Theme", "Events", "Tables", "Notes"),
        rows=tuple(
            (row["title"], *(f"{row[column]:,}" for column in ("events", "tables", "notes")))
            for row in themes
        ),
        anchors=tuple(make_anchor("theme", row["series_theme_id"]) for row in themes),
        counted=3,
    )
