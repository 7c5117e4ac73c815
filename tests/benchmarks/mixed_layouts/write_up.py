"""Makes a write-up of a layout: its blocks from top to bottom, and which of them are notes on what."""

from __future__ import annotations

import random
from dataclasses import dataclass, replace

from tests.benchmarks.mixed_layouts import words
from tests.benchmarks.mixed_layouts.layout import Layout, draw_layout
from tests.benchmarks.mixed_layouts.remarks import Deck
from tests.benchmarks.reading_wild.gold import GoldNote

_NESTED, _VOTED = 0.3, 0.4  # share of notes with others below them, and with votes
_NESTING = ("- ", "* ", "• ", "– ", "list")
_FORMS = {"heading": "heading", "bold": "bold", "plain": "text", "capitals": "text"}


@dataclass(frozen=True)
class Block:
    """A line or paragraph.

    Attributes:
        form: heading, bold, italic, underlined, item, line or text.
        words: What it says.
        level: Of a heading.
        mark: In front of an item: "- ", "1. " or "list".
        number: Of a numbered item.
        nested: Whether an item hangs below another.
    """

    form: str
    words: str
    level: int = 2
    mark: str = ""
    number: int = 1
    nested: bool = False


@dataclass(frozen=True)
class WriteUp:
    """A write-up: how it is laid out, its blocks, and its notes with what they answer."""

    layout: Layout
    blocks: tuple[Block, ...]
    notes: tuple[GoldNote, ...]


def make_write_up(seed: int) -> WriteUp:
    """The write-up of a seed, the same each time."""
    chance = random.Random(seed)
    layout = draw_layout(chance)
    maker = _Maker(layout, chance)
    maker.open()
    maker.add_notes()
    maker.close()
    return WriteUp(layout, tuple(maker.blocks), tuple(maker.notes))


class _Maker:
    """Puts one block below the other."""

    def __init__(self, layout: Layout, chance: random.Random) -> None:
        self.layout, self.chance = layout, chance
        self.blocks: list[Block] = []
        self.notes: list[GoldNote] = []
        self._deck = Deck(chance, layout.length)
        self._label = chance.choice(words.LABELS)

    def add(self, form: str, text: str, **more: int) -> None:
        """Add a block that is no item."""
        written = form if self.layout.file != "txt" or form in ("line", "underlined") else "text"
        self.blocks.append(Block(written, text, **more))

    def add_list(self, texts: tuple[str, ...]) -> None:
        """Add items of the organisers."""
        mark = "list" if self.layout.mark == "list" else "- "
        self.blocks += [Block("item", text, mark=mark) for text in texts]

    def open(self) -> None:
        """Add what stands before the first question."""
        title = self.chance.choice(words.TITLES)
        if self.layout.title == "capitals":
            title = title.upper()
        if self.layout.title != "none":
            self.add(_FORMS[self.layout.title], title, level=1)
        for sentence in self.chance.sample(words.INTRODUCTIONS, int(self.layout.introduction)):
            self.add("text", sentence)
        if self.layout.front == "present":
            self.add("text", "Present: " + ", ".join(self.chance.sample(words.NAMES, 5)))
        elif self.layout.front == "agenda":
            self.add("bold", "Agenda")
            self.add_list(words.AGENDA)

    def add_notes(self) -> None:
        """Add questions, tables or people, with their notes."""
        asked = self._choose_questions()
        if self.layout.order == "questions under tables":
            for table in range(1, self.chance.choice((2, 3)) + 1):
                self._add_table(table, level=2)
                for number, question in enumerate(asked, 1):
                    self._add_question(question, number, lower=2)
                    self._add_group(question)
        elif self.layout.order == "people":
            for name in self.chance.sample(words.NAMES, 3):
                self.add(_FORMS[self.layout.table_style], name, level=1 + self._titled)
                for number, question in enumerate(asked, 1):
                    self._add_question(question, number, lower=2)
                    self._add_some(question, 1)
        else:
            for number, question in enumerate(asked, 1):
                self._add_section(question, number)

    def close(self) -> None:
        """Add what stands after the last note."""
        if sentence := words.CLOSING_SENTENCES.get(self.layout.close):
            self.add("text", sentence)
        elif self.layout.close in words.CLOSING_LISTS:
            heading, sentences = words.CLOSING_LISTS[self.layout.close]
            levels = [block.level for block in self.blocks[self._titled :] if block.form == "heading"]
            self.add("heading" if levels else "bold", heading, level=min(levels, default=2))
            self.add_list(sentences)

    @property
    def _titled(self) -> bool:
        """Whether the first block is a title that is a heading."""
        return self.layout.title == "heading"

    def _choose_questions(self) -> list[str]:
        count = self.chance.choice((2, 3, 4))
        if self.layout.asked == "last a topic":
            return [
                *self.chance.sample(words.QUESTIONS, count - 1),
                self.chance.choice(words.LAST_TOPICS),
            ]
        kinds = {"question": words.QUESTIONS, "topic": words.TOPICS, "task": words.TASKS}
        return self.chance.sample(kinds[self.layout.asked], count)

    def _add_section(self, question: str, number: int) -> None:
        """Add a question with the notes of all tables."""
        if self.layout.order == "tables named by questions":
            self.add("heading", f"Table {number} – {question}")
            self._add_group(question)
            return
        self._add_question(question, number)
        if self.layout.order == "questions":
            self._add_group(question)
            return
        for table in range(1, self.chance.choice((2, 3)) + 1):
            self._add_table(table, level=4)
            self._add_group(question)

    def _add_question(self, question: str, number: int, lower: int = 0) -> None:
        """Add a question as it is marked, so many levels lower."""
        match self.layout.heading:
            case "heading 1" | "heading 2" | "heading 3" as heading:
                level = int(heading[-1]) + (self._titled and heading == "heading 1") + lower
                self.add("heading", question, level=level)
            case "bold" | "italic" | "underlined" as form:
                self.add(form, question)
            case "bold number":
                self.add("bold", f"{number}. {question}")
            case "number":
                self.add("text", f"{number}. {question}")
            case "Q1:":
                self.add("bold", f"Q{number}: {question}")
            case "Question 1:":
                self.add("heading", f"Question {number}: {question}", level=2 + lower)
            case "label above":
                self.add("heading", f"Question {number}", level=2 + lower)
                self.add("text", question)
            case "bullet":
                self.add_list((question,))
            case plain:
                self.add("text", question.upper() if plain == "capitals" else question)

    def _add_table(self, number: int, level: int) -> None:
        """Add the name of a table."""
        label = self.layout.table_label.replace("1", str(number))
        self.add(_FORMS[self.layout.table_style], label, level=level)

    def _add_group(self, question: str) -> None:
        """Add two to six notes on a question, below each sub-heading where there are any."""
        if self.layout.between == "label":
            self.add("text", self._label)
        elif self.layout.between != "none":
            self.add("text", words.BETWEEN[self.layout.between])
        if self.layout.sub_headings == "none":
            self._add_some(question, self.chance.randint(2, 6))
            return
        for heading in self.chance.choice(words.SUB_HEADINGS):
            bold, colon = self.layout.sub_headings == "bold", self.layout.sub_headings == "colon"
            self.add("bold" if bold else "text", heading + ":" * colon)
            self._add_some(question, self.chance.randint(2, 6))

    def _add_some(self, question: str, count: int) -> None:
        """Add so many notes on a question."""
        may_nest = (
            self.layout.nested == "yes" and not self.layout.unmarked and self.layout.mark != "- quotation"
        )
        for number in range(1, count + 1):
            self._add_note(question, number, nested=self.layout.heading == "bullet")
            if may_nest and self.layout.heading != "bullet" and self.chance.random() < _NESTED:
                for below in range(1, self.chance.choice((1, 2)) + 1):
                    self._add_note(question, below, nested=True)

    def _add_note(self, question: str, number: int, nested: bool) -> None:
        """Add a note on a question."""
        remark = self._deck.deal()
        self.notes.append(GoldNote(remark, question, sure=True))
        if self.layout.votes != "none" and self.chance.random() < _VOTED:
            remark += words.VOTES[self.layout.votes]
        match self.layout.mark:
            case "paragraph":
                self.add("text", remark)
            case "line":
                self.add("line", remark)
            case "quotation":
                self.add("text", f"“{remark}”")
            case "name before":
                self.add("text", f"{self.chance.choice(words.NAMES)}: {remark}")
            case "name after":
                self.add("text", f"“{remark}” – {self.chance.choice(words.NAMES)}")
            case "- quotation":
                self.blocks.append(Block("item", f"“{remark}”", mark="- ", nested=nested))
            case mark:
                item = Block("item", remark, mark=mark, nested=nested)
                self.blocks.append(replace(item, number=number))
