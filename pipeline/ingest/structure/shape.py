"""What a document's own marks leave open, settled before it is cut into sections.

Block quotes and chats give up their marks, quotations become lines of their own, bylines and meeting links
are no remarks, and lists with odd bullets become lists. Every character of a line stays in the line, or in
one of the parts it is cut into.
"""

from __future__ import annotations

import re
from dataclasses import replace

from pipeline.ingest.event.cover import find_date
from pipeline.ingest.lines import Document, Line, settle
from pipeline.ingest.structure import (
    alike,
    apart,
    asides,
    block_quotes,
    forms,
    lists,
    messages,
    minutes,
    named,
    no_remarks,
    only_organisers,
    prefixes,
    public,
    quotations,
    talk,
    votes,
)
from pipeline.ingest.structure.remarks import is_label

_COVER_LINES = 6
_LONGEST_COVER = 15  # words in a line that says what the event was
_COVER_FIELD = re.compile(
    r"^(?:(?:date|venue|place|location|held (?:at|in|on)|facilitat\w+|present|apologies|attend\w+)\b"
    r"|time:? .{0,9}\d)",
    re.IGNORECASE,
)
_PLAIN = "plain text"


def settle_shape(document: Document) -> Document:
    """The document with every line in the shape that its words and neighbours give it.

    What a pass has given a role, the passes below it leave as it is.
    """
    lines = list(document.lines)
    known = sum(line.given is not None and not no_remarks.is_number(line.words) for line in lines)
    if known and 2 * known >= sum(line.plain for line in lines):
        # A sheet, or a table whose cells are known.
        lines = [asides.set_aside(line) if line.plain_text else line for line in lines]
        return replace(document, lines=tuple(lines))
    # What a line is marked with: spaces, dashes, numbers, legends, senders, votes, days, names, letters.
    if document.format == _PLAIN:
        lines = lists.read_outline(lines)
    lines = alike.head_dashed(lines)
    lines = alike.head_numbered(lines)
    lines = asides.set_letter_aside(lines)
    lines = prefixes.read_legend(lines)
    lines = messages.read_chat(lines)
    lines = votes.read_tallies(lines)
    lines = prefixes.strip_dates(lines)
    lines = named.read_counted(lines)
    lines = named.read_signed(lines)
    lines = prefixes.strip_signatures(lines)
    lines = lists.list_letters(lines)
    # Which lines are one, and which are several.
    if document.format == _PLAIN:
        lines = lists.join_wrapped(lines, document.paragraphs)
    lines = _set_cover_aside(lines)
    lines = apart.cut_apart(lines, document.paragraphs)
    # Who speaks, to whom, and who only asks or answers for those who hold the meeting.
    lines = talk.read_dialogue(lines)
    lines = messages.read_threads(lines)
    lines = talk.read_stamped(lines)
    lines = talk.settle_asker(lines)
    lines = talk.read_turns(lines)
    lines = talk.read_spoken(lines)
    lines = public.read_replies(lines)
    lines = public.take_public_questions(lines)
    lines = public.set_officials_aside(lines)
    lines = minutes.set_business_aside(lines)
    lines = named.read_introduced(lines)
    # Which answer belongs to which question.
    lines = forms.answer_by_number(lines)
    lines = forms.answer_in_turn(lines)
    if document.paragraphs:
        lines = lists.join_questions(lines)
    lines = forms.set_fields_aside(lines)
    lines = forms.cut_forms(lines)
    # What holds nobody's words, and what marks are left in front of those who have some.
    lines = no_remarks.pass_programme(lines)
    lines = no_remarks.pass_lists(lines)
    lines = no_remarks.pass_counts(lines)
    lines = block_quotes.open_block_quotes(lines)
    lines = messages.read_reviews(lines)
    if document.format == "pdf":
        lines = lists.join_short_lines(lines)
    lines = prefixes.name_pads(lines)
    lines = prefixes.name_codes(lines)
    lines = lists.list_odd_bullets(lines)
    lines = lists.strip_boxes(lines)
    lines = asides.set_introduction_aside(lines)
    lines = asides.set_fenced_aside(lines)
    lines = asides.set_lines_aside(lines)
    lines = asides.set_profile_aside(lines)
    lines = asides.set_ways_on_aside(lines)
    # Words in quotation marks, or set large, among an author's own.
    lines = quotations.settle_quoted_headings(lines)
    lines = asides.set_code_aside(lines)
    if quotations.quotes(lines) or only_organisers.is_report(lines):
        lines = quotations.take_quotations(lines)
    elif block_quotes.is_poster(lines):
        lines = block_quotes.take_set_large(lines)
    else:
        lines = quotations.take_quoted_paragraphs(lines)
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
        settle(line, "metadata", "says what the event was") if first <= place < last and line.words else line
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
