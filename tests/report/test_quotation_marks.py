"""Words that stand in quotation marks of their own get no second pair, in any format."""

from __future__ import annotations

import pytest

from pipeline.report.blocks import Bullets, Document, ListedNote, NoteList, Quote, Quotes, Section
from pipeline.report.formats import quote_words
from pipeline.report.formats.html import render_html
from pipeline.report.formats.markdown import render_markdown
from pipeline.wording.quotations import add_marks, drop_marks, has_marks


@pytest.mark.parametrize(
    ("words", "own"),
    [
        ("“More buses”", True),
        ('"More buses"', True),
        ("‘More buses’", True),
        ("«Plus de bus»", True),
        ("More buses", False),
        ("“Yes” and “no”", False),
        ("“More buses", False),
        ("'em all", False),
        ("“”", False),
    ],
)
def test_marks_around_all_of_a_text_are_its_own(words: str, own: bool) -> None:
    assert has_marks(words) is own
    assert add_marks(words) == (words if own else f"“{words}”")
    assert drop_marks(words) == (words[1:-1] if own else words)
    assert quote_words(Quote("n", words, "line 1")) == add_marks(words)


def test_no_format_doubles_them() -> None:
    words = "“Not one lift”"
    quote = Quote("n", words, "line 1")
    listed = NoteList("All", (ListedNote("line 1", words, "", "", "n"),))
    section = Section("one", "Lifts", (Quotes((quote,)), Bullets((quote,)), listed))
    document = Document("name", "en-GB", "Title", "", "", "Draft", (section,), notes_in="appendix.html")
    for written in (render_html(document, {}), render_markdown(document)):
        assert words in written
        assert f"“{words}" not in written
    assert written.count(words) >= 2
    assert render_html(document, {}).count('<q class="words bare"') == 2
