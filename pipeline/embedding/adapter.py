"""The adapter that teaches the sentence encoder what "the same theme" means.

Low-rank changes to the encoder's weights (LoRA; Hu et al. 2021), merged into the published weights when
the graph is built, so that embedding costs no more than before. adapter.md beside the weights says what
they were trained on, how they score, and where they do not help.
"""

from __future__ import annotations

from pathlib import Path

import numpy as np
import numpy.typing as npt

from pipeline.embedding.weights import read_safetensors

FILE = Path(__file__).with_name("adapter.safetensors")

Weights = dict[str, npt.NDArray[np.float32]]


def merge_adapter(weights: Weights, adapter: bytes) -> Weights:
    """The encoder's weights with an adapter's changes added.

    Args:
        weights: The published weights, by name.
        adapter: A safetensors file that holds for each changed weight NAME two matrices, `NAME.down`
            (rank, in) and `NAME.up` (out, rank), whose product is what is added.

    Returns:
        All weights; those the adapter does not name are the same arrays.
    """
    from threadpoolctl import threadpool_limits

    changes = read_safetensors(adapter)
    names = sorted(name.removesuffix(".down") for name in changes if name.endswith(".down"))
    # The matrices are small: several threads take longer, and may add in another order.
    with threadpool_limits(limits=1):
        merged = {name: weights[name] + changes[f"{name}.up"] @ changes[f"{name}.down"] for name in names}
    return {**weights, **merged}
