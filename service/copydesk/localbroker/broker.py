"""What any broker of one's own promises, and the wait until it serves.

Must not: start anything; embedded.py and kafka.py do.
"""

from __future__ import annotations

import shutil
import time
from collections.abc import Callable
from typing import TYPE_CHECKING, Protocol

from copydesk.localbroker.failures import BrokerDiedError, BrokerSilentError, PortInUseError
from copydesk.localbroker.probe import port_is_taken, serves

if TYPE_CHECKING:
    from pathlib import Path

    from copydesk.localbroker.child import Child

__all__ = ["LocalBroker", "Say", "await_service", "claim", "discard", "port_of", "silent"]

Say = Callable[[str], None]
"""Takes one line of progress for a person."""

_POLL_SECONDS = 0.05
_TAKEN = ("already in use",)


class LocalBroker(Protocol):
    """A broker that is up until `close()`."""

    @property
    def name(self) -> str:
        """What it is, for a person: 'Apache Kafka 4.4.0'."""

    @property
    def bootstrap(self) -> str:
        """host:port."""

    @property
    def directory(self) -> Path:
        """Its data and logs."""

    def check(self) -> None:
        """Raise BrokerDiedError with the reason when it has ended by itself."""

    def close(self) -> None:
        """End it, and delete its directory if it was made for it (not the log of one that died)."""


def silent(_line: str) -> None:
    """Say nothing."""


def port_of(bootstrap: str) -> int:
    """Return the port in 'host:port'."""
    return int(bootstrap.rpartition(":")[2])


def claim(port: int, name: str) -> None:
    """Raise PortInUseError when somebody listens there, who would answer in our broker's name."""
    if port_is_taken(port):
        message = f"Port {port} is in use, so {name} cannot listen on it."
        raise PortInUseError(message)


def discard(directory: Path, *, keep_log: bool) -> None:
    """Delete a broker's temporary directory; the log of one that failed stays as evidence."""
    if keep_log:
        shutil.rmtree(directory / "data", ignore_errors=True)
    else:
        shutil.rmtree(directory, ignore_errors=True)


def await_service(
    child: Child, name: str, port: int, timeout: float, is_reason: Callable[[str], bool]
) -> None:
    """Wait until the broker serves clients.

    timeout: seconds. Raises PortInUseError, BrokerDiedError or BrokerSilentError; the last leaves
    the child running.
    """
    deadline = time.monotonic() + timeout
    while True:
        if child.exit_code() is not None:
            if any(word in line for line in child.said() for word in _TAKEN):
                message = f"Port {port} is in use, so {name} cannot listen on it."
                raise PortInUseError(message)
            message = f"{name} {child.end(is_reason)} before it served; its log is {child.log}."
            raise BrokerDiedError(message)
        if serves(port):
            return
        if time.monotonic() > deadline:
            message = (
                f"{name} gave no answer on port {port} in {timeout:.0f} s; its log is {child.log}."
            )
            raise BrokerSilentError(message)
        time.sleep(_POLL_SECONDS)
