"""One decision of a person, as it goes through settling and replay."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, replace

from pipeline.review.workbook.entries import Review


@dataclass(frozen=True)
class Decision:
    """One decision, with all that is known of it.

    Attributes:
        review: The workbook it stands in.
        locator: The cell.
        action: One of ACTIONS.
        value: As the person wrote it.
        note_id: The note it is on, or empty.
        theme_id: The theme it is on, or that it names.
        meaning: What it comes to, for comparison: a theme's id, "yes", a note type, a title.
        sent_id: The id that the row's theme had when the workbook was sent out.
        status: One of STATUSES.
        reason: Why, in words.
        remedy: What to do, for conflicts and disagreements.
    """

    review: Review
    locator: str
    action: str
    value: str
    note_id: str
    theme_id: str
    meaning: str
    sent_id: str = ""
    status: str = "applied"
    reason: str = ""
    remedy: str = ""

    @property
    def who(self) -> str:
        """Who decided, and when."""
        return f"{self.review.reviewer} on {self.review.date}" if self.review.date else self.review.reviewer

    @property
    def place(self) -> str:
        """File and cell."""
        return f"{self.review.source}, {self.locator}"

    @property
    def decision_id(self) -> str:
        """The same for the same words in the same cell."""
        parts = "\n".join((self.review.source, self.locator, self.action, self.value))
        return f"d-{hashlib.sha256(parts.encode()).hexdigest()[:10]}"

    def refused(self, reason: str, remedy: str, status: str = "conflict") -> Decision:
        """The same, as something a person must look at."""
        return replace(self, status=status, reason=reason, remedy=remedy)
