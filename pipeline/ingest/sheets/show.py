"""Shows what a cell holds as a reader sees it: HTML as words, a list as its items."""

from __future__ import annotations

import html
import re
from dataclasses import replace

from pipeline.ingest.lines import match_item
from pipeline.ingest.sheets.cells import Cell, Row, Sheet

_NAMES = (
    "p|br|div|span|strong|em|b|i|u|s|ul|ol|li|a|h[1-6]|blockquote|font|table|tbody|tr|td|th|img|hr|sub|sup"
)
_TAG = re.compile(rf"<(?P<end>/?)(?P<name>{_NAMES})(?:\s[^<>]*)?/?>", re.IGNORECASE)
# A program writes paragraphs and breaks; a person who types "<b>" is quoted as they typed it.
_MARKUP = re.compile(r"<(?:p|br|div|li|ul|ol)(?:\s[^<>]*)?/?>|</(?:p|div|li|ul|ol)>", re.IGNORECASE)
_ENTITY = re.compile(r"&(?:#\d{1,6}|#x[0-9a-f]{1,5}|[a-z]{2,8});", re.IGNORECASE)
_PLAIN_ENTITY = re.compile(
    r"&(?:#0?39|amp|quot|apos|nbsp|[lr][sd]quo|[nm]dash|hellip|pound|euro|"
    r"[a-z](?:acute|grave|circ|uml|tilde|cedil));",
    re.IGNORECASE,
)
_LONGEST = 15  # words in one of several remarks in a cell
_BREAKS = ("p", "div", "br", "li", "ul", "ol", "tr", "blockquote", "hr", "h1", "h2", "h3", "h4", "h5", "h6")


def show_sheet(sheet: Sheet) -> Sheet:
    """The sheet with the words of cells in which a program left HTML."""
    marked = any("<" in cell.text and _MARKUP.search(cell.text) for row in sheet.rows for cell in row.cells)
    rows = tuple(
        Row(row.number, tuple(replace(cell, text=_show(cell, marked)) for cell in row.cells))
        if any("&" in cell.text or (marked and "<" in cell.text) for cell in row.cells)
        else row
        for row in sheet.rows
    )
    return replace(sheet, rows=rows)


def _show(cell: Cell, marked: bool) -> str:
    if cell.aside:
        return cell.text
    if not marked or not (_TAG.search(cell.text) or _ENTITY.search(cell.text)):
        return _PLAIN_ENTITY.sub(lambda found: html.unescape(found[0]).replace("\xa0", " "), cell.text)
    plain = html.unescape(_TAG.sub(_break_line, cell.text)).replace("\xa0", " ")
    lines = [" ".join(line.split()) for line in plain.split("\n")]
    return "\n".join(line for line in lines if line and line != "-") or cell.text


def split_items(text: str, several: bool = False) -> list[str]:
    """The items of a cell that holds a list, a lead-in in front of the first; else the cell as it is.

    Args:
        text: Of the cell.
        several: Whether a row is what a group said: then short lines are remarks, with or without marks.
    """
    if "\n" not in text and "\r" not in text:
        return [text]
    lines = [line for line in text.splitlines() if line.strip()]
    marked = [match_item(line) is not None for line in lines]
    first = 1 if lines and not marked[0] and lines[0].rstrip().endswith(":") else 0
    if several and not any(marked) and all(map(_is_remark, lines)):
        return lines
    if sum(marked) < 2 or not marked[first]:
        return [text]
    items: list[str] = []
    for line, starts in zip(lines, marked, strict=True):
        if starts or not items or (len(items) == 1 and first):
            items.append(line)
        else:
            items[-1] = f"{items[-1]}\n{line}"
    return items


def _is_remark(line: str) -> bool:
    """Whether a line of a cell begins like a sentence, and is none that goes on in the next."""
    words = line.strip()
    return words[:1].isupper() and not words.endswith((",", ";", ":", "-")) and len(words.split()) <= _LONGEST


def strip_marker(text: str) -> str:
    """An item of a list without the mark in front of it."""
    first, *rest = text.split("\n")
    item = match_item(first)
    return "\n".join([item[1], *rest]) if item is not None and item[1] else text


def _break_line(tag: re.Match[str]) -> str:
    name = tag["name"].lower()
    if name == "li" and not tag["end"]:
        return "\n- "
    return "\n" if name in _BREAKS else ""
