"""Long work on very many notes, cut into parts: how a room has them done, and says how far it is.

A room cuts its notes into parts of plain data and hands them, with a function of a module, to a `Map`. Where
the parts are done is decided above the rooms: here, one after the other, or by the workers of an engine.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Sequence
from typing import Any, Protocol, TypeVar

Item = TypeVar("Item")
Part = TypeVar("Part")
Result = TypeVar("Result")

_SECONDS_BETWEEN = 2.0  # a log of a long run should stay short enough to be read


class Map(Protocol):
    """Applies a function to every part; the results come in the order of the parts."""

    def __call__(self, work: Callable[[Part], Result], parts: Sequence[Part]) -> Iterator[Result]:
        """Do the work; both the function and the parts can be pickled."""


def do_here(work: Callable[[Part], Result], parts: Sequence[Part]) -> Iterator[Result]:
    """Do all parts in this process, each when its result is asked for."""
    return map(work, parts)


def cut(items: Sequence[Item], size: int) -> list[Sequence[Item]]:
    """Parts of so many items, the last of what is left."""
    return [items[start : start + size] for start in range(0, len(items), size)]


class Pace:
    """Tells now and then how far long work is, its rate so far, and the time left at that rate.

    Args:
        tell: Told in a sentence.
        doing: What is done, as "comparing meanings".
        what: What is counted, in the plural.
    """

    def __init__(self, tell: Callable[[str], Any], doing: str, what: str, total: int) -> None:
        self._tell, self._doing, self._what, self._total = tell, doing, what, total
        self._began = time.perf_counter()
        self._told = float("-inf")
        self._done = 0

    def add(self, number: int) -> None:
        """So many more are done."""
        self._done += number
        now = time.perf_counter()
        if now - self._told >= _SECONDS_BETWEEN or self._done == self._total:
            self._told = now
            self._tell(self._say(now - self._began))

    def _say(self, seconds: float) -> str:
        rate = self._done / max(seconds, 1e-9)
        left = round((self._total - self._done) / rate / 60)
        said = (
            "less than a minute" if left < 1 else "about a minute" if left == 1 else f"about {left} minutes"
        )
        done = f"{self._done:,} of {self._total:,} {self._what} read"
        return f"{self._doing}: {done}, {rate:,.0f} a second, {said} left"
