"""Runs the same events under other surroundings and compares every byte of tables and reports.

    python -m tests.benchmarks.sameness [--together] [--python PATH …]

Other hash seeds, languages, time zones, numbers of threads and processors, orders of the files in a folder,
current folders (with a style file of matplotlib's in it), homes, rights of new files and encodings; and other
versions of Python, each named by the path of an interpreter that has the dependencies installed.
"""

from __future__ import annotations

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
from dataclasses import dataclass, field
from pathlib import Path

import click

from tests.conftest import ROOT
from tests.trust.survival import Files, read_results

EVENTS = ("2025-03-harrowby-library", "2025-06-eastmere-online")
MORE = {
    "a-second-table.md": "# Second table\n\n## What would help?\n\n- A ramp at the side door\n- Tea\n",
    "b-third-table.md": "# Third table\n\n## What would help?\n\n- A bus after six\n- Biscuits\n",
    "c-fourth-table.txt": "What would help?\n\n- Somebody at the door\n- A bus on Sundays\n",
}
STYLE = "font.size: 30\nfont.family: serif\naxes.facecolor: red\nsvg.fonttype: path\nlines.linewidth: 9\n"


@dataclass(frozen=True)
class Surroundings:
    """What is other about one run."""

    name: str
    environment: dict[str, str] = field(default_factory=dict)
    python: str = sys.executable
    reverse: bool = False  # the documents are put into their folder in the other order
    elsewhere: bool = False  # another current folder and home, with a style file in each
    umask: int = 0o022
    processors: int = 0  # all

    def join(self, other: Surroundings) -> Surroundings:
        """Both at once."""
        return Surroundings(
            f"{self.name}; {other.name}",
            self.environment | other.environment,
            other.python if other.python != sys.executable else self.python,
            self.reverse or other.reverse,
            self.elsewhere or other.elsewhere,
            self.umask if self.umask != 0o022 else other.umask,
            self.processors or other.processors,
        )


FIRST = (
    Surroundings("hash seed 1", {"PYTHONHASHSEED": "1"}),
    Surroundings("Turkish", {"LC_ALL": "tr_TR.UTF-8", "LANG": "tr_TR.UTF-8"}),
    Surroundings("far east", {"TZ": "Pacific/Kiritimati"}),
    Surroundings(
        "4 threads", {"OMP_NUM_THREADS": "4", "OPENBLAS_NUM_THREADS": "4", "RAYON_NUM_THREADS": "4"}
    ),
    Surroundings("files the other way round", reverse=True),
    Surroundings("another folder and home, with styles", elsewhere=True),
    Surroundings("rights for nobody else", umask=0o077),
)
SECOND = (
    Surroundings("hash seed 4242", {"PYTHONHASHSEED": "4242"}),
    Surroundings("no language, no UTF-8", {"LC_ALL": "C", "LANG": "C", "PYTHONUTF8": "0"}),
    Surroundings("far west", {"TZ": "America/St_Johns"}),
    Surroundings("1 thread", {"OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1", "RAYON_NUM_THREADS": "1"}),
    Surroundings("1 processor", processors=1),
    Surroundings("rights for all", umask=0),
    Surroundings("optimised, another terminal", {"PYTHONOPTIMIZE": "1", "COLUMNS": "40", "TERM": "dumb"}),
)


def main() -> int:
    """Run under all surroundings and print what differs."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument(
        "--together", action="store_true", help="many differences in one run: less to wait for"
    )
    parser.add_argument(
        "--python", nargs="*", default=[], help="interpreters with the dependencies installed"
    )
    chosen = parser.parse_args()
    tried: list[Surroundings] = [*FIRST, *SECOND]
    if chosen.together:
        tried = [_join_all(FIRST), _join_all(SECOND)]
    tried += [Surroundings(_name_version(path), python=path) for path in chosen.python]
    with tempfile.TemporaryDirectory() as folder:
        usual = run_in(Surroundings(f"as usual, {_name_version(sys.executable)}"), Path(folder) / "usual")
        click.echo(
            f"{len(usual)} files, {sum(map(len, usual.values())):,} bytes: {_name_version(sys.executable)}"
        )
        differing = [_compare(one, usual, Path(folder) / f"run-{at}") for at, one in enumerate(tried)]
    return 1 if any(differing) else 0


def run_in(surroundings: Surroundings, folder: Path) -> Files:
    """Run the events in a new workspace; gives all tables and reports."""
    workspace, current = folder / "workspace", folder / "current"
    current.mkdir(parents=True)
    for event in EVENTS:
        shutil.copytree(ROOT / "data" / "raw" / event, workspace / "data" / "raw" / event)
    for name in sorted(MORE, reverse=surroundings.reverse):
        (workspace / "data" / "raw" / EVENTS[0] / name).write_text(MORE[name], encoding="utf-8")
    environment = {**os.environ, "PYTHONPATH": str(ROOT), **surroundings.environment}
    if surroundings.elsewhere:
        for place in (current, current / ".config" / "matplotlib"):
            place.mkdir(parents=True, exist_ok=True)
            (place / "matplotlibrc").write_text(STYLE, encoding="utf-8")
        environment |= {"HOME": str(current), "MATPLOTLIBRC": str(current / "matplotlibrc")}

    def settle() -> None:
        os.umask(surroundings.umask)
        if surroundings.processors:
            os.sched_setaffinity(0, set(range(surroundings.processors)))

    done = subprocess.run(
        [surroundings.python, "-m", "pipeline", "run", "--quiet", "--workspace", str(workspace)],
        cwd=current if surroundings.elsewhere else ROOT,
        env=environment,
        preexec_fn=settle,
        capture_output=True,
        check=False,
    )
    if done.returncode:
        click.echo(done.stderr.decode("utf-8", errors="replace")[-2000:])
    return read_results(workspace)


def _join_all(parts: tuple[Surroundings, ...]) -> Surroundings:
    joined = parts[0]
    for part in parts[1:]:
        joined = joined.join(part)
    return joined


def _compare(surroundings: Surroundings, usual: Files, folder: Path) -> bool:
    found = run_in(surroundings, folder)
    names = sorted(name for name in usual.keys() | found.keys() if usual.get(name) != found.get(name))
    click.echo(
        f"{surroundings.name}: {len(names) or 'no'} files differ{''.join(f', {name}' for name in names)}"
    )
    shutil.rmtree(folder)
    return bool(names)


def _name_version(python: str) -> str:
    done = subprocess.run([python, "--version"], capture_output=True, text=True, check=True)
    return done.stdout.strip()


if __name__ == "__main__":
    sys.exit(main())
