"""Pairs of themes that a language model takes for one, for people to decide."""

from __future__ import annotations

from pandera.typing.pandas import DataFrame

from pipeline.report.model import CountTable
from pipeline.report.series_facts import SeriesFacts
from pipeline.report.series_model import Block, Fold, Section, Text
from pipeline.report.wording import count_words
from pipeline.settings import SeriesSettings
from pipeline.tables import ReaderMatches


def show_proposed(
    facts: SeriesFacts, matches: DataFrame[ReaderMatches], said: str, settings: SeriesSettings
) -> Section:
    """What a language model proposes.

    Args:
        facts: The series.
        matches: The pairs, the nearest in meaning first.
        said: What the model did and where it ran.
        settings: How much is shown.
    """
    titles = {row["series_theme_id"]: row["title"] for row in facts.themes}
    rows = tuple(
        (
            f"{titles[row['series_theme_id']]} (id {row['series_theme_id']})",
            f"{titles[row['near_id']]} (id {row['near_id']})",
            f"{row['similarity']:.2f}",
            "the language model; their notes are near each other, too"
            if row["also_near"]
            else "the language model alone",
        )
        for row in matches.head(settings.rows_listed).to_dict("records")
    )
    blocks: list[Block | Section] = [Text(said)]
    if rows:
        table = CountTable(
            "Perhaps the same, proposed by a language model",
            ("Draft theme", "Perhaps the same as", "Similarity", "Who says so"),
            rows,
        )
        blocks.append(Fold(f"{count_words(len(rows), 'pair')}, the nearest first", (table,)))
    if len(matches) > len(rows):
        blocks.append(Text(f"And {len(matches) - len(rows):,} more in the table reader_matches.csv."))
    return Section("reader-matches", "Perhaps the same: what a language model proposes", tuple(blocks))
