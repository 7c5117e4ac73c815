"""What a worker does and, above all, what it never lets out."""

from __future__ import annotations

import dataclasses
import pickle
from collections.abc import Callable
from typing import Any

import pytest

from pipeline.errors import EngineError, SettingsError
from pipeline.flow import cluster as worker
from pipeline.flow.cluster import Answer, Task, prove_results, work_on
from pipeline.settings import load_settings

SECRET = "Grandmother's words about the ward"


@pytest.fixture(autouse=True)
def no_proofs(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(worker, "_proofs", set())


def _prove() -> str:
    return "the same"


def _fail(part: str) -> None:
    raise ValueError(f"cannot read {part!r}")


def _refuse(part: str) -> None:
    raise SettingsError("the model is not there", where="settings", remedy="Install it.")


def _task(work: Callable[[Any], Any], part: Any) -> Task:
    return Task(work, part, _prove, _prove())


def test_a_part_is_done_with_its_function() -> None:
    assert work_on(_task(len, [1, 2, 3])).result == 3


def test_a_function_that_fails_is_named_by_its_line_and_never_by_words() -> None:
    answer = work_on(_task(_fail, SECRET))
    assert isinstance(answer.error, EngineError)
    assert "ValueError in test_worker.py, line" in str(answer.error)
    for shown in (answer, answer.error, _task(_fail, SECRET), Answer(SECRET)):
        assert "Grandmother" not in repr(shown) + str(shown)


def test_an_error_for_people_comes_through_whole() -> None:
    error = pickle.loads(pickle.dumps(work_on(_task(_refuse, SECRET)))).error
    assert isinstance(error, SettingsError)
    assert str(error) == "settings: the model is not there. Install it."


def test_a_worker_that_would_give_other_results_is_refused() -> None:
    answer = work_on(Task(len, [1], _prove, "another"))
    assert answer.error is not None
    assert "would give other results" in str(answer.error)
    assert answer.result is None


def test_a_worker_is_asked_for_its_proof_once() -> None:
    asked: list[int] = []

    def prove() -> str:
        asked.append(1)
        return "the same"

    assert [work_on(Task(len, "ab", prove, "the same")).result for _ in range(3)] == [2, 2, 2]
    assert len(asked) == 1


def test_the_proof_changes_with_code_models_and_settings(monkeypatch: pytest.MonkeyPatch) -> None:
    settings = load_settings()
    here = prove_results(settings.embedding, settings.language)
    assert prove_results(settings.embedding, settings.language) == here
    shorter = dataclasses.replace(settings.embedding, longest_text=16)
    assert prove_results(shorter, settings.language) != here
    spelled = dataclasses.replace(settings.language, harmonise={"sister": "sibling"})
    assert prove_results(settings.embedding, spelled) != here
    monkeypatch.setattr(worker, "_hash_own_code", lambda: "another version")
    assert prove_results(settings.embedding, settings.language) != here
