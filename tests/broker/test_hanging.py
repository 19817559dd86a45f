"""A transaction that the broker left open, though it ended: it must neither be lost nor come twice.

Apache Kafka 4.4 drops the marker of a partition that has no leader in that moment (KAFKA-20734),
which can't be had at will. What it leaves behind can: on a broker that verifies nothing, a producer
writes to a partition of which it never told the coordinator.
"""

from __future__ import annotations

import json
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from aiokafka import AIOKafkaProducer, TopicPartition
from aiokafka.structs import OffsetAndMetadata
from prometheus_client import CollectorRegistry
from tests.stream.serving import config_of, serving, values
from tests.support.topics import Raw, Wire, eventually

from copydesk.contracts import ERROR_PREFIX
from copydesk.localbroker import KafkaBroker
from copydesk.localbroker.jars import can_run_kafka
from copydesk.observability.metrics import Metrics
from copydesk.stream import skip
from copydesk.stream.config import transactional_id
from copydesk.stream.limits import LimitBook
from copydesk.stream.producer import Graveyard, Outgoing, PartitionProducer, Position
from copydesk.stream.start import stamp

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Iterator

pytestmark = [pytest.mark.kafka, pytest.mark.real_kafka]

COUNTER = "copydesk_hanging_transactions_total"
PARTITIONS = 4


def event(offset: int) -> Outgoing:
    """An event that tells of which raw record it is, as ours do."""
    value = json.dumps({"provenance": {"raw": {"offset": offset}}}).encode()
    return Outgoing("", b"k", value, (), 0)


def letter(offset: int) -> Outgoing:
    return Outgoing("", b"k", b"bad: hung", ((f"{ERROR_PREFIX}offset", b"%d" % offset),), 0)


KILL = Outgoing("", b"k", None, (), 0)


@pytest.fixture(scope="module")
def trusting() -> Iterator[KafkaBroker]:
    if not can_run_kafka():
        pytest.skip("needs Apache Kafka from its jars: Java 17, and Maven once")
    with KafkaBroker(properties={"transaction.partition.verification.enable": "false"}) as broker:
        yield broker


@pytest.fixture
async def wire(trusting: KafkaBroker, request: pytest.FixtureRequest) -> AsyncIterator[Wire]:
    made = await Wire.create(trusting.bootstrap, request.node.name, partitions=PARTITIONS)
    yield made
    await made.delete()


async def hang(wire: Wire, *outgoing: Outgoing, committed: int | None) -> None:
    """Leave a transaction of raw partition 0 open; committed: the position that it did commit."""
    position = OffsetAndMetadata(committed or 0, stamp(PARTITIONS))
    producer = AIOKafkaProducer(
        bootstrap_servers=wire.bootstrap,
        transactional_id=transactional_id(wire.group, wire.raw, 0),
    )
    async with producer:
        await producer.begin_transaction()
        for out in outgoing:
            # The client takes it for told, so the coordinator is never told of this partition.
            producer._txn_manager.txn_partitions.add(TopicPartition(out.topic, 0))
            batch = producer.create_batch()
            batch.append(key=out.key, value=out.value, timestamp=None, headers=list(out.headers))
            await (await producer.send_batch(batch, out.topic, partition=0))
        await producer.send_offsets_to_transaction(
            {TopicPartition(wire.raw, 0): position}, wire.group
        )
        await (producer.abort_transaction if committed is None else producer.commit_transaction)()


@pytest.mark.parametrize("kind", ["event", "letter"])
async def test_what_was_aborted_comes_once(wire: Wire, kind: str) -> None:
    """The record is done again, and what hung of the first time is never seen."""
    hung = replace(event(0), topic=wire.enriched)
    if kind == "letter":
        hung = replace(letter(0), topic=wire.dead_letter)
    await wire.produce([Raw(b"good", b"k", partition=0), Raw(b"more", b"k", partition=0)])
    await hang(wire, hung, committed=None)
    async with serving(config_of(wire)) as service:
        await wire.drained()
        assert service.count(COUNTER, outcome="aborted") == 1
    assert values(await wire.read()) == [b"good", b"more"]


@pytest.mark.parametrize("kind", ["event", "letter"])
async def test_what_was_committed_is_not_lost(wire: Wire, kind: str) -> None:
    """The record is not done again, and what hung of it comes out."""
    hung = replace(event(0), topic=wire.enriched)
    if kind == "letter":
        hung = replace(letter(0), topic=wire.dead_letter)
    await wire.produce([Raw(b"good", b"k", partition=0)])
    await hang(wire, hung, committed=1)
    async with serving(config_of(wire)) as service:

        async def ended() -> bool:
            return service.count(COUNTER, outcome="committed") == 1

        await eventually(ended, "the transaction was not committed")
        await wire.drained()
    assert values(await wire.read()) == [hung.value]


async def test_each_topic_is_ended(wire: Wire) -> None:
    """One transaction hangs in both topics, and is ended in both."""
    await wire.produce([Raw(b"good", b"k", partition=0)])
    hung = replace(event(0), topic=wire.enriched), replace(letter(0), topic=wire.dead_letter)
    await hang(wire, *hung, committed=None)
    async with serving(config_of(wire)) as service:
        await wire.drained()
        assert service.count(COUNTER, outcome="aborted") == 2
    assert values(await wire.read()) == [b"good"]


async def test_a_kill_is_ended_with_what_hangs_beside_it(wire: Wire) -> None:
    """A kill has no raw offset, but the dead letter of the same transaction has."""
    await wire.produce([Raw(None, b"k", partition=0), Raw(b"bad: one", b"k", partition=0)])
    hung = replace(KILL, topic=wire.enriched), replace(letter(1), topic=wire.dead_letter)
    await hang(wire, *hung, committed=2)
    async with serving(config_of(wire)) as service:

        async def ended() -> bool:
            return service.count(COUNTER, outcome="committed") == 2

        await eventually(ended, "the transaction was not committed")
    assert set(values(await wire.read())) == {None, letter(1).value}


async def test_what_tells_nothing_holds_its_partition(wire: Wire) -> None:
    """Where only kills hang, nothing is published until a person decides."""
    await wire.produce([Raw(b"good", b"k", partition=0)])
    await hang(wire, replace(KILL, topic=wire.enriched), committed=None)
    async with serving(config_of(wire)) as service:

        async def told() -> bool:
            return any("left a transaction open" in one for one in service.health.reasons())

        await eventually(told, "nobody was told")
        assert not service.health.is_ready()
    assert 0 not in await wire.committed()


async def test_the_next_commit_would_publish_it(wire: Wire) -> None:
    """The trap itself: an ordinary commit of the next producer shows what was aborted."""
    config = config_of(wire)
    await hang(wire, replace(event(0), topic=wire.enriched), committed=None)
    graveyard = Graveyard(5.0)
    heir = PartitionProducer(
        config, LimitBook(config.limits, config.topics), Metrics(CollectorRegistry())
    )
    await heir.start(0)
    await heir.transact([Outgoing(wire.enriched, b"k", b"again", (), 0)], Position(1, PARTITIONS))
    heir.leave_to(graveyard)
    await graveyard.close(5.0)
    assert values(await wire.read()) == [event(0).value, b"again"]


async def test_skipping_ends_it_too(wire: Wire) -> None:
    """`copydesk skip` commits under the same id: a dead letter that hung must not come with it."""
    await wire.produce([Raw(b"good", b"k", partition=0)])
    await hang(wire, committed=9)
    await hang(wire, replace(letter(9), topic=wire.dead_letter), committed=None)
    await skip(config_of(wire), 0, 9, to=1)
    (told,) = await wire.read()
    assert told.header(f"{ERROR_PREFIX}reason") == "out-of-range"
