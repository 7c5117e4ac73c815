"""Each command of the README does what it says; the project lies as it promises."""

from __future__ import annotations

import importlib.metadata
import re
import shlex
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import click
import pytest

from pipeline.cli.app import cli
from tests.command import run_command
from tests.conftest import ROOT, Run
from tests.work import HANGS

README = (ROOT / "README.md").read_text(encoding="utf-8")
PAGES = [README, *(path.read_text(encoding="utf-8") for path in sorted(ROOT.glob("pipeline/*/README.md")))]
# A fence without a language holds commands, or examples (>>>); one with a language holds something else.
COMMANDS = [
    line.strip()
    for page in PAGES
    for language, block in re.findall(r"^ *```(\w*)\n(.*?)^ *```$", page, flags=re.DOTALL | re.MULTILINE)
    if not language and ">>>" not in block
    for line in block.splitlines()
]
SET_UP = "python -m pip install uv && "
# Commands that would start a server or this very test again: the part of them that can be tried.
INSTEAD = {
    "python -m pytest": "python -m pytest --collect-only -q",
    "jupyter lab notebooks": "jupyter lab --version",
}


def _as_tried(command: str, tmp_path: Path) -> list[str]:
    """The command without its set-up: uv has put us into the environment it makes already."""
    bare = re.sub(r"^python -m uv run (--group \w+ )?", "", command.removeprefix(SET_UP))
    bare = INSTEAD.get(bare, bare)
    bare = bare.replace("path/to/write-up.md", "data/raw/2025-06-eastmere-online/notes.txt")
    words = shlex.split(bare.replace("path/to/folder", tmp_path.as_posix()))
    if words[0] == "python":
        return [sys.executable, *words[1:]]
    return [str(Path(sys.executable).with_name(words[0])), *words[1:]]


@pytest.fixture(scope="module")
def checkout(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The project as a newcomer gets it: what git holds, and bytecode, which saves seconds."""
    folder = tmp_path_factory.mktemp("checkout") / "project"
    listed = subprocess.run(
        ["git", "ls-files", "-co", "--exclude-standard"], cwd=ROOT, capture_output=True, text=True, check=True
    )
    for name in listed.stdout.splitlines():
        if (ROOT / name).is_file():
            target = folder / name
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(ROOT / name, target)  # with its time, by which Python knows bytecode to be of it
    for path in ROOT.glob("[pt]*/**/__pycache__"):
        if (folder / path.relative_to(ROOT)).parent.is_dir():
            shutil.copytree(path, folder / path.relative_to(ROOT))
    # What a newcomer does first; commands on results come after it, in whatever order the tests run.
    subprocess.run([sys.executable, "-m", "pipeline", "run", "--quiet"], cwd=folder, check=True)
    return folder


def test_there_are_exactly_two_set_up_commands() -> None:
    assert [command for command in COMMANDS if "install" in command] == [
        "python -m pip install uv && python -m uv run python -m pipeline run",
        "python -m pip install uv && python -m uv run --group dev python -m pytest",
    ]
    assert COMMANDS[1] == "python -m pip install uv && python -m uv run --group dev python -m pytest"


@pytest.mark.parametrize("command", dict.fromkeys(command.removeprefix(SET_UP) for command in COMMANDS))
def test_a_command_does_what_it_says(command: str, checkout: Path, tmp_path: Path) -> None:
    tried = _as_tried(command, tmp_path)
    if tried[:3] == [sys.executable, "-m", "pipeline"]:
        done = run_command(tried[3:], checkout, {})
    else:
        done = subprocess.run(
            tried, cwd=checkout, capture_output=True, text=True, encoding="utf-8", timeout=HANGS, check=False
        )
    assert done.returncode == 0, done.stdout[-2000:] + done.stderr[-2000:]


def test_the_first_command_ends_with_reports_of_three_events(checkout: Path, run_pipeline: Run) -> None:
    done = run_pipeline("run", cwd=checkout, PYTHONPATH=str(checkout))
    assert done.returncode == 0, done.stderr
    reports = sorted(path.parent.name for path in checkout.glob("reports/*/report.html"))
    assert len(reports) == 4  # three events and their series
    assert all(name in done.stdout for name in reports)
    assert f"reports/{reports[0]}/report.html" in README


def test_the_front_page_is_short() -> None:
    assert len(README.splitlines()) <= 150


def test_every_page_leads_where_it_says() -> None:
    for path in (ROOT / "README.md", *ROOT.glob("pipeline/*/README.md"), ROOT / "tests/benchmarks/README.md"):
        for link in re.findall(r"\]\(([^)#]+)\)", path.read_text(encoding="utf-8")):
            assert link.startswith("https:") or (path.parent / link).exists(), f"{path.name}: {link}"


def test_every_command_and_option_is_explained(run_pipeline: Run) -> None:
    for arguments in (["--help"], ["run", "--help"]):
        shown = run_pipeline(*arguments).stdout
        for option in re.findall(r"^  (-[\w-]+)", shown, flags=re.MULTILINE):
            line = next(line for line in shown.splitlines() if line.strip().startswith(option))
            assert len(line.split()) >= 2


def _list_commands(command: click.Command, words: tuple[str, ...] = ()) -> dict[str, click.Command]:
    below = command.commands.items() if isinstance(command, click.Group) else ()
    own = {} if below else {" ".join(words): command}
    return own | {
        path: one for name, sub in below for path, one in _list_commands(sub, (*words, name)).items()
    }


@pytest.mark.parametrize(("path", "command"), _list_commands(cli).items(), ids=str)
def test_every_command_shows_an_example_that_it_takes(path: str, command: click.Command) -> None:
    examples = re.findall(r"^  python -m pipeline (.+)$", command.epilog or "", flags=re.MULTILINE)
    assert examples
    for example in examples:
        assert example.startswith(path)
        command.make_context(path, shlex.split(example.removeprefix(path)))  # or it says what is wrong


def test_the_top_level_is_as_promised() -> None:
    listed = subprocess.run(["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=True)
    top = {name.split("/")[0] for name in listed.stdout.splitlines()}
    allowed = {"pipeline", "notebooks", "data", "reports", "tests", "pyproject.toml", "README.md"}
    allowed |= {"LICENSE", "CHANGELOG.md"}
    assert {name for name in top if not name.startswith(".")} <= allowed
    assert "uv.lock" not in top


def test_nothing_heavy_is_installed_or_named() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    pinned = project["tool"]["uv"]["constraint-dependencies"] + project["project"]["dependencies"]
    assert all(re.fullmatch(r"[\w.-]+==[\w.]+", entry) for entry in pinned)
    names = {entry.split("==")[0] for entry in pinned}
    heavy = {"torch", "sentence-transformers", "transformers", "umap-learn", "hdbscan", "numba", "llvmlite"}
    assert not names & heavy
    import importlib.util

    assert not [
        name for name in ("torch", "transformers", "umap", "hdbscan") if importlib.util.find_spec(name)
    ]


def test_help_imports_nothing_heavy() -> None:
    code = (
        "import sys\n"
        "from pipeline.cli.app import cli\n"
        "try:\n    cli(['run', '--help'])\n"
        "except SystemExit:\n    pass\n"
        "heavy = {'pandas', 'numpy', 'spacy', 'sklearn', 'scipy', 'bertopic', 'matplotlib', 'onnxruntime'}\n"
        "assert not heavy & set(sys.modules), heavy & set(sys.modules)\n"
    )
    subprocess.run([sys.executable, "-c", code], check=True, cwd=ROOT, capture_output=True)


def test_every_version_is_pinned() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    entries = project["tool"]["uv"]["constraint-dependencies"] + project["project"]["dependencies"]
    pinned = {
        re.sub(r"[-_.]+", "-", name).lower(): version for name, version in (e.split("==") for e in entries)
    }
    installed = {
        re.sub(r"[-_.]+", "-", found.metadata["Name"]).lower(): found.version
        for found in importlib.metadata.distributions()
    }
    # pip and uv bring the others; the project is itself.
    ours = {
        name: version
        for name, version in installed.items()
        if name not in ("pip", "uv", project["project"]["name"])
    }
    assert len(ours) > 100
    assert {name: pinned.get(name) for name in ours} == ours
