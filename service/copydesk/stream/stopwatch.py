"""How long each step of a chunk took, measured in the worker, where the work is done.

The core knows no clock, so it lets whoever watches enter each of its steps; this is who watches.
What was measured travels back with the outcomes, because only the service shows figures.
Must not: count or export anything.
"""

from __future__ import annotations

import time
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from copydesk.observability.tracing import Lap
    from copydesk.pipeline import Step

__all__ = ["Stopwatch"]


class Stopwatch:
    """The laps of one chunk at a time."""

    def __init__(
        self,
        clock: Callable[[], int] = time.perf_counter_ns,
        now: Callable[[], int] = time.time_ns,
    ) -> None:
        """clock: nanoseconds that never jump; now: nanoseconds since the epoch."""
        self._clock = clock
        self._now = now
        self._laps: dict[str, Lap] = {}

    @contextmanager
    def __call__(self, step: Step) -> Iterator[None]:
        """Time a step; one that is entered again, for each article alone, adds to itself."""
        began, entered = self._clock(), self._now()
        try:
            yield
        finally:
            _, first, before = self._laps.get(step.value, (step.value, entered, 0))
            self._laps[step.value] = step.value, first, before + self._clock() - began

    def take(self) -> tuple[Lap, ...]:
        """The laps since the last call, in the order in which the steps were first entered."""
        laps, self._laps = tuple(self._laps.values()), {}
        return laps
