"""Runs the command line while Python tells of everything that reaches out of the process.

`python -m tests.safety.audited LOG ALLOWED COMMAND … [+ COMMAND …]`: what was tried against the promises
is written to LOG, a line each: connections and look-ups of names, other programs started, pickles loaded,
and files written outside of the folder ALLOWED. A connection is refused as well.
"""

from __future__ import annotations

import os
import sys
from itertools import groupby
from pathlib import Path

_NETWORK = (
    "socket.connect",
    "socket.bind",
    "socket.getaddrinfo",
    "socket.gethostby",
    "socket.send",
    "urllib.",
    "http.client",
    "ftplib",
    "smtplib",
    "ssl.",
)
_ITSELF = ("::1", 0)
_PROGRAMS = (
    "subprocess.Popen",
    "os.system",
    "os.exec",
    "os.posix_spawn",
    "os.spawn",
    "os.startfile",
    "pty.spawn",
    "webbrowser.open",
    "pickle.find_class",
    "ctypes.dlopen_remote",
)
# What processor this is: it is given nothing of ours.
_ASKS_THE_SYSTEM = ((["uname", "-p"],),)
_WRITES = {
    "os.mkdir": 0,
    "os.rename": 1,
    "os.remove": 0,
    "os.rmdir": 0,
    "os.link": 1,
    "os.symlink": 1,
    "os.chmod": 0,
    "os.truncate": 0,
    "sqlite3.connect": 0,
    "shutil.copyfile": 1,
    "shutil.move": 1,
}


def main() -> None:
    """Install the hook and run the command."""
    log, allowed = Path(sys.argv[1]), os.path.realpath(sys.argv[2])
    told: list[str] = []

    def is_inside(path: object) -> bool:
        if isinstance(path, int) or path is None:
            return True
        where = os.path.realpath(os.fsdecode(path))  # type: ignore[arg-type]
        return where.startswith(allowed + os.sep) or where in (allowed, os.devnull)

    def hook(event: str, given: tuple[object, ...]) -> None:
        if event == "socket.bind" and given[1:] == (_ITSELF,):
            return  # urllib3, which spaCy imports, asks whether this computer knows IPv6
        if event.startswith(_NETWORK):
            told.append(f"{event} {given!r}")
            raise OSError(f"no network here: {event}")
        if event.startswith(_PROGRAMS) and given[1:2] not in _ASKS_THE_SYSTEM:
            told.append(f"{event} {given!r}")
        path = (
            given[_WRITES[event]] if event in _WRITES else given[0] if _opens_to_write(event, given) else None
        )
        if not is_inside(_whole(event, given, path)):
            told.append(f"{event} {given!r}")

    sys.addaudithook(hook)
    from pipeline.cli import main as run

    statuses = []
    for _, words in groupby(sys.argv[3:], key="+".__eq__):
        command = list(words)
        if command != ["+"]:
            try:
                run(command)
            except SystemExit as ended:
                statuses.append(ended.code)
    lines = list(told)  # what is told from here on is our own writing
    log.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")
    sys.exit(statuses[0] if statuses else 0)


def _whole(event: str, given: tuple[object, ...], path: object) -> object:
    """A path that was given below an open folder, as shutil.rmtree does, from the root."""
    if event in ("os.remove", "os.rmdir") and isinstance(given[1], int) and given[1] >= 0:
        return Path(f"/proc/self/fd/{given[1]}").readlink() / os.fsdecode(path)  # type: ignore[arg-type]
    return path


def _opens_to_write(event: str, given: tuple[object, ...]) -> bool:
    if event != "open":
        return False
    _, mode, flags = given
    if isinstance(mode, str):
        return any(letter in mode for letter in "wax+")
    return isinstance(flags, int) and bool(flags & (os.O_WRONLY | os.O_RDWR | os.O_CREAT))


if __name__ == "__main__":
    main()
