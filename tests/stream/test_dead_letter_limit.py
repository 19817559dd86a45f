"""Too many dead letters: the service pauses, stays alive, and goes on when a person says so."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

import pytest
from tests.stream.processors import BAD
from tests.stream.serving import config_of, is_ready, serving, values
from tests.support.topics import Raw, eventually

from copydesk.stream import RejectionLimit

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from tests.stream.serving import Serving
    from tests.support.topics import Wire

pytestmark = pytest.mark.kafka


def held(service: Serving, partitions: int) -> Callable[[], Awaitable[bool]]:
    async def fact() -> bool:
        service.fail_early()
        return service.count("copydesk_partitions", state="held") == partitions

    return fact


async def test_the_transaction_that_would_cross_the_limit_is_not_published(wire: Wire) -> None:
    """All partitions pause, good ones too; after a resume each article comes out once."""
    bad = [Raw(BAD + b"%d" % number, partition=0) for number in range(40)]
    config = config_of(wire, rejections=RejectionLimit(letters=10))
    async with serving(config) as service:
        await wire.produce(bad)
        await eventually(held(service, 4), "not every partition is held")
        good = [Raw(b"%d" % number, partition=number % 4) for number in range(40)]
        await wire.produce(good)
        assert service.health.is_live()
        assert not service.health.is_ready()
        assert any("copydesk resume" in reason for reason in service.health.reasons())
        assert service.count("copydesk_dead_letter_limit_reached") == 1
        assert len(await wire.read(wire.dead_letter)) <= 10
        assert await wire.read(wire.enriched) == ()
        service.resume.request()
        await wire.drained()
        await eventually(is_ready(service), "it is not ready again")
        assert service.count("copydesk_dead_letter_limit_reached") == 0
        assert service.count("copydesk_transactions_total", outcome="unknown") == 0
    read = await wire.read()
    assert Counter(values(read)) == Counter(raw.value for raw in [*bad, *good])


async def test_a_paused_member_ends_in_good_order(wire: Wire) -> None:
    """SIGTERM is obeyed while it is paused, and the next run publishes what was refused."""
    config = config_of(wire, rejections=RejectionLimit(letters=1))
    async with serving(config) as service:
        await wire.produce([Raw(BAD + b"%d" % number, partition=0) for number in range(9)])
        await eventually(held(service, 4), "not every partition is held")
        await service.end()
    async with serving(config_of(wire)):
        await wire.drained()
    assert len(await wire.read(wire.dead_letter)) == 9


async def test_a_restart_does_not_drain_the_topic(wire: Wire) -> None:
    """Each run publishes at most the limit, so a supervisor's restarts can't empty the topic."""
    await wire.produce([Raw(BAD + b"%d" % number, partition=0) for number in range(50)])
    config = config_of(wire, rejections=RejectionLimit(letters=5))
    for run in (1, 2):
        async with serving(config) as service:
            await eventually(held(service, 4), "not every partition is held")
        assert len(await wire.read(wire.dead_letter)) <= 5 * run
