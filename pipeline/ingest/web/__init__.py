"""Web pages, into lines."""

from __future__ import annotations

import re
from collections.abc import Mapping

from lxml.etree import HTMLParser

from pipeline.errors import SourceError
from pipeline.ingest.lines import Document
from pipeline.ingest.office import Paragraph, make_lines
from pipeline.ingest.text import decode_text
from pipeline.ingest.web.blocks import Blocks

_CHARSET = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w-]{1,30})", re.IGNORECASE)
_WHERE_CHARSET = 4096  # bytes from the start that may say how the page is encoded
_LARGEST = 20 * 1024 * 1024  # characters
_PIECE = re.compile(r"<(?:[!/?]-{0,2}<)?[^<]*|[^<]+")  # what "<!" is shows only when more is known
_MARK = re.compile(r"<[A-Za-z/!?]")
_OPEN_TAG = re.compile(r"<[A-Za-z/!?][^>]*")
_END_TAG = re.compile(r"</([A-Za-z][^\s/>]*)[^>]*>")


def read_web_page(source: str, content: bytes) -> Document:
    """Turn a web page into lines, one for each block of text or line within it."""
    paragraphs = read_paragraphs(source, content)
    return Document(source=source, format="web page", lines=make_lines(paragraphs), paragraphs=False)


def read_paragraphs(source: str, content: bytes) -> list[Paragraph]:
    """The paragraphs of a web page, for a document that one is put into.

    Raises:
        SourceError: If it is not text, or too large.
    """
    page = _decode(source, content)
    if len(page) > _LARGEST:
        raise SourceError(
            "it is larger than a write-up can be",
            where=source,
            remedy="Save the part with the notes as a page of its own.",
        )
    return _Feeder(page.replace("\r\n", "\n").replace("\r", "\n")).read()


def _decode(source: str, content: bytes) -> str:
    """Decode as UTF-8 where that works, else as the page says, else as Windows programs write."""
    try:
        content.decode("utf-8")
    except UnicodeDecodeError:
        named = _CHARSET.search(content[:_WHERE_CHARSET])
        if named is not None and not content.startswith((b"\xff\xfe", b"\xfe\xff")):
            try:
                return content.decode(named[1].decode("ascii"))
            except (LookupError, ValueError):
                pass  # an encoding nobody knows, or not the one it is in
    return decode_text(content, source)


class _Feeder:
    """Feeds a page to lxml and tells Blocks of every element with the line that it begins on.

    lxml's trees end at 2,048 elements inside one another and know no lines of text. So a page is fed
    piece by piece, each beginning with "<", and what lxml tells of began with the piece that is fed, or
    with an earlier one that it was holding back.
    """

    def __init__(self, page: str) -> None:
        self._page = page
        self._blocks = Blocks()
        self._parser = HTMLParser(target=self, huge_tree=True)
        self._place, self._number = 0, 1  # where the piece that is fed begins, and on which line
        self._held: tuple[int, int] | None = None  # the same of a tag or comment that is not yet whole
        self._texts: list[str] = []
        self._text_number = 1  # the line on which they begin
        self._heard = 0  # the place where lxml told of text or a comment last
        self._done = -1  # the place of the last piece that lxml told of in full
        self._in_code = False  # where tags are text

    def read(self) -> list[Paragraph]:
        """The paragraphs of the page, in order."""
        for piece in _PIECE.finditer(self._page):
            self._place = piece.start()
            if self._held is None or not _MARK.match(self._page, self._held[0]):
                self._held = (self._place, self._number)
            self._parser.feed(piece[0])
            if self._held == (self._place, self._number) and (stray := _END_TAG.match(piece[0])):
                self._tell_text()  # lxml passes over "</p>" where nothing is open; a browser ends the line
                self._blocks.break_off(stray[1].lower(), self._begin("/")[0])
            self._number += piece[0].count("\n")
        held, self._place = None if self._in_code else self._held, len(self._page)
        self._parser.close()
        if held is not None and self._heard < self._place and _OPEN_TAG.fullmatch(self._page, held[0]):
            self.data(self._page[held[0] :])  # a tag that is never closed may be somebody's words
        self._tell_text()
        return self._blocks.finish(self._number)

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        """Called by lxml where an element opens."""
        self._tell_text()
        number, _ = self._begin(tag)
        self._in_code = tag in ("script", "style", "textarea", "title")
        self._blocks.open(tag, attributes, number)

    def end(self, tag: str) -> None:
        """Called by lxml where an element ends, or has to."""
        self._tell_text()
        number, is_written = self._begin(f"/{tag}")
        self._in_code = False
        ends_around = self._place == len(self._page) or self._page.startswith("</", self._place)
        self._blocks.close(tag, number, "itself" if is_written else "around" if ends_around else "next")

    def data(self, text: str) -> None:
        """Called by lxml with a stretch of text."""
        self._texts.append(text)
        if self._in_code or self._done == self._place:
            self._held = None
        elif self._held is None or not self._page.startswith("<!--", self._held[0]):
            self._held = (self._place, self._number)
        self._heard = self._place

    def comment(self, text: str) -> None:
        """Called by lxml with a comment, or with what it takes for one ("<![if !supportLists]>")."""
        self._tell_text()
        here = (self._place, self._number)
        held = self._held or here
        if self._page.startswith("<!--", held[0]):
            self._heard = self._place
            self._blocks.read_comment(text, self._begin("!--", "-->")[0])
        else:
            self._begin("")
            is_late = self._page.find(">", held[0]) < self._place  # lxml looked at what follows first
            self._held, self._done = (here, -1) if is_late else (None, self._place)

    def close(self) -> None:
        """Called by lxml at the end."""

    def _begin(self, mark: str, end: str = ">") -> tuple[int, bool]:
        """On which line began what lxml tells of, and whether it stands there or was added by lxml."""
        here = (self._place, self._number)
        for place, number in (self._held or here, here):
            if self._page[place + 1 : place + 1 + len(mark)].lower() == mark:
                behind = max(self._place, self._page.find(end, self._place))
                self._text_number = self._number + self._page.count("\n", self._place, behind)
                self._held, self._done = None, self._place
                return number, True
        return self._number, False

    def _tell_text(self) -> None:
        text = "".join(self._texts)
        self._texts.clear()
        if text:
            self._blocks.read_text(text, self._text_number)
