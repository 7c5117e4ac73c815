"""The lines of a section that holds notes: which are notes, and what the others are."""

from __future__ import annotations

from pipeline.ingest.lines import Document, Line
from pipeline.ingest.structure.bullets import (
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
from pipeline.ingest.structure.headings import reports_back, split_table
from pipeline.ingest.structure.placed import Placed, follow_on, say_whole
from pipeline.ingest.structure.remarks import count_votes_alone
from pipeline.ingest.structure.sections import FEEDBACK_LABEL, Section, asks_for_feedback
from pipeline.ingest.structure.surroundings import Surroundings
from pipeline.settings import IngestSettings


class NoteLines:
    """Tells notes, lead-ins and the lines that go on from them apart, by bullets and by words."""

    def __init__(self, document: Document, around: Surroundings, settings: IngestSettings) -> None:
        """Get ready for the sections of one document.

        Args:
            document: The document as lines.
            around: What its lines stand under; questions that bullets ask are put there.
            settings: Thresholds for lead-ins.
        """
        self._document = document
        self._around = around
        self._settings = settings
        last = (line.locator for line in reversed(document.lines) if line.content and not line.role)
        self._last = next(last, "")

    def place(self, section: Section, placed: list[Placed]) -> list[Placed]:
        """Give each line of a section of notes its role.

        Args:
            section: The section.
            placed: Its heading, where it has one; the lines are added.

        Returns:
            What was handed in, with one entry more for each line.
        """
        lead_in: Placed | None = None
        parents: dict[int, Placed] = {}
        opening = self._around.question is None and section.cues.notes and not section.cues.table
        first_item = next((i for i, line in enumerate(section.body) if line.form == "item"), 0)
        asking = asks_by_bullets(section.body)
        label = None
        if asks_for_feedback(section):
            label = next(i for i, line in enumerate(section.body) if FEEDBACK_LABEL.match(line.words))
        for place, line in enumerate(section.body):
            before = placed[-1] if placed else None
            if (known := self._around.place_known(line)) is not None:
                if known.role == "continuation":
                    follow_on(placed, known)
                placed.append(known)
                continue
            if line.form in ("blank", "metadata", "boilerplate"):
                placed.append(self._around.put(line, line.form))
                continue
            if not line.content:
                placed.append(self._around.put(line, "blank", "an empty bullet"))
                continue
            if label is not None:
                placed.append(self._place_feedback(line, place, label))
                continue
            if votes := count_votes_alone(line.words):
                placed.append(self._around.put(line, "metadata", f"votes for what stands above: {votes}"))
                continue
            if asking and line.form == "item" and line.level == 1:
                lead_in, parents = None, {}
                placed.append(self._around.ask_by_bullet(line, section.level))
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
                entry = self._around.put(line, "continuation", "goes on from the line above")
                follow_on(placed, entry)
                placed.append(entry)
                after = find_next(section.body, place)
                if note.line.form != "item" and after is not None and after.form == "item":
                    # A lead-in that runs over several lines.
                    lead_in = note if say_whole(note).endswith(":") else None
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
            return self._around.put(line, "context", "the statement that the feedback below is on")
        if votes := count_votes_alone(line.words):
            return self._around.put(line, "metadata", f"votes for what stands above: {votes}")
        entry = self._around.note(line)
        entry.kind = "feedback"
        entry.text = FEEDBACK_LABEL.sub("", entry.text)
        entry.words = FEEDBACK_LABEL.sub("", entry.words)
        return entry

    def _place_item(self, section: Section, place: int, parent: Placed | None) -> Placed:
        line = section.body[place]
        opens = opens_list(section.body, place)
        if opens and line.words.endswith(":") and not self._makes_a_point(line):
            return self._around.put(line, "lead_in", "introduces the bullets below it")
        if is_label(line.words) and count_nested(section.body, place) >= 2:
            return self._around.put(line, "lead_in", "a label for the bullets below it")
        if not opens and (aside := say_aside(line.content)):
            return self._around.put(line, "context", aside)
        below = self._around.heading or (
            self._around.question.wording if self._around.question is not None else ""
        )
        if split_table(line.words)[0] and reports_back(below):
            return self._around.put(line, "summary", "a group's own report of its discussion")
        entry = self._around.note(line)
        introduction = say_whole(parent) if parent is not None else ""
        if parent is not None and (parent.role == "lead_in" or introduction.endswith(":")):
            entry.lead_in = introduction
        return entry

    def _place_text(self, section: Section, place: int, introduction: bool) -> Placed:
        line = section.body[place]
        apart = place == 0 or section.body[place - 1].form in ("blank", "item")
        if line.locator == self._last and apart and CLOSING.match(line.words):
            return self._around.put(line, "boilerplate", "closing words")
        if introduces(section.body, place) and not self._makes_a_point(line):
            return self._around.put(line, "lead_in", "introduces the bullets below it")
        if introduction:
            return self._around.put(line, "context", "stands before the first question or list")
        reason = "introduces bullets and makes a point of its own" if line.words.endswith(":") else ""
        return self._around.note(line, reason)

    def _makes_a_point(self, line: Line) -> bool:
        return makes_a_point(line.words, self._settings.lead_in_note_words)

    def _continues(self, before: Placed | None) -> bool:
        if before is None or before.role not in ("note", "continuation"):
            return False
        return self._document.paragraphs
