"""The pool of workers: chunks in, outcomes out, whatever becomes of a worker meanwhile.

A chunk that fails is redone article by article, so that only the guilty one becomes a dead letter.
An article is guilty of a worker's death or delay only when it happened twice while it was alone.
Must not: know Kafka. Holds no queue: the caller takes a slot first, so a chunk is cut when a worker
is about to be free and holds all that is waiting by then.
"""

from __future__ import annotations

import asyncio
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from typing import TYPE_CHECKING, assert_never

import structlog

from copydesk import publishing
from copydesk.errors import FatalError, Reason, RejectedError, Stage
from copydesk.observability.tracing import UNTRACED
from copydesk.stream.workers import (
    ProcessWorker,
    ThreadWorker,
    WorkerDiedError,
    WorkerHungError,
    WorkerMemoryError,
    WorkerRaisedError,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from copydesk.draft import Record
    from copydesk.observability.metrics import Metrics
    from copydesk.observability.tracing import Tracer
    from copydesk.outcomes import DeadLetter, Outcome
    from copydesk.stream.config import StreamConfig
    from copydesk.stream.crossing import Answer, Outcomes
    from copydesk.stream.processor import Processor
    from copydesk.stream.workers import Worker

__all__ = ["Pool"]

TRIES_ALONE = 2
"""How often a worker has to die or hang over one article alone before the article is guilty."""

HIRE_TRIES = 3
HIRE_PAUSE_SECONDS = 1.0
"""A worker that loaded once can load again; if not at once, the machine may be short of memory."""

CHUNK_SHARE = 0.25
"""The part of one article's deadline that a whole chunk is expected to take at most: a chunk that
passes the deadline is done again, article by article."""

PACE_WEIGHT = 0.2
"""How much the latest chunk counts in the measured pace."""

FAILURES = (WorkerDiedError, WorkerHungError, WorkerMemoryError, WorkerRaisedError)
Loss = WorkerDiedError | WorkerHungError | WorkerMemoryError
Failure = Loss | WorkerRaisedError

log = structlog.get_logger()


class Pool:
    """Workers and who may use them."""

    def __init__(
        self,
        config: StreamConfig,
        factory: Callable[[], Processor],
        metrics: Metrics,
        on_fatal: Callable[[FatalError], None],
        tracer: Tracer = UNTRACED,
    ) -> None:
        """Start nothing.

        factory: picklable, called once in each worker. on_fatal: told when a lost worker can't be
        replaced, since the one whose chunk it had may be gone by then. tracer: told of each chunk.
        """
        self._config = config
        self._factory = factory
        self._metrics = metrics
        self._on_fatal = on_fatal
        self._tracer = tracer
        self._count = max(1, config.workers)
        self._threads = ThreadPoolExecutor(self._count, thread_name_prefix="copydesk-worker")
        self._idle: asyncio.Queue[Worker] = asyncio.Queue()
        self._alive: set[Worker] = set()
        self._exchanges: set[asyncio.Task[Outcomes]] = set()
        self._stopping = False
        self._pace = 0.0
        self._slots = asyncio.Semaphore(self._count)
        self._slots_ahead = asyncio.Semaphore(self._count)

    async def start(self) -> None:
        """Start all workers at once and wait until they are ready.

        Raises FatalError when the pipeline can't be loaded.
        """
        await asyncio.gather(*(self._hire() for _ in range(self._count)))

    async def stop(self) -> None:
        """End every worker, busy or not."""
        self._stopping = True
        for worker in self._alive:
            worker.expire()
        with suppress(TimeoutError):
            async with asyncio.timeout(1):
                await asyncio.gather(*self._exchanges, return_exceptions=True)
        for worker in self._alive:
            await asyncio.to_thread(worker.stop)
        self._threads.shutdown(wait=False)

    def slot(self, waiting: int, full: int) -> asyncio.Semaphore:
        """What to acquire before the next chunk is cut; `waiting` records, `full` make a chunk.

        One chunk a worker, so that what arrives meanwhile goes with the next; and one ahead, so
        that no worker waits for the event loop, where it would not grow by waiting. (With one ahead
        always, an article at half load took 64 to 75 ms at the median; so, 46 to 50.)
        """
        return self._slots_ahead if waiting >= full and self._slots.locked() else self._slots

    def chunk_records(self, most: int, waiting: int) -> int:
        """How many of the `waiting` records the next chunk should have, at most `most`.

        By what a record took lately; and while workers are idle, no more than one's part of what
        waits: a chunk is answered as a whole, so under light load a large one only makes them wait.
        """
        idle = self._idle.qsize()
        if idle > 1:
            most = min(most, -(-waiting // idle))
        if self._pace > 0.0:
            most = min(most, int(self._config.deadlines.article * CHUNK_SHARE / self._pace))
        return max(1, most)

    async def process(self, records: Sequence[Record]) -> Outcomes:
        """Return the outcomes of each record, in order; raises nothing that an article caused."""
        try:
            return await self._exchange(records)
        except FAILURES as failure:
            log.warning("chunk_isolated", records=len(records), error_type=type(failure).__name__)
            if len(records) == 1:
                return (await self._alone(records[0], [failure], tried=1),)
        return tuple([await self._alone(record, [], tried=1) for record in records])

    async def _alone(
        self, record: Record, failures: list[Failure], *, tried: int
    ) -> tuple[Outcome, ...]:
        """Process one record by itself.

        failures: what already happened to it alone; tried: how often it was processed, also in
        company, which is what its dead letter tells.
        """
        while len(failures) < TRIES_ALONE and not _is_certain(failures):
            tried += 1
            try:
                (outcomes,) = await self._exchange([record])
            except FAILURES as error:
                failures.append(error)
            else:
                return outcomes
        return (_dead_letter(record, failures[-1], tried),)

    async def _exchange(self, records: Sequence[Record]) -> Outcomes:
        worker = await self._idle.get()
        task = asyncio.create_task(self._lease(worker, records))
        self._exchanges.add(task)
        task.add_done_callback(self._ended)
        # A caller that is cancelled must not put a worker back that still works on his chunk.
        return await asyncio.shield(task)

    def _ended(self, task: asyncio.Task[Outcomes]) -> None:
        self._exchanges.discard(task)
        error = None if task.cancelled() else task.exception()
        # Seen, even when the one who waited for it was cancelled: else no worker would be left,
        # and nobody would know.
        if isinstance(error, FatalError) and not self._stopping:
            self._on_fatal(error)

    async def _lease(self, worker: Worker, records: Sequence[Record]) -> Outcomes:
        """Use a worker for one chunk and put it back, or another in its place."""
        loop = asyncio.get_running_loop()
        deadline = loop.call_later(self._config.deadlines.article, worker.expire)
        began, began_ns = loop.time(), time.time_ns()
        try:
            answer: Answer = await loop.run_in_executor(self._threads, worker.exchange, records)
        except WorkerRaisedError:
            self._idle.put_nowait(worker)
            raise
        except (WorkerDiedError, WorkerHungError, WorkerMemoryError) as error:
            if isinstance(error, WorkerHungError):
                self._measure((loop.time() - began) / len(records))
            await self._replace(worker, error)
            raise
        finally:
            deadline.cancel()
            self._metrics.worker_busy_seconds.inc(loop.time() - began)
        if loop.time() < deadline.when():
            self._idle.put_nowait(worker)
        else:  # it answered in the very moment of its deadline and may have been killed since
            await self._replace(worker, WorkerHungError("The worker answered at its deadline."))
        self._measure((loop.time() - began) / len(records))
        self._metrics.chunk_seconds.observe(loop.time() - began)
        self._metrics.chunk_records.observe(len(records))
        for step, _, nanoseconds in answer.laps:
            self._metrics.step_seconds.labels(step).observe(nanoseconds / 1e9)
        self._tracer.processed(records, began_ns, answer.laps)
        if len(answer.outcomes) != len(records):
            sentence = "The pipeline raised no error, but lost count of its records."
            raise WorkerRaisedError(sentence)
        return answer.outcomes

    def _measure(self, seconds: float) -> None:
        """Learn what a record takes; at once when it takes longer than thought."""
        weight = 1.0 if seconds > self._pace else PACE_WEIGHT
        self._pace += weight * (seconds - self._pace)

    async def _replace(self, worker: Worker, error: Loss) -> None:
        self._alive.discard(worker)
        self._metrics.workers.set(len(self._alive))
        await asyncio.to_thread(worker.stop)
        if self._stopping:
            return
        self._metrics.worker_replacements.labels(_cause(error)).inc()
        log.warning("worker_lost", error_type=type(error).__name__, message=str(error))
        for tries_left in reversed(range(HIRE_TRIES)):
            try:
                await self._hire()
            except FatalError:
                if not tries_left:
                    raise
                await asyncio.sleep(HIRE_PAUSE_SECONDS)
            else:
                return

    async def _hire(self) -> None:
        worker = self._new_worker()
        self._alive.add(worker)
        self._metrics.workers.set(len(self._alive))
        loop = asyncio.get_running_loop()
        deadline = loop.call_later(self._config.deadlines.worker_start, worker.expire)
        try:
            await loop.run_in_executor(self._threads, worker.start)
        except (*FAILURES, OSError, EOFError) as error:  # the system may refuse a new process
            self._alive.discard(worker)
            await asyncio.to_thread(worker.stop)
            sentence = f"No worker can be started: {error}"
            raise FatalError(sentence) from error
        finally:
            deadline.cancel()
        self._idle.put_nowait(worker)

    def _new_worker(self) -> Worker:
        if self._config.workers == 0:
            return ThreadWorker(self._factory)
        limits, deadlines = self._config.limits, self._config.deadlines
        return ProcessWorker(self._factory, limits.worker_memory_bytes, deadlines.article)


def _is_certain(failures: Sequence[Failure]) -> bool:
    """Whether it would only come again: the pipeline is deterministic, a death need not be."""
    return any(isinstance(failure, WorkerRaisedError) for failure in failures)


def _cause(error: Loss) -> str:
    match error:
        case WorkerHungError():
            return "timeout"
        case WorkerMemoryError():
            return "memory"
        case WorkerDiedError():
            return "died"
        case _ as never:
            assert_never(never)


def _dead_letter(record: Record, failure: Failure, attempts: int) -> DeadLetter:
    match failure:
        case WorkerHungError():
            reason = Reason.TIMEOUT
        case WorkerMemoryError():
            reason = Reason.OUT_OF_MEMORY
        case WorkerDiedError():
            reason = Reason.WORKER_DIED
        case WorkerRaisedError():
            reason = Reason.BUG
        case _ as never:
            assert_never(never)
    error = RejectedError(str(failure), reason=reason)
    return publishing.dead_letter(record, Stage.WORKER, error, None, attempts=attempts)
