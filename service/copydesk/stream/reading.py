"""Reading topics as a subscriber would: committed records only, without a group.

Must not: commit anything.
"""

from __future__ import annotations

import asyncio
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

from aiokafka import AIOKafkaConsumer, TopicPartition
from aiokafka.errors import KafkaError

from copydesk.errors import UnreachableError

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator, AsyncIterator

    from aiokafka.structs import ConsumerRecord

    from copydesk.draft import Headers
    from copydesk.stream.connection import Connection

__all__ = ["ReadRecord", "follow", "read_to_end"]

START_SECONDS = 15.0
POLL_MS = 500


@dataclass(frozen=True, slots=True)
class ReadRecord:
    """A committed record as a subscriber sees it."""

    topic: str
    partition: int
    offset: int
    timestamp_ms: int
    key: bytes | None
    value: bytes | None
    headers: Headers


async def follow(connection: Connection, *topics: str) -> AsyncGenerator[ReadRecord, None]:
    """Yield every committed record of the topics from their beginning on, and wait for more.

    Never ends by itself. Raises UnreachableError when no broker answers at the start.
    """
    async with _reader(connection, topics) as consumer:
        while True:
            batches = await consumer.getmany(timeout_ms=POLL_MS)
            for records in batches.values():
                for one in records:
                    yield _read(one)


async def read_to_end(connection: Connection, *topics: str) -> tuple[ReadRecord, ...]:
    """Return every record committed by now, partition by partition in the order of offsets.

    Raises UnreachableError when no broker answers.
    """
    found: list[ReadRecord] = []
    async with _reader(connection, topics) as consumer:
        sources = [
            TopicPartition(topic, partition)
            for topic in topics
            for partition in sorted(consumer.partitions_for_topic(topic) or ())
        ]
        ends = await consumer.end_offsets(sources)
        for source in sources:
            while await consumer.position(source) < ends[source]:
                batches = await consumer.getmany(source, timeout_ms=POLL_MS)
                found += [
                    _read(one) for one in batches.get(source, ()) if one.offset < ends[source]
                ]
    return tuple(found)


@asynccontextmanager
async def _reader(
    connection: Connection, topics: tuple[str, ...]
) -> AsyncIterator[AIOKafkaConsumer]:
    consumer = AIOKafkaConsumer(
        *topics,
        **connection.client_options(),
        group_id=None,
        auto_offset_reset="earliest",
        enable_auto_commit=False,
        isolation_level="read_committed",
        fetch_max_wait_ms=100,
    )
    try:
        try:
            async with asyncio.timeout(START_SECONDS):
                await consumer.start()
        except (KafkaError, OSError) as error:  # TimeoutError is an OSError
            sentence = f"No broker answers at {connection.bootstrap} ({type(error).__name__})."
            raise UnreachableError(sentence) from error
        yield consumer
    finally:
        await consumer.stop()


def _read(found: ConsumerRecord) -> ReadRecord:
    return ReadRecord(
        topic=found.topic,
        partition=found.partition,
        offset=found.offset,
        timestamp_ms=found.timestamp,
        key=found.key,
        value=found.value,
        headers=found.headers,
    )
