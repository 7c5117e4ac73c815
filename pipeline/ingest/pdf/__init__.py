"""PDF, into lines."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from itertools import groupby, pairwise
from statistics import median
from typing import Any

from pipeline.errors import SourceError
from pipeline.ingest.lines import BOLD_LEVEL, Document, Form, Line, nest_items, set_beside
from pipeline.ingest.pdf.paragraphs import Layout, Paragraph, gather_paragraphs, measure_layout
from pipeline.ingest.pdf.rows import Row, list_rows
from pipeline.ingest.pdf.text import Page, read_pages
from pipeline.ingest.structure.headings import split_table

PICTURE = "a picture without text: nothing could be read here"
WRAPPED = "goes on from the line above"
_EDGE = 0.05  # of a page's height, above and below, where nobody puts text but printers do
_MARGIN = 0.12  # of a page's height, above and below, where running headers and footers stand
_LONGEST_HEADING = 60  # words; what is set larger and longer is a quotation or an introduction
_MOST_UNKNOWN = 0.3  # of all letters
_ITEM_GAP = 1.4  # times the usual distance between bullets that sets one list off from the next
_LONGEST_PAGE_NUMBER = 40  # letters
_DIGITS = re.compile(r"\d+")
_PAGE_NUMBER = re.compile(r"\W*(?:page|p\.?)?\s*(\d{1,4})(?:\s*(?:of|/|\|)\s*\d{1,4})?\W*", re.IGNORECASE)
_HYPHEN = re.compile(r"\w[-‐]$")
# What a browser prints around a page: "22/11/2026, 10:24 Title", and "file:///… 1/3" below.
_PRINTED_DATE = re.compile(r"\d{1,4}[/.-]\d{1,2}[/.-]\d{1,4},? \d{1,2}[:.]\d{2}\b")
_PRINTED_PAGE = re.compile(r"(?:^|\s)(\d{1,4})(?:/| of )(\d{1,4})$")
_LIGATURES = str.maketrans({"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st"})


def read_pdf(source: str, content: bytes) -> Document:
    """Turn the text of a PDF into lines with style cues.

    The first line of a paragraph, bullet or heading holds the words of all its lines; those that
    follow have the role "continuation" and no words of their own.

    Raises:
        SourceError: If it is no PDF, is damaged or protected, or holds no text.
    """
    rows: list[Row] = []
    sizes: dict[int, tuple[float, float]] = {}
    pictures: list[int] = []
    beside: dict[int, list[Line]] = {}
    letters = unknown = 0
    for page in read_pages(source, content):
        found = list_rows(page)
        sizes[page.number] = page.width, page.height
        if not found and page.pictured:
            pictures.append(page.number)
        rows += found
        beside[page.number] = _list_beside(page, len(found))
        letters += sum(len(row.text) for row in found)
        unknown += page.unknown
    _check_text(source, letters, unknown, bool(pictures), any(beside.values()))
    running = _find_running(rows, sizes)
    body = [row for row in rows if row not in running and not row.aside]
    layout = measure_layout(body, {number: width for number, (width, _) in sizes.items()})
    made = _make_lines(gather_paragraphs(body, layout), layout)
    pages = {
        number: [Line(1, f"page {number} line 1", "", "", "", "metadata", role="metadata", reason=PICTURE)]
        for number in pictures
    }
    for row in rows:
        if row.aside:
            made[row] = [_line(row, "metadata", role="metadata", reason=row.aside)]
        elif row in running:
            made[row] = [_line(row, "boilerplate", role="boilerplate", reason=running[row])]
        pages.setdefault(row.page, []).extend(made[row])
    for number, others in beside.items():
        if others:
            pages.setdefault(number, []).extend(others)
    lines = tuple(line for number in sorted(pages) for line in pages[number])
    return Document(source, "pdf", lines, paragraphs=False)


def _list_beside(page: Page, rows: int) -> list[Line]:
    """The lines of what lies on a page and is not printed with it, numbered behind its rows."""
    return [
        set_beside(rows + count, f"page {page.number} beside the text {count}", found.text, found.reason)
        for count, found in enumerate(page.beside, start=1)
    ]


def _check_text(source: str, letters: int, unknown: int, pictured: bool, beside: bool) -> None:
    if unknown > _MOST_UNKNOWN * (letters + 1):
        what = "its fonts do not say which letters they hold, so its text cannot be taken out"
        remedy = "Use the document it was made from, or run text recognition (OCR) on it."
    elif letters:
        return
    elif beside:
        what = "its words stand in comments and form fields alone, not on its pages"
        remedy = "Print it to a new PDF and use that."
    elif pictured:
        what = "it holds pictures of text but no text"
        remedy = "Run text recognition (OCR) on it and save it again, or type it."
    else:
        what, remedy = "it holds no text", "Check that the right file was saved."
    raise SourceError(what, where=source, remedy=remedy)


def _find_running(rows: Sequence[Row], sizes: dict[int, tuple[float, float]]) -> dict[Row, str]:
    """Running headers, footers and page numbers, each with the reason."""
    body = Counter[float]()
    for row in rows:
        body[row.size] += len(row.text)
    usual = max(body.items(), key=lambda item: (item[1], item[0]))[0] if body else 12.0
    places: dict[tuple[str, int, str], list[Row]] = {}
    running: dict[Row, str] = {}
    for row in rows:
        height = sizes[row.page][1]
        at_top, at_end = row.base < _MARGIN * height, row.base > (1 - _MARGIN) * height
        if row.aside or not (at_top or at_end):
            continue
        number = _PAGE_NUMBER.fullmatch(row.text[: _LONGEST_PAGE_NUMBER + 1])
        if number is not None and int(number[1]) == row.page:
            running[row] = "a page number"
        if not _EDGE * height < row.base < (1 - _EDGE) * height and _is_printed(row, len(sizes)):
            running[row] = "what a browser prints around a page"
        large = row.size > 1.15 * usual
        if (row.marker and number is None) or large or "?" in row.text or split_table(row.text)[0]:
            continue  # it may be a title on a slide, or a question at the top of a page
        edge = ("top", round(row.base)) if at_top else ("end", round(height - row.base))
        places.setdefault((*edge, _DIGITS.sub("#", row.text)), []).append(row)
    least = 2 if len(sizes) <= 3 else 3
    for found in places.values():
        pages = len({row.page for row in found})
        if pages >= least:
            reason = f"stands at the same height on {pages} pages: a running header or footer"
            running |= dict.fromkeys(found, reason)
    return running


def _is_printed(row: Row, pages: int) -> bool:
    found = _PRINTED_PAGE.search(row.text)
    counted = found is not None and (int(found[1]), int(found[2])) == (row.page, pages)
    return counted or _PRINTED_DATE.match(row.text) is not None


def _make_lines(paragraphs: Sequence[Paragraph], layout: Layout) -> dict[Row, list[Line]]:
    """The lines of each row: itself, and a blank one before it where the page has a gap."""
    forms = [_find_form(paragraph) for paragraph in paragraphs]
    levels = _find_levels(paragraphs, forms) | _find_depths(paragraphs, forms, layout)
    gaps = _find_gaps(paragraphs, forms, levels, layout)
    made: dict[Row, list[Line]] = {}
    for place, (paragraph, form) in enumerate(zip(paragraphs, forms, strict=True)):
        first, level = paragraph.first, levels.get(place, 0)
        marked = form == "item"
        line = _line(
            first,
            form,
            content=first.content if marked else first.text,
            words=_join_words(paragraph.rows, marked),
            level=level,
            bold=all(row.bold for row in paragraph.rows),
        )
        above = f"page {first.page} above line {first.number}"
        blank = [Line(first.number, above, "", "", "", "blank")] if gaps[place] else []
        made[first] = [*blank, line]
        for row in paragraph.rows[1:]:
            made[row] = [_line(row, form, words="", level=level, role="continuation", reason=WRAPPED)]
    return made


def _find_form(paragraph: Paragraph) -> Form:
    first = paragraph.first
    words = " ".join(row.text for row in paragraph.rows)
    if not any(letter.isalnum() for letter in words) and not first.marker:
        return "boilerplate"  # a row of dots or dashes
    if paragraph.heading and len(words.split()) <= _LONGEST_HEADING:
        return "heading"
    if not first.marker:
        return "text"
    # "1. What helps people?" in bold is a question with its number, not the first bullet of a list.
    numbered = first.marker[-1] in ".)"
    return "text" if numbered and "?" in words and all(row.bold for row in paragraph.rows) else "item"


def _find_levels(paragraphs: Sequence[Paragraph], forms: Sequence[Form]) -> dict[int, int]:
    """Level of each heading, by its place: by size, then bold before slanted before plain."""
    styles = {
        place: (-one.first.size, 1 if one.first.italic else 0 if one.first.bold else 2)
        for place, (one, form) in enumerate(zip(paragraphs, forms, strict=True))
        if form == "heading"
    }
    levels = {
        found: min(level, BOLD_LEVEL - 1) for level, found in enumerate(sorted(set(styles.values())), 1)
    }
    return {place: levels[style] for place, style in styles.items()}


def _find_depths(paragraphs: Sequence[Paragraph], forms: Sequence[Form], layout: Layout) -> dict[int, int]:
    """Depth of each item in its list, by its place: by where its bullet stands."""
    depths: dict[int, int] = {}
    run: list[int] = []

    def close() -> None:
        widths = [round(2 * paragraphs[place].first.left / layout.size) for place in run]
        depths.update(zip(run, nest_items(widths), strict=True))
        run.clear()

    for place, (paragraph, form) in enumerate(zip(paragraphs, forms, strict=True)):
        if form != "item" or paragraph.turns:
            close()
        if form == "item":
            run.append(place)
    close()
    return depths


def _find_gaps(
    paragraphs: Sequence[Paragraph], forms: Sequence[Form], levels: dict[int, int], layout: Layout
) -> list[bool]:
    """Before which paragraphs the page leaves a clear gap, as an empty line does in typed text."""
    least = layout.leading + 0.3
    gaps = [
        paragraph.turns
        or (paragraph.gap is not None and paragraph.gap > least)
        or (place > 0 and paragraph.gap is None and form == "text")
        for place, (paragraph, form) in enumerate(zip(paragraphs, forms, strict=True))
    ]
    for form, run in groupby(range(len(paragraphs)), key=lambda place: forms[place]):
        places = list(run)[1:] if form == "item" else []
        distances = [gap for place in places if (gap := paragraphs[place].gap) is not None]
        # Bullets that are all set apart are one list, and so are a bullet and those nested in it.
        most = max(least, _ITEM_GAP * median(distances)) if distances else least
        for place in places:
            gap = paragraphs[place].gap
            apart = gap is not None and gap > most and levels[place] == levels[place - 1]
            gaps[place] = paragraphs[place].turns or apart
    return gaps


def _join_words(rows: Sequence[Row], marked: bool) -> str:
    """The words of a paragraph. A hyphen at the end of a line stays, and what it joins stays joined."""
    words = " ".join((rows[0].content if marked else rows[0].text).split())
    parts = [words]
    for above, row in pairwise(rows):
        following = " ".join(row.text.split())
        joined = (
            _HYPHEN.search(parts[-1][-2:]) is not None
            and not above.spaced
            and following[:1].islower()
            and following.split()[0] not in ("and", "or", "to")  # "pre- and post-natal"
        )
        parts += [following] if joined else [" ", following]
    return "".join(parts).strip().translate(_LIGATURES)


def _line(row: Row, form: Form, words: str | None = None, content: str | None = None, **cues: Any) -> Line:
    return Line(
        number=row.number,
        locator=f"page {row.page} line {row.number}",
        text=row.text,
        content=row.text if content is None else content,
        words=_join_words([row], False) if words is None else words,
        form=form,
        **cues,
    )
