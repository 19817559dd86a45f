"""Topics of one test's own: made under a name nobody else has, filled, read as a subscriber would.

Everything waits under a deadline and for a fact, never for a time.
"""

from __future__ import annotations

import asyncio
import re
import time
import uuid
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol, Self

from aiokafka import AIOKafkaConsumer, AIOKafkaProducer, TopicPartition
from aiokafka.admin import AIOKafkaAdminClient, NewTopic
from aiokafka.errors import (
    GroupCoordinatorNotAvailableError,
    KafkaConnectionError,
    NodeNotReadyError,
    RequestTimedOutError,
)

from copydesk.draft import Headers, Origin

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Awaitable, Callable, Iterable, Sequence

__all__ = ["DEADLINE_SECONDS", "Got", "Raw", "Wire", "eventually"]

DEADLINE_SECONDS = 90.0
"""Long enough for a machine that does much else; a fact that holds is waited for no longer."""

_POLL_SECONDS = 0.05
_FETCH_MS = 100
_AWAY = (KafkaConnectionError, NodeNotReadyError, RequestTimedOutError)
"""What a client says of a broker that was just paused or killed."""


@dataclass(frozen=True, slots=True)
class Raw:
    """A record to publish; timestamp_ms and partition: None leaves them to the client."""

    value: bytes | None
    key: bytes | None = None
    headers: Headers = ()
    timestamp_ms: int | None = None
    partition: int | None = None


@dataclass(frozen=True, slots=True)
class Got:
    """A record that a subscriber read."""

    topic: str
    partition: int
    offset: int
    key: bytes | None
    value: bytes | None
    headers: Headers
    timestamp_ms: int

    def header(self, name: str) -> str:
        """The last value of a header as text; KeyError when there is none."""
        return (dict(self.headers)[name] or b"").decode()


@dataclass(frozen=True, slots=True)
class Wire:
    """Three topics and a group of one test's own, on the run's broker."""

    bootstrap: str
    raw: str
    enriched: str
    dead_letter: str
    group: str

    @classmethod
    async def create(cls, bootstrap: str, name: str, *, partitions: int = 4) -> Self:
        """Create the topics, under names made of the test's and of chance."""
        stem = f"{re.sub(r'[^a-z0-9]+', '-', name.lower())[:60]}-{uuid.uuid4().hex[:8]}"
        wire = cls(bootstrap, f"{stem}.raw", f"{stem}.enriched", f"{stem}.dead-letter", stem)
        await wire.create_topics(wire.topics, partitions=partitions)
        return wire

    @property
    def topics(self) -> tuple[str, str, str]:
        return (self.raw, self.enriched, self.dead_letter)

    def environment(self) -> dict[str, str]:
        """The variables that point a service process at these topics."""
        return {
            "COPYDESK_BOOTSTRAP": self.bootstrap,
            "COPYDESK_GROUP": self.group,
            "COPYDESK_RAW_TOPIC": self.raw,
            "COPYDESK_ENRICHED_TOPIC": self.enriched,
            "COPYDESK_DEAD_LETTER_TOPIC": self.dead_letter,
            "COPYDESK_HTTP_PORT": "0",
        }

    async def create_topics(
        self, topics: Iterable[str], *, partitions: int = 4, configs: dict[str, str] | None = None
    ) -> None:
        """Create topics, and wait until each partition has a leader."""
        names = list(topics)
        async with self.admin() as admin:
            wanted = [NewTopic(name, partitions, 1, topic_configs=configs) for name in names]
            answer = await admin.create_topics(wanted)
            assert all(error[1] == 0 for error in answer.topic_errors), answer

            async def led() -> bool:
                told = await admin.describe_topics(names)
                return all(
                    topic["error_code"] == 0
                    and len(topic["partitions"]) == partitions
                    and all(partition["leader"] >= 0 for partition in topic["partitions"])
                    for topic in told
                )

            await eventually(led, f"topics {names} have no leaders")

    async def delete(self) -> None:
        """Delete the topics."""
        async with self.admin() as admin:
            await admin.delete_topics(list(self.topics))

    @asynccontextmanager
    async def admin(self) -> AsyncIterator[AIOKafkaAdminClient]:
        """An admin client, closed at the end; a broker that only just started is waited for."""
        deadline = time.monotonic() + DEADLINE_SECONDS
        while True:
            admin = AIOKafkaAdminClient(bootstrap_servers=self.bootstrap)
            try:
                await admin.start()
                break
            except KafkaConnectionError:
                await admin.close()
                if time.monotonic() > deadline:
                    raise
                await asyncio.sleep(_POLL_SECONDS)
        try:
            yield admin
        finally:
            await admin.close()

    async def produce(self, records: Iterable[Raw], topic: str | None = None) -> tuple[Origin, ...]:
        """Publish records in order, to the raw topic by default; where each came to stand."""
        to = topic or self.raw
        async with AIOKafkaProducer(
            bootstrap_servers=self.bootstrap, acks="all", enable_idempotence=True
        ) as producer:
            sent = [await _send(producer, to, record) for record in records]
            done = await asyncio.wait_for(asyncio.gather(*sent), DEADLINE_SECONDS)
        return tuple(Origin(to, meta.partition, meta.offset) for meta in done)

    async def read(self, *topics: str, within: float = DEADLINE_SECONDS) -> tuple[Got, ...]:
        """Read topics (enriched and dead-letter by default) as read_committed shows them now.

        The end is each partition's last stable offset: an open transaction hides what follows it.
        """
        deadline = time.monotonic() + within
        async with self._subscriber(topics) as consumer:
            ends = await consumer.end_offsets(consumer.assignment())
            got: list[Got] = []
            while True:
                behind = [tp for tp, end in ends.items() if await consumer.position(tp) < end]
                if not behind:
                    return tuple(got)
                assert time.monotonic() < deadline, f"{behind} not read to {ends} in {within:g} s"
                got += await _fetch(consumer)

    async def read_until(
        self,
        enough: Callable[[Sequence[Got]], bool],
        *topics: str,
        within: float = DEADLINE_SECONDS,
    ) -> tuple[Got, ...]:
        """Read topics (enriched and dead-letter by default), committed only, until it is enough."""
        deadline = time.monotonic() + within
        got: list[Got] = []
        async with self._subscriber(topics) as consumer:
            while not enough(got):
                assert time.monotonic() < deadline, f"only {len(got)} records in {within:g} s"
                got += await _fetch(consumer)
        return tuple(got)

    async def committed(self, topic: str | None = None) -> dict[int, int]:
        """The group's committed offset by partition of a topic (raw by default), 0 where none."""
        async with self.admin() as admin:
            try:
                told = await admin.list_consumer_group_offsets(self.group)
            except GroupCoordinatorNotAvailableError:  # the first group a new broker hears of
                return {}
        offsets = {
            tp.partition: meta.offset
            for tp, meta in told.items()
            if tp.topic == (topic or self.raw)
        }
        return {partition: max(offset, 0) for partition, offset in offsets.items()}

    async def ends(self, topic: str) -> dict[int, int]:
        """The end offset (last stable) by partition of a topic."""
        async with self._subscriber((topic,)) as consumer:
            ends = await consumer.end_offsets(consumer.assignment())
        return {tp.partition: end for tp, end in ends.items()}

    async def drained(self, within: float = DEADLINE_SECONDS) -> None:
        """Wait until the group has committed all of the raw topic."""

        async def done() -> bool:
            try:
                ends, committed = await self.ends(self.raw), await self.committed()
            except _AWAY:
                return False
            return all(committed.get(partition, 0) >= end for partition, end in ends.items())

        await eventually(done, f"{self.group} has not committed all of {self.raw}", within=within)

    @asynccontextmanager
    async def _subscriber(self, topics: Sequence[str]) -> AsyncIterator[AIOKafkaConsumer]:
        """A reader of committed records from the start of every partition, in no group."""
        names = topics or (self.enriched, self.dead_letter)
        async with AIOKafkaConsumer(
            bootstrap_servers=self.bootstrap,
            isolation_level="read_committed",
            auto_offset_reset="earliest",
            enable_auto_commit=False,
        ) as consumer:
            async with self.admin() as admin:
                told = await admin.describe_topics(list(names))
            parts = [
                TopicPartition(topic["topic"], partition["partition"])
                for topic in told
                for partition in topic["partitions"]
            ]
            consumer.assign(parts)
            await consumer.seek_to_beginning(*parts)
            yield consumer


class _Stood(Protocol):
    """Where a record came to stand; aiokafka ships no types."""

    partition: int
    offset: int


async def eventually(
    fact: Callable[[], Awaitable[bool]], otherwise: str, *, within: float = DEADLINE_SECONDS
) -> None:
    """Ask for a fact again and again until it holds; AssertionError(otherwise) at the deadline."""
    deadline = time.monotonic() + within
    while not await fact():
        assert time.monotonic() < deadline, f"{otherwise} after {within:g} s"
        await asyncio.sleep(_POLL_SECONDS)


async def _send(producer: AIOKafkaProducer, topic: str, record: Raw) -> asyncio.Future[_Stood]:
    """Queue one record; plain send() refuses a null key with a null value, a batch does not."""
    if record.key is None and record.value is None:
        batch = producer.create_batch()
        batch.append(key=None, value=None, timestamp=record.timestamp_ms, headers=[*record.headers])
        future = await producer.send_batch(batch, topic, partition=record.partition or 0)
    else:
        future = await producer.send(
            topic,
            record.value,
            key=record.key,
            partition=record.partition,
            timestamp_ms=record.timestamp_ms,
            headers=[*record.headers],
        )
    assert isinstance(future, asyncio.Future)
    return future


async def _fetch(consumer: AIOKafkaConsumer) -> list[Got]:
    found = await consumer.getmany(timeout_ms=_FETCH_MS)
    return [
        Got(r.topic, r.partition, r.offset, r.key, r.value, tuple(r.headers), r.timestamp)
        for records in found.values()
        for r in records
    ]
