"""A file is on the disk before it takes the place of the old one."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

from pipeline.errors import WriteError
from pipeline.keeping.writing import write_bytes


@pytest.mark.skipif(sys.platform == "win32", reason="folders cannot be brought to the disk there")
def test_bytes_reach_the_disk_before_the_name_does_and_the_name_before_the_end(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path, done = tmp_path / "report.html", []
    write_bytes(path, b"before")
    sync, replace = os.fsync, os.replace

    def tell_sync(handle: int) -> None:
        done.append(
            ("sync", str(Path(f"/proc/self/fd/{handle}").readlink()) if sys.platform == "linux" else "")
        )
        sync(handle)

    def tell_replace(source: str, target: Path, **named: object) -> None:
        done.append(("replace", Path(source).read_text()))
        replace(source, target, **named)  # type: ignore[arg-type]

    monkeypatch.setattr(os, "fsync", tell_sync)
    monkeypatch.setattr(os, "replace", tell_replace)
    write_bytes(path, b"after")
    assert [what for what, _ in done] == ["sync", "replace", "sync"]
    assert done[1][1] == "after"
    if sys.platform == "linux":
        assert done[0][1].endswith(".part")
        assert Path(done[2][1]) == tmp_path.resolve()


def test_a_file_that_cannot_take_its_place_leaves_nothing_behind(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "report.html"
    write_bytes(path, b"before")

    def refuse(*_: object, **__: object) -> None:
        raise OSError("held by another program")

    monkeypatch.setattr(os, "replace", refuse)
    with pytest.raises(WriteError, match=r"report.html.*What was there before is as it was"):
        write_bytes(path, b"after")
    assert path.read_bytes() == b"before"
    assert list(tmp_path.iterdir()) == [path]
