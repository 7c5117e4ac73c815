"""Forms and interviews that several people answered: which question each answer belongs to.

By the label in front of it, by its number, or by its place in a list as long as that of the questions.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from pipeline.ingest.lines import BOLD_LEVEL, Given, Line, settle, take_off
from pipeline.ingest.structure.evidence import SPEAKS

_FIELD = re.compile(r"^(?P<asked>[^:?]{3,60}:(?: ?[^:?]{3,90}\?[^:?]{0,60}:?)?|[^:?]{3,90}\?:?)(?P<said>.*)$")
_LABELLED = re.compile(r"^(?P<label>[A-Z][^:?]{2,40}:)\s+\S")
_RESPONSE_FIELD = re.compile(r"^\W{0,3}(?P<label>[A-Z][a-z]+(?: [a-z]+)?)\W{0,3}:\W{0,3}(?P<said>.*)$")
_LABEL = re.compile(r"^[*_]{0,3}[A-Za-z ]+[*_]{0,3}\s?:[*_]{0,3}\s*")
_RESPONSE = re.compile(r"(?:responses?|answers?|quotes?|verbatim)$", re.IGNORECASE)
_FEWEST = 3  # forms; responses
_NUMBERED = re.compile(r"^\s*\d{1,2}[.)]\s")
_NUMBERED_AS = re.compile(r"^[\s#*_]*(?:Q\s?)?(?P<number>\d{1,2})[.):]")
_MARK = re.compile(r"^>\s?")
_KEY = re.compile(
    r"^[*_]{0,3}(?:Q|A|Question|Answer)\s?(?P<number>\d{1,2})[*_]{0,3}\s?[:.)–-][*_]{0,3}\s+(?=\S)"
)
_FEWEST_ASKED = 2  # questions
_FEWEST_KEYED = 4  # answers
_FACT = re.compile(
    r"(?:(?:your|first|full|last) )?(?:name|age|date|time|place|post ?code|e-?mail|phone|gender|job|role)"
    r"(?: group)?",
    re.IGNORECASE,
)


def cut_forms(lines: list[Line]) -> list[Line]:
    """A form that several people filled in: what it asks on each line, and the answer behind it."""
    wholes = Counter(
        line.words[: line.words.rfind("?") + 1].casefold()
        for line in lines
        if line.plain and line.words.count("?") > 1
    )
    found = [_match_field(line.words, wholes) if line.plain else None for line in lines]
    counts = Counter(match[0].casefold() for match in found if match)
    asked = {words for words, count in counts.items() if count >= _FEWEST}
    if sum("?" in words for words in asked) < 2:
        asked = _find_labels(lines)
    if not asked:
        return lines
    cut: list[Line] = []
    for line, match in zip(lines, found, strict=True):
        if match is None or match[0].casefold() not in asked:
            cut.append(line)
            continue
        label, signs = match[0].rstrip(": "), match[0].count(":") + match[0].count("?")
        edges = [at for at, sign in enumerate(line.content, start=1) if sign in ":?"]
        edge = edges[signs - 1] if signs <= len(edges) else len(line.content)
        answer = line.content[edge:].strip()
        start = line.text.find(line.content) + edge
        head = replace(
            line,
            text=line.text[:start] if answer else line.text,
            locator=f"{line.locator}, part 1" if answer else line.locator,
            content=line.content[:edge],
            words=label,
        )
        if answer and _FACT.fullmatch(label):
            cut.append(settle(line, "metadata", "a fact in a form"))
            continue
        numbered = label[-1:].isdigit()
        cut.append(
            settle(head, "metadata", "a number in a form")
            if numbered
            else replace(head, form="heading", level=BOLD_LEVEL + 1)
        )
        if answer:
            rest, words = line.text[start:], match[1].strip(" *_")
            cut.append(
                replace(line, text=rest, locator=f"{line.locator}, part 2", content=answer, words=words)
            )
    return cut


def set_fields_aside(lines: list[Line]) -> list[Line]:
    """Fields beside "Response: …", where several lines are labelled so: what an interviewer noted of them."""
    found = [_RESPONSE_FIELD.match(line.words) if line.plain_text else None for line in lines]
    answers = [one is not None and bool(_RESPONSE.match(one["label"])) for one in found]
    if sum(answers) < _FEWEST:
        return lines
    read: list[Line] = []
    for line, one, answers_it in zip(lines, found, answers, strict=True):
        if one is not None and one["said"] and answers_it:
            line = take_off(line, _LABEL)
        elif one is not None and one["said"]:
            line = settle(line, "metadata", "what was noted beside the responses")
        read.append(line)
    return read


def _match_field(words: str, wholes: Counter[str]) -> tuple[str, str] | None:
    """What a line of a form asks, both questions where all forms ask two, and what stands behind it."""
    if "?" not in words and ":" not in words:
        return None
    end = words.rfind("?") + 1
    if wholes[words[:end].casefold()] >= _FEWEST:
        return words[:end], words[end:].removeprefix(":")
    match = _FIELD.match(words)
    return (match["asked"], match["said"]) if match is not None else None


def _find_labels(lines: Sequence[Line]) -> set[str]:
    """Labels that stand in the same order in block after block ("Best part: …", "Worst part: …").

    Two people who talk in turn look much the same: most labels must say what they ask for.
    """
    blocks: list[tuple[str, ...]] = [()]
    for line in lines:
        found = _LABELLED.match(line.words) if line.plain else None
        if found is not None:
            blocks[-1] = (*blocks[-1], found["label"].casefold())
        elif blocks[-1]:
            blocks.append(())
    often = Counter(block for block in blocks if len(block) > 1).most_common(1)
    if not often or often[0][1] < _FEWEST:
        return set()
    labels = often[0][0]
    asking = sum(bool(SPEAKS.search(label)) or " " in label for label in labels)
    return set(labels) if len(set(labels)) == len(labels) and 2 * asking >= len(labels) else set()


def answer_in_turn(lines: list[Line]) -> list[Line]:
    """Lists as long as the list of questions above them, none of which asks: each answers its question."""
    runs = _find_runs(lines)
    asked = next((run for run in runs if all(lines[one[0]].words.endswith("?") for one in run)), None)
    if asked is None or len(asked) < _FEWEST_ASKED:
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
        read[item[0]] = settle(lines[item[0]], "context", "one of the questions that were asked")
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
        read[place] = settle(lines[place], "context", "one of the questions that were asked")
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
