"""Says of an event's sheets what their columns were taken for, and what would change it."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Sequence

import pandas as pd
from pandera.typing.pandas import DataFrame

from pipeline.ingest.lines import HIDDEN, NO_HEADING, USES
from pipeline.ingest.structure.answers import NO_ANSWER
from pipeline.tables import Ledger
from pipeline.wording.counts import count_words

_USE = re.compile(
    rf"(?P<use>{'|'.join(map(re.escape, USES.values()))}); (?P<likely>\d+) % likely people's own words"
    r"(?:; of (?P<group>.+))?"
)
_ROOM, _MUCH_ROOM = 400, 1200  # characters of names of columns, and of those that hold notes, or might
_LONG = 50  # percent: columns that may well hold people's words
_READ = {USES[role] for role in ("note", "fact", "title", "heading", "question", "speaker", "table", "kind")}
# UTF-8 that was read as Windows' Western European: "cafÃ©", "itâ€™s".
_GARBLED = re.compile(r"Ã[\x80-\xbf\u00a0-\u00bf€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ]|â€|Â[\u00a0-\u00bf]|�|ï¿½")


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
        garbled = int(notes["text"].str.contains(_GARBLED).sum())
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
