"""The service under test as a process of its own: the real engine, a quick desk, faults if asked.

Its one argument is a JSON object: the fields of `Orders`.
"""

from __future__ import annotations

import asyncio
import json
import sys
from dataclasses import asdict, dataclass, field

from prometheus_client import CollectorRegistry

from copydesk.errors import FatalError
from copydesk.observability.health import Health
from copydesk.observability.logs import configure_logging
from copydesk.observability.metrics import Metrics
from copydesk.stream import Connection, Deadlines, Limits, StreamConfig, Topics, serve
from tests.chaos.desk import DeskFactory
from tests.chaos.faults import Faults, install

__all__ = ["DEADLINES", "Orders"]

METADATA_MS = 1_000
WORKER_MEMORY_BYTES = 256 * 1024 * 1024
DEADLINES = {"session": 6.0, "heartbeat": 1.0, "article": 2.0, "drain": 10.0}
"""Six seconds is the shortest session that a broker grants by default."""


@dataclass(frozen=True, slots=True)
class Orders:
    """What a service process is told.

    pace_ms: how long the desk takes for a record; deadlines: seconds, over the engine's own.
    """

    bootstrap: str
    raw: str
    enriched: str
    dead_letter: str
    group: str
    workers: int = 1
    pace_ms: float = 0.5
    deadlines: dict[str, float] = field(default_factory=dict)
    faults: Faults = field(default_factory=Faults)

    def to_json(self) -> str:
        """The argument of the process."""
        return json.dumps(asdict(self))

    @classmethod
    def from_json(cls, text: str) -> Orders:
        """What `to_json` wrote."""
        said = json.loads(text)
        return cls(**{**said, "faults": Faults(**said["faults"])})


async def main(orders: Orders) -> None:
    """Serve until a signal."""
    configure_logging("info", "json")
    install(orders.faults)
    config = StreamConfig(
        connection=Connection(orders.bootstrap, metadata_max_age_ms=METADATA_MS),
        group=orders.group,
        topics=Topics(orders.raw, orders.enriched, orders.dead_letter),
        workers=orders.workers,
        limits=Limits(worker_memory_bytes=WORKER_MEMORY_BYTES),
        deadlines=Deadlines(**(DEADLINES | orders.deadlines)),
    )
    metrics = Metrics(CollectorRegistry())
    await serve(config, DeskFactory(orders.pace_ms / 1000), metrics, Health(metrics))


if __name__ == "__main__":
    try:
        asyncio.run(main(Orders.from_json(sys.argv[1])))
    except FatalError as error:
        sys.exit(error.exit_code)
