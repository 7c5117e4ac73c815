"""OpenDocument texts: what is bold, what has a bullet, tables and text boxes."""

from __future__ import annotations

from tests.ingest.builders import build_open_document
from tests.ingest.reading import read_lines


def test_open_documents_say_what_is_bold_and_what_has_a_bullet() -> None:
    lines = read_lines(
        "x.odt",
        build_open_document(
            '<text:p><text:span text:style-name="T1">What</text:span> '
            '<text:span text:style-name="T1">helps?</text:span></text:p>'
            "<text:list><text:list-item><text:p>tea<text:line-break/>and cake</text:p><text:p>second</text:p>"
            "</text:list-item><text:list-header><text:p>no bullet</text:p></text:list-header></text:list>"
            "<table:table><table:table-row><table:table-cell><text:p>What stops?</text:p></table:table-cell>"
            "</table:table-row><table:table-row><table:table-cell><text:p>no\n   bus</text:p>"
            "</table:table-cell></table:table-row></table:table>"
            "<text:p><draw:frame><draw:text-box><text:p>in a box</text:p></draw:text-box></draw:frame>"
            "</text:p>",
            automatic='<style:style style:name="T1" style:family="text">'
            '<style:text-properties fo:font-weight="bold"/></style:style>',
        ),
    )
    assert [(line.words, line.form, line.bold) for line in lines] == [
        ("What helps?", "text", True),
        ("tea", "item", False),
        ("and cake", "text", False),
        ("second", "text", False),
        ("no bullet", "text", False),
        ("What stops?", "text", False),
        ("no bus", "item", False),
        ("", "blank", False),
        ("in a box", "text", False),
    ]
    assert lines[6].given is not None
    assert (lines[6].locator, lines[6].given.question) == (
        "paragraph 6, table 1 row 2 column 1",
        "What stops?",
    )
