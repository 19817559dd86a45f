"""A service process for the tests; its arguments are the fields of a Wire.

It runs the real engine with an echo for a pipeline, so what is tested is delivery alone.
"""

from __future__ import annotations

import asyncio
import sys

from prometheus_client import CollectorRegistry
from tests.stream.processors import SlowEcho
from tests.stream.serving import config_of
from tests.support.topics import Wire

from copydesk.observability.health import Health
from copydesk.observability.logs import configure_logging
from copydesk.observability.metrics import Metrics
from copydesk.stream import serve


async def main(wire: Wire) -> None:
    """Serve until a signal."""
    configure_logging("info", "json")
    metrics = Metrics(CollectorRegistry())
    await serve(config_of(wire, workers=1), SlowEcho, metrics, Health(metrics))


if __name__ == "__main__":
    asyncio.run(main(Wire(*sys.argv[1:6])))
