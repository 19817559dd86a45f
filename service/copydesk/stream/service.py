"""The service as one call: wait for the broker, be a member, drain at a signal.

Must not: read settings, open the HTTP port or exit; `cli` does.
"""

from __future__ import annotations

import asyncio
import signal
from typing import TYPE_CHECKING

import structlog

from copydesk import __version__
from copydesk.errors import CopydeskError
from copydesk.observability.tracing import UNTRACED
from copydesk.stream.broker import Broker
from copydesk.stream.limits import LimitBook
from copydesk.stream.member import Member
from copydesk.stream.pool import Pool
from copydesk.stream.producer import Graveyard
from copydesk.stream.rejections import Gate, Resume
from copydesk.stream.shared import Shared

if TYPE_CHECKING:
    from collections.abc import Callable, Coroutine

    from copydesk.observability.health import Health
    from copydesk.observability.metrics import Metrics
    from copydesk.observability.tracing import Tracer
    from copydesk.stream.config import StreamConfig
    from copydesk.stream.processor import Processor

__all__ = ["Stop", "serve"]

STOPPING = "stop"
FAREWELL_SECONDS = 3.0

log = structlog.get_logger()


class Stop:
    """The wish that the service ends: first in good order, and if repeated at once."""

    def __init__(self) -> None:
        """Wish nothing."""
        self.gracefully = asyncio.Event()
        self.at_once = asyncio.Event()

    def request(self) -> None:
        """Wish it, or wish it harder."""
        (self.at_once if self.gracefully.is_set() else self.gracefully).set()

    def on_signals(self) -> None:
        """Let SIGTERM and SIGINT wish it; must be called in the event loop's own thread."""
        loop = asyncio.get_running_loop()
        for number in (signal.SIGTERM, signal.SIGINT):
            loop.add_signal_handler(number, self._on_signal, number)

    def _on_signal(self, number: signal.Signals) -> None:
        log.info("stop_requested", signal=number.name)
        self.request()


async def serve(
    config: StreamConfig,
    factory: Callable[[], Processor],
    metrics: Metrics,
    health: Health,
    stop: Stop | None = None,
    *,
    resume: Resume | None = None,
    tracer: Tracer = UNTRACED,
) -> None:
    """Run the service until it is told to stop; returns after a drain, in good order.

    factory: picklable, makes the pipeline, called once in each worker. stop: None lets SIGTERM and
    SIGINT stop it. resume: how a person lets it go on after too many dead letters. tracer: told of
    chunks and commits. Raises FatalError when a person has to act, and any bug as it is.
    """
    if stop is None:
        stop = Stop()
        stop.on_signals()
    engine = _Engine(config, factory, metrics, health, tracer)
    if resume is not None:
        resume.listen(engine.resume)
    log.info("service_started", version=__version__, group=config.group, workers=config.workers)
    work = asyncio.create_task(engine.work())
    try:
        await _first(work, engine.fatal, stop.gracefully.wait())
        health.raise_trouble(STOPPING, "The service is stopping.")
        await _first(engine.drain(work), engine.fatal, stop.at_once.wait())
    except Exception as error:
        sentence = str(error) if isinstance(error, CopydeskError) else "A bug in copydesk."
        health.fail(sentence)
        # One sentence; where in the code it arose is for those who debug.
        log.error("service_failed", error_type=type(error).__name__, message=sentence)  # noqa: TRY400
        log.debug("service_failed", exc_info=True)
        raise
    finally:
        await engine.close(work)
        log.info("service_stopped")


async def _first(*awaitables: object) -> None:
    """Wait for the first to be done and let its exception out; cancel the coroutines among them."""
    made: list[asyncio.Task[object]] = []
    waited: list[asyncio.Future[object]] = []
    for one in awaitables:
        if asyncio.iscoroutine(one):
            made.append(asyncio.create_task(one))
        elif isinstance(one, asyncio.Future):
            waited.append(one)
    try:
        done, _ = await asyncio.wait([*made, *waited], return_when=asyncio.FIRST_COMPLETED)
        for one in done:
            one.result()
    finally:
        for task in made:
            task.cancel()
        await asyncio.gather(*made, return_exceptions=True)


async def _all(*coroutines: Coroutine[object, object, None]) -> None:
    """Wait for all; the first exception cancels the others and comes out as it is."""
    tasks = [asyncio.create_task(one) for one in coroutines]
    try:
        await asyncio.gather(*tasks)
    finally:
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)


class _Engine:
    """The parts of the service, put together."""

    def __init__(
        self,
        config: StreamConfig,
        factory: Callable[[], Processor],
        metrics: Metrics,
        health: Health,
        tracer: Tracer,
    ) -> None:
        self.fatal: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self._config = config
        self._broker = Broker(config, health, metrics)
        self._pool = Pool(config, factory, metrics, self._end, tracer)
        self._graveyard = Graveyard(config.deadlines.abandon)
        self._gate = Gate(config.rejections, metrics, health)
        self._shared = Shared(
            config=config,
            pool=self._pool,
            broker=self._broker,
            book=LimitBook(config.limits, config.topics),
            graveyard=self._graveyard,
            gate=self._gate,
            metrics=metrics,
            health=health,
            tracer=tracer,
            opening=asyncio.Semaphore(config.limits.opening),
            fatal=self.fatal,
        )
        self._member = Member(self._shared)

    async def work(self) -> None:
        """Start what is needed and be a member until cancelled."""
        await _all(self._pool.start(), self._broker.wait_until_usable(self._shared.book))
        log.info("workers_started", workers=self._config.workers)
        await _all(self._member.run(), self._broker.watch())

    def resume(self) -> None:
        """Let what is paused or held be tried now."""
        self._gate.resume()

    def _end(self, error: Exception) -> None:
        if not self.fatal.done():
            self.fatal.set_exception(error)

    async def drain(self, work: asyncio.Task[None]) -> None:
        """Finish what workers have within the deadline, and leave the group."""
        work.cancel()
        await asyncio.gather(work, return_exceptions=True)
        await self._member.leave(self._config.deadlines.drain)

    async def close(self, work: asyncio.Task[None]) -> None:
        """Let go of everything, in whatever state it is."""
        work.cancel()
        await asyncio.gather(work, return_exceptions=True)
        await self._pool.stop()
        await self._member.leave(drain_deadline=0)
        await self._graveyard.close(FAREWELL_SECONDS)
        await self._broker.close()
        if self.fatal.done():
            self.fatal.exception()
