"""The encoder's weights: read from safetensors files, and changed by the adapter.

The adapter teaches the encoder what "the same theme" means: low-rank changes to its weights (LoRA; Hu et al.
2021), merged into the published weights when the graph is built, so that embedding costs no more than before.
adapter.md says what it was trained on, how it scores, and where it does not help.
"""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import numpy.typing as npt
from threadpoolctl import threadpool_limits

ADAPTER = Path(__file__).with_name("adapter.safetensors")
_KINDS = {"F32": "<f4", "F16": "<f2"}

Weights = dict[str, npt.NDArray[np.float32]]


def read_safetensors(content: bytes) -> Weights:
    """The float tensors of a safetensors file (32 or 16 bits), by name, as 32-bit floats.

    The format is eight bytes of header length, a JSON header, then raw little-endian tensors
    (github.com/huggingface/safetensors); reading it takes fewer lines than its package.
    """
    length = int.from_bytes(content[:8], "little")
    header = json.loads(content[8 : 8 + length])
    data = memoryview(content)[8 + length :]
    return {
        name: np.frombuffer(data[slice(*entry["data_offsets"])], dtype=_KINDS[entry["dtype"]])
        .astype("<f4", copy=False)
        .reshape(entry["shape"])
        for name, entry in header.items()
        if name != "__metadata__" and entry["dtype"] in _KINDS
    }


def merge_adapter(weights: Weights, adapter: bytes) -> Weights:
    """The encoder's weights with an adapter's changes added; those it does not name are the same arrays.

    The adapter is a safetensors file that holds for each changed weight NAME two matrices, `NAME.down`
    (rank, in) and `NAME.up` (out, rank), whose product is what is added.
    """
    changes = read_safetensors(adapter)
    names = sorted(name.removesuffix(".down") for name in changes if name.endswith(".down"))
    # The matrices are small: several threads take longer, and may add in another order.
    with threadpool_limits(limits=1):
        merged = {name: weights[name] + changes[f"{name}.up"] @ changes[f"{name}.down"] for name in names}
    return {**weights, **merged}
