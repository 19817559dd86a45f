"""The service inside a test: started on a test's own topics, stopped at its end."""

from __future__ import annotations

import asyncio
import logging
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import structlog
from prometheus_client import CollectorRegistry
from tests.stream.processors import Echo

from copydesk.observability.health import Health
from copydesk.observability.metrics import Metrics
from copydesk.stream import Connection, Deadlines, Resume, Stop, StreamConfig, Topics, serve

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Awaitable, Callable, Iterable

    from tests.support.topics import Got, Wire

    from copydesk.stream.processor import Processor

__all__ = ["QUICK", "Serving", "config_of", "is_ready", "is_running", "serving", "values"]

QUICK = Deadlines(
    session=6.0, heartbeat=1.0, article=600.0, drain=60.0, commit=40.0, transaction=60.0
)
"""Quick to notice who is gone: six seconds is the shortest session that a broker grants by default.
Patient with whoever works, because a slow machine is no fault of the engine's."""


@dataclass(frozen=True, slots=True)
class Serving:
    """A service under way."""

    metrics: Metrics
    registry: CollectorRegistry
    health: Health
    stop: Stop
    resume: Resume
    task: asyncio.Task[None]

    def count(self, name: str, **labels: str) -> float:
        """A metric's value, 0 where it was never touched."""
        return self.registry.get_sample_value(name, labels) or 0.0

    def fail_early(self) -> None:
        """Raise what ended the service, if anything has."""
        if self.task.done():
            self.task.result()

    async def end(self) -> None:
        """Stop it in good order."""
        self.stop.request()
        await self.task


def config_of(wire: Wire, **changes: object) -> StreamConfig:
    """The configuration of a service on a test's topics; a thread is its worker."""
    plain = StreamConfig(
        connection=Connection(wire.bootstrap, metadata_max_age_ms=1_000),
        group=wire.group,
        topics=Topics(wire.raw, wire.enriched, wire.dead_letter),
        workers=0,
        deadlines=QUICK,
    )
    return replace(plain, **changes)  # type: ignore[arg-type]  # the fields are the test's own


@asynccontextmanager
async def serving(
    config: StreamConfig,
    factory: Callable[[], Processor] = Echo,
    log_level: int | None = logging.INFO,
) -> AsyncIterator[Serving]:
    """Run the service for as long as the block lasts; log_level: None leaves logging as it is."""
    if log_level is not None:
        structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(log_level))
    registry = CollectorRegistry()
    metrics = Metrics(registry)
    health, stop, resume = Health(metrics), Stop(), Resume()
    task = asyncio.create_task(serve(config, factory, metrics, health, stop, resume=resume))
    service = Serving(metrics, registry, health, stop, resume, task)
    try:
        yield service
    finally:
        if not task.done():
            stop.request()
        await asyncio.gather(task, return_exceptions=True)
    service.fail_early()


def values(records: Iterable[Got]) -> list[bytes | None]:
    """The values, in the order in which they were read."""
    return [record.value for record in records]


def is_running(service: Serving, partitions: int) -> Callable[[], Awaitable[bool]]:
    """A fact to wait for: the service reads that many partitions."""

    async def fact() -> bool:
        service.fail_early()
        return service.count("copydesk_partitions", state="running") == partitions

    return fact


def is_ready(service: Serving) -> Callable[[], Awaitable[bool]]:
    """A fact to wait for: the service is ready."""

    async def fact() -> bool:
        service.fail_early()
        return service.health.is_ready()

    return fact
