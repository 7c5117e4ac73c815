"""How wide the columns of a table are, from what they hold; for Word and PDF, which must be told."""

from __future__ import annotations

from pipeline.report.model import CountTable

_LONGEST_WORD = 20  # characters; a longer one may be broken
_WIDE = 45  # from here on a column gains nothing from being wider
_GAP = 3


def weigh_columns(table: CountTable) -> list[float]:
    """Shares of the width, so that no long text stands in a narrow column.

    Args:
        table: The table.
    """
    weights = []
    for number, head in enumerate(table.head):
        cells = [row[number] for row in table.rows]
        words = [word for text in (head, *cells) for word in text.split()]
        longest = min(max((len(word) for word in words), default=0), _LONGEST_WORD)
        mean = sum(map(len, cells)) / max(len(cells), 1)
        weights.append(max(longest, min(mean, _WIDE)) + _GAP)
    return weights
