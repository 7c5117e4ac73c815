"""Exports of boards, polls and forms, as their programs write them: what is read of each."""

from __future__ import annotations

import re
from typing import Any

import pytest
from openpyxl.comments import Comment

from pipeline.ingest import EventFile, Ingested, RawEvent, list_doubts, read_event
from pipeline.ingest.event import read_event_file
from pipeline.ingest.structure.answers import says_nothing
from pipeline.settings import load_settings
from tests.ingest.builders import build_csv, build_xlsx

SAID = [
    "The bus stops at six",
    "No parking near the hall",
    "Stairs and no lift",
    "Too cold in winter",
    "Nobody answers the phone",
    "I never know what is on",
]
HELPS = ["A later bus", "Bike racks", "A warm room", "Mend the lift", "One number to ring", "Tea on Fridays"]
WAY, HELP = "What gets in the way?", "What would help?"

# By program: the rows, and each question with how many notes stand below it.
EXPORTS: dict[str, tuple[list[list[Any]], dict[str, int]]] = {
    "Miro": (
        [["Type", "Content", "Color", "Tags", "Created by", "Link"]]
        + [["sticky_note", said, "yellow", "", "Jo Marsh", "x.org"] for said in SAID],
        {"": 6},
    ),
    "Trello": (
        [["Card ID", "Card Name", "Card URL", "Card Description", "List ID", "List Name", "Archived"]]
        + [
            [f"64f{n}abc12", said, "x.org", "", f"5f{n}", "Went well" if n < 3 else "Change", "false"]
            for n, said in enumerate(SAID)
        ],
        {"Went well": 3, "Change": 3},
    ),
    "EasyRetro": (
        [["Went well", "", "To improve", ""], ["Message", "Votes", "Message", "Votes"]]
        + [[said, 1, help_, 2] for said, help_ in zip(SAID, HELPS, strict=True)],
        {"Went well": 6, "To improve": 6},
    ),
    "Slido": (
        [["Question text", "Author", "Upvotes", "Downvotes", "Status"]]
        + [[f"{said}?", "Anonymous", 3, 1, "published"] for said in SAID],
        {"": 6},
    ),
    "Mentimeter": (
        [["Mentimeter"], ["Voting series 1"], [WAY], ["Voter", "Response"]]
        + [[n, said] for n, said in enumerate(SAID)],
        {WAY: 6},
    ),
    "Mentimeter, several answers of one person": (
        [["Voter", f"{WAY} 1", f"{WAY} 2"]]
        + [[n, said, help_] for n, (said, help_) in enumerate(zip(SAID, HELPS, strict=True))],
        {WAY: 12},
    ),
    "SurveyMonkey": (
        [
            ["Respondent ID", WAY, "How did you hear of us?", "", "", "Any other comments?"],
            ["", "Open-Ended Response", "Poster", "Friend", "Other (please specify)", "Open-Ended Response"],
        ]
        + [
            [f"11{n}", said, "Poster" if n % 2 else "", "Friend" if n % 3 else "", "", help_ if n % 2 else ""]
            for n, (said, help_) in enumerate(zip(SAID, HELPS, strict=True))
        ],
        {WAY: 6, "Any other comments?": 3},
    ),
    "Typeform": (
        [["#", "What should we call you?", "Which session were you in?", "What was missing?", "Network ID"]]
        + [
            [f"a1b2c3d4e5f6{n}", name, "Morning", said, f"9f8e7d6c5b{n}"]
            for n, (name, said) in enumerate(zip(("Jo", "Sam", "Ade", "Kit", "Mo", "Lu"), SAID, strict=True))
        ],
        {"What was missing?": 6},
    ),
    "consent in a sentence": (
        [["I have read the sheet and I agree that my words may be used", WAY, "Can we contact you?"]]
        + [["Yes, I have read it and I agree", said, "No"] for said in SAID],
        {WAY: 6},
    ),
    "long options": (
        [["Which statement is closest to your view?", "Why?"]]
        + [[("I would rather see somebody, even if it takes longer", "A call is fine")[n % 2], said]
           for n, said in enumerate(SAID)],
        {"Why?": 6},
    ),
    "Qualtrics without codes for an import": (
        [
            ["Finished", "RecordedDate", "Q1_1", "Q1_2", "Q2_TEXT"],
            ["Finished", "Recorded Date", "We ask how you agree: - The hall is warm",
             "We ask how you agree: - The hall is near", HELP],
        ]
        + [
            ["TRUE", f"3/{n + 1}/26 9:00", ("Agree", "Disagree")[n % 2], "Agree", said]
            for n, said in enumerate(HELPS)
        ],
        {HELP: 6},
    ),
    "a grid that three people filled in": (
        [["How do you feel about these? [Buses]", "How do you feel about these? [The hall]", HELP]]
        + [
            [f"We {one} like this one", f"We {two} like this one", said]
            for one, two, said in zip(
                ("rather", "hardly", "never"), ("hardly", "never", "rather"), HELPS[:3], strict=True
            )
        ],
        {HELP: 3},
    ),
    "several picked by three people": (
        [["What do you come here for, if at all?", HELP]]
        + [
            [picked, said]
            for picked, said in zip(
                (
                    "lunch with the others, a warm room, advice on money",
                    "a warm room, lunch with the others",
                    "advice on money, lunch with the others, the choir on Mondays",
                ),
                HELPS[:3],
                strict=True,
            )
        ],
        {HELP: 3},
    ),
    "who people are, in a form's many words": (
        [["Timestamp", "Parent or Guardian Name:", "What name does the child go by?", "Home town",
          "Designation", "Doctor's phone number", HELP]]
        + [
            [f"3/{n}/26 9:00", f"Ada Marsh {n}", f"Bo{n}", f"Ham {n}", f"Nurse of {n}", "none at all", said]
            for n, said in enumerate(HELPS[:3], start=1)
        ],
        {HELP: 3},
    ),
    "told to pick": (
        [["Which is true for you? Please select the best option.", WAY]]
        + [[f"I come on foot and live {n} streets away", said] for n, said in enumerate(SAID)],
        {WAY: 6},
    ),
    "one answer in a row, on a scale or in words": (
        [["respondent_id", "question", "response", "file"]]
        + [
            row
            for n, said in enumerate(SAID[:3])
            for row in (
                [f"resp_{n}a", "I like the hall.", n + 2, "data/forms/a.md"],
                [f"resp_{n}a", "The hall is near.", n + 1, "data/forms/b.md"],
                [f"resp_{n}a", WAY, said, "data/forms/c.md"],
            )
        ],
        {WAY: 3},
    ),
    "SurveyMonkey, picked and written": (
        [["Respondent ID", "How easy was it to get here?", WAY], ["", "Response", "Open-Ended Response"]]
        + [[f"9{n}", ("Quite easy on foot", "Hard")[n % 2], said] for n, said in enumerate(SAID[:4])],
        {WAY: 4},
    ),
    "topics that are called like facts": (
        [["Education", "Neighbourhood"]] + [[said, help_] for said, help_ in zip(SAID, HELPS, strict=True)],
        {"Education": 6, "Neighbourhood": 6},
    ),
    "what organisers add": (
        [["Ref", "Table", "Comment", "Theme (ours)", "Action", "Our response"]]
        + [[f"C{n}", 1, said, "Transport", f"Write to them about {n}", f"We asked and will report {n}"]
           for n, said in enumerate(SAID)],
        {"": 6},
    ),
}  # fmt: skip


def _read(content: bytes, name: str = "a.csv", facts: EventFile | None = None) -> Ingested:
    raw = RawEvent("event", facts or EventFile(), ((name, content),), ())
    return read_event(raw, load_settings().ingest)


def _say_doubts(found: Ingested) -> str:
    return "\n".join(list_doubts(found.ledger, found.questions, found.notes))


@pytest.mark.parametrize("program", sorted(EXPORTS))
def test_an_export_gives_what_people_wrote_below_what_they_were_asked(program: str) -> None:
    rows, expected = EXPORTS[program]
    found = _read(build_csv(rows))
    asked = found.questions[found.questions["notes"] > 0]
    assert dict(zip(asked["question"], asked["notes"], strict=True)) == expected


def test_the_end_of_a_run_says_what_columns_were_taken_for_and_what_changes_it() -> None:
    rows: list[list[Any]] = [["Table", "Comment", "Summary of the call"]]
    rows += [
        [n % 2, said, f"They rang us because {said.lower()} and they were upset."]
        for n, said in enumerate(SAID)
    ]
    content = build_csv(rows)
    said = _say_doubts(_read(content))
    assert "people's own words in 'Comment'" in said
    line = 'columns.note = ["Comment", "Summary of the call"]'
    assert line in said
    found = _read(content, facts=read_event_file(line.encode(), "event/event.toml"))
    assert len(found.notes) == 12


def test_columns_are_named_whole_and_once_and_the_rest_is_counted() -> None:
    long = "What about this afternoon do you think could be improved, and what should stay just as it is now?"
    same = "I feel confident about taking part"
    parts = [f"I understand part {part} of the plan, and what it means for me and mine" for part in range(9)]
    rows: list[list[Any]] = [["Timestamp", same, *parts, same, long]]
    answers = ("Agree", "Strongly agree", "Disagree", "Neither agree nor disagree")
    rows += [["2026-03-02 10:00", *[answers[n % 4]] * 11, said] for n, said in enumerate(SAID)]
    said = _say_doubts(_read(build_csv(rows)))
    assert f"people's own words in '{long}'" in said
    assert said.count(f"'{same}' (2 columns)") == said.count(same) == 1
    assert "…" not in said
    assert re.search(r"'I understand part 3 of .* mine' and \d more columns \(the ledger names each\)", said)


def test_every_column_has_its_probability_in_the_ledger() -> None:
    found = _read(build_csv([["Timestamp", WAY], *(["2026-03-02 10:00", said] for said in SAID)]))
    heads = found.ledger[found.ledger["role"] == "heading"]
    assert all("% likely people's own words" in reason for reason in heads["reason"])


@pytest.mark.parametrize(
    ("text", "question", "empty"),
    [
        ("n/a", "", True),
        ("None.", WAY, True),
        ("??", WAY, True),
        ("\u200b", WAY, True),
        ("Not sure", WAY, True),
        ("Same as above", WAY, True),
        ("Nothing to add", WAY, True),
        ("“Nothing I can think of”", WAY, True),
        ("I can’t think of anything else.", WAY, True),
        ("Not that I can think of", WAY, True),
        ("Nothing springs to mind", WAY, True),
        ("Nothing I can think of but the buses", WAY, False),
        ("I can think of three", WAY, False),
        ("no", "Anything else?", True),
        ("Nothing", "Any other comments?", True),
        ("Nothing", WAY, False),
        ("No", "Was it worth it?", False),
        ("Nothing works after six", "Anything else?", False),
        ("No buses", "Anything else?", False),
        ("Thank you", "Anything else?", False),
        ("👍", WAY, False),
        ("Time", WAY, False),
    ],
)
def test_answers_that_say_nothing(text: str, question: str, empty: bool) -> None:
    assert says_nothing(text, question) is empty


def test_answers_that_say_nothing_are_counted_and_kept_in_the_ledger() -> None:
    found = _read(build_csv([["Anything else?"], ["None"], ["n/a"], ["More buses please"]]))
    assert list(found.notes["text"]) == ["More buses please"]
    assert "2 cells without an answer" in _say_doubts(found)
    assert list(found.ledger["text"]) == ["Anything else?", "None", "n/a", "More buses please"]


def test_comments_on_cells_stand_in_the_ledger() -> None:
    def write(book: Any) -> None:
        book.active["A2"].comment = Comment("She also said the café is shut", "Jo")

    found = _read(build_xlsx({"S": [["Note", "Table"], ["Tea", 1], ["Time", 2]]}, write), "a.xlsx")
    said = found.ledger[found.ledger["text"].str.contains("café is shut")]
    assert list(said["reason"]) == ["a comment on cell A2"]
    assert list(said["role"]) == ["metadata"]


def test_a_list_in_a_cell_is_several_notes_with_places_of_their_own() -> None:
    found = _read(build_csv([["Table", WAY, HELP], ["1", "• Bus\n• Stairs and\n  no lift", "Tea\nand cake"]]))
    assert list(found.notes["text"]) == ["Bus", "Stairs and\n  no lift", "Tea\nand cake"]
    assert found.ledger["locator"].is_unique


def test_html_that_a_program_left_is_shown_as_words_and_what_people_typed_is_not() -> None:
    left = [["<p>What helps?</p>"], ["<p>Tea &amp; <b>cake</b></p><p>Less &lt; more</p>"], ["Don&#039;t"]]
    found = _read(build_csv(left))
    assert list(found.notes["text"]) == ["Tea & cake\nLess < more", "Don't"]
    assert set(found.notes["question"]) == {"What helps?"}
    typed = _read(build_csv([["What helps?"], ["A <b>bold</b> claim"], ["&lt;tea&gt;"]]))
    assert list(typed.notes["text"]) == ["A <b>bold</b> claim", "&lt;tea&gt;"]
