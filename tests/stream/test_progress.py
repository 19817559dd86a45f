"""Progress watched from inside: what has work and stands is told, what has none is ready."""

from __future__ import annotations

import gc
import threading
from contextlib import AsyncExitStack
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

import pytest
from aiokafka import AIOKafkaConsumer, AIOKafkaProducer
from tests.stream.processors import Echo
from tests.stream.serving import QUICK, config_of, is_ready, is_running, serving, values
from tests.support.topics import Raw, eventually

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tests.support.topics import Wire

    from copydesk.draft import Record
    from copydesk.stream.crossing import Outcomes

pytestmark = pytest.mark.kafka


class WaitingEcho(Echo):
    """Works when it may; runs in a thread of the test's own process."""

    def __init__(self, may_work: threading.Event) -> None:
        self._may_work = may_work

    def process(self, records: Sequence[Record]) -> Outcomes:
        self._may_work.wait()
        return super().process(records)


async def test_a_partition_with_work_that_stands_is_told(wire: Wire) -> None:
    """A metric, a sentence with the offset, not ready; and all is well again when it moves."""
    may_work = threading.Event()
    deadlines = replace(QUICK, stall=1.0, article=600.0)
    await wire.produce([Raw(b"slow", partition=0), Raw(b"after", partition=0)])
    async with serving(
        config_of(wire, deadlines=deadlines), partial(WaitingEcho, may_work)
    ) as service:

        async def stalled() -> bool:
            service.fail_early()
            return service.count("copydesk_stalled_partitions") == 1

        try:
            await eventually(stalled, "no stall was noticed")
            reasons = service.health.reasons()
            assert any("Partition 0 stands still at offset 0" in reason for reason in reasons)
            assert not service.health.is_ready()
        finally:
            may_work.set()
        await wire.drained()

        async def is_over() -> bool:
            stalled = service.count("copydesk_stalled_partitions")
            return not stalled and not service.count("copydesk_lag_records", partition="0")

        await eventually(is_over, "the stall is still told")
        await eventually(is_ready(service), "it is not ready again")
        assert service.count("copydesk_partition_stalls_total") >= 1
    assert values(await wire.read(wire.enriched)) == [b"slow", b"after"]


async def test_the_marker_of_a_transaction_is_no_work(wire: Wire) -> None:
    """A raw topic written in transactions ends in a marker, which nobody ever commits."""
    async with serving(config_of(wire)) as service:
        await eventually(is_running(service, 4), "not every partition runs")
        async with AIOKafkaProducer(
            bootstrap_servers=wire.bootstrap, transactional_id=f"{wire.group}-raw"
        ) as producer:
            for value in (b"one", b"two"):
                async with producer.transaction():
                    await producer.send_and_wait(wire.raw, value, partition=0)
            await producer.begin_transaction()
            await producer.send_and_wait(wire.raw, b"aborted", partition=0)
            await producer.abort_transaction()
        await wire.read_until(lambda got: b"two" in values(got))
        service.metrics.lag_records.clear()  # what is measured from here on knows the markers

        async def is_without_lag() -> bool:
            service.fail_early()
            lag = service.registry.get_sample_value("copydesk_lag_records", {"partition": "0"})
            return lag == 0

        await eventually(is_without_lag, "the lag is not zero")
        await wire.produce([Raw(b"three", partition=0)])
        read = await wire.read_until(lambda got: b"three" in values(got))
    assert values(read) == [b"one", b"two", b"three"]


async def test_a_dead_fetch_task_is_noticed(wire: Wire) -> None:
    """Aiokafka's consumer then waits for ever without a word; the member joins anew and goes on."""
    async with serving(config_of(wire, deadlines=replace(QUICK, stall=2.0))) as service:
        await eventually(is_running(service, 4), "not every partition runs")
        for consumer in [one for one in gc.get_objects() if isinstance(one, AIOKafkaConsumer)]:
            consumer._fetcher._fetch_task.cancel()
        await wire.produce([Raw(b"after", partition=number) for number in range(4)])
        await wire.drained()
        assert service.count("copydesk_rebalances_total") >= 2
    assert values(await wire.read()) == [b"after"] * 4


async def test_a_member_without_a_partition_is_ready(wire: Wire) -> None:
    """More members than partitions is a spare, not a fault."""
    async with AsyncExitStack() as stack:
        members = [await stack.enter_async_context(serving(config_of(wire))) for _ in range(5)]

        async def settled() -> bool:
            for member in members:
                member.fail_early()
            shares = [one.count("copydesk_partitions", state="running") for one in members]
            return sorted(shares) == [0, 1, 1, 1, 1]

        await eventually(settled, "the partitions are not shared out")

        async def ready() -> bool:
            return all(member.health.is_ready() for member in members)

        await eventually(ready, "a member is not ready")
