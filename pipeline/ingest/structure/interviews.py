"""Interviews as lists: the questions once, in numbers, then each person's answers in the same numbers."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from pipeline.ingest.lines import Given, Line

_NUMBERED = re.compile(r"^\s*\d{1,2}[.)]\s")
_MARK = re.compile(r"^>\s?")
_FEWEST = 2  # questions


def answer_in_turn(lines: list[Line]) -> list[Line]:
    """Lists as long as the list of questions above them, none of which asks: each answers its question."""
    runs = _find_runs(lines)
    asked = next((run for run in runs if all(lines[one[0]].words.endswith("?") for one in run)), None)
    if asked is None or len(asked) < _FEWEST:
        return lines
    answers = [
        run
        for run in runs[runs.index(asked) + 1 :]
        if len(run) == len(asked) and not any(lines[one[0]].words.endswith("?") for one in run)
    ]
    if not answers:
        return lines
    read = list(lines)
    for item in asked:
        read[item[0]] = replace(lines[item[0]], role="context", reason="one of the questions that were asked")
    for run in answers:
        for item, question in zip(run, asked, strict=True):
            given = Given(question=lines[question[0]].words)
            read[item[0]] = replace(_unmark(lines[item[0]]), given=given)
            for rest in item[1:]:
                read[rest] = replace(
                    _unmark(lines[rest]),
                    form="text",
                    role="continuation",
                    reason="goes on from the line above",
                )
    return read


def _find_runs(lines: Sequence[Line]) -> list[list[list[int]]]:
    """Lists in numbers: of each item its lines, those that go on with it behind its first."""
    runs: list[list[list[int]]] = []
    open_run = False
    for place, line in enumerate(lines):
        if line.form == "blank":
            continue
        if line.form == "item" and not line.role and (line.numbered or _NUMBERED.match(line.text)):
            if not open_run:
                runs.append([])
            runs[-1].append([place])
            open_run = True
        elif open_run and line.form == "text" and (line.role == "continuation" or line.text[:1].isspace()):
            runs[-1][-1].append(place)
        else:
            open_run = False
    return runs


def _unmark(line: Line) -> Line:
    """A line without the mark of a block quote."""
    return replace(line, content=_MARK.sub("", line.content), words=_MARK.sub("", line.words))
