"""What the first lines of a write-up say of the event."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.ingest import gather_event, read_event
from pipeline.ingest.event.cover import find_place, find_title
from pipeline.ingest.lines import read_document
from pipeline.settings import load_settings
from pipeline.wording import date_words


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("Tuesday, 3 June 2025\n\nA day with carers\n\nWe met at noon.\n", "A day with carers"),
        ("3rd of June 2025\nA day with carers\n\nWe met at noon.\n", "A day with carers"),
        ("A day in June\n\nWe met at noon.\n", "A day in June"),
        ("May meeting\n\nWe met at noon.\n", "May meeting"),
    ],
)
def test_a_day_alone_is_no_title(text: str, title: str) -> None:
    assert find_title(read_document("notes.txt", text.encode()).lines) == title


def _read_date(folder: Path, name: str, text: str) -> str:
    (folder / name).write_text(text, encoding="utf-8")
    return str(read_event(gather_event(folder / name), load_settings().ingest).event.loc[0, "date"])


FORMS = 'Timestamp,"What would help you most, and why?"\n'


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("We met on 3 May 2025 at Riverside Hall. The day was sunny.", "Riverside Hall"),
        ("3 May 2025 at St. Mary's Church Hall. Twenty came", "St. Mary's Church Hall"),
        ("3 May 2025 at the Hub, Leeds. Twenty came", "Hub, Leeds"),
    ],
)
def test_a_place_ends_with_its_sentence(text: str, place: str) -> None:
    assert find_place(read_document("notes.md", f"# Day\n\n{text}\n".encode()).lines) == place


def test_the_front_matter_names_the_title_also_with_blanks_before_its_colon() -> None:
    front = "---\ntitle        : State of the parks\nstatus       : draft\n---\n\n## Ideas\n\n- More trees\n"
    assert find_title(read_document("notes.md", front.encode()).lines) == "State of the parks"


def test_one_of_several_questions_is_no_title() -> None:
    asked = "# What did you learn?\n\nA lot\n\n# What will you try?\n\nTo sleep\n"
    assert find_title(read_document("notes.md", asked.encode()).lines) == ""
    alone = "# What did you learn?\n\n## From others\n\n- A lot\n"
    assert find_title(read_document("notes.md", alone.encode()).lines) == "What did you learn?"


@pytest.mark.parametrize(
    ("stamps", "said"),
    [
        (("2024-06-09 10:50:28", "2024-05-03 09:00", "2024-05-20 11:00"), "3 May to 9 June 2024"),
        (("31/12/2023 10:50", "02/01/2024 09:00", "01/01/2024 11:00"), "31 December 2023 to 2 January 2024"),
        (("2024-06-09 10:50:28", "2024-06-09 09:00", "2024-06-09 11:00"), "9 June 2024"),
        (("1980-01-01 00:00:00", "1980-01-01 00:00:00", "1980-01-01 00:00:00"), ""),  # LimeSurvey's "no date"
        (("one", "2024-06-09", "three"), ""),  # not a column of dates
    ],
)
def test_a_survey_is_dated_by_all_its_forms_and_by_none_alone(
    tmp_path: Path, stamps: tuple[str, ...], said: str
) -> None:
    remarks = ("A later bus would help me get home from 4 May 2024 on", "Somebody to talk to at the desk")
    rows = "".join(
        f'{stamp},"{remark}"\n' for stamp, remark in zip(stamps, (*remarks, "More seats"), strict=True)
    )
    assert date_words(_read_date(tmp_path, "forms.csv", FORMS + rows)) == said


def test_what_a_sheet_or_its_file_says_of_the_day_goes_before_that_of_its_forms(tmp_path: Path) -> None:
    rows = "2024-06-10,A later bus\n2024-06-11,Somebody to talk to\n"
    assert _read_date(tmp_path, "2024-06-09-forms.csv", FORMS + rows) == "2024-06-09"
    assert _read_date(tmp_path, "forms.csv", f"Market day 9 June 2024\n{FORMS}{rows}") == "2024-06-09"


def test_forms_below_each_other_are_dated_by_the_first_and_the_last(tmp_path: Path) -> None:
    days = ("Monday 3 June 2024", "9 June 2024", "3 May 2024")
    forms = "".join(f"Date: {day}\n\nWhat would help?\n\n- Remark of {day}\n\n" for day in days)
    assert _read_date(tmp_path, "forms.md", forms) == "2024-05-03/2024-06-09"
    assert _read_date(tmp_path, "two.md", forms[: forms.rindex("Date:")]) == "2024-06-03"


ASKED = "\n\n## What would help?\n\n- A later bus\n- More seats\n"
LONG = (
    "The trust had said in its plan of 9 May 2014 that it would ask people in all towns about the buses, " * 2
)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (f"# Buses\n\nWe met on 9 June 2024 in the hall.{ASKED}", "9 June 2024"),
        (f"# Buses\n\n- Date: 9 June 2024\n- Place: the hall{ASKED}", "9 June 2024"),
        (f"# Buses\n\n{LONG}{ASKED}", ""),  # a date in an account is anything's
        (f"# Buses\n\n- Jo and Sam, 2024-06-09 in Hull{ASKED}", ""),
        (f"# Buses\n\nJo Bloggs (9 June 2024){ASKED}", ""),
        (f"# Buses\n\nListening event (9 June 2024){ASKED}", "9 June 2024"),
        (f"# Buses\n\nDate (9 June 2024){ASKED}", "9 June 2024"),
    ],
)
def test_a_date_is_the_events_where_a_line_says_little_else(tmp_path: Path, text: str, said: str) -> None:
    assert date_words(_read_date(tmp_path, "buses.md", text)) == said


def test_a_post_is_dated_by_the_day_it_was_published_and_its_event_is_not(tmp_path: Path) -> None:
    front = "---\nlayout: {}\ntitle: Buses\ndate: 2024-06-09\n---\n\nWe met in the hall."
    assert _read_date(tmp_path, "2024-06-09-buses.md", f"{front.format('post')}{ASKED}") == ""
    assert _read_date(tmp_path, "2024-06-09-buses.md", f"{front.format('event')}{ASKED}") == "2024-06-09"


def test_the_line_below_the_day_is_no_place_where_it_is_the_title() -> None:
    read = read_document("notes.txt", b"3 May 2025\n\nLibrary meeting\n\nWe spoke of the roof.\n").lines
    lines = [line for line in read if line.words]
    assert find_title(lines) == "Library meeting"
    assert find_place(lines) == ""
