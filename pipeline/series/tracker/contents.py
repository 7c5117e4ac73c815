"""From themes to action: what came of what people said, as the team writes it into the tracker.

What the tracker's columns are called, and what its rows say once they were read (tracker_reading.py).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from pandera.typing.pandas import DataFrame

from pipeline.keeping.workbooks import TRACKER_MARKER
from pipeline.series.surveys import say_date
from pipeline.tables import ACTION_STATES, ActionAnswers, Actions, SeriesThemes, table_of

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
_FREE = ("status", "proposal", "lead", "due", "happened", "other")  # what people wrote themselves


def make_mark(series: str, issue: int) -> str:
    """What stands in the first cell of every sheet, so that a tracker that comes back is known."""
    return f"{TRACKER_MARKER} {VERSION} {series} issue {issue}"


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
    actions: DataFrame[Actions],
    series_themes: DataFrame[SeriesThemes],
    mask: Callable[[Sequence[str]], list[str]] = list,
) -> DataFrame[ActionAnswers]:
    """What came of what people said. See the contract ActionAnswers.

    Args:
        actions: From read_trackers.
        series_themes: The themes as they are now.
        mask: Replaces personal details in texts; the flow hands it over.
    """
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
    masked = iter(mask([answer[name] for answer in answers for name in _FREE]))
    return table_of(
        ActionAnswers, [{**answer, **{name: next(masked) for name in _FREE}} for answer in answers]
    )


def say_weight(theme: Mapping[Any, Any]) -> str:
    """How much was said: "12 notes at 5 tables in 3 events"."""
    parts = [_count(theme["notes"], "note")]
    if theme["tables"]:
        parts.append(f"at {_count(theme['tables'], 'table')}")
    return " ".join([*parts, f"in {_count(theme['events'], 'event')}"])


def _answer(theme_id: str, title: str, said: str, fields: Mapping[str, str], remark: str) -> dict[str, str]:
    status = fields.get("status", "")
    filled = any(value for name, value in fields.items() if name != "title")
    return {
        "series_theme_id": theme_id,
        "theme": title,
        "said": said,
        "state": _SAYS.get(status, _NO_STATUS if filled else _NO_ANSWER),
        "status": "" if status in _SAYS else status,
        "proposal": fields.get("proposal", ""),
        "lead": fields.get("lead", ""),
        "due": _say_due(fields.get("due", "")),
        "happened": fields.get("happened", ""),
        "other": fields.get("other", ""),
        "remark": remark,
    }


def _say_due(due: str) -> str:
    try:
        return say_date(due) if _ISO.fullmatch(due) else due
    except ValueError:
        return due


def _count(number: int, one: str) -> str:
    return f"{number:,} {one if number == 1 else one + 's'}"
