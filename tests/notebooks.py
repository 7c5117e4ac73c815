"""Notebooks shipped with their outputs, so that they can be read where nothing runs, as on a code host.

`python -m tests.notebooks` runs the sample events in a folder of its own, then each notebook from top to
bottom, and writes what it shows into it. A test does the same and compares.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tests.conftest import ROOT, SAMPLES
from tests.work import HANGS

if TYPE_CHECKING:
    from nbformat import NotebookNode

NOTEBOOKS = sorted((ROOT / "notebooks").glob("*.ipynb"))
# Drawn by a script of several megabytes in a browser, which a shipped notebook shall not hold.
MOVING = "application/vnd.plotly.v1+json"
INSTEAD = "(A figure to point at: it is drawn when you run this cell.)"


def read(path: Path) -> NotebookNode:
    """A notebook as it lies in git."""
    import nbformat  # four seconds, which only those who open a notebook wait

    return nbformat.read(path, as_version=4)


def make(code: str) -> NotebookNode:
    """A notebook of one cell."""
    from nbformat import v4

    return v4.new_notebook(cells=[v4.new_code_cell(code, id="cell-0")])


def execute(path: Path, workspace: Path) -> NotebookNode:
    """A notebook with what its cells show on finished events: nothing of when, where or by whom it was run.

    Raises:
        CellExecutionError: If a cell fails.
    """
    from nbclient import NotebookClient  # likewise

    notebook = read(path)
    with _environment(
        PIPELINE_WORKSPACE=str(workspace), PYTHONPATH=str(ROOT), PLOTLY_RENDERER="plotly_mimetype"
    ):
        NotebookClient(
            notebook,
            timeout=HANGS,
            kernel_name="python3",
            record_timing=False,
            resources={"metadata": {"path": str(path.parent)}},  # as Jupyter opens it
        ).execute()
    notebook.metadata = {
        "kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"},
        "language_info": {"name": "python"},
    }
    for cell in notebook.cells:
        if cell.cell_type == "code":
            cell.metadata = {}
            cell.outputs = [_keep(output) for output in cell.outputs if output.get("name") != "stderr"]
    return notebook


def write(notebook: NotebookNode, path: Path) -> None:
    """Write a notebook as it lies in git."""
    import nbformat

    path.write_text(nbformat.writes(notebook) + "\n", encoding="utf-8", newline="\n")


def list_texts(notebook: NotebookNode) -> list[tuple[str, str]]:
    """What the cells show as text, by cell; fractions to two digits: processors differ in the last."""
    return [
        (cell.id, re.sub(r"\d+\.\d{3,}", lambda found: f"{float(found[0]):.2f}", _read(output)))
        for cell in notebook.cells
        for output in cell.get("outputs", [])
    ]


def _read(output: NotebookNode) -> str:
    return str(output.get("text") or output.get("data", {}).get("text/plain", ""))


def _keep(output: NotebookNode) -> NotebookNode:
    data: dict[str, Any] = output.get("data", {})
    if MOVING in data:
        output.data = {"text/plain": INSTEAD}
    output.pop("metadata", None)
    if output.output_type in ("display_data", "execute_result"):
        output.metadata = {}
    return output


@contextmanager
def _environment(**values: str) -> Iterator[None]:
    before = {name: os.environ.get(name) for name in values}
    os.environ.update(values)
    try:
        yield
    finally:
        for name, value in before.items():
            os.environ.pop(name) if value is None else os.environ.update({name: value})


def main() -> None:
    """Run the samples, then every notebook, and write them back."""
    with tempfile.TemporaryDirectory() as folder:
        sources = [ROOT / "data" / "raw" / name for name in SAMPLES]
        run = [sys.executable, "-m", "pipeline", "run", *sources, "--workspace", folder, "--quiet"]
        subprocess.run(run, cwd=ROOT, check=True)  # events and their series
        for path in NOTEBOOKS:
            write(execute(path, Path(folder)), path)


if __name__ == "__main__":
    main()
