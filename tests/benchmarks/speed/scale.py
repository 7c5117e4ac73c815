"""Time, work and memory of each stage on made notes, and how they grow.

Use: python -m tests.benchmarks.speed.scale SOURCE WORKSPACE OUT.json (as a process of its own)
"""

from __future__ import annotations

import json
import math
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from pipeline.flow.job import Step
from pipeline.flow.runner import run_events
from pipeline.keeping.store import Workspace
from tests.benchmarks.speed.made_notes import write_csv
from tests.benchmarks.speed.timed import ROOT

Stages = dict[str, dict[str, float]]  # by stage: seconds, work, memory


def measure_scale(folder: Path, sizes: Sequence[int]) -> dict[int, Stages]:
    """A run of one consultation of each size, in a process and a workspace of its own; what is known is kept.

    What a stopped run had done is taken up again and would count for nothing: delete FOLDER/SIZE then.
    """
    found: dict[int, Stages] = {}
    for size in sizes:
        own = folder / str(size)
        own.mkdir(parents=True, exist_ok=True)
        kept = own / "stages.json"
        if not kept.is_file():
            write_csv(own / "consultation.csv", size)
            here = [sys.executable, "-m", "tests.benchmarks.speed.scale"]
            command = [*here, own / "consultation.csv", own / "workspace", kept]
            subprocess.run([*map(str, command)], cwd=ROOT, check=True)
        found[size] = json.loads(kept.read_text(encoding="utf-8"))
    return found


def fit_exponent(by_size: Mapping[int, float], least: float = 0.05) -> float | None:
    """The slope of seconds over notes, both as logarithms, from the smallest to the largest size.

    None where the smallest took less than a twentieth of a second: its share of a constant is all that
    would show.
    """
    sizes = sorted(by_size)
    first, last = sizes[0], sizes[-1]
    if len(sizes) < 2 or by_size[first] < least:
        return None
    return math.log(max(by_size[last], 1e-9) / by_size[first]) / math.log(last / first)


def draw_growth(found: Mapping[int, Stages], file: Path) -> None:
    """The growth of each stage as lines, both axes logarithmic, each with its exponent."""
    from matplotlib.backends.backend_agg import FigureCanvasAgg
    from matplotlib.figure import Figure

    figure = Figure(figsize=(7, 5))
    FigureCanvasAgg(figure)
    axes = figure.add_subplot()
    sizes = sorted(found)
    for stage in found[sizes[0]]:
        seconds = {size: found[size][stage]["work"] for size in sizes if stage in found[size]}
        slope = fit_exponent(seconds)
        said = f"{stage}: {slope:.2f}" if slope is not None else f"{stage}: too short to tell"
        axes.plot(list(seconds), [max(value, 0.01) for value in seconds.values()], marker="o", label=said)
    axes.set_xscale("log")
    axes.set_yscale("log")
    axes.set_xlabel("notes")
    axes.set_ylabel("seconds of work (all processors)")
    axes.legend(title="stage: exponent", fontsize=8, loc="center left", bbox_to_anchor=(1.02, 0.5))
    axes.grid(alpha=0.3)
    figure.savefig(
        file, bbox_inches="tight", metadata={"Date": None} if file.suffix == ".svg" else {"Software": None}
    )


def main(source: str, workspace: str, out_file: str) -> None:
    """Run one event and keep what each stage took."""
    stages: Stages = {}
    at: dict[str, tuple[float, float]] = {}  # by stage: when it began

    def note(step: Step) -> None:
        if step.seconds is None:
            if not step.doing:
                at[step.stage] = (time.perf_counter(), time.process_time())
                _forget_peak()
        elif not step.fresh:
            clock, work = at[step.stage]
            stages[step.stage] = {
                "seconds": time.perf_counter() - clock,
                "work": time.process_time() - work,
                "memory": _read_peak(),
            }

    started, worked = time.perf_counter(), time.process_time()
    (outcome,) = run_events([Path(source)], Workspace(Path(workspace)), None, note)
    assert outcome.notes == outcome.themed
    stages["all"] = {
        "seconds": time.perf_counter() - started,
        "work": time.process_time() - worked,
        "memory": max(stage["memory"] for stage in stages.values()),
    }
    told: Any = stages
    Path(out_file).write_text(json.dumps(told, indent=1) + "\n", encoding="utf-8")


def _forget_peak() -> None:
    """Begin the peak of memory anew, where the system knows how (Linux)."""
    try:
        Path("/proc/self/clear_refs").write_text("5")
    except OSError:
        return


def _read_peak() -> float:
    """The peak of memory in MB."""
    try:
        status = Path("/proc/self/status").read_text()
    except OSError:
        return 0.0
    return next(int(line.split()[1]) / 1024 for line in status.splitlines() if line.startswith("VmHWM"))


if __name__ == "__main__":
    main(*sys.argv[1:])
