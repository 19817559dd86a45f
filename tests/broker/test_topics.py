"""Topics as code on a real Kafka: what exists is compared, and changed only when asked."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from aiokafka.admin.config_resource import ConfigResource, ConfigResourceType
from tests.broker.processes import service_process

from copydesk.stream import Connection, TopicPlan, apply_plans, check_topics

if TYPE_CHECKING:
    from tests.support.topics import Wire

pytestmark = [pytest.mark.kafka, pytest.mark.real_kafka]


async def configuration(wire: Wire, topic: str) -> dict[str, str]:
    async with wire.admin() as admin:
        answers = await admin.describe_configs([ConfigResource(ConfigResourceType.TOPIC, topic)])
    return {
        entry[0]: entry[1] for answer in answers for one in answer.resources for entry in one[4]
    }


async def test_applying_changes_what_differs_and_nothing_else(wire: Wire) -> None:
    """Partitions are added, configurations set; one that the plan does not name stays."""
    await wire.create_topics([f"{wire.group}.own"], configs={"segment.bytes": "16777216"})
    configs = {
        "cleanup.policy": "delete",
        "retention.ms": "86400000",
        "max.message.bytes": "500000",
        "min.insync.replicas": "1",
    }
    plan = TopicPlan(f"{wire.group}.own", 6, configs=configs)
    connection = Connection(wire.bootstrap)
    before = await check_topics(connection, [plan])
    assert {one.setting for one in before} == {"partitions", "retention.ms", "max.message.bytes"}
    assert await check_topics(connection, [plan]) == before
    assert await apply_plans(connection, [plan]) == before
    assert await check_topics(connection, [plan]) == ()
    assert (await configuration(wire, plan.name))["segment.bytes"] == "16777216"
    async with wire.admin() as admin:
        await admin.delete_topics([plan.name])


async def test_fewer_partitions_are_never_asked_for(wire: Wire) -> None:
    """A plan with fewer partitions than there are is no difference: records would be lost."""
    plan = TopicPlan(wire.raw, 1)
    assert await apply_plans(Connection(wire.bootstrap), [plan]) == ()


async def test_create_changes_nothing_unless_told(wire: Wire) -> None:
    """`topics create` leaves topics that exist as they are; with --apply it changes them."""
    environment = wire.environment() | {"COPYDESK_OUTPUT_NINJS_TOPIC": f"{wire.group}.ninjs"}
    before = await configuration(wire, wire.enriched)
    for options, code, days in (((), 0, None), (("--apply",), 0, "2592000000")):
        command = ("copydesk", "topics", "create", "--partitions", "4", *options)
        async with service_process(*command, environment=environment) as process:
            assert await process.process.wait() == code
        after = await configuration(wire, wire.enriched)
        assert after["retention.ms"] == (days or before["retention.ms"])
    assert (await configuration(wire, f"{wire.group}.ninjs"))["retention.ms"] == "2592000000"
    async with service_process(
        "copydesk", "topics", "check", "--partitions", "4", environment=environment
    ) as process:
        assert await process.process.wait() == 0
    async with wire.admin() as admin:
        await admin.delete_topics([f"{wire.group}.ninjs"])
