"""Words that stand in quotation marks of their own get no second pair, in any format."""

from __future__ import annotations

from dataclasses import replace
from html import unescape

import pytest

from pipeline.report.blocks import Bullets, Document, ListedNote, NoteList, Quote, Quotes, Section
from pipeline.report.formats import quote_words
from pipeline.report.formats.text import render_html, render_markdown
from pipeline.wording.marks import add_marks, drop_marks, has_marks


@pytest.mark.parametrize(
    ("words", "own"),
    [
        ("“More buses”", True),
        ('"More buses"', True),
        ("‘More buses’", True),
        ("«Plus de bus»", True),
        ("More buses", False),
        ("“Yes” and “no”", False),
        ('“Only "on the day", and “no” to all else”', True),
        ("“More buses” and “fewer cars”", False),
        ("'em all", False),
        ("“”", False),
    ],
)
def test_marks_around_all_of_a_text_are_its_own(words: str, own: bool) -> None:
    assert has_marks(words) is own
    assert add_marks(words) == (words if own else f"“{words}”")
    assert drop_marks(words) == (words[1:-1] if own else words)
    assert quote_words(Quote("n", words, "line 1")) == add_marks(words)


@pytest.mark.parametrize(
    ("words", "shown"),
    [
        ("“The plan begins here.", "“The plan begins here.”"),
        ("and it ends here.”", "“and it ends here.”"),
        ('"More buses', '"More buses"'),
        ("«Plus de bus", "«Plus de bus»"),
        ("“Yes” and no", "““Yes” and no”"),
        ("'em all", "“'em all”"),
    ],
)
def test_of_a_quotation_that_runs_over_several_notes_the_other_mark_is_added(words: str, shown: str) -> None:
    assert not has_marks(words)
    assert add_marks(words) == shown


@pytest.mark.parametrize("words", ["“Not one lift”", '“Not "one" lift”'])
def test_no_format_doubles_them(words: str) -> None:
    quote = Quote("n", words, "line 1")
    listed = NoteList("All", (ListedNote(("line 1",), words, "", "", ("n",)),))
    section = Section("one", "Lifts", (Quotes((quote,)), Bullets((quote,)), listed))
    document = Document("name", "en-GB", "Title", "", "", "Draft", (section,), notes_in="appendix.html")
    pages, text = unescape(render_html(document, {})), render_markdown(document)
    for written in (pages, text):
        assert words in written
        assert f"“{words}" not in written
    assert written.count(words) >= 2
    assert render_html(document, {}).count('<q class="words bare"') == 2
    begun = replace(quote, words="“Not one lift")
    halved = replace(document, sections=(Section("one", "Lifts", (Quotes((begun,)), Bullets((begun,)))),))
    for written in (render_html(halved, {}), render_markdown(halved)):
        assert "“Not one lift”" in written
        assert "““" not in written
