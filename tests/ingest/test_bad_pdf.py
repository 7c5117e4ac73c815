"""PDFs that cannot be read, are damaged or hostile, and long ones."""

from __future__ import annotations

import random

import pytest

from pipeline.errors import SourceError
from pipeline.ingest.pdf import read_pdf
from tests.ingest.pdf_maker import LONG, PICTURE, make_pdf, put, put_bullets, put_lines
from tests.ingest.reading import read_pages
from tests.work import limit_work


@pytest.mark.parametrize(
    ("content", "what"),
    [
        (make_pdf([put("x", 72, 700)], locked=True), "protected by a password"),
        (make_pdf([PICTURE, PICTURE]), "pictures of text but no text"),
        (make_pdf([b""]), "holds no text"),
        (make_pdf([]), "no pages"),
        (make_pdf([put("x", 72, 700)])[:700], "damaged"),
        (b"%PDF-1.7\n" + bytes(4000), "damaged"),
        (b"<html>", "not a PDF"),
        (make_pdf([b"BT /plain 1 Tf 9 9 Td " + b"(xxxxxxxxxxxxxxxxxxxx) Tj " * 10_001 + b"ET"]), "letters"),
    ],
)
def test_what_cannot_be_read_is_said_in_one_line(content: bytes, what: str) -> None:
    with pytest.raises(SourceError, match=what) as found:
        read_pdf("notes.pdf", content)
    assert str(found.value).startswith("notes.pdf: ")
    assert "\n" not in str(found.value)


def test_hostile_pages_neither_hang_nor_crash() -> None:
    words = b"".join(put("word and more", 10 + 60 * (i % 9), 800 - i // 9, size=2) for i in range(3000))
    dots = b"".join(put("•", 72 + i % 500, 700 - i // 500) for i in range(10_000))
    shapes = b"".join(b"%d %d 4 4 re f\n" % (i % 500, i // 500) for i in range(20_000))
    far = put("far", 1e30, -1e30) + put("small", 72, 600, size=1e-9) + put("big", 72, 500, size=1e9)
    nothing = b"BT /plain 12 Tf 72 650 Td (a\\000b\\001) Tj ET\n"
    plain = put("plain words that are there", 72, 700)
    with limit_work(20):
        lines = read_pages(words, dots, shapes + put("here", 72, 700), far + plain, nothing)
    assert not any("\0" in line.text for line in lines)
    assert any(line.text == "plain words that are there" for line in lines)


def test_damaged_bytes_give_lines_or_a_reason() -> None:
    sound = make_pdf([put("Notes", 72, 780, size=20) + put_bullets([["a", "b"], ["c"]]) + PICTURE])
    chance = random.Random(1)
    for _ in range(300):
        content = bytearray(sound)
        for _ in range(chance.choice((1, 5, 20))):
            content[chance.randrange(len(content))] = chance.randrange(256)
        try:
            read_pdf("x.pdf", bytes(content))
        except SourceError:
            continue


def test_many_pages_are_read_in_good_time() -> None:
    pages = [put_lines([f"{LONG} {page}"] * 40, y=780) for page in range(50)]
    with limit_work(10):  # some 2 s; 300 pages may take a minute
        assert len(read_pages(*pages)) >= 50 * 40
