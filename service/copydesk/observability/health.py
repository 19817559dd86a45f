"""Whether the service is alive and whether it is ready, and the sentences that say why not.

Must not: do I/O or know a clock; who notices a trouble raises it here and clears it again.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from copydesk.observability.metrics import Metrics

__all__ = ["STARTING", "Health"]

STARTING = "start"
"""Key of the trouble that the service is born with."""


class Health:
    """The current troubles, by key; ready means none.

    Alive is another matter: a service that waits for its broker is alive, and restarting it would
    not help.
    """

    def __init__(self, metrics: Metrics) -> None:
        """Begin not ready, because nothing has started yet."""
        self._metrics = metrics
        self._troubles: dict[str, str] = {STARTING: "The service is starting."}
        self._live = True

    def raise_trouble(self, key: str, sentence: str) -> bool:
        """Note a trouble; True when it is new, so that the caller logs it once."""
        is_new = self._troubles.get(key) != sentence
        self._troubles[key] = sentence
        self._metrics.ready.set(0)
        return is_new

    def clear(self, key: str) -> bool:
        """Forget a trouble; True when there was one."""
        was_there = self._troubles.pop(key, None) is not None
        if not self._troubles:
            self._metrics.ready.set(1)
        return was_there

    def is_ready(self) -> bool:
        """Whether work is being done, or would be if there were any."""
        return not self._troubles

    def is_live(self) -> bool:
        """False once the service can only end."""
        return self._live

    def fail(self, sentence: str) -> None:
        """Note that the service can only end."""
        self._live = False
        self.raise_trouble("fatal", sentence)

    def reasons(self) -> tuple[str, ...]:
        """Why it is not ready, in the order of their keys."""
        return tuple(self._troubles[key] for key in sorted(self._troubles))
