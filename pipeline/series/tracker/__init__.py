"""The tracker, from themes to action: what the team writes on what came of what people said.

What its columns are called, and what its rows say once they were read.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from pandera.typing.pandas import DataFrame

from pipeline.keeping.workbooks import TRACKER_MARKER, Grid
from pipeline.tables import ACTION_STATES, ActionAnswers, Actions, SeriesThemes, table_of
from pipeline.tables.contract import list_rows
from pipeline.wording import date_words, weigh_words

VERSION = 1
THEME_ID, TITLE = "theme id", "theme"
GIVEN = (THEME_ID, TITLE, "what was said", "one point", "another point")  # written anew each time
FIELDS = {
    "proposal": "what is proposed",
    "lead": "who leads",
    "due": "by when",
    "status": "status",
    "happened": "what happened, and why",
}
HEADINGS = (*GIVEN, *FIELDS.values())
# The sheet of questions: pairs of themes of which the program cannot tell whether they are one.
PAIRS = "The same or not"
ONE, OTHER, ANSWER = "id of the one", "id of the other", "the same?"
PAIR_HEADINGS = ("one theme", "another theme", "a note of the one", "a note of the other", ANSWER, ONE, OTHER)
_MARK = re.compile(rf"{TRACKER_MARKER}\s+\d+\s+(?P<series>\S+)\s+issue\s+(?P<issue>\d{{1,6}})")
CLEARED = re.compile(r"[-–—]")  # written into a cell to take back what stood there
_ISO = re.compile(r"\d{4}-\d\d-\d\d")
_SAYS = {
    "done": "We did",
    "under way": "Under way",
    "not started": "Not yet",
    "not possible": "Not possible",
    "passed on": "Passed on",
}
_NO_STATUS, _NO_ANSWER = ACTION_STATES[-2:]
_OF_NO_THEME = ("no theme id", "another series")  # how rows stand that count for no theme
FREE = ("status", "proposal", "lead", "due", "happened", "other")  # what people wrote themselves


def make_mark(series: str, issue: int) -> str:
    """What stands in the first cell of every sheet, so that a tracker that comes back is known."""
    return f"{TRACKER_MARKER} {VERSION} {series} issue {issue}"


def read_mark(grid: Grid) -> tuple[str, int] | None:
    """Series and issue of the tracker that a sheet belongs to; None where no mark is left."""
    texts = (text for _, text in sorted(grid.cells.items())[:50])
    found = next((mark for text in texts if (mark := _MARK.search(text))), None)
    return None if found is None else (found["series"], int(found["issue"]))


def join_actions(actions: DataFrame[Actions]) -> dict[str, dict[str, str]]:
    """What counts of each theme: field by field the last that says something; empty fields left out."""
    joined: dict[str, dict[str, str]] = {}
    for row in list_rows(actions[~actions["standing"].isin(_OF_NO_THEME)]):
        fields = joined.setdefault(row["series_theme_id"], {"title": ""})
        for name in ("title", *FIELDS, "other"):
            value = row[name] or (row["status_written"] if name == "status" else "")
            if CLEARED.fullmatch(value):
                fields.pop(name, None)
            elif value:
                fields[name] = value
    return joined


def say_actions(
    actions: DataFrame[Actions], series_themes: DataFrame[SeriesThemes]
) -> DataFrame[ActionAnswers]:
    """What came of what people said, in their own words: the columns FREE are still to be masked."""
    joined = join_actions(actions)
    known = set(series_themes["series_theme_id"])
    answers = []
    for theme in list_rows(series_themes):
        said = weigh_words(theme["notes"], theme["tables"], theme["events"])
        fields = joined.get(theme["series_theme_id"], {})
        answers.append(_answer(theme["series_theme_id"], theme["title"], said, fields, ""))
    for theme_id, fields in joined.items():
        if theme_id not in known:
            remark = "this theme is no longer there; what was written is kept"
            answers.append(_answer(theme_id, fields.get("title", "") or theme_id, "", fields, remark))
    for row in list_rows(actions[actions["standing"].isin(_OF_NO_THEME)]):
        fields = {name: row[name] for name in (*FIELDS, "other") if row[name]}
        if row["status_written"]:
            fields["status"] = row["status_written"]
        foreign = row["standing"] == "another series"
        remark = "from a tracker of another series" if foreign else "a row without a theme id"
        answers.append(_answer("", row["title"], "", fields, remark))
    return table_of(ActionAnswers, answers)


def _answer(theme_id: str, title: str, said: str, fields: Mapping[str, str], remark: str) -> dict[str, str]:
    status, due = fields.get("status", ""), fields.get("due", "")
    filled = any(value for name, value in fields.items() if name != "title")
    return {
        "series_theme_id": theme_id,
        "theme": title,
        "said": said,
        "state": _SAYS.get(status, _NO_STATUS if filled else _NO_ANSWER),
        "status": "" if status in _SAYS else status,
        **{name: fields.get(name, "") for name in ("proposal", "lead", "happened", "other")},
        "due": date_words(due) if _ISO.fullmatch(due) else due,
        "remark": remark,
    }
