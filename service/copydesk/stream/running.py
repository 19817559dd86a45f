"""A partition that is open: records in, chunks to workers, outcomes committed in their order.

Must not: open, seek, pause or decide what an error means; the partition does.
"""

from __future__ import annotations

import asyncio
import time
from collections import deque
from dataclasses import dataclass
from enum import Enum
from functools import partial
from typing import TYPE_CHECKING, assert_never

from copydesk.outcomes import DeadLetter, Enriched, Kill
from copydesk.stream.accounting import account
from copydesk.stream.inbox import Inbox, record_bytes
from copydesk.stream.producer import Outgoing, Position
from copydesk.stream.rejections import Tally
from copydesk.stream.sizes import fitting

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from copydesk.draft import Record
    from copydesk.outcomes import Outcome
    from copydesk.stream.crossing import Outcomes
    from copydesk.stream.producer import PartitionProducer
    from copydesk.stream.shared import Shared
    from copydesk.stream.start import Begin

__all__ = ["Finish", "Running"]

SHARE_BYTES_MIN = 1024 * 1024
"""The least that a partition may have in flight, however many there are."""


class Finish(Enum):
    """How much of what is under way is still to be done."""

    TRANSACTION = "the open transaction"
    CHUNKS = "everything that a worker has"


@dataclass(frozen=True, slots=True)
class _Chunk:
    """Records that a worker has."""

    records: Sequence[Record]
    task: asyncio.Task[Outcomes]


class Running:
    """One opening's worth of work; the next opening has its own."""

    def __init__(
        self,
        producer: PartitionProducer,
        begin: Begin,
        shared: Shared,
        committed: Callable[[], None],
    ) -> None:
        """committed: called after each commit."""
        self.next_offset = begin.offset
        self.committed_offset = begin.offset
        self._birth = begin.birth
        self._producer = producer
        self._shared = shared
        self._committed = committed
        self._inbox = Inbox()
        self._arrived = asyncio.Event()
        self._chunks: deque[_Chunk] = deque()
        self._wake = asyncio.Event()
        self._failure: Exception | None = None
        self._finish: Finish | None = None
        self._in_transaction = False

    def deliver(self, records: Sequence[Record]) -> None:
        """Take records that were fetched; what lies before our position is dropped."""
        fresh = [record for record in records if offset_of(record) >= self.next_offset]
        if fresh:
            self.next_offset = offset_of(fresh[-1]) + 1
            self._inbox.put(fresh)
            self._arrived.set()

    def in_flight_bytes(self) -> int:
        """What was received and is not committed."""
        return self._inbox.unsettled_bytes

    def in_flight_records(self) -> int:
        """The same, counted in records."""
        return self._inbox.unsettled_records

    def oldest_ms(self) -> int | None:
        """The timestamp of the first record that was received and is not committed."""
        return self._inbox.oldest_ms()

    def fullness(self) -> float:
        """The part of this partition's share of memory that is in use; from 1 on it is full."""
        limits = self._shared.config.limits
        share = max(SHARE_BYTES_MIN, limits.in_flight_bytes // max(1, self._shared.share))
        return max(
            self._inbox.unsettled_bytes / share,
            self._inbox.unsettled_records / limits.partition_records,
        )

    def is_busy(self, finish: Finish) -> bool:
        """Whether there is anything to wait for."""
        return self._in_transaction or (finish is Finish.CHUNKS and bool(self._chunks))

    def finish(self, finish: Finish) -> None:
        """Let `run` return when that much is done."""
        self._finish = finish
        self._wake.set()

    def fail(self, error: Exception) -> None:
        """Let `run` raise `error`, met by reading, once what was received before is committed."""
        self._failure = error
        self._wake.set()

    def is_failing(self) -> bool:
        """Whether `run` is about to raise, so that nothing more is to be received."""
        return self._failure is not None

    async def run(self) -> None:
        """Work until told to finish; raises the first thing that goes wrong."""
        cutter = asyncio.create_task(self._cut_chunks())
        try:
            while not self._is_finished():
                if self._failure is not None and not self._chunks and not self._inbox:
                    raise self._failure
                if self._finish is not None:
                    cutter.cancel()
                if self._chunks and self._chunks[0].task.done():
                    await self._commit(self._take_done())
                else:
                    self._wake.clear()
                    await self._wake.wait()
        finally:
            cutter.cancel()
            for chunk in self._chunks:
                chunk.task.cancel()

    def _is_finished(self) -> bool:
        match self._finish:
            case None:
                return False
            case Finish.TRANSACTION:
                return True
            case Finish.CHUNKS:
                return not self._chunks
            case _ as never:
                assert_never(never)

    async def _cut_chunks(self) -> None:
        """Give workers what waits: one record when idle, a full chunk under load.

        A chunk of slow articles is the smaller, so that it stays well within one's deadline.
        """
        limits, pool = self._shared.config.limits, self._shared.pool
        while True:
            await self._arrived.wait()
            slot = pool.slot(len(self._inbox), limits.chunk_records)
            await slot.acquire()
            most = pool.chunk_records(limits.chunk_records, len(self._inbox))
            records = self._inbox.take(most, limits.chunk_bytes)
            if not self._inbox:
                self._arrived.clear()
            task = asyncio.create_task(pool.process(records))
            task.add_done_callback(partial(self._chunk_done, slot))
            self._chunks.append(_Chunk(records, task))

    def _chunk_done(self, slot: asyncio.Semaphore, task: asyncio.Task[Outcomes]) -> None:
        slot.release()
        self._wake.set()
        if not task.cancelled():
            task.exception()  # seen, even when this opening is over before its turn comes

    def _take_done(self) -> list[tuple[Record, tuple[Outcome, ...]]]:
        """The first chunk and those after it that are done, within a transaction's bounds."""
        limits = self._shared.config.limits
        work: list[tuple[Record, tuple[Outcome, ...]]] = []
        size = 0
        while self._chunks and self._chunks[0].task.done():
            records = self._chunks[0].records
            size += sum(map(record_bytes, records))
            is_long = len(work) + len(records) > limits.transaction_records
            if work and (is_long or size > limits.transaction_bytes):
                break
            outcomes = self._chunks.popleft().task.result()
            work.extend(zip(records, outcomes, strict=True))
        return work

    async def _commit(self, work: Sequence[tuple[Record, tuple[Outcome, ...]]]) -> None:
        """Publish the outcomes and commit the position in one transaction."""
        shared = self._shared
        limits = shared.book.topic_limits()
        settled = [
            (record, [fitting(outcome, record, limits) for outcome in outcomes])
            for record, outcomes in work
        ]
        published = [(record, one) for record, outcomes in settled for one in outcomes]
        outgoing = [out for record, one in published for out in self._outgoing(record, one)]
        last = work[-1][0]
        position = Position(offset_of(last) + 1, self._birth)
        letters = sum(out.topic == shared.config.topics.dead_letter for out in outgoing)
        now = asyncio.get_running_loop().time
        counted = shared.gate.enter(partition_of(last), Tally(len(published), letters), now())
        began_ns = time.time_ns()
        self._in_transaction = True
        try:
            await self._producer.transact(outgoing, position)
        except BaseException:
            shared.gate.leave(counted, now())
            raise
        finally:
            self._in_transaction = False
        self.committed_offset = position.offset
        records = [record for record, _ in work]
        self._inbox.settle(records)
        account(settled, shared.metrics)
        shared.tracer.committed(records, began_ns)
        self._committed()

    def _outgoing(self, record: Record, outcome: Outcome) -> Iterator[Outgoing]:
        """The records of an outcome: one, and one for each other edition of an event."""
        topics, partition = self._shared.config.topics, partition_of(record)
        match outcome:
            case Enriched() | Kill():
                topic = topics.enriched
                for one in outcome.editions:
                    to = topics.editions[one.name]
                    yield Outgoing(to, outcome.key, one.value, one.headers, partition)
            case DeadLetter():
                topic = topics.dead_letter
            case _ as never:
                assert_never(never)
        yield Outgoing(topic, outcome.key, outcome.value, outcome.headers, partition)


def offset_of(record: Record) -> int:
    """The record's raw offset; one without an origin never came from a consumer."""
    return record.origin.offset if record.origin else -1


def partition_of(record: Record) -> int:
    """The record's raw partition."""
    return record.origin.partition if record.origin else 0
