"""Putting records back on the raw topic, each to the partition that it came from.

Must not: choose what is replayed.
"""

from __future__ import annotations

import asyncio
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING

from aiokafka import AIOKafkaProducer
from aiokafka.admin import AIOKafkaAdminClient
from aiokafka.admin.config_resource import ConfigResource, ConfigResourceType
from aiokafka.errors import KafkaError, MessageSizeTooLargeError

from copydesk.errors import SettingsError, UnreachableError
from copydesk.stream.sizes import wire_bytes

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from copydesk.draft import Record
    from copydesk.stream.connection import Connection

__all__ = ["RawTopic", "Replayer", "is_expiring", "raw_topic"]

START_SECONDS = 15.0
SENT_SECONDS = 60.0
UNDER_WAY_MAX = 200
UNDER_WAY_BYTES_MAX = 8 * 1024 * 1024
RETENTION = "retention.ms"
MARGIN_MS = 24 * 60 * 60 * 1_000
"""A service may stand still for a day."""

REQUEST_BYTES_MAX = 64 * 1024 * 1024
"""More than any topic should take: it is the topic that decides."""


@dataclass(frozen=True, slots=True)
class RawTopic:
    """What is to be known of the raw topic before anything is put back on it.

    kept_ms: how long it keeps a record, milliseconds; None when for ever, or nobody tells.
    """

    name: str
    partitions: frozenset[int]
    kept_ms: int | None


async def raw_topic(connection: Connection, topic: str) -> RawTopic:
    """Ask the broker about the topic, without writing to it.

    Raises UnreachableError when no broker answers, SettingsError when it has no such topic.
    """
    admin = AIOKafkaAdminClient(**connection.client_options())
    try:
        async with asyncio.timeout(START_SECONDS):
            await admin.start()
            # All are listed: asking for a missing one by name would create it on many brokers.
            listed = await admin.describe_topics()
            asked = ConfigResource(ConfigResourceType.TOPIC, topic, {RETENTION: ""})
            answers = await admin.describe_configs([asked])
    except (KafkaError, OSError) as error:  # TimeoutError is an OSError
        sentence = f"No broker answers at {connection.bootstrap} ({type(error).__name__})."
        raise UnreachableError(sentence) from error
    finally:
        await admin.close()
    found = [one["partitions"] for one in listed if one["topic"] == topic]
    if not found:
        sentence = f"The topic {topic} does not exist."
        raise SettingsError(sentence)
    partitions = frozenset(int(one["partition"]) for one in found[0])
    told = [
        int(entry[1])
        for answer in answers
        for one in answer.resources
        for entry in one[4]
        if one[0] == 0 and entry[0] == RETENTION
    ]
    return RawTopic(topic, partitions, told[0] if told and told[0] >= 0 else None)


def is_expiring(record: Record, kept_ms: int | None, now_ms: int) -> bool:
    """Whether the broker may delete the record before anybody reads it, since it is that old.

    Kafka goes by the record's own timestamp, and deletes a segment as soon as all in it is too old.
    """
    if kept_ms is None or record.timestamp_ms is None:
        return False
    return now_ms - record.timestamp_ms > kept_ms - min(MARGIN_MS, kept_ms // 2)


class Replayer:
    """A producer of raw records; made by `open`. `done` counts what the broker acknowledged."""

    def __init__(self, producer: AIOKafkaProducer, topic: str) -> None:
        """Keep a started producer."""
        self._producer = producer
        self._topic = topic
        self._under_way: list[asyncio.Future[object]] = []
        self._bytes = 0
        self.done = 0

    @classmethod
    @asynccontextmanager
    async def open(cls, connection: Connection, topic: str) -> AsyncIterator[Replayer]:
        """Connect; at the end of the block everything sent is acknowledged.

        Raises UnreachableError when no broker answers, saying how many records were replayed, and
        SettingsError when the topic refuses one.
        """
        producer = AIOKafkaProducer(
            **connection.client_options(),
            acks="all",
            enable_idempotence=True,
            max_request_size=REQUEST_BYTES_MAX,
        )
        replayer = cls(producer, topic)
        try:
            async with asyncio.timeout(START_SECONDS):
                await producer.start()
                await producer.partitions_for(topic)
            yield replayer
            await replayer.flush()
        except MessageSizeTooLargeError as error:
            sentence = f"The topic {topic} refused a record for its size; {replayer._told()}"
            raise SettingsError(sentence) from error
        except BrokenPipeError:
            raise  # an OSError of the block's own output, not of the broker
        except (KafkaError, OSError) as error:  # TimeoutError is an OSError
            sentence = (
                f"The topic {topic} can't be written at {connection.bootstrap} "
                f"({type(error).__name__}); {replayer._told()}"
            )
            raise UnreachableError(sentence) from error
        finally:
            with suppress(KafkaError, OSError):
                async with asyncio.timeout(1):
                    await producer.stop()
            await producer.client.close()

    async def send(self, record: Record, partition: int) -> None:
        """Put a record on a partition, in the order of the calls; may not be acknowledged yet."""
        size = wire_bytes(record.key, record.value, record.headers)
        if self._bytes + size > UNDER_WAY_BYTES_MAX or len(self._under_way) >= UNDER_WAY_MAX:
            await self.flush()
        headers = list(record.headers)
        if record.key is None and record.value is None:
            builder = self._producer.create_batch()  # `send` refuses such a record, Kafka does not
            builder.append(timestamp=record.timestamp_ms, key=None, value=None, headers=headers)
            future = await self._producer.send_batch(builder, self._topic, partition=partition)
        else:
            future = await self._producer.send(
                self._topic,
                record.value,
                record.key,
                partition,
                timestamp_ms=record.timestamp_ms,
                headers=headers,
            )
        self._under_way.append(future)
        self._bytes += size

    async def flush(self) -> None:
        """Wait until everything sent is acknowledged."""
        sent, self._under_way, self._bytes = self._under_way, [], 0
        async with asyncio.timeout(SENT_SECONDS):
            answers = await asyncio.gather(*sent, return_exceptions=True)
        errors = [answer for answer in answers if isinstance(answer, BaseException)]
        self.done += len(answers) - len(errors)
        if errors:
            raise errors[0]

    def _told(self) -> str:
        return f"{self.done} records were replayed before."
