"""What the columns of notes say of all their notes: the question, the table, the kind, the votes."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from pipeline.ingest.sheets.cells import name_column
from pipeline.ingest.sheets.columns import asks_people, read_kind
from pipeline.ingest.sheets.header import Header
from pipeline.ingest.structure.column_names import role_by_name
from pipeline.ingest.structure.headings import split_table

_NO_TOPIC = re.compile(r"(?:open-?ended )?response", re.IGNORECASE)  # SurveyMonkey, below its question
_REPEAT = re.compile(r"[\s_.]*\(?\d{1,2}\)?$")


@dataclass(frozen=True)
class NoteColumn:
    """A column of notes, and what holds for all of them."""

    table: str = ""
    question: str = ""
    heading: str = ""
    kind: str = ""
    votes: int = 0  # the column with their votes, or 0
    against: int = 0  # likewise of the votes against


def announce(name: str) -> tuple[str, str]:
    """The table and the question that a label over notes gives ("Table 1 – What helps?")."""
    table, rest = split_table(name)
    if not table:
        return "", " ".join(name.split())
    return table, rest if "?" in rest or len(rest.split()) >= 3 else ""


def describe_notes(header: Header, roles: dict[int, str], is_survey: bool) -> dict[int, NoteColumn]:
    """What holds for the notes of each column that has some, by its name and by what stands above it."""
    notes = [column for column, role in roles.items() if role == "note"]
    counts, against = (
        [column for column, role in roles.items() if role == held] for held in ("votes", "votes_against")
    )
    form = is_survey or any(asks_people(header.names.get(column, "")) for column in notes)
    about = set(roles.values()) & {"question", "table", "speaker", "aside"}
    named = _join_repeats({column: header.names.get(column, "") for column in notes})
    described = {}
    for column in notes:
        name, group = named[column], header.groups.get(column, "")
        group_table, question = announce(group)
        table, topic = announce(name)
        known = role_by_name(name)
        if known and (group or len(notes) == 1) and (not is_survey or known == "title"):
            topic = ""  # "Comment" over comments says nothing of them
        asks = is_survey or asks_people(name) or len(notes) > 1 or (not known and not about)
        if group and _NO_TOPIC.fullmatch(topic):
            topic = ""
        if not question and asks and "question" not in about:
            question, topic = topic, ""
        kind = read_kind(name) or read_kind(group) or ("feedback" if form else "")
        if not header.names and len(notes) > 1:
            question = f"Column {name_column(column)}"
        described[column] = NoteColumn(
            table=table or group_table,
            question=question,
            heading=topic if group or "question" in about else "",
            kind=kind,
            votes=_votes_of(notes, counts, column),
            against=_votes_of(notes, against, column),
        )
    return described


def _votes_of(notes: list[int], counts: list[int], column: int) -> int:
    """The first column of votes between these notes and the next ones."""
    place = bisect_right(counts, column)
    after = bisect_right(notes, column)
    if place < len(counts) and (after == len(notes) or counts[place] < notes[after]):
        return counts[place]
    return counts[0] if counts and len(notes) == 1 else 0


def _join_repeats(names: Mapping[int, str]) -> dict[int, str]:
    """Names without the number that tells several answers to one question apart (Mentimeter)."""
    stems = {column: _REPEAT.sub("", name) for column, name in names.items()}
    shared = Counter(stem for stem in stems.values() if "?" in stem)
    return {column: stems[column] if shared[stems[column]] > 1 else name for column, name in names.items()}
