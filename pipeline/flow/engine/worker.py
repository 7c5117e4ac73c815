"""What a worker does: one part of the notes, once it has shown that it works as the computer that asks.

Nothing here may raise or show what it holds: engines write the arguments and errors of a task that failed
into their logs, and these would be participants' words in the log of another computer.
"""

from __future__ import annotations

import functools
import signal
import threading
import traceback
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pipeline.embedding import embed_part
from pipeline.errors import EngineError, PipelineError
from pipeline.flow.freshness import hash_code
from pipeline.keeping.writing import hash_bytes
from pipeline.language import read_part
from pipeline.settings import EmbeddingSettings, LanguageSettings

# What was read when this process first worked: files that are changed later are not what it runs.
_hash_own_code = functools.cache(hash_code)
_proofs: set[str] = set()  # given by this process
# spaCy's pipelines are not made for several threads, which a worker may have.
_one_at_a_time = threading.Lock()


@dataclass(frozen=True, repr=False)
class Task:
    """A part of the notes and what is to be done with it."""

    work: Callable[[Any], Any]
    part: Any
    prove: Callable[[], str]  # says what results depend on, where it is called
    proof: str  # what it said at the computer that asks


@dataclass(frozen=True, repr=False)
class Answer:
    """What came of a task: the result, or why there is none."""

    result: Any = None
    error: PipelineError | None = None


def dask_setup(worker: object) -> None:
    """Leave Ctrl-C to the process that asks, which then ends its workers; Dask calls this when one starts."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)


def work_on(task: Task) -> Answer:
    """Do one part; never raises."""
    try:
        with _one_at_a_time:
            if task.proof not in _proofs:
                if task.prove() != task.proof:
                    return Answer(error=_DIFFERS)
                _proofs.add(task.proof)
            return Answer(task.work(task.part))
    except PipelineError as error:
        return Answer(error=error)
    except Exception as error:
        # A defect of ours. Its message may hold words of a note.
        return Answer(error=_say_defect(error))


def prove_results(embedding: EmbeddingSettings, language: LanguageSettings) -> str:
    """A hash of the code and versions here, and of what they make of a few sentences on this machine.

    Processors of another make add in another order, so the same code may give other last bits; and a model
    that the settings name may be another one on another machine. A few sentences of many lengths show both.
    """
    words = _WORDS.split()
    texts = [" ".join(words[start:][:length]) for length in _LENGTHS for start in (0, 5, 11)]
    vectors = embed_part(embedding, texts)
    read = read_part(language, (texts, texts, vectors, [()] * len(texts), [""] * len(texts)))
    return hash_bytes([_hash_own_code().encode(), vectors.tobytes(), repr(read).encode()])


_WORDS = (
    "When the bus stops at six I cannot come, so please tell us in plain words what was decided, who asked"
    " for it and when somebody will ring back. It works well that there is tea first! Could the next one be"
    " nearer to where people live? My sister waits months for a letter which nobody explains, and then the"
    " 2 pm slot is gone. Not everyone is online. We need time to talk, a lift that works, and to be paid. "
) * 3
_LENGTHS = (1, 2, 3, 5, 8, 13, 21, 34, 55, 89, 144)
_DIFFERS = EngineError(
    "a worker would give other results: its pipeline, packages, models or processor are not those here",
    where="--engine dask",
    remedy="Install the same versions there, start its workers anew and run again; or run without --engine.",
)


def _say_defect(error: Exception) -> EngineError:
    last = traceback.extract_tb(error.__traceback__)[-1]
    place = f"{Path(last.filename).name}, line {last.lineno}"
    return EngineError(
        f"a worker failed ({type(error).__name__} in {place})",
        where="--engine dask",
        remedy="Run without --engine; if it fails as well, please report that line.",
    )
