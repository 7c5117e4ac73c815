"""Codebooks: read, looked up, and held against the themes of an event."""

from __future__ import annotations

import functools
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Annotated, Any

import numpy as np
import yaml
from pydantic import BeforeValidator, ConfigDict, Field, with_config

from pipeline.errors import SettingsError
from pipeline.keeping.reading import Filled, FormError, Say, Style, Texts, Words, form, read_form
from pipeline.tables.notes import Embed, Vectors, normalise

_STYLE = Style(
    text="Add 'NAME:' with a text.",
    list="Write each on a line of its own with '- ' in front, in quotes if it holds a colon.",
    label="code",
)


def _drop_ids(examples: object) -> object:
    """Examples as texts; one that is a note stands there with its id (`codebook learn` writes it so)."""
    if not isinstance(examples, list):
        return examples
    return [_read_note(one) if isinstance(one, dict) else one for one in examples]


def _read_note(example: dict[Any, Any]) -> str:
    parts = example.values()
    if not {"text"} <= set(example) <= {"text", "note"} or not all(isinstance(part, str) for part in parts):
        raise FormError(
            "an example is neither a text nor a note",
            "Write '- text: \"its words\"' and, indented below it, 'note: its-id'.",
        )
    return str(example["text"])


_Slug = Annotated[
    str,
    Field(pattern="^[a-z0-9]+(-[a-z0-9]+)*$"),
    Say("its code is not a short name", "Use lower case letters, digits and hyphens only."),
]
_List = Annotated[Texts, BeforeValidator(lambda texts: () if texts is None else texts)]
_Examples = Annotated[_List, BeforeValidator(_drop_ids)]
_Names = Annotated[
    tuple[Annotated[str, Field(pattern=r"\S")], ...],
    BeforeValidator(lambda names: [names] if isinstance(names, str) else () if names is None else names),
    Say("FIELD is not a list of names", "Write NAME: [one-name, another-name]."),
]
_Title = Annotated[Words, BeforeValidator(str)]  # "2025" is a number in YAML


@dataclass(frozen=True)
class _Entry:
    code: _Slug
    title: Filled
    definition: Filled
    include: _List = ()
    exclude: _List = ()
    examples: _Examples = ()
    sources: _List = ()


@dataclass(frozen=True)
class Code(_Entry):
    """One code: a thing people raise, described so that two readers would use it alike."""

    expected: bool = False  # a theme that somebody expects of this one event, from its event.toml


@dataclass(frozen=True)
class Codebook:
    """A named list of codes with the documents it rests on."""

    name: str  # its short name, or empty for none
    title: str
    codes: tuple[Code, ...]  # its codes, in order; those it inherits come first
    sources: dict[str, str]  # title of each document it rests on, by its key


@dataclass(frozen=True)
class Written:
    """A codebook as its file says it, before anything is inherited."""

    codebook: Codebook  # what the file itself holds
    inherits: tuple[str, ...]  # names of the codebooks it takes codes from
    without: tuple[str, ...]  # codes of theirs that it leaves out


@with_config(ConfigDict(extra="ignore"))
@dataclass(frozen=True)
class _Source:
    key: _Title = ""
    title: _Title = ""


_Sources = Annotated[
    tuple[_Source, ...],
    BeforeValidator(lambda sources: sources or ()),
    Say("FIELD is not a list of documents", "Write '- key: …' and 'title: …' for each."),
]
_Codes = Annotated[
    tuple[
        Annotated[
            _Entry, Say("FIELD is not a code", "Begin it with '- code: a-short-name' and indent the rest.")
        ],
        ...,
    ],
    Say("it holds no list of codes", "Write 'codes:' with one entry per code below."),
]
_Learned = Annotated[
    dict[str, dict[str, str]],
    BeforeValidator(lambda learned: learned or {}),
    Say("FIELD is not as the program writes it", "Take it out: it is written anew."),
]


@form
@dataclass(frozen=True)
class _File:
    codes: _Codes = ()
    codebook: _Title = ""
    title: _Title = ""
    version: Any = None
    description: Any = None
    sources: _Sources = ()
    inherits: _Names = ()
    without: _Names = ()
    learned: _Learned = field(default_factory=dict)


@functools.lru_cache(maxsize=16)
def read_written(content: str, where: str) -> Written:
    """Read the file of a codebook and hold it to its form; what it inherits is not looked up.

    What was read is kept: a run reads the same files for each event and each series, and YAML is slow.

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
    found = read_form(_File, values if isinstance(values, dict) else {}, where, _STYLE)
    if not found.codes and not found.inherits:
        raise SettingsError(
            "it holds no list of codes", where=where, remedy="Write 'codes:' with one entry per code below."
        )
    codes = tuple(Code(**vars(entry)) for entry in found.codes)
    sources = {source.key: source.title for source in found.sources}
    refuse_repeats(codes, where)
    if not found.inherits:
        refuse_unknown_sources(codes, sources, where)
    return Written(Codebook(found.codebook, found.title, codes, sources), found.inherits, found.without)


def refuse_repeats(codes: Sequence[Code], where: str) -> None:
    """Refuse two codes of one name or title.

    Raises:
        SettingsError: If there are such.
    """
    for name in ("code", "title"):
        counts = Counter(getattr(code, name).casefold() for code in codes)
        twice = next((one for one, count in counts.items() if count > 1), None)
        if twice is not None:
            raise SettingsError(
                f"the {name} {twice!r} is there {counts[twice]} times",
                where=where,
                remedy=f"Give each code a {name} of its own, or delete the repeat.",
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


def embed_codes(codebook: Codebook, embed: Embed) -> Vectors:
    """One vector per code: half its title and definition, half its examples."""
    said = [
        [code.title, *([code.definition] if code.definition else []), *code.include]
        for code in codebook.codes
    ]
    texts = [text for code, own in zip(codebook.codes, said, strict=True) for text in (*own, *code.examples)]
    if not texts:
        return np.zeros((0, 1), dtype=np.float32)
    known = dict(zip(texts, embed(texts).astype(np.float64), strict=True))
    rows = []
    for code, own in zip(codebook.codes, said, strict=True):
        meant = np.mean([known[text] for text in own], axis=0)
        shown = np.mean([known[text] for text in code.examples], axis=0) if code.examples else meant
        rows.append(meant + shown)
    return normalise(np.stack(rows)).astype(np.float32)
