"""What a document's own marks leave open, settled before it is cut into sections.

Block quotes and chats give up their marks, quotations become lines of their own with who said them, bylines
and meeting links are no remarks, and lists with odd bullets become lists. Every character of a line stays
in the line, or in one of the parts it is cut into.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from pipeline.ingest.lines import BOLD_LEVEL, Document, Given, Line
from pipeline.ingest.structure.headings import REPORTS, TOPIC

_WRAPPED = 50  # characters; a line that was wrapped is longer
QUOTED = "stands around people's quoted words"
_FEWEST_WORDS = 4  # of a quotation that is somebody's remark; shorter ones are terms and titles
_QUOTE = re.compile(
    r"“[^“”]*”|“[^“\"]*\"|“[^“]{20,}“(?=\s*$)|(?<!\w)\"(?=[A-Z\[…])[^\"“”]*[\"”]"
    r"|(?<!\w)‘(?:[^‘’]|’(?=\w))*’(?!\w)|(?<!\w)'(?=[A-Z])(?:[^']|'(?=\w))*'(?!\w)"
)
_WORDS = re.compile(r"[^\W\d_]+")
_OPENS = ("“", '"', "‘", "'")
_CLOSES = ("”", '"', "’", "'", "“")
_BLOCK_QUOTE = re.compile(r"^(?:>\s?)+")
_INSIDE = re.compile(r"^(?P<marker>[-*+•]|\d{1,3}[.)])[ \t]+(?=\S)")
_NAMED = re.compile(r"^\[name\s*=\s*(?P<name>[^\]]*)\]\s*", re.IGNORECASE)
_BYLINE = re.compile(
    r"^\W*(?:(?i:(?:notes?|minutes|report|written|facilitated|led|hosted|taken|scribed?|edited|compiled)"
    r"(?: taken| made| written)?(?: by|:)|(?:facilitators?|scribes?|note[- ]?takers?|hosts?|chair):?)"
    r"\s+[A-Z]|(?i:by) [A-Z][\w'’-]+(?: [A-Z][\w'’-]+){0,2}\W*$)"
)
_ASKED = re.compile(r"^Q\s?\d{0,3}\s*[:.]\s*(?=\S)")
_ANSWERED = re.compile(r"^A\s?\d{0,3}\s*[:.]\s*(?=\S)")
_FIELD = re.compile(r"^(?P<asked>[^:?]{3,60}:(?: ?[^:?]{3,90}\?[^:?]{0,60}:?)?|[^:?]{3,90}\?:?)(?P<said>.*)$")
_ASKING = re.compile(
    r"\b(?:ask(?:ed|ing)?|questions?|discuss(?:ed)?|consider(?:ed)?|explored?)\b", re.IGNORECASE
)
_AGO = re.compile(r"^(?:an?|\d{1,2}) (?:hour|day|week|month|year)s? ago$", re.IGNORECASE)
_REVIEW = re.compile(
    r"^(?:\W*|.{0,40}\b\d{1,4} (?:reviews?|photos?|ratings?)|\d(?:\.\d)? ?(?:stars?|/ ?5)|[★☆ ]+|local guide.*"
    r"|(?:an?|\d{1,2}) (?:hour|day|week|month|year)s? ago)$",
    re.IGNORECASE,
)
_CHAPTER = re.compile(
    r"\b(?:contents|acknowledgements?|disclaimer|executive summary|introduction|background|methodology|methods?"
    r"|our approach|findings|recommendations|conclusions?|references|limitations|appendix|about (?:us|healthwatch))\b",
    re.IGNORECASE,
)
_CODE = re.compile(
    r"^(?:[$%] ?\w|>>> |#!|# ?[a-z]|In ?\[\d*\]|import \w|from \w+ import|def \w+\(|git \w+|print ?\()"
)
_PUBLIC = re.compile(
    r"\bpublic questions?\b|\bquestion time\b|\b(?:questions?|points?) (?:were |was )?(?:raised|asked|put)\b"
    r"|\b(?:raised|asked|put) the following\b|\bquestions? from (?:the )?(?:public|residents|floor|members)\b",
    re.IGNORECASE,
)
_CHAT = re.compile(
    r"^\[?(?P<when>\d{1,4}[/.-]\d{1,2}[/.-]\d{1,4},? \d{1,2}:\d\d(?::\d\d)?(?:\s?[ap]m)?)\]?\s*[-–]?\s*"
    r"(?P<name>[^:]{1,40}):\s+(?P<said>.*)$",
    re.IGNORECASE,
)
_CHAT_ASIDE = re.compile(
    r"^(?:<media omitted>|this message was deleted|.{0,40}(?:joined|left|added|changed) .{0,60}"
    r"|messages .* end-to-end encrypted.*|\W*)$",
    re.IGNORECASE,
)
_ATTRIBUTES = re.compile(r"^\{:.*\}$|^\{%.*%\}$|^\[TOC\]$", re.IGNORECASE)
_MEETING = re.compile(
    r"https?://\S*(?:zoom\.us|teams\.microsoft|meet\.google|webex)\S*|\bmeeting id\b|\bpass ?code\b"
    r"|^(?:next|previous) (?:call|meeting|session)\b|^dial[- ]in\b",
    re.IGNORECASE,
)
_SAID_BY = re.compile(
    r"^[-–—~]\s*\S|^[^.!?“”\"]{2,40},[^.!?“”\"]{2,50}$|"
    r"\b(?:patients?|residents?|carers?|parents?|mother|father|daughter|son|wife|husband|partner|participants?|"
    r"members?|volunteers?|students?|pupils?|visitors?|tenants?|users?|respondents?|workers?|nurses?|aged)\b",
    re.IGNORECASE,
)
_ODD_BULLET = re.compile(r"^(?P<marker>o|[·➢➤►✓✔→»>]|\uf0b7|\uf0a7|\(\d{1,2}\)|\(?[a-z]\))[ \t\u00a0]+(?=\S)")


def settle_shape(document: Document) -> Document:
    """The document with every line in the shape that its words and neighbours give it."""
    lines = list(document.lines)
    if any(line.given is not None for line in lines):
        return document  # a sheet, or a table whose cells are known
    lines = _read_chat(lines)
    lines = _read_dialogue(lines)
    lines = _take_public_questions(lines)
    if document.paragraphs:
        lines = _join_questions(lines)
    lines = _cut_forms(lines)
    lines = _pass_questions_listed(lines)
    lines = _open_block_quotes(lines)
    lines = _read_reviews(lines)
    if document.format == "pdf":
        lines = _join_short_lines(lines)
    lines = [_name_speaker(line) for line in lines]
    lines = _list_odd_bullets(lines)
    lines = [_set_aside(line) for line in lines]
    lines = _settle_headings(lines)
    lines = _set_code_aside(lines)
    if quotes(lines) or is_report(lines):
        lines = _take_quotations(lines)
    elif sum(map(_is_sentence_heading, lines)) >= max(
        3, sum(len(line.words.split()) >= 8 for line in lines) / 4
    ):
        lines = [_take_set_large(line) for line in lines]
    return replace(document, lines=tuple(lines))


def is_report(lines: Sequence[Line]) -> bool:
    """Whether a document is a finished report: an author's own words, with chapters that reports have."""
    heads = (line.words for line in lines if line.form == "heading" and not line.role)
    chapters = {found[0].casefold() for words in heads if (found := _CHAPTER.search(words))}
    return len(chapters) >= 4


def _set_code_aside(lines: list[Line]) -> list[Line]:
    """Commands and programs, where there are many, are nobody's remarks, nor is what explains them."""
    code = sum(bool(_CODE.match(line.content)) for line in lines if line.form in ("text", "item"))
    if code < 10 or code < sum(bool(line.words) for line in lines) / 10:
        return lines
    return [
        replace(line, role="context", reason="a program, or what explains it")
        if line.form in ("text", "heading", "item") and not line.role
        else line
        for line in lines
    ]


def quotes(lines: Sequence[Line]) -> bool:
    """Whether people's words stand in quotation marks here, among an author's own words."""
    spoken = [line for line in lines if line.form in ("item", "text") and not line.role and line.words]
    found = [list(_find_quotations(line.words)) for line in spoken]
    number = sum(map(len, found))
    plain = sum(
        line.form == "item" and not spans and len(_WORDS.findall(line.words)) > _FEWEST_WORDS
        for line, spans in zip(spoken, found, strict=True)
    )
    return (number >= 4 and number >= plain / 2) or 3 <= number >= len(spoken) / 3


def _find_quotations(words: str) -> list[re.Match[str]]:
    """Quotations long enough to be remarks; short ones too where a line is nothing but quotations."""
    found = [one for one in _QUOTE.finditer(words) if one[0][1:-1].strip()]
    between = _QUOTE.sub(" ", words)
    if found and not re.search(r"[^\W\d_]{2,}", re.sub(r"\b(?:and|or)\b", "", between)):
        return found
    return [one for one in found if len(one[0].split()) >= (_FEWEST_WORDS if one[0][0] in '“"' else 6)]


def _settle_headings(lines: list[Line]) -> list[Line]:
    """Quotations set large or bold are words of people, and the short line below them says whose."""
    settled: list[Line] = []
    for line in lines:
        if not line.role and (line.form == "heading" or line.bold) and _is_quoted(line.words):
            line = replace(line, form="text", level=0, bold=False)
        settled.append(line)
    return settled


def _is_sentence_heading(line: Line) -> bool:
    """Whether a whole sentence is set as a heading: people's words on a poster, in large type."""
    return line.form == "heading" and line.words.endswith(".") and len(line.words.split()) >= _FEWEST_WORDS


def _take_set_large(line: Line) -> Line:
    if _is_sentence_heading(line):
        return replace(line, form="text", level=0, role="note", reason="a sentence set large")
    if line.role or line.form not in ("text", "item"):
        return line
    return replace(line, role="context", reason="stands beside people's words, which are set large")


def _is_quoted(words: str) -> bool:
    closed = words.rstrip(" .,;").endswith(_CLOSES) or words[:1] == "“"
    return words.startswith(_OPENS) and closed and len(words.split()) >= _FEWEST_WORDS


def _take_quotations(lines: list[Line]) -> list[Line]:
    """Each quotation a note of its own, what stands around it beside it."""
    taken: list[Line] = []
    said = False  # whether the last thing above is a quotation
    for place, line in enumerate(lines):
        if line.role or line.form not in ("item", "text", "heading") or not line.content:
            if line.role != "continuation":
                said = said and line.form == "blank"
                taken.append(line)
            continue
        paragraph = [line]
        for after in lines[place + 1 :]:
            if after.role != "continuation":
                break
            paragraph.append(after)
        whole = "\n".join(one.content for one in paragraph)
        spans = _find_quotations(whole) if line.form != "heading" else []
        if not spans and whole.startswith(("“", '"')) and line.form == "text" and len(whole.split()) >= 8:
            taken.extend([replace(line, role="note", reason="a quotation without its end"), *paragraph[1:]])
            said = True
            continue
        if spans:
            taken.extend(_cut(paragraph, whole, spans))
            said = spans[-1].end() >= len(whole.rstrip()) - 1
            continue
        if said and line.form != "item" and _SAID_BY.search(line.words) and len(line.words.split()) <= 10:
            one = replace(line, form="text", role="metadata", reason="says whose words stand above")
        elif line.form == "heading":
            one = line
        elif _may_head(lines, place):
            one = replace(line, form="heading", level=BOLD_LEVEL + 1)
        else:
            one = replace(line, role="context", reason=QUOTED)
        taken.extend([one, *paragraph[1:]])
        said = False
    return taken


def _may_head(lines: list[Line], place: int) -> bool:
    """Whether a line without the marks of a heading says what the quotations below it are about."""
    line = lines[place]
    if line.form != "text" or len(line.words.split()) > 20:
        return False
    alone = all(
        not 0 <= other < len(lines) or lines[other].form in ("blank", "heading", "boilerplate")
        for other in (place - 1, place + 1)
    )
    return line.bold or line.words.endswith("?") or (alone and not line.words.endswith((".", ":", ",")))


def _cut(paragraph: list[Line], whole: str, spans: list[re.Match[str]]) -> Iterator[Line]:
    """The lines of a paragraph in parts: its quotations, and what stands before, between and after."""
    quoted = [span.span() for span in spans]
    if len(quoted) == 1 and not _letters(whole[: quoted[0][0]] + whole[quoted[0][1] :]):
        yield replace(paragraph[0], role="note", reason="a quotation")
        yield from paragraph[1:]
        return
    edges = sorted({edge for span in quoted for edge in span})
    begun = 0
    for line in paragraph:
        end = begun + len(line.content)
        cuts = [begun, *(edge for edge in edges if begun < edge < end), end]
        parts = [(a, b) for a, b in pairwise(cuts) if whole[a:b].strip()]
        for number, (a, b) in enumerate(parts, start=1):
            span = next((span for span in quoted if span[0] <= a < span[1]), None)
            role = "context" if span is None else "note" if span[0] == a else "continuation"
            content = whole[a:b].strip()
            yield replace(
                line,
                locator=f"{line.locator}, part {number}" if len(parts) > 1 else line.locator,
                text=whole[a:b] if len(parts) > 1 else line.text,
                content=content,
                words=content,
                form="text",
                level=0,
                bold=False,
                role=role,
                reason="a quotation" if role == "note" else QUOTED if role == "context" else line.reason,
            )
        begun = end + 1


def _letters(text: str) -> bool:
    return any(character.isalnum() for character in text)


def _open_block_quotes(lines: list[Line]) -> list[Line]:
    """Block quotes without their marks: answers below what was asked, else a passage that somebody cites."""
    opened: list[Line] = []
    above: Line | None = None  # the line of the block right above
    asked, named = False, any(_NAMED.match(_BLOCK_QUOTE.sub("", line.content)) for line in lines)
    for line in lines:
        if line.form == "text" and not line.role and (found := _BLOCK_QUOTE.match(line.content)):
            one = _open_block_quote(line, found.end())
            if above is not None and len(above.content) < _WRAPPED and one.form == "text":
                one = replace(one, form="item", level=1)  # the line above was not wrapped: another remark
            above = one if one.form != "blank" else None
            cited = not asked and not named and one.form != "blank"
            opened.append(
                replace(one, role="context", reason="a passage the write-up cites") if cited else one
            )
            continue
        above = None
        if line.form != "blank":
            asked = line.words.rstrip(": ").endswith("?")
        opened.append(line)
    return opened


def _open_block_quote(line: Line, end: int) -> Line:
    content = line.content[end:].strip()
    words = _BLOCK_QUOTE.sub("", line.words).strip()
    if not content:
        return replace(line, content="", words="", form="blank")
    if (item := _INSIDE.match(content)) is not None:
        return replace(
            line, content=content[item.end() :], words=_INSIDE.sub("", words), form="item", level=1
        )
    return replace(line, content=content, words=words)


def _name_speaker(line: Line) -> Line:
    """A remark of a pad without the mark that says whose it is."""
    found = _NAMED.match(line.content) if not line.role else None
    if found is None:
        return line
    content = line.content[found.end() :]
    if not content:
        return replace(line, form="text", level=0, role="metadata", reason="says whose words stand below")
    return replace(line, content=content, words=_NAMED.sub("", line.words), speaker=found["name"].strip())


def _list_odd_bullets(lines: list[Line]) -> list[Line]:
    """Lines that begin with a mark no list uses, where others do too, are a list."""
    marked = [
        line.form == "text" and not line.role and bool(_ODD_BULLET.match(line.content)) for line in lines
    ]
    if sum(marked) < 2:
        return lines
    return [
        replace(line, content=_strip(line.content), words=_strip(line.words), form="item", level=1)
        if is_marked
        else line
        for line, is_marked in zip(lines, marked, strict=True)
    ]


def _strip(text: str) -> str:
    return _ODD_BULLET.sub("", text)


def _set_aside(line: Line) -> Line:
    """Who took the notes, and how to join the call, are no remarks."""
    if line.role or line.form not in ("text", "item") or not line.words:
        return line
    if _BYLINE.match(line.words) and len(line.words.split()) <= 8:
        return replace(line, form="text", level=0, role="metadata", reason="says who wrote the notes")
    if _ATTRIBUTES.match(line.words):
        return replace(line, form="metadata", reason="a mark of the page's layout")
    if _MEETING.search(line.words):
        return replace(line, form="text", level=0, role="metadata", reason="says how or when to join")
    return line


def _read_chat(lines: list[Line]) -> list[Line]:
    """Messages of an exported chat: one note each, with who sent it."""
    found = [_CHAT.match(line.content) if not line.role else None for line in lines]
    if sum(match is not None for match in found) < 3:
        return lines
    read: list[Line] = []
    for line, match in zip(lines, found, strict=True):
        if match is None:
            same = bool(line.words) and any(one.given is not None for one in read)
            read.append(
                replace(line, role="continuation", reason="goes on from the line above") if same else line
            )
            continue
        said = match["said"].strip()
        if _CHAT_ASIDE.match(said):
            read.append(replace(line, form="text", level=0, role="metadata", reason="no message"))
            continue
        given = Given(speaker=match["name"].strip(" ~"), kind="other")
        read.append(replace(line, form="text", level=0, content=said, words=said, given=given))
    return read


def _read_reviews(lines: list[Line]) -> list[Line]:
    """Reviews pasted from a web page: names, stars and days stand around what people wrote."""
    around = [bool(_REVIEW.match(line.words)) and line.form == "text" and not line.role for line in lines]
    if (
        sum(bool(_AGO.search(line.words)) for line, is_around in zip(lines, around, strict=True) if is_around)
        < 2
    ):
        return lines
    read: list[Line] = []
    said = False  # whether the line above is part of a review
    for place, line in enumerate(lines):
        if line.form != "text" or line.role:
            said = False
            read.append(line)
        elif around[place]:
            said = False
            read.append(replace(line, role="metadata", reason="stars and dates of a review"))
        elif place + 1 < len(lines) and around[place + 1] and len(line.words.split()) <= 5:
            said = False
            read.append(replace(line, role="metadata", reason="says who wrote the review below"))
        else:
            read.append(
                replace(
                    line, role="continuation" if said else "note", reason="goes on" if said else "a review"
                )
            )
            said = True
    return read


def _join_short_lines(lines: list[Line]) -> list[Line]:
    """Lines of a narrow note on a board: one that begins small goes on from the line above it."""
    joined = list(lines)
    alone = sum(line.form == "item" for line in lines) == 1
    for place in range(1, len(lines)):
        above, line = joined[place - 1], joined[place]
        if line.role or above.form != "text" or above.words.endswith((".", "?", "!", ":")) or not above.words:
            continue
        if (line.form == "text" and line.words[:1].islower()) or (line.form == "item" and alone):
            content = line.text.strip()
            joined[place] = replace(
                line,
                form="text",
                level=0,
                content=content,
                words=content,
                role="continuation",
                reason="goes on from above",
            )
    return joined


def _read_dialogue(lines: list[Line]) -> list[Line]:
    """ "Q: …" above "A: …": a question with its answers; below a heading both are what was said."""
    asked = [bool(_ASKED.match(line.content)) and not line.role and line.form == "text" for line in lines]
    answers = [
        bool(_ANSWERED.match(line.content)) and not line.role and line.form == "text" for line in lines
    ]
    if not any(asked) or not any(answers):
        return lines
    above = [line for line in lines[: asked.index(True)] if line.words]
    topical = any(line.form == "heading" or TOPIC.match(line.words) for line in above)
    topical = topical or bool(above and above[-1].words.endswith(":"))
    read = []
    for line, asks, says in zip(lines, asked, answers, strict=True):
        if asks or says:
            sign = _ASKED if asks else _ANSWERED
            line = replace(line, content=sign.sub("", line.content), words=sign.sub("", line.words))
            if topical:
                line = replace(line, role="note", reason="a question" if asks else "an answer")
            else:
                line = replace(line, form="heading" if asks else "item", level=BOLD_LEVEL if asks else 1)
        read.append(line)
    return read


def _take_public_questions(lines: list[Line]) -> list[Line]:
    """Where the public asked, the questions are the notes, and what was answered stands beside them."""
    if not any(_PUBLIC.search(line.words) for line in lines[:15] if not line.role):
        return lines
    asked = [line.form == "text" and not line.role and line.words.endswith("?") for line in lines]
    if sum(asked) < 2:
        return lines
    first = asked.index(True)
    taken = []
    for place, line in enumerate(lines):
        if asked[place]:
            line = replace(line, role="note", reason="a question from the public")
        elif place > first and line.form == "text" and not line.role and len(line.words.split()) > 8:
            if not REPORTS.search(line.words):
                line = replace(line, role="context", reason="an answer to a question from the public")
        taken.append(line)
    return taken


def _join_questions(lines: list[Line]) -> list[Line]:
    """A question that was wrapped over two lines is one question."""
    joined = list(lines)
    for place in range(len(lines) - 1):
        first, second = joined[place], joined[place + 1]
        alone = place == 0 or joined[place - 1].form == "blank"
        if alone and first.form == second.form == "text" and not first.role and not second.role:
            if second.words.endswith("?") and not first.words.endswith((".", "?", ":", "!")):
                joined[place] = replace(first, words=f"{first.words} {second.words}")
                joined[place + 1] = replace(
                    second, words="", role="continuation", reason="goes on from above"
                )
    return joined


def _cut_forms(lines: list[Line]) -> list[Line]:
    """A form that several people filled in: what it asks on each line, and the answer behind it."""
    found = [
        _FIELD.match(line.words) if line.form in ("text", "item") and not line.role else None
        for line in lines
    ]
    counts = Counter(match["asked"].casefold() for match in found if match)
    asked = {words for words, count in counts.items() if count >= 3}
    if sum("?" in words for words in asked) < 2:
        return lines
    cut: list[Line] = []
    for line, match in zip(lines, found, strict=True):
        if match is None or match["asked"].casefold() not in asked:
            cut.append(line)
            continue
        label, signs = match["asked"].rstrip(": "), match["asked"].count(":") + match["asked"].count("?")
        edges = [at for at, sign in enumerate(line.content, start=1) if sign in ":?"]
        edge = edges[signs - 1] if signs <= len(edges) else len(line.content)
        answer = line.content[edge:].strip()
        start = line.text.find(line.content) + edge
        head = replace(
            line,
            text=line.text[:start] if answer else line.text,
            locator=f"{line.locator}, part 1" if answer else line.locator,
            content=line.content[:edge],
            words=label,
        )
        numbered = label[-1:].isdigit()
        cut.append(
            replace(head, role="metadata", reason="a number in a form")
            if numbered
            else replace(head, form="heading", level=BOLD_LEVEL + 1)
        )
        if answer:
            rest, words = line.text[start:], match["said"].strip(" *_")
            cut.append(
                replace(line, text=rest, locator=f"{line.locator}, part 2", content=answer, words=words)
            )
    return cut


def _pass_questions_listed(lines: list[Line]) -> list[Line]:
    """A list of the questions that people were asked is no list of notes."""
    passed = list(lines)
    for place, line in enumerate(lines):
        if (
            line.form not in ("text", "heading")
            or not line.words.endswith((":", "-", "–"))
            or not _ASKING.search(line.words)
        ):
            continue
        run: list[int] = []
        for below in range(place + 1, len(lines)):
            if lines[below].form == "item" and not lines[below].role:
                run.append(below)
            elif lines[below].form != "blank" and lines[below].role != "continuation":
                break
        if len(run) >= 2 and all(lines[one].words.endswith("?") for one in run):
            for one in run:
                passed[one] = replace(
                    lines[one], role="context", reason="one of the questions that were asked"
                )
    return passed
