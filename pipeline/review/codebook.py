"""Keeps what people decided in the series' own codebook, so that it teaches the next event.

Notes that a person placed, and all notes of a theme that a person accepted, become examples of the
theme's code; a theme that a person made, renamed or accepted becomes a code where there is none. The
file remembers under `learned` what was written here: whatever differs from that was changed by hand
and stays so, until somebody decides otherwise in a later review.
"""

from __future__ import annotations

import copy
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import yaml
from pandera.typing.pandas import DataFrame

from pipeline.review.replay.draft import is_made_by_people
from pipeline.tables import Codings, Decisions, SafeNotes, Themes
from pipeline.wording import fold_title, make_slug

_STANDS = ("applied", "no_change")  # statuses of decisions that nobody has overruled
_LONGEST_CODE = 50
_WIDTH = 100
_LABELS = {"include": "Include", "exclude": "Exclude", "examples": "Example"}
_HEADER = """\
# The codebook of this series: the codes it inherits, with what people decided in reviews.
# Written by: python -m pipeline codebook learn
# Yours to edit. Texts, titles, definitions, codes and examples that you change, add or take out stay as you
# left them when this is written again; only comments such as this one are lost. A definition that just
# repeats the title is waiting for a better one. Leave "learned" at the end as it is: it tells what was
# learned from what you wrote.
"""

Entry = dict[str, Any]


@dataclass(frozen=True)
class Example:
    """A note that people placed under a code."""

    note: str  # event and note id, joined by a slash
    text: str  # its words, personal details masked


@dataclass(frozen=True)
class Lesson:
    """What people decided on one theme of one event."""

    code: str  # the code that named it, or empty
    title: str
    titled: bool  # whether a person gave it that title
    agreed: bool  # whether a person made, renamed or accepted it; else it has only had notes put in
    examples: tuple[Example, ...]  # its notes that people placed or accepted


@dataclass(frozen=True)
class Learned:
    """A codebook after learning."""

    content: str
    examples: int  # examples that were not there before
    codes: tuple[str, ...]  # codes that were not there before, as a title each
    renamed: tuple[str, ...]  # codes with a new title, as "code: title"
    unnamed: int  # notes that people put in draft themes which nobody has accepted or named yet
    doubts: tuple[str, ...]  # what a person must look at, in words


def gather_lessons(
    event_id: str,
    codings: DataFrame[Codings],
    themes: DataFrame[Themes],
    decisions: DataFrame[Decisions],
    safe_notes: DataFrame[SafeNotes],
) -> list[Lesson]:
    """What people decided on each theme of an event, from its tables after review, in the order of themes."""
    # A move to where the note was anyway changes nothing and is a decision all the same.
    moved = set(decisions.loc[(decisions["action"] == "move") & decisions["status"].isin(_STANDS), "note_id"])
    applied = decisions[decisions["status"] == "applied"]
    renamed = set(applied.loc[applied["action"] == "rename", "theme_id"])
    accepted = set(applied.loc[applied["action"] == "accept", "theme_id"])
    words = dict(zip(safe_notes["note_id"], safe_notes["words"], strict=True))
    placed = codings["note_id"].isin(moved) & (codings["basis"] == "reviewed")
    taught = codings[placed | codings["theme_id"].isin(accepted)]
    members = {
        theme_id: tuple(Example(f"{event_id}/{note}", " ".join(words[note].split())) for note in own)
        for theme_id, own in taught.groupby("theme_id")["note_id"]
    }
    lessons = []
    for theme_id, code, title in zip(themes["theme_id"], themes["code"], themes["title"], strict=True):
        titled = theme_id in renamed or is_made_by_people(theme_id)
        agreed = titled or theme_id in accepted
        if agreed or theme_id in members:
            lessons.append(Lesson(code, title, titled, agreed, members.get(theme_id, ())))
    return lessons


def learn_codebook(
    content: str, inherits: str, inherited: Sequence[Entry], lessons: Sequence[Lesson], known: Iterable[str]
) -> Learned:
    """Write what people decided into a codebook.

    Args:
        content: The codebook's YAML as it is, of the form it must have; empty where there is none yet.
        inherits: The codebook that a new one inherits from; empty for none.
        inherited: The codes it inherits, each as it would stand in a file.
        known: Every note of the events that were looked at, as in Example.note: a note among them that
            nobody has decided on any longer is taken out again.

    Returns:
        The codebook; its content is the same to the byte when there was nothing to learn.
    """
    book = _Book(content, inherits, inherited)
    decided: dict[str, str] = {}
    texts: dict[str, str] = {}
    unnamed = 0
    for lesson in lessons:
        code = book.find_code(lesson)
        if not code and not lesson.agreed:
            unnamed += len(lesson.examples)
            continue
        code = code or book.add_code(lesson.title)
        if code not in book.all():  # somebody took it out of the file
            continue
        if lesson.titled:
            book.rename(code, lesson.title)
        for example in lesson.examples:
            decided[example.note], texts[example.note] = code, example.text
    known = set(known)
    for note in sorted(set(book.notes)):
        if note in known and note not in decided:
            book.forget(note)
    added = sum(book.teach(note, code, texts[note]) for note, code in decided.items())
    return Learned(
        content=book.write(),
        examples=added,
        codes=tuple(book.new_codes),
        renamed=tuple(f"{code}: {title}" for code, title in book.new_titles.items()),
        unnamed=unnamed,
        doubts=tuple(book.doubts),
    )


def add_codes(
    content: str, inherits: str, inherited: Sequence[Entry], codes: Sequence[tuple[str, str]]
) -> Learned:
    """Write codes that another tool lists into a codebook; one of a title that is there stays as it is."""
    book = _Book(content, inherits, inherited)
    for title, meaning in codes:
        said = _read_meaning(meaning)
        known = book.find_code(Lesson("", title, True, True, ()))
        if known not in book.all():  # also one that was taken out by hand: now somebody wants it
            book.add_code(title)
            book.codes[-1].update(said)
        elif meaning and describe_code(book.all()[known]) != meaning:
            book.doubts.append(f"the code “{title}” is there already with another meaning; that one is kept")
    return Learned(book.write(), 0, tuple(book.new_codes), (), 0, tuple(book.doubts))


def describe_code(entry: Entry) -> str:
    """What a code means, in one text: what `add_codes` reads again."""
    lines = [str(entry.get("definition", ""))]
    for name, label in _LABELS.items():
        texts = [one["text"] if isinstance(one, dict) else one for one in entry.get(name) or ()]
        lines += [f"{label}: {' '.join(str(text).split())}" for text in texts]
    return "\n".join(filter(None, lines))


def _read_meaning(meaning: str) -> Entry:
    said: dict[str, list[str]] = {}
    for line in meaning.splitlines():
        label, colon, text = line.partition(": ")
        name = next((name for name, known in _LABELS.items() if known == label and colon), "definition")
        said.setdefault(name, []).append(text if name in _LABELS else line)
    plain = "\n".join(said.pop("definition", [])).strip()
    return {"definition": plain, **said} if plain else dict(said)


class _Book:
    """A codebook while it learns."""

    def __init__(self, content: str, inherits: str, inherited: Sequence[Entry]) -> None:
        values = yaml.safe_load(content) if content else None
        if not isinstance(values, dict):
            values = {"codebook": "own", "title": "What people raise in this series", "version": 1}
            values |= {"inherits": [inherits]} if inherits else {}
        self.values = values
        self.codes: list[Entry] = list(values.get("codes") or [])
        self.inherited = {str(entry["code"]): entry for entry in inherited}
        memory = values.pop("learned", None) or {}
        self.titles: dict[str, str] = dict(memory.get("titles") or {})  # by code, as learned before
        self.notes: dict[str, str] = dict(memory.get("notes") or {})  # code by note, as learned before
        self.new_codes: list[str] = []
        self.new_titles: dict[str, str] = {}
        self.doubts: list[str] = []
        self._given: dict[str, str] = {}  # titles that people gave, by code, this time

    def find_code(self, lesson: Lesson) -> str:
        """The code a theme stands for: by its title, by the code that named it, by its notes; or empty."""
        by_title = {fold_title(str(entry["title"])): code for code, entry in self.all().items()}
        # A title of before, and one changed by hand since, mean the same code; also one taken out by hand.
        by_title = {fold_title(title): code for code, title in self.titles.items()} | by_title
        named = by_title.get(fold_title(lesson.title)) or (lesson.code if lesson.code in self.all() else "")
        if named:
            return named
        # A theme that people made, under a new title: most of its notes are most of what its code learned.
        taught = [self.notes[one.note] for one in lesson.examples if one.note in self.notes]
        learned = list(self.notes.values())
        for code in sorted(set(taught) - set(self.inherited)):
            shared = taught.count(code)
            if code in self.all() and 2 * shared > max(len(lesson.examples), learned.count(code)):
                return code
        return ""

    def add_code(self, title: str) -> str:
        """A code for a theme that has none."""
        title = " ".join(title.split())
        slug = make_slug(fold_title(title), _LONGEST_CODE) or "theme"
        code, number = slug, 1
        while code in self.all():
            number += 1
            code = f"{slug}-{number}"
        self.codes.append(
            {"code": code, "title": title, "definition": f"{title.rstrip('.')}.", "examples": []}
        )
        self.titles[code] = title
        self.new_codes.append(title)
        return code

    def rename(self, code: str, title: str) -> None:
        """Give a code the title a person gave its theme, unless it was changed by hand since."""
        title = " ".join(title.split())
        before = self._given.setdefault(code, title)
        if fold_title(before) != fold_title(title):
            self.doubts.append(
                f"the code {code!r} was given two titles, “{before}” and “{title}”; the first is kept"
            )
            return
        present = str(self.all()[code]["title"])
        if self.titles.get(code) != title and fold_title(present) != fold_title(title):
            self._own(code)["title"] = title
            self.new_titles[code] = title
        self.titles[code] = title

    def teach(self, note: str, code: str, text: str) -> bool:
        """Make a note an example of a code; nothing where that was learned before."""
        if self.notes.get(note) == code:
            return False
        self.forget(note)
        self.notes[note] = code
        examples = self._own(code).setdefault("examples", [])
        written = [one["text"] if isinstance(one, dict) else one for one in examples]
        if fold_title(text) in {fold_title(str(one)) for one in written}:
            return False
        examples.append({"text": text, "note": note})
        return True

    def forget(self, note: str) -> None:
        """Take a note out, wherever it stands."""
        self.notes.pop(note, None)
        for entry in self.codes:
            examples = entry.get("examples") or []
            kept = [one for one in examples if not (isinstance(one, dict) and one.get("note") == note)]
            if len(kept) != len(examples):
                entry["examples"] = kept

    def write(self) -> str:
        """The codebook as text."""
        memory = {"titles": dict(sorted(self.titles.items())), "notes": dict(sorted(self.notes.items()))}
        values = {**self.values, "codes": self.codes, "learned": memory}
        body = yaml.safe_dump(values, sort_keys=False, allow_unicode=True, width=_WIDTH)
        return _HEADER + body

    def all(self) -> dict[str, Entry]:
        """The codes it has, with those it inherits."""
        return self.inherited | {str(entry["code"]): entry for entry in self.codes}

    def _own(self, code: str) -> Entry:
        """The code's entry in this file, copied from the codebook it comes from where need be."""
        for entry in self.codes:
            if entry["code"] == code:
                return entry
        self.codes.append(copy.deepcopy(self.inherited[code]))
        return self.codes[-1]


def find_comments(content: str) -> bool:
    """Whether a codebook holds comments that are not those written at its head by `codebook learn`."""
    own = set(_HEADER.splitlines())
    return any(line.lstrip().startswith("#") and line not in own for line in content.splitlines())
