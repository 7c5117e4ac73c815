"""Plain text, typed in a hurry, into lines: bullets of any sort, and headings without any mark."""

from __future__ import annotations

import codecs
import re
from dataclasses import replace
from itertools import pairwise
from statistics import median

from pipeline.errors import SourceError
from pipeline.ingest.lines import Document, Form, Line, match_item, nest_items

_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),  # before UTF-16: its mark begins with the same bytes
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_STRAY = re.compile("[\udc80-\udcff]")
_RARE = 10  # so many letters that are UTF-8 to each byte that is not
_LINE_ENDS = re.compile(r"\r\n|\n|\r")


def decode_text(content: bytes, source: str) -> str:
    """Decode a text file: its byte-order mark decides, else UTF-8, else Windows-1252.

    Raises:
        SourceError: If the file is not text at all.
    """
    for mark, encoding in _BOMS:
        if content.startswith(mark):
            try:
                return content.decode(encoding)
            except UnicodeDecodeError:
                break
    if b"\0" in content:
        raise SourceError(
            "it is not a text file", where=source, remedy="Save it as text (UTF-8) and run again."
        )
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError:
        return _decode_mixed(content)


def _decode_mixed(content: bytes) -> str:
    """Decode what is not UTF-8 throughout: one bad byte must not turn a whole file's accents to rubbish.

    Bytes that are not UTF-8 among many letters that are cannot be read (U+FFFD; list_doubts counts them).
    Where they are frequent, somebody joined two encodings, and they are as Windows programs write them.
    """
    mixed = content.decode("utf-8", "surrogateescape")
    bad = sum("\udc80" <= letter <= "\udcff" for letter in mixed)
    good = sum(letter > "\x7f" for letter in mixed) - bad
    if not good:
        # What Windows programs write when they do not write UTF-8; five bytes are undefined in it.
        return content.decode("cp1252", errors="replace")
    alone = bad * _RARE <= good
    return _STRAY.sub(lambda stray: "\ufffd" if alone else _read_windows(stray.group()), mixed)


def _read_windows(letter: str) -> str:
    return letter.encode("utf-8", "surrogateescape").decode("cp1252", errors="replace")


def split_lines(text: str) -> list[str]:
    """Lines without their ends. Only CR and LF end a line: editors count so, and ids depend on it."""
    lines = _LINE_ENDS.split(text)
    if lines and lines[-1] == "":
        lines.pop()  # the end of the last line, not a line of its own
    return lines


# A text file whose longest line is no longer than this was probably wrapped by hand or by a mailer;
# in a file with longer lines every line was typed as one.
_WRAP_WIDTH = 100
_NARROW, _NARROWEST = 60, 40
_NESTED = re.compile(r"^\*{1,4}(?=\*[ \t]+\S)")  # of pads: "**" is nested in the bullet above it
_NEAR = 8  # letters that a wrapped line may be shorter than the longest
_SLIP, _SHORT = 2, 8  # signs that an underline is longer or shorter; letters of a bullet that has one
_FEWEST_PAIRS = 5  # lines right below another
_NOWHERE = 10**6  # farther in than any line
_MARKED = re.compile(r"(?P<sign>#{1,4})[ \t]+(?P<words>\w.*)")  # as in Markdown
_UNDERLINE = re.compile(r"\s*(?P<sign>[=~_*#-])(?P=sign){2,}\s*")


def read_plain_text(source: str, content: bytes) -> Document:
    """Turn a plain text document into lines with style cues."""
    raw = split_lines(decode_text(content, source))
    items = [match_item(_NESTED.sub(lambda stars: "  " * len(stars[0]), line)) for line in raw]
    depths = iter(nest_items([item[0] for item in items if item is not None]))
    lines: list[Line] = []
    headed = [
        at for at, line in enumerate(raw, 1) if _MARKED.match(line) and (at == 1 or not raw[at - 2].strip())
    ]
    headed = headed if len(headed) > 1 else []
    within = _NOWHERE  # indent of the bullet that is being read
    for number, (line, item) in enumerate(zip(raw, items, strict=True), start=1):
        words = line.strip() if item is None else item[1]
        indent = len(line) - len(line.lstrip())
        hanging = item is None and bool(words) and within < indent  # below the words of its bullet
        if not hanging:
            asks = words.endswith("?")
            within = len(line) - len(line.lstrip()) if item is not None and not asks else _NOWHERE
        form: Form = "item" if item is not None else "text" if words else "blank"
        if item is None and words and not any(map(str.isalnum, words)):
            form = "boilerplate"  # a line of dashes or stars
            if lines and _underlines(line, lines[-1]):
                lines[-1] = replace(lines[-1], form="heading", level=1 if "=" in line else 2)
        marked = _MARKED.match(line) if number in headed else None
        if marked is not None:
            form, words = "heading", marked["words"].strip()
        lines.append(
            Line(
                number=number,
                locator=f"line {number}",
                text=line,
                content=words,
                words=words,
                form=form,
                level=len(marked["sign"]) if marked else next(depths) if item is not None else 0,
                role="continuation" if hanging else "",
                reason="goes on from the line above" if hanging else "",
            )
        )
    return Document(source=source, format="plain text", lines=tuple(lines), paragraphs=_is_wrapped(lines))


def _is_wrapped(lines: list[Line]) -> bool:
    """Whether most lines end where the first word of the next one would not have fitted any more."""
    longest = max((len(line.text) for line in lines), default=0)
    pairs = [
        (len(above.text.rstrip()) + len(line.words.split()[0]) > longest - _NEAR, line.words[:1].islower())
        for above, line in pairwise(lines)
        if above.form in ("text", "item") and line.form == "text" and not line.role
    ]
    # In a narrow column lines must also go on in small letters: short remarks may be as long as one another.
    narrow = sum(fits and small for fits, small in pairs) > len(pairs) / 2
    fitting = 2 * sum(fits for fits, _ in pairs) >= len(pairs)
    long = [len(line.text) for line in lines if line.form == "text" and line.words]
    ragged = 3 * sum(small for _, small in pairs) >= 2 * len(pairs) > 2 * _FEWEST_PAIRS
    if ragged and _NARROW <= longest <= _WRAP_WIDTH and 2 * median(long) >= longest:
        return True  # sentences go on in the next line, whatever room there was
    return fitting and longest <= _WRAP_WIDTH and (longest >= _NARROW or (longest >= _NARROWEST and narrow))


def _underlines(line: str, above: Line) -> bool:
    """Whether a row of signs is drawn below a line of words, about as long as they are.

    Below a bullet a row may also end the list: only one as long as the bullet, mark and all, underlines it.
    """
    if above.form not in ("text", "item") or _UNDERLINE.fullmatch(line) is None:
        return False
    if above.form == "item":
        return abs(len(line.strip()) - len(above.text.strip())) <= _SLIP and len(above.words) > _SHORT
    return abs(len(line.strip()) - len(above.words)) <= max(3, len(above.words) / 3)


_HEADLINE = re.compile(
    r"^(?P<stars>\*+)[ \t]+(?:(?:TODO|DONE)[ \t]+)?(?P<words>\S.*?)(?:[ \t]+:[\w@:]+:)?[ \t]*$"
)
# "#+TITLE: …", ":PROPERTIES:", "DEADLINE: <2024-03-01>": what the program keeps for itself.
_FIELD = re.compile(r"^\s*(?:#\+|# |:[\w-]+:|(?:SCHEDULED|DEADLINE|CLOSED|CLOCK):)")
_FEWEST = 2  # headlines with nothing below them


def read_org(source: str, content: bytes) -> Document:
    """Turn an outline of Emacs (`.org`) into lines; headlines with nothing below them are its bullets."""
    raw = split_lines(decode_text(content, source))
    heads = [_HEADLINE.match(line) for line in raw]
    typed = "\n".join(head["words"] if head else line for line, head in zip(raw, heads, strict=True))
    document = read_plain_text(source, typed.encode("utf-8"))
    told = [place for place, line in enumerate(raw) if line.strip() and not _FIELD.match(line)]
    levels = [len(head["stars"]) if head else 0 for head in heads]
    leaves = [
        place
        for place, below in zip(told, [*told[1:], -1], strict=True)
        if levels[place] and (below < 0 or 0 < levels[below] <= levels[place])
    ]
    outlined = _FEWEST <= len(leaves) < sum(map(bool, levels))
    lines = [
        _settle(line, text, levels[place], outlined and place in leaves)
        for place, (line, text) in enumerate(zip(document.lines, raw, strict=True))
    ]
    return replace(document, lines=tuple(lines))


def _settle(line: Line, text: str, level: int, listed: bool) -> Line:
    if level:
        return replace(
            line, text=text, form="item" if listed else "heading", level=1 if listed else level, role=""
        )
    if _FIELD.match(text):
        return replace(line, form="metadata", level=0, role="", reason="")
    return line
