"""Progress watched from inside: a partition that has work and does not move is never silent.

Whatever the cause (a broker that answers with an error aiokafka only logs, a fetch task that died,
articles that each take their whole deadline), the sign is the same: work, and a position that
stands. The ends are asked of the broker, since what the consumer knows of them stands still too.
Must not: end or open a partition; at most it asks one to open again.
"""

from __future__ import annotations

import asyncio
import time
from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING

import structlog
from aiokafka.errors import IllegalStateError, KafkaError

from copydesk.errors import TransientError
from copydesk.stream.states import State

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Iterable, Mapping

    from aiokafka import AIOKafkaConsumer, TopicPartition

    from copydesk.stream.partition import Partition
    from copydesk.stream.shared import Shared

__all__ = ["Delays", "Stalls", "Standing", "Watch"]

ROUND_SECONDS = 2.0
ASK_SECONDS = 10.0
ROUNDS_PER_STALL = 4

log = structlog.get_logger()


class Stalls:
    """Since when each partition has work and stands; the clock is the caller's."""

    def __init__(self, seconds: float) -> None:
        """seconds: from when on it is a stall."""
        self._seconds = seconds
        self._since: dict[int, tuple[Hashable, float]] = {}

    def observe(self, partition: int, mark: Hashable, now: float) -> float | None:
        """Note where a partition stands; the seconds of its stall, None when there is none.

        mark: changes whenever it moves; None when it has no work.
        """
        if mark is None:
            self._since.pop(partition, None)
            return None
        before, since = self._since.get(partition, (None, now))
        if before != mark:
            self._since[partition] = mark, now
            return None
        return now - since if now - since >= self._seconds else None

    def keep(self, partitions: Iterable[int]) -> None:
        """Forget those that are not ours any more."""
        ours = set(partitions)
        self._since = {one: seen for one, seen in self._since.items() if one in ours}


class Delays:
    """How far behind each partition is, in seconds; the clock is the caller's.

    The age of the first record that is not committed says it. While that one is not received (the
    partition is opening, held, or the broker gone), the age told last still counts as long as the
    position stands, and else the time since there was no work: never less than the truth we know.
    """

    def __init__(self) -> None:
        """Know nothing."""
        self._idle: dict[int, float] = {}
        self._oldest: dict[int, tuple[int, float]] = {}

    def observe(
        self, partition: int, standing: Standing, oldest: float | None, now: float
    ) -> float:
        """Seconds behind; oldest, now: seconds since the epoch."""
        if not standing.lag() and not standing.in_flight:
            self._idle[partition] = now
            self._oldest.pop(partition, None)
            return 0.0
        if oldest is not None:
            self._oldest[partition] = standing.committed, oldest
        at, since = self._oldest.get(partition, (-1, 0.0))
        if at != standing.committed:
            since = self._idle.setdefault(partition, now)
        return max(0.0, now - since)

    def keep(self, partitions: Iterable[int]) -> None:
        """Forget those that are not ours any more."""
        ours = set(partitions)
        self._idle = {one: seen for one, seen in self._idle.items() if one in ours}
        self._oldest = {one: seen for one, seen in self._oldest.items() if one in ours}


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a partition stands; read: what the consumer has passed, control records included."""

    end: int
    committed: int
    read: int
    in_flight: int

    def lag(self) -> int:
        """Records to be done; a transaction's marker at the end of the log is none."""
        if self.read >= self.end and not self.in_flight:
            return 0
        return max(0, self.end - self.committed)

    def mark(self) -> Hashable:
        """Changes whenever it moves; None without work. What is read but not done is no move."""
        if not self.lag() and not self.in_flight:
            return None
        return self.committed, None if self.in_flight else self.read


class Watch:
    """Measures the lag of a member's partitions and reports those that stand."""

    def __init__(
        self, shared: Shared, lives: Callable[[], Mapping[TopicPartition, Partition]]
    ) -> None:
        """lives: the partitions of the moment."""
        self._shared = shared
        self._lives = lives
        self._ends: Mapping[TopicPartition, int] = {}
        self._stalls = Stalls(shared.config.deadlines.stall)
        self._delays = Delays()
        self._reported: set[int] = set()

    async def run(self, consumer: AIOKafkaConsumer) -> None:
        """Watch until cancelled; raises TransientError when the consumer can't recover."""
        pause = min(ROUND_SECONDS, self._shared.config.deadlines.stall / ROUNDS_PER_STALL)
        while True:
            await asyncio.sleep(pause)
            # aiokafka's fetch task dies of what it does not expect, and polling then waits for
            # ever without a word; only the task itself shows it.
            if consumer._fetcher.error_future.done():  # noqa: SLF001 - said by nothing public
                sentence = "The consumer's fetch task ended."
                raise TransientError(sentence)
            if lives := list(self._lives()):
                with suppress(KafkaError, OSError):
                    async with asyncio.timeout(ASK_SECONDS):
                        self._ends = await consumer.end_offsets(lives)
            await self._look(consumer)

    def close(self) -> None:
        """Forget every partition; whoever has them next watches them."""
        for number in self._reported:
            self._shared.health.clear(_trouble(number))
        self._reported.clear()
        self._stalls.keep(())
        self._delays.keep(())
        self._shared.metrics.stalled_partitions.set(0)
        self._shared.metrics.lag_records.clear()
        self._shared.metrics.behind_seconds.clear()

    async def _look(self, consumer: AIOKafkaConsumer) -> None:
        now = asyncio.get_running_loop().time()
        lives = dict(self._lives())
        stalled: set[int] = set()
        for source, life in lives.items():
            standing = await self._standing(consumer, source, life)
            if standing is None:
                continue
            number = source.partition
            self._shared.metrics.lag_records.labels(str(number)).set(standing.lag())
            oldest_ms = life.oldest_ms()
            behind = self._delays.observe(
                number, standing, None if oldest_ms is None else oldest_ms / 1000, time.time()
            )
            self._shared.metrics.behind_seconds.labels(str(number)).set(behind)
            seconds = self._stalls.observe(number, standing.mark(), now)
            if seconds is not None:
                stalled.add(number)
                self._report(life, standing, seconds)
        self._withdraw(self._reported - stalled)
        self._stalls.keep(source.partition for source in lives)
        self._delays.keep(source.partition for source in lives)
        self._shared.metrics.stalled_partitions.set(len(stalled))

    async def _standing(
        self, consumer: AIOKafkaConsumer, source: TopicPartition, life: Partition
    ) -> Standing | None:
        end, read = self._ends.get(source), 0
        if end is None:
            return None
        committed = life.committed_offset or 0
        if life.state is State.RUNNING:
            with suppress(KafkaError, IllegalStateError):
                read = await consumer.position(source)
        else:
            read = committed
        return Standing(end, committed, read, life.in_flight_bytes())

    def _report(self, life: Partition, standing: Standing, seconds: float) -> None:
        number = life.source.partition
        # The seconds are left out, so that the sentence stays the same while it lasts.
        sentence = (
            f"Partition {number} stands still at offset {standing.committed}, "
            f"{standing.lag()} records before the end."
        )
        self._shared.health.raise_trouble(_trouble(number), sentence)
        if number in self._reported:
            return
        self._reported.add(number)
        self._shared.metrics.stalls.inc()
        log.error(
            "partition_stalled",
            topic=life.source.topic,
            partition=number,
            offset=standing.committed,
            lag=standing.lag(),
            state=life.state,
            seconds=round(seconds),
        )
        if not standing.in_flight and standing.read < standing.end:
            life.reopen(TransientError("Nothing arrives, though there is more."))

    def _withdraw(self, numbers: set[int]) -> None:
        for number in sorted(numbers):
            self._shared.health.clear(_trouble(number))
            log.info("partition_moved_again", partition=number)
        self._reported -= numbers


def _trouble(partition: int) -> str:
    return f"stall-{partition:05d}"
