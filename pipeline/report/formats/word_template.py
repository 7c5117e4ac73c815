"""The Word file a report is built on: our own plain one, or an organisation's with its own look.

Of an organisation's file the report keeps styles, header, footer, page size and margins. Its text is
left out, unless one paragraph of it reads "[report]": then the report takes the place of that paragraph.
"""

from __future__ import annotations

import datetime
import io
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from xml.sax.saxutils import quoteattr
from zipfile import BadZipFile, ZipFile
from zlib import error as ZlibError  # noqa: N812

import docx
from defusedxml.ElementTree import fromstring  # type: ignore[import-untyped]
from docx.document import Document
from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.exceptions import PackageNotFoundError
from docx.opc.packuri import PackURI
from docx.oxml import parse_xml
from docx.parts.numbering import NumberingPart
from docx.shared import Mm

from pipeline.errors import SourceError
from pipeline.report.formats import TEMPLATES
from pipeline.report.formats.word_xml import NAMESPACES, W, field, run
from pipeline.wording import last_day

STYLES = TEMPLATES / "word-styles.xml"
HERE = "[report]"
MARGIN = Mm(20)
# Stands in the file where no event date does. Not today: the same input gives the same bytes.
_NO_DATE = datetime.datetime(2000, 1, 1)
_LARGEST = 100 * 1024 * 1024  # unpacked; letter paper with pictures has some megabytes
# Of what lies outside: links that people click, and the template it was made from, which is cut off.
_HARMLESS = ("/hyperlink", "/attachedTemplate")
_DAMAGES = (
    PackageNotFoundError,
    BadZipFile,
    ZlibError,
    KeyError,
    ValueError,
    AttributeError,
    OSError,
    RuntimeError,
    SyntaxError,
)
# Styles of Word's own that an organisation's file is expected to have; the others are this report's.
EXPECTED = ("Title", "Subtitle", "heading 1", "heading 2", "heading 3", "Quote", "List Bullet", "caption")
_LIST = (
    '<w:abstractNum {names} w:abstractNumId="{number}"><w:multiLevelType w:val="hybridMultilevel"/>'
    '<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="{mark}"/><w:lvlText w:val="{shown}"/>'
    '<w:lvlJc w:val="left"/><w:pPr><w:ind w:left="360" w:hanging="360"/></w:pPr></w:lvl></w:abstractNum>'
)


@dataclass(frozen=True)
class WordTemplate:
    """An organisation's Word file."""

    name: str
    content: bytes
    missing: tuple[str, ...]  # styles of Word's own that it lacks; the report brings its own for them

    @property
    def notice(self) -> str:
        """One line on the styles it lacks; empty where it has them all."""
        if not self.missing:
            return ""
        return (
            f"the Word template {self.name} has no style for {', '.join(self.missing)}; there the Word report"
            " has the look it has without a template"
        )


def read_template(path: Path) -> WordTemplate:
    """Read an organisation's Word file.

    Raises:
        SourceError: If there is no such file, or it is not a Word document.
    """
    if not path.is_file():
        raise SourceError(
            "there is no such Word template",
            where=str(path),
            remedy="Check the name given with --template or in [report] of the settings.",
        )
    content = path.read_bytes()
    try:
        _check_parts(content)
        document = docx.Document(io.BytesIO(content))
        names = {name for _, name in _known_styles(document)}
        if document.element.body.sectPr is None:
            raise ValueError
    except _DAMAGES:
        raise SourceError(
            "it is not a Word document that a report can be built on",
            where=str(path),
            remedy="Open it in Word and save it as “Word Document (.docx)”, or leave out the template.",
        ) from None
    package = document.part.package
    relations = (relation for part in (package, *package.iter_parts()) for relation in part.rels.values())
    if any(one.is_external and not one.reltype.endswith(_HARMLESS) for one in relations):
        raise SourceError(
            "it shows a picture or an object that lies outside of it, which every reader's Word would fetch",
            where=str(path),
            remedy="Put the picture into the document itself, and save it again.",
        )
    return WordTemplate(path.name, content, tuple(name for name in EXPECTED if name.casefold() not in names))


def detach_template(document: Document) -> None:
    """Cut the tie to the template that a file was once made from: Word would look for it at each opening."""
    try:
        settings: Any = document.part.part_related_by(RELATIONSHIP_TYPE.SETTINGS)
    except KeyError:
        return
    for element in settings.element.findall(f"{W}attachedTemplate"):
        settings.element.remove(element)
    for key, relation in list(settings.rels.items()):
        if relation.reltype.endswith("/attachedTemplate"):
            del settings.rels[key]


def set_own_styles(document: Document, language: str) -> None:
    """Replace a document's styles by the report's own, in its language."""
    styles = document.styles.element
    for child in list(styles):
        styles.remove(child)
    for child in list(_own_styles(language)):
        styles.append(child)


def add_missing_styles(document: Document, language: str) -> dict[str, str]:
    """Add the styles that a template lacks, and set all of them to a language.

    Returns:
        What each of the report's style ids is called in this document: Word knows styles by their
        names, and a German file has other ids than an English one.
    """
    styles = document.styles.element
    known = _known_styles(document)
    taken = set(known.values())
    renamed: dict[str, str] = {}
    added = []
    for style in _own_styles(language).findall(f"{W}style"):
        identifier = style.get(f"{W}styleId")
        key = _style_key(style)
        if key in known:
            renamed[identifier] = known[key]
            continue
        fresh = identifier if identifier not in taken else f"{identifier}Report"
        renamed[identifier] = fresh
        style.set(f"{W}styleId", fresh)
        style.attrib.pop(f"{W}default", None)
        added.append(style)
    for style in added:
        for name in ("basedOn", "next"):
            for element in style.findall(f"{W}{name}"):
                element.set(f"{W}val", renamed[element.get(f"{W}val")])
        for element in style.iter(f"{W}numId"):
            element.set(f"{W}val", str(add_list(document)))
        styles.append(style)
    _set_language(styles, language)
    return renamed


def rename_styles(element: Any, renamed: Mapping[str, str]) -> None:
    """Call styles what the template calls them."""
    for name in ("pStyle", "rStyle", "tblStyle"):
        for used in element.iter(f"{W}{name}"):
            identifier = used.get(f"{W}val")
            used.set(f"{W}val", renamed.get(identifier, identifier))


def set_page(document: Document) -> None:
    """Set the report's own page: A4 with its margins."""
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.left_margin = section.right_margin = MARGIN
    section.top_margin = section.bottom_margin = MARGIN


def set_footer(document: Document, title: str, *, templated: bool) -> None:
    """Title and page number at the foot of each page, unless a template has a foot of its own."""
    footer = document.sections[0].footer
    if templated and not footer.is_linked_to_previous:
        return
    footer.is_linked_to_previous = False
    for element in list(footer._element):
        footer._element.remove(element)
    pages = f"{run('Page ')}{field('PAGE')}{run(' of ')}{field('NUMPAGES')}"
    content = f"{run(title[:80])}<w:r><w:tab/></w:r>{pages}"
    footer._element.append(
        parse_xml(f'<w:p {NAMESPACES}><w:pPr><w:pStyle w:val="Footer"/></w:pPr>{content}</w:p>')
    )


def set_properties(document: Document, title: str, subject: str, language: str, date: str) -> None:
    """Say what the document is, for whoever looks at its file; on no date of today."""
    try:
        day = datetime.datetime.fromisoformat(last_day(date))
    except ValueError:
        day = _NO_DATE
    properties = document.core_properties
    properties.title = title[:255]
    properties.subject = subject
    properties.author = properties.last_modified_by = "Listening event notes"
    properties.language = language
    properties.comments = properties.keywords = properties.category = ""
    properties.created = properties.modified = day.replace(tzinfo=None)
    properties.revision = 1


def drop_thumbnail(document: Document) -> None:
    """Leave out python-docx's own picture of an empty page, which file managers would show."""
    relations = document.part.package.rels
    for relation in [key for key, value in relations.items() if value.reltype.endswith("/thumbnail")]:
        relations.pop(relation)


def clear_body(document: Document) -> Any:
    """Take the text out of a template; gives back the element that the report goes before."""
    body = document.element.body
    for element in body.findall(f"{W}p"):
        if "".join(text.text or "" for text in element.iter(f"{W}t")).strip() == HERE:
            after = element.getnext()
            body.remove(element)
            return after
    for element in list(body):
        if element is not body.sectPr:
            body.remove(element)
    return body.sectPr


def _check_parts(content: bytes) -> None:
    """Refuse what no office program writes: parts that unpack to far too much, or that declare entities."""
    with ZipFile(io.BytesIO(content)) as archive:
        if sum(part.file_size for part in archive.infolist()) > _LARGEST:
            raise ValueError
        for name in archive.namelist():
            if name.endswith((".xml", ".rels")):
                fromstring(archive.read(name), forbid_dtd=True)


def _own_styles(language: str) -> Any:
    text = STYLES.read_text(encoding="utf-8").replace('w:val="en-GB"', f"w:val={quoteattr(language)}")
    return parse_xml(text.encode("utf-8"))


def _known_styles(document: Document) -> dict[tuple[str, str], str]:
    """Style ids by kind and name; names are compared as Word does, whatever their case."""
    styles = document.styles.element.findall(f"{W}style")
    return {_style_key(style): style.get(f"{W}styleId") for style in styles}


def _style_key(style: Any) -> tuple[str, str]:
    name = style.find(f"{W}name")
    return style.get(f"{W}type", "paragraph"), ("" if name is None else name.get(f"{W}val", "")).casefold()


def _set_language(styles: Any, language: str) -> None:
    for element in styles.iter(f"{W}lang"):
        element.set(f"{W}val", language)
    if styles.find(f"{W}docDefaults/{W}rPrDefault/{W}rPr/{W}lang") is None:
        for style in styles.xpath('w:style[@w:type="paragraph"][@w:default="1"]'):
            style.get_or_add_rPr().append(parse_xml(f"<w:lang {NAMESPACES} w:val={quoteattr(language)}/>"))


def add_list(document: Document, *, numbered: bool = False) -> int:
    """A list of its own, with bullets or numbered from 1, in a file that may have none.

    Returns:
        Its number, by which paragraphs or styles refer to it.
    """
    try:
        part: Any = document.part.part_related_by(RELATIONSHIP_TYPE.NUMBERING)
    except KeyError:
        part = NumberingPart.load(
            PackURI("/word/numbering.xml"),
            CONTENT_TYPE.WML_NUMBERING,
            f"<w:numbering {NAMESPACES}/>".encode(),
            document.part.package,
        )
        document.part.relate_to(part, RELATIONSHIP_TYPE.NUMBERING)
    numbering = part.element
    kinds = [int(found.get(f"{W}abstractNumId")) for found in numbering.findall(f"{W}abstractNum")]
    lists = [int(found.get(f"{W}numId")) for found in numbering.findall(f"{W}num")]
    kind, number = max(kinds, default=0) + 1, max(lists, default=0) + 1
    listed = f'<w:num {NAMESPACES} w:numId="{number}"><w:abstractNumId w:val="{kind}"/></w:num>'
    places = numbering.findall(f"{W}num")
    mark, sign = ("decimal", "%1.") if numbered else ("bullet", "•")
    bullet = parse_xml(_LIST.format(names=NAMESPACES, number=kind, mark=mark, shown=sign))
    if places:  # the kinds come before the lists
        places[0].addprevious(bullet)
        places[-1].addnext(parse_xml(listed))
    else:
        numbering.append(bullet)
        numbering.append(parse_xml(listed))
    return number
