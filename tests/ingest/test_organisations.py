"""What an organisation says in an account is no note; what people say of it is, to its closing mark."""

from __future__ import annotations

import pytest

from pipeline.ingest.lines import Line, read_document
from pipeline.ingest.structure.quotations import take_quotations
from pipeline.ingest.structure.quoted import BY_OFFICIALS
from tests.ingest.pdf_maker import LONG, make_pdf, put_lines

PEOPLE = [
    "“I wait on the phone for an hour each time.”",
    "“Nobody told us that the desk would move.”",
    "“My mother cannot use the form on the website.”",
]
SAID = "“We will keep the desk at the front door open until May.”"
MORE = "“A second desk will be there from the summer on.”"


def _read(text: str) -> list[Line]:
    told = "\n\nA resident told us:\n\n".join(("# Desk visits\n\nWe sat in the hall.", *PEOPLE))
    lines = read_document("a.md", f"{told}\n\n{text}\n\nWe thank all who came.\n".encode()).lines
    return take_quotations(list(lines))


def _list_notes(lines: list[Line]) -> list[str]:
    return [line.words for line in lines if line.role == "note"]


@pytest.mark.parametrize(
    "text",
    [
        f"The ICB stated: {SAID}",
        f"NHS North Fells said: {SAID}",
        f"Upper Fells Integrated Care Board confirmed: {SAID}",
        f"{SAID} (Information shared by Upper Fells Integrated Care Board).",
        f"{SAID} This is a statement from Fells County Council.",
        f"The University of Fells responded last week. It sent the following statement.\n\n{SAID}",
        f"“A desk needs somebody who sits at it.\n\n{SAID} (Written by Fells County Council.)",
        f"In May the ICB shared more on its plans for patients:\n\n{SAID}\n\n{MORE}",
    ],
)
def test_the_words_of_an_organisation_are_no_note(text: str) -> None:
    lines = _read(text)
    assert _list_notes(lines) == PEOPLE
    assert sum(line.reason == BY_OFFICIALS for line in lines) == text.count("“")


@pytest.mark.parametrize(
    "text",
    [
        f"The ICB asked patients, who told us: {SAID}",
        f"Staff of the trust and NHS North Fells nurses said: {SAID}",
        f"At Fells County Council's desk one resident said: {SAID}",
        f"The ICB shared comments from residents:\n\n{SAID}\n\n{MORE}",
        f"We wrote to the ICB and it is late.\n\n{SAID}",
    ],
)
def test_what_people_say_of_an_organisation_stays_a_note(text: str) -> None:
    assert SAID in _list_notes(_read(text))


def test_an_open_quotation_goes_on_to_its_closing_mark() -> None:
    lines = [
        f"“{LONG[1:]}",
        "own staff say",
        "",
        "that a desk by the door is in their way.” We heard it twice.",
    ]
    said = [line for words in PEOPLE for line in ("A resident told us:", "", words, "")]
    pages = make_pdf([put_lines([*said, *lines, "", "We thank all who came."])])
    taken = take_quotations(list(read_document("a.pdf", pages).lines))
    place = next(place for place, line in enumerate(taken) if line.text == lines[0])
    assert taken[place].role == "note"
    rest = [line for line in taken[place + 1 :] if line.form != "blank"]
    assert [line.role for line in rest] == ["continuation", "continuation", "context", "context"]
    assert [line.text.strip() for line in rest][1:3] == [
        "that a desk by the door is in their way.”",
        "We heard it twice.",
    ]
