"""The pool of workers: chunks in, outcomes out, whatever becomes of a worker meanwhile.

A chunk that fails is redone article by article, so that only the guilty one becomes a dead letter.
An article is guilty of a worker's death or delay only when it happened twice while it was alone.
Must not: know Kafka. Holds no queue: the caller takes a slot first, so a chunk is cut when a worker
is about to be free and holds all that is waiting by then.
"""

from __future__ import annotations

import asyncio
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from typing import TYPE_CHECKING

import structlog

from copydesk import publishing
from copydesk.errors import FatalError, Reason, RejectedError, Stage
from copydesk.stream.workers import (
    ProcessWorker,
    ThreadWorker,
    WorkerDiedError,
    WorkerHungError,
    WorkerRaisedError,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from copydesk.draft import Record
    from copydesk.observability.metrics import Metrics
    from copydesk.outcomes import DeadLetter, Outcome
    from copydesk.stream.config import StreamConfig
    from copydesk.stream.crossing import Outcomes
    from copydesk.stream.workers import Processor, Worker

__all__ = ["Pool"]

TRIES_ALONE = 2
"""How often a worker has to die or hang over one article alone before the article is guilty."""

SLOTS_PER_WORKER = 2
"""One chunk in work and one on its way, so that no worker waits for the event loop."""

Failure = WorkerDiedError | WorkerHungError | WorkerRaisedError

log = structlog.get_logger()


class Pool:
    """Workers and who may use them."""

    def __init__(
        self, config: StreamConfig, factory: Callable[[], Processor], metrics: Metrics
    ) -> None:
        """Start nothing; factory: picklable, called once in each worker."""
        self._config = config
        self._factory = factory
        self._metrics = metrics
        self._count = max(1, config.workers)
        self._threads = ThreadPoolExecutor(self._count, thread_name_prefix="copydesk-worker")
        self._idle: asyncio.Queue[Worker] = asyncio.Queue()
        self._alive: set[Worker] = set()
        self._exchanges: set[asyncio.Task[Outcomes]] = set()
        self._stopping = False
        self.slots = asyncio.Semaphore(self._count * SLOTS_PER_WORKER)

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

    async def process(self, records: Sequence[Record]) -> Outcomes:
        """Return the outcomes of each record, in order; raises nothing that an article caused."""
        try:
            return await self._exchange(records)
        except (WorkerDiedError, WorkerHungError, WorkerRaisedError) as failure:
            log.warning("chunk_isolated", records=len(records), error_type=type(failure).__name__)
            if len(records) == 1:
                return (await self._alone(records[0], failure),)
        return tuple([await self._alone(record, None) for record in records])

    async def _alone(self, record: Record, failure: Failure | None) -> tuple[Outcome, ...]:
        """Process one record by itself; failure: what already happened to it alone."""
        failures = [failure] if failure else []
        while len(failures) < TRIES_ALONE and not _is_certain(failures):
            try:
                (outcomes,) = await self._exchange([record])
            except (WorkerDiedError, WorkerHungError, WorkerRaisedError) as error:
                failures.append(error)
            else:
                return outcomes
        return (_dead_letter(record, failures[-1]),)

    async def _exchange(self, records: Sequence[Record]) -> Outcomes:
        worker = await self._idle.get()
        task = asyncio.create_task(self._lease(worker, records))
        self._exchanges.add(task)
        task.add_done_callback(self._ended)
        # A caller that is cancelled must not put a worker back that still works on his chunk.
        return await asyncio.shield(task)

    def _ended(self, task: asyncio.Task[Outcomes]) -> None:
        self._exchanges.discard(task)
        if not task.cancelled():
            task.exception()  # seen, even when the one who waited for it was cancelled

    async def _lease(self, worker: Worker, records: Sequence[Record]) -> Outcomes:
        """Use a worker for one chunk and put it back, or another in its place."""
        loop = asyncio.get_running_loop()
        deadline = loop.call_later(self._config.deadlines.article, worker.expire)
        began = loop.time()
        try:
            outcomes = await loop.run_in_executor(self._threads, worker.exchange, records)
        except WorkerRaisedError:
            self._idle.put_nowait(worker)
            raise
        except (WorkerDiedError, WorkerHungError) as error:
            await self._replace(worker, error)
            raise
        finally:
            deadline.cancel()
        if loop.time() < deadline.when():
            self._idle.put_nowait(worker)
        else:  # it answered in the very moment of its deadline and may have been killed since
            await self._replace(worker, WorkerHungError("The worker answered at its deadline."))
        self._metrics.chunk_seconds.observe(loop.time() - began)
        self._metrics.chunk_records.observe(len(records))
        if len(outcomes) != len(records):
            sentence = "The pipeline raised no error, but lost count of its records."
            raise WorkerRaisedError(sentence)
        return outcomes

    async def _replace(self, worker: Worker, error: WorkerDiedError | WorkerHungError) -> None:
        self._alive.discard(worker)
        await asyncio.to_thread(worker.stop)
        if self._stopping:
            return
        cause = "timeout" if isinstance(error, WorkerHungError) else "died"
        self._metrics.worker_replacements.labels(cause).inc()
        log.warning("worker_lost", error_type=type(error).__name__, message=str(error))
        await self._hire()

    async def _hire(self) -> None:
        worker = self._new_worker()
        self._alive.add(worker)
        loop = asyncio.get_running_loop()
        deadline = loop.call_later(self._config.deadlines.worker_start, worker.expire)
        try:
            await loop.run_in_executor(self._threads, worker.start)
        except (WorkerDiedError, WorkerHungError, WorkerRaisedError) as error:
            sentence = f"No worker can be started: {error}"
            raise FatalError(sentence) from error
        finally:
            deadline.cancel()
        self._idle.put_nowait(worker)

    def _new_worker(self) -> Worker:
        if self._config.workers == 0:
            return ThreadWorker(self._factory)
        return ProcessWorker(self._factory, self._config.limits.worker_memory_bytes)


def _is_certain(failures: Sequence[Failure]) -> bool:
    """Whether it would only come again: the pipeline is deterministic, a death need not be."""
    return any(isinstance(failure, WorkerRaisedError) for failure in failures)


def _dead_letter(record: Record, failure: Failure) -> DeadLetter:
    match failure:
        case WorkerHungError():
            reason = Reason.TIMEOUT
        case WorkerDiedError():
            reason = Reason.WORKER_DIED
        case WorkerRaisedError():
            reason = Reason.BUG
    error = RejectedError(str(failure), reason=reason)
    return publishing.dead_letter(record, Stage.WORKER, error, None)
