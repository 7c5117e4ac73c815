"""Decides what each column of a sheet holds, and what the columns of notes say of every note."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field, replace

from pipeline.ingest.sheets.cells import (
    FEW,
    Content,
    Row,
    Sheet,
    asks_people,
    is_scale,
    is_table_label,
    measure_column,
    read_kind,
)
from pipeline.ingest.sheets.evidence import (
    asks_for_fact,
    count_columns,
    fold_cell,
    invites_words,
    labels_fact,
    names_person,
    pool_sisters,
    tells_to_pick,
    weigh_column,
)
from pipeline.ingest.sheets.header import Header, NoteColumn, announce, describe_notes, find_header
from pipeline.ingest.sheets.survey import NO_SURVEY, Survey, find_survey, holds_remarks
from pipeline.ingest.structure.column_names import fold_name, is_ours, names_board, role_by_name

_ONCE = ("table", "kind", "speaker", "heading", "title", "verdict")
# Columns that sheets with one note in a row have beside it, and whiteboards have not.
_ABOUT = {"question", "table", "speaker", "aside", "kind", "heading", "scale"}
# What a table of topics and the notes below them never has: there "Education" is a topic, and no fact.
_OF_FORMS = {"scale", "number", "answer", "aside", "fact", "note"}
_WRITTEN = ("", "note", "answer")  # roles of columns in which people may have written
_COUNTS = ("votes", "votes_against")
_NO_WORDS, _PICKED, _SURE, _UNINVITED = 0.1, 0.15, 0.7, 0.02  # probabilities that outweigh a column's name
_ASKING = re.compile(r"(?:what|how|why|which|who|where|when)\b", re.IGNORECASE)
_RESPONSE = re.compile(r"\W*responses?\W*", re.IGNORECASE)
_LONGEST_NAME = 5  # words in a name, on average
_PLAIN_NAMES = {"notes", "sheet", "data", "export", "responses", "comments", "results", "answers", "raw data"}


@dataclass(frozen=True)
class Around:
    """What holds for the notes of a sheet where their row and column do not say otherwise."""

    table: str = ""
    question: str = ""
    kind: str = ""


@dataclass(frozen=True)
class Layout:
    """What each column of a sheet holds."""

    header: Header
    notes: dict[int, NoteColumn] = field(default_factory=dict)
    # What every other column holds: question, table, kind, votes, votes_against, speaker, heading,
    # title, verdict, scale, or aside
    roles: dict[int, str] = field(default_factory=dict)
    survey: Survey = NO_SURVEY  # of the columns that are scales, those whose answers are known
    # The probability of each column that it holds people's own words
    likely: dict[int, float] = field(default_factory=dict)

    def column_of(self, role: str) -> int:
        """The column that holds something, or 0."""
        return _first(self.roles, role)


def find_layout(sheet: Sheet, rows: list[Row], named: Sequence[tuple[str, str]]) -> Layout:
    """Find the header and what each column holds.

    Args:
        named: What columns hold, with their names, where event.toml says so: these names win.
    """
    header = _with_named(find_header(rows, sheet.merged), rows, named)
    texts: dict[int, list[str]] = defaultdict(list)
    for row in rows[header.last + 1 :]:
        for cell in row.cells:
            if not cell.aside:
                texts[cell.column].append(cell.text)
    elsewhere = count_columns(texts)
    judged = pool_sisters({column: header.say(column) for column in header.names}, texts)
    contents = {
        column: replace(
            measure_column(judged.get(column, [])),
            likely=weigh_column(header.say(column), judged.get(column, []), elsewhere),
        )
        for column in sorted({*texts, *header.names})
    }
    for column in header.names:
        cells = texts.get(column, [])
        heading = fold_cell(header.say(column))
        if len(set(cells)) == 1 and heading.endswith(fold_cell(cells[0])):
            contents[column] = replace(contents[column], likely=0.0)  # an option that was ticked
    chosen = _chosen_columns(header, named)
    roles = {
        column: chosen.get(column) or _role_of(header, column, content)
        for column, content in contents.items()
    }
    # Columns that nobody sees: where others hold notes these hold none, unless event.toml says so.
    hidden = {cell.column for row in rows[header.last + 1 :] for cell in row.cells if cell.remark}
    if any(role in _WRITTEN[1:] for column, role in roles.items() if column not in hidden):
        for column in hidden - set(chosen):
            roles[column] = "aside" if roles.get(column, "") in _WRITTEN else roles[column]
    if set(roles.values()) & _OF_FORMS:
        for column, role in roles.items():
            if not role and labels_fact(header.names.get(column, "")):
                roles[column] = "fact" if contents[column].words <= _LONGEST_NAME else role
    if "question" in roles.values() and "note" not in roles.values():
        for column, content in contents.items():
            counted = roles[column] == "number" and content.prose
            if counted and role_by_name(header.names.get(column, "")) == "note":
                roles[column] = "note"  # an answer in a row, on a scale or in words
    survey = find_survey(header.names, {**roles, **dict.fromkeys(chosen, "aside")}, texts)
    roles.update(dict.fromkeys(survey.scales, "scale"))
    forced = {column for column, role in chosen.items() if role == "note"}
    _settle_notes(header, contents, roles, forced)
    if survey.scales and not forced:
        _settle_remarks(header, contents, roles)
    _settle_rest(header, contents, roles, set(chosen))
    return Layout(
        header,
        describe_notes(header, roles, is_survey=bool(survey.scales)),
        {column: role for column, role in roles.items() if role != "note"},
        survey,
        {column: content.likely for column, content in contents.items()},
    )


def _is_plain_name(name: str) -> bool:
    """Whether a sheet's name says nothing of its notes ("Sheet1", "Form responses 1")."""
    words = "".join(" " if character.isdigit() else character for character in name.casefold())
    plain = " ".join(words.replace("_", " ").split()).removeprefix("form ")
    return plain in _PLAIN_NAMES or len(plain) < 3 or plain in ("tabelle", "feuille", "hoja", "blatt")


def read_name(name: str, several: bool) -> Around:
    """What the name of a sheet says of its notes."""
    label = " ".join(name.split())
    table, question = announce(label)
    asks = "?" in question or bool(_ASKING.match(question)) or bool(table)
    kind = read_kind(label)
    if _is_plain_name(label) or not (asks or (several and not kind)):
        question = ""
    return Around(table, question, kind)


def _with_named(header: Header, rows: list[Row], named: Sequence[tuple[str, str]]) -> Header:
    """The row that holds a name from event.toml is the header, whatever it looks like."""
    wanted = {fold_name(name) for _, name in named}
    if not wanted or wanted & {fold_name(name) for name in header.names.values()}:
        return header
    for place, row in enumerate(rows[:25]):
        if wanted & {fold_name(cell.text) for cell in row.cells}:
            return Header(place, place, {cell.column: cell.text for cell in row.cells}, {})
    return header


def _chosen_columns(header: Header, named: Sequence[tuple[str, str]]) -> dict[int, str]:
    folded = {column: fold_name(name) for column, name in reversed(header.names.items())}
    columns = {name: column for column, name in folded.items()}
    return {columns[fold_name(name)]: role for role, name in named if fold_name(name) in columns}


def _role_of(header: Header, column: int, content: Content) -> str:
    """What a column holds by itself: its name, where its content bears it out; else empty."""
    name = header.names.get(column, "")
    role = role_by_name(name)
    if _RESPONSE.fullmatch(name) and asks_people(header.groups.get(column, "")):
        role = ""  # SurveyMonkey, below a question: picked or written
    if role in ("note", "") and is_ours(name):
        role = "aside"
    if content.filled == 0:
        return role if role not in ("note", "") else "aside"
    if content.prose < 0.5:
        if asks_people(name) and not role:
            return "scale"
        return role if role in (*_COUNTS, "table", "verdict", "kind", "speaker", "aside") else "number"
    if role in _COUNTS:
        return ""  # words below "Likes": what people like
    if is_table_label(name):
        return "note"
    if content.tables > 0.8:
        return "table"
    beside = role in ("aside", "speaker", "table", "kind", "verdict")
    if beside and content.is_free_text and not is_ours(name):
        role = ""  # "Time": a topic with remarks below it, not a timestamp
    if not role and (asks_for_fact(name) or (names_person(name) and content.words <= _LONGEST_NAME)):
        return "fact"
    if not role and invites_words(name) and content.on_scale <= 0.8 and content.likely >= _UNINVITED:
        return "answer"
    if not role and asks_people(header.say(column)):
        doubtful = tells_to_pick(header.say(column)) and content.likely < _SURE
        return "answer" if content.is_written and not doubtful else "scale"
    if role == "note" and content.filled >= FEW and content.likely < _NO_WORDS:
        return "scale"  # "View": yes or no
    return role


def _settle_notes(
    header: Header, contents: dict[int, Content], roles: dict[int, str], forced: set[int]
) -> None:
    """Decide which columns hold notes; each of the others keeps its role or gets one later."""
    if forced:
        _replace(roles, {"answer": "aside", "note": "aside"}, spare=forced)
        return
    held = set(roles.values())
    if "answer" in held:
        # A form: besides the questions it may have a box for "Any other comments".
        _replace(roles, {"answer": "note"})
        for column, role in roles.items():
            name = header.names.get(column, "")
            if role == "" and contents[column].is_written and name and not is_ours(name):
                roles[column] = "note"  # "Tell us more"
        return
    loose = [column for column, role in roles.items() if role == "" and contents[column].prose >= 0.5]
    if "note" in held:
        _settle_neighbours(header, contents, roles, loose)
        _settle_question(contents, roles, loose)
        return
    for role in ("title", "question", "heading"):
        column = _first(roles, role)
        if column and not any(contents[other].is_free_text for other in loose):
            content = contents[column]
            if role != "heading" and content.prose >= 0.5 and (content.various > 0.5 or not loose):
                roles[column] = "note"  # Slido: "Question" holds what people asked
                return
    if header.names and not held & _ABOUT:
        for column in loose:
            if contents[column].likely >= _PICKED or names_board(header.names.values()):
                roles[column] = "note"  # a whiteboard: a topic, and what was stuck below it
        return
    _take_longest(header, contents, roles, [column for column in loose if contents[column].asking < 0.8])
    _settle_question(contents, roles, loose)


def _settle_neighbours(
    header: Header, contents: dict[int, Content], roles: dict[int, str], loose: list[int]
) -> None:
    notes = [column for column, role in roles.items() if role == "note"]
    topics = [column for column, role in roles.items() if role == "question"]
    facts = [column for column, role in roles.items() if role == "number" and column in header.names]
    alone = not facts and not set(roles.values()) & _ABOUT
    if len(notes) > 1:
        for column in topics:
            # "Ideas", "Concerns", "Questions" side by side: there people wrote their questions.
            if header.names[column].strip().casefold() == "questions" and contents[column].various > 0.5:
                roles[column] = "note"
    for column in loose:
        covered = column in header.spread or (column not in header.names and roles.get(column - 1) == "note")
        content, name = contents[column], header.names.get(column, "")
        various = content.various > 0.5 and not is_scale(content) and not is_ours(name)
        various = various and (content.filled < FEW or content.likely >= 0.5)
        side_by_side = various and ((len(notes) > 1 and not topics) or alone)
        if (covered and roles.get(column - 1) == "note") or side_by_side:
            roles[column] = "note"


def _settle_question(contents: dict[int, Content], roles: dict[int, str], loose: list[int]) -> None:
    """Without a name that tells, a column with nothing but questions says what was asked."""
    if "question" in roles.values():
        return
    for column in loose:
        if roles[column] == "" and contents[column].asking >= 0.8:
            roles[column] = "question"
            return


def _take_longest(
    header: Header, contents: dict[int, Content], roles: dict[int, str], loose: list[int]
) -> None:
    """Without a name that tells, the notes are the longest and most various texts."""
    best = max(loose, key=lambda column: contents[column].words * contents[column].various, default=0)
    if not best:
        return
    enough = contents[best].words >= 2 and contents[best].various > 0.5
    if contents[best].filled >= FEW and contents[best].likely < _NO_WORDS and len(contents) > 1:
        return  # nobody wrote anything here
    if header.names and not enough:
        return
    for column in loose:
        content = contents[column]
        long = content.filled < FEW and content.words >= 6 and content.various >= 0.7
        long = long or content.likely >= 0.5
        if column == best or (long and not is_ours(header.names.get(column, ""))):
            roles[column] = "note"


def _settle_remarks(header: Header, contents: dict[int, Content], roles: dict[int, str]) -> None:
    """In a survey every column of words that differ may hold what people think."""
    for column, role in roles.items():
        content = contents[column]
        name = header.names.get(column, "")
        words = content.prose >= 0.5 and content.various > 0.5 and not is_scale(content)
        if content.filled >= FEW and content.likely < 0.5:
            words = False
        sure = content.filled >= FEW and content.likely >= _SURE
        if role == "" and words and not is_ours(name) and (sure or holds_remarks(name)):
            roles[column] = "note"


def _settle_rest(
    header: Header, contents: dict[int, Content], roles: dict[int, str], chosen: set[int]
) -> None:
    seen: set[str] = {roles[column] for column in chosen}
    for column, role in roles.items():
        if column in chosen:
            continue
        if role == "question":
            roles[column] = next((free for free in ("question", "heading") if free not in seen), "aside")
        elif role in _ONCE and role in seen:
            roles[column] = "aside"
        elif role == "number" and roles.get(column - 1) == "note" and _counts(header, contents, column):
            roles[column] = "votes"
        elif role in ("", "number", "answer"):
            roles[column] = "aside"
        seen.add(roles[column])


def _counts(header: Header, contents: dict[int, Content], column: int) -> bool:
    """Whether numbers right beside notes count them: the column has no name, or one like "n"."""
    name = fold_name(header.names.get(column, ""))
    unnamed = not name or column in header.spread or name in ("n", "no", "number", "total", "x", "#")
    return unnamed and contents[column].prose == 0


def _first(roles: dict[int, str], role: str) -> int:
    return next((column for column, held in roles.items() if held == role), 0)


def _replace(roles: dict[int, str], changes: dict[str, str], spare: Collection[int] = ()) -> None:
    for column, role in roles.items():
        if column not in spare:
            roles[column] = changes.get(role, role)
