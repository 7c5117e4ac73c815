"""Web pages: read as a browser shows them, whatever program saved them."""

from __future__ import annotations

import pytest

from tests.ingest.reading import read_lines, read_page, show_shape


def test_items_that_are_never_closed_are_items_all_the_same() -> None:
    assert show_shape(read_page("<ul>" + "<li><b>tea</b>" * 1_000)) == [("tea", "item", 1)] * 1_000


def test_a_page_is_read_as_a_browser_shows_it() -> None:
    lines = read_page(
        "<html><head><title>A page</title><style>p {}</style></head>\n<body><nav>Home</nav>\n"
        "<div>tea &amp; &lt;cake&gt;\n  and &#x1F600; caf&eacute;</div>\n"
        "<p>one<br>two</p><details><summary>What helps?</summary>time<script>x = '<p>'</script></details>\n"
        "<p hidden>secret</p><p>seen<template>spare</template></p><!-- todo --><img alt='a photo' src=x>\n"
        "<p><strong>What</strong> <b>stops?</b></p><footer>contact</footer></body></html>"
    )
    assert [(line.locator, line.words, line.role) for line in lines] == [
        ("line 1", "A page", "metadata"),
        ("line 1, part 2", "p {}", "metadata"),
        ("line 2", "Home", "boilerplate"),
        ("line 3", "tea & <cake> and 😀 café", ""),
        ("line 5", "one", ""),
        ("line 5, part 2", "two", ""),
        ("line 5, part 3", "What helps?", ""),
        ("line 5, part 4", "time", ""),
        ("line 5, part 5", "x = '<p>'", "metadata"),
        ("line 6", "secret", "metadata"),
        ("line 6, part 2", "seen", ""),
        ("line 6, part 3", "spare", "metadata"),
        ("line 6, part 4", "todo", "metadata"),
        ("line 6, part 5", "a photo", "boilerplate"),
        ("line 7", "What stops?", ""),
        ("line 7, part 2", "contact", "boilerplate"),
    ]
    assert [line.words for line in lines if line.bold] == ["What helps?", "What stops?"]


def test_pages_saved_by_word_and_google_docs_keep_their_lists() -> None:
    lines = read_page(
        "<p class=MsoListParagraph style='mso-list:l0 level2 lfo1'><![if !supportLists]>"
        "<span style='mso-list:Ignore'>o<span>&nbsp;&nbsp;</span></span><![endif]>tea</p>"
        '<ul class="c5 lst-kix_abc-1 start"><li>time</li></ul><![odd[ mark ]]>'
        '<b style="font-weight:normal"><p>plain</p></b><p style="font-weight: 700">bold</p>'
    )
    assert show_shape(lines) == [
        *(("tea", "item", 2), ("time", "item", 2), ("plain", "text", 0), ("bold", "text", 0)),
    ]
    assert [line.bold for line in lines] == [False, False, False, True]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "cp1252", "iso-8859-2"])
def test_a_page_may_say_how_it_is_encoded(encoding: str) -> None:
    words = "žluťoučký" if encoding == "iso-8859-2" else "café – tea"
    page = f'<meta http-equiv="Content-Type" content="text/html; charset={encoding}"><p>{words}</p>'
    assert [line.words for line in read_lines("x.htm", page.encode(encoding))] == [words]
