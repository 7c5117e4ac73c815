"""What a layout is: one choice of each kind, drawn from a seed; and what a person could not read either."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import dataclass, fields

_DRAWS = 1000  # half of all draws can be read, so that this many in a row do not fail by chance

_FILES = ("md", "md", "txt", "docx", "html", "pdf")
_HEADINGS = {
    "md": (
        *("heading 1", "heading 2", "heading 2", "heading 3", "bold", "bold number", "plain", "number"),
        *("Q1:", "Question 1:", "underlined", "bullet", "italic", "capitals", "label above"),
    ),
    "txt": ("plain", "number", "Q1:", "Question 1:", "capitals", "underlined", "bullet", "label above"),
    "set": (
        *("heading 1", "heading 2", "heading 2", "bold", "bold", "bold number", "plain", "number"),
        *("Q1:", "Question 1:", "bullet", "italic", "capitals", "label above"),
    ),
}
_WRITTEN_MARKS = (
    *("- ", "- ", "- ", "* ", "• ", "– ", "1. ", "paragraph", "paragraph", "line"),
    *("quotation", "- quotation", "name before", "name after"),
)
_MARKS = {
    "md": _WRITTEN_MARKS,
    "txt": _WRITTEN_MARKS,
    "set": (
        *("list", "list", "list", "- ", "• ", "1. ", "paragraph", "paragraph"),
        *("quotation", "name before", "name after"),
    ),
}
_CHOICES: dict[str, tuple[str, ...]] = {
    "order": (
        *("questions",) * 4,
        *("tables under questions", "questions under tables", "tables named by questions", "people"),
    ),
    "asked": ("question", "question", "question", "topic", "task", "last a topic"),
    "length": ("short", "middle", "mixed", "long"),
    "title": ("none", "heading", "plain", "bold", "capitals"),
    "introduction": ("0", "0", "1", "2", "3"),
    "front": ("none", "none", "present", "agenda"),
    "sub_headings": ("none", "none", "none", "colon", "bold", "plain"),
    "close": ("none", "none", "next steps", "thanks", "contact", "summary"),
    "between": (*("none",) * 5, "facilitator", "count", "label", "label", "how", "time"),
    "nested": ("no", "no", "no", "yes"),
    "votes": (*("none",) * 4, "bracket", "times", "plus"),
    "table_label": ("Table 1", "Group 1", "Breakout room 1", "Table 1:", "Table 1 (facilitator: Jo)"),
    "table_style": ("heading", "bold", "plain"),
    "spaced": ("yes", "no"),
    "wrapped": ("no", "no", "yes"),
}
_PAGES = {
    "page": ("A4", "A5", "two columns", "two columns"),
    "running": ("none", "header", "footer", "both"),
}


@dataclass(frozen=True)
class Layout:
    """One way to lay out a write-up: a choice of each kind.

    Attributes:
        file: Its format.
        heading: How a question is marked.
        mark: How a note is marked.
        order: What stands under what: questions, tables, people with an answer to each question.
        asked: Whether questions, topics or tasks stand above the notes.
        length: Of the notes.
        title: How the title is marked.
        introduction: How many sentences stand below it.
        front: What else stands before the first question.
        sub_headings: How two sub-headings in each group of notes are marked.
        close: What stands after the last note.
        between: What stands between a question and its first note.
        nested: Whether some notes hang below others.
        votes: How votes are put behind some notes.
        table_label: What a table is called.
        table_style: How the name of a table or person is marked.
        spaced: Whether an empty line stands between bullets.
        wrapped: Whether lines are broken at some 75 characters.
        page: Of a PDF, how it is set.
        running: Of a PDF, what stands at the head and foot of each page.
    """

    file: str
    heading: str
    mark: str
    order: str
    asked: str
    length: str
    title: str
    introduction: str
    front: str
    sub_headings: str
    close: str
    between: str
    nested: str
    votes: str
    table_label: str
    table_style: str
    spaced: str
    wrapped: str
    page: str
    running: str

    @property
    def unmarked(self) -> bool:
        """Whether notes are lines or paragraphs without a mark in front."""
        return self.mark in ("paragraph", "line", "quotation", "name before", "name after")

    @property
    def choices(self) -> dict[str, str]:
        """Each kind of choice and what was chosen."""
        return {field.name: getattr(self, field.name) for field in fields(self)}


UNREADABLE: tuple[tuple[str, Callable[[Layout], bool]], ...] = (
    (
        "a question that is a bullet, tables and paragraphs: nothing shows what stands under what",
        lambda one: one.heading == "bullet" and one.unmarked and one.order not in ("questions", "people"),
    ),
    (
        "a topic that is a line like any other, above notes that are lines: it reads like a note",
        lambda one: (
            one.heading in ("plain", "capitals", "italic")
            and one.asked in ("topic", "last a topic")
            and one.unmarked
        ),
    ),
    (
        "a question that is a line between lines: it may as well be somebody's",
        lambda one: one.heading == "plain" and one.mark == "line",
    ),
    (
        "questions and notes that are numbered alike: two counts in one",
        lambda one: one.heading == "number" and one.mark == "1. ",
    ),
    (
        "a question that is a bullet right below the agenda's: it reads like its next item",
        lambda one: one.heading == "bullet" and one.front == "agenda",
    ),
    (
        "a topic or task that is a bullet: a note with notes below it",
        lambda one: one.heading == "bullet" and one.asked != "question",
    ),
    (
        "notes that are lines, broken: a line may be a note or the rest of one",
        lambda one: one.mark == "line" and (one.wrapped == "yes" or one.length == "long"),
    ),
    (
        "sub-headings between notes without a mark, or in the middle of a count: they read like notes",
        lambda one: one.sub_headings != "none" and (one.unmarked or one.mark == "1. "),
    ),
    (
        "sub-headings below a bullet: they end its list",
        lambda one: one.sub_headings != "none" and one.heading == "bullet",
    ),
    (
        "a label, and sub-headings below it: which of them the notes stand under is open",
        lambda one: one.sub_headings != "none" and one.between == "label",
    ),
    (
        "one answer of one person under each question: nobody writes labels or sub-headings above it",
        lambda one: one.order == "people" and (one.between != "none" or one.sub_headings != "none"),
    ),
    (
        "one person's answers under topics: what was asked is not said",
        lambda one: one.order == "people" and one.asked == "topic",
    ),
    (
        "votes inside quotation marks: they are somebody's words",
        lambda one: one.mark in ("quotation", "- quotation", "name after") and one.votes != "none",
    ),
    (
        "the organisers' sentence above notes that are sentences: it reads like the first of them",
        lambda one: (
            one.between in ("facilitator", "count", "how", "time") and one.mark in ("paragraph", "line")
        ),
    ),
)


def draw_layout(chance: random.Random) -> Layout:
    """A layout that a person can read.

    Raises:
        RuntimeError: What is left out leaves next to nothing.
    """
    for _ in range(_DRAWS):
        layout = _draw_any(chance)
        if not tell_unreadable(layout):
            return layout
    raise RuntimeError("no layout can be read: see UNREADABLE in tests/benchmarks/mixed_layouts/layout.py")


def tell_unreadable(layout: Layout) -> str:
    """Why a person could not read a layout either; empty where they could."""
    return next((reason for reason, holds in UNREADABLE if holds(layout)), "")


def _draw_any(chance: random.Random) -> Layout:
    file = chance.choice(_FILES)
    kind = file if file in _HEADINGS else "set"
    heading, mark = chance.choice(_HEADINGS[kind]), chance.choice(_MARKS[kind])
    rest = {choice: chance.choice(choices) for choice, choices in (_CHOICES | _PAGES).items()}
    if kind == "set":  # programs space and break lines by themselves
        rest |= {"spaced": "no", "wrapped": "no"}
    if file != "pdf":
        rest |= dict.fromkeys(_PAGES, "none")
    return Layout(file=file, heading=heading, mark=mark, **rest)
