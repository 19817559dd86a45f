"""`python -m tests.bench.engine`: what the stream engine costs, in pairs measured in one run.

Ratios are what to compare: the machine is rarely quiet, and both sides of a pair met the same
noise.
Producer, broker, service and subscriber share one machine here, so latency includes their waiting
for each other's cores.
"""

from __future__ import annotations

import argparse
import asyncio
import contextlib
import logging
import os
import signal
import statistics
import subprocess
import sys
import time
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import structlog
from aiokafka import AIOKafkaConsumer, AIOKafkaProducer
from aiokafka.structs import OffsetAndMetadata
from prometheus_client import CollectorRegistry
from rich.console import Console
from rich.table import Table

from copydesk.models.loading import load_pipeline
from copydesk.observability.health import Health
from copydesk.observability.metrics import Metrics
from copydesk.stream import Connection, Stop, StreamConfig, Topics, serve
from copydesk.stream.config import Deadlines
from copydesk.stream.pool import Pool
from tests.bench.corpus import load_corpus
from tests.stream.processors import Echo
from tests.support.brokers import choose, running
from tests.support.topics import Raw, Wire

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable, Iterator, Sequence

    from aiokafka.structs import ConsumerRecord, TopicPartition

    from copydesk.draft import Record
    from copydesk.stream.processor import Processor

PARTITIONS = 4
BATCH_BYTES = 262_144
RECORD_BYTES = 4_096
CHUNK = 64
WARM_UP_SECONDS = 4.0
LATENCY_SECONDS = 15.0
TICK_SECONDS = 0.01
IDENTITY_RATE = 1_000
RECOVERY_RATE = 100
QUANTILES = 100
WITHIN_SECONDS = 240.0
MEMBER = "serve"


@dataclass(frozen=True, slots=True)
class Sizes:
    """How much is measured."""

    records: int
    articles: int
    rounds: int


def main() -> None:
    """Print the tables, or be the service that one of them measures."""
    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(logging.ERROR))
    logging.getLogger("aiokafka").setLevel(logging.CRITICAL)
    if sys.argv[1:2] == [MEMBER]:
        kind, *wire = sys.argv[2:]
        factory: Callable[[], Processor] = Echo if kind == "identity" else load_pipeline
        asyncio.run(_serve(Wire(*wire), factory))
        return
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--records", type=int, default=20_000, help="of 4 KB, identity pipeline")
    parser.add_argument("--articles", type=int, default=2_000, help="with real enrichment")
    parser.add_argument("--rounds", type=int, default=3)
    given = parser.parse_args()
    console = Console()
    with running(choose()) as broker:
        sizes = Sizes(given.records, given.articles, given.rounds)
        asyncio.run(_measure(broker.bootstrap, sizes, str(broker.choice), console))


async def _measure(bootstrap: str, sizes: Sizes, where: str, console: Console) -> None:
    deadlines = Deadlines()
    table = Table(
        title=f"The engine on {where}, {os.cpu_count()} cores",
        caption=f"session timeout {deadlines.session:g} s, heartbeat {deadlines.heartbeat:g} s, "
        f"transaction timeout {deadlines.transaction:g} s, group.initial.rebalance.delay.ms 0",
    )
    for column in ("what", "figure", "wanted"):
        table.add_column(column, justify="left" if column == "what" else "right")
    await _identity(bootstrap, sizes, table)
    real = await _real(bootstrap, sizes, table)
    await _latency(bootstrap, "identity", IDENTITY_RATE, table)
    await _latency(bootstrap, "real enrichment", int(real / 2), table)
    await _recovery(bootstrap, table)
    console.print(table)


async def _identity(bootstrap: str, sizes: Sizes, table: Table) -> None:
    """Pairs of the bare loop and the engine over the same topic."""
    wire = await Wire.create(bootstrap, "bench-identity", partitions=PARTITIONS)
    body = os.urandom(RECORD_BYTES - 8)
    values = (b"%08d" % number + body for number in range(sizes.records))
    await wire.produce(
        [Raw(value, key=b"k%d" % (number % 97)) for number, value in enumerate(values)]
    )
    pairs = []
    for number in range(sizes.rounds):
        bare = await _bare(replace(wire, group=f"{wire.group}-bare-{number}"), sizes.records)
        own = replace(wire, group=f"{wire.group}-engine-{number}")
        pairs.append((bare, await _engine(own, Echo, sizes.records)))
    await wire.delete()
    bare, engine = (float(statistics.median(side)) for side in zip(*pairs, strict=True))
    ratios = [own / loop for loop, own in pairs]
    table.add_row("bare loop, 4 KB records", f"{bare:,.0f}/s", "")
    table.add_row("engine, identity pipeline", f"{engine:,.0f}/s", "")
    spread = f"{min(ratios):.2f} - {max(ratios):.2f}"
    table.add_row("  ratio", f"{statistics.median(ratios):.2f} ({spread})", ">= 0.6")


async def _real(bootstrap: str, sizes: Sizes, table: Table) -> float:
    """The pool fed from memory, and the engine over the same articles; the engine's articles/s."""
    corpus = load_corpus()
    records = [corpus.records[n % len(corpus.records)] for n in range(sizes.articles)]
    wire = await Wire.create(bootstrap, "bench-real", partitions=PARTITIONS)
    await wire.produce(
        [Raw(record.value, key=b"a%d" % number) for number, record in enumerate(records)]
    )
    pairs = []
    for number in range(sizes.rounds):
        memory = await _from_memory(wire, records)
        own = replace(wire, group=f"{wire.group}-{number}")
        pairs.append((memory, await _engine(own, load_pipeline, sizes.articles)))
    await wire.delete()
    memory, engine = (float(statistics.median(side)) for side in zip(*pairs, strict=True))
    ratio = statistics.median([own / pool for pool, own in pairs])
    words = corpus.words / len(corpus.records)
    table.add_row(f"pool from memory, articles of {words:,.0f} words", f"{memory:,.0f}/s", "")
    table.add_row("engine, real enrichment", f"{engine:,.0f}/s", "")
    table.add_row("  ratio", f"{ratio:.2f}", ">= 0.8")
    return engine


async def _bare(wire: Wire, records: int) -> float:
    """Consume, transform, produce: what aiokafka does with nothing around it."""
    consumer = AIOKafkaConsumer(
        wire.raw,
        bootstrap_servers=wire.bootstrap,
        group_id=wire.group,
        enable_auto_commit=False,
        auto_offset_reset="earliest",
        isolation_level="read_committed",
    )
    async with contextlib.AsyncExitStack() as stack:
        producers = [
            await stack.enter_async_context(
                AIOKafkaProducer(
                    bootstrap_servers=wire.bootstrap,
                    transactional_id=f"{wire.group}-{number}",
                    max_batch_size=BATCH_BYTES,
                )
            )
            for number in range(PARTITIONS)
        ]
        await consumer.start()
        stack.push_async_callback(consumer.stop)
        done, began, first = 0, 0.0, 0
        while done < records:
            found = await consumer.getmany(timeout_ms=200, max_records=2_000)
            counts = await asyncio.gather(
                *(_transform(wire, producers[source.partition], source, batch)
                  for source, batch in found.items())
            )  # fmt: skip
            done += sum(counts)
            if not began and done:
                began, first = time.perf_counter(), done
        return (done - first) / (time.perf_counter() - began)


async def _transform(
    wire: Wire,
    producer: AIOKafkaProducer,
    source: TopicPartition,
    batch: Sequence[ConsumerRecord],
) -> int:
    async with producer.transaction():
        sent = [
            await producer.send(wire.enriched, one.value, one.key, headers=list(one.headers))
            for one in batch
        ]
        await asyncio.gather(*sent)
        position = OffsetAndMetadata(batch[-1].offset + 1, "")
        await producer.send_offsets_to_transaction({source: position}, wire.group)
    return len(batch)


async def _engine(wire: Wire, factory: Callable[[], Processor], records: int) -> float:
    """Records/s from the first commit to the last; starting workers is not counted."""
    metrics = Metrics(registry := CollectorRegistry())
    stop = Stop()
    service = asyncio.create_task(serve(_config(wire), factory, metrics, Health(metrics), stop))
    began, first, done = 0.0, 0.0, 0.0
    while done < records:
        await asyncio.sleep(TICK_SECONDS / 5)
        if service.done():
            service.result()
        done = registry.get_sample_value("copydesk_raw_records_total") or 0.0
        if not began and done:
            began, first = time.perf_counter(), done
    rate = (done - first) / (time.perf_counter() - began)
    stop.request()
    await service
    return rate


async def _from_memory(wire: Wire, records: Sequence[Record]) -> float:
    """Articles/s of the same pool without a broker in the way."""
    pool = Pool(_config(wire), load_pipeline, Metrics(CollectorRegistry()), _raise)
    await pool.start()
    try:
        # Every worker loads some of its tables with its first articles.
        await asyncio.gather(*(pool.process(records[:CHUNK]) for _ in range(2 * _workers())))
        waiting = iter([records[n : n + CHUNK] for n in range(0, len(records), CHUNK)])

        async def feed() -> None:
            for chunk in waiting:
                await pool.process(chunk)

        began = time.perf_counter()
        await asyncio.gather(*(feed() for _ in range(2 * _workers())))
        return len(records) / (time.perf_counter() - began)
    finally:
        await pool.stop()


async def _latency(bootstrap: str, kind: str, rate: int, table: Table) -> None:
    """From publishing a raw record to a subscriber's having its event, at a steady rate."""
    wire = await Wire.create(bootstrap, "bench-latency", partitions=PARTITIONS)
    values = [os.urandom(RECORD_BYTES)]
    if kind != "identity":
        values = [record.value for record in load_corpus().records if record.value]
    with _member(wire, kind):
        async with _subscriber(wire) as arrivals:
            await _warm(wire, arrivals, values[0])
            sent = await _steady(wire, values, rate, LATENCY_SECONDS)
            await _until(lambda: len(arrivals) >= len(sent))
            seconds = sorted(arrivals[key] - at for key, at in sent.items() if key in arrivals)
    await wire.delete()
    cuts = statistics.quantiles(seconds, n=QUANTILES)
    half = "" if kind == "identity" else " at half load"
    p50, p99 = cuts[49] * 1000, cuts[98] * 1000
    table.add_row(
        f"latency, {kind}{half}, {rate:,}/s: p50 / p99",
        f"{p50:.0f} ms / {p99:.0f} ms",
        "< 60 / < 300",
    )


async def _recovery(bootstrap: str, table: Table) -> None:
    """Two members, one killed by SIGKILL: how long any article had to wait for the other."""
    wire = await Wire.create(bootstrap, "bench-recovery", partitions=PARTITIONS)
    value = os.urandom(RECORD_BYTES)
    with _member(wire, "identity") as victim, _member(wire, "identity"):
        async with _subscriber(wire) as arrivals:
            await _warm(wire, arrivals, value)
            deadlines = Deadlines()
            before = asyncio.create_task(_steady(wire, [value], RECOVERY_RATE, 3.0))
            sent = await before
            victim.send_signal(signal.SIGKILL)
            killed = time.time()
            seconds = deadlines.session + deadlines.heartbeat
            after = await _steady(wire, [value], RECOVERY_RATE, seconds, begin=len(sent))
            await _until(lambda: len(arrivals) >= len(sent) + len(after))
            worst = max(arrivals[key] - at for key, at in after.items())
            until = max(
                (arrivals[key] - killed for key, at in after.items() if arrivals[key] - at > 1.0),
                default=0.0,
            )
    await wire.delete()
    table.add_row(
        "kill -9 of one of two members: longest wait of an article / all as before after",
        f"{worst:.1f} s / {until:.1f} s",
        "< 15 s",
    )


async def _steady(
    wire: Wire, values: Sequence[bytes], rate: int, seconds: float, *, begin: int = 0
) -> dict[bytes, float]:
    """Publish at a steady rate; when each key was published."""
    sent: dict[bytes, float] = {}
    async with AIOKafkaProducer(
        bootstrap_servers=wire.bootstrap, acks="all", max_batch_size=BATCH_BYTES
    ) as producer:
        began = time.time()
        while (passed := time.time() - began) < seconds:
            while len(sent) < passed * rate:
                number = begin + len(sent)
                key = b"%d" % number
                await producer.send(wire.raw, values[number % len(values)], key)
                sent[key] = time.time()
            await asyncio.sleep(TICK_SECONDS)
    return sent


@contextlib.asynccontextmanager
async def _subscriber(wire: Wire) -> AsyncIterator[dict[bytes, float]]:
    """When each key arrived at a reader of committed events; filled while the block lasts."""
    arrivals: dict[bytes, float] = {}
    consumer = AIOKafkaConsumer(
        wire.enriched,
        bootstrap_servers=wire.bootstrap,
        isolation_level="read_committed",
        auto_offset_reset="earliest",
        fetch_max_wait_ms=20,
    )
    await consumer.start()

    async def read() -> None:
        async for one in consumer:
            key = dict(one.headers).get("ce_subject") or one.key
            arrivals.setdefault(key, time.time())

    reading = asyncio.create_task(read())
    try:
        yield arrivals
    finally:
        reading.cancel()
        await asyncio.gather(reading, return_exceptions=True)
        await consumer.stop()


async def _warm(wire: Wire, arrivals: dict[bytes, float], value: bytes) -> None:
    """Wait until the service answers, and let it settle."""
    await wire.produce([Raw(value, key=b"warm-%d" % n, partition=n) for n in range(PARTITIONS)])
    await _until(lambda: len(arrivals) >= PARTITIONS)
    await asyncio.sleep(WARM_UP_SECONDS)
    arrivals.clear()


async def _until(fact: Callable[[], bool]) -> None:
    async with asyncio.timeout(WITHIN_SECONDS):
        while not fact():  # noqa: ASYNC110 - what is waited for knows no event
            await asyncio.sleep(TICK_SECONDS)


@contextlib.contextmanager
def _member(wire: Wire, kind: str) -> Iterator[subprocess.Popen[bytes]]:
    """A service in a process of its own."""
    names = (wire.bootstrap, wire.raw, wire.enriched, wire.dead_letter, wire.group)
    short = "identity" if kind == "identity" else "real"
    command = [sys.executable, "-m", "tests.bench.engine", MEMBER, short, *names]
    with subprocess.Popen(command) as process:
        try:
            yield process
        finally:
            if process.poll() is None:
                process.terminate()


async def _serve(wire: Wire, factory: Callable[[], Processor]) -> None:
    metrics = Metrics(CollectorRegistry())
    await serve(_config(wire), factory, metrics, Health(metrics))


def _config(wire: Wire) -> StreamConfig:
    return StreamConfig(
        connection=Connection(wire.bootstrap),
        group=wire.group,
        topics=Topics(wire.raw, wire.enriched, wire.dead_letter),
        workers=_workers(),
    )


def _workers() -> int:
    return os.cpu_count() or 1


def _raise(error: Exception) -> None:
    raise error


if __name__ == "__main__":
    main()
