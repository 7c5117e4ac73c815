"""The questions of an event, as they gather their wordings.

The same question is repeated on every page and at every table with small changes. Two wordings are one
question when the table is the same and most words agree, or when nearly all words agree.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import lru_cache

_SAME_ANYWHERE = 0.9  # without a table to go by, only small slips are forgiven
_WORD = re.compile(r"\w+")
_ADDRESS = re.compile(r"(?<=\S)[:–—-]?\s[<(\[]?(?:https?://|www\.)\S+\s*$")


@dataclass
class Question:
    """A question of the event, as it gathers its wordings."""

    wording: str  # the canonical one; empty for notes that stand under no question
    table: str  # label of the table where it was first met, or empty
    wordings: list[str] = field(default_factory=list)  # every one met in the sources, in order
    tables: list[str] = field(default_factory=list)  # every table label it was met at, in order
    declared: bool = False  # whether it comes from event.toml or the write-up's own list of questions
    question_id: str = ""


class QuestionList:
    """The questions of one event in order of first appearance."""

    def __init__(self, declared: tuple[str, ...], same_question: float) -> None:
        """Begin with the wordings of event.toml, which are canonical.

        Args:
            declared: These wordings.
            same_question: Share of words that must agree at the same table.
        """
        self._same_question = same_question
        self.questions = [Question(wording=wording, table="", declared=True) for wording in declared]

    def declare(self, wording: str, table: str) -> None:
        """Take a wording from the write-up's own list of questions."""
        found, _ = self._find(wording, table)
        if found is None:
            self.questions.append(Question(wording=wording, table=table, declared=True))
        elif not found.table:
            found.table = table

    def place(self, wording: str, table: str) -> tuple[Question, str]:
        """Find or open the question a heading asks; an address at its end is no part of it.

        Returns:
            The question, and the reason in words when it was merged with another wording.
        """
        wording = _ADDRESS.sub("", wording)
        found, reason = self._find(wording, table)
        if found is None:
            found = Question(wording=wording, table=table)
            self.questions.append(found)
        if wording and wording not in found.wordings:
            found.wordings.append(wording)
        if table and table not in found.tables:
            found.tables.append(table)
        if table and not found.table:
            found.table = table
        return found, reason

    def only_declared(self) -> Question | None:
        """The question of an event that says it asked just one."""
        declared = [question for question in self.questions if question.declared]
        return declared[0] if len(declared) == 1 else None

    def at_table(self, table: str) -> Question | None:
        """The question last placed at a table, for headings that name the table alone."""
        return next((q for q in reversed(self.questions) if table and table in (q.table, *q.tables)), None)

    def _find(self, wording: str, table: str) -> tuple[Question | None, str]:
        best: Question | None = None
        best_agreement = 0.0
        for question in self.questions:
            same_table = bool(table) and table in (question.table, *question.tables)
            # A wording from event.toml has no table until a heading brings one.
            open_table = question.declared and not question.table
            needed = self._same_question if same_table or open_table else _SAME_ANYWHERE
            agreement = max(
                compare_wordings(wording, other) for other in {question.wording, *question.wordings}
            )
            if agreement >= needed and agreement > best_agreement:
                best, best_agreement = question, agreement
        if best is None or wording == best.wording:
            return best, ""
        where = f"at table {table}, " if table else ""
        return best, f"same question: {where}{round(best_agreement * 100)} of 100 words agree"


def compare_wordings(one: str, other: str) -> float:
    """Share of words two wordings have in common (Dice coefficient), 0 to 1."""
    if one == other:
        return 1.0
    first, second = _fold(one), _fold(other)
    if not first or not second:
        return 0.0
    return 2 * len(first & second) / (len(first) + len(second))


@lru_cache(maxsize=4096)  # the same few are compared with each heading
def _fold(wording: str) -> frozenset[str]:
    words = wording.lower().replace("&", " and ").replace("co-p", "cop").replace("co p", "cop")
    return frozenset(_WORD.findall(words))
