"""Whether anything in a document speaks for people's remarks, or all of it is the organisers' own.

Programmes, guides with questions that nobody answers, rules, lists of what was done or advised, figures
and accounts have headings and bullets as notes have them. What tells them apart is who speaks: most of
their lines ask, instruct, count, advise or tell of deeds, and nothing says that people said it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import pairwise

from pipeline.ingest.lines import Line, settle
from pipeline.ingest.structure.evidence import SPEAKS, Section
from pipeline.ingest.structure.headings import REPORTS
from pipeline.ingest.structure.no_remarks import BEHIND, LONGEST_SEEN

_MOST, _MIXED, _HALF, _MANY = 0.75, 2 / 3, 0.5, 0.4  # shares of the lines
_SPOKEN = 1 / 6  # of the lines in which somebody says "I"
_TITLE, _SENTENCE = 12, 75  # words of a title; characters in a line of an account
_FEWEST_HOSTS, _HOSTED = 3, 1 / 8  # lines that say what the host does, and their share
_ANSWERED = 2  # questions with an answer below them: fewer may be a remark of the guide's author
_ASKED = 3  # words of a question that was put to people
_THEIR_OWN = "one of the organisers' own lines"
# A question, or a request to tell something, as somebody puts it to others.
_PROMPTS = re.compile(
    r"\W*(?:what|how|why|which|who)\b.{0,60}\byou\b|"
    r"\W*(?:(?:please|now|so|then|first|finally)[, ]+)?(?:(?:can|could|would|will) you\b|"
    r"(?:tell|show|talk|walk|take) (?:me|us)\b|describe\b|imagine\b|think (?:of|about|back)\b|"
    r"(?:share|name|list|rate|rank) (?:your|one|two|three|a|an|any)\b|discuss\b|explain (?:how|why|what)\b|"
    r"reflect on\b|consider\b|probes?\b|prompts?\b|follow[- ]?ups?\s?:)",
    re.IGNORECASE,
)
_INSTRUCTS = re.compile(
    r"^\W*(?:\d+[.)]\s*)?(?:please |always |then |now )?(?:"
    r"aim|allow|arrange|ask|avoid|be|begin|book|bring|capture|check|choose|click|collect|come|complete|confirm|"
    r"contribute|discuss|divide|do not|don['’]t|draw|end|enter|encourage|ensure|explain|fill|give|go|greet|"
    r"hand|have|help|include|introduce|invite|join|keep|leave|let|link|listen|make|mark|mute|note|offer|open|"
    r"place|post|prepare|present|press|print|put|raise|read|record|register|remember|remind|report|request|"
    r"respect|review|save|say|select|send|set|share|speak|split|start|stay|stick|sum|summari[sz]e|take|tell|"
    r"test|thank|try|turn|type|use|vote|wait|welcome|work|write)\b(?!['’]s\b)",
    re.IGNORECASE,
)
# "The moderator welcomes the group": what is done at such an event, and by whom.
_HOSTS = re.compile(
    r"\b(?:moderator|facilitator|note[- ]?taker|reporter|interviewer|scribe|time[- ]?keeper|rapporteur)s?"
    r"\W{1,4}"
    r"(?:should|will|must|can|may|need|takes?|welcomes?|explains?|hands?|goes|asks?|introduces?|reads?|writes?|"
    r"invites?|keeps?|records?|summari[sz]es?|collects?|thanks?|reports?|begins?|opens?|closes?|makes?)\b",
    re.IGNORECASE,
)
# One stands in each of these: most documents need no closer look.
_WHO = ("moderator", "facilitator", "taker", "reporter", "interviewer", "scribe", "keeper", "rapporteur")
_TIMES = re.compile(
    r"^\W*\d{1,2}[:.]\d\d\b|\b\d{1,2}(?:[:.]\d\d)? ?[ap]\.?m\b|\b\d{1,3}\+? ?min(?:ute)?s?\b|"
    r"\b(?:break|lunch)\b",
    re.IGNORECASE,
)
_COUNTS = re.compile(
    r"^\W*(?:(?:over|about|around|some|nearly|almost|more than) )?"
    r"\d[\d,.]*\s?(?:%|per ?cent\b|\+?\s?[a-z]{3,})|\d\s?(?:%|per ?cent\b)",
    re.IGNORECASE,
)
_DEEDS = re.compile(
    r"\bha(?:s|ve) (?:now |also |all |already |since |recently )*(?:been )?"
    r"\w+(?:ed|en|ought|uilt|ut|et|ade|one)\b|"
    r"\b(?:(?:is|are|being) (?:now |also |currently )*(?:being )?\w+(?:ed|en|ing)|"
    r"(?:was|were) (?:\w+ly )?\w+ed|"
    r"we (?:will|are|have|now)|trialling|developing|undertak\w+|implement\w+|introduc\w+|install\w+|"
    r"launch\w+|appoint\w+|recruit\w+|purchas\w+|extended|established|created|reviewed|updated|increased|"
    r"reduced|provided|improved|invited|will be|to be|to come)\b",
    re.IGNORECASE,
)
_ADVISES = re.compile(r"\b(?:should|shall|must|recommend\w*)\b", re.IGNORECASE)
_ADVICE = re.compile(r"\brecommend(?:s|ed|ations?)\b|\bfinal report\b|\bkeys? to\b", re.IGNORECASE)
_OWN = re.compile(r"\b(?:I|I['’](?:m|ve|d|ll)|[Mm]y|me)\b")
_TO_FILL_IN = re.compile(r"_{3}")

_CHAPTER = re.compile(
    r"\b(?:contents|acknowledgements?|disclaimer|executive summary|introduction|background|methodology"
    r"|methods?|our approach|findings|recommendations|conclusions?|references|limitations|appendix"
    r"|about (?:us|healthwatch))\b",
    re.IGNORECASE,
)
# Questions of people, not to them.
_THEIRS = re.compile(
    r"\bquestions? (?:from|by|raised|received|of the public|that were (?:raised|asked))|\bq ?(?:&|and) ?a\b|"
    r"\b(?:public|residents?['’]?|participants?['’]?|audience|open|unanswered|remaining) questions\b|"
    r"\bask(?:ed)? (?:by|the)\b",
    re.IGNORECASE,
)
_DONE = re.compile(
    r"\b(?:changes?|improvements?|actions?|steps|what) (?:that )?(?:we|they)(?:['’]ve)?\b.{0,20}"
    r"\b(?:done|did|made|taken|make)\b|\bmade a difference\b|\bwe did\b|\bactions? taken\b",
    re.IGNORECASE,
)
# What the document says it is, in its title.
_GUIDE = re.compile(
    r"\b(?:guide(?:lines?)?|guidance|script|protocol|agenda|program(?:me)?|timetable|schedule|running order|"
    r"templates?|checklist|how to|instructions?|rules|terms of reference|prompts|exercise|worksheet|"
    r"(?:discussion|interview) (?:questions|topics)|topics for|questions (?:for|to))\b",
    re.IGNORECASE,
)


def is_report(lines: Sequence[Line]) -> bool:
    """Whether a document is a finished report: an author's own words, with chapters that reports have."""
    heads = (line.words for line in lines if line.form == "heading" and not line.role)
    chapters = {found[0].casefold() for words in heads if (found := _CHAPTER.search(words))}
    return len(chapters) >= 4


def refuse_organisers(sections: list[Section], announced: bool = False) -> list[Section]:
    """The sections as they are, or none that holds notes, where nobody but the organisers speaks.

    Where a document's first words announce people's words, only a form that nobody filled in holds none.
    """
    held = [one for one in sections if one.region == "notes" or any(map(_is_quoted, one.body))]
    told = [line for section in held for line in section.body if _tells(line)]
    blank = bool(told) and _show(told, _MANY, _TO_FILL_IN)
    if not held or not (blank or (not announced and _is_theirs(sections, held))):
        return sections
    return [
        replace(
            one,
            region="around" if one.region == "notes" else one.region,
            heads=False,
            body=tuple(
                settle(line, "context", _THEIR_OWN) if _is_quoted(line) else line for line in one.body
            ),
        )
        for one in sections
    ]


def _is_theirs(sections: Sequence[Section], held: Sequence[Section]) -> bool:
    lines = [line for section in held for line in section.body if _tells(line)]
    known = any(
        line.given is not None or (line.role == "note" and not _is_quoted(line))
        for section in sections
        for line in section.body
    )
    headings = [one.heading.words for one in sections if one.heading is not None]
    if not lines or known or any(map(_THEIRS.search, headings)):
        return False
    asked = sum(map(_asks, lines))
    if max(map(_count_answered, held)) >= max(_ANSWERED, asked / 3):
        return False
    if _only_asks(sections, lines, asked / len(lines)):
        return True
    if any(map(_is_quoted, lines)) or _show(lines, _SPOKEN, _OWN):
        return False
    whole = " ".join(line.words for line in lines).casefold()
    few = max(_FEWEST_HOSTS / len(lines), _HOSTED)
    if any(who in whole for who in _WHO) and _show(lines, few, _HOSTS):
        return True
    texts = [
        line.words[:LONGEST_SEEN]
        for one in sections
        for line in one.body
        if line.form == "text" and line.words
    ]
    if any(map(_DONE.search, [*headings, *texts])) and _show(lines, _MANY, _DEEDS):
        return True
    announced = _is_announced(held) or any(map(REPORTS.search, texts))
    advises = not announced or any(map(_ADVICE.search, headings))
    if advises and _show(lines, _HALF, _ADVISES):
        return True
    if announced or _show(lines, _MANY, REPORTS):
        return False
    long = sum(len(line.words) > _SENTENCE for line in lines)
    if long > len(lines) / 4 and not any(line.form == "item" for line in lines):
        return True  # an account
    return _show(lines, _HALF, _INSTRUCTS, _TIMES, _COUNTS, _DEEDS, asking=True)


def _only_asks(sections: Sequence[Section], lines: Sequence[Line], prompts: float) -> bool:
    """Whether the lines, of which such a share asks, ask and instruct as those of a guide or a form do."""
    title = next((one.heading.words for one in sections if one.heading is not None), "")
    first = next((line.words for one in sections for line in one.body if line.words and not line.role), "")
    guide = _GUIDE.search(title) or (len(first.split()) <= _TITLE and _GUIDE.search(first))
    if prompts >= (_MANY if guide else _MOST):
        return bool(guide) or len(lines) > 1
    if not guide and (len(lines) == 1 or prompts < _HALF):
        return False
    instructs = _show(lines, _HALF if guide else _MIXED, _INSTRUCTS, _TIMES, asking=True)
    return instructs and not (guide and any(map(_is_quoted, lines)))


def _is_quoted(line: Line) -> bool:
    return line.role == "note" and line.reason.startswith("a quotation")


def _tells(line: Line) -> bool:
    return line.form in ("item", "text") and bool(line.words) and line.role in ("", "note")


def _asks(line: Line) -> bool:
    return line.words.rstrip(BEHIND).endswith("?") or _PROMPTS.match(line.words) is not None


def _show(lines: Sequence[Line], share: float, *signs: re.Pattern[str], asking: bool = False) -> bool:
    """Whether such a share of the lines show one of the signs, or ask; looks no further than it must."""
    found, left = 0, len(lines)
    for line in lines:
        if found / len(lines) >= share or (found + left) / len(lines) < share:
            break
        words = line.words[:LONGEST_SEEN]
        found, left = (
            found + ((asking and _asks(line)) or any(sign.search(words) for sign in signs)),
            left - 1,
        )
    return found / len(lines) >= share


def _count_answered(section: Section) -> int:
    """Prompts with something nested or told right below them that neither asks nor instructs."""
    body = [line for line in section.body if _tells(line)]
    return sum(
        (below.form == "text" or below.level > line.level) and _asks(line) and not _asks(below)
        for line, below in pairwise(body)
    )


def _is_announced(held: Iterable[Section]) -> bool:
    """Whether a heading says that people's remarks stand below it, or asks what they answer."""
    return any(
        section.heading is not None
        and bool(
            section.cues.kind
            or section.cues.notes
            or section.cues.table
            or len(section.cues.question.split()) >= _ASKED
            or SPEAKS.search(section.heading.words)
        )
        for section in held
    )
