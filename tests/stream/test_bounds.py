"""What is bounded: memory under a backlog, and how long anything may keep the loop from polling."""

from __future__ import annotations

import os
import time
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from aiokafka import AIOKafkaProducer
from tests.stream.processors import HANGS, SlowEcho
from tests.stream.serving import QUICK, config_of, is_running, serving, values
from tests.support.topics import Raw, eventually

from copydesk.stream.config import Limits

if TYPE_CHECKING:
    from tests.support.topics import Wire

pytestmark = pytest.mark.kafka

RECORD_BYTES = 50_000
POLL_BYTES = 1024 * 1024
"""What one poll may add for a partition after it was full: aiokafka's fetch of a partition."""


@pytest.mark.real_kafka  # the embedded broker answers with more than a fetch asks for
async def test_a_long_backlog_behind_a_slow_pipeline_is_not_read_into_memory(wire: Wire) -> None:
    """Partitions are paused at their share; what is in flight never passes bound and one poll."""
    body = os.urandom(RECORD_BYTES)
    sent = [Raw(b"%04d" % number + body, partition=number % 4) for number in range(600)]
    await wire.produce(sent)
    limits = Limits(in_flight_bytes=4 * 1024 * 1024)
    highest = 0.0
    async with serving(config_of(wire, workers=1, limits=limits), SlowEcho) as service:

        async def done() -> bool:
            nonlocal highest
            service.fail_early()
            highest = max(highest, service.count("copydesk_in_flight_bytes"))
            return service.count("copydesk_raw_records_total") == len(sent)

        await eventually(done, "the backlog is not done")
    assert 0 < highest <= limits.in_flight_bytes + 4 * POLL_BYTES
    assert len(await wire.read()) == len(sent)


async def test_openings_that_take_for_ever_cost_no_membership(wire: Wire) -> None:
    """The assignment's callback only notes it: a slow one would be expelled, over and over."""
    async with serving(config_of(wire, limits=Limits(opening=0))) as service:

        async def assigned() -> bool:
            service.fail_early()
            return service.count("copydesk_partitions", state="opening") == 4

        await eventually(assigned, "nothing was assigned")
        joined = service.count("copydesk_rebalances_total")
        await _outlive_a_session()
        assert service.count("copydesk_rebalances_total") == joined
        assert service.count("copydesk_partitions", state="opening") == 4


async def test_a_slow_article_costs_no_membership(wire: Wire) -> None:
    """The loop polls and heartbeats while a worker is busy beyond the session's timeout."""
    deadlines = replace(QUICK, article=QUICK.session + 1)
    async with serving(config_of(wire, workers=1, deadlines=deadlines)) as service:
        await eventually(is_running(service, 4), "not every partition runs")
        joined = service.count("copydesk_rebalances_total")
        await wire.produce([Raw(HANGS, partition=0), Raw(b"after", partition=0)])
        await wire.drained()
        assert service.count("copydesk_rebalances_total") == joined
    assert values(await wire.read(wire.enriched)) == [b"after"]


@pytest.mark.parametrize("codec", ["gzip", "snappy", "lz4", "zstd"])
async def test_every_compression_is_read(wire: Wire, codec: str) -> None:
    """A supplier chooses the codec, not we."""
    sent = [b"%d " % number * 100 for number in range(50)]
    async with AIOKafkaProducer(
        bootstrap_servers=wire.bootstrap, compression_type=codec, linger_ms=50
    ) as producer:
        for value in sent:
            await producer.send(wire.raw, value, partition=0)
    async with serving(config_of(wire)):
        await wire.drained()
    assert values(await wire.read()) == sent


async def _outlive_a_session() -> None:
    """Wait for longer than the group's coordinator does for a silent member."""
    over = time.monotonic() + QUICK.session * 1.5

    async def is_over() -> bool:
        return time.monotonic() > over

    await eventually(is_over, "time stands still")
