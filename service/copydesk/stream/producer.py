"""One transactional producer for one input partition: begin, send, offsets, commit, or give up.

Its traps, each measured on Apache Kafka 4.4 with aiokafka 0.14:
- a refused send does not fail the commit, so every send is awaited before the offsets are;
- a producer that had a failed send has a hole in its sequence numbers and is never used again;
- a commit or abort without an answer may still take effect later. Only a new producer with the same
  id settles it (starting one fences the old), so here an unknown outcome is just raised;
- what starting one settles, a broker may forget to end in a partition; see `hanging`.
Must not: decide what to do next; the partition does.
"""

from __future__ import annotations

import asyncio
from collections import defaultdict
from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING

import structlog
from aiokafka import AIOKafkaProducer, TopicPartition
from aiokafka.errors import (
    KafkaError,
    MessageSizeTooLargeError,
    RecordListTooLargeError,
    TopicAuthorizationFailedError,
)
from aiokafka.partitioner import DefaultPartitioner
from aiokafka.structs import OffsetAndMetadata

from copydesk.errors import TransientError
from copydesk.stream.config import transactional_id
from copydesk.stream.faults import LOST
from copydesk.stream.hanging import find_hanging, first_raw_offset
from copydesk.stream.start import stamp

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from aiokafka.producer.message_accumulator import BatchBuilder

    from copydesk.draft import Headers
    from copydesk.observability.metrics import Metrics
    from copydesk.stream.config import StreamConfig
    from copydesk.stream.hanging import Hanging
    from copydesk.stream.limits import LimitBook

__all__ = ["Graveyard", "Outgoing", "PartitionProducer", "Position", "RefusedError"]

log = structlog.get_logger()


class RefusedError(TransientError):
    """The broker refused a send, and the transaction was aborted or is about to be."""


@dataclass(frozen=True, slots=True)
class Outgoing:
    """A record to be published; partition: None is for the key to decide."""

    topic: str
    key: bytes | None
    value: bytes | None
    headers: Headers
    partition: int | None = None


@dataclass(frozen=True, slots=True)
class Position:
    """What a transaction commits: the next offset to read, and the group's birth (see start)."""

    offset: int
    birth: int


@dataclass(frozen=True, slots=True)
class _Batch:
    """Records on their way to one partition."""

    topic: str
    partition: int
    builder: BatchBuilder


class Graveyard:
    """Producers that are done with: each is stopped in the background under a deadline of its own.

    An abandoned producer may take long to stop, because it goes on until it meets its fencing.
    """

    def __init__(self, deadline: float) -> None:
        """deadline: seconds for one producer."""
        self._deadline = deadline
        self._burials: set[asyncio.Task[None]] = set()

    def bury(self, producer: AIOKafkaProducer) -> None:
        """Stop a producer; returns at once."""
        burial = asyncio.create_task(self._stop(producer))
        self._burials.add(burial)
        burial.add_done_callback(self._burials.discard)

    async def close(self, deadline: float) -> None:
        """Wait for the burials under way, then cancel them."""
        if self._burials:
            _, late = await asyncio.wait(self._burials, timeout=deadline)
            for burial in late:
                burial.cancel()
            await asyncio.gather(*late, return_exceptions=True)

    async def _stop(self, producer: AIOKafkaProducer) -> None:
        try:
            async with asyncio.timeout(self._deadline):
                await producer.stop()
        except TimeoutError:
            log.warning("producer_abandoned", seconds=self._deadline)
        except Exception as error:  # noqa: BLE001 - it failed before; here it only has to be gone
            log.debug("producer_abandoned", error_type=type(error).__name__)
        else:
            return
        finally:
            _retrieve(producer)
        with suppress(Exception):
            async with asyncio.timeout(1):
                await producer.client.close()


class PartitionProducer:
    """A started producer; after any error from it a new one is to be made."""

    def __init__(self, config: StreamConfig, book: LimitBook, metrics: Metrics) -> None:
        """Make nothing yet."""
        self._config = config
        self._book = book
        self._metrics = metrics
        self._partitioner = DefaultPartitioner()
        self._producer: AIOKafkaProducer | None = None
        self._source: TopicPartition | None = None

    async def start(self, partition: int) -> None:
        """Start the producer of a raw partition; this fences every older one and its transaction.

        The caller sets the deadline: without a broker it would try for ever.
        """
        config, topics = self._config, self._config.topics
        options = config.connection.client_options()
        self._source = TopicPartition(topics.raw, partition)
        self._producer = AIOKafkaProducer(
            **options,
            transactional_id=transactional_id(config.group, topics.raw, partition),
            transaction_timeout_ms=int(config.deadlines.transaction * 1000),
            acks="all",
            max_request_size=config.limits.request_bytes,
            max_batch_size=self._book.batch_bytes,
        )
        await self._producer.start()
        for topic in topics.written():
            await self._producer.partitions_for(topic)

    def leave_to(self, graveyard: Graveyard) -> None:
        """Give the producer up, whatever it is doing."""
        if self._producer is not None:
            graveyard.bury(self._producer)
            self._producer = None

    async def end_hanging(self, position: Position) -> Hanging | None:
        """End what the broker left open of this producer's id, as the group's position demands.

        position: what is committed, asked for behind the start. A transaction of records before it
        was committed and is completed, else it was not and is aborted. Returns the first of which
        nobody can tell, with nothing done; None when nothing is open any more. The caller sets the
        deadline.
        """
        producer, _ = self._started()
        number = producer._txn_manager.producer_id  # noqa: SLF001 - offered by nothing public
        found = await find_hanging(producer.client, self._config.topics.written(), number)
        told = {one: await first_raw_offset(producer.client, one) for one in found}
        verdicts = {first < position.offset for first in told.values() if first is not None}
        for one, first in told.items():
            if first is None and len(verdicts) != 1:  # else it is of the same transaction
                return one
        for one, first in told.items():
            was_committed = first < position.offset if first is not None else True in verdicts
            await self._end(one, position, was_committed=was_committed)
        return None

    async def _end(self, hanging: Hanging, position: Position, *, was_committed: bool) -> None:
        """End one by a transaction of ours that takes part in the same partition and adds nothing.

        Its marker is of the same producer id, which is all that a partition goes by.
        """
        producer, source = self._started()
        offsets = {source: OffsetAndMetadata(position.offset, stamp(position.birth))}
        await producer.begin_transaction()
        producer._txn_manager.maybe_add_partition_to_txn(hanging.place)  # noqa: SLF001 - the same
        await producer.send_offsets_to_transaction(offsets, self._config.group)
        if was_committed:
            await producer.commit_transaction()
        else:
            await producer.abort_transaction()
        ended = "committed" if was_committed else "aborted"
        self._metrics.hanging_transactions.labels(ended).inc()
        log.warning(
            "hanging_transaction_ended",
            topic=hanging.place.topic,
            partition=hanging.place.partition,
            offset=hanging.offset,
            state=ended,
        )

    async def transact(self, outgoing: Sequence[Outgoing], position: Position) -> None:
        """Publish `outgoing` and commit `position`, all or nothing.

        Raises RefusedError when it was surely not committed; any other error (a TimeoutError
        included) leaves the outcome unknown.
        """
        producer, source = self._started()
        loop = asyncio.get_running_loop()
        began = loop.time()
        offsets = {source: OffsetAndMetadata(position.offset, stamp(position.birth))}
        ended = "unknown"
        try:
            async with asyncio.timeout(self._config.deadlines.commit):
                await producer.begin_transaction()
                await self._send(producer, outgoing)
                await producer.send_offsets_to_transaction(offsets, self._config.group)
                await producer.commit_transaction()
            ended = "committed"
        except RefusedError:
            ended = await self._abort(producer, source)
            raise
        finally:
            self._metrics.transactions.labels(ended).inc()
            self._metrics.transaction_seconds.labels(ended).observe(loop.time() - began)

    def _started(self) -> tuple[AIOKafkaProducer, TopicPartition]:
        if self._producer is None or self._source is None:
            sentence = "The producer was given up."
            raise TransientError(sentence)
        return self._producer, self._source

    async def _send(self, producer: AIOKafkaProducer, outgoing: Iterable[Outgoing]) -> None:
        """Send everything and wait for every acknowledgement; raises RefusedError."""
        lanes = await self._pack(producer, outgoing)
        sent = await asyncio.gather(*(_send_lane(producer, lane) for lane in lanes))
        futures = [future for lane in sent for future in lane]
        if futures:
            await asyncio.wait(futures)
        batches = [batch for lane in lanes for batch in lane]
        refusals = [
            (batch, error)
            for batch, future in zip(batches, futures, strict=True)
            if (error := future.exception())
        ]
        for batch, error in refusals:
            if isinstance(error, MessageSizeTooLargeError | RecordListTooLargeError):
                builder = batch.builder
                self._book.refused(batch.topic, builder.record_count(), builder.size())
        errors = [error for _, error in refusals]
        # What one topic is denied, aiokafka lets the others fail of, as if the producer were lost.
        denied = [one for one in errors if isinstance(one, TopicAuthorizationFailedError)]
        for error in errors:
            if isinstance(error, LOST) and not denied:
                raise error  # fenced: there is nothing to abort that is still ours
        if errors:
            error = (denied or errors)[0]
            sentence = f"The broker refused a send with {type(error).__name__}."
            raise RefusedError(sentence) from error

    async def _pack(
        self, producer: AIOKafkaProducer, outgoing: Iterable[Outgoing]
    ) -> list[list[_Batch]]:
        """Put the records into batches, in order, a list for each topic and partition.

        Batches are built here because `send` refuses a record without key and value.
        """
        lanes: defaultdict[tuple[str, int], list[_Batch]] = defaultdict(list)
        counts: dict[str, list[int]] = {}
        for out in outgoing:
            if out.topic not in counts:
                counts[out.topic] = sorted(await producer.partitions_for(out.topic))
            ids = counts[out.topic]
            if out.key is not None:
                partition = self._partitioner(out.key, ids, ids)
            else:
                partition = ids[(out.partition or 0) % len(ids)]
            lane = lanes[out.topic, partition]
            if not lane or not _append(lane[-1].builder, out):
                lane.append(_Batch(out.topic, partition, producer.create_batch()))
                _append(lane[-1].builder, out)
        return list(lanes.values())

    async def _abort(self, producer: AIOKafkaProducer, source: TopicPartition) -> str:
        """Abort, so that readers need not wait for the timeout; the producer is lost anyway.

        Returns how the transaction ended.
        """
        try:
            async with asyncio.timeout(self._config.deadlines.abort):
                await producer.abort_transaction()
        except (KafkaError, TimeoutError, AssertionError) as error:
            log.warning("transaction_unknown", error_type=type(error).__name__)
            return "unknown"
        log.warning("transaction_aborted", topic=source.topic, partition=source.partition)
        return "aborted"


def _append(builder: BatchBuilder, out: Outgoing) -> bool:
    """Put a record into a batch; False when the batch is full, which an empty one never is."""
    appended = builder.append(
        timestamp=None, key=out.key, value=out.value, headers=list(out.headers)
    )
    return appended is not None


def _retrieve(producer: AIOKafkaProducer) -> None:
    """Look at the failures that aiokafka keeps for whoever would wait for them.

    Nobody does after the first one, and asyncio would report each at the collection of garbage.
    """
    batches = producer._message_accumulator  # noqa: SLF001 - offered by nothing public
    waiters = [producer._txn_manager.wait_for_transaction_end()]  # noqa: SLF001 - the same
    for lane in (*batches._batches.values(), batches._pending_batches):  # noqa: SLF001
        for batch in lane:
            waiters += [batch.future, batch._drain_waiter]  # noqa: SLF001
    for waiter in waiters:
        if waiter is not None and waiter.done() and not waiter.cancelled():
            waiter.exception()


async def _send_lane(
    producer: AIOKafkaProducer, lane: Sequence[_Batch]
) -> list[asyncio.Future[object]]:
    """Hand over the batches of one partition in their order; one at a time is under way."""
    return [
        await producer.send_batch(batch.builder, batch.topic, partition=batch.partition)
        for batch in lane
    ]
