"""Finds what each line of a document is: heading, question, note, lead-in, summary, ...

Two passes. The first cuts the document at its headings and decides for each section whether it holds
notes, somebody's summary, the list of questions, or text around the notes. The second walks the
sections with notes and gives every line its role. Nothing is dropped: a line that is not a note says
in its role, and where it was not obvious in its reason, what it was taken for.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from itertools import pairwise, takewhile
from typing import Literal

from pipeline.ingest.headings import Cues, read_cues, speaks_of_post_its, split_table
from pipeline.ingest.lines import BOLD_LEVEL, Document, Line
from pipeline.ingest.questions import Question, QuestionList
from pipeline.ingest.remarks import count_votes_alone, find_speakers, split_speaker, split_votes
from pipeline.settings import IngestSettings

Region = Literal["notes", "summary", "questions", "around", "maybe"]

_LONGEST_HEADING = 25  # words in a bold line that is still a heading
_LONGEST_LABEL = 8  # words in a plain line with a colon that is still a heading ("Post-its:")
# Where a document shows statements and what people said of them.
_FEEDBACK = re.compile(r"^(?P<label>(?:feedback|comments?|responses?)\s*[-–—:]+\s*)(?=\S)", re.IGNORECASE)
# Bullets that are no remarks, each with what it is.
_NO_REMARKS = (
    (
        re.compile(r"^(?:x+|tb[cd]|n/?a|nil|none yet|[.\-–—?…]+)$|^[\w ]{1,30}:$", re.I),
        "an empty place in a template",
    ),
    (re.compile(r"^\d+\+? (?:attendees|participants|people|members)(?: \w+)?\W*$", re.I), "a count of heads"),
    (re.compile(r"^\[[ xX<>~-]\]\s"), "a task in a list of tasks"),
    (re.compile(r"^~~.+~~$"), "struck out"),
    (re.compile(r"^(?:\[[^\]]*\]\s?\([^)]*\)|<?https?://\S+>?)[\s.;]*$"), "a link alone"),
)
_CLOSING = re.compile(r"^(?:many )?thank(?:s| you)\b", re.IGNORECASE)
# A long line with a colon makes a point of its own when it asks for something ...
_CLAIM = re.compile(
    r"\b(?:needs?|must|should|ought|have to|has to|can[’']?t|cannot|don[’']?t|do not|never)\b", re.IGNORECASE
)
_IMPERATIVE = re.compile(
    r"^\W*(?:add|allow|ask|avoid|be|bring|build|change|create|design|develop|encourage|ensure|find|get|give|"
    r"have|help|hold|include|invite|involve|keep|let|listen|make|offer|plan|provide|put|run|send|set|share|"
    r"show|start|stop|support|talk|teach|tell|think|train|try|use|value|work|write)\b",
    re.IGNORECASE,
)
# ... but not when it only reports that things were said.
_REPORTED = re.compile(
    r"\b(?:said|asked|suggested|mentioned|listed|raised|wanted|liked|told|would like)\b", re.IGNORECASE
)


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


@dataclass(frozen=True)
class _Section:
    heading: Line | None
    cues: Cues
    body: tuple[Line, ...]
    region: Region
    level: int
    announced: bool = True  # whether anything says that notes stand here, or only its list does


def place_lines(document: Document, questions: QuestionList, settings: IngestSettings) -> list[Placed]:
    """Give every line of a document its role.

    Args:
        document: The document as lines.
        questions: The event's questions so far; those found here are added.
        settings: Thresholds for lead-ins and headings.

    Returns:
        One entry per line, in the document's order.
    """
    sections = _settle_regions(_cut_sections(document, settings))
    if sum(_asks_for_feedback(section) for section in sections) >= 2:
        sections = [_as_feedback(section) for section in sections]
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


def _cut_sections(document: Document, settings: IngestSettings) -> list[_Section]:
    sections: list[_Section] = []
    heading: Line | None = None
    level = 0
    cues = read_cues("")
    body: list[Line] = []

    def close() -> None:
        sections.append(_Section(heading, cues, tuple(body), "around", level))
        body.clear()

    for place, line in enumerate(document.lines):
        found = _heading_level(document, place, settings)
        if found == 0:
            body.append(line)
            continue
        close()
        heading, level, cues = line, found, read_cues(line.words)
        if line.role == "question":
            cues = replace(cues, question=split_table(line.words)[1], kind="", around=False, summary=False)
    close()
    return sections


def _heading_level(document: Document, place: int, settings: IngestSettings) -> int:
    """Level of the heading this line is, or 0 when it is none."""
    line = document.lines[place]
    if line.role == "question":
        return min(line.level, 2) or 2  # a person says so: as high as a question's heading usually is
    if line.role or line.given is not None:
        return 0
    if line.form == "heading":
        return line.level
    if line.form != "text" or len(line.words) > settings.longest_note_line:
        return 0
    alone = place == 0 or document.lines[place - 1].form in ("blank", "heading", "boilerplate")
    words = len(line.words.split())
    if line.bold:
        ends_like_a_sentence = line.words.endswith((".", "!")) or words > _LONGEST_HEADING
        return 0 if ends_like_a_sentence and "?" not in line.words else BOLD_LEVEL
    table, rest = split_table(line.words)
    if table and alone and (words <= 3 or "?" in rest):
        return BOLD_LEVEL - 1
    label = line.words.endswith(":") and words <= _LONGEST_LABEL
    if label and alone and read_cues(line.words).kind:
        return BOLD_LEVEL  # "Post-its:", "Chat:"
    after_table = place > 0 and split_table(document.lines[place - 1].words)[0] != ""
    if "?" in line.words and after_table and document.lines[place - 1].form == "text":
        return BOLD_LEVEL  # plain text: "Group 1", then its question on the next line
    return 0


def _settle_regions(sections: list[_Section]) -> list[_Section]:
    settled: list[_Section] = []
    region: Region = "around"
    opened = 0  # level of the heading that opened the region
    for section in sections:
        region, opened = _next_region(section, region, opened)
        settled.append(_as(section, region))
    given = any(line.given is not None for section in sections for line in section.body)
    if given or any(section.region == "notes" for section in settled):
        return [_as(section, "around") if section.region == "maybe" else section for section in settled]
    # Nothing announces the notes: take the sections that ask something, else all with lists (their
    # headings are the topics people were asked about), else all.
    for sign in (_asks, _lists, _speaks):
        if any(section.region == "maybe" and sign(section) for section in settled):
            return [
                section
                if section.region != "maybe"
                else replace(section, region="notes", announced=sign is not _lists)
                if sign(section) and not _is_introduction(settled, place)
                else _as(section, "around")
                for place, section in enumerate(settled)
            ]
    return [_as(section, "around") if section.region == "maybe" else section for section in settled]


def _next_region(section: _Section, region: Region, opened: int) -> tuple[Region, int]:
    cues, level = section.cues, section.level
    if section.heading is None:
        return "maybe", 0
    # "Feedback" alone opens nothing: it may be an item of an agenda.
    announced = bool(cues.table or cues.notes or cues.kind in ("post-it", "other"))
    announced = announced or section.heading.role == "question"
    inside = level > opened
    if cues.summary and (region != "notes" or level <= opened):
        return "summary", level
    if cues.questions and (region != "notes" or level <= opened):
        return "questions", level
    if region in ("summary", "questions") and inside and opened:
        return region, opened
    if region == "notes":
        around = cues.around and not cues.question  # "What stops people getting involved?"
        if announced or (level >= opened and not around):
            return "notes", min(opened, level) if cues.table or cues.notes else opened
        return ("around" if around else "maybe"), level
    if announced:
        return "notes", level
    if cues.around:
        return "around", level
    return ("around", opened) if region == "around" and inside and opened else ("maybe", level)


def _asks(section: _Section) -> bool:
    return bool(section.cues.question) and _lists(section)


def _lists(section: _Section) -> bool:
    return any(line.form == "item" and line.content for line in section.body)


def _speaks(section: _Section) -> bool:
    return any(line.form in ("item", "text") and line.content for line in section.body)


def _is_introduction(sections: list[_Section], place: int) -> bool:
    """Whether a section's few bullets only announce what the sections nested in it are about."""
    level = sections[place].level
    nested = list(takewhile(lambda section: section.level > level, sections[place + 1 :]))
    listed = [_count_items(section) for section in nested]
    return sum(count > 0 for count in listed) >= 2 and _count_items(sections[place]) * 4 < sum(listed)


def _count_items(section: _Section) -> int:
    items = (line.content for line in section.body if line.form == "item" and line.content)
    return sum(not any(sign.match(content) for sign, _ in _NO_REMARKS) for content in items)


def _asks_for_feedback(section: _Section) -> bool:
    labelled = (line for line in section.body if line.form == "text" and _FEEDBACK.match(line.words))
    return section.heading is not None and next(labelled, None) is not None


def _as_feedback(section: _Section) -> _Section:
    """A statement with what people said of it below ("Feedback – makes sense"), or text around."""
    return _as(section, "notes") if _asks_for_feedback(section) else _as(section, "around")


def _as(section: _Section, region: Region) -> _Section:
    return replace(section, region=region)


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
        self._last = next((line.number for line in reversed(document.lines) if line.content), 0)

    def walk(self, section: _Section) -> list[Placed]:
        """Give each line of a section its role."""
        placed: list[Placed] = []
        if section.heading is not None:
            placed.append(self._place_heading(section))
        if section.region == "notes":
            return placed + self._place_notes(section)
        for line in section.body:
            placed.append(self._place_known(line) or self._place_other(line, section.region))
        return placed

    def _place_heading(self, section: _Section) -> Placed:
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
        entry.kind = given.kind or "other"
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

    def _place_notes(self, section: _Section) -> list[Placed]:
        placed: list[Placed] = []
        lead_in: Placed | None = None
        parents: dict[int, Placed] = {}
        opening = self._question is None and section.cues.notes and not section.cues.table
        first_item = next((i for i, line in enumerate(section.body) if line.form == "item"), 0)
        label = None
        if _asks_for_feedback(section):
            label = next(i for i, line in enumerate(section.body) if _FEEDBACK.match(line.words))
        for place, line in enumerate(section.body):
            before = placed[-1] if placed else None
            if (known := self._place_known(line)) is not None:
                placed.append(known)
                continue
            if line.form in ("blank", "metadata", "boilerplate"):
                if before is not None and before.line.form == "item" and not _is_loose(section.body, place):
                    lead_in, parents = None, {}
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
                entry.continues = note
                note.follows.append(entry)
                placed.append(entry)
                continue
            parents = {}
            introduction = opening or (not section.announced and place < first_item)
            entry = self._place_text(section, place, introduction)
            lead_in = (
                entry if _introduces(section.body, place) and entry.role in ("note", "lead_in") else None
            )
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
        entry.text = _FEEDBACK.sub("", entry.text)
        entry.words = _FEEDBACK.sub("", entry.words)
        return entry

    def _place_item(self, section: _Section, place: int, parent: Placed | None) -> Placed:
        line = section.body[place]
        nested = next((other for other in section.body[place + 1 :] if other.form != "blank"), None)
        opens = nested is not None and nested.form == "item" and nested.level > line.level
        if opens and line.words.endswith(":") and not self._makes_a_point(line):
            return self._put(line, "lead_in", "introduces the bullets below it")
        if _count_nested(section.body, place) >= 2 and _is_label(line.words):
            return self._put(line, "lead_in", "a label for the bullets below it")
        aside = next((why for sign, why in _NO_REMARKS if sign.match(line.content)), "")
        if aside and not opens:
            return self._put(line, "context", aside)
        entry = self._note(line)
        if parent is not None and (parent.role == "lead_in" or parent.line.words.endswith(":")):
            entry.lead_in = parent.line.words
        return entry

    def _place_text(self, section: _Section, place: int, introduction: bool) -> Placed:
        line = section.body[place]
        apart = place == 0 or section.body[place - 1].form == "blank"
        if line.number == self._last and apart and _CLOSING.match(line.words):
            return self._put(line, "boilerplate", "closing words")
        if _introduces(section.body, place) and not self._makes_a_point(line):
            return self._put(line, "lead_in", "introduces the bullets below it")
        if introduction:
            return self._put(line, "context", "stands before the first question or list")
        reason = "introduces bullets and makes a point of its own" if line.words.endswith(":") else ""
        return self._note(line, reason)

    def _makes_a_point(self, line: Line) -> bool:
        if len(line.words.split()) < self._settings.lead_in_note_words or _REPORTED.search(line.words):
            return False
        return bool(_CLAIM.search(line.words) or _IMPERATIVE.match(line.words))

    def _continues(self, before: Placed | None) -> bool:
        if before is None or before.role not in ("note", "continuation"):
            return False
        return self._document.paragraphs

    def _note(self, line: Line, reason: str = "") -> Placed:
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


def _count_nested(body: tuple[Line, ...], place: int) -> int:
    """Bullets one level below a bullet."""
    level = body[place].level
    below = takewhile(lambda line: line.form == "blank" or line.level > level, body[place + 1 :])
    return sum(line.form == "item" and line.level == level + 1 for line in below)


def _is_label(words: str) -> bool:
    return len(words.split()) <= 3 and not words.endswith(("?", "!", "."))


def _find_kind(document: Document) -> str:
    """Kind of the notes where no heading says it: post-its when the text around speaks of them alone."""
    short = [read_cues(line.words) for line in document.lines if line.words and len(line.words) < 40]
    if any(cues.kind == "post-it" for cues in short):
        return "facilitator"  # those that are post-its stand below such a heading
    around = " ".join(line.words for line in document.lines if line.form in ("text", "metadata"))
    return "post-it" if speaks_of_post_its(around) else "facilitator"


def _introduces(body: tuple[Line, ...], place: int) -> bool:
    """Whether a line with a colon stands right before a list."""
    if not body[place].words.endswith(":"):
        return False
    after = next((line for line in body[place + 1 :] if line.form != "blank"), None)
    return after is not None and after.form == "item"


def _is_loose(body: tuple[Line, ...], place: int) -> bool:
    """Whether this blank line stands inside a list whose items are all set apart by blank lines."""
    items = [i for i, line in enumerate(body) if line.form == "item"]
    return len(items) > 2 and all(b - a == 2 for a, b in pairwise(items))
