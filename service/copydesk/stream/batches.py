"""Looking at one batch as the broker stores it: whether it can be decoded, and where it ends.

aiokafka's consumer only fails on such a batch, and forgets where it stood. Here the batch is
fetched by itself, so that a person can pass it and a held partition can be asked again.
Must not: return a record; what can be read is read by the consumer.
"""

from __future__ import annotations

import struct
from dataclasses import dataclass
from typing import TYPE_CHECKING

from aiokafka.client import AIOKafkaClient
from aiokafka.errors import NoError, for_code
from aiokafka.protocol.fetch import FetchRequest
from aiokafka.record.memory_records import MemoryRecords

if TYPE_CHECKING:
    from aiokafka import TopicPartition

    from copydesk.stream.connection import Connection

__all__ = ["Batch", "fetch", "inspect", "peek"]

HEADER = struct.Struct(">qiibIhi")
"""Kafka's record batch: base offset, length, leader epoch, magic, CRC, attributes, last delta."""

MAGIC = 2
FETCH_WAIT_MS = 500
FETCH_BYTES = 1
"""A broker always gives the first batch whole, whatever its size, and with this nothing after."""


@dataclass(frozen=True, slots=True)
class Batch:
    """A batch's first and last offset, and the class of error that reading it ends in, if any."""

    first: int
    last: int
    fault: str | None


async def peek(connection: Connection, source: TopicPartition, offset: int) -> Batch | None:
    """Fetch the batch that holds `offset`, or the next after it; None when there is none yet.

    Raises what aiokafka raises, OffsetOutOfRangeError included; the caller sets the deadline.
    """
    client = AIOKafkaClient(**connection.client_options())
    try:
        await client.bootstrap()
        await client.add_topic(source.topic)
        return inspect(await fetch(client, source, offset))
    finally:
        await client.close()


async def fetch(client: AIOKafkaClient, source: TopicPartition, offset: int) -> bytes:
    """The bytes of the batch that holds `offset`, committed or not; empty when there is none yet.

    `client` must know the topic. Raises what aiokafka raises; the caller sets the deadline.
    """
    leader = client.cluster.leader_for_partition(source)
    wanted = [(source.topic, [(source.partition, offset, FETCH_BYTES)])]
    answer = await client.send(
        leader, FetchRequest(FETCH_WAIT_MS, 1, FETCH_BYTES, 0, wanted, rack_id="")
    )
    ((_, ((_, code, *rest),)),) = answer.topics
    error = for_code(code)
    if error is not NoError:
        raise error(source)
    return bytes(rest[-1] or b"")


def inspect(data: bytes) -> Batch | None:
    """Read the header of the batch that `data` begins with, and try to decode it.

    None when there is no whole batch. Formats older than 2 (Kafka before 0.11) have no last offset
    in their header; such a batch is taken to hold one record.
    """
    if len(data) < HEADER.size:
        return None
    first, _, _, magic, _, _, delta = HEADER.unpack_from(data)
    return Batch(first, first + (delta if magic == MAGIC else 0), _fault(data))


def _fault(data: bytes) -> str | None:
    """The class of error that decoding ends in, None when every record can be read."""
    try:
        batch = MemoryRecords(data).next_batch()
        if not batch.validate_crc():
            return "CorruptRecordException"
        if not batch.is_control_batch:
            for _ in batch:
                pass
    except Exception as error:  # noqa: BLE001 - codecs raise errors of their own, each a fault here
        return type(error).__name__
    return None
