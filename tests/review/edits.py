"""Random histories of an event: what people do to notes, names and workbooks, and what then must hold."""

from __future__ import annotations

import dataclasses
import hashlib
from dataclasses import dataclass, field

import numpy as np
from hypothesis import strategies as st
from pandera.typing.pandas import DataFrame

from pipeline.ingest import EventFile, RawEvent, read_event
from pipeline.keeping.withheld import Asked
from pipeline.keeping.workbooks import (
    DATE_LABEL,
    NAME_LABEL,
    NOTES,
    NOTES_HEAD,
    Grid,
    ReturnedWorkbook,
    make_mark,
)
from pipeline.review import Draft, read_reviews, replay_reviews
from pipeline.review.replay.carry import list_asked, list_words, place_asked
from pipeline.review.review import read_unfollowed
from pipeline.settings import load_settings
from pipeline.tables import Codings, Notes, SafeNotes, Themes, columns_of, table_of
from pipeline.tables.contract import list_rows
from pipeline.wording.likeness import fold_words, measure_likeness
from pipeline.wording.withheld import find_anywhere, mask_withheld

WORDS = (
    "The bus stops at six in the evening",
    "The only harpist in Dunmere finds the stairs steep",
    "Room hire costs too much for a small club",
    "Hire charges have doubled since March",
    "The toilets are dirty most days of the week",
    "Somebody shouts at the children in the yard",
    "A later bus would help us all get home",
    "A paper newsletter through every door",
    "Mend the lift before the winter comes",
    "My grandmother hides tins of peaches under her bed",
    "The widow of the lighthouse keeper fears the lane",
    "Nobody tells us when the meetings are moved",
)
SECRETS = {1: "only harpist", 9: "all", 10: "widow of the lighthouse keeper"}
_ACTIONS = {
    "move": "your theme",
    "note_type": "note type",
    "comment": "comment",
    "withhold": "keep out of print",
}
_VALUES = {
    "move": ("Buses", "Rooms and money", "ok", "fine"),
    "note_type": ("idea", "grumble"),
    "comment": ("!",),
}
_NEARLY = 0.8

_places = st.integers(0, 11)
STEPS = st.lists(
    st.one_of(
        st.tuples(st.sampled_from(("touch", "remove", "add", "last", "twin")), _places),
        st.tuples(
            st.sampled_from(("question", "event", "file", "copy", "again", "drop", "book name")), _places
        ),
        st.tuples(st.just("decide"), _places, st.sampled_from(tuple(_ACTIONS)), st.integers(0, 1), _places),
    ),
    min_size=1,
    max_size=14,
)


@dataclass
class History:
    """An event while things happen to it.

    Attributes:
        notes: Its notes: which of WORDS, and how it stands now.
        books: What came back, by file name.
        about: What each decision was made on: which of WORDS.
        secrets: What anybody ever kept out of print; nobody takes anything back.
    """

    questions: list[str] = field(
        default_factory=lambda: ["What gets in the way?", "What would help you here?"]
    )
    notes: list[tuple[int, int, str]] = field(default_factory=list)  # question, which, words
    event: str = "2026-05-dunmere"
    file: str = "notes.md"
    copies: int = 0
    books: dict[str, ReturnedWorkbook] = field(default_factory=dict)
    about: dict[str, int] = field(default_factory=dict)
    secrets: set[str] = field(default_factory=set)
    kept: tuple[Asked, ...] = ()
    day: int = 1

    def __post_init__(self) -> None:
        self.notes = self.notes or [(k % 2, k, words) for k, words in enumerate(WORDS[:11])]

    def do(self, step: tuple[object, ...]) -> None:
        """One thing that a person does."""
        name, number = str(step[0]), int(str(step[1]))
        place = number % len(self.notes)
        question, which, words = self.notes[place]
        if name == "touch":
            self.notes[place] = (question, which, words.rstrip("!") if words.endswith("!") else f"{words}!")
        elif name == "remove" and len(self.notes) > 4:
            del self.notes[place]
        elif name == "add" and number not in {one for _, one, _ in self.notes}:
            self.notes.append((number % 2, number, WORDS[number]))
        elif name == "last":
            self.notes.append(self.notes.pop(place))
        elif name == "question":
            self.questions[question] = self.questions[question].replace("you", "you all", 1) + "?"
        elif name == "event":
            self.event = f"2026-05-dunmere-{number}"
        elif name == "file":
            self.file = f"notes {number}.md"
        elif name == "copy":
            self.copies = number % 3
        elif name == "again" and self.books:
            chosen = sorted(self.books)[number % len(self.books)]
            self.books[f"copy of {chosen}"] = dataclasses.replace(
                self.books[chosen], source=f"copy of {chosen}"
            )
        elif name == "book name" and self.books:
            chosen = sorted(self.books)[number % len(self.books)]
            self.books[f"{number} {chosen}"] = dataclasses.replace(
                self.books.pop(chosen), source=f"{number} {chosen}"
            )
        elif name == "drop" and self.books:
            self.books.pop(sorted(self.books)[number % len(self.books)])
        elif name == "decide":
            self._decide(place, str(step[2]), ("Ann", "Ben")[int(str(step[3]))], int(str(step[4])))

    def _decide(self, place: int, action: str, reviewer: str, choice: int) -> None:
        """A person writes one cell into a workbook made from the event as it is now."""
        notes = self.read()
        which = self.notes[place][1]
        if action == "withhold" and which not in SECRETS:
            return
        if action == "withhold":
            self.secrets.add(WORDS[which] if SECRETS[which] == "all" else SECRETS[which])
        value = SECRETS[which] if action == "withhold" else _VALUES[action][choice % len(_VALUES[action])]
        self.day += 1
        columns = {heading: column for column, heading in enumerate(NOTES_HEAD, start=1)}
        cells = {(1, 1): make_mark(self.event), (2, 1): NAME_LABEL, (2, 2): reviewer, (3, 1): DATE_LABEL}
        cells |= {(3, 2): f"2026-06-{self.day:02d}"}
        cells |= {(4, column): heading for heading, column in columns.items()}
        for row, note in enumerate(list_rows(notes), start=5):
            cells[(row, columns["note id"])] = note["note_id"]
            cells[(row, columns["note"])] = note["words"]
            if note["words"] == self.notes[place][2]:
                cells[(row, columns[_ACTIONS[action]])] = value
        name = f"review {self.day}.csv"
        self.about[f"{reviewer} 2026-06-{self.day:02d}"] = which
        digest = hashlib.sha256(repr(sorted(cells.items())).encode()).hexdigest()
        sheet = Grid(NOTES, cells, {}, {}, lambda row, column: f"row {row} column {column}")
        self.books[name] = ReturnedWorkbook(name, digest, (sheet,))

    def read(self) -> DataFrame[Notes]:
        """The notes as a run reads them."""
        lines = ["# A day in Dunmere", ""]
        for question, wording in enumerate(self.questions):
            own = [words for asked, _, words in self.notes if asked == question]
            lines += [f"## {wording}", "", *(f"- {words}" for words in own), ""]
        content = "\n".join(lines).encode()
        names = [self.file, *(f"copy {number} of {self.file}" for number in range(self.copies))]
        documents = tuple((name, content) for name in sorted(names))
        raw = RawEvent(self.event, EventFile(), documents, (), tuple(self.books.values()))
        return read_event(raw, load_settings().ingest).notes

    def check(self) -> None:
        """A run: what must hold after it."""
        notes = self.read()
        assert sorted(notes["words"]) == sorted(words for _, _, words in self.notes), (
            "a note counts twice, or not"
        )
        books = tuple(self.books.values())
        draft = _make_draft(notes)
        reviews = read_reviews(books, self.event, notes)
        settings = dataclasses.replace(load_settings().review, learn=False)
        decisions = replay_reviews(
            draft, reviews, lambda texts: np.zeros((len(texts), 2)), settings
        ).decisions
        written = dict(zip(notes["note_id"], notes["words"], strict=True))
        for book in books:
            filled = sum(
                row > 4 and NOTES_HEAD[column - 1] in _ACTIONS.values()
                for row, column in book.sheets[0].cells
            )
            own = [one for one in decisions if one.review.source == book.source]
            problems = [one for review in reviews if review.source == book.source for one in review.problems]
            assert len(own) == filled or problems, "a decision vanished unsaid"
        for one in decisions:
            assert one.status == "applied" or one.reason, "nobody is told why"
            if one.status in ("applied", "no_change", "disagreement"):
                meant = fold_words(WORDS[self.about[f"{one.review.reviewer} {one.review.date}"]])
                stands = fold_words(written[one.note_id])
                assert measure_likeness(meant, stands) >= _NEARLY, "a decision went to another note"
        asked = list_asked(read_unfollowed(books, self.event), self.kept)
        placed, missing = place_asked(asked, notes)
        self._remember(asked, placed, written)
        if missing:
            return  # nothing is printed then
        words = list_words(placed)
        printed = [mask_withheld(text, words) for text in written.values()]
        assert not [text for text in printed if find_anywhere(text, words)], "withheld words would be printed"
        for secret in self.secrets:
            assert not [text for text in printed if secret.casefold() in text.casefold()], "printed again"

    def _remember(self, asked: list[Asked], placed: DataFrame, written: dict[str, str]) -> None:
        found = {
            (row["reviewer"], row["asked_id"], row["value"]): written[row["note_id"]]
            for row in list_rows(placed)
        }
        self.kept = tuple(
            dataclasses.replace(one, found=found.get((one.reviewer, one.note_id, one.value), one.found))
            for one in asked
        )


def _make_draft(notes: DataFrame[Notes]) -> Draft:
    """Two themes in each question."""
    rows = list_rows(notes)
    codings = [
        {
            "note_id": row["note_id"],
            "question_id": row["question_id"],
            "theme_id": f"{row['question_id']}.d-{place % 4 // 2}",
            "strength": 0.5,
            "weak": False,
            "basis": "discovered",
            "other_themes": "",
            "raised_once": False,
            "nearest": "",
        }
        for place, row in enumerate(rows)
    ]
    empty = dict.fromkeys(columns_of(Themes), "") | {"raised_once": 0, "code_fit": 0.0, "position": 1}
    themes = [
        empty
        | {"theme_id": theme, "question_id": theme.partition(".")[0], "title": f"Theme {theme}"}
        | {"notes": sum(one["theme_id"] == theme for one in codings), "basis": "discovered"}
        | {"stability": "holds loosely"}
        for theme in dict.fromkeys(one["theme_id"] for one in codings)
    ]
    safe = [
        {name: row[name] for name in columns_of(SafeNotes) if name in row} | {"masked": False} for row in rows
    ]
    vectors = np.eye(len(rows), 2)
    return Draft(
        notes, table_of(SafeNotes, safe), vectors, table_of(Codings, codings), table_of(Themes, themes)
    )


def live_through(steps: list[tuple[object, ...]]) -> None:
    """All that happens, with a run after each thing."""
    history = History()
    history.check()
    for step in steps:
        history.do(step)
        history.check()
