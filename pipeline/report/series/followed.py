"""What came of what people said, how it went over time, and targets: sections of a series report."""

from __future__ import annotations

from pandera.typing.pandas import DataFrame

from pipeline.report.blocks import Block, Bullets, CountTable, Fold, Section, Text
from pipeline.report.wording import capital
from pipeline.tables import ACTION_STATES, ActionAnswers, ActionConflicts, SurveyWaves, TargetResults
from pipeline.tables.contract import Row, list_rows
from pipeline.wording import count_words

_NO_ANSWER = ACTION_STATES[-1]
_NO_REASON = {"We did": "not said what", "Not yet": "no reason given", "Not possible": "no reason given"}
_LISTED = 200  # rows in a table of a report; all are in the tables


def show_followed(
    answers: DataFrame[ActionAnswers],
    conflicts: DataFrame[ActionConflicts],
    waves: DataFrame[SurveyWaves],
    targets: DataFrame[TargetResults],
) -> list[Section]:
    """The sections on what followed; those with nothing to say are left out, but never the first."""
    sections = [_show_answers(answers, conflicts)]
    if len(waves):
        sections.append(_show_waves(waves))
    if len(targets):
        sections.append(_show_targets(targets))
    return sections


def _show_answers(answers: DataFrame[ActionAnswers], conflicts: DataFrame[ActionConflicts]) -> Section:
    is_open = answers["state"] == _NO_ANSWER
    told = answers[~is_open]  # also of themes that are no longer there
    themes = answers[answers["said"] != ""]
    answered = int((themes["state"] != _NO_ANSWER).sum())
    counts = told["state"].value_counts()
    blocks: list[Block | Section] = [
        Text(
            f"{answered:,} of {count_words(len(themes), 'theme')} "
            f"{'has' if answered == 1 else 'have'} an answer so far."
            if len(told)
            else "Nothing has been written into the tracker yet. An empty row means that nobody answered, "
            "not that nothing is done."
        )
    ]
    blocks.append(
        Text("The team writes what comes of each theme into tracker.xlsx, which lies beside this report.")
    )
    if len(told):
        said = [f"{state}: {counts[state]:,}" for state in ACTION_STATES if state in counts]
        blocks.append(Text("; ".join(said) + "."))
        blocks.append(
            CountTable(
                "You said, and what came of it, as the team wrote it into the tracker",
                ("You said", "How often", "What came of it", "What is proposed", "By when"),
                tuple(map(_answer_row, list_rows(answers[~is_open].head(_LISTED)))),
            )
        )
    if is_open.any() and len(told):
        listed = answers[is_open].head(_LISTED)
        items = tuple(
            f"{theme} ({said})" for theme, said in zip(listed["theme"], listed["said"], strict=True)
        )
        blocks.append(Fold(f"No answer yet: {count_words(is_open.sum(), 'theme')}", (Bullets(items),)))
    if len(conflicts):
        items = tuple(f"{row['source']}, {row['cell']}: {row['conflict']}." for row in list_rows(conflicts))
        heading = f"To check in returned trackers: {count_words(len(conflicts), 'line')}"
        blocks.append(Fold(heading, (Bullets(items[:_LISTED]),)))
    return Section("followed", "You said, we did", tuple(blocks))


def _answer_row(row: Row) -> tuple[str, ...]:
    state = row["state"]
    happened = row["happened"] or _NO_REASON.get(state, "")
    because = ", because" if state in ("Not yet", "Not possible") and row["happened"] else ""
    came = f"{state}{because}: {happened}" if happened else state
    if row["status"]:
        came = f"{came} (written as status: {row['status']})"
    if row["other"]:
        came = f"{came} ({row['other']})"
    return (
        row["theme"] or row["series_theme_id"] or "A row without a theme",
        row["said"] or row["remark"],
        came,
        row["proposal"],
        row["due"],
    )


def _show_waves(waves: DataFrame[SurveyWaves]) -> Section:
    blocks: list[Block | Section] = [
        Text(
            "From feedback forms and surveys. The middle answer is the one that as many people are above as "
            "below; people who did not answer are not counted in it."
        )
    ]
    for _, group in list(waves.groupby("question_position", sort=True))[:_LISTED]:
        blocks.append(
            CountTable(
                group["question"].iloc[0],
                ("When", "Answered", "Middle answer", "All answers", "Against the time before"),
                tuple(
                    (
                        row["wave"],
                        f"{row['answered']:,} of {row['asked']:,}",
                        row["middle"] or "none on the scale",
                        row["counts"],
                        row["change"] or "asked for the first time",
                    )
                    for row in list_rows(group)
                ),
            )
        )
    return Section("how-it-went", "How it went, over time", tuple(blocks))


def _show_targets(targets: DataFrame[TargetResults]) -> Section:
    rows = tuple(
        (row["name"], capital(row["outcome"]), row["aim"], row["evidence"]) for row in list_rows(targets)
    )
    return Section(
        "targets",
        "Targets",
        (
            Text("What the team set out to reach. Whether a date has passed is judged by the latest event."),
            CountTable("Targets and what the tables show", ("Target", "Outcome", "Aim", "Evidence"), rows),
        ),
    )
