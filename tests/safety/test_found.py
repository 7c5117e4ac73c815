"""What fuzzing and trying by hand found, kept; and a short fuzzing of what people write by hand.

The long one, guided by coverage, is `python -m tests.benchmarks.fuzz`.
"""

from __future__ import annotations

import io
import lzma
import os
import sys
import zipfile
from pathlib import Path

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pipeline.errors import PipelineError, SettingsError, SourceError
from pipeline.ingest import gather_event, read_event
from pipeline.ingest.sheets.evidence import names_person
from pipeline.keeping.csv_text import disarm
from pipeline.keeping.sheets import write_text
from pipeline.keeping.store import EventStore, Workspace
from pipeline.settings import load_settings
from tests.benchmarks.fuzz.seeds import write_seeds
from tests.benchmarks.fuzz.targets import TARGETS
from tests.ingest.builders import build_archive

SEEDS = write_seeds()
CODE = "codes: [{code: a, title: a, definition: a"
ODS = (
    '<office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
    'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" '
    'xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0"><office:body><office:spreadsheet>'
    "<table:table><table:table-row><table:table-cell><text:p>listening-event-review 1 x</text:p>"
    "</table:table-cell></table:table-row>{}</table:table></office:spreadsheet></office:body>"
    "</office:document-content>"
)


@pytest.mark.parametrize("name", ["event.toml", "settings.toml"])
@pytest.mark.parametrize(
    "content", [b"a=" + b"[" * 5_000, b"a=" + b"{a=" * 5_000, b"a=" + b"1" * 5_000, b"\xff"]
)
def test_toml_that_breaks_the_parser_is_refused(name: str, content: bytes) -> None:
    with pytest.raises(SettingsError, match=r"TOML|UTF-8"):
        TARGETS[name](content)


def test_a_series_file_that_breaks_the_parser_is_refused() -> None:
    from pipeline.series import read_decisions

    with pytest.raises(SettingsError, match="TOML"):
        read_decisions(b"a=" + b"[" * 5_000, "series.toml")


@pytest.mark.parametrize(
    "value",
    [
        "[themes]\nmost_themes = " + "9" * 400,
        "[themes]\ncode_fit = nan",
        "[themes]\ncode_fit = inf",
        "[privacy]\nmask = [1, 2]",
        "[report]\nglossary = {a = 1}",
        "[report]\nnext_steps = [{}]",
    ],
)
def test_settings_that_nothing_can_work_with_are_refused(value: str) -> None:
    with pytest.raises(SettingsError):
        TARGETS["settings.toml"](value.encode())


@pytest.mark.parametrize(
    "content",
    [
        "[" * 3_000,
        "codebook: 2024-13-45",
        "version: !!int x",
        "version: !!timestamp x",
        "version: !!bool x",
        "version: !!python/object/apply:os.system [touch /tmp/x]",
        "version: !!python/name:os.system",
        f"sources: 5\n{CODE}}}]",
        f"learned: {{titles: 5}}\n{CODE}}}]",
        "codebook: " + "1" * 5_000,
        f"inherits: ['{'a' * 300}']",
        'codes: [{code: a, title: "\\ud800", definition: a}]',
        "&a [*a]",
        f"{CODE}, examples: &e [*e]}}]",
    ],
)
def test_codebooks_that_break_the_parser_are_refused(content: str) -> None:
    with pytest.raises(SettingsError):
        TARGETS["codebook.yaml"](content.encode())


@pytest.mark.parametrize("inside", ["<table:table-row-group>", "<table:table-row><table:table-cell><text:p>"])
def test_a_workbook_nested_without_end_is_refused(inside: str) -> None:
    repeated = inside if "group" in inside else "<text:span>"
    closing = "".join(
        f"</{tag[1:]}" for tag in reversed(inside.split("><")) for tag in [f"<{tag.strip('<>')}>"]
    )
    start, end = ("", "") if "group" in inside else (inside, closing)
    deep = start + repeated * 5_000 + repeated.replace("<", "</") * 5_000 + end
    content = build_archive({"content.xml": ODS.format(deep)})
    with pytest.raises(SourceError, match="damaged"):
        TARGETS["review.ods"](content)


def test_an_archive_packed_as_no_office_program_does_is_refused() -> None:
    saved = io.BytesIO()
    with zipfile.ZipFile(saved, "w", zipfile.ZIP_LZMA) as archive:
        archive.writestr("word/document.xml", "<a>" + "x" * 500 + "</a>")
    content = bytearray(saved.getvalue())
    content[60] ^= 0xFF
    with zipfile.ZipFile(io.BytesIO(bytes(content))) as archive, pytest.raises(lzma.LZMAError):
        archive.read("word/document.xml")  # an error of a kind of its own, which nobody caught
    with pytest.raises(SourceError, match="damaged"):
        TARGETS["docx"](bytes(content))


def test_a_correction_of_lines_beyond_all_counting_is_refused() -> None:
    with pytest.raises(SettingsError, match="names no lines"):
        TARGETS["event.toml"](f'[[correct]]\nlines = "{"9" * 5_000}"\nrole = "note"'.encode())


@pytest.mark.skipif(sys.platform != "linux", reason="only there can a file's name be other than text")
def test_names_of_files_that_are_no_text_are_read_and_written(tmp_path: Path) -> None:
    event = tmp_path / "event"
    event.mkdir()
    (event / os.fsdecode(b"no\xfftes.txt")).write_bytes(b"What helps?\n- tea and time\n- a bus\n")
    (event / os.fsdecode(b"wall\xff.jpg")).write_bytes(b"x")
    found = read_event(gather_event(event), load_settings().ingest)
    EventStore(Workspace(tmp_path), "event").write_table("sources", found.sources)
    assert found.sources["source"].tolist() == ["no\\udcfftes.txt", "wall\\udcff.jpg"]
    folder = tmp_path / os.fsdecode(b"ev\xff")
    folder.mkdir()
    with pytest.raises(SourceError, match="no text"):
        gather_event(folder)


def test_the_order_in_which_a_disk_lists_files_has_no_say(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("b.md", "a.md", "c/b.md", "c/a.md", "a.txt"):
        path = tmp_path / "event" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(f"## What helps?\n\n- {name}\n", encoding="utf-8")
    walk = os.walk

    def walk_backwards(*given: object, **named: object):  # type: ignore[no-untyped-def]
        for root, folders, names in walk(*given, **named):  # type: ignore[call-overload]
            folders.sort(reverse=True)
            yield root, folders, sorted(names, reverse=True)

    before = gather_event(tmp_path / "event")
    monkeypatch.setattr(os, "walk", walk_backwards)
    assert gather_event(tmp_path / "event") == before


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("bell \x07", "bell \ufffd"),
        ("\ufffe x", "\ufffd x"),
        ("\ud800", "\ufffd"),
        ("_x0041_", "_x005F_x0041_"),
        ("=1+1", "=1+1"),
        ("x" * 40_000, "x" * 32_000),
    ],
)
def test_a_cell_of_a_workbook_holds_any_text(text: str, shown: str) -> None:
    book = openpyxl.Workbook()
    write_text(book.active["A1"], text)
    book.save(io.BytesIO())
    assert book.active["A1"].value == shown
    assert book.active["A1"].data_type == "s"


@pytest.mark.parametrize(
    "text",
    [
        "=1+1",
        "= SUM(1)",
        "\t=x",
        "@SUM(1)",
        "+cmd|' /C calc'!A0",
        "-2+3+HYPERLINK(1)",
        '- hyperlink("x")',
        "-2+3",
        "+bins",
        "-word",
        "+'file:///x'#$A.A1",
        r"+'\\127.0.0.1\share\[x.xlsx]S'!A1",
        "--x",
    ],
)
def test_a_formula_is_disarmed(text: str) -> None:
    assert disarm(text) == "'" + text


@pytest.mark.parametrize(
    "text",
    [
        "- more time",
        "- carer(s)",
        "-5",
        "+1",
        "====",
        "== Heading ==",
        "@ann said so",
        "--- | ---",
        "",
        "a =1+1",
        "-",
        "– a dash",
    ],
)
def test_what_people_write_stays_as_it_is(text: str) -> None:
    assert disarm(text) == text


@pytest.mark.parametrize("name", TARGETS)
@settings(max_examples=12, suppress_health_check=list(HealthCheck))
@given(data=st.data())
def test_whatever_is_changed_is_read_or_refused(name: str, data: st.DataObject) -> None:
    """A few bytes of a good file are cut out, doubled or changed: nothing but PipelineError comes of it."""
    content = data.draw(st.sampled_from(SEEDS[name]))
    start = data.draw(st.integers(0, len(content)))
    length = data.draw(st.integers(0, 12))
    put = data.draw(st.one_of(st.binary(max_size=12), st.just(content[start : start + 40])))
    try:
        TARGETS[name](content[:start] + put + content[start + length :])
    except PipelineError:
        return


@pytest.mark.parametrize("sign", ["-", "’", "/", "a-", "a/"])
def test_a_heading_of_nothing_but_signs_does_not_hang(sign: str) -> None:
    # Took 42 s with 31 of them, and twice as long with each further one.
    TARGETS["csv"](f"T{sign * 300}iea,What would help?\nx,A later bus\ny,A bench\n".encode())


@pytest.mark.parametrize(
    "heading", ["Please give us your name", "contact/e-mail", "Who fills this in: first name"]
)
def test_words_before_a_name_still_leave_a_heading_that_asks_for_one(heading: str) -> None:
    assert names_person(heading)
