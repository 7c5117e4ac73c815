"""Reads weights from safetensors files."""

from __future__ import annotations

import json

import numpy as np
import numpy.typing as npt

_KINDS = {"F32": "<f4", "F16": "<f2"}


def read_safetensors(content: bytes) -> dict[str, npt.NDArray[np.float32]]:
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
