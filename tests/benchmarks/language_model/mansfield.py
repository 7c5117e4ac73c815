"""A real event, run whole with the hand-written replies, and how far the draft agrees with people.

uv run python -m tests.benchmarks.language_model.mansfield
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from pathlib import Path

from tests.conftest import MANSFIELD, ROOT, SHARED, read_csv
from tests.language_model.mansfield import answer_from
from tests.language_model.server import serve

EVENT = "2024-09-20-mansfield-library"
GOLD = SHARED / "gold" / "mansfield_table3_coded.csv"
SETTINGS = '[model]\nkind = "local"\nmodel = "a careful reader"\naddress = "{address}"\n'


def main() -> None:
    """Run the event without and with the replies, then compare both with people's own sorting."""
    with tempfile.TemporaryDirectory() as folder:
        workspace = Path(folder)
        _run("run", MANSFIELD, "--workspace", workspace, "--quiet")
        settings = workspace / "settings.toml"
        with serve(answer_from(read_csv(workspace, EVENT, "safe_notes"))) as server:
            settings.write_text(SETTINGS.format(address=server.address), encoding="utf-8")
            _run("run", MANSFIELD, "--workspace", workspace, "--settings", settings)
        _run("agreement", EVENT, GOLD, "--workspace", workspace)


def _run(*arguments: str | Path) -> None:
    path = os.pathsep.join([str(ROOT), os.environ.get("PYTHONPATH", "")])
    command = [sys.executable, "-m", "pipeline", *map(str, arguments)]
    subprocess.run(command, cwd=ROOT, env=os.environ | {"PYTHONPATH": path}, check=True)


if __name__ == "__main__":
    main()
