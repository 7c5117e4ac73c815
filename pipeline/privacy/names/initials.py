"""Initials, by what stands around: "per K.R.", "initials: AMcB", "AH - scribe", "J.M. said", "P. Okafor".

Most are found in the text as it stands, the others among its words, in turn with names.
"""

from __future__ import annotations

import re

from pipeline.privacy.names.around import person_after, person_before
from pipeline.privacy.names.forms import Found
from pipeline.privacy.names.lists import WORDS, load_vocabulary
from pipeline.privacy.names.voices import signs
from pipeline.privacy.names.words import Text
from pipeline.privacy.spans import Form, Span, after, before

BARE_INITIALS = "Initials stand where the words around speak of a person."
_INITIALS_ACT = "Initials are given as who is to do something."
_INITIAL = "An initial is followed by a capitalised word that is not an English word."
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
    Form("name", "possible", BARE_INITIALS, pattern, fits)
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


_IN_SMALL = Form("name", "possible", BARE_INITIALS, _SMALL, _is_somebodys)


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
            spans.append(Span(*more.span(1), "name", "possible", BARE_INITIALS))
        end = more.end()
    return spans


def bare_initials_until(text: Text, place: int) -> int | None:
    """The place after initials with full stops that stand for a person: "J.M. said", "D.R. was moved"."""
    second, after = text.at(place + 1), place + 2
    if second is None or not second.is_initial or second.gap != ".":
        return None
    end = second.end
    if text.written[end : end + 1] != ".":
        return None
    if (third := text.at(after)) and third.is_initial and third.gap == ".":
        after += 1
    if "".join(word.low for word in text.words[place:after]) in WORDS["abbreviations"]:
        return None
    said = text.words[after] if after < len(text.words) else None
    if said is None or said.gap.strip() not in (".", ".:", ".,"):
        return after if person_before(text, place) or _signs_alone(text, place, after) else None
    # The full stop belongs to the initials, not to the sentence.
    plain = said.low.replace("’", "'")
    spoken_of = not said.capital and (
        plain in WORDS["person_after"]
        or plain in WORDS["given_after"]
        or plain in WORDS["goes_on_as_one"]
        or (plain == "to" and text.starts_sentence(place))
    )
    return after if spoken_of or person_before(text, place) else None


def _signs_alone(text: Text, place: int, after: int) -> bool:
    """Whether initials end the text as people sign: after a dash, or behind "Notes:"."""
    if after < len(text.words) or place == 0:
        return False
    gap = text.words[place].gap.strip()
    penned = gap == ":" and text.words[place - 1].low in WORDS["pens"] | WORDS["roles"] | WORDS["asks_to_act"]
    return penned or gap[-1:] in ("-", "–", "—")


def act(text: Text, place: int) -> bool:
    """Whether two or three capitals are who is to do something: "Action: PH to ring"."""
    word = text.words[place]
    if not 1 < len(word.text) < 4 or not word.text.isupper() or word.low in WORDS["abbreviations"]:
        return False
    if place == 0 or text.words[place - 1].low not in WORDS["asks_to_act"] or text.known.is_word(word.low):
        return False
    follower = text.at(place + 1)
    to_do = text.has(place + 1, ("to", "will"))
    if word.joined:  # "Action PK to write to the council"
        return to_do and text.words[place - 1].low != "by"
    return word.gap.strip() == ":" and (to_do or follower is None or not follower.joined)


def speak(text: Text, place: int) -> bool:
    """Whether two capitals open a clause and say or feel something: "KD felt ignored, RJ agreed"."""
    word, verb = text.words[place], text.at(place + 1)
    if len(word.text) != 2 or not word.text.isupper() or text.shouted or verb is None or not verb.joined:
        return False
    if word.low in WORDS["abbreviations"] | WORDS["in_two_letters"]:
        return False
    opens = (
        text.starts_clause(place) or word.gap.strip() in (",", ";", "-", "–") or text.follows(place, ("and",))
    )
    return opens and verb.low in WORDS["said_in_minutes"]


def find_initialled(text: Text, place: int) -> Found | None:
    """An initial or two before a surname: "P. Okafor"."""
    after = text.skip(place + 1, lambda word: word.is_initial and word.gap.strip() in (".", ""))
    surname = text.at(after)
    second = text.at(place + 1)
    apart = second is not None and second.is_initial and second.joined and text.has(place + 2, ("to",))
    if apart and place == 0 and len(text.words) > 3 and not text.words[3].capital:
        return place, place + 2, "possible", _INITIALS_ACT  # "A K to find out"
    if initials := bare_initials_until(text, place):
        return place, initials, "possible", BARE_INITIALS
    if surname is None or not surname.title_case or text.follows(place, WORDS["counted"]):
        return None  # "…option B. Harrowby…": the full stop ends a sentence
    known = text.known
    named = text.is_given(surname) or surname.low in known.surname_words
    if named and after > place + 1 and surname.gap.strip() == ".":
        return place, after + 1, "possible", _INITIAL  # "C. Y. Lam", though a lam is a word as well
    listed = surname.joined and surname.low in known.surnames
    signed = signs(text, place, after + 1, sure=True)
    if listed and (place == 0 or signed or person_after(text, after + 1)):
        return place, after + 1, "possible", _INITIAL
    if text.is_ordinary(surname):
        return None
    fits = surname.gap.strip() == "." or (surname.joined and (signed or person_before(text, place)))
    return (place, after + 1, "possible", _INITIAL) if fits else None
