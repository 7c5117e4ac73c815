"""What a column holds by its name: the names that forms, whiteboards, voting tools and people give.

In British and American usage (Microsoft and Google Forms, Miro, Mural, Padlet, Mentimeter, Slido, Polis).
A name is only believed when the content agrees: a column "Views" of numbers holds no notes.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

LABEL_WORDS = 6  # words in a column's name that is still a label and not a question
_PEOPLE = (
    r"(?:you|they|people|residents|participants|parents|families|pupils|students|patients|carers|members|"
    r"visitors|staff|customers|tenants|users|young people|everyone|it)"
)
_NAMES = {
    "votes": r"(?:(?:number|no|nr|total|sum|count) (?:of )?)?(?:(?:up ?|dot )?votes?|likes?|agree[sd]?|"
    r"thumbs ?up|stars?|dots?|hearts?|ticks?|plus ones?|\+1s?|\+ 1|supporters?|reactions?|tally|"
    r"tallies|count|"
    r"frequency|score|times (?:said|mentioned)|mentions|how many)(?: (?:count|total|received))?",
    "votes_against": r"(?:(?:number|no|nr|total|sum|count) (?:of )?)?(?:dis ?agree[sd]?|down ?votes?|"
    r"dis ?likes?|"
    r"thumbs ?down|votes? (?:against|down)|against|minus(?:es)?|objections?)(?: (?:count|total|received))?",
    "verdict": r"moderated|moderation(?: status)?|status|approval",
    "question": r"(?:the |your )?(?:(?:question|prompt)s?(?: (?:asked|text|title|name))?|topics?|"
    r"sections?|columns?|"
    r"frames?|lists?(?: name)?|column name|activity|discussion (?:question|topic)|agenda item)",
    "table": r"(?:(?:discussion |your )?(?:table|group|room|team|station|workshop|circle|session|"
    r"pod|huddle|stall|corner)|"
    r"break ?out(?: (?:group|room))?)(?: (?:name|number|no|nr))?",
    "kind": r"(?:(?:note|card|item|entry|comment|response) )?(?:kind|type|format|source)|(?:note |"
    r"sticky )?colou?r",
    "speaker": r"(?:(?:full|display|user|your|participant|author|speaker|respondent|"
    r"first and last) )?names?|"
    r"(?:(?:created|posted|written|added|said|submitted) )?by|authors?|speakers?|participants?|users?|"
    r"usernames?|"
    r"who(?: said it)?|respondents?|contributors?|persons?|nicknames?|attendees?",
    "heading": r"(?:sub ?)?headings?|categor(?:y|ies)|themes?|sub ?topics?|sub ?sections?|clusters?",
    "title": r"subjects?|titles?|card (?:name|title)",
    "note": r"(?:(?:your|my|our|the|participants?|any|other|further|additional|open|free|facilitator|"
    r"post it|sticky|"
    r"card|question|survey|written|table|group|discussion) )*(?:notes?|comments?|post its?|postits?|"
    r"stick(?:y|ies)|"
    r"text|content|cards?|responses?|answers?|ideas?|feedback|statements?|suggestions?|remarks?|"
    r"opinions?|views?|"
    r"thoughts?|messages?|entr(?:y|ies)|contributions?|quotes?|points?|details?|description|"
    r"submissions?|points? raised|(?:what was )?(?:said|discussed)|discussions?|minutes|"
    rf"(?:what )?(?:the )?{_PEOPLE} (?:said|say|told us|asked(?: for)?|think|thought|raised)|what we heard|"
    r"repl(?:y|ies)|verbatim|posts?|issues?|concerns?|body|what (?:was|people|they) said)"
    r"(?: (?:text|body|content|made|given|here|received|submitted|raised))?",
}  # fmt: skip
_ROLE_OF_NAME = {role: re.compile(pattern) for role, pattern in _NAMES.items()}
# The columns of a board on which people put notes: of a retrospective, a SWOT, a plus and delta.
_NOT = r"(?:(?:did|does|do|has|is|are|was|were|could)(?: not|n t)|not)"
_BOARD = re.compile(
    r"mad|sad|glad|liked|learn(?:ed|t)|lacked|longed for|start(?:ing)?|stop(?:ping)?|continu(?:e|ing)|"
    r"keep|drop|add|more(?: of)?|less(?: of)?|plus(?:es)?|deltas?|minus(?:es)?|strengths?|weakness(?:es)?|"
    r"opportunit(?:y|ies)|threats?|roses?|thorns?|buds?|(?:dis)?likes?|wish(?:es)?|i (?:like|wish|wonder)|"
    r"hopes?|fears?|pros|cons|positives?|negatives?|good|bad|better|worse|best|worst|happy|unhappy|puzzled|"
    r"praise|enablers?|barriers?|challenges?|solutions?|problems?|concerns?|ideas?|worries|"
    r"(?:keep|start|stop|continue) doing|improve(?:ments?)?|needs? (?:work|improvement)|"
    rf"(?:what |things )?(?:that )?(?:we )?(?:{_NOT} |has |is |are )?(?:went|gone|going|go|works?|worked|"
    r"working|did|do|done)(?: not)?(?: so| very| really)?(?: well| badly| wrong| better)?|"
    rf"(?:what |things )?(?:we )?(?:{_NOT}|was|is)(?: so| very)? (?:well|good|great|bad|work)|"
    r"(?:what |things )?(?:we )?(?:could|can|should|to)(?: have)?(?: be| been| gone)? "
    r"(?:improved?|better|change|done better)"
)
# Words that make a column one about the note or the person, whatever else its name says.
_ASIDE = re.compile(
    r"\b(?:ids?|uuid|guid|date|dates|datetime|time|timestamp|created|updated|modified|completed|"
    r"started|url|link|"
    r"href|ip|e ?mail|phone|mobile|post ?code|zip|gender|sex|age|ethnicity|organi[sz]ation|employer|"
    r"job|role|"
    r"first name|last name|surname|forename|pass(?:es|ed)?|"
    r"width|height|tags?|language|"
    r"device|browser|consent|row|order|index|rank|duration|latitude|longitude|x|y)\b"
)  # fmt: skip
# Who led a table or wrote for it, and said none of it.
_LED = re.compile(
    r"(?:(?:lead|table|group|name of|your) )*(?:facilitators?|scribes?|note ?takers?|interviewers?|"
    r"moderators?|recorders?|hosts?)(?: (?:names?|initials))?"
)
# What organisers add to what people said.
_OURS = re.compile(
    r"\b(?:actions?|our (?:reply|response|answer|code|theme)s?|ours|cod(?:e|es|ed|ing)|tags?|next steps?|"
    r"owners?|leads?|officers?|we did|what we (?:did|will do|are doing)|assigned|responsible|due)\b",
    re.IGNORECASE,
)


def is_ours(name: str) -> bool:
    """Whether a column's name says that organisers filled it: actions, codes, their replies."""
    return "?" not in name and len(name.split()) <= LABEL_WORDS and bool(_OURS.search(name))


def names_board(names: Iterable[str]) -> bool:
    """Whether columns are those of a board: each says of what sort its notes are ("Mad", "Sad", "Glad")."""
    folded = [fold_name(name.replace("’", "'")) for name in names]
    return len(folded) >= 2 and all(map(_BOARD.fullmatch, folded))


def fold_name(name: str) -> str:
    """A column's name without case, punctuation and spacing, so that spellings can be compared."""
    plain = unicodedata.normalize("NFKC", name[:300]).casefold()
    return " ".join(re.sub(r"[^\w+?]|_", " ", plain).split())


def role_by_name(name: str) -> str:
    """What a column holds by its name: note, question, votes, ..., aside (about the note), or empty."""
    folded = fold_name(name)
    if not folded or "?" in folded or len(folded.split()) > LABEL_WORDS:
        return ""
    for role in ("votes", "votes_against", "speaker"):  # "Created by" is a person, "Created" a date
        if _ROLE_OF_NAME[role].fullmatch(folded):
            return role
    if _ASIDE.search(folded) or _LED.fullmatch(folded):
        return "aside"
    return next((role for role, pattern in _ROLE_OF_NAME.items() if pattern.fullmatch(folded)), "")
