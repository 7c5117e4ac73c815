"""The prompts: files with a version, filled in with notes as data."""

from __future__ import annotations

import functools
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from string import Template

_FOLDER = Path(__file__).with_name("prompts")


@dataclass(frozen=True)
class Prompt:
    """What the model is told.

    Attributes:
        name: The file and its version: "sort 1".
        system: What it is to do.
        user: What it is to do it with.
    """

    name: str
    system: str
    user: str


def fill_prompt(
    purpose: str, question: str, items: Sequence[Mapping[str, object]], fewest: int = 0, most: int = 0
) -> Prompt:
    """Fill a prompt in.

    Args:
        purpose: Which prompt: the name of its file.
        question: What people were asked, personal details masked.
        items: The notes or themes it is about. They stand in the prompt as JSON, one on a line, so that
            nothing in them can end the list.
        fewest: The fewest themes that will be taken.
        most: The most.
    """
    version, system, user = _read_prompt(purpose)
    listed = ",\n".join(json.dumps(item, ensure_ascii=False) for item in items)
    filled = {
        "question": json.dumps(question or "(none was written down)", ensure_ascii=False),
        "items": f"[\n{listed}\n]",
        "count": str(len(items)),
        "fewest": str(fewest),
        "most": str(most),
    }
    # One pass: what is filled in is not searched for places again.
    return Prompt(
        f"{purpose} {version}", Template(system).substitute(filled), Template(user).substitute(filled)
    )


def name_fault(prompt: Prompt, fault: str) -> Prompt:
    """The same prompt once more, with what was wrong with the reply to it."""
    said = (
        f"An earlier reply to this could not be used: {fault}. Answer anew, whole and in the form asked for."
    )
    return Prompt(prompt.name, prompt.system, f"{prompt.user}\n\n{said}")


@functools.cache
def _read_prompt(purpose: str) -> tuple[str, str, str]:
    content = (_FOLDER / f"{purpose}.txt").read_text(encoding="utf-8")
    head, rest = content.split("--- system\n", 1)
    system, user = rest.split("--- user\n", 1)
    return head.removeprefix("version ").strip(), system.strip(), user.strip()
