"""The tracker, from themes to action: what the team writes on what came of what people said.

What its columns are called, and what its rows say once they were read.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from pandera.typing.pandas import DataFrame

from pipeline.keeping.workbooks import TRACKER_MARKER, Grid
from pipeline.tables import ACTION_STATES, ActionAnswers, Actions, SeriesThemes, table_of
from pipeline.wording import count_words, date_words

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
    for row in actions.to_dict("records"):
        theme_id = str(row["series_theme_id"])
        if row["standing"] in ("no theme id", "another series"):
            continue
        fields = joined.setdefault(theme_id, {"title": ""})
        for name in ("title", *FIELDS, "other"):
            value = str(row[name] or (row["status_written"] if name == "status" else ""))
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
    for theme in series_themes.to_dict("records"):
        fields = joined.get(theme["series_theme_id"], {})
        answers.append(_answer(theme["series_theme_id"], theme["title"], say_weight(theme), fields, ""))
    for theme_id, fields in joined.items():
        if theme_id not in known:
            remark = "this theme is no longer there; what was written is kept"
            answers.append(_answer(theme_id, fields.get("title", "") or theme_id, "", fields, remark))
    for row in actions[actions["standing"].isin(["no theme id", "another series"])].to_dict("records"):
        fields = {name: str(row[name]) for name in (*FIELDS, "other") if row[name]}
        if row["status_written"]:
            fields["status"] = row["status_written"]
        foreign = row["standing"] == "another series"
        remark = "from a tracker of another series" if foreign else "a row without a theme id"
        answers.append(_answer("", row["title"], "", fields, remark))
    return table_of(ActionAnswers, answers)


def say_weight(theme: Mapping[Any, Any]) -> str:
    """How much was said: "12 notes at 5 tables in 3 events"."""
    tables = f" at {count_words(theme['tables'], 'table')}" if theme["tables"] else ""
    return f"{count_words(theme['notes'], 'note')}{tables} in {count_words(theme['events'], 'event')}"


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
