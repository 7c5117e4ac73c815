"""What people write stands as text in what qualitative tools are handed, and on the sorting board.

The workspace is that of test_injection.py.
"""

from __future__ import annotations

import io
import re
from zipfile import ZipFile

from lxml import etree

from pipeline.keeping.qda import read_codes, read_project, walk_codes
from pipeline.keeping.store import EventStore, Workspace
from pipeline.keeping.workbooks import show_text
from tests.browser import open_browser
from tests.review.refi_qda import list_faults
from tests.safety.hostile import EVENT, Hostile, act
from tests.safety.strings import KEPT

OWN_PARTS = re.compile(r"project\.qde|Sources/[0-9A-F-]{36}\.txt")


def test_a_project_holds_the_words_of_every_note_where_it_says(hostile: Hostile) -> None:
    content = (hostile.root / "handed-on.qdpx").read_bytes()
    assert list_faults(content) == []
    with ZipFile(io.BytesIO(content)) as packed:
        assert [name for name in packed.namelist() if not OWN_PARTS.fullmatch(name)] == []
    project = read_project("handed-on.qdpx", content)
    selected = {text.text[one.start : one.end] for text in project.texts for one in text.codings}
    shown = {" ".join(text.split()) for text in selected}
    assert [text for text in KEPT if _in_one_line(text) not in shown] == []
    assert len(_list_titles(hostile)) > 10
    names = {code.name.partition(" (question")[0] for code in walk_codes(project.codes)}
    assert [title for title in _list_titles(hostile) if show_text(title) not in names] == []
    assert any(act("inreviewer") in name for name in project.users.values())
    assert act("intitle") in project.name


def test_a_codebook_holds_its_words_as_text_alone(hostile: Hostile) -> None:
    content = (hostile.root / "handed-on.qdc").read_bytes()
    assert list_faults(content) == []
    (code,) = read_codes("handed-on.qdc", content)
    assert act("incode") in code.name
    assert act("indefinition") in code.description


def test_what_is_handed_on_brings_no_document_type_and_no_instruction(hostile: Hostile) -> None:
    with ZipFile(hostile.root / "handed-on.qdpx") as packed:
        contents = [packed.read("project.qde"), (hostile.root / "handed-on.qdc").read_bytes()]
    for content in contents:
        tree = etree.fromstring(content).getroottree()
        assert not tree.docinfo.doctype
        assert not tree.xpath("//processing-instruction() | //comment()")


def test_the_sorting_board_shows_every_note_and_title_as_written(hostile: Hostile) -> None:
    """That nothing on it runs is looked at with the other pages, in test_injection.py."""
    with open_browser() as browser:
        browser.open(hostile.reports / "board.html", width=1400)
        for of, written in ((".card .words", KEPT), ("#board .column h2", _list_titles(hostile))):
            texts = browser.run(f"[...document.querySelectorAll('{of}')].map(one => one.textContent)")
            shown = {" ".join(text.split()) for text in texts}
            assert [text for text in written if _in_one_line(text) not in shown] == [], of


def _list_titles(hostile: Hostile) -> list[str]:
    """Titles that a reviewer gave, except one so like another that it was taken for a slip of the pen."""
    titles = set(EventStore(Workspace(hostile.root), EVENT).read_table("themes")["title"])
    return [title for title in hostile.themes if title in titles]


def _in_one_line(text: str) -> str:
    return show_text(" ".join(text.split()))
