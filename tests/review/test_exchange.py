"""An event goes to qualitative tools and comes back: nothing is lost; what is coded there is a decision."""

from __future__ import annotations

import dataclasses
import io
import zipfile
from pathlib import Path

import pytest

from pipeline.commands.codebook import export_codebook, export_event, import_codebook
from pipeline.errors import PipelineError
from pipeline.ingest.event.project import read_project_back
from pipeline.keeping.qda import (
    PROGRAM,
    QdaCode,
    QdaCoding,
    QdaProject,
    make_guid,
    read_codes,
    read_project,
    walk_codes,
    write_codes,
    write_project,
)
from pipeline.keeping.store import Workspace
from pipeline.review import Draft
from tests.review.refi_qda import list_faults
from tests.review.workbooks import EVENT, take_back

ANN = make_guid("somebody", "Ann Lee")


@pytest.fixture(scope="module")
def exported(sent: Path, tmp_path_factory: pytest.TempPathFactory) -> bytes:
    file = tmp_path_factory.mktemp("exchange") / "event.qdpx"
    export_event(Workspace(sent), EVENT, None, file)
    return file.read_bytes()


@pytest.fixture
def project(exported: bytes) -> QdaProject:
    return read_project("event.qdpx", exported)


def _code(project: QdaProject, *codings: tuple[int, int, str, str]) -> bytes:
    """The project as Ann saves it after coding stretches of its first text; with new ids for what was."""
    text = project.texts[0]
    made = [make_guid("new", str(number)) for number in range(len(codings))]
    added = [
        QdaCoding(guid, make_guid("selection", guid), start, end, code, ANN, f"{when}T09:00:00Z")
        for guid, (start, end, code, when) in zip(made, codings, strict=True)
    ]
    old = [
        dataclasses.replace(one, guid=make_guid("again", one.guid), selection=make_guid("s", one.selection))
        for one in text.codings
    ]
    new = QdaCode(make_guid("new code"), "Getting home at night")
    texts = (dataclasses.replace(text, codings=(*old, *added)), *project.texts[1:])
    users = {**project.users, ANN: "Ann Lee"}
    return write_project(dataclasses.replace(project, users=users, codes=(*project.codes, new), texts=texts))


def test_the_project_is_as_the_standard_asks_and_the_same_again(
    exported: bytes, sent: Path, draft: Draft, tmp_path: Path
) -> None:
    assert list_faults(exported) == []
    export_event(Workspace(sent), EVENT, None, tmp_path / "again.qdpx")
    assert (tmp_path / "again.qdpx").read_bytes() == exported
    with zipfile.ZipFile(io.BytesIO(exported)) as archive:
        assert {entry.date_time for entry in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_every_note_is_selected_exactly_and_coded_with_its_theme(project: QdaProject, draft: Draft) -> None:
    words = dict(zip(draft.safe_notes["note_id"], draft.safe_notes["words"], strict=True))
    titles = dict(zip(draft.themes["theme_id"], draft.themes["title"], strict=True))
    themes = {note: titles[theme] for note, theme in draft.codings.set_index("note_id")["theme_id"].items()}
    codes = {code.guid: code.name for code in walk_codes(project.codes)}
    found = {
        one.name: (text.text[one.start : one.end], codes[one.code].partition(" (question")[0])
        for text in project.texts
        for one in text.codings
    }
    assert found == {note: (words[note], themes[note]) for note in words}
    assert set(project.users.values()) == {PROGRAM}


def test_a_project_read_and_written_is_the_same_file_and_no_decision(
    exported: bytes, project: QdaProject
) -> None:
    assert write_project(project) == exported
    assert [book.page for book in read_project_back("event.qdpx", exported)] == [True]


def test_what_a_person_coded_in_a_tool_comes_back_as_decisions(project: QdaProject, draft: Draft) -> None:
    text = project.texts[0]
    first, second = text.codings[0], text.codings[1]
    title_of = {code.guid: code.name for code in walk_codes(project.codes)}
    of_question = next(
        group.below for group in project.codes if first.code in {one.guid for one in group.below}
    )
    other = next(one for one in of_question if one.guid != second.code)
    saved = _code(
        project,
        (first.start + 3, first.end, make_guid("new code"), "2026-04-01"),  # most of a note
        (second.start, second.end, other.guid, "2026-04-02"),
        (second.start, second.end, second.code, "2026-04-02"),
    )
    found = take_back(draft, {"study.qdpx": saved})
    assert found.conflicts.empty
    said = found.decisions[["reviewer", "date", "note_id", "action", "value", "status"]]
    assert said.to_numpy().tolist() == [
        ["Ann Lee", "2026-04-02", first.name, "move", "Getting home at night", "applied"],
        ["Ann Lee", "2026-04-02", second.name, "move", other.name, "applied"],
        ["Ann Lee", "2026-04-02", second.name, "second_theme", title_of[second.code], "applied"],
    ]
    titles = dict(zip(found.themes["theme_id"], found.themes["title"], strict=True))
    now = found.codings.set_index("note_id")["theme_id"].map(titles)
    assert (now[first.name], now[second.name]) == ("Getting home at night", other.name)


@pytest.mark.parametrize(
    ("start", "end", "code", "what"),
    [
        (5, 9_999_999, "new code", "its positions do not lie in the text"),
        (9, 3, "new code", "its positions do not lie in the text"),
        (0, 4, "new code", "the code “Getting home at night” stands on words that are no note"),
        (200, 240, "nobody's code", "it has a code that the project does not list"),
    ],
)
def test_a_coding_that_does_not_fit_is_said_in_one_line(
    start: int, end: int, code: str, what: str, project: QdaProject, draft: Draft
) -> None:
    found = take_back(draft, {"s.qdpx": _code(project, (start, end, make_guid(code), "2026-04-01"))})
    assert what in found.conflicts["what"].tolist()
    assert found.codings.equals(draft.codings)


def _pack(**parts: str) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        for name, content in parts.items():
            archive.writestr(name.replace("__", "/").replace("_", "."), content)
    return packed.getvalue()


_OUTSIDE = '<Project xmlns="urn:QDA-XML:project:1.0" name="x"><Sources><TextSource {}/></Sources></Project>'
_DEEP = "<Project><CodeBook><Codes>{}</Codes></CodeBook></Project>"
_BOMB = '<!DOCTYPE a [<!ENTITY b "bbbbbbbbbb"><!ENTITY c "{}">]>'.format("&b;" * 1000)


@pytest.mark.parametrize(
    "content",
    [
        b"no zip file at all",
        _pack(other_xml="<a/>"),
        _pack(project_qde="<Project"),
        _pack(project_qde="<html/>"),
        _pack(project_qde='<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]><Project name="&b;"/>'),
        _pack(project_qde=_BOMB + '<Project name="&c;"/>'),
        _pack(project_qde=_OUTSIDE.format('plainTextPath="internal://../../../etc/passwd"')),
        _pack(project_qde=_OUTSIDE.format('plainTextPath="file:///etc/passwd"')),
        _pack(project_qde=_OUTSIDE.format('plainTextPath="absolute:///etc/passwd"')),
        _pack(project_qde='<Project name="x"/>', **{"..__..__evil_txt": "x"}),
        _pack(project_qde=_DEEP.format("<Code>" * 300 + "</Code>" * 300)),
    ],
)
def test_a_hostile_project_is_refused_in_one_line(content: bytes) -> None:
    with pytest.raises(PipelineError) as caught:
        read_project_back("theirs.qdpx", content)
    assert "\n" not in str(caught.value)
    assert "theirs.qdpx" in str(caught.value)


def test_a_codebook_goes_out_and_comes_back(sent: Path, tmp_path: Path) -> None:
    assert export_codebook(Workspace(sent), None, tmp_path / "codes.qdc") > 10
    content = (tmp_path / "codes.qdc").read_bytes()
    assert list_faults(content) == []
    codes = read_codes("codes.qdc", content)
    assert write_codes(codes) == content
    (tmp_path / "w" / "data" / "raw").mkdir(parents=True)
    there = import_codebook(Workspace(tmp_path / "w"), None, None, tmp_path / "codes.qdc")
    assert (there.learned.codes, there.learned.doubts) == ((), ())
    meaning = "Safe ways home.\nInclude: lifts\nExclude: parking\nExample: no bus after nine"
    (tmp_path / "theirs.qdc").write_bytes(write_codes([QdaCode(make_guid("h"), "Getting home", meaning)]))
    theirs = import_codebook(Workspace(tmp_path / "w"), None, None, tmp_path / "theirs.qdc")
    assert theirs.learned.codes == ("Getting home",)
    again = import_codebook(Workspace(tmp_path / "w"), None, None, tmp_path / "theirs.qdc")
    assert (again.learned.codes, again.learned.doubts) == ((), ())
    assert again.learned.content == theirs.learned.content
