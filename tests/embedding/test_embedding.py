"""Vectors: right, the same to the bit whatever they are embedded with, and never computed twice."""

from __future__ import annotations

import dataclasses
from pathlib import Path

import numpy as np
import pytest

from pipeline.embedding import VectorCache, embed_texts, find_model, name_model
from pipeline.embedding.encoder import ADAPTER, Encoder, Model, merge_adapter, read_safetensors
from pipeline.errors import SettingsError
from pipeline.settings import load_settings

SETTINGS = load_settings().embedding
TEXTS = [
    "We need to go to the people!",
    "Time",
    "Go out to where people already are",
    "Tea and a biscuit",
    "Digital v Face to face – not everyone is comfortable speaking on MS Teams",
    "time",
    "",
    "😀",
]


@pytest.fixture(scope="module")
def encoder() -> Encoder:
    return Encoder(find_model(SETTINGS), SETTINGS)


def test_vectors_without_the_adapter_are_those_of_the_published_model() -> None:
    # Cosines of all-MiniLM-L6-v2 by sentence-transformers 6.2 on the same texts.
    vectors = Encoder(Model(find_model(SETTINGS).folder, ""), SETTINGS).embed(TEXTS)
    assert np.allclose(np.linalg.norm(vectors, axis=1), 1, atol=1e-6)
    assert float(vectors[0] @ vectors[2]) == pytest.approx(0.41552, abs=1e-4)
    assert float(vectors[0] @ vectors[3]) == pytest.approx(0.07617, abs=1e-4)
    assert float(vectors[1] @ vectors[5]) == pytest.approx(1, abs=1e-6)


def test_the_adapter_changes_the_weights_it_names_and_no_others() -> None:
    published = read_safetensors((find_model(SETTINGS).folder / "model.safetensors").read_bytes())
    merged = merge_adapter(published, ADAPTER.read_bytes())
    changed = {name for name in published if not np.array_equal(published[name], merged[name])}
    assert len(changed) == 36  # six linear weights in each of six layers
    assert all(name.startswith("encoder.layer.") and name.endswith(".weight") for name in changed)
    assert merged["embeddings.word_embeddings.weight"] is published["embeddings.word_embeddings.weight"]


def test_a_quote_mark_of_another_shape_changes_no_vector(tmp_path: Path) -> None:
    cache = VectorCache(tmp_path, "any")
    straight, typographic = embed_texts(['don\'t say "no"', "don’t say “no”"], SETTINGS, cache)
    assert np.array_equal(straight, typographic)


def test_a_vector_does_not_depend_on_its_company(encoder: Encoder) -> None:
    together = encoder.embed(TEXTS * 9)
    alone = np.concatenate([encoder.embed([text]) for text in TEXTS])
    assert np.array_equal(together[: len(TEXTS)], alone)
    small = dataclasses.replace(SETTINGS, batch_texts=3)
    assert np.array_equal(Encoder(find_model(small), small).embed(TEXTS * 9), together)


def test_nothing_is_embedded_twice(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    cache = VectorCache(tmp_path, name_model(find_model(SETTINGS)))
    asked: list[str] = []
    embed = Encoder.embed
    monkeypatch.setattr(Encoder, "embed", lambda self, texts: (asked.extend(texts), embed(self, texts))[1])
    first = embed_texts([*TEXTS, TEXTS[0]], SETTINGS, cache)
    assert sorted(asked) == sorted(TEXTS)
    asked.clear()
    second = embed_texts([*reversed(TEXTS), "something new"], SETTINGS, cache)
    assert asked == ["something new"]
    assert np.array_equal(second[: len(TEXTS)][::-1], first[: len(TEXTS)])


def test_models_do_not_share_vectors(tmp_path: Path) -> None:
    one, other = VectorCache(tmp_path, "one"), VectorCache(tmp_path, "other")
    one.keep({one.key_of("text"): np.ones(3, dtype=np.float32)})
    assert one.find([one.key_of("text")])
    assert not other.find([other.key_of("text")])


def test_a_damaged_cache_costs_only_time(tmp_path: Path) -> None:
    (tmp_path / "vectors.sqlite").write_bytes(b"not a database" * 100)
    cache = VectorCache(tmp_path, "model")
    assert cache.find([b"key"]) == {}
    cache.keep({b"key": np.ones(3, dtype=np.float32)})
    assert np.array_equal(cache.find([b"key"])[b"key"], np.ones(3))


def test_other_weights_than_those_pinned_are_refused(tmp_path: Path) -> None:
    pinned = find_model(SETTINGS)
    for name in ("config.json", "tokenizer.json"):
        (tmp_path / name).write_bytes((pinned.folder / name).read_bytes())
    (tmp_path / "model.safetensors").write_bytes(b"\0" * 64)
    with pytest.raises(SettingsError, match="not those that were pinned"):
        Encoder(Model(tmp_path, pinned.sha256), SETTINGS)


def test_a_model_folder_that_is_none_is_refused(tmp_path: Path) -> None:
    named = dataclasses.replace(SETTINGS, model=str(tmp_path))
    with pytest.raises(SettingsError, match=r"does not hold model\.safetensors"):
        find_model(named)
    assert name_model(find_model(SETTINGS)).startswith(find_model(SETTINGS).sha256)


def test_kept_vectors_take_little_more_room_than_they_have(tmp_path: Path) -> None:
    cache = VectorCache(tmp_path, "a model")
    keys = [cache.key_of(str(number)) for number in range(1000)]
    cache.keep(dict.fromkeys(keys, np.ones(384, dtype=np.float32)))
    assert (tmp_path / "vectors.sqlite").stat().st_size < 1.5 * 1000 * 4 * 384
    assert list(cache.find(reversed(keys))) == sorted(keys)
