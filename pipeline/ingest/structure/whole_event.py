"""What is settled once all documents of an event are read.

Topics without notes are headings again, what stands in two documents is counted once, and a note has a
longest length: what goes on for pages is a transcript, and no theme holds it. A wording may have lost the
number that the document gives its question ("Q3. What works?").
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise

from pipeline.ingest.structure.headings import ASKS, invites, split_table
from pipeline.ingest.structure.placed import TOPIC, Placed
from pipeline.ingest.structure.questions import Question, QuestionList
from pipeline.tables import CUT_NOTE, NO_ANSWER
from pipeline.wording import fold_title
from pipeline.wording.likeness import fold_words
from pipeline.wording.names import drop_number, read_number

_FEWEST = 3  # notes: fewer may be alike by chance
_SAME = 0.8  # of the notes of each that stand in the other
_COUNTED = "counted once"
_FOLDED = 20_000  # letters of a note that are compared without case and marks; what goes on, as it stands
COPIED = "stand in another document as well and are counted once"  # of a document's lines
# Of two alike the one that says most about itself is kept.
_RANK = (".docx", ".odt", ".pptx", ".md", ".markdown", ".org", ".html", ".htm", ".txt", ".text", ".pdf")
_WORD = 200  # characters before the limit in which the end of a word is looked for
_LONGEST_ASKED = 400  # characters of a line that asks
# Roles of lines that may hold a question.
_MAY_ASK = ("question", "heading", "lead_in", "context", "metadata")


def close_empty_topics(placed: Mapping[str, Sequence[Placed]], questions: QuestionList) -> None:
    """Take headings that ask nothing and have no note for headings again; changed in place.

    Nobody was asked them: they are names, titles and labels. What does ask stays without a note, for that
    nothing was said to it is worth knowing.

    Args:
        placed: The lines of each document with their roles.
        questions: The event's questions, all documents read.
    """
    entries = [one for lines in placed.values() for one in lines if one.role != "blank"]
    used = {id(one.question) for one in entries if one.role == "note"}
    used |= {id(one.question) for one, below in pairwise(entries) if below.reason == NO_ANSWER}
    topics = [one for one in entries if one.role == "question" and one.reason == TOPIC]
    empty = {
        id(one.question): one.question
        for one in topics
        if one.question is not None
        and id(one.question) not in used
        and not one.question.declared
        and not any(_asks(wording) for wording in one.question.wordings)
    }
    for topic in topics:
        if id(topic.question) in empty:
            topic.role, topic.reason = "heading", "asks nothing, and no note stands below it"
    questions.questions = [one for one in questions.questions if id(one) not in empty]


def _asks(wording: str) -> bool:
    return "?" in wording or ASKS.match(wording) is not None or invites(wording)


def set_copies_aside(placed: Mapping[str, list[Placed]]) -> None:
    """Take the notes of a copy for the same notes again; those that only it has stay notes.

    Args:
        placed: By source, every line with its role; those of copies are changed in place.
    """
    if len(placed) < 2:
        return
    notes = {source: [one for one in lines if one.role == "note"] for source, lines in placed.items()}
    words = {source: Counter(map(_fold, own)) for source, own in notes.items()}
    holders: dict[tuple[str, ...], list[str]] = {}  # by the words of a note: the documents kept that hold it
    for source in sorted(words, key=_order):
        first = _find_first(words[source], words, holders)
        if first is None:
            for folded in words[source]:
                holders.setdefault(folded, []).append(source)
            continue
        left = Counter(words[first])
        twins = {_fold(note): note for note in notes[first]}
        for note in notes[source]:
            folded = _fold(note)
            if left[folded]:
                left[folded] -= 1
                reason = f"the same note as in {first}, {twins[folded].line.locator}; {_COUNTED}"
                for line in (note, *note.follows):
                    line.role, line.reason = "metadata", reason


def is_copied(reason: str) -> bool:
    """Whether a line's reason says that it stands in another document as well."""
    return reason.startswith("the same note as in ") and reason.endswith(_COUNTED)


def _fold(note: Placed) -> tuple[str, ...]:
    whole = " ".join(part.words for part in (note, *note.follows))
    return (*fold_words(whole[:_FOLDED]), whole[_FOLDED:])


def _find_first(
    own: Counter[tuple[str, ...]],
    words: Mapping[str, Counter[tuple[str, ...]]],
    holders: Mapping[tuple[str, ...], list[str]],
) -> str | None:
    """The first document that these are the notes of; only those that share one are looked at."""
    shared: Counter[str] = Counter()
    for folded, number in own.items():
        for other in holders.get(folded, ()):
            shared[other] += min(number, words[other][folded])
    alike = (
        other
        for other, number in shared.items()
        if number >= _FEWEST and number >= _SAME * max(own.total(), words[other].total())
    )
    return min(alike, key=_order, default=None)


def _order(name: str) -> tuple[int, int, str]:
    """Which of two alike is kept: the first by this."""
    return _rank(name), len(name), name


def _rank(name: str) -> int:
    kind = name.lower()[name.rfind(".") :]
    return _RANK.index(kind) if kind in _RANK else len(_RANK)


def limit_notes(notes: Iterable[Placed], longest: int) -> None:
    """Cut what is longer than a note can be, and what it stands under; changed in place.

    Args:
        notes: The notes, with the lines that continue them.
        longest: Characters of a note.
    """
    for note in notes:
        note.lead_in, note.heading = (_cut(text, longest) for text in (note.lead_in, note.heading))
        left, kept = longest, 0
        for part in (note, *note.follows):
            if left <= 0:
                part.role, part.continues, part.reason = "context", None, CUT_NOTE
                continue
            kept += 1
            if max(len(part.text), len(part.words)) > left:
                part.text, part.words = _cut(part.text, left), _cut(part.words, left)
                part.reason = f"{CUT_NOTE}: its first {longest:,} characters are one"
                left = 0
            left -= len(part.text) + 1
        del note.follows[kept - 1 :]


def limit_questions(questions: Iterable[Question], longest: int) -> None:
    """Cut wordings that no page could hold; changed in place."""
    for question in questions:
        question.wording = _cut(question.wording, longest)
        question.wordings = [_cut(wording, longest) for wording in question.wordings]


def _cut(text: str, longest: int) -> str:
    """A text's beginning, up to the end of a word where one ends near."""
    if len(text) <= longest:
        return text
    start = text[:longest]
    space = max(start.rfind(sign) for sign in " \t\n\u00a0")
    return (start[:space] if space > longest - _WORD and space > 0 else start).rstrip() or start


def find_numbers(placed: Mapping[str, Iterable[Placed]], questions: Sequence[Question]) -> dict[int, str]:
    """The number of each question as its lines have it, by `id()`; none where they differ.

    It stands in front of the wording, or alone on the line above it.
    """
    wordings = {
        _fold_wording(wording): id(question)
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
            if entry.role in _MAY_ASK and len(words) <= _LONGEST_ASKED:
                _, rest = split_table(words)
                alone = above if read_number(above) and not drop_number(above) else ""
                for text, number in ((rest, read_number(rest)), (f"{alone} {rest}", read_number(alone))):
                    if number and (asked := wordings.get(_fold_wording(drop_number(text)))):
                        found.setdefault(asked, set()).add(number)
            above = words
    return {one: numbers.pop() for one, numbers in found.items() if len(numbers) == 1}


def _fold_wording(wording: str) -> str:
    return fold_title(drop_number(wording)).rstrip(" :")
