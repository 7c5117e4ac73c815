"""Forms that several people filled in: what each line asks, and the answer behind it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from pipeline.ingest.lines import BOLD_LEVEL, Line, take_off
from pipeline.ingest.structure.evidence import SPEAKS

_FIELD = re.compile(r"^(?P<asked>[^:?]{3,60}:(?: ?[^:?]{3,90}\?[^:?]{0,60}:?)?|[^:?]{3,90}\?:?)(?P<said>.*)$")
_LABELLED = re.compile(r"^(?P<label>[A-Z][^:?]{2,40}:)\s+\S")
_FACT = re.compile(
    r"(?:(?:your|first|full|last) )?(?:name|age|date|time|place|post ?code|e-?mail|phone|gender|job|role)"
    r"(?: group)?",
    re.IGNORECASE,
)
_RESPONSE_FIELD = re.compile(r"^\W{0,3}(?P<label>[A-Z][a-z]+(?: [a-z]+)?)\W{0,3}:\W{0,3}(?P<said>.*)$")
_LABEL = re.compile(r"^[*_]{0,3}[A-Za-z ]+[*_]{0,3}\s?:[*_]{0,3}\s*")
_RESPONSE = re.compile(r"(?:responses?|answers?|quotes?|verbatim)$", re.IGNORECASE)
_FEWEST = 3  # forms; responses


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
        fact = _FACT.fullmatch(label) is not None
        if fact and answer:
            cut.append(replace(line, role="metadata", reason="a fact in a form"))
            continue
        numbered = label[-1:].isdigit()
        cut.append(
            replace(head, role="metadata", reason="a number in a form")
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
            line = replace(line, role="metadata", reason="what was noted beside the responses")
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
