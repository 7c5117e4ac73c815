"""Whether what was taken for notes reads as notes do: a fitted model's second opinion beside the rules.

Each sign is a number: of the line itself, of all lines of the document (their mean), of the heading above
the line and of the document's title. `line_weights.toml` says what each of them counts for. What the rules
took a line for is none of them.
"""

from __future__ import annotations

import math
import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import pandas as pd

from pipeline.ingest.lines import match_item
from pipeline.tables import SAID_BY_PEOPLE

_LONGEST = 300  # characters of a line that are looked at
_FEW, _MANY = 4, 25  # words
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
_MARKS = " \t\u00a0*_#>`~|\\-–—•+="  # a format's marks before and behind the words
_SMALL_WORDS = frozenset(
    _WORD.findall(
        "the a an of to in on for with and but or not so that this there have has had do does did it is are"
        " was were be been at from by about as just if because when more very"
    )
)
# What the first word says.
_OPENINGS = {
    "asks": "what how why which who where when any",
    "own": "i i'm i've i'd my me we we're we've our us",
    "you": "you your you're",
    "others": "they people some several many most others everyone someone he she their participants"
    " residents",
    "article": "the a an this these that those there it it's",
    "lacks": "no not lack lots too more less better need needs don't never",
    "praises": "good great nice loved liked like love really very thanks thank enjoyed fun helpful useful",
    "tells to": "aim allow ask avoid be bring check choose click come complete contact create discuss do"
    " email ensure explain fill find follow get give go have help include introduce invite join keep learn"
    " let look make note open please post prepare present provide put read register remember review see"
    " send set share sign start stay submit support take talk tell think try use visit work write add"
    " update develop build",
}
_OPENS = {word: name for name, words in _OPENINGS.items() for word in words.split()}
_SIGNS = {
    "i": r"\b(?:I|I['’](?:m|ve|d|ll)|[Mm]y|me)\b",
    "we": r"\b(?:[Ww]e|[Oo]ur|us)\b",
    "you": r"\b[Yy]our?\b",
    "they": r"\b(?:[Tt]hey|[Tt]heir|them|[Hh]e|[Ss]he|his|her)\b",
    "modal": r"\b(?:should|could|would|might|must|need(?:s|ed)?|want(?:s|ed)?|wish|hope)\b",
    "will": r"\b(?:will|shall|to be|going to)\b",
    "past": r"\b(?:was|were|had|did|\w{3,}ed)\b",
    "present": r"\b(?:is|are|has|have|do|does|can)\b",
    "negative": r"\b(?:not?|\w+n['’]t|never|nothing|lack\w*|without|too|less|more|better|only|hard|difficult|"
    r"confus\w+|problem\w*|issue\w*)\b",
    "opinion": r"\b(?:like[ds]?|love[ds]?|great|good|nice|bad|feel|felt|think|thought|enjoy\w*|really|very|"
    r"much|lots?|helpful|useful|interesting|easy|happy|clear|fun|maybe|perhaps)\b",
    "reports": r"\b(?:said|asked|suggested|mentioned|raised|noted|commented|reported|agreed|told|discussed|"
    r"expressed|explained|stated)\b",
    "organisers": r"\b(?:[Mm]eeting|[Aa]genda|[Ee]vent|[Ww]orkshop|[Ss]ession|[Pp]articipants|[Aa]ttendees|"
    r"[Rr]egister\w*|[Cc]ontact|[Cc]ouncil\w*|[Cc]hair\w*|Cllr|[Rr]esolved|[Mm]inutes|[Cc]ommittee|[Cc]lerk|"
    r"[Pp]olicy|[Rr]eport|[Pp]roposed|[Ss]econded|[Tt]rust|[Ss]taff|[Tt]eam|[Pp]roject|[Pp]rogram(?:me)?)\b",
    "page": r"\b(?:[Tt]hank(?:s| you)|[Pp]lease|[Ww]elcome|e-?mail|[Cc]lick|available|[Dd]ownload|[Vv]isit|"
    r"website|[Pp]osted|[Pp]ublished|[Cc]opyright|[Ss]ubscribe|[Ll]og ?in|[Ss]hare)\b",
    "link": r"https?:|www\.|\]\(|@\w+\.\w|\.(?:org|com|net|gov|io|uk)\b",
    "time": r"\b\d{1,2}[:.]\d\d\b|\b\d{1,2} ?[ap]\.?m\b|\b\d+ ?min(?:ute)?s?\b",
    "date": r"\b(?:19|20)\d\d\b|\b(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\b|"
    r"\b(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b",
    "number": r"\d",
    "percent": r"\d\s?(?:%|per ?cent)",
    "code": r"`|\{|\}|\$\w|</|==",
    "quotes": r"[\"“”‘]",
    "opens quoted": r"^\W*[\"“‘']",
    "label": r"^[^:]{1,30}:\s+\S",
    "question mark": r"\?",
    "exclaims": r"!",
    "brackets": r"\(",
    "dash": r"\s[-–—]\s",
    "votes": r"\+\s?1\b|\(x\d\)|\bx ?\d\b|👍|\+\s*$",
    "name": r"^[A-Z][\w'’.-]+(?: [A-Z][\w'’.-]+){1,2}\b(?=\s*(?:[:(,–—-]|$))",
    "task": r"\b(?:[Tt]o-?do|TODO|[Aa]ctions?|[Oo]wner|[Dd]eadline|[Aa]ssign\w*|due|[Ff]ollow[- ]?up|"
    r"[Nn]ext steps?)\b",
    "reasons": r"\b(?:because|so that|but|if|when|although|though|however)\b",
    "breaks off": r"…|\.\.\.",
    "capitals": r"\b[A-Z]{2,5}\b",
    "sentences": r"[.!?] +\S",
}
_HEADED = {
    "speaks": r"\b(?:notes?|discuss\w+|feedback|comments?|said|told us|views|ideas?|concerns?|suggest\w+|"
    r"responses|answers|opinions?|thoughts?|remarks?|heard|voices|quotes?|reactions?)\b",
    "judges": r"\b(?:well|improve\w*|better|wrong|plus(?:es)?|deltas?|lessons|learn(?:ed|t)|challenges?|"
    r"barriers|opportunit\w+|issues|retro\w*|(?:dis)?like[ds]?|wishes|hopes|fears|strengths|weaknesses|start|"
    r"stop|continue|keep|pros|cons|good|bad|mad|sad|glad|positives?|negatives?|problems?|difficult\w*|needs?)\b",
    "question mark": r"\?",
    "opens asking": r"^\W*(?:\d+\W+)?(?:q\d*\W+)?(?:what|how|why|which|who|where|when|any)\b",
    "questions": r"\bquestions?\b|\bq ?& ?a\b|\bfaq\b",
    "public": r"\b(?:public|open forum|residents?|parishioners?|audience)\b",
    "around": r"\b(?:agenda|background|about|introduction|next steps?|actions?|attend\w+|present|apologies|"
    r"contact|contents|links?|resources?|references?|schedule|program(?:me)?|overview|purpose|aims?|"
    r"objectives?|goals?|method\w*|participants|minutes|news|updates?|announcements?|welcome|archives|share|"
    r"related|format|instructions?|rules|setup|requirements?|recommendations?|thanks|acknowledg\w+|tasks?|"
    r"plan\w*|decisions?|outcomes?|results?)\b",
    "summary": r"\b(?:summary|key|findings|themes?|takeaways?|main points|highlights|conclusions?)\b",
    "table": r"\b(?:table|group|breakout|room|session|station|team)\b",
    "board": r"\b(?:post[- ]?its?|sticky|stickies|board|padlet|slido|chat|flip ?chart)\b",
    "we": r"\b(?:we|our|us)\b",
    "you": r"\byour?\b",
    "dated": r"\b(?:19|20)\d\d\b",
    "person": r"\b(?:participant|interview\w*|respondent|user|visitor|person|student|parent|patient|attendee|"
    r"people)\b",
    "event": r"\b(?:workshop|unconference|meetup|round ?table|forum|event|camp|open space|town hall)\b",
    "survey": r"\b(?:review|debrief|survey|evaluation|consultation|questionnaire|testimonials|you said)\b",
    "council": r"\b(?:council|committee|parish|board|agm|annual)\b",
    "guide": r"\b(?:guide|how to|policy|protocol|template|tutorial|lesson|notice|invitation|form)\b",
}
_SEEN = {name: re.compile(pattern) for name, pattern in _SIGNS.items()}
_HEADS = {name: re.compile(pattern, re.IGNORECASE) for name, pattern in _HEADED.items()}
_ENDS = {".": "stop", ":": "colon", "?": "asking"}


@dataclass(frozen=True)
class SeenLine:
    """One line of words."""

    text: str  # without the mark of its bullet
    item: bool
    heading: str  # the heading it stands under, or empty


def weigh_lines(lines: Sequence[SeenLine], title: str) -> list[float]:
    """For each line the probability that it is somebody's remark, 0 to 1.

    Args:
        lines: Lines of words of one document, all of them or an even sample.
        title: The document's first words.
    """
    weights = read_weights()
    totals = (
        weights["always"] + sum(weights.get(name, 0.0) * value for name, value in signs.items() if value)
        for signs in gather_evidence(lines, title)
    )
    return [1 / (1 + math.exp(-max(-30.0, min(30.0, total)))) for total in totals]


def gather_evidence(lines: Sequence[SeenLine], title: str) -> list[dict[str, float]]:
    """All evidence on each line, by name."""
    own = [_see_line(line) for line in lines]
    whole = _see_document(own, title)
    headings = {words: _see_heading(words, "heading") for words in {line.heading for line in lines}}
    return [{**signs, **headings[line.heading], **whole} for line, signs in zip(lines, own, strict=True)]


@lru_cache(maxsize=1)
def read_weights() -> dict[str, float]:
    """What each sign counts for."""
    return tomllib.loads(Path(__file__).with_name("line_weights.toml").read_text(encoding="utf-8"))


def _see_line(line: SeenLine) -> dict[str, float]:
    text = line.text[:_LONGEST].strip(_MARKS)
    words = _WORD.findall(text)
    count = max(len(words), 1)
    folded = [word.casefold().replace("’", "'") for word in words]
    opening = _OPENS.get(folded[0], "") if folded else ""
    end = _ENDS.get(text.rstrip("\"'”’)* ")[-1:], "open")
    return {
        **{name: float(sign.search(text) is not None) for name, sign in _SEEN.items()},
        **{f"opens: {name}": float(name == opening) for name in _OPENINGS},
        **{f"ends: {name}": float(name == end) for name in (*_ENDS.values(), "open")},
        "words": math.log1p(len(words)),
        "few words": float(len(words) <= _FEW),
        "many words": float(len(words) > _MANY),
        "small words": sum(word in _SMALL_WORDS for word in folded) / count,
        "begins small": float(text[:1].islower()),
        "great letters": sum(word[0].isupper() for word in words[1:]) / count,
        "bullet": float(line.item),
    }


def _see_heading(words: str, where: str) -> dict[str, float]:
    shown = words[:_LONGEST]
    return {
        **{f"{where}: {name}": float(sign.search(shown) is not None) for name, sign in _HEADS.items()},
        f"{where}: none": float(not shown),
        f"{where}: words": math.log1p(len(shown.split())),
    }


def _see_document(lines: Sequence[Mapping[str, float]], title: str) -> dict[str, float]:
    names = lines[0] if lines else ()
    means = {f"document: {name}": sum(one[name] for one in lines) / len(lines) for name in names}
    return {**means, **_see_heading(title, "title"), "document: lines": math.log1p(len(lines))}


_SAMPLE = 40  # lines of a document that are looked at, evenly spread
_FEWEST = 3  # notes among them: fewer say nothing of a document
# Mean probability of the lines taken. Chosen with each repository left out (tests/benchmarks/README.md).
UNLIKE_NOTES = 0.38
_CELL = r"\b(?:cell|sheet|column|row) "  # a table is judged by its columns
_NOBODYS = ("blank", "continuation", "boilerplate", "metadata")


def say_unlike_notes(lines: pd.DataFrame) -> str:
    """A sentence where what was taken for notes is likely none, else empty."""
    likely = weigh_taken(lines)
    if likely is None or likely >= UNLIKE_NOTES:
        return ""
    return (
        "what was taken for notes reads little like people's remarks: it may be the organisers' own words, or"
        " cut at the wrong places"
    )


def weigh_taken(lines: pd.DataFrame) -> float | None:
    """The mean probability that lines taken for notes are remarks; None where too few were looked at."""
    noted = lines["role"].eq("note") & ~lines["reason"].isin(SAID_BY_PEOPLE)
    if int(noted.sum()) < _FEWEST or lines["locator"].str.contains(_CELL).any():
        return None
    places, seen, title = list_seen(lines)
    step = max(1.0, len(seen) / _SAMPLE)
    chosen = [int(number * step) for number in range(min(len(seen), _SAMPLE))]
    likely = weigh_lines([seen[one] for one in chosen], title)
    taken = noted.tolist()
    judged = [share for one, share in zip(chosen, likely, strict=True) if taken[places[one]]]
    return sum(judged) / len(judged) if len(judged) >= _FEWEST else None


def list_seen(lines: pd.DataFrame) -> tuple[list[int], list[SeenLine], str]:
    """A document's lines of words with their places in the ledger, and its first words."""
    places, seen, title, heading = [], [], "", ""
    columns = (lines[name].tolist() for name in ("text", "role", "form"))
    for place, (text, role, form) in enumerate(zip(*columns, strict=True)):
        words = text.strip("#*_ ")
        if not title and form not in ("blank", "metadata"):
            title = words
        if role in ("heading", "question"):
            heading = words
        elif form in ("item", "text") and role not in _NOBODYS and words:
            item = match_item(text)
            places.append(place)
            seen.append(SeenLine(item[1] if item is not None else words, form == "item", heading))
    return places, seen, title
