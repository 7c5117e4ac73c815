"""The one kind of error that reaches a user: a line that says what is wrong, where, and what to do.

Anything else that is raised is a defect of ours. Messages never hold participants' words: a log or
a screenshot of an error must be safe to send to a colleague.
"""

from __future__ import annotations

import functools
from collections.abc import Callable


class PipelineError(Exception):
    """Something the user can put right.

    Args:
        what: What is wrong, in plain English, without a full stop.
    """

    def __init__(self, what: str, *, where: str, remedy: str) -> None:
        self.what = what
        self.where = where
        self.remedy = remedy
        super().__init__(f"{where}: {what}. {remedy}")

    def __reduce__(self) -> tuple[Callable[..., PipelineError], tuple[()]]:
        """It can be sent from one process to another."""
        return functools.partial(type(self), self.what, where=self.where, remedy=self.remedy), ()


class SourceError(PipelineError):
    """A source cannot be read, or holds nothing that can be used."""


class SettingsError(PipelineError):
    """A setting, an event.toml or a codebook is not of the form it must have."""


class TableError(PipelineError):
    """A table breaks its contract: names table, column, rule and row numbers, never a cell's text."""


class QuoteError(PipelineError):
    """A report would quote words that are not in their source; it is not written."""


class WriteError(PipelineError):
    """A file cannot be written, or a workspace cannot be used: what was there before is as it was."""


class EngineError(PipelineError):
    """Parts of the notes cannot be worked on elsewhere; what was finished is kept."""
