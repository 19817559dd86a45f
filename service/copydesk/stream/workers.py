"""One worker: a process of its own that holds the pipeline and answers chunk by chunk.

A worker is talked to over a pipe, one chunk at a time, so when it dies or hangs it is known which
chunk it had, and killing it harms no other. (concurrent.futures' pool fails every chunk that waits
when one process dies, and can't end one that hangs.)
Must not: know Kafka or asyncio; `exchange` blocks and is called in a thread.
"""

from __future__ import annotations

import gc
import logging
import multiprocessing
import os
import resource
import signal
import sys
from contextlib import suppress
from typing import TYPE_CHECKING, Protocol

from copydesk.errors import CopydeskError
from copydesk.stream.crossing import (
    Answer,
    pack_answer,
    pack_records,
    unpack_answer,
    unpack_records,
)
from copydesk.stream.processor import Processor, Watchable
from copydesk.stream.stopwatch import Stopwatch

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from multiprocessing.connection import Connection
    from multiprocessing.context import ForkServerProcess

    from copydesk.draft import Record

__all__ = [
    "ProcessWorker",
    "ThreadWorker",
    "Worker",
    "WorkerDiedError",
    "WorkerHungError",
    "WorkerMemoryError",
    "WorkerRaisedError",
]

DONE = b"d"
RAISED = b"r"
EXHAUSTED = b"m"
"""The first byte of an answer: the outcomes follow, or the name of the exception's class, or
nothing, because the memory that the worker allows itself was not enough."""

ORPHAN_GRACE_SECONDS = 5.0
"""How long after its deadline a worker that nobody killed ends itself: its service is gone."""


class Worker(Protocol):
    """What the pool asks of a worker."""

    def start(self) -> None:
        """Load the pipeline, blocking; raises WorkerRaisedError or WorkerDiedError."""

    def exchange(self, records: Sequence[Record]) -> Answer:
        """Process one chunk, blocking; raises one of the four errors below."""

    def expire(self) -> None:
        """End it because its chunk's deadline passed; `exchange` then raises WorkerHungError."""

    def stop(self) -> None:
        """End it; blocks shortly."""


class WorkerDiedError(CopydeskError):
    """The process ended in the middle of a chunk."""


class WorkerHungError(CopydeskError):
    """The process was ended because a chunk's deadline passed."""


class WorkerMemoryError(CopydeskError):
    """The pipeline came to the end of the memory that a worker may have; the process is over."""


class WorkerRaisedError(CopydeskError):
    """The pipeline raised, which it never should: a bug, and the worker lives on."""


class ProcessWorker:
    """A worker in a process of its own, begun from a clean one (never by a bare fork)."""

    def __init__(
        self, factory: Callable[[], Processor], memory_bytes: int, chunk_seconds: float
    ) -> None:
        """memory_bytes: RLIMIT_DATA of the process, 0 for none.

        chunk_seconds: the longest that any chunk may take; an orphan ends itself after it.
        """
        self._factory = factory
        self._memory_bytes = memory_bytes
        self._chunk_seconds = chunk_seconds
        self._connection: Connection | None = None
        self._process: ForkServerProcess | None = None
        self._expired = False

    def start(self) -> None:
        """Start the process and wait until the pipeline is loaded."""
        # Scoring uses no BLAS, but importing numpy would reserve a buffer for each core of it, and
        # reserved counts against the limit on memory. It must be set before any worker's import.
        os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
        context = multiprocessing.get_context("forkserver")
        # What the pipeline imports is imported once, so a lost worker is replaced the sooner.
        context.set_forkserver_preload([type(self).__module__, self._factory.__module__])
        ours, theirs = context.Pipe()
        process = context.Process(
            target=_work,
            args=(theirs, self._factory, self._memory_bytes, self._chunk_seconds),
            daemon=True,
        )
        process.start()
        self._process = process
        theirs.close()
        self._connection = ours
        kind, body = self._receive()
        if kind == RAISED:
            sentence = f"A worker could not load the pipeline: {body.decode()}."
            raise WorkerRaisedError(sentence)

    def exchange(self, records: Sequence[Record]) -> Answer:
        """Send a chunk and wait for its outcomes."""
        if self._connection is None:
            sentence = "The worker was not started."
            raise WorkerDiedError(sentence)
        try:
            self._connection.send_bytes(pack_records(records))
        except OSError as error:
            raise self._end() from error
        kind, body = self._receive()
        if kind == RAISED:
            sentence = f"The pipeline raised {body.decode()}."
            raise WorkerRaisedError(sentence)
        if kind == EXHAUSTED:
            sentence = f"The {self._memory_bytes} bytes of a worker's memory were not enough."
            raise WorkerMemoryError(sentence)
        return unpack_answer(body)

    def expire(self) -> None:
        """Kill the process: it had its time."""
        self._expired = True
        if self._process is not None:
            self._process.kill()

    def stop(self) -> None:
        """Kill the process (it holds nothing that is not elsewhere) and take leave of it."""
        if self._process is not None:
            self._process.kill()
            self._process.join()
        if self._connection is not None:
            self._connection.close()

    def _receive(self) -> tuple[bytes, bytes]:
        """The kind of the answer, and its body."""
        if self._connection is None:
            raise self._end()
        try:
            answer = self._connection.recv_bytes()
        except (EOFError, OSError) as error:
            raise self._end() from error
        return answer[:1], answer[1:]

    def _end(self) -> WorkerDiedError | WorkerHungError:
        if self._expired:
            return WorkerHungError("The worker did not answer within the deadline.")
        if self._process is None:
            return WorkerDiedError("The worker was not started.")
        self._process.join()
        code = self._process.exitcode or 0
        how = f"by signal {-code}" if code < 0 else f"with exit code {code}"
        return WorkerDiedError(f"The worker ended {how}.")


class ThreadWorker:
    """A worker in this very process, for debugging: it can be neither limited nor killed."""

    def __init__(self, factory: Callable[[], Processor]) -> None:
        """Load nothing yet."""
        self._factory = factory
        self._stopwatch = Stopwatch()
        self._processor: Processor | None = None

    def start(self) -> None:
        """Load the pipeline."""
        self._processor = _watched(self._factory(), self._stopwatch)

    def exchange(self, records: Sequence[Record]) -> Answer:
        """Process a chunk."""
        processor = self._processor or _watched(self._factory(), self._stopwatch)
        self._processor = processor
        try:
            return _answered(processor, records, self._stopwatch)
        except MemoryError as error:
            sentence = "The memory of this process was not enough."
            raise WorkerMemoryError(sentence) from error
        except Exception as error:
            sentence = f"The pipeline raised {type(error).__name__}."
            raise WorkerRaisedError(sentence) from error

    def expire(self) -> None:
        """Nothing can be done."""

    def stop(self) -> None:
        """Nothing is to be done."""


def _work(
    connection: Connection,
    factory: Callable[[], Processor],
    memory_bytes: int,
    chunk_seconds: float,
) -> None:
    """The worker's life; it ends when the service closes the pipe or is gone.

    In the middle of an endless article it would notice neither, and the deadline that ends it is
    the service's: so the kernel's alarm stands behind that, later and without Python's help.
    """
    # Ctrl-C reaches the whole process group; only the service decides what it means.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    signal.signal(signal.SIGALRM, signal.SIG_DFL)
    # Without a handler Python writes warnings to stderr, and a library that reads articles quotes
    # them. What becomes of an article is the service's to say.
    logging.getLogger().addHandler(logging.NullHandler())
    if memory_bytes and sys.platform != "darwin":
        resource.setrlimit(resource.RLIMIT_DATA, (memory_bytes, memory_bytes))
    stopwatch = Stopwatch()
    try:
        processor = _watched(factory(), stopwatch)
    except Exception as error:  # noqa: BLE001 - told to the service, which stops
        connection.send_bytes(RAISED + type(error).__name__.encode())
        return
    # The models live as long as the worker: its collector need not look through them, again and
    # again, and in the middle of an article.
    gc.freeze()
    with suppress(EOFError, OSError):  # the service is gone
        connection.send_bytes(DONE)
        while True:
            records = connection.recv_bytes()
            signal.setitimer(signal.ITIMER_REAL, chunk_seconds + ORPHAN_GRACE_SECONDS)
            answer = _answer(processor, records, stopwatch)
            signal.setitimer(signal.ITIMER_REAL, 0)
            connection.send_bytes(answer)
            if answer == EXHAUSTED:
                return  # what filled the memory may still fill it: the next worker begins clean


def _watched(processor: Processor, stopwatch: Stopwatch) -> Processor:
    """The processor with its steps timed, where it lets them be."""
    return processor.watched_by(stopwatch) if isinstance(processor, Watchable) else processor


def _answered(processor: Processor, records: Sequence[Record], stopwatch: Stopwatch) -> Answer:
    stopwatch.take()  # what an earlier chunk left when it raised
    return Answer(processor.process(records), stopwatch.take())


def _answer(processor: Processor, records: bytes, stopwatch: Stopwatch) -> bytes:
    try:
        return DONE + pack_answer(_answered(processor, unpack_records(records), stopwatch))
    except MemoryError:
        return EXHAUSTED
    except Exception as error:  # noqa: BLE001 - told to the service, which isolates the article
        return RAISED + type(error).__name__.encode()
