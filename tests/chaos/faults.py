"""Faults put into a service process from within: at the seam between the engine and its client.

aiokafka's producer is changed, never the engine, so what runs is what is shipped.
"""

from __future__ import annotations

import asyncio
import random
from dataclasses import dataclass
from typing import TYPE_CHECKING

import structlog
from aiokafka import AIOKafkaProducer
from aiokafka.errors import KafkaError, NotLeaderForPartitionError, RequestTimedOutError

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

__all__ = ["FAULT_EVENT", "HOLD_EVENT", "Faults", "install"]

HOLD_EVENT = "chaos_transaction_held"
FAULT_EVENT = "chaos_fault_injected"
LATE_SECONDS = 1.0

log = structlog.get_logger()


@dataclass(frozen=True, slots=True)
class Faults:
    """What goes wrong, and how often.

    share: of all transactions, between 0 and 1; hold_after: transactions of this process after
    which one is held open, all sent and nothing committed, for hold_seconds; 0 for none.
    """

    seed: int = 0
    share: float = 0.0
    hold_after: int = 0
    hold_seconds: float = 0.0
    hold_every: bool = False


def install(faults: Faults) -> None:
    """Let aiokafka's producers of this process fail as told."""
    if faults.share:
        _fail_at_random(faults)
    if faults.hold_after:
        _hold(faults)


def _fail_at_random(faults: Faults) -> None:
    chance = random.Random(faults.seed)  # noqa: S311 - a fault that can be had again
    commit = AIOKafkaProducer.commit_transaction
    send = AIOKafkaProducer.send_batch

    async def aborted(self: AIOKafkaProducer) -> None:
        """The transaction is aborted under the engine's feet, which then sees an error."""
        await self.abort_transaction()
        raise KafkaError

    async def unsent(_self: AIOKafkaProducer) -> None:
        """The commit never left: the transaction stays open until it is fenced."""
        raise RequestTimedOutError

    async def unanswered(self: AIOKafkaProducer) -> None:
        """The commit took effect and its answer was lost."""
        await commit(self)
        raise RequestTimedOutError

    async def late(self: AIOKafkaProducer) -> None:
        """The commit comes after the engine gave up and opened anew."""
        task = asyncio.create_task(_late(lambda: commit(self)))
        pending.add(task)
        task.add_done_callback(pending.discard)
        raise RequestTimedOutError

    pending: set[asyncio.Task[None]] = set()
    kinds = (aborted, unsent, unanswered, late)

    async def commit_or_not(self: AIOKafkaProducer) -> None:
        if chance.random() >= faults.share:
            await commit(self)
            return
        kind = chance.choice(kinds)
        log.info(FAULT_EVENT, kind=kind.__name__)
        await kind(self)

    async def send_or_not(
        self: AIOKafkaProducer, batch: object, topic: str, *, partition: int
    ) -> asyncio.Future[object]:
        if chance.random() >= faults.share / 4:
            sent: asyncio.Future[object] = await send(self, batch, topic, partition=partition)
            return sent
        log.info(FAULT_EVENT, kind="refused")
        refused: asyncio.Future[object] = asyncio.get_running_loop().create_future()
        refused.set_exception(NotLeaderForPartitionError())
        return refused

    AIOKafkaProducer.commit_transaction = commit_or_not
    AIOKafkaProducer.send_batch = send_or_not


async def _late(commit: Callable[[], Awaitable[None]]) -> None:
    await asyncio.sleep(LATE_SECONDS)
    try:
        await commit()
    except (KafkaError, AssertionError) as error:
        log.info("chaos_late_commit", error_type=type(error).__name__)
    else:
        log.info("chaos_late_commit", error_type=None)


def _hold(faults: Faults) -> None:
    commit = AIOKafkaProducer.commit_transaction
    count = 0

    async def commit_after_a_while(self: AIOKafkaProducer) -> None:
        nonlocal count
        count += 1
        if count == faults.hold_after or (faults.hold_every and not count % faults.hold_after):
            log.info(HOLD_EVENT)
            await asyncio.sleep(faults.hold_seconds)
        await commit(self)

    AIOKafkaProducer.commit_transaction = commit_after_a_while
