"""The limit on dead letters: what crosses it is not published, and everything pauses.

A bad deploy or a supplier's new format would drain the raw topic into dead letters. Exiting would
make a supervisor restart the service and drain it all the same, so it stays, alive and not ready,
until a person resumes it.
Must not: publish, or pause a partition; a partition asks before it begins a transaction.
"""

from __future__ import annotations

import asyncio
from collections import deque
from dataclasses import dataclass
from typing import TYPE_CHECKING

import structlog

from copydesk.errors import RejectionLimitError

if TYPE_CHECKING:
    from collections.abc import Callable

    from copydesk.observability.health import Health
    from copydesk.observability.metrics import Metrics
    from copydesk.stream.config import RejectionLimit

__all__ = ["Gate", "Resume", "Tally", "Window"]

TROUBLE = "dead-letter-limit"
SLICES = 60
"""The window moves in so many steps, so what it holds is bounded."""

log = structlog.get_logger()


@dataclass(frozen=True, slots=True)
class Tally:
    """What a transaction would publish: all its outcomes, and the dead letters among them."""

    articles: int
    letters: int


NOTHING = Tally(0, 0)


class Window:
    """Articles and dead letters of the last seconds; the clock is the caller's."""

    def __init__(self, limit: RejectionLimit) -> None:
        """Begin empty."""
        self._limit = limit
        self._slices: deque[tuple[int, int, int]] = deque()

    def clear(self) -> None:
        """Forget everything."""
        self._slices.clear()

    def add(self, tally: Tally, now: float) -> None:
        """Count a transaction."""
        step = self._step(now)
        self._slices.append((step, tally.articles, tally.letters))
        if len(self._slices) > 1 and self._slices[-2][0] == step:
            _, articles, letters = self._slices.pop()
            _, before, letters_before = self._slices.pop()
            self._slices.append((step, before + articles, letters_before + letters))

    def crossed_by(self, tally: Tally, now: float) -> str | None:
        """Why this transaction must not be, None when it may; without letters it always may."""
        limit = self._limit
        if not tally.letters:
            return None
        while self._slices and self._slices[0][0] <= self._step(now) - SLICES:
            self._slices.popleft()
        articles = tally.articles + sum(one for _, one, _ in self._slices)
        letters = tally.letters + sum(one for _, _, one in self._slices)
        if limit.letters and letters > limit.letters:
            return f"{letters} dead letters in {limit.window:g} s are more than {limit.letters}"
        if letters > limit.share_from and letters > limit.share * articles:
            return (
                f"{letters} dead letters of {articles} articles in {limit.window:g} s are more "
                f"than {limit.share:.0%}"
            )
        return None

    def _step(self, now: float) -> int:
        return int(now * SLICES / self._limit.window)


class Resume:
    """A person's wish that what is paused or held is tried again now."""

    def __init__(self) -> None:
        """Know nobody who listens."""
        self._listeners: list[Callable[[], None]] = []

    def listen(self, listener: Callable[[], None]) -> None:
        """Call `listener` at each wish."""
        self._listeners.append(listener)

    def request(self) -> None:
        """Wish it."""
        for listener in self._listeners:
            listener()


class Gate:
    """Whether partitions may publish; closed by the limit, opened by a person."""

    def __init__(self, limit: RejectionLimit, metrics: Metrics, health: Health) -> None:
        """Begin open."""
        self._window = Window(limit)
        self._metrics = metrics
        self._health = health
        self._passes: set[int] = set()
        self._resumed: asyncio.Future[None] | None = None
        self.closed_because: str | None = None
        self.resumptions = 0

    def enter(self, partition: int, tally: Tally, now: float) -> Tally:
        """Count a transaction that is about to begin; returns what was counted of it.

        Raises RejectionLimitError when it would cross the limit, or another one did before.
        """
        if self.closed_because is None:
            if partition in self._passes and tally.letters:
                self._passes.discard(partition)
                return NOTHING
            why = self._window.crossed_by(tally, now)
            if why is None:
                self._window.add(tally, now)
                return tally
            self._close(partition, why)
        raise RejectionLimitError(self.closed_because)

    def leave(self, counted: Tally, now: float) -> None:
        """Take back what was counted of a transaction that failed: it will come again."""
        self._window.add(Tally(-counted.articles, -counted.letters), now)

    def resume(self) -> None:
        """Open it, with an empty window; what was refused may pass, once, whatever it holds.

        Else a single transaction above the limit could never pass. Held partitions try at once.
        """
        if self.closed_because is not None:
            self.closed_because = None
            self._window.clear()
            self._metrics.rejection_limit_reached.set(0)
            self._health.clear(TROUBLE)
            log.warning("dead_letter_limit_lifted")
        self.resumptions += 1
        if self._resumed is not None:
            self._resumed.set_result(None)
            self._resumed = None

    async def wait_resumed(self, seconds: float, since: int) -> None:
        """Wait until a person resumes, or else for so long while the gate is open.

        since: the resumptions when the partition began to find out that it can't go on; one that
        came in between is heeded too.
        """
        if self.resumptions != since:
            return
        if self._resumed is None:
            self._resumed = asyncio.get_running_loop().create_future()
        timeout = None if self.closed_because is not None else seconds
        await asyncio.wait([self._resumed], timeout=timeout)

    def _close(self, partition: int, why: str) -> None:
        self._passes = {partition}
        self.closed_because = (
            f"{why}, so nothing is published until a person runs `copydesk resume`."
        )
        self._metrics.rejection_limit_reached.set(1)
        self._metrics.rejection_pauses.inc()
        self._health.raise_trouble(TROUBLE, self.closed_because)
        log.error("dead_letter_limit_reached", message=self.closed_because, partition=partition)
