"""The numbers that a document gives its questions ("Q3. What works?"): a wording may have lost its own."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from pipeline.ingest.structure.headings import split_table
from pipeline.ingest.structure.placed import Placed
from pipeline.ingest.structure.questions import Question
from pipeline.wording import fold_title
from pipeline.wording.numbering import drop_number, read_number

_LONGEST = 400  # characters of a line that asks
_ASKING = ("question", "heading", "lead_in", "context", "metadata")  # roles of lines that may hold a question


def find_numbers(placed: Mapping[str, Iterable[Placed]], questions: Sequence[Question]) -> dict[int, str]:
    """The number of each question as its lines have it, by `id()`; none where they differ.

    It stands in front of the wording, or alone on the line above it.
    """
    wordings = {
        _fold(wording): id(question)
        for question in questions
        for wording in (question.wording, *question.wordings)
        if wording
    }
    found: dict[int, set[str]] = {}
    for entries in placed.values():
        above = ""
        for entry in entries:
            words = " ".join(entry.line.words.split())
            if not words:
                continue
            if entry.role in _ASKING and len(words) <= _LONGEST:
                _, rest = split_table(words)
                alone = above if read_number(above) and not drop_number(above) else ""
                for text, number in ((rest, read_number(rest)), (f"{alone} {rest}", read_number(alone))):
                    if number and (asked := wordings.get(_fold(drop_number(text)))):
                        found.setdefault(asked, set()).add(number)
            above = words
    return {one: numbers.pop() for one, numbers in found.items() if len(numbers) == 1}


def _fold(wording: str) -> str:
    return fold_title(drop_number(wording)).rstrip(" :")
