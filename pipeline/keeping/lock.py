"""One run at a time in a workspace, with its temporary files inside it."""

from __future__ import annotations

import errno
import os
import platform
import shutil
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from pipeline.errors import WriteError
from pipeline.keeping.writing import explain_failure

LOCK = "lock"
# The lock is on a byte far behind the text, so that on Windows, too, others can read who holds it.
_BYTE = 1 << 30
_NO_LOCKS_HERE = (errno.ENOSYS, errno.EOPNOTSUPP, errno.ENOLCK, errno.EINVAL)
_TEMPORARY = ("TMPDIR", "TEMP", "TMP")
_STYLES = "MPLCONFIGDIR"  # where matplotlib keeps its list of fonts, and looks for a user's style file
# Figures are drawn in the font that comes with matplotlib: looking through thousands of others takes
# seconds, starts another program, and could find that font in another version.
_FONTS = "MPL_IGNORE_SYSTEM_FONTS"


@contextmanager
def hold_lock(cache: Path, workspace: Path) -> Iterator[None]:
    """Keep other runs out of a workspace.

    The system holds the lock for the process, so it is gone with it, however the process ends. The file
    says who holds it. Where a network folder knows no locks, there is none.

    Args:
        cache: The folder the lock's file lies in; made if need be.
        workspace: What to call the workspace.

    Raises:
        WriteError: If another run holds it, or the workspace cannot be written to.
    """
    path = cache / LOCK
    was_there = workspace.exists()
    try:
        cache.mkdir(parents=True, exist_ok=True, mode=0o700)
        handle = _open_locked(path)
    except OSError as error:
        raise explain_failure(error, path) from error
    if handle is None:
        raise WriteError(
            f"another run is at work in this workspace{_say_holder(path)}",
            where=str(workspace),
            remedy="Wait until it has ended, then run again.",
        )
    try:
        with suppress(OSError):  # who holds it is only said for people
            os.ftruncate(handle, 0)
            os.write(handle, f"process {os.getpid()} on {platform.node()}\n".encode())
        yield
    finally:
        with suppress(OSError):  # on Windows once closed; elsewhere before, so that nobody else's goes
            if sys.platform != "win32":
                path.unlink()
        os.close(handle)
        with suppress(OSError):
            if sys.platform == "win32":
                path.unlink()
        if not was_there:  # a mistyped name leaves no empty folders behind
            with suppress(OSError):
                cache.rmdir()
                workspace.rmdir()


@contextmanager
def keep_temporary(folder: Path) -> Iterator[None]:
    """Have the libraries put their temporary files into a folder, which is empty before and gone after.

    openpyxl writes each sheet to a temporary file first: people's words must not lie in a folder that
    others share.

    Args:
        folder: Inside the workspace.

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


def _open_locked(path: Path) -> int | None:
    """The open file with its lock, or None while another process holds it."""
    while True:
        handle = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
        try:
            if not _lock(handle):
                os.close(handle)
                return None
            # Whoever held it takes the file away: a lock on a file that is gone keeps nobody out.
            if os.path.samestat(os.fstat(handle), path.stat()):
                return handle
        except FileNotFoundError:
            pass
        except BaseException:
            os.close(handle)
            raise
        os.close(handle)


def _lock(handle: int) -> bool:
    if sys.platform == "win32":  # pragma: no cover
        import msvcrt

        os.lseek(handle, _BYTE, os.SEEK_SET)
        try:
            msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
        except OSError as error:
            if error.errno in (errno.EACCES, errno.EDEADLK):
                return False
            raise
        os.lseek(handle, 0, os.SEEK_SET)
        return True
    import fcntl

    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    except OSError as error:
        if error.errno not in _NO_LOCKS_HERE:
            raise
    return True


def _say_holder(path: Path) -> str:
    try:
        said = path.read_text(encoding="utf-8").strip()
    except (OSError, ValueError):
        return ""
    return f" ({said})" if said and len(said) < 100 else ""
