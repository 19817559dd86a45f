"""Putting records on the raw topic, for `copydesk publish` and the demo.

Must not: look into a record.
"""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from typing import TYPE_CHECKING

from aiokafka import AIOKafkaProducer
from aiokafka.errors import KafkaError
from aiokafka.partitioner import DefaultPartitioner

from copydesk.errors import SettingsError, UnreachableError
from copydesk.stream.sizes import wire_bytes

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from copydesk.draft import Record
    from copydesk.stream.connection import Connection

__all__ = ["Published", "publish"]

REQUEST_BYTES_MAX = 1_048_576
DEADLINE_SECONDS = 30.0
WINDOW = 500
"""Records under way at a time."""


@dataclass(frozen=True, slots=True)
class Published:
    """Where a record landed."""

    topic: str
    partition: int
    offset: int


async def publish(
    connection: Connection, topic: str, records: Iterable[Record]
) -> tuple[Published, ...]:
    """Publish the records in their order, acknowledged by all replicas; returns where each landed.

    Only key, value and headers are sent. Records with the same key go to the same partition;
    those without are spread. Raises UnreachableError when no broker answers or the topic is
    absent, and SettingsError, before anything is sent, when a record is too large.
    """
    batch = list(records)
    for number, record in enumerate(batch, start=1):
        size = wire_bytes(record.key, record.value, record.headers)
        if size > REQUEST_BYTES_MAX:
            sentence = f"Record {number} has {size} bytes; a broker takes {REQUEST_BYTES_MAX}."
            raise SettingsError(sentence)
    producer = AIOKafkaProducer(
        **connection.client_options(), acks="all", enable_idempotence=True, max_batch_size=65_536
    )
    landed: list[Published] = []
    try:
        async with asyncio.timeout(DEADLINE_SECONDS):
            await producer.start()
            await producer.partitions_for(topic)
        for begin in range(0, len(batch), WINDOW):
            async with asyncio.timeout(DEADLINE_SECONDS):
                landed += await _publish_window(producer, topic, batch[begin : begin + WINDOW])
    except (KafkaError, OSError) as error:  # TimeoutError is an OSError
        sentence = (
            f"The topic {topic} can't be written at {connection.bootstrap} "
            f"({type(error).__name__}); {len(landed)} of {len(batch)} records were."
        )
        raise UnreachableError(sentence) from error
    finally:
        await _close(producer)
    return tuple(landed)


async def _publish_window(
    producer: AIOKafkaProducer, topic: str, records: Sequence[Record]
) -> list[Published]:
    ids = sorted(await producer.partitions_for(topic))
    partitioner = DefaultPartitioner()
    sent = []
    for record in records:
        partition = partitioner(record.key, ids, ids)
        if record.key is None and record.value is None:
            builder = producer.create_batch()  # `send` refuses such a record, Kafka does not
            builder.append(timestamp=None, key=None, value=None, headers=list(record.headers))
            sent.append(await producer.send_batch(builder, topic, partition=partition))
        else:
            sent.append(
                await producer.send(
                    topic, record.value, record.key, partition, headers=list(record.headers)
                )
            )
    done = await asyncio.gather(*sent)
    return [Published(topic, one.partition, one.offset) for one in done]


async def _close(producer: AIOKafkaProducer) -> None:
    """Stop a producer that may never have reached its broker."""
    try:
        async with asyncio.timeout(1):
            await producer.stop()
    except (KafkaError, OSError):
        await producer.client.close()
