"""One assigned partition from its opening to its loss.

The order of opening is what makes it safe: start the producer (it fences a zombie and settles its
open transaction), only then ask what is committed, end what the broker left open nevertheless, then
seek, then resume. Every failure ends in the same place, a new opening, which reads the truth
instead of guessing it.
Must not: poll the consumer; the member does and delivers.
"""

from __future__ import annotations

import asyncio
import random
from contextlib import suppress
from typing import TYPE_CHECKING, assert_never

import structlog
from aiokafka.errors import IllegalStateError

from copydesk.errors import Disposition, RejectionLimitError, WorldError, disposition
from copydesk.stream.batches import peek
from copydesk.stream.diagnosis import count_refusal
from copydesk.stream.faults import translate
from copydesk.stream.producer import PartitionProducer, Position
from copydesk.stream.running import Finish, Running
from copydesk.stream.start import Begin, Held, Log, decide
from copydesk.stream.states import Event, State, next_state

if TYPE_CHECKING:
    from collections.abc import Sequence

    from aiokafka import AIOKafkaConsumer, TopicPartition

    from copydesk.draft import Record
    from copydesk.stream.shared import Shared

__all__ = ["Partition"]

BACKOFF_SECONDS = 0.2
BACKOFF_SECONDS_MAX = 5.0
DOUBLINGS_MAX = 8

PASSING_FAULTS_MAX = 3
"""Passing faults in a row after which the world is at fault and /readyz says so."""

HELD_RETRY_SECONDS = 30.0
RESUME_AT = 0.5
"""A paused partition is resumed at half of its share, so that it does not flutter."""

log = structlog.get_logger()
jitter = random.Random()  # noqa: S311 - spreads retries, guards nothing


class _HoldError(WorldError):
    """Reading met what only a person can pass."""


class Partition:
    """One life of an assigned partition; the next assignment makes a new one."""

    def __init__(self, source: TopicPartition, consumer: AIOKafkaConsumer, shared: Shared) -> None:
        """Begin opening at once; `source` must be paused."""
        self.source = source
        self.state = State.OPENING
        self._consumer = consumer
        self._shared = shared
        self._running: Running | None = None
        self._faults = 0
        self._held_at: int | None = None
        self._is_full = False
        self._last_committed: int | None = None
        self._log = log.bind(topic=source.topic, partition=source.partition)
        shared.metrics.partitions.labels(self.state).inc()
        self._task = asyncio.create_task(self._live())
        self._task.add_done_callback(self._ended)

    @property
    def next_offset(self) -> int | None:
        """The next record to be received; None while not running."""
        return self._running.next_offset if self._running else None

    @property
    def committed_offset(self) -> int | None:
        """The next record to be committed, as far as it is known; None before the opening."""
        return self._running.committed_offset if self._running else self._last_committed

    def in_flight_bytes(self) -> int:
        """What was received and is not committed."""
        return self._running.in_flight_bytes() if self._running else 0

    def in_flight_records(self) -> int:
        """The same, counted in records."""
        return self._running.in_flight_records() if self._running else 0

    def oldest_ms(self) -> int | None:
        """The timestamp of the first record that was received and is not committed."""
        return self._running.oldest_ms() if self._running else None

    def is_full(self) -> bool:
        """Whether it runs and is not fetched, because it has its share of memory in flight."""
        return self.state is State.RUNNING and self._is_full

    def deliver(self, records: Sequence[Record]) -> None:
        """Take records that were fetched since the last seek."""
        if self.state is State.RUNNING and self._running is not None:
            self._running.deliver(records)
            self._regulate()

    def rewind(self) -> None:
        """Make the consumer fetch again what it fetched and we never got."""
        if self.state is State.RUNNING and self._running is not None:
            self._consumer.seek(self.source, self._running.next_offset)

    def reopen(self, error: Exception) -> None:
        """Give up what is under way and open again, because reading met `error`."""
        if self._running is not None:
            self._pause()
            self._running.fail(error)

    def hold_undecodable(self, error_type: str) -> None:
        """Stop reading before a batch that can't be decoded, until a person passes it."""
        self.reopen(_HoldError(self._undecodable(self.next_offset, error_type)))

    def close_gate(self, sentence: str) -> None:
        """Stop publishing, because there were too many dead letters, until a person resumes."""
        if self.state is State.RUNNING and self._running and not self._running.is_failing():
            self.reopen(RejectionLimitError(sentence))

    async def revoke(self) -> None:
        """End this life: wait for an open transaction, at most until the revoke deadline."""
        await self._end(Finish.TRANSACTION, self._shared.config.deadlines.revoke)

    async def drain(self, deadline: float) -> None:
        """End this life, but finish what workers have; deadline: seconds."""
        await self._end(Finish.CHUNKS, deadline)

    async def _end(self, finish: Finish, deadline: float) -> None:
        if self.state is State.RUNNING and self._running and self._running.is_busy(finish):
            self._become(Event.REVOKED_OPEN)
            self._running.finish(finish)
            await asyncio.wait([self._task], timeout=deadline)
        elif self.state is State.DRAINING:
            await asyncio.wait([self._task], timeout=deadline)
        elif self.state is not State.LOST:
            self._become(Event.REVOKED)
        self._task.cancel()
        await asyncio.gather(self._task, return_exceptions=True)
        if self.state is State.DRAINING:
            self._become(Event.SETTLED)
        self._shared.health.clear(self._trouble_key())
        self._log.debug("partition_closed")

    async def _live(self) -> None:
        """Open and run, again and again, until the group takes the partition back."""
        gate = self._shared.gate
        resumptions = gate.resumptions
        while (pause := await self._open_and_run()) is not None:
            if self.state is State.HELD:
                await gate.wait_resumed(pause, resumptions)
                self._become(Event.RETRIED)
            else:
                await asyncio.sleep(pause)
            resumptions = gate.resumptions

    async def _open_and_run(self) -> float | None:
        """One opening; returns the seconds until the next, None when this life is over."""
        if self._shared.gate.closed_because is not None:
            self._become(Event.HELD)
            return HELD_RETRY_SECONDS
        producer = PartitionProducer(self._shared.config, self._shared.book, self._shared.metrics)
        try:
            begin = await self._open(producer)
            if isinstance(begin, Held):
                self._hold(begin.sentence)
                return HELD_RETRY_SECONDS
            self._running = Running(producer, begin, self._shared, self._on_committed)
            # From here to resume nothing is awaited, so nothing can come between.
            self._consumer.seek(self.source, begin.offset)
            self._is_full = False
            self._become(Event.OPENED)
            self._consumer.resume(self.source)
            self._log.info("partition_opened", offset=begin.offset)
            if begin.offset != self._held_at:
                self._shared.health.clear(self._trouble_key())
            await self._running.run()
        except Exception as error:  # noqa: BLE001 - disposition decides in _faulted
            return self._faulted(error)
        finally:
            self._last_committed = self.committed_offset
            self._running = None
            producer.leave_to(self._shared.graveyard)
        return None

    async def _open(self, producer: PartitionProducer) -> Begin | Held:
        """Start the producer, then learn the position, and pin it where it is the first."""
        shared, source = self._shared, self.source
        async with shared.opening, asyncio.timeout(shared.config.deadlines.opening):
            await producer.start(source.partition)
            known = {source.partition} | set(
                self._consumer.partitions_for_topic(source.topic) or ()
            )
            commits = await shared.broker.commits(sorted(known))
            beginnings = await self._consumer.beginning_offsets([source])
            ends = await self._consumer.end_offsets([source])
            begin = decide(
                source.partition,
                commits,
                log=Log(beginnings[source], ends[source]),
                count=len(known),
                start=shared.config.start,
            )
            if isinstance(begin, Begin) and begin.offset == self._held_at:
                begin = await self._look_again(begin)
            if isinstance(begin, Begin):
                begin = await self._end_hanging(producer, begin)
            if isinstance(begin, Begin) and begin.fresh:
                await producer.transact((), Position(begin.offset, begin.birth))
                self._log.info("partition_start_chosen", offset=begin.offset)
        return begin

    async def _end_hanging(self, producer: PartitionProducer, begin: Begin) -> Begin | Held:
        """End what was left open in the topics we write, before a commit of ours would."""
        hanging = await producer.end_hanging(Position(begin.offset, begin.birth))
        if hanging is None:
            return begin
        topic, number = hanging.place
        return Held(
            f"Partition {self.source.partition} left a transaction open in partition {number} of "
            f"{topic}, from offset {hanging.offset} on, and nothing there tells whether it was "
            "committed. `kafka-transactions.sh abort` ends it as if it was not."
        )

    async def _look_again(self, begin: Begin) -> Begin | Held:
        """Ask whether what held the partition is still there, without reading it for everybody."""
        batch = await peek(self._shared.config.connection, self.source, begin.offset)
        if batch is None or batch.fault is None:
            return begin
        return Held(self._undecodable(begin.offset, batch.fault))

    def _undecodable(self, offset: int | None, error_type: str) -> str:
        number, topic = self.source.partition, self.source.topic
        return (
            f"Partition {number} stands at offset {offset}, whose batch can't be decoded "
            f"({error_type}). `copydesk skip {topic} {number} {offset}` passes it."
        )

    def _on_committed(self) -> None:
        self._faults = 0
        self._held_at = None
        self._shared.health.clear(self._trouble_key())
        self._regulate()

    def _regulate(self) -> None:
        """Pause the partition when it has its share of memory, resume it at half."""
        if self.state is not State.RUNNING or self._running is None or self._running.is_failing():
            return
        fullness = self._running.fullness()
        if fullness >= 1:
            self._is_full = True
            self._pause()
        elif fullness <= RESUME_AT:
            self._is_full = False
            self._consumer.resume(self.source)

    def _faulted(self, error: Exception) -> float | None:
        """Note a failure; returns the seconds until the next opening, None when there is none."""
        fault = translate(error)
        self._pause()
        if self.state is State.DRAINING:
            self._become(Event.FAULTED)
            return None
        if isinstance(fault, _HoldError):
            # Told by reading, so everything before it is committed by now.
            self._held_at = self.committed_offset
            self._hold(str(fault))
            return HELD_RETRY_SECONDS
        if isinstance(fault, RejectionLimitError):  # the gate itself told everybody
            self._become(Event.HELD)
            return HELD_RETRY_SECONDS
        self._faults += 1
        count_refusal(error, self._shared.metrics)
        what = disposition(fault, in_core=False)
        match what:
            case Disposition.REOPEN:
                cause, pause = "lost", self._shared.config.deadlines.heartbeat
            case Disposition.RETRY:
                cause, pause = "transient", self._backoff()
            case Disposition.WAIT:
                cause, pause = "world", self._backoff()
            case Disposition.STOP | Disposition.DEAD_LETTER:
                if not self._shared.fatal.done():
                    self._shared.fatal.set_exception(fault)
                return None
            case _ as never:
                assert_never(never)
        pause *= 1 + jitter.random()
        if what is Disposition.WAIT or self._faults >= PASSING_FAULTS_MAX:
            sentence = f"Partition {self.source.partition} can't go on: {fault}"
            self._shared.health.raise_trouble(self._trouble_key(), sentence)
        self._shared.metrics.reopenings.labels(cause).inc()
        # Without a broker it comes again every few seconds on every partition: said once is enough.
        say = self._log.warning if self._faults == 1 else self._log.debug
        say(
            "partition_reopened", error_type=type(error).__name__, message=str(fault), seconds=pause
        )
        self._become(Event.FAULTED)
        return pause

    def _ended(self, task: asyncio.Task[None]) -> None:
        """Let a bug of ours end the service instead of leaving a partition unread."""
        if task.cancelled() or self._shared.fatal.done():
            return
        if error := task.exception():
            self._shared.fatal.set_exception(error)

    def _backoff(self) -> float:
        doubled: float = BACKOFF_SECONDS * 2 ** min(self._faults, DOUBLINGS_MAX)
        return min(doubled, BACKOFF_SECONDS_MAX)

    def _hold(self, sentence: str) -> None:
        self._become(Event.HELD)
        if self._shared.health.raise_trouble(self._trouble_key(), sentence):
            self._log.error("partition_held", message=sentence)

    def _pause(self) -> None:
        # In the middle of a rebalance it may not be ours any more, and then it is not read either.
        with suppress(IllegalStateError):
            self._consumer.pause(self.source)

    def _become(self, event: Event) -> None:
        gauge = self._shared.metrics.partitions
        gauge.labels(self.state).dec()
        self.state = next_state(self.state, event)
        if self.state is not State.LOST:
            gauge.labels(self.state).inc()

    def _trouble_key(self) -> str:
        return f"partition-{self.source.partition:05d}"
