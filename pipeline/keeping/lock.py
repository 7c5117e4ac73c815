"""One run at a time in a workspace, with its temporary files inside it."""

from __future__ import annotations

import errno
import os
import platform
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from filelock import FileLock, Timeout

from pipeline.errors import WriteError
from pipeline.keeping.writing import explain_failure

LOCK = "lock"
# Who holds it stands beside it: on Windows nobody else can read a file that is locked.
_HOLDER = "lock-holder"
_NO_LOCKS_HERE = (errno.ENOSYS, errno.EOPNOTSUPP, errno.ENOLCK, errno.EINVAL)
_TEMPORARY = ("TMPDIR", "TEMP", "TMP")
_STYLES = "MPLCONFIGDIR"  # where matplotlib keeps its list of fonts, and looks for a user's style file
# Figures are drawn in the font that comes with matplotlib: looking through thousands of others takes
# seconds, starts another program, and could find that font in another version.
_FONTS = "MPL_IGNORE_SYSTEM_FONTS"


@contextmanager
def hold_lock(cache: Path, workspace: Path) -> Iterator[None]:
    """Keep other runs out of a workspace.

    The system holds the lock for the process, so it is gone with it, however the process ends. Where a
    network folder knows no locks, there is none: a file in its place would outlive a run that was killed.

    Raises:
        WriteError: If another run holds it, or the workspace cannot be written to.
    """
    path, holder = cache / LOCK, cache / _HOLDER
    was_there = workspace.exists()
    lock = FileLock(path, mode=0o600, fallback_to_soft=False)
    try:
        cache.mkdir(parents=True, exist_ok=True, mode=0o700)
        lock.acquire(blocking=False)
    except Timeout:
        raise WriteError(
            f"another run is at work in this workspace{_say_holder(holder)}",
            where=str(workspace),
            remedy="Wait until it has ended, then run again.",
        ) from None
    except OSError as error:
        if error.errno not in _NO_LOCKS_HERE:
            raise explain_failure(error, path) from error
    try:
        with suppress(OSError):  # who holds it is only said for people
            holder.write_text(f"process {os.getpid()} on {platform.node()}\n", encoding="utf-8")
        yield
    finally:
        for left in (holder, path):  # on Windows the lock's own file goes with the release
            with suppress(OSError):
                left.unlink()
        lock.release()
        if not was_there:  # a mistyped name leaves no empty folders behind
            with suppress(OSError):
                cache.rmdir()
                workspace.rmdir()


@contextmanager
def keep_temporary(folder: Path) -> Iterator[None]:
    """Have the libraries put their temporary files into a folder, which is empty before and gone after.

    openpyxl writes each sheet to a temporary file first: people's words must not lie in a folder that
    others share.

    Raises:
        WriteError: If it cannot be made.
    """
    shutil.rmtree(folder, ignore_errors=True)  # a killed run may have left something
    try:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    except OSError as error:
        raise explain_failure(error, folder) from error
    before = {name: os.environ.get(name) for name in (*_TEMPORARY, _STYLES, _FONTS)}
    usual = tempfile.tempdir
    tempfile.tempdir = str(folder.resolve())
    os.environ.update(dict.fromkeys(_TEMPORARY, tempfile.tempdir))
    os.environ[_STYLES] = str(folder.resolve().parent / "matplotlib")
    os.environ[_FONTS] = "1"
    try:
        yield
    finally:
        tempfile.tempdir = usual
        for name, value in before.items():
            if value is None:
                os.environ.pop(name, None)
            else:
                os.environ[name] = value
        shutil.rmtree(folder, ignore_errors=True)


def _say_holder(path: Path) -> str:
    try:
        said = path.read_text(encoding="utf-8").strip()
    except (OSError, ValueError):
        return ""
    return f" ({said})" if said and len(said) < 100 else ""
