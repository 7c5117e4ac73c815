"""Fuzzes one target in a process of its own: `python -m tests.benchmarks.fuzz.one TARGET FOLDER [OPTION …]`.

An exception other than PipelineError is kept once for each place it comes from, with the input that made it,
and fuzzing goes on; a hang or too much memory ends the process, and libFuzzer keeps the input.
"""

from __future__ import annotations

import io
import random
import sys
import traceback
import zipfile
import zlib
from pathlib import Path

import atheris

with atheris.instrument_imports(include=["pipeline", "tomllib", "yaml", "zipfile"]):
    from pipeline.errors import PipelineError
    from tests.benchmarks.fuzz.targets import TARGETS

ARCHIVES = ("docx", "odt", "xlsx", "pptx", "altchunk.docx", "qdpx", "review.xlsx", "review.ods")
_PARTS = (".xml", ".rels", ".qde", ".txt", ".html", ".mht")
_WORDS = {
    "md": ["# ", "- ", "| --- |", "**", "<!--", "-->", "```", "&amp;", "](", "> ", "1. ", "    ", "\\"],
    "txt": ["Table 1", "- ", "* ", "\t", "?\n\n", ":\n", "+1+1", "Person 1: ", "1. ", "====", "\r", "\x93"],
    "html": [
        "<li>",
        "</ul>",
        "<td rowspan=",
        "<table>",
        "<!--",
        "-->",
        "<script>",
        "&#",
        "<p style='",
        "<br>",
    ],
    "csv": ['"', '""', ",", ";", "\t", "\r\n", "sep=", "# ", "agree", "+1"],
    "toml": [
        "[[",
        "]]",
        "'''",
        '"""',
        "\\u",
        "= ",
        "{",
        "}",
        "inf",
        "nan",
        "1e999",
        "0x",
        "2024-02-30",
        "true",
    ],
    "yaml": [
        "- ",
        ": ",
        "&a ",
        "*a",
        "!!python/object/apply:os.system",
        "!!set",
        "? ",
        "<<: ",
        "|",
        "!!bool x",
    ],
    "xml": [
        "<!DOCTYPE x [<!ENTITY a 'a'>]>",
        "&a;",
        "&#0;",
        "<![CDATA[",
        "]]>",
        'val="',
        'r="A1"',
        "1048577",
    ],
    "pdf": [
        "obj",
        "endobj",
        "stream",
        "/Contents",
        "BT",
        "ET",
        "Tj",
        "Tm",
        "-1",
        "99999999999",
        "/Font",
        "<<",
    ],
}


def main() -> None:
    """Run libFuzzer on one target."""
    name, folder = sys.argv[1], Path(sys.argv[2])
    target = TARGETS[name]
    found: set[str] = set()

    def test_one_input(content: bytes) -> None:
        try:
            target(content)
        except PipelineError:
            return
        except Exception as error:
            _keep(folder, error, content, found)

    words = _WORDS["xml"] if name in ARCHIVES else _WORDS[name.rpartition(".")[2]]
    dictionary = folder / "words.dict"
    dictionary.write_text("".join(f'"{_escape(word)}"\n' for word in words), encoding="ascii")
    options = [sys.argv[0], f"-dict={dictionary}", *sys.argv[3:]]
    if name in ARCHIVES:
        atheris.Setup(options, test_one_input, custom_mutator=_mutate_archive)
    else:
        atheris.Setup(options, test_one_input)
    atheris.Fuzz()


def _keep(folder: Path, error: Exception, content: bytes, found: set[str]) -> None:
    frames = [frame for frame in traceback.extract_tb(error.__traceback__) if "/pipeline/" in frame.filename]
    where = f"{Path(frames[-1].filename).stem}-{frames[-1].lineno}" if frames else "elsewhere"
    key = f"{type(error).__name__}-{where}"
    if key in found:
        return
    found.add(key)
    (folder / f"found-{key}").write_bytes(content)
    lines = traceback.format_exception(error)
    (folder / f"found-{key}.txt").write_text("".join(lines)[-4_000:], encoding="utf-8", errors="replace")


def _mutate_archive(content: bytes, max_size: int, seed: int) -> bytes:
    """Change one part of the archive and pack it again: changed at random, hardly one would unpack."""
    chance = random.Random(seed)
    if chance.random() < 0.1:
        return atheris.Mutate(content, max_size)
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            parts = {name: archive.read(name) for name in archive.namelist()}
    except (zipfile.BadZipFile, ValueError, KeyError, RuntimeError, OSError, EOFError, zlib.error):
        return atheris.Mutate(content, max_size)
    chosen = [name for name in parts if name.endswith(_PARTS) and "theme" not in name]
    if not chosen:
        return atheris.Mutate(content, max_size)
    name = chance.choice(sorted(chosen))
    changed = atheris.Mutate(parts[name], len(parts[name]) + 200)
    saved = io.BytesIO()
    with zipfile.ZipFile(saved, "w") as archive:
        for part, held in parts.items():
            archive.writestr(zipfile.ZipInfo(part), changed if part == name else held)
    return saved.getvalue() if saved.tell() <= max_size else content


def _escape(word: str) -> str:
    return "".join(character if character.isalnum() else f"\\x{ord(character):02x}" for character in word)


if __name__ == "__main__":
    main()
