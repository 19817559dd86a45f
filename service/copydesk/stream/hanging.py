"""Transactions of ours that the broker left open although it says that they ended.

Starting a producer ends what its predecessor left open, so behind it nothing of that producer's id
is open anywhere. Apache Kafka 4.3 and 4.4 break this: the marker that ends a transaction in a
partition is dropped, as if the topic were deleted, while the partition has no leader (KAFKA-20734),
and the next commit of the same id then commits what was aborted. So the leaders are asked.
Must not: end a transaction; the producer does.
"""

from __future__ import annotations

import asyncio
import json
from collections import defaultdict
from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING

from aiokafka import TopicPartition
from aiokafka.errors import IncompatibleBrokerVersion, NoError, for_code
from aiokafka.protocol.api import Request, RequestStruct, Response
from aiokafka.protocol.types import (
    CompactArray,
    CompactString,
    Int16,
    Int32,
    Int64,
    Schema,
    TaggedFields,
)
from aiokafka.record.memory_records import MemoryRecords

from copydesk.contracts import ERROR_PREFIX
from copydesk.contracts.headers import header
from copydesk.errors import TransientError
from copydesk.stream.batches import fetch

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from aiokafka.client import AIOKafkaClient

    from copydesk.draft import Headers

__all__ = ["Hanging", "find_hanging", "first_raw_offset", "raw_offset"]


@dataclass(frozen=True, slots=True)
class Hanging:
    """Where a transaction is open that should not be, and the offset it begins at there."""

    place: TopicPartition
    offset: int


async def find_hanging(
    client: AIOKafkaClient, topics: Iterable[str], producer_id: int
) -> tuple[Hanging, ...]:
    """Ask the leaders of every partition of the topics what of this producer is open there.

    Of a broker that can't be asked (before Kafka 2.8) it is none. Raises TransientError where a
    partition has no leader, and what aiokafka raises; the caller sets the deadline.
    """
    wanted: defaultdict[int, defaultdict[str, list[int]]] = defaultdict(lambda: defaultdict(list))
    for topic in topics:
        for partition in sorted(client.cluster.partitions_for_topic(topic) or ()):
            leader = client.cluster.leader_for_partition(TopicPartition(topic, partition))
            if leader is None or leader < 0:
                sentence = f"Partition {partition} of {topic} has no leader."
                raise TransientError(sentence)
            wanted[leader][topic].append(partition)
    try:
        answers = await asyncio.gather(
            *(client.send(leader, _DescribeProducers(asked)) for leader, asked in wanted.items())
        )
    except IncompatibleBrokerVersion:
        return ()
    return tuple(
        Hanging(place, offset)
        for answer in answers
        for place, offset in _open_transactions(answer, producer_id)
    )


async def first_raw_offset(client: AIOKafkaClient, hanging: Hanging) -> int | None:
    """The raw offset of the first record of the open transaction that tells it; None: none does."""
    batch = MemoryRecords(await fetch(client, hanging.place, hanging.offset)).next_batch()
    for record in batch or ():
        if (found := raw_offset(tuple(record.headers), record.value)) is not None:
            return found
    return None


def raw_offset(headers: Headers, value: bytes | None) -> int | None:
    """The raw offset in a dead letter's headers or an event's provenance; a kill tells none."""
    told = header(headers, f"{ERROR_PREFIX}offset")
    with suppress(ValueError, KeyError, TypeError):
        return int(told or json.loads(value or b"")["provenance"]["raw"]["offset"])
    return None


class _Answer(Response):  # type: ignore[misc]  # aiokafka ships no types
    """DescribeProducers, version 0."""

    API_KEY = 61
    API_VERSION = 0
    SCHEMA = Schema(
        ("throttle_time_ms", Int32),
        (
            "topics",
            CompactArray(
                ("name", CompactString("utf-8")),
                (
                    "partitions",
                    CompactArray(
                        ("partition_index", Int32),
                        ("error_code", Int16),
                        ("error_message", CompactString("utf-8")),
                        (
                            "active_producers",
                            CompactArray(
                                ("producer_id", Int64),
                                ("producer_epoch", Int32),
                                ("last_sequence", Int32),
                                ("last_timestamp", Int64),
                                ("coordinator_epoch", Int32),
                                ("current_txn_start_offset", Int64),
                                ("tags", TaggedFields),
                            ),
                        ),
                        ("tags", TaggedFields),
                    ),
                ),
                ("tags", TaggedFields),
            ),
        ),
        ("tags", TaggedFields),
    )


class _Question(RequestStruct):  # type: ignore[misc]  # the same
    """DescribeProducers, version 0."""

    FLEXIBLE_VERSION = True
    API_KEY = 61
    API_VERSION = 0
    RESPONSE_TYPE = _Answer
    SCHEMA = Schema(
        (
            "topics",
            CompactArray(
                ("name", CompactString("utf-8")),
                ("partition_indexes", CompactArray(Int32)),
                ("tags", TaggedFields),
            ),
        ),
        ("tags", TaggedFields),
    )


class _DescribeProducers(Request[_Question]):  # type: ignore[misc]  # the same
    """Which producers wrote to these partitions, and what each has open (KIP-664)."""

    API_KEY = 61

    def __init__(self, wanted: Mapping[str, Sequence[int]]) -> None:
        self._wanted = wanted

    def build(self, request_struct_class: type[_Question]) -> _Question:
        topics: list[tuple[object, ...]] = [
            (topic, list(partitions), {}) for topic, partitions in self._wanted.items()
        ]
        return request_struct_class(topics, {})


def _open_transactions(answer: _Answer, producer_id: int) -> Iterable[tuple[TopicPartition, int]]:
    for topic, partitions, _ in answer.topics:
        for partition, code, _, producers, _ in partitions:
            place = TopicPartition(topic, partition)
            error = for_code(code)
            if error is not NoError:
                raise error(place)
            for found, _, _, _, _, begin, _ in producers:
                if found == producer_id and begin >= 0:
                    yield place, begin
