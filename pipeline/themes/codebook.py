"""Codebooks: the a-priori framework, as codes with definition, include, exclude and examples.

A codebook names themes and makes them comparable across events; it never decides which notes belong
together. (Framework analysis: Ritchie & Spencer 1994; Gale et al. 2013. Form of a code: MacQueen et
al. 1998, "Codebook development for team-based qualitative analysis".)
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from pipeline.errors import SettingsError

FOLDER = Path(__file__).with_name("codebooks")
_SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_TEXTS = ("code", "title", "definition")
_LISTS = ("include", "exclude", "examples", "sources")


@dataclass(frozen=True)
class Code:
    """One code: a thing people raise, described so that two readers would use it alike."""

    code: str
    title: str
    definition: str
    include: tuple[str, ...]
    exclude: tuple[str, ...]
    examples: tuple[str, ...]
    sources: tuple[str, ...]


@dataclass(frozen=True)
class Codebook:
    """A named list of codes with the documents it rests on."""

    name: str
    title: str
    codes: tuple[Code, ...]
    sources: dict[str, str]


def find_codebook(name: str, raw: Path) -> Path:
    """Where a codebook lies: in the workspace's data/raw, or among those that come with the pipeline.

    Raises:
        SettingsError: If there is none of that name.
    """
    for path in (raw / name, FOLDER / f"{name}.yaml"):
        if path.is_file():
            return path
    known = ", ".join(sorted(path.stem for path in FOLDER.glob("*.yaml")))
    raise SettingsError(
        f"there is no codebook {name!r}",
        where="settings, [themes] codebook",
        remedy=f"Name one of these: {known}; or a file in data/raw.",
    )


def read_codebook(content: str, where: str) -> Codebook:
    """Read a codebook and hold it to its form.

    Args:
        content: The YAML text.
        where: How to name the file in an error.

    Raises:
        SettingsError: If it is not YAML, lacks an entry, or has a code or title twice.
    """
    try:
        values = yaml.safe_load(content)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        place = f" at line {mark.line + 1}" if mark is not None else ""
        raise SettingsError(
            f"it cannot be read as YAML{place}", where=where, remedy="Mend that line; the indent matters."
        ) from None
    if not isinstance(values, dict) or not isinstance(values.get("codes"), list) or not values["codes"]:
        raise SettingsError(
            "it holds no list of codes", where=where, remedy="Write 'codes:' with one entry per code below."
        )
    codes = tuple(_read_code(entry, number, where) for number, entry in enumerate(values["codes"], start=1))
    for field in ("code", "title"):
        counts = Counter(getattr(code, field).casefold() for code in codes)
        twice = next((name for name, count in counts.items() if count > 1), None)
        if twice is not None:
            raise SettingsError(
                f"the {field} {twice!r} is there {counts[twice]} times",
                where=where,
                remedy=f"Give each code a {field} of its own, or delete the repeat.",
            )
    sources = {
        str(entry.get("key", "")): str(entry.get("title", ""))
        for entry in values.get("sources") or []
        if isinstance(entry, dict)
    }
    for code in codes:
        unknown = next((key for key in code.sources if key not in sources), None)
        if unknown is not None:
            raise SettingsError(
                f"code {code.code!r} cites {unknown!r}, which is not among its sources",
                where=where,
                remedy="Add it under 'sources:' with key and title, or take it out.",
            )
    return Codebook(
        name=str(values.get("codebook", "")), title=str(values.get("title", "")), codes=codes, sources=sources
    )


def _read_code(entry: Any, number: int, where: str) -> Code:
    if not isinstance(entry, dict):
        raise SettingsError(
            f"entry {number} of the codes is not a code",
            where=where,
            remedy="Begin it with '- code: a-short-name' and indent the rest.",
        )
    name = str(entry.get("code", ""))
    label = repr(name) if name else f"number {number}"
    for field in _TEXTS:
        if not isinstance(entry.get(field), str) or not entry[field].strip():
            raise SettingsError(
                f"code {label} has no {field}", where=where, remedy=f"Add '{field}:' with a text."
            )
    if not _SLUG.fullmatch(name):
        raise SettingsError(
            f"the code {label} is not a short name",
            where=where,
            remedy="Use lower case letters, digits and hyphens only.",
        )
    unknown = next((key for key in entry if key not in (*_TEXTS, *_LISTS)), None)
    if unknown is not None:
        raise SettingsError(
            f"code {label} has an unknown entry {str(unknown)!r}",
            where=where,
            remedy=f"Known here: {', '.join((*_TEXTS, *_LISTS))}.",
        )
    include, exclude, examples, sources = (
        _read_list(entry.get(field), field, label, where) for field in _LISTS
    )
    return Code(
        code=name,
        title=" ".join(entry["title"].split()),
        definition=" ".join(entry["definition"].split()),
        include=include,
        exclude=exclude,
        examples=examples,
        sources=sources,
    )


def _read_list(value: Any, field: str, label: str, where: str) -> tuple[str, ...]:
    if value is None:
        return ()
    if not isinstance(value, list) or not all(isinstance(text, str) for text in value):
        raise SettingsError(
            f"{field!r} of code {label} is not a list of texts",
            where=where,
            remedy="Write each on a line of its own with '- ' in front, in quotes if it holds a colon.",
        )
    return tuple(" ".join(text.split()) for text in value)
