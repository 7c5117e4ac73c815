"""Writes files whole or not at all, and says in one line why one could not be written; and hashes them.

A file is written beside its place, brought to the disk and then moved there: whoever reads it, and whenever
the run is killed or the power fails, finds the old bytes or the new ones. What a killed run leaves behind
are files whose names end in `.part`; the next run takes them away.
"""

from __future__ import annotations

import errno
import hashlib
import os
import re
import shutil
import sys
import tempfile
import time
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path

from pipeline.errors import PipelineError, WriteError

Content = bytes | Sequence[memoryview]  # of a file: whole, or in pieces that follow one another


def hash_file(path: Path) -> str:
    """SHA-256 of a file, or empty when it cannot be read."""
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError:
        return ""


def hash_content(content: Content) -> str:
    """SHA-256 of a file's content."""
    digest = hashlib.sha256()
    for piece in list_pieces(content):
        digest.update(piece)
    return digest.hexdigest()


def list_pieces(content: Content) -> Sequence[bytes | memoryview]:
    """The pieces of a content, one where it is whole."""
    return (content,) if isinstance(content, bytes) else content


def hash_bytes(parts: Iterable[bytes]) -> str:
    """SHA-256 over parts, each with its length so that no two lists of parts read the same."""
    digest = hashlib.sha256()
    for part in parts:
        digest.update(len(part).to_bytes(8, "big"))
        digest.update(part)
    return digest.hexdigest()


PART = ".part"
_LEFTOVER = re.compile(r"\..+\.[a-z0-9_]{8}" + re.escape(PART))
# On Windows a virus scanner may hold a new file for a moment; a person's Excel holds it for longer.
_TRIES, _PAUSE = 5, 0.1
_REFUSALS = (errno.ENOSPC, errno.EDQUOT, errno.EROFS, errno.EACCES, errno.EPERM)
_STEP = 1 << 20  # bytes of a file compared at a time: a table of a million notes is not read whole
_LITTLE = 1 << 18  # bytes: a disk with no more room than this may have been full a moment ago
_AS_IT_WAS = "What was there before is as it was."
_ROOM = f"{_AS_IT_WAS} Make room, then run again."


def write_bytes(path: Path, content: Content, private: bool = False, lasting: bool = True) -> None:
    """Write a file whole or not at all; a file that already holds these bytes is left alone.

    Args:
        private: Whether only this user may read it (where the system knows such a thing), because it
            holds people's original words. Else it may be read like any file this user makes.
        lasting: Whether its place in the folder is brought to the disk at once; else `sync_folder` must
            follow, which serves many files in one.

    Raises:
        WriteError: If it cannot be written; the file is as it was then.
    """
    try:
        if holds_content(path, content):
            return
        if not path.parent.is_dir():
            path.parent.mkdir(parents=True, exist_ok=True)
        _replace(path, content, private)
        if lasting:
            sync_folder(path.parent)
    except OSError as error:
        raise explain_failure(error, path) from error


def remove_file(path: Path) -> None:
    """Take a file away, if it is there.

    Raises:
        WriteError: If it cannot be taken away.
    """
    try:
        path.unlink(missing_ok=True)
    except OSError as error:
        raise explain_failure(error, path) from error


def sync_folder(folder: Path) -> None:
    """Bring a folder's list of files to the disk, where the system knows such a thing."""
    if sys.platform == "win32":  # pragma: no cover
        return
    with suppress(OSError):  # some network folders refuse; the files themselves are on the disk
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def remove_leftovers(folder: Path) -> int:
    """Take away what killed runs left half-written; gives their number."""
    found = 0
    for place, _, names in os.walk(folder):
        for name in names:
            if name.endswith(PART) and _LEFTOVER.fullmatch(name):
                with suppress(OSError):  # what cannot be removed does no harm
                    Path(place, name).unlink()
                    found += 1
    return found


@contextmanager
def explain_refusals(workspace: Path) -> Iterator[None]:
    """Turn what libraries say of a disk that takes no more into the line that people get.

    openpyxl writes its sheets to temporary files by lxml, whose errors are none of the system's own.

    Raises:
        WriteError: If the disk refused, or something failed while it has no room.
    """
    try:
        yield
    except PipelineError:
        raise
    except OSError as error:
        if error.errno not in _REFUSALS:
            raise
        raise explain_failure(error, Path(error.filename or workspace)) from error
    except Exception as error:
        if shutil.disk_usage(workspace).free > _LITTLE:
            raise
        raise explain_failure(OSError(errno.ENOSPC, os.strerror(errno.ENOSPC)), workspace) from error


def explain_failure(error: OSError, path: Path) -> WriteError:
    """Say why a file could not be written, and what to do about it."""
    code = error.errno
    windows = getattr(error, "winerror", None)
    where = str(path)
    if code in (errno.ENOSPC, errno.EDQUOT) or windows in (39, 112):
        return WriteError("there is no room left on the disk", where=where, remedy=_ROOM)
    if code == errno.EROFS:
        return WriteError(
            "its folder can only be read", where=where, remedy="Use a workspace in a folder of your own."
        )
    if isinstance(error, PermissionError) or windows in (32, 33):
        return WriteError(
            "it may not be written, or another program has it open",
            where=where,
            remedy=f"{_AS_IT_WAS} Close it in Excel or Word, or use a folder of your own; then run again.",
        )
    if code == errno.ENAMETOOLONG or windows == 206:
        return WriteError(
            "its path is too long", where=where, remedy="Use a workspace in a folder with a shorter path."
        )
    if isinstance(error, FileExistsError | NotADirectoryError | IsADirectoryError):
        return WriteError(
            "a file stands where a folder belongs, or a folder where the file belongs",
            where=where,
            remedy="Move what stands there elsewhere, then run again.",
        )
    said = (error.strerror or "the system refused").lower()
    return WriteError(
        f"it cannot be written ({said})", where=where, remedy=f"{_AS_IT_WAS} Check the disk, then run again."
    )


def holds_content(path: Path, content: Content) -> bool:
    """Whether a file is there and holds these bytes."""
    pieces = list_pieces(content)
    try:
        if path.stat().st_size != sum(map(len, pieces)):
            return False
        with path.open("rb") as file:
            return all(
                file.read(_STEP) == piece[start : start + _STEP]
                for piece in pieces
                for start in range(0, len(piece), _STEP)
            )
    except OSError:
        return False


def _replace(path: Path, content: Content, private: bool) -> None:
    handle, temporary = tempfile.mkstemp(prefix=f".{path.name}.", suffix=PART, dir=path.parent)
    try:
        try:
            for piece in list_pieces(content):
                rest = memoryview(piece)
                while rest:
                    rest = rest[os.write(handle, rest) :]
            os.fsync(handle)
        finally:
            os.close(handle)
        if not private:
            Path(temporary).chmod(0o666 & ~_read_umask())
        move_file(Path(temporary), path)
    except BaseException:
        with suppress(OSError):
            Path(temporary).unlink(missing_ok=True)
        raise


def move_file(found: Path, path: Path) -> None:
    """Move a file into its place, whatever is there.

    Raises:
        OSError: If the system refuses.
    """
    for last in (False,) * (_TRIES - 1) + (True,):
        try:
            found.replace(path)
        except PermissionError:
            if last or sys.platform != "win32":
                raise
            time.sleep(_PAUSE)
        else:
            return


def _read_umask() -> int:
    mask = os.umask(0o077)  # the only way to ask for it is to set it
    os.umask(mask)
    return mask
