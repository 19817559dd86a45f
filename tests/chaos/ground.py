"""Where a scenario takes place: the broker, topics of its own, a feed, and the final account."""

from __future__ import annotations

import asyncio
import random
import time
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING

from aiokafka import AIOKafkaConsumer, AIOKafkaProducer, TopicPartition
from aiokafka.admin.config_resource import ConfigResource, ConfigResourceType
from aiokafka.errors import KafkaError

from tests.chaos.articles import plain
from tests.chaos.desk import outcomes_of
from tests.chaos.ledger import Accounts, balance
from tests.chaos.members import Crew
from tests.chaos.service import Orders
from tests.support.topics import Wire, eventually

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Awaitable, Callable, Coroutine

    from copydesk.draft import Record
    from copydesk.localbroker import KafkaBroker
    from copydesk.outcomes import Outcome
    from tests.chaos.members import Member
    from tests.support.topics import Got, Raw

__all__ = ["PARTITIONS", "Ground", "Result", "ground_of"]

PARTITIONS = 4
RECORD_BYTES_MAX = 24 * 1024 * 1024
MOVED_SECONDS = 60.0
DRAINED_SECONDS = 120.0
STABLE_SECONDS = 40.0
READ_SECONDS = 90.0
POLL_SECONDS = 0.1
FEED_PER_SECOND = 150
FEED_STEP_SECONDS = 0.2
FEED_SECONDS_MAX = 600.0
WINDOW = 200


@dataclass(frozen=True, slots=True)
class Result:
    """One row of the table.

    recovery_seconds: the longest of the scenario, None where nothing had to recover.
    """

    scenario: str
    accounts: Accounts
    faults: int
    recovery_seconds: float | None
    seconds: float
    notes: tuple[str, ...] = ()

    def is_good(self) -> bool:
        """Whether nothing was lost, repeated or changed."""
        return self.accounts.is_balanced()


class Ground:
    """One scenario's means; `broker` is None where it can't be broken."""

    def __init__(
        self, wire: Wire, broker: KafkaBroker | None, chance: random.Random, articles: int
    ) -> None:
        self.wire = wire
        self.broker = broker
        self.chance = chance
        self.articles = articles
        self.crew = Crew()
        self.make: Callable[[int, random.Random], Raw] = plain
        self.quiet: Callable[[Record], tuple[Outcome, ...]] = outcomes_of
        self.event_bytes_max: int | None = None
        self.shortened_from: int | None = None
        self.unreadable: tuple[Got, ...] = ()
        self.faults = 0
        self.notes: list[str] = []
        self.fed = 0
        self._recoveries: list[float] = []

    def orders(self, **changes: object) -> Orders:
        """What a member on this ground is told."""
        wire = self.wire
        topics = (wire.bootstrap, wire.raw, wire.enriched, wire.dead_letter, wire.group)
        return Orders(*topics, **changes)  # type: ignore[arg-type]  # the fields are the caller's

    async def hire(self, **changes: object) -> Member:
        """Start a member and wait until it is in the group."""
        return await self.crew.hire(self.orders(**changes))

    async def feed(self, count: int) -> None:
        """Put so many articles on the raw topic."""
        async with self._feeder() as producer:
            for begin in range(0, count, WINDOW):
                await self._send(producer, min(WINDOW, count - begin))

    @asynccontextmanager
    async def load(self, per_second: int = FEED_PER_SECOND) -> AsyncIterator[None]:
        """Feed steadily while the block runs, then what is missing to the scenario's share."""
        over = asyncio.Event()
        task = asyncio.create_task(self._feed_until(over, per_second))
        try:
            yield
        except BaseException:
            task.cancel()
            await asyncio.gather(task, return_exceptions=True)
            raise
        over.set()
        await task
        await self.feed(max(0, self.articles - self.fed))

    async def fault(
        self, strike: Callable[[], object] | Coroutine[object, object, object], *, count: int = 1
    ) -> None:
        """Do harm, then wait until every partition moves again; the time counts as recovery."""
        before = await self._positions()
        began = time.monotonic()
        if asyncio.iscoroutine(strike):
            await strike
        elif callable(strike):
            strike()
        self.faults += count
        await self.moved(before, began)

    async def moved(self, before: dict[int, int], began: float) -> None:
        """Wait until each partition's commit is past `before`; began: when recovery began."""

        async def fact() -> bool:
            with suppress(KafkaError, OSError):
                now = await self._positions()
                return all(now.get(partition, 0) > offset for partition, offset in before.items())
            return False

        await eventually(fact, f"no commit on every partition past {before}", within=MOVED_SECONDS)
        self._recoveries.append(time.monotonic() - began)

    async def positions(self) -> dict[int, int]:
        """The group's commits, 0 for a partition without one."""
        return await self._positions()

    async def pause(self, least: float, most: float) -> None:
        """Let some time of chance pass; seconds."""
        await asyncio.sleep(self.chance.uniform(least, most))

    async def settle(self) -> None:
        """Wait until everything is committed, and end every member in good order."""
        await self.done_but({})
        await asyncio.gather(*(one.stopped() for one in self.crew.alive))
        await self._stable()

    async def done_but(self, held: dict[int, int]) -> None:
        """Wait until everything is committed; held: partitions that stand still, and where."""
        ends = {p: end for p, end in (await self.wire.ends(self.wire.raw)).items() if end}
        due = ends | held

        async def done() -> bool:
            now = await self._positions()
            return all(now.get(partition, 0) >= end for partition, end in due.items())

        await eventually(done, f"{self.wire.group} has not committed {due}", within=DRAINED_SECONDS)

    async def account(self) -> Accounts:
        """Read everything as a subscriber and compare it with a quiet run."""
        passed = {(one.partition, one.offset) for one in self.unreadable}
        raws = [
            one
            for one in await self.wire.read(self.wire.raw, within=READ_SECONDS)
            if (one.partition, one.offset) not in passed
        ]
        got = await self.wire.read(within=READ_SECONDS)
        more = {} if self.shortened_from is None else {"shortened_from": self.shortened_from}
        return await asyncio.to_thread(
            balance,
            raws,
            got,
            self.quiet,
            events=self.wire.enriched,
            event_bytes_max=self.event_bytes_max,
            skipped=self.unreadable,
            **more,
        )

    def recovery_seconds(self) -> float | None:
        """The longest time that anything took to move again."""
        return max(self._recoveries, default=None)

    async def configure(self, topic: str, **configs: str) -> None:
        """Change a topic's configuration; underscores stand for dots."""
        named = {name.replace("_", "."): value for name, value in configs.items()}
        async with self.wire.admin() as admin:
            await admin.alter_configs([ConfigResource(ConfigResourceType.TOPIC, topic, named)])

    async def _positions(self) -> dict[int, int]:
        committed = await self.wire.committed()
        return {partition: committed.get(partition, 0) for partition in range(PARTITIONS)} | (
            committed
        )

    async def _stable(self) -> None:
        """Wait until no transaction is open: what a killed member left must not hide anything."""
        sources = [
            TopicPartition(topic, partition)
            for topic in (self.wire.enriched, self.wire.dead_letter)
            for partition in range(PARTITIONS)
        ]
        ends: dict[str, dict[TopicPartition, int]] = {}

        async def fact() -> bool:
            for level in ("read_committed", "read_uncommitted"):
                async with AIOKafkaConsumer(
                    bootstrap_servers=self.wire.bootstrap, isolation_level=level
                ) as consumer:
                    ends[level] = await consumer.end_offsets(sources)
            return ends["read_committed"] == ends["read_uncommitted"]

        await eventually(fact, "a transaction stays open", within=STABLE_SECONDS)

    async def _feed_until(self, over: asyncio.Event, per_second: int) -> None:
        """Feed at a rate; a broker that is away stops the feed, and it goes on afterwards."""
        deadline = time.monotonic() + FEED_SECONDS_MAX
        while not over.is_set() and time.monotonic() < deadline:
            with suppress(KafkaError, OSError):
                async with self._feeder() as producer:
                    while not over.is_set() and time.monotonic() < deadline:
                        await self._send(producer, int(per_second * FEED_STEP_SECONDS))
                        with suppress(TimeoutError):
                            await asyncio.wait_for(over.wait(), FEED_STEP_SECONDS)
            await asyncio.sleep(POLL_SECONDS)

    async def _send(self, producer: AIOKafkaProducer, count: int) -> None:
        sent = []
        for _ in range(count):
            raw = self.make(self.fed, self.chance)
            self.fed += 1
            sent.append(await _sent(producer, self.wire.raw, raw))
        await asyncio.gather(*sent)

    @asynccontextmanager
    async def _feeder(self) -> AsyncIterator[AIOKafkaProducer]:
        producer = AIOKafkaProducer(
            bootstrap_servers=self.wire.bootstrap,
            acks="all",
            enable_idempotence=True,
            max_request_size=RECORD_BYTES_MAX,
            metadata_max_age_ms=1_000,
        )
        try:
            await producer.start()
            yield producer
        finally:
            with suppress(KafkaError, OSError):
                async with asyncio.timeout(5):
                    await producer.stop()


async def _sent(producer: AIOKafkaProducer, topic: str, raw: Raw) -> Awaitable[object]:
    """Queue one record; plain send() refuses a null key with a null value, a batch does not."""
    if raw.key is None and raw.value is None:
        batch = producer.create_batch()
        batch.append(key=None, value=None, timestamp=None, headers=[*raw.headers])
        future: Awaitable[object] = await producer.send_batch(
            batch, topic, partition=raw.partition or 0
        )
    else:
        future = await producer.send(
            topic, raw.value, key=raw.key, partition=raw.partition, headers=[*raw.headers]
        )
    return future


@asynccontextmanager
async def ground_of(
    name: str, bootstrap: str, broker: KafkaBroker | None, *, seed: int, articles: int
) -> AsyncIterator[Ground]:
    """Topics of a scenario's own on the broker; every member is ended with the block."""
    wire = await Wire.create(bootstrap, name, partitions=PARTITIONS)
    chance = random.Random(f"{seed} {name}")  # noqa: S311 - chaos that can be had again
    ground = Ground(wire, broker, chance, articles)
    try:
        await ground.configure(wire.raw, max_message_bytes=str(RECORD_BYTES_MAX))
        yield ground
    finally:
        ground.notes += await ground.crew.end()
        with suppress(KafkaError, OSError):
            async with asyncio.timeout(10):
                await wire.delete()
