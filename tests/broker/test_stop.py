"""Stopping while the broker is away: in good order, for there is nothing to wait for."""

from __future__ import annotations

import pytest
from tests.broker.processes import service_process
from tests.support.topics import Raw, Wire

from copydesk.localbroker import KafkaBroker
from copydesk.localbroker.jars import can_run_kafka

pytestmark = [pytest.mark.kafka, pytest.mark.real_kafka]


async def test_a_service_without_its_broker_stops_in_good_order(
    request: pytest.FixtureRequest,
) -> None:
    """A roll-out during an outage is no crash: exit 0, though each fetch waits for the broker."""
    if not can_run_kafka():
        pytest.skip("needs a broker of its own: Java 17 with Maven")
    with KafkaBroker() as broker:
        wire = await Wire.create(broker.bootstrap, request.node.name)
        names = (wire.bootstrap, wire.raw, wire.enriched, wire.dead_letter, wire.group)
        async with service_process("tests.broker.member", *names, environment={}) as service:
            await service.saw("partition_opened", 4)
            await wire.produce([Raw(b"one")])
            await wire.drained()
            broker.kill()
            await service.saw("broker_waited_for")
            assert await service.stopped() == 0, "\n".join(service.events)
        assert service.events[-1] == "service_stopped"
