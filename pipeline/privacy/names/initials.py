"""Initials by what stands around: "per K.R.", "initials: AMcB", "(table 6, rj)", "AH - scribe"."""

from __future__ import annotations

import re

from pipeline.privacy.names.lists import WORDS, load_vocabulary
from pipeline.privacy.spans import Form, Span, after, before

_REASON = "Initials stand where the words around speak of a person."
_TWO = r"[A-Z](?:Mc|Mac|O['’]|[A-Z]-)?[A-Z](?![\w'’-]|[&/]\w)"
_OR_THREE = r"[A-Z](?:Mc|Mac|O['’]|[A-Z]-)?[A-Z]{1,2}(?![\w'’-])"
_DOTTED = r"(?<![\w.])[A-Z]\. ?(?:[A-Z]\. ?)?(?:O['’]|Mc|Mac)?[A-Z](?:\.|\b)(?! ?[A-Z][a-z]|\w|\.[A-Z])"
_ANY = rf"(?:{_DOTTED}|{_TWO})"
_KIN = (
    r"(?:son|daughter|husband|wife|partner|mum|mother|dad|father|brother|sister|friend|neighbour|carer|grandson"
    r"|granddaughter|boy|girl|child|nephew|niece|cousin|mate|nan|uncle|aunt|key ?worker|support worker"
    r"|social worker)"
)
_SOMEBODY = r"(?:client|patient|resident|tenant|pt|service user|participant|interviewee|respondent|attendee)"
_WRITERS = (
    r"(?:facilitat(?:or|ed by)s?|scribed?(?: by)?|note[- ]?takers?|notes(?: taken)?(?: by)?|minutes"
    r"|(?:minuted|typed|written|taken|noted|logged|recorded|transcribed|entered|collected|checked|hosted|led|chaired"
    r"|observed|said|asked|raised|reported|told)(?: (?:up|down|out))? by|typed(?: up)?|written up|logged"
    r"|obs(?: by)?|int|interview(?:er|ed by)|observer|hosts?|author|signed(?: by)?|staff member|volunteer"
    r"|told to|ref"
    r"|initial(?:s|led|ed)?(?: by)?)"
)
_TASKS = r"(?:actions?|action point|ap|owners?|leads?|who|to do|todo|chase)"
_ROLLS = (
    r"(?:present|apologies|attend(?:ees|ing|ance)|in attendance|absent|also present|agreed|seconded"
    r"|proposed|team)"
)
_SAID = "|".join(sorted(WORDS["said_in_minutes"] | WORDS["saying"]))
_VERBS = "|".join(sorted(WORDS["person_after"] | WORDS["said_in_minutes"] | WORDS["wants"] | WORDS["saying"]))
# A cue in any letters, then the initials.
_AFTER = re.compile(
    rf"\b(?i:(?:{_WRITERS}|{_SOMEBODY})\.?(?: initials?)?(?: (?:was|is|are))?)(?: ?[:=(–-]{{1,2}} ?| )\(?"
    rf"({_ANY}|(?<=: )[A-Z]\w{{1,2}}[A-Z](?!\w))(?! ?[A-Z]{{2}})"
    rf"|^\W{{0,3}}(?i:{_TASKS}|{_ROLLS})(?: ?[:=(–-]{{1,2}} ?| )\(?({_ANY})(?=[ .,:;)/&+]|$)(?! ?[A-Z][a-z])"
    rf"|\b(?i:(?:spoke|spoken|speak|talk|talked|talking|chat|chatted|thanks|thank you|sorry|well done)"
    rf" (?:to|with)|(?:comment|quote|message|note|email|feedback|point|idea|suggestion|question|query|story)"
    rf" (?:from|by)) ({_ANY})(?= (?:on|for|about|at|by|in|from|who|and|re|[-–])|[.,:;!]|$)"
    rf"|\b(?:(?:as )?per|via|[Cc][Cc]:?|[Ff][Aa][Oo]:?|c/o|AP:?) ({_ANY})(?=[.,;:)]|$| [a-z(–-])"
)
_SMALL = re.compile(
    r"\b(?i:initials?|initialled(?: by)?|scribe|facilitator|note[- ]?taker|notes by|typed by|minutes by)"
    r"(?: (?:was|is|are))? ?[:=(–-]{1,2} ?\(?([a-z]{2,3}|[a-z]\.[a-z]\.?)(?![\w'’.-])"
    r"|\b[Ii]nitials? ([a-z]{2})(?![\w'’.-])"
    r"|^([b-df-hj-np-tv-z]{2}) to [a-z]{3,}"
    r"|[(\[](?i:table|tbl|group|grp|gp|room|t|aged?) ?\d{1,3}[,:;/ –-]{1,3}([a-z]{2,3}|[a-z]\.[a-z]\.?)[)\]]"
    r"|[(\[]([a-z]{2,3}|[a-z]\.[a-z]\.?)[,:;/ –-]{1,3}(?i:table|tbl|group|grp|aged?) ?\d{1,3}[)\]]"
)
# What opens a note and goes on as only people do.
_OPENS = re.compile(
    rf"^\W{{0,3}}([A-Z]{{2}})(?![\w-])(?=: ?\S| (?:[-–—] ?(?i:{_WRITERS}|{_KIN}|table|group)"
    rf"|\((?i:{_WRITERS}|{_KIN}|table|group|aged?)|{_SAID})\b"
    rf"| to [a-z]{{3,}}| ?(?:/|&|and|\+) ?{_TWO} (?:to|sent|will|both|agreed|said)\b"
    rf"| will (?:ring|call|chase|email|ask|speak|find|send|check|bring|write|look|contact|take|follow)\b"
    rf"| \d{{1,2}}/\d{{1,2}}|['’]s (?:{_KIN}|idea|point|view|suggestion|comment|story|table|group|notes?)\b)"
)
# "Actions – TJO email venue, SP print posters", "(HF took notes)"
_TASKED = re.compile(
    rf"(?:^\W{{0,3}}(?i:{_TASKS})(?: ?[:=(–-]{{1,2}} ?| )|(?<=[a-z][,;] ))({_OR_THREE})"
    r"(?= (?:to )?[a-z]{3,})"
)
_AT_WORK = re.compile(
    rf"\(({_OR_THREE}) (?:took|taking|wrote|writing|typed|typing|scribed|scribing|facilitat"
    r"|interpret|translat|noted|notes|chaired|chairing|recorded|says|said|asked|agrees|agreed|to )"
)
_TASK_LINE = re.compile(rf"^\W{{0,3}}(?i:{_TASKS})\b")
_BRACKETED = re.compile(
    r"(?:^\W{0,2}|\b(?i:lady|man|woman|gentleman|chap|bloke|lad|girl|boy|mum|dad|resident|tenant|patient|client"
    r"|volunteer|carer|parent|person|someone|somebody|member|visitor|user|participant|attendee|neighbour|nurse"
    r"|worker|student|driver)\b[^.;:!?()\d]{0,30} )\(([A-Z]{2}|[A-Z]\.[A-Z]\.?)\)"
)
_ENDS = re.compile(r"(?<=[a-z.!?)\"”'])(?: [(\[]| [-–—~/] ?| ?/)([A-Z]{2}|[A-Z]\.[A-Z]\.?)[)\]]?\.?\s*$")
_AT_TABLE = re.compile(
    r"\b(?i:table|group|grp) ?\d{1,2} ?[-–,:(] ?([A-Z]{2}|[A-Z]\.[A-Z]\.?)\)?\s*$"
    r"|(?:^|[,(] ?)([A-Z]{2}|[B-HJ-Z])[ ,(]{1,2}(?i:table|group|grp|aged) ?\d{1,3}\b"
)
_FREE = re.compile(rf"({_DOTTED})(?:['’]s)?")
_ONE = re.compile(
    rf"\b(?i:my|our|her|his|their) {_KIN},? ([B-HJ-Z])\.?"
    rf"(?=,| (?:is|was|has|had|can|can't|cannot|needs|{_VERBS})\b)"
    rf"|\b(?i:{_SOMEBODY}) ([A-Z])(?:\.(?= [a-z])|(?= (?:is|was|has|had|{_VERBS})\b))"
    rf"|(?:^|[.!?] )([B-HJ-Z])\.? (?=(?:{_VERBS})\b|from (?:the|table|flat|ward|number)\b)"
    r"|(?<![\w.])([A-Z]\.? (?:Mc|Mac|O['’])[A-Z])(?![\w'’])"
)
_MORE = re.compile(rf" ?(?:,|/|&|\+| and) ?({_TWO})(?= ?[,/&+).;:]| (?:and|to|sent|will|both|agreed)|$)")
_NEXT = re.compile(r" ([a-z'’]+)")
_SPOKEN_OF = WORDS["function_words"] | WORDS["goes_on_as_one"] | frozenset(_VERBS.split("|"))
_LETTERS = re.compile(r"[A-Za-z]")
# What all of these hold, to leave most notes quickly: two letters, or one that is no word, or a full stop.
_HINT = re.compile(
    r"[A-Z](?<![A-Za-z][A-Z])(?:(?:Mc|Mac|O['’]|[A-Z]?-)?(?:\.|[A-Z](?![A-Za-z]))|(?<![AI])(?![A-Za-z&+'’-]))"
)
_TASK_HINT = re.compile(r"^\W{0,3}(?:[Aa]ction|Who|Lead|Owner)s?\b|\([A-Z]{3} ")
_SMALL_SIGNS = ("nitial", "cribe", "acilitator", "taker", " by", "(", "[")
_SMALL_HINT = re.compile(
    r"nitial|[Ss]cribe|acilitator|taker|(?:otes|yped|inutes) by|^[a-z]{2} to |[(\[][a-z.]{2,4}[,:;/ –-]"
    r"|[(\[](?:[Tt]able|[Tt]bl|[Gg]r|[Gg]p|[Rr]oom|t|[Aa]ge)"
)


def _letters(match: re.Match[str]) -> str:
    return "".join(_LETTERS.findall(next(group for group in match.groups() if group))).lower()


def _is_somebodys(match: re.Match[str]) -> bool:
    """Whether the letters are no job, office or word."""
    letters, known = _letters(match), load_vocabulary()
    if letters in WORDS["abbreviations"] or letters in WORDS["in_two_letters"]:
        return False
    if letters in known.not_people or letters in WORDS["function_words"]:
        return False
    return len(letters) < 3 or letters not in known.ordinary


def _ends_so(match: re.Match[str]) -> bool:
    """Whether the initials at the end do not shorten the words before: "Universal Credit (UC)"."""
    letters = _letters(match)
    words = re.findall(r"[^\W\d_]+", before(match, 80).lower())
    shortened = "".join(word[0] for word in words[-len(letters) :]) == letters
    plain = "".join(word[0] for word in words if word not in WORDS["function_words"])
    last = re.search(r"([^\W\d_]+)\W*$", before(match, 40))
    told = len(words) > 2 and last is not None and last[1].islower()  # not "University of Campinas (BR)"
    return told and not shortened and not plain.endswith(letters) and _is_somebodys(match)


def _is_free(match: re.Match[str]) -> bool:
    """Whether what follows initials with full stops is no thing: not "R.O. wiki pages"."""
    word = _NEXT.match(after(match, 20))
    spoken_of = word is None or word[1] in _SPOKEN_OF
    return spoken_of and sum(map(str.isupper, match[1])) == 2 + ("O'" in match[1]) and _is_somebodys(match)


_FORMS = tuple(
    Form(pattern, "name", "possible", _REASON, fits)
    for pattern, fits in (
        (_AFTER, _is_somebodys),
        (_OPENS, _is_somebodys),
        (_TASKED, lambda match: bool(_TASK_LINE.match(match.string)) and _is_somebodys(match)),
        (_AT_WORK, _is_somebodys),
        (_BRACKETED, _is_somebodys),
        (_ENDS, _ends_so),
        (_AT_TABLE, _is_somebodys),
        (_FREE, _is_free),
        (_ONE, lambda match: True),
    )
)


_IN_SMALL = Form(_SMALL, "name", "possible", _REASON, _is_somebodys)


def find_initials(text: str) -> list[Span]:
    """Find initials that the words around, or their place in the note, show to be somebody's."""
    spans = []
    forms = _FORMS if _HINT.search(text) or _TASK_HINT.search(text) else ()
    small = text[2:6] == " to " or any(sign in text for sign in _SMALL_SIGNS)
    for form in (*forms, _IN_SMALL) if small and _SMALL_HINT.search(text) else forms:
        for match in form.pattern.finditer(text):
            if form.fits(match):
                group = next(number for number, found in enumerate(match.groups(), start=1) if found)
                spans.append(Span(*match.span(group), form.kind, form.certainty, form.reason))
                spans += _list_more(text, match.end(group))
    return spans


def _list_more(text: str, end: int) -> list[Span]:
    """Further initials that follow some: "facilitated by AH & BK"."""
    spans = []
    while more := _MORE.match(text, end):
        if _is_somebodys(more):
            spans.append(Span(*more.span(1), "name", "possible", _REASON))
        end = more.end()
    return spans
