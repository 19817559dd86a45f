"""Traps of aiokafka and Kafka that once lost, repeated or stalled records, each on a real Kafka.

docs/engine-traps.md says which test stands for which trap.
"""

from __future__ import annotations

import asyncio
from collections import Counter
from contextlib import asynccontextmanager, suppress
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from aiokafka import AIOKafkaProducer, TopicPartition
from aiokafka.errors import MessageSizeTooLargeError, ProducerFenced
from aiokafka.structs import OffsetAndMetadata
from prometheus_client import CollectorRegistry
from tests.stream.processors import SlowEcho
from tests.stream.serving import QUICK, config_of, is_ready, is_running, serving, values
from tests.support.topics import Raw, Wire, eventually

from copydesk.localbroker import KafkaBroker
from copydesk.localbroker.jars import can_run_kafka
from copydesk.observability.health import Health
from copydesk.observability.metrics import Metrics
from copydesk.stream.broker import Broker
from copydesk.stream.limits import LimitBook
from copydesk.stream.producer import Graveyard, Outgoing, PartitionProducer, Position

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable, Iterator

    from tests.stream.serving import Serving

pytestmark = [pytest.mark.kafka, pytest.mark.real_kafka]

TOTAL = 1_500
ROUNDS = 25


@asynccontextmanager
async def producers(wire: Wire) -> AsyncIterator[Callable[[], PartitionProducer]]:
    """Makes producers of the engine's own kind, each to be started; ends them all."""
    config = config_of(wire)
    graveyard = Graveyard(5.0)
    made: list[PartitionProducer] = []

    def make() -> PartitionProducer:
        book = LimitBook(config.limits, config.topics)
        made.append(PartitionProducer(config, book, Metrics(CollectorRegistry())))
        return made[-1]

    try:
        yield make
    finally:
        for one in made:
            one.leave_to(graveyard)
        await graveyard.close(5.0)


async def test_a_commit_is_seen_behind_the_next_producer_s_start(wire: Wire) -> None:
    """A commit returns before OffsetFetch shows it; starting a producer is the barrier."""
    config = config_of(wire)
    metrics = Metrics(CollectorRegistry())
    broker = Broker(config, Health(metrics), metrics)
    async with producers(wire) as make:
        for number in range(1, ROUNDS + 1):
            await (writer := make()).start(0)
            out = Outgoing(wire.enriched, b"k", b"%d" % number, ())
            await writer.transact([out], Position(number, 4))
            await make().start(0)
            assert (await broker.commits([0]))[0].offset == number
    await broker.close()


async def test_starting_a_producer_ends_a_zombie_s_open_transaction(wire: Wire) -> None:
    """What the zombie sent is never seen, and it can't commit any more."""
    config = config_of(wire)
    zombie = AIOKafkaProducer(
        bootstrap_servers=wire.bootstrap, transactional_id=f"copydesk/{wire.group}/{wire.raw}/0"
    )
    await zombie.start()
    await zombie.begin_transaction()
    await zombie.send_and_wait(wire.enriched, b"zombie", partition=0)
    async with producers(wire) as make:
        await (heir := make()).start(0)
        await heir.transact([Outgoing(wire.enriched, None, b"heir", (), 0)], Position(1, 4))
        with pytest.raises(ProducerFenced):
            await zombie.send_offsets_to_transaction(
                {TopicPartition(wire.raw, 0): OffsetAndMetadata(9, "")}, config.group
            )
    with suppress(ProducerFenced):
        await zombie.stop()
    assert values(await wire.read()) == [b"heir"]
    assert (await wire.committed())[0] == 1


async def test_a_refused_send_alone_does_not_stop_a_commit(wire: Wire) -> None:
    """The trap itself: without awaiting each send, the offset would pass a lost record."""
    await wire.create_topics([f"{wire.raw}-small"], configs={"max.message.bytes": "1000"})
    async with AIOKafkaProducer(
        bootstrap_servers=wire.bootstrap, transactional_id=f"{wire.group}-trap"
    ) as producer:
        await producer.begin_transaction()
        lost = await producer.send(f"{wire.raw}-small", b"x" * 5_000, partition=0)
        await asyncio.wait([lost])
        await producer.send_offsets_to_transaction({TopicPartition(wire.raw, 0): 7}, wire.group)
        await producer.commit_transaction()
    with pytest.raises(MessageSizeTooLargeError):
        lost.result()
    assert (await wire.committed())[0] == 7


@pytest.fixture
def own(tmp_path_factory: pytest.TempPathFactory) -> Iterator[KafkaBroker]:
    """A broker that may be paused and crashed, a new one for each test."""
    if not can_run_kafka():
        pytest.skip("needs Apache Kafka from its jars: Java 17, and Maven once")
    with KafkaBroker(tmp_path_factory.mktemp("kafka")) as broker:
        yield broker


@pytest.mark.parametrize("trouble", ["paused", "crashed"])
async def test_a_broker_that_falls_silent_in_mid_transaction(
    own: KafkaBroker, trouble: str
) -> None:
    """Unknown outcomes are settled by a new producer; nothing is lost or repeated, all recovers."""
    wire = await Wire.create(own.bootstrap, f"silent-{trouble}")
    sent = [Raw(b"%d" % number, key=b"k%d" % (number % 13)) for number in range(TOTAL)]
    await wire.produce(sent)
    deadlines = replace(QUICK, commit=2.0, abort=1.0, transaction=6.0)
    async with serving(config_of(wire, workers=1, deadlines=deadlines), SlowEcho) as service:
        await _committed(service, TOTAL // 5)
        if trouble == "paused":
            own.pause()
            await _told(service)
            own.resume()
        else:
            await asyncio.to_thread(own.kill)
            await _told(service)
            await asyncio.to_thread(own.start)
        await wire.drained()
        await eventually(is_running(service, 4), "not every partition runs")
        await eventually(is_ready(service), "it is not ready again")
    assert Counter(values(await wire.read())) == Counter(raw.value for raw in sent)
    await wire.delete()


async def _committed(service: Serving, records: int) -> None:
    async def fact() -> bool:
        service.fail_early()
        return service.count("copydesk_raw_records_total") >= records

    await eventually(fact, "too little was committed")


async def _told(service: Serving) -> None:
    """Wait until it says that the broker is silent: alive, and not ready."""

    async def fact() -> bool:
        service.fail_early()
        return any("No broker answers" in reason for reason in service.health.reasons())

    await eventually(fact, "it did not notice")
    assert service.health.is_live()
