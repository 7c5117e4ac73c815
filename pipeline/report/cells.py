"""Rows and cells of tables as the parts of a report need them, and the ids that links lead to."""

from __future__ import annotations

import re
from typing import Any

from pipeline.tables import SEPARATOR

Row = dict[str, Any]


def list_rows(table: Any) -> list[Row]:
    """The rows of a table, in its order."""
    return list(table.to_dict("records"))


def split_cell(cell: str) -> tuple[str, ...]:
    """The parts of a cell that joins several."""
    return tuple(part.strip() for part in cell.split(SEPARATOR.strip()) if part.strip())


def make_anchor(prefix: str, identifier: str) -> str:
    """An id for links; different identifiers never share one."""
    safe = re.sub(r"[^A-Za-z0-9_.-]", lambda match: f"~{ord(match[0]):x}~", identifier)
    return f"{prefix}-{safe}"
