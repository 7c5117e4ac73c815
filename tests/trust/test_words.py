"""Words that go astray: quotations in any language's marks, titles without end, a question asked twice."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any, cast

import pytest

from pipeline.errors import SettingsError
from pipeline.ingest import RawEvent, read_event
from pipeline.ingest.event import EventFile, read_event_file
from pipeline.ingest.explain import list_doubts
from pipeline.ingest.text import decode_text
from pipeline.language_model.replies import find_fault
from pipeline.review.replay.settle import settle_entries
from pipeline.review.workbook import Entry, Review
from pipeline.settings import load_settings
from pipeline.wording.marks import list_quotations


@pytest.mark.parametrize(
    ("text", "quoted"),
    [
        ("Rooms 'too cold' for us", ["too cold"]),
        ("‘never again’ they say", ["never again"]),
        ("„zu kalt“ und «trop froid» och »kallt«", ["zu kalt", "trop froid", "kallt"]),
        ("‚nie‘, “jamais” and 「寒い」", ["nie", "jamais", "寒い"]),
        ("a “quotation that is never closed", ["quotation that is never closed"]),
        ("Carers' needs, people's rights, 'em and the '90s", []),
        ("it’s the group’s own", []),
    ],
)
def test_quotation_marks_of_any_language_are_known(text: str, quoted: list[str]) -> None:
    assert list_quotations(text) == quoted


@pytest.mark.parametrize("marks", ["''", "‘’", "“”", "„“", "«»", "‹›", "‚‘", "「」", '""'])
def test_a_models_quotation_that_nobody_wrote_is_refused_in_any_marks(marks: str) -> None:
    notes = ["The hall is far too cold for older people"]
    for words, fault in (("far too cold", ""), ("freezing", "quotes words that none of its notes has")):
        text = f"Rooms {marks[0]}{words}{marks[1]} in winter"
        assert find_fault(text, 120, notes, lambda _: False) == fault


def test_a_title_without_end_is_refused_and_never_printed() -> None:
    titles: Any = SimpleNamespace(
        add_review=lambda review: None,
        find_sent=lambda review, theme_id: theme_id,
        find_title=lambda *_: "",
        add_title=lambda *_: pytest.fail("it became a title"),
        make_theme=lambda *_: pytest.fail("it became a theme"),
    )
    long = "a" * 5_000
    entries = (
        Entry("Themes!C4", "rename", long, "", "q-1.1"),
        Entry("Themes!D4", "split", f"Short; {long}", "", "q-1.1"),
    )
    review = Review("from Ann.xlsx", "Ann", "", False, {}, entries, ())
    for decision in settle_entries([review], {}, cast("Any", titles)):
        assert decision.status == "conflict"
        assert "5,000 characters is too long" in str(decision)


def test_a_question_twice_in_event_toml_is_named_with_its_line_to_mend() -> None:
    content = b'questions = ["What helps?", "What gets in the way?", "What helps? "]'
    with pytest.raises(SettingsError, match=r"entry 3 of 'questions' is the same question as entry 1\. Take"):
        read_event_file(content, "tea/event.toml")


@pytest.mark.parametrize(
    ("content", "text"),
    [
        ("naïve café, £5 – déjà vu, ça va, señor, über, Łódź".encode() + b" \xff!", "Łódź \ufffd!"),
        ("caf\u00e9".encode() + b" and caf\xe9", "café and café"),  # two files of two encodings, joined
        ("café £5 – naïve".encode("cp1252"), "café £5 – naïve"),
        ("café".encode(), "café"),
    ],
)
def test_one_bad_byte_leaves_all_other_letters_as_they_are(content: bytes, text: str) -> None:
    assert decode_text(content, "a.md").endswith(text)


def test_characters_that_could_not_be_read_are_said() -> None:
    notes = (
        b"# Tea\n\n## What helps?\n\n- "
        + "A café – £5, naïve, déjà vu, über, ça va, señor, Łódź – ".encode() * 3
    )
    raw = RawEvent("tea", EventFile(), (("a.md", notes + b" \xfe\xff\xfe\n- A ramp\n"),), ())
    found = read_event(raw, load_settings().ingest)
    assert "a.md: 3 characters could not be read" in list_doubts(found.ledger, found.questions, found.notes)
