"""Reads what people write in files and holds it to its form; what is wrong is said in one line.

A form is a frozen dataclass marked by `@form`: its fields are the names that a file may hold, their types
what each must be. Pydantic's own messages print what they refuse and speak of types; here, and only here,
they become ours. What a field's type cannot say in plain words stands beside it as `Say`.
"""

from __future__ import annotations

import dataclasses
import datetime
import difflib
import functools
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Any, TypeVar, get_args, get_origin, get_type_hints

from pydantic import (
    AfterValidator,
    BeforeValidator,
    ConfigDict,
    Field,
    TypeAdapter,
    ValidationError,
    with_config,
)

from pipeline.errors import SettingsError, SourceError


def read_given(file: Path, remedy: str, where: str = "") -> bytes:
    """The content of a file that a user named or handed in.

    Raises:
        SourceError: If it cannot be read.
    """
    try:
        return file.read_bytes()
    except OSError as error:
        raise SourceError(
            f"it cannot be read ({(error.strerror or 'the system refused').lower()})",
            where=where or file.name,
            remedy=remedy,
        ) from None


def read_text(file: Path) -> str:
    """The text of a file that people write.

    Raises:
        SettingsError: If it is not UTF-8 text.
    """
    try:
        return file.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError:
        raise _refuse_text(file.name) from None


def _refuse_text(where: str) -> SettingsError:
    return SettingsError("it is not UTF-8 text", where=where, remedy="Save it as UTF-8 and run again.")


_MEND = "Mend that line and run again."


def read_toml(content: bytes, where: str, remedy: str = _MEND) -> dict[str, Any]:
    """Read a file of TOML.

    Raises:
        SettingsError: If it is not UTF-8 text, or not TOML.
    """
    try:
        return tomllib.loads(content.decode("utf-8-sig"))
    except UnicodeDecodeError:
        raise _refuse_text(where) from None
    except tomllib.TOMLDecodeError as error:
        raise SettingsError(f"it cannot be read as TOML ({error})", where=where, remedy=remedy) from None
    except (ValueError, RecursionError):  # a number or brackets in brackets that no person writes
        raise SettingsError(
            "it cannot be read as TOML (a number of thousands of digits, or too many brackets)",
            where=where,
            remedy=_MEND,
        ) from None


T = TypeVar("T")
_LARGEST = 1e12  # of any number, either way


@dataclass(frozen=True)
class Say:
    """What to say when a field is wrong; FIELD and NAME stand for it, with quotes and without."""

    what: str
    remedy: str = ""  # where it is empty, the style has one


class FormError(ValueError):
    """What a validator raises that knows by itself what is wrong, in the words of a `Say`."""

    def __init__(self, what: str, remedy: str = "") -> None:
        super().__init__()
        self.said = Say(what, remedy)


@dataclass(frozen=True)
class Style:
    """How the files of one kind are written, to say what to do."""

    text: str = 'Write NAME = "…", in quotes.'  # about a text that is missing
    list: str = 'Write NAME = ["…", "…"].'  # about a list of texts
    # About a list whose entries have names of their own
    sections: str = "Write [[NAME]], with double brackets, above each of them."
    value: str = ""  # about a value of another kind; empty where that depends on the kind
    noun: str = "entry"  # what a name in such a file stands for
    label: str = ""  # which name of an entry in a list says what to call it, where there is one


# By the first word of pydantic's name for what is wrong.
_KINDS = {
    "string": Say("FIELD must be text in quotes", "Put it in quotes."),
    "int": Say("FIELD must be a whole number", "Write NAME = 3, without quotes."),
    "float": Say("FIELD must be a number", "Write NAME = 0.5, without quotes."),
    "bool": Say("FIELD must be true or false", "Write NAME = true, without quotes."),
    "dict": Say("FIELD is not a section", "Write it as a section, with its values below."),
    "dataclass": Say("FIELD is not a section", "Write it as a section, with its values below."),
}
_NUMBER = Say("FIELD is not a number that can be worked with", "Write another one.")


def join_words(text: str) -> str:
    """A text on one line, with single blanks."""
    if any("\ud800" <= sign <= "\udfff" for sign in text):
        raise FormError("FIELD holds half a character, such as \\ud800", "Write the character itself.")
    return " ".join(text.split())


def _fill(text: str) -> str:
    if not text.strip():
        raise FormError("it has no FIELD")
    return join_words(text)


def _read_date(value: object) -> str:
    if isinstance(value, datetime.date) and not isinstance(value, datetime.datetime):
        return value.isoformat()
    if not isinstance(value, str):
        raise ValueError
    return datetime.date.fromisoformat(value.strip()).isoformat() if value else ""


Words = Annotated[str, AfterValidator(join_words)]
Filled = Annotated[str, AfterValidator(_fill)]
Texts = Annotated[tuple[Words, ...], Say("FIELD must be a list of texts")]
Flag = Annotated[bool, Field(strict=True)]
Whole = Annotated[int, Field(strict=True, gt=-_LARGEST, lt=_LARGEST)]
Number = Annotated[float, Field(strict=True, gt=-_LARGEST, lt=_LARGEST)]
# As ISO date, or empty.
Date = Annotated[
    str, BeforeValidator(_read_date), Say("FIELD is not a date", "Write it as NAME = 2024-09-20.")
]

form = with_config(ConfigDict(extra="forbid", allow_inf_nan=False))


def read_form(kind: type[T], values: object, where: str, style: Style | None = None) -> T:
    """Hold what a file says to its form.

    Args:
        where: How to name the file in an error.
        style: How such files are written; None for TOML.

    Raises:
        SettingsError: With the first thing that is wrong: a name that is not known before all others.
    """
    adapter: TypeAdapter[T] = _compile(kind)  # type: ignore[arg-type]
    try:
        return adapter.validate_python(values)
    except ValidationError as error:
        found = error.errors(include_url=False, include_input=False)
    first = next((one for one in found if _is_unknown(one["type"])), found[0])
    raise _explain(kind, dict(first), values, where, style or Style()) from None


@functools.cache
def _compile(kind: Any) -> TypeAdapter[Any]:
    return TypeAdapter(kind)


def _is_unknown(rule: str) -> bool:
    return rule in ("unexpected_keyword_argument", "invalid_key")


def _explain(kind: Any, error: dict[str, Any], values: Any, where: str, style: Style) -> SettingsError:
    if _is_unknown(error["type"]):
        *above, name = error["loc"]
        known = [one.name for one in dataclasses.fields(_find_type(kind, above)[0])]
        near = difflib.get_close_matches(str(name), known, n=1)
        said = Say(
            f"there is no {style.noun} {str(name)!r}",
            f"Did you mean {near[0]!r}?" if near else f"Known here: {', '.join(known)}.",
        )
    else:
        _, own, length = _find_type(kind, error["loc"])
        *above, name = error["loc"][:length]
        field = repr(name)
        if isinstance(name, int):
            field, name = f"entry {name + 1} of {above[-1]!r}", above.pop()
        said = _choose_words(error, own, style)
        said = Say(
            *(text.replace("FIELD", field).replace("NAME", str(name)) for text in dataclasses.astuple(said))
        )
    return SettingsError(
        said.what, where=", ".join([where, *_list_places(above, values, style)]), remedy=said.remedy
    )


def _choose_words(error: dict[str, Any], own: Say | None, style: Style) -> Say:
    rule, context = error["type"], error.get("ctx", {})
    if isinstance(refusal := context.get("error"), FormError):
        return Say(refusal.said.what, refusal.said.remedy or style.text)
    if rule == "missing":
        return Say("it has no FIELD", own.remedy if own is not None else style.text)
    if own is not None:
        return Say(own.what, own.remedy or style.list)
    if rule == "literal_error":
        return Say("FIELD is none of those that exist", f"Write one of: {context['expected']}.")
    if rule == "tuple_type":
        return Say("FIELD is not a list of sections", style.sections)
    if rule in ("dataclass_type", "dict_type") and isinstance(error["loc"][-1], int):
        return Say("FIELD is not a section", style.sections)
    said = _KINDS.get(rule.partition("_")[0], _NUMBER)
    return said if "section" in said.what else Say(said.what, style.value or said.remedy)


def _list_places(path: list[str | int], values: Any, style: Style) -> list[str]:
    """The sections and entries of lists that lead to a field, as they are written."""
    places, section = [], ""
    for step in path:
        values = values[step]
        if isinstance(step, str):
            section += f".{step}" if section else step
            continue
        label = values.get(style.label) if isinstance(values, dict) else None
        number = f"number {step + 1}"
        if style.label:
            places.append(f"{style.label} {label!r}" if isinstance(label, str) else f"{style.label} {number}")
        else:
            places.append(f"[[{section}]] {number}")
        section = ""
    return [*places, f"[{section}]"] if section else places


def _find_type(kind: Any, path: Sequence[str | int]) -> tuple[Any, Say | None, int]:
    """The type at a place of a form, what is said of it or of what holds it, and how far down that stands."""
    said, length = None, len(path)
    for number, step in enumerate(path, start=1):
        if dataclasses.is_dataclass(kind):
            kind, said, length = get_type_hints(kind, include_extras=True)[str(step)], None, len(path)
        else:
            parts = get_args(kind)
            kind = parts[1] if get_origin(kind) is dict else parts[0]
        if get_origin(kind) is Annotated:
            kind, *extras = get_args(kind)
            if own := [one for one in extras if isinstance(one, Say)]:
                said, length = own[0], number
    return kind, said, length
