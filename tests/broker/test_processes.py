"""Exactly once between real processes on a real Kafka: stopped, killed, frozen and woken."""

from __future__ import annotations

import signal
from collections import Counter
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING

import pytest
from tests.broker.processes import RECOVERY_SECONDS, service_process
from tests.stream.processors import BAD
from tests.support.topics import Raw, Wire

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Sequence

    from tests.broker.processes import ServiceProcess
    from tests.support.topics import Got

pytestmark = [pytest.mark.kafka, pytest.mark.real_kafka]

TOTAL = 1_000
BAD_EVERY = 50


@asynccontextmanager
async def member(wire: Wire) -> AsyncIterator[ServiceProcess]:
    """A member of the wire's group that echoes slowly."""
    arguments = (wire.bootstrap, wire.raw, wire.enriched, wire.dead_letter, wire.group)
    async with service_process("tests.broker.member", *arguments, environment={}) as process:
        yield process


def articles(count: int = TOTAL, begin: int = 0) -> list[Raw]:
    """Numbered records, one in fifty bad."""
    return [
        Raw((BAD if number % BAD_EVERY == 0 else b"") + b"%d" % number, key=b"k%d" % (number % 31))
        for number in range(begin, begin + count)
    ]


def assert_each_once(got: Sequence[Got], sent: Sequence[Raw], wire: Wire) -> None:
    """Each input is once in enriched or in dead-letter, and in order for its key."""
    counts = Counter(one.value for one in got)
    assert counts == Counter(raw.value for raw in sent)
    for one in got:
        is_bad = (one.value or b"").startswith(BAD)
        assert one.topic == (wire.dead_letter if is_bad else wire.enriched)
    last: dict[tuple[str, bytes | None], int] = {}
    for one in got:
        number = int((one.value or b"").removeprefix(BAD))
        assert last.get((one.topic, one.key), -1) < number
        last[one.topic, one.key] = number


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGKILL], ids=["stopped", "killed"])
async def test_one_of_two_members_ends_half_way(wire: Wire, number: signal.Signals) -> None:
    """1,000 articles, two processes, one ended half-way: each article is published once."""
    sent = articles()
    async with member(wire) as first, member(wire) as second:
        await first.saw("partition_opened")
        await second.saw("partition_opened")
        await wire.produce(sent)
        await wire.read_until(lambda got: len(got) >= TOTAL // 3)
        first.signal(number)
        code = await first.process.wait()
        assert code == (0 if number is signal.SIGTERM else -signal.SIGKILL)
        await wire.drained(within=RECOVERY_SECONDS)
        assert second.process.returncode is None
    assert_each_once(await wire.read(), sent, wire)


async def test_a_frozen_member_that_wakes_repeats_nothing(wire: Wire) -> None:
    """A member stopped beyond its session lost its partitions; woken, it is fenced and rejoins."""
    sent = articles()
    async with member(wire) as zombie, member(wire) as heir:
        await zombie.saw("partition_opened")
        await heir.saw("partition_opened")
        await wire.produce(sent)
        await wire.read_until(lambda got: len(got) >= TOTAL // 3)
        zombie.signal(signal.SIGSTOP)
        await wire.drained(within=RECOVERY_SECONDS)
        joined = zombie.events.count("partitions_assigned")
        zombie.signal(signal.SIGCONT)
        await zombie.saw("partitions_assigned", joined + 1)
        more = articles(200, begin=TOTAL)
        await wire.produce(more)
        await wire.drained(within=RECOVERY_SECONDS)
    assert_each_once(await wire.read(), [*sent, *more], wire)
