"""What a run set out to write, so that a run after a killed one knows its files from those of people."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from contextlib import suppress
from pathlib import Path

from pipeline.errors import WriteError
from pipeline.keeping.hashes import hash_file
from pipeline.keeping.writing import remove_file, write_bytes


class Journal:
    """Files a run is about to write, with their hashes; gone once the run's record is written."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._files: dict[str, set[str]] | None = None

    def add(self, files: Mapping[str, str]) -> None:
        """Note down files, by their path in the workspace, with the hash that each will have."""
        known = self._read()
        for name, digest in files.items():
            known.setdefault(name, set()).add(digest)
        lines = sorted(f"{digest} {name}\n" for name, digests in known.items() for digest in digests)
        write_bytes(self._path, "".join(lines).encode("utf-8"), private=True, lasting=False)

    def holds(self, name: str, digest: str) -> bool:
        """Whether some run set out to write these bytes there."""
        return digest in self._read().get(name, ())

    def list_beyond(self, outputs: Iterable[str], root: Path) -> list[str]:
        """Files that lie there as some run wrote them, but are no part of the result."""
        beyond = sorted(set(self._read()) - set(outputs))
        return [name for name in beyond if self.holds(name, hash_file(root / name))]

    def clear(self) -> None:
        """Forget all: the record of the run says it now."""
        self._files = {}
        with suppress(WriteError):  # then the next run has a longer one
            remove_file(self._path)

    def _read(self) -> dict[str, set[str]]:
        if self._files is None:
            self._files = {}
            try:
                lines = self._path.read_text(encoding="utf-8").splitlines()
            except (OSError, ValueError):
                lines = []
            for line in lines:
                digest, _, name = line.partition(" ")
                self._files.setdefault(name, set()).add(digest)
        return self._files
