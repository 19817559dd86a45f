"""End to end: articles from the raw topic through one service process to committed events."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from contextlib import contextmanager
from typing import TYPE_CHECKING

from rich.table import Table

from tests.support.topics import Raw, Wire

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.bench.corpus import Corpus
    from tests.support.brokers import RunningBroker

__all__ = ["end_to_end"]

ARTICLES = 3_000
WARM_UP = 200
WITHIN_SECONDS = 300.0
STOP_SECONDS = 30


async def end_to_end(broker: RunningBroker, corpus: Corpus) -> Table:
    """Return the table: articles/s from raw topic to commit, without the start of workers."""
    wire = await Wire.create(broker.bootstrap, "bench", partitions=4)
    with _service(wire):
        await wire.produce(_raws(corpus, WARM_UP))
        await wire.drained(within=WITHIN_SECONDS)
        began = time.perf_counter()
        for number in range(0, ARTICLES, 1_000):
            await wire.produce(_raws(corpus, 1_000, number))
        published = time.perf_counter() - began
        await wire.drained(within=WITHIN_SECONDS)
        took = time.perf_counter() - began
    read = await wire.read(within=WITHIN_SECONDS)
    await wire.delete()
    workers = os.cpu_count() or 1
    table = Table(title=f"End to end on {broker.choice}, one service process, {workers} workers")
    table.add_column("what")
    table.add_column("figure", justify="right")
    table.add_row("articles published", f"{ARTICLES:,} in {published:.1f} s")
    table.add_row("articles committed", f"{ARTICLES / took:,.0f} articles/s")
    table.add_row("events and dead letters read back", f"{len(read):,} of {ARTICLES + WARM_UP:,}")
    return table


def _raws(corpus: Corpus, count: int, first: int = 0) -> list[Raw]:
    values = [record.value for record in corpus.records]
    return [
        Raw(values[number % len(values)], key=f"bench-{number}".encode())
        for number in range(first, first + count)
    ]


@contextmanager
def _service(wire: Wire) -> Iterator[None]:
    command = [sys.executable, "-m", "copydesk", "run"]
    environment = {**os.environ, **wire.environment(), "COPYDESK_LOG_LEVEL": "warning"}
    with subprocess.Popen(command, env=environment, stderr=subprocess.DEVNULL) as process:
        try:
            yield
        finally:
            process.terminate()
            process.wait(STOP_SECONDS)
