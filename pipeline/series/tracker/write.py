"""Writes the tracker: one row per theme, with what people said, for the team to fill in and give back."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

from openpyxl import Workbook
from openpyxl.styles import Border, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet
from pandera.typing.pandas import DataFrame

from pipeline.keeping.sheets import (
    WRAPPED,
    estimate_height,
    make_font,
    mark_table,
    pack_workbook,
    set_up_print,
    write_text,
)
from pipeline.series.tracker import (
    ANSWER,
    FIELDS,
    HEADINGS,
    PAIR_HEADINGS,
    PAIRS,
    THEME_ID,
    join_actions,
    make_mark,
)
from pipeline.tables import ACTION_STATUSES, Actions, SeriesNear, SeriesNotes, SeriesThemes
from pipeline.tables.contract import Row, list_rows
from pipeline.wording import weigh_words

START, TRACKER, GONE = "Start here", "Tracker", "No longer there"
_WIDTHS = (9, 24, 20, 33, 33, 27, 14, 12, 12, 31)
_PAIR_WIDTHS = (30, 30, 48, 48, 12, 9, 9)
_MOST = 60  # pairs asked about: nobody answers more, and the nearest come first
_GIVEN, _HEAD = (PatternFill("solid", start_color=color) for color in ("F2F2F2", "D9E2F3"))
_LINE = Side(style="thin", color="BFBFBF")
_BORDER = Border(left=_LINE, right=_LINE, top=_LINE, bottom=_LINE)
_ROWS_BELOW = 40  # empty rows with the list of statuses, for rows of people's own
_HEAD_ROW = 2


def write_tracker(
    series: str,
    title: str,
    series_themes: DataFrame[SeriesThemes],
    notes: DataFrame[SeriesNotes],
    actions: DataFrame[Actions],
    issue: int,
    near: DataFrame[SeriesNear],
    events: Mapping[str, str],
) -> bytes:
    """Write the tracker of a series.

    Args:
        notes: The notes, personal details masked; two of the points chosen for each theme are shown.
        actions: What came back in earlier trackers: it stands in its place again.
        issue: The number of this tracker, one more than that of any that came back.
        near: Pairs of themes that may be one, to be asked about.
        events: Titles of the events, by id: a theme of one event names it.

    Returns:
        The bytes of an Excel workbook, the same for the same arguments.
    """
    book = Workbook()
    mark = make_mark(series, issue)
    start = book.active
    assert start is not None
    start.title = START
    _write_start(start, mark, title)
    written = join_actions(actions)
    points = {point: notes[notes["point"] == point] for point in (1, 2)}
    words = [dict(zip(own["series_theme_id"], own["words"], strict=True)) for own in points.values()]
    rows = [
        (
            theme["series_theme_id"],
            theme["title"],
            _say_weight(theme, events),
            *(shown.get(theme["series_theme_id"], "") for shown in words),
            *_say_fields(written.get(theme["series_theme_id"], {})),
        )
        for theme in list_rows(series_themes)
    ]
    _write_rows(book.create_sheet(TRACKER), mark, rows)
    known = set(series_themes["series_theme_id"])
    gone = [
        (theme_id, fields.get("title", ""), "this theme is no longer there", "", "", *_say_fields(fields))
        for theme_id, fields in written.items()
        if theme_id not in known
    ]
    if gone:
        _write_rows(book.create_sheet(GONE), mark, gone)
    if len(near):
        _write_pairs(book.create_sheet(PAIRS), mark, near, series_themes, notes)
    book.active = 1
    return pack_workbook(book, f"What came of it: {title}")


def _write_start(sheet: Worksheet, mark: str, title: str) -> None:
    lines = (
        (f"What came of it: {title}", make_font(16, bold=True)),
        (
            "People told us what matters to them. Here the team writes down what is done about it, so that "
            "the next report can say what was done, what is not done yet, and why.",
            None,
        ),
        ("How to fill it in", make_font(13, bold=True)),
        (f"1. Go to the sheet {TRACKER!r}. Each row is one theme. The white cells are yours.", None),
        (f"2. For the status choose one of: {', '.join(ACTION_STATUSES)}.", None),
        (
            "3. Where something is not done or not possible, say why: that is what people ask first. "
            "Leave a row empty rather than guess: it is shown as having no answer yet.",
            None,
        ),
        (
            "4. Write a role or a team under 'who leads' ('library service'), and no names of people who "
            "came to an event. Reports hide names, but this sheet does not.",
            None,
        ),
        (
            "5. To take something back that stood there before, put a single '-' in its cell. "
            "An empty cell takes nothing away.",
            None,
        ),
        (
            "6. You may sort the rows, move columns and add columns of your own. Leave the theme ids and the "
            "first line of each sheet as they are: by them your words find their way back.",
            None,
        ),
        (
            "7. Save it (as Excel, OpenDocument or CSV) and put it into the folder of this series under "
            "data/raw. The next run reads it, shows it in the report, and writes a new tracker with it.",
            None,
        ),
        (
            f"The sheet {PAIRS!r} (where there is one) asks about themes of different events that may be one:"
            " say yes or no. Your answer counts from the next run on; an empty cell leaves them apart.",
            None,
        ),
        (
            "The grey cells are written anew each time: what you write there is not kept. Themes are drafts "
            "until people have checked them.",
            None,
        ),
        (f"For the program: {mark}", make_font(10, "555555")),
    )
    for number, (text, font) in enumerate(lines, start=1):
        cell = sheet.cell(number, 1)
        write_text(cell, text)
        cell.alignment = WRAPPED
        cell.font = font or make_font()
        height = estimate_height([(text, 100.0)], least=1)
        sheet.row_dimensions[number].height = height + (8 if font and font.bold else 0)
    sheet.column_dimensions["A"].width = 100
    set_up_print(sheet)
    sheet.sheet_view.showGridLines = False


def _write_rows(sheet: Worksheet, mark: str, rows: Sequence[tuple[str, ...]]) -> None:
    last = _fill(sheet, mark, (HEADINGS, *rows), _WIDTHS, FIELDS.values(), slice(1, None))
    sheet.row_dimensions[_HEAD_ROW].height = 32
    choice = DataValidation(type="list", formula1=f'"{",".join(ACTION_STATUSES)}"', allow_blank=True)
    choice.errorStyle = "warning"
    choice.errorTitle, choice.error = "Status", "Please choose one of the list."
    letter = get_column_letter(1 + HEADINGS.index(FIELDS["status"]))
    choice.add(f"{letter}{_HEAD_ROW + 1}:{letter}{last + _ROWS_BELOW}")
    sheet.add_data_validation(choice)
    sheet.freeze_panes = sheet.cell(_HEAD_ROW + 1, 3)
    # On paper the ids are of no use: they stay on the screen, where they lead what is written back.
    sheet.print_area = f"B{_HEAD_ROW}:{get_column_letter(len(HEADINGS))}{max(last, _HEAD_ROW + 1)}"


def _write_pairs(
    sheet: Worksheet,
    mark: str,
    near: DataFrame[SeriesNear],
    series_themes: DataFrame[SeriesThemes],
    notes: DataFrame[SeriesNotes],
) -> None:
    """Ask of each pair whether it is one theme."""
    titles = dict(zip(series_themes["series_theme_id"], series_themes["title"], strict=True))
    words = dict(zip(notes["note_id"], notes["words"], strict=True))
    rows: list[tuple[str, ...]] = [PAIR_HEADINGS]
    for pair in list_rows(near.head(_MOST)):
        one, other = pair["series_theme_id"], pair["near_id"]
        said = words[pair["nearest_note"]], words[pair["nearest_to"]]
        rows.append((titles[one], titles[other], *said, "", one, other))
    last = _fill(sheet, mark, rows, _PAIR_WIDTHS, (ANSWER,), slice(5))
    choice = DataValidation(type="list", formula1='"yes,no"', allow_blank=True, showErrorMessage=False)
    letter = get_column_letter(1 + PAIR_HEADINGS.index(ANSWER))
    choice.add(f"{letter}{_HEAD_ROW + 1}:{letter}{last}")
    sheet.add_data_validation(choice)
    sheet.freeze_panes = sheet.cell(_HEAD_ROW + 1, 1)
    sheet.print_area = f"A{_HEAD_ROW}:{letter}{last}"


def _fill(
    sheet: Worksheet,
    mark: str,
    rows: Sequence[tuple[str, ...]],
    widths: Sequence[int],
    theirs: Collection[str],
    read: slice,
) -> int:
    """Write the rows of a sheet, the first of them its headings; gives back the number of the last.

    Args:
        theirs: Headings of the columns that people fill in; the others are grey.
        read: The columns whose texts make a row high: all but ids.
    """
    small, plain, bold = make_font(10, "555555"), make_font(), make_font(bold=True)
    write_text(sheet.cell(1, 1), f"{sheet.title} – {mark}")
    sheet.cell(1, 1).font = small
    head = rows[0]
    for number, row in enumerate(rows, start=_HEAD_ROW):
        for column, (heading, text) in enumerate(zip(head, row, strict=True), start=1):
            cell = sheet.cell(number, column)
            write_text(cell, text)
            cell.alignment, cell.border = WRAPPED, _BORDER
            cell.font = bold if row is head else small if heading == THEME_ID else plain
            if row is head or heading not in theirs:
                cell.fill = _HEAD if row is head else _GIVEN
        sheet.row_dimensions[number].height = estimate_height(zip(row[read], widths[read], strict=True))
    for column, width in enumerate(widths, start=1):
        sheet.column_dimensions[get_column_letter(column)].width = width
    last = _HEAD_ROW + len(rows) - 1
    mark_table(sheet, _HEAD_ROW, last, len(head))
    set_up_print(sheet, f"{_HEAD_ROW}:{_HEAD_ROW}", foot=mark)
    return last


def _say_weight(theme: Row, events: Mapping[str, str]) -> str:
    """How much was said, and where if that was at one event: "Other points" stands once for each question."""
    title = events.get(theme["first_event"], "") if theme["events"] == 1 else ""
    weight = weigh_words(theme["notes"], theme["tables"], theme["events"])
    return f"{weight.removesuffix(' in 1 event')}, {title}" if title else weight


def _say_fields(fields: Mapping[str, str]) -> tuple[str, ...]:
    values = [fields.get(name, "") for name in FIELDS]
    # What people wrote in columns of their own goes on with the last column, so that it stays with them.
    if fields.get("other") and fields["other"] not in values[-1]:
        values[-1] = "\n".join(part for part in (values[-1], fields["other"]) if part)
    return tuple(values)
