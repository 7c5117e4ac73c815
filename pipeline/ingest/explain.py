"""Shows what each line of a document was taken for, and what to check, so that one look finds a slip."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Hashable, Mapping, Sequence
from html import escape
from typing import Any

import pandas as pd
from pandera.typing.pandas import DataFrame

from pipeline.ingest.event.said import NOT_TAKEN
from pipeline.ingest.lines import HIDDEN, NO_HEADING, USES, match_item
from pipeline.ingest.second_look import say_unlike_notes
from pipeline.ingest.structure.quotations import QUOTED
from pipeline.tables import CUT_NOTE, NO_ANSWER, PUT_IN, ROLES, SAID_BY_PEOPLE, Ledger, Notes, Questions
from pipeline.wording import count_words, list_words

_WORDS = 4  # of a line that may be a remark, wherever it stands
# What stands beside the text of a document, by how its reason begins; footnotes and page headers go without
# saying.
_BESIDE = (
    ("a comment", "comment", ""),
    ("a text box", "text box", "text boxes"),
    ("the speaker's notes", "line of a speaker's notes", "lines of a speaker's notes"),
    ("on a hidden slide", "line on hidden slides", "lines on hidden slides"),
    ("hidden in the document", "hidden line", ""),
    ("a form field", "filled-in form field", ""),
    ("a box that was ticked", "ticked box", "ticked boxes"),
    ("a drawing", "line in a drawing", "lines in a drawing"),
    ("a file inserted", "inserted file", ""),
    ("a file attached", "attached file", ""),
    ("stands at an angle", "line at an angle", "lines at an angle"),
    ("a picture", "picture", ""),
)

# For the terminal (rich's names) and the page: colour is never alone, each line names its role.
ROLE_STYLES = {
    "heading": "bold",
    "question": "bold cyan",
    "note": "green",
    "continuation": "green",
    "lead_in": "magenta",
    "context": "dim",
    "summary": "yellow",
    "boilerplate": "dim",
    "metadata": "dim",
    "blank": "dim",
}
_STYLE = """
:root { color-scheme: light dark; --edge: #8886; }
body { font: 1rem/1.5 system-ui, sans-serif; margin: 2rem auto; max-width: 72rem; padding: 0 1rem; }
table { border-collapse: collapse; width: 100%; }
th, td { text-align: start; vertical-align: top; padding: .15rem .6rem; }
tr { border-bottom: 1px solid var(--edge); }
td.text { white-space: pre-wrap; overflow-wrap: anywhere; }
tr.note td.text, tr.continuation td.text { border-inline-start: .3rem solid #2a7d4f; }
tr.question td.text { font-weight: 700; border-inline-start: .3rem solid #0b6e99; }
tr.lead_in td.text { border-inline-start: .3rem solid #8e44ad; }
tr.summary td.text { border-inline-start: .3rem solid #b7791f; }
tr.heading td.text { font-weight: 700; }
tr.context td, tr.boilerplate td, tr.metadata td { opacity: .75; }
"""


def count_roles(ledger: DataFrame[Ledger]) -> dict[str, int]:
    """Lines per role, in the order of the roles, without those that do not occur."""
    counts = ledger["role"].value_counts()
    return {role: int(counts[role]) for role in ROLES if role in counts.index}


# Letters of another alphabet read as Western European ones: "gêœl¹", "Àâòîáóñû".
_GARBLED = re.compile(r"(?<=[^\W\d_])[¿¡³¹²¼½¾¢¤¥¦¬¯±¶](?=[^\W\d_])|[À-ÖØ-öø-ÿ]{4,}")
_FEWEST_GARBLED = 2


def list_doubts(
    ledger: DataFrame[Ledger], questions: DataFrame[Questions], notes: DataFrame[Notes]
) -> list[str]:
    """Sentences on what may have been read wrongly; none where the document left no doubt."""
    doubts = []
    unnamed = int((notes["question"] == "").sum())
    if unnamed == len(notes):
        doubts.append(f"no questions found; all {unnamed} notes stand under one unnamed question")
    elif unnamed:
        doubts.append(f"{unnamed} of {len(notes)} notes stand under no question")
    silent = questions[(questions["notes"] == 0) & (questions["question"] != "")]
    if len(silent):
        doubts.append(f"no notes were found for {len(silent)} of {len(questions)} questions")
    for source, lines in ledger.groupby("source", sort=False):
        if lost := int(lines["text"].str.count("\ufffd").sum()):
            doubts.append(f"{source}: {count_words(lost, 'character')} could not be read")
        if sum(map(len, lines["text"].map(_GARBLED.findall))) >= _FEWEST_GARBLED:
            doubts.append(f"{source}: its letters were saved in an old way and look wrong; save it as UTF-8")
        if cut := int((lines["reason"].str.startswith(CUT_NOTE) & lines["role"].ne("context")).sum()):
            told = f"{count_words(cut, 'note')} longer than a note can be; what follows its beginning"
            doubts.append(
                f"{source}: {told} stands in the ledger only. Split it, or raise ingest.longest_note"
            )
        if beside := _say_beside(lines):
            doubts.append(f"{source}: not taken for notes: {beside}; the ledger names each")
        words = lines["text"].str.count(r"\S+") >= _WORDS
        read = int((lines["role"].isin(["note", "continuation", "lead_in"]) & words).sum())
        noted = lines["role"].eq("note")
        among = noted.cummax() & noted[::-1].cummax()  # from the first note to the last: a phrase may be one
        aside = lines["role"].isin(["context", "summary"]) & (words | among)
        aside &= ~lines["reason"].isin(SAID_BY_PEOPLE)  # what a person left out is no doubt
        left = lines[aside]
        if len(left):
            told = f"{source}: {len(left)} of {len(left) + read} lines of words were not taken for notes"
            quoted = int(left["reason"].eq(QUOTED).sum())
            if quoted > len(left) / 2:
                told += "; this looks like a finished report: only what it quotes was taken"
            doubts.append(told)
        for reason, rows in lines[lines["reason"].isin(NOT_TAKEN)].groupby("reason", sort=False):
            told = f"{source}: {count_words(len(rows), 'row')} could not be taken up"
            doubts.append(f"{told} ({list_words(rows['locator'])}): {reason}")
        if cut := _count_cut(lines):
            told = f"{count_words(cut, 'remark')} that people put in {'ends' if cut == 1 else 'end'} in the"
            doubts.append(f"{source}: {told} middle of a sentence: take the lines below for continuation")
        if close := _count_close(lines):
            told = (
                f"{count_words(close, 'remark')} right below another, without an empty line as between others"
            )
            doubts.append(f"{source}: {told}: they may go on from it")
        if unlike := say_unlike_notes(lines):
            doubts.append(f"{source}: {unlike}")
    return [*doubts, *list_sheet_doubts(ledger)]


def _count_cut(lines: pd.DataFrame) -> int:
    """Notes that people put in, and whose last sentence goes on in the line right below."""
    words, below = lines["text"].str.strip(" *_>\t"), lines["role"].shift(-1)
    goes_on = words.shift(-1).str.contains(r"^[a-z]", na=False) & below.eq("context")
    return int((lines["reason"].eq(PUT_IN) & words.str.contains(r"[\w,;–-]$") & goes_on).sum())


def _count_close(lines: pd.DataFrame) -> int:
    """Paragraphs taken for remarks of their own right below another, where others stand apart."""
    told = lines["role"].eq("note") & ~lines["text"].map(lambda text: match_item(text) is not None)
    above = lines["role"].shift(1)
    close = told & above.isin(["note", "continuation"]) & told.shift(1, fill_value=False)
    apart = told & above.eq("blank")
    return int(close.sum()) if close.sum() and apart.sum() >= close.sum() else 0


def _say_beside(lines: pd.DataFrame) -> str:
    """How much of each kind stands beside a document's text, or empty."""
    reasons = lines.loc[~lines["role"].eq("note"), "reason"]
    counts = ((int(reasons.str.startswith(begins).sum()), one, many) for begins, one, many in _BESIDE)
    return list_words(count_words(count, one, many) for count, one, many in counts if count)


def render_explanation(ledger: DataFrame[Ledger], notes: DataFrame[Notes], title: str, language: str) -> str:
    """A page with every line of an event's documents, its role, and the reason where it was not obvious."""
    known = {row["note_id"]: row for row in notes.to_dict("records")}
    body = []
    for source, lines in ledger.groupby("source", sort=False):
        rows = "\n".join(
            _render_row(row, known) for row in lines.to_dict("records") if row["role"] != "blank"
        )
        body.append(
            f"<h2>{escape(str(source))}</h2>\n<table><thead><tr><th scope='col'>Where</th>"
            "<th scope='col'>Taken for</th><th scope='col'>Line</th><th scope='col'>Why</th></tr></thead>\n"
            f"<tbody>\n{rows}\n</tbody></table>"
        )
    counts = ", ".join(f"{count} {role.replace('_', '-')}" for role, count in count_roles(ledger).items())
    heading = f"Every line: {escape(title)}"
    return (
        f"<!doctype html>\n<html lang='{escape(language)}'><head><meta charset='utf-8'>"
        "<meta name='viewport' content='width=device-width, initial-scale=1'>"
        "<meta http-equiv='Content-Security-Policy'"
        " content=\"default-src 'none'; style-src 'unsafe-inline'\">"
        f"<title>{heading}</title><style>{_STYLE}</style></head>\n<body><main>"
        f"<h1>{heading}</h1>\n<p>Lines: {counts}. Blank lines are left out below. This page holds people's"
        " original words, names included: it is not for circulation. To correct lines, write into"
        " ledger.xlsx, beside this page.</p>\n" + "\n".join(body) + "\n</main></body></html>\n"
    )


def say_why(row: Mapping[Hashable, Any], known: Mapping[Any, Mapping[Hashable, Any]]) -> str:
    """Why a line of the ledger was taken for what it was, and of a note where it stands; or empty.

    Args:
        known: The notes by their ids.
    """
    note = known.get(row["note_id"], {}) if row["role"] == "note" else {}
    told = [str(row["reason"])] if row["reason"] else []
    if note:
        table = f"table {note['table']}, " if note["table"] else ""
        told.append(f"{table}{note['kind']}; {note['question'] or 'no question'}")
    return "; ".join(told)


def _render_row(row: Mapping[Hashable, Any], known: Mapping[Any, Mapping[Hashable, Any]]) -> str:
    role, why = str(row["role"]), escape(say_why(row, known))
    return (
        f"<tr class='{role}'><td>{escape(str(row['locator']))}</td><td>{role.replace('_', '-')}</td>"
        f"<td class='text' dir='auto'>{escape(str(row['text']))}</td><td>{why}</td></tr>"
    )


_USE = re.compile(
    rf"(?P<use>{'|'.join(map(re.escape, USES.values()))}); (?P<likely>\d+) % likely people's own words"
    r"(?:; of (?P<group>.+))?"
)
_ROOM, _MUCH_ROOM = 400, 1200  # characters of names of columns, and of those that hold notes, or might
_LONG = 50  # percent: columns that may well hold people's words
_READ = {USES[role] for role in ("note", "fact", "title", "heading", "question", "speaker", "table", "kind")}
# UTF-8 that was read as Windows' Western European: "cafÃ©", "itâ€™s".
_GARBLED_UTF8 = re.compile(r"Ã[\x80-\xbf\u00a0-\u00bf€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ]|â€|Â[\u00a0-\u00bf]|�|ï¿½")


def list_sheet_doubts(ledger: DataFrame[Ledger]) -> list[str]:
    """Sentences on what the columns of each sheet were taken for, and what was left out."""
    doubts: list[str] = []
    for source, lines in ledger.groupby("source", sort=False):
        doubts += [f"{source}: {said}" for said in _say_columns(lines)]
        hidden = int((lines["reason"].str.startswith(HIDDEN) & lines["role"].eq("metadata")).sum())
        if hidden:
            told = f"{count_words(hidden, 'cell')} in hidden rows or sheets were not read;"
            doubts.append(f"{source}: {told} show them in the program that wrote the file to have them read")
        notes = lines[lines["role"] == "note"]
        if notes["reason"].str.contains(NO_HEADING, regex=False).any():
            doubts.append(
                f"{source}: no heading row; each column of words stands as a question of its own."
                " Write a row of headings above the answers to name them"
            )
        garbled = int(notes["text"].str.contains(_GARBLED_UTF8).sum())
        if garbled:
            doubts.append(
                f"{source}: {count_words(garbled, 'note')} with garbled letters;"
                " save it again as UTF-8 in the program that wrote it"
            )
    return doubts


def _say_columns(lines: pd.DataFrame) -> list[str]:
    headings = lines[lines["reason"].str.contains("% likely", regex=False)]
    uses: dict[str, list[str]] = {}
    unread: list[str] = []
    for text, reason in zip(headings["text"], headings["reason"], strict=True):
        if (found := _USE.match(reason)) is None:
            continue
        name = " ".join(text.split())
        name = f"{found['group']}: {name}" if found["group"] else name
        uses.setdefault(found["use"], []).append(name)
        if found["use"] not in _READ and int(found["likely"]) >= _LONG:
            unread.append(name)
    if not uses:
        return []
    words = uses.get(USES["note"], [])
    picked, facts = uses.get(USES["scale"], []), uses.get(USES["fact"], [])
    said = [
        f"people's own words in {_list_names(words, _MUCH_ROOM)}"
        if words
        else "no column with people's own words"
    ]
    said += [f"picked answers in {_list_names(picked)}"] if picked else []
    said += [f"facts about people in {_list_names(facts)}"] if facts else []
    empty = int(lines["reason"].eq(NO_ANSWER).sum())
    said += [f"{count_words(empty, 'cell')} without an answer"] if empty else []
    sentences = ["; ".join(said)]
    if unread:
        chosen = json.dumps(list(dict.fromkeys([*words, *unread])), ensure_ascii=False)
        sentences.append(
            f"long text in {_list_names(unread, _MUCH_ROOM)} was not read. To read it, write at the top of"
            f" event.toml: columns.note = {chosen}"
        )
    return sentences


def _list_names(names: Sequence[str], room: int = _ROOM) -> str:
    """Columns by their names, each name whole and once; as many as there is room for, and how many more."""
    counts = Counter(names)
    shown: list[str] = []
    for name, count in counts.items():
        if shown and sum(map(len, shown)) + len(name) > room:
            break
        shown.append(f"'{name}'" if count == 1 else f"'{name}' ({count} columns)")
    more = len(names) - sum(list(counts.values())[: len(shown)])
    rest = f" and {count_words(more, 'more column')} (the ledger names each)" if more else ""
    return f"{', '.join(shown)}{rest}"
