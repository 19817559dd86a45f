"""Scenarios about the broker and its topics: killed, paused, damaged, changed under a member."""

from __future__ import annotations

import asyncio
import os
import sys
import time
from collections import defaultdict
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from aiokafka import AIOKafkaProducer
from aiokafka.admin import NewPartitions
from aiokafka.errors import KafkaError

from copydesk.contracts import ERROR_PREFIX
from tests.chaos.articles import (
    POISON_EVERY,
    POISON_HEADER,
    POISONS,
    mild,
    oversize,
    poisonous,
    with_body,
)
from tests.chaos.faults import HOLD_EVENT, Faults
from tests.chaos.ground import PARTITIONS
from tests.support.topics import Got, eventually

if TYPE_CHECKING:
    from copydesk.localbroker import KafkaBroker
    from tests.chaos.ground import Ground

__all__ = [
    "HASTY",
    "added_partitions",
    "broker_fenced",
    "broker_killed",
    "broker_paused",
    "broker_paused_short",
    "corrupt_batch",
    "long_backlog",
    "poison",
    "refused_for_size",
]

PAUSED_SECONDS = 30.0
HASTY = {
    "broker.session.timeout.ms": "900",
    "broker.heartbeat.interval.ms": "200",
    "group.min.session.timeout.ms": "100",
}
"""A tenth of Kafka's own bounds, so that a broker is fenced after a pause of a second."""

HASTY_DEADLINES = {
    "session": 0.6,
    "heartbeat": 0.1,
    "commit": 1.2,
    "abort": 0.5,
    "transaction": 1.5,
    "revoke": 1.0,
    "rebalance": 6.0,
}
FENCINGS = 40
EVENT_LIMIT = 50_000
LETTER_LIMIT = 100_000
BACKLOG_BODY_BYTES = 100_000
BACKLOG_ARTICLES = 3_000
RESIDENT_BYTES_MAX = 320 * 1024 * 1024
SAMPLE_SECONDS = 0.25
SKIP_SECONDS = 30
POISON_ROUNDS = 2
MEBIBYTE = 1024 * 1024


async def broker_killed(ground: Ground) -> None:
    """The broker crashes under load, twice, and comes back with its data."""
    ground.make = mild
    await ground.feed(ground.articles // 2)
    await ground.hire()
    async with ground.load():
        for _ in range(2):
            await ground.pause(1.0, 3.0)
            broker = _broker(ground)
            await asyncio.to_thread(broker.kill)
            ground.faults += 1
            await ground.pause(1.0, 4.0)
            await asyncio.to_thread(broker.start)
            before, began = await _known(ground), time.monotonic()
            await ground.moved(before, began)


async def broker_paused(ground: Ground, seconds: float = PAUSED_SECONDS) -> None:
    """The broker hangs with a commit on its way, longer than any deadline, and goes on."""
    ground.make = mild
    await ground.feed(ground.articles // 2)
    after = ground.chance.randint(5, 20)
    member = await ground.hire(faults=Faults(hold_after=after, hold_seconds=0.3))
    async with ground.load():
        await member.saw(HOLD_EVENT)
        before = await ground.positions()
        broker = _broker(ground)
        broker.pause()
        ground.faults += 1
        try:
            await asyncio.sleep(seconds)
        finally:
            broker.resume()
        await ground.moved(before, time.monotonic())


async def broker_paused_short(ground: Ground) -> None:
    """As above, for as long as a commit is waited for."""
    await broker_paused(ground, 14.0)


async def broker_fenced(ground: Ground) -> None:
    """The broker hangs until its controller fences it: what ends then, ends without its markers.

    Its partitions have no leader for a moment, and Kafka 4.4 forgets them (engine-traps.md).
    """
    ground.make = mild
    await ground.feed(ground.articles // 2)
    held = Faults(hold_after=1, hold_every=True, hold_seconds=0.15)
    member = await ground.hire(deadlines=HASTY_DEADLINES, faults=held)
    broker = _broker(ground)
    async with ground.load():
        for _ in range(FENCINGS):
            await ground.pause(0.3, 1.5)
            before = await _known(ground)
            broker.pause()
            ground.faults += 1
            try:
                await ground.pause(0.9, 1.6)
            finally:
                broker.resume()
        await ground.moved(before, time.monotonic())
    ended = member.events["hanging_transaction_ended"]
    ground.notes.append(f"{ended} transactions that the broker forgot to end were ended")


async def refused_for_size(ground: Ground) -> None:
    """Two topics' limits fall under a running member; what no longer fits is a dead letter."""
    ground.make = mild
    ground.event_bytes_max, ground.shortened_from = EVENT_LIMIT - 1_000, LETTER_LIMIT
    await ground.feed(ground.articles // 2)
    await ground.hire()
    await ground.configure(ground.wire.enriched, max_message_bytes=str(EVENT_LIMIT))
    await ground.configure(ground.wire.dead_letter, max_message_bytes=str(LETTER_LIMIT))
    ground.make = oversize(2 * EVENT_LIMIT, 2 * LETTER_LIMIT)
    before = ground.fed
    async with ground.load(300):
        await ground.pause(3.0, 5.0)
        await ground.fault(lambda: None, count=0)
    ground.faults += (ground.fed - before) // 20


async def poison(ground: Ground) -> None:
    """One article in two hundred crashes its worker, hangs, hoards, raises, or is 20 MB long."""
    ground.make = poisonous
    await ground.feed(max(ground.articles, POISON_ROUNDS * POISON_EVERY * len(POISONS)))
    before, began = await ground.positions(), time.monotonic()
    await ground.hire(workers=2)
    await ground.moved(before, began)
    await ground.done_but({})
    told: defaultdict[str, set[str]] = defaultdict(set)
    for letter in await ground.wire.read(ground.wire.dead_letter):
        if name := dict(letter.headers).get(POISON_HEADER):
            told[name.decode()].add(letter.header(f"{ERROR_PREFIX}reason"))
            ground.faults += 1
    assert told == {one.name: {one.reason} for one in POISONS if one.reason}


async def added_partitions(ground: Ground) -> None:
    """The raw topic grows from four partitions to seven under two members."""
    ground.make = mild
    await ground.feed(ground.articles // 2)
    await ground.hire()
    await ground.hire()
    async with ground.load():
        for count in (PARTITIONS + 1, PARTITIONS + 3):
            await ground.pause(1.0, 2.0)
            async with ground.wire.admin() as admin:
                await admin.create_partitions({ground.wire.raw: NewPartitions(count)})
            ground.faults += 1
            before = dict.fromkeys(range(count), 0) | await ground.positions()
            await ground.moved(before, time.monotonic())


async def long_backlog(ground: Ground) -> None:
    """A slow desk and 300 MB that wait: the service's memory has a bound, and is told."""
    ground.make = with_body(BACKLOG_BODY_BYTES)
    await ground.feed(BACKLOG_ARTICLES)
    member = await ground.hire(workers=1, pace_ms=4)
    peak = 0
    ends = await ground.wire.ends(ground.wire.raw)

    async def done() -> bool:
        nonlocal peak
        peak = max(peak, await asyncio.to_thread(member.resident_bytes))
        await asyncio.sleep(SAMPLE_SECONDS)
        return await ground.positions() == ends

    await eventually(done, "the backlog is not done", within=120)
    backlog = BACKLOG_ARTICLES * BACKLOG_BODY_BYTES // MEBIBYTE
    ground.notes.append(
        f"the service process held at most {peak / MEBIBYTE:.0f} MiB resident "
        f"with a backlog of {backlog} MiB"
    )
    assert peak < RESIDENT_BYTES_MAX, ground.notes[-1]


async def corrupt_batch(ground: Ground) -> None:
    """A compressed batch is damaged on disk: its partition alone stands still, until skipped."""
    ground.make = mild
    await ground.feed(ground.articles // 2)
    wire, partition = ground.wire, ground.chance.randrange(PARTITIONS)
    async with AIOKafkaProducer(
        bootstrap_servers=wire.bootstrap, compression_type="lz4"
    ) as producer:
        stood = await producer.send_and_wait(wire.raw, b"damaged " * 200, partition=partition)
    ground.unreadable = (Got(wire.raw, partition, stood.offset, None, None, (), 0),)
    place = _last_byte(_broker(ground), wire.raw, partition)
    await asyncio.to_thread(_flip, *place)
    try:
        member = await ground.hire()
        ground.faults += 1
        await member.saw("partition_held")
        await ground.feed(ground.articles // 2)
        await ground.done_but({partition: stood.offset})
        began = time.monotonic()
        await _skip(ground, partition, stood.offset)
        await ground.moved({partition: stood.offset}, began)
    finally:
        # Mended, so that the ledger can read what lies behind it.
        await asyncio.to_thread(_flip, *place)


def _last_byte(broker: KafkaBroker, topic: str, partition: int) -> tuple[Path, int]:
    """Where the last batch of a partition ends on disk."""
    folder = Path(broker.directory) / "data" / f"{topic}-{partition}"
    log = max(folder.glob("*.log"))
    return log, log.stat().st_size - 1


def _flip(log: Path, position: int) -> None:
    """Flip a bit in place, under the broker's feet."""
    with log.open("r+b") as file:
        file.seek(position)
        (byte,) = file.read(1)
        file.seek(position)
        file.write(bytes([byte ^ 0x10]))


async def _skip(ground: Ground, partition: int, offset: int) -> None:
    """`copydesk skip`, as an operator types it."""
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        *("-m", "copydesk", "skip", ground.wire.raw, str(partition), str(offset)),
        env={**os.environ, **ground.wire.environment()},
        stderr=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.DEVNULL,
    )
    _, said = await asyncio.wait_for(process.communicate(), SKIP_SECONDS)
    assert process.returncode == 0, f"copydesk skip: {said.decode()}"


def _broker(ground: Ground) -> KafkaBroker:
    assert ground.broker is not None, "this scenario needs a broker that can be broken"
    return ground.broker


async def _known(ground: Ground) -> dict[int, int]:
    """The group's commits, as soon as the broker knows them again."""
    found: dict[int, int] = {}

    async def fact() -> bool:
        with suppress(KafkaError, OSError):
            found.update(await ground.positions())
        return bool(found)

    await eventually(fact, "no commits are told")
    return found
