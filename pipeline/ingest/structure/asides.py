"""Lines that stand around the words of people: who wrote, how to join, what a page or its program adds."""

from __future__ import annotations

import re
from dataclasses import replace

from pipeline.ingest.lines import Line

_BYLINE = re.compile(
    r"^\W*(?:(?i:(?:notes?|minutes|report|written|prepared|facilitated|led|hosted|taken|scribed?|"
    r"edited|compiled|raised|submitted)"
    r"(?: taken| made| written)?(?: by:?|:)|(?:facilitators?|scribes?|note[- ]?takers?|hosts?|chair):?)"
    r"\s+[A-Z]|(?i:by) [A-Z][\w'’-]+(?: [A-Z][\w'’-]+){0,2}\W*$)"
)
_FIELD = re.compile(
    r"^(?:(?:rooms?|venue|place|location|where|attend(?:ees|ance)|present|apologies|chair|hosts?)\s?:\s+(?:\S+\s*){1,6}$"
    r"|(?:date|time|when)\s?:\s+\D{0,20}\d.{0,30}$)",
    re.IGNORECASE,
)
# "Visitor 2 (man, 30s)": whose words stand below.
_PERSON = re.compile(
    r"^(?:visitor|interviewee|person|participant|respondent|resident|family|household|parent|carer|patient|"
    r"tenant|student|volunteer|member|customer|user|interview)\s?#?\d{1,3}\b[^.!?]{0,60}$",
    re.IGNORECASE,
)
# What a site's generator or a wiki puts in place of something, and no reader sees.
_ATTRIBUTES = re.compile(
    r"^\{[:%].*\}$|^\{\{.*\}\}$|^<%.*%>$|^:::.*$|^__?TOC__?$|^\[TOC\]$|^\.\. [\w-]+::.*$"
    r"|^\[\[(?:category|file|image|_?toc_?):?.*\]\]$|^\[/[a-z_]+\]$|^\[[a-z_]+(?: \w+=\S+)+ ?/?\]$",
    re.IGNORECASE,
)
_MEETING = re.compile(
    r"https?://\S*(?:zoom\.us|teams\.microsoft|meet\.google|webex)\S*|\bmeeting id\b|\bpass ?code\b"
    r"|^(?:next|previous) (?:call|meeting|session)\b|^dial[- ]in\b",
    re.IGNORECASE,
)
# What a page of the web offers its readers.
_OFFERED = re.compile(
    r"^(?:(?:log ?in|sign ?in|register) to (?:comment|reply|post)|"
    r"(?:post|leave|add|write) a (?:comment|reply)|"
    r"no comments|share this.{0,80}|read more|top of page|bottom of page)\W*$",
    re.IGNORECASE,
)


def set_aside(line: Line) -> Line:
    """Who took the notes, and how to join the call, are no remarks."""
    if line.role or line.form not in ("text", "item") or not line.words:
        return line
    if _BYLINE.match(line.words) and len(line.words.split()) <= 8:
        return replace(line, form="text", level=0, role="metadata", reason="says who wrote the notes")
    if line.form == "text" and _FIELD.match(line.words):
        return replace(line, role="metadata", reason="says what the event was")
    if line.form == "text" and _PERSON.match(line.words) and ":" not in line.words.rstrip(":"):
        return replace(line, role="metadata", reason="says whose words stand below")
    if _ATTRIBUTES.match(line.words):
        return replace(line, form="metadata", reason="a mark of the page's layout")
    if line.form == "text" and _OFFERED.match(line.words):
        return replace(line, role="boilerplate", reason="what a page offers its readers")
    if _MEETING.search(line.words):
        return replace(line, form="text", level=0, role="metadata", reason="says how or when to join")
    return line
