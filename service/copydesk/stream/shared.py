"""What all partitions of a member use together.

Must not: do anything; it only holds.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import asyncio

    from copydesk.observability.health import Health
    from copydesk.observability.metrics import Metrics
    from copydesk.observability.tracing import Tracer
    from copydesk.stream.broker import Broker
    from copydesk.stream.config import StreamConfig
    from copydesk.stream.limits import LimitBook
    from copydesk.stream.pool import Pool
    from copydesk.stream.producer import Graveyard
    from copydesk.stream.rejections import Gate

__all__ = ["Shared"]


@dataclass(slots=True)
class Shared:
    """What all partitions of a member use together.

    gate: closed when there were too many dead letters; opening: how many may open at once; fatal:
    set by the first failure that must end the service; share: how many partitions divide the bound
    on memory.
    """

    config: StreamConfig
    pool: Pool
    broker: Broker
    book: LimitBook
    graveyard: Graveyard
    gate: Gate
    metrics: Metrics
    health: Health
    tracer: Tracer
    opening: asyncio.Semaphore
    fatal: asyncio.Future[None]
    share: int = 1
