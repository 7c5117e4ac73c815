"""Finds every point at which a run changes the disk, and makes any one of them go wrong.

All is done in a forked child, so that nothing of it is left and the libraries are loaded only once. A point
is one call that changes what lies on the disk: a folder made, a file opened for writing, bytes written or
brought to the disk, a file moved, removed or given other rights, a statement of the cache's database. Between
two points nothing on the disk changes, so a run killed right after one leaves what a run killed right before
the next one leaves.
"""

from __future__ import annotations

import errno
import functools
import os
import sqlite3
import sys
import traceback
import warnings
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

# How a point goes wrong: the process ends before it, or with half of the bytes written, or after it; or the
# system refuses it.
Mode = Literal["killed before", "killed half-way", "killed after", "disk full", "permission denied"]
KILLED: tuple[Mode, ...] = ("killed before", "killed half-way", "killed after")
REFUSED: tuple[Mode, ...] = ("disk full", "permission denied")

_CALLS = ("mkdir", "fsync", "replace", "rename", "unlink", "remove", "rmdir", "chmod", "ftruncate")
_FAILED = 70  # a child's exit code when the run raised something that is no answer to the user
_KILLED = 71
_WRITES = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC


@dataclass(frozen=True)
class Point:
    """One point of a run.

    Attributes:
        call: What is called there.
        path: The file, from the workspace on; temporary names without their random part.
    """

    call: str
    path: str


@dataclass(frozen=True)
class Ended:
    """How a run in a child ended: its exit code, and what it said."""

    code: int
    said: str

    @property
    def killed(self) -> bool:
        return self.code == _KILLED

    @property
    def crashed(self) -> bool:
        return self.code == _FAILED


class Faults:
    """Counts the points of this process, and makes one of them go wrong.

    Args:
        root: The workspace: what happens elsewhere is no point.
        at: The point that goes wrong, from 0 on, or -1 to count only.
        mode: How.
        watch: Called before each point.
    """

    def __init__(
        self,
        root: Path,
        at: int = -1,
        mode: Mode = "killed before",
        watch: Callable[[int, Point], None] | None = None,
    ) -> None:
        self.points: list[Point] = []
        self._watch = watch
        self._root = str(root.resolve())
        self._at = at
        self._mode = mode
        self._real: dict[str, Callable[..., Any]] = {}
        self._inside = False

    def install(self) -> None:
        """From here on, in this process, every point passes through."""
        for name in (*_CALLS, "open", "write"):
            self._real[name] = getattr(os, name)
        for name in _CALLS:
            setattr(os, name, functools.partial(self._call, name))
        os.open = self._open  # type: ignore[assignment]
        os.write = self._write  # type: ignore[assignment]
        sys.addaudithook(self._hear)
        faults = self

        class Connection(sqlite3.Connection):
            """A database whose statements are points."""

            def execute(self, *arguments: Any) -> sqlite3.Cursor:
                statement = super().execute
                return faults._at_database(arguments[0], lambda: statement(*arguments))

            def executemany(self, *arguments: Any) -> sqlite3.Cursor:
                statement = super().executemany
                return faults._at_database(arguments[0], lambda: statement(*arguments))

            def __exit__(self, *arguments: Any) -> Literal[False]:
                end = super().__exit__
                return faults._at_database("COMMIT", lambda: end(*arguments))

        real_connect = sqlite3.connect
        sqlite3.connect = functools.partial(real_connect, factory=Connection)

    def _hear(self, event: str, arguments: tuple[Any, ...]) -> None:
        """What libraries open for writing by themselves."""
        if event != "open" or self._inside or arguments[1] is None:
            return
        path, mode, _ = arguments
        if isinstance(path, str) and set(mode) & set("wax+"):
            self._pass("open", path, lambda: None)

    def _open(self, path: Any, flags: int, *arguments: Any, **named: Any) -> int:
        do = functools.partial(self._real["open"], path, flags, *arguments, **named)
        return int(self._pass("open", path, do) if flags & _WRITES else do())

    def _write(self, handle: int, content: Any) -> int:
        if self._inside or not self._is_ours(path := _path_of(handle)):
            return int(self._real["write"](handle, content))
        half = functools.partial(self._real["write"], handle, bytes(content)[: len(content) // 2])
        return int(self._pass("write", path, lambda: self._real["write"](handle, content), half))

    def _call(self, name: str, *arguments: Any, **named: Any) -> Any:
        what = arguments[0]
        if isinstance(what, int):
            what = _path_of(what)
        elif isinstance(named.get("dir_fd"), int):
            what = f"{_path_of(named['dir_fd'])}/{what}"
        return self._pass(name, what, lambda: self._real[name](*arguments, **named))

    def _at_database(self, statement: str, do: Callable[[], Any]) -> Any:
        first = statement.split(maxsplit=1)[0]
        if first == "SELECT":
            return do()
        refusal = sqlite3.OperationalError("refused by the test")
        refusal.sqlite_errorcode = sqlite3.SQLITE_FULL
        return self._pass(f"database {first}", f"{self._root}/.cache/vectors.sqlite", do, refusal=refusal)

    def _is_ours(self, path: object) -> bool:
        return isinstance(path, str | bytes | os.PathLike) and _full(path).startswith(f"{self._root}/")

    def _pass(
        self,
        call: str,
        path: Any,
        do: Callable[[], Any],
        half: Callable[[], Any] | None = None,
        refusal: Exception | None = None,
    ) -> Any:
        if self._inside or not self._is_ours(path):
            return do()
        number = len(self.points)
        self.points.append(Point(call, _shorten(_full(path), self._root)))
        if self._watch is not None:
            self._inside = True
            self._watch(number, self.points[-1])
            self._inside = False
        if number == self._at:
            if self._mode == "killed half-way" and half is not None:
                self._inside = True
                half()
            elif self._mode == "killed after":
                self._inside = True
                with suppress(OSError):  # such as a folder that is there
                    do()
            if self._mode in KILLED:
                os._exit(_KILLED)
            if refusal is not None:
                raise refusal
            code = errno.ENOSPC if self._mode == "disk full" else errno.EACCES
            raise OSError(code, os.strerror(code), os.fsdecode(path))
        self._inside = True
        try:
            return do()
        finally:
            self._inside = False


def run_in_child(work: Callable[[], int], faults: Faults | None = None) -> tuple[Ended, list[Point]]:
    """Run something in a forked child, with faults if given; gives how it ended and its points."""
    reading, writing = os.pipe()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)  # threads of libraries, which children do without
        child = os.fork()
    if child == 0:
        os.close(reading)
        code = _FAILED
        try:
            sys.stdout = sys.stderr = open(writing, "w", encoding="utf-8", buffering=1)  # noqa: SIM115
            if faults is not None:
                faults.install()
            code = work()
        except BaseException:
            traceback.print_exc()
        finally:
            if faults is not None:
                faults._inside = True
                for point in faults.points:
                    print(f"\x1e{point.call}\x1f{point.path}")  # noqa: T201
            sys.stderr.flush()
            os._exit(code)
    os.close(writing)
    with open(reading, encoding="utf-8", errors="replace") as said:
        lines = said.read().split("\n")
    code = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    points = [Point(*line[1:].split("\x1f")) for line in lines if line.startswith("\x1e")]
    return Ended(code, "\n".join(line for line in lines if not line.startswith("\x1e"))), points


def _path_of(handle: int) -> str:
    try:
        return str(Path(f"/proc/self/fd/{handle}").readlink())
    except OSError:
        return ""


def _full(path: Any) -> str:
    return os.path.abspath(os.fsdecode(path))  # noqa: PTH100 - Path.resolve asks the disk, and is slow


def _shorten(path: str, root: str) -> str:
    name = path.removeprefix(f"{root}/")
    folder, _, last = name.rpartition("/")
    if last.endswith(".part"):
        last = last.rsplit(".", 2)[0] + ".part"
    elif last.startswith("openpyxl."):
        last = "openpyxl"
    return f"{folder}/{last}" if folder else last
