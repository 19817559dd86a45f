"""Passing what can't be read: a batch that can't be decoded, or a position out of the log's range.

It takes the partition as a member that opens it does: the transactional producer of the partition
is started first, which fences a service that holds it, and only then is the position read, so
nobody can move it in between. Dead letter and new position are one transaction. A service that is
fenced opens the partition again and reads the position from there; one that opened it meanwhile
fences us, and nothing was done.
Must not: pass a record that can be read.
"""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from typing import TYPE_CHECKING

from aiokafka import AIOKafkaConsumer, TopicPartition
from aiokafka.admin import AIOKafkaAdminClient
from aiokafka.errors import KafkaError
from prometheus_client import CollectorRegistry

from copydesk import publishing
from copydesk.contracts import ERROR_PREFIX
from copydesk.draft import Origin, Record
from copydesk.errors import (
    CopydeskError,
    DemoError,
    Disposition,
    LostPartitionError,
    Reason,
    RejectedError,
    SettingsError,
    Stage,
    UnreachableError,
    disposition,
)
from copydesk.observability.health import Health
from copydesk.observability.metrics import Metrics
from copydesk.stream.batches import peek
from copydesk.stream.broker import Broker
from copydesk.stream.faults import translate
from copydesk.stream.limits import LimitBook
from copydesk.stream.producer import Graveyard, Outgoing, PartitionProducer, Position
from copydesk.stream.start import Log, partitions_at_birth

if TYPE_CHECKING:
    from collections.abc import Mapping

    from copydesk.stream.config import StreamConfig
    from copydesk.stream.start import Committed

__all__ = ["Skipped", "skip"]

DEADLINE_SECONDS = 30.0
FAREWELL_SECONDS = 2.0
PAUSE_SECONDS = 0.2


@dataclass(frozen=True, slots=True)
class Skipped:
    """What was passed: the offsets from `offset` to before `next_offset`, and why."""

    partition: int
    offset: int
    next_offset: int
    reason: Reason
    sentence: str


async def skip(config: StreamConfig, partition: int, offset: int, to: int | None = None) -> Skipped:
    """Let the group go on behind `offset` of a raw partition, leaving a dead letter of headers.

    to: where to go on; None finds it out. Raises SettingsError, with nothing done, when the group
    does not stand at `offset` or what is there can be read; DemoError when the service opened the
    partition meanwhile; UnreachableError when no broker answers.
    """
    metrics = Metrics(CollectorRegistry())
    broker = Broker(config, Health(metrics), metrics)
    graveyard = Graveyard(FAREWELL_SECONDS)
    producer = PartitionProducer(config, LimitBook(config.limits, config.topics), metrics)
    source = TopicPartition(config.topics.raw, partition)
    try:
        async with asyncio.timeout(DEADLINE_SECONDS):
            count, log = await _look(config, source)
            await producer.start(partition)
            commits = await _commits(broker, count)
            _check_position(source, commits, offset)
            skipped = await _judge(config, source, log, offset, to)
            birth = partitions_at_birth(commits) or count
            if await producer.end_hanging(Position(offset, birth)) is not None:
                sentence = "A transaction was left open; /readyz says where. Nothing was skipped."
                raise DemoError(sentence)
            await producer.transact(
                [_letter(config, source, skipped)], Position(skipped.next_offset, birth)
            )
    except (CopydeskError, KafkaError, OSError, AssertionError) as error:
        raise _told(config, error) from error
    finally:
        producer.leave_to(graveyard)
        await graveyard.close(FAREWELL_SECONDS)
        await broker.close()
    return skipped


async def _commits(broker: Broker, count: int) -> dict[int, Committed]:
    """Ask for the group's commits until its coordinator answers: at first it may not be there yet.

    The caller sets the deadline.
    """
    while True:
        try:
            return await broker.commits(range(count))
        except (CopydeskError, KafkaError) as error:
            if disposition(translate(error), in_core=False) is not Disposition.RETRY:
                raise
        await asyncio.sleep(PAUSE_SECONDS)


async def _look(config: StreamConfig, source: TopicPartition) -> tuple[int, Log]:
    """The topic's number of partitions, and what the broker holds of this one."""
    options = config.connection.client_options()
    admin = AIOKafkaAdminClient(**options)
    try:
        await admin.start()
        # All are asked for: asking for a missing one by name would create it on many brokers.
        told = {one["topic"]: len(one["partitions"]) for one in await admin.describe_topics()}
    finally:
        await admin.close()
    count = told.get(source.topic, 0)
    if source.partition >= count:
        sentence = f"The topic {source.topic} has no partition {source.partition}."
        raise SettingsError(sentence)
    consumer = AIOKafkaConsumer(**options, group_id=None, isolation_level="read_committed")
    try:
        await consumer.start()
        consumer.assign([source])
        beginnings = await consumer.beginning_offsets([source])
        ends = await consumer.end_offsets([source])
    finally:
        await consumer.stop()
    return count, Log(beginnings[source], ends[source])


def _check_position(source: TopicPartition, commits: Mapping[int, Committed], offset: int) -> None:
    own = commits.get(source.partition)
    if own is None:
        sentence = f"The group never committed partition {source.partition} of {source.topic}."
        raise SettingsError(sentence)
    if own.offset != offset:
        sentence = (
            f"Partition {source.partition} stands at offset {own.offset}, not at {offset}; nothing "
            "was skipped. /readyz tells where it is held."
        )
        raise SettingsError(sentence)


async def _judge(
    config: StreamConfig, source: TopicPartition, log: Log, offset: int, to: int | None
) -> Skipped:
    """Find out why the position can't be read, and where reading can go on."""
    if to is not None and not log.beginning <= to <= log.end:
        sentence = f"--to {to} is not between {log.beginning} and {log.end}; nothing was skipped."
        raise SettingsError(sentence)
    if offset < log.beginning:
        _check_target(log.beginning, to)
        sentence = f"Offset {offset} and those before {log.beginning} have expired."
        return Skipped(source.partition, offset, log.beginning, Reason.OUT_OF_RANGE, sentence)
    if offset > log.end:
        if to is None:
            sentence = (
                f"Offset {offset} is behind the topic's end: it was truncated or made anew. Say "
                f"where to go on with --to, between {log.beginning} and {log.end}."
            )
            raise SettingsError(sentence)
        sentence = f"Offset {offset} was behind the topic's end, {log.end}."
        return Skipped(source.partition, offset, to, Reason.OUT_OF_RANGE, sentence)
    batch = await peek(config.connection, source, offset)
    if batch is None:
        sentence = f"There is no record at offset {offset} yet; nothing was skipped."
        raise SettingsError(sentence)
    if batch.fault is None:
        sentence = f"The record at offset {offset} can be read; nothing was skipped."
        raise SettingsError(sentence)
    target = await _behind(config, source, batch.last)
    if target is not None:
        _check_target(target, to)
    elif to is None:
        sentence = (
            f"The broken batch does not say where it ends (its header says {batch.last}); find the "
            "next readable offset and give it with --to."
        )
        raise SettingsError(sentence)
    else:
        target = to
    sentence = f"The batch at offset {offset} can't be decoded ({batch.fault})."
    return Skipped(source.partition, offset, target, Reason.UNDECODABLE_BATCH, sentence)


def _check_target(target: int, to: int | None) -> None:
    if to is not None and to != target:
        sentence = f"Reading can go on at {target}; --to {to} would pass or repeat records."
        raise SettingsError(sentence)


async def _behind(config: StreamConfig, source: TopicPartition, last: int) -> int | None:
    """The offset after a broken batch, whose own header may be wrong too; None when it is.

    The batch that the broker finds behind it must agree.
    """
    after = await peek(config.connection, source, last + 1)
    return last + 1 if after is None or after.first > last else None


def _letter(config: StreamConfig, source: TopicPartition, skipped: Skipped) -> Outgoing:
    record = Record(None, None, (), None, Origin(source.topic, source.partition, skipped.offset))
    error = RejectedError(skipped.sentence, reason=skipped.reason)
    letter = publishing.dead_letter(record, Stage.READ, error, None)
    behind = (f"{ERROR_PREFIX}next-offset", str(skipped.next_offset).encode())
    headers = (*letter.headers, behind)
    return Outgoing(config.topics.dead_letter, None, None, headers, source.partition)


def _told(config: StreamConfig, error: Exception) -> Exception:
    """What a person is told of a failure."""
    if isinstance(error, SettingsError | DemoError):
        return error
    if isinstance(translate(error), LostPartitionError):
        sentence = "The service took the partition meanwhile; nothing was skipped. Run it again."
        return DemoError(sentence)
    sentence = f"The broker at {config.connection.bootstrap} failed ({type(error).__name__})."
    return UnreachableError(sentence)
