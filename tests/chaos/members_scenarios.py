"""Scenarios about members and workers: killed, frozen, told to go, replaced."""

from __future__ import annotations

import os
import signal
import time
from typing import TYPE_CHECKING

from copydesk.models.loading import load_pipeline
from tests.chaos.articles import mild, real
from tests.chaos.desk import HANG
from tests.chaos.faults import FAULT_EVENT, HOLD_EVENT, Faults
from tests.chaos.ground import PARTITIONS
from tests.support.topics import Raw, eventually

if TYPE_CHECKING:
    from tests.chaos.ground import Ground
    from tests.chaos.members import Member

__all__ = [
    "aborted_at_random",
    "churn",
    "copydesk_run_killed",
    "frozen_zombie",
    "killed_while_hanging",
    "outlived_transaction",
    "quiet",
    "rolling_replacement",
    "service_killed",
    "service_killed_short",
    "sigterm",
    "worker_killed",
]

FROZEN_SECONDS = 9.0
"""Longer than the session timeout of 6 s, so the heirs have long begun."""

HOLD_SECONDS = 20.0
ORPHAN_SECONDS = 30.0
OUTLIVED = {"transaction": 3.0, "commit": 12.0}
"""The engine's own deadline is the longer one here, so it is the coordinator that gives up."""


async def quiet(ground: Ground) -> None:
    """Nothing breaks: what the other scenarios are compared with is what the engine does."""
    ground.make = mild
    await ground.feed(ground.articles)
    await ground.hire(workers=2)


async def worker_killed(ground: Ground) -> None:
    """A worker is killed in the middle of a chunk, again and again."""
    ground.make = mild
    await ground.feed(ground.articles // 2)
    member = await ground.hire(workers=2, pace_ms=2)
    async with ground.load():
        for count in range(1, 6):
            await ground.pause(1.0, 2.0)
            await ground.fault(lambda: _kill_worker(ground, member))
            await member.saw("worker_lost", count)


def _kill_worker(ground: Ground, member: Member) -> None:
    os.kill(ground.chance.choice(member.workers()), signal.SIGKILL)


async def service_killed(ground: Ground, rounds: int = 3) -> None:
    """The only member is killed with a transaction sent and not committed, then started anew."""
    ground.make = mild
    await ground.feed(ground.articles // 2)
    async with ground.load():
        for _ in range(rounds):
            faults = Faults(hold_after=ground.chance.randint(3, 25), hold_seconds=HOLD_SECONDS)
            member = await ground.hire(faults=faults)
            await member.saw(HOLD_EVENT)
            await ground.fault(_replaced(ground, member))
            await ground.crew.alive[0].kill()
            ground.faults += 1
        await ground.hire()


async def service_killed_short(ground: Ground) -> None:
    """As above, once."""
    await service_killed(ground, rounds=1)


async def killed_while_hanging(ground: Ground) -> None:
    """A member is killed while its worker hangs: no process of it must stay for ever."""
    member = await ground.hire(deadlines={"article": 8.0})
    await member.saw("partition_opened", PARTITIONS)
    await ground.feed(ground.articles // 2)
    await ground.wire.produce([Raw(HANG, key=b"hangs")])
    async with ground.load():
        await ground.pause(2.0, 4.0)
        began = time.monotonic()
        await ground.fault(_replaced(ground, member))

        async def gone() -> bool:
            return not member.processes()

        within = ORPHAN_SECONDS + began - time.monotonic()
        await eventually(gone, f"{member.name} left processes behind", within=within)


async def _replaced(ground: Ground, member: Member) -> None:
    await member.kill()
    await ground.hire()


async def copydesk_run_killed(ground: Ground) -> None:
    """`copydesk run` with the real pipeline: killed at any moment, then stopped by SIGTERM."""
    pipeline = load_pipeline()
    ground.make, ground.quiet = real(), lambda record: pipeline.process((record,))[0]
    await ground.feed(ground.articles // 4)
    environment = {**ground.wire.environment(), "COPYDESK_WORKERS": "1"}
    async with ground.load(60):
        await ground.crew.hire_real(environment)
        for _ in range(2):
            await ground.pause(2.0, 4.0)
            (member,) = ground.crew.alive

            async def replaced(member: Member = member) -> None:
                await member.kill()
                await ground.crew.hire_real(environment)

            await ground.fault(replaced())
        await ground.pause(1.0, 2.0)
        (member,) = ground.crew.alive
        await member.stopped()
        ground.faults += 1
        await ground.crew.hire_real(environment)


async def churn(ground: Ground) -> None:
    """Up to three members join and leave at random, some politely and some not."""
    ground.make = mild
    await ground.feed(ground.articles // 2)
    await ground.hire()
    async with ground.load():
        for _ in range(8):
            await ground.pause(0.3, 2.5)
            alive = ground.crew.alive
            if len(alive) < 2 or (len(alive) < 3 and ground.chance.random() < 0.6):
                await ground.fault(ground.hire())
                continue
            victim = ground.chance.choice(alive)
            politely = ground.chance.random() < 0.5
            await ground.fault(victim.stopped() if politely else victim.kill())


async def frozen_zombie(ground: Ground) -> None:
    """A member is frozen past its session, with a transaction open, and wakes up fenced."""
    ground.make = mild
    await ground.feed(ground.articles // 2)
    heir = await ground.hire()
    async with ground.load():
        for _ in range(2):
            faults = Faults(hold_after=ground.chance.randint(3, 12), hold_seconds=FROZEN_SECONDS)
            zombie = await ground.hire(faults=faults)
            await zombie.saw(HOLD_EVENT)
            await ground.fault(zombie.freeze)
            await ground.pause(FROZEN_SECONDS - 2, FROZEN_SECONDS)
            joined = zombie.events["partitions_assigned"]
            zombie.thaw()
            await zombie.saw("partitions_assigned", joined + 1)
            await ground.fault(zombie.stopped())
        assert heir.is_alive


async def outlived_transaction(ground: Ground) -> None:
    """A transaction takes longer than its coordinator allows, which aborts it in our place."""
    ground.make = mild
    await ground.feed(ground.articles // 2)
    faults = Faults(hold_after=15, hold_seconds=6.0, hold_every=True)
    member = await ground.hire(deadlines=OUTLIVED, faults=faults)
    async with ground.load():
        for count in range(1, 4):
            await member.saw(HOLD_EVENT, count)
            await ground.fault(lambda: None)
        await member.stopped()
        await ground.hire()
    assert member.events["partition_reopened"], "no transaction was aborted by its coordinator"


async def aborted_at_random(ground: Ground) -> None:
    """One transaction in twelve fails: aborted, unsent, late, its answer lost, a send refused."""
    ground.make = mild
    await ground.feed(ground.articles // 2)
    seed = ground.chance.getrandbits(32)
    member = await ground.hire(pace_ms=1, faults=Faults(seed=seed, share=1 / 12))
    async with ground.load():
        await member.saw(FAULT_EVENT, 15)
    await member.stopped()
    ground.faults += member.events[FAULT_EVENT]
    began, before = time.monotonic(), await ground.positions()
    await ground.hire()
    await ground.feed(PARTITIONS_FILLED)
    await ground.moved(before, began)


PARTITIONS_FILLED = 200
"""Articles enough that each partition gets one."""


async def sigterm(ground: Ground) -> None:
    """SIGTERM under load, each time in the middle of work, and once a second one at once."""
    ground.make = mild
    await ground.feed(ground.articles // 2)
    async with ground.load():
        for turn in range(4):
            member = await ground.hire(pace_ms=1)
            await ground.pause(0.5, 2.0)
            if turn == 2:
                member.signal(signal.SIGTERM)
            await member.stopped()
            ground.faults += 1
        await ground.fault(ground.hire(), count=0)


async def rolling_replacement(ground: Ground) -> None:
    """Two members are replaced one after the other, a new one before each old one."""
    ground.make = mild
    await ground.feed(ground.articles // 2)
    old = [await ground.hire(), await ground.hire()]
    async with ground.load():
        for member in old:
            await ground.pause(0.5, 1.5)
            await ground.fault(ground.hire(), count=0)
            await ground.fault(member.stopped())

    async def shared() -> bool:
        return len(ground.crew.alive) == 2

    await eventually(shared, "not two members are left")
