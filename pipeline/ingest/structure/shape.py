"""What a document's own marks leave open, settled before it is cut into sections.

Block quotes and chats give up their marks, quotations become lines of their own, bylines and meeting links
are no remarks, and lists with odd bullets become lists. Every character of a line stays in the line, or in
one of the parts it is cut into.
"""

from __future__ import annotations

import re
from dataclasses import replace

from pipeline.ingest.event.event_file import find_date
from pipeline.ingest.lines import Document, Line, take_off
from pipeline.ingest.structure.alike import head_dashed, head_numbered
from pipeline.ingest.structure.apart import cut_apart
from pipeline.ingest.structure.asides import (
    set_aside,
    set_fenced_aside,
    set_introduction_aside,
    set_letter_aside,
    set_profile_aside,
    set_ways_on_aside,
)
from pipeline.ingest.structure.block_quotes import PAD_NAME, is_poster, open_block_quotes, take_set_large
from pipeline.ingest.structure.forms import answer_by_number, answer_in_turn, cut_forms, set_fields_aside
from pipeline.ingest.structure.lists import (
    join_questions,
    join_short_lines,
    join_wrapped,
    list_letters,
    list_odd_bullets,
    read_outline,
    strip_boxes,
)
from pipeline.ingest.structure.messages import read_chat, read_reviews, read_threads
from pipeline.ingest.structure.minutes import set_business_aside
from pipeline.ingest.structure.named import read_counted, read_introduced, read_signed
from pipeline.ingest.structure.no_remarks import is_number, pass_counts, pass_lists, pass_programme
from pipeline.ingest.structure.only_organisers import is_report
from pipeline.ingest.structure.prefixes import name_codes, read_legend, strip_dates, strip_signatures
from pipeline.ingest.structure.public import read_replies, set_officials_aside, take_public_questions
from pipeline.ingest.structure.quotations import (
    quotes,
    settle_quoted_headings,
    take_quotations,
    take_quoted_paragraphs,
)
from pipeline.ingest.structure.remarks import is_label
from pipeline.ingest.structure.talk import read_dialogue, read_spoken, read_stamped, read_turns, settle_asker
from pipeline.ingest.structure.votes import read_tallies

_CODE = re.compile(
    r"^(?:[$%] ?\w|>>> |#!|# ?[a-z]|In ?\[\d*\]|import \w|from \w+ import|def \w+\(|git \w+|print ?\()"
)
_COVER_LINES = 6
_LONGEST_COVER = 15  # words in a line that says what the event was
_COVER_FIELD = re.compile(
    r"^(?:(?:date|venue|place|location|held (?:at|in|on)|facilitat\w+|present|apologies|attend\w+)\b"
    r"|time:? .{0,9}\d)",
    re.IGNORECASE,
)


def settle_shape(document: Document) -> Document:
    """The document with every line in the shape that its words and neighbours give it."""
    lines = list(document.lines)
    known = sum(line.given is not None and not is_number(line.words) for line in lines)
    if known and 2 * known >= sum(line.plain for line in lines):
        # A sheet, or a table whose cells are known.
        return replace(document, lines=tuple(set_aside(line) if line.plain_text else line for line in lines))
    if document.format == "plain text":
        lines = read_outline(lines)
    lines = read_chat(read_legend(set_letter_aside(head_numbered(head_dashed(lines)))))
    lines = read_tallies(lines)
    lines = strip_signatures(read_signed(read_counted(strip_dates(lines))))
    lines = list_letters(lines)
    if document.format == "plain text":
        lines = join_wrapped(lines, document.paragraphs)
    lines = _set_cover_aside(lines)
    lines = cut_apart(lines)
    lines = read_dialogue(lines)
    lines = read_turns(settle_asker(read_stamped(read_threads(lines))))
    lines = read_spoken(lines)
    lines = set_officials_aside(take_public_questions(read_replies(lines)))
    lines = set_business_aside(lines)
    lines = read_introduced(lines)
    lines = answer_in_turn(answer_by_number(lines))
    if document.paragraphs:
        lines = join_questions(lines)
    lines = cut_forms(set_fields_aside(lines))
    lines = pass_counts(pass_lists(pass_programme(lines)))
    lines = open_block_quotes(lines)
    lines = read_reviews(lines)
    if document.format == "pdf":
        lines = join_short_lines(lines)
    lines = name_codes([_name_speaker(line) for line in lines])
    lines = list_odd_bullets(lines)
    lines = strip_boxes(lines)
    lines = set_introduction_aside(lines)
    lines = set_ways_on_aside(set_profile_aside([set_aside(line) for line in set_fenced_aside(lines)]))
    lines = settle_quoted_headings(lines)
    lines = _set_code_aside(lines)
    if quotes(lines) or is_report(lines):
        lines = take_quotations(lines)
    elif is_poster(lines):
        lines = take_set_large(lines)
    else:
        lines = take_quoted_paragraphs(lines)
    return replace(document, lines=tuple(lines))


def _set_cover_aside(lines: list[Line]) -> list[Line]:
    """Plain lines at the top, before anything is marked, that say what the event was and when."""
    first = next((place for place, line in enumerate(lines) if line.words and not line.role), len(lines))
    last = first
    for place in range(first, min(first + _COVER_LINES, len(lines))):
        line = lines[place]
        marked = line.role or line.bold or line.form not in ("text", "blank") or "?" in line.words
        if marked or len(line.words.split()) > _LONGEST_COVER:
            break
        if find_date(line.words) or _COVER_FIELD.match(line.words):
            last = place + 1
    last = max(last, _find_opening(lines, first))
    if last == first and _is_title_above_label(lines, first):
        return [*lines[:first], replace(lines[first], form="heading", level=1), *lines[last + 1 :]]
    return [
        replace(line, role="metadata", reason="says what the event was")
        if first <= place < last and line.words
        else line
        for place, line in enumerate(lines)
    ]


def _is_title_above_label(lines: list[Line], first: int) -> bool:
    """Whether few words alone stand on top of a text whose next line is a label ("Good:")."""
    below = next((line for line in lines[first + 1 :] if line.words), None)
    if below is None or lines[first + 1].form != "blank" or below.role or below.form != "text":
        return False
    plain = lines[first].form == "text" and not lines[first].bold and lines[first].words[-1:].isalnum()
    few = len(lines[first].words.split()) <= _LONGEST_COVER / 2
    return plain and few and below.words.endswith(":") and is_label(below.words.rstrip(":"))


def _find_opening(lines: list[Line], first: int) -> int:
    """The end of the short lines above the first sentence, in a text of nothing but paragraphs."""
    told = [line for line in lines if line.words and not line.role]
    sentences = sum(
        line.words.endswith((".", "!", "”", '"')) and len(line.words.split()) > _LONGEST_COVER
        for line in told
    )
    if any(line.form != "text" or line.bold or "?" in line.words for line in told) or 3 * sentences < len(
        told
    ):
        return first
    for place in range(first, len(lines)):
        if len(lines[place].words.split()) > _LONGEST_COVER or lines[place].words.endswith((".", "!", ":")):
            return place
    return first


def _set_code_aside(lines: list[Line]) -> list[Line]:
    """Commands and programs, where there are many, are nobody's remarks, nor is what explains them."""
    code = sum(bool(_CODE.match(line.content)) for line in lines if line.form in ("text", "item"))
    if code < 10 or code < sum(bool(line.words) for line in lines) / 10:
        return lines
    return [
        replace(line, role="context", reason="a program, or what explains it")
        if line.form in ("text", "heading", "item") and not line.role
        else line
        for line in lines
    ]


def _name_speaker(line: Line) -> Line:
    """A remark of a pad without the mark that says whose it is."""
    found = PAD_NAME.match(line.content) if not line.role else None
    if found is None:
        return line
    if found.end() == len(line.content):
        return replace(line, form="text", level=0, role="metadata", reason="says whose words stand below")
    return replace(take_off(line, PAD_NAME), speaker=found["name"].strip())
