"""What every broker test stands on: the reader sees what is committed, and all of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aiokafka import AIOKafkaProducer, TopicPartition

from tests.support.topics import Raw, Wire

if TYPE_CHECKING:
    from tests.support.brokers import RunningBroker


async def test_records_come_back_as_they_went(wire: Wire) -> None:
    """Bytes, keys, null values, null keys and null header values survive."""
    sent = [
        Raw(
            b"\xff\x00",
            key=b"k",
            headers=(("a", b"1"), ("a", None)),
            timestamp_ms=1_700_000_000_000,
        ),
        Raw(None, key=b"k", partition=1),
        Raw(None, None, partition=2),
        Raw(b"", None, partition=3),
    ]
    origins = await wire.produce(sent)
    got = {(g.partition, g.offset): g for g in await wire.read(wire.raw)}
    back = [got[o.partition, o.offset] for o in origins]
    assert [(g.value, g.key, g.headers) for g in back] == [
        (s.value, s.key, s.headers) for s in sent
    ]
    assert back[0].timestamp_ms == sent[0].timestamp_ms


async def test_aborted_and_open_transactions_are_not_read(wire: Wire) -> None:
    """Reading to the end ends, though the topic ends in markers and in an open transaction."""
    async with AIOKafkaProducer(
        bootstrap_servers=wire.bootstrap, transactional_id=f"{wire.group}-a"
    ) as producer:
        async with producer.transaction():
            await producer.send_and_wait(wire.enriched, b"kept", partition=0)
        await producer.begin_transaction()
        await producer.send_and_wait(wire.enriched, b"dropped", partition=0)
        await producer.abort_transaction()
        await producer.begin_transaction()
        await producer.send_and_wait(wire.enriched, b"open", partition=0)
        assert [got.value for got in await wire.read()] == [b"kept"]
        await producer.commit_transaction()
    got = await wire.read_until(lambda got: len(got) == 2)
    assert [g.value for g in got] == [b"kept", b"open"]
    assert [g.value for g in await wire.read()] == [b"kept", b"open"]


async def test_committed_offsets_are_the_groups(wire: Wire) -> None:
    """A group is drained once it has committed the end of every partition that holds a record."""
    await wire.produce([Raw(b"1", b"k", partition=2)])
    async with (
        AIOKafkaProducer(
            bootstrap_servers=wire.bootstrap, transactional_id=f"{wire.group}-b"
        ) as producer,
        producer.transaction(),
    ):
        await producer.send_offsets_to_transaction({TopicPartition(wire.raw, 2): 1}, wire.group)
    await wire.drained()
    assert (await wire.committed())[2] == 1


def test_a_real_broker_is_required(real_kafka: RunningBroker) -> None:
    """What is proved about delivery is proved on Apache Kafka; elsewhere the test says so."""
    assert real_kafka.is_real
