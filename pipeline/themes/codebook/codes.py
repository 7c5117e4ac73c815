"""Codebooks: the a-priori framework, as codes with definition, include, exclude and examples.

A codebook names themes and makes them comparable across events; it never decides which notes belong
together. (Framework analysis: Ritchie & Spencer 1994; Gale et al. 2013. Form of a code: MacQueen et
al. 1998, "Codebook development for team-based qualitative analysis".)
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import yaml

from pipeline.errors import SettingsError

_SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_TEXTS = ("code", "title", "definition")
_LISTS = ("include", "exclude", "examples", "sources")
_ENTRIES = (
    "codebook",
    "title",
    "version",
    "description",
    "sources",
    "codes",
    "inherits",
    "without",
    "learned",
)
_NOTED = {"text", "note"}  # of an example that is a note: its words and its id


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
    expected: bool = False  # a theme that somebody expects of this one event, from its event.toml


@dataclass(frozen=True)
class Codebook:
    """A named list of codes with the documents it rests on.

    Attributes:
        name: Its short name, or empty for none.
        title: What it is about.
        codes: Its codes, in order; those it inherits come first.
        sources: Title of each document it rests on, by its key.
    """

    name: str
    title: str
    codes: tuple[Code, ...]
    sources: dict[str, str]


@dataclass(frozen=True)
class Written:
    """A codebook as its file says it, before anything is inherited.

    Attributes:
        codebook: What the file itself holds.
        inherits: Names of the codebooks it takes codes from.
        without: Codes of theirs that it leaves out.
    """

    codebook: Codebook
    inherits: tuple[str, ...]
    without: tuple[str, ...]


def read_codebook(content: str, where: str) -> Codebook:
    """Read a codebook that inherits nothing, and hold it to its form.

    Args:
        content: The YAML text.
        where: How to name the file in an error.

    Raises:
        SettingsError: If it is not YAML, lacks an entry, or has a code or title twice.
    """
    return read_written(content, where).codebook


def read_written(content: str, where: str) -> Written:
    """Read the file of a codebook and hold it to its form; what it inherits is not looked up.

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
    except (ValueError, TypeError, AttributeError, KeyError, RecursionError):  # "2024-13-45", "!!bool x"
        raise SettingsError(
            "it cannot be read as YAML: something in it is no date or number, or nested without end",
            where=where,
            remedy="Put texts that look like dates or numbers in quotes.",
        ) from None
    if not isinstance(values, dict):
        values = {}
    unknown = next((name for name in values if name not in _ENTRIES), None)
    if unknown is not None:
        raise SettingsError(
            f"there is no entry {str(unknown)!r}", where=where, remedy=f"Known here: {', '.join(_ENTRIES)}."
        )
    inherits = _read_names(values.get("inherits"), "inherits", where)
    entries = values.get("codes", [] if inherits else None)
    if not isinstance(entries, list) or not (entries or inherits):
        raise SettingsError(
            "it holds no list of codes", where=where, remedy="Write 'codes:' with one entry per code below."
        )
    codes = tuple(_read_code(entry, number, where) for number, entry in enumerate(entries, start=1))
    refuse_repeats(codes, where)
    documents, memory = values.get("sources") or [], values.get("learned") or {}
    if not isinstance(documents, list) or not all(isinstance(entry, dict) for entry in documents):
        raise SettingsError(
            "'sources' is not a list of documents",
            where=where,
            remedy="Write '- key: …' and 'title: …' for each.",
        )
    if not isinstance(memory, dict) or not all(
        isinstance(part, dict) and all(isinstance(text, str) for text in (*part, *part.values()))
        for part in memory.values()
    ):
        raise SettingsError(
            "'learned' is not as the program writes it",
            where=where,
            remedy="Take it out: it is written anew.",
        )
    sources = {str(entry.get("key", "")): str(entry.get("title", "")) for entry in documents}
    if not inherits:
        refuse_unknown_sources(codes, sources, where)
    codebook = Codebook(
        name=str(values.get("codebook", "")), title=str(values.get("title", "")), codes=codes, sources=sources
    )
    try:
        _join_texts(codebook).encode("utf-8")
    except UnicodeEncodeError:
        raise SettingsError(
            "it holds half a character, such as \\ud800",
            where=where,
            remedy="Write the character itself, and run again.",
        ) from None
    return Written(codebook, inherits, _read_names(values.get("without"), "without", where))


def _join_texts(codebook: Codebook) -> str:
    lists = [part for code in codebook.codes for part in (code.include, code.exclude, code.examples)]
    texts = [text for code in codebook.codes for text in (code.title, code.definition)]
    texts += [*(text for part in lists for text in part), *codebook.sources, *codebook.sources.values()]
    return "".join((codebook.name, codebook.title, *texts))


def refuse_repeats(codes: Sequence[Code], where: str) -> None:
    """Refuse two codes of one name or title.

    Raises:
        SettingsError: If there are such.
    """
    for field in ("code", "title"):
        counts = Counter(getattr(code, field).casefold() for code in codes)
        twice = next((name for name, count in counts.items() if count > 1), None)
        if twice is not None:
            raise SettingsError(
                f"the {field} {twice!r} is there {counts[twice]} times",
                where=where,
                remedy=f"Give each code a {field} of its own, or delete the repeat.",
            )


def refuse_unknown_sources(codes: Sequence[Code], sources: dict[str, str], where: str) -> None:
    """Refuse a code that cites a document nobody has named.

    Raises:
        SettingsError: If there is such a code.
    """
    for code in codes:
        unknown = next((key for key in code.sources if key not in sources), None)
        if unknown is not None:
            raise SettingsError(
                f"code {code.code!r} cites {unknown!r}, which is not among its sources",
                where=where,
                remedy="Add it under 'sources:' with key and title, or take it out.",
            )


def _read_names(value: Any, entry: str, where: str) -> tuple[str, ...]:
    names = [] if value is None else [value] if isinstance(value, str) else value
    if not isinstance(names, list) or not all(isinstance(name, str) and name.strip() for name in names):
        raise SettingsError(
            f"{entry!r} is not a list of names",
            where=where,
            remedy=f"Write {entry}: [one-name, another-name].",
        )
    return tuple(names)


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
    listed = {**entry, "examples": _read_noted(entry.get("examples"), label, where)}
    include, exclude, examples, sources = (
        _read_list(listed.get(field), field, label, where) for field in _LISTS
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


def _read_noted(examples: Any, label: str, where: str) -> Any:
    """Examples as texts; one that is a note stands there with its id (`codebook learn` writes it so)."""
    if not isinstance(examples, list):
        return examples
    for example in examples:
        if isinstance(example, dict) and (
            not set(example) <= _NOTED
            or not all(isinstance(part, str) for part in example.values())
            or "text" not in example
        ):
            raise SettingsError(
                f"an example of code {label} is neither a text nor a note",
                where=where,
                remedy="Write '- text: \"its words\"' and, indented below it, 'note: its-id'.",
            )
    return [example["text"] if isinstance(example, dict) else example for example in examples]


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
