"""Interviews as lists: the questions once, in numbers, then each person's answers in the same numbers."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from pipeline.ingest.lines import Given, Line, take_off

_NUMBERED = re.compile(r"^\s*\d{1,2}[.)]\s")
_NUMBERED_AS = re.compile(r"^[\s#*_]*(?:Q\s?)?(?P<number>\d{1,2})[.):]")
_MARK = re.compile(r"^>\s?")
_KEY = re.compile(
    r"^[*_]{0,3}(?:Q|A|Question|Answer)\s?(?P<number>\d{1,2})[*_]{0,3}\s?[:.)–-][*_]{0,3}\s+(?=\S)"
)
_FEWEST = 2  # questions
_FEWEST_KEYED = 4  # answers


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
            read[item[0]] = replace(take_off(lines[item[0]], _MARK), given=given)
            for rest in item[1:]:
                read[rest] = replace(
                    take_off(lines[rest], _MARK),
                    form="text",
                    role="continuation",
                    reason="goes on from the line above",
                )
    return read


def answer_by_number(lines: list[Line]) -> list[Line]:
    """Answers that name their question by its number ("Q3: …"), the questions in a numbered list above."""
    keys = [_KEY.match(line.content) if line.plain else None for line in lines]
    answers = {
        place: found for place, found in enumerate(keys) if found and not lines[place].words.endswith("?")
    }
    if len(answers) < _FEWEST_KEYED:
        return lines
    first = min(answers)
    asked: dict[int, int] = {}  # by number: the line that asks
    for place, line in enumerate(lines[:first]):
        key = keys[place]
        number = key["number"] if key is not None else _find_number(line)
        if number and "?" in line.words:
            asked[int(number)] = place  # of two lists the one nearer to the answers
    keyed = {place: int(found["number"]) for place, found in answers.items()}
    if sum(number in asked for number in keyed.values()) < 0.75 * len(keyed):
        return lines
    read = list(lines)
    for place in asked.values():
        read[place] = replace(lines[place], role="context", reason="one of the questions that were asked")
    for place, number in keyed.items():
        wording = _KEY.sub("", lines[asked[number]].words) if number in asked else ""
        given = Given(question=wording)
        read[place] = replace(take_off(lines[place], _KEY), form="item", level=1, bold=False, given=given)
    return read


def _find_number(line: Line) -> str:
    found = _NUMBERED_AS.match(line.text) if line.form in ("item", "text", "heading") else None
    return found["number"] if found is not None else ""


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
