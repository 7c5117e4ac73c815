"""What a language model takes for one theme: pairs to decide on."""

from __future__ import annotations

from pipeline.report.blocks import Block, CountTable, Fold, Section, Text
from pipeline.report.series.facts import SeriesFacts, SeriesWords
from pipeline.settings import SeriesSettings
from pipeline.tables.contract import list_rows
from pipeline.wording import count_words


def show_proposed(facts: SeriesFacts, words: SeriesWords, settings: SeriesSettings) -> list[Section]:
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
