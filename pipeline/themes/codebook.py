"""Codebooks: found with what they inherit from others, read, and held against the themes of an event."""

from __future__ import annotations

import dataclasses
import functools
import re
import unicodedata
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Annotated, Any

import numpy as np
import yaml
from pydantic import BeforeValidator, ConfigDict, Field, with_config

from pipeline.errors import SettingsError
from pipeline.keeping.reading import Filled, FormError, Say, Style, Texts, Words, form, read_form, read_text
from pipeline.tables.notes import Embed, Vectors, normalise

FOLDER = Path(__file__).with_name("codebooks")
_SEED = "seed-"  # begins the code of a theme that event.toml names
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


NO_CODEBOOK = Codebook("", "", (), {})


@dataclass(frozen=True)
class Written(Codebook):
    """A codebook as its file says it, before anything is inherited."""

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
    _refuse_repeats(codes, where)
    if not found.inherits:
        _refuse_unknown_sources(codes, sources, where)
    return Written(found.codebook, found.title, codes, sources, found.inherits, found.without)


def _refuse_repeats(codes: Sequence[Code], where: str) -> None:
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


def _refuse_unknown_sources(codes: Sequence[Code], sources: dict[str, str], where: str) -> None:
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


def load_codebook(name: str, raw: Path) -> Codebook:
    """Read a codebook with all that it inherits.

    Args:
        name: As the settings name it; empty for none.

    Raises:
        SettingsError: If it, or one that it inherits from, is missing or not of the form it must have.
    """
    return _inherit(name, raw, ()) if name else NO_CODEBOOK


def expect_themes(codebook: Codebook, expected: Sequence[tuple[str, Sequence[str]]]) -> Codebook:
    """A codebook with the themes that somebody expects of one event in front.

    A title that is also that of a code means that code, so that its id stays the same across events.

    Args:
        expected: Title of each theme, and words that stand for it; there may be none.
    """
    known = {code.title.casefold(): code for code in codebook.codes}
    seeds = []
    for title, words in expected:
        code = known.pop(title.casefold(), None) or Code(_SEED + _make_slug(title), title, "", (), (), (), ())
        seeds.append(dataclasses.replace(code, examples=(*code.examples, *words), expected=True))
    return dataclasses.replace(codebook, codes=(*seeds, *known.values()))


def find_codebook(name: str, raw: Path, inherited_by: str = "") -> Path:
    """Where a codebook lies: in the workspace's data/raw, or among those that come with the pipeline.

    Args:
        inherited_by: The codebook that names it; empty when the settings do.

    Raises:
        SettingsError: If there is none of that name.
    """
    for path in (raw / name, FOLDER / f"{name}.yaml"):
        try:
            if path.is_file():
                return path
        except OSError:  # a name that is too long for any file
            continue
    known = ", ".join(sorted(path.stem for path in FOLDER.glob("*.yaml")))
    raise SettingsError(
        f"there is no codebook {name!r}",
        where=f"codebook {inherited_by}, inherits" if inherited_by else "settings, [themes] codebook",
        remedy=f"Name one of these: {known}; or a file in data/raw.",
    )


def _inherit(name: str, raw: Path, below: tuple[str, ...]) -> Codebook:
    """A codebook and what it inherits; `below` are the codebooks that led to it."""
    if name in below:
        raise SettingsError(
            f"codebook {below[-1]!r} inherits from {name!r}, which inherits from it",
            where=f"codebook {below[-1]}",
            remedy="Take one of the two 'inherits' out.",
        )
    path = find_codebook(name, raw, inherited_by=below[-1] if below else "")
    own = read_written(read_text(path), where=path.name)
    codes: dict[str, Code] = {}
    sources: dict[str, str] = {}
    for parent in own.inherits:
        inherited = _inherit(parent, raw, (*below, name))
        codes |= {code.code: code for code in inherited.codes}
        sources |= inherited.sources
    dropped = next((code for code in own.without if code not in codes), None)
    if dropped is not None:
        raise SettingsError(
            f"'without' names {dropped!r}, which is not among the codes it inherits",
            where=path.name,
            remedy="Check the spelling, or take it out.",
        )
    kept = {code: found for code, found in codes.items() if code not in own.without}
    # A code of its own takes the place of the one it inherits under that name.
    joined = tuple((kept | {code.code: code for code in own.codes}).values())
    sources |= own.sources
    _refuse_repeats(joined, path.name)
    _refuse_unknown_sources(joined, sources, path.name)
    return Codebook(own.name or path.stem, own.title, joined, sources)


def _make_slug(title: str) -> str:
    plain = unicodedata.normalize("NFKD", title).encode("ascii", "ignore").decode("ascii").lower()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")


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
