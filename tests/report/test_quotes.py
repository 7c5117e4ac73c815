"""No report that misquotes a note or has lost one."""

from __future__ import annotations

import pytest

from pipeline.errors import QuoteError
from pipeline.ingest import gather_event, read_event
from pipeline.report.quotes import check_source, is_masked_form, note_lines
from pipeline.settings import load_settings
from pipeline.tables import SEPARATOR
from pipeline.tables.contract import list_rows
from pipeline.wording.marks import is_without_mark_up
from tests.benchmarks.reading_wild.gold import list_documents
from tests.report.made_event import Case

NEVER = "Zebra"  # planted words, which no message may repeat


def refusal_of(case: Case) -> str:
    with pytest.raises(QuoteError) as refused:
        case.render()
    message = str(refused.value)
    assert NEVER not in message
    for words in case.safe_notes["words"]:
        assert not words or words not in message
    return message


def test_a_word_altered_after_masking_is_refused(case: Case) -> None:
    message = refusal_of(case.spoil("safe_notes", "words", 1, f"Embed {NEVER} into communities"))
    assert "t1-n01" in message
    assert "line 3" in message


def test_a_word_altered_beside_a_placeholder_is_refused(case: Case) -> None:
    assert "t1-n03" in refusal_of(case.spoil("safe_notes", "words", 3, f"Have a {NEVER} with [name]"))


def test_a_placeholder_in_a_note_that_is_not_masked_is_refused(case: Case) -> None:
    assert "t1-n01" in refusal_of(case.spoil("safe_notes", "words", 1, "Embed [name] into communities"))


def test_a_note_that_is_not_in_its_source_is_refused(case: Case) -> None:
    spoiled = case.spoil("notes", "text", 0, f"Need to go out to {NEVER}")
    spoiled = spoiled.spoil("notes", "words", 0, f"Need to go out to {NEVER}")
    spoiled = spoiled.spoil("safe_notes", "words", 0, f"Need to go out to {NEVER}")
    keys = spoiled.themes.loc[0, "key_points"].replace(
        "Need to go out to people", f"Need to go out to {NEVER}"
    )
    assert "t1-n00" in refusal_of(spoiled.spoil("themes", "key_points", 0, keys))


def test_a_note_at_another_line_is_refused(case: Case) -> None:
    assert "t1-n00" in refusal_of(case.spoil("notes", "line", 0, 5).spoil("safe_notes", "line", 0, 5))


def test_a_word_lost_between_source_and_report_is_refused(case: Case) -> None:
    spoiled = case.spoil("notes", "words", 8, "").spoil("safe_notes", "words", 8, "")
    keys = spoiled.themes.loc[1, "key_points"].removesuffix("Connection")
    assert "t2-n02" in refusal_of(spoiled.spoil("themes", "key_points", 1, keys))


def test_an_altered_heading_is_refused(case: Case) -> None:
    assert "t1-n02" in refusal_of(case.spoil("safe_notes", "heading", 2, f"Being {NEVER}"))


@pytest.mark.parametrize("table", ["codings", "safe_notes"])
def test_a_lost_note_is_refused(case: Case, table: str) -> None:
    assert "t1-n05" in refusal_of(case.drop(table, 5))


def test_a_line_marked_as_a_note_that_is_none_is_refused(case: Case) -> None:
    row = case.ledger.index[case.ledger["role"] == "summary"][0]
    assert "line 900" in refusal_of(case.spoil("ledger", "role", row, "note"))


def test_an_altered_key_point_is_refused(case: Case) -> None:
    keys = case.themes.loc[1, "key_points"].replace("Connection", NEVER)
    assert "theme t2" in refusal_of(case.spoil("themes", "key_points", 1, keys))


def test_a_key_point_of_another_question_is_refused(case: Case) -> None:
    spoiled = case.spoil("themes", "key_point_ids", 1, "t5-n00").spoil(
        "themes", "key_points", 1, "In person is best"
    )
    message = refusal_of(spoiled)
    assert "t5-n00" in message
    assert "not a note of its question" in message


def test_a_key_point_that_is_not_a_note_is_refused(case: Case) -> None:
    ids = SEPARATOR.join(("t2-n00", "gone"))
    assert "note gone" in refusal_of(case.spoil("themes", "key_point_ids", 1, ids))


@pytest.mark.parametrize(
    ("shown", "original", "allowed"),
    [
        ("as it was", "as it was", True),
        ("ask [name] first", "ask Priya Shah first", True),
        ("[name] and [name]", "Priya and Tom", True),
        ("[illegible] said [name]", "[illegible] said Tom", True),
        ("mail [email address]", "mail a@b.org", True),
        ("ask [name] last", "ask Priya first", False),
        ("[name] asked [name]", "Priya told Tom", False),
        ("[name] b [name] a", "x a y b z a", True),
        ("[name] b [name] a b [name]", "x a b y", False),
        ("aa[name]aa", "aaa", False),
        ("ask", "ask Priya", False),
    ],
)
def test_masking_may_only_replace_stretches(shown: str, original: str, allowed: bool) -> None:
    assert is_masked_form(shown, original) is allowed


@pytest.mark.parametrize(
    ("words", "text", "allowed"),
    [
        ("lots of assumptions", r"\*\* **lots** of _assumptions_", True),
        ("the 3rd sector", "the 3<sup>rd</sup> sector", True),
        ("see here & there", "see [here](http://x.org 'title') &amp; there", True),
        ("café", "caf&eacute;", True),
        ("a < b", "a &lt; b", True),
        ("We do pay people", "We do not pay people", False),
        ("We do not pay people", "We do pay people", False),
        ("pay people", "people pay", False),
        ("", "Connection", False),
    ],
)
def test_only_mark_up_may_be_taken_out(words: str, text: str, allowed: bool) -> None:
    assert is_without_mark_up(words, text) is allowed


def test_every_note_of_a_wild_document_can_be_quoted() -> None:
    checked = 0
    for document in list_documents():
        if any(note.sure for note in document.notes) and document.path.suffix != ".pdf":
            found = read_event(gather_event(document.path), load_settings().ingest)
            lines = note_lines(found.ledger)
            for note in list_rows(found.notes):
                check_source(note, lines)
                checked += 1
    assert checked > 500


def test_a_word_left_out_of_a_wrapped_block_quote_is_noticed() -> None:
    document = next(one for one in list_documents() if one.path.name == "cam_workshop_email_feedback.md")
    found = read_event(gather_event(document.path), load_settings().ingest)
    note = list_rows(found.notes)[-1]
    words = note["text"].replace("supplementary ", "")
    with pytest.raises(QuoteError, match="not in its source"):
        check_source({**note, "text": words, "words": words}, note_lines(found.ledger))


def test_a_word_left_out_where_lines_meet_is_noticed() -> None:
    """Between the lines of a note only votes may be passed over."""
    lines = {("a.md", "line 1", 1): [("The hall is", "The hall is ++\nnot\nwarm")]}
    note = {"source": "a.md", "locator": "line 1", "line": 1, "note_id": "n1"}
    text = "The hall is\nnot\nwarm"
    check_source({**note, "text": text, "words": "The hall is not warm"}, lines)
    with pytest.raises(QuoteError, match="not in its source"):
        check_source({**note, "text": "The hall is\nwarm", "words": "The hall is warm"}, lines)


def test_a_note_that_is_partly_kept_out_of_print_is_quoted_last(case: Case) -> None:
    themes = [theme for question in case.build().questions for theme in question.themes]
    theme = next(theme for theme in themes if len(theme.shown) > 2)
    first = theme.shown[0]
    row = case.safe_notes.index[case.safe_notes["note_id"] == first.note_id][0]
    hidden = case.spoil("safe_notes", "words", row, f"{first.words.split()[0]} [withheld]").build()
    again = next(
        one for question in hidden.questions for one in question.themes if one.theme_id == theme.theme_id
    )
    assert again.shown[-1].note_id == first.note_id
    assert [note.note_id for note in again.shown[:-1]] == [note.note_id for note in theme.shown[1:]]
