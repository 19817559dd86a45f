"""Where reading begins and when it must not, on a real Kafka: expiry, limits, added partitions."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

import pytest
from aiokafka import TopicPartition
from aiokafka.admin import NewPartitions, RecordsToDelete
from aiokafka.admin.config_resource import ConfigResource, ConfigResourceType
from tests.stream.serving import config_of, is_running, serving, values
from tests.support.topics import Raw, eventually

from copydesk.stream.config import Start

if TYPE_CHECKING:
    from tests.support.topics import Wire

pytestmark = [pytest.mark.kafka, pytest.mark.real_kafka]


async def test_an_expired_position_holds_only_its_own_partition(wire: Wire) -> None:
    """Expired records are never skipped in silence: not ready, one sentence, both offsets."""
    await wire.produce([Raw(b"old", partition=0), Raw(b"other", partition=1)])
    async with serving(config_of(wire)):
        await wire.drained()
    await wire.produce([Raw(b"lost", partition=0), Raw(b"kept", partition=0)])
    await _delete_before(wire, 0, 2)
    async with serving(config_of(wire)) as service:
        await eventually(is_running(service, 3), "the other partitions do not run")
        await wire.produce([Raw(b"more", partition=1)])
        await wire.read_until(lambda got: b"more" in values(got))
        (reason,) = [one for one in service.health.reasons() if "offset 1," in one]
        assert "begins at 2" in reason
        assert service.count("copydesk_partitions", state="held") == 1
        assert service.count("copydesk_ready") == 0
    assert b"kept" not in values(await wire.read())


async def test_an_added_partition_is_read_from_its_beginning(wire: Wire) -> None:
    """A partition new to a group that started at the end is read in full, once it is seen."""
    config = config_of(wire, start=Start.LATEST)
    await wire.produce([Raw(b"skipped", partition=0)])
    async with serving(config) as service:
        await eventually(is_running(service, 4), "not every partition runs")
    async with wire.admin() as admin:
        await admin.create_partitions({wire.raw: NewPartitions(5)})
    await wire.produce([Raw(b"first", partition=4)])
    async with serving(config) as service:
        await eventually(is_running(service, 5), "the added partition does not run")
        await wire.produce([Raw(b"second", partition=4)])
        await wire.drained()
    assert values(await wire.read()) == [b"first", b"second"]


async def test_a_partition_added_under_a_running_member_is_seen(wire: Wire) -> None:
    """Nobody has to restart the service to have a new partition read."""
    async with serving(config_of(wire)) as service:
        await eventually(is_running(service, 4), "not every partition runs")
        async with wire.admin() as admin:
            await admin.create_partitions({wire.raw: NewPartitions(6)})
        await eventually(is_running(service, 6), "the added partitions do not run")
        await wire.produce([Raw(b"%d" % number, partition=number) for number in range(6)])
        await wire.drained()
    assert Counter(values(await wire.read())) == Counter(b"%d" % number for number in range(6))


async def test_a_topic_limit_that_falls_while_running_loses_nothing(wire: Wire) -> None:
    """A refused send does not fail a commit by itself: it is aborted, and the record refused."""
    async with serving(config_of(wire)) as service:
        await eventually(is_running(service, 4), "not every partition runs")
        await _limit(wire, wire.enriched, 5_000)
        sent = [Raw(b"%d" % number, partition=0) for number in range(20)]
        sent.insert(10, Raw(b"x" * 9_000, partition=0))
        await wire.produce(sent)
        await wire.drained()
        assert service.count("copydesk_transactions_total", outcome="aborted") >= 1
    events, letters = await wire.read(wire.enriched), await wire.read(wire.dead_letter)
    assert Counter(values([*events, *letters])) == Counter(raw.value for raw in sent)
    assert values(letters) == [b"x" * 9_000]


async def _delete_before(wire: Wire, partition: int, offset: int) -> None:
    source = TopicPartition(wire.raw, partition)
    async with wire.admin() as admin:
        await admin.delete_records({source: RecordsToDelete(offset)})


async def _limit(wire: Wire, topic: str, message_bytes_max: int) -> None:
    change = {"max.message.bytes": str(message_bytes_max)}
    async with wire.admin() as admin:
        await admin.alter_configs([ConfigResource(ConfigResourceType.TOPIC, topic, change)])
