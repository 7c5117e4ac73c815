"""What a column holds by its name: the names that forms, whiteboards, voting tools and people give.

In British and American usage (Microsoft and Google Forms, Miro, Mural, Padlet, Mentimeter, Slido, Polis).
A name is only believed when the content agrees: a column "Views" of numbers holds no notes.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping

from pipeline.ingest.structure.headings import ASKS, split_table

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
# What organisers add to what people said.
_OURS = re.compile(
    r"\b(?:actions?|our (?:reply|response|answer|code|theme)s?|ours|cod(?:e|es|ed|ing)|tags?|next steps?|"
    r"owners?|leads?|officers?|we did|what we (?:did|will do|are doing)|assigned|responsible|due)\b",
    re.IGNORECASE,
)
_NUMBER = re.compile(r"\W*\d[\d.,]*\W*")
_ITEMS = re.compile(r"(?:agenda )?items?|agenda|(?:discussion )?(?:questions?|topics?)")
# Sticky notes and cards, by their colour; comments beside them are whoever typed them up.
_COLOURS = re.compile(
    r"(?:green|red|yellow|pink|blue|orange|purple|white|amber)"
    r"(?: (?:cards?|(?:sticky )?notes?|stick(?:y|ies)|post[- ]?its?|dots?))?"
)
_REPLIES = re.compile(r"(?:response|reply|replie|answer)s?(?: given)?")
LONGEST_LABEL = 8  # words in a cell that names its row
_FEWEST_NOTED = 3  # words
_NOTES_ON = re.compile(r"\b(?:notes?|observations?|comments?|feedback|remarks|quotes?)\b", re.IGNORECASE)
_PICKED = re.compile(r"^\W*(?:answer|response) (?:choice|option)s?\W*$", re.IGNORECASE)
_FEWEST_TOLD = 3  # words in what somebody put to the vote, and rows of it


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
    if _ASIDE.search(folded):
        return "aside"
    return next((role for role, pattern in _ROLE_OF_NAME.items() if pattern.fullmatch(folded)), "")


def name_roles(
    words: Mapping[tuple[int, int], str], names: Mapping[int, str], asks_in_rows: bool
) -> dict[int, str]:
    """What each column holds by its name; nothing for a table whose first row names no columns."""
    labels = [column for column, name in names.items() if split_table(name)[0] and not split_table(name)[1]]
    if len(names) < 2 or max(row for row, _ in words) < 2 or any("?" in name for name in names.values()):
        return {}
    if any(len(name.split()) > LABEL_WORDS for name in names.values()):
        return {}
    if len(labels) >= 2 and asks_in_rows:
        return {}
    if len(labels) >= 2:
        others = [column for column in names if column not in labels]
        if others not in ([], [min(names)]):
            return {}
        return {column: "seat" if column in labels else "question" for column in names}
    roles: dict[int, str] = {}
    for column, name in names.items():
        cells = [text for (row, at), text in words.items() if row > 1 and at == column and text]
        role = "aside" if is_ours(name) else _find_role(name)
        numbers = bool(cells) and all(_NUMBER.fullmatch(cell) for cell in cells)
        if role == "note" and numbers:
            role = "aside"
        elif role in ("votes", "votes_against") and cells and not numbers:
            role = "note"  # "Likes" and "Dislikes", with words below them
        elif not role and numbers:
            role = "number"
        roles[column] = role
    coloured = [column for column, name in names.items() if _COLOURS.fullmatch(fold_name(name))]
    roles |= dict.fromkeys(coloured, "note")
    replies = [
        column
        for column, role in roles.items()
        if role == "note"
        and column not in coloured
        and (coloured or _REPLIES.fullmatch(fold_name(names[column])))
    ]
    if 0 < len(replies) < sum(role == "note" for role in roles.values()):
        roles |= dict.fromkeys(replies, "aside")  # to the comments beside them
    if "note" not in roles.values() and "votes" in roles.values():
        counted = [column for column, role in roles.items() if role in ("", "question", "title", "heading")]
        if len(counted) == 1 and _are_remarks(words, counted[0]):
            roles[counted[0]] = "note"  # whatever it was that people could vote for
    if "note" not in roles.values() or sum(bool(role) for role in roles.values()) < 2:
        return {}
    return roles


def _are_remarks(words: Mapping[tuple[int, int], str], column: int) -> bool:
    """Whether a column holds a remark in every row, not the same few answers of a poll."""
    cells = [text for (row, at), text in words.items() if row > 1 and at == column and text]
    told = sum(len(cell.split()) >= _FEWEST_TOLD for cell in cells)
    return len(cells) >= _FEWEST_TOLD and len(set(cells)) == len(cells) and 2 * told >= len(cells)


def _find_role(name: str) -> str:
    folded = fold_name(name)
    if _ITEMS.fullmatch(folded):
        return "question"
    return role_by_name(name)


def holds_picked(words: Mapping[tuple[int, int], str]) -> bool:
    """Whether a survey's program made a table of answers to pick, with how many did: nobody's words."""
    counts = [text for (row, column), text in words.items() if row > 1 and column > 1]
    named = _PICKED.match(words.get((1, 1), "")) is not None
    return named and bool(counts) and not any(any(map(str.isalpha, text)) for text in counts)


def asks_by_words(words: Mapping[tuple[int, int], str]) -> bool:
    """Whether all labels at the side, below an empty corner, begin as questions do ("How it felt")."""
    labels = [text for (row, column), text in words.items() if column == 1 < row]
    short = all(ASKS.match(text) and len(text.split()) <= LONGEST_LABEL for text in labels)
    return len(labels) > 1 and short and not words.get((1, 1))


def is_noted(label: str, words: str) -> bool:
    """Whether something was noted beside a label of a form, and not a fact filled in."""
    number = len(words.split())
    return number > LONGEST_LABEL or (number >= _FEWEST_NOTED and _NOTES_ON.search(label) is not None)
