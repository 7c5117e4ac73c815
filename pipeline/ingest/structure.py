"""Finds what each line of a document is: heading, question, note, lead-in, summary, ...

Two passes. The first (sections.py) cuts the document at its headings and decides what each section
holds. The second, here, walks the sections and gives every line its role. Nothing is dropped: a line
that is not a note says in its role, and where it was not obvious in its reason, what it was taken for.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from pipeline.ingest.bullets import (
    CLOSING,
    asks_by_bullets,
    count_nested,
    find_next,
    introduces,
    is_label,
    makes_a_point,
    opens_list,
    say_aside,
)
from pipeline.ingest.headings import read_cues, reports_back, speaks_of_post_its, split_table
from pipeline.ingest.lines import SAME_KIND, Document, Line
from pipeline.ingest.questions import Question, QuestionList
from pipeline.ingest.remarks import count_votes_alone, find_speakers, split_speaker, split_votes
from pipeline.ingest.sections import FEEDBACK_LABEL, Region, Section, asks_for_feedback, find_sections
from pipeline.settings import IngestSettings


@dataclass
class Placed:
    """One line with the role it was given, and for a note all that its place says of it."""

    source: str
    line: Line
    role: str
    reason: str = ""
    text: str = ""  # of a note: its words verbatim, votes and speaker taken off
    words: str = ""  # the same as a reader sees it
    votes: int = 0
    speaker: str = ""
    question: Question | None = None
    table: str = ""
    kind: str = ""
    heading: str = ""
    lead_in: str = ""
    continues: Placed | None = None  # the note that this line continues, or introduces more of
    follows: list[Placed] = field(default_factory=list)  # the lines that continue this note


def place_lines(document: Document, questions: QuestionList, settings: IngestSettings) -> list[Placed]:
    """Give every line of a document its role.

    Args:
        document: The document as lines.
        questions: The event's questions so far; those found here are added.
        settings: Thresholds for lead-ins and headings.

    Returns:
        One entry per line, in the document's order.
    """
    sections = find_sections(document, settings)
    for section in sections:
        if section.region == "questions":
            for line in (section.heading, *section.body):
                table, wording = split_table(line.words) if line is not None else ("", "")
                if table and wording:
                    questions.declare(wording, table)
    placed: list[Placed] = []
    walker = _Walker(document, questions, settings)
    for section in sections:
        placed.extend(walker.walk(section))
    return placed


class _Walker:
    """Walks the sections of one document, remembering the question, kind and heading it is under."""

    def __init__(self, document: Document, questions: QuestionList, settings: IngestSettings) -> None:
        self._document = document
        self._questions = questions
        self._settings = settings
        self._question: Question | None = None
        self._question_level = 0
        self._table = ""
        self._topical = False  # whether the question is a topic that asks nothing
        self._usual_kind = _find_kind(document)
        self._kind = self._usual_kind
        self._kinds: list[tuple[int, str]] = []  # level and kind of the headings we are below
        self._heading = ""
        self._speakers = find_speakers(line.content for line in document.lines if line.content)
        last = (line.locator for line in reversed(document.lines) if line.content and not line.role)
        self._last = next(last, "")

    def walk(self, section: Section) -> list[Placed]:
        """Give each line of a section its role."""
        placed: list[Placed] = []
        if section.heading is not None:
            placed.append(self._place_heading(section))
        if section.region == "notes":
            return self._place_notes(section, placed)
        for line in section.body:
            entry = self._place_known(line) or self._place_other(line, section.region)
            if entry.role == "continuation":
                _follow(placed, entry)
            placed.append(entry)
        return placed

    def _place_heading(self, section: Section) -> Placed:
        line = section.heading
        assert line is not None
        if section.region == "summary":
            return self._put(line, "summary", "a summary somebody wrote; not counted as notes")
        if section.region == "questions" and section.cues.question:
            return self._put(line, "question", "the write-up's own list of questions")
        if section.region != "notes":
            if self._topical and section.level <= self._question_level:
                self._question, self._topical = None, False  # a topic ends where its level is left
            return self._put(line, "heading")
        cues, reason = section.cues, ""
        # A question below an open question, without a table of its own, is a sub-heading.
        nested = (
            not cues.table
            and self._question is not None
            and not self._topical
            and section.level > self._question_level
        )
        if cues.question and not nested:
            self._table = cues.table or self._table
            self._question, reason = self._questions.place(cues.question, self._table)
            self._question_level, self._topical = section.level, False
            self._open(section.level, kind=self._kind_below(section.level), heading="")
            return self._put(line, "question", reason or line.reason)
        if not cues.kind and not cues.notes and not cues.table and self._is_topic(section.level):
            self._question, reason = self._questions.place(line.words.rstrip(":"), self._table)
            self._question_level, self._topical = section.level, True
            self._open(section.level, kind=self._kind_below(section.level), heading="")
            return self._put(line, "question", reason or "a topic that the notes below it are about")
        if cues.table and not nested:
            self._table = cues.table
            self._question = self._questions.at_table(cues.table)
            self._question_level, self._topical = section.level, False
            bare = split_table(line.words)[1] == ""
            kind = cues.kind or self._kind_below(section.level)
            self._open(section.level, kind=kind, heading="" if bare else line.words)
            return self._put(line, "heading", f"names table {cues.table} without a question")
        if cues.kind:
            self._open(section.level, kind=cues.kind, heading=line.words.rstrip(":"))
        elif not cues.notes or self._question is not None:
            self._open(section.level, self._kind_below(section.level), line.words.rstrip(":"))
        return self._put(line, "heading")

    def _is_topic(self, level: int) -> bool:
        """Whether a heading that asks nothing stands where questions stand, as the topic of its notes."""
        if self._question is None:
            return not self._table
        return self._topical and level <= self._question_level

    def _kind_below(self, level: int) -> str:
        """Kind of the notes below a heading: that of the heading it is nested in, else the document's."""
        while self._kinds and self._kinds[-1][0] >= level:
            self._kinds.pop()
        return self._kinds[-1][1] if self._kinds else self._usual_kind

    def _open(self, level: int, kind: str, heading: str) -> None:
        while self._kinds and self._kinds[-1][0] >= level:
            self._kinds.pop()
        self._kinds.append((level, kind))
        self._kind, self._heading = kind, heading

    def _place_known(self, line: Line) -> Placed | None:
        """A line whose reader knows what it is: a cell of a sheet, a running header."""
        if line.role == "note":
            return self._note(line, line.reason)
        if line.role:
            return self._put(line, line.role, line.reason)
        if line.given is None:
            return None
        given = line.given
        entry = self._put(line, "note", line.reason)
        entry.table = split_table(given.table)[0] or given.table
        entry.question, _ = self._questions.place(given.question, entry.table)
        entry.kind = self._kind if given.kind == SAME_KIND else given.kind or "other"
        entry.heading, entry.speaker, entry.votes = given.heading, given.speaker, given.votes
        return entry

    def _place_other(self, line: Line, region: Region) -> Placed:
        if line.form in ("blank", "metadata", "boilerplate"):
            return self._put(line, line.form)
        if not line.content:
            return self._put(line, "blank", "an empty bullet")
        if region == "summary":
            return self._put(line, "summary", "a summary somebody wrote; not counted as notes")
        if region == "questions" and split_table(line.words)[0]:
            return self._put(line, "question", "the write-up's own list of questions")
        return self._put(line, "context")

    def _place_notes(self, section: Section, placed: list[Placed]) -> list[Placed]:
        lead_in: Placed | None = None
        parents: dict[int, Placed] = {}
        opening = self._question is None and section.cues.notes and not section.cues.table
        first_item = next((i for i, line in enumerate(section.body) if line.form == "item"), 0)
        asking = asks_by_bullets(section.body)
        label = None
        if asks_for_feedback(section):
            label = next(i for i, line in enumerate(section.body) if FEEDBACK_LABEL.match(line.words))
        for place, line in enumerate(section.body):
            before = placed[-1] if placed else None
            if (known := self._place_known(line)) is not None:
                if known.role == "continuation":
                    _follow(placed, known)
                placed.append(known)
                continue
            if line.form in ("blank", "metadata", "boilerplate"):
                placed.append(self._put(line, line.form))
                continue
            if not line.content:
                placed.append(self._put(line, "blank", "an empty bullet"))
                continue
            if label is not None:
                placed.append(self._place_feedback(line, place, label))
                continue
            if votes := count_votes_alone(line.words):
                placed.append(self._put(line, "metadata", f"votes for what stands above: {votes}"))
                continue
            if asking and line.form == "item" and line.level == 1:
                lead_in, parents = None, {}
                placed.append(self._place_asking(line, section.level))
                continue
            if line.form == "item":
                parents = {depth: parent for depth, parent in parents.items() if depth < line.level}
                parent = parents.get(line.level - 1, lead_in)
                entry = self._place_item(section, place, parent)
                parents[line.level] = entry
                placed.append(entry)
                continue
            if self._continues(before):
                assert before is not None
                note = before.continues or before
                entry = self._put(line, "continuation", "goes on from the line above")
                _follow(placed, entry)
                placed.append(entry)
                after = find_next(section.body, place)
                if note.line.form != "item" and after is not None and after.form == "item":
                    # A lead-in that runs over several lines.
                    lead_in = note if _say_whole(note).endswith(":") else None
                continue
            parents = {}
            introduction = opening or (not section.announced and place < first_item)
            entry = self._place_text(section, place, introduction)
            lead_in = entry if introduces(section.body, place) and entry.role in ("note", "lead_in") else None
            placed.append(entry)
        return placed

    def _place_feedback(self, line: Line, place: int, label: int) -> Placed:
        """A line of a section that shows a statement and, from a labelled line on, feedback on it."""
        if place < label:
            return self._put(line, "context", "the statement that the feedback below is on")
        if votes := count_votes_alone(line.words):
            return self._put(line, "metadata", f"votes for what stands above: {votes}")
        entry = self._note(line)
        entry.kind = "feedback"
        entry.text = FEEDBACK_LABEL.sub("", entry.text)
        entry.words = FEEDBACK_LABEL.sub("", entry.words)
        return entry

    def _place_asking(self, line: Line, level: int) -> Placed:
        """A bullet that asks what the bullets nested in it answer."""
        self._question, reason = self._questions.place(split_table(line.words)[1], self._table)
        self._question_level, self._topical = level + 1, True
        self._heading = ""
        return self._put(line, "question", reason or "the bullets nested in it answer it")

    def _place_item(self, section: Section, place: int, parent: Placed | None) -> Placed:
        line = section.body[place]
        opens = opens_list(section.body, place)
        if opens and line.words.endswith(":") and not self._makes_a_point(line):
            return self._put(line, "lead_in", "introduces the bullets below it")
        if is_label(line.words) and count_nested(section.body, place) >= 2:
            return self._put(line, "lead_in", "a label for the bullets below it")
        if not opens and (aside := say_aside(line.content)):
            return self._put(line, "context", aside)
        below = self._heading or (self._question.wording if self._question is not None else "")
        if split_table(line.words)[0] and reports_back(below):
            return self._put(line, "summary", "a group's own report of its discussion")
        entry = self._note(line)
        introduction = _say_whole(parent) if parent is not None else ""
        if parent is not None and (parent.role == "lead_in" or introduction.endswith(":")):
            entry.lead_in = introduction
        return entry

    def _place_text(self, section: Section, place: int, introduction: bool) -> Placed:
        line = section.body[place]
        apart = place == 0 or section.body[place - 1].form in ("blank", "item")
        if line.locator == self._last and apart and CLOSING.match(line.words):
            return self._put(line, "boilerplate", "closing words")
        if introduces(section.body, place) and not self._makes_a_point(line):
            return self._put(line, "lead_in", "introduces the bullets below it")
        if introduction:
            return self._put(line, "context", "stands before the first question or list")
        reason = "introduces bullets and makes a point of its own" if line.words.endswith(":") else ""
        return self._note(line, reason)

    def _makes_a_point(self, line: Line) -> bool:
        return makes_a_point(line.words, self._settings.lead_in_note_words)

    def _continues(self, before: Placed | None) -> bool:
        if before is None or before.role not in ("note", "continuation"):
            return False
        return self._document.paragraphs

    def _note(self, line: Line, reason: str = "") -> Placed:
        if self._question is None and (only := self._questions.only_declared()) is not None:
            self._question = only
            reason = reason or "the only question of the event"
        if self._question is None:
            self._question, _ = self._questions.place("", self._table)
            reason = reason or "stands under no question"
        entry = self._put(line, "note", reason)
        entry.question = self._question
        entry.table = self._table
        entry.kind = self._kind
        entry.heading = self._heading
        text, entry.speaker = split_speaker(line.content, self._speakers)
        entry.text, entry.votes = split_votes(text)
        entry.words = split_votes(split_speaker(line.words, self._speakers)[0])[0]
        return entry

    def _put(self, line: Line, role: str, reason: str = "") -> Placed:
        return Placed(
            source=self._document.source,
            line=line,
            role=role,
            reason=reason,
            text=line.content,
            words=line.words,
        )


def _follow(placed: list[Placed], entry: Placed) -> None:
    """Let a line continue the one before it: a note grows by it, any other line shares its role."""
    # Between a line and the rest of it may stand a page's footer and the next page's header.
    before = next((one for one in reversed(placed) if one.role not in ("boilerplate", "metadata")), None)
    if before is None:
        return
    first = before.continues or before
    if first.role == "note":
        entry.continues = first
        entry.text, entry.votes = split_votes(entry.line.content)
        first.follows.append(entry)
    elif first.role != "blank":
        entry.role = first.role


def _say_whole(entry: Placed) -> str:
    """The words of a line with those of the lines that continue it."""
    return " ".join(part.line.words for part in (entry, *entry.follows) if part.line.words)


def _find_kind(document: Document) -> str:
    """Kind of the notes where no heading says it: post-its when the text around speaks of them alone."""
    headings = (
        line.words
        for line in document.lines
        if line.form == "heading" or line.bold or line.words.endswith(":") or line.words.count(" ") <= 2
    )
    if any(len(words) < 80 and read_cues(words).kind == "post-it" for words in headings):
        return "facilitator"  # those that are post-its stand below such a heading
    around = " ".join(line.words for line in document.lines if line.form in ("text", "metadata"))
    return "post-it" if speaks_of_post_its(around) else "facilitator"
