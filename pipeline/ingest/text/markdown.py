"""Markdown into lines. Block marks are read line by line, so that every line keeps its number."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import pairwise

from pipeline.ingest.lines import (
    BOLD_LEVEL,
    SAME_KIND,
    SAME_QUESTION,
    Document,
    Form,
    Given,
    Line,
    match_item,
    nest_items,
)
from pipeline.ingest.structure.grids import Cell, CellText, sort_cells
from pipeline.ingest.text import decode_text, split_lines
from pipeline.wording.marks import render_inline

_HEADING = re.compile(r"^ {0,3}(#{1,6})(?:[ \t]+(.*?))??(?:[ \t]+#+)?[ \t]*$")
_ATTRIBUTES = re.compile(r"\s*\{[#.:][^{}]*\}\s*$")  # "{#went-well}", behind a heading
_RULE = re.compile(r"^ {0,3}([-*_])[ \t]*(?:\1[ \t]*){2,}$")
_IMAGE = re.compile(r"^\s*!\[[^\]]*\]\([^)]*\)\s*$")
_CAPTION = re.compile(r"^([*_])(?![*_\s]).+(?<![*_\s])\1$")
_BOLD = re.compile(r"^(\*\*|__)(?=\S)(?P<inner>.+?)(?<=\S)\1(?: ?:)?$")  # "**Comments**:" as well
_FENCE = re.compile(r"^(?::::|```|~~~)")  # ":::info", "```"
_TAGS_ALONE = re.compile(r"(?:</?[a-zA-Z][^<>]*>\s*)+")
_FOLDED = re.compile(r"^(?:<details[^>]*>\s*)?<summary>\s*(?P<words>\S.*?)\s*</summary>$", re.IGNORECASE)
_UNDERLINE = re.compile(r"^ {0,3}(?:(?P<one>=+)|-{2,})[ \t]*$")
_FOLDED_LEVEL = 6  # of what is shown where a passage is folded away
# Where more lines than this share are longer than this, every line was typed as one: a line that
# follows another without a blank line is then a remark of its own, not the rest of a wrapped one.
_WRAP_WIDTH, _LONG_LINES = 120, 0.05
_FEWEST_BELOW, _LONG = 4, 50  # lines right below another; characters of one that was wrapped
# Tables drawn with bars.
_DELIMITER = re.compile(r"^\s*+\|?\s*+:?-+:?\s*(?:\|\s*:?-+:?\s*)+\|?\s*$")
_ONE_COLUMN = re.compile(r"^\s*\|\s*:?-+:?\s*\|\s*$")
_NUMBER = re.compile(r"\d{1,5}")
_BREAK = re.compile(r"<br\s*/?>", re.IGNORECASE)
_BAR = re.compile(r"(?<!\\)\|")


def read_markdown(source: str, content: bytes) -> Document:
    """Turn a Markdown document into lines with style cues."""
    raw = split_lines(decode_text(content, source))
    hidden = _mark_hidden(raw)
    lines: list[Line] = []
    pending: list[tuple[int, int]] = []  # items of the list being read: place in lines, indent

    def close_list() -> None:
        for (place, _), depth in zip(pending, nest_items([width for _, width in pending]), strict=True):
            lines[place] = lines[place] if depth == 1 else replace(lines[place], level=depth)
        pending.clear()

    tables = {first: (end, _read_table(raw, first, end)) for first, end in _find_tables(raw).items()}
    done = 0
    for number, (line, is_hidden) in enumerate(zip(raw, hidden, strict=True), start=1):
        if number <= done:
            continue
        if number - 1 in tables and not is_hidden:
            close_list()
            done, cells = tables[number - 1]
            lines.extend(replace(cell, words=render_inline(cell.content)) for cell in cells)
            continue
        item = None if is_hidden or _RULE.match(line) else match_item(line)
        if item is not None:
            pending.append((len(lines), item[0]))
            lines.append(_line(number, line, item[1], "item", 1))
            continue
        if line.strip() and not line[0].isspace():
            close_list()
        if (level := _underlines(line, lines)) and not is_hidden:
            lines[-1] = replace(lines[-1], form="heading", level=level)
            lines.append(_line(number, line, line.strip(), "boilerplate"))
            continue
        other = _read_other(number, line, is_hidden)
        if lines and _IMAGE.match(lines[-1].text) and _CAPTION.match(other.content):
            other = replace(other, role="context", reason="says what a picture shows")
        lines.append(other)
    close_list()
    wrapped = sum(len(line) > _WRAP_WIDTH for line in raw) <= _LONG_LINES * len(raw)
    paragraphs = wrapped or _goes_on_small(lines)
    return Document(source=source, format="markdown", lines=tuple(lines), paragraphs=paragraphs)


def _goes_on_small(lines: list[Line]) -> bool:
    """Whether most lines right below a long one begin small, as the rest of a wrapped sentence does.

    Where short lines, or those that begin a block, are small as well, each is a remark somebody typed so.
    """
    pairs = [
        (above, line)
        for above, line in pairwise(lines)
        if above.form in ("text", "item") and line.plain_text and above.words and line.words
    ]
    small = sum(line.words[0].islower() and len(above.text) >= _LONG for above, line in pairs)
    below = {line.number for _, line in pairs}
    begun = [line.words for line in lines if line.plain and line.words and line.number not in below]
    typed = 4 * sum(words[0].islower() for words in begun) > len(begun)
    return len(pairs) >= _FEWEST_BELOW and 2 * small >= len(pairs) and not typed


def _read_other(number: int, line: str, is_hidden: bool) -> Line:
    if not line.strip():
        return _line(number, line, "", "blank")
    if is_hidden:
        return _line(number, line, line.strip(), "metadata")
    if _RULE.match(line) or _IMAGE.match(line):
        return _line(number, line, line.strip(), "boilerplate")
    heading = _HEADING.match(line)
    if heading is not None:
        content = _ATTRIBUTES.sub("", (heading[2] or "")).strip()
        return _line(number, line, content, "heading" if content else "boilerplate", len(heading[1]))
    content = line.strip()
    if _FENCE.match(content):
        return _line(number, line, content, "boilerplate")
    if (folded := _FOLDED.match(content)) is not None:
        return _line(number, line, folded["words"], "heading", _FOLDED_LEVEL)
    if _TAGS_ALONE.fullmatch(content):
        return _line(number, line, content, "metadata")
    return _line(number, line, content, "text")


def _underlines(line: str, before: list[Line]) -> int:
    """Level of the heading that a line of = or - makes of the text line above it, or 0."""
    found = _UNDERLINE.match(line)
    if found is None or not before or before[-1].form != "text":
        return 0
    if len(before) > 1 and before[-2].form not in ("blank", "metadata", "boilerplate", "heading"):
        return 0  # the last line of a paragraph
    return 1 if found["one"] else 2


def _line(number: int, text: str, content: str, form: Form, level: int = 0) -> Line:
    return Line(
        number=number,
        locator=f"line {number}",
        text=text,
        content=content,
        words=render_inline(content),
        form=form,
        level=level,
        bold=_BOLD.match(content) is not None and "**" not in content.rstrip(" :")[2:-2],
    )


def _mark_hidden(raw: list[str]) -> list[bool]:
    """Which lines a reader of the page never sees: front matter and comments."""
    hidden = [False] * len(raw)
    first = next((i for i, line in enumerate(raw) if line.strip() and not _is_comment(line)), None)
    if first is not None and (rule := raw[first].strip()) in ("---", "+++"):
        ends, sign = (("---", "..."), ":") if rule == "---" else (("+++",), "=")
        end = next((i for i in range(first + 1, len(raw)) if raw[i].strip() in ends), None)
        # Without "key: value" lines between them, two rules are only two rules.
        between = [line for line in raw[first + 1 : end] if line]
        if end is not None and all(sign in line or line[:1] in " -#]})[" for line in between):
            hidden[first : end + 1] = [True] * (end + 1 - first)
    inside = False
    for i, line in enumerate(raw):
        if inside or line.lstrip().startswith("<!--"):
            hidden[i] = True
            inside = "-->" not in line
    return hidden


def _is_comment(line: str) -> bool:
    return line.lstrip().startswith("<!--") and line.rstrip().endswith("-->")


def _find_tables(raw: list[str]) -> dict[int, int]:
    """Tables of a document: the place of the header row of each, and the place after its last row."""
    tables: dict[int, int] = {}
    place = 1
    while place < len(raw):
        narrow = _ONE_COLUMN.match(raw[place]) and len(_split_row(raw[place - 1])) == 1
        if "|" in raw[place - 1] and (narrow or _DELIMITER.match(raw[place])):
            end = place + 1
            while end < len(raw) and "|" in raw[end] and raw[end].strip():
                end += 1
            tables[place - 1] = end
            place = end
        place += 1
    return tables


def _read_table(raw: list[str], first: int, end: int) -> list[Line]:
    """The cells of a table as lines, or its rows when it does not look like a table of notes.

    Most tables of a write-up are programmes and lists of names. One whose columns ask something, or
    that counts how often things were said, holds what people said, column by column.
    """
    if _ONE_COLUMN.match(raw[first + 1]):
        return _read_column(raw, first, end)
    header = _split_row(raw[first])
    rows = [_split_row(raw[place]) for place in range(first + 2, end)]
    if (sorted_lines := _sort_table(raw, first, header, rows)) is not None:
        return sorted_lines
    counts = {column for column in range(1, len(header)) if _counts(rows, column)}
    asking = {column for column, name in enumerate(header) if name and column not in counts}
    if not asking or not (counts or all("?" in header[column] for column in asking)):
        return [_set_row_aside(place + 1, raw[place]) for place in range(first, end)]
    lines = [
        _make_cell(first, column, name, role="heading", reason="names a column")
        for column, name in enumerate(header)
        if name
    ]
    lines.append(_make_rule(raw, first))
    for place, row in enumerate(rows, start=first + 2):
        for column, text in enumerate(row):
            if not text:
                continue
            if column not in asking:
                lines.append(_make_cell(place, column, text, role="metadata", reason="how often it was said"))
                continue
            votes = int(row[column + 1] or 0) if column + 1 in counts and len(row) > column + 1 else 0
            alone = len(asking) == 1 and "?" not in header[column]
            question = SAME_QUESTION if alone else header[column]
            given = Given(question=question, kind=SAME_KIND, votes=votes, column=header[column])
            lines.append(_make_cell(place, column, text, given=given))
    return lines


def _read_column(raw: list[str], first: int, end: int) -> list[Line]:
    """A table of one column: its head as a heading and its cells as bullets, which are read as any others."""
    (name,) = _split_row(raw[first])
    named = _make_cell(first, 0, name)
    lines = [replace(named, form="heading", level=BOLD_LEVEL)] if name else []
    lines.append(_make_rule(raw, first))
    cells = ((place, " | ".join(_split_row(raw[place]))) for place in range(first + 2, end))
    return lines + [line for place, text in cells if text for line in _split_cell(place, 0, text)]


def _sort_table(raw: list[str], first: int, header: list[str], rows: list[list[str]]) -> list[Line] | None:
    """The cells of a table that is laid out as tables in Word are; None for another one."""
    texts = {
        Cell(1, row, column): CellText(
            " ".join(_BREAK.sub(" ", text).split()),
            bold=_BOLD.match(text) is not None,
            listed=bool(_BREAK.search(text)),
        )
        for row, cells in enumerate([header, *rows], start=1)
        for column, text in enumerate(cells, start=1)
        if text
    }
    uses = sort_cells(texts) if texts else {}
    if not any(use.role == "note" for use in uses.values()):
        return None
    lines: list[Line] = []
    for row, cells in enumerate([header, *rows], start=1):
        place = first if row == 1 else first + row
        for column, text in enumerate(cells, start=1):
            use = uses.get(Cell(1, row, column))
            if text and use is None:
                lines.append(
                    _make_cell(place, column - 1, text, "metadata", "a cell of a table without notes")
                )
            elif text and use is not None and use.role != "note":
                lines.append(_make_cell(place, column - 1, text, use.role, use.reason))
            elif text and use is not None:
                lines += _split_cell(place, column - 1, text, use.say_of_note(), use.reason)
        if row == 1:
            lines.append(_make_rule(raw, first))
    return lines


def _split_cell(
    place: int, column: int, text: str, given: Given | None = None, reason: str = ""
) -> list[Line]:
    """A cell of notes: one line, or as many as it holds between breaks."""
    items = [item for part in _BREAK.split(text) if (item := part.strip())] or [text]
    lines = []
    for number, item in enumerate(items, start=1):
        line = _make_cell(place, column, item, reason=reason, given=given)
        typed = match_item(item)
        content = typed[1] if typed is not None and typed[1] else item
        line = replace(line, content=content, words=content)
        lines.append(replace(line, locator=f"{line.locator} item {number}") if len(items) > 1 else line)
    return lines


def _set_row_aside(number: int, text: str) -> Line:
    line = _line(number, text, text.strip(), "text")
    if not any(map(str.isalnum, text)):
        return replace(line, form="boilerplate")
    return replace(line, role="context", reason="a row of a table without notes")


def _make_rule(raw: list[str], first: int) -> Line:
    rule = raw[first + 1].strip()
    return Line(first + 2, f"line {first + 2}", raw[first + 1], rule, rule, "boilerplate")


def _counts(rows: list[list[str]], column: int) -> bool:
    cells = [row[column] for row in rows if len(row) > column and row[column]]
    return bool(cells) and all(_NUMBER.fullmatch(cell) for cell in cells)


def _make_cell(
    place: int, column: int, text: str, role: str = "", reason: str = "", given: Given | None = None
) -> Line:
    return Line(
        number=place + 1,
        locator=f"line {place + 1}, cell {column + 1}",
        text=text,
        content=text,
        words=text,
        form="item",
        level=1,
        given=given,
        role=role,
        reason=reason,
    )


def _split_row(text: str) -> list[str]:
    return [part.strip() for part in _BAR.split(text.strip().removeprefix("|").removesuffix("|"))]
