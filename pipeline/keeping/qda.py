"""REFI-QDA, the form in which qualitative tools hand projects (.qdpx) and codebooks (.qdc) to one another.

What is written holds no clock and no chance: the same again is the same file. What is read was saved by
another program and is not trusted: see `open_archive`; a document type or entities are refused, and
nothing is unpacked to disk.
"""

from __future__ import annotations

import re
import uuid
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from defusedxml.common import DefusedXmlException  # type: ignore[import-untyped]
from defusedxml.ElementTree import ParseError, fromstring  # type: ignore[import-untyped]
from lxml import etree

from pipeline.errors import SourceError
from pipeline.keeping.archive import open_archive, pack, read_part
from pipeline.keeping.workbooks import show_text

ORIGIN = "listening-event-notes"
PROGRAM, MODEL = "Draft by the program", "Draft by the language model"  # coders that are no people
AFTER = "The program, after people's decisions"
PROJECT, CODEBOOK = "urn:QDA-XML:project:1.0", "urn:QDA-XML:codebook:1.0"
_NAMESPACE = uuid.UUID("6d7a4c0e-2f5b-5c1d-9a73-0c9d2f6b81e4")  # of all ids made here
_QDE, _TEXTS, _INSIDE = "project.qde", "Sources", "internal://"
_GUID = re.compile(r"\{?([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})\}?")
_MOST_DEEP = 100  # codes below codes


@dataclass(frozen=True)
class QdaCode:
    """A code, with the codes below it; one that cannot be given to words only holds others together."""

    guid: str
    name: str
    description: str = ""
    codable: bool = True
    below: tuple[QdaCode, ...] = ()


@dataclass(frozen=True)
class QdaCoding:
    """One code given to one selection: the characters of a text from start up to, not with, end.

    Positions that are no numbers are read as -1. `said` is what a person wrote on the selection.
    """

    guid: str
    selection: str
    start: int
    end: int
    code: str
    user: str
    when: str = ""  # ISO date and time, or empty
    name: str = ""
    said: str = ""


@dataclass(frozen=True)
class QdaText:
    """A source as plain text, with its codings in order."""

    guid: str
    name: str
    text: str
    codings: tuple[QdaCoding, ...] = ()


@dataclass(frozen=True)
class QdaProject:
    """A project."""

    name: str
    description: str
    users: dict[str, str]  # each coder's name by id
    codes: tuple[QdaCode, ...]
    texts: tuple[QdaText, ...]


def make_guid(*parts: str) -> str:
    """An id as the standard wants it, always the same for the same parts."""
    return str(uuid.uuid5(_NAMESPACE, "\n".join(parts))).upper()


def make_coding_guid(user: str, selection: str, code: str) -> str:
    """The id of a coding that this program writes: whoever reads it back knows that nobody has changed it."""
    return make_guid("coding", user, selection, code)


def walk_codes(codes: Sequence[QdaCode]) -> Iterator[QdaCode]:
    """All codes, each before those below it."""
    for code in codes:
        yield code
        yield from walk_codes(code.below)


def write_project(project: QdaProject) -> bytes:
    """A project as a .qdpx file."""
    root = etree.Element(f"{{{PROJECT}}}Project", nsmap={None: PROJECT})
    root.attrib.update({"name": show_text(project.name), "origin": ORIGIN})
    users = _add(root, "Users")
    for guid, name in project.users.items():
        _add(users, "User", guid=guid, name=name)
    if project.codes:
        _add_codes(_add(_add(root, "CodeBook"), "Codes"), project.codes)
    sources = _add(root, "Sources") if project.texts else None
    for text in project.texts:
        source = _add(
            sources, "TextSource", guid=text.guid, name=text.name, plainTextPath=f"{_INSIDE}{text.guid}.txt"
        )
        selections: dict[str, Any] = {}
        for one in text.codings:
            if one.selection not in selections:
                places = {"startPosition": str(one.start), "endPosition": str(one.end)}
                selections[one.selection] = _add(
                    source, "PlainTextSelection", guid=one.selection, name=one.name, **places
                )
                if one.said:
                    _add(selections[one.selection], "Description").text = show_text(one.said)
            when = {"creationDateTime": one.when} if one.when else {}
            coding = _add(selections[one.selection], "Coding", guid=one.guid, creatingUser=one.user, **when)
            _add(coding, "CodeRef", targetGUID=one.code)
    _add(root, "Description").text = show_text(project.description)
    parts = {_QDE: _as_bytes(root)}
    parts |= {f"{_TEXTS}/{text.guid}.txt": show_text(text.text).encode("utf-8") for text in project.texts}
    return pack(parts.items())


def write_codes(codes: Sequence[QdaCode]) -> bytes:
    """A codebook as a .qdc file."""
    root = etree.Element(f"{{{CODEBOOK}}}CodeBook", nsmap={None: CODEBOOK})
    root.set("origin", ORIGIN)
    _add_codes(_add(root, "Codes"), codes)
    return _as_bytes(root)


def read_codes(name: str, content: bytes) -> tuple[QdaCode, ...]:
    """The codes of a .qdc file.

    Raises:
        SourceError: If it is none.
    """
    root = _parse(name, content)
    found = next((one for one in root if _tag(one) == "Codes"), None)
    if _tag(root) != "CodeBook" or found is None:
        raise SourceError(
            "it is no codebook of the REFI-QDA standard",
            where=name,
            remedy="Export the codebook again, as REFI-QDA (.qdc).",
        )
    return _read_codes(name, found)


def read_project(name: str, content: bytes) -> QdaProject:
    """A .qdpx file as another tool, or this program, saved it.

    Raises:
        SourceError: If it is damaged, no project, or reaches for what lies outside of it.
    """
    with open_archive(name, content) as archive:
        parts = {part.lower(): part for part in archive.namelist()}
        if _QDE not in parts:
            raise _refuse(name, f"it holds no {_QDE}")
        root = _parse(name, read_part(name, archive, parts[_QDE]))

        def read_text(path: str) -> str:
            part = parts.get(f"{_TEXTS}/{path.removeprefix(_INSIDE)}".lower())
            if not path.startswith(_INSIDE) or part is None:
                raise _refuse(name, "it names a text that does not lie inside the file")
            return read_part(name, archive, part).decode("utf-8-sig", "replace")

        if _tag(root) != "Project":
            raise _refuse(name, f"its {_QDE} is no project")
        notes = {_id(one, "guid"): _text_of(one, "PlainTextContent") for one in _find(root, "Notes", "Note")}
        listed = _find(root, "Sources")
        return QdaProject(
            root.get("name", ""),
            _text_of(root, "Description"),
            {_id(one, "guid"): one.get("name", "") for one in _find(root, "Users", "User")},
            tuple(code for codes in _find(root, "CodeBook", "Codes") for code in _read_codes(name, codes)),
            tuple(_read_source(one, notes, read_text) for one in listed if _tag(one) == "TextSource"),
        )


def _read_source(element: Any, notes: dict[str, str], read_text: Callable[[str], str]) -> QdaText:
    path = element.get("plainTextPath", "")
    text = read_text(path) if path else _text_of(element, "PlainTextContent")
    codings = []
    for selection in element:
        if _tag(selection) != "PlainTextSelection":
            continue
        said = [_text_of(selection, "Description")]
        said += [notes.get(_id(one, "targetGUID"), "") for one in selection.iter() if _tag(one) == "NoteRef"]
        for coding in selection:
            code = next((_id(one, "targetGUID") for one in coding if _tag(one) == "CodeRef"), "")
            if _tag(coding) == "Coding":
                codings.append(
                    QdaCoding(
                        _id(coding, "guid"),
                        _id(selection, "guid"),
                        _number(selection.get("startPosition", "")),
                        _number(selection.get("endPosition", "")),
                        code,
                        _id(coding, "creatingUser") or _id(selection, "creatingUser"),
                        coding.get("creationDateTime", "") or selection.get("creationDateTime", ""),
                        selection.get("name", ""),
                        "\n".join(dict.fromkeys(filter(None, said))),
                    )
                )
    return QdaText(_id(element, "guid"), element.get("name", ""), text, tuple(codings))


def _read_codes(name: str, element: Any, depth: int = 0) -> tuple[QdaCode, ...]:
    if depth > _MOST_DEEP:
        raise _refuse(name, f"its codes stand more than {_MOST_DEEP} deep below one another")
    return tuple(
        QdaCode(
            _id(one, "guid"),
            " ".join(one.get("name", "").split()),
            _text_of(one, "Description"),
            one.get("isCodable", "true") in ("true", "1"),
            _read_codes(name, one, depth + 1),
        )
        for one in element
        if _tag(one) == "Code"
    )


def _parse(name: str, content: bytes) -> Any:
    try:
        return fromstring(content, forbid_dtd=True)
    except DefusedXmlException:
        raise _refuse(
            name, "its XML declares a document type or entities, which no such file needs"
        ) from None
    except (ParseError, ValueError, LookupError):
        raise _refuse(name, "its XML is damaged") from None


def _refuse(name: str, what: str) -> SourceError:
    return SourceError(
        f"{what}, so nothing of it was read",
        where=name,
        remedy="Export the project again from the tool it comes from, as REFI-QDA (.qdpx or .qdc).",
    )


def _add(parent: Any, tag: str, **attributes: str) -> Any:
    shown = {name: show_text(value) for name, value in attributes.items()}
    return etree.SubElement(parent, f"{{{parent.nsmap[None]}}}{tag}", shown)


def _add_codes(parent: Any, codes: Sequence[QdaCode]) -> None:
    for code in codes:
        element = _add(
            parent, "Code", guid=code.guid, name=code.name, isCodable="true" if code.codable else "false"
        )
        if code.description:
            _add(element, "Description").text = show_text(code.description)
        _add_codes(element, code.below)


def _as_bytes(root: Any) -> bytes:
    written: bytes = etree.tostring(root, xml_declaration=True, encoding="UTF-8", pretty_print=True)
    return written


def _tag(element: Any) -> str:
    """The name of an element without its namespace; empty for what is no element."""
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""


def _find(root: Any, *path: str) -> list[Any]:
    """The elements at the end of a path; for one step what is in it."""
    found = [one for one in root if _tag(one) == path[0]]
    inside = [child for one in found for child in one]
    return inside if len(path) == 1 else [one for one in inside if _tag(one) == path[1]]


def _text_of(element: Any, tag: str) -> str:
    return next((one.text or "" for one in element if _tag(one) == tag), "").strip()


def _id(element: Any, attribute: str) -> str:
    found = _GUID.fullmatch(element.get(attribute, "").strip().lower())
    return found[1].upper() if found else ""


def _number(text: str) -> int:
    return int(text) if re.fullmatch(r"\d{1,9}", text.strip()) else -1
