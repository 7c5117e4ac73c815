"""What lines stand under: the question, the table, the kind of notes and the sub-heading.

A document is walked from its first line to its last. Headings change what the lines below them stand
under, and every note takes down what it stands under when it is reached.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Any

from pipeline.ingest.lines import BOLD_LEVEL, SAME_KIND, SAME_QUESTION, Document, Given, Line
from pipeline.ingest.structure.evidence import Section
from pipeline.ingest.structure.headings import (
    ASKS,
    ASPECT,
    HEARD,
    PROMPTS,
    SAID,
    find_usual_kind,
    invites,
    is_one_of_many,
    says_who_led,
    split_table,
)
from pipeline.ingest.structure.placed import TOPIC, Placed
from pipeline.ingest.structure.questions import Question, QuestionList
from pipeline.ingest.structure.remarks import find_speakers, split_speaker
from pipeline.ingest.structure.votes import counts_in_brackets, split_votes
from pipeline.tables import GIVEN_ROLE

SUMMARY = "a summary somebody wrote; not counted as notes"
_SEAT = re.compile(
    r"^[*_]{0,3}(?P<seat>(?:table|group|room|break\s?-?out(?: (?:group|room))?|station|circle) ?\d{1,2})"
    r"[*_]{0,3}\s?[:–—][*_]{0,3}\s*(?=\S)",
    re.IGNORECASE,
)

_CODE = re.compile(r"\W*(?:Q|Question)\s?(?P<code>\d{1,2})\W*", re.IGNORECASE)  # stands for "Q2 – What …?"
_CODED = re.compile(rf"{_CODE.pattern}(?<=\W)(?P<asked>\w+(?: \S+){{2,}})$", re.IGNORECASE)
_NUMBER = re.compile(r"^\W*\d{1,2}[.)]\s+")
_VOTED = (")", "1", "👎", "✓", "★")  # how a cell with votes in it ends


class Scope:
    """What the next line of a document stands under."""

    def __init__(self, document: Document, questions: QuestionList) -> None:
        """Stand at the top of a document; the questions found on the way down are added to the event's."""
        self.heading = ""  # the sub-heading, or empty
        self.question: Question | None = None  # before the first one
        self._document = document
        self._questions = questions
        self._question_level = 0
        self._table, self._table_level = "", 0
        self._seated = False  # whether the question was asked at a table, not of all tables
        self.title = ""  # the heading above all others
        self._topical = False  # whether the question is a topic that asks nothing
        self._usual_kind = find_usual_kind(document)
        self._kind = self._usual_kind
        self._kinds: list[tuple[int, str]] = []  # level and kind of the headings we are below
        self._above: list[tuple[int, str]] = []  # level and words of those that may name a topic
        self._speakers = find_speakers(line.content for line in document.lines if line.content)
        self._codes = {
            found["code"]: found["asked"]
            for line in reversed(document.lines)
            if line.given is None
            and "Q" in line.words[:3].upper()
            and (found := _CODED.match(line.words)) is not None
        }
        self._counted = counts_in_brackets(document.lines)

    def remember(self) -> dict[str, Any]:
        """Where it stands, to return to."""
        kept = {name: list(value) if isinstance(value, list) else value for name, value in vars(self).items()}
        return kept | {"questions": list(self._questions.questions)}

    def return_to(self, before: dict[str, Any]) -> None:
        """Stand where it stood, as if what came since had not been read."""
        self._questions.questions[:] = before["questions"]
        vars(self).update({name: value for name, value in before.items() if name != "questions"})

    def ask_as_held(self, section: Section, line: Line) -> Placed:
        """A heading that a person took for a question, or saw as one."""
        self._table = section.cues.table or self._table
        self._ask(split_table(line.words)[1], section.level, topical="?" not in line.words)
        self._open(section.level, "")
        return self.put(line, "question", GIVEN_ROLE if line.said else "")

    def put(self, line: Line, role: str, reason: str = "") -> Placed:
        """A line with its role."""
        return Placed(self._document.source, line, role, reason, text=line.content, words=line.words)

    def note(self, line: Line, reason: str = "") -> Placed:
        """A line that is a note, with all that it stands under."""
        if self.question is None and (only := self._questions.only_declared()) is not None:
            self.question = only
            reason = reason or "the only question of the event"
        question = self.question  # where none stands above, the next heading may still open one
        if question is None:
            question, _ = self._questions.place("", self._table)
            reason = reason or "stands under no question"
        entry = self.put(line, "note", reason)
        entry.question, entry.table = question, self._table
        entry.kind, entry.heading = self._kind, self.heading
        text, words = line.content, line.words
        if (seat := _SEAT.match(text)) is not None:  # "Group 2: a crossing", below one question
            entry.table = split_table(seat["seat"])[0]
            text, words = text[seat.end() :], _SEAT.sub("", words)
        text, entry.speaker = split_speaker(text, self._speakers)
        entry.speaker = line.speaker or entry.speaker
        entry.text, entry.votes, entry.votes_against = split_votes(text, self._counted)
        entry.words = entry.text
        if line.words != line.content:
            entry.words = split_votes(split_speaker(words, self._speakers)[0], self._counted)[0]
        return entry

    @property
    def asked(self) -> bool:
        """Whether a question stands above, and not only a topic, or nothing."""
        return self.question is not None and bool(self.question.wording) and not self._topical

    def names_speaker(self, line: Line) -> bool:
        """Whether a line says who spoke."""
        return bool(split_speaker(line.content, self._speakers)[1])

    def place_known(self, line: Line) -> Placed | None:
        """A line whose reader knows what it is: a cell of a sheet, a running header."""
        if line.role == "note":
            return self.note(line, line.reason)
        if line.role:
            return self.put(line, line.role, line.reason)
        if line.given is None:
            return None
        given = line.given
        if given.question == SAME_QUESTION:
            return self._note_below(line, given)
        entry = self.put(line, "note", line.reason)
        entry.table = split_table(given.table)[0] or given.table
        entry.question, _ = self._questions.place(given.question, entry.table)
        entry.kind = self._kind if given.kind == SAME_KIND else given.kind or "other"
        entry.heading, entry.speaker = given.heading, given.speaker
        if line.content[-1:] in _VOTED and not given.votes:
            entry.text, entry.votes, entry.votes_against = split_votes(line.content)
            entry.words = split_votes(line.words)[0]
        else:
            entry.votes, entry.votes_against = given.votes, given.votes_against
        return entry

    def _note_below(self, line: Line, given: Given) -> Placed:
        """A cell of a table that stands below its question, or only below the name of its column."""
        names = len(given.column.split()) > 1  # "You said", not "Comment"
        if self.question is None and names and self._questions.only_declared() is None:
            self._ask(given.column.rstrip(" .…:"), BOLD_LEVEL, topical=True)
        entry = self.note(line, line.reason)
        assert entry.question is not None
        entry.table = split_table(given.table)[0] or given.table or entry.table
        if given.table and entry.question.wording:
            self._questions.place(entry.question.wording, entry.table)
        entry.kind = entry.kind if given.kind in ("", SAME_KIND) else given.kind
        entry.heading = given.heading or entry.heading
        entry.speaker = given.speaker or entry.speaker
        entry.votes = given.votes or entry.votes
        entry.votes_against = given.votes_against or entry.votes_against
        return entry

    def ask_by_bullet(self, line: Line, level: int) -> Placed:
        """A bullet that asks what the bullets nested in it answer."""
        reason = self._ask(split_table(line.words)[1], level + 1, topical=True)
        self.heading = ""
        return self.put(line, "question", reason or "the bullets nested in it answer it")

    def enter(self, section: Section) -> Placed:
        """The heading of a section; what stands below it stands under it from here on."""
        line = section.heading
        assert line is not None
        if is_one_of_many(line.words) and not section.cues.question:
            return self._enter_one_of_many(section, line)
        if section.cues.table:
            self._table_level = section.level
        elif section.level < self._table_level < BOLD_LEVEL:
            # A heading above those of the tables ends the last of them.
            self._table, self._table_level = "", 0
        self._above = [one for one in self._above if one[0] < section.level]
        if not section.cues.around and not section.cues.summary:
            self._above.append((section.level, line.words.rstrip(":")))
        if section.region == "summary":
            return self.put(line, "summary", SUMMARY)
        if section.region == "questions" and section.cues.question:
            return self.put(line, "question", "the write-up's own list of questions")
        if section.region != "notes" and not section.heads:
            if (self._topical or line.form == "heading") and section.level <= self._question_level:
                self.question, self._topical = None, False  # it ends where its level is left
            return self.put(line, "heading")
        cues = section.cues
        if (code := _CODE.fullmatch(line.words)) is not None and code["code"] in self._codes:
            cues = replace(cues, question=self._codes[code["code"]])
        # A question below an open question, without a table of its own, is a sub-heading.
        nested = (
            not cues.table
            and self.question is not None
            and not self._topical
            and section.level > self._question_level
        )
        if nested and any(cues.question in known.wordings for known in self._questions.questions):
            self._question_level, nested = section.level, False  # asked again, as of the next person
        if cues.question and not nested:
            self._table = cues.table or self._table
            # Beside "Tell us about the hall" may stand "One wish".
            prompts = "?" not in line.words and PROMPTS.match(cues.question) is not None
            reason = self._ask(cues.question, section.level, topical=prompts)
            self._open(section.level, "")
            return self.put(line, "question", reason or line.reason)
        # "Notes of the day" is no topic; beside one it is.
        one_of_them = self.question is not None and self._topical and section.level == self._question_level
        opens = cues.notes and SAID.match(line.words) is None and not one_of_them
        plain = section.heads or (not cues.kind and not opens and not cues.table)
        if plain and self.question is not None and not self._topical and section.level < self._question_level:
            self.question = None
            self._open(section.level, line.words.rstrip(":"))
            return self.put(line, "heading", "closes the question above it")
        if (
            plain
            and self.question is None
            and ASPECT.match(line.words)
            and (topic := self._find_topic(section.level))
        ):
            self._ask(topic[1], topic[0], topical=True)
            self._open(section.level, line.words.rstrip(":"))
            return self.put(line, "heading", "a side of the topic above it")
        beside = section.heads and section.level <= self._question_level
        if plain and (beside or self._is_topic(section.level, line.words)):
            reason = self._ask(line.words.rstrip(":"), section.level, topical=True)
            self._open(section.level, "")
            entry = self.put(line, "question", reason or TOPIC)
            entry.question = self.question
            return entry
        if cues.table and not nested:
            bare = split_table(line.words)[1] == ""
            below = self.question is not None and (
                section.level > self._question_level or (bare and not self._seated)
            )
            self._table = cues.table
            if bare and self.question is None and (topic := self._find_topic(section.level)):
                self._ask(topic[1], topic[0], topical=True)
                self._seated, below = False, True
            if not below:
                self.question = self._questions.at_table(cues.table)
                self._question_level, self._topical = section.level, False
            self._open(section.level, "" if bare else line.words, cues.kind)
            said = "below its question" if below else "without a question"
            led = "; says who led it" if says_who_led(line.words) else ""
            return self.put(line, "heading", f"names table {cues.table} {said}{led}")
        if cues.kind or not cues.notes or self.question is not None or HEARD.search(line.words):
            self._open(section.level, line.words.rstrip(":"), cues.kind)
        return self.put(line, "heading")

    def _enter_one_of_many(self, section: Section, line: Line) -> Placed:
        """A heading that only numbers or dates a remark: what it is about stands in the heading above it."""
        above = [one for one in self._above if one[0] <= section.level]
        if section.region == "notes" and above and (self.question is None or self._topical):
            self._ask(above[-1][1], above[-1][0], topical=True)
        self._open(section.level, line.words.rstrip(":"))
        return self.put(line, "heading", "says which remark it is, or when it was made")

    def _find_topic(self, level: int) -> tuple[int, str] | None:
        """The heading right above one of this level, unless it is the document's title or names a table."""
        above = [one for one in self._above if one[0] < level and one[1] != self.title][-1:]
        return above[0] if above and not split_table(above[0][1])[0] else None

    def _ask(self, wording: str, level: int, topical: bool) -> str:
        """Open a question; the reason where it is another wording of a known one."""
        self.question, reason = self._questions.place(wording, self._table)
        self._seated = bool(self._table)
        self._question_level, self._topical = level, topical
        return reason

    def _is_topic(self, level: int, words: str) -> bool:
        """Whether a heading that asks nothing stands where questions stand, as the topic of its notes."""
        if self.question is None:
            return not self._table or bool(ASKS.match(words))
        # "Anything else", as high as the questions, is one of them, and "3. Any other comments".
        asked = _NUMBER.sub("", words)
        beside = self._question_level + (1 if invites(asked) else 0)
        return (self._topical or invites(asked) or bool(ASKS.match(asked))) and level <= beside

    def _open(self, level: int, heading: str, kind: str = "") -> None:
        """Stand below a heading; its kind of notes is its own, that of the one above it, or the usual."""
        while self._kinds and self._kinds[-1][0] >= level:
            self._kinds.pop()
        self._kind = kind or (self._kinds[-1][1] if self._kinds else self._usual_kind)
        self._kinds.append((level, self._kind))
        self.heading = heading
