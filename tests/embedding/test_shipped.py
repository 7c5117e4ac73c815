"""The vectors that come with the pipeline are those the model would give, and none is missing."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from pipeline.embedding import SHIPPED, VectorCache, embed_texts, find_model, find_shipped, open_cache
from pipeline.embedding.encoder import Encoder
from pipeline.settings import load_settings
from pipeline.themes.codebook import FOLDER
from tests.benchmarks.speed.ship_vectors import list_texts, pack_shipped

SETTINGS = load_settings().embedding


@pytest.mark.parametrize("name", sorted(path.stem for path in FOLDER.glob("*.yaml")))
def test_every_text_of_a_codebook_is_there(name: str) -> None:
    cache = open_cache(SETTINGS, Path("none"))
    keys = [cache.key_of(text) for text in list_texts(name)]
    found = find_shipped(keys)
    assert len(found) == len(keys), (
        "The adapter or a codebook has changed: run python -m tests.benchmarks.speed.ship_vectors"
    )


def test_they_are_what_the_model_gives() -> None:
    cache = open_cache(SETTINGS, Path("none"))
    texts = list_texts("coproduction")[::40]
    shipped = find_shipped([cache.key_of(text) for text in texts])
    vectors = Encoder(find_model(SETTINGS), SETTINGS).embed(texts)
    for text, vector in zip(texts, vectors, strict=True):
        assert np.allclose(
            shipped[cache.key_of(text)], vector, atol=1e-5
        )  # other processors, other last bits


def test_the_file_is_the_same_for_the_same_vectors() -> None:
    cache = open_cache(SETTINGS, Path("none"))
    keys = [
        cache.key_of(text) for name in ("coproduction", "care", "engagement") for text in list_texts(name)
    ]
    assert pack_shipped(find_shipped(reversed(keys))) == SHIPPED.read_bytes()


def test_pieces_are_kept_as_they_are_done(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    texts = [f"Point number {number}" for number in range(9)]
    monkeypatch.setattr("pipeline.embedding._PART", 4)
    cache = open_cache(SETTINGS, tmp_path)
    calls = []
    embed = Encoder.embed

    def stop_in_the_third(self: Encoder, piece: list[str]):  # type: ignore[no-untyped-def]
        calls.append(len(piece))
        if len(calls) == 3:
            raise KeyboardInterrupt
        return embed(self, piece)

    monkeypatch.setattr(Encoder, "embed", stop_in_the_third)
    with pytest.raises(KeyboardInterrupt):
        embed_texts(texts, SETTINGS, cache)
    embed_texts(texts, SETTINGS, VectorCache(tmp_path, cache._model))
    assert calls == [4, 4, 1, 1]  # the second run embeds only what the first had not done


def test_long_work_says_how_far_it_is(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("pipeline.embedding._PART", 4)
    monkeypatch.setattr("pipeline.keeping.parts._SECONDS_BETWEEN", 0.0)
    said: list[str] = []
    embed_texts(
        [f"Point number {number}" for number in range(9)],
        SETTINGS,
        open_cache(SETTINGS, tmp_path),
        said.append,
    )
    assert [line.split(" texts")[0] for line in said] == [
        f"comparing meanings: {done} of 9" for done in (4, 8, 9)
    ]
    assert said[-1].endswith("less than a minute left")
