"""People's words in quotation marks, among an author's own: each a note, with what stands around it aside."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import groupby, islice, pairwise

from pipeline.ingest.lines import BOLD_LEVEL, Line, settle, settle_as_text
from pipeline.ingest.structure.evidence import is_prose
from pipeline.ingest.structure.headings import invites, tasks
from pipeline.ingest.structure.quoted import (
    ATTRIBUTION,
    BY_OFFICIALS,
    FEWEST_WORDS,
    QUOTE,
    Officials,
    close_quotations,
    find_asked,
    find_behind,
    find_quotations,
    find_rest,
    has_letters,
    is_all_quoted,
    is_name,
    is_open,
    is_quoted,
    is_reported,
)
from pipeline.ingest.structure.remarks import find_speakers, split_speaker

_PART = ", part "  # of a line, in its locator
_FEWEST_QUOTED = 2  # bullets in quotation marks that say what the others of their list are
_LONGEST_SIGNED = 10  # words in a line that says whose words stand above it
_LONGEST_HEAD = 20  # words in a line that says what the quotations below it are about
_LEADS = (":", ";", "…", "...")
_COMMENTS = re.compile(
    r"\b(?:comments|feedback|suggestions|concerns|remarks|positives?|negatives?|"
    r"likes?|dislikes?|went well|improve\w*)\W*$",
    re.IGNORECASE,
)
_FEEDBACK = re.compile(
    r"\b(?:you|people|they|participants|attendees|residents)\b.{0,20}\b(?:liked|disliked|enjoyed|wanted|said|suggested)\b|"
    r"\b(?:liked|enjoyed) (?:most|least|best)\b|\bwhat (?:went|worked)\b",
    re.IGNORECASE,
)
_ANNOUNCED = 2  # quotations below a line
QUOTED = "stands around people's quoted words"
TOLD = "what was asked, told in a sentence"
LEADS_IN = "introduces the quotations below it"
_REASONS = {"note": "a quotation", "context": QUOTED, "lead_in": LEADS_IN}
# "Food and drink – 4 comments: “…”; “…”.": what the quotations behind it are about.
_LABELLED = re.compile(r"[^\W\d_][^“”\":.!?\n]{2,80}:\s*(?=[“\"])")
_WORDS = re.compile(r"[^\W\d_]+")
_SAID_BY = re.compile(
    r"^[-–—~]\s*\S|^[^.!?“”\"]{2,40},[^.!?“”\"]{2,50}$|"
    r"\b(?:patients?|residents?|carers?|parents?|mother|father|daughter|son|wife|husband|partner|participants?|"
    r"members?|volunteers?|students?|pupils?|visitors?|tenants?|users?|respondents?|workers?|nurses?|aged)\b",
    re.IGNORECASE,
)
_WHO = re.compile(r"^[A-Z][\w.'’-]+(?: [A-Z][\w.'’-]+){0,2}, [^.!?]{2,50}$")  # "Ida Holm, baker"
_SIGNED = re.compile(r"^[-–—~]\s*\S")


def quotes(lines: Sequence[Line]) -> bool:
    """Whether people's words stand in quotation marks here, among an author's own words."""
    spoken = [line for line in lines if line.plain and line.words]
    counts = [_count_quotations(line) for line in spoken]
    number, reported = (sum(column) for column in zip(*counts, strict=True)) if counts else (0, 0)
    shown = [line for line in lines if line.form != "blank"]
    if 3 <= number >= len(spoken) / 3 or sum(map(_is_attributed, shown, shown[1:])) >= 2:
        return True
    plain = sum(
        line.form == "item" and not count and len(_WORDS.findall(line.words)) > FEWEST_WORDS
        for line, (count, _) in zip(spoken, counts, strict=True)
        if number >= 4 or reported >= _FEWEST_QUOTED
    )
    if not plain and reported >= _FEWEST_QUOTED and is_prose(spoken):
        return True  # an account that lets people speak
    return number >= 4 and 2 * number >= plain


def _count_quotations(line: Line) -> tuple[int, int]:
    """How many quotations stand in a line, and how many of them say in front that somebody said so.

    A bullet that only quotes in passing has none but these.
    """
    found = find_quotations(line.words)
    reported = sum(is_reported(line.words[: one.start()]) for one in found)
    quoted = sum(len(one[0].split()) for one in found)
    embedded = line.form == "item" and 2 * quoted < len(line.words.split())
    return reported if embedded else len(found), reported


def take_quoted_paragraphs(lines: list[Line]) -> list[Line]:
    """Paragraphs that are nothing but words in quotation marks, two or more together: each a note."""
    whole = [line.plain_text and _is_whole(line.words) for line in lines]
    taken = list(lines)
    above = -1
    for place, line in enumerate(lines):
        if whole[place] and above >= 0:
            for one in (above, place):
                taken[one] = settle(lines[one], "note", "a quotation")
        if line.form != "blank" and line.role != "continuation":
            above = place if whole[place] else -1
    return taken


def _is_whole(words: str) -> bool:
    """Whether a line begins and ends with one quotation of a sentence or more."""
    return is_quoted(words) and len(QUOTE.findall(words)) == 1 and len(words.split()) > FEWEST_WORDS


def settle_quoted_headings(lines: list[Line]) -> list[Line]:
    """Quotations set large or bold are words of people, and the short line below them says whose."""
    settled: list[Line] = []
    for line in lines:
        if not line.role and (line.form == "heading" or line.bold) and is_quoted(line.words):
            line = replace(line, form="text", level=0, bold=False)
        settled.append(line)
    return settled


def take_quotations(lines: list[Line]) -> list[Line]:
    """Each quotation a note of its own, what stands around it beside it."""
    lines = close_quotations(lines)
    taken: list[Line] = []
    followed: set[int] = set()  # places of lines that went with the one they go on from
    officials = Officials(lines)
    said = False  # whether the last thing above is a quotation
    speakers = _find_quoted_speakers(lines)
    quoted = _count_quoted(lines)
    words = ""  # the last ones, this line's own too
    over: Line | None = None  # what stands above the list
    for place, line in enumerate(lines):
        above, words = words, line.words or words
        over = over if line.form in ("item", "blank") else line
        named = line.form == "item" and (line.speaker or split_speaker(line.content, speakers)[1])
        if line.role or line.form not in ("item", "text", "heading") or not line.content or named:
            if line.role != "continuation":
                said = said and line.form == "blank"
            if place not in followed:
                taken.append(line)
            continue
        rest = find_rest(lines, place)
        followed.update(rest)
        paragraph = [line, *(lines[number] for number in rest)]
        whole = "\n".join(one.content for one in paragraph)
        spans = find_quotations(whole) if line.form != "heading" else []
        spans = [one for one in spans if not is_name(one, whole, above)]
        if officials.speak(whole, spans, find_behind(lines, place) if is_open(whole) else ""):
            taken.extend([settle(line, "context", BY_OFFICIALS), *paragraph[1:]])
            said = False
            continue
        if not spans and whole.startswith(("“", '"')) and line.form == "text" and len(whole.split()) >= 8:
            taken.extend([settle(line, "note", "a quotation without its end"), *paragraph[1:]])
            said = True
            continue
        label = _LABELLED.match(whole) if line.form != "heading" else None
        if label is not None and not has_letters(QUOTE.sub("", whole[label.end() :])):
            taken.extend(_cut(paragraph, whole, list(QUOTE.finditer(whole, label.end())), label.end()))
            said = False
            continue
        if spans:
            taken.extend(_cut(paragraph, whole, spans, asked=find_asked(whole, spans)))
            said = spans[-1].end() >= len(whole.rstrip()) - 1
            continue
        if line.form == "item" and (quoted[place] >= _FEWEST_QUOTED or _heads_feedback(over)):
            one = line
        elif said and _says_whose(line):
            one = replace(line, form="text", role="metadata", reason="says whose words stand above")
        elif line.form == "heading":
            one = line
        elif _may_head(lines, place):
            asking = line.form == "text" and line.words.endswith("?")  # over the groups that answer it
            one = replace(line, form="heading", level=BOLD_LEVEL + (not asking))
        elif (asked := find_asked(whole, ())) and any(
            find_quotations(one.words) for one in _list_below(lines, place)[:1]
        ):
            taken.extend(_cut(paragraph, whole, (), asked=asked))
            said = False
            continue
        elif _announces(lines, place):
            one = settle_as_text(line, "lead_in", LEADS_IN)
        else:
            one = settle(line, "context", QUOTED)
        taken.extend([one, *paragraph[1:]])
        said = False
    return _put_in_order(taken, lines)


def _says_whose(line: Line) -> bool:
    """Whether a line below a quotation says who said it, and does not lead to the next."""
    if line.form == "item" or line.words.endswith(_LEADS):
        return False
    return _SAID_BY.search(line.words) is not None and len(line.words.split()) <= _LONGEST_SIGNED


def _put_in_order(taken: Sequence[Line], lines: Sequence[Line]) -> list[Line]:
    """Lines and parts of lines as the document has them: a footer stands between the pages again."""
    order = {line.locator: place for place, line in enumerate(lines)}
    whole = (one.locator if one.locator in order else one.locator.rpartition(_PART)[0] for one in taken)
    places = [order[locator] for locator in whole]
    return [taken[number] for number in sorted(range(len(taken)), key=places.__getitem__)]


def _count_quoted(lines: Sequence[Line]) -> list[int]:
    """For each line how many other bullets of the same list are nothing but quotations.

    Where some are, all of the list is what was said.
    """
    counts: list[int] = []
    for listed, run in groupby(lines, _is_in_list):
        quoted = [listed and one.form == "item" and is_all_quoted(one.words) for one in run]
        total = sum(quoted)
        counts.extend(total - one for one in quoted)
    return counts


def _is_in_list(line: Line) -> bool:
    return line.form in ("item", "blank") or line.role == "continuation"


def _heads_feedback(line: Line | None) -> bool:
    """Whether it is a heading of what people liked or would change."""
    return line is not None and line.form == "heading" and _FEEDBACK.search(line.words) is not None


def _may_head(lines: list[Line], place: int) -> bool:
    """Whether a line without the marks of a heading says what the quotations below it are about."""
    line = lines[place]
    if line.form not in ("text", "item") or len(line.words.split()) > _LONGEST_HEAD:
        return False
    below = _list_below(lines, place)
    quoted = bool(below) and bool(find_quotations(below[0].words))
    if line.form == "item":  # "1. How useful was it?", and not one of a list of questions
        above = next((one for one in reversed(lines[:place]) if one.words), line)
        listed = above.form == "item" and above.words.endswith("?") and above is not line
        asks = line.words.endswith("?") and (
            quoted or (bool(below) and below[0].form == "text" and not listed)
        )
        return asks or (line.bold and bool(below) and below[0].level > line.level)
    apart, closed = (
        not 0 <= other < len(lines) or lines[other].form in ("blank", "heading", "boilerplate")
        for other in (place - 1, place + 1)
    )
    paragraph = bool(below) and not quoted and len(below[0].words.split()) >= _LONGEST_HEAD
    alone = apart and (closed or (paragraph and 2 * len(line.words.split()) <= _LONGEST_HEAD))
    asked = invites(line.words) or tasks(line.words)
    if asked and 2 * len(line.words.split()) <= _LONGEST_HEAD and not line.words.endswith((".", "!", ":")):
        return True
    if quoted and len(line.words.split()) <= ATTRIBUTION and _COMMENTS.search(line.words):
        return True  # "Positive comments", right between quotations
    return (
        line.bold
        or line.words.endswith("?")
        or (alone and "?" in line.words)
        or (alone and not line.words.endswith((".", ":", ",")))
    )


def _announces(lines: list[Line], place: int) -> bool:
    """Whether a line leads to quotations ("Comments included:"); above a single one it says whose that is."""
    if lines[place].form != "text" or not lines[place].words.endswith(_LEADS):
        return False
    below = _list_below(lines, place)
    return len(below) == _ANNOUNCED and all(find_quotations(one.words) for one in below)


def _list_below(lines: list[Line], place: int) -> list[Line]:
    """The next two lines of words below one."""
    following = (lines[number] for number in range(place + 1, len(lines)))
    words = (one for one in following if one.words and one.role != "continuation")
    return list(islice(words, _ANNOUNCED))


def _cut(
    paragraph: list[Line],
    whole: str,
    spans: Sequence[re.Match[str]],
    label: int = 0,
    asked: Sequence[tuple[int, int]] = (),
) -> Iterator[Line]:
    """The lines of a paragraph in parts: its quotations, what heads them, and what stands around them."""
    quoted = [span.span() for span in spans]
    if len(quoted) == 1 and not has_letters(whole[: quoted[0][0]] + whole[quoted[0][1] :]):
        yield settle(paragraph[0], "note", "a quotation")
        yield from paragraph[1:]
        return
    edges = sorted({edge for span in (*quoted, *asked) for edge in span})
    begun = 0
    for line in paragraph:
        end = begun + len(line.content)
        cuts = [begun, *(edge for edge in edges if begun < edge < end), end]
        parts = [(a, b) for a, b in pairwise(cuts) if whole[a:b].strip()]
        for number, (a, b) in enumerate(parts, start=1):
            span = next((span for span in quoted if span[0] <= a < span[1]), None)
            role = "context" if span is None else "note" if span[0] == a else "continuation"
            content = whole[a:b].strip()
            if label and role == "context":
                role = "lead_in" if b <= label else "boilerplate"
            heads = role == "context" and any(start <= a < end for start, end in asked)
            yield replace(
                line,
                locator=f"{line.locator}{_PART}{number}" if len(parts) > 1 else line.locator,
                text=whole[a:b] if len(parts) > 1 else line.text,
                content=content,
                words=content,
                form="heading" if heads else "text",
                level=BOLD_LEVEL + 1 if heads else 0,
                bold=False,
                role="" if heads else role,
                reason=TOLD if heads else _REASONS.get(role, line.reason),
            )
        begun = end + 1


def _is_attributed(line: Line, below: Line) -> bool:
    """Whether a line is nothing but a long quotation, and the one below it says whose."""
    if line.role or below.role or not is_quoted(line.words) or len(line.words.split()) < 2 * FEWEST_WORDS:
        return False
    named = bool(_SIGNED.match(below.words) or _WHO.match(below.words))
    return below.form == "text" and named and len(below.words.split()) <= 2 * ATTRIBUTION


def _find_quoted_speakers(lines: Sequence[Line]) -> frozenset[str]:
    """Who speaks in bullets ("Ros: “…”"), where many of what is said so stands in quotation marks."""
    items = [line.words for line in lines if line.form == "item" and not line.role]
    speakers = find_speakers(items)
    said = [words for item in items if (words := split_speaker(item, speakers)[0]) != item]
    quoted = sum(map(is_all_quoted, said))
    # One name alone is a label.
    return speakers if len(speakers) > 1 and _FEWEST_QUOTED <= quoted >= len(said) / 3 else frozenset()
