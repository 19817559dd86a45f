"""One member of the consumer group: joins, polls, and hands records to its partitions.

The rebalance callbacks run inside the group protocol, where a slow one gets the member expelled, so
assignment only pauses the partitions and lets each open in a task of its own. Revocation waits for
open transactions, within a deadline that is always shorter than the group's patience.
Must not: process or publish a record.
"""

from __future__ import annotations

import asyncio
from gzip import BadGzipFile
from typing import TYPE_CHECKING

import structlog
from aiokafka import AIOKafkaConsumer, ConsumerRebalanceListener, TopicPartition
from aiokafka.errors import (
    CorruptRecordException,
    KafkaError,
    NoOffsetForPartitionError,
    OffsetOutOfRangeError,
    UnsupportedCodecError,
)

from copydesk.draft import Origin, Record
from copydesk.errors import Disposition, TransientError, disposition
from copydesk.observability.health import STARTING
from copydesk.stream.assignment import Assignment
from copydesk.stream.diagnosis import count_refusal
from copydesk.stream.faults import translate
from copydesk.stream.partition import Partition
from copydesk.stream.states import State
from copydesk.stream.watching import Watch

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from aiokafka.structs import ConsumerRecord

    from copydesk.stream.shared import Shared

__all__ = ["Member"]

POLL_MS = 200
POLL_RECORDS = 2_000
"""Unpacking more at once would hold up the event loop for longer than a heartbeat can bear."""

FETCH_WAIT_MS = 100
"""A resumed partition waits for the fetch under way, so that is kept short."""

PARTITION_FETCH_BYTES = 1024 * 1024
SUSPICION_POLLS = 50
"""Rounds of polling apart after a batch could not be decoded; about as long as ten seconds."""

GAUGE_SECONDS = 1.0
REJOIN_SECONDS = 2.0
POLL_INTERVAL_MS = 2**31 - 1
"""aiokafka leaves the group when nobody polls for this long; our own watching replaces it."""

TROUBLE = "group"

log = structlog.get_logger()


class Member:
    """The member; after `run` ended it is not used again."""

    def __init__(self, shared: Shared) -> None:
        """Join nothing yet."""
        self._shared = shared
        self._consumer: AIOKafkaConsumer | None = None
        self._ours: Assignment[Partition] = Assignment()
        self._gauged_at = 0.0
        self._watch = Watch(shared, lambda: self._ours.lives)
        self._suspicion = 0
        self._suspects: set[TopicPartition] = set()

    async def run(self) -> None:
        """Be a member until cancelled, joining anew after whatever ends the membership.

        Raises what must end the service.
        """
        while True:
            try:
                await self._be_member()
            except Exception as error:
                fault = translate(error)
                if disposition(fault, in_core=False) is Disposition.STOP:
                    raise
                count_refusal(error, self._shared.metrics)
                self._shared.health.raise_trouble(TROUBLE, f"Not in the group: {fault}")
                log.warning(
                    "rejoined_after_failure", error_type=type(error).__name__, message=str(fault)
                )
            await self.leave(drain_deadline=0)
            await asyncio.sleep(REJOIN_SECONDS)

    async def leave(self, drain_deadline: float) -> None:
        """Finish what workers have, at most for `drain_deadline` seconds, and leave the group."""
        lives = self._ours.end()
        consumer, self._consumer = self._consumer, None
        await asyncio.gather(*(life.drain(drain_deadline) for life in lives))
        self._watch.close()
        if consumer is not None:
            try:
                async with asyncio.timeout(self._shared.config.deadlines.abort):
                    await _stop(consumer)
            except (KafkaError, OSError, TimeoutError) as error:
                log.warning("group_left", error_type=type(error).__name__)
            else:
                log.info("group_left", group=self._shared.config.group)

    async def assigned(self, sources: Iterable[TopicPartition]) -> None:
        """Pause what was assigned and let it open; called inside the group protocol."""
        consumer = self._consumer
        if consumer is None:
            return  # leaving: what is assigned now is given back in a moment
        ordered = sorted(sources)
        self._shared.share = len(ordered)
        self._shared.metrics.rebalances.inc()
        for source in ordered:
            consumer.pause(source)
            # Any position keeps aiokafka from looking for one by itself; opening sets the true one.
            consumer.seek(source, 0)
        self._ours.begin({one: Partition(one, consumer, self._shared) for one in ordered})
        log.info("partitions_assigned", partitions=[one.partition for one in ordered])
        self._shared.health.clear(TROUBLE)
        if self._shared.health.clear(STARTING):
            log.info("service_ready")

    async def revoked(self) -> None:
        """End every partition's life; called inside the group protocol, so it is bounded."""
        lives = self._ours.end()
        await asyncio.gather(*(life.revoke() for life in lives))
        self._suspects.clear()
        self._watch.close()
        if lives:
            log.info("partitions_revoked", partitions=[one.source.partition for one in lives])

    async def _be_member(self) -> None:
        """Join and poll until something breaks; the caller leaves."""
        config = self._shared.config
        topic = config.topics.raw
        consumer = AIOKafkaConsumer(
            **config.connection.client_options(),
            group_id=config.group,
            auto_offset_reset="none",
            enable_auto_commit=False,
            isolation_level="read_committed",
            fetch_max_bytes=config.limits.fetch_bytes,
            fetch_max_wait_ms=FETCH_WAIT_MS,
            max_partition_fetch_bytes=PARTITION_FETCH_BYTES,
            max_poll_interval_ms=POLL_INTERVAL_MS,
            session_timeout_ms=int(config.deadlines.session * 1000),
            heartbeat_interval_ms=int(config.deadlines.heartbeat * 1000),
            rebalance_timeout_ms=int(config.deadlines.rebalance * 1000),
        )
        self._consumer = consumer
        consumer.subscribe([topic], listener=_Listener(self))
        await consumer.start()
        log.info("group_joined", group=config.group, topic=topic)
        watch = asyncio.create_task(self._watch.run(consumer))
        try:
            while not watch.done():
                await self._poll(consumer)
                self._heed_gate()
                self._gauge()
            watch.result()
        finally:
            watch.cancel()
            await asyncio.gather(watch, return_exceptions=True)

    async def _poll(self, consumer: AIOKafkaConsumer) -> None:
        if self._suspicion:
            await self._poll_apart(consumer)
            return
        epoch = self._ours.epoch
        try:
            batches: Mapping[TopicPartition, Sequence[ConsumerRecord]] = await consumer.getmany(
                timeout_ms=POLL_MS, max_records=POLL_RECORDS
            )
        except OffsetOutOfRangeError as error:
            self._reopen(error.args[0])
        except NoOffsetForPartitionError:
            await asyncio.sleep(POLL_MS / 1000)  # an opening is on its way to set the position
        except Exception as error:
            if not _may_be_undecodable(error):
                raise
            # The poll forgot what it had read of any partition, so all go back to where they stood.
            for life in self._ours.lives.values():
                life.rewind()
            self._suspicion = SUSPICION_POLLS
        else:
            self._deliver(batches, epoch)

    async def _poll_apart(self, consumer: AIOKafkaConsumer) -> None:
        """Poll each partition by itself, so that a batch that can't be decoded names its own.

        The one that fails is read record by record from then on, which is slow and safe, until it
        fails again: then it stands right before the batch, and is held there.
        """
        self._suspicion -= 1
        await asyncio.sleep(POLL_MS / 1000)
        for source, life in list(self._ours.lives.items()):
            if life.state is not State.RUNNING:
                self._suspects.discard(source)
                continue
            is_suspect = source in self._suspects
            found = await self._poll_one(consumer, life, 1 if is_suspect else POLL_RECORDS)
            while found and is_suspect:
                found = await self._poll_one(consumer, life, 1)
        if self._suspects:
            self._suspicion = SUSPICION_POLLS

    async def _poll_one(self, consumer: AIOKafkaConsumer, life: Partition, most: int) -> bool:
        """Poll one partition; whether it gave anything."""
        source, epoch = life.source, self._ours.epoch
        try:
            batches = await consumer.getmany(source, max_records=most)
        except OffsetOutOfRangeError as error:
            self._reopen(error.args[0])
        except NoOffsetForPartitionError:
            return False
        except Exception as error:
            if not _may_be_undecodable(error):
                raise
            if source not in self._suspects:
                self._suspects.add(source)
                life.rewind()
            else:
                self._suspects.discard(source)
                life.hold_undecodable(type(error).__name__)
        else:
            self._deliver(batches, epoch)
            return bool(batches)
        return False

    def _deliver(
        self, batches: Mapping[TopicPartition, Sequence[ConsumerRecord]], epoch: int
    ) -> None:
        found = {source: [_record(one) for one in some] for source, some in batches.items()}
        self._ours.deliver(found, epoch)

    def _reopen(self, sources: Iterable[TopicPartition]) -> None:
        """Open again what is out of range; opening finds out why and holds it."""
        for source in sources:
            if life := self._ours.lives.get(source):
                life.reopen(TransientError("The position is out of the log's range."))

    def _heed_gate(self) -> None:
        """Let every partition stop when there were too many dead letters on any."""
        if (why := self._shared.gate.closed_because) is not None:
            for life in self._ours.lives.values():
                life.close_gate(why)

    def _gauge(self) -> None:
        now = asyncio.get_running_loop().time()
        if now - self._gauged_at >= GAUGE_SECONDS:
            self._gauged_at = now
            lives, metrics = self._ours.lives.values(), self._shared.metrics
            metrics.in_flight_bytes.set(sum(life.in_flight_bytes() for life in lives))
            metrics.in_flight_records.set(sum(life.in_flight_records() for life in lives))
            metrics.paused_partitions.set(sum(life.is_full() for life in lives))


class _Listener(ConsumerRebalanceListener):  # type: ignore[misc]  # aiokafka ships no types
    """What aiokafka calls at a rebalance; an error in it would only be logged and forgotten."""

    def __init__(self, member: Member) -> None:
        self._member = member

    async def on_partitions_revoked(self, revoked: Iterable[TopicPartition]) -> None:  # noqa: ARG002
        await self._member.revoked()

    async def on_partitions_assigned(self, assigned: Iterable[TopicPartition]) -> None:
        await self._member.assigned(assigned)


async def _stop(consumer: AIOKafkaConsumer) -> None:
    """Stop a consumer, also one whose fetches wait for a broker that is gone.

    aiokafka cancels those and then waits for the first of them, whose cancellation comes out here
    as if it were ours and would end the service with a traceback. A stop that ended so has left the
    group, but not closed its connections.
    """
    stopping = asyncio.create_task(consumer.stop())
    try:
        await asyncio.wait([stopping])
    finally:
        stopping.cancel()
        await asyncio.gather(stopping, return_exceptions=True)
    if stopping.cancelled():
        await consumer._client.close()  # noqa: SLF001 - a second stop() would do nothing
    else:
        stopping.result()


def _may_be_undecodable(error: Exception) -> bool:
    """Whether a poll failed over a batch's bytes: codecs raise errors of their own, not Kafka's."""
    if isinstance(error, KafkaError):
        return isinstance(error, CorruptRecordException | UnsupportedCodecError)
    # Of the codecs' errors gzip's alone is an OSError, which else is the network's.
    return isinstance(error, BadGzipFile) or not isinstance(error, OSError)


def _record(found: ConsumerRecord) -> Record:
    return Record(
        value=found.value,
        key=found.key,
        headers=found.headers,
        timestamp_ms=found.timestamp if found.timestamp >= 0 else None,
        origin=Origin(found.topic, found.partition, found.offset),
    )
