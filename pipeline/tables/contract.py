"""What all contracts share, and how a table is held to its own."""

from __future__ import annotations

import functools
import itertools
import sys
import types
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any, TypeVar, cast

import numpy as np
import pandas as pd
import pandera.errors
import pandera.pandas as pa
import pyarrow
from pandera.typing.pandas import DataFrame

from pipeline.errors import TableError

SEPARATOR = " | "  # joins several ids or wordings in one cell


class Contract(pa.DataFrameModel):
    """What all tables share: no column beyond those named, in the order named, nothing missing."""

    class Config:
        """Pandera's own switches."""

        strict = True
        ordered = True


# The rules of columns that contracts use, as pandera names them, each as a question to a whole column.
_RULES: dict[str, Callable[[Any, Mapping[str, Any]], bool]] = {
    "isin": lambda column, rule: set(column.unique()) <= set(rule["allowed_values"]),
    "greater_than_or_equal_to": lambda column, rule: bool((column.to_numpy() >= rule["min_value"]).all()),
    "less_than_or_equal_to": lambda column, rule: bool((column.to_numpy() <= rule["max_value"]).all()),
    "str_length": lambda column, rule: (
        rule.get("max_value") is None and all(len(text) >= rule["min_value"] for text in column.tolist())
    ),
}
Row = dict[str, Any]  # one row of a table, by column
T = TypeVar("T", bound=Contract)
_MISSING = float("nan")  # a cell that a row does not name
_TOGETHER = 20_000  # rows turned into columns at a time


def list_rows(table: pd.DataFrame) -> list[Row]:
    """The rows of a table, in its order."""
    return cast("list[Row]", table.to_dict("records"))


def walk_rows(table: pd.DataFrame) -> Iterator[Row]:
    """The rows of a table, in its order, some at a time: of a million notes they would take gigabytes."""
    for start in range(0, len(table), _TOGETHER):
        yield from list_rows(table.iloc[start : start + _TOGETHER])


def split_cell(cell: str) -> tuple[str, ...]:
    """The parts of a cell that joins several, whatever blanks somebody put around them."""
    return tuple(part.strip() for part in cell.split(SEPARATOR.strip()) if part.strip())


@functools.cache
def _compile(contract: type[Contract]) -> tuple[pa.DataFrameSchema, dict[str, Any]]:
    """The schema of a contract and the type of each column; building it takes longer than a check."""
    _hide_dask()
    schema = contract.to_schema()
    return schema, {name: column.dtype.type for name, column in schema.columns.items() if column.dtype}


def _hide_dask() -> None:
    """Keep pandera from importing all of Dask, where it is installed, to know its tables: ours are none.

    Measured: building the first schema takes 0.01 s without Dask and 2.9 s with it.
    """
    name = "pandera.typing.dask"
    if name not in sys.modules:
        sys.modules[name] = types.ModuleType(name)
        sys.modules[name].DASK_INSTALLED = False  # type: ignore[attr-defined]


def columns_of(contract: type[Contract]) -> list[str]:
    """The column names of a contract, in order."""
    return list(_compile(contract)[0].columns)


def table_of(contract: type[T], rows: Iterable[Mapping[str, Any]]) -> DataFrame[T]:
    """Build a table from rows and hold it to its contract.

    Args:
        rows: One mapping of column to value per row; may be empty. They are taken some at a time, so that
            those of a large table, ten times as large as the table, need never be there all at once.

    Raises:
        TableError: If a row does not meet the contract.
    """
    kinds, left = _compile(contract)[1], iter(rows)
    parts: list[dict[str, Any]] = []
    while some := list(itertools.islice(left, _TOGETHER)):
        try:  # each column in its type from the start: to convert one of guessed type takes twice as long
            columns = {
                name: pd.array([row.get(name, _MISSING) for row in some], dtype=kind)
                for name, kind in kinds.items()
            }
        except (TypeError, ValueError):
            raise _refuse_kind(contract) from None
        parts.append(columns)
    if not parts:
        return cast("DataFrame[T]", _make_empty(contract).copy())
    joined = {name: _join_parts([part.pop(name) for part in parts]) for name in kinds}
    return check_table(contract, pd.DataFrame(joined, copy=False))


def _join_parts(parts: list[Any]) -> Any:
    """The parts of a column as if it had been built at once: in a file the seams would show."""
    if len(parts) == 1:
        return parts[0]
    if isinstance(parts[0].dtype, pd.StringDtype):
        joined = pyarrow.concat_arrays([pyarrow.array(part) for part in parts])
        return pd.array(joined, dtype=parts[0].dtype)
    return np.concatenate(parts)


@functools.cache
def _make_empty(contract: type[T]) -> DataFrame[T]:
    return check_table(contract, pd.DataFrame(columns=columns_of(contract)))


def _holds(schema: pa.DataFrameSchema, table: pd.DataFrame) -> bool:
    """Whether a table of the right types surely meets its contract, asked ten times faster than pandera asks.

    A run checks some fifty tables. False means only that pandera has to look: it says what is wrong, and it
    knows every rule.
    """
    if list(table.columns) != list(schema.columns) or table.isna().to_numpy().any():
        return False
    for name, column in schema.columns.items():
        if column.nullable or (column.unique and not table[name].is_unique):
            return False
        for check in column.checks:
            rule = _RULES.get(str(check.name))
            if rule is None or not rule(table[name], check.statistics or {}):
                return False
    return not (schema.checks or schema.unique or schema.index)


def check_table(contract: type[T], table: pd.DataFrame) -> DataFrame[T]:
    """Give the table back, typed as its contract asks, or refuse it.

    Pandera's own messages print the cells that failed; this one names rows only, because cells hold
    participants' words.

    Raises:
        TableError: With table, column, rule and up to five row numbers.
    """
    schema, dtypes = _compile(contract)
    try:
        held = table.dtypes.to_dict()
        wrong = {name: kind for name, kind in dtypes.items() if held.get(name, kind) != kind}
        typed = table.astype(wrong) if wrong else table
        if _holds(schema, typed):
            return cast("DataFrame[T]", typed.reset_index(drop=True))
        # Not DataFrame[contract](...), which would hold the table to its contract a second time.
        return cast("DataFrame[T]", schema.validate(typed.reset_index(drop=True), lazy=True))
    except pandera.errors.SchemaErrors as error:
        first = error.failure_cases.iloc[0]
        rows = error.failure_cases["index"].dropna().unique()[:5]
        what = f"column {first['column']!r} breaks the rule {first['check']!r}"
        if len(rows):
            what += f" in rows {', '.join(str(row) for row in rows)}"
        raise TableError(
            what, where=f"table {contract.__name__}", remedy="Delete data/processed and run again."
        ) from None
    except (KeyError, TypeError, ValueError):
        raise _refuse_kind(contract) from None


def _refuse_kind(contract: type[Contract]) -> TableError:
    return TableError(
        "a column is missing or of another kind",
        where=f"table {contract.__name__}",
        remedy="Delete data/processed and run again.",
    )
