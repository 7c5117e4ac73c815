"""Cuts a document at its headings and decides what each section holds.

Notes, somebody's summary, the list of the questions, or text around the notes. Where nothing announces
the notes, the sections that ask something are taken, else those with lists, else all.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import Literal

from pipeline.ingest.lines import BOLD_LEVEL, Document, Line
from pipeline.ingest.structure.headings import Cues, read_cues, split_table
from pipeline.ingest.structure.remarks import find_next, say_aside
from pipeline.settings import IngestSettings

Region = Literal["notes", "summary", "questions", "around", "maybe"]

# In these a paragraph stands apart by its spacing, not by an empty line.
_WITHOUT_BLANKS = ("word", "opendocument", "web page")
_LONGEST_HEADING = 25  # words in a bold line that is still a heading
_LONGEST_LABEL = 8  # words in a plain line with a colon that is still a heading ("Post-its:")
# Where a document shows statements and what people said of them.
FEEDBACK_LABEL = re.compile(r"^(?:feedback|comments?|responses?)\s*[-–—:]+\s*(?=\S)", re.IGNORECASE)


@dataclass(frozen=True)
class Section:
    """A heading and the lines below it, up to the next heading."""

    heading: Line | None  # None before the first
    cues: Cues  # what the heading announces
    body: tuple[Line, ...]
    region: Region
    level: int  # of the heading; 0 without one
    announced: bool = True  # whether anything says that notes stand here, or only that there is a list


def find_sections(document: Document, settings: IngestSettings) -> list[Section]:
    """Cut a document into sections and say what each holds."""
    sections = _settle_regions(_cut_sections(document, settings))
    if sum(asks_for_feedback(section) for section in sections) >= 2:
        return [replace(one, region="notes" if asks_for_feedback(one) else "around") for one in sections]
    return sections


def asks_for_feedback(section: Section) -> bool:
    """Whether it shows a statement with what people said of it below ("Feedback – makes sense")."""
    if section.heading is None:
        return False
    return any(line.form == "text" and FEEDBACK_LABEL.match(line.words) for line in section.body)


def _cut_sections(document: Document, settings: IngestSettings) -> list[Section]:
    sections: list[Section] = []
    heading: Line | None = None
    level = 0
    cues = read_cues("")
    body: list[Line] = []

    def close() -> None:
        sections.append(Section(heading, cues, tuple(body), "around", level))
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
    if place and document.lines[place - 1].form == "item" and document.format in _WITHOUT_BLANKS:
        alone = True
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
    if alone and line.words.endswith("?") and words <= _LONGEST_HEADING:
        after = find_next(document.lines, place)
        if after is not None and after.form == "item":
            return BOLD_LEVEL  # a question as a plain line above its bullets
    after_table = place > 0 and split_table(document.lines[place - 1].words)[0] != ""
    if "?" in line.words and after_table and document.lines[place - 1].form == "text":
        return BOLD_LEVEL  # plain text: "Group 1", then its question on the next line
    return 0


def _settle_regions(sections: list[Section]) -> list[Section]:
    settled: list[Section] = []
    region: Region = "around"
    opened = 0  # level of the heading that opened the region
    for section in sections:
        region, opened = _next_region(section, region, opened)
        settled.append(replace(section, region=region))
    # A table of questions says that notes are there, unless bullets below other questions do as well.
    given = any(line.given is not None for section in sections for line in section.body)
    given = given and not any(section.region == "maybe" and _asks(section) for section in settled)
    if given or any(section.region == "notes" for section in settled):
        return _pass_by(settled)
    # Nothing announces the notes: take the sections that ask something, else all with lists (their
    # headings are the topics people were asked about), else all.
    for sign in (_asks, _lists, _speaks):
        if any(section.region == "maybe" and sign(section) for section in settled):
            taken = [
                replace(section, region="notes", announced=sign is not _lists)
                if section.region == "maybe" and sign(section) and not _is_introduction(settled, place)
                else section
                for place, section in enumerate(settled)
            ]
            return _pass_by(taken)
    return _pass_by(settled)


def _pass_by(sections: list[Section]) -> list[Section]:
    """Sections of which nothing says that they hold notes are text around the notes."""
    return [replace(one, region="around") if one.region == "maybe" else one for one in sections]


def _next_region(section: Section, region: Region, opened: int) -> tuple[Region, int]:
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


def _asks(section: Section) -> bool:
    return bool(section.cues.question) and _lists(section)


def _lists(section: Section) -> bool:
    return any(line.form == "item" and line.content for line in section.body)


def _speaks(section: Section) -> bool:
    return any(line.form in ("item", "text") and line.content for line in section.body)


def _is_introduction(sections: list[Section], place: int) -> bool:
    """Whether a section's few bullets only announce what the sections nested in it are about."""
    listed = []
    for following in range(place + 1, len(sections)):
        if sections[following].level <= sections[place].level:
            break
        listed.append(_count_items(sections[following]))
    return sum(count > 0 for count in listed) >= 2 and _count_items(sections[place]) * 4 < sum(listed)


def _count_items(section: Section) -> int:
    items = (line.content for line in section.body if line.form == "item" and line.content)
    return sum(not say_aside(content) for content in items)
