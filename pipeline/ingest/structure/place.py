"""Finds what each line of a document is: heading, question, note, lead-in, summary, ...

The document is cut at its headings (sections.py) and walked from its first line to its last. Headings
change what the lines below them stand under (scope.py); in sections of notes bullets and words tell the
notes from the rest. Nothing is dropped: a line that is not a note says in its role, and where it was not
obvious in its reason, what it was taken for.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from itertools import zip_longest

from pipeline.ingest.lines import Document, Line
from pipeline.ingest.structure import asides, remarks
from pipeline.ingest.structure.answers import says_nothing
from pipeline.ingest.structure.evidence import Section, remarks_above_list
from pipeline.ingest.structure.headings import reports_back, split_table, tells_what_was_said
from pipeline.ingest.structure.no_remarks import NUMBER_ALONE, is_number, say_aside
from pipeline.ingest.structure.placed import Placed, follow_on
from pipeline.ingest.structure.questions import QuestionList
from pipeline.ingest.structure.remarks import find_next
from pipeline.ingest.structure.scope import SUMMARY, Scope
from pipeline.ingest.structure.sections import (
    FEEDBACK_LABEL,
    asks_for_feedback,
    find_sections,
)
from pipeline.ingest.structure.shape import settle_shape
from pipeline.ingest.structure.topics import find_title
from pipeline.ingest.structure.votes import count_votes_alone
from pipeline.settings import IngestSettings
from pipeline.tables import GIVEN_ROLE, LEFT_SO, NO_ANSWER

_FEWEST_LISTED = 2  # bullets
_LONGEST_LABEL, _LONGEST_LEAD = 12, 30  # words of what says above bullets what they are about, also alone
_ANNOUNCES = re.compile(r"\b(?:said|told|asked|mentioned|includ\w+|following|below|these)\b", re.IGNORECASE)
_FOLLOWS = re.compile(
    r"\b(?:the following|as follows|these|below|(?:were )?raised(?: \w+ly)?)\b[^.:]{0,80}:$|"
    r"^here (?:is|are)\b[^.:]*:$",
    re.IGNORECASE,
)
_SHEETS = ("Excel", "CSV")
_NOWHERE = 1_000  # deeper than any bullet
_MARK = 2  # characters of a bullet's mark, with the space behind it


def place_lines(document: Document, questions: QuestionList, settings: IngestSettings) -> list[Placed]:
    """Give every line of a document its role, in the document's order.

    Args:
        document: The document as lines.
        questions: The event's questions so far; those found here are added.
        settings: Thresholds for lead-ins and headings.
    """
    document = settle_shape(document)
    sections = find_sections(document, settings)
    for section in sections:
        if section.region == "questions":
            for line in (section.heading, *section.body):
                table, wording = split_table(line.words) if line is not None else ("", "")
                if table and wording:
                    questions.declare(wording, table)
    for wording, table in document.questions:
        questions.place(wording, split_table(table)[0] or table)
    walk = _Walk(document, questions, settings)
    walk.name(sections)
    listed = [section for section in sections if section.region == "notes"][-1:]
    for section, below in zip_longest(sections, sections[1:]):
        walk.read(section, last=section in listed, over=below is not None and below.level > section.level)
    return walk.placed


class _Walk:
    """A document as far as it has been read."""

    def __init__(self, document: Document, questions: QuestionList, settings: IngestSettings) -> None:
        self.placed: list[Placed] = []
        self._scope = Scope(document, questions)
        self._paragraphs = document.paragraphs
        self._typed = document.format not in _SHEETS  # columns of a sheet have said what holds words
        self._fewest_words = settings.lead_in_note_words
        self._width = remarks.measure_wrapping(document.lines)
        last = (line.locator for line in reversed(document.lines) if line.content and not line.role)
        self._last = next(last, "")
        lines = document.lines
        opening = (
            one.words
            for at, one in enumerate(lines)
            if one.form == "item"
            and one.given is None
            and remarks.opens_list(lines, at)
            and (below := find_next(lines, at)) is not None
            and below.words != one.words
        )
        # Labels that bullets have over them.
        self._labels = Counter(words for words in opening if remarks.is_label(words))

    def name(self, sections: list[Section]) -> None:
        """Learn the document's title, which is no topic."""
        title = sections[find_title(sections)].heading if find_title(sections) >= 0 else None
        self._scope.title = title.words.rstrip(":") if title is not None else ""

    def read(self, section: Section, last: bool = False, over: bool = False) -> None:
        """Give each line of a section its role; `last` for the last of notes, `over` for one above others."""
        scope = self._scope
        if section.heading is not None:
            self.placed.append(self._enter(section, section.heading))
        items = [place for place, line in enumerate(section.body) if line.form == "item"]
        opens = section.cues.notes and not section.cues.table and (over or bool(items))
        self._opening = scope.question is None and opens
        begins = items and not section.announced and not remarks_above_list(section, items[0])
        self._first_item = items[0] if begins else 0
        self._tabled = not section.announced and any(line.given is not None for line in section.body)
        self._end = _find_end(section.body, items) if last else len(section.body)
        nested = any(line.level > 1 and line.form == "item" for line in section.body)
        self._asking = remarks.asks_by_bullets(section.body) if nested else set()
        self._naming = remarks.labels_bullets(section.body) if nested else set()
        self._lead_in: Placed | None = None
        self._above: Placed | None = None  # the label of the paragraphs being read
        self._parents: dict[int, Placed] = {}  # by level: the bullets that others may be nested in
        self._label = -1  # where feedback on a statement begins
        if asks_for_feedback(section):
            self._label = next(i for i, line in enumerate(section.body) if FEEDBACK_LABEL.match(line.words))
        self._announced = asides.find_announcement(section.body)
        leads = (
            remarks.introduces(section.body, at) for at, one in enumerate(section.body) if one.form == "text"
        )
        self._several = sum(leads) >= _FEWEST_LISTED
        self._aside = _NOWHERE  # level of a bullet ("Actions") below which no remarks are nested
        self._told = not section.spoken  # whether the list being read was introduced as what people said
        for place, line in enumerate(section.body):
            entry = scope.place_known(line)
            if entry is not None and entry.role == "continuation":
                follow_on(self.placed, entry)
            if entry is not None and line.role in ("lead_in", "context"):
                self._lead_in = entry if entry.role == "lead_in" else None
            if entry is not None and entry.role == "note" and line.role:
                self._lead(entry, self._lead_in)
            if entry is None and line.form in ("blank", "metadata", "boilerplate"):
                entry = scope.put(line, line.form)
            if entry is None and not line.content:
                entry = scope.put(line, "blank", "an empty bullet")
            if entry is None:
                in_notes = section.region == "notes"
                entry = self._place_remark(section, place) if in_notes else self._place_aside(section, line)
            if entry.role == "note" and self._typed and is_number(entry.text):
                entry = scope.put(line, "metadata", NUMBER_ALONE)
            if self._is_empty_answer(entry):
                entry = scope.put(line, "metadata", NO_ANSWER)
            if line.held and entry.role != line.held:
                entry = self._hold(line, entry)
            if line.held and not line.said and entry.role in ("context", "summary"):
                entry.reason = LEFT_SO
            self.placed.append(entry)

    def _is_empty_answer(self, entry: Placed) -> bool:
        """Whether somebody is quoted, or stands in a table, with an answer that says nothing."""
        known = entry.line.role == "note" or entry.line.given is not None
        if entry.role != "note" or not known or entry.line.reason == GIVEN_ROLE or not self._typed:
            return False
        return entry.question is not None and says_nothing(entry.words, entry.question.wording)

    def _enter(self, section: Section, heading: Line) -> Placed:
        before = self._scope.remember() if heading.held else {}  # a copy for each heading would be dear
        entry = self._scope.enter(section)
        if heading.held and entry.role != heading.held:
            self._scope.return_to(before)
            asked = heading.held == "question"
            entry = self._scope.ask_as_held(section, heading) if asked else self._hold(heading, entry)
        return entry

    def _hold(self, line: Line, read: Placed) -> Placed:
        """A line in the role that a person saw it in, where it is read in another now."""
        if read.continues is not None and read in read.continues.follows:
            read.continues.follows.remove(read)
        entry = self._scope.note(line) if line.held == "note" else self._scope.put(line, line.held)
        if line.said:
            entry.reason = GIVEN_ROLE
        if line.held == "continuation":
            follow_on(self.placed, entry)
        return entry

    def _place_aside(self, section: Section, line: Line) -> Placed:
        if section.region == "summary":
            return self._scope.put(line, "summary", SUMMARY)
        if section.region == "questions" and split_table(line.words)[0]:
            return self._scope.put(line, "question", "the write-up's own list of questions")
        return self._scope.put(line, "context")

    def _place_remark(self, section: Section, place: int) -> Placed:
        """A line of a section of notes: most are notes."""
        scope, body, line = self._scope, section.body, section.body[place]
        if place < self._label:
            return scope.put(line, "context", "the statement that the feedback below is on")
        if votes := count_votes_alone(line.words):
            return scope.put(line, "metadata", f"votes for what stands above: {votes}")
        if remarks.GIST.match(line.words):
            return scope.put(line, "summary", SUMMARY)
        if self._label >= 0:
            entry = scope.note(line)
            entry.kind = "feedback"
            entry.text, entry.words = (FEEDBACK_LABEL.sub("", words) for words in (entry.text, entry.words))
            return entry
        if place in self._asking:
            self._lead_in, self._parents = None, {}
            return scope.ask_by_bullet(line, section.level)
        if section.spoken and not remarks.labels_paragraphs(body, place):
            if line.form == "text":
                self._told = tells_what_was_said(line.words) or scope.names_speaker(line)
            if not self._told:
                return scope.put(line, "context", "an account, not what people said")
        if line.form == "item":
            self._parents = {depth: one for depth, one in self._parents.items() if depth < line.level}
            entry = self._place_item(body, place, self._parents.get(line.level - 1, self._lead_in))
            self._parents[line.level] = entry
            return entry
        before = self.placed[-1] if self.placed else None
        noted = before is not None and before.role in ("note", "continuation")
        hangs = before is not None and before.line.form == "item" and _hangs(before.line.text, line.text)
        joins = hangs or (
            self._paragraphs and before is not None and remarks.goes_on(before.line, line, self._width)
        )
        if before is not None and noted and joins:
            entry = scope.put(line, "continuation", "goes on from the line above")
            follow_on(self.placed, entry)
            note, after = before.continues or before, find_next(body, place)
            if note.line.form != "item" and after is not None and after.form == "item":
                # A lead-in that runs over several lines.
                self._lead_in = note if note.say_whole().endswith(":") else None
            return entry
        self._parents = {}
        if remarks.labels_paragraphs(body, place):
            self._above = scope.put(line, "lead_in", "a label for what stands below it")
            return self._above
        entry = self._place_text(body, place)
        if entry.role == "note" and self._above is not None:
            self._lead(entry, self._above)
        opens = remarks.introduces(body, place) and entry.role in ("note", "lead_in")
        self._lead_in = entry if opens else None
        return entry

    def _place_item(self, body: tuple[Line, ...], place: int, parent: Placed | None) -> Placed:
        scope, line = self._scope, body[place]
        opens = remarks.opens_list(body, place)
        if line.level <= self._aside:
            self._aside = _NOWHERE
        if self._aside < line.level or (opens and asides.names_tasks(line.words)):
            self._aside = min(self._aside, line.level)
            return scope.put(line, "context", "stands below a label of what surrounds the notes")
        if opens and line.words.endswith(":") and not remarks.makes_a_point(line.words, self._fewest_words):
            return scope.put(line, "lead_in", "introduces the bullets below it")
        if opens and (whose := asides.say_whose(line.words)):
            return scope.put(line, "lead_in", whose)
        again = self._labels[line.words] >= _FEWEST_LISTED
        if place in self._naming or again:
            role, below_it = ("lead_in", "for the bullets") if opens else ("metadata", "with nothing")
            return scope.put(line, role, f"a label {below_it} below it")
        if not opens and (aside := say_aside(line.content)):
            return scope.put(line, "context", aside)
        below = scope.heading or (scope.question.wording if scope.question is not None else "")
        if below and not opens and says_nothing(line.content, below):
            return scope.put(line, "metadata", NO_ANSWER)
        if split_table(line.words)[0] and reports_back(below):
            return scope.put(line, "summary", "a group's own report of its discussion")
        entry = scope.note(line)
        self._lead(entry, parent)
        return entry

    def _lead(self, entry: Placed, parent: Placed | None) -> None:
        """Let a note take down what introduces it: where nobody asked, and it is short, as its heading."""
        introduction = parent.say_whole() if parent is not None else ""
        if parent is None or not (parent.role == "lead_in" or introduction.endswith(":")):
            return
        last = introduction.rpartition(". ")[2]  # of its sentences the one that leads to the list
        alone = self._scope.question is None and not entry.heading  # nothing else says what it is about
        longest = _LONGEST_LEAD if alone or self._several else _LONGEST_LABEL
        names = parent.role == "lead_in" and len(last.split()) <= longest and not self._scope.asked
        names = names and (last == introduction or longest == _LONGEST_LEAD)
        # Nearer than the heading, and as much a topic: no person, and not that something was said.
        person = bool(asides.say_whose(parent.line.words))
        whose = person or _ANNOUNCES.search(introduction)
        if names and parent.line.form == "item" and not (person and entry.heading):
            entry.heading = ": ".join(filter(None, (entry.heading, introduction.rstrip(": .…"))))
        elif names and (not entry.heading or not whose or self._several):
            entry.heading = last.rstrip(":; .…")
        else:
            entry.lead_in = introduction

    def _place_text(self, body: tuple[Line, ...], place: int) -> Placed:
        line = body[place]
        apart = place == 0 or body[place - 1].form in ("blank", "item")
        if line.locator == self._last and apart and remarks.CLOSING.match(line.words):
            return self._scope.put(line, "boilerplate", "closing words")
        if (aside := say_aside(line.content)) and not line.words.endswith(":"):
            return self._scope.put(line, "context", aside)
        if remarks.introduces(body, place) and not remarks.makes_a_point(line.words, self._fewest_words):
            return self._scope.put(line, "lead_in", "introduces the bullets below it")
        after = find_next(body, place)
        if _FOLLOWS.search(line.words) and after is not None and after.form == "text":
            return self._scope.put(line, "lead_in", "leads to what stands below it")
        if place <= self._announced:
            return self._scope.put(line, "context", "stands above what it announces")
        if self._tabled:
            return self._scope.put(line, "context", "stands beside a table of notes")
        spoken = self._scope.names_speaker(line)
        if place > self._end and not spoken:
            return self._scope.put(line, "context", "stands after the last list")
        if (self._opening or place < self._first_item) and not spoken:
            return self._scope.put(line, "context", "stands before the first question or list")
        if self._scope.question is not None and says_nothing(line.content, self._scope.question.wording):
            return self._scope.put(line, "metadata", NO_ANSWER)
        if line.words.endswith(":") and not remarks.makes_a_point(line.words, self._fewest_words):
            return self._scope.put(line, "metadata", "a label with nothing below it")
        reason = "introduces bullets and makes a point of its own" if line.words.endswith(":") else ""
        return self._scope.note(line, reason)


def _find_end(body: Sequence[Line], items: Sequence[int]) -> int:
    """The place of the last bullet, where remarks are bullets: what follows only closes the document."""
    if len(items) < _FEWEST_LISTED or any(line.given is not None for line in body):
        return len(body)
    mixed = any(
        body[at].form == "text" and body[at].words and not body[at].role and not remarks.introduces(body, at)
        for at in range(items[0], items[-1])
    )
    return len(body) if mixed else items[-1]


def _hangs(item: str, text: str) -> bool:
    """Whether a line stands below the words of a bullet, not below its mark or at the margin."""
    return len(text) - len(text.lstrip()) >= len(item) - len(item.lstrip()) + _MARK
