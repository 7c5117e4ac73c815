"""Render a report as Markdown that can also be read as plain text."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from pipeline.report import plain, wording
from pipeline.report.characters import close_directions, show_illegal
from pipeline.report.model import (
    BarFigure,
    CountTable,
    MapFigure,
    PlainPage,
    QuestionPart,
    QuotedNote,
    Report,
    ThemePart,
)

# What Markdown would take for emphasis, code, links, HTML, table cells, entities or formulas.
_ANYWHERE = re.compile(r"([\\`*_\[\]<>|~$&])")
# What it would take for a heading, a list, a quotation or a rule at the start of a line.
_AT_START = re.compile(r"^(\s*)([#+\-=:]|\d{1,9}(?=[.)]))")


def render_markdown(report: Report) -> str:
    """Render a report as Markdown.

    Args:
        report: The content.
    """
    blocks = [f"# {escape_line(report.title)}"]
    if report.subtitle:
        blocks.append(escape_text(report.subtitle))
    blocks += [f"**{escape_text(report.status)}**", f"## {plain.IN_SHORT}", *_page(report.page)]
    blocks += ["## At a glance", _bullets(report.glance)]
    blocks += [_table(report.overview), "### What needs a person first", escape_text(report.checks_sentence)]
    blocks += _quotes(report.checks, show_theme=True)
    for part in report.questions:
        blocks += _question(part)
    blocks.append("## Points raised once")
    for part in report.questions:
        if part.themes:
            blocks += [f"### {escape_line(part.short)}", escape_text(part.heading)]
            blocks.append(escape_text(part.raised_once_sentence))
            blocks += _quotes(part.raised_once, show_theme=True)
    if report.summary:
        blocks += [f"## {wording.SUMMARY}", *map(escape_text, report.summary.paragraphs)]
        blocks += [_table(table) for table in report.summary.tables]
    blocks.append("## How this was made and how sure it is")
    for passage in report.method:
        blocks += [f"### {passage.heading}", *map(escape_text, passage.paragraphs)]
        blocks.append(_bullets(passage.points))
    blocks += ["### The documents", _table(report.sources)]
    blocks.append(f"{wording.FINGERPRINT} {escape_text(report.fingerprint)}")
    blocks += ["## Every note", escape_text(report.every_note)]
    for part in report.questions:
        if part.themes:
            blocks += [f"### {escape_line(part.short)}", escape_text(part.heading)]
        for theme in part.themes:
            blocks.append(f"#### {escape_line(theme.title)}")
            blocks += [_item(note, _facts(note)) for note in theme.notes]
    blocks += ["## What became of every line", escape_text(report.set_aside_sentence), _table(report.lines)]
    return "\n\n".join(block for block in blocks if block) + "\n"


def escape_text(text: str) -> str:
    """A text so that Markdown shows it as it stands, line breaks included.

    Args:
        text: Words from anywhere.
    """
    lines = show_illegal(text).split("\n")
    escaped = [_AT_START.sub(r"\1\\\2", _ANYWHERE.sub(r"\\\1", line)) for line in lines]
    # A digit cannot be escaped, the mark after it can.
    escaped = [re.sub(r"^(\s*)\\(\d+)([.)])", r"\1\2\\\3", line) for line in escaped]
    # Four blanks in front would make it code; a blank line would end the paragraph it stands in.
    solid = [re.sub(r"^[ \t]+", lambda match: "\u00a0" * len(match[0]), line) for line in escaped]
    return "\\\n".join(line if line.strip() else "\u00a0" for line in solid) + close_directions(text)


def escape_line(text: str) -> str:
    """The same for places that hold a single line: headings and table cells.

    Args:
        text: Words from anywhere.
    """
    line = escape_text(" ".join(text.split()))
    # A closing run of # would be taken for the end of the heading.
    return re.sub(r"#(#*)$", r"\\#\1", line)


def _question(part: QuestionPart) -> list[str]:
    blocks = [f"## {escape_line(part.heading)}"]
    if part.tables:
        blocks.append(f"*{escape_line(part.tables)}*")
    blocks.append(escape_text(part.sentence))
    if part.figure:
        blocks += _figure(part.figure)
    if part.overview:
        blocks.append(_table(part.overview))
    blocks.append(escape_text(part.types_sentence))
    if part.types_figure:
        blocks += _figure(part.types_figure)
    if part.map_figure:
        blocks += _figure(part.map_figure)
    for theme in part.themes:
        blocks += _theme(theme, part.short)
    return blocks


def _theme(theme: ThemePart, question: str) -> list[str]:
    blocks = [f"### {theme.label}: {escape_line(theme.title)}"]
    if theme.summary:
        blocks.append(escape_text(theme.summary))
    blocks.append(escape_text(f"{theme.where} {theme.types}".strip()))
    if theme.counts:
        blocks.append(_table(theme.counts))
    if theme.key_points:
        blocks += ["#### Key points", *_quotes(theme.key_points)]
    if theme.raised_once:
        blocks += [f"#### {wording.RAISED_ONCE}", *_quotes(theme.raised_once)]
    if theme.others:
        blocks.append(escape_text(wording.others_pointer(len(theme.others), len(theme.notes), question)))
    if theme.also_near:
        blocks.append(f"#### {wording.also_near_words(len(theme.also_near))}")
        blocks += _quotes(theme.also_near, show_theme=True)
    blocks.append("#### Why these notes are together")
    if theme.terms:
        blocks.append(escape_text(", ".join(theme.terms)))
    return [*blocks, escape_text(f"{theme.together} {theme.stability} {theme.naming}")]


def _page(page: PlainPage) -> list[str]:
    blocks = []
    for kind, what in plain.list_blocks(page):
        if isinstance(what, QuotedNote):
            blocks.append(_item(what, [what.reference]))
        elif isinstance(what, tuple):
            blocks.append(_bullets(what))
        elif kind == "heading":
            blocks.append(f"### {escape_line(what)}")
        else:
            blocks.append(f"**{escape_line(what)}**" if kind == "theme" else escape_text(what))
    return blocks


def _figure(figure: BarFigure | MapFigure) -> list[str]:
    alternative = escape_line(f"{figure.title}. {figure.finding}")
    return [f"![{alternative}](figures/{figure.name}.png)", escape_text(figure.finding)] + (
        [_table(figure.counts)] if figure.adds_counts else []
    )


def _quotes(notes: Sequence[QuotedNote], *, show_theme: bool = False) -> list[str]:
    """One block each: blank lines between the items keep them readable as plain text."""
    blocks = []
    for note in notes:
        facts = [note.reference, note.kind_words]
        facts += [note.strength_words] if note.weak else []
        facts += [f"in “{note.theme.words}”"] if show_theme else []
        blocks.append(_item(note, facts))
    return blocks


def _facts(note: QuotedNote) -> list[str]:
    facts = [note.reference, note.kind_words, note.type_words, note.strength_words]
    facts += ["raised once"] if note.raised_once else []
    facts += [wording.count_words(note.votes, "vote")] if note.votes else []
    if note.other_themes:
        facts.append("also near " + wording.list_words(f"“{link.words}”" for link in note.other_themes))
    facts += [f"under the heading “{note.heading}”"] if note.heading else []
    facts += [f"after the words “{note.lead_in}”"] if note.lead_in else []
    facts += [f"said by {note.speaker}"] if note.speaker else []
    return [*facts, f"note {note.note_id}"]


def _item(note: QuotedNote, facts: Iterable[str]) -> str:
    """A quotation as an item of a list, what is known of it below."""
    lines = [*escape_text(note.words).split("\n")]
    about = escape_line(" · ".join(facts))
    return "\n".join(["- > " + lines[0], *("  > " + line for line in lines[1:]), "", f"  {about}"])


def _bullets(sentences: Iterable[str]) -> str:
    return "\n".join(f"- {escape_text(sentence)}" for sentence in sentences)


def _table(table: CountTable) -> str:
    head = "| " + " | ".join(escape_line(cell) for cell in table.head) + " |"
    marks = ["---" if not 0 < column <= table.counted else "---:" for column in range(len(table.head))]
    rows = ["| " + " | ".join(escape_line(cell) for cell in row) + " |" for row in table.rows]
    return "\n".join([f"*{escape_line(table.caption)}*", "", head, f"| {' | '.join(marks)} |", *rows])
