"""Embedding throughput beside sentence-transformers: the same model, without the adapter, the same texts.

Use: python -m tests.benchmarks.speed.embedding TEXTS.json THREADS OUT.npy (as a process of its own)
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path

import numpy as np

from pipeline.embedding import find_model
from pipeline.embedding.encoder import Encoder, Model
from pipeline.settings import load_settings
from tests.benchmarks.speed.made_notes import make_notes
from tests.benchmarks.speed.timed import ROOT

THREADS = (2, 1)


def measure_embedding(
    folder: Path, peers: Path, runs: int, count: int
) -> tuple[dict[str, list[float]], float]:
    """Texts embedded a second, ours and theirs in turns; and the smallest cosine between the two.

    Args:
        folder: For files in between.
        peers: The Python of the environment with sentence-transformers.
        runs: How many times.
        count: How many texts.
    """
    texts = folder / "texts.json"
    texts.write_text(json.dumps(list(make_notes(count))), encoding="utf-8")
    model = find_model(load_settings().embedding).folder
    script = ROOT / "tests" / "benchmarks" / "speed" / "peer_embedding.py"
    here = [sys.executable, "-m", "tests.benchmarks.speed.embedding", texts]
    speeds: dict[str, list[float]] = {}
    for _ in range(runs):
        for threads in THREADS:
            ours = _call([*here, threads, folder / "ours.npy"], threads)
            theirs = _call([peers, script, texts, model, threads, folder / "theirs.npy"], threads)
            speeds.setdefault(f"ours, {threads}", []).append(count / ours["seconds"])
            speeds.setdefault(f"theirs, {threads}", []).append(count / theirs["seconds"])
            speeds.setdefault(f"ours a processor second, {threads}", []).append(count / ours["work"])
            speeds.setdefault(f"theirs a processor second, {threads}", []).append(count / theirs["work"])
    cosines = (np.load(folder / "ours.npy") * np.load(folder / "theirs.npy")).sum(axis=1)
    return speeds, float(cosines.min())


def _call(command: Sequence[object], threads: int) -> dict[str, float]:
    done = subprocess.run(
        [*map(str, command)],
        cwd=ROOT,
        env={**os.environ, "OMP_NUM_THREADS": str(threads)},
        capture_output=True,
        text=True,
        check=True,
    )
    told: dict[str, float] = json.loads(done.stdout.splitlines()[-1])
    return told


def main(texts_file: str, threads: str, out_file: str) -> None:
    """Embed once to warm up, and once that counts; the number of threads stands in OMP_NUM_THREADS too."""
    assert os.environ["OMP_NUM_THREADS"] == threads
    texts = json.loads(Path(texts_file).read_text(encoding="utf-8"))
    settings = load_settings().embedding
    encoder = Encoder(Model(find_model(settings).folder, ""), settings)
    encoder.embed(texts[:64])
    started, worked = time.perf_counter(), time.process_time()
    vectors = encoder.embed(texts)
    print(json.dumps({"seconds": time.perf_counter() - started, "work": time.process_time() - worked}))  # noqa: T201
    np.save(out_file, vectors)


if __name__ == "__main__":
    main(*sys.argv[1:])
