"""The embedded broker of the demo: noida-db, one small binary that speaks Kafka's protocol.

Its own launcher would stay as a parent that a kill can orphan, so the binary is started directly.
Measured on 0.2.3: it is not durable on kill -9, never times a transaction out, does not compact,
advertises the address it binds, and wants its data under about 50 MB: hence RETENTION.
Must not: be used in production, and says so in `name`.
"""

from __future__ import annotations

import importlib.util
import os
import tempfile
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Self

from copydesk.localbroker.broker import await_service, claim, discard
from copydesk.localbroker.child import Child
from copydesk.localbroker.failures import (
    BrokerDiedError,
    BrokerSilentError,
    MissingWheelError,
    PortInUseError,
)
from copydesk.localbroker.probe import free_port

if TYPE_CHECKING:
    from collections.abc import Mapping
    from types import TracebackType

__all__ = ["PARTITION_BYTES_MAX", "RETENTION", "EmbeddedBroker", "embedded_binary"]

PARTITION_BYTES_MAX = 4_000_000
RETENTION: Mapping[str, str] = MappingProxyType(
    {
        "retention.bytes": str(PARTITION_BYTES_MAX),
        "retention.ms": str(24 * 3_600_000),
        "segment.bytes": str(2**20),
    }
)
"""Topic settings that keep four partitions of three topics under 50 MB.

Both brokers drop whole segments only: with segments as large as they are by default neither would
ever drop one (measured on noida-db: 40 MB stay; with these 4 MB after a minute).
"""

_PACKAGE = "noida_db"
_START_SECONDS = 15.0
_STOP_SECONDS = 3.0
_PORT_TRIES = 3


def embedded_binary() -> Path:
    """Return the binary inside the installed wheel; raises MissingWheelError."""
    spec = importlib.util.find_spec(_PACKAGE)
    places = spec.submodule_search_locations if spec else None
    if not places:
        message = "The embedded broker is not installed (pip install 'copydesk[demo]')."
        raise MissingWheelError(message)
    binary = Path(places[0]) / "noida-db"
    if not binary.is_file():
        message = f"The embedded broker's wheel holds no binary at {binary}."
        raise MissingWheelError(message)
    if not os.access(binary, os.X_OK):
        binary.chmod(0o755)
    return binary


class EmbeddedBroker:
    """A running embedded broker; a context manager."""

    name = "the embedded broker noida-db (never for production)"

    def __init__(self, *, port: int | None = None, timeout: float = _START_SECONDS) -> None:
        """Start it and wait until it serves.

        port: of the loopback address, None for a free one; timeout: seconds. Raises
        MissingWheelError, PortInUseError, BrokerDiedError, BrokerSilentError.
        """
        binary = embedded_binary()
        self.directory = Path(tempfile.mkdtemp(prefix="copydesk-broker-"))
        try:
            self._child, self.bootstrap = self._start(binary, port, timeout)
        except BaseException as error:
            failed = isinstance(error, BrokerDiedError | BrokerSilentError)
            discard(self.directory, keep_log=failed)
            raise

    def _start(self, binary: Path, fixed: int | None, timeout: float) -> tuple[Child, str]:
        """Start until a port is had: a free one may be lost between the look and the start."""
        tries = 1 if fixed is not None else _PORT_TRIES
        while True:
            port = free_port() if fixed is None else fixed
            claim(port, "the embedded broker")
            where = ["--data-dir", str(self.directory / "data"), "--host", "127.0.0.1"]
            what = ["--only", "kafka", "--kafka-port", str(port)]
            child = Child([str(binary), "start", *where, *what], self.directory / "broker.log")
            tries -= 1
            try:
                await_service(child, "The embedded broker", port, timeout, _is_reason)
            except PortInUseError:
                if not tries:
                    raise
            except BaseException:
                child.kill()
                raise
            else:
                return child, f"127.0.0.1:{port}"

    def check(self) -> None:
        """Raise BrokerDiedError when it has ended."""
        if self._child.exit_code() is not None:
            message = f"The embedded broker {self._child.end(_is_reason)}; log: {self._child.log}."
            raise BrokerDiedError(message)

    @property
    def pid(self) -> int:
        """Its process id."""
        return self._child.pid

    def kill(self) -> None:
        """Crash it (kill -9). What it held may be lost; it cannot be started again."""
        self._child.kill()

    def close(self) -> None:
        """End it and delete its data; the log stays if it had ended by itself."""
        died = self._child.ended_by_itself()
        self._child.stop(_STOP_SECONDS)
        discard(self.directory, keep_log=died)

    def __enter__(self) -> Self:
        """Return the running broker."""
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Close it."""
        self.close()


def _is_reason(line: str) -> bool:
    """Whether a line of its log says why it ended; the loader and the banner do not."""
    return line.startswith(("error", "thread '", "panicked")) or "cannot run" in line
