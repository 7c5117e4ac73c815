"""The structure that the REFI-QDA standard (1.0 of 18 March 2019) asks of a project and of a codebook.

Of the elements that this program writes and of those that stand for text: each with the order of what stands
in it, and its attributes; one with "!" must be there.
"""

from __future__ import annotations

import io
import re
import zipfile
from typing import Any

from lxml import etree

_GUID = r"[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}"
_TYPES = {
    "guid": _GUID,
    "bool": "true|false|0|1",
    "int": r"[+-]?\d+",
    "when": r"-?\d{4,}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)?",
    "color": "#([A-Fa-f0-9]{6}|[A-Fa-f0-9]{3})",
    "text": "(?s).*",
}
_MADE = "creatingUser:guid creationDateTime:when modifyingUser:guid modifiedDateTime:when"
_PROJECT = {
    "Project": (
        "Users? CodeBook? Variables? Cases? Sources? Notes? Links? Sets? Graphs? Description? NoteRef*",
        "name:text! origin:text creatingUserGUID:guid creationDateTime:when modifyingUserGUID:guid"
        " modifiedDateTime:when basePath:text",
    ),
    "Users": ("User+", ""),
    "User": ("", "guid:guid! name:text id:text"),
    "CodeBook": ("Codes", ""),
    "Codes": ("Code+", ""),
    "Code": ("Description? NoteRef* Code*", "guid:guid! name:text! isCodable:bool! color:color"),
    "Sources": ("TextSource+", ""),
    "TextSource": (
        "Description? PlainTextContent? PlainTextSelection* Coding* NoteRef* VariableValue*",
        f"guid:guid! name:text richTextPath:text plainTextPath:text {_MADE}",
    ),
    "PlainTextSelection": (
        "Description? Coding* NoteRef*",
        f"guid:guid! name:text startPosition:int! endPosition:int! {_MADE}",
    ),
    "Coding": ("CodeRef NoteRef*", "guid:guid! creatingUser:guid creationDateTime:when"),
    "CodeRef": ("", "targetGUID:guid!"),
    "NoteRef": ("", "targetGUID:guid!"),
    "Description": ("", ""),
}
_CODEBOOK = {
    "CodeBook": ("Codes Sets?", "origin:text"),
    "Codes": ("Code+", ""),
    "Code": ("Description? Code*", "guid:guid! name:text! isCodable:bool! color:color"),
    "Description": ("", ""),
}


def list_faults(content: bytes) -> list[str]:
    """What of a .qdpx or .qdc file is not as the standard asks; also ids of two things or of none."""
    if not content.startswith(b"PK"):
        return _check(etree.fromstring(content), "CodeBook", "urn:QDA-XML:codebook:1.0", _CODEBOOK)
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        root = etree.fromstring(archive.read("project.qde"))
        faults = _check(root, "Project", "urn:QDA-XML:project:1.0", _PROJECT)
        for path in root.xpath("//@plainTextPath"):
            if f"Sources/{str(path).removeprefix('internal://')}" not in archive.namelist():
                faults.append(f"{path} is not in the file")
    ids = [str(one) for one in root.xpath("//@guid")]
    faults += [f"{one} stands twice" for one in set(ids) if ids.count(one) > 1]
    aims = root.xpath("//@targetGUID | //@creatingUser")
    return faults + [f"{one} points nowhere" for one in {str(aim) for aim in aims} - set(ids)]


def _check(root: Any, top: str, namespace: str, known: dict[str, tuple[str, str]]) -> list[str]:
    faults = [] if root.tag == f"{{{namespace}}}{top}" else [f"the root is {root.tag}"]
    for element in root.iter():
        name = element.tag.removeprefix(f"{{{namespace}}}")
        if name not in known:
            faults.append(f"{name} is not known")
            continue
        order, attributes = known[name]
        pattern = "".join(
            f"(?:{step.rstrip('?*+')} ){step[-1] if step[-1] in '?*+' else ''}" for step in order.split()
        )
        inside = "".join(f"{child.tag.removeprefix(f'{{{namespace}}}')} " for child in element)
        if not re.fullmatch(pattern, inside):
            faults.append(f"{name} holds {inside}")
        types = dict(part.rstrip("!").split(":") for part in attributes.split())
        must = {part.partition(":")[0] for part in attributes.split() if part.endswith("!")}
        faults += [f"{name} lacks {one}" for one in must - set(element.attrib)]
        for attribute, value in element.attrib.items():
            if attribute not in types or not re.fullmatch(_TYPES[types[attribute]], value):
                faults.append(f"{name} has {attribute}={value}")
    return faults
