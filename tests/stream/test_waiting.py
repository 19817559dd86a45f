"""A broker that is not there is asked often and spoken of seldom."""

from __future__ import annotations

import asyncio
import selectors
from itertools import pairwise
from typing import TYPE_CHECKING

import pytest
import structlog
from prometheus_client import CollectorRegistry
from tests.stream.serving import config_of
from tests.support.topics import Wire

from copydesk.observability.health import Health
from copydesk.observability.metrics import Metrics
from copydesk.stream.broker import LOG_SECONDS, Broker
from copydesk.stream.limits import LimitBook

if TYPE_CHECKING:
    from collections.abc import Iterator, MutableMapping

HASTE = 400
LINES = 3


class Said(Exception):  # noqa: N818 - no error, an end
    """Enough was logged."""


class HastySelector(selectors.DefaultSelector):
    """Waits a moment where the loop asks for seconds."""

    def select(self, timeout: float | None = None) -> list[tuple[selectors.SelectorKey, int]]:
        return super().select(timeout / HASTE if timeout else timeout)


class HastyLoop(asyncio.SelectorEventLoop):
    """An event loop whose minutes pass in a moment."""

    def __init__(self) -> None:
        super().__init__(HastySelector())

    def time(self) -> float:
        return super().time() * HASTE


@pytest.fixture
def said() -> Iterator[list[float]]:
    """When each line about the broker was logged, in the loop's seconds."""
    times: list[float] = []

    def note(
        _logger: object, _level: str, event: MutableMapping[str, object]
    ) -> MutableMapping[str, object]:
        if event["event"] == "broker_waited_for":
            times.append(asyncio.get_running_loop().time())
        if len(times) == LINES:
            raise Said
        raise structlog.DropEvent

    structlog.configure(processors=[note])
    yield times
    structlog.reset_defaults()


def test_waiting_says_so_once_a_minute(said: list[float]) -> None:
    """Not at every try: an outage of a night must not fill a disk."""
    nowhere = Wire("127.0.0.1:1", "raw", "enriched", "dead-letter", "group")

    async def wait() -> None:
        metrics = Metrics(CollectorRegistry())
        config = config_of(nowhere)
        broker = Broker(config, Health(metrics), metrics)
        book = LimitBook(config.limits, config.topics)
        with pytest.raises(Said):
            await broker.wait_until_usable(book)
        await broker.close()

    with asyncio.Runner(loop_factory=HastyLoop) as runner:
        runner.run(wait())
    assert len(said) == LINES
    assert all(later - earlier >= LOG_SECONDS for earlier, later in pairwise(said))
