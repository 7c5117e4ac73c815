"""Assembles the ONNX graph of a MiniLM (BERT) sentence encoder from its safetensors weights.

The graph is built in memory from the pinned weights, so no converted model is shipped and no PyTorch
is needed. It takes batches of texts of equal length, so there is no padding and no attention mask.

The adapter teaches the encoder what "the same theme" means: low-rank changes to its weights (LoRA; Hu et al.
2021), merged into the published weights, so that embedding costs no more than before. adapter.md says what it
was trained on, how it scores, and where it does not help.

Architecture: Devlin et al. 2019 (BERT); Wang et al. 2020 (MiniLM).
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import onnx
from onnx import TensorProto, helper, numpy_helper
from threadpoolctl import threadpool_limits

from pipeline.errors import SettingsError

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


_OPSET = 20  # the first with Gelu as one operator
_IR = 9


def assemble_graph(weights: Weights, config: Mapping[str, Any]) -> tuple[bytes, Weights]:
    """Build the encoder as an ONNX model, from its weights and its config.json.

    Input `ids`: int64 (texts, word pieces), all texts of one length. Output `states`: float32
    (texts, word pieces, hidden). Pooling is left to the caller: ONNX Runtime's ReduceMean adds in
    another order for a single text than for a batch (last bits differ), and a note's vector must not
    depend on which notes were embedded with it.

    Returns:
        The serialised model without its weights, and these by name. They are handed over apart, because each
        step from tensor to serialised model would copy all 90 MB of them: 0.1 s instead of 0.6 s.

    Raises:
        SettingsError: If a weight is missing, because the model is not a BERT encoder.
    """
    return _Assembly(weights, config).build()


class _Assembly:
    def __init__(self, weights: Weights, config: Mapping[str, Any]) -> None:
        self._weights = weights
        self._hidden, self._heads = config["hidden_size"], config["num_attention_heads"]
        self._layers, self._epsilon = config["num_hidden_layers"], config["layer_norm_eps"]
        self._nodes: list[onnx.NodeProto] = []
        self._constants: dict[str, onnx.TensorProto] = {}
        self._given: Weights = {}

    def build(self) -> tuple[bytes, Weights]:
        # Every text is one segment, so the first segment's embedding is part of each position's.
        positions = self._weight("embeddings.position_embeddings.weight")
        segment = self._weight("embeddings.token_type_embeddings.weight")[0]
        words = self._constant("words", self._weight("embeddings.word_embeddings.weight"))
        table = self._constant("positions", positions + segment)
        size = self._node("Shape", ["ids"], start=1, end=2)
        here = self._node("Slice", [table, self._small("zero", [0], np.int64), size])
        state = self._node("Add", [self._node("Gather", [words, "ids"]), here])
        state = self._norm(state, "embeddings.LayerNorm")
        for number in range(self._layers):
            state = self._layer(state, f"encoder.layer.{number}")
        self._node("Identity", [state], output="states")
        graph = helper.make_graph(
            self._nodes,
            "sentence encoder",
            [helper.make_tensor_value_info("ids", TensorProto.INT64, ["texts", "pieces"])],
            [helper.make_tensor_value_info("states", TensorProto.FLOAT, ["texts", "pieces", self._hidden])],
            list(self._constants.values()),
        )
        model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", _OPSET)], ir_version=_IR)
        return model.SerializeToString(), self._given

    def _layer(self, state: str, name: str) -> str:
        width = self._hidden // self._heads
        split = self._small("split_heads", [0, 0, self._heads, width], np.int64)
        query, key, value = (
            self._node("Reshape", [self._linear(state, f"{name}.attention.self.{part}"), split])
            for part in ("query", "key", "value")
        )
        query = self._node("Transpose", [query], perm=[0, 2, 1, 3])
        key = self._node("Transpose", [key], perm=[0, 2, 3, 1])
        value = self._node("Transpose", [value], perm=[0, 2, 1, 3])
        scale = self._small("scale", width**-0.5, np.float32)
        scores = self._node("Mul", [self._node("MatMul", [query, key]), scale])
        mixed = self._node("MatMul", [self._node("Softmax", [scores], axis=-1), value])
        mixed = self._node("Transpose", [mixed], perm=[0, 2, 1, 3])
        joined = self._small("join_heads", [0, 0, self._hidden], np.int64)
        mixed = self._node("Reshape", [mixed, joined])
        mixed = self._linear(mixed, f"{name}.attention.output.dense")
        state = self._norm(self._node("Add", [state, mixed]), f"{name}.attention.output.LayerNorm")
        inner = self._node("Gelu", [self._linear(state, f"{name}.intermediate.dense")])
        inner = self._linear(inner, f"{name}.output.dense")
        return self._norm(self._node("Add", [state, inner]), f"{name}.output.LayerNorm")

    def _linear(self, state: str, name: str) -> str:
        weight = self._constant(f"{name}.weight", self._weight(f"{name}.weight").T)
        bias = self._constant(f"{name}.bias", self._weight(f"{name}.bias"))
        return self._node("Add", [self._node("MatMul", [state, weight]), bias])

    def _norm(self, state: str, name: str) -> str:
        scale = self._constant(f"{name}.weight", self._weight(f"{name}.weight"))
        bias = self._constant(f"{name}.bias", self._weight(f"{name}.bias"))
        return self._node("LayerNormalization", [state, scale, bias], axis=-1, epsilon=self._epsilon)

    def _weight(self, name: str) -> npt.NDArray[np.float32]:
        try:
            return self._weights[name]
        except KeyError:
            raise SettingsError(
                f"the model has no weight {name!r}, so it is not a BERT encoder",
                where="settings, [embedding] model",
                remedy="Name the folder of a BERT or MiniLM sentence-transformers model.",
            ) from None

    def _constant(self, name: str, value: npt.NDArray[np.float32]) -> str:
        """A weight, named in the model and given beside it."""
        tensor = TensorProto(name=name, data_type=TensorProto.FLOAT, dims=value.shape)
        tensor.data_location = TensorProto.EXTERNAL
        tensor.external_data.add(key="location", value="given beside the model")
        self._constants[name] = tensor
        self._given[name] = np.ascontiguousarray(value)
        return name

    def _small(self, name: str, value: npt.ArrayLike, kind: npt.DTypeLike) -> str:
        """A few numbers that are part of the model."""
        self._constants[name] = numpy_helper.from_array(np.array(value, dtype=kind), name)
        return name

    def _node(self, operator: str, inputs: list[str], output: str = "", **attributes: Any) -> str:
        output = output or f"{operator}_{len(self._nodes)}"
        self._nodes.append(helper.make_node(operator, inputs, [output], **attributes))
        return output
