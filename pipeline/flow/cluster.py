"""Has parts of the notes worked on by the workers of a Dask cluster; and what a worker does.

Without an address the cluster is made for the run: processes on this computer that talk over its own loop,
each with a certificate made for this run alone, so that no other user of the computer can read the notes or
have anything run; without web pages, and with nothing left on the disk. A worker that dies is replaced, and
its part is done again by another. Whatever goes wrong is one line without participants' words.

A worker does one part of the notes, once it has shown that it works as the computer that asks. Nothing there
may raise or show what it holds: engines write the arguments and errors of a task that failed into their logs,
and these would be participants' words in the log of another computer.
"""

from __future__ import annotations

import functools
import logging
import signal
import socket
import tempfile
import threading
import time
import traceback
import warnings
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Any, cast
from urllib.parse import urlsplit

import cryptography  # noqa: F401  (makes the certificates; missed here rather than in the middle of a run)
import dask
from dask.system import CPU_COUNT
from distributed import Client, Future, KilledWorker, LocalCluster, Security

from pipeline.embedding import embed_part
from pipeline.errors import EngineError, PipelineError
from pipeline.flow.freshness import hash_code
from pipeline.keeping.parts import Map, Part, Result
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
    none = [""] * len(texts)
    read = read_part(language, (texts, texts, vectors, [()] * len(texts), none, none))
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


_CONNECT_SECONDS = 10.0
_WORKER_SECONDS = 30.0  # without any worker, until the run is given up
_LOOK_SECONDS = 1.0
_AHEAD = 4  # parts on their way for each worker: none waits for work, and memory stays flat
_LOGGERS = ("distributed", "tornado", "asyncio")
_PRIVATE = {
    "distributed.scheduler.http.routes": [],  # no pages that show whoever asks what is done
    "distributed.worker.http.routes": [],
    "distributed.worker.profile.enabled": False,
    "distributed.worker.preload": ["pipeline.flow.cluster"],  # its dask_setup
}
_WHERE = "--engine dask"
_AGAIN = "What was finished is kept: run again, or without --engine."


@contextmanager
def open_cluster(address: str, prove: Callable[[], str]) -> Iterator[Map]:
    """Make a cluster's workers ready to be given parts.

    Args:
        address: Of a running scheduler; or empty for workers on this computer, which are started when there
            is work for them.
        prove: Says what results depend on, where it is called; workers must say the same as this process.

    Raises:
        EngineError: If nobody answers at the address.
    """
    with _silence_logs(), ExitStack() as opened:
        cluster = _Cluster(address, prove, opened)
        if address:
            cluster.connect()
        yield cluster


class _Cluster:
    """The workers of one cluster, as a Map; what it opens is closed with the stack."""

    def __init__(self, address: str, prove: Callable[[], str], opened: ExitStack) -> None:
        self._address = address
        self._prove = prove
        self._opened = opened
        self._client: Client | None = None
        self._proof = ""
        self._lost: EngineError | None = None  # what was lost is not waited for by every event anew

    def __call__(self, work: Callable[[Part], Result], parts: Sequence[Part]) -> Iterator[Result]:
        if len(parts) < 2:  # sending it would take longer
            return map(work, parts)
        return self._spread(work, parts)

    def connect(self) -> Client:
        """A client of the scheduler that was named, or of workers that are started here."""
        if self._client is None:
            try:
                client = _connect(self._address) if self._address else _start_workers(self._opened)
            except EngineError:
                raise
            except Exception as error:  # whatever it is: engines raise their own kinds and the system's
                what = "no scheduler answers there" if self._address else "no workers can be started here"
                raise EngineError(
                    f"{what} ({type(error).__name__})",
                    where=f"--scheduler {self._address}" if self._address else _WHERE,
                    remedy="Check that it runs and can be reached, or run without --engine.",
                ) from None
            self._client = self._opened.enter_context(client)
        return self._client

    def _spread(self, work: Callable[[Part], Result], parts: Sequence[Part]) -> Iterator[Result]:
        if self._lost is not None:
            raise self._lost
        client = self.connect()
        self._proof = self._proof or self._prove()
        rest, waiting = iter(parts), deque[Future]()
        try:
            while True:
                wanted = _AHEAD * max(1, len(self._ask_workers(client)))
                for part in islice(rest, max(0, wanted - len(waiting))):
                    task = Task(work, part, self._prove, self._proof)
                    waiting.append(client.submit(work_on, task, pure=False))
                if not waiting:
                    return
                answer = self._wait_for(client, waiting.popleft())
                if answer.error is not None:
                    raise answer.error
                yield cast("Result", answer.result)
        finally:
            for future in waiting:
                future.release()

    def _wait_for(self, client: Client, future: Future) -> Answer:
        """What came of a part, however long it takes, while there are workers."""
        alone_since: float | None = None
        while True:
            try:
                return cast("Answer", future.result(timeout=_LOOK_SECONDS))
            except TimeoutError:
                alone_since = None if self._ask_workers(client) else alone_since or time.monotonic()
            except Exception as error:
                raise self._lose(error) from None
            if alone_since and time.monotonic() - alone_since > _WORKER_SECONDS:
                raise self._lose(None)

    def _ask_workers(self, client: Client) -> dict[str, int]:
        try:
            return cast("dict[str, int]", client.nthreads())
        except Exception as error:
            raise self._lose(error) from None

    def _lose(self, error: Exception | None) -> EngineError:
        """What to say of a part that will not come."""
        if isinstance(error, KilledWorker):
            what = "several workers died one after the other over the same notes"
            return EngineError(what, where=_WHERE, remedy=f"They may need more memory. {_AGAIN}")
        if isinstance(error, ImportError | AttributeError | RuntimeError):
            return EngineError(
                f"what is sent cannot be read there ({type(error).__name__})",
                where=_WHERE,
                remedy="Install this version of the pipeline for the scheduler and every worker, and start"
                " them anew.",
            )
        what = f"there has been no worker for {_WORKER_SECONDS:.0f} seconds"
        if error is not None:
            what = f"the scheduler has gone ({type(error).__name__})"
        self._lost = EngineError(what, where=_WHERE, remedy=_AGAIN)
        return self._lost


def _connect(address: str) -> Client:
    """A client of a scheduler that runs; with the certificates that Dask's own configuration names."""
    security = Security()
    parts = urlsplit(address)
    secure = security.get_connection_args("client").get("ssl_context") if parts.scheme == "tls" else None
    if parts.scheme == "tls" and secure is None:
        raise EngineError(
            "there are no certificates to show there",
            where=f"--scheduler {address}",
            remedy="Name them in Dask's own configuration (distributed.comm.tls).",
        )
    # A scheduler speaks first. Dask's client would wait without end for one that says nothing.
    line = socket.create_connection((parts.hostname, parts.port), _CONNECT_SECONDS)
    with line, secure.wrap_socket(line) if secure else line as channel:
        if not channel.recv(1):
            raise ConnectionError
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # on versions: each worker shows that its results are the same
        return Client(address, security=security, timeout=_CONNECT_SECONDS, set_as_default=False)


def _start_workers(opened: ExitStack) -> Client:
    """A client of one worker for each processor of this computer; all end with the stack."""
    folder = opened.enter_context(tempfile.TemporaryDirectory(prefix="dask-", ignore_cleanup_errors=True))
    opened.enter_context(dask.config.set(_PRIVATE))
    cluster = LocalCluster(
        n_workers=CPU_COUNT,
        threads_per_worker=1,
        host="127.0.0.1",
        dashboard_address="127.0.0.1:0",
        scheduler_kwargs={"dashboard": False},
        memory_limit=0,  # else notes would be put on the disk when memory is short
        local_directory=folder,
        security=Security.temporary(),
        silence_logs=logging.CRITICAL,
    )
    return Client(opened.enter_context(cluster), set_as_default=False)


@contextmanager
def _silence_logs() -> Iterator[None]:
    """Keep the engine's own lines out of the terminal: what goes wrong is said in one."""
    names = [name for name in logging.root.manager.loggerDict if name.partition(".")[0] in _LOGGERS]
    before = {name: logging.getLogger(name).disabled for name in names}
    for name in names:
        logging.getLogger(name).disabled = True
    try:
        yield
    finally:
        for name, disabled in before.items():
            logging.getLogger(name).disabled = disabled
